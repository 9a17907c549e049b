"""What a record says: its values, as far as a change of them has a certain meaning."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, TypeAlias, get_args

from pydantic.fields import FieldInfo

from ..text.dates import EdtfDate
from .introspection import record_type
from .types import Meaning, Part

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"
"""A value in texts. Its spaces, the order of its list and what is left out mean nothing."""


@cache
def meanings(shape: type[Part]) -> Mapping[str, Meaning | None]:
    """The meaning of each field of a record type by its name; None if the field is made of parts,
    whose fields have theirs."""
    found: dict[str, Meaning | None] = {}
    for name, field in shape.model_fields.items():
        marks = [one for one in field.metadata if isinstance(one, Meaning)]
        found[name] = None if is_of_parts(field) else marks[0] if marks else shape.meaning
    return found


def is_of_parts(field: FieldInfo) -> bool:
    """Whether a field is a part, or a list or table of parts."""
    values = get_args(field.annotation)[1:]  # of a table
    return any(record_type(one) for one in (field.annotation, *values))


def said(part: Part, *kept: Meaning) -> dict[str, Plain]:
    """The values of a record with these meanings, by their keys in a file, without those that a
    file may leave out."""
    found = {}
    for name, meaning in meanings(type(part)).items():
        field, value = type(part).model_fields[name], getattr(part, name)
        if value != field.default and meaning in (None, *kept):
            plain = _plain(value, kept)
            if plain:
                found[field.alias or name] = plain
    return found


def _plain(value: Any, kept: tuple[Meaning, ...]) -> Plain:
    if isinstance(value, Part):
        return said(value, *kept)
    if isinstance(value, dict):
        return {str(key): _plain(one, kept) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        plain = [text for one in value if (text := _plain(one, kept))]
        return plain if isinstance(value, tuple) else sorted(plain, key=json.dumps)
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = value.text if isinstance(value, EdtfDate) else "" if value is None else str(value)
    return " ".join(text.split())


def parts_of(record: Part) -> Iterator[tuple[str, list[Part]]]:
    """The lists of parts of a record, by their keys in a file: its statements, positions, names."""
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        if isinstance(value, list) and value and isinstance(value[0], Part):
            yield field.alias or name, value
