"""Sentences that assert without a source, and those that do not."""

from __future__ import annotations

import re
import shutil
from functools import cache
from pathlib import Path

import pytest
from support import ROOT, WORLD

from chronicle.domain.chronicle import Chronicle
from chronicle.files.loader import ProsePage, load_records
from chronicle.files.yaml_documents import YamlDocument
from chronicle.model.introspection import field_at
from chronicle.model.kinds import FOLDERS, KINDS
from chronicle.model.site import Correction
from chronicle.problems import Problem
from chronicle.validation.assertions import (
    OF_A_SPEAKER,
    assertions_have_a_source,
)
from chronicle.validation.neutrality import exceptions_are_needed

CASES = ROOT / "tests" / "cases"
NOTES = "[^cites]: A note.[@courier-fire]\n\n[^does-not]: A note.\n"
RULES = (assertions_have_a_source, exceptions_are_needed)


def cases(name: str) -> list[str]:
    """The sentences of a file of cases, one a line, without its first line."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines[1:] if line]


def of(root: Path) -> Chronicle:
    """The chronicle in a folder, with every list of it read."""
    records = load_records(root)
    assert records.assertions and records.site and records.vocabulary
    return Chronicle(records)


@cache
def chronicles() -> dict[str, Chronicle]:
    """The invented world with its own list of words and with that of this chronicle."""
    own, lent = of(WORLD), of(WORLD)
    lent.records.assertions = load_records(ROOT).assertions
    for one in (own, lent):  # only their prose is checked
        one.records.lists["texts"] = YamlDocument("data/texts.yml", data={})
        for kind in KINDS:
            one.records.of(kind).clear()
    return {"the world's words": own, "this chronicle's words": lent}


def found(chronicle: Chronicle, prose: str, path: str = "events/fire.md") -> list[Problem]:
    """What the rule says of one page of prose."""
    chronicle.records.prose = {path: ProsePage(path, prose)}
    return [one for one in assertions_have_a_source(chronicle) if one.path == f"docs/{path}"]


def problems(root: Path) -> list[str]:
    chronicle = of(root)
    return [str(problem) for rule in RULES for problem in rule(chronicle)]


def edit(root: Path, name: str, find: str, put: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert find in text
    path.write_text(text.replace(find, put, 1), encoding="utf-8")


@pytest.mark.parametrize("words", chronicles())
@pytest.mark.parametrize("sentence", cases("bare_sentences.txt"))
def test_bare_assertions_are_reported_once(words: str, sentence: str) -> None:
    (problem,) = found(chronicles()[words], f"# The fire\n\n{sentence}\n\n{NOTES}")
    assert problem.line == 3 and "is asserted without a source" in problem.message


@pytest.mark.parametrize("words", chronicles())
@pytest.mark.parametrize("sentence", cases("sound_sentences.txt"))
def test_sound_sentences_pass(words: str, sentence: str) -> None:
    assert found(chronicles()[words], f"# The fire\n\n{sentence}\n\n{NOTES}") == []


def test_the_cases_are_sentences_of_their_own() -> None:
    bare, sound = cases("bare_sentences.txt"), cases("sound_sentences.txt")
    assert len({*bare, *sound}) == len(bare) + len(sound) and len(bare) >= 40 and len(sound) >= 60


@pytest.mark.parametrize(
    ("sentence", "bare"),
    [
        ("قتل الجنود أربعين من السكان.", True),
        ("أحرق رجال المجلس الطاحونة.", True),
        ("وفر السكان إلى النهر.", True),
        ("في البلدة ٤٠ جريحا.", True),
        ("القتلى عشرون.", False),
        ("قتل الجنود أربعين من السكان.[@gazette-bridge]", False),
        ("قال المجلس إن الجنود قتلوا أربعين.", False),
        ("بحسب الجريدة فر السكان.", False),
        ("من قتلهم؟", False),
        ("لا يعرف من أحرق الطاحونة.", False),
        ("في ٤ مايو عاد الجرحى.", False),
        ("The army killed forty residents.", False),
    ],
)
def test_words_count_in_the_language_of_the_pages(world: Path, sentence: str, bare: bool) -> None:
    for name in ("site.yml", "assertions.yml"):
        shutil.copy(ROOT / "tests" / "fixtures" / "arabic" / "data" / name, world / "data" / name)
    months = re.search(
        "^months:.*\n", (ROOT / "tests/fixtures/arabic/texts.yml").read_text("utf-8"), re.M
    )
    assert months
    edit(world, "data/texts.yml", "months: January", f"{months[0]}old_months: January")
    assert len(found(of(world), f"# حريق\n\n{sentence}\n")) == int(bare)


def test_a_problem_points_at_the_words() -> None:
    chronicle = chronicles()["the world's words"]
    (problem,) = found(chronicle, "# The fire\n\nIt rained. Then\n120 people were wounded.\n")
    start = "docs/events/fire.md:4:1: '120 people were wounded' is asserted without a source"
    assert str(problem).startswith(f"{start} (cite a statement, name")


def test_each_sentence_has_a_citation_of_its_own() -> None:
    chronicle = chronicles()["the world's words"]
    page = "# X\n\nThe army killed ten. It left.[@courier-fire] Ten fled.[@post-fire] Ten died.\n"
    assert [one.column for one in found(chronicle, page)] == [10, 72]


def test_citations_in_code_and_notes_that_cite_nothing_do_not_count() -> None:
    chronicle = chronicles()["the world's words"]
    for mark in ("`[@courier-fire]`", "[^does-not]", "[^not-there]"):
        assert len(found(chronicle, f"# X\n\nThe army killed ten.{mark}\n\n{NOTES}")) == 1


@pytest.mark.parametrize("path", ["rules.md", "engine/tests.md"])
def test_pages_that_are_not_about_the_event_are_left_out(path: str) -> None:
    chronicle = chronicles()["the world's words"]
    assert found(chronicle, "# X\n\nThe army killed ten.\n", path) == []
    assert len(found(chronicle, "# X\n\nThe army killed ten.\n", "index.md")) == 1


@pytest.mark.parametrize(
    ("name", "find", "put"),
    [
        ("data/events/fire.yml", "title: Fire at the mill", "title: The army kills weavers"),
        ("data/actors/ada-lund.yml", "Secretary of the guild", "A weaver who fled"),
        ("data/questions/who-set-the-fire.yml", "why: >-\n", "why: >-\n  Weavers were shot.\n"),
        ("data/glossary.yml", "What a fire leaves.", "What is left where men were burned."),
        ("data/sources/ferry-notice.yml", "Their own notice.", "Forty dead."),
        ("data/map/map.yml", "title: Arden and the coast", "title: Where forty weavers fled"),
        ("data/texts.yml", "undated: Date not known", "undated: Forty dead"),
        ("data/site.yml", "Who says what about the fire", "Forty dead in the fire"),
    ],
)
def test_texts_of_the_narrator_in_records_are_checked(
    world: Path, name: str, find: str, put: str
) -> None:
    edit(world, name, find, put)
    (line,) = problems(world)
    assert line.startswith(f"{name}:") and "(name in the sentence who says it" in line


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
        ("data/corrections.yml", "now: It burned", "now: Forty died when it burned"),
        ("data/actors/ada-lund.yml", "Secretary of the guild", "A weaver who says he fled"),
    ],
)
def test_words_of_others_and_texts_with_a_source_are_not(
    world: Path, name: str, find: str, put: str
) -> None:
    edit(world, name, find, put)
    assert problems(world) == []


def test_fields_with_the_words_of_speakers_exist() -> None:
    """A field that was renamed would be checked as the narrator's."""
    shapes = {FOLDERS[kind]: shape for kind, shape in KINDS.items()}
    shapes["corrections"] = Correction
    for folder, *keys in OF_A_SPEAKER:
        if folder in shapes:
            assert field_at(shapes[folder], tuple(keys)), (folder, keys)
        elif keys:
            assert folder == "texts" and keys[0] in of(WORLD).records.list_document("texts").data


