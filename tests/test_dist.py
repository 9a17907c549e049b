"""What `make dist` writes, of the invented world: unpacked, parsed and opened by readers that are not ours."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import struct
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin

import lxml.html
import pytest
import yaml
from bidi import unmarked
from browsing import opened, project
from conftest import ROOT
from lxml import etree
from playwright.sync_api import Browser

from chronicle.takeaway import archive, chapter
from chronicle.takeaway.articles import Chapter

NAME = "the-mill-at-arden-0.0.1"
MOMENT = "1700000000"
X = {"x": "http://www.w3.org/1999/xhtml", "e": "http://www.idpf.org/2007/ops", "o": "http://www.idpf.org/2007/opf"}
PROSE = ("index", "method", "names", "glossary")
INDEXES = {
    "chronology": "events",
    "questions": "questions",
    "actors": "actors",
    "places": "places",
    "sources": "sources",
}


def run(root: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "SOURCE_DATE_EPOCH": MOMENT, "NO_MKDOCS_2_WARNING": "1", **environment}
    return subprocess.run(
        [sys.executable, *command], cwd=root, env=surroundings, capture_output=True, text=True, check=False
    )


def make(root: Path) -> Path:
    done = run(root, str(ROOT / "tools" / "dist.py"), "--root", str(root))
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "dist"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def dist(root: Path) -> Path:
    return make(root)


@pytest.fixture(scope="module")
def unzipped(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The site unpacked, and nothing in it that may be written to."""
    folder = tmp_path_factory.mktemp("stick")
    with zipfile.ZipFile(dist / f"{NAME}.zip") as packed:
        packed.extractall(folder)
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder / NAME
    for path in paths:
        path.chmod(0o755)


