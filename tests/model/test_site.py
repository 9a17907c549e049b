"""The chronicle's own settings, and what its corrections name."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from chronicle.model.site import SiteSettings, removed_name
from chronicle.problems import InvalidValue

SITE: dict[str, Any] = {
    "title": "The mill",
    "description": "Who says what.",
    "period": "1901",
    "editors": "The editors",
    "version": "0.0.1",
    "version_date": "1901-06-01",
}


@pytest.mark.parametrize(
    ("changes", "accepted"),
    [
        ({}, True),
        ({"version": "10.20.30"}, True),
        ({"version": "1.0"}, False),
        ({"version": "1.0.0-beta"}, False),
        ({"version_date": "1901-06"}, False),
        ({"version_date": "1901-06-01/1901-06-01"}, False),
        ({"doi": "10.1234/abc.def"}, True),
        ({"doi": "https://doi.org/10.1234/abc"}, False),
        ({"contact": "editors@mill.example"}, True),
        ({"contact": "editors"}, False),
        ({"contact": "a@b?subject=c"}, False),
        ({"branch": "release/1.x"}, True),
        ({"branch": "../main"}, False),
        ({"repository": "https://host.example/o/r"}, True),
        ({"repository": "host.example"}, False),
        ({"preview": {"file": "assets/images/preview.png", "alt": "A mill"}}, True),
        ({"preview": "assets/images/preview.png"}, False),
    ],
)
def test_settings_on_both_sides_of_their_form(changes: dict[str, Any], accepted: bool) -> None:
    try:
        SiteSettings.model_validate({**SITE, **changes})
    except ValidationError:
        assert not accepted
    else:
        assert accepted


@pytest.mark.parametrize("name", ["events/flood", "post-fire#ashes", "places/old-mill"])
def test_what_is_removed_is_a_record_or_a_statement(name: str) -> None:
    assert removed_name(name) == name


@pytest.mark.parametrize(
    "name", ["flood", "floods/flood", "events/Flood", "events/", "post-fire#", "#ashes", "a#b#c"]
)
def test_what_names_neither_is_refused(name: str) -> None:
    with pytest.raises(InvalidValue, match="names no record and no statement"):
        removed_name(name)
