"""`make diff`: every difference that a reader could see, and no words that do harm."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pypandoc
import pytest
from authoring.difference import (
    NOTHING,
    as_markdown,
    as_text,
    difference,
    state_at_revision,
    state_in_folder,
)
from conftest import git

from chronicle.files.yaml_documents import read_document, walk
from chronicle.problems import InvalidValue

Reported = Callable[..., str]


@pytest.fixture
def reported(world: Path, tmp_path: Path) -> Reported:
    """Says what differs after a change of files: path=(old, new), or a path that is deleted."""
    before = tmp_path / "before"
    shutil.copytree(world, before)

    def changed(*edits: tuple[str, str, str], form: Callable[..., str] = as_text) -> str:
        for path, old, new in edits:
            text = (world / path).read_text(encoding="utf-8")
            assert old in text, (path, old)
            (world / path).write_text(text.replace(old, new, 1), encoding="utf-8")
        return form(difference(state_in_folder(before), state_in_folder(world)))

    return changed


def test_a_change_is_reported_in_statements_positions_and_counts(reported: Reported) -> None:
    post, fire = "data/sources/post-fire.yml", "data/events/fire.yml"
    assert reported(
        (post, "41 to 45 looms are lost", "42 to 45 looms are lost"),
        (post, "low: 41", "low: 42"),
        (post, "basis: seen", "basis: heard"),
        (fire, "Fire at the mill", "The mill burns"),
    ) == (
        "Statements\n"
        "~ post-fire#ashes\n"
        "-   says: The mill is in ashes and 41 to 45 looms are lost.\n"
        "+   says: The mill is in ashes and 42 to 45 looms are lost.\n"
        "-   figures: what: looms, part: all, worded: 41 to 45, "
        "low: 41, high: 45, as_of: 1901-05-03\n"
        "+   figures: what: looms, part: all, worded: 41 to 45, "
        "low: 42, high: 45, as_of: 1901-05-03\n"
        "~ post-fire#seen-running\n"
        "-   basis: seen\n"
        "+   basis: heard\n"
        "\n"
        "Positions: reports · speakers · origins\n"
        "~ who-set-the-fire: owner\n"
        "-   counts: 2 · 2 · 2 (1 unnamed)\n"
        "+   counts: 2 · 2 · 1, 1 not counted (heard)\n"
        "\n"
        "Events\n"
        "~ fire\n"
        "-   title: Fire at the mill\n"
        "+   title: The mill burns\n"
    )


def test_every_value_of_every_file_is_reported(world: Path, tmp_path: Path) -> None:
    """Each value of each file of the world, changed by itself: the old and the new words are
    reported. So no field of the model can be forgotten."""
    before = state_in_folder(world)
    count = 0
    for path in sorted((world / "data").rglob("*.yml")):
        name = path.relative_to(world).as_posix()
        text = path.read_text(encoding="utf-8")
        document = read_document(name, text.encode())
        seen: set[tuple[int, int]] = set()
        for location, value in walk(document.data):
            line, column = document.where(location)
            if not isinstance(value, str) or (line, column) in seen or "id" in location[-1:]:
                continue
            seen.add((line, column))
            key = tuple(step for step in location if isinstance(step, str))
            if len(seen) > 400 or (name.endswith("texts.yml") and len(seen) > 40):
                break
            changed = _with_value(text, line, column, value)
            if changed is None:
                continue
            files = {**before.files, name: changed.encode()}
            found = as_text(difference(before, type(before)(files, before.counts)))
            assert "changed-value" in found and "Files that" not in found, (name, key, found)
            count += 1
    assert count > 300


def _with_value(text: str, line: int, column: int, value: str) -> str | None:
    """A file's text with another value at a place; None if the value is not one word there."""
    lines = text.split("\n")
    row = lines[line - 1]
    if row[column - 1 :].startswith(">"):
        lines[line] = re.sub(r"\S+", "changed-value", lines[line], count=1)
    elif row[column - 1 :].startswith(value):
        lines[line - 1] = row[: column - 1] + "changed-value" + row[column - 1 + len(value) :]
    else:
        return None
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("path", "old", "new", "heading"),
    [
        ("docs/index.md", "\n\n", "\n\nAn independent examination.\n\n", "Prose"),
        ("docs/events/fire.md", "\n\n", "\n\nAn independent examination.\n\n", "Prose"),
        ("data/vocabulary.yml", "label: The weavers", "label: Weaving men", "Vocabulary"),
        ("data/glossary.yml", "term: ", "term: the ", "Glossary"),
        ("data/map/map.yml", "title: ", "title: The ", "Map"),
        ("data/texts.yml", "\n", "\nnew_text: New\n", "Texts"),
        ("data/map/coast.geojson", "[", "[ ", "Files that differ in nothing above"),
        (
            "data/events/fire.yml",
            "title: ",
            "note:\ntitle:  ",
            "Files that differ in nothing above",
        ),
    ],
)
def test_prose_words_and_other_files_are_reported(
    reported: Reported, path: str, old: str, new: str, heading: str
) -> None:
    found = reported((path, old, new))
    assert found.startswith(f"{heading}\n")
    assert len(found.split("\n")) <= 8, "only what differs"