def excuse(root: Path, passage: str, until: str) -> None:
    """Excuses a passage of the page on reading."""
    one = f"{{ in: docs/method.md, passage: {passage}, because: It is a test., until: {until} }}"
    edit(root, "data/assertions.yml", "exceptions: []", f"exceptions:\n  - {one}")


def test_a_passage_may_be_excused_for_some_time(world: Path) -> None:
    edit(world, "docs/method.md", "Every statement", "Ten men\nfled. Every statement")
    assert len(problems(world)) == 1
    excuse(world, "Ten men fled", "1901-06-01")
    assert problems(world) == []
    edit(world, "data/site.yml", "version_date: 1901-06-01", "version_date: 1901-06-02")
    (line,) = problems(world)
    assert "this exception has ended" in line and line.startswith("data/assertions.yml:")


def test_an_exception_that_excuses_nothing_is_reported(world: Path) -> None:
    excuse(world, "Every statement", "1901-07-01")
    (line,) = problems(world)
    assert "this exception excuses nothing" in line


def test_an_exception_ends_on_one_day(world: Path) -> None:
    excuse(world, "Every statement", "1901-07")
    records = load_records(world)
    assert records.assertions is None
    assert "an exception ends on one day" in str(records.problems[-1])


def test_a_chronicle_may_have_no_such_words(world: Path) -> None:
    edit(world, "docs/method.md", "Every statement", "Ten men fled. Every statement")
    (world / "data/assertions.yml").unlink()
    chronicle = Chronicle(load_records(world))
    assert [one for rule in RULES for one in rule(chronicle)] == []
