"""`make diff`: every difference that a reader could see, and no words that do harm."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pypandoc
import pytest
from authoring.difference import UNREADABLE, difference, state_at_revision, state_in_folder
from authoring.difference_report import NOTHING, as_markdown, as_text
from conftest import git

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
        "-   figures: what: looms, worded: 41 to 45, low: 41, high: 45, as_of: 1901-05-03\n"
        "+   figures: what: looms, worded: 41 to 45, low: 42, high: 45, as_of: 1901-05-03\n"
        "    with 1 statement, on actors/guild, events/fire, places/mill, sources/post-fire\n"
        "~ post-fire#seen-running\n"
        "-   basis: seen\n"
        "+   basis: heard\n"
        "    with 1 statement, on events/fire, questions/who-set-the-fire, sources/post-fire\n"
        "\n"
        "What positions rest on: reports · speakers · origins\n"
        "~ who-set-the-fire: owner\n"
        "-   counts: 2 · 2 · 2 (1 unnamed)\n"
        "+   counts: 2 · 2 · 1, 1 not counted (heard)\n"
        "\n"
        "Events\n"
        "~ events/fire\n"
        "-   title: Fire at the mill\n"
        "+   title: The mill burns\n"
        "    with 7 statements, on actors/ada-lund, actors/guild, actors/owner, events/fire, "
        "events/march, places/mill, questions/who-set-the-fire, sources/courier-fire and 2 more\n"
    )


@pytest.mark.parametrize(
    ("path", "old", "new", "heading"),
    [
        ("docs/index.md", "\n\n", "\n\nAn independent examination.\n\n", "Prose"),
        ("docs/events/fire.md", "\n\n", "\n\nAn independent examination.\n\n", "Prose"),
        ("data/vocabulary.yml", "label: The weavers", "label: Weaving men", "Vocabulary"),
        ("data/glossary.yml", "term: ", "term: the ", "Glossary"),
        ("data/map/map.yml", "title: ", "title: The ", "Map"),
        ("data/texts.yml", "\n", "\nnew_text: New\n", "Texts"),
        ("data/map/coast.geojson", "[", "[ ", "Other files"),
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
    assert found == (
        "Sources\n~ sources/courier-second → sources/courier-later\n"
        "    on sources/courier-later, sources/courier-second\n"
    )


def test_what_is_new_or_gone_is_reported_with_its_words(world: Path, reported: Reported) -> None:
    (world / "data/sources/ferry-notice.yml").unlink()
    text = (world / "data/places/quay.yml").read_text(encoding="utf-8")
    (world / "data/places/barn.yml").write_text(text.replace("quay", "barn"), encoding="utf-8")
    found = reported()
    assert "- ferry-notice#went-by-boat: by: described: the ferrymen, party: reporters" in found
    assert "Places\n+ places/barn: kind: " in found and found.count("\n+ ") == 1


def test_no_change_is_reported_as_none(reported: Reported) -> None:
    assert reported() == f"{NOTHING}\n"
    assert reported(form=as_markdown) == f"## What this change does\n\n```\n{NOTHING}\n```\n"


def test_form_order_and_what_a_file_may_leave_out_mean_nothing(reported: Reported) -> None:
    post = "data/sources/post-fire.yml"
    assert reported(
        ("data/events/fire.yml", "title: ", "# a comment\nnote:\ntitle:  "),
        ("data/questions/who-set-the-fire.yml", "  - { id: nobody, text: Nobody }\n", ""),
        (
            "data/questions/who-set-the-fire.yml",
            "asked: all\n",
            "  - { text: Nobody, id: nobody }\nasked: all\n",
        ),
        (post, "part: all, ", ""),
        (post, "by: guild", "by: { actor: guild, named: no }"),
        (post, "The mill is in", "The\n      mill is in"),
    ) == (
        f"{NOTHING} Only in another form or order: data/events/fire.yml, "
        f"data/questions/who-set-the-fire.yml, {post}.\n"
    )


def test_what_no_reader_sees_is_only_counted(reported: Reported) -> None:
    recipe = "recipe: { package: outlines, reader: coasts, file: a.txt }\n    source:"
    found = reported(("data/map/map.yml", "source:", recipe))
    assert found.startswith(f"{NOTHING} Values that no reader sees: 1.")


def test_a_text_cannot_pass_for_several_values(reported: Reported) -> None:
    figure = 'worded: "41 to 45", low: 41'
    found = reported(("data/sources/post-fire.yml", figure, 'worded: "41 to 45, low: 41"'))
    assert '+   figures: what: looms, worded: "41 to 45, low: 41", high: 45' in found


def test_a_commit_is_compared_with(world: Path) -> None:
    git(world, "init", "-q")
    git(world, "add", ".")
    git(world, "commit", "-qm", "x")
    (world / "data/sources/ferry-notice.yml").unlink()
    found = as_text(difference(state_at_revision(world, "HEAD"), state_in_folder(world)))
    assert "- ferry-notice#went-by-boat: " in found and "Prose" not in found
    for base in ("nowhere", "--output=x", "HEAD; ls", "-x", ""):
        with pytest.raises(InvalidValue):
            state_at_revision(world, base)


def test_a_record_that_cannot_be_read_is_named(world: Path, reported: Reported) -> None:
    (world / "data/events/fire.yml").write_text("title: [", encoding="utf-8")
    assert reported().endswith(f"{UNREADABLE}\n~ data/events/fire.yml\n")


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
        text = text.replace(says, f"says: {json.dumps(HOSTILE)}")
        (world / path).write_text(text, encoding="utf-8")
    found = reported(form=as_markdown)
    html = pypandoc.convert_text(found, "html", format="gfm")
    assert "&lt;script&gt;" in html and "<script" not in html and "<img" not in html
    assert not re.search(r'<a (?!href="#cb)', html)
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in found.split("\n"))
    assert "\u202e" not in found and "\x1b" not in found
    outside = re.sub(r"(?ms)^(`{3,})diff\n.*?^\1\n", "", found)
    assert "someone" not in outside and "script" not in outside
