"""The database, read by sqlite3 and compared with the tables in CSV."""

from __future__ import annotations

import csv
import io
import sqlite3
from pathlib import Path

from exports.reading import both_chronicles, bytes_of, chronicle_of, files_of, text_of
from support import WORLD

from chronicle.exports.database import database_file
from chronicle.exports.plain_records import plain_records
from chronicle.exports.tables import all_tables


def opened(root: Path) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.deserialize(bytes_of(files_of(root)["chronicle.sqlite"]))
    database.row_factory = sqlite3.Row
    return database


def as_in_csv(value: object, type_: str) -> str:
    """A value as a table in CSV has it."""
    if value is None:
        return ""
    return ("false", "true")[int(str(value))] if type_ == "boolean" else str(value)


@both_chronicles
def test_the_database_has_every_cell_of_the_tables(root: Path) -> None:
    database, count = opened(root), 0
    sheets = {path[:-4]: one for path, one in files_of(root).items() if path.endswith(".csv")}
    names = {row["name"] for row in database.execute("SELECT name FROM sqlite_master")}
    assert {name for name in names if not name.startswith("sqlite_")} == sheets.keys()
    for name, sheet in sheets.items():
        wanted = list(csv.DictReader(io.StringIO(text_of(sheet))))
        found = [dict(row) for row in database.execute(f"SELECT * FROM {name}")]
        assert len(found) == len(wanted)
        for row, other in zip(found, wanted, strict=True):
            for column, text in other.items():
                is_boolean = text in ("true", "false") and row[column] in (0, 1)
                shown = as_in_csv(row[column], "boolean" if is_boolean else "")
                assert shown == text.removeprefix("'") or shown == text, (name, column)
                count += 1
    assert count > 500


@both_chronicles
def test_the_keys_of_the_database_hold(root: Path) -> None:
    database = opened(root)
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    keys = {row["table"] for row in database.execute("PRAGMA foreign_key_list(statements)")}
    assert "sources" in keys
    joined = "SELECT count(*) FROM statements JOIN sources ON sources.id = statements.source_id"
    statements = len(chronicle_of(root).statements)
    assert database.execute(joined).fetchone()[0] == statements


def test_the_same_records_give_the_same_database() -> None:
    every = (all_tables(plain_records(chronicle_of(WORLD))) for _ in range(2))
    first, again = (bytes_of(database_file(tables, {})) for tables in every)
    assert first == again and first.startswith(b"SQLite format 3\0")
    assert not any(first[24:28] + first[92:100]), "the version of SQLite is not in it"
