"""The book of the invented world, read by parsers that are not ours."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from urllib.parse import urljoin

import pytest
from bidi import unmarked
from lxml import etree
from support import ROOT, page_of
from takeaway.chapters import parts
from takeaway.epub import book
from takeaway.imprint import Imprint

from chronicle.rendering.navigation import NavItem
from chronicle.site import Site

FONTS = ROOT / "overrides" / "assets" / "css" / "fonts"
MOMENT = 1700000000
X = {
    "x": "http://www.w3.org/1999/xhtml",
    "e": "http://www.idpf.org/2007/ops",
    "o": "http://www.idpf.org/2007/opf",
    "d": "http://purl.org/dc/elements/1.1/",
    "s": "http://www.w3.org/2000/svg",
}


def make(site: Site, nav: list[NavItem]) -> bytes:
    return book(
        site, nav, Imprint(site.chronicle, "https://chronicle.example/arden/"), FONTS, MOMENT
    )


@pytest.fixture(scope="module")
def made(whole: Site, nav: list[NavItem]) -> bytes:
    return make(whole, nav)


@pytest.fixture(scope="module")
def files(made: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def documents(files: dict[str, bytes]) -> dict[str, etree._Element]:
    """Every XHTML file, parsed as strictly as XML is."""
    return {
        name: etree.fromstring(content)
        for name, content in files.items()
        if name.endswith(".xhtml")
    }


def text(element: etree._Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_two_books_of_one_chronicle_are_the_same(
    made: bytes, whole: Site, nav: list[NavItem]
) -> None:
    assert make(whole, nav) == made


def test_it_is_an_epub(files: dict[str, bytes], made: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        first = archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert files["mimetype"] == b"application/epub+zip"
    package = etree.fromstring(files["EPUB/content.opf"])
    items = {item.get("href"): item for item in package.iterfind(".//o:item", X)}
    inside = {name.removeprefix("EPUB/") for name in files if name.startswith("EPUB/")}
    assert set(items) == inside - {"content.opf"}, "the manifest names every file and no other"
    drawn = {
        href
        for href, item in items.items()
        if href.endswith(".xhtml") and b"<svg" in files[f"EPUB/{href}"]
    }
    assert drawn and drawn == {
        href for href, item in items.items() if "svg" in (item.get("properties") or "").split()
    }


def test_it_says_what_it_is(files: dict[str, bytes], documents: dict[str, etree._Element]) -> None:
    package = etree.fromstring(files["EPUB/content.opf"])
    said = {etree.QName(one).localname: one.text for one in package.iterfind(".//d:*", X)}
    assert (said["title"], said["language"], said["date"]) == (
        "The mill at Arden",
        "en",
        "1901-06-01",
    )
    assert said["creator"] == "The editors" and said["rights"].startswith("CC BY 4.0")
    assert re.fullmatch("urn:uuid:[0-9a-f-]{36}", str(said["identifier"]))
    meta = package.xpath("//o:meta[@property]", namespaces=X)
    said_of_it = [(one.get("property"), one.text) for one in meta]
    assert ("dcterms:modified", "2023-11-14T22:13:20Z") in said_of_it
    assert ("schema:accessMode", "visual") in said_of_it and (
        "schema:accessModeSufficient",
        "textual",
    ) in said_of_it
    assert {"schema:accessibilitySummary", "schema:accessibilityHazard"} <= {
        name for name, _ in said_of_it
    }
    title = text(documents["EPUB/text/title_page.xhtml"])
    assert "The mill at Arden" in title and "Version 0.0.1" in title and "1901-06-01" in title
    about = text(documents["EPUB/text/ch001.xhtml"])
    assert "0.0.1, 1901-06-01" in about and "https://chronicle.example/arden/" in about
    assert (
        "CC BY 4.0" in about and "It reports: killings." in about and "Open Font License" in about
    )


def test_every_link_leads_somewhere(
    documents: dict[str, etree._Element], files: dict[str, bytes]
) -> None:
    ids = {name: root.xpath("//@id") for name, root in documents.items()}
    followed = 0
    for name, root in documents.items():
        assert len(ids[name]) == len(set(ids[name])), name
        assert not root.xpath("//x:script|//x:form|//x:details|//@onclick", namespaces=X), name
        for href in [*root.xpath("//@href"), *root.xpath("//@src")]:
            if href.startswith("https:"):
                continue
            path, _, fragment = urljoin(name, href).partition("#")
            assert path in files and (not fragment or fragment in ids[path]), (name, href)
            followed += 1
    assert followed > 150


def test_chapters_are_in_the_order_of_the_navigation(
    documents: dict[str, etree._Element], whole: Site, nav: list[NavItem]
) -> None:
    links = documents["EPUB/nav.xhtml"].xpath("//x:nav[@id='toc']//x:a", namespaces=X)
    expected = ["About this copy"]
    for title, paths in parts(whole, nav).items():
        expected += [title, *(whole.pages[path].title for path in paths)]
    assert [text(link) for link in links] == expected
    for link in links:
        chapter = documents[f"EPUB/{link.get('href').partition('#')[0]}"]
        assert text(chapter.find(".//x:title", X)) == text(link)


def test_every_note_opens_beside_its_mark(
    documents: dict[str, etree._Element], whole: Site
) -> None:
    called = 0
    for name, root in documents.items():
        notes = root.xpath("//x:aside[@e:type='footnote'][@role='doc-footnote']/@id", namespaces=X)
        marks = root.xpath("//x:a[@e:type='noteref']/@href", namespaces=X)
        assert sorted(mark[1:] for mark in marks) == sorted(notes), name
        called += len(marks)
    assert called > 5


def test_every_statement_is_in_its_source(
    documents: dict[str, etree._Element], whole: Site
) -> None:
    ids = [id_ for root in documents.values() for id_ in root.xpath("//@id")]
    for ref in whole.chronicle.statements:
        source, _, statement = ref.partition("#")
        assert ids.count(f"sources__{source}md__{statement}") == 1, ref


def test_languages_and_directions_are_marked(files: dict[str, bytes]) -> None:
    marked = 0
    for name, content in files.items():
        if name.endswith(".xhtml"):
            found, number = unmarked(content.decode())
            assert found == [], name
            marked += number
    assert marked > 5


def test_the_arabic_font_is_inside_with_its_licence(files: dict[str, bytes]) -> None:
    (font,) = [name for name in files if name.endswith(".woff2")]
    assert f"url(../{font.removeprefix('EPUB/')})".encode() in files["EPUB/styles/stylesheet1.css"]
    (licence,) = [name for name in files if name.endswith("LICENSE.txt")]
    assert b"SIL OPEN FONT LICENSE" in files[licence].upper()


def only(site: Site, body: str) -> Site:
    """The chronicle with one page."""
    return replace(site, pages={"index.md": page_of("index.md", "Page", body)})


def test_words_that_no_page_marks_are_marked(whole: Site) -> None:
    drawn = '<svg class="chart"><text>أردن</text></svg>'
    marked = "*أردن*{ lang=ar dir=rtl }"
    site = only(whole, f"# At أردن\n\nIn (أردن), {marked}, `أردن`.\n\n<figure>\n{drawn}\n</figure>")
    with zipfile.ZipFile(io.BytesIO(make(site, ["index.md"]))) as archive:
        page = archive.read("EPUB/text/ch003.xhtml").decode()
        contents = archive.read("EPUB/nav.xhtml").decode()
    bdi = '<bdi lang="ar" dir="rtl">أردن</bdi>'
    assert f"<h2>At {bdi}</h2>" in page and f"In ({bdi}), " in page
    assert page.count(bdi) == 2 and f">At {bdi}</a>" in contents
    assert "<title>At أردن</title>" in page and "<code>أردن</code>" in page
    assert "<text>أردن</text>" in page


def test_a_warning_from_pandoc_stops_the_book(whole: Site) -> None:
    site = only(whole, "# Page\n\n![no such picture](assets/images/none.png)")
    with pytest.raises(RuntimeError, match="Pandoc could not make the book"):
        make(site, ["index.md"])
