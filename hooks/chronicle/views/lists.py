"""The pages that list records: days, questions, actors, places, sources and statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from ..domain.naming import source_publisher, source_title
from ..domain.ordering import source_order, statement_order
from ..domain.site_map import ON_ONE_PAGE, part_path
from ..model.events import Event
from ..model.types import Name
from ..text.bidi import text_direction
from ..text.localization import day_in_words
from .charts import chart_days
from .context import ViewContext
from .events import EventLine, event_line
from .links import ForeignText, Link, PartyLabel
from .statements import StatementView

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ListPart(Generic[T]):
    """One page of a long list: its path, its place among the others (from 1), its entries."""

    path: str
    number: int
    of: int
    entries: tuple[T, ...]


def in_parts(name: str, entries: Sequence[T]) -> tuple[ListPart[T], ...]:
    """A list cut into pages, of which an empty list has one too."""
    size = ON_ONE_PAGE[name]
    cut = [tuple(entries[at : at + size]) for at in range(0, len(entries), size)] or [()]
    return tuple(
        ListPart(part_path(name, number), number, len(cut), part)
        for number, part in enumerate(cut, 1)
    )


@dataclass(frozen=True, slots=True)
class DayGroup:
    """The events of one day, or those that are dated no finer than a month or a year."""

    heading: str
    anchor: str
    exact: bool
    events: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True)
class Chronology:
    """The events before, within and after the days that charts show."""

    before: tuple[EventLine, ...]
    days: tuple[DayGroup, ...]
    coarse: tuple[EventLine, ...]
    after: tuple[EventLine, ...]


def chronology(context: ViewContext) -> Chronology:
    """All events in order, those that are dated to no day apart."""
    days = chart_days(context)
    before: list[EventLine] = []
    after: list[EventLine] = []
    coarse: list[EventLine] = []
    exact: dict[date, list[EventLine]] = {}
    for id_ in context.event_order:
        line = event_line(context, id_)
        day = first_day(context.chronicle.events[id_])
        when = context.chronicle.events[id_].date
        if when is not None and when.last < days.first:
            before.append(line)
        elif when is not None and when.first > days.last:
            after.append(line)
        elif day is not None and days.contains(day):
            exact.setdefault(day, []).append(line)
        else:
            coarse.append(line)
    groups = (
        DayGroup(day_in_words(day, context.texts), f"day-{day.isoformat()}", True, tuple(lines))
        for day, lines in sorted(exact.items())
    )
    return Chronology(tuple(before), tuple(groups), tuple(coarse), tuple(after))


def first_day(event: Event) -> date | None:
    """The day on which an event is dated, or begins; None if no day is known."""
    begin = event.date.begin if event.date else None
    return begin.first if begin and begin.precision == "day" else None


def event_lines(context: ViewContext) -> tuple[EventLine, ...]:
    """All events in order."""
    return tuple(event_line(context, id_) for id_ in context.event_order)


@dataclass(frozen=True, slots=True)
class PositionLine:
    """A position in a list of questions."""

    text: str
    path: str
    origins: int
    reports: int
    unnamed: int


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question in a list, with its positions."""

    id: str
    link: Link
    why: str
    positions: tuple[PositionLine, ...]


def question_lines(context: ViewContext, asked: str = "") -> tuple[QuestionLine, ...]:
    """The questions: all, or those that ask one of the vocabulary's lists of parties."""
    found = []
    for id_ in context.question_order:
        question = context.chronicle.questions[id_]
        if asked in ("", question.asked):
            positions = tuple(
                position_line(context, id_, one.id, one.text) for one in question.positions
            )
            found.append(QuestionLine(id_, context.link(id_), question.why, positions))
    return tuple(found)


def position_line(context: ViewContext, question: str, id_: str, text: str) -> PositionLine:
    """A position with the numbers of what it rests on."""
    count = context.chronicle.origin_count(question, id_)
    path = f"{context.link(question).path}#position-{id_}"
    return PositionLine(text, path, count.origins, count.reports, count.unnamed)


