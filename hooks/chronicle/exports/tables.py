"""Every kind of record as a list in JSON and as tables in CSV, and the places as GeoJSON."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import ne

from pydantic import BaseModel

from ..domain.chronicle import Chronicle
from ..model.questions import Position
from ..model.site import Correction
from ..model.statements import Relation
from ..model.types import Ref
from ..model.vocabulary import Term
from .columns import SEPARATOR, Column, InnerList, cell, columns_of, inner_lists, parts_at
from .export_file import ExportFile, FileTally, JsonObject, json_list, json_object
from .plain_records import (
    EXPORTED_KINDS,
    PlainRecords,
    origin_numbers,
    plain_fields,
    plain_relation,
    plain_value,
    record_key,
)

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What begins a formula in a spreadsheet, in the wide forms of East Asian keyboards as well."""
COMPUTED_COLUMNS: dict[type[BaseModel], tuple[Column, ...]] = {
    Position: (
        Column("computed_reports", "integer", "How many sources report a statement for it"),
        Column("computed_speakers", "integer", "How many speakers say it"),
        Column("computed_origins", "integer", "On how many independent origins it rests"),
        Column("computed_origins_unnamed", "integer", "How many of them have an unnamed voice"),
        Column("computed_counted", "integer", "How many statements count"),
        Column("computed_not_counted", "integer", "How many statements do not count"),
    ),
    Relation: (
        Column("computed_relation", "string", "Which of the relations it is"),
        Column("computed_target", "string", "The other statement", mark=Ref("statement")),
    ),
}
"""The computed columns of the tables of parts, by the type of the part."""

Rows = Callable[[], Iterator[JsonObject]]


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns that name a row of a table by its columns."""

    own: tuple[str, ...]
    table: str
    its: tuple[str, ...]


POSITION_KEY = ForeignKey(("question", "position"), "questions_positions", ("question_id", "id"))


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its columns, its rows (values by column), made one after the other, and its
    keys."""

    name: str
    columns: tuple[Column, ...]
    rows: Rows
    primary: tuple[str, ...]

    @property
    def foreign(self) -> list[ForeignKey]:
        """The keys of columns that name one record of one kind, or a position of a question."""
        found = [
            ForeignKey((column.name,), f"{column.mark.kind}s", (_key_column(column.mark.kind),))
            for column in self.columns
            if isinstance(column.mark, Ref)
            and column.mark.kind in EXPORTED_KINDS
            and not column.many
        ]
        names = {column.name for column in self.columns}
        return [*found, *([POSITION_KEY] if names.issuperset(POSITION_KEY.own) else [])]


def _key_column(kind: str) -> str:
    return "ref" if kind == "statement" else "id"


def all_tables(records: PlainRecords) -> list[Table]:
    """The records of each kind with the lists in them, the vocabulary, the corrections."""
    found: list[Table] = []
    for kind, shape in EXPORTED_KINDS.items():
        found.append(_records_table(records, kind))
        found += [_inner_table(records, kind, one) for one in inner_lists(shape)]
    return [*found, _vocabulary_table(records.chronicle), _corrections_table(records.chronicle)]


def _records_table(records: PlainRecords, kind: str) -> Table:
    columns = columns_of(EXPORTED_KINDS[kind])
    flat = [one for one in records.computed[kind] if one.type != "object"]
    computed = (Column(one.name, one.type, one.description, many=one.many) for one in flat)

    def rows() -> Iterator[JsonObject]:
        for id_ in records.ids(kind):
            yield {
                **record_key(kind, id_),
                **_cells(records.record(kind, id_), columns),
                **{one.name: one.value(id_) for one in flat},
            }

    return Table(f"{kind}s", (*_keys(kind), *columns, *computed), rows, (_key_column(kind),))


def _keys(kind: str) -> tuple[Column, ...]:
    if kind != "statement":
        says = "What identifies the record: the name of its file"
        return (Column("id", "string", says, required=True),)
    says = "source#statement: what identifies the statement"
    return (
        Column("ref", "string", says, required=True),
        Column(
            "source_id", "string", "The source that reports it", required=True, mark=Ref("source")
        ),
    )


def _cells(record: BaseModel, columns: Iterable[Column]) -> JsonObject:
    return {column.name: cell(record, column) for column in columns}


def _inner_table(records: PlainRecords, kind: str, inner: InnerList) -> Table:
    """The parts of a list in all records of a kind. The positions of a question have ids of their
    own; the figures, of which people take most, have a short name."""
    name, chronicle = f"{kind}s_{inner.name}", records.chronicle
    owner = "statement_ref" if kind == "statement" else f"{kind}_id"
    columns = columns_of(inner.shape)
    keys = (
        Column(owner, "string", f"The {kind} of the row", required=True, mark=Ref(kind)),
        Column("number", "integer", "Its place in the record's list, from 1", required=True),
    )

    def rows() -> Iterator[JsonObject]:
        for id_ in records.ids(kind):
            for number, part in enumerate(parts_at(records.record(kind, id_), inner.path), 1):
                cells, computed = _cells(part, columns), _computed_cells(chronicle, id_, part)
                yield {owner: id_, "number": number, **cells, **computed}

    primary = (owner, "id") if name == "questions_positions" else (owner, "number")
    shown = "figures" if name == "statements_figures" else name
    computed = COMPUTED_COLUMNS.get(inner.shape, ())
    return Table(shown, (*keys, *columns, *computed), rows, primary)


