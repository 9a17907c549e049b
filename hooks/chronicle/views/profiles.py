"""Actors and places, each with a page of its own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..domain.chronicle import SourcedStatement
from ..domain.ordering import event_questions, source_order
from ..model.actors import Actor, Affiliation
from ..model.types import Name
from ..text.localization import position_in_words
from .agreed import content_notes
from .context import ViewContext
from .events import EventLine, event_line
from .links import ForeignText, Link, PartyLabel
from .lists import names_in_other_scripts, places_around
from .relations import ChangeChain, Related, changed_accounts, contradictions_among
from .statements import StatementView

MOST_USERS = 3
"""How many of the sources that use a spelling are named at once."""
MOST_STATEMENTS = 80
"""How many statements of an actor are on its page; the list of statements has the rest."""
FEW_STATEMENTS = 12
"""A place with no more statements shows them; others lead to the list of statements."""


@dataclass(frozen=True, slots=True)
class SpellingView:
    """A spelling of a name with sources that use it; `more` is the number of those not named."""

    name: ForeignText
    pseudonym: bool
    preferred: bool
    sources: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True)
class AffiliationView:
    """An office or membership, its dates, and the citation that shows it."""

    role: str
    body: Link
    dates: str
    because: str


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """A question with the positions that an actor takes, or that a place's statements take."""

    question: Link
    positions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Publication:
    """A work of a medium or agency, and the works that rest on it."""

    source: Link
    resting: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ActorView:
    """The page of an actor. `because` are citations for the reason of naming, as prose writes
    them."""

    id: str
    title: str
    kind: str
    party: PartyLabel
    role: str
    names: tuple[SpellingView, ...]
    other_names: tuple[ForeignText, ...]
    why_named: str
    because: tuple[str, ...]
    speaks_for: Link | None
    spoken_for_by: tuple[Link, ...]
    affiliations: tuple[AffiliationView, ...]
    perhaps_same_as: Link | None
    questions: tuple[AnsweredQuestion, ...]
    said: tuple[StatementView, ...]
    not_shown: int
    against: tuple[Related, ...]
    changed: tuple[ChangeChain, ...]
    said_of: int
    events: tuple[EventLine, ...]
    publications: tuple[Publication, ...]
    content_notes: tuple[str, ...]
    note: str


def actor_view(context: ViewContext, id_: str) -> ActorView:
    """The page of an actor."""
    chronicle = context.chronicle
    actor = chronicle.actors[id_]
    spoken = chronicle.spoken_by.get(id_, [])
    refs = {one.ref for one in spoken}
    events = [one for one in context.event_order if _takes_part(context, one, id_)]
    said = context.in_order(spoken)
    perhaps = actor.perhaps_same_as
    reason = actor.speaks_for_because or ""
    return ActorView(
        id=id_,
        title=actor.name,
        kind=context.vocabulary.label("kinds_of_actor", actor.kind),
        party=context.parties[actor.party],
        role=actor.role or "",
        names=tuple(spelling_view(context, id_, name) for name in actor.names),
        other_names=names_in_other_scripts(context, actor.names),
        why_named=context.vocabulary.label("reasons_for_naming", actor.why_named),
        because=tuple(actor.why_named_because),
        speaks_for=context.link(actor.speaks_for, reason) if actor.speaks_for else None,
        spoken_for_by=_spoken_for_by(context, id_),
        affiliations=tuple(_affiliation(context, one) for one in actor.affiliations),
        perhaps_same_as=context.link(perhaps.actor, perhaps.because) if perhaps else None,
        questions=answered_questions(context, spoken),
        said=said[:MOST_STATEMENTS],
        not_shown=max(0, len(said) - MOST_STATEMENTS),
        against=tuple(contradictions_among(context, refs)),
        changed=changed_accounts(context, refs),
        said_of=sum(one.record.by.actor != id_ for one in chronicle.about.get(id_, [])),
        events=tuple(event_line(context, one) for one in events),
        publications=_publications(context, actor),
        content_notes=content_notes(context, events),
        note=actor.note or "",
    )


def _takes_part(context: ViewContext, event: str, actor: str) -> bool:
    return any(role.actor == actor for role in context.chronicle.events[event].actors)


def _spoken_for_by(context: ViewContext, id_: str) -> tuple[Link, ...]:
    actors = context.chronicle.actors
    return context.links(sorted(one for one, actor in actors.items() if actor.speaks_for == id_))


