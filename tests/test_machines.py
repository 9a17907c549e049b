"""What machines read: robots.txt, the map of the pages, llms.txt, the Markdown beside each page, previews."""

from __future__ import annotations

import json
import re
import struct
import subprocess
import urllib.robotparser
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import markdown
import pypandoc
import pytest
import yaml
from browsing import mkdocs, opened
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from mkdocs.config import load_config
from playwright.sync_api import Browser
from test_site import project

from chronicle import site as build
from chronicle.preview import draw, published, shortened
from chronicle.rendering.pages import escape
from chronicle.rendering.plain_text import escaped, plain
from chronicle.site import PREVIEW, read

ADDRESS = "https://site.example/chronicle/"
COMMONMARK = "commonmark+pipe_tables+footnotes+strikeout"  # what is read by most


@pytest.fixture(scope="module", params=["", ADDRESS], ids=["no address", "an address"])
def address(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def built(address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented world, published at an address or at none."""
    root = project(tmp_path_factory.mktemp("machines"))
    with (root / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(f"site_url: {address}\n" if address else "")
    done = mkdocs(root, "build", "--strict")
    assert done.returncode == 0, done.stderr
    return root / "site"


def pages(site: Path) -> dict[str, str]:
    found = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    del found["404.html"]
    return found


class Head(HTMLParser):
    """Every `meta` by its name or property, and every `link` by its type."""

    def __init__(self) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta" and (name := given.get("property") or given.get("name")):
            assert name not in self.meta or name.startswith(("citation_", "DC.")), name
            self.meta[name] = given["content"]
        if tag == "link" and "type" in given:
            self.links[given["type"]] = given["href"]


def head(html: str) -> Head:
    parser = Head()
    parser.feed(html)
    return parser


# --- robots.txt and the map of the pages --------------------------------------------------------------------------------


def test_every_robot_may_read_everything(built: Path, address: str) -> None:
    parser = urllib.robotparser.RobotFileParser()
    parser.parse((built / "robots.txt").read_text(encoding="utf-8").splitlines())
    assert all(parser.can_fetch("any", f"{ADDRESS}{name}") for name in pages(built))
    assert parser.site_maps() == ([f"{address}sitemap.xml"] if address else None)


def test_the_map_holds_every_page_by_its_whole_address_or_there_is_none(built: Path, address: str) -> None:
    path = built / "sitemap.xml"
    if not address:
        assert not path.exists() and not path.with_suffix(".xml.gz").exists()
        return
    form = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ElementTree.parse(path).getroot()
    assert root.tag == f"{form}urlset" and {url.tag for url in root} == {f"{form}url"}
    found = [urljoin(address, loc.text or "") for loc in root.iter(f"{form}loc")]
    gone = {name for name, html in pages(built).items() if head(html).meta.get("robots") == "noindex"}
    assert gone == {f"{path[:-3]}.html" for path, page in build(built.parent).pages.items() if page.removed} != set()
    assert sorted(found) == sorted(address + name for name in pages(built).keys() - gone)
    listed = [html for name, html in pages(built).items() if name not in gone]
    assert {head(html).meta.get("og:url") for html in listed} == set(found)


def test_every_link_of_a_page_can_be_followed_without_a_script(built: Path) -> None:
    for name, html in pages(built).items():
        assert not re.findall(r"<a\b(?![^>]*\bhref=)[^>]*>", html), name


def test_the_address_while_one_writes_is_no_place_for_newer_versions() -> None:
    import publish

    config = load_config(str(ROOT / "mkdocs.yml"))
    for site_url, wanted in (("http://127.0.0.1:8000/", ""), ("", ""), (ADDRESS[:-1], ADDRESS), (ADDRESS, ADDRESS)):
        config.site_url = site_url
        assert publish._address(config) == wanted


# --- llms.txt and the Markdown beside each page ---------------------------------------------------------------------------


def pandoc(text: str, *options: str) -> str:
    command = [str(pypandoc.get_pandoc_path()), f"--from={COMMONMARK}", *options]
    return subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True).stdout


def test_llms_is_of_the_form_and_leads_to_the_markdown_of_every_page(built: Path, address: str) -> None:
    """A heading, a quotation that sums up, words, and lists of links under headings (llmstxt.org)."""
    blocks = json.loads(pandoc((built / "llms.txt").read_text(encoding="utf-8"), "--to=json"))["blocks"]
    kinds = [(block["t"], block["c"][0] if block["t"] == "Header" else 0) for block in blocks]
    assert kinds[:3] == [("Header", 1), ("BlockQuote", 0), ("Para", 0)]
    assert kinds[3:] == [("Header", 2), ("BulletList", 0)] * (len(kinds[3:]) // 2) and len(kinds) > 10
    links = []
    for block in blocks[4::2]:
        for item in block["c"]:
            first = item[0]["c"][0]
            assert first["t"] == "Link", "each entry begins with a link"
            links.append(first["c"][2][0])
    assert all(link.startswith(address) for link in links) and len(links) == len(set(links))
    relative = [link.removeprefix(address) for link in links]
    assert all(urlsplit(link).scheme == "" and (built / link).is_file() for link in relative)
    gone = {path for path, page in build(built.parent).pages.items() if page.removed}
    wanted = {f"{name.removesuffix('.html')}.md" for name in pages(built)} - gone
    assert gone, "the invented world has removed a record"
    assert {link for link in relative if link.endswith(".md")} == wanted
    assert {link for link in relative if link.endswith(".json")} >= {"data/chronicle.json"}


def test_every_page_names_its_markdown(built: Path) -> None:
    for name, html in pages(built).items():
        link = head(html).links["text/markdown"]
        assert (built / name).parent.joinpath(link).resolve() == built / f"{name.removesuffix('.html')}.md"
        assert (built / name).parent.joinpath(link).read_text(encoding="utf-8").startswith(("#", "["))


def test_no_page_fetches_its_markdown(built: Path, chromium: Browser) -> None:
    page, asked, _ = opened(chromium, (built / "events" / "fire.html").as_uri(), 1440)
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if url.endswith((".md", ".xml", ".txt", "preview.png"))] == []
    page.close()


class Shown(HTMLParser):
    """The words of a page but for what the Markdown leaves out: pictures, controls, note marks, references to copy."""

    OUT_TAGS = {"svg", "form", "button", "script", "style", "figcaption", "select"}  # noqa: RUF012
    OUT_CLASSES = {"cite", "edit", "jump", "ref", "note__back", "footnote-ref", "footnote-back", "permalink--cite"}  # noqa: RUF012
    VOID = {"br", "hr", "img", "input", "wbr", "col", "line", "rect", "circle", "path"}  # noqa: RUF012

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool, bool]] = []
        self.texts: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        classes = set(given.get("class", "").split())
        within = any(local for _, _, local in self.open)
        out = tag in self.OUT_TAGS or bool(classes & self.OUT_CLASSES) or ("hidden" in classes and within)
        if tag == "a" and not out and not self.left_out and not given["href"].startswith("#"):
            self.links.append(re.sub(r"(?<!:)\.html(?=#|$)", ".md", given["href"]))
        if tag not in self.VOID:
            self.open.append((tag, out, tag == "a" and given.get("href", "").startswith("#")))
        self.texts.append(" ")

    @property
    def left_out(self) -> bool:
        return any(out for _, out, _ in self.open)

    def handle_endtag(self, tag: str) -> None:
        if tag not in self.VOID:
            while self.open and self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not self.left_out:
            self.texts.append(data)

    def words(self) -> Counter[str]:
        return Counter(re.findall(r"\w+", "".join(self.texts)))


def shown(html: str) -> Shown:
    parser = Shown()
    parser.feed(html)
    return parser


def both(page: str) -> tuple[Shown, Shown]:
    """A page as MkDocs writes it, and its plain Markdown as Pandoc writes that."""
    body = re.sub(r"\A---\n.*?\n---\n", "", page, flags=re.S)
    html = markdown.markdown(body, extensions=["tables", "sane_lists", "toc"])
    html = re.sub(r'(<a (?:[^>]*\s)?href="[^":]*)\.md(?=["#])', r"\1.html", html)
    text = plain(page)
    # Pandoc writes a note once for each mark and reads none within a note: so each note is marked once, at the end.
    text = re.sub(r"(?m)(?<!^)\[\^\d+\]", "", text)
    text += "".join(f"\n{mark}\n" for mark in re.findall(r"(?m)^(\[\^\d+\]):", text))
    return shown(html), shown(pandoc(text, "--to=html", "--wrap=none"))


def difference(path: str, told: Shown, seen: Shown) -> tuple[str, list[str], list[str], list[str]]:
    """The words that were lost, those that were added, and the links that only one of them has."""
    lost, added = seen.words() - told.words(), told.words() - seen.words()
    links = (Counter(seen.links) - Counter(told.links)) + (Counter(told.links) - Counter(seen.links))
    return path, sorted(lost.elements()), sorted(added.elements()), sorted(links.elements())


def test_the_markdown_of_every_page_says_what_the_page_says(world: Path) -> None:
    """The same words as often, and the same links, read by Pandoc."""
    for path, page in build(world).pages.items():
        seen, told = both(page.markdown)
        assert difference(path, told, seen) == (path, [], [], [])
        assert "<" not in re.sub(r"`[^`]*`|\\<", "", page.plain), path
        assert page.reference in page.plain.replace("\\", "")


def test_the_markdown_of_real_pages_says_what_they_say() -> None:
    found = build(ROOT).pages
    heaviest = {path.partition("/")[0]: path for path in sorted(found, key=lambda path: len(found[path].markdown))}
    for path in [
        *(heaviest[f] for f in ("events", "questions", "sources", "actors", "places")),
        "hacking.md",
        "names.md",
    ]:
        seen, told = both(found[path].markdown)
        assert difference(path, told, seen) == (path, [], [], [])


TEXTS = st.lists(st.text(alphabet="ab1<>&\"'*_`[]()#!|{}\\~@^: -+=.\u0637", min_size=1, max_size=20), min_size=1)


@settings(max_examples=30)
@given(TEXTS)
def test_no_text_of_a_record_becomes_a_mark_of_markdown(texts: list[str]) -> None:
    """In a paragraph, an entry, a cell, a heading and a link of the page, and in llms.txt: every text comes out as it was."""
    texts = [" ".join(text.split()) for text in texts if text.split()]
    parts = []
    for text in texts:
        value = escape(text)
        parts.append(f"<p>{value}</p>\n\n<ul><li>{value}</li></ul>\n\n# x {value} x\n\n")
        parts.append(f'<p><a href="x.html">x {value}</a></p>\n\n')
        parts.append(f"<table><thead><tr><th>x</th></tr></thead><tbody><tr><td>{value}</td></tr></tbody></table>\n\n")
    html = pandoc(
        plain("".join(parts)) + "".join(f"\n\nx {escaped(text)}\n" for text in texts), "--to=html", "--wrap=none"
    )
    found = shown(html)
    said = "".join(found.texts)
    for text in texts:
        assert said.count(" ".join(text.split())) >= 6, (text, html)
    assert found.links == ["x.md"] * len(texts)
    assert set(re.findall(r"<([a-z0-9]+)", html)) <= {
        "p",
        "ul",
        "li",
        "h1",
        "a",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    }


def test_code_stays_as_it_was() -> None:
    page = "A `<b>x</b> &amp; *y*` and\n\n```\n<p>not a paragraph</p>\n```\n\n<p>one</p>\n"
    assert plain(page) == "A `<b>x</b> &amp; *y*` and\n\n```\n<p>not a paragraph</p>\n```\n\none\n"


# --- previews ---------------------------------------------------------------------------------------------------------


def test_every_page_says_how_a_link_to_it_is_shown(built: Path, address: str) -> None:
    for name, html in pages(built).items():
        meta = head(html).meta
        title = re.search(r"<title>(.*?)</title>", html)
        assert title and meta["og:title"] in title[1].replace("&#39;", "'").replace("&#34;", '"'), name
        assert meta["og:description"] == meta["description"], name
        assert meta["og:type"] == ("website" if name == "index.html" else "article")
        assert meta["twitter:card"] == ("summary_large_image" if address else "summary")
        if not address:
            assert not {"og:image", "og:url"} & set(meta), "a preview has no use for a relative address"
            continue
        data = (built / meta["og:image"].removeprefix(address)).read_bytes()
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        size = struct.unpack(">II", data[16:24])
        assert size == (int(meta["og:image:width"]), int(meta["og:image:height"])) == (1200, 630)
        assert len(data) < 100_000
    assert (built / PREVIEW).exists() == bool(address)


def test_the_picture_is_the_same_in_every_build_and_shows_the_records(world: Path) -> None:
    fonts = ROOT / "overrides" / "assets" / "stylesheets" / "fonts"
    chronicle, _ = read(world)
    first = draw(chronicle, fonts)
    assert first == draw(read(world)[0], fonts)
    plainly = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in (world / "data/sources").glob("*.yml")]
    days = Counter(
        str(source["issued"]) for source in plainly if re.fullmatch(r"1901-05-(0\d|1[0-2])", str(source.get("issued")))
    )
    assert {str(day): number for day, number in published(chronicle).items()} == days and len(days) > 1
    path = world / "data/sources/post-fire.yml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("issued: 1901-05-04", "issued: 1901-05-09"), encoding="utf-8"
    )
    assert draw(read(world)[0], fonts) != first


@pytest.mark.parametrize("title", ["Šćepan Žižek", "حريق", "火事", "x" * 300, "W " * 300, "<b>&amp;</b>"])
def test_a_picture_is_drawn_of_any_title(world: Path, title: str) -> None:
    """Letters that the faces lack leave their line out; a long one is cut."""
    path = world / "data/site.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("The mill at Arden", title.strip()), encoding="utf-8")
    chronicle, problems = read(world)
    assert problems == []
    assert draw(chronicle, ROOT / "overrides" / "assets" / "stylesheets" / "fonts").startswith(b"\x89PNG")


def test_a_long_text_ends_with_an_ellipsis() -> None:
    assert shortened(["a", "b,", "c"], 2) == ["a", "b …"]
    assert shortened(["a", "b"], 2) == ["a", "b"]
