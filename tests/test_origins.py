"""The origin rule, on the cases of its own description and as properties."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.domain import origins
from chronicle.model import records as model


def source(derives: Any = "own", publisher: str = "Paper") -> model.Source:
    return model.Source.model_validate(
        {
            "type": "article",
            "title": "T",
            "container-title": publisher,
            "issued_basis": "unknown",
            "archive": "none",
            "kind": "wire",
            "read": {"extent": "opening", "seen": "copy"},
            "derives_from": derives,
            "derives_note": "its own",
        }
    )


def statement(by: Any, basis: str = "told", **more: Any) -> model.Statement:
    return model.Statement.model_validate({"id": "c", "by": by, "basis": basis, "says": "S", "about": ["x"], **more})


def actor(speaks_for: str | None = None) -> model.Actor:
    return model.Actor.model_validate(
        {
            "names": [{"text": "A", "language": "en"}],
            "kind": "body",
            "party": "s",
            "why_named": "public-body",
            **({"speaks_for": speaks_for, "speaks_for_because": "it does"} if speaks_for else {}),
        }
    )


def text_of(work: str) -> list[dict[str, str]]:
    return [{"work": work, "what": "text", "sure": "stated"}]


RESIDENT = {"described": "a resident", "named": "no", "party": "s"}
OFFICIALS = {"described": "officials", "named": "no", "party": "s", "speaks_for": "state"}
NAMED = [{"described": f"Witness {n}", "named": "yes", "party": "s"} for n in range(5)]
ACTORS = {"state": actor(), "agency": actor("state"), "television": actor("state"), "minister": actor("television")}
PAPERS = {f"paper{n}": source(text_of("wire"), f"Paper {n}") for n in range(10)}
SOURCES = {
    "wire": source(publisher="Wire"),
    "wire2": source(publisher="Second Wire"),
    **PAPERS,
    "own1": source(publisher="One"),
    "own2": source(publisher="Two"),
    "lost": source("unknown", "Lost"),
}


def count(*statements: tuple[str, model.Statement]) -> origins.Support:
    return origins.support(((s, c, origins.standing(s, c, SOURCES, ACTORS)) for s, c in statements), SOURCES)


@pytest.mark.parametrize(
    ("statements", "numbers"),
    [
        ([(f"paper{n}", statement(RESIDENT)) for n in range(10)], (10, 10, 1, 1)),
        ([(f"paper{n}", statement(NAMED[0])) for n in range(3)], (3, 1, 1, 0)),
        ([("wire", statement(NAMED[n])) for n in range(5)], (1, 5, 1, 0)),
        ([("wire", statement("television", "stated")), ("wire2", statement("agency", "stated"))], (2, 2, 1, 0)),
        ([("own1", statement("minister", "stated")), ("own2", statement("agency", "stated"))], (2, 2, 1, 0)),
        ([("own1", statement(RESIDENT)), ("own2", statement(RESIDENT))], (2, 2, 2, 2)),
        ([("own1", statement(NAMED[0])), ("own2", statement(NAMED[0]))], (2, 1, 1, 0)),
        ([("own1", statement(NAMED[0])), ("own2", statement(NAMED[0])), ("own2", statement(NAMED[1]))], (2, 2, 2, 0)),
        ([("own1", statement(OFFICIALS)), ("own2", statement("agency", "stated"))], (2, 2, 1, 0)),
        ([("lost", statement(NAMED[0]))], (1, 1, 0, 0)),
        ([("own1", statement(NAMED[0], "heard")), ("own2", statement(NAMED[1], "inferred"))], (2, 2, 0, 0)),
        ([("own1", statement(NAMED[0], in_custody="state")), ("own2", statement("state", "stated"))], (2, 2, 1, 0)),
    ],
    ids=[
        "ten papers, one text",
        "one witness in three papers",
        "five witnesses in one text",
        "one state, two agencies",
        "minister and agency",
        "two papers with their own residents",
        "one named witness in two papers",
        "the second paper has another witness too",
        "officials without a name and their agency",
        "unknown root",
        "heard and inferred",
        "in custody: the holder's voice",
    ],
)
def test_the_rule_on_its_own_examples(statements: list[Any], numbers: tuple[int, int, int, int]) -> None:
    found = count(*statements)
    assert (found.reports, found.speakers, found.origins, found.unnamed) == numbers


def test_quotation_parents_count_only_for_the_statement_that_is_quoted() -> None:
    quoting = source([{"work": "wire", "what": "quotation", "sure": "stated"}, *text_of("own1")], "Quoting")
    sources = {**SOURCES, "quoting": quoting}
    assert origins.roots("quoting", statement(RESIDENT), sources) == {"own1"}
    quoted = statement(RESIDENT, derives_from=[{"work": "wire", "what": "quotation", "sure": "stated"}])
    assert origins.roots("quoting", quoted, sources) == {"wire"}


def test_one_unknown_parent_leaves_no_root() -> None:
    sources = {**SOURCES, "mixed": source([*text_of("wire"), *text_of("lost")])}
    assert origins.roots("mixed", statement(RESIDENT), sources) is None


edges = st.lists(
    st.tuples(st.frozensets(st.sampled_from("abcde"), min_size=1, max_size=2), st.sampled_from("uvwxy"), st.booleans()),
    max_size=7,
)


@given(edges, edges)
def test_more_statements_never_lower_the_count(some: list[origins.Edge], more: list[origins.Edge]) -> None:
    assert len(origins.independent(some)) <= len(origins.independent([*some, *more]))


@given(edges)
def test_the_count_is_that_of_a_search_through_all_sets(some: list[origins.Edge]) -> None:
    found = origins.independent(some)
    distinct = sorted(set(some), key=str)
    best = 0
    for bits in range(2 ** len(distinct)):
        chosen = [edge for n, edge in enumerate(distinct) if bits >> n & 1]
        if all(not (a[0] & b[0]) and a[1] != b[1] for n, a in enumerate(chosen) for b in chosen[:n]):
            best = max(best, len(chosen))
    assert len(found) == best
    assert all(not (a[0] & b[0]) and a[1] != b[1] for n, a in enumerate(found) for b in found[:n])
