"""The sources for reference managers: CSL JSON, BibTeX (with BibLaTeX's dates) and RIS.

BibTeX is written here and not by Pandoc, which capitalises titles anew, drops the name of a site, and breaks a range of
dates and a date with 'about'. Titles stand in double braces, so that no style changes their capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import rispy

from ..domain.chronicle import Chronicle
from ..model.records import Author, Source
from ..rendering.references import TITLE_NOT_SEEN, csl_item
from ..text.dates import Day, When
from .base import Export, one_line, tallied
from .tables import as_json

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
UNBALANCED = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
LIGATURES = re.compile(r"-(?=-)|`(?=`)|'(?=')|(?<=[?!])`")
# Pandoc changes the capitals of a text that is a quotation from end to end, unless its first sign stands in braces.
QUOTATION = re.compile("([‘“])(.*[’”])")

# The type in CSL, then in BibLaTeX and in RIS, and the BibTeX field for the paper, site or channel.
TYPES = {
    "article": ("online", "NEWS", "journaltitle"),
    "article-journal": ("article", "JOUR", "journal"),
    "article-magazine": ("article", "MGZN", "journal"),
    "article-newspaper": ("article", "NEWS", "journal"),
    "book": ("book", "BOOK", "series"),
    "broadcast": ("online", "VIDEO", "journaltitle"),
    "chapter": ("incollection", "CHAP", "booktitle"),
    "entry-encyclopedia": ("inreference", "ENCYC", "booktitle"),
    "personal_communication": ("letter", "PCOMM", "journaltitle"),
    "post-weblog": ("online", "BLOG", "journaltitle"),
    "report": ("report", "RPRT", "series"),
    "speech": ("unpublished", "GEN", "eventtitle"),
    "webpage": ("online", "ELEC", "journaltitle"),
}
SUBTYPES = {"article-newspaper": "newspaper", "article-magazine": "magazine"}


def references(chronicle: Chronicle) -> list[Export]:
    """`sources.csl.json`, `sources.bib` and `sources.ris`: every source, read or only cited."""
    sources = sorted(chronicle.sources.items())
    items = [csl_item(id_, source) for id_, source in sources]
    untitled = ["untitled" for _, source in sources if not source.title]
    return [
        Export("sources.csl.json", "formats", as_json(items), len(items), tallied(untitled)),
        Export(
            "sources.bib",
            "formats",
            "\n".join(bibtex(id_, source) for id_, source in sources),
            len(sources),
            tallied([*untitled, *("date_open" for _, s in sources if _is_open(s.issued))]),
        ),
        Export(
            "sources.ris",
            "formats",
            ris(sources),
            len(sources),
            tallied([*untitled, *(_not_in_ris(source.issued) for _, source in sources)]),
        ),
    ]


def _is_open(when: When | None) -> bool:
    return when is not None and not (when.begin and when.end)


def bibtex(id_: str, source: Source) -> str:
    """One entry. Its `date` is BibLaTeX's; `year` and `month` are there for older styles where they say no more."""
    kind, _, container = TYPES[source.type]
    if kind == "online" and not source.url:
        kind = "misc"
    authors = " and ".join(_bib_author(author) for author in source.author)
    publisher = "institution" if kind == "report" else "publisher"
    fields = {
        "author": f"{{{authors}}}" if authors else "",
        "title": braced(source.title),
        container: braced(source.container_title),
        publisher: braced(source.publisher),
        "location": braced(source.publisher_place),
        **bib_date(source.issued),
        "pages": braced(source.page and re.sub(r"(?<=\d)-(?=\d)", "--", source.page), ligatures=True),
        "isbn": braced(source.isbn),
        "url": f"{{{source.url}}}" if source.url else "",
        "entrysubtype": f"{{{subtype}}}" if (subtype := SUBTYPES.get(source.type)) else "",
        "langid": f"{{{source.language}}}" if source.language else "",
        "note": braced(source.title_en and f"[{source.title_en}]"),
    }
    if not any(fields.values()):  # readers pass over an entry without a field
        fields["note"] = braced(TITLE_NOT_SEEN)
    lines = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{id_},\n{lines}}}\n"


