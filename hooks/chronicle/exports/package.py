"""The tables described for machines: a Frictionless data package."""

from __future__ import annotations

import re
from typing import Any

from ..domain.chronicle import Chronicle
from ..model.records import Word
from .base import LICENCES, Export
from .shapes import SEPARATOR, Column
from .tables import Table, as_json


def package(chronicle: Chronicle, tables: list[Table], files: list[Export]) -> Export:
    """`datapackage.json`: every table with the types and meanings of its columns and its keys."""
    by_path = {file.path: file for file in files}
    site = chronicle.site
    described = {
        "name": "chronicle",
        "title": site.title,
        "description": site.description,
        "version": site.version,
        "created": f"{site.version_date.first.isoformat()}T00:00:00Z",
        **({"licenses": [_licence(site.licence)]} if site.licence else {}),
        "contributors": [{"title": site.editors, "role": "author"}],
        "resources": [_resource(chronicle, table, by_path[f"{table.name}.csv"]) for table in tables],
    }
    return Export("datapackage.json", "whole", as_json(described), len(tables))


def _licence(named: str) -> dict[str, str]:
    """A licence by a name that a data package takes, with its address if that is known."""
    found = {"name": re.sub(r"[^A-Za-z0-9._]+", "-", named), "title": named}
    return {**found, "path": LICENCES[named]} if named in LICENCES else found


def _resource(chronicle: Chronicle, table: Table, file: Export) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "title": chronicle.records.texts.get(f"data_{table.name}", table.name),
        "path": file.path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(file.content),
        "hash": f"sha256:{file.checksum}",
        "schema": {
            "fields": [_field(chronicle, column) for column in table.columns],
            "missingValues": [""],
            "primaryKey": list(table.primary),
            "foreignKeys": [
                {
                    "fields": list(own),
                    "reference": {"resource": "" if other == table.name else other.replace("_", "-"), "fields": list(its)},
                }
                for own, other, its in table.foreign
            ],
        },
    }  # fmt: skip


def _field(chronicle: Chronicle, column: Column) -> dict[str, Any]:
    """One column. A cell of several values is a string, since a data package has no type for it that readers know."""
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.pattern:
        constraints["pattern"] = column.pattern
    if isinstance(column.mark, Word) and not column.many:
        constraints["enum"] = chronicle.vocabulary.words(column.mark.vocabulary)
    description = column.description
    if column.many:
        description = f"{description} (several, joined by '{SEPARATOR}')".strip()
    found = {"name": column.name, "type": "string" if column.many else column.type}
    return {
        **found,
        **({"description": description} if description else {}),
        **({"constraints": constraints} if constraints else {}),
    }
