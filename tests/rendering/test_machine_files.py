"""What machines read of a built site: robots.txt, the map of the pages, llms.txt, and the heads of
pages, by parsers that are not ours."""

from __future__ import annotations

import json
import subprocess
import urllib.robotparser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import lxml.html
import page_by_page
import publish
import pypandoc
import pytest
from browsing import mkdocs, project
from exports.reading import SCHEMA, without_network
from lxml.html import HtmlElement
from mkdocs.config import load_config
from pyld import jsonld
from support import ROOT, edit, let_hostile_texts_in

from chronicle.rendering.machine_files import robots
from chronicle.site import BuildOptions, build_site

ADDRESS = "https://site.example/chronicle/"
COMMONMARK = "commonmark+pipe_tables+footnotes+strikeout"
"""What most programs read as Markdown."""
HOSTILE = '</script><script>alert(1)</script>" onload="x <!-- ]]> & \'; =1'


def built_in(folder: Path, address: str, title: str = "Fire at the mill") -> Path:
    """The invented world with a page on contributing and a preview, built by MkDocs."""
    root = project(folder)
    let_hostile_texts_in(root)
    edit(root, "mkdocs.yml", "site_name:", f"site_url: '{address}'\nsite_name:")
    preview = "preview: { file: assets/images/preview.png, alt: A mill }\nlicence:"
    edit(root, "data/site.yml", "licence:", preview)
    edit(root, "data/events/fire.yml", "title: Fire at the mill", f"title: {json.dumps(title)}")
    (root / "docs/contributing.md").write_text("# Contribute\n\n## Without an account\n\nWrite.\n")
    done = mkdocs(root, "build", "--strict")
    assert done.returncode == 0, done.stderr
    return root / "site"


