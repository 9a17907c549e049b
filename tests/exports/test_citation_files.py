"""References for readers: the line of a page, and the files of a source, read by bibtexparser,
Pandoc and rispy, and compared with the records."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
import yaml
from exports.reading import (
    ADDRESS,
    both_chronicles,
    by_pandoc,
    chronicle_of,
    plain_yaml,
    text_of,
    untypeset,
)
from hypothesis import given
from hypothesis import strategies as st
from support import WORLD, edit

from chronicle.domain.chronicle import Chronicle
from chronicle.domain.naming import speaker_name
from chronicle.exports.citation_files import citation_files, page_reference
from chronicle.exports.export_file import FilePlan
from chronicle.exports.published_works import published_work
from chronicle.site import read_chronicle

addresses = pytest.mark.parametrize("address", ["", ADDRESS], ids=["no address", "an address"])


def texts_of(files: Mapping[str, FilePlan]) -> dict[str, str]:
    return {path: text_of(plan) for path, plan in files.items()}


@functools.cache
def cited_in(root: Path, address: str) -> dict[str, str]:
    """The files of a chronicle that no test changes, by path."""
    return texts_of(citation_files(chronicle_of(root), address))


def site_record(root: Path) -> dict[str, Any]:
    text = (root / "data" / "site.yml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(text, yaml.BaseLoader)
    return found


def of_bibtex(text: str) -> list[dict[str, str]]:
    """The entries by bibtexparser, which must find nothing that it cannot read."""
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    return [
        {"id": entry.key} | {one.key: str(one.value).strip("{}") for one in entry.fields}
        for entry in library.entries
    ]


# --- a page


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


# --- a source and its statements


@both_chronicles
def test_every_source_has_a_file_in_each_form_with_all_its_statements(root: Path) -> None:
    files = cited_in(root, "")
    sources = plain_yaml(root)["sources"]
    for id_, source in sources.items():
        ids = [one["id"] for one in source["statements"] or []]
        found = [
            [one["id"] for one in json.loads(files[f"data/cite/{id_}.json"])],
            [one["id"] for one in rispy.loads(files[f"data/cite/{id_}.ris"])],
            [one["id"] for one in of_bibtex(files[f"data/cite/{id_}.bib"])],
        ]
        assert found[0] == found[1] == found[2]
        assert found[0][0] == id_
        keys = [key.partition(f"-{id_}-")[2] for key in found[0][1:]]
        assert keys == ids
    endings = ("bib", "ris", "json")
    assert files.keys() == {f"data/cite/{id_}.{end}" for id_ in sources for end in endings}


@both_chronicles
def test_a_source_is_cited_as_itself(root: Path) -> None:
    files, site = cited_in(root, ADDRESS), site_record(root)
    for id_, source in plain_yaml(root)["sources"].items():
        item = json.loads(files[f"data/cite/{id_}.json"])[0]
        entry = rispy.loads(files[f"data/cite/{id_}.ris"])[0]
        tex = of_bibtex(files[f"data/cite/{id_}.bib"])[0]
        wanted = published_work(chronicle_of(root), id_, chronicle_of(root).sources[id_]).title
        assert item["title"] == entry["title"] == wanted and tex["title"]
        addresses = item.get("URL"), entry.get("urls", [None])[0], tex.get("url")
        assert set(addresses) == {source.get("URL")}
        assert site["editors"] not in json.dumps([item, entry, tex], ensure_ascii=False)


@both_chronicles
@addresses
def test_statements_are_cited_with_their_speaker_and_anchor(root: Path, address: str) -> None:
    """As parts of this chronicle, of a version and a day: the same in every form."""
    files, chronicle, site = cited_in(root, address), chronicle_of(root), site_record(root)
    date = [int(part) for part in site["version_date"].split("-")]
    for id_, source in plain_yaml(root)["sources"].items():
        items = json.loads(files[f"data/cite/{id_}.json"])[1:]
        entries = rispy.loads(files[f"data/cite/{id_}.ris"])[1:]
        texs = of_bibtex(files[f"data/cite/{id_}.bib"])[1:]
        of_source = source["statements"] or []
        for record, item, entry, tex in zip(of_source, items, entries, texs, strict=True):
            ref = f"{id_}#{record['id']}"
            url = f"{address}sources/{ref.replace('#', '.html#')}" if address else ""
            title = f"{speaker_name(chronicle, ref)}: {' '.join(record['says'].split())}"
            assert item["title"] == entry["title"] == title and tex["title"]
            assert item["author"] == [{"literal": site["editors"]}]
            assert entry["authors"] == [tex["author"]] == [site["editors"]]
            assert item["issued"]["date-parts"] == [date]
            assert (entry["date"].replace("/", "-"), tex["date"]) == (site["version_date"],) * 2
            assert item["version"] == entry["edition"] == tex["version"] == site["version"]
            assert item["container-title"] == entry["secondary_title"] == site["title"]
            assert tex["organization"] == site["title"]
            assert {item.get("URL", ""), tex.get("url", ""), *entry.get("urls", [""])} == {url}
            notes = (item["note"], entry["notes"][0], tex["note"].replace("\\#", "#"))
            assert all(f"#{record['id']} " in note for note in notes), "without an address, too"


@both_chronicles
@pytest.mark.parametrize(("ending", "form"), [("bib", "biblatex"), ("json", "csljson")])
def test_pandoc_reads_the_words_of_statements(root: Path, ending: str, form: str) -> None:
    """Of the sources with the most statements and with those that are hardest to write in TeX."""
    chronicle, files = chronicle_of(root), cited_in(root, ADDRESS)

    def written_in_tex(id_: str) -> int:
        return files[f"data/cite/{id_}.bib"].count("\\")

    sources = chronicle.sources
    most = max(sources, key=lambda id_: len(sources[id_].statements))
    for id_ in {most, max(sources, key=written_in_tex)}:
        found = by_pandoc(files[f"data/cite/{id_}.{ending}"], form)
        titles = [untypeset(one["title"]) for one in list(found.values())[1:]]
        says = [untypeset(one.says) for one in sources[id_].statements]
        assert all(map(str.endswith, titles, says)) and len(titles) == len(says)


def test_the_doi_of_a_version_is_in_every_form(world: Path) -> None:
    doi = "10.5281/zenodo.1234567"
    edit(world, "data/site.yml", "version:", f"doi: {doi}\nversion:")
    chronicle = read_chronicle(world)[0]
    assert f"https://doi.org/{doi}" in page_reference(chronicle, "Fire at the mill", "")
    files = texts_of(citation_files(chronicle, ""))
    (_, csl, *_) = by_pandoc(files["data/cite/post-fire.json"], "csljson").values()
    (_, tex, *_) = by_pandoc(files["data/cite/post-fire.bib"], "biblatex").values()
    (_, ris, *_) = rispy.loads(files["data/cite/post-fire.ris"])
    assert (csl["DOI"], tex["DOI"], ris["doi"]) == (doi, doi, doi)


def in_which_is_said(says: str) -> Chronicle:
    """The world with one source, of one statement in these words."""
    chronicle = Chronicle(chronicle_of(WORLD).records)
    source = chronicle.sources["post-fire"]
    statement = source.statements[0].model_copy(update={"says": says})
    chronicle.sources["post-fire"] = source.model_copy(update={"statements": [statement]})
    return chronicle


@given(st.text(alphabet="ab<>&\"'`{}\\%$#_^~-é“ط \n", min_size=1, max_size=40))
def test_any_words_of_a_statement_come_through_every_form(says: str) -> None:
    files = texts_of(citation_files(in_which_is_said(says), ADDRESS))
    title = f"A weaver: {says}"
    (_, item) = json.loads(files["data/cite/post-fire.json"])
    (_, entry) = rispy.loads(files["data/cite/post-fire.ris"])
    assert item["title"] == entry["title"] == " ".join(title.split())
    assert len(of_bibtex(files["data/cite/post-fire.bib"])) == 2
