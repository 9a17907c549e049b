"""A source and its statements: what is worked out for its page."""

from dataclasses import dataclass

from ..domain.chronicle import SourcedStatement, full_reference
from ..domain.naming import publishing_actors, writing_actors
from ..model.sources import Source
from ..model.statements import Statement
from .agreed import content_notes
from .context import ViewContext
from .links import Link
from .statements import StatementView

MOST_RELATIONS = 4
"""How many statements that speak of another one are named with it; the evidence has all."""


@dataclass(frozen=True, slots=True)
class RelationView:
    """What a statement does to another one, or another one to it, in words."""

    kind: str
    other: StatementView
    why: str


@dataclass(frozen=True, slots=True)
class SourcedStatementView:
    """A statement on the page of its source, with everything that is known of it."""

    view: StatementView
    record: Statement
    relations: tuple[RelationView, ...]
    roots: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """The page of a source. `makers` are its publishers and authors with a page; `children` the
    works that rest on it; `removed` the ids of statements that it once had."""

    id: str
    record: Source
    reading: str
    makers: tuple[Link, ...]
    children: tuple[Link, ...]
    statements: tuple[SourcedStatementView, ...]
    removed: tuple[str, ...]
    content_notes: tuple[str, ...]


def source_view(context: ViewContext, id_: str) -> SourceView:
    """The page of a source."""
    chronicle = context.chronicle
    source = chronicle.sources[id_]
    makers = (*publishing_actors(chronicle, source), *writing_actors(chronicle, source))
    statements = (chronicle.statements[f"{id_}#{one.id}"] for one in source.statements)
    events = (one for said in source.statements for one in said.about if one in chronicle.events)
    return SourceView(
        id=id_,
        record=source,
        reading=reading_words(context, source),
        makers=context.links(dict.fromkeys(makers)),
        children=context.source_links(chronicle.derived.get(id_, [])),
        statements=tuple(_sourced_statement(context, one) for one in statements),
        removed=_removed_statements(context, id_),
        content_notes=content_notes(context, events),
    )


def _removed_statements(context: ViewContext, source: str) -> tuple[str, ...]:
    gone = (ref for one in context.chronicle.corrections.values() for ref in one.removed)
    found = (ref.partition("#") for ref in gone)
    return tuple(dict.fromkeys(id_ for of, _, id_ in found if of == source and id_))


def reading_words(context: ViewContext, source: Source) -> str:
    """How far a source was read, in one sentence."""
    texts, read = context.texts, source.read
    if read.extent == "cited":
        return texts["read_cited"]
    seen: str = texts.table("seen")[read.seen] if read.seen else ""
    if read.at:
        seen = texts["seen_copy_at"].format(host=read.at)
    known = ", ".join(filter(None, (context.label("extents", read.extent), seen)))
    compared = texts.table("quotations_read")[read.quotations]
    return texts["read_as"].format(read=known, compared=compared)


def _sourced_statement(context: ViewContext, statement: SourcedStatement) -> SourcedStatementView:
    chronicle, record = context.chronicle, statement.record
    roots = chronicle.standings[statement.ref].roots - {statement.source_id}
    return SourcedStatementView(
        view=context.statements[statement.ref],
        record=record,
        relations=_relations(context, statement),
        roots=context.source_links(sorted(roots)),
    )


def _relations(context: ViewContext, statement: SourcedStatement) -> tuple[RelationView, ...]:
    """What a statement does to others, then what others do to it."""
    does, is_done = context.texts.table("relation"), context.texts.table("relation_by")
    views = context.statements
    own = (
        RelationView(does[one.kind], views[target], one.why or "")
        for one in statement.record.relates
        if (target := full_reference(statement.source_id, one.target)) in views
    )
    others = context.chronicle.related_from.get(statement.ref, [])[:MOST_RELATIONS]
    of_others = (RelationView(is_done[kind], views[other.ref], "") for other, kind in others)
    return (*own, *of_others)
