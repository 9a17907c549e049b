"""Linked data: schema.org for what it has words for, and a vocabulary of our own for the relations of statements.

An address known to the build makes every id absolute. Without one, ids are relative to the file, so that they lead to
the pages beside it, and the vocabulary has a name that is no address. schema.org's ClaimReview is not used: it rates.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from ..domain.chronicle import SourcedStatement, full_reference
from ..model import records as model
from ..text.dates import When
from .base import LICENCES, Export, exact_days, one_line, tallied
from .records import Plainly
from .tables import as_json

SCHEMA = "https://schema.org/"
UNNAMED = "urn:x-chronicle:"
VOCABULARY = "method.html#term-"
WORKS = {
    "article": "NewsArticle",
    "article-journal": "ScholarlyArticle",
    "article-magazine": "Article",
    "article-newspaper": "NewsArticle",
    "book": "Book",
    "chapter": "Chapter",
    "entry-encyclopedia": "Article",
    "personal_communication": "Message",
    "post-weblog": "BlogPosting",
    "report": "Report",
    "webpage": "WebPage",
}
# Our own terms, each with a text `term_<name>` on the page that explains them. `@id`: the value is another record.
LINKS = (
    "answers", "setBeside", "contradicts", "revises", "withdraws", "repeats", "accepts", "restsOn", "root",
    "allegedPlace", "allegedActor", "actor", "speaksOfPlace", "after", "before", "hasPosition",
)  # fmt: skip
VALUES = ("status", "date", "speaker", "party", "basis", "voice", "counted", "figure", "quotation", "extent", "precision", "what", "low", "high", "worded")  # fmt: skip

Node = dict[str, Any]


def terms() -> list[str]:
    """The names of our own terms, in alphabetical order."""
    return sorted({*LINKS, *VALUES, "question"}, key=str.casefold)


class Linker:
    """Records as nodes of JSON-LD. `base` stands before the address of every page; `vocabulary` before our terms."""

    def __init__(self, plainly: Plainly, address: str, base: str) -> None:
        self.plainly = plainly
        self.chronicle = plainly.chronicle
        self.base = base
        self.vocabulary = f"{address or UNNAMED}{VOCABULARY}"

    def document(self, nodes: list[Node]) -> Node:
        """The nodes under a context of the words that they use."""
        used = set(_keys(nodes))
        context = {name: means for name, means in self.context().items() if name in used or name in ("@vocab", "chr")}
        return {"@context": context, "@graph": nodes}

    def context(self) -> Node:
        terms: Node = {name: {"@id": f"chr:{name}", "@type": "@id"} for name in LINKS}
        return {
            "@vocab": SCHEMA,
            "chr": {"@id": self.vocabulary, "@prefix": True},
            **terms,
            **{name: f"chr:{name}" for name in VALUES},
            **{name: {"@id": f"{SCHEMA}{name}", "@type": "@id"} for name in ("about", "appearance", "author", "location", "containedInPlace", "superEvent", "url", "archivedAt", "additionalType")},
        }  # fmt: skip

    def id(self, ref: str) -> str:
        source, _, statement = ref.partition("#")
        return f"{self.base}{self.plainly.view.url(source)}" + (f"#{statement}" if statement else "")

    def position(self, answer: model.Answer) -> str:
        return f"{self.id(answer.question)}#position-{answer.position}"

    def node(self, kind: str, id_: str) -> Node:
        """The node of a record, without what is not known."""
        found = {"@id": self.id(id_), **getattr(self, f"_{kind}")(id_)}
        return {key: value for key, value in found.items() if value not in (None, "", [], {})}

    def _event(self, id_: str) -> Node:
        event = self.chronicle.events[id_]
        days = exact_days(event.date)
        return {
            "@type": "Event",
            "name": event.title,
            "status": event.status,
            "date": event.date.text if event.date else None,
            "startDate": days[0].first.isoformat() if days else None,
            "endDate": days[1].last.isoformat() if days else None,
            "location": [self.id(role.place) for role in event.places if role.role == "undisputed"],
            "allegedPlace": [self.id(role.place) for role in event.places if role.role == "alleged"],
            "actor": [self.id(role.actor) for role in event.actors if role.role == "undisputed"],
            "allegedActor": [self.id(role.actor) for role in event.actors if role.role == "alleged"],
            "superEvent": self.id(event.part_of) if event.part_of else None,
            "after": [self.id(other) for other in event.after],
            "before": [self.id(other) for other in event.before],
        }

    def _statement(self, ref: str) -> Node:
        statement = self.chronicle.statements[ref]
        record, standing = self.plainly.statements[ref], self.chronicle.standings[ref]
        relations: dict[str, list[str]] = {}
        for relation in record.relates:
            target = full_reference(statement.source_id, relation.target)
            relations.setdefault(relation.kind, []).append(self.id(target))
        return {
            "@type": "Claim",
            "text": record.says,
            "author": self.id(record.by.actor) if record.by.actor else None,
            "speaker": record.by.described,
            "party": self.chronicle.party(statement),
            "appearance": self.id(statement.source_id),
            "about": [self.id(about) for about in record.about],
            "dateCreated": _exact(record.said),
            "date": record.when.text if record.when else None,
            "speaksOfPlace": self.id(record.where) if record.where else None,
            "basis": record.basis,
            "quotation": {"@value": record.quote, "@language": record.quote_language} if record.quote else None,
            "answers": [self.position(answer) for answer in record.answers],
            "setBeside": [self.position(answer) for answer in record.bears_on],
            "root": [self.id(root) for root in sorted(standing.roots)],
            "voice": self._voice(statement),
            "counted": standing.counted,
            "figure": [_figure(figure) for figure in record.figures],
            **relations,
        }

    def _voice(self, statement: SourcedStatement) -> str:
        return self.plainly.view.voice(statement.ref)

    def _source(self, id_: str) -> Node:
        """A work. An address that is dead, unencrypted or a mirror's stays a text (`identifier`) and is no link (`url`)."""
        source = self.chronicle.sources[id_]
        publisher = source.publisher or source.container_title
        return {
            "@type": WORKS.get(source.type, "CreativeWork"),
            "name": _in(source.title, source.language),
            "alternateName": _in(source.title_en, self.chronicle.site.language),
            "author": [_author(author) for author in source.author],
            "datePublished": _exact(source.issued),
            "date": source.issued.text if source.issued else None,
            "inLanguage": source.language,
            "isPartOf": {"@type": "CreativeWork", "name": source.container_title} if source.container_title else None,
            "publisher": {"@type": "Organization", "name": publisher} if publisher else None,
            "isbn": source.isbn,
            "pagination": source.page,
            "url": source.url if not source.url_status else None,
            "identifier": source.url if source.url_status else None,
            "archivedAt": source.archive.url,
            "extent": source.read.extent,
            "restsOn": [self.id(parent.work) for parent in source.derives_from.works],
        }

    def _question(self, id_: str) -> Node:
        question = self.chronicle.questions[id_]
        return {
            "@type": "CreativeWork",
            "additionalType": f"{self.vocabulary}question",
            "name": question.question,
            "abstract": question.why,
            "hasPosition": [
                {"@id": f"{self.id(id_)}#position-{position.id}", "@type": "CreativeWork", "name": position.text}
                for position in question.positions
            ],
        }

    def _actor(self, id_: str) -> Node:
        actor = self.chronicle.actors[id_]
        return {
            "@type": "Person" if actor.kind == "person" else "Organization",
            **_names(actor.names),
            "disambiguatingDescription": actor.role,
            "party": actor.party,
        }

    def _place(self, id_: str) -> Node:
        place = self.chronicle.places[id_]
        point = place.coordinates
        return {
            "@type": "Place",
            **_names(place.names),
            "containedInPlace": self.id(place.within) if place.within else None,
            "precision": place.precision,
            "geo": {"@type": "GeoCoordinates", "longitude": point[0], "latitude": point[1]} if point else None,
        }


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from value
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _keys(part)


