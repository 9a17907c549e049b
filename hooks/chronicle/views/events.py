"""An event: what was said of it, by party, and the line that lists show of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.chronicle import SourcedStatement
from ..domain.ordering import event_questions
from ..domain.site_map import accounts_path, comparisons_path, figures_path, has_accounts
from ..model.events import Event
from .agreed import content_notes
from .context import ViewContext
from .links import Link
from .statements import PartyStatements, StatementView
from .telling import telling_rank

TELLING_OF_PARTY = 2


@dataclass(frozen=True, slots=True)
class EventView:
    """The page of an event. `accounts` are the statements that it shows; the pages of the second
    layer, `all_accounts`, `comparisons` and `all_figures`, are empty if that is all."""

    id: str
    path: str
    record: Event
    parts: tuple[Link, ...]
    content_notes: tuple[str, ...]
    questions: tuple[Link, ...]
    accounts: tuple[PartyStatements, ...]
    statements: int
    all_accounts: str
    comparisons: str
    all_figures: str

    @property
    def title(self) -> str:
        return self.record.title


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a list. `line` is a sentence on it that no party disputes; if there is none,
    `telling` is a statement on it."""

    id: str
    record: Event
    line: str
    telling: StatementView | None


def event_view(context: ViewContext, id_: str) -> EventView:
    """The page of an event."""
    chronicle = context.chronicle
    about = chronicle.about.get(id_, [])
    more = has_accounts(chronicle, id_)
    parts = (one for one in context.event_order if chronicle.events[one].part_of == id_)
    return EventView(
        id=id_,
        path=context.link(id_).path,
        record=chronicle.events[id_],
        parts=context.links(parts),
        content_notes=content_notes(context, [id_]),
        questions=context.links(event_questions(chronicle, id_)),
        accounts=context.by_party(_telling(context, about) if more else about),
        statements=len(about),
        all_accounts=accounts_path(id_) if more else "",
        comparisons=comparisons_path("events", id_) if more else "",
        all_figures=figures_path("events", id_) if more else "",
    )


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
    """An event in a list, with the statement that its record names, or the most telling one."""
    event = context.chronicle.events[id_]
    if event.undisputed:
        return EventLine(id_, event, event.undisputed[0].says, None)
    about = context.chronicle.about.get(id_, [])
    found = min(about, key=lambda one: telling_rank(context, one), default=None)
    ref = event.telling or (found.ref if found else "")
    return EventLine(id_, event, "", context.statements.get(ref))
