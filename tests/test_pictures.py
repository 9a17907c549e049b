"""Pictures: what is drawn lies where the record says, and inside the picture."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from chronicle import site as build
from chronicle.site import read
from chronicle.text.dates import parse
from chronicle.views import View
from chronicle.views.pictures import Days, Scale, figure_marks, over_time

WEEK = Days(date(1901, 5, 1), date(1901, 5, 10))
days = st.dates(date(1900, 1, 1), date(1903, 1, 1))
numbers = st.integers(0, 10**7)


def test_a_day_is_a_tenth_of_ten_days() -> None:
    assert WEEK.bar(parse("1901-05-03")) == {"x": 20, "width": 10, "exact": True, "before": False, "after": False}


def test_a_span_is_not_exact_and_says_where_it_goes_on() -> None:
    bar = WEEK.bar(parse("1901-04/1901-05-05"))
    assert bar == {"x": 0, "width": 50, "exact": False, "before": True, "after": False}
    assert WEEK.bar(parse("1901-05-05~")) == {"x": 40, "width": 10, "exact": False, "before": False, "after": False}


def test_what_lies_beyond_is_an_arrow_and_no_bar() -> None:
    assert WEEK.bar(parse("1902")) == {"x": 100, "width": 0, "exact": False, "before": False, "after": True}
    assert WEEK.bar(None) is None


@given(days, days, days)
def test_later_days_never_stand_further_left(first: date, one: date, other: date) -> None:
    row = Days(first, first + timedelta(days=29))
    early, late = sorted((one, other))
    assert 0 <= row.at(early) <= row.at(late) <= 100


@given(st.lists(numbers, min_size=1))
def test_a_scale_holds_every_number_and_wastes_less_than_half(found: list[int]) -> None:
    scale = Scale.over(found)
    assert all(0 <= scale.at(number) <= 100 for number in found)
    assert max(found) < 10 or scale.top <= 2 * max(found)
    assert [tick["label"] for tick in scale.ticks()] == ["0", f"{scale.top // 2:,}", f"{scale.top:,}"]
    assert scale.top % 2 == 0 or scale.top % 5 == 0


@given(st.none() | numbers, st.none() | numbers)
def test_a_mark_says_what_the_figure_says(one: int | None, other: int | None) -> None:
    low, high = (one, other) if one is None or other is None or one <= other else (other, one)
    mark = figure_marks(low, high, False, Scale.over(n for n in (low, high) if n is not None))
    if low is None and high is None:
        assert mark is None
        return
    assert mark is not None
    assert (mark["more"], mark["less"]) == (high is None, low is None)
    assert mark["range"] == (low is not None and high is not None and low != high)
    assert mark["x"] <= mark["end"]


def test_fewer_than_four_points_are_no_picture() -> None:
    assert over_time([], WEEK) is None


def test_a_chain_of_changes_is_in_order_of_utterance(world: Path) -> None:
    chronicle, problems = read(world)
    assert problems == []
    assert View(chronicle).chains == [
        ["courier-fire#mill-burned", "courier-second#fifty-looms", "courier-second#eighty-looms"]
    ]


def test_a_work_is_drawn_under_what_it_rests_on(world: Path) -> None:
    chronicle, _ = read(world)
    drawn = View(chronicle).descent(chronicle.statements.values())
    assert drawn is not None
    assert [(node["name"], node["depth"], node["sure"]) for node in drawn["nodes"]] == [
        ("Northern Agency, 3 May 1901", 0, True),
        ("The Post, 4 May 1901", 1, True),
        ("The Courier, 3 May 1901", 0, True),
        ("The Courier, 10 May 1901", 1, False),
    ]


def test_no_picture_holds_a_blank_line(world: Path) -> None:
    """Markdown ends a block of HTML at a blank line and would read the rest of a picture as text."""
    for path, page in build(world).pages.items():
        for picture in re.findall(r"<svg.*?</svg>", page.markdown, re.S):
            assert "\n\n" not in picture, path
