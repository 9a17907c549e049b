"""Dates: what is read, what is refused, and a second opinion from the reference library."""

from __future__ import annotations

from datetime import date

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given
from hypothesis import strategies as st

from chronicle.problems import InvalidValue
from chronicle.text.dates import FORMS, PartialDate, exact_days, inexact, parse_date


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("1901-05-04", date(1901, 5, 4), date(1901, 5, 4), "day"),
        ("1901-05", date(1901, 5, 1), date(1901, 5, 31), "month"),
        ("1901-12", date(1901, 12, 1), date(1901, 12, 31), "month"),
        ("1901-01", date(1901, 1, 1), date(1901, 1, 31), "month"),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28), "month"),
        ("1904-02", date(1904, 2, 1), date(1904, 2, 29), "month"),
        ("1904-02-29", date(1904, 2, 29), date(1904, 2, 29), "day"),
        ("1901", date(1901, 1, 1), date(1901, 12, 31), "year"),
        ("1000", date(1000, 1, 1), date(1000, 12, 31), "year"),
    ],
)
def test_a_date_covers_its_days(text: str, first: date, last: date, precision: str) -> None:
    found = parse_date(text)
    assert found.begin == found.end == PartialDate(first, last, precision)
    assert (found.first, found.last, found.interval, found.text) == (first, last, False, text)
    assert found.order == (first, last, text)


@pytest.mark.parametrize(
    ("mark", "about", "uncertain"),
    [("", False, False), ("~", True, False), ("?", False, True), ("%", True, True)],
)
def test_marks_say_how_sure_a_date_is(mark: str, about: bool, uncertain: bool) -> None:
    found = parse_date(f"1901-05{mark}").begin
    assert found and (found.about, found.uncertain) == (about, uncertain)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1901-05-04/1901-06", date(1901, 5, 4), date(1901, 6, 30)),
        ("1901-05-04/1901-05-04", date(1901, 5, 4), date(1901, 5, 4)),
        ("1901-05-04/1901-05", date(1901, 5, 4), date(1901, 5, 31)),
        ("1901/1902-01-01", date(1901, 1, 1), date(1902, 1, 1)),
    ],
)
def test_an_interval_goes_from_its_first_to_its_last_day(
    text: str, first: date, last: date
) -> None:
    found = parse_date(text)
    assert (found.first, found.last, found.interval) == (first, last, True)


@pytest.mark.parametrize("text", ["/1901-05-04", "../1901-05-04"])
def test_an_interval_without_a_beginning_is_known_by_its_end(text: str) -> None:
    found = parse_date(text)
    assert found.begin is None and found.end
    assert found.first == found.last == date(1901, 5, 4)


@pytest.mark.parametrize("text", ["1901-05/", "1901-05/.."])
def test_an_interval_without_an_end_is_known_by_its_beginning(text: str) -> None:
    found = parse_date(text)
    assert found.end is None and found.begin
    assert found.first == found.last == date(1901, 5, 1)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1901-06-31", "'1901-06-31' is not a day of the calendar"),
        ("1901-02-29", "'1901-02-29' is not a day of the calendar"),
        ("1901-13", "'1901-13' is not a day of the calendar"),
        ("1901-00", "'1901-00' is not a day of the calendar"),
        ("1901-05-00", "'1901-05-00' is not a day of the calendar"),
        ("0000", "'0000' is not a date"),
        ("1901-5-4", "'1901-5-4' is not a date"),
        ("19010504", "'19010504' is not a date"),
        ("4 May", "'4 May' is not a date"),
        ("1901~?", "'1901~?' is not a date"),
        ("١٩٠١", "'١٩٠١' is not a date"),
        ("", "'' is not a date"),
        ("..", "'..' is not a date"),
        ("1901/1902/1903", "'1901/1902/1903' is not a date"),
        ("/", "'/' has neither a beginning nor an end"),
        ("../..", "'../..' has neither a beginning nor an end"),
        ("1901-05-06/1901-05-04", "'1901-05-06/1901-05-04' runs backwards"),
        (None, "expects one date"),
        (["1901"], "expects one date"),
        ({"1901": "05"}, "expects one date"),
    ],
)
def test_what_is_no_date_is_refused(text: object, message: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        parse_date(text)
    assert str(caught.value) == message and caught.value.hint


def test_a_date_that_swallowed_the_next_key_is_explained() -> None:
    with pytest.raises(InvalidValue) as caught:
        parse_date({"when": "1901"})
    assert "same column" in caught.value.hint
    with pytest.raises(InvalidValue) as caught:
        parse_date(["1901"])
    assert caught.value.hint == FORMS


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (None, "undated"),
        ("/1901-05-04", "open"),
        ("1901-05-04/", "open"),
        ("1901-05~/", "open"),
        ("1901-05-04~", "about"),
        ("1901-05-04?", "about"),
        ("1901-05-04/1901-05-06%", "about"),
        ("1901-05", "coarse"),
        ("1901-05-04/1901-06", "coarse"),
        ("1901-05-04", ""),
        ("1901-05-04/1901-05-06", ""),
    ],
)
def test_only_days_that_are_certain_are_exact(text: str | None, reason: str) -> None:
    when = parse_date(text) if text else None
    assert inexact(when) == reason
    assert exact_days(when) == (None if reason else (when and (when.begin, when.end)))


DAYS = st.dates(min_value=date(1000, 1, 1)).map(str)
POINTS = st.one_of(DAYS, DAYS.map(lambda day: day[:7]), DAYS.map(lambda day: day[:4]))


@given(POINTS, st.sampled_from(["", "~", "?", "%"]))
def test_the_reference_library_reads_what_we_read(point: str, mark: str) -> None:
    ours, theirs = parse_date(point + mark), parse_edtf(point + mark)
    assert ours.first.timetuple()[:3] == theirs.lower_strict()[:3]
    assert ours.last.timetuple()[:3] == theirs.upper_strict()[:3]


@given(st.text(alphabet="0123456789-~?/.X", max_size=12))
def test_we_take_nothing_that_the_reference_library_refuses(text: str) -> None:
    try:
        parse_date(text)
    except InvalidValue:
        return
    try:
        parse_edtf(text if not text.startswith("/") else "../" + text[1:])
    except EDTFParseException:
        pytest.fail(f"the reference library refuses {text!r}")