@pytest.fixture(scope="module", params=["", ADDRESS], ids=["no address", "an address"])
def address(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def built(address: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The world, published at an address or at none."""
    return built_in(tmp_path_factory.mktemp("machines"), address)


LATER_PARTS = {"blocks-2.html"}
"""Those of pages that are cut by their length: the first part leads to them."""


def pages(site: Path) -> dict[str, HtmlElement]:
    """Every page by its path, but for the one that says that there is none."""
    found = {
        path.relative_to(site).as_posix(): lxml.html.document_fromstring(path.read_bytes())
        for path in site.rglob("*.html")
    }
    del found["404.html"]
    return found


def meta(page: HtmlElement, name: str) -> str | None:
    """The content of the only <meta> of a name; None if there is none."""
    found = [
        str(one) for one in page.xpath(f"//meta[@name='{name}' or @property='{name}']/@content")
    ]
    assert len(found) < 2, name
    return found[0] if found else None


def removed(site: Path) -> set[str]:
    """The pages in the place of removed records."""
    found = build_site(site.parent, BuildOptions())[0]
    assert found
    return {f"{path[:-3]}.html" for path, page in found.pages.items() if page.removed}


# --- robots.txt, the map of the pages, llms.txt


def test_every_robot_may_read_everything(built: Path, address: str) -> None:
    parser = urllib.robotparser.RobotFileParser()
    parser.parse((built / "robots.txt").read_text(encoding="utf-8").splitlines())
    assert all(parser.can_fetch("any", f"{ADDRESS}{name}") for name in pages(built))
    assert parser.site_maps() == ([f"{address}sitemap.xml"] if address else None)
    assert (built / "robots.txt").read_text(encoding="utf-8") == robots(address)


def test_the_map_has_every_page_by_its_whole_address_or_there_is_none(
    built: Path, address: str
) -> None:
    path = built / "sitemap.xml"
    if not address:
        assert not path.exists() and not path.with_suffix(".xml.gz").exists()
        return
    form = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    root = ElementTree.parse(path).getroot()
    assert root.tag == f"{form}urlset" and {url.tag for url in root} == {f"{form}url"}
    found = [urljoin(address, loc.text or "") for loc in root.iter(f"{form}loc")]
    gone = {name for name, page in pages(built).items() if meta(page, "robots") == "noindex"}
    assert gone == removed(built) != set()
    named = pages(built).keys() - gone - LATER_PARTS
    assert sorted(found) == sorted(address + name for name in named)


def test_the_address_while_one_writes_is_no_place_for_newer_versions() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    for site_url, wanted in (("", ""), (ADDRESS[:-1], ADDRESS), (ADDRESS, ADDRESS)):
        config.site_url = site_url
        assert publish._address(config) == wanted
    config.extra["served"] = True
    assert publish._address(config) == ""


def test_llms_leads_to_the_markdown_of_every_page_and_to_the_data(
    built: Path, address: str
) -> None:
    """A heading, a quotation that sums up, words, and lists of links under headings
    (llmstxt.org)."""
    command = [str(pypandoc.get_pandoc_path()), f"--from={COMMONMARK}", "--to=json"]
    done = subprocess.run([*command, str(built / "llms.txt")], capture_output=True, check=True)
    blocks = json.loads(done.stdout)["blocks"]
    kinds = [(one["t"], one["c"][0] if one["t"] == "Header" else 0) for one in blocks]
    assert kinds[:3] == [("Header", 1), ("BlockQuote", 0), ("Para", 0)]
    sections = [("Header", 2), ("BulletList", 0)]
    assert kinds[3:] == sections * (len(kinds[3:]) // 2) and len(kinds) > 10
    first = [item[0]["c"][0] for block in blocks[4::2] for item in block["c"]]
    assert {one["t"] for one in first} == {"Link"}
    links = [one["c"][2][0] for one in first]
    assert all(link.startswith(address) for link in links) and len(links) == len(set(links))
    relative = {link.removeprefix(address) for link in links}
    assert all(urlsplit(link).scheme == "" and (built / link).is_file() for link in relative)
    named = pages(built).keys() - removed(built) - LATER_PARTS
    wanted = {f"{name[:-5]}.md" for name in named}
    assert {link for link in relative if link.endswith(".md")} == wanted
    assert "data/chronicle.json" in relative


# --- the heads of pages


def test_every_page_names_its_markdown(built: Path) -> None:
    for name, page in pages(built).items():
        (link,) = page.xpath("//link[@type='text/markdown']/@href")
        path = (built / name).parent / link
        assert path.resolve() == built / f"{name[:-5]}.md"
        assert path.read_text(encoding="utf-8").startswith("---\ntitle: ")


def test_every_page_says_how_a_link_to_it_is_shown(built: Path, address: str) -> None:
    for name, page in pages(built).items():
        title = str(page.findtext(".//title"))
        assert title.startswith(str(meta(page, "og:title"))), name
        assert meta(page, "og:description") == meta(page, "description"), name
        assert meta(page, "og:type") == ("website" if name == "index.html" else "article")
        card = "summary_large_image" if address else "summary"
        assert meta(page, "twitter:card") == card
        assert meta(page, "og:url") == (f"{address}{name}" if address else None)
        image = meta(page, "og:image")  # a preview has no use for a relative address
        assert image == (f"{address}assets/images/preview.png" if address else None)
        assert not image or (built / image.removeprefix(address)).exists()


def test_reference_managers_know_every_page(built: Path) -> None:
    """A page on a source is known as that source: this site is not named as its medium."""
    for name, page in pages(built).items():
        assert meta(page, "DC.type"), name
        of_a_source = name.startswith("sources/") and name not in removed(built)
        assert (meta(page, "og:site_name") is None) == of_a_source, name


TYPES = {
    "events/fire.html": "Event",
    "sources/courier-fire.html": "NewsArticle",
    "actors/ada-lund.html": "Person",
    "actors/guild.html": "Organization",
    "places/mill.html": "Place",
    "questions/who-set-the-fire.html": "Question",
    "data.html": "Dataset",
    "chronology.html": "CollectionPage",
    "method.html": "WebPage",
}


def linked(page: HtmlElement) -> list[dict[str, Any]]:
    """The linked data of a page, as PyLD reads it without the network."""
    (text,) = page.xpath("//script[@type='application/ld+json']/text()")
    options = {"base": f"{ADDRESS}x/y.html", "documentLoader": without_network}
    found: list[dict[str, Any]] = jsonld.expand(json.loads(text), options)
    return found


def test_every_page_says_what_it_is(built: Path) -> None:
    found = {name: [node["@type"] for node in linked(page)] for name, page in pages(built).items()}
    assert all(found.values())
    assert {name: found[name][0] for name in TYPES} == {
        name: [SCHEMA + type_] for name, type_ in TYPES.items()
    }


def test_every_page_leads_to_how_it_is_corrected(built: Path) -> None:
    for name, page in pages(built).items():
        links = [urljoin(name, link) for link in page.xpath("//footer//p/a/@href")]
        assert "contributing.html#without-an-account" in links, name


def test_no_title_breaks_out_of_the_head_of_its_page(tmp_path: Path) -> None:
    page = pages(built_in(tmp_path, ADDRESS, HOSTILE))["events/fire.html"]
    for name in ("DC.title", "og:title"):
        assert str(meta(page, name)).split() == HOSTILE.split()
    assert linked(page)[0][f"{SCHEMA}name"] == [{"@value": HOSTILE}]
    assert not page.xpath("//@onload") and "alert(1)" not in page.xpath("//script/text()")


@pytest.mark.parametrize("name", ["sitemap.xml", "data/corrections.atom", "data/chronology.ics"])
def test_what_a_parser_cannot_read_is_not_published(name: str) -> None:
    page_by_page.read_again(b"", "sitemap.xml")  # there is none without an address
    with pytest.raises(publish.Abort, match=f"{name} cannot be published: "):
        page_by_page.read_again(b"<urlset><url></urlset>", name)
