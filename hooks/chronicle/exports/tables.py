"""Every kind of record as a list in JSON and as tables in CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from ..model import records as model
from .base import Export
from .records import Computed, Plain, Plainly, plain
from .shapes import SEPARATOR, Column, cell, parts, path_name, shape

KINDS: dict[str, type[BaseModel]] = {"event": model.Event, "statement": model.Statement, **model.KINDS}
# What a spreadsheet would run: the signs that begin a formula, in the wide forms of East Asian keyboards as well.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its columns, its rows (by column) and its keys. `foreign` is (own columns, table, its columns)."""

    name: str
    columns: tuple[Column, ...]
    rows: list[Plain]
    primary: tuple[str, ...]
    foreign: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = ()

    def __post_init__(self) -> None:
        names = [column.name for column in self.columns]
        if len(set(names)) != len(names):
            raise ValueError(f"two columns of {self.name} have one name: {names}")


def table_of(kind: str) -> str:
    return f"{kind}s"


def key_of(kind: str) -> str:
    """The column that identifies a record of a kind in its own table."""
    return "ref" if kind == "statement" else "id"


def owner_of(kind: str) -> str:
    """The column that names the record to which a row of an inner table belongs."""
    return "statement_ref" if kind == "statement" else f"{kind}_id"


def tables(plainly: Plainly) -> list[Table]:
    """All tables: the records of each kind with the lists in them, the vocabulary, the corrections."""
    found = [table for kind in KINDS for table in _of_kind(plainly, kind)]
    return [*found, *_lists(plainly)]


def _of_kind(plainly: Plainly, kind: str) -> Iterator[Table]:
    of = KINDS[kind]
    columns = shape(of, skip=("statements",))
    extra = tuple(_computed(one) for one in plainly.computed[kind] if not one.nested)
    rows = [_row(plainly, kind, id_, columns.columns) for id_ in plainly.ids(kind)]
    every = (*_keys(kind), *columns.columns, *extra)
    yield Table(table_of(kind), every, rows, (key_of(kind),), _foreign(every))
    for path, part in columns.lists:
        yield _inner(plainly, kind, of, path, part)


def _keys(kind: str) -> tuple[Column, ...]:
    if kind == "statement":
        source = Column("source_id", "string", "The source that carries it", required=True, mark=model.Ref("source"))
        return Column("ref", "string", "source#statement: what identifies the statement", required=True), source
    return (Column("id", "string", "What identifies the record: the name of its file", required=True),)


def _row(plainly: Plainly, kind: str, id_: str, columns: Iterable[Column]) -> Plain:
    record = plainly.record(kind, id_)
    cells = {column.name: cell(record, column) for column in columns}
    return {**plainly.key(kind, id_), **cells, **plainly.extra(kind, id_)}


def _computed(one: Computed) -> Column:
    return Column(one.key, one.type, one.description, many=one.many)


Extra = tuple[tuple[Column, ...], Callable[[Plainly, str, Any], Plain]]
COUNTS = {
    "computed_reports": "How many sources carry a statement for it",
    "computed_speakers": "How many speakers say it",
    "computed_origins": "On how many independent origins it rests",
    "computed_origins_unnamed": "How many of these origins rest on unnamed speakers",
    "computed_counted": "How many statements count",
    "computed_not_counted": "How many statements do not count",
}
# Inner tables with another name than <records>_<field>, another key than their number, or computed columns.
NAMES = {"statements_figures": "figures"}
PRIMARY = {"questions_positions": ("question_id", "id")}
EXTRA: dict[str, Extra] = {
    "questions_positions": (
        tuple(Column(name, "integer", says) for name, says in COUNTS.items()),
        lambda plainly, id_, part: plainly.positions(id_, part.id),
    ),
    "statements_relates": (
        (
            Column("computed_relation", "string", "Which of the relations it is"),
            Column("computed_target", "string", "The other statement, source#statement", mark=model.Ref("statement")),
        ),
        lambda plainly, ref, part: plainly.relation(ref, part),
    ),
}
POSITION = (("question", "position"), "questions_positions", ("question_id", "id"))


def _inner(plainly: Plainly, kind: str, of: type[BaseModel], path: tuple[str, ...], part: type[BaseModel]) -> Table:
    name = f"{table_of(kind)}_{path_name(of, path)}"
    columns = shape(part).columns
    more, compute = EXTRA.get(name, ((), lambda *_: {}))
    owner = owner_of(kind)
    keys = (
        Column(owner, "string", f"The {kind} to which the row belongs", required=True, mark=model.Ref(kind)),
        Column("number", "integer", "Its place in the record's list, from 1", required=True),
    )
    rows = [
        {owner: id_, "number": number, **{c.name: cell(one, c) for c in columns}, **compute(plainly, id_, one)}
        for id_ in plainly.ids(kind)
        for number, one in enumerate(parts(plainly.record(kind, id_), path), 1)
    ]
    every = (*keys, *columns, *more)
    answers = (POSITION,) if {"question", "position"} <= {column.name for column in columns} else ()
    return Table(NAMES.get(name, name), every, rows, PRIMARY.get(name, (owner, "number")), (*_foreign(every), *answers))


