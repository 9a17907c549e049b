"""References to copy, read by clients that are not ours and compared with the records."""

from __future__ import annotations

import json
from dataclasses import astuple
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
import yaml
from exported import (
    ADDRESS,
    ROOT,
    WORLD,
    both_chronicles,
    by_pandoc,
    chronicle_of,
    filled,
    put,
    statement_reference,
)
from hypothesis import given
from hypothesis import strategies as st

from chronicle.domain.naming import speaker_name
from chronicle.exports.copyable_references import (
    PLACEHOLDERS,
    CopyableReference,
    page_reference,
    source_reference,
    statement_reference_pattern,
    statement_title,
    statement_title_in_tex,
)
from chronicle.site import read_chronicle


def site_record(root: Path) -> dict[str, Any]:
    text = (root / "data" / "site.yml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, yaml.BaseLoader)
    return found


def one_bibtex(text: str) -> dict[str, str]:
    """The one entry, by bibtexparser, which must find nothing that it cannot read."""
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    (entry,) = library.entries
    return {"ID": entry.key} | {one.key: str(one.value).strip("{}") for one in entry.fields}


def agree(reference: CopyableReference, site: dict[str, Any], title: str, url: str) -> None:
    """All four forms of a reference to a statement say the same, each read by another client."""
    tex, (entry,) = one_bibtex(reference.bibtex), rispy.loads(reference.ris)
    by_form = (by_pandoc(reference.csl, "csljson"), by_pandoc(reference.bibtex, "bibtex"))
    items = [next(iter(found.values())) for found in by_form]
    date = site["version_date"]
    for item in items:
        assert item["title"].replace("’", "'") == title.replace("’", "'")
        assert [author["literal"] for author in item["author"]] == [site["editors"]]
        assert item["issued"]["date-parts"] == [[int(part) for part in date.split("-")]]
        assert (item.get("URL", ""), item["version"]) == (url, site["version"])
    assert items[0]["container-title"] == entry["secondary_title"] == site["title"]
    assert site["title"] in (tex.get("journaltitle"), tex.get("howpublished"))
    assert (tex["date"], tex["version"], tex.get("url", "")) == (date, site["version"], url)
    assert (entry["title"], entry["authors"]) == (title, [site["editors"]])
    assert (entry["edition"], entry["date"]) == (site["version"], date.replace("-", "/"))
    assert entry.get("urls", []) == ([url] if url else [])
    for part in (title, site["editors"], site["title"], site["version"], url):
        assert part in reference.text
    assert tex["ID"] == entry["id"] == items[0]["id"] == items[1]["id"]


@both_chronicles
@pytest.mark.parametrize("address", ["", ADDRESS], ids=["no address", "an address"])
def test_statements_are_cited_with_their_speaker_and_anchor(root: Path, address: str) -> None:
    chronicle = chronicle_of(root)

    def in_tex(ref: str) -> int:
        return len(statement_title_in_tex("", chronicle.statements[ref].record.says))

    refs = sorted(chronicle.statements, key=in_tex)
    for ref in {refs[0], refs[-1], refs[-2]}:
        source, id_ = ref.split("#")
        url = address and f"{address}sources/{source}.html"
        found = statement_reference(chronicle, ref, url)
        title = json.loads(found.csl)[0]["title"]
        says = chronicle.statements[ref].record.says
        assert title == f"{speaker_name(chronicle, ref)}: {' '.join(says.split())}"
        agree(found, site_record(root), title, url and f"{url}#{id_}")
        assert f"#{id_} " in found.text, "it says which statement, without an address too"


@both_chronicles
@pytest.mark.parametrize("url", ["", f"{ADDRESS}events/x.html"], ids=["no address", "an address"])
def test_every_page_has_one_line_to_copy(root: Path, url: str) -> None:
    site, chronicle = site_record(root), chronicle_of(root)
    line = page_reference(chronicle, "What\nhappened", url)
    for part in ("What happened", site["editors"], site["title"], site["version"], url):
        assert part in line
    assert "\n" not in line and line.endswith(url)


def test_the_line_is_as_in_a_footnote() -> None:
    assert page_reference(chronicle_of(WORLD), "Fire at the mill", "") == (
        "The editors, “Fire at the mill”, The mill at Arden, version 0.0.1, 1 June 1901."
    )


def test_the_doi_of_a_version_is_in_every_form(world: Path) -> None:
    doi = "10.5281/zenodo.1234567"
    put(world, "data/site.yml", "version:", f"doi: {doi}\nversion:")
    chronicle, problems = read_chronicle(world)
    assert [one for one in problems if one.path.startswith("data/")] == []
    assert f"https://doi.org/{doi}" in page_reference(chronicle, "Fire at the mill", "")
    found = statement_reference(chronicle, "post-fire#ashes", "")
    (csl,), (bib,) = (
        by_pandoc(found.csl, "csljson").values(),
        by_pandoc(found.bibtex, "bibtex").values(),
    )
    assert (csl["DOI"], bib["DOI"], rispy.loads(found.ris)[0]["doi"]) == (doi, doi, doi)
    assert f"https://doi.org/{doi}" in found.text


def test_a_source_is_cited_as_itself() -> None:
    chronicle = chronicle_of(WORLD)
    for id_, source in chronicle.sources.items():
        shown = source_reference(id_, source, f"{source.title},\nThe Post.", chronicle.texts)
        (entry,) = rispy.loads(shown.ris)
        by_form = (by_pandoc(shown.csl, "csljson"), by_pandoc(shown.bibtex, "bibtex"))
        items = [next(iter(found.values())) for found in by_form]
        assert {entry.get("title"), *(item.get("title") for item in items)} == {source.title}
        urls = {(entry.get("urls") or [None])[0], *(item.get("URL") for item in items)}
        assert urls == {source.url}
        assert {entry["id"], *(item["id"] for item in items)} == {id_}
        assert shown.text == " ".join(filter(None, (f"{source.title}, The Post.", source.url)))
        assert chronicle.site.title not in "".join(astuple(shown))


def test_every_source_of_the_repository_can_be_copied() -> None:
    chronicle = chronicle_of(ROOT)
    sources = chronicle.sources
    found = [source_reference(id_, one, "x", chronicle.texts) for id_, one in sources.items()]
    library = bibtexparser.parse_string("".join(one.bibtex for one in found))
    assert len(library.entries) == len(found) > 0
    assert len(rispy.loads("".join(one.ris for one in found))) == len(found)
    assert [json.loads(one.csl)[0]["id"] for one in found] == list(sources)


@given(st.text(alphabet="ab<>&\"'`{}\\%$#_^~-é“ط \n", min_size=1, max_size=40))
def test_any_words_of_a_statement_come_through_every_form(says: str) -> None:
    pattern = statement_reference_pattern(chronicle_of(WORLD), "post-fire", ADDRESS)
    found, title = filled(pattern, "A weaver", says, "x"), statement_title("A weaver", says)
    assert json.loads(found.csl)[0]["title"] == title
    assert rispy.loads(found.ris)[0]["title"] == title
    library = bibtexparser.parse_string(found.bibtex)
    assert len(library.entries) == 1 and library.failed_blocks == []
    assert not set(PLACEHOLDERS.values()) & set("".join(astuple(found)))
