"""What the model says of a field: its marks, its type, and the record type that it holds."""

from __future__ import annotations

import re
import typing
from collections.abc import Iterator
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from . import dates

M = TypeVar("M")


def marked(field: FieldInfo | None, kind: type[M]) -> M | None:
    """The first mark of a kind, such as `Ref` or `Word`, anywhere in a field's type."""
    return _mark([*field.metadata, field.annotation], kind) if field else None


def _mark(annotations: list[Any], kind: type[M]) -> M | None:
    for annotation in annotations:
        if isinstance(annotation, kind):
            return annotation
        inner = [*getattr(annotation, "__metadata__", ()), *typing.get_args(annotation)]
        found = _mark(inner, kind) if inner else None
        if found:
            return found
    return None


def holds(field: FieldInfo | None, wanted: type) -> bool:
    """Whether a field's own value, or one of a list of them, can be of a type that is no record, such as `bool`."""
    return field is not None and _holds(field.annotation, wanted)


def _holds(annotation: Any, wanted: type) -> bool:
    return annotation is wanted or any(_holds(inner, wanted) for inner in get_args(annotation))


def is_date(field: FieldInfo | None) -> bool:
    return holds(field, dates.When)


def records(annotation: Any) -> Iterator[type[BaseModel]]:
    """The record types that an annotation can hold."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    elif get_origin(annotation) in (Union, UnionType, list, tuple) or hasattr(annotation, "__metadata__"):
        for argument in get_args(annotation):
            yield from records(argument)


def record(annotation: Any) -> type[BaseModel] | None:
    """The record type that an annotation holds, if it holds one."""
    return next(records(annotation), None)


def named(shape: type[BaseModel] | None, key: str) -> FieldInfo | None:
    """The field that a key of a file fills."""
    return next((f for name, f in shape.model_fields.items() if key in (name, f.alias)), None) if shape else None


def keys(shape: type[BaseModel] | None) -> list[str]:
    """The keys of a record in a file, in the order in which files give them."""
    return [f.alias or name for name, f in shape.model_fields.items()] if shape else []


def choices(field: FieldInfo | None) -> list[str]:
    """The words that a field's pattern lists, such as shown, inferred and unknown; none where it is no such list."""
    patterns = [found for one in (field.metadata if field else []) if (found := getattr(one, "pattern", None))]
    listed = [pattern.strip("^$()").split("|") for pattern in patterns if re.fullmatch(r"\^\(?[\w|-]+\)?\$", pattern)]
    return listed[0] if listed else []


def is_list(field: FieldInfo) -> bool:
    """Whether a file gives a field as a list."""
    return _listed(field.annotation)


def _listed(annotation: Any) -> bool:
    inner = get_args(annotation) if get_origin(annotation) is typing.Annotated else ()
    if inner:
        return _listed(inner[0])
    unions = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else ()
    return any(_listed(one) for one in unions) or get_origin(annotation) is list


def has_pattern(field: FieldInfo) -> bool:
    return any(getattr(one, "pattern", None) for one in field.metadata)


def is_optional(field: FieldInfo) -> bool:
    """Whether a file may leave a field empty."""
    return type(None) in get_args(field.annotation)


def is_map(field: FieldInfo) -> bool:
    return get_origin(field.annotation) is dict


def is_pair(field: FieldInfo) -> bool:
    """Whether a field is a pair of numbers, such as coordinates."""
    return any(get_origin(one) is tuple for one in (field.annotation, *get_args(field.annotation)))