def tex(text: str, *, ligatures: bool = False) -> str:
    """A text as TeX prints it letter by letter. `ligatures` leaves -- alone."""
    text = one_line(text)
    table = TEX if _balanced(text) else {**TEX, **UNBALANCED}
    found = "".join(table.get(sign, sign) for sign in text)
    return found if ligatures else LIGATURES.sub(r"\g<0>{}", found)


def _balanced(text: str) -> bool:
    depth = 0
    for sign in text:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return False
    return depth == 0


def braced(text: str | None, *, ligatures: bool = False) -> str:
    """A text in double braces, in which no style changes its capitals; empty where there is none."""
    if not text:
        return ""
    found = tex(text, ligatures=ligatures)
    whole = QUOTATION.fullmatch(found)
    return f"{{{{{{{whole[1]}}}{whole[2]}}}}}" if whole else f"{{{{{found}}}}}"


def _bib_author(author: Author) -> str:
    if author.literal:
        return f"{{{tex(author.literal)}}}"
    return ", ".join(f"{{{tex(part)}}}" for part in (author.family, author.given) if part)


def bib_date(when: When | None) -> dict[str, str]:
    """The date as EDTF, which BibLaTeX reads; not one with an open end, which its readers take for the year 0."""
    if when is None or not (when.begin and when.end):
        return {}
    found = {"date": f"{{{when.text}}}"}
    days = (when.begin, when.end)
    begin, end = days[0].first, days[1].last
    if begin.year == end.year and not any(day.about or day.uncertain for day in days):
        found["year"] = f"{{{begin.year}}}"
        if begin.month == end.month and all(day.precision != "year" for day in days):
            found["month"] = MONTHS[begin.month - 1]
    return found


class Ris(rispy.RisWriter):  # type: ignore[misc]
    """Without the number that rispy writes before each entry, which is not of the format."""

    def set_header(self, count: int) -> str:
        return ""


def ris(sources: Iterable[tuple[str, Source]]) -> str:
    """All sources in RIS. Every value is on one line, since a new line would begin a new field."""
    return str(rispy.dumps([_ris_entry(id_, source) for id_, source in sources], implementation=Ris))


def _ris_entry(id_: str, source: Source) -> dict[str, object]:
    first, last = _pages(source.page)
    entry: dict[str, object] = {
        "type_of_reference": TYPES[source.type][1],
        "id": id_,
        "title": source.title,
        "translated_title": source.title_en,
        "authors": [_ris_author(author) for author in source.author],
        "secondary_title": source.container_title,
        "publisher": source.publisher,
        "place_published": source.publisher_place,
        "date": ris_date(source.issued),
        "year": one_year(source.issued),
        "start_page": first,
        "end_page": last,
        "issn": source.isbn,
        "language": source.language,
        "urls": [source.url] if source.url else None,
    }
    return {key: _flat(value) for key, value in entry.items() if value}


def _flat(value: object) -> object:
    return [one_line(str(one)) for one in value] if isinstance(value, list) else one_line(str(value))


def _ris_author(author: Author) -> str:
    return author.literal or ", ".join(part for part in (author.family, author.given) if part)


def _pages(pages: str | None) -> tuple[str | None, str | None]:
    match = re.fullmatch(r"(\d+)\s*[-–]\s*(\d+)", pages or "")
    return (match[1], match[2]) if match else (pages, None)


def one_year(when: When | None) -> str | None:
    if when is None or not (when.begin and when.end):
        return None
    return str(when.begin.first.year) if when.begin.first.year == when.end.last.year else None


