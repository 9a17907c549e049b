"""What all views share: links and names, and what is worked out once a build."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property, partial

from ..domain.chronicle import SourcedStatement
from ..domain.naming import publishing_actors, source_label
from ..domain.ordering import (
    chains_of_change,
    event_questions,
    ordered_events,
    ordered_questions,
    source_order,
    statement_order,
)
from ..domain.spellings import SpellingUses
from ..model.places import Place
from ..model.types import Name, preferred
from ..text.collation import script_of
from .links import Link, Links
from .statements import PartyStatements, StatementView, statement_view


class ViewContext(Links):
    """A chronicle with what its views share, each worked out on first use."""

    @cached_property
    def statements(self) -> dict[str, StatementView]:
        """Every statement as pages show it, by its reference."""
        found = self.chronicle.statements
        return {ref: statement_view(self, statement) for ref, statement in found.items()}

    @cached_property
    def event_order(self) -> list[str]:
        """All events in the order of the chronology."""
        return ordered_events(self.chronicle.events)

    @cached_property
    def question_order(self) -> list[str]:
        """All questions, in the order of the first event that bears on each."""
        return ordered_questions(self.chronicle, self.event_order)

    @cached_property
    def events_on(self) -> dict[str, list[str]]:
        """The events that bear on a question, in the order of the chronology."""
        found: dict[str, list[str]] = defaultdict(list)
        for event in self.event_order:
            for question in event_questions(self.chronicle, event):
                found[question].append(event)
        return found

    @cached_property
    def published_by(self) -> dict[str, list[str]]:
        """The works that an actor published under one of its names, by date."""
        found: dict[str, list[str]] = defaultdict(list)
        for id_ in sorted(self.chronicle.sources, key=partial(source_order, self.chronicle)):
            for actor in publishing_actors(self.chronicle, self.chronicle.sources[id_]):
                found[actor].append(id_)
        return found

    @cached_property
    def change_chains(self) -> list[list[str]]:
        """The references of statements that revise one another, chain by chain."""
        return chains_of_change(self.chronicle)

    @cached_property
    def spelling_uses(self) -> SpellingUses:
        return SpellingUses(self.chronicle)

    def in_order(self, statements: Iterable[SourcedStatement]) -> tuple[StatementView, ...]:
        """Statements in the order in which they were made, as far as that is known."""
        return tuple(self.statements[one.ref] for one in sorted(statements, key=statement_order))

    def by_party(self, statements: Iterable[SourcedStatement]) -> tuple[PartyStatements, ...]:
        """Statements grouped by party, in the order of the vocabulary."""
        groups: dict[str, list[SourcedStatement]] = defaultdict(list)
        for statement in statements:
            groups[self.chronicle.party_of(statement)].append(statement)
        return tuple(
            PartyStatements(label, self.in_order(groups[party]))
            for party, label in self.parties.items()
            if groups[party]
        )

    def answers_of(self, question: str) -> list[SourcedStatement]:
        """Every statement that answers a question, each once."""
        chronicle = self.chronicle
        answers = (
            one
            for position in chronicle.questions[question].positions
            for one in chronicle.answering.get((question, position.id), [])
        )
        return list({one.ref: one for one in answers}.values())

    def bearing_on(self, question: str) -> list[SourcedStatement]:
        """Every statement that bears on a question without answering it, each once."""
        chronicle = self.chronicle
        bearing = (
            one
            for position in chronicle.questions[question].positions
            for one, _ in chronicle.bearing_on.get((question, position.id), [])
        )
        return list({one.ref: one for one in bearing}.values())

    def other_names(self, id_: str) -> tuple[Name, ...]:
        """The names of an actor or a place in other letters than the name that pages use, the
        first in each language."""
        names = (self.chronicle.actors.get(id_) or self.chronicle.places[id_]).names
        script = script_of(preferred(names).text)
        found = {one.language: one for one in reversed(names) if script_of(one.text) != script}
        return tuple(found.values())

    def coordinates_from(self, place: Place) -> str:
        """Whose coordinates they are: a source by its label, anything else as the record has
        it."""
        first, comma, rest = (place.coordinates_from or "").partition(",")
        source = self.chronicle.sources.get(first)
        return (source_label(source, self.texts) if source else first) + comma + rest

    def places_around(self, id_: str) -> tuple[Link, ...]:
        """The places in which one is, the nearest first."""
        found = []
        while outer := self.chronicle.places[id_].within:
            found.append(self.link(outer))
            id_ = outer
        return tuple(found)
