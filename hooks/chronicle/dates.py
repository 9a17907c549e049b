"""Dates that are only as precise as they are known: the part of EDTF (ISO 8601-2) that the records use.

`2011-06-04`, `2011-06`, `2011`; with `~` (about), `?` (uncertain) or `%` (both) at the end; and the intervals `a/b`,
`/b` and `../b` (by b), `a/` and `a/..` (from a on).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from .problem import Mistake

FORMS = "write 2011-06-04, 2011-06 or 2011, with ~ for about, or two of them with / between"
SHAPE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)")


@dataclass(frozen=True, slots=True)
class Day:
    """A day, a month or a year. `first` and `last` are the days that it covers."""

    first: date
    last: date
    precision: str  # day | month | year
    about: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class When:
    """A date or an interval as written (`text`). `begin` or `end` is None where it is not known or open."""

    text: str
    begin: Day | None
    end: Day | None
    interval: bool = False

    @property
    def first(self) -> date:
        """The earliest day it can mean; of an interval without a beginning, the last day it can mean."""
        day = self.begin or self.end
        assert day is not None
        return day.first if self.begin else day.last

    @property
    def last(self) -> date:
        """The latest day it can mean; of an open interval, its first."""
        day = self.end or self.begin
        assert day is not None
        return day.last if self.end else day.first

    @property
    def order(self) -> tuple[date, date, str]:
        """What sorts it: the earliest day, the latest day, the text."""
        return self.first, self.last, self.text


def parse(text: str) -> When:
    """The date that `text` writes. Raises Mistake where it is none, is no day of the calendar, or runs backwards."""
    if not isinstance(text, str):
        raise Mistake("expects one date", FORMS)
    parts = text.strip().split("/")
    if len(parts) == 1:
        day = _day(parts[0])
        return When(text, day, day)
    if len(parts) != 2:
        raise Mistake(f"'{text}' is not a date", FORMS)
    begin, end = (None if part in ("", "..") else _day(part) for part in parts)
    if begin is None and end is None:
        raise Mistake(f"'{text}' has neither a beginning nor an end", "give one of them, or leave the date blank")
    if begin and end and begin.first > end.last:
        raise Mistake(f"'{text}' runs backwards", "write the earlier date first")
    return When(text, begin, end, interval=True)


def _day(text: str) -> Day:
    match = SHAPE.fullmatch(text)
    if not match:
        raise Mistake(f"'{text}' is not a date", FORMS)
    year, month, day, sign = match.groups()
    marks = {"about": sign in ("~", "%"), "uncertain": sign in ("?", "%")}
    marks = {name: bool(sign) and value for name, value in marks.items()}
    try:
        if day:
            only = date(int(year), int(month), int(day))
            return Day(only, only, "day", **marks)
        if month:
            last = calendar.monthrange(int(year), int(month))[1]
            return Day(date(int(year), int(month), 1), date(int(year), int(month), last), "month", **marks)
        return Day(date(int(year), 1, 1), date(int(year), 12, 31), "year", **marks)
    except ValueError:
        raise Mistake(f"'{text}' is not a day of the calendar", FORMS) from None
