"""The columns of a table, read off the model: a new field of a record needs no line here.

A field that holds one part (`read`) becomes columns (`read_extent`); a list of words or ids becomes one cell, joined by
`SEPARATOR`; a list of parts becomes a table of its own, each row with the key of its record and its number.
"""

from __future__ import annotations

import typing
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from types import UnionType
from typing import Annotated, Any, Union

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..model import records as model
from ..model.records import Ref, Word
from ..text.dates import When

SEPARATOR = "; "
TYPES = {str: "string", bool: "boolean", int: "integer", float: "number"}
Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `path` leads from the record to the value, by the model's names."""

    name: str
    type: str
    description: str = ""
    path: Path = ()
    many: bool = False
    required: bool = False
    pattern: str = ""
    mark: Ref | Word | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of one record type, and the lists in it that need tables of their own, by the path to each."""

    columns: tuple[Column, ...]
    lists: tuple[tuple[Path, type[BaseModel]], ...] = ()


@dataclass(slots=True)
class _Core:
    """What an annotation comes down to."""

    type: Any
    many: bool = False
    optional: bool = False
    marks: list[Any] = field(default_factory=list)


def shape(of: type[BaseModel], skip: tuple[str, ...] = ()) -> Shape:
    """The columns and inner tables of a record type."""
    columns: list[Column] = []
    lists: list[tuple[Path, type[BaseModel]]] = []
    for name, info in of.model_fields.items():
        if name in skip:
            continue
        core = _core(info)
        if isinstance(core.type, type) and issubclass(core.type, BaseModel):
            if core.many:
                lists.append(((name,), core.type))
                continue
            inner = shape(core.type)
            columns += [_within(name, info, column, core.optional) for column in inner.columns]
            lists += [((name, *path), part) for path, part in inner.lists]
        else:
            columns += list(_columns(name, info, core))
    return Shape(tuple(columns), tuple(lists))


def _within(name: str, info: FieldInfo, column: Column, optional: bool) -> Column:
    return replace(
        column,
        name=f"{info.alias or name}_{column.name}",
        path=(name, *column.path),
        required=column.required and info.is_required() and not optional,
    )


def _columns(name: str, info: FieldInfo, core: _Core) -> Iterator[Column]:
    shown = info.alias or name
    if typing.get_origin(core.type) is tuple:  # coordinates, as GeoJSON has them
        for index, axis in enumerate(("longitude", "latitude")):
            yield Column(axis, "number", f"{axis} in degrees, WGS 84", (name, str(index)))
        return
    description = info.description or ""
    if core.type is When:
        description = f"{description} (EDTF)".strip()
    yield Column(
        shown,
        TYPES.get(core.type, "string"),
        description,
        (name,),
        many=core.many,
        required=info.is_required() and not core.optional and not core.many,
        pattern="" if core.many else next((p for m in core.marks if (p := getattr(m, "pattern", None))), ""),
        mark=next((m for m in core.marks if isinstance(m, (Ref, Word))), None),
    )


def _core(info: FieldInfo) -> _Core:
    core = _Core(info.annotation, marks=list(info.metadata))
    while True:
        origin, arguments = typing.get_origin(core.type), typing.get_args(core.type)
        if origin is Annotated:
            core.type = arguments[0]
            core.marks += arguments[1:]
        elif origin in (Union, UnionType):
            core.optional = True
            core.type = next(argument for argument in arguments if argument is not type(None))
        elif origin is list:
            core.many = True
            core.type = arguments[0]
        else:
            return core


def cell(record: BaseModel, column: Column) -> Any:
    """The value of a column in a record, as JSON would hold it; a list for a column of many."""
    value: Any = record
    for step in column.path:
        if value is None:
            return [] if column.many else None
        if isinstance(value, model.Speaker) and value.actor and step == "named":
            return None  # said of described speakers only: an actor's own record says under which name
        value = value[int(step)] if isinstance(value, tuple) else getattr(value, step)
    if isinstance(value, When):
        return value.text
    return list(value) if column.many else value


def parts(record: BaseModel, path: Path) -> list[BaseModel]:
    """The parts of a list within a record."""
    value: Any = record
    for step in path:
        value = getattr(value, step) if value is not None else []
    return list(value or [])


def path_name(of: type[BaseModel], path: Path) -> str:
    """The name of a list within a record, as the files write it."""
    return "_".join(_alias(of, step) for step in path)


def _alias(of: type[BaseModel], step: str) -> str:
    info = of.model_fields.get(step)
    return info.alias or step if info else step
