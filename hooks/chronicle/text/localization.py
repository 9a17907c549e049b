"""The interface's texts, and how dates, numbers and coordinates are put into words with them.

A chronicle keeps its texts in `data/texts.yml`, so that another language needs another file and
nothing else. A text is one line, or one of a table of lines whose keys the code chooses between:
the kinds of relation, or the plural forms of a count in the language (CLDR: one, two, few, many,
other).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from string import Formatter
from typing import Any

from babel import Locale, UnknownLocaleError

from ..problems import InvalidValue
from .dates import EdtfDate, PartialDate


class InterfaceText(str):
    """One text, which knows its key. A name in braces is filled in, and nothing beyond a name."""

    key: str

    def __new__(cls, key: str, value: str) -> InterfaceText:
        text = super().__new__(cls, value)
        text.key = key
        return text

    def format(self, *_: Any, **values: Any) -> str:
        """The text with these values in it. Raises InvalidValue if it asks for others."""
        try:
            return super().format(**values)
        except KeyError as missing:
            names = " ".join(f"{{{name}}}" for name in values)
            message = f"'{self.key}' names {{{missing.args[0]}}}, which it is not given"
            raise InvalidValue(message, f"write {names} and no other braces", self.key) from None


class TextTable(Mapping[str, str]):
    """Texts of one kind by id. One that is missing is a mistake in their file."""

    def __init__(self, key: str, texts: Mapping[str, str]) -> None:
        self._key = key
        self._texts = {id_: InterfaceText(f"{key}: {id_}", text) for id_, text in texts.items()}

    def __getitem__(self, id_: str) -> InterfaceText:
        if id_ not in self._texts:
            raise InvalidValue(f"the text '{id_}' of '{self._key}' is missing", "add it", self._key)
        return self._texts[id_]

    def __contains__(self, id_: object) -> bool:
        return id_ in self._texts

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)


class Texts:
    """All texts of the interface in one language."""

    def __init__(self, values: Mapping[str, str | Mapping[str, str]], language: str = "en") -> None:
        self._texts = {
            key: InterfaceText(key, value) if isinstance(value, str) else TextTable(key, value)
            for key, value in values.items()
        }
        try:
            self._locale = Locale.parse(language, sep="-")
        except (UnknownLocaleError, ValueError):
            self._locale = Locale("en")

    def __getitem__(self, key: str) -> InterfaceText:
        found = self._texts.get(key)
        if not isinstance(found, InterfaceText):
            raise InvalidValue(f"the text '{key}' is missing", "add it")
        return found

    def table(self, key: str) -> TextTable:
        """The table of texts under a key."""
        found = self._texts.get(key)
        if not isinstance(found, TextTable):
            raise InvalidValue(f"the table of texts '{key}' is missing", "add it")
        return found

    def count(self, key: str, number: int) -> str:
        """A number with its noun, in the plural form that the language has for it."""
        forms = self.table(key)
        category = self._locale.plural_form(number)
        return forms[category if category in forms else "other"].format(n=number)

    def language_name(self, code: str) -> str:
        """What a language is called in the language of the texts; the code if that is not known."""
        return str(self._locale.languages.get(code.split("-")[0], code))

    def keys(self) -> set[str]:
        return set(self._texts)


def text_fault(key: str, value: object) -> tuple[str, str] | None:
    """What is wrong with a value of texts.yml, and what to do."""
    if isinstance(value, dict):
        return next((fault for part in value.values() if (fault := text_fault(key, part))), None)
    if not isinstance(value, str):
        return f"'{key}' expects a text", "write it on one line or in a >- block"
    if key == "months" and len(value.split()) != 12:
        return "'months' expects the names of twelve months", "separate them with spaces"
    try:
        parts = list(Formatter().parse(value))
    except ValueError:
        hint = "write {name} for a value that is filled in"
        return f"a brace of '{key}' is not closed, or not opened", hint
    for _, name, form, conversion in parts:
        plain = name is None or re.fullmatch("[a-z_]+", name)
        if name is not None and (not plain or form not in ("", ",") or conversion):
            hint = "write {name} for a value that is filled in"
            return f"'{key}' has more than a name in braces", hint
    return None


def date_in_words(when: EdtfDate | None, texts: Texts) -> str:
    """A date in words, no finer than it is known; empty for none."""
    if when is None:
        return ""
    if not when.interval:
        assert when.begin
        return _date(when.begin, texts)
    if when.begin is None and when.end:
        return texts["date_by"].format(date=_date(when.end, texts))
    if when.end is None and when.begin:
        return texts["date_from"].format(date=_date(when.begin, texts))
    assert when.begin and when.end
    begin, end = _beginning(when.begin, when.end, texts), _date(when.end, texts)
    return texts["date_range"].format(begin=begin, end=end)


def _date(day: PartialDate, texts: Texts) -> str:
    words = day_in_words(day.first, texts, day.precision)
    if day.about:
        words = texts["date_about"].format(date=words)
    return texts["date_uncertain"].format(date=words) if day.uncertain else words


def month_name(number: int, texts: Texts) -> str:
    """The name of a month, from 1."""
    return texts["months"].split()[number - 1]


def day_in_words(day: date, texts: Texts, precision: str = "day") -> str:
    """A day, or its month or year, in words."""
    month = month_name(day.month, texts)
    return texts.table("date")[precision].format(day=day.day, month=month, year=day.year)


def _beginning(begin: PartialDate, end: PartialDate, texts: Texts) -> str:
    """The beginning of an interval without the month and year that its end repeats."""
    if begin.precision == end.precision == "day" and not (begin.about or begin.uncertain):
        if (begin.first.year, begin.first.month) == (end.first.year, end.first.month):
            return str(begin.first.day)
        if begin.first.year == end.first.year:
            month = month_name(begin.first.month, texts)
            return texts["date_day_and_month"].format(day=begin.first.day, month=month)
    return _date(begin, texts)


def position_in_words(longitude: float, latitude: float, texts: Texts) -> str:
    """Coordinates in degrees (GeoJSON's order, WGS 84) as readers write them: 12.5° S, 43.25° W."""
    degrees = texts.table("degrees")
    north = degrees["south" if latitude < 0 else "north"].format(n=abs(latitude))
    east = degrees["west" if longitude < 0 else "east"].format(n=abs(longitude))
    return f"{north}, {east}"


def figure_in_digits(
    low: int | None, high: int | None, worded: str, approximate: bool, texts: Texts
) -> str:
    """A figure as digits, such as 12–13; its own words if they name no number."""
    if low is None and high is None:
        return worded
    if low is None:
        digits = texts["figure_at_most"].format(n=f"{high:,}")
    elif high is None:
        digits = texts["figure_at_least"].format(n=f"{low:,}")
    else:
        digits = f"{low:,}" if low == high else f"{low:,}–{high:,}"
    return texts["figure_about"].format(n=digits) if approximate else digits


def file_size(length: int) -> str:
    """A number of bytes in words."""
    return f"{length} B" if length < 1000 else f"{length / 1000:,.0f} kB"
