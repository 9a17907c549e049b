"""The sources for reference managers: CSL JSON, BibLaTeX and RIS.

BibLaTeX is written here and not by Pandoc, which capitalises titles anew, drops the name of a
site, and breaks a range of dates and a date with 'about'.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import rispy
from babel import Locale

from ..domain.chronicle import Chronicle
from ..model.sources import Author
from ..text.dates import EdtfDate, PartialDate
from ..text.localization import Texts, date_in_words
from .export_file import ExportFile, FileTally, JsonObject, Maker, json_list, single_line
from .published_works import PublishedWork, author_name, published_works

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


BIBTEX_SUBTYPES = {"article-newspaper": "newspaper", "article-magazine": "magazine"}
_IN_A_BOOK = {"container": "booktitle", "publisher": "publisher", "place": "location"}
BIBTEX_FIELDS: dict[str, dict[str, str]] = {
    "article": {"container": "journaltitle", "pages": "pages"},
    "online": {"container": "organization", "publisher": "organization"},
    "misc": {"container": "organization", "publisher": "organization", "place": "location"},
    "book": {**_IN_A_BOOK, "container": "series", "pages": "pages", "isbn": "isbn"},
    "incollection": {**_IN_A_BOOK, "pages": "pages", "isbn": "isbn"},
    "inreference": {**_IN_A_BOOK, "pages": "pages", "isbn": "isbn"},
    "report": {"publisher": "institution", "place": "location", "pages": "pages"},
    "unpublished": {"container": "eventtitle", "place": "location"},
}
"""The fields that BibLaTeX's data model has for each of its types that we use."""


def bibliography_files(chronicle: Chronicle) -> list[ExportFile]:
    """`sources.csl.json`, `sources.bib` and `sources.ris`: every source, read or only cited."""
    written: dict[str, Maker] = {
        "sources.csl.json": partial(_csl_items, chronicle),
        "sources.bib": partial(_entries, chronicle, bibtex, _not_in_bibtex),
        "sources.ris": partial(_entries, chronicle, _ris, _not_in_ris),
    }
    return [ExportFile(path, "formats", make) for path, make in written.items()]


def _csl_items(chronicle: Chronicle, tally: FileTally) -> Iterator[str]:
    works = tally.each(published_works(chronicle))
    return json_list(csl_item(one, chronicle.texts) for one in works)


def _entries(
    chronicle: Chronicle,
    entry: Callable[[PublishedWork], str],
    not_there: Callable[[EdtfDate | None], str],
    tally: FileTally,
) -> Iterator[str]:
    """Every source as an entry, and an empty line between two. `not_there` says why the format
    cannot have a date; empty if it can."""
    line = ""
    for work in tally.each(published_works(chronicle)):
        tally.leave_out(not_there(work.issued))
        yield line + entry(work)
        line = "\n"


def csl_item(work: PublishedWork, texts: Texts) -> JsonObject:
    """A source as an item of CSL JSON, without what is not known."""
    item: JsonObject = {
        "id": work.id,
        "type": work.type.csl,
        "title": work.title,
        "author": [author.model_dump(exclude_none=True) for author in work.authors],
        "container-title": work.container,
        "publisher": work.publisher,
        "publisher-place": work.place,
        "page": work.pages,
        "ISBN": work.isbn,
        "URL": work.url,
        "language": work.language,
        "note": work.note,
        "issued": csl_date(work.issued, texts),
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


def _not_in_bibtex(when: EdtfDate | None) -> str:
    return "left_out_date_open" if _is_open(when) else ""


def bibtex(work: PublishedWork) -> str:
    """A source as an entry of BibLaTeX, each value in a field that its data model gives the type;
    what has none is a note."""
    type_ = "misc" if work.type.bibtex == "online" and not work.url else work.type.bibtex
    values = {
        "container": work.container,
        "publisher": work.publisher,
        "place": work.place,
        "pages": work.pages and re.sub(r"(?<=\d)-(?=\d)", "--", work.pages),
        "isbn": work.isbn,
    }
    named: dict[str, list[str]] = {}
    for name, value in [*values.items(), ("note", work.note)]:
        if value:
            named.setdefault(BIBTEX_FIELDS[type_].get(name, "note"), []).append(value)
    fields = {
        "author": in_braces(" and ".join(map(_bibtex_author, work.authors))),
        "title": in_double_braces(work.title),
        **{name: _bibtex_values(name, found) for name, found in named.items()},
        **bibtex_date(work.issued),
        "url": in_braces(work.url),
        "entrysubtype": in_braces(BIBTEX_SUBTYPES.get(work.type.csl)),
        **bibtex_language(work.language),
    }
    return bibtex_entry(type_, work.id, fields)


def _bibtex_values(name: str, values: list[str]) -> str:
    """One value, or several as a list of bodies or as one note."""
    if name == "note":
        return in_double_braces("; ".join(values))
    bodies = [in_double_braces(one, ligatures=name == "pages") for one in values]
    return bodies[0] if len(bodies) == 1 else in_braces(" and ".join(one[1:-1] for one in bodies))


def bibtex_language(code: str | None) -> dict[str, str]:
    """A language by its name, as BibLaTeX has it in both of its fields."""
    name = code and Locale.parse(code, sep="-").get_language_name("en")
    found = in_braces(name and name.lower())
    return {"langid": found, "language": found}


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
    """The date as EDTF, which BibLaTeX reads. None with an open end, which readers take for the
    year 0."""
    return {} if when is None or _is_open(when) else {"date": in_braces(when.text)}


class _RisWriter(rispy.RisWriter):  # type: ignore[misc]
    """Without the number that rispy writes before each entry, which is not of the format."""

    def set_header(self, count: int) -> str:
        return ""


def ris_text(entry: Mapping[str, object]) -> str:
    """An entry in RIS, by rispy's names, without what is empty. Every value is on one line, since a
    new line would begin a new field."""
    flat = {key: _flat(value) for key, value in entry.items() if value}
    return str(rispy.dumps([flat], implementation=_RisWriter))


def _flat(value: object) -> object:
    if isinstance(value, list):
        return [single_line(str(one)) for one in value]
    return single_line(str(value))


def ris_entry(work: PublishedWork) -> JsonObject:
    """A source as an entry of RIS. Zotero finds a broadcast's channel only as its publisher."""
    first, last = page_range(work.pages)
    channel = work.container if work.type.ris == "VIDEO" else None
    return {
        "type_of_reference": work.type.ris,
        "id": work.id,
        "title": work.title,
        "authors": [author_name(author) for author in work.authors],
        "secondary_title": work.container,
        "publisher": work.publisher or channel,
        "place_published": work.place,
        "date": ris_date(work.issued),
        "year": single_year(work.issued),
        "start_page": first,
        "end_page": last,
        "issn": work.isbn,
        "language": work.language,
        "urls": [work.url] if work.url else None,
        "notes": [work.note] if work.note else None,
    }


def _ris(work: PublishedWork) -> str:
    return ris_text(ris_entry(work))


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
