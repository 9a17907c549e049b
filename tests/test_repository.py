"""The chronicle in this repository: its data is sound, and its engine knows nothing of this event."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml
from conftest import ROOT

from chronicle import model
from chronicle.build import read


def test_the_data_is_sound() -> None:
    assert [str(problem) for problem in read(ROOT)[1]] == []


def named_in_the_engine(words: set[str]) -> dict[str, list[str]]:
    """The files of the code, the templates and the tests of the code that hold one of these words, with those they hold."""
    pattern = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in sorted(words) if len(word) > 3))
    engine = [
        *ROOT.glob("hooks/**/*.py"),
        *ROOT.glob("overrides/**/*.md"),
        *ROOT.glob("overrides/**/*.html"),
        *ROOT.glob("tools/*.py"),
        *(path for path in ROOT.glob("tests/test_*.py") if path.name != "test_this_chronicle.py"),
    ]
    assert len(engine) > 20
    found = {path.name: pattern.findall(path.read_text(encoding="utf-8")) for path in engine}
    return {name: words for name, words in found.items() if words}


def test_the_engine_knows_nothing_of_this_event() -> None:
    """No name of a person, place or party of the records in the code, the templates or the tests of the code."""
    chronicle, _ = read(ROOT)
    names = {
        name.text for kind in (chronicle.actors, chronicle.places) for record in kind.values() for name in record.names
    }
    assert named_in_the_engine({word for word in names | set(chronicle.sides()) if len(word) > 4}) == {}


def test_no_registry_and_no_machine_is_named() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "README.md", "Makefile"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"pypi\.org|files\.pythonhosted|--index-url|/root/|/work/", text), name


def test_the_records_shown_to_contributors_pass_the_check(tmp_path: Path) -> None:
    """Every record of the page on contributing that names its file, put there."""
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("assets"))
    page = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```yaml\n# (data/\S+\.yml)\n(.*?)^```", page, re.M | re.S)
    assert {path.split("/")[1] for path, _ in shown} == set(model.FOLDERS.values())
    for path, text in shown:
        assert not (tmp_path / path).exists(), path
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert [str(problem) for problem in read(tmp_path)[1]] == []


def test_the_fragments_shown_to_contributors_are_what_the_model_takes() -> None:
    """What the page on contributing shows without a file: put into its claim, or read as a list of corrections."""
    page = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
    shown = [
        yaml.load(text, yaml.BaseLoader) for text in re.findall(r"^```yaml\n(?!# data/)(.*?)^```", page, re.M | re.S)
    ]
    claim = {"id": "x", "by": "somebody", "basis": "told", "says": "It is so.", "about": ["somewhere"]}
    for fragment in shown:
        if isinstance(fragment, list):
            assert [model.Correction.model_validate(one).reported_by for one in fragment] == ["A reader"]
        else:
            assert model.Claim.model_validate({**claim, **fragment})
    assert {key for one in shown if isinstance(one, dict) for key in one} == {"derives_from", "relates"}


def test_the_commands_shown_to_contributors_exist() -> None:
    text = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/contributing.md"))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets


def test_links_to_headings_of_the_page_on_contributing_lead_somewhere() -> None:
    page = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
    headings = {re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") for title in re.findall(r"^## (.+)$", page, re.M)}
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= headings
