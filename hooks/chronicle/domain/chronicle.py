"""All records with their connections: who is spoken of where, what answers what, what rests on
what."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from ..files.loader import Records
from ..model.actors import Actor
from ..model.derivation import Parent
from ..model.events import Event
from ..model.kinds import FOLDERS, KINDS
from ..model.places import Place
from ..model.questions import Question
from ..model.site import Correction, SiteSettings
from ..model.sources import Source
from ..model.statements import Relation, Statement
from ..model.vocabulary import Vocabulary
from ..text.localization import Texts
from .origins import OriginCount, Standing, count_origins, standing_of


@dataclass(frozen=True, slots=True)
class SourcedStatement:
    """A statement with its source. `ref` is source#statement; `index` its place in the file, from
    0."""

    source_id: str
    source: Source
    record: Statement
    index: int

    @property
    def ref(self) -> str:
        return f"{self.source_id}#{self.record.id}"

    @property
    def quotable(self) -> bool:
        """Whether its quotation may be shown: only one that was compared with the source."""
        return self.source.read.quotations == "compared"


class Chronicle:
    """All records with their connections, each worked out on first use."""

    def __init__(self, records: Records) -> None:
        self.records = records

    @cached_property
    def sources(self) -> dict[str, Source]:
        return {id_: located.record for id_, located in self.records.source.items()}

    @cached_property
    def actors(self) -> dict[str, Actor]:
        return {id_: located.record for id_, located in self.records.actor.items()}

    @cached_property
    def places(self) -> dict[str, Place]:
        return {id_: located.record for id_, located in self.records.place.items()}

    @cached_property
    def events(self) -> dict[str, Event]:
        return {id_: located.record for id_, located in self.records.event.items()}

    @cached_property
    def questions(self) -> dict[str, Question]:
        return {id_: located.record for id_, located in self.records.question.items()}

    @property
    def vocabulary(self) -> Vocabulary:
        assert self.records.vocabulary
        return self.records.vocabulary.record

    @property
    def site(self) -> SiteSettings:
        assert self.records.site
        return self.records.site.record

    @property
    def texts(self) -> Texts:
        return self.records.texts

    @property
    def licence(self) -> str:
        """The licence of the records and the prose; a text that says so if none is chosen."""
        return self.site.licence or self.texts["licence_open"]

    @cached_property
    def statements(self) -> dict[str, SourcedStatement]:
        """Every statement by source#statement, in the order of the sources' ids and their files."""
        found = {}
        for id_, source in sorted(self.sources.items()):
            for index, record in enumerate(source.statements):
                statement = SourcedStatement(id_, source, record, index)
                found[statement.ref] = statement
        return found

    @cached_property
    def kind_of(self) -> dict[str, str]:
        """The kind of every record's id."""
        return {id_: kind for kind in KINDS for id_ in self.records.of(kind)}

    @cached_property
    def actor_named(self) -> dict[str, str]:
        """The actor that a name is of, if it is a name of one actor only."""
        found: dict[str, set[str]] = defaultdict(set)
        for id_, actor in self.actors.items():
            for name in actor.names:
                found[name.text].add(id_)
        return {name: next(iter(ids)) for name, ids in found.items() if len(ids) == 1}

    @cached_property
    def about(self) -> dict[str, list[SourcedStatement]]:
        """The statements that concern a record: they name it, or speak of something there."""
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
    def bearing_on(self) -> dict[tuple[str, str], list[tuple[SourcedStatement, str]]]:
        """The statements that bear on (question, position) without answering it, and why not."""
        found: dict[tuple[str, str], list[tuple[SourcedStatement, str]]] = defaultdict(list)
        for statement in self.statements.values():
            for one in statement.record.bears_on:
                found[one.question, one.position].append((statement, one.because))
        return found

    @cached_property
    def derived(self) -> dict[str, list[str]]:
        """The ids of the sources that rest on a source, as a whole or with one statement."""
        found: dict[str, set[str]] = defaultdict(set)
        for id_, source in self.sources.items():
            for parent in parents(source):
                found[parent.work].add(id_)
        return {work: sorted(ids) for work, ids in found.items()}

    @cached_property
    def withdrawn(self) -> set[str]:
        return {target for _, relation, target in self.relations if relation.kind == "withdraws"}

    @cached_property
    def relations(self) -> tuple[tuple[SourcedStatement, Relation, str], ...]:
        """Every relation between statements, with the full reference of its target."""
        every = map(self.relations_of, self.statements.values())
        return tuple(chain.from_iterable(every))

    def relations_of(
        self, statement: SourcedStatement
    ) -> Iterator[tuple[SourcedStatement, Relation, str]]:
        """The relations of one statement to others."""
        for relation in statement.record.relates:
            yield statement, relation, full_reference(statement.source_id, relation.target)

    @cached_property
    def relations_at(self) -> dict[str, list[int]]:
        """For a statement, the places in `relations` of those that it is at either end of."""
        found: dict[str, list[int]] = defaultdict(list)
        for place, (statement, _, target) in enumerate(self.relations):
            for ref in {statement.ref, target}:
                found[ref].append(place)
        return found

    @cached_property
    def related_from(self) -> dict[str, list[tuple[SourcedStatement, str]]]:
        """For a statement, those that revise, withdraw, contradict, repeat or accept it, with the
        kind."""
        found: dict[str, list[tuple[SourcedStatement, str]]] = defaultdict(list)
        for statement, relation, target in self.relations:
            found[target].append((statement, relation.kind))
        return found

    @cached_property
    def standings(self) -> dict[str, Standing]:
        counting = {basis.id for basis in self.vocabulary.bases if basis.counts}
        return {
            ref: standing_of(
                one.source_id,
                one.record,
                self.sources,
                self.actors,
                counting,
                withdrawn=ref in self.withdrawn,
            )
            for ref, one in self.statements.items()
        }

    def origin_count(self, question: str, position: str) -> OriginCount:
        """How many reports, speakers and independent origins a position has."""
        found = self.answering.get((question, position), [])
        answers = ((one.source_id, one.record, self.standings[one.ref]) for one in found)
        return count_origins(answers, self.sources)

    def party_of(self, statement: SourcedStatement) -> str:
        """The party with which a statement is shown: the holder's for someone in custody, else the
        speaker's."""
        record = statement.record
        actor = record.in_custody or record.by.actor
        if actor:
            return self.actors[actor].party if actor in self.actors else ""
        return str(record.by.party)

    @property
    def parties(self) -> list[str]:
        """The ids of all parties in the order of the vocabulary."""
        return self.vocabulary.words("parties")

    def name_of(self, id_: str) -> str:
        """What a record is called on the pages."""
        kind = self.kind_of.get(id_)
        if kind == "actor":
            return self.actors[id_].name
        if kind == "place":
            return self.places[id_].name
        if kind == "event":
            return self.events[id_].title
        if kind == "question":
            return self.questions[id_].question
        return self.sources[id_].title or id_ if kind == "source" else id_

    def narrative(self, id_: str) -> str:
        """The path in docs/ of the prose about a record; empty if there is none."""
        path = f"{FOLDERS[self.kind_of[id_]]}/{id_}.md"
        return path if path in self.records.prose else ""

    @cached_property
    def corrections(self) -> dict[str, Correction]:
        """What this chronicle said and says no longer, the oldest first."""
        found = {id_: located.record for id_, located in self.records.correction.items()}
        return dict(sorted(found.items(), key=lambda item: (item[1].date.first, item[0])))

    @cached_property
    def once_published(self) -> set[str]:
        """What the last version published and what was removed: folder/id and source#statement.
        Their addresses stay theirs."""
        last = self.records.published
        removed = {gone for one in self.corrections.values() for gone in one.removed}
        return (
            removed | {name for name in last.record.things if ": " not in name} if last else removed
        )


def parents(source: Source) -> Iterator[Parent]:
    """Every work that a source or one of its statements rests on."""
    yield from source.derives_from.works
    for statement in source.statements:
        if statement.derives_from:
            yield from statement.derives_from.works


def full_reference(source_id: str, target: str) -> str:
    """A statement's reference as source#statement, where a file may give only its id."""
    return target if "#" in target else f"{source_id}#{target}"
