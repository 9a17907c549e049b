"""Actors and places: what is worked out for their pages."""

from collections.abc import Iterable
from dataclasses import dataclass

from ..domain.chronicle import SourcedStatement
from ..domain.ordering import event_questions
from ..model.actors import Actor
from ..model.places import Place
from ..model.types import Name
from ..text.localization import position_in_words
from .agreed import content_notes
from .context import ViewContext
from .events import EventLine, event_line
from .links import Link
from .map_view import is_drawn
from .relations import ChangeChain, Related, changed_accounts, contradictions_among
from .statements import StatementView

MOST_USERS = 3
"""How many of the sources that use a spelling are named at once."""
MOST_STATEMENTS = 25
"""How many statements of an actor are on its page; the list of statements has the rest."""
FEW_STATEMENTS = 12
"""A place with no more statements shows them; others lead to the list of statements."""


@dataclass(frozen=True, slots=True)
class SpellingView:
    """A spelling of a name with sources that use it; `more` is the number of those not named."""

    name: Name
    sources: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ActorView:
    """The page of an actor. `questions` have the positions that it takes; `publications` are
    the works that it published and those that rest on each; `said_of` is the number of statements
    by others."""

    id: str
    record: Actor
    names: tuple[SpellingView, ...]
    spoken_for_by: tuple[Link, ...]
    questions: tuple[tuple[Link, tuple[str, ...]], ...]
    said: tuple[StatementView, ...]
    not_shown: int
    against: tuple[Related, ...]
    changed: tuple[ChangeChain, ...]
    said_of: int
    events: tuple[EventLine, ...]
    publications: tuple[tuple[Link, tuple[Link, ...]], ...]
    content_notes: tuple[str, ...]


def actor_view(context: ViewContext, id_: str) -> ActorView:
    """The page of an actor."""
    chronicle = context.chronicle
    actor, spoken = chronicle.actors[id_], chronicle.spoken_by.get(id_, [])
    refs = {one.ref for one in spoken}
    roles = ((one, chronicle.events[one].actors) for one in context.event_order)
    events = [one for one, actors in roles if any(role.actor == id_ for role in actors)]
    speaking_for_it = sorted(
        one for one, other in chronicle.actors.items() if other.speaks_for == id_
    )
    said = context.in_order(spoken)
    return ActorView(
        id=id_,
        record=actor,
        names=tuple(spelling_view(context, id_, name) for name in actor.names),
        spoken_for_by=context.links(speaking_for_it),
        questions=_answered_questions(context, spoken),
        said=said[:MOST_STATEMENTS],
        not_shown=max(0, len(said) - MOST_STATEMENTS),
        against=contradictions_among(context, refs),
        changed=changed_accounts(context, refs),
        said_of=sum(one.record.by.actor != id_ for one in chronicle.about.get(id_, [])),
        events=tuple(event_line(context, one) for one in events),
        publications=_publications(context, id_),
        content_notes=content_notes(context, events),
    )


def _answered_questions(
    context: ViewContext, statements: Iterable[SourcedStatement]
) -> tuple[tuple[Link, tuple[str, ...]], ...]:
    """The questions that statements answer, with the positions that they take."""
    taken: dict[str, dict[str, str]] = {}
    for statement in statements:
        for answer in context.statements[statement.ref].answers:
            taken.setdefault(answer.question.path, {})[answer.position_id] = answer.position
    ordered = context.links(context.question_order)
    return tuple((one, tuple(taken[one.path].values())) for one in ordered if one.path in taken)


def _publications(context: ViewContext, actor: str) -> tuple[tuple[Link, tuple[Link, ...]], ...]:
    """The works that an actor published under one of its names, by date."""
    derived = context.chronicle.derived
    return tuple(
        (context.source_link(id_), context.source_links(derived.get(id_, [])))
        for id_ in context.published_by.get(actor, ())
    )


def spelling_view(context: ViewContext, id_: str, name: Name) -> SpellingView:
    """One spelling of a record's name."""
    used = context.spelling_uses.of(id_, name)
    shown = used if len(used) <= MOST_USERS + 1 else used[:MOST_USERS]
    return SpellingView(name, context.source_links(shown), len(used) - len(shown))


@dataclass(frozen=True, slots=True)
class PlaceView:
    """The page of a place. `statements` is the number of those that concern it; `said` has them if
    they are few; `on_map` says that the map shows it."""

    id: str
    record: Place
    names: tuple[SpellingView, ...]
    within: tuple[Link, ...]
    inside: tuple[Link, ...]
    coordinates: str
    coordinates_from: str
    on_map: bool
    events: tuple[EventLine, ...]
    questions: tuple[Link, ...]
    statements: int
    said: tuple[StatementView, ...]
    content_notes: tuple[str, ...]


def place_view(context: ViewContext, id_: str) -> PlaceView:
    """The page of a place."""
    chronicle = context.chronicle
    place, about = chronicle.places[id_], chronicle.about.get(id_, [])
    roles = ((one, chronicle.events[one].places) for one in context.event_order)
    events = [one for one, places in roles if any(role.place == id_ for role in places)]
    inside = sorted(one for one, other in chronicle.places.items() if other.within == id_)
    at, located = place.coordinates, chronicle.records.map
    return PlaceView(
        id=id_,
        record=place,
        names=tuple(spelling_view(context, id_, name) for name in place.names),
        within=context.places_around(id_),
        inside=context.links(inside),
        coordinates=position_in_words(*at, context.texts) if at else "",
        coordinates_from=context.coordinates_from(place),
        on_map=located is not None and is_drawn(place, located.record),
        events=tuple(event_line(context, one) for one in events),
        questions=_place_questions(context, about, events),
        statements=len(about),
        said=context.in_order(about) if len(about) <= FEW_STATEMENTS else (),
        content_notes=content_notes(context, events),
    )


def _place_questions(
    context: ViewContext, about: Iterable[SourcedStatement], events: Iterable[str]
) -> tuple[Link, ...]:
    """The questions that statements about a place answer, and those on what happened there."""
    found = {answer.question for one in about for answer in one.record.answers}
    for event in events:
        found.update(event_questions(context.chronicle, event))
    return context.links(id_ for id_ in context.question_order if id_ in found)
