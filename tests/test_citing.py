"""References to copy, read by clients that are not ours and compared with the records; and copied in a real browser."""

from __future__ import annotations

import functools
import json
import re
import subprocess
from dataclasses import astuple, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import bibtexparser
import pypandoc
import pytest
import rispy
import yaml
from browsing import opened
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser

from chronicle import site as build
from chronicle.domain.chronicle import Chronicle
from chronicle.exports.citing import SPOTS, Citation, cite_page, cite_source, cite_statement, in_tex, title
from chronicle.site import read

ADDRESS = "https://site.example/"
WORLD = ROOT / "tests" / "world"
FORMS = ("text", "bibtex", "ris", "csl")


@pytest.fixture(scope="module", params=["the repository", "the invented world"])
def root(request: pytest.FixtureRequest) -> Path:
    return ROOT if request.param == "the repository" else WORLD


@pytest.fixture(scope="module")
def site_record(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load((root / "data" / "site.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return found


class Snippets(HTMLParser):
    """The text of every element whose id is `cite-…`, as a reader copies it; and the ids of all elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: dict[str, str] = {}
        self.within = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "dd":
            self.within = dict(attrs).get("id") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "dd":
            self.within = ""

    def handle_data(self, data: str) -> None:
        if self.within.startswith("cite-"):
            self.found[self.within] = self.found.get(self.within, "") + data


def snippets(markdown: str) -> dict[str, Citation]:
    """The references on a page: of the source, a statement, the page."""
    parser = Snippets()
    parser.feed(markdown)
    kinds = {re.sub(r"^cite-(\w+)-\w+$", r"\1", id_) for id_ in parser.found}
    return {kind: Citation(*(parser.found[f"cite-{kind}-{form}"] for form in FORMS)) for kind in kinds}


def one_bibtex(text: str) -> dict[str, str]:
    """The one entry, by bibtexparser, which must find nothing that it cannot read."""
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    (entry,) = library.entries
    return {"ID": entry.key, "kind": entry.entry_type} | {
        field.key: str(field.value).strip("{}") for field in entry.fields
    }


def by_pandoc(text: str, form: str) -> dict[str, Any]:
    """The one item, as Pandoc reads a form."""
    command = [pypandoc.get_pandoc_path(), f"--from={form}", "--to=csljson"]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True)
    (item,) = json.loads(done.stdout)
    return dict(item)


def agree(citation: Citation, wanted: dict[str, Any]) -> None:
    """All four forms of a reference to a page or statement say what is wanted, each read by another client."""
    tex, ris = one_bibtex(citation.bibtex), rispy.loads(citation.ris)
    items = [by_pandoc(citation.csl, "csljson"), by_pandoc(citation.bibtex, "bibtex")]
    (entry,) = ris
    for item in items:
        assert item["title"].replace("’", "'") == wanted["title"].replace("’", "'")
        assert [author["literal"] for author in item["author"]] == [wanted["editors"]]
        assert item["issued"]["date-parts"] == [[int(part) for part in wanted["date"].split("-")]]
        assert (item.get("URL"), item["version"]) == (wanted.get("url"), wanted["version"])
    assert items[0]["container-title"] == entry["secondary_title"] == wanted["site"]
    assert wanted["site"] in (tex.get("journaltitle"), tex.get("howpublished"))
    assert (tex["date"], tex["version"], tex.get("url")) == (wanted["date"], wanted["version"], wanted.get("url"))
    assert (entry["title"], entry["authors"], entry["edition"]) == (
        wanted["title"],
        [wanted["editors"]],
        wanted["version"],
    )
    assert entry["date"] == wanted["date"].replace("-", "/")
    assert entry.get("urls", []) == ([wanted["url"]] if "url" in wanted else [])
    for part in (wanted["title"], wanted["editors"], wanted["site"], wanted["version"], wanted.get("url", "")):
        assert part in citation.text
    assert tex["ID"] == entry["id"] == items[0]["id"] == items[1]["id"]


def expected(record: dict[str, Any], heading: str, url: str | None) -> dict[str, Any]:
    found = {"title": heading, "editors": record["editors"], "site": record["title"], "version": record["version"]}
    return {**found, "date": record["version_date"], **({"url": url} if url else {})}


@pytest.mark.parametrize("address", ["", ADDRESS])
def test_every_kind_of_record_has_a_page_to_cite(root: Path, site_record: dict[str, Any], address: str) -> None:
    """The record with the longest page of each kind, in all four forms, with the address where it is known."""
    chronicle, _ = read(root)
    for kind, folder in {"events": "events", "questions": "questions", "actors": "actors", "places": "places"}.items():
        records: dict[str, Any] = getattr(chronicle, kind)
        id_ = max(records, key=lambda one: (len(chronicle.name(one)), one))
        url = f"{address}{folder}/{id_}.html" if address else ""
        found = cite_page(chronicle, id_, chronicle.name(id_), url)
        agree(found, expected(site_record, chronicle.name(id_), url or None))


@pytest.mark.parametrize("address", ["", ADDRESS])
def test_what_a_page_shows_is_what_is_cited(world: Path, address: str) -> None:
    chronicle, _ = read(world)
    pages = build(world, address=address).pages
    for path, id_ in (("events/fire", "fire"), ("questions/who-set-the-fire", "who-set-the-fire")):
        shown = snippets(pages[f"{path}.md"].markdown)
        found = cite_page(chronicle, id_, chronicle.name(id_), address and f"{address}{path}.html")
        assert set(shown) == {"page"}
        assert [part.strip() for part in astuple(shown["page"])] == [part.strip() for part in astuple(found)]


def test_the_doi_of_a_version_is_in_every_form(world: Path) -> None:
    path, doi = world / "data" / "site.yml", "10.5281/zenodo.1234567"
    path.write_text(f"{path.read_text(encoding='utf-8')}doi: {doi}\n", encoding="utf-8")
    chronicle, problems = read(world)
    assert problems == []
    found = cite_page(chronicle, "fire", "Fire at the mill", "")
    assert f"https://doi.org/{doi}" in found.text
    assert [by_pandoc(found.csl, "csljson")["DOI"], by_pandoc(found.bibtex, "bibtex")["DOI"]] == [doi, doi]
    assert rispy.loads(found.ris)[0]["doi"] == doi


def statement_of(chronicle: Chronicle, ref: str, url: str) -> Citation:
    from chronicle.views import View

    view = View(chronicle)
    said = chronicle.statements[ref]
    short = view.source_short(said.source)
    return cite_statement(chronicle, said, view.said[ref]["speaker"].name, short, url)


@pytest.mark.parametrize("address", ["", ADDRESS])
def test_statements_are_cited_with_their_speaker_and_anchor(
    root: Path, site_record: dict[str, Any], address: str
) -> None:
    chronicle, _ = read(root)
    hard = sorted(chronicle.statements, key=lambda ref: len(in_tex("", chronicle.statements[ref].record.says)))
    for ref in {hard[0], hard[-1], hard[-2]}:
        source, id_ = ref.split("#")
        url = f"{address}sources/{source}.html" if address else ""
        found = statement_of(chronicle, ref, url)
        heading = json.loads(found.csl)[0]["title"]
        assert heading.endswith(f": {' '.join(chronicle.statements[ref].record.says.split())}")
        agree(found, expected(site_record, heading, f"{url}#{id_}" if url else None))
        assert f"#{id_} " in found.text, "without an address too it says which statement of the source"


def test_a_source_is_cited_as_itself(world: Path) -> None:
    chronicle, _ = read(world)
    for path, page in build(world).pages.items():
        if not path.startswith("sources/"):
            continue
        id_ = Path(path).stem
        source, shown = chronicle.sources[id_], snippets(page.markdown)
        assert set(shown) == {"source", "page", *(["statement"] if source.statements else [])}
        (entry,) = rispy.loads(shown["source"].ris)
        items = by_pandoc(shown["source"].csl, "csljson"), by_pandoc(shown["source"].bibtex, "bibtex")
        assert {entry.get("title"), *(item.get("title") for item in items)} == {source.title}
        assert {(entry.get("urls") or [None])[0], *(item.get("URL") for item in items)} == {source.url}
        assert {entry["id"], *(item["id"] for item in items)} == {id_}
        assert (source.title or "") in shown["source"].text and (source.url or "") in shown["source"].text
        assert chronicle.site.title not in "".join(astuple(shown["source"]))


def test_every_source_of_the_repository_can_be_copied() -> None:
    chronicle, _ = read(ROOT)
    found = [cite_source(id_, source, "<i>x</i>") for id_, source in chronicle.sources.items()]
    assert len(bibtexparser.parse_string("".join(one.bibtex for one in found)).entries) == len(found) > 0
    assert len(rispy.loads("".join(one.ris for one in found))) == len(found)
    assert [json.loads(one.csl)[0]["id"] for one in found] == list(chronicle.sources)


@functools.cache
def small() -> Chronicle:
    return read(WORLD)[0]


@given(st.text(alphabet="ab<>&\"'`{}\\%$#_^~-é“ط \n", min_size=1, max_size=40))
def test_any_words_of_a_statement_come_through_every_form(says: str) -> None:
    chronicle = small()
    plain = title("A weaver", says)
    statement = chronicle.statements["post-fire#seen-running"]
    changed = statement.record.model_copy(update={"says": says})
    said = replace(statement, record=changed)
    found = cite_statement(chronicle, said, "A weaver", "The Post", ADDRESS)
    assert json.loads(found.csl)[0]["title"] == plain
    assert rispy.loads(found.ris)[0]["title"] == plain
    library = bibtexparser.parse_string(found.bibtex)
    assert len(library.entries) == 1 and library.failed_blocks == []
    assert not set(SPOTS.values()) & set("".join(astuple(found)))


# --- in a browser -----------------------------------------------------------------------------------------------------


def test_the_reference_to_a_chosen_statement_is_filled_in_and_copied(site: Path, chromium: Browser) -> None:
    """The script fills what `filled` fills, for every statement of the longest source; the button copies it."""
    chronicle, _ = read(ROOT)
    path = max((site / "sources").glob("*.html"), key=lambda path: path.stat().st_size)
    page, _, errors = opened(chromium, path.as_uri(), 1440, permissions=["clipboard-read", "clipboard-write"])
    statements = chronicle.sources[path.stem].statements
    assert statements
    for statement in statements:
        page.locator(f"#{statement.id} a[href='#cite-statement']").click()
        wanted = statement_of(chronicle, f"{path.stem}#{statement.id}", "")
        shown = [page.locator(f"#cite-statement-{form}").evaluate("node => node.textContent") for form in FORMS]
        assert [one.strip() for one in shown] == [one.strip() for one in astuple(wanted)]
    assert page.locator("#cite-statement-bibtex").is_visible()
    page.click("button[data-copy=cite-statement-bibtex]")
    page.wait_for_function("document.querySelector('.cite [role=status]').textContent")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert one_bibtex(copied) == one_bibtex(wanted.bibtex)
    assert page.evaluate("String(getSelection())").strip() == copied.strip(), "what was copied is shown as selected"
    assert errors == []
    page.close()


def test_without_script_references_can_be_selected_and_no_button_shows(site: Path, chromium: Browser) -> None:
    path = max((site / "sources").glob("*.html"), key=lambda path: path.stat().st_size)
    page, _, _ = opened(chromium, path.as_uri(), 360, java_script_enabled=False)
    for summary in page.locator(".cite summary").all():
        summary.click()
    assert page.locator(".cite dd:visible").count() == 12
    assert page.locator(".cite button:visible").count() == 0
    page.close()
    page, _, _ = opened(chromium, path.as_uri(), 360)
    page.locator(".cite summary").last.click()
    assert page.locator(".cite button:visible").count() == 4
    page.close()
