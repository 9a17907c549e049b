"""Dates of references: what is certain, in the form of the records; nothing is guessed."""

from __future__ import annotations

import re
from typing import Any

from chronicle.problems import InvalidValue
from chronicle.text.dates import parse_date

MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
YEAR, DAY, MONTH = r"(?P<y>\d{4})", r"(?P<d>\d{1,2})(?:st|nd|rd|th)?", r"(?P<m>[a-z]{3,9})"
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)? )?"
CERTAIN = tuple(
    re.compile(form, re.I | re.A)
    for form in (
        r"(?P<y>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
        r"(?P<y>\d{4})([-/])(?P<m>\d{1,2})(?:\2(?P<d>\d{1,2}))?(?:\2*|[T ]\d\d?:\d\d\S*)",
        r"(?P<y>\d{4})/*",
        rf"{WEEKDAY}(?:{DAY} )?{MONTH} {YEAR}",
        rf"{WEEKDAY}{MONTH} {DAY} {YEAR}",
        rf"{YEAR} {MONTH}(?: {DAY})?",
    )
)
"""Forms that can mean one day only: the year first, or a month in letters. 03/04/1901 is none."""


def month_number(text: str) -> str:
    """A month in two digits, from its number, its English name or the beginning of that; empty if
    it is another text."""
    word = text.lower().rstrip(".")
    if re.fullmatch(r"0?[1-9]|1[0-2]", word):
        return word.zfill(2)
    named = [number for number, name in enumerate(MONTHS, 1) if name.startswith(word)]
    return f"{named[0]:02}" if named and len(word) > 2 else ""


def date_of(value: Any) -> str:
    """The date that a text, or an object of CSL JSON, gives for certain; empty if there is none."""
    if not isinstance(value, dict):
        return _checked(_from_text(str(value)))
    about = "~" if str(value.get("circa", "")).casefold() not in ("", "0", "false") else ""
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts:
        return _checked("/".join(f"{_from_parts(day)}{about}" for day in parts))
    texts = (value.get(key) for key in ("edtf", "raw", "literal"))
    text = _from_text(next((str(one) for one in texts if one), ""))
    return _checked(f"{text}{about}")


def _checked(text: str) -> str:
    try:
        return parse_date(text).text
    except InvalidValue:
        return ""


def _from_text(text: str) -> str:
    plain = " ".join(re.sub(r"[.,]", " ", text).split())
    for form in CERTAIN:
        if match := form.fullmatch(plain):
            found = match.groupdict()
            month = month_number(found.get("m") or "")
            if found.get("m") and not month:
                return ""
            day = (found.get("d") or "").zfill(2) if found.get("d") else ""
            return "-".join(filter(None, (found["y"], month, day)))
    return text.strip()


def _from_parts(parts: Any) -> str:
    """A day, month or year in numbers, up to the first that is blank."""
    listed = [str(part).strip() for part in parts] if isinstance(parts, list) else []
    known = listed[: [*listed, ""].index("")]
    return "-".join([*known[:1], *(part.zfill(2) for part in known[1:3])])
