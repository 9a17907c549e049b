"""References to copy: a page of this chronicle, a statement on it, and a source itself, each in four forms.

A page's reference names the version and its date, since records change; the DOI of
that version if it has one, and the page's address where the build knows it.
The reference to a statement is one pattern for each page of a source, with spots that a script fills for the statement
that a reader chose; `filled` fills them here. So the page does not grow with the number of its statements.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from html import unescape
from typing import Any

import rispy

from ..domain.chronicle import Chronicle, SourcedStatement
from ..model.records import Source
from ..rendering.references import csl_date, csl_item
from ..text.localization import say
from .base import one_line
from .references import Ris, bib_date, bibtex, braced, head_date, in_head, one_year, ris, ris_date, tex

FORMS = ("text", "bibtex", "ris", "csl")
# A statement's title as text, in TeX and in JSON, and its id: signs of the private use area, which stand for the spots.
SPOTS = {"title": "\ue010", "tex": "\ue011", "json": "\ue012", "id": "\ue013"}


@dataclass(frozen=True, slots=True)
class Citation:
    """One reference in four forms: a sentence, BibTeX (with BibLaTeX's fields), RIS and CSL JSON (a list of one item)."""

    text: str
    bibtex: str
    ris: str
    csl: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a reference to a page says of it. `url` is empty where the site's address is not known."""

    id: str
    title: str
    url: str
    note: str = ""


def cite_page(chronicle: Chronicle, id_: str, title: str, url: str) -> Citation:
    """The reference to a page: `id_` is its record's, or its own name where it is of no one record."""
    return _cited(chronicle, Page(_key(chronicle, id_), one_line(title), url), "cite_text_page")


def head(chronicle: Chronicle, title: str, url: str) -> tuple[tuple[str, str], ...]:
    """What a reference manager reads in the head of a page that is cited as ours; it takes the site's name from og:site_name."""
    site = chronicle.site
    return in_head(
        title=title,
        authors=[site.editors],
        date=head_date(site.version_date),
        language=site.language,
        url=url,
        type="webpage",
        more=[("DC.rights", site.licence)],
    )


def cite_statement(chronicle: Chronicle, statement: SourcedStatement, speaker: str, source: str, url: str) -> Citation:
    """The reference to one statement: the pattern of its page, filled. `url` is the page's, `source` its source in short."""
    return filled(
        cite_any(chronicle, statement.source_id, source, url),
        title(speaker, statement.record.says),
        statement.record.id,
    )


def cite_any(chronicle: Chronicle, id_: str, source: str, url: str) -> Citation:
    """The pattern of the references to a source's statements, with the signs of SPOTS in it. `source` is its short name."""
    spot = SPOTS["id"]
    note = chronicle.records.texts["cite_statement_in"].format(id=spot, source=one_line(source))
    page = Page(f"{_key(chronicle, id_)}-{spot}", SPOTS["title"], url and f"{url}#{spot}", note)
    found = _cited(chronicle, page, "cite_text_statement")
    return replace(
        found,
        bibtex=found.bibtex.replace(SPOTS["title"], SPOTS["tex"]),
        csl=found.csl.replace(SPOTS["title"], SPOTS["json"]),
    )


def title(speaker: str, says: str) -> str:
    """What a reference calls a statement: who says what."""
    return one_line(f"{speaker}: {says}")


def in_tex(speaker: str, says: str) -> str:
    """The same in TeX; empty where that is no other text."""
    plain = title(speaker, says)
    written = tex(plain)
    return written if written != plain else ""


def filled(pattern: Citation, said: str, id_: str) -> Citation:
    """The pattern with a statement's title and id in its spots, as copy.js fills them."""
    values = {"title": said, "tex": tex(said), "json": json.dumps(said, ensure_ascii=False)[1:-1], "id": id_}
    table = str.maketrans({SPOTS[name]: value for name, value in values.items()})
    return Citation(*(form.translate(table) for form in astuple(pattern)))


def wanted() -> set[str]:
    """The keys of all texts that references need besides those that a template names."""
    kinds = ("page", "source", "statement")
    keys = {f"cite_form_{form}" for form in FORMS} | {f"cite_{kind}" for kind in kinds}
    keys |= {f"cite_{kind}_intro" for kind in kinds} | {"cite_text_page", "cite_text_statement"}
    return keys | {"cite_version", "cite_statement_in", "cite_title_source", "cite_spot_title", "cite_spot_id"}


def cite_source(id_: str, source: Source, reference: str) -> Citation:
    """The reference to a source itself. `reference` is the HTML that the pages show."""
    text = one_line(unescape(re.sub(r"<[^>]*>", "", reference)))
    return Citation(
        " ".join(part for part in (text, source.url) if part),
        bibtex(id_, source),
        ris([(id_, source)]),
        _list_of(csl_item(id_, source)),
    )


def _key(chronicle: Chronicle, id_: str) -> str:
    """A key that no other work in a reader's library has: the chronicle's name, as far as keys can hold it, and the id."""
    name = re.sub(r"[^a-z0-9]+", "-", chronicle.site.title.lower()).strip("-")
    return f"{name}-{id_}" if name else id_


def _cited(chronicle: Chronicle, page: Page, text: str) -> Citation:
    site, texts = chronicle.site, chronicle.records.texts
    words = texts[text].format(
        title=page.title, note=page.note, editors=site.editors, site=site.title, version=_version(chronicle)
    )
    return Citation(
        " ".join(part for part in (one_line(words), site.doi and f"https://doi.org/{site.doi}", page.url) if part),
        _bibtex(chronicle, page),
        _ris(chronicle, page),
        _list_of(_csl(chronicle, page)),
    )


def _version(chronicle: Chronicle) -> str:
    site, texts = chronicle.site, chronicle.records.texts
    return texts["cite_version"].format(version=site.version, date=say(site.version_date, texts))


def _bibtex(chronicle: Chronicle, page: Page) -> str:
    site = chronicle.site
    fields = {
        "author": braced(site.editors),
        "title": braced(page.title),
        "journaltitle" if page.url else "howpublished": braced(site.title),
        "version": braced(site.version),
        **bib_date(site.version_date),
        "doi": f"{{{site.doi}}}" if site.doi else "",
        "url": f"{{{page.url}}}" if page.url else "",
        "langid": f"{{{site.language}}}",
        "note": braced(page.note),
    }
    lines = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@{'online' if page.url else 'misc'}{{{page.id},\n{lines}}}\n"


def _ris(chronicle: Chronicle, page: Page) -> str:
    site = chronicle.site
    entry: dict[str, Any] = {
        "type_of_reference": "ELEC",
        "id": page.id,
        "title": page.title,
        "authors": [one_line(site.editors)],
        "secondary_title": one_line(site.title),
        "edition": site.version,
        "date": ris_date(site.version_date),
        "year": one_year(site.version_date),
        "language": site.language,
        "doi": site.doi,
        "urls": [page.url] if page.url else None,
        "notes": [page.note] if page.note else None,
    }
    return str(rispy.dumps([{key: value for key, value in entry.items() if value}], implementation=Ris))


def _csl(chronicle: Chronicle, page: Page) -> dict[str, Any]:
    site = chronicle.site
    item = {
        "id": page.id,
        "type": "webpage",
        "title": page.title,
        "author": [{"literal": site.editors}],
        "container-title": site.title,
        "version": site.version,
        "issued": csl_date(site.version_date),
        "DOI": site.doi,
        "URL": page.url,
        "language": site.language,
        "note": page.note,
    }
    return {key: value for key, value in item.items() if value}


def _list_of(item: Mapping[str, object]) -> str:
    """A list of one item of CSL JSON, a field on each line."""
    fields = (f"  {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in item.items())
    return "[{\n" + ",\n".join(fields) + "\n}]\n"