def _in(text: str | None, language: str | None) -> Any:
    if not text:
        return None
    return {"@value": text, "@language": language} if language else text


def _names(names: list[model.Name]) -> Node:
    first = model.preferred(names)
    return {
        "name": _in(first.text, first.language),
        "alternateName": [_in(name.text, name.language) for name in names if name is not first],
    }


def _author(author: model.Author) -> Node:
    if author.literal:
        return {"@type": "Organization", "name": author.literal}
    given = {"givenName": author.given} if author.given else {}
    name = " ".join(part for part in (author.given, author.family) if part)
    return {"@type": "Person", "name": name, "familyName": author.family, **given}


def _figure(figure: model.Figure) -> Node:
    found = {"what": figure.what, "worded": figure.worded, "low": figure.low, "high": figure.high}
    return {key: value for key, value in found.items() if value is not None}


def _exact(when: When | None) -> str | None:
    """A date that schema.org can hold: a single one without 'about'. The whole of it stands in `date`."""
    if when is None or when.interval or not when.begin or when.begin.about or when.begin.uncertain:
        return None
    return when.text


def graph(plainly: Plainly, address: str = "") -> Export:
    """`chronicle.jsonld`: every record as linked data, ids relative to the file where the site has no address."""
    linker = Linker(plainly, address, address or "../")
    kinds = ("event", "question", "source", "statement", "actor", "place")
    nodes = [linker.node(kind, id_) for kind in kinds for id_ in plainly.ids(kind)]
    out = {"quotation": plainly.withheld} if plainly.withheld else {}
    events = plainly.chronicle.events.values()
    out |= tallied("start" for event in events if not exact_days(event.date))
    return Export("chronicle.jsonld", "formats", as_json(linker.document(nodes)), len(nodes), out)


