"""A source as every format of references has it, and what its type is called in each."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..domain.chronicle import Chronicle
from ..model.sources import Author, Source
from ..text.dates import EdtfDate
from ..text.localization import date_in_words


@dataclass(frozen=True, slots=True)
class ReferenceType:
    """A type of source in CSL, BibLaTeX and RIS, and in Zotero's words."""

    csl: str
    bibtex: str
    ris: str
    zotero: str


NEWSPAPER = ReferenceType("article-newspaper", "article", "NEWS", "newspaperArticle")
REFERENCE_TYPES = {
    "article": NEWSPAPER,  # a dispatch, which CSL would take for a preprint: its agency's article
    "article-journal": ReferenceType("article-journal", "article", "JOUR", "journalArticle"),
    "article-magazine": ReferenceType("article-magazine", "article", "MGZN", "magazineArticle"),
    "article-newspaper": NEWSPAPER,
    "book": ReferenceType("book", "book", "BOOK", "book"),
    "broadcast": ReferenceType("broadcast", "online", "VIDEO", "tvBroadcast"),
    "chapter": ReferenceType("chapter", "incollection", "CHAP", "bookSection"),
    "document": ReferenceType("document", "misc", "GEN", "document"),
    "entry-encyclopedia": ReferenceType(
        "entry-encyclopedia", "inreference", "ENCYC", "encyclopediaArticle"
    ),
    "personal_communication": ReferenceType("personal_communication", "misc", "PCOMM", "letter"),
    "post-weblog": ReferenceType("post-weblog", "online", "BLOG", "blogPost"),
    "report": ReferenceType("report", "report", "RPRT", "report"),
    "speech": ReferenceType("speech", "unpublished", "GEN", "presentation"),
    "webpage": ReferenceType("webpage", "online", "ELEC", "webpage"),
}
IN_A_PAPER = {"article-newspaper", "article-magazine", "article-journal", "broadcast"}
"""Types of CSL whose container is the publisher if no other is known: an agency, a channel."""


@dataclass(frozen=True, slots=True)
class PublishedWork:
    """What references say of a source; empty or None where it is not known. `title` has the
    translation in brackets, or is a description in brackets; `note` names the archived copy."""

    id: str
    type: ReferenceType
    title: str
    authors: tuple[Author, ...]
    container: str | None
    publisher: str | None
    place: str | None
    pages: str | None
    isbn: str | None
    issued: EdtfDate | None
    language: str | None
    url: str | None
    note: str | None


def published_works(chronicle: Chronicle) -> Iterator[PublishedWork]:
    """Every source, by id."""
    return (published_work(chronicle, *one) for one in sorted(chronicle.sources.items()))


def published_work(chronicle: Chronicle, id_: str, source: Source) -> PublishedWork:
    """One source, with the words that the chronicle has for what is not known."""
    type_ = REFERENCE_TYPES[source.type]
    container, publisher = source.container_title, source.publisher
    if not container and type_.csl in IN_A_PAPER:
        container, publisher = publisher, None
    return PublishedWork(
        id=id_,
        type=type_,
        title=_title(chronicle, source),
        authors=tuple(source.author),
        container=container,
        publisher=publisher,
        place=source.publisher_place,
        pages=source.page,
        isbn=source.isbn,
        issued=source.issued,
        language=source.language,
        url=source.url,
        note=_archived_copy(chronicle, source),
    )


def _title(chronicle: Chronicle, source: Source) -> str:
    """The title as styles ask: with its translation in brackets, and in brackets if it is ours."""
    if source.title:
        return f"{source.title} [{source.title_en}]" if source.title_en else source.title
    kind = chronicle.vocabulary.label("kinds_of_source", source.kind)
    return f"[{kind}; {chronicle.texts['title_not_seen']}]"


def _archived_copy(chronicle: Chronicle, source: Source) -> str | None:
    if not source.archive.url:
        return None
    day = date_in_words(source.archive.date, chronicle.texts)
    return f"{chronicle.texts['archived_on'].format(date=day)}: {source.archive.url}"


def author_name(author: Author) -> str:
    """An author as lists have it: the family name, a comma, the given name."""
    return author.literal or ", ".join(filter(None, (author.family, author.given)))
