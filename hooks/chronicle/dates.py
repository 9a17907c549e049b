"""Dates that are only as precise as they are known: the part of EDTF (ISO 8601-2) that the records use.

`1901-05-04`, `1901-05`, `1901`; with `~` (about), `?` (uncertain) or `%` (both) at the end; and the intervals `a/b`,
`/b` and `../b` (by b), `a/` and `a/..` (from a on).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from .problem import Mistake

FORMS = "write 1901-05-04, 1901-05 or 1901, with ~ for about, or two of them with / between"
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
        deeper = isinstance(text, dict)
        raise Mistake(
            "expects one date", "a key on the next line begins in the same column as this one" if deeper else FORMS
        )
    try:
        return _parse(text)
    except Mistake as mistake:
        meant = meaning(text) if mistake.hint == FORMS else ""
        raise Mistake(str(mistake), f"write {meant}" if meant else mistake.hint) from None


def _parse(text: str) -> When:
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
        hint = "look at the day and the month again; what is not known is left out: 1901-06"
        raise Mistake(f"'{text}' is not a day of the calendar", hint) from None


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
SIGN = "[-/.\u2010\u2011\u2212]"  # a word processor's hyphens as well
WRITTEN = tuple(
    re.compile(form)
    for form in (
        rf"{DAY}(?:\.| of)? {MONTH},? {YEAR}",
        rf"{MONTH} {DAY},? {YEAR}",
        rf"{MONTH},? {YEAR}",
        rf"{YEAR}{SIGN}(?P<m>\d{{1,2}}){SIGN}(?P<d>\d{{1,2}})",
        rf"{YEAR}-(?P<m>\d{{1,2}})",
        rf"(?P<d>1[3-9]|2\d|3[01]){SIGN}(?P<m>\d{{1,2}}){SIGN}{YEAR}",
    )
)
BETWEEN = re.compile(r"\s*[–—]\s*|\s+(?:to|until|-)\s+")
EITHER = re.compile(rf"(\d{{1,2}}){SIGN}(\d{{1,2}}){SIGN}(\d{{4}})")
ROUND = (
    (re.compile(r"(?:c\.|ca\.?|circa|about|around|~)\s*(.+)", re.I), "{}~"),
    (re.compile(r"(?:before|until|by)\s+(.+)", re.I), "/{}"),
    (re.compile(r"(?:after|since|from)\s+(.+)", re.I), "{}/"),
    (re.compile(r"(\d{4}-\d\d-\d\d)[T ]\d\d:\d\d.*"), "{}"),
)


def meaning(text: str) -> str:
    """What somebody who wrote a date otherwise may have meant, for a hint: both dates where it can be two, the date with its sign
    for words such as `about` and `before`. The empty text where nobody can tell."""
    sure = mended(text)
    if sure:
        return sure
    either = EITHER.fullmatch(text.strip())
    if either:
        one, other, year = (int(part) for part in either.groups())
        days = [f"{year:04}-{month:02}-{day:02}" for day, month in ((one, other), (other, one)) if month < 13]
        return " or ".join(dict.fromkeys(days)) + (", as the source means it" if one != other and len(days) > 1 else "")
    for form, meant in ROUND:
        match = form.fullmatch(text.strip())
        if match:
            part = " ".join(match[1].split())
            part = part if SHAPE.fullmatch(part) else mended(part) or ""
            return meant.format(part) if part else ""
    return ""


def mended(text: str) -> str | None:
    """The date as it is to be written, where people wrote it otherwise and it can mean one thing only, such as `4 May 1901`
    or `1901/5/4`. None where it is right as it stands, or where one can only guess: 5/6/1901 is in May or in June."""
    bare = " ".join(text.strip("“”„‘’\"' ").split())
    try:
        _parse(text)
        return None
    except Mistake:
        parts = [_mended(part) for part in BETWEEN.split(bare)]
    if not 1 <= len(parts) <= 2 or None in parts:
        return None
    found = "/".join(str(part) for part in parts)
    try:
        return _parse(found).text
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
    return f"{int(given['y']):04}-{month:02}" + (f"-{int(given['d']):02}" if given.get("d") else "")
