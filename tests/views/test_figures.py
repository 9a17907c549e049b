"""Numbers in groups, between bounds, and over the days."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import add_statements, built, edit
from writing import context_of

from chronicle.views.context import ViewContext
from chronicle.views.figures import (
    MIN_POINTS,
    FigureGroup,
    _scale_top,
    figure_groups,
    figure_ranges,
)


def looms(context: ViewContext) -> FigureGroup:
    """All numbers of looms."""
    (group,) = figure_groups(context, context.chronicle.statements.values())
    return group


def test_numbers_are_in_order_of_time_with_who_names_them(context: ViewContext) -> None:
    rows = looms(context).rows
    assert [(row.figure.digits, row.figure.as_of, row.statement.anchor) for row in rows] == [
        ("about 40", "2 May 1901", "set-by-the-owner"),
        ("41–45", "3 May 1901", "ashes"),
        ("50", "4 May 1901", "fifty-looms"),
        ("more than 80", "9 May 1901", "eighty-looms"),
    ]


def test_only_what_a_question_asks_for(context: ViewContext) -> None:
    statements = list(context.chronicle.statements.values())
    assert figure_groups(context, statements, ["looms"])
    assert figure_groups(context, statements, ["shuttles"]) == ()


def test_the_same_number_is_listed_once_with_all_who_name_it(world: Path) -> None:
    edit(
        world,
        "data/sources/post-fire.yml",
        '"41 to 45", low: 41, high: 45',
        '"50", low: 50, high: 50',
    )
    numbers = looms(context_of(world)).numbers
    listed = [[rows[0].statement.speaker.text for rows in speakers] for speakers in numbers]
    assert listed == [
        ["Ada Lund"],
        ["The Weavers' Guild", "The mill's owner"],
        ["The mill's owner"],
    ]


def test_a_number_that_very_many_name_is_in_several_entries(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_statements(world, 1)
    path = world / "data/sources/courier-second.yml"
    begin, mark, added = path.read_text("utf-8").partition("  - id: more-1")
    other = added.replace("by: owner", "by: ada-lund")
    path.write_text(f"{begin}{mark}{added}  - id: also{other}", "utf-8")
    monkeypatch.setattr("chronicle.views.figures.MOST_ROWS", 1)
    page = built(world).pages["questions/who-set-the-fire/figures.md"].body
    assert re.search(r"^- \*\*1\*\*: .*\n- \*\*1\*\* \(continued\): ", page, re.M)


def test_a_number_is_drawn_on_its_day_between_what_it_names(context: ViewContext) -> None:
    chart = looms(context).chart
    assert chart and (chart.unit, chart.left_out) == ("looms", 0)
    about_forty, range_, fifty, more = chart.points
    assert (about_forty.at, about_forty.low, about_forty.high) == (12.5, 50, 50)
    assert (range_.low, range_.high) == (48.75, 43.75), "from the top, of a scale to 80"
    assert (more.open_above, more.open_below, fifty.open_above) == (True, False, False)
    assert [tick.label for tick in chart.numbers] == ["0", "40", "80"]
    assert [party.id for party in chart.parties] == ["millers", "weavers"]


def test_fewer_than_four_points_are_no_chart(world: Path) -> None:
    edit(world, "data/sources/courier-second.yml", "said: 1901-05-09", "said: 1901-05")
    assert MIN_POINTS == 4 and looms(context_of(world)).chart is None


def test_numbers_without_a_day_and_words_are_counted_or_left_out(world: Path) -> None:
    add_statements(world, 4)
    edit(world, "data/sources/courier-second.yml", "said: 1901-05-09", "said: 1901-05")
    edit(world, "data/sources/post-fire.yml", '"41 to 45", low: 41, high: 45', '"dozens"')
    group = looms(context_of(world))
    assert group.chart and group.chart.left_out == 1 and len(group.chart.points) == 6
    assert "dozens" in [row.figure.digits for row in group.rows]


@given(st.lists(st.integers(0, 10**7), min_size=1))
def test_a_scale_has_room_for_every_number_and_wastes_less_than_half(found: list[int]) -> None:
    top = _scale_top(found)
    assert max(found) <= top and top % 5 == 0
    assert max(found) < 10 or top <= 2 * max(found)


def test_a_range_is_from_the_lowest_to_the_highest_number(context: ViewContext) -> None:
    (found,) = figure_ranges([looms(context)])
    assert (found.lowest.figure.digits, found.highest.figure.digits) == ("about 40", "more than 80")
    assert found.count == 4


def test_one_number_is_no_range_and_a_part_is_no_whole(world: Path) -> None:
    edit(world, "data/sources/post-fire.yml", "part: all", "part: part")
    context = context_of(world)
    (found,) = figure_ranges([looms(context)])
    assert found.count == 3
    one = [context.chronicle.statements["courier-fire#set-by-the-owner"]]
    assert figure_ranges(figure_groups(context, one)) == ()


@pytest.mark.parametrize(("low", "open_below"), [("low: 3, high: 3", False), ("high: 3", True)])
def test_at_most_is_open_below(world: Path, low: str, open_below: bool) -> None:
    edit(world, "data/sources/courier-second.yml", "low: 50, high: 50", low)
    chart = looms(context_of(world)).chart
    assert chart and [point.open_below for point in chart.points] == [
        False,
        False,
        open_below,
        False,
    ]
