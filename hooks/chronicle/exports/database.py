"""All tables in one SQLite file, for Datasette and for anyone who asks in SQL."""

import sqlite3
from collections.abc import Mapping, Sequence

from .columns import Column
from .export_file import ExportFile
from .tables import Table, cell_text

SQL_TYPES = {"boolean": "INTEGER", "integer": "INTEGER", "number": "REAL"}
PAGE_SIZE = 4096


def database_file(tables: Sequence[Table], left_out: Mapping[str, int]) -> ExportFile:
    """`chronicle.sqlite`: the tables, the columns and the keys of the files in CSV. A cell of
    several values is one text there too, and no text has an apostrophe before it. `left_out` is
    what the tables leave out."""
    database = sqlite3.connect(":memory:")
    database.execute(f"PRAGMA page_size = {PAGE_SIZE}")
    for table in tables:
        database.execute(_create(table))
        names = [column.name for column in table.columns]
        marks = ", ".join("?" * len(names))
        rows = ([_value(row.get(name)) for name in names] for row in table.rows)
        database.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({marks})", rows)
    database.commit()
    database.execute("VACUUM")
    content = database.serialize()
    database.close()
    count = sum(len(table.rows) for table in tables)
    return ExportFile("chronicle.sqlite", "whole", "", count, left_out, content)


def _create(table: Table) -> str:
    """The statement that makes a table, with its keys."""
    parts = [_column(column) for column in table.columns]
    parts.append(f"PRIMARY KEY ({_list(table.primary)})")
    for key in table.foreign:
        its = f"{_quoted(key.table)} ({_list(key.its)})"
        parts.append(f"FOREIGN KEY ({_list(key.own)}) REFERENCES {its}")
    return f"CREATE TABLE {_quoted(table.name)} ({', '.join(parts)})"


def _column(column: Column) -> str:
    type_ = "TEXT" if column.many else SQL_TYPES.get(column.type, "TEXT")
    return f"{_quoted(column.name)} {type_}{' NOT NULL' if column.required else ''}"


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(map(_quoted, names))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _value(value: object) -> object:
    return cell_text(value) or None if isinstance(value, list) else value