@pytest.fixture(scope="module")
def book(dist: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(dist / f"{NAME}.epub") as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.fixture(scope="module")
def chapters(book: dict[str, bytes]) -> dict[str, etree._Element]:
    """Every XHTML file, parsed as strictly as XML is."""
    return {name: etree.fromstring(content) for name, content in book.items() if name.endswith(".xhtml")}


@pytest.fixture(scope="module")
def page(dist: Path) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring((dist / f"{NAME}.html").read_bytes())


def statements(root: Path) -> list[str]:
    """Every statement as source#statement, by a plain reading of the records."""
    return [
        f"{path.stem}#{statement['id']}"
        for path in sorted((root / "data" / "sources").glob("*.yml"))
        for statement in yaml.safe_load(path.read_text(encoding="utf-8"))["statements"] or []
    ]


def test_the_same_in_every_run(dist: Path, tmp_path: Path) -> None:
    again = make(project(tmp_path))
    assert sorted(path.name for path in dist.iterdir()) == sorted(
        [f"{NAME}.epub", f"{NAME}.html", f"{NAME}.zip", "SHA256SUMS"]
    )
    for path in dist.iterdir():
        assert path.read_bytes() == (again / path.name).read_bytes(), path.name


def test_checksums(dist: Path) -> None:
    lines = dict(line.split("  ")[::-1] for line in (dist / "SHA256SUMS").read_text(encoding="ascii").splitlines())
    assert set(lines) == {f"{NAME}.{kind}" for kind in ("zip", "epub", "html")}
    for name, checksum in lines.items():
        assert hashlib.sha256((dist / name).read_bytes()).hexdigest() == checksum


def test_the_zip_unpacks_everywhere(dist: Path, root: Path) -> None:
    with zipfile.ZipFile(dist / f"{NAME}.zip") as packed:
        names = packed.namelist()
        assert packed.testzip() is None
        assert {entry.date_time for entry in packed.infolist()} == {(2023, 11, 14, 22, 13, 20)}
        readme = packed.read(f"{NAME}/README.txt").decode()
    assert names == sorted(names) and len({name.lower() for name in names}) == len(names)
    for name in names:
        assert name.startswith(f"{NAME}/") and len(name) < 200 and name.isascii()
        assert not re.search(r'[<>:"|?*\\\x00-\x1f]|[ .](/|$)', name), name
    assert "The mill at Arden" in readme and "index.html" in readme and "CC BY 4.0" in readme and "newer" in readme
    held = {name.removeprefix(f"{NAME}/") for name in names}
    assert held >= {"index.html", "data/chronicle.json", "data/SHA256SUMS", "assets/stylesheets/chronicle.css"}
    assert not any(name.startswith("takeaway/") for name in held), "it does not hold itself"


def test_the_zip_works_from_a_medium_that_cannot_be_written(unzipped: Path, chromium: Browser) -> None:
    for name in ("index", "sources", "events/fire", "places", "data"):
        tab, asked, errors = opened(chromium, (unzipped / f"{name}.html").as_uri(), 1440)
        tab.wait_for_load_state("networkidle")
        assert (name, errors) == (name, [])
        assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
        assert all(Path(unquote(url[7:])).exists() for url in asked if url.startswith("file:") and "?" not in url)
        tab.close()


def test_its_search_notes_filters_and_downloads_work(unzipped: Path, chromium: Browser) -> None:
    tab, _, errors = opened(chromium, (unzipped / "events" / "fire.html").as_uri(), 1440)
    tab.fill("#search-input", "Arden")
    tab.locator(".search__link").first.wait_for()
    assert "/places/arden.html" in " ".join(
        str(link.get_attribute("href")) for link in tab.locator(".search__link").all()
    )
    tab.keyboard.press("Escape")
    tab.locator("a.ref__mark").first.click()
    assert tab.locator(".pop:visible, :target").count() >= 1
    tab.goto((unzipped / "sources.html").as_uri())
    every = tab.locator("[data-entry]:visible").count()
    tab.locator("form[data-for] input").first.fill("courier")
    assert 0 < tab.locator("[data-entry]:visible").count() < every
    tab.goto((unzipped / "data.html").as_uri())
    links = [str(link.get_attribute("href")) for link in tab.locator("a[download]").all()]
    assert len(links) > 20 and all((unzipped / link).is_file() for link in links)
    assert errors == []
    tab.close()


def test_the_book_is_an_epub(book: dict[str, bytes], dist: Path) -> None:
    with zipfile.ZipFile(dist / f"{NAME}.epub") as packed:
        first = packed.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert book["mimetype"] == b"application/epub+zip"
    container = etree.fromstring(book["META-INF/container.xml"])
    assert container.xpath("string(//@full-path)") == "EPUB/content.opf"
    package = etree.fromstring(book["EPUB/content.opf"])
    items = {item.get("href"): item for item in package.iterfind(".//o:item", X)}
    held = {name.removeprefix("EPUB/") for name in book if name.startswith("EPUB/")} - {"content.opf"}
    assert set(items) == held, "the manifest names every file and no other"
    assert {href.rpartition(".")[2] for href in items} == {"ncx", "xhtml", "css", "svg", "png", "woff2"}
    for name, content in book.items():
        if name.endswith(".svg"):
            assert etree.fromstring(content).get("viewBox"), name


def test_the_book_says_what_it_is(book: dict[str, bytes], chapters: dict[str, etree._Element]) -> None:
    package = etree.fromstring(book["EPUB/content.opf"])
    dc = {etree.QName(e).localname: e.text for e in package.iterfind(".//{http://purl.org/dc/elements/1.1/}*")}
    assert (dc["title"], dc["language"], dc["date"]) == ("The mill at Arden", "en", "1901-06-01")
    assert (dc["creator"], dc["publisher"]) == ("The editors", "The editors")
    assert dc["rights"].startswith("CC BY 4.0") and re.fullmatch("urn:uuid:[0-9a-f-]{36}", dc["identifier"])
    assert package.xpath("string(//o:meta[@property='dcterms:modified'])", namespaces=X) == "2023-11-14T22:13:20Z"
    about = next(root for root in chapters.values() if root.xpath("//*[@id='about-this-copy']"))
    text = " ".join(about.itertext())
    assert all(words in text for words in ("0.0.1, 1901-06-01", "CC BY 4.0", "reports killings", "newer version"))


def test_the_book_has_a_cover(book: dict[str, bytes]) -> None:
    package = etree.fromstring(book["EPUB/content.opf"])
    (item,) = package.findall('.//{*}item[@properties="cover-image"]')
    data = book[f"EPUB/{item.get('href')}"]
    assert data[:8] == b"\x89PNG\r\n\x1a\n" and struct.unpack(">II", data[16:24]) == (1200, 1800)
    cover = etree.fromstring(book["EPUB/text/cover.xhtml"])
    (picture,) = cover.iter("{http://www.w3.org/2000/svg}svg")
    assert picture.get("role") == "img" and picture.get("aria-label") == "The mill at Arden"


def test_every_link_of_the_book_leads_somewhere(chapters: dict[str, etree._Element], book: dict[str, bytes]) -> None:
    ids = {name: [e.get("id") for e in root.iter() if e.get("id")] for name, root in chapters.items()}
    followed = 0
    for name, root in chapters.items():
        assert len(ids[name]) == len(set(ids[name])), name
        assert not root.xpath("//x:script|//x:iframe|//x:form|//@onclick|//@style", namespaces=X), name
        for href in [*root.xpath("//@href"), *root.xpath("//@src")]:
            if href.startswith("https:"):
                continue
            path, _, fragment = urljoin(name, href).partition("#")
            assert path in book, (name, href)
            assert not fragment or fragment in ids[path], (name, href)
            followed += 1
    assert followed > 300


def test_the_book_is_in_reading_order(book: dict[str, bytes], chapters: dict[str, etree._Element], root: Path) -> None:
    """The spine, the table of contents and the navigation of the site have one order: prose, then each index with its records."""
    package = etree.fromstring(book["EPUB/content.opf"])
    hrefs = {item.get("id"): item.get("href") for item in package.iterfind(".//o:item", X)}
    spine = [hrefs[ref.get("idref")] for ref in package.iterfind(".//o:itemref", X)]
    listed = chapters["EPUB/nav.xhtml"].xpath("//x:nav[@id='toc']//x:a/@href", namespaces=X)
    assert [href.partition("#")[0] for href in listed] == [href for href in spine if "/ch" in href]
    order = [href.partition("#page-")[2] for href in listed if "#page-" in href]
    assert order[:2] == ["index", "method"] and order[-3:] == ["names", "glossary", "corrections"]
    for index, folder in INDEXES.items():
        records = {f"{folder}_{path.stem}" for path in (root / "data" / folder).glob("*.yml")}
        begin = order.index(index)
        assert set(order[begin + 1 : begin + 1 + len(records)]) == records
    assert not {"data", "statements", "events"} & set(order)
    parts = chapters["EPUB/nav.xhtml"].xpath("//x:nav[@id='toc']/x:ol/x:li/x:a/text()", namespaces=X)
    assert len(parts) == 2 + len(INDEXES)


def test_the_book_has_every_statement_and_every_note(
    chapters: dict[str, etree._Element], root: Path, page: lxml.html.HtmlElement
) -> None:
    ids = [e.get("id") for tree in chapters.values() for e in tree.iter() if e.get("id")]
    for ref in statements(root):
        source, _, statement = ref.partition("#")
        wanted = f"page-sources_{source}__{statement}"
        assert ids.count(wanted) == 1 and len(page.xpath("//*[@id=$id]", id=wanted)) == 1, ref
    called = 0
    for name, tree in chapters.items():
        notes = {e.get("id"): e for e in tree.xpath("//*[@e:type='footnote'][@role='doc-footnote']", namespaces=X)}
        for mark in tree.xpath("//x:a[@e:type='noteref']", namespaces=X):
            note = notes[mark.get("href").partition("#")[2]]
            assert "".join(note.itertext()).strip().startswith(f"{mark.text}. "), name
            called += 1
        for back in tree.xpath("//x:a[@e:type='backlink']/@href", namespaces=X):
            assert tree.xpath("//*[@id=$id]", id=back.partition("#")[2]), name
    assert called > 10


def test_what_is_written_from_right_to_left_is_marked(book: dict[str, bytes], dist: Path) -> None:
    """In the book, its list of contents included, and on the single page."""
    marked = 0
    for name, content in book.items():
        if name.endswith(".xhtml"):
            found, number = unmarked(content.decode())
            assert found == [], name
            marked += number
    assert marked > 5
    single = (dist / f"{NAME}.html").read_text(encoding="utf-8")
    assert unmarked(single)[0] == []


def test_what_only_a_screen_can_use_is_in_neither(
    root: Path, page: lxml.html.HtmlElement, chapters: dict[str, etree._Element]
) -> None:
    """References to copy, edit links, filters and links to a statement itself: on the site's pages, but not in the books."""
    classes = ("cite", "edit", "filters", "permalink", "neighbours")
    text = "".join(path.read_text(encoding="utf-8") for path in (root / "site").rglob("*.html"))
    for name in classes:
        assert re.search(f'class="{name}[ "]', text), f"nothing on the site has the class {name} any more"
        for tree in (page, *chapters.values()):
            assert not tree.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]"), name


