"""Dates no more precise than they are known: the part of EDTF (ISO 8601-2) that records use.

`1901-05-04`, `1901-05`, `1901`; with `~` (about), `?` (uncertain) or `%` (both) at the end; and the
intervals `a/b`, `/b` and `../b` (by b), `a/` and `a/..` (from a on). A library of the whole
standard was tried: it took 1.5 s for 176 dates and cannot say where in a file a date is wrong.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from ..problems import InvalidValue

FORMS = "write 1901-05-04, 1901-05 or 1901, with ~ for about, or two of them with / between"
SHAPE = re.compile(r"([1-9]\d{3})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)", re.ASCII)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A day, a month or a year. `first` and `last` are the days that it covers."""

    first: date
    last: date
    precision: str  # day | month | year
    about: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """A date or an interval as written (`text`). An end is None where it is unknown or open."""

    text: str
    begin: PartialDate | None
    end: PartialDate | None
    interval: bool = False

    @property
    def first(self) -> date:
        """The earliest day it can mean; for an interval with no beginning, its last day."""
        known = self.begin or self.end
        assert known is not None
        return known.first if self.begin else known.last

    @property
    def last(self) -> date:
        """The latest day it can mean; for an interval with no end, its first day."""
        known = self.end or self.begin
        assert known is not None
        return known.last if self.end else known.first

    @property
    def order(self) -> tuple[date, date, str]:
        """What sorts it: the earliest day, the latest day, the text."""
        return self.first, self.last, self.text


def parse_date(text: object) -> EdtfDate:
    """The date that `text` writes. Raises InvalidValue if it is not one of the forms, not a day of
    the calendar, or runs backwards."""
    if not isinstance(text, str):
        nested = "a key on the next line starts in the same column as this one"
        raise InvalidValue("expects one date", nested if isinstance(text, dict) else FORMS)
    parts = text.strip().split("/")
    if len(parts) == 1:
        day = _partial(parts[0])
        return EdtfDate(text, day, day)
    if len(parts) != 2:
        raise InvalidValue(f"'{text}' is not a date", FORMS)
    begin, end = (None if part in ("", "..") else _partial(part) for part in parts)
    if begin is None and end is None:
        hint = "give one of them, or leave the date blank"
        raise InvalidValue(f"'{text}' has neither a beginning nor an end", hint)
    if begin and end and begin.first > end.last:
        raise InvalidValue(f"'{text}' runs backwards", "write the earlier date first")
    return EdtfDate(text, begin, end, interval=True)


def _partial(text: str) -> PartialDate:
    match = SHAPE.fullmatch(text)
    if not match:
        raise InvalidValue(f"'{text}' is not a date", FORMS)
    year, month, day, mark = match.groups()
    about, uncertain = mark in ("~", "%"), mark in ("?", "%")
    try:
        if day:
            first = last = date(int(year), int(month), int(day))
            precision = "day"
        elif month:
            length = calendar.monthrange(int(year), int(month))[1]
            first, last = date(int(year), int(month), 1), date(int(year), int(month), length)
            precision = "month"
        else:
            first, last = date(int(year), 1, 1), date(int(year), 12, 31)
            precision = "year"
    except ValueError:
        hint = "check the day and the month; leave out what is not known: 1901-06"
        raise InvalidValue(f"'{text}' is not a day of the calendar", hint) from None
    return PartialDate(first, last, precision, bool(mark) and about, bool(mark) and uncertain)


def exact_days(when: EdtfDate | None) -> tuple[PartialDate, PartialDate] | None:
    """The first and the last day of a date whose days are known for certain; None for any other."""
    if when is None or inexact(when):
        return None
    assert when.begin and when.end
    return when.begin, when.end


def inexact(when: EdtfDate | None) -> str:
    """Why a format of exact days cannot hold a date: undated, open, about or coarse; empty if it
    can."""
    if when is None:
        return "undated"
    if not (when.begin and when.end):
        return "open"
    if any(day.about or day.uncertain for day in (when.begin, when.end)):
        return "about"
    return "coarse" if any(day.precision != "day" for day in (when.begin, when.end)) else ""
