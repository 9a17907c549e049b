"""The row of days: what is drawn is where the record says."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.text.dates import parse_date
from chronicle.views.context import ViewContext
from chronicle.views.days import DayRow, chart_days, day_ticks

ROW = DayRow(date(1901, 5, 1), date(1901, 5, 10))
DAYS = st.dates(date(1900, 1, 1), date(1903, 1, 1))


def test_a_day_is_a_tenth_of_ten_days() -> None:
    assert ROW.number == 10
    assert (ROW.start_of(date(1901, 5, 3)), ROW.middle_of(date(1901, 5, 3))) == (20, 25)


@pytest.mark.parametrize(
    ("when", "at"),
    [
        ("1901-05-03", 25.0),
        ("1901-05", None),
        ("1901-05-03/1901-05-04", None),
        ("1902-05-03", None),
    ],
)
def test_only_a_known_day_of_the_row_has_a_place(when: str, at: float | None) -> None:
    assert ROW.place(parse_date(when)) == at
    assert ROW.place(None) is None


@given(DAYS, DAYS, DAYS)
def test_a_later_day_is_never_further_left(first: date, one: date, other: date) -> None:
    row = DayRow(first, first + timedelta(days=29))
    early, late = sorted((one, other))
    assert 0 <= row.start_of(early) <= row.start_of(late) <= 100


def test_the_first_day_and_every_fifth_have_a_label(context: ViewContext) -> None:
    days = chart_days(context)
    assert (days.first, days.last) == (date(1901, 5, 1), date(1901, 5, 12))
    labels = [(tick.label, tick.at) for tick in day_ticks(context, days)]
    assert labels == [("1 May", 0), ("5", 33.33), ("10", 75)]
