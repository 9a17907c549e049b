"""Words in dispute: with whoever uses them, in what readers can see and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import edit
from writing import context_of

from chronicle.model.vocabulary import DisputedWord
from chronicle.views.context import ViewContext
from chronicle.views.words import Pieces, _Finder, disputed_words, neutral_words

COURIER, POST = "data/sources/courier-fire.yml", "data/sources/post-fire.yml"
Uses = dict[str, dict[str, list[str]]]


def in_capitals(pieces: Pieces) -> str:
    """A text with the words that were found in capitals."""
    return "".join(text.upper() if hit else text for text, hit in pieces)


def words(context: ViewContext) -> Uses:
    """For each word, what each party and outlet says with it."""
    return {
        word.record.label: {
            group.party.label if group.party else "others": [
                in_capitals(u.pieces) for u in group.uses
            ]
            for group in (*word.parties, *word.outlets)
        }
        for word in disputed_words(context)
    }


def finder(but_not: str = "", **forms: list[str]) -> _Finder:
    """What looks for one word in these forms."""
    not_meant = {"en": [but_not]} if but_not else {}
    return _Finder(DisputedWord(id="w", label="w", forms=forms, but_not=not_meant))


def test_a_word_is_with_whoever_uses_it(context: ViewContext) -> None:
    assert words(context) == {
        "ashes": {"The millers": ["وغطى الرماد أردن"], "others": ["Arden mill in ASHES"]},
        "hares": {},
        "lit": {"The weavers": ["it was the owner's own men who LIT it"]},
    }
    ashes, hares, _ = disputed_words(context)
    assert (ashes.quotations, ashes.titles, hares.quotations) == (1, 1, 0)
    assert ashes.path == "words/ashes.md"


def test_quotations_that_were_not_compared_are_not_searched(world: Path) -> None:
    edit(world, POST, "not-compared", "compared")
    assert words(context_of(world))["hares"] == {"The weavers": ["they ran like HARES"]}


def test_a_title_that_was_not_shown_is_not_searched(world: Path) -> None:
    edit(world, POST, "title: Arden mill in ashes", "title:\ntitle_shown: no")
    assert "others" not in words(context_of(world))["ashes"]


def test_a_reporters_word_for_what_was_said_is_the_reporters(world: Path) -> None:
    """Only what is in quotation marks within it is the speaker's."""
    edit(world, COURIER, "who lit it", 'who "lit" it, or lit it')
    edit(world, COURIER, "locator: line 1", "quote_of: The Courier")
    assert words(context_of(world))["lit"] == {
        "The weavers": ['it was the owner\'s own men who "LIT" it, or lit it'],
        "others": ['it was the owner\'s own men who "lit" it, or LIT it'],
    }
    edit(world, COURIER, "quote_of: The Courier", "quote_of: owner")
    assert list(words(context_of(world))["lit"]) == ["The millers", "The weavers"]


@pytest.mark.parametrize(
    ("path", "find", "put", "word", "party"),
    [
        (POST, "kind: newspaper", "kind: newspaper\nparty: weavers", "ashes", "The weavers"),
        (COURIER, "locator: line 1", "in_custody: owner", "lit", "The millers"),
    ],
)
def test_a_party_has_its_outlets_and_those_in_its_custody(
    world: Path, path: str, find: str, put: str, word: str, party: str
) -> None:
    edit(world, path, find, put)
    assert party in words(context_of(world))[word]


def test_a_form_counts_in_its_own_language_only(world: Path) -> None:
    edit(world, POST, "language: en\nURL", "language: ar\nURL")
    assert "others" not in words(context_of(world))["ashes"]


def test_a_phrase_that_means_something_else_is_passed_over() -> None:
    found = finder("law and order", en=["order"]).cut("Law and order, an order", "en")
    assert found == (("Law and order, an ", False), ("order", True))


@pytest.mark.parametrize(
    ("text", "spoken", "reported"),
    [
        ("he spoke of a plot and a “plot to plot”", 2, 1),
        ("the \"plot\", the 'plot', the «plot», the ‘plot’", 4, 0),
        ("the town's plot, the men's plot", 0, 2),
        ('a plot," he said of the plot', 0, 2),
    ],
)
def test_a_word_in_quotation_marks_is_the_speakers(text: str, spoken: int, reported: int) -> None:
    found = finder(en=["plot"])
    assert sum(hit for _, hit in found.cut(text, "en", "marked")) == spoken
    assert sum(hit for _, hit in found.cut(text, "en", "unmarked")) == reported


@given(st.text(alphabet="ab كمين-'. َ", max_size=30))
def test_cutting_loses_nothing(text: str) -> None:
    pieces = finder(en=["ab", "ab*"], ar=["كمين", "ab ab"]).cut(text, None)
    assert pieces == () or "".join(piece for piece, _ in pieces) == text
    assert all(piece for piece, _ in pieces)


def test_the_narrators_words_are_those_in_the_language_of_the_pages(context: ViewContext) -> None:
    assert [word.id for word in neutral_words(context)] == ["arsonist", "villain"]


def test_another_language_has_other_words(world: Path) -> None:
    edit(world, "data/site.yml", "title:", "language: ar\ntitle:")
    path = world / "data" / "neutral-words.yml"
    text = path.read_text(encoding="utf-8").split("exceptions:")[0]
    path.write_text(text, encoding="utf-8")
    assert [word.id for word in neutral_words(context_of(world))] == ["villain"]
