"""The origin rule, on the cases of its own description and as properties."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import actor, source, statement

from chronicle.domain.origins import (
    Origin,
    OriginCount,
    TooManyWays,
    count_origins,
    independent_origins,
    publisher_of,
    roots_of,
    standing_of,
    voice_of_actor,
)
from chronicle.model.sources import Source
from chronicle.model.statements import Statement


def work(derives: Any = "own", publisher: str = "Paper") -> Source:
    """A source of this publisher that rests on these works."""
    return source(derives_from=derives, derives_note="A byline.", container_title=publisher)


def taken(parent: str, what: str = "text") -> dict[str, str]:
    """A parent, and what was taken from it."""
    return {"work": parent, "what": what, "sure": "stated"}


def voice(speaks_for: str = "") -> Any:
    """An actor, who may speak for another."""
    because = {"speaks_for": speaks_for, "speaks_for_because": "It does."} if speaks_for else {}
    return actor(**because)


RESIDENT = {"described": "a resident", "named": "no", "party": "weavers"}
OFFICIALS = {"described": "officials", "named": "no", "party": "millers", "speaks_for": "state"}
NAMED = [{"described": f"Witness {n}", "named": "yes", "party": "weavers"} for n in range(5)]
ACTORS = {
    "state": voice(),
    "agency": voice("state"),
    "television": voice("state"),
    "minister": voice("television"),
    "one": voice("other"),
    "other": voice("one"),
}
COUNTING = {"told", "stated"}
SOURCES = {
    "wire": work(publisher="Wire"),
    "wire2": work(publisher="Second Wire"),
    **{f"paper{n}": work([taken("wire")], f"Paper {n}") for n in range(10)},
    "own1": work(publisher="One"),
    "own2": work(publisher="Two"),
    "same2": work(publisher="TWO"),
    "lost": work("unknown", "Lost"),
    "loop1": work([taken("loop2")], "Loop"),
    "loop2": work([taken("loop1")], "Loop"),
    "mixed": work([taken("wire"), taken("lost")]),
    "both": work([taken("wire"), taken("wire2", "facts")]),
    "quoting": work([taken("wire", "quotation"), taken("own1")], "Quoting"),
    "only-quoting": work([taken("wire", "quotation")], "Quoting"),
}


def said(by: Any, basis: str = "told", **more: Any) -> Statement:
    """A statement of this speaker."""
    return statement(by=by, basis=basis, **more)


def counted(*statements: tuple[str, Statement]) -> OriginCount:
    """What these statements count for, each in its source."""
    standings = (
        (id_, one, standing_of(id_, one, SOURCES, ACTORS, COUNTING)) for id_, one in statements
    )
    return count_origins(standings, SOURCES)


@pytest.mark.parametrize(
    ("statements", "numbers"),
    [
        pytest.param(
            [(f"paper{n}", said(RESIDENT)) for n in range(10)],
            (10, 10, 1, 1),
            id="ten papers, one text",
        ),
        pytest.param(
            [(f"paper{n}", said(NAMED[0])) for n in range(3)],
            (3, 1, 1, 0),
            id="one witness in three papers",
        ),
        pytest.param(
            [("wire", said(NAMED[n])) for n in range(5)],
            (1, 5, 1, 0),
            id="five witnesses in one text",
        ),
        pytest.param(
            [("wire", said("television", "stated")), ("wire2", said("agency", "stated"))],
            (2, 2, 1, 0),
            id="one state, two agencies",
        ),
        pytest.param(
            [("own1", said("minister", "stated")), ("own2", said("agency", "stated"))],
            (2, 2, 1, 0),
            id="minister and agency",
        ),
        pytest.param(
            [("own1", said(RESIDENT)), ("own2", said(RESIDENT))],
            (2, 2, 2, 2),
            id="two papers with their own residents",
        ),
        pytest.param(
            [("own2", said(RESIDENT)), ("same2", said(RESIDENT))],
            (2, 1, 1, 1),
            id="two reports of one paper, unnamed",
        ),
        pytest.param(
            [("own1", said(NAMED[0])), ("own2", said(NAMED[0]))],
            (2, 1, 1, 0),
            id="one named witness in two papers",
        ),
        pytest.param(
            [("own1", said(NAMED[0])), ("own2", said(NAMED[0])), ("own2", said(NAMED[1]))],
            (2, 2, 2, 0),
            id="the second paper has another witness too",
        ),
        pytest.param(
            [("own1", said(OFFICIALS)), ("own2", said("agency", "stated"))],
            (2, 2, 1, 0),
            id="officials without a name and their agency",
        ),
        pytest.param([("lost", said(NAMED[0]))], (1, 1, 0, 0), id="unknown root"),
        pytest.param(
            [("own1", said(NAMED[0], "heard")), ("own2", said(NAMED[1], "inferred"))],
            (2, 2, 0, 0),
            id="heard and inferred",
        ),
        pytest.param(
            [
                ("own1", said(NAMED[0], in_custody="state")),
                ("own2", said("state", "stated")),
            ],
            (2, 2, 1, 0),
            id="in custody: the holder's voice",
        ),
    ],
)
def test_the_rule_on_its_own_examples(
    statements: list[tuple[str, Statement]], numbers: tuple[int, int, int, int]
) -> None:
    found = counted(*statements)
    assert (found.reports, found.speakers, found.origins, found.unnamed) == numbers
    assert len(found.chosen) == found.origins


def test_what_is_not_counted_is_counted_by_its_reason() -> None:
    found = counted(
        ("own1", said(NAMED[0], "heard")),
        ("own1", said(NAMED[1], "summary")),
        ("own2", said(NAMED[2], "heard")),
        ("lost", said(NAMED[3])),
        ("own2", said(NAMED[4], "stated")),
    )
    assert found.not_counted == (("heard", 2), ("summary", 1), ("unknown-root", 1))
    assert (found.counted, found.origins) == (1, 1)


@pytest.mark.parametrize(("basis", "why_not"), [("told", ""), ("seen", "seen")])
def test_the_vocabulary_says_which_bases_count(basis: str, why_not: str) -> None:
    standing = standing_of("own1", said(NAMED[0], basis), SOURCES, ACTORS, COUNTING)
    assert standing.why_not == why_not and standing.counted == (not why_not)


def test_the_first_reason_is_given() -> None:
    heard = said(NAMED[0], "heard")
    assert (
        standing_of("lost", heard, SOURCES, ACTORS, COUNTING, withdrawn=True).why_not == "withdrawn"
    )
    assert standing_of("lost", heard, SOURCES, ACTORS, COUNTING).why_not == "heard"
    assert standing_of("lost", said(NAMED[0]), SOURCES, ACTORS, COUNTING).why_not == "unknown-root"
    assert not standing_of("lost", said(NAMED[0]), SOURCES, ACTORS, COUNTING).roots


@pytest.mark.parametrize(
    ("id_", "roots"),
    [
        ("own1", {"own1"}),
        ("paper3", {"wire"}),
        ("both", {"wire", "wire2"}),
        ("lost", None),
        ("mixed", None),
        ("loop1", None),
        ("nothing", None),
        ("quoting", {"own1"}),
        ("only-quoting", None),
    ],
)
def test_roots_are_at_the_end_of_the_derivation(id_: str, roots: set[str] | None) -> None:
    assert roots_of(id_, None, SOURCES) == roots
    assert roots_of(id_, said(RESIDENT), SOURCES) == roots


def test_a_statement_may_rest_on_other_works_than_its_source() -> None:
    quoted = said(RESIDENT, derives_from=[taken("wire", "quotation")])
    assert roots_of("quoting", quoted, SOURCES) == {"wire"}
    assert roots_of("lost", said(RESIDENT, derives_from="own"), SOURCES) == {"lost"}
    assert roots_of("own1", said(RESIDENT, derives_from="unknown"), SOURCES) is None


@pytest.mark.parametrize(
    ("id_", "last"),
    [("state", "state"), ("minister", "state"), ("one", "other"), ("nothing", "nothing")],
)
def test_the_voice_is_at_the_end_of_speaks_for(id_: str, last: str) -> None:
    assert voice_of_actor(id_, ACTORS) == last


def test_unnamed_people_have_one_voice_for_each_publisher_of_the_root() -> None:
    first = standing_of("paper1", said(RESIDENT), SOURCES, ACTORS, COUNTING)
    assert (first.voice, first.unnamed) == ("unnamed, in wire", True)
    both = standing_of("both", said(RESIDENT), SOURCES, ACTORS, COUNTING)
    assert both.voice == "unnamed, in second wire, wire"
    named = standing_of("own1", said(NAMED[0]), SOURCES, ACTORS, COUNTING)
    assert (named.voice, named.unnamed) == ("named witness 0", False)


def test_the_publisher_is_the_agency_before_the_paper() -> None:
    assert publisher_of(source(container_title="The Post", publisher="Wire")) == "wire"
    assert publisher_of(source(container_title="The Post")) == "the post"
    assert publisher_of(source()) == ""


def test_a_named_voice_is_preferred() -> None:
    unnamed = Origin(frozenset("a"), "u", unnamed=True)
    named = Origin(frozenset("a"), "v", unnamed=False)
    assert independent_origins([unnamed, named]) == [named]
    several = Origin(frozenset("ab"), "w", unnamed=True)
    assert independent_origins([several, named]) == [named]


def test_an_origin_with_several_roots_excludes_each_of_them() -> None:
    several = Origin(frozenset("ab"), "u", unnamed=False)
    left, right = (Origin(frozenset(root), root, unnamed=False) for root in "ab")
    assert set(independent_origins([several, left, right])) == {left, right}
    assert set(independent_origins([several, left])) < {several, left}
    other = Origin(frozenset("c"), "u", unnamed=False)
    assert len(independent_origins([several, other])) == 1, "the voice is the same"


ORIGINS = st.lists(
    st.builds(
        Origin,
        st.frozensets(st.sampled_from("abcde"), min_size=1, max_size=2),
        st.sampled_from("uvwxy"),
        st.booleans(),
    ),
    max_size=7,
)


@given(ORIGINS, ORIGINS)
def test_more_statements_never_lower_the_count(some: list[Origin], more: list[Origin]) -> None:
    assert len(independent_origins(some)) <= len(independent_origins([*some, *more]))


def apart(origins: list[Origin]) -> bool:
    """Whether no two of these share a root or a voice, in words of this test's own."""
    return all(
        not (one.roots & other.roots) and one.voice != other.voice
        for number, one in enumerate(origins)
        for other in origins[:number]
    )


