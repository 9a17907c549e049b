"""An event: what is agreed, what each party says, and everything that was said of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.chronicle import SourcedStatement
from ..domain.ordering import event_questions
from ..domain.site_map import accounts_path, event_comparisons_path, has_accounts
from ..model.events import ActorRole, Event, PlaceRole
from .agreed import AgreedSentence, agreed_sentences, content_notes
from .context import ViewContext
from .links import Link
from .statements import PartyStatements, StatementView
from .telling import telling_rank

TELLING_OF_PARTY = 3


@dataclass(frozen=True, slots=True)
class RoleView:
    """A place or an actor of an event, and who says so if not everyone agrees."""

    link: Link
    role: str
    alleged_by: StatementView | None


@dataclass(frozen=True, slots=True)
class EventView:
    """The page of an event. `accounts` are the statements shown open; `hidden` is the number of
    those that are only on the page at `all_accounts`, empty if there is none."""

    id: str
    path: str
    title: str
    kind: str
    alleged: bool
    when: str
    date_note: str
    after: tuple[Link, ...]
    before: tuple[Link, ...]
    part_of: Link | None
    parts: tuple[Link, ...]
    places: tuple[RoleView, ...]
    actors: tuple[RoleView, ...]
    content_notes: tuple[str, ...]
    agreed: tuple[AgreedSentence, ...]
    questions: tuple[Link, ...]
    accounts: tuple[PartyStatements, ...]
    statements: int
    hidden: int
    all_accounts: str
    comparisons: str
    note: str


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a list: `line` is the sentence that no party disputes, else empty; then `telling`
    is the statement that is shown instead."""

    id: str
    link: Link
    when: str
    alleged: bool
    kind: str
    line: str
    telling: StatementView | None
    statements: int
    content_notes: tuple[str, ...]
    has_narrative: bool


def event_view(context: ViewContext, id_: str) -> EventView:
    """The page of an event."""
    event = context.chronicle.events[id_]
    about = context.chronicle.about.get(id_, [])
    more = has_accounts(context.chronicle, id_)
    shown = _telling(context, about) if more else about
    parts = [one for one in context.event_order if context.chronicle.events[one].part_of == id_]
    return EventView(
        id=id_,
        path=context.link(id_).path,
        title=event.title,
        kind=context.vocabulary.label("kinds_of_event", event.kind),
        alleged=event.status == "alleged",
        when=context.date(event.date),
        date_note=event.date_note or "",
        after=context.links(event.after),
        before=context.links(event.before),
        part_of=context.link(event.part_of) if event.part_of else None,
        parts=context.links(parts),
        places=tuple(_role(context, one.place, "", one) for one in event.places),
        actors=tuple(_role(context, one.actor, one.as_what, one) for one in event.actors),
        content_notes=content_notes(context, [id_]),
        agreed=agreed_sentences(context, [id_]),
        questions=context.links(event_questions(context.chronicle, id_)),
        accounts=context.by_party(shown),
        statements=len(about),
        hidden=len(about) - len(shown),
        all_accounts=accounts_path(id_) if more else "",
        comparisons=event_comparisons_path(id_) if more else "",
        note=event.note or "",
    )


def _role(context: ViewContext, id_: str, words: str, role: PlaceRole | ActorRole) -> RoleView:
    said = context.statements.get(role.statement or "")
    return RoleView(context.link(id_), words, said)


def _telling(context: ViewContext, about: Sequence[SourcedStatement]) -> list[SourcedStatement]:
    """A few statements of each party: those whose words can be quoted and who know best first, and
    no voice twice before every other one."""
    chosen: list[SourcedStatement] = []
    standings = context.chronicle.standings
    for party in context.parties:
        own = [one for one in about if context.chronicle.party_of(one) == party]
        ranked = sorted(own, key=lambda one: telling_rank(context, one))
        first = {standings[one.ref].voice: one.ref for one in reversed(ranked)}
        ranked.sort(key=lambda one: first[standings[one.ref].voice] != one.ref)
        chosen += ranked[:TELLING_OF_PARTY]
    return chosen


def event_line(context: ViewContext, id_: str) -> EventLine:
    """An event in a list."""
    event = context.chronicle.events[id_]
    about = context.chronicle.about.get(id_, [])
    line = event.undisputed[0].says if event.undisputed else ""
    return EventLine(
        id=id_,
        link=context.link(id_),
        when=context.date(event.date),
        alleged=event.status == "alleged",
        kind=event.kind,
        line=line,
        telling=None if line else _event_telling(context, event, about),
        statements=len(about),
        content_notes=content_notes(context, [id_]),
        has_narrative=bool(context.chronicle.narrative(id_)),
    )


def _event_telling(
    context: ViewContext, event: Event, about: Sequence[SourcedStatement]
) -> StatementView | None:
    """The statement that an event names, else the one that is most worth showing."""
    if event.telling:
        return context.statements[event.telling]
    found = min(about, key=lambda one: telling_rank(context, one), default=None)
    return context.statements[found.ref] if found else None
