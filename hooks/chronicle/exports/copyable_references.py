"""References for readers to copy.

The page of a source has two in four forms: to the source itself, and a pattern for its statements,
with placeholders that a script fills for the statement that a reader chose; so the page does not
grow with the number of its statements. Every other page has one line. A reference to this
chronicle names the version and its date, since records change; its DOI, if it has one; and the
page's address, if the build knows it.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from ..domain.chronicle import Chronicle
from ..domain.naming import source_label
from ..model.sources import Source
from ..text.localization import Texts, date_in_words
from .bibliography import (
    bibtex,
    bibtex_date,
    bibtex_entry,
    csl_date,
    csl_item,
    in_braces,
    in_double_braces,
    ris_date,
    ris_entry,
    ris_text,
    single_year,
    tex,
)
from .export_file import JsonObject, single_line

PLACEHOLDERS = {"title": "\ue010", "tex": "\ue011", "json": "\ue012", "id": "\ue013"}
"""What a script puts in: a statement's title as text, in TeX and in JSON, and its id. They are
characters of the private use area, which no record has."""


@dataclass(frozen=True, slots=True)
class CopyableReference:
    """One reference in four forms: a sentence, BibTeX with BibLaTeX's fields, RIS, and CSL JSON (a
    list of one item)."""

    text: str
    bibtex: str
    ris: str
    csl: str


def page_reference(chronicle: Chronicle, title: str, url: str) -> str:
    """The line that cites a page. `url` is its whole address, or empty."""
    words = chronicle.texts.table("cite_text")["page"]
    return _in_words(chronicle, words, title, url)


def source_reference(id_: str, source: Source, sentence: str, texts: Texts) -> CopyableReference:
    """The reference to a source itself. `sentence` is the reference that pages show, without
    markup."""
    return CopyableReference(
        " ".join(filter(None, (single_line(sentence), source.url))),
        bibtex(id_, source, texts),
        ris_text([ris_entry(id_, source)]),
        _csl_text(csl_item(id_, source, texts)),
    )


def statement_reference_pattern(chronicle: Chronicle, source: str, url: str) -> CopyableReference:
    """The pattern of the references to a source's statements, with PLACEHOLDERS in it. `url` is
    the whole address of the source's page, or empty."""
    texts, anchor = chronicle.texts, PLACEHOLDERS["id"]
    label = source_label(chronicle.sources[source], texts)
    note = single_line(texts["cite_statement_in"].format(id=anchor, source=label))
    key = f"{_library_key(chronicle, source)}-{anchor}"
    url = url and f"{url}#{anchor}"
    words = texts.table("cite_text")["statement"]
    return CopyableReference(
        _in_words(chronicle, words, PLACEHOLDERS["title"], url, note),
        _bibtex(chronicle, key, PLACEHOLDERS["tex"], url, note),
        _ris(chronicle, key, PLACEHOLDERS["title"], url, note),
        _csl(chronicle, key, PLACEHOLDERS["json"], url, note),
    )


def statement_title(speaker: str, says: str) -> str:
    """What a reference calls a statement: who says what."""
    return single_line(f"{speaker}: {says}")


def statement_title_in_tex(speaker: str, says: str) -> str:
    """The same in TeX; empty if that is no other text."""
    title = statement_title(speaker, says)
    written = tex(title)
    return written if written != title else ""


def _library_key(chronicle: Chronicle, id_: str) -> str:
    """A key that no other work in a reader's library has: the chronicle's name and the id."""
    name = re.sub(r"[^a-z0-9]+", "-", chronicle.site.title.lower()).strip("-")
    return "-".join(filter(None, (name, id_)))


def _in_words(chronicle: Chronicle, words: str, title: str, url: str, note: str = "") -> str:
    site, texts = chronicle.site, chronicle.texts
    date = date_in_words(site.version_date, texts)
    version = texts["cite_version"].format(version=site.version, date=date)
    sentence = words.format(
        title=title, note=note, editors=site.editors, site=site.title, version=version
    )
    doi = site.doi and f"https://doi.org/{site.doi}"
    return " ".join(filter(None, (single_line(sentence), doi, url)))


def _bibtex(chronicle: Chronicle, key: str, title: str, url: str, note: str) -> str:
    site = chronicle.site
    fields = {
        "author": in_double_braces(site.editors),
        "title": in_double_braces(title),
        "journaltitle" if url else "howpublished": in_double_braces(site.title),
        "version": in_double_braces(site.version),
        **bibtex_date(site.version_date),
        "doi": in_braces(site.doi),
        "url": in_braces(url),
        "langid": in_braces(site.language),
        "note": in_double_braces(note),
    }
    return bibtex_entry("online" if url else "misc", key, fields)


def _ris(chronicle: Chronicle, key: str, title: str, url: str, note: str) -> str:
    site = chronicle.site
    entry = {
        "type_of_reference": "ELEC",
        "id": key,
        "title": title,
        "authors": [site.editors],
        "secondary_title": site.title,
        "edition": site.version,
        "date": ris_date(site.version_date),
        "year": single_year(site.version_date),
        "language": site.language,
        "doi": site.doi,
        "urls": [url] if url else None,
        "notes": [note],
    }
    return ris_text([entry])


def _csl(chronicle: Chronicle, key: str, title: str, url: str, note: str) -> str:
    site = chronicle.site
    item: JsonObject = {
        "id": key,
        "type": "webpage",
        "title": title,
        "author": [{"literal": site.editors}],
        "container-title": site.title,
        "version": site.version,
        "issued": csl_date(site.version_date, chronicle.texts),
        "DOI": site.doi,
        "URL": url,
        "language": site.language,
        "note": note,
    }
    return _csl_text({name: value for name, value in item.items() if value})


def _csl_text(item: JsonObject) -> str:
    """A list of one item of CSL JSON, a field on each line."""
    fields = (
        f"  {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}"
        for name, value in item.items()
    )
    return "[{\n" + ",\n".join(fields) + "\n}]\n"