def test_the_single_page_leads_within_itself(page: lxml.html.HtmlElement) -> None:
    ids = [element.get("id") for element in page.iter("*") if element.get("id")]
    assert len(ids) == len(set(ids))
    links = [link.get("href") for link in page.iter("a") if link.get("href")]
    assert sum(link.startswith("#") for link in links) > 300
    for link in links:
        assert link.startswith("https:") or link[1:] in ids, link
    for element in page.iter("*"):
        for name in ("aria-labelledby", "aria-describedby", "for"):
            assert all(id_ in ids for id_ in (element.get(name) or "").split())
    assert not page.xpath("//script|//iframe|//form|//button|//link|//img|//details|//@onclick")


def test_the_single_page_is_one_file(dist: Path, chromium: Browser, tmp_path: Path) -> None:
    alone = tmp_path / "whole.html"
    shutil.copy(dist / f"{NAME}.html", alone)
    for width in (360, 1440):
        tab, asked, errors = opened(chromium, alone.as_uri(), width)
        tab.wait_for_load_state("networkidle")
        assert errors == [] and [url for url in asked if not url.startswith("data:")] == [alone.as_uri()]
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        tab.evaluate("document.fonts.ready")
        assert tab.evaluate("[...document.fonts].some((face) => face.status === 'loaded')")
        tab.close()


