"""How dates and numbers are put into words. The words themselves are the chronicle's own texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from .dates import Day, When


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
