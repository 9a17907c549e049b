"""The heads of pages, as Zotero reads them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from exports.reading import ADDRESS, both_chronicles, chronicle_of, invented_work, plain_yaml
from support import WORLD

from chronicle.exports.page_metadata import (
    COMMA_IN_A_NAME,
    context_object,
    page_metadata,
    source_metadata,
)
from chronicle.exports.published_works import published_work, published_works


def zotero(pairs: list[tuple[str, str]]) -> dict[str, Any]:
    """What Zotero makes of a head, as far as we use it: its translator for embedded metadata,
    written again."""

    def first(*names: str) -> str | None:
        return next((text for wanted in names for name, text in pairs if name == wanted), None)

    authors = [part for name, text in pairs if name == "citation_author" for part in _split(text)]
    article = "journalArticle" if first("citation_title") else "webpage"
    return {
        "title": first("citation_title", "DC.title", "og:title"),
        "type": first("DC.type") or article,
        "publication": first("citation_journal_title", "DC.source", "og:site_name"),
        "publisher": first("citation_publisher", "DC.publisher"),
        "date": first("citation_publication_date", "DC.date"),
        "url": first("citation_public_url", "og:url"),
        "authors": [_author_of(one) for one in authors],
    }


def _split(text: str) -> list[str]:
    parts = re.split(r"\s*;\s*", text)
    by_comma = re.split(r"\s*,\s*", text)
    several = len(parts) == 1 and len(by_comma) > 1 and " " in by_comma[0] and " " in by_comma[1]
    return by_comma if several else parts


def _author_of(text: str) -> tuple[str, str]:
    """Given and family name: divided at a comma, if the text had one before its ends were cleaned,
    else at the last space."""
    ends = r"^[\s.,/\[\]:]+|[\s.,/\[\]:]+$"
    clean = re.sub(r"[\s\u00a0]+", " ", re.sub(ends, "", text), count=1)
    if "," in text:
        family, _, given = clean.partition(",")
        return given.strip(), family
    given, _, family = clean.rpartition(" ")
    return given, family


def test_a_source_page_is_known_as_that_source() -> None:
    world = chronicle_of(WORLD)
    pairs = source_metadata(published_work(world, "courier-fire", world.sources["courier-fire"]))
    assert {
        ("citation_title", "Fire at the mill: forty looms lost"),
        ("citation_author", "Holt, Ines"),
        ("citation_publication_date", "1901-05-03"),
        ("citation_journal_title", "The Courier"),
        ("citation_public_url", "https://courier.example/fire"),
        ("citation_language", "en"),
        ("DC.type", "newspaperArticle"),
        ("DC.source", "The Courier"),
    } <= set(pairs)


@pytest.mark.parametrize("url", ["", f"{ADDRESS}events/fire.html"])
def test_a_page_of_ours_is_known_as_ours(url: str) -> None:
    pairs = page_metadata(chronicle_of(WORLD), "Fire at the\nmill", url)
    found = zotero([*pairs, ("og:site_name", "the site")])
    assert (found["title"], found["type"], found["date"]) == (
        "Fire at the mill",
        "webpage",
        "1901-06-01",
    )
    assert found["authors"] == [("", "The editors")]
    assert found["publication"] == "the site"
    assert found["url"] == (url or None)
    assert ("DC.rights", "CC BY 4.0") in pairs


@both_chronicles
def test_zotero_takes_every_source_for_what_it_is(root: Path) -> None:
    plain = plain_yaml(root)["sources"]
    for work in published_works(chronicle_of(root)):
        written, found = plain[work.id], zotero(list(source_metadata(work)))
        # Zotero drops a point at the end of a name.
        names = [
            ("", author["literal"].replace(",", COMMA_IN_A_NAME))
            if author.get("literal")
            else (author.get("given", "").rstrip("."), author["family"])
            for author in written.get("author") or []
        ]
        assert found["authors"] == names, work.id
        assert found["title"] == work.title
        assert found["url"] == written.get("URL")
        assert bool(context_object(work)) == (not written.get("URL"))
        bodies = {written.get("container-title"), written.get("publisher")} - {None}
        assert bodies <= {found["publication"], found["publisher"]}, work.id


def test_zotero_divides_no_name() -> None:
    names = [
        {"literal": "Society of Weavers"},
        {"literal": "FIDH"},
        {"literal": "Board of Looms, Committee on Fire, Water and Air"},
        {"family": "de la Cruz", "given": "Ana María"},
    ]
    found = zotero(list(source_metadata(invented_work("T", author=names))))["authors"]
    assert [(given, family.replace("\u00a0", " ")) for given, family in found] == [
        ("", "Society of Weavers"),
        ("", "FIDH"),
        ("", "Board of Looms‚ Committee on Fire‚ Water and Air"),
        ("Ana María", "de la Cruz"),
    ]


@pytest.mark.parametrize(
    ("issued", "date"),
    [("1901", "1901"), ("1901-05", "1901-05"), ("1901~", None), ("1901/1902", None), (None, None)],
)
def test_only_exact_dates_are_given(issued: str | None, date: str | None) -> None:
    assert zotero(list(source_metadata(invented_work("T", issued))))["date"] == date


def test_a_source_without_an_address_is_saved_without_ours() -> None:
    """Zotero's translator for COinS comes before the one for the head, and adds no address."""
    authors = [{"family": "Holt", "given": "Ines"}]
    work = invented_work(None, author=authors, publisher="Northern Agency", type="article")
    assert parse_qsl(context_object(work)) == [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", "newspaperArticle"),
        ("rft.title", "[Newspaper; title not seen]"),
        ("rft.creator", "Holt, Ines"),
        ("rft.source", "Northern Agency"),
        ("rft.date", "1901-05-03"),
    ]


def test_pages_of_a_chapter_are_given() -> None:
    pairs = dict(source_metadata(invented_work("T", page="16-17", type="chapter")))
    assert (pairs["citation_firstpage"], pairs["citation_lastpage"]) == ("16", "17")


def test_only_an_article_is_in_a_journal() -> None:
    site = {"container-title": "The mill's site"}
    article, page = invented_work("T", **site), invented_work("T", type="webpage", **site)
    assert ("citation_journal_title", "The mill's site") in source_metadata(article)
    names = [name for name, _ in source_metadata(page)]
    assert "citation_journal_title" not in names and "DC.source" in names
