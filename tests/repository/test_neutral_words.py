"""The words that this chronicle does not use in its own voice: each loaded sentence is one line."""

from __future__ import annotations

from functools import cache

import pytest
from support import ROOT, WORLD, needs

from chronicle.domain.chronicle import Chronicle
from chronicle.files.loader import ProsePage, Records, load_records
from chronicle.files.yaml_documents import YamlDocument
from chronicle.model.kinds import KINDS
from chronicle.validation.neutrality import the_narrator_takes_no_party


@cache
def records() -> Records:
    """The invented world with the words of this chronicle, and nothing to check but prose."""
    records = load_records(WORLD)
    records.neutral = load_records(ROOT).neutral
    records.lists["texts"] = YamlDocument("data/texts.yml", data={})
    for kind in KINDS:
        records.of(kind).clear()
    return records


def found(sentence: str) -> list[str]:
    page = f"# The fire\n\n{sentence}\n"
    records().prose = {"events/fire.md": ProsePage("events/fire.md", page)}
    problems = the_narrator_takes_no_party(Chronicle(records()))
    return [str(one) for one in problems if one.path == "docs/events/fire.md"]


def test_this_chronicle_has_such_words() -> None:
    records = load_records(ROOT)
    needs(records.neutral and records.neutral.record.words, "list of words")


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("The guild revealed that the owner's men were paid.", "revealed"),
        ("The reporter exposed the owner's part.", "exposed"),
        ("The weavers pointed out that the mill was empty.", "pointed out"),
        ("The reporter notes that the door was open.", "notes that"),
        ("The owner confirmed the number.", "confirmed"),
        ("The film proves it.", "proves"),
        ("The film shows that the owner's men came first.", "shows that"),
        ("The guild refuted the report.", "refuted"),
        ("The report was debunked later.", "debunked"),
        ("The story turned out to be false.", "turned out"),
        ("A reporter discovered the owner's letter.", "discovered"),
        ("In fact the mill was empty.", "In fact"),
        ("Clearly, the fire was set.", "Clearly"),
        ("Of course the owner denied it.", "Of course"),
        ("The mill was actually empty.", "actually"),
        ("The owner's men retaliated on Monday.", "retaliated"),
        ("The weavers provoked the guard.", "provoked"),
        ("The guard came in response to the fire.", "in response to"),
        ("Sadly, the mill burned, the owner said.", "Sadly"),
        ("It was a tragic night.", "tragic"),
        ("The horrific fire lasted two days.", "horrific"),
        ("After the brutal raid the guild met.", "brutal"),
        ("The owner admitted that he was there.", "admitted"),
        ("The owner claimed that he was away.", "claimed"),
    ],
)
def test_a_loaded_word_is_one_line_at_its_place(sentence: str, word: str) -> None:
    (line,) = found(sentence)
    column = sentence.index(word) + 1
    assert line.startswith(f"docs/events/fire.md:3:{column}: '{word}' in our own voice (write ")


@pytest.mark.parametrize(
    "sentence",
    [
        "The owner said that he was away.",
        "The owner said, “in fact it was empty”.",
        "> Sadly, it burned.",
        "The film shows a man at the door.",
        "State television showed a man.",
        "What came first is not shown.",
        "The note says that the door was open.",
        "A note that is used twice has two ways back.",
        "The fact that the page is missing is said on the page of the source.",
        "The owner responded to the letter.",
        "The course of the river is drawn.",
        "No statement of the guild was found.",
        "The weavers learned the trade from the guild.",
        "The owner's factory was in the town.",
        "A [page](https://example.org/revealed-in-fact.html) of the paper.",
        "The word `clearly` is in code.",
    ],
)
def test_words_that_are_near_pass(sentence: str) -> None:
    assert found(sentence) == []
