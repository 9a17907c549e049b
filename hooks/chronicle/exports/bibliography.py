"""The sources for reference managers: CSL JSON, BibTeX (with BibLaTeX's dates) and RIS.

BibTeX is written here and not by Pandoc, which capitalises titles anew, drops the name of a site,
and breaks a range of dates and a date with 'about'.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import rispy

from ..domain.chronicle import Chronicle
from ..model.sources import Author, Source
from ..text.dates import EdtfDate, PartialDate
from ..text.localization import Texts, date_in_words
from .export_file import ExportFile, JsonObject, json_text, single_line, tally

BIBTEX_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
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
TEX_UNBALANCED = {**TEX, "{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
TEX_LIGATURES = re.compile(r"-(?=-)|`(?=`)|'(?=')|(?<=[?!])`")
OPENING_QUOTES = re.compile("[‘“]")
"""Pandoc changes the capitals of a quotation in a title, unless its first character is in
braces."""


@dataclass(frozen=True, slots=True)
class ReferenceType:
    """A type of CSL in BibLaTeX, with the field for the paper, site or channel; in RIS; and in
    Zotero's words."""

    bibtex: str
    container: str
    ris: str
    zotero: str


REFERENCE_TYPES = {
    "article": ReferenceType("online", "journaltitle", "NEWS", "newspaperArticle"),
    "article-journal": ReferenceType("article", "journal", "JOUR", "journalArticle"),
    "article-magazine": ReferenceType("article", "journal", "MGZN", "magazineArticle"),
    "article-newspaper": ReferenceType("article", "journal", "NEWS", "newspaperArticle"),
    "book": ReferenceType("book", "series", "BOOK", "book"),
    "broadcast": ReferenceType("online", "journaltitle", "VIDEO", "tvBroadcast"),
    "chapter": ReferenceType("incollection", "booktitle", "CHAP", "bookSection"),
    "document": ReferenceType("misc", "titleaddon", "GEN", "document"),
    "entry-encyclopedia": ReferenceType("inreference", "booktitle", "ENCYC", "encyclopediaArticle"),
    "personal_communication": ReferenceType("letter", "journaltitle", "PCOMM", "letter"),
    "post-weblog": ReferenceType("online", "journaltitle", "BLOG", "blogPost"),
    "report": ReferenceType("report", "series", "RPRT", "report"),
    "speech": ReferenceType("unpublished", "eventtitle", "GEN", "presentation"),
    "webpage": ReferenceType("online", "journaltitle", "ELEC", "webpage"),
}
BIBTEX_SUBTYPES = {"article-newspaper": "newspaper", "article-magazine": "magazine"}


def bibliography_files(chronicle: Chronicle) -> list[ExportFile]:
    """`sources.csl.json`, `sources.bib` and `sources.ris`: every source, read or only cited."""
    sources, texts = sorted(chronicle.sources.items()), chronicle.texts
    untitled = ["" if source.title else "left_out_untitled" for _, source in sources]
    open_dates = ["left_out_date_open" if _is_open(one.issued) else "" for _, one in sources]
    not_in_ris = [_not_in_ris(source.issued) for _, source in sources]
    written = {
        "sources.csl.json": (json_text([csl_item(*one, texts) for one in sources]), untitled),
        "sources.bib": ("\n".join(bibtex(*one, texts) for one in sources), untitled + open_dates),
        "sources.ris": (ris_text(ris_entry(*one) for one in sources), untitled + not_in_ris),
    }
    return [
        ExportFile(path, "formats", text, len(sources), tally(left_out))
        for path, (text, left_out) in written.items()
    ]


def csl_item(id_: str, source: Source, texts: Texts) -> JsonObject:
    """A source as an item of CSL JSON, without what is not known. The translated title is
    `original-title`."""
    item: JsonObject = {
        "id": id_,
        "type": source.type,
        "title": source.title,
        "author": [author.model_dump(exclude_none=True) for author in source.author],
        "container-title": source.container_title,
        "publisher": source.publisher,
        "publisher-place": source.publisher_place,
        "page": source.page,
        "ISBN": source.isbn,
        "URL": source.url,
        "language": source.language,
        "original-title": source.title_en,
        "issued": csl_date(source.issued, texts),
    }
    return {key: value for key, value in item.items() if value}


def csl_date(when: EdtfDate | None, texts: Texts) -> JsonObject | None:
    """A date in CSL: one or two lists of year, month and day, no finer than it is known; `circa`
    with ~, ? and %. CSL has no interval with one end, so that one is put into words: a date alone
    would say more than is known."""
    if when is None:
        return None
    if not (when.begin and when.end):
        return {"literal": date_in_words(when, texts)}
    days = [when.begin, when.end] if when.interval else [when.begin]
    circa = any(day.about or day.uncertain for day in days)
    return {"date-parts": [_date_parts(day) for day in days], **({"circa": True} if circa else {})}


def _date_parts(day: PartialDate) -> list[int]:
    """The year, the month and the day, as far as they are known."""
    known = {"year": 1, "month": 2, "day": 3}[day.precision]
    return [day.first.year, day.first.month, day.first.day][:known]


def _is_open(when: EdtfDate | None) -> bool:
    return when is not None and not (when.begin and when.end)