def _affiliation(context: ViewContext, one: Affiliation) -> AffiliationView:
    dates = " – ".join(filter(None, (context.date(one.begin), context.date(one.end))))
    return AffiliationView(one.as_what, context.link(one.actor), dates, one.because)


def answered_questions(
    context: ViewContext, statements: Iterable[SourcedStatement]
) -> tuple[AnsweredQuestion, ...]:
    """The questions that statements answer, with the positions that they take."""
    taken: dict[str, dict[str, str]] = {}
    for statement in statements:
        for answer in context.statements[statement.ref].answers:
            positions = taken.setdefault(answer.question.path, {})
            positions[answer.position_id] = answer.position
    ordered = [context.link(id_) for id_ in context.question_order]
    return tuple(
        AnsweredQuestion(link, tuple(taken[link.path].values()))
        for link in ordered
        if link.path in taken
    )


def _publications(context: ViewContext, actor: Actor) -> tuple[Publication, ...]:
    """The works that a medium published, by date, each with those that rest on it. Works known by
    one of its names belong to it."""
    if actor.kind != "medium":
        return ()
    chronicle = context.chronicle
    names = {name.text for name in actor.names}
    own = [
        id_
        for id_, source in chronicle.sources.items()
        if source.container_title in names or source.publisher in names
    ]
    own.sort(key=lambda id_: source_order(chronicle, id_))
    return tuple(
        Publication(context.source_link(id_), context.source_links(chronicle.derived.get(id_, [])))
        for id_ in own
    )


def spelling_view(context: ViewContext, id_: str, name: Name) -> SpellingView:
    """One spelling of a record's name."""
    used = context.spelling_uses.of(id_, name)
    shown = used if len(used) <= MOST_USERS + 1 else used[:MOST_USERS]
    return SpellingView(
        name=ForeignText(name.text, context.language(name.language)),
        pseudonym=name.pseudonym,
        preferred=name.preferred,
        sources=context.source_links(shown),
        more=len(used) - len(shown),
    )


@dataclass(frozen=True, slots=True)
class PlaceView:
    """The page of a place. `statements` is the number of those that concern it; `said` has them if
    they are few."""

    id: str
    title: str
    kind: str
    names: tuple[SpellingView, ...]
    other_names: tuple[ForeignText, ...]
    within: tuple[Link, ...]
    inside: tuple[Link, ...]
    coordinates: str
    coordinates_from: str
    precision: str
    disputed: str
    events: tuple[EventLine, ...]
    questions: tuple[Link, ...]
    statements: int
    said: tuple[StatementView, ...]
    content_notes: tuple[str, ...]
    note: str


def place_view(context: ViewContext, id_: str) -> PlaceView:
    """The page of a place."""
    chronicle = context.chronicle
    place = chronicle.places[id_]
    about = chronicle.about.get(id_, [])
    events = [one for one in context.event_order if _happens_at(context, one, id_)]
    inside = sorted(one for one, other in chronicle.places.items() if other.within == id_)
    at = place.coordinates
    return PlaceView(
        id=id_,
        title=place.name,
        kind=context.vocabulary.label("kinds_of_place", place.kind),
        names=tuple(spelling_view(context, id_, name) for name in place.names),
        other_names=names_in_other_scripts(context, place.names),
        within=places_around(context, id_),
        inside=context.links(inside),
        coordinates=position_in_words(*at, context.texts) if at else "",
        coordinates_from=place.coordinates_from or "",
        precision=context.texts.table("precision")[place.precision],
        disputed=place.disputed or "",
        events=tuple(event_line(context, one) for one in events),
        questions=_place_questions(context, about, events),
        statements=len(about),
        said=context.in_order(about) if len(about) <= FEW_STATEMENTS else (),
        content_notes=content_notes(context, events),
        note=place.note or "",
    )


def _happens_at(context: ViewContext, event: str, place: str) -> bool:
    return any(role.place == place for role in context.chronicle.events[event].places)


def _place_questions(
    context: ViewContext, about: Iterable[SourcedStatement], events: Iterable[str]
) -> tuple[Link, ...]:
    """The questions that statements about a place answer, and those on what happened there."""
    found = {answer.question for one in about for answer in one.record.answers}
    for event in events:
        found.update(event_questions(context.chronicle, event))
    return context.links(id_ for id_ in context.question_order if id_ in found)
