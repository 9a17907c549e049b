"""Dates: what is taken, what is not, and a second opinion from the reference library."""

from __future__ import annotations

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given
from hypothesis import strategies as st

from chronicle.problems import Mistake
from chronicle.text import dates
from chronicle.text import localization as wording

TEXTS = {
    "months": "January February March April May June July August September October November December",
    "date_day": "{day} {month} {year}",
    "date_day_short": "{day} {month}",
    "date_month": "{month} {year}",
    "date_year": "{year}",
    "date_by": "by {date}",
    "date_from": "from {date} on",
    "date_range": "{begin} to {end}",
    "date_about": "about {date}",
    "date_uncertain": "{date} (uncertain)",
    "degrees_north": "{n}° N",
    "degrees_south": "{n}° S",
    "degrees_east": "{n}° E",
    "degrees_west": "{n}° W",
}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2011-06-04", "4 June 2011"),
        ("2011-06", "June 2011"),
        ("2011", "2011"),
        ("2011-06~", "about June 2011"),
        ("2011?", "2011 (uncertain)"),
        ("2011-06-04/2011-06-06", "4 to 6 June 2011"),
        ("/2011-06-06", "by 6 June 2011"),
        ("2011-05-31/2011-06-02", "31 May to 2 June 2011"),
        ("2010-12-31/2011-01-01", "31 December 2010 to 1 January 2011"),
        ("2011-06/", "from June 2011 on"),
        ("2011-06-04/..", "from 4 June 2011 on"),
        ("2011-03/2011-06-04", "March 2011 to 4 June 2011"),
    ],
)
def test_dates_are_said_no_finer_than_written(text: str, words: str) -> None:
    assert wording.say(dates.parse(text), TEXTS) == words


@pytest.mark.parametrize(
    ("longitude", "latitude", "words"),
    [(1.5, 52.25, "52.25° N, 1.5° E"), (-43.25, -12.5, "12.5° S, 43.25° W"), (0, 0, "0° N, 0° E")],
)
def test_positions_are_said_in_every_quarter_of_the_earth(longitude: float, latitude: float, words: str) -> None:
    assert wording.position(longitude, latitude, TEXTS) == words


@pytest.mark.parametrize(
    "text",
    ["2011-06-31", "2011-13", "2011-6-4", "", "/", "2011-06-06/2011-06-04", "4 June", "2011/2012/2013", "20110604"],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(Mistake):
        dates.parse(text)


days = st.dates(min_value=__import__("datetime").date(1000, 1, 1)).map(str)
points = st.one_of(days, days.map(lambda d: d[:7]), days.map(lambda d: d[:4]))


@given(points, st.sampled_from(["", "~", "?", "%"]))
def test_the_reference_library_reads_what_we_read(point: str, sign: str) -> None:
    ours, theirs = dates.parse(point + sign), parse_edtf(point + sign)
    assert ours.first.timetuple()[:3] == theirs.lower_strict()[:3]
    assert ours.last.timetuple()[:3] == theirs.upper_strict()[:3]


@given(st.text(alphabet="0123456789-~?/.X", max_size=12))
def test_we_take_nothing_that_the_reference_library_refuses(text: str) -> None:
    try:
        dates.parse(text)
    except Mistake:
        return
    try:
        parse_edtf(text if not text.startswith("/") else "../" + text[1:])
    except EDTFParseException:
        pytest.fail(f"the reference library refuses {text!r}")
