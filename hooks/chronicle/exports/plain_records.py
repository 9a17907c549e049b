"""Records as plain values: what the files say under the files' own names, and what is computed
under `computed_…`."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from ..domain.chronicle import Chronicle, SourcedStatement, full_reference
from ..domain.naming import (
    page_path,
    page_url,
    publishing_actors,
    source_publisher,
    voice_name,
    writing_actors,
)
from ..domain.ordering import ordered_events
from ..model.derivation import Derivation
from ..model.events import Event
from ..model.kinds import KINDS
from ..model.sources import Archive
from ..model.statements import Relation, Speaker, Statement
from ..text.dates import EdtfDate
from .export_file import JsonObject

EXPORTED_KINDS: dict[str, type[BaseModel]] = {"event": Event, "statement": Statement, **KINDS}
QUOTATION_FIELDS = ("quote", "quote_language", "quote_of", "quote_en", "quote_en_by")


@dataclass(frozen=True, slots=True)
class Computed:
    """A value that is in no file: its name in the exports, what it is, and how to work it out from
    a record's id. `type` is one of JSON Schema's, or `date`. `many` marks a list; a list of objects
    has a table of its own in CSV."""

    name: str
    description: str
    value: Callable[[str], object]
    type: str = "string"
    many: bool = False


@dataclass(frozen=True, slots=True)
class PlainRecords:
    """All records of a chronicle, with what is computed for each kind. Statements are without the
    quotations that may not be shown; `withheld` is the number of those."""

    chronicle: Chronicle
    withheld: int
    computed: Mapping[str, tuple[Computed, ...]]

    @property
    def left_out(self) -> dict[str, int]:
        """What every file with statements leaves out."""
        return {"left_out_quotation": self.withheld} if self.withheld else {}

    def ids(self, kind: str) -> list[str]:
        """The ids of all records of a kind; those of statements are source#statement."""
        of_kind = self.chronicle.records.of
        return list(self.chronicle.statements) if kind == "statement" else sorted(of_kind(kind))

    def record(self, kind: str, id_: str) -> BaseModel:
        if kind == "statement":
            return published_statement(self.chronicle.statements[id_])
        record: BaseModel = self.chronicle.records.of(kind)[id_].record
        return record

    def row(self, kind: str, id_: str) -> JsonObject:
        """One record: its key, all its fields, what is computed. A source is without its
        statements, which are records of their own here."""
        fields = plain_fields(self.record(kind, id_))
        fields.pop("statements", None)
        computed = {one.name: one.value(id_) for one in self.computed[kind]}
        return {**record_key(kind, id_), **fields, **computed}

    def whole(self, kind: str, id_: str) -> JsonObject:
        """One record, a source with its statements."""
        found = self.row(kind, id_)
        if kind == "source":
            refs = (f"{id_}#{one.id}" for one in self.chronicle.sources[id_].statements)
            found["statements"] = [self.row("statement", ref) for ref in refs]
        return found

    def rows(self, kind: str) -> Iterator[JsonObject]:
        return (self.row(kind, id_) for id_ in self.ids(kind))


def plain_records(chronicle: Chronicle, address: str = "") -> PlainRecords:
    """The records of a chronicle, ready to be written. `address` is where the site is published,
    with a slash at its end, or empty: what their pages' addresses begin with."""
    page = _page(chronicle, address)
    statements = chronicle.statements.values()
    return PlainRecords(
        chronicle,
        sum(bool(one.record.quote) and not one.quotable for one in statements),
        {
            "statement": (*_of_statements(chronicle), page),
            "source": (*_of_sources(chronicle), page),
            "event": (*_of_events(chronicle), page),
            "question": (*_of_questions(chronicle), page),
            "actor": (*_of_actors(chronicle), page),
            "place": (*_of_places(chronicle), page),
        },
    )


def published_statement(statement: SourcedStatement) -> Statement:
    """A statement without its quotation, if that was not compared with the source."""
    if statement.quotable:
        return statement.record
    return statement.record.model_copy(update=dict.fromkeys(QUOTATION_FIELDS))


def record_key(kind: str, id_: str) -> JsonObject:
    """What identifies a record: a statement's own `id` is unique in its file only."""
    if kind == "statement":
        return {"ref": id_, "source_id": id_.partition("#")[0]}
    return {"id": id_}


def plain_fields(record: BaseModel) -> JsonObject:
    """Every field of a record by its name in the files; None if it is not given."""
    fields = type(record).model_fields
    return {
        field.alias or name: plain_value(getattr(record, name)) for name, field in fields.items()
    }


def plain_value(value: object) -> object:
    """A part of a record in the form that a file has: short forms stay short, and fields that are
    not given are absent."""
    match value:
        case None | str():  # what most are
            return value
        case EdtfDate():
            return value.text
        case Derivation():
            return plain_value(value.works) if value.kind == "works" else value.kind
        case Speaker(actor=str(actor)) if actor:
            return actor
        case Archive(reason=str(reason)):
            return reason
        case BaseModel():
            return {key: part for key, part in plain_fields(value).items() if part is not None}
        case list() | tuple():
            return [plain_value(part) for part in value]
    return value


