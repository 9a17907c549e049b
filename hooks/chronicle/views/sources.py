"""A source with everything that is known of it and of its statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from ..domain.chronicle import SourcedStatement, full_reference
from ..domain.naming import source_label, source_publisher, source_title
from ..model.sources import Parent, Source
from .agreed import content_notes
from .context import ViewContext
from .links import ForeignText, Link, PartyLabel
from .statements import StatementView


@dataclass(frozen=True, slots=True)
class ParentView:
    """A work that something rests on: what was taken from it, and how sure that is."""

    source: Link
    taken: str
    sureness: str
    why: str


@dataclass(frozen=True, slots=True)
class RelationView:
    """What a statement does to another one, or another one to it, in words."""

    kind: str
    other: StatementView
    why: str


@dataclass(frozen=True, slots=True)
class SourcedStatementView:
    """A statement on the page of its source, with everything that is known of it."""

    statement: StatementView
    events: tuple[Link, ...]
    relations: tuple[RelationView, ...]
    roots: tuple[Link, ...]
    parents: tuple[ParentView, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """The page of a source. `address` is empty if none is known; `address_note` says why it is no
    link; `seen_at` is the host of the copy that was read."""

    id: str
    title: ForeignText
    has_title: bool
    translation: str
    translation_is_ours: bool
    publisher: str
    label: str
    issued: str
    issued_basis: str
    issued_note: str
    kind: str
    party: PartyLabel | None
    address: str
    address_in_words: str
    address_note: str
    graphic: bool
    archive_address: str
    archive: str
    reading: str
    cited: bool
    cited_by: tuple[Link, ...]
    derivation: str
    derivation_note: str
    parents: tuple[ParentView, ...]
    children: tuple[Link, ...]
    statements: tuple[SourcedStatementView, ...]
    removed: tuple[str, ...]
    content_notes: tuple[str, ...]
    note: str


def source_view(context: ViewContext, id_: str) -> SourceView:
    """The page of a source."""
    chronicle, texts = context.chronicle, context.texts
    source = chronicle.sources[id_]
    statements = [one for one in chronicle.statements.values() if one.source_id == id_]
    events = (one for said in source.statements for one in said.about if one in chronicle.events)
    statuses = texts.table("address_status")
    archive_address, archive = archive_words(context, source)
    return SourceView(
        id=id_,
        title=ForeignText(
            source_title(source, texts), context.language(source.language) if source.title else ""
        ),
        has_title=bool(source.title),
        translation=source.title_en or "",
        translation_is_ours=source.title_en_by == "editors",
        publisher=source_publisher(source, texts),
        label=source_label(source, texts),
        issued=context.date(source.issued),
        issued_basis=texts.table("issued_basis")[source.issued_basis],
        issued_note=source.issued_note or "",
        kind=context.vocabulary.label("kinds_of_source", source.kind),
        party=context.parties[source.party] if source.party else None,
        address=source.url or "",
        address_in_words=unquote(source.url or "", errors="replace"),
        address_note=statuses[source.url_status] if source.url_status else "",
        graphic=bool(source.graphic),
        archive_address=archive_address,
        archive=archive,
        reading=reading_words(context, source),
        cited=source.read.extent == "cited",
        cited_by=context.source_links(source.read.cited_by),
        derivation=texts.table("derivation")[source.derives_from.kind],
        derivation_note=source.derives_note or "",
        parents=_parents(context, source.derives_from.works),
        children=context.source_links(chronicle.derived.get(id_, [])),
        statements=tuple(_sourced_statement(context, one) for one in statements),
        removed=_removed_statements(context, id_),
        content_notes=content_notes(context, events),
        note=source.note or "",
    )


def _removed_statements(context: ViewContext, source: str) -> tuple[str, ...]:
    """The ids of statements that this source once had."""
    gone = (ref for one in context.chronicle.records.corrections for ref in one.removed)
    found = (ref.partition("#") for ref in gone)
    return tuple(dict.fromkeys(id_ for of, _, id_ in found if of == source and id_))


def archive_words(context: ViewContext, source: Source) -> tuple[str, str]:
    """The address of an archived copy and what it is called; without one, an empty address and the
    reason."""
    archive = source.archive
    if archive.url:
        day = context.date(archive.date)
        return archive.url, context.texts["archived_on"].format(date=day)
    reason = context.vocabulary.label("reasons_without_archive", archive.reason or "")
    return "", reason


def reading_words(context: ViewContext, source: Source) -> str:
    """How far a source was read, in one sentence."""
    texts, read = context.texts, source.read
    if read.extent == "cited":
        return texts["read_cited"]
    seen: str = texts.table("seen")[read.seen or "copy"]
    if read.at:
        seen = texts["seen_copy_at"].format(host=read.at)
    return texts["read_as"].format(
        extent=context.vocabulary.label("extents", read.extent),
        seen=seen,
        compared=texts.table("quotations_read")[read.quotations],
    )


def _parents(context: ViewContext, works: Sequence[Parent]) -> tuple[ParentView, ...]:
    texts = context.texts
    return tuple(
        ParentView(
            source=context.source_link(one.work),
            taken=texts.table("taken")[one.what],
            sureness=texts.table("sureness")[one.sure],
            why=one.why or "",
        )
        for one in works
    )


def _sourced_statement(context: ViewContext, statement: SourcedStatement) -> SourcedStatementView:
    chronicle, record = context.chronicle, statement.record
    derived = record.derives_from
    return SourcedStatementView(
        statement=context.statements[statement.ref],
        events=context.links(id_ for id_ in record.about if id_ in chronicle.events),
        relations=_relations(context, statement),
        roots=context.source_links(sorted(chronicle.standings[statement.ref].roots)),
        parents=_parents(context, derived.works) if derived else (),
    )


def _relations(context: ViewContext, statement: SourcedStatement) -> tuple[RelationView, ...]:
    """What a statement does to others, then what others do to it."""
    does, is_done = context.texts.table("relation"), context.texts.table("relation_by")
    views = context.statements
    own = [
        RelationView(does[one.kind], views[target], one.why or "")
        for one in statement.record.relates
        if (target := full_reference(statement.source_id, one.target)) in views
    ]
    others = context.chronicle.related_from.get(statement.ref, [])
    return (
        *own,
        *(RelationView(is_done[kind], views[other.ref], "") for other, kind in others),
    )
