"""What the model says of a field: its marks, its type, and the record type within it."""

import re
from collections.abc import Iterator
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..text.dates import EdtfDate
from .types import Ref, Word

Mark = TypeVar("Mark")
Location = tuple[str | int, ...]
"""The keys and indexes that lead to a value in a file."""


def mark_of(field: FieldInfo | None, kind: type[Mark]) -> Mark | None:
    """The first mark of a kind, such as `Ref` or `Word`, anywhere in a field's type."""
    return _mark([*field.metadata, field.annotation], kind) if field else None


def _mark(annotations: list[Any], kind: type[Mark]) -> Mark | None:
    for annotation in annotations:
        if isinstance(annotation, kind):
            return annotation
        inner = [*getattr(annotation, "__metadata__", ()), *get_args(annotation)]
        found = _mark(inner, kind) if inner else None
        if found:
            return found
    return None


def accepts_type(field: FieldInfo | None, wanted: type) -> bool:
    """Whether a field, or an entry of its list, can be of a type that is no record."""
    return field is not None and _accepts(field.annotation, wanted)


def _accepts(annotation: Any, wanted: type) -> bool:
    return annotation is wanted or any(_accepts(part, wanted) for part in get_args(annotation))


def is_date(field: FieldInfo | None) -> bool:
    return accepts_type(field, EdtfDate)


def record_types(annotation: Any) -> Iterator[type[BaseModel]]:
    """The record types that an annotation can have."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Union, UnionType, list, tuple) or _is_annotated(annotation):
        for argument in get_args(annotation):
            yield from record_types(argument)


def _is_annotated(annotation: Any) -> bool:
    return hasattr(annotation, "__metadata__")


def record_type(annotation: Any) -> type[BaseModel] | None:
    """The record type that an annotation has, if it has one."""
    return next(record_types(annotation), None)


def field_of(shape: type[BaseModel] | None, key: str) -> FieldInfo | None:
    """The field that a key of a file fills."""
    if shape is None:
        return None
    fields = shape.model_fields.items()
    return next((field for name, field in fields if key in (name, field.alias)), None)


def keys_of(shape: type[BaseModel] | None) -> list[str]:
    """The keys of a record in a file, in the order in which files give them."""
    return [field.alias or name for name, field in shape.model_fields.items()] if shape else []


def field_at(shape: Any, location: Location) -> FieldInfo | None:
    """The field that a value at a location fills; for an entry of a list, the list's."""
    names = [index for index, step in enumerate(location) if isinstance(step, str)]
    if not names:
        return None
    owner = shape_at(shape, location[: names[-1]])
    return field_of(owner, str(location[names[-1]])) if owner else None


def shape_at(shape: Any, location: Location) -> type[BaseModel] | None:
    """The record type at a location."""
    current = record_type(shape)
    for step in location:
        if current is not None and isinstance(step, str):
            field = field_of(current, step)
            current = record_type(field.annotation) if field else current
    return current


def choices_of(field: FieldInfo | None) -> list[str]:
    """The words that a field's pattern lists, such as shown, inferred and unknown; empty if it is
    not such a list."""
    marks = field.metadata if field else []
    patterns = [pattern for one in marks if (pattern := getattr(one, "pattern", None))]
    listed = [one for one in patterns if re.fullmatch(r"\^\(?[\w|-]+\)?\$", one)]
    return listed[0].strip("^$()").split("|") if listed else []


def is_list(field: FieldInfo) -> bool:
    """Whether a file gives a field as a list."""
    return _is_list(field.annotation)


def _is_list(annotation: Any) -> bool:
    if get_origin(annotation) is Annotated:
        return _is_list(get_args(annotation)[0])
    unions = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else ()
    return any(map(_is_list, unions)) or get_origin(annotation) is list


def has_pattern(field: FieldInfo) -> bool:
    return any(getattr(one, "pattern", None) for one in field.metadata)


def is_optional(field: FieldInfo) -> bool:
    """Whether a file may leave a field empty."""
    return type(None) in get_args(field.annotation)


def is_pair(field: FieldInfo) -> bool:
    """Whether a field is a pair of numbers, such as coordinates."""
    parts = (field.annotation, *get_args(field.annotation))
    return any(get_origin(part) is tuple for part in parts)


@cache
def marked_fields(
    shape: type[BaseModel],
) -> tuple[tuple[str, str, Ref | Word | None], ...]:
    """Every field of a record type: its name, its key in the file, and its mark, if it has one."""
    return tuple(
        (name, field.alias or name, mark_of(field, Ref) or mark_of(field, Word))
        for name, field in shape.model_fields.items()
    )


def mentions(
    record: BaseModel, location: Location = ()
) -> Iterator[tuple[Location, Ref | Word, str]]:
    """Every field of a record, however deep, that names a record or takes a vocabulary word."""
    for name, key, mark in marked_fields(type(record)):
        yield from _mentioned(getattr(record, name), (*location, key), mark)


def _mentioned(
    value: object, location: Location, mark: Ref | Word | None
) -> Iterator[tuple[Location, Ref | Word, str]]:
    if isinstance(value, BaseModel):
        yield from mentions(value, location)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _mentioned(item, (*location, key), mark)
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _mentioned(item, (*location, index), mark)
    elif isinstance(value, str) and mark:
        yield location, mark, value