def origin_numbers(chronicle: Chronicle, question: str, position: str) -> JsonObject:
    """What a position rests on, in numbers."""
    found = chronicle.origin_count(question, position)
    return {
        "computed_reports": found.reports,
        "computed_speakers": found.speakers,
        "computed_origins": found.origins,
        "computed_origins_unnamed": found.unnamed,
        "computed_counted": found.counted,
        "computed_not_counted": sum(number for _, number in found.not_counted),
    }


def plain_relation(ref: str, relation: Relation) -> JsonObject:
    """What a statement does to another one, with the other's full reference."""
    target = full_reference(ref.partition("#")[0], relation.target)
    return {"computed_relation": relation.kind, "computed_target": target}


def _of_statements(chronicle: Chronicle) -> tuple[Computed, ...]:
    found, standings = chronicle.statements, chronicle.standings

    def speaker(ref: str) -> str | None:
        by = found[ref].record.by
        return chronicle.name_of(by.actor) if by.actor else by.described

    def relations(ref: str) -> list[JsonObject]:
        return [plain_relation(ref, one) for one in found[ref].record.relates]

    return (
        Computed("computed_party", "The party with which it is shown",
                 lambda ref: chronicle.party_of(found[ref])),
        Computed("computed_speaker", "The speaker's name or description", speaker),
        Computed("computed_roots", "The works at the end of its derivation; none if one is unknown",
                 lambda ref: sorted(standings[ref].roots), many=True),
        Computed("computed_voice", "Whose voice it is, for the count of origins",
                 lambda ref: voice_name(chronicle, ref)),
        Computed("computed_voice_unnamed", "Whether that voice is unnamed",
                 lambda ref: standings[ref].unnamed, "boolean"),
        Computed("computed_counted", "Whether it counts as an origin of what it answers",
                 lambda ref: standings[ref].counted, "boolean"),
        Computed("computed_why_not", "Why it does not count",
                 lambda ref: standings[ref].why_not or None),
        Computed("computed_relations", "What it does to other statements, with their references",
                 relations, "object", many=True),
        *_days("said", lambda ref: found[ref].record.said),
        *_days("when", lambda ref: found[ref].record.when),
    )  # fmt: skip


def _of_sources(chronicle: Chronicle) -> tuple[Computed, ...]:
    sources, texts, derived = chronicle.sources, chronicle.texts, chronicle.derived
    return (
        Computed("computed_name", "Who published it",
                 lambda id_: source_publisher(sources[id_], texts)),
        Computed("computed_publishers", "The actors with the name of its container or publisher",
                 lambda id_: publishing_actors(chronicle, sources[id_]), many=True),
        Computed("computed_authors", "The actors with the name of an author",
                 lambda id_: writing_actors(chronicle, sources[id_]), many=True),
        Computed("computed_derived", "The sources that rest on it",
                 lambda id_: derived.get(id_, []), many=True),
        *_days("issued", lambda id_: sources[id_].issued),
        Computed("computed_statements", "How many statements it reports",
                 lambda id_: len(sources[id_].statements), "integer"),
    )  # fmt: skip


def _of_events(chronicle: Chronicle) -> tuple[Computed, ...]:
    order = {id_: number for number, id_ in enumerate(ordered_events(chronicle.events), 1)}
    return (
        Computed("computed_order", "Its place in the chronology, from 1", order.get, "integer"),
        *_days("date", lambda id_: chronicle.events[id_].date),
        _concerned(chronicle),
    )


def _of_questions(chronicle: Chronicle) -> tuple[Computed, ...]:
    def positions(id_: str) -> list[JsonObject]:
        listed = chronicle.questions[id_].positions
        return [{"id": one.id, **origin_numbers(chronicle, id_, one.id)} for one in listed]

    says = "What each position rests on"
    return (Computed("computed_positions", says, positions, "object", many=True),)


def _of_actors(chronicle: Chronicle) -> tuple[Computed, ...]:
    def spoken(id_: str) -> int:
        return len(chronicle.spoken_by.get(id_, []))

    says = "How many statements it makes"
    makes = Computed("computed_spoken", says, spoken, "integer")
    return _name(chronicle), makes, _concerned(chronicle)


def _of_places(chronicle: Chronicle) -> tuple[Computed, ...]:
    return _name(chronicle), _concerned(chronicle)


def _name(chronicle: Chronicle) -> Computed:
    return Computed("computed_name", "The preferred spelling of its name", chronicle.name_of)


def _concerned(chronicle: Chronicle) -> Computed:
    def number(id_: str) -> int:
        return len(chronicle.about.get(id_, []))

    return Computed("computed_statements", "How many statements concern it", number, "integer")


def _page(chronicle: Chronicle, address: str) -> Computed:
    def page(id_: str) -> str:
        return address + page_url(page_path(chronicle, id_))

    says = "Its page; relative to the site's root, unless the file knows where the site is"
    return Computed("computed_page", says, page)


def _days(name: str, when: Callable[[str], EdtfDate | None]) -> tuple[Computed, Computed]:
    """The earliest and the latest day that a date can mean, in ISO 8601."""

    def earliest(id_: str) -> str | None:
        found = when(id_)
        return found.begin.first.isoformat() if found and found.begin else None

    def latest(id_: str) -> str | None:
        found = when(id_)
        return found.end.last.isoformat() if found and found.end else None

    says = f"day that '{name}' can mean; blank if open or not known"
    return (
        Computed(f"computed_{name}_earliest", f"The earliest {says}", earliest, "date"),
        Computed(f"computed_{name}_latest", f"The latest {says}", latest, "date"),
    )