@given(ORIGINS)
def test_the_count_is_that_of_a_search_through_all_sets(some: list[Origin]) -> None:
    found = independent_origins(some)
    distinct = sorted(set(some), key=str)
    best = 0
    for bits in range(2 ** len(distinct)):
        chosen = [one for number, one in enumerate(distinct) if bits >> number & 1]
        if apart(chosen):
            best = max(best, len(chosen))
    assert len(found) == best and apart(found) and set(found) <= set(some)


@given(ORIGINS, st.randoms(use_true_random=False))
def test_the_order_of_statements_changes_nothing(some: list[Origin], random: Any) -> None:
    shuffled = random.sample(some, len(some))
    assert independent_origins(shuffled) == independent_origins(some)


def pairs(number: int, works: int, step: int = 1) -> list[Origin]:
    """Origins of so many voices, each with two of so many roots."""
    roots = [frozenset({f"w{n % works}", f"w{(n * step + step) % works}"}) for n in range(number)]
    return [Origin(one, f"v{n}", False) for n, one in enumerate(roots) if len(one) == 2]


@pytest.mark.parametrize(
    ("origins", "number"),
    [(pairs(26, 2), 1), (pairs(26, 26), 13), (pairs(26, 13, 5), 6), (pairs(200, 400), 100)],
)
def test_statements_that_rest_on_two_works_are_counted_exactly(
    origins: list[Origin], number: int
) -> None:
    assert len(independent_origins(origins)) == number


