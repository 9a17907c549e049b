"""By what long lists are filtered."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import edit
from writing import context_of

from chronicle.views.context import ViewContext
from chronicle.views.facets import FilteredList, filtered_sources, filtered_statements


def options(found: FilteredList) -> dict[str, list[str]]:
    """The ids to choose, by facet."""
    return {facet.name: [one.id for one in facet.options] for facet in found.facets}


def test_statements_are_filtered_by_who_and_about_what(context: ViewContext) -> None:
    assert options(filtered_statements(context)) == {
        "party": ["reporters", "millers", "weavers"],
        "speaker": ["ada-lund", "described", "owner", "guild"],
        "question": ["who-set-the-fire"],
        "event": ["fire"],
        "place": ["arden", "mill", "quay"],
    }, "each in the order of its labels, and no facet without an option"


def test_sources_are_filtered_by_what_they_are(context: ViewContext) -> None:
    assert options(filtered_sources(context)) == {
        "kind": ["wire", "newspaper"],
        "language": ["en"],
        "month": ["1901-05"],
        "extent": ["cited", "opening", "whole"],
        "derivation": ["own", "works"],
    }


@pytest.mark.parametrize("found", [filtered_statements, filtered_sources])
def test_every_option_chooses_a_row_and_every_key_is_an_option(found, context) -> None:  # type: ignore[no-untyped-def]
    listed = found(context)
    for facet in listed.facets:
        ids = {one.id for one in facet.options}
        assert ids == {id_ for row in listed.rows for id_ in row.keys[facet.name]}


@pytest.mark.parametrize(("issued", "month"), [("1901", "1901"), ("1901-05/1901-06", "1901-05")])
def test_a_coarse_date_is_in_its_year_or_first_month(world: Path, issued: str, month: str) -> None:
    edit(world, "data/sources/ferry-notice.yml", "issued: 1901-05-05", f"issued: {issued}")
    rows = filtered_sources(context_of(world)).rows
    assert [row.keys["month"] for row in rows if "ferry" in row.path] == [(month,)]


def test_a_row_has_what_it_shows(context: ViewContext) -> None:
    row = filtered_sources(context).rows[0]
    assert (row.label, row.body) == (
        "Northern Agency, title not seen",
        "Northern Agency, 3 May 1901, News agency",
    )
    assert row.language == "", "a title that was not seen has no language"
    assert filtered_statements(context).rows[0].quote == "وغطى الرماد أردن"