def in_page(plainly: Plainly, kind: str, id_: str, address: str = "") -> str:
    """The linked data of a record's page, for its head: of a source with the statements that it carries."""
    linker = Linker(plainly, address, address or "../")
    nodes = [linker.node(kind, id_)]
    if kind == "source":
        nodes += [linker.node("statement", f"{id_}#{c.id}") for c in plainly.chronicle.sources[id_].statements]
    return script(linker.document(nodes))


# The words of pages without records. Not schema.org's own context, which would have to be fetched.
CONTEXT = {"@vocab": SCHEMA} | {name: {"@type": "@id"} for name in ("license", "contentUrl")}


def _licence(plainly: Plainly) -> Any:
    """The licence by its address; as a work with a name where its address is not known."""
    named = plainly.chronicle.licence
    return LICENCES.get(named) or {"@type": "CreativeWork", "name": named}


def of_page(plainly: Plainly, title: str, type_: str) -> str:
    """The linked data of a page that is of no one record: prose, or a list of records (`CollectionPage`)."""
    site = plainly.chronicle.site
    return script({
        "@context": CONTEXT, "@type": type_, "name": title, "inLanguage": site.language, "version": site.version,
        "license": _licence(plainly), "isPartOf": {"@type": "WebSite", "name": site.title},
        "author": {"@type": "Organization", "name": site.editors},
    })  # fmt: skip


def of_data(plainly: Plainly, files: Iterable[Export], address: str = "") -> str:
    """The linked data of the page that lists the files: a dataset and its distributions."""
    site = plainly.chronicle.site
    downloads = [
        {"@type": "DataDownload", "name": file.path, "contentUrl": f"{address}data/{file.path}", "contentSize": f"{len(file.content)} B"}
        for file in files
    ]  # fmt: skip
    return script({
        "@context": CONTEXT, "@type": "Dataset", "name": site.title, "description": one_line(site.description),
        "version": site.version, "license": _licence(plainly), "creator": {"@type": "Organization", "name": site.editors},
        "datePublished": site.version_date.text, "distribution": downloads,
    })  # fmt: skip


# What would end the script, or a line of it, travels as an escape, which JSON reads back.
UNSAFE = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"})


def script(value: Any) -> str:
    """JSON that can stand within a <script> of a page."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)