def _not_in_ris(when: When | None) -> str:
    """RIS has one date, exact: the id of the reason why it cannot hold this one."""
    if when is None:
        return ""
    if _is_open(when):
        return "date_open"
    if when.interval:
        return "date_range"
    return "date_about" if when.begin and (when.begin.about or when.begin.uncertain) else ""


def ris_date(when: When | None) -> str | None:
    if when is None or not when.begin or _not_in_ris(when):
        return None
    return slashed(when.begin)


def slashed(day: Day) -> str:
    """YYYY/MM/DD, with nothing where it is not known."""
    parts = [f"{day.first.year:04}", "", ""]
    if day.precision in ("month", "day"):
        parts[1] = f"{day.first.month:02}"
    if day.precision == "day":
        parts[2] = f"{day.first.day:02}"
    return "/".join(parts)


def head(source: Source) -> tuple[tuple[str, str], ...]:
    """What a browser's connector to a reference manager reads in the head of a source's page: (name, content) pairs.

    The address is the original's, so that the entry leads there and not to this site.
    """
    kind = ZOTERO[source.type]
    first, last = _pages(source.page)
    container = source.container_title or (None if kind in HAVE_PUBLISHERS else source.publisher)
    return in_head(
        title=source.title,
        authors=[_ris_author(author) for author in source.author],
        date=head_date(source.issued),
        language=source.language,
        url=source.url,
        type=kind,
        more=[
            ("citation_journal_title", source.container_title if source.type.startswith("article-") else None),
            ("citation_publisher", source.publisher),
            ("citation_isbn", source.isbn),
            ("citation_firstpage", first),
            ("citation_lastpage", last),
            ("DC.source", container),
            ("DC.publisher", source.publisher),
        ],
    )


def in_head(
    *,
    title: str | None,
    authors: list[str],
    date: str | None,
    language: str | None,
    url: str | None,
    type: str,
    more: Iterable[tuple[str, str | None]] = (),
) -> tuple[tuple[str, str], ...]:
    """A work in Highwire's names, which most tools read, and in Dublin Core's, by whose type (in Zotero's word) Zotero tells
    a newspaper from a journal. Without what is not known."""
    pairs: list[tuple[str, str | None]] = [
        ("citation_title", title),
        ("citation_publication_date", date),
        ("citation_language", language),
        ("citation_public_url", url),
        ("DC.title", title),
        *(("DC.creator", author) for author in authors),
        ("DC.date", date),
        ("DC.language", language),
        ("DC.identifier", url),
        ("DC.type", type),
        *more,
    ]
    named = (("citation_author", _for_highwire(one_line(author))) for author in authors)
    return (*named, *((name, one_line(content)) for name, content in pairs if content))


def _for_highwire(author: str) -> str:
    """A name of which Zotero makes one author. It splits a body's name at its last blank unless a comma is in it, which it
    drops at the end; and at a comma that has names of several words on both sides, unless the first blanks do not break."""
    family, comma, given = author.partition(", ")
    if not comma:
        return f"{author}," if " " in author else author
    return f"{family.replace(' ', chr(160))}, {given}" if " " in given else author


# The type in CSL, then in Zotero.
ZOTERO = {
    "article": "newspaperArticle",
    "article-journal": "journalArticle",
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "book": "book",
    "broadcast": "tvBroadcast",
    "chapter": "bookSection",
    "entry-encyclopedia": "encyclopediaArticle",
    "personal_communication": "letter",
    "post-weblog": "blogPost",
    "report": "report",
    "speech": "presentation",
    "webpage": "webpage",
}
# The types that have a field for a publisher in Zotero. With any other a news agency would be lost, and stands as the medium.
HAVE_PUBLISHERS = ("book", "bookSection", "encyclopediaArticle", "report")


def head_date(when: When | None) -> str | None:
    """A single date that is exact as far as it goes, with hyphens; None for any other."""
    found = ris_date(when)
    return found.rstrip("/").replace("/", "-") if found else None
