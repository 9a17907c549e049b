"""The columns of a table, read off the model: a new field of a record needs no line here.

A field with one part (`read`) becomes columns (`read_extent`). A list of words or ids becomes one
cell, joined by `SEPARATOR`. A list of parts becomes a table of its own, each row with the key of
its record and its number.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..model.introspection import (
    accepts_type,
    is_date,
    is_list,
    is_optional,
    is_pair,
    mark_of,
    record_type,
)
from ..model.statements import Speaker
from ..model.types import Ref, Word
from .plain_records import plain_value

SEPARATOR = "; "
COLUMN_TYPES = {bool: "boolean", int: "integer", float: "number"}
FieldPath = tuple[str, ...]
"""The names of the model's fields that lead from a record to a value."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type (one of Table Schema's), and where in a record its value
    is."""

    name: str
    type: str
    description: str = ""
    path: FieldPath = ()
    many: bool = False
    required: bool = False
    pattern: str = ""
    mark: Ref | Word | None = None


@dataclass(frozen=True, slots=True)
class InnerList:
    """A list of parts within a record, by the name that the files give it."""

    name: str
    path: FieldPath
    shape: type[BaseModel]


def columns_of(shape: type[BaseModel]) -> tuple[Column, ...]:
    """The columns of a record type, those of its parts included."""
    return tuple(column for name in shape.model_fields for column in _columns(shape, name))


def inner_lists(shape: type[BaseModel]) -> Iterator[InnerList]:
    """The lists of parts in a record type. The statements of a source are records themselves."""
    for name, field in shape.model_fields.items():
        part, shown = record_type(field.annotation), field.alias or name
        if part and is_list(field) and shown != "statements":
            yield InnerList(shown, (name,), part)
        elif part and not is_list(field):
            for one in inner_lists(part):
                yield InnerList(f"{shown}_{one.name}", (name, *one.path), one.shape)


def _columns(shape: type[BaseModel], name: str) -> Iterator[Column]:
    field = shape.model_fields[name]
    part, shown = record_type(field.annotation), field.alias or name
    required = field.is_required() and not is_optional(field)
    if part and not is_list(field):
        for column in columns_of(part):
            yield replace(
                column,
                name=f"{shown}_{column.name}",
                path=(name, *column.path),
                required=column.required and required,
            )
    elif is_pair(field):  # coordinates, as GeoJSON has them
        for index, axis in enumerate(("longitude", "latitude")):
            yield Column(axis, "number", f"{axis} in degrees, WGS 84", (name, str(index)))
    elif not part:
        yield _column(name, field, required)


def _column(name: str, field: FieldInfo, required: bool) -> Column:
    many = is_list(field)
    types = (name for type_, name in COLUMN_TYPES.items() if accepts_type(field, type_))
    return Column(
        name=field.alias or name,
        type=next(types, "string"),
        description=f"{field.description or ''}{' (EDTF)' if is_date(field) else ''}".strip(),
        path=(name,),
        many=many,
        required=required and not many,
        pattern="" if many else field_pattern(field),
        mark=mark_of(field, Ref) or mark_of(field, Word),
    )


def field_pattern(field: FieldInfo) -> str:
    """The pattern of a text, anywhere in its type; empty if it has none."""
    return next(_patterns([*field.metadata, field.annotation]), "")


def _patterns(annotations: list[object]) -> Iterator[str]:
    for one in annotations:
        if pattern := getattr(one, "pattern", None):
            yield pattern
        yield from _patterns([*getattr(one, "__metadata__", ()), *get_args(one)])


def cell(record: BaseModel, column: Column) -> object:
    """The value of a column in a record, as JSON has it; a list for a column of many."""
    value: object = record
    for step in column.path:
        if value is None:
            return [] if column.many else None
        if isinstance(value, Speaker) and value.actor and step == "named":
            return None  # a matter of described speakers: an actor's own record has the name
        value = value[int(step)] if isinstance(value, tuple) else getattr(value, step)
    return plain_value(value)


def parts_at(record: BaseModel, path: FieldPath) -> list[BaseModel]:
    """The parts of a list within a record."""
    value: object = record
    for step in path:
        value = getattr(value, step) if value is not None else None
    return value if isinstance(value, list) else []
