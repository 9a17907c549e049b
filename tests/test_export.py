"""The heads of pages and the page that lists the files, as a browser reads them. The exports
themselves are tested in tests/exports."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import jinja2
import pytest
import rdflib
from conftest import ROOT
from exported import put
from pyld import jsonld

from chronicle import site as build
from chronicle.site import PREVIEW

SCHEMA = "https://schema.org/"


class Head(HTMLParser):
    """The <meta> and the scripts of a page, as a browser splits them."""

    def __init__(self) -> None:
        super().__init__()
        self.meta: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self.others: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.inside = tag == "script"
        if tag == "meta":
            self.meta.append((str(found.get("name") or found["property"]), str(found["content"])))
        elif tag == "script":
            assert found == {"type": "application/ld+json"}
            self.scripts.append("")
        elif tag != "link":
            self.others.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.scripts[-1] += data
        else:
            self.others += data.split()


def head_of(page: Any) -> Head:
    """The head that partials/meta.html makes of a page, in an environment as MkDocs makes it: without escaping."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "overrides"))
    environment.filters["url"] = lambda address: f"../{address}"
    meta = {"linked": page.head.linked, "cited": page.head.cited, "of_a_work": page.head.of_a_work}
    config = {"extra": {"texts": {"title_corrections": "Corrections"}}, "site_name": "the site"}
    shown = {"meta": meta, "title": page.title, "file": {"src_uri": "x.md"}}
    parser = Head()
    parser.feed(environment.get_template("partials/meta.html").render(page=shown, config=config))
    return parser


def test_a_page_on_a_source_does_not_say_that_the_source_appeared_here(world: Path) -> None:
    pages = build(world).pages
    assert dict(head_of(pages["events/fire.md"]).meta)["og:site_name"] == "the site"
    assert "og:site_name" not in dict(head_of(pages["sources/courier-fire.md"]).meta)


TYPES = {
    "events/fire.md": "Event",
    "sources/courier-fire.md": "NewsArticle",
    "actors/ada-lund.md": "Person",
    "actors/guild.md": "Organization",
    "places/mill.md": "Place",
    "questions/who-set-the-fire.md": "Question",
    "data.md": "Dataset",
    "chronology.md": "CollectionPage",
    "method.md": "WebPage",
}


@pytest.mark.parametrize("path", TYPES)
def test_each_page_says_what_it_is(world: Path, path: str) -> None:
    (text,) = head_of(build(world).pages[path]).scripts
    document = json.loads(text)
    first = document.get("@graph", [document])[0]
    assert first["@type"] == TYPES[path]
    if "/" in path:
        base = f"https://site.example/{path[:-3]}.html"
        found = rdflib.Graph().parse(data=text, format="json-ld", publicID=base)
        assert (rdflib.URIRef(base), rdflib.RDF.type, rdflib.URIRef(SCHEMA + TYPES[path])) in found


LICENCE = {"@id": "https://creativecommons.org/licenses/by/4.0/"}


def test_no_page_is_without_linked_data_and_none_asks_the_network(world: Path) -> None:
    def refused(url: str, _: Any) -> Any:
        raise AssertionError(f"a context is fetched: {url}")

    for page in build(world).pages.values():
        (text,) = head_of(page).scripts
        nodes = jsonld.expand(json.loads(text), {"base": "https://site.example/x/y.html", "documentLoader": refused})
        assert nodes and all(node["@type"] for node in nodes)
        assert all(node.get(f"{SCHEMA}license", [LICENCE]) == [LICENCE] for node in nodes)


HOSTILE = '</script><script>alert(1)</script>" onload="x <!-- ]]> & \u2028 \'; =1'


def test_no_record_breaks_out_of_the_head_or_of_a_file(world: Path) -> None:
    put(world, "data/sources/courier-fire.yml", '"Fire at the mill: forty looms lost"', json.dumps(HOSTILE))
    put(world, "data/sources/courier-fire.yml", ">-\n      The owner's men set the fire.", json.dumps(HOSTILE))
    put(world, "data/events/fire.yml", "title: Fire at the mill", f"title: {json.dumps(HOSTILE)}")
    (world / "data" / "published.json").unlink()  # by which a published correction stays as it is
    put(world, "data/corrections.yml", "A misprint.", json.dumps(HOSTILE))
    site = build(world)
    assert not site.problems
    head = head_of(site.pages["sources/courier-fire.md"])
    assert (len(head.scripts), head.others) == (1, [])
    nodes = json.loads(head.scripts[0])["@graph"]
    assert nodes[0]["name"] == nodes[1]["text"] == HOSTILE
    assert dict(head.meta)["citation_title"] == " ".join(HOSTILE.split())
    assert head_of(site.pages["events/fire.md"]).others == []


def listed(page: str) -> Iterator[tuple[str, str]]:
    for item in re.findall(r'<li class="file">(.*?)</li>', page, re.S):
        path, checksum = re.search(r'href="data/([^"]+)"', item), re.search(r"<code>([0-9a-f]{64})</code>", item)
        assert path and checksum
        yield unescape(path[1]), checksum[1]


def test_the_page_lists_every_file_with_its_checksum(world: Path) -> None:
    site = build(world)
    found = dict(listed(site.pages["data.md"].markdown))
    assert found == {
        path.removeprefix("data/"): hashlib.sha256(content).hexdigest()
        for path, content in site.files.items()
        if path.startswith("data/")
    }
    sums = [line.split("  ") for line in site.files["data/SHA256SUMS"].decode().splitlines()]
    assert {path: checksum for checksum, path in sums} == {k: v for k, v in found.items() if k != "SHA256SUMS"}
    assert "Without 1 quotation, which was not compared with its source." in site.pages["data.md"].markdown


def test_where_a_site_is_published_changes_its_links_alone(world: Path) -> None:
    known, unknown = build(world, address="https://site.example/"), build(world)
    assert known.files.keys() - unknown.files.keys() == {PREVIEW}
    changed = {path for path in unknown.files if known.files[path] != unknown.files[path]}
    exported = {"data/chronicle.jsonld", "data/chronology.ics", "data/corrections.atom", "data/SHA256SUMS"}
    assert changed == exported | {"robots.txt", "llms.txt"}