def test_the_page_of_files_offers_them(root: Path, dist: Path) -> None:
    data = lxml.html.document_fromstring((root / "site" / "data.html").read_bytes())
    for kind in ("zip", "epub", "html"):
        link = data.xpath("//a[@href=$href]", href=f"takeaway/{NAME}.{kind}")[0]
        content = (root / "site" / "takeaway" / f"{NAME}.{kind}").read_bytes()
        assert content == (dist / f"{NAME}.{kind}").read_bytes()
        assert hashlib.sha256(content).hexdigest() in link.xpath("string(ancestor::li)")
    assert data.xpath("//a[@href='takeaway/SHA256SUMS']") and (root / "site" / "takeaway" / "SHA256SUMS").is_file()


def test_a_plain_build_has_no_dead_link(unzipped: Path) -> None:
    data = (unzipped / "data.html").read_text(encoding="utf-8")
    assert "takeaway/" not in data and "This copy of the site does not hold them." in data


def test_a_file_that_is_missing_stops_the_build(root: Path, dist: Path, tmp_path: Path) -> None:
    shutil.copy(dist / f"{NAME}.zip", tmp_path)
    done = run(
        root, "-m", "mkdocs", "build", "--strict", "-d", str(tmp_path / "site"), CHRONICLE_TAKEAWAY=str(tmp_path)
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert f"lacks {NAME}.epub, {NAME}.html, SHA256SUMS" in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a/aux.html", "Windows keeps"),
        ("a/COM1", "Windows keeps"),
        ("a/b.", "Windows keeps"),
        ("a/what?.html", "a sign"),
        ("a/b c.html", "a sign"),
        ("a/Mühle.html", "a sign"),
        ("a//b", "a sign"),
        (f"a/{'b' * 198}", "longer"),
        ("A/One.html", "capitals"),
    ],
)
def test_names_that_some_system_refuses(name: str, reason: str) -> None:
    assert archive.refused(["a/one.html", "a/console.html", "a/b-2.0.tar.gz"]) == []
    found = archive.refused(["a/one.html", name])
    assert len(found) == 1 and found[0].startswith(f"{name}: ") and reason in found[0]


def test_pictures_are_taken_in_or_give_way(tmp_path: Path) -> None:
    """A picture of the site becomes part of the page; nothing is fetched, from the network or from outside the site."""
    site = tmp_path / "site"
    (site / "events").mkdir(parents=True)
    (site / "a.png").write_bytes(b"picture")
    (tmp_path / "secret.png").write_bytes(b"secret")
    sources = ("../a.png", "https://other.example/b.png", "../../secret.png", "data:image/png;base64,AA", "../c.png")
    images = "".join(f'<img src="{source}" alt="words">' for source in sources)
    article = lxml.html.fragment_fromstring(f"<article>{images}</article>")
    chapter.embed(Chapter("events/fire.html", article), site)
    assert [image.get("src") for image in article.iter("img")] == ["data:image/png;base64,cGljdHVyZQ=="]
    assert article.text_content() == "words" * 4


def test_links_to_what_is_left_out() -> None:
    """To the published site where its address is known, else to nowhere; within the book to the place, else to its chapter."""
    pages = {"a.html": {"x", "y"}}
    kept = {"a.html": {"x"}}
    assert chapter.target("a.html", "x", pages, kept, "") == "#page-a__x"
    assert chapter.target("a.html", "y", pages, kept, "") == "#page-a"
    assert chapter.target("data/a.csv", "", pages, kept, "") == ""
    assert chapter.target("data.html", "z", pages, kept, "https://site.example/") == "https://site.example/data.html#z"
