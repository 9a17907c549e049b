"""The interface's texts, and what they make of dates, numbers and coordinates."""

from __future__ import annotations

from datetime import date

import pytest

from chronicle.problems import InvalidValue
from chronicle.text.dates import parse_date
from chronicle.text.localization import (
    Texts,
    date_in_words,
    day_in_words,
    figure_in_digits,
    file_size,
    month_name,
    position_in_words,
    text_fault,
)

VALUES: dict[str, str | dict[str, str]] = {
    "months": "January February March April May June July August September October November "
    "December",
    "date": {"day": "{day} {month} {year}", "month": "{month} {year}", "year": "{year}"},
    "date_day_and_month": "{day} {month}",
    "date_by": "by {date}",
    "date_from": "from {date} on",
    "date_range": "{begin} to {end}",
    "date_about": "about {date}",
    "date_uncertain": "{date} (uncertain)",
    "degrees": {"north": "{n}° N", "south": "{n}° S", "east": "{n}° E", "west": "{n}° W"},
    "figure_at_most": "at most {n}",
    "figure_at_least": "more than {n}",
    "figure_about": "about {n}",
    "looms": {"one": "1 loom", "other": "{n} looms"},
}
TEXTS = Texts(VALUES)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1901-06-04", "4 June 1901"),
        ("1901-06", "June 1901"),
        ("1901", "1901"),
        ("1901-06~", "about June 1901"),
        ("1901?", "1901 (uncertain)"),
        ("1901%", "about 1901 (uncertain)"),
        ("1901-06-04/1901-06-06", "4 to 6 June 1901"),
        ("1901-06-04~/1901-06-06", "about 4 June 1901 to 6 June 1901"),
        ("1901-06-04?/1901-06-06", "4 June 1901 (uncertain) to 6 June 1901"),
        ("/1901-06-06", "by 6 June 1901"),
        ("1901-05-31/1901-06-02", "31 May to 2 June 1901"),
        ("1900-06-04/1901-06-06", "4 June 1900 to 6 June 1901"),
        ("1900-12-31/1901-01-01", "31 December 1900 to 1 January 1901"),
        ("1901-06/", "from June 1901 on"),
        ("1901-06-04/..", "from 4 June 1901 on"),
        ("1901-03/1901-06-04", "March 1901 to 4 June 1901"),
        ("1901-03/1901-06", "March 1901 to June 1901"),
    ],
)
def test_dates_are_said_no_finer_than_written(text: str, words: str) -> None:
    assert date_in_words(parse_date(text), TEXTS) == words


def test_no_date_is_no_words() -> None:
    assert date_in_words(None, TEXTS) == ""


def test_months_count_from_one() -> None:
    assert [month_name(number, TEXTS) for number in (1, 12)] == ["January", "December"]
    assert day_in_words(date(1901, 12, 31), TEXTS, "month") == "December 1901"


@pytest.mark.parametrize(
    ("longitude", "latitude", "words"),
    [(1.5, 52.25, "52.25° N, 1.5° E"), (-43.25, -12.5, "12.5° S, 43.25° W"), (0, 0, "0° N, 0° E")],
)
def test_positions_are_said_in_every_quarter_of_the_earth(
    longitude: float, latitude: float, words: str
) -> None:
    assert position_in_words(longitude, latitude, TEXTS) == words


@pytest.mark.parametrize(
    ("low", "high", "approximate", "digits"),
    [
        (None, None, False, "dozens"),
        (None, None, True, "dozens"),
        (12, 12, False, "12"),
        (12, 13, False, "12–13"),
        (1200, 13000, True, "about 1,200–13,000"),
        (0, None, False, "more than 0"),
        (1200, None, True, "about more than 1,200"),
        (None, 1200, False, "at most 1,200"),
    ],
)
def test_figures_are_given_as_far_as_they_are_named(
    low: int | None, high: int | None, approximate: bool, digits: str
) -> None:
    assert figure_in_digits(low, high, "dozens", approximate, TEXTS) == digits


@pytest.mark.parametrize(
    ("length", "words"), [(0, "0 B"), (999, "999 B"), (1000, "1 kB"), (1_234_567, "1,235 kB")]
)
def test_file_sizes_are_in_words(length: int, words: str) -> None:
    assert file_size(length) == words


ARABIC = {"zero": "٠", "one": "a", "two": "b", "few": "{n} c", "many": "{n} d", "other": "{n} e"}


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("en", 1, "1 loom"),
        ("en", 0, "0 looms"),
        ("en", 2, "2 looms"),
        ("en-GB", 1, "1 loom"),
        ("not-a-language", 1, "1 loom"),
        ("zz", 1, "1 loom"),
        ("ar", 0, "٠"),
        ("ar", 1, "a"),
        ("ar", 2, "b"),
        ("ar", 10, "10 c"),
        ("ar", 11, "11 d"),
        ("ar", 100, "100 e"),
        ("ja", 1, "1 looms"),
    ],
)
def test_counts_take_the_plural_form_of_the_language(
    language: str, number: int, words: str
) -> None:
    forms = ARABIC if language == "ar" else VALUES["looms"]
    assert Texts({"looms": forms}, language).count("looms", number) == words


def test_a_count_without_the_form_of_its_language_takes_the_general_one() -> None:
    assert Texts({"looms": {"other": "{n} looms"}}, "ar").count("looms", 2) == "2 looms"


def test_a_text_that_is_missing_is_named() -> None:
    for key in ("nothing", "date"):
        with pytest.raises(InvalidValue, match=f"the text '{key}' is missing"):
            TEXTS[key]
    for key in ("nothing", "months"):
        with pytest.raises(InvalidValue, match=f"the table of texts '{key}' is missing"):
            TEXTS.table(key)
    with pytest.raises(InvalidValue, match="the text 'hour' of 'date' is missing"):
        TEXTS.table("date")["hour"]


def test_a_table_is_read_like_any_mapping() -> None:
    table = TEXTS.table("date")
    assert list(table) == ["day", "month", "year"] and len(table) == 3
    assert "day" in table and "hour" not in table
    assert TEXTS.keys() == set(VALUES)


def test_a_text_that_names_what_it_is_not_given_is_named() -> None:
    with pytest.raises(InvalidValue, match=r"'date_by' names {date}, which it is not given") as one:
        TEXTS["date_by"].format(day=4, month="May")
    assert "{day} {month}" in one.value.hint and one.value.key == "date_by"
    with pytest.raises(InvalidValue, match=r"'date: year' names {year}"):
        TEXTS.table("date")["year"].format()


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        ("plain", None),
        ("{name} and {other_name}", None),
        ("{n:,} of {{braces}}", None),
        ({"one": "{n}", "other": "x"}, None),
        ({"one": "{n}", "other": "{n.real}"}, "more than a name"),
        ("{}", "more than a name"),
        ("{n!r}", "more than a name"),
        ("{n:>9}", "more than a name"),
        ("{n[0]}", "more than a name"),
        ("{N}", "more than a name"),
        ("{name", "is not closed"),
        ("name}", "is not closed"),
        (["a"], "expects a text"),
        (None, "expects a text"),
        ({"one": None}, "expects a text"),
    ],
)
def test_what_a_text_may_have_in_braces(value: object, fault: str | None) -> None:
    found = text_fault("key", value)
    assert found is None if fault is None else found and fault in found[0]


def test_a_year_has_twelve_months() -> None:
    months = str(VALUES["months"])
    assert text_fault("months", months) is None
    for wrong in (f"{months} Undecember", months.replace("May ", "")):
        assert text_fault("months", wrong)
    assert text_fault("other", "one two") is None
