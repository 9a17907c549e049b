"""Names that are known by their digests only; and warnings before links that lead to pictures of the dead."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from chronicle import notnamed
from chronicle import site as build
from chronicle.model import records as model
from chronicle.site import read

LISTED = model.NotNamed(salt="s", digests=[notnamed.digest("s", "tom quill"), notnamed.digest("s", "a b c d")])


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("Tom Quill", [0]),
        ("said tom  quill, and TÓM’-QUILL.", [5, 21]),
        ("Tom\nQuill's mill; Quill, Tom", [0, 18]),
        ("Tom and Quill; Quill Tom; Tomquill; Tom Quills", []),
        ("x a b c d e", [2]),
        ("", []),
    ],
)
def test_a_listed_name_is_found_however_it_is_written(text: str, offsets: list[int]) -> None:
    assert list(notnamed.Finder(LISTED).find(text)) == offsets


@given(
    st.lists(st.text(alphabet="abcÉıøاب", min_size=1, max_size=4), min_size=1, max_size=4), st.text("xyz ", max_size=9)
)
def test_what_is_listed_is_found_in_any_text(name: list[str], around: str) -> None:
    found = notnamed.entry(LISTED, " ".join(name))
    assert found
    finder = notnamed.Finder(model.NotNamed(salt="s", digests=[found]))
    assert list(finder.find(f"{around} {' '.join(name).upper()} {around}"))


def test_the_command_prints_a_line_that_works_and_not_the_name(world: Path) -> None:
    command = [sys.executable, str(ROOT / "hooks" / "chronicle"), "digest", "--root", str(world)]
    done = subprocess.run(command, input="Ann Sorrel\n", capture_output=True, text=True, check=False)
    assert done.returncode == 0 and "Sorrel" not in done.stdout + done.stderr
    listed = world / "data" / "not-named.yml"
    listed.write_text(listed.read_text(encoding="utf-8") + done.stdout.splitlines()[-1] + "\n", encoding="utf-8")
    assert len(yaml.safe_load(listed.read_text(encoding="utf-8"))["digests"]) == 3
    page = world / "docs" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nIt was ann-SORREL.\n", encoding="utf-8")
    (problem,) = read(world)[1]
    assert problem.path == "docs/index.md" and "orrel" not in str(problem).casefold()
    done = subprocess.run(command, input="one two three four five", capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "one" in done.stderr and "Traceback" not in done.stderr


def test_every_link_to_what_is_graphic_says_so_first(world: Path) -> None:
    source = world / "data" / "sources" / "courier-fire.yml"
    text = source.read_text(encoding="utf-8")
    warning = "Warning: what this address leads to"
    assert warning not in build(world).pages["sources/courier-fire.md"].markdown
    source.write_text(text.replace("kind: newspaper", "kind: newspaper\ngraphic: yes"), encoding="utf-8")
    pages = build(world).pages
    page = pages["sources/courier-fire.md"].markdown
    assert page.index(warning) < page.index("https://courier.example/fire")
    assert page.count(warning) == 2, "before the reference and before the address"
    outside = "https://archive.example/1/fire"
    notes = [line for line in pages["events/fire.md"].markdown.splitlines() if outside in line]
    assert notes and all(warning in line and line.index(warning) < line.index(outside) for line in notes)
