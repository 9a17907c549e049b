"""Where sentences begin and end, and what belongs to them."""

from __future__ import annotations

import pytest

from chronicle.text.sentences import sentences


def cut(text: str, *abbreviations: str) -> list[str]:
    return [
        " ".join(text[one.start : one.end].split())
        for one in sentences(text, frozenset(abbreviations))
    ]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It burned. It rained.", ["It burned.", "It rained."]),
        ("Did it burn? Yes! It did…", ["Did it burn?", "Yes!", "It did…"]),
        ("It burned.[@a; @b#c] It rained.", ["It burned.[@a; @b#c]", "It rained."]),
        ("It burned. [@a][^b] It rained.", ["It burned. [@a][^b]", "It rained."]),
        ("It burned;[@a] it rained.", ["It burned;[@a] it rained."]),
        ('He said "it burned." It rained.', ['He said "it burned."', "It rained."]),
        ("**On Sunday.** It burned.", ["**On Sunday.**", "It burned."]),
        ("It cost 1.50 at p. 3, said J. Holt.", ["It cost 1.50 at p. 3, said J. Holt."]),
        ("It burned on 1. may.", ["It burned on 1. may."]),
        ("هل احترقت؟ نعم.", ["هل احترقت؟", "نعم."]),
        ("no stop at all", ["no stop at all"]),
        ("", []),
    ],
)
def test_a_stop_ends_a_sentence_and_its_citations_belong_to_it(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_abbreviations_end_no_sentence_unless_a_citation_follows() -> None:
    assert cut("Dr. Lund came. She left.", "dr") == ["Dr. Lund came.", "She left."]
    assert cut("Dr. Lund came.") == ["Dr.", "Lund came."]
    assert cut("She saw the Dr.[@a] She left.", "dr") == ["She saw the Dr.[@a]", "She left."]


def test_blocks_end_sentences() -> None:
    text = "# A title\nA line\nand another\n\n- one\n- two\n\n| a | b |\n| c |\n[^n]: A note"
    parts = ["A title", "A line and another", "one", "two", "a | b |", "c |", "A note"]
    assert cut(text) == parts


def test_only_what_ends_with_a_question_mark_asks() -> None:
    found = list(sentences("## Who?\n\nWho, one asks. Who?**"))
    assert [one.asks for one in found] == [True, False, True]
