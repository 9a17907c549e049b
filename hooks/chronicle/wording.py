"""How dates and numbers are put into words. The words themselves are the chronicle's own texts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from string import Formatter
from typing import Any

from .dates import Day, When
from .problem import Mistake


class Text(str):
    """One of the pages' own texts, which knows its key. What is filled in is a name in braces and nothing that reaches further."""

    key: str

    def __new__(cls, key: str, value: str) -> Text:
        text = super().__new__(cls, value)
        text.key = key
        return text

    def format(self, *given: Any, **filled: Any) -> str:
        """The text with these values in it. Raises Mistake where it names others."""
        try:
            return super().format(*given, **filled)
        except KeyError as missing:
            hint = f"write {' '.join(f'{{{name}}}' for name in filled)} and no other braces"
            raise Mistake(f"'{self.key}' names {{{missing.args[0]}}}, which it is not given", hint, self.key) from None


class Texts(dict[str, str]):
    """The pages' own texts by key; one that is missing is a mistake in their file."""

    def __missing__(self, key: str) -> str:
        raise Mistake(f"the text '{key}' is missing", "add it")


def fault(key: str, value: Any) -> tuple[str, str] | None:
    """What is wrong with one of the pages' own texts, and what to do."""
    if not isinstance(value, str):
        return f"'{key}' expects a text", "write it in one line or a >- block"
    if key == "months" and len(value.split()) != 12:
        return "'months' expects the names of twelve months", "write them with blanks between"
    try:
        parts = list(Formatter().parse(value))
    except ValueError:
        return f"a brace of '{key}' is not closed, or not opened", "write {name} for what is filled in"
    for _, name, form, turned in parts:
        if name is not None and (not re.fullmatch("[a-z_]+", name) or form not in ("", ",") or turned):
            return f"'{key}' holds more than a name in braces", "write {name} for what is filled in"
    return None


def say(when: When | None, texts: Mapping[str, str]) -> str:
    """A date in words, no finer than it is known; the empty text for none."""
    if when is None:
        return ""
    if not when.interval:
        assert when.begin
        return _day(when.begin, texts)
    if when.begin is None and when.end:
        return texts["date_by"].format(date=_day(when.end, texts))
    if when.end is None and when.begin:
        return texts["date_from"].format(date=_day(when.begin, texts))
    assert when.begin and when.end
    return texts["date_range"].format(begin=_begin(when.begin, when.end, texts), end=_day(when.end, texts))


def _day(day: Day, texts: Mapping[str, str]) -> str:
    plain = _plain(day.first, day.precision, texts)
    if day.about:
        plain = texts["date_about"].format(date=plain)
    return texts["date_uncertain"].format(date=plain) if day.uncertain else plain


def _plain(first: date, precision: str, texts: Mapping[str, str]) -> str:
    month = texts["months"].split()[first.month - 1]
    return texts[f"date_{precision}"].format(day=first.day, month=month, year=first.year)


def _begin(begin: Day, end: Day, texts: Mapping[str, str]) -> str:
    """The beginning of an interval without the month and year that its end repeats."""
    if begin.precision == end.precision == "day" and not (begin.about or begin.uncertain):
        if (begin.first.year, begin.first.month) == (end.first.year, end.first.month):
            return str(begin.first.day)
        if begin.first.year == end.first.year:
            return texts["date_day_short"].format(
                day=begin.first.day, month=texts["months"].split()[begin.first.month - 1]
            )
    return _day(begin, texts)


def position(longitude: float, latitude: float, texts: Mapping[str, str]) -> str:
    """Coordinates in degrees (GeoJSON's order, WGS 84) as readers write them: 12.5° S, 43.25° W."""
    north = texts["degrees_south" if latitude < 0 else "degrees_north"].format(n=abs(latitude))
    east = texts["degrees_west" if longitude < 0 else "degrees_east"].format(n=abs(longitude))
    return f"{north}, {east}"


def count(number: int, name: str, texts: Mapping[str, str]) -> str:
    """A number with its noun: texts hold '<name>_one' and '<name>_many', with {n}."""
    return texts[f"{name}_{'one' if number == 1 else 'many'}"].format(n=number)


def figure(low: int | None, high: int | None, said: str, approximate: bool) -> str:
    """A figure as digits: 82+, 2,000 at the most, 12–13; the words themselves where no number was named."""
    about = "c. " if approximate else ""
    if low is None and high is None:
        return said
    if low is None:
        return f"≤ {about}{high:,}"
    if high is None:
        return f"≥ {about}{low:,}"
    return f"{about}{low:,}" if low == high else f"{about}{low:,}–{high:,}"
