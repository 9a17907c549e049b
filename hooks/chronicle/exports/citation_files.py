"""References for readers: a line to copy for every page, and for each source three files with the
source and its statements, which a reference manager opens.

A reference to this chronicle names the version and its date, since records change; its DOI, if it
has one; and the page's address, if the build knows it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from ..domain.chronicle import Chronicle, SourcedStatement
from ..domain.naming import page_path, page_url, source_label, speaker_name
from ..text.localization import date_in_words
from .bibliography import (
    bibtex,
    bibtex_date,
    bibtex_entry,
    bibtex_language,
    csl_date,
    csl_item,
    in_braces,
    in_double_braces,
    ris_date,
    ris_entry,
    ris_text,
    single_year,
)
from .export_file import JsonObject, TextFile, json_text, single_line
from .published_works import PublishedWork, published_work

CITATION_FOLDER = "data/cite"
CITATION_ENDINGS = {"bib": "BibTeX", "ris": "RIS", "json": "CSL JSON"}
"""The endings of a source's files, and what readers call their formats."""


def page_reference(chronicle: Chronicle, title: str, url: str) -> str:
    """The line that cites a page. `url` is its whole address, or empty."""
    site, texts = chronicle.site, chronicle.texts
    date = date_in_words(site.version_date, texts)
    version = texts["cite_version"].format(version=site.version, date=date)
    sentence = texts["cite_text"].format(
        title=title, editors=site.editors, site=site.title, version=version
    )
    doi = site.doi and f"https://doi.org/{site.doi}"
    return " ".join(filter(None, (single_line(sentence), doi, url)))


def citation_files(chronicle: Chronicle, address: str) -> dict[str, TextFile]:
    """The files by their path in the site. `address` is where the site is published."""
    written = {"bib": _bibtex_text, "ris": _ris_text, "json": _csl_text}
    return {
        f"{CITATION_FOLDER}/{id_}.{ending}": TextFile(partial(write, chronicle, id_, address))
        for id_ in chronicle.sources
        for ending, write in written.items()
    }


def _bibtex_text(chronicle: Chronicle, id_: str, address: str) -> str:
    work, cited = _work(chronicle, id_), _all_cited(chronicle, id_, address)
    return "\n".join([bibtex(work), *(_bibtex(chronicle, one) for one in cited)])


def _ris_text(chronicle: Chronicle, id_: str, address: str) -> str:
    work, cited = _work(chronicle, id_), _all_cited(chronicle, id_, address)
    return "\n".join(map(ris_text, [ris_entry(work), *(_ris(chronicle, one) for one in cited)]))


def _csl_text(chronicle: Chronicle, id_: str, address: str) -> str:
    work, cited = _work(chronicle, id_), _all_cited(chronicle, id_, address)
    return json_text([csl_item(work, chronicle.texts), *(_csl(chronicle, one) for one in cited)])


def _work(chronicle: Chronicle, id_: str) -> PublishedWork:
    return published_work(chronicle, id_, chronicle.sources[id_])


@dataclass(frozen=True, slots=True)
class _CitedStatement:
    """A statement as a work of its own: who says what, and where it is on this site."""

    key: str
    title: str
    url: str
    note: str


def _all_cited(chronicle: Chronicle, id_: str, address: str) -> Iterator[_CitedStatement]:
    """The statements of one source."""
    for record in chronicle.sources[id_].statements:
        yield _cited(chronicle, chronicle.statements[f"{id_}#{record.id}"], address)


def _cited(chronicle: Chronicle, statement: SourcedStatement, address: str) -> _CitedStatement:
    texts, id_ = chronicle.texts, statement.record.id
    label = source_label(statement.source, texts)
    name = re.sub(r"[^a-z0-9]+", "-", chronicle.site.title.lower()).strip("-")
    path = page_url(page_path(chronicle, statement.ref))
    return _CitedStatement(
        key=f"{name}-{statement.source_id}-{id_}",
        title=single_line(f"{speaker_name(chronicle, statement.ref)}: {statement.record.says}"),
        url=address and f"{address}{path}",
        note=single_line(texts["cite_statement_in"].format(id=id_, source=label)),
    )


def _bibtex(chronicle: Chronicle, cited: _CitedStatement) -> str:
    site = chronicle.site
    fields = {
        "author": in_double_braces(site.editors),
        "title": in_double_braces(cited.title),
        "organization": in_double_braces(site.title),
        "version": in_double_braces(site.version),
        **bibtex_date(site.version_date),
        "doi": in_braces(site.doi),
        "url": in_braces(cited.url),
        **bibtex_language(site.language),
        "note": in_double_braces(cited.note),
    }
    return bibtex_entry("online" if cited.url else "misc", cited.key, fields)


def _ris(chronicle: Chronicle, cited: _CitedStatement) -> JsonObject:
    site = chronicle.site
    return {
        "type_of_reference": "ELEC",
        "id": cited.key,
        "title": cited.title,
        "authors": [site.editors],
        "secondary_title": site.title,
        "edition": site.version,
        "date": ris_date(site.version_date),
        "year": single_year(site.version_date),
        "language": site.language,
        "doi": site.doi,
        "urls": [cited.url] if cited.url else None,
        "notes": [cited.note],
    }


def _csl(chronicle: Chronicle, cited: _CitedStatement) -> JsonObject:
    site = chronicle.site
    item: JsonObject = {
        "id": cited.key,
        "type": "webpage",
        "title": cited.title,
        "author": [{"literal": site.editors}],
        "container-title": site.title,
        "version": site.version,
        "issued": csl_date(site.version_date, chronicle.texts),
        "DOI": site.doi,
        "URL": cited.url,
        "language": site.language,
        "note": cited.note,
    }
    return {name: value for name, value in item.items() if value}
