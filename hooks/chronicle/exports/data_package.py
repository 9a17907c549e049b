"""The description of all tables for programs: the types and meanings of their columns, and their
keys."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from ..domain.chronicle import Chronicle
from ..model.types import Word
from .columns import SEPARATOR, Column
from .export_file import LICENCES, ExportFile, FileTally, JsonObject, json_object
from .tables import ForeignKey, Table


def data_package_file(
    chronicle: Chronicle, tables: Sequence[Table], files: Iterable[ExportFile]
) -> ExportFile:
    """`datapackage.json` (Frictionless). `files` are those of the tables, among others."""
    sheets = {file.path: file for file in files}
    make = partial(_data_package, chronicle, tables, sheets)
    return ExportFile("datapackage.json", "whole", make)


def _data_package(
    chronicle: Chronicle,
    tables: Sequence[Table],
    sheets: Mapping[str, ExportFile],
    tally: FileTally,
) -> Iterator[str]:
    site = chronicle.site
    described: JsonObject = {
        "name": "chronicle",
        "title": site.title,
        "description": site.description,
        "version": site.version,
        "created": f"{site.version_date.first.isoformat()}T00:00:00Z",
        **({"licenses": [_licence(site.licence)]} if site.licence else {}),
        "contributors": [{"title": site.editors, "role": "author"}],
        "resources": (
            _resource(chronicle, table, sheets[f"{table.name}.csv"]) for table in tally.each(tables)
        ),
    }
    return json_object(described)


def _licence(named: str) -> JsonObject:
    """A licence by a name that a data package takes, with its address if that is known."""
    found: JsonObject = {"name": re.sub(r"[^A-Za-z0-9._]+", "-", named), "title": named}
    return {**found, "path": LICENCES[named]} if named in LICENCES else found


def _resource(chronicle: Chronicle, table: Table, file: ExportFile) -> JsonObject:
    return {
        "name": _resource_name(table.name),
        "title": chronicle.texts.table("download_file")[table.name],
        "path": file.path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.tally.size,
        "hash": f"sha256:{file.tally.checksum}",
        "schema": {
            "fields": [_field(chronicle, column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.primary),
            "foreignKeys": [_foreign_key(table, key) for key in table.foreign],
        },
    }


def _resource_name(table: str) -> str:
    return table.replace("_", "-")


def _foreign_key(table: Table, key: ForeignKey) -> JsonObject:
    other = "" if key.table == table.name else _resource_name(key.table)
    return {"fields": list(key.own), "reference": {"resource": other, "fields": list(key.its)}}


def _field(chronicle: Chronicle, column: Column) -> JsonObject:
    """One column. A cell of several values is a string: a data package has no type for it that
    readers know."""
    mark = None if column.many else column.mark
    words = chronicle.vocabulary.words(mark.vocabulary) if isinstance(mark, Word) else []
    constraints: JsonObject = {
        **({"required": True} if column.required else {}),
        **({"pattern": column.pattern} if column.pattern else {}),
        **({"enum": words} if words else {}),
    }
    several = f" (several, joined by '{SEPARATOR}')" if column.many else ""
    return {
        "name": column.name,
        "type": "string" if column.many else column.type,
        "description": f"{column.description}{several}".strip(),
        **({"constraints": constraints} if constraints else {}),
    }
