"""What reference managers read in the head of a page: pairs of a name and a content, in Highwire's
names, which most tools read, and in Dublin Core's."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from ..domain.chronicle import Chronicle
from ..model.sources import Author
from ..text.dates import EdtfDate
from .bibliography import exact_date, page_range
from .export_file import single_line
from .published_works import PublishedWork, author_name

MetadataPairs = tuple[tuple[str, str], ...]
WITH_PUBLISHER = ("book", "chapter", "entry-encyclopedia", "report")
"""The types of CSL that have a field for a publisher in Zotero. With any other a publisher would
be lost, and is given as the medium."""
COMMA_IN_A_NAME = "\N{SINGLE LOW-9 QUOTATION MARK}"


@dataclass(frozen=True, slots=True)
class _Work:
    """What both sets of names say of a work."""

    type: str
    title: str | None
    authors: tuple[Author, ...]
    issued: EdtfDate | None
    language: str | None
    url: str | None


def source_metadata(work: PublishedWork) -> MetadataPairs:
    """The head of a source's page. The address is the original's, so that the entry leads there
    and not to this site."""
    first, last = page_range(work.pages)
    is_article = work.type.csl.startswith("article-")
    medium = work.container or (None if work.type.csl in WITH_PUBLISHER else work.publisher)
    found = _Work(work.type.zotero, work.title, work.authors, work.issued, work.language, work.url)
    more = (
        ("citation_journal_title", work.container if is_article else None),
        ("citation_publisher", work.publisher),
        ("citation_isbn", work.isbn),
        ("citation_firstpage", first),
        ("citation_lastpage", last),
        ("DC.source", medium),
        ("DC.publisher", work.publisher),
    )
    return _pairs(found, more)


def context_object(work: PublishedWork) -> str:
    """A source without an address as a COinS title (OpenURL 1.0 in a query): Zotero prefers it to
    the head, of which it would take our page's address for the source's. Empty if the source has
    an address."""
    if work.url:
        return ""
    pairs: list[tuple[str, str | None]] = [
        ("type", work.type.zotero),
        ("title", work.title),
        *(("creator", author_name(author)) for author in work.authors),
        ("source", work.container),
        ("publisher", work.publisher),
        ("date", exact_date(work.issued)),
        ("language", work.language),
    ]
    known = [(f"rft.{name}", single_line(value)) for name, value in pairs if value]
    fixed = [("ctx_ver", "Z39.88-2004"), ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc")]
    return urlencode(fixed + known, quote_via=quote)


def page_metadata(chronicle: Chronicle, title: str, url: str) -> MetadataPairs:
    """The head of a page that is cited as ours; a reference manager takes the site's name from
    og:site_name."""
    site = chronicle.site
    editors = (Author(literal=site.editors),)
    work = _Work("webpage", title, editors, site.version_date, site.language, url)
    return _pairs(work, (("DC.rights", site.licence),))


def _pairs(work: _Work, more: Iterable[tuple[str, str | None]]) -> MetadataPairs:
    date = exact_date(work.issued)
    pairs: list[tuple[str, str | None]] = [
        ("citation_title", work.title),
        ("citation_publication_date", date),
        ("citation_language", work.language),
        ("citation_public_url", work.url),
        ("DC.title", work.title),
        *(("DC.creator", author_name(author)) for author in work.authors),
        ("DC.date", date),
        ("DC.language", work.language),
        ("DC.identifier", work.url),
        ("DC.type", work.type),
        *more,
    ]
    return (
        *(("citation_author", _for_highwire(author)) for author in work.authors),
        *((name, single_line(content)) for name, content in pairs if content),
    )


def _for_highwire(author: Author) -> str:
    """A name of which Zotero makes one author. It divides a name at its first comma, or else at
    its last space: of a body's name the commas are written as a character that looks like one, and
    one is added at the end, which it drops. It makes two authors of a name with several words
    before and after the comma, unless the first spaces do not break."""
    name = single_line(author_name(author))
    if author.literal:
        body = name.replace(",", COMMA_IN_A_NAME)
        return f"{body}," if " " in body else body
    family, comma, given = name.partition(", ")
    return f"{family.replace(' ', chr(160))}, {given}" if comma and " " in given else name
