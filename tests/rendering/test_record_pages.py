"""The pages of records say what their records say."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from support import MadeSite, ShownPage, built, edit

from chronicle.model.kinds import FOLDERS, KINDS


def test_every_record_has_its_page_and_its_file(site: MadeSite) -> None:
    for kind in KINDS:
        for id_, located in site.chronicle.records.of(kind).items():
            page = site.pages[f"{FOLDERS[kind]}/{id_}.md"]
            assert page.files[0] == located.document.path


def test_records_of_a_kind_lead_to_each_other_in_their_order(
    pages: Mapping[str, ShownPage],
) -> None:
    path, order = "sources/agency-dispatch.md", []
    while path:
        order.append(path)
        path = pages[path].next
    assert len(order) == 5 and order[-1] == "sources/courier-second.md"


def test_support_is_shown_with_what_was_not_counted(pages: Mapping[str, ShownPage]) -> None:
    page = pages["questions/who-set-the-fire.md"].body
    origins = (
        "**2 independent origins:** The Weavers' Guild; A weaver (not named, in Northern Agency)."
    )
    assert origins in page
    assert "**No independent origin.** One statement is listed but not counted." in page


def test_a_source_that_is_graphic_says_so_before_any_link_to_it(world: Path) -> None:
    edit(world, "data/sources/courier-fire.yml", "kind: newspaper", "kind: newspaper\ngraphic: yes")
    page = built(world).pages["sources/courier-fire.md"].body
    warning = page.index("Warning: this source shows the dead or the wounded.")
    assert warning < page.index("https://courier.example/fire")
    assert warning < page.index("https://archive.example/1/fire")


@pytest.mark.parametrize("path", ["events/fire.md", "events/march.md", "sources/post-fire.md"])
def test_no_page_but_the_source_leads_outside(path: str, pages: Mapping[str, ShownPage]) -> None:
    """Except to an entry of the record in a public register."""
    hosts = set(re.findall(r"\]\(https?://([^/)]+)", pages[path].body))
    assert hosts <= {"www.wikidata.org", "www.geonames.org", "viaf.org"}


def test_an_address_that_cannot_be_trusted_is_no_link(pages: Mapping[str, ShownPage]) -> None:
    page = pages["sources/post-fire.md"].body
    assert "- **Address:** http://post.example/ashes (not linked, since" in page


def test_a_source_without_a_date_says_so_once(world: Path) -> None:
    edit(
        world,
        "data/sources/ferry-notice.yml",
        "issued: 1901-05-05\nissued_basis: shown",
        "issued:\nissued_basis: unknown",
    )
    page = built(world).pages["sources/ferry-notice.md"].body
    assert "- **Published:** the date is not known\n" in page


def test_a_place_beyond_the_map_is_not_said_to_be_on_it(world: Path) -> None:
    pages = built(world).pages
    assert "[On the map](../places.md#map)" in pages["places/quay.md"].body
    assert "On the map" not in pages["places/far-port.md"].body
    (world / "data" / "map" / "map.yml").unlink()
    edit(world, "docs/blocks.md", "<!-- block: map -->\n\n", "")
    assert "On the map" not in built(world).pages["places/quay.md"].body