@dataclass(frozen=True, slots=True)
class ActorLine:
    """An actor in a list, with the number of statements that it made."""

    id: str
    link: Link
    role: str
    kind: str
    other_names: tuple[ForeignText, ...]
    statements: int


@dataclass(frozen=True, slots=True)
class ActorGroup:
    """The actors of one party."""

    party: PartyLabel
    means: str
    actors: tuple[ActorLine, ...]


def actor_groups(context: ViewContext) -> tuple[ActorGroup, ...]:
    """All actors by party, each group in alphabetical order."""
    actors = context.chronicle.actors
    groups = []
    for term in context.vocabulary.parties:
        ids = [id_ for id_, actor in actors.items() if actor.party == term.id]
        ids.sort(key=lambda id_: actors[id_].name.casefold())
        lines = tuple(_actor_line(context, id_) for id_ in ids)
        if lines:
            groups.append(ActorGroup(context.parties[term.id], term.means or "", lines))
    return tuple(groups)


def _actor_line(context: ViewContext, id_: str) -> ActorLine:
    actor = context.chronicle.actors[id_]
    return ActorLine(
        id=id_,
        link=context.link(id_),
        role=actor.role or "",
        kind=context.vocabulary.label("kinds_of_actor", actor.kind),
        other_names=names_in_other_scripts(context, actor.names),
        statements=len(context.chronicle.spoken_by.get(id_, [])),
    )


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place in a list, with the places that it is in, and how many statements concern it."""

    id: str
    link: Link
    kind: str
    other_names: tuple[ForeignText, ...]
    within: tuple[Link, ...]
    statements: int


def place_lines(context: ViewContext) -> tuple[PlaceLine, ...]:
    """All places in alphabetical order."""
    places = context.chronicle.places
    return tuple(
        PlaceLine(
            id=id_,
            link=context.link(id_),
            kind=context.vocabulary.label("kinds_of_place", place.kind),
            other_names=names_in_other_scripts(context, place.names),
            within=places_around(context, id_),
            statements=len(context.chronicle.about.get(id_, [])),
        )
        for id_, place in sorted(places.items(), key=lambda pair: pair[1].name.casefold())
    )


def places_around(context: ViewContext, id_: str) -> tuple[Link, ...]:
    """The places in which one is, the nearest first."""
    outer = context.chronicle.places[id_].within
    return (context.link(outer), *places_around(context, outer)) if outer else ()


def names_in_other_scripts(context: ViewContext, names: Sequence[Name]) -> tuple[ForeignText, ...]:
    """The first name in each language that is written from right to left."""
    found: dict[str, ForeignText] = {}
    for name in names:
        if text_direction(name.language) == "rtl":
            found.setdefault(name.language, ForeignText(name.text, context.language(name.language)))
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in a list."""

    id: str
    link: Link
    title: ForeignText
    translation: str
    publisher: str
    date: str
    kind: str
    extent: str
    cited: bool
    statements: int


def source_lines(context: ViewContext) -> tuple[SourceLine, ...]:
    """All sources by date of publication."""
    chronicle = context.chronicle
    ordered = sorted(chronicle.sources, key=lambda id_: source_order(chronicle, id_))
    return tuple(_source_line(context, id_) for id_ in ordered)


def _source_line(context: ViewContext, id_: str) -> SourceLine:
    source = context.chronicle.sources[id_]
    language = context.language(source.language) if source.title else ""
    return SourceLine(
        id=id_,
        link=context.link(id_),
        title=ForeignText(source_title(source, context.texts), language),
        translation=source.title_en or "",
        publisher=source_publisher(source, context.texts),
        date=context.date(source.issued) or context.texts["date_unknown"],
        kind=context.vocabulary.label("kinds_of_source", source.kind),
        extent=context.vocabulary.label("extents", source.read.extent),
        cited=source.read.extent == "cited",
        statements=len(source.statements),
    )


def all_statements(context: ViewContext) -> tuple[StatementView, ...]:
    """Every statement in the order in which it was made."""
    ordered = sorted(context.chronicle.statements.values(), key=statement_order)
    return tuple(context.statements[one.ref] for one in ordered)
