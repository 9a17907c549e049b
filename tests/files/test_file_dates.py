"""When files were added and changed, by the history of a repository."""

from __future__ import annotations

from datetime import date

from chronicle.files.file_dates import FileDates, file_dates

LOG = """\x001901-06-03

data/events/fire.yml
docs/events/fire.md
\x001901-06-02
\x001901-06-04

data/events/fire.yml
\x001901-06-01

data/events/fire.yml
data/events/removed.yml
"""


def test_a_file_has_its_first_and_its_last_day_whatever_the_order() -> None:
    assert file_dates(LOG) == {
        "data/events/fire.yml": FileDates(date(1901, 6, 1), date(1901, 6, 4)),
        "docs/events/fire.md": FileDates(date(1901, 6, 3), date(1901, 6, 3)),
        "data/events/removed.yml": FileDates(date(1901, 6, 1), date(1901, 6, 1)),
    }


def test_without_a_history_nothing_is_known() -> None:
    assert file_dates("") == {}
