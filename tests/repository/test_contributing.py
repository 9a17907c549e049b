"""What the page on contributing shows is what the check takes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from support import ROOT, problems_in

from chronicle.files.allowed_files import LIST_FILES, RECORD_FOLDERS
from chronicle.files.yaml_documents import walk
from chronicle.model.statements import Statement
from chronicle.text.citations import BLOCKS

PAGE = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")


def test_the_records_that_are_shown_pass_the_check(world: Path) -> None:
    """Beside those of the invented world, in the words of its vocabulary; one of each kind."""
    shown = re.findall(r"^```yaml\n# (data/\S+\.yml)\n(.*?)^```", PAGE, re.M | re.S)
    assert {path.split("/")[1] for path, _ in shown} == set(RECORD_FOLDERS)
    for path, text in shown:
        assert not (world / path).exists(), path
        (world / path).write_text(text, encoding="utf-8")
    assert problems_in(world) == []


def test_nine_values_are_enough() -> None:
    """The first record that is shown is the smallest."""
    shown = re.search(r"^```yaml\n(# data/sources/.*?)^```", PAGE, re.M | re.S)
    assert shown
    values = [value for _, value in walk(yaml.load(shown[1], yaml.BaseLoader))]
    assert len([value for value in values if isinstance(value, str)]) == 9


def fragments() -> list[Any]:
    """What the page shows without the name of a file."""
    shown = re.findall(r"^```yaml\n(?!# data/)(.*?)^```", PAGE, re.M | re.S)
    return [yaml.load(text, yaml.BaseLoader) for text in shown]


def test_the_fragments_that_are_shown_are_what_the_model_takes() -> None:
    values = {
        "id": "x",
        "by": "someone",
        "basis": "told",
        "says": "It is so.",
        "about": ["somewhere"],
    }
    for fragment in fragments():
        assert Statement.model_validate({**values, **fragment})
    keys = {key for one in fragments() for key in one}
    assert keys == {"derives_from", "relates"}


def test_the_commands_that_are_shown_exist() -> None:
    pages = [ROOT / name for name in ("README.md", "docs/reviewing.md", ".github/SECURITY.md")]
    text = PAGE + "".join(path.read_text(encoding="utf-8") for path in pages)
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.M))
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets


def test_the_blocks_and_files_that_are_listed_are_those_that_there_are() -> None:
    assert set(re.findall(r"<!-- block: ([a-z-]+)", PAGE)) == BLOCKS.keys()
    lists = re.findall(r"^\| `data/([a-z-]+\.\w+)` \|", PAGE, re.M)
    assert set(lists) == LIST_FILES


def test_links_to_headings_lead_to_them() -> None:
    headings = {
        re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
        for title in re.findall(r"^## (.+)$", PAGE, re.M)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= headings
