"""The records connected: every statement with its source, who is spoken of where, what answers what, what rests on what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from . import model, origins
from .load import Records


@dataclass(frozen=True, slots=True)
class SourcedStatement:
    """A statement as it stands in its source. `ref` is source#statement; `index` its place in the file, from 0."""

    source_id: str
    source: model.Source
    record: model.Statement
    index: int

    @property
    def ref(self) -> str:
        return f"{self.source_id}#{self.record.id}"

    @property
    def quotable(self) -> bool:
        """Whether its quotation may be shown: only one that was compared with the source."""
        return self.source.read.quotations == "compared"


class Chronicle:
    """All records with their connections, each computed on first use."""

    def __init__(self, records: Records) -> None:
        self.records = records

    @cached_property
    def sources(self) -> dict[str, model.Source]:
        return {id_: located.record for id_, located in self.records.source.items()}

    @cached_property
    def actors(self) -> dict[str, model.Actor]:
        return {id_: located.record for id_, located in self.records.actor.items()}

    @cached_property
    def places(self) -> dict[str, model.Place]:
        return {id_: located.record for id_, located in self.records.place.items()}

    @cached_property
    def events(self) -> dict[str, model.Event]:
        return {id_: located.record for id_, located in self.records.event.items()}

    @cached_property
    def questions(self) -> dict[str, model.Question]:
        return {id_: located.record for id_, located in self.records.question.items()}

    @property
    def vocabulary(self) -> model.Vocabulary:
        assert self.records.vocabulary
        return self.records.vocabulary.record

    @property
    def site(self) -> model.About:
        assert self.records.site
        return self.records.site.record

    @property
    def licence(self) -> str:
        """The licence of the records and the prose; a text that says so where none is chosen."""
        return self.site.licence or self.records.texts.get("licence_open", "")

    @cached_property
    def statements(self) -> dict[str, SourcedStatement]:
        """Every statement by source#statement, in the order of the sources' ids and of their files."""
        found = {}
        for id_, source in sorted(self.sources.items()):
            for index, record in enumerate(source.statements):
                statement = SourcedStatement(id_, source, record, index)
                found[statement.ref] = statement
        return found

    @cached_property
    def kind_of(self) -> dict[str, str]:
        """The kind of every record's id."""
        return {id_: kind for kind in model.KINDS for id_ in self.records.of(kind)}

    @cached_property
    def about(self) -> dict[str, list[SourcedStatement]]:
        """The statements that concern a record: they name it, happen there, or are set in it."""
        found: dict[str, list[SourcedStatement]] = defaultdict(list)
        for statement in self.statements.values():
            for id_ in dict.fromkeys([*statement.record.about, statement.record.where or ""]):
                if id_:
                    found[id_].append(statement)
        return found

    @cached_property
    def spoken_by(self) -> dict[str, list[SourcedStatement]]:
        found: dict[str, list[SourcedStatement]] = defaultdict(list)
        for statement in self.statements.values():
            if statement.record.by.actor:
                found[statement.record.by.actor].append(statement)
        return found

    @cached_property
    def answering(self) -> dict[tuple[str, str], list[SourcedStatement]]:
        """The statements that answer (question, position)."""
        found: dict[tuple[str, str], list[SourcedStatement]] = defaultdict(list)
        for statement in self.statements.values():
            for answer in statement.record.answers:
                found[answer.question, answer.position].append(statement)
        return found

    @cached_property
    def bears_on(self) -> dict[tuple[str, str], list[tuple[SourcedStatement, str]]]:
        """The statements set beside (question, position), with the reason."""
        found: dict[tuple[str, str], list[tuple[SourcedStatement, str]]] = defaultdict(list)
        for statement in self.statements.values():
            for answer in statement.record.bears_on:
                found[answer.question, answer.position].append((statement, answer.because))
        return found

    @cached_property
    def derived(self) -> dict[str, list[str]]:
        """The ids of the sources that rest on a source, for the whole or for one of their statements."""
        found: dict[str, set[str]] = defaultdict(set)
        for id_, source in self.sources.items():
            for parent in parents(source):
                found[parent.work].add(id_)
        return {work: sorted(ids) for work, ids in found.items()}

    @cached_property
    def withdrawn(self) -> set[str]:
        return {target for statement, relation, target in self.relations() if relation.kind == "withdraws"}

    def relations(self) -> Iterator[tuple[SourcedStatement, model.Relation, str]]:
        """Every relation between statements, with the full reference of its target."""
        for statement in self.statements.values():
            yield from self.relations_of(statement)

    def relations_of(self, statement: SourcedStatement) -> Iterator[tuple[SourcedStatement, model.Relation, str]]:
        """The relations of one statement to others."""
        for relation in statement.record.relates:
            yield statement, relation, full_reference(statement.source_id, relation.target)

    @cached_property
    def related_from(self) -> dict[str, list[tuple[SourcedStatement, str]]]:
        """For a statement, the statements that revise, withdraw, contradict, repeat or accept it, with the kind."""
        found: dict[str, list[tuple[SourcedStatement, str]]] = defaultdict(list)
        for statement, relation, target in self.relations():
            found[target].append((statement, relation.kind))
        return found

    @cached_property
    def standings(self) -> dict[str, origins.Standing]:
        return {
            ref: origins.standing(s.source_id, s.record, self.sources, self.actors, withdrawn=ref in self.withdrawn)
            for ref, s in self.statements.items()
        }

    def support(self, question: str, position: str) -> origins.Support:
        """What stands behind a position of a question."""
        found = self.answering.get((question, position), [])
        return origins.support(((s.source_id, s.record, self.standings[s.ref]) for s in found), self.sources)

    def party(self, statement: SourcedStatement) -> str:
        """The party with whose words a statement is shown: the holder's for somebody in custody, else the speaker's."""
        record = statement.record
        actor = record.in_custody or record.by.actor
        if actor:
            return self.actors[actor].party if actor in self.actors else ""
        return str(record.by.party)

    def parties(self) -> list[str]:
        return self.vocabulary.words("parties")

    def name(self, id_: str) -> str:
        """What a record is called on the pages."""
        kind = self.kind_of.get(id_)
        if kind in ("actor", "place"):
            return str(self.records.of(kind)[id_].record.name)
        if kind == "event":
            return self.events[id_].title
        if kind == "question":
            return self.questions[id_].question
        return self.sources[id_].title or id_ if kind == "source" else id_


def parents(source: model.Source) -> Iterator[model.Parent]:
    """Every work that a source or one of its statements rests on."""
    yield from source.derives_from.works
    for statement in source.statements:
        if statement.derives_from:
            yield from statement.derives_from.works


def full_reference(source_id: str, target: str) -> str:
    """A statement's reference as source#statement, where it may be given by its id within the same file."""
    return target if "#" in target else f"{source_id}#{target}"
