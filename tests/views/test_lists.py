"""Lists of records."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support import edit
from writing import context_of

from chronicle.views.context import ViewContext
from chronicle.views.lists import (
    actors_by_party,
    all_statements,
    chronology,
    places_by_name,
    question_line,
    question_lines,
    sources_by_date,
)


@pytest.mark.parametrize(
    ("when", "group"),
    [
        ("1901-05-02", "days"),
        ("1901-05-02/1901-05-03", "days"),
        ("1901-05", "coarse"),
        ("", "coarse"),
        ("1901-04-30", "before"),
        ("1901-05-13", "after"),
    ],
)
def test_an_event_is_where_its_date_is_in_the_days(world: Path, when: str, group: str) -> None:
    edit(world, "data/site.yml", "period: 1901-05", "period: 1901")
    edit(world, "data/events/march.yml", "date:\nbefore: [fire]", f"date: {when}\nafter: []")
    if not when:
        edit(world, "data/events/march.yml", "after: []", "before: [fire]")
    found = chronology(context_of(world))
    by_day = [line.id for _, lines in found.days for line in lines]
    groups = {
        "days": by_day,
        "before": [line.id for line in found.before],
        "coarse": [line.id for line in found.coarse],
        "after": [line.id for line in found.after],
    }
    assert [name for name, ids in groups.items() if "march" in ids] == [group]
    assert (date(1901, 5, 1), ["fire"]) in [(day, [e.id for e in all_]) for day, all_ in found.days]


def test_a_question_says_what_each_position_rests_on(context: ViewContext) -> None:
    line = question_line(context, "who-set-the-fire")
    assert [(one.text, one.origins, one.reports, one.unnamed) for one in line.positions] == [
        ("Nobody", 0, 1, 0),
        ("The owner's men", 2, 2, 1),
        ("Weavers", 1, 1, 0),
    ]
    assert line.positions[0].path == "questions/who-set-the-fire.md#position-nobody"


def test_questions_are_all_or_those_that_ask_some_parties(world: Path) -> None:
    edit(world, "data/vocabulary.yml", "party_lists:", "party_lists:\n  some: [millers]")
    context = context_of(world)
    assert [line.id for line in question_lines(context)] == ["who-set-the-fire"]
    assert question_lines(context, "all") and not question_lines(context, "some")


def test_records_are_in_their_order(context: ViewContext) -> None:
    assert [(term.id, id_) for term, id_ in actors_by_party(context)] == [
        ("millers", "owner"),
        ("weavers", "ada-lund"),
        ("weavers", "guild"),
    ], "a party without actors has no group"
    assert places_by_name(context) == ("arden", "far-port", "mill", "quay", "shire")
    assert sources_by_date(context) == (
        "agency-dispatch",
        "courier-fire",
        "post-fire",
        "ferry-notice",
        "courier-second",
    )
    assert len(all_statements(context)) == 8
