"""Sentences that assert without a source, and those that do not."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from support import CASES, ROOT, WORLD, edit, problems_in

from chronicle.domain.chronicle import Chronicle
from chronicle.files.loader import ProsePage, load_records
from chronicle.model.introspection import field_at
from chronicle.model.kinds import FOLDERS, KINDS
from chronicle.model.site import Correction
from chronicle.problems import Problem
from chronicle.validation.assertions import OF_A_SPEAKER, assertions_have_a_source

NOTES = "[^cites]: A note.[@courier-fire]\n\n[^does-not]: A note.\n"


@pytest.fixture(params=[WORLD, ROOT], ids=["the world's words", "this chronicle's words"])
def chronicle(request: pytest.FixtureRequest) -> Chronicle:
    """The invented world with its own list of words, or with that of this chronicle."""
    records = load_records(WORLD)
    records.assertions = load_records(request.param).assertions
    return Chronicle(records)


def found(chronicle: Chronicle, prose: str, path: str = "events/fire.md") -> list[Problem]:
    """What the rule says of one page of prose."""
    chronicle.records.prose = {path: ProsePage(path, prose)}
    chronicle = Chronicle(chronicle.records)
    return [one for one in assertions_have_a_source(chronicle) if one.path == f"docs/{path}"]


def reported(chronicle: Chronicle, name: str) -> tuple[list[str], list[str]]:
    """The sentences of a file of cases, one a line, and those that are reported, once each time."""
    lines = [line for line in (CASES / name).read_text("utf-8").splitlines()[1:] if line]
    problems = found(chronicle, "\n\n".join([*lines, NOTES]))
    return lines, [lines[(one.line - 1) // 2] for one in problems]


def test_bare_assertions_are_reported_once(chronicle: Chronicle) -> None:
    lines, bare = reported(chronicle, "bare_sentences.txt")
    assert bare == lines and len(lines) >= 60


def test_sound_sentences_pass(chronicle: Chronicle) -> None:
    lines, bare = reported(chronicle, "sound_sentences.txt")
    assert bare == [] and len(lines) >= 60


@pytest.mark.parametrize(
    ("sentence", "bare"),
    [
        ("قتل الجنود أربعين من السكان.", True),
        ("وفر السكان إلى النهر.", True),
        ("في البلدة ٤٠ جريحا.", True),
        ("القتلى عشرون.", True),
        ("قتل الجنود أربعين من السكان.[@gazette-bridge]", False),
        ("قال المجلس إن الجنود قتلوا أربعين.", False),
        ("من قتلهم؟", False),
        ("لا يعرف من أحرق الطاحونة.", False),
        ("في ٤ مايو عاد الجرحى.", False),
        ("The army killed forty residents.", False),
    ],
)
def test_words_count_in_the_language_of_the_pages(world: Path, sentence: str, bare: bool) -> None:
    arabic = ROOT / "tests" / "fixtures" / "arabic"
    for name in ("site.yml", "assertions.yml"):
        shutil.copy(arabic / "data" / name, world / "data" / name)
    months = re.search("^months:.*\n", (arabic / "texts.yml").read_text("utf-8"), re.M)
    assert months
    edit(world, "data/texts.yml", "months: January", f"{months[0]}old_months: January")
    assert len(found(Chronicle(load_records(world)), f"# حريق\n\n{sentence}\n")) == int(bare)


def test_each_sentence_has_a_citation_of_its_own(chronicle: Chronicle) -> None:
    page = "# X\n\nThe army killed ten. It left.[@courier-fire] Ten fled.[@post-fire] Ten died.\n"
    assert [one.column for one in found(chronicle, page)] == [10, 72]


@pytest.mark.parametrize("mark", ["`[@courier-fire]`", "[^does-not]", "[^not-there]"])
def test_what_is_no_citation_does_not_count(chronicle: Chronicle, mark: str) -> None:
    assert len(found(chronicle, f"# X\n\nThe army killed ten.{mark}\n\n{NOTES}")) == 1


def test_pages_that_are_not_about_the_event_are_left_out(chronicle: Chronicle) -> None:
    page = "# X\n\nThe army killed ten.\n"
    assert found(chronicle, page, "rules.md") == found(chronicle, page, "engine/tests.md") == []
    assert len(found(chronicle, page, "index.md")) == 1


@pytest.mark.parametrize(
    ("name", "find", "put"),
    [
        ("data/actors/ada-lund.yml", "Secretary of the guild", "A weaver who fled"),
        ("data/questions/who-set-the-fire.yml", "why: >-\n", "why: >-\n  Weavers were shot.\n"),
        ("data/glossary.yml", "What a fire leaves.", "What is left where men were burned."),
        ("data/texts.yml", "undated: Date not known", "undated: Forty dead"),
        ("data/site.yml", "Who says what about the fire", "Forty dead in the fire"),
    ],
)
def test_texts_of_the_narrator_in_records_are_checked(
    world: Path, name: str, find: str, put: str
) -> None:
    edit(world, name, find, put)
    (line,) = [line for line in problems_in(world) if "without a source" in line]
    assert line.startswith(f"{name}:")


@pytest.mark.parametrize(
    ("name", "find", "put"),
    [
        ("data/events/fire.yml", "The mill burned.", "Forty weavers were killed."),
        ("data/events/fire.yml", "as: said to have given", "as: the man who killed, and gave"),
        ("data/sources/courier-fire.yml", "owner's men set the fire", "army killed ten"),
        ("data/sources/post-fire.yml", "described: a weaver", "described: a weaver who fled"),
        ("data/questions/who-set-the-fire.yml", "text: Weavers", "text: Weavers who were shot"),
        ("data/glossary.yml", "A body of people of one trade.", "People who fled."),
        ("data/vocabulary.yml", "label: Looms lost", "label: People killed"),
        ("data/corrections/1901-05-20-day.yml", "now: It burned", "now: Forty died when it burned"),
    ],
)
def test_words_of_others_and_texts_with_a_source_are_not(
    world: Path, name: str, find: str, put: str
) -> None:
    edit(world, name, find, put)
    assert [line for line in problems_in(world) if "without a source" in line] == []


def test_fields_with_the_words_of_speakers_exist() -> None:
    """A field that was renamed would be checked as the narrator's."""
    shapes = {FOLDERS[kind]: shape for kind, shape in KINDS.items()} | {"corrections": Correction}
    texts = load_records(WORLD).list_document("texts").data
    for folder, *keys in (one.split(".") for one in OF_A_SPEAKER):
        known = field_at(shapes[folder], tuple(keys)) if folder in shapes else folder
        assert known and (folder != "texts" or keys[0] in texts), (folder, keys)


def test_a_chronicle_may_have_no_such_words(world: Path) -> None:
    edit(world, "docs/method.md", "Every statement", "Ten men fled. Every statement")
    (world / "data/assertions.yml").unlink()
    assert problems_in(world) == []