def bibtex(id_: str, source: Source, texts: Texts) -> str:
    """A source as an entry of BibTeX."""
    type_ = REFERENCE_TYPES[source.type]
    kind = "misc" if type_.bibtex == "online" and not source.url else type_.bibtex
    pages = source.page and re.sub(r"(?<=\d)-(?=\d)", "--", source.page)
    subtype = BIBTEX_SUBTYPES.get(source.type)
    fields = {
        "author": in_braces(" and ".join(map(_bibtex_author, source.author))),
        "title": in_double_braces(source.title),
        type_.container: in_double_braces(source.container_title),
        "institution" if kind == "report" else "publisher": in_double_braces(source.publisher),
        "location": in_double_braces(source.publisher_place),
        **bibtex_date(source.issued),
        "pages": in_double_braces(pages, ligatures=True),
        "isbn": in_double_braces(source.isbn),
        "url": in_braces(source.url),
        "entrysubtype": in_braces(subtype),
        "langid": in_braces(source.language),
        "note": in_double_braces(source.title_en and f"[{source.title_en}]"),
    }
    if not any(fields.values()):  # readers pass over an entry without a field
        fields["note"] = in_double_braces(f"[{texts['title_not_seen']}]")
    return bibtex_entry(kind, id_, fields)


def bibtex_entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    """An entry of those fields that have a value."""
    lines = "".join(f"  {name} = {value},\n" for name, value in fields.items() if value)
    return f"@{kind}{{{key},\n{lines}}}\n"


def tex(text: str, *, ligatures: bool = False) -> str:
    """A text as TeX prints it letter by letter. `ligatures` leaves -- alone."""
    text = single_line(text)
    table = TEX if _is_balanced(text) else TEX_UNBALANCED
    found = "".join(table.get(character, character) for character in text)
    return found if ligatures else TEX_LIGATURES.sub(r"\g<0>{}", found)


def _is_balanced(text: str) -> bool:
    depth = 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            return False
    return depth == 0


def in_braces(text: str | None) -> str:
    """A text that needs no TeX in braces; empty if there is none."""
    return f"{{{text}}}" if text else ""


def in_double_braces(text: str | None, *, ligatures: bool = False) -> str:
    """A text in double braces, in which no style changes its capitals; empty if there is none."""
    if not text:
        return ""
    found = OPENING_QUOTES.sub(r"{\g<0>}", tex(text, ligatures=ligatures))
    return in_braces(in_braces(found))


def _bibtex_author(author: Author) -> str:
    parts = [author.literal] if author.literal else [author.family, author.given]
    return ", ".join(in_braces(tex(part)) for part in parts if part)


def bibtex_date(when: EdtfDate | None) -> dict[str, str]:
    """The date as EDTF, which BibLaTeX reads; `year` and `month` for older styles if they say no
    more. None with an open end, which readers take for the year 0."""
    if when is None or not (when.begin and when.end):
        return {}
    found = {"date": in_braces(when.text)}
    begin, end = when.begin.first, when.end.last
    days = (when.begin, when.end)
    if begin.year == end.year and not any(day.about or day.uncertain for day in days):
        found["year"] = in_braces(str(begin.year))
        if begin.month == end.month and all(day.precision != "year" for day in days):
            found["month"] = BIBTEX_MONTHS[begin.month - 1]
    return found


class _RisWriter(rispy.RisWriter):  # type: ignore[misc]
    """Without the number that rispy writes before each entry, which is not of the format."""

    def set_header(self, count: int) -> str:
        return ""


def ris_text(entries: Iterable[Mapping[str, object]]) -> str:
    """Entries in RIS, by rispy's names, without what is empty. Every value is on one line, since a
    new line would begin a new field."""
    flat = [{key: _flat(value) for key, value in one.items() if value} for one in entries]
    return str(rispy.dumps(flat, implementation=_RisWriter))


def _flat(value: object) -> object:
    if isinstance(value, list):
        return [single_line(str(one)) for one in value]
    return single_line(str(value))


def ris_entry(id_: str, source: Source) -> JsonObject:
    """A source as an entry of RIS."""
    first, last = page_range(source.page)
    return {
        "type_of_reference": REFERENCE_TYPES[source.type].ris,
        "id": id_,
        "title": source.title,
        "translated_title": source.title_en,
        "authors": [author_name(author) for author in source.author],
        "secondary_title": source.container_title,
        "publisher": source.publisher,
        "place_published": source.publisher_place,
        "date": ris_date(source.issued),
        "year": single_year(source.issued),
        "start_page": first,
        "end_page": last,
        "issn": source.isbn,
        "language": source.language,
        "urls": [source.url] if source.url else None,
    }


def author_name(author: Author) -> str:
    """An author as lists have it: the family name, a comma, the given name."""
    return author.literal or ", ".join(filter(None, (author.family, author.given)))


def page_range(pages: str | None) -> tuple[str | None, str | None]:
    """The first and the last page; the whole text as the first if it is no range."""
    match = re.fullmatch(r"(\d+)\s*[-–]\s*(\d+)", pages or "")
    return (match[1], match[2]) if match else (pages, None)


def single_year(when: EdtfDate | None) -> str | None:
    """The year of a date that is within one."""
    if when is None or not (when.begin and when.end):
        return None
    begin, end = when.begin.first.year, when.end.last.year
    return str(begin) if begin == end else None


def _not_in_ris(when: EdtfDate | None) -> str:
    """Why RIS, which has one exact date, cannot have this one; empty if it can."""
    if when is None:
        return ""
    if _is_open(when):
        return "left_out_date_open"
    if when.interval:
        return "left_out_date_range"
    about = when.begin and (when.begin.about or when.begin.uncertain)
    return "left_out_date_about" if about else ""


def exact_date(when: EdtfDate | None) -> str:
    """A single date without 'about', such as 1901-05-03 or 1901; empty for any other."""
    return "" if when is None or _not_in_ris(when) else when.text


def ris_date(when: EdtfDate | None) -> str:
    """The same as YYYY/MM/DD, with nothing for what is not known; empty for a date that RIS does
    not have."""
    parts = exact_date(when).split("-")
    return "/".join([*parts, "", ""][:3]) if parts[0] else ""
