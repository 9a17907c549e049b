"""What ids and words name: hints that help, circles, and entries that are given twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import WORLD, edit, problems_in

from chronicle.site import read_chronicle
from chronicle.validation.references import circle_in_words, circles, repeated, unknown_reference

CHRONICLE, _ = read_chronicle(WORLD)


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *(("source", "post-fire"), ("event", "fire"), ("place", "arden"), ("any", "guild")),
        *(("statement", "post-fire#ashes"), ("citation", "post-fire#ashes")),
        *(("citation", "post-fire"), ("concerned", "fire"), ("list of parties", "all")),
    ],
)
def test_what_exists_has_no_fault(kind: str, value: str) -> None:
    assert unknown_reference(CHRONICLE, kind, value) is None


@pytest.mark.parametrize(
    ("kind", "value", "message", "hint"),
    [
        ("source", "post-fires", "unknown source 'post-fires'", "did you mean 'post-fire'?"),
        ("actor", "xyz", "unknown actor 'xyz'", "add its record, or use an id that exists"),
        ("actor", "ada-lunt", "unknown actor 'ada-lunt'", "did you mean 'ada-lund'?"),
        ("actor", "a lund", "unknown actor 'a lund'", "add its record, or use an id that exists"),
        ("actor", "lund", "unknown actor 'lund'", "add its record, or use an id that exists"),
        ("actor", "the mill's owner", "unknown actor 'the mill's owner'", "did you mean 'owner'?"),
        ("any", "xyz", "unknown id 'xyz'", "add its record, or use an id that exists"),
        ("actor", "fire", "'fire' is of kind event, not actor", "name a record of data/actors/"),
        ("event", "flood", "the event 'flood' is gone", "take it out here as well"),
        ("concerned", "post-fire", "'post-fire' is of kind source", "name an event, an actor"),
        (
            "statement",
            "post-fire#q",
            "unknown statement 'post-fire#q'",
            "the source has post-fire#",
        ),
        (
            "statement",
            "agency-dispatch#x",
            "unknown statement 'agency-dispatch#x'",
            "the source has no statements",
        ),
        ("statement", "guide#x", "unknown statement 'guide#x'", "no source has the id 'guide'"),
        (
            "statement",
            "post-fire#ash",
            "unknown statement 'post-fire#ash'",
            "did you mean 'post-fire#ashes'?",
        ),
        (
            "statement",
            "agency-dispatch",
            "'agency-dispatch' is a source, not one of its statements",
            "write agency-dispatch#statement-id",
        ),
        (
            "statement",
            "post-fires#ashes",
            "unknown statement 'post-fires#ashes'",
            "did you mean 'post-fire#ashes'?",
        ),
        ("statement", "post-fires", "unknown statement 'post-fires'", "did you mean 'post-fire'?"),
        ("statement", "xyz#a", "unknown statement 'xyz#a'", "no source has the id 'xyz'"),
        (
            "citation",
            "post-fire#lightning-seen",
            "the statement 'post-fire#lightning-seen' is gone",
            "take it out here as well",
        ),
        ("list of parties", "alle", "there is no list of parties 'alle'", "did you mean 'all'?"),
        ("list of parties", "some", "there is no list of parties 'some'", "the lists are all"),
    ],
)
def test_what_does_not_exist_is_explained(kind: str, value: str, message: str, hint: str) -> None:
    fault = unknown_reference(CHRONICLE, kind, value)
    assert fault and fault[0] == message and hint in fault[1]


def test_what_cannot_be_read_is_not_unknown_as_well(world: Path) -> None:
    edit(world, "data/sources/post-fire.yml", "kind: newspaper", "kin: newspaper")
    chronicle, _ = read_chronicle(world)
    assert unknown_reference(chronicle, "source", "post-fire") is None
    assert unknown_reference(chronicle, "statement", "post-fire#ashes") is None


def test_a_word_is_missing_in_the_vocabulary_if_many_places_use_it(world: Path) -> None:
    """Up to three places are named each; with a fourth the list is."""
    name, find = "data/vocabulary.yml", "  - { id: town, label: Town, means: A town. }\n"
    edit(world, name, find, "")
    lines = problems_in(world)
    assert [line.split(":")[0] for line in lines] == [
        "data/places/arden.yml",
        "data/places/far-port.yml",
    ]
    edit(world, "data/places/mill.yml", "kind: building", "kind: town")
    assert len(problems_in(world)) == 3
    edit(world, "data/places/shire.yml", "kind: region", "kind: town")
    (line,) = problems_in(world)
    assert line == (
        "data/vocabulary.yml:34:1: 'town' is used in 4 places and is not in this list "
        "(add it; one place is data/places/arden.yml)"
    )


def test_a_word_that_is_nearly_in_the_vocabulary_is_hinted_at(world: Path) -> None:
    edit(world, "data/vocabulary.yml", "{ id: town,", "{ id: towns,")
    for name in ("mill", "shire"):
        path = world / f"data/places/{name}.yml"
        text = path.read_text(encoding="utf-8")
        kind = "building" if name == "mill" else "region"
        path.write_text(text.replace(f"kind: {kind}", "kind: town"), encoding="utf-8")
    (line,) = problems_in(world)
    assert line.endswith("is not in this list (did you mean 'towns'?)")


def test_the_party_lists_name_parties(world: Path) -> None:
    edit(world, "data/vocabulary.yml", "[millers, reporters,", "[millers, bakers,")
    lines = problems_in(world)
    assert lines[0].startswith("data/vocabulary.yml:6:18: 'bakers' is not one of the parties")


@pytest.mark.parametrize(
    ("following", "found"),
    [
        ({}, []),
        ({"a": ["b"]}, []),
        ({"a": ["a"]}, []),
        ({"a": ["b"], "b": ["a"]}, [("a", "b")]),
        ({"c": ["a"], "a": ["b"], "b": ["a"]}, [("a", "b")]),
        ({"a": ["b", "c"], "b": ["d"], "c": ["a"], "d": ["a"]}, [("a", "c")]),
        ({"a": ["a", "b"], "b": ["b", "a"]}, [("a", "b")]),
        ({"a": ["b"], "b": ["a"], "c": ["d"], "d": ["c"]}, [("a", "b"), ("c", "d")]),
        ({"a": ["b"], "b": ["c"], "c": ["a"]}, [("a", "b", "c")]),
    ],
)
def test_each_circle_is_found_once(
    following: dict[str, list[str]], found: list[tuple[str, ...]]
) -> None:
    assert list(circles(following)) == found


GRAPHS = st.dictionaries(
    st.sampled_from("abcdef"), st.lists(st.sampled_from("abcdef"), max_size=3), max_size=6
)


@given(GRAPHS)
def test_a_circle_is_found_if_there_is_one(following: dict[str, list[str]]) -> None:
    """Another way to tell: take away what leads nowhere until nothing changes."""
    left = {one: {to for to in others if to != one} for one, others in following.items()}
    while ends := [one for one, others in left.items() if not others & left.keys()]:
        for one in ends:
            del left[one]
    found = list(circles(following))
    assert bool(found) == bool(left)
    for way in found:
        assert len(way) > 1 and way[0] == min(way)
        assert all(b in following[a] for a, b in zip(way, (*way[1:], way[0]), strict=True))


def test_a_circle_in_words_comes_back_to_its_beginning() -> None:
    message, _ = circle_in_words("it goes round", ("a", "b", "c"))
    assert message == "it goes round, by way of 'b', 'c', 'a'"


def test_repeated_values_have_their_index() -> None:
    assert list(repeated(["a", "b", "a", "a"])) == [(2, "a"), (3, "a")]
    assert list(repeated([])) == []


@pytest.mark.parametrize(
    ("name", "find", "put", "line"),
    [
        (
            "data/sources/post-fire.yml",
            "  - { work: agency-dispatch, what: text, sure: stated }",
            "  - { work: agency-dispatch, what: text, sure: stated }\n"
            "  - { work: agency-dispatch, what: text, sure: stated }",
            "data/sources/post-fire.yml:14:5: this entry of 'derives_from' is given twice",
        ),
        (
            "data/not-used.yml",
            "- {",
            "- { base_id: almanac, title: An almanac, because: It does not name the mill. }\n- {",
            "data/not-used.yml:2:3: this entry of 'the list' is given twice",
        ),
        (
            "data/map/map.yml",
            "  - positions by the ferrymen",
            "  - positions by the ferrymen\n  - positions by the ferrymen",
            "data/map/map.yml:19:5: this entry of 'attribution' is given twice",
        ),
    ],
)
def test_an_entry_is_given_once(world: Path, name: str, find: str, put: str, line: str) -> None:
    edit(world, name, find, put)
    assert problems_in(world) == [f"{line} (keep one of them)"]