def test_what_was_renamed_or_moved_is_reported_as_that(world: Path, reported: Reported) -> None:
    sources = world / "data" / "sources"
    (sources / "courier-second.yml").rename(sources / "courier-later.yml")
    found = reported()
    assert "~ courier-second#fifty-looms → courier-later#fifty-looms" in found
    assert "Sources\n~ courier-second → courier-later\n" in found
    assert "\n- " not in found and "\n+ " not in found and "Files that" not in found


def test_what_is_new_or_gone_is_reported_with_its_words(world: Path, reported: Reported) -> None:
    (world / "data/sources/ferry-notice.yml").unlink()
    (world / "data/places/barn.yml").write_text("names: [{ text: The barn }]\n", encoding="utf-8")
    found = reported()
    assert "- ferry-notice#went-by-boat\n-   by: described: the ferrymen" in found
    assert "Places\n+ barn\n+   names: text: The barn\n" in found


def test_no_change_is_reported_as_none(reported: Reported) -> None:
    assert reported() == NOTHING
    assert reported(form=as_markdown) == f"## What this change does\n\n{NOTHING}"


def test_a_commit_is_compared_with(world: Path) -> None:
    git(world, "init", "-q")
    git(world, "add", ".")
    git(world, "commit", "-qm", "x")
    (world / "data/sources/ferry-notice.yml").unlink()
    found = as_text(difference(state_at_revision(world, "HEAD"), state_in_folder(world)))
    assert "- ferry-notice#went-by-boat\n" in found and "Prose" not in found
    for base in ("nowhere", "--output=x", "HEAD; ls", "-x", ""):
        with pytest.raises(InvalidValue):
            state_at_revision(world, base)


def test_a_record_that_cannot_be_read_is_named(world: Path, reported: Reported) -> None:
    (world / "data/events/fire.yml").write_text("title: [", encoding="utf-8")
    heading = (
        "Files that cannot be read\n+ data/events/fire.yml (what it said counts as gone or new)\n"
    )
    assert heading in reported()


HOSTILE = (
    "``` </code><script>alert(1)</script> [x](javascript:1) @someone #1 "
    "![](http://e.example/p.png)\n::error::x\n##[error]"
)


@pytest.mark.parametrize("path", ["data/sources/post-fire.yml", "docs/index.md"])
def test_hostile_text_is_only_text_in_the_summary(
    reported: Reported, world: Path, path: str
) -> None:
    text = (world / path).read_text(encoding="utf-8")
    if path.endswith(".md"):
        (world / path).write_text(f"{text}\n{HOSTILE}\u202e\x1b[2J\n", encoding="utf-8")
    else:
        says = "says: >-\n      Saw the owner's men run from the mill."
        assert says in text
        text = text.replace(says, f'says: {json.dumps(HOSTILE)}\n    "{HOSTILE[:9]}": x')
        (world / path).write_text(text, encoding="utf-8")
    found = reported(form=as_markdown)
    html = pypandoc.convert_text(found, "html", format="gfm")
    assert "&lt;script&gt;" in html and "<script" not in html and "<img" not in html
    assert not re.search(r'<a (?!href="#cb)', html)
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in found.split("\n"))
    assert "\u202e" not in found and "\x1b" not in found
    outside = re.sub(r"(?ms)^(`{3,})diff\n.*?^\1\n", "", found)
    assert "someone" not in outside and "script" not in outside