def _foreign(columns: Iterable[Column]) -> tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...]:
    """The foreign keys of columns that name one record of one kind."""
    return tuple(
        ((column.name,), table_of(column.mark.kind), (key_of(column.mark.kind),))
        for column in columns
        if isinstance(column.mark, model.Ref) and column.mark.kind in KINDS and not column.many
    )


def _lists(plainly: Plainly) -> Iterator[Table]:
    """The vocabulary and the corrections, which are no records of their own."""
    terms = shape(model.Term).columns
    list_ = Column("list", "string", "The list that the word belongs to", required=True)
    vocabulary = plainly.chronicle.vocabulary
    named = [name for name in type(vocabulary).model_fields if _terms(getattr(vocabulary, name))]
    rows = [
        {"list": name, **{c.name: cell(term, c) for c in terms}} for name in named for term in getattr(vocabulary, name)
    ]
    yield Table("vocabulary", (list_, *terms), rows, ("list", "id"))
    columns = shape(model.Correction).columns
    number = Column("number", "integer", "Its place in the ledger, from 1", required=True)
    corrections = [
        {"number": index, **{c.name: cell(one, c) for c in columns}}
        for index, one in enumerate(plainly.chronicle.records.corrections, 1)
    ]
    yield Table("corrections", (number, *columns), corrections, ("number",))


def _terms(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and isinstance(value[0], model.Term)


def written(plainly: Plainly, found: list[Table]) -> list[Export]:
    """All tables as CSV, the records of each kind as JSON, and everything in one file."""
    lists = {table_of(kind): plainly.rows(kind) for kind in KINDS}
    lists["figures"] = next(table.rows for table in found if table.name == "figures")
    withheld = {"quotation": plainly.withheld} if plainly.withheld else {}
    records = sum(len(rows) for name, rows in lists.items() if name != "figures")  # which stand within the statements
    files = [Export("chronicle.json", "whole", as_json(everything(plainly, lists)), records, withheld)]
    for name, rows in lists.items():
        out = withheld if name == "statements" else {}
        files.append(Export(f"{name}.json", "records", as_json(rows), len(rows), out))
    for table in found:
        files.append(_as_csv(table, withheld if table.name == "statements" else {}))
    return files


def everything(plainly: Plainly, lists: dict[str, list[Plain]]) -> Plain:
    """The whole chronicle: itself, its words, its records, and its lists."""
    chronicle = plainly.chronicle
    held = chronicle.records
    return {
        "about": plain(chronicle.site),
        "vocabulary": plain(chronicle.vocabulary),
        **{name: rows for name, rows in lists.items() if name != "figures"},
        "glossary": plain(held.glossary),
        "map": plain(held.map.record) if held.map else None,
        "corrections": plain(held.corrections),
        "extract": plain(held.extract.record) if held.extract else None,
        "not_used": plain(held.not_used),
    }


def as_json(value: Any) -> str:
    """JSON that reads the same in every build, letters of every script as they are."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _as_csv(table: Table, left_out: dict[str, int]) -> Export:
    """A table as CSV in UTF-8, with a row of names; texts that would run as formulas have an apostrophe before them."""
    sheet = io.StringIO()
    writer = csv.writer(sheet, lineterminator="\n")
    names = [column.name for column in table.columns]
    writer.writerow(names)
    rows = [[_text(row.get(name)) for name in names] for row in table.rows]
    neutralised = [[_neutral(value, row.get(name)) for value, name in zip(cells, names, strict=True)]
                   for cells, row in zip(rows, table.rows, strict=True)]  # fmt: skip
    writer.writerows(neutralised)
    changed = sum(one != other for a, b in zip(rows, neutralised, strict=True) for one, other in zip(a, b, strict=True))
    out = {**left_out, **({"formula": changed} if changed else {})}
    return Export(f"{table.name}.csv", "tables", sheet.getvalue(), len(table.rows), out)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return SEPARATOR.join(str(one) for one in value) if isinstance(value, list) else str(value)


def _neutral(text: str, value: Any) -> str:
    """A text that no spreadsheet takes for a formula; numbers stay as they are."""
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return f"'{text}" if text.startswith(FORMULA) and not number else text
