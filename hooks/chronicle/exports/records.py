"""Records as plain values: what the files say under the files' own names, and what is computed under `computed_…`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from ..domain.chronicle import Chronicle, SourcedStatement, full_reference
from ..model import records as model
from ..text.dates import When
from ..views import View

QUOTATION = ("quote", "quote_language", "quote_of", "quote_en", "quote_en_by")
Plain = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Computed:
    """A value that stands in no file. `type` is one of JSON Schema's, or `date`; `many` marks a list. `nested` is a list
    of parts, which CSV has in a table of its own."""

    name: str
    type: str
    description: str
    value: Callable[[str], Any]
    many: bool = False
    nested: bool = False

    @property
    def key(self) -> str:
        return f"computed_{self.name}"


def plain(value: Any) -> Any:
    """A part of a record in the form in which a file holds it: short forms stay short, fields not given are absent."""
    if isinstance(value, When):
        return value.text
    if isinstance(value, model.Derivation):
        return value.stands if value.stands != "works" else plain(value.works)
    if isinstance(value, model.Speaker) and value.actor:
        return value.actor
    if isinstance(value, model.Archive) and value.reason and not value.url:
        return value.reason
    if isinstance(value, BaseModel):
        return {key: part for key, part in fields(value).items() if part is not None}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return value


def fields(record: BaseModel) -> Plain:
    """Every field of a record by its name in the files; None where it is not given."""
    return {info.alias or name: plain(getattr(record, name)) for name, info in type(record).model_fields.items()}


def published(statement: SourcedStatement) -> model.Statement:
    """A statement without its quotation where that was not compared with the source: such a quotation is published nowhere."""
    if statement.quotable:
        return statement.record
    return statement.record.model_copy(update=dict.fromkeys(QUOTATION))


class Plainly:
    """All records of a chronicle as plain values, with what is computed for each kind."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.chronicle = chronicle
        self.view = View(chronicle)
        self.statements = {ref: published(statement) for ref, statement in chronicle.statements.items()}
        self.withheld = sum(bool(s.record.quote) and not s.quotable for s in chronicle.statements.values())
        self.computed: Mapping[str, list[Computed]] = {
            "statement": self._of_statements(),
            "source": self._of_sources(),
            "event": self._of_events(),
            "question": self._of_questions(),
            "actor": self._of_actors(),
            "place": self._of_places(),
        }

    def ids(self, kind: str) -> list[str]:
        """The ids of all records of a kind; statements have the id source#statement."""
        return list(self.statements) if kind == "statement" else sorted(self.chronicle.records.of(kind))

    def record(self, kind: str, id_: str) -> BaseModel:
        record: BaseModel = self.statements[id_] if kind == "statement" else self.chronicle.records.of(kind)[id_].record
        return record

    def key(self, kind: str, id_: str) -> Plain:
        """What identifies a record, first of its fields: statements are known by `ref`, since their `id` is unique in a file."""
        return {"ref": id_, "source_id": id_.partition("#")[0]} if kind == "statement" else {"id": id_}

    def extra(self, kind: str, id_: str) -> Plain:
        """The computed values of a record."""
        return {one.key: _written(one.value(id_)) for one in self.computed[kind]}

    def row(self, kind: str, id_: str) -> Plain:
        """One record: its key, all its fields, what is computed. Of a source without its statements, which are records here."""
        held = fields(self.record(kind, id_))
        held.pop("statements", None)
        return {**self.key(kind, id_), **held, **self.extra(kind, id_)}

    def rows(self, kind: str) -> list[Plain]:
        return [self.row(kind, id_) for id_ in self.ids(kind)]

    def _page(self, id_: str) -> str:
        source, _, statement = id_.partition("#")
        return self.view.url(source) + (f"#{statement}" if statement else "")

    def _common(self, counted: Mapping[str, list[SourcedStatement]]) -> list[Computed]:
        return [
            Computed("statements", "integer", "How many statements concern it", lambda i: len(counted.get(i, []))),
            Computed("page", "string", "Its page, relative to the site's root", self._page),
        ]

    def _of_statements(self) -> list[Computed]:
        chronicle = self.chronicle
        said, standings = chronicle.statements, chronicle.standings
        return [
            Computed("party", "string", "The party with which it is shown", lambda i: chronicle.party(said[i])),
            Computed("speaker", "string", "The speaker's name or description", lambda i: self._speaker(said[i].record)),
            Computed("roots", "string", "The works at the end of its derivation; none where one is unknown",
                     lambda i: sorted(standings[i].roots), many=True),
            Computed("voice", "string", "Whose voice it is, for the count of origins", self.view.voice),
            Computed("voice_unnamed", "boolean", "Whether that voice is unnamed", lambda i: standings[i].unnamed),
            Computed("counted", "boolean", "Whether it counts as an origin of what it answers", lambda i: standings[i].counted),
            Computed("why_not", "string", "Why it does not count", lambda i: standings[i].why_not or None),
            Computed("relations", "object", "What it does to other statements, each with its full reference",
                     lambda i: [self.relation(i, one) for one in said[i].record.relates], many=True, nested=True),
            *self._times("said", lambda i: said[i].record.said),
            *self._times("when", lambda i: said[i].record.when),
            Computed("page", "string", "Its place on its source's page, relative to the site's root", self._page),
        ]  # fmt: skip

    def _speaker(self, statement: model.Statement) -> str:
        return self.chronicle.name(statement.by.actor) if statement.by.actor else str(statement.by.described)

    def _of_sources(self) -> list[Computed]:
        chronicle = self.chronicle
        return [
            Computed("name", "string", "Who published it", lambda i: self.view.source_name(chronicle.sources[i])),
            Computed("derived", "string", "The sources that rest on it", lambda i: chronicle.derived.get(i, []), many=True),
            *self._times("issued", lambda i: chronicle.sources[i].issued),
            Computed("statements", "integer", "How many statements it carries", lambda i: len(chronicle.sources[i].statements)),
            Computed("page", "string", "Its page, relative to the site's root", self._page),
        ]  # fmt: skip

    def _of_events(self) -> list[Computed]:
        order = {id_: number for number, id_ in enumerate(self.view.event_order, 1)}
        return [
            Computed("order", "integer", "Its place in the chronology, from 1", lambda i: order[i]),
            *self._times("date", lambda i: self.chronicle.events[i].date),
            *self._common(self.chronicle.about),
        ]

    def _of_questions(self) -> list[Computed]:
        return [
            Computed(
                "positions",
                "object",
                "What stands behind each position",
                lambda i: [{"id": p.id, **self.positions(i, p.id)} for p in self.chronicle.questions[i].positions],
                many=True,
                nested=True,
            ),
            Computed("page", "string", "Its page, relative to the site's root", self._page),
        ]

    def _of_actors(self) -> list[Computed]:
        chronicle = self.chronicle
        return [
            Computed("name", "string", "The preferred spelling of its name", lambda i: chronicle.actors[i].name),
            Computed(
                "spoken", "integer", "How many statements it makes", lambda i: len(chronicle.spoken_by.get(i, []))
            ),
            *self._common(chronicle.about),
        ]

    def _of_places(self) -> list[Computed]:
        return [
            Computed("name", "string", "The preferred spelling of its name", lambda i: self.chronicle.places[i].name),
            *self._common(self.chronicle.about),
        ]

    def _times(self, name: str, when: Callable[[str], When | None]) -> list[Computed]:
        return [
            Computed(f"{name}_earliest", "date", f"The earliest day that '{name}' can mean; blank if open or not known",
                     lambda i: found.begin.first if (found := when(i)) and found.begin else None),
            Computed(f"{name}_latest", "date", f"The latest day that '{name}' can mean; blank if open or not known",
                     lambda i: found.end.last if (found := when(i)) and found.end else None),
        ]  # fmt: skip

    def positions(self, question: str, position: str) -> Plain:
        """What stands behind a position, for its row."""
        support = self.chronicle.support(question, position)
        return {
            "computed_reports": support.reports,
            "computed_speakers": support.speakers,
            "computed_origins": support.origins,
            "computed_origins_unnamed": support.unnamed,
            "computed_counted": support.counted,
            "computed_not_counted": sum(number for _, number in support.not_counted),
        }

    def relation(self, ref: str, relation: model.Relation) -> Plain:
        """A relation with the full reference of its other end."""
        target = full_reference(ref.partition("#")[0], relation.target)
        return {"computed_relation": relation.kind, "computed_target": target}


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
