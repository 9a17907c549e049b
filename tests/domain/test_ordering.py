"""In what order events, statements, sources and changed accounts are shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from samples import event
from support import edit

from chronicle.domain.ordering import (
    chains_of_change,
    event_questions,
    ordered_events,
    ordered_questions,
    source_order,
    statement_order,
)
from chronicle.site import read_chronicle

NOT_SAID = ("    said: 1901-05-02\n", "")
NOT_ISSUED = ("issued: 1901-05-03\nissued_basis: shown", "issued:\nissued_basis: unknown")
OTHER_CHANGE = "\n      - { revises: courier-fire#mill-burned }"


def ordered(**events: dict[str, Any]) -> list[str]:
    """The order of events with these keys."""
    return ordered_events({id_: event(**{"date": None, **keys}) for id_, keys in events.items()})


def test_events_are_in_the_order_of_their_days() -> None:
    assert ordered(
        late={"date": "1901-05-02"},
        early={"date": "1901-05-01"},
        long={"date": "1901-05-01/1901-05-09"},
    ) == ["early", "long", "late"]


def test_an_event_without_a_date_is_next_to_those_that_it_names() -> None:
    assert ordered(
        first={"date": "1901-05-01"},
        second={"date": "1901-05-02"},
        third={"date": "1901-05-03"},
        before={"before": ["third", "second"]},
        after={"after": ["first", "second"]},
        behind={"before": ["undated", "unknown"], "after": ["undated", "third"]},
        undated={"after": ["third"]},
        nothing={"after": ["unknown"]},
    ) == ["first", "before", "second", "after", "third", "behind", "undated", "nothing"]


def test_what_came_before_counts_more_than_what_came_after() -> None:
    assert ordered(
        first={"date": "1901-05-01"},
        last={"date": "1901-05-09"},
        between={"after": ["first"], "before": ["last"]},
        middle={"date": "1901-05-05"},
    ) == ["first", "middle", "between", "last"]


@pytest.mark.parametrize(
    ("changes", "day"),
    [
        ((), "1901-05-02"),
        ((NOT_SAID,), "1901-05-03"),
        ((NOT_SAID, NOT_ISSUED), "1901-05-01"),
    ],
)
def test_a_statement_is_ordered_by_the_best_day_that_is_known(
    world: Path, changes: tuple[tuple[str, str], ...], day: str
) -> None:
    """When it was said, else published, else the time that it speaks of."""
    for find, put in changes:
        edit(world, "data/sources/courier-fire.yml", find, put)
    statement = read_chronicle(world)[0].statements["courier-fire#set-by-the-owner"]
    first, last, ref = statement_order(statement)
    assert (str(first), str(last), ref) == (day, day, "courier-fire#set-by-the-owner")


def test_what_has_no_day_comes_last(world: Path) -> None:
    edit(world, "data/sources/post-fire.yml", "issued: 1901-05-04\nissued_basis: shown", "X")
    edit(world, "data/sources/post-fire.yml", "X", "issued:\nissued_basis: unknown")
    edit(world, "data/sources/post-fire.yml", "when: /1901-05-02", "when:")
    chronicle, problems = read_chronicle(world)
    assert problems == []
    assert statement_order(chronicle.statements["post-fire#seen-running"])[0].year == 9999
    assert max(chronicle.sources, key=lambda id_: source_order(chronicle, id_)) == "post-fire"


def test_sources_are_in_the_order_of_their_days(world: Path) -> None:
    chronicle, _ = read_chronicle(world)
    assert sorted(chronicle.sources, key=lambda id_: source_order(chronicle, id_)) == [
        *("agency-dispatch", "courier-fire", "post-fire", "ferry-notice", "courier-second")
    ]


def test_an_event_has_the_questions_that_it_names_and_that_are_answered(world: Path) -> None:
    chronicle, _ = read_chronicle(world)
    assert event_questions(chronicle, "fire") == ["who-set-the-fire"]
    assert event_questions(chronicle, "march") == []
    edit(world, "data/events/fire.yml", "questions: [who-set-the-fire]\n", "")
    chronicle, _ = read_chronicle(world)
    assert event_questions(chronicle, "fire") == ["who-set-the-fire"]


def test_questions_are_in_the_order_of_the_events_that_they_bear_on(world: Path) -> None:
    question = (world / "data/questions/who-set-the-fire.yml").read_text(encoding="utf-8")
    for name in ("a-first", "z-last"):
        (world / f"data/questions/{name}.yml").write_text(question, encoding="utf-8")
    edit(world, "data/events/march.yml", "kind:", "questions: [z-last]\nkind:")
    chronicle, _ = read_chronicle(world)
    expected = ["z-last", "who-set-the-fire", "a-first"]
    assert ordered_questions(chronicle, ["march", "fire"]) == expected


def test_changes_of_one_account_are_one_chain(world: Path) -> None:
    chronicle, _ = read_chronicle(world)
    assert chains_of_change(chronicle) == [
        ["courier-fire#mill-burned", "courier-second#fifty-looms", "courier-second#eighty-looms"]
    ]


def test_what_is_changed_comes_before_what_changes_it(world: Path) -> None:
    """Also against the days, which may be those of the reports."""
    edit(world, "data/sources/courier-second.yml", "said: 1901-05-04", "said: 1901-05-10")
    edit(world, "data/sources/courier-second.yml", OTHER_CHANGE, "")
    chronicle, _ = read_chronicle(world)
    assert chains_of_change(chronicle) == [
        ["courier-second#fifty-looms", "courier-second#eighty-looms"]
    ]


def test_chains_are_in_the_order_of_their_first_statements(world: Path) -> None:
    edit(world, "data/sources/courier-second.yml", "said: 1901-05-04", "said: 1901-05-05")
    edit(world, "data/sources/courier-second.yml", OTHER_CHANGE, "")
    edit(
        world,
        "data/sources/post-fire.yml",
        "    about: [fire]\n    figures:",
        "    about: [fire]\n    relates: [{ withdraws: seen-running }]\n    figures:",
    )
    chronicle, _ = read_chronicle(world)
    assert chains_of_change(chronicle) == [
        ["post-fire#seen-running", "post-fire#ashes"],
        ["courier-second#fifty-looms", "courier-second#eighty-looms"],
    ]
