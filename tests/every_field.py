"""Every field of every kind of record, with a record that has it, and another value for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from pydantic.fields import FieldInfo

from chronicle.files.loader import Records
from chronicle.files.validated import Located
from chronicle.model.introspection import (
    accepts_type,
    choices_of,
    is_date,
    is_list,
    is_pair,
    record_type,
)
from chronicle.model.meaning import is_of_parts, meanings
from chronicle.model.site import ExpectedDocument, Search
from chronicle.model.types import Part
from chronicle.text.dates import parse_date

Path = tuple[str | int, ...]
"""The attributes, keys and indexes that lead from the records to a value."""
NO_RECORDS = {"published", "layers", "lists", "texts", "prose", "problems", "unreadable", "assets"}


def filled(records: Records) -> Records:
    """The records, with a made part wherever a part or a list of parts is empty."""
    more = replace(records, searches=[_made(Search)], expected=[_made(ExpectedDocument)])
    changed = {name: _filled(getattr(more, name)) for name in _attributes(records)}
    return replace(more, **changed)


def every_field(records: Records) -> dict[str, tuple[Path, str]]:
    """Each field that is not made of parts, as Type.field: the path of the first part that has it,
    and its name."""
    found: dict[str, tuple[Path, str]] = {}
    for attribute in _attributes(records):
        for path, part in _parts(getattr(records, attribute), (attribute,)):
            for name, meaning in meanings(type(part)).items():
                if meaning:
                    found.setdefault(f"{type(part).__name__}.{name}", (path, name))
    return found


def with_another(value: Any, path: Path, field: str) -> Any:
    """Records, or what is in them, with another value of a field of the part at a path."""
    if not path:
        return value.model_copy(update={field: _another(value, field)})
    step, rest = path[0], path[1:]
    if isinstance(value, (list, dict)):
        copy: Any = value.copy()
        copy[step] = with_another(value[step], rest, field)
        return copy
    changed = {str(step): with_another(getattr(value, str(step)), rest, field)}
    return (
        value.model_copy(update=changed) if isinstance(value, Part) else replace(value, **changed)
    )


def all_parts(shape: type[Part] = Part) -> Iterator[type[Part]]:
    """Every type of record, and of part of one, of the model; not those that other tests make."""
    for one in shape.__subclasses__():
        if one.__module__.startswith("chronicle.model."):
            yield from (one, *all_parts(one))


def _attributes(records: Records) -> list[str]:
    return [one.name for one in fields(records) if one.name not in NO_RECORDS]


def _parts(value: Any, path: Path) -> Iterator[tuple[Path, Part]]:
    steps: list[tuple[str | int, Any]] = []
    if isinstance(value, Part):
        yield path, value
        steps = [(name, getattr(value, name)) for name in type(value).model_fields]
    elif isinstance(value, dict):
        steps = [*value.items()]
    elif isinstance(value, list):
        steps = [*enumerate(value)]
    elif isinstance(value, Located):
        steps = [("record", value.record)]
    for step, inner in steps:
        yield from _parts(inner, (*path, step))


def _filled(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _filled(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_filled(one) for one in value]
    if isinstance(value, Located):
        return replace(value, record=_filled(value.record))
    if not isinstance(value, Part):
        return value
    parts = [
        (name, field) for name, field in type(value).model_fields.items() if is_of_parts(field)
    ]
    return value.model_copy(
        update={name: _filled(getattr(value, name) or _made_for(field)) for name, field in parts}
    )


def _made_for(field: FieldInfo) -> Any:
    shape = record_type(field.annotation)
    made = _made(shape) if shape and issubclass(shape, Part) else None
    return [made] if is_list(field) else made


def _made(shape: type[Part]) -> Part:
    """A part with a value for each field, which no rule has seen."""
    empty = shape.model_construct()
    return empty.model_copy(
        update={
            name: _made_for(field) if is_of_parts(field) else _other_value(field, field.default)
            for name, field in shape.model_fields.items()
        }
    )


def _another(part: Part, name: str) -> Any:
    return _other_value(type(part).model_fields[name], getattr(part, name))


def _other_value(field: FieldInfo, value: Any) -> Any:
    """Another value of a field's type; of a choice of one, none."""
    known = value if isinstance(value, (str, list, dict, int, float)) else None
    if choices := choices_of(field):
        return next((choice for choice in choices if choice != known), None)
    if is_list(field):
        return [*(known or []), "other"]
    if is_date(field):
        return parse_date("1888" if getattr(value, "text", "") != "1888" else "1889")
    if is_pair(field):
        return (8.5, 8.25)
    if accepts_type(field, bool):
        return not known
    if accepts_type(field, int) or accepts_type(field, float):
        return (known or 0) + 1
    if "dict" in str(field.annotation):
        return {**(known or {}), "other": ["other"]}
    return f"{known or 'some'}-other"
