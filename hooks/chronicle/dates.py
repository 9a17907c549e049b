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
SHAPE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)", re.ASCII)


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
        meant = _mended(" ".join(text.split()))
        raise Mistake(f"'{text}' is not a date", f"write {meant}" if meant else FORMS)
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


MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
DAY, MONTH, YEAR = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?", r"(?P<b>[A-Za-z]{3,9})\.?", r"(?P<y>\d{4})"
WRITTEN = tuple(
    re.compile(form, re.ASCII)
    for form in (
        rf"{DAY}(?:\.| of)? {MONTH},? {YEAR}",
        rf"{MONTH} {DAY},? {YEAR}",
        rf"{MONTH},? {YEAR}",
        rf"{YEAR}[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})",
        rf"{YEAR}-(?P<m>\d{{1,2}})",
        rf"(?P<d>1[3-9]|2\d|3[01])[-/.](?P<m>\d{{1,2}})[-/.]{YEAR}",
    )
)
BETWEEN = re.compile(r"\s*[–—]\s*|\s+(?:to|until|-)\s+")


def mended(text: str) -> str | None:
    """The date as it is to be written, where people wrote it otherwise and it can mean one thing only, such as `4 June 2011`
    or `2011/6/4`. None where it is right as it stands, or where one can only guess: 5/6/2011 is in May or in June."""
    bare = " ".join(text.strip("“”„‘’\"' ").split())
    try:
        parse(text)
        return None
    except Mistake:
        parts = [_mended(part) for part in BETWEEN.split(bare)]
    if not 1 <= len(parts) <= 2 or None in parts:
        return None
    found = "/".join(str(part) for part in parts)
    try:
        return parse(found).text
    except Mistake:
        return None


def _mended(text: str) -> str | None:
    if SHAPE.fullmatch(text):
        return text
    match = next((found for form in WRITTEN if (found := form.fullmatch(text))), None)
    if not match:
        return None
    given = match.groupdict()
    name = (given.get("b") or "").casefold()
    months = [number for number, month in enumerate(MONTHS, 1) if name and month.startswith(name)]
    if name == "sept":
        months = [9]
    month = int(given["m"]) if given.get("m") else months[0] if len(months) == 1 else 0
    if not month:
        return None
    return f"{given['y']}-{month:02}" + (f"-{int(given['d']):02}" if given.get("d") else "")