def test_a_count_that_cannot_be_found_is_not_made_up() -> None:
    with pytest.raises(TooManyWays):
        independent_origins(
            Origin(
                frozenset({f"w{n * n % 53}", f"w{(n * n * n + 7) % 53}", f"w{n * 11 % 53}"}),
                f"v{n}",
                False,
            )
            for n in range(300)
        )


def test_a_voice_gives_way_however_many_do_in_turn() -> None:
    """Each voice takes the first of its two roots, and the last one then moves all of them."""
    rows = [(f"v{n:04}", f"r{1999 - n:04}", f"r{2000 - n:04}") for n in range(2000)]
    origins = [Origin(frozenset({root}), voice, False) for voice, *roots in rows for root in roots]
    last = Origin(frozenset({"r0000"}), "w", False)
    assert len(independent_origins([*origins, last])) == 2001


def test_a_derivation_is_followed_however_long_it_is() -> None:
    chain = {f"c{n}": work([taken(f"c{n + 1}")]) for n in range(3000)} | {"c3000": work()}
    assert roots_of("c0", None, chain) == {"c3000"}


def test_works_that_meet_again_are_followed_once() -> None:
    """Two ways at each of 60 steps are more ways than could be followed one by one."""
    steps = {
        f"{side}{n}": work([taken(f"a{n + 1}"), taken(f"b{n + 1}")])
        for n in range(60)
        for side in "ab"
    }
    assert roots_of("a0", None, {**steps, "a60": work(), "b60": work()}) == {"a60", "b60"}