def _computed_cells(chronicle: Chronicle, owner: str, part: BaseModel) -> JsonObject:
    """What is computed for a part of the record `owner`."""
    match part:
        case Position():
            return origin_numbers(chronicle, owner, part.id)
        case Relation():
            return plain_relation(owner, part)
    return {}


def _vocabulary_table(chronicle: Chronicle) -> Table:
    columns = columns_of(Term)

    def rows() -> Iterator[JsonObject]:
        for name, terms in chronicle.vocabulary:
            for term in terms if isinstance(terms, list) else ():
                if isinstance(term, Term):
                    yield {"list": name, **_cells(term, columns)}

    list_ = Column("list", "string", "The list that the word belongs to", required=True)
    return Table("vocabulary", (list_, *columns), rows, ("list", "id"))


def _corrections_table(chronicle: Chronicle) -> Table:
    columns = columns_of(Correction)

    def rows() -> Iterator[JsonObject]:
        for id_, one in chronicle.corrections.items():
            yield {"id": id_, **_cells(one, columns)}

    return Table("corrections", (*_keys("correction"), *columns), rows, ("id",))


def table_files(records: PlainRecords, tables: Sequence[Table]) -> list[ExportFile]:
    """Everything in one file, the records of each kind as JSON, all tables as CSV, and the places
    as GeoJSON."""
    lists: dict[str, Rows] = {
        **{f"{kind}s": partial(records.rows, kind) for kind in EXPORTED_KINDS},
        "figures": next(table.rows for table in tables if table.name == "figures"),
    }
    out = {"statements": records.left_out}
    return [
        ExportFile("chronicle.json", "whole", partial(_whole, records)),
        *(
            ExportFile(f"{name}.json", "records", partial(_list, rows, out.get(name, {})))
            for name, rows in lists.items()
        ),
        *(
            ExportFile(f"{one.name}.csv", "tables", partial(_sheet, one, out.get(one.name, {})))
            for one in tables
        ),
        ExportFile("places.geojson", "formats", partial(_places, records)),
    ]


def _list(rows: Rows, left_out: Mapping[str, int], tally: FileTally) -> Iterator[str]:
    """The records of one kind, or the figures."""
    tally.left_out.update(left_out)
    return json_list(tally.each(rows()))


def _whole(exported: PlainRecords, tally: FileTally) -> Iterator[str]:
    """The whole chronicle: itself, its words, its records, and its lists."""
    tally.left_out.update(exported.left_out)
    chronicle = exported.chronicle
    lists = {f"{kind}s": tally.each(exported.rows(kind)) for kind in EXPORTED_KINDS}
    records = chronicle.records
    members: JsonObject = {
        "about": plain_value(chronicle.site),
        "vocabulary": plain_value(chronicle.vocabulary),
        **lists,
        "glossary": plain_value(records.glossary),
        "map": plain_value(records.map.record) if records.map else None,
        "corrections": [
            {"id": id_, **plain_fields(one)} for id_, one in chronicle.corrections.items()
        ],
        "extract": plain_value(records.extract.record) if records.extract else None,
        "not_used": plain_value(records.not_used),
        "searches": plain_value(records.searches),
        "expected": plain_value(records.expected),
    }
    return json_object(members)


def _sheet(table: Table, left_out: Mapping[str, int], tally: FileTally) -> Iterator[str]:
    """A table as CSV in UTF-8, with a row of names."""
    tally.left_out.update(left_out)
    names = [column.name for column in table.columns]
    writer = csv.writer(_Line(), lineterminator="\n")
    yield writer.writerow(names)
    for row in tally.each(table.rows()):
        values = list(map(row.get, names))
        cells = list(map(_as_no_formula, values))
        changed = sum(map(ne, cells, map(cell_text, values)))
        tally.leave_out("left_out_formula", changed)
        yield writer.writerow(cells)


class _Line:
    """What a row of CSV is written into, to be given back as a line."""

    def write(self, line: str) -> str:
        return line


def cell_text(value: object) -> str:
    """A value as a cell of a table; several are joined."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return SEPARATOR.join(map(str, value))
    return "" if value is None else str(value)


def _as_no_formula(value: object) -> str:
    """A cell with an apostrophe before a text that a spreadsheet would run; numbers stay as they
    are."""
    text = cell_text(value)
    is_number = isinstance(value, int | float)
    return f"'{text}" if text.startswith(FORMULA_STARTS) and not is_number else text


def _places(records: PlainRecords, tally: FileTally) -> Iterator[str]:
    """Every place with its coordinates and how precise they are; without any, no geometry."""
    for place in records.chronicle.places.values():
        tally.leave_out("" if place.coordinates else "left_out_coordinates")
    features = map(_feature, tally.each(records.rows("place")))
    return json_object({"type": "FeatureCollection", "features": features})


def _feature(row: JsonObject) -> JsonObject:
    at = row.pop("coordinates")
    geometry = {"type": "Point", "coordinates": at} if at else None
    return {"type": "Feature", "id": row.pop("id"), "geometry": geometry, "properties": row}
