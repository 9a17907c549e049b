"""What reference managers read in the head of a page: pairs of a name and a content, in Highwire's
names, which most tools read, and in Dublin Core's."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..domain.chronicle import Chronicle
from ..model.sources import Author, Source
from ..text.dates import EdtfDate
from .bibliography import REFERENCE_TYPES, author_name, exact_date, page_range
from .export_file import single_line

MetadataPairs = tuple[tuple[str, str], ...]
ZOTERO_TYPES_WITH_PUBLISHER = ("book", "bookSection", "encyclopediaArticle", "report")
"""The types that have a field for a publisher in Zotero. With any other a news agency would be
lost, and is given as the medium."""
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


def source_metadata(source: Source) -> MetadataPairs:
    """The head of a source's page. The address is the original's, so that the entry leads there
    and not to this site."""
    type_ = REFERENCE_TYPES[source.type].zotero
    first, last = page_range(source.page)
    is_article = source.type.startswith("article-")
    agency = None if type_ in ZOTERO_TYPES_WITH_PUBLISHER else source.publisher
    work = _Work(
        type_, source.title, tuple(source.author), source.issued, source.language, source.url
    )
    more = (
        ("citation_journal_title", source.container_title if is_article else None),
        ("citation_publisher", source.publisher),
        ("citation_isbn", source.isbn),
        ("citation_firstpage", first),
        ("citation_lastpage", last),
        ("DC.source", source.container_title or agency),
        ("DC.publisher", source.publisher),
    )
    return _pairs(work, more)


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
