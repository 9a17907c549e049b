"""What can be known of a record in which something is wrong, so that one mistake hides no other."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from ..model.introspection import Location, record_type
from ..problems import InvalidValue
from .pydantic_errors import BLANK


class _Unknown:
    """In the place of what a record lacks or has wrong: something, of which nothing can be said. A
    rule that compares it ends without a fault."""

    def __eq__(self, other: object) -> bool:
        raise TypeError

    __hash__ = object.__hash__


UNKNOWN = _Unknown()
Fault = tuple[Location, InvalidValue]


def partial_record(shape: type[BaseModel], data: dict[str, Any]) -> tuple[BaseModel, list[Fault]]:
    """A record with every sound value as the model reads it and every other one unknown, and what
    the rules within it find wrong all the same."""
    faults: list[Fault] = []
    return _partial(shape, data, (), faults), faults


def _partial(
    shape: type[BaseModel], data: dict[str, Any], location: Location, faults: list[Fault]
) -> BaseModel:
    values = {}
    for name, field in shape.model_fields.items():
        key = field.alias or name
        if key in data:
            values[key] = _value(shape, name, data[key], (*location, key), faults)
        elif field.is_required():
            values[key] = UNKNOWN
    record = shape.model_construct(**values)
    faults += ((location, fault) for fault in _broken_rules(record))
    return record


def _value(
    shape: type[BaseModel], name: str, raw: Any, location: Location, faults: list[Fault]
) -> Any:
    field = shape.model_fields[name]
    if raw == BLANK:
        return UNKNOWN
    try:
        return _adapter(shape, name).validate_python(raw)
    except ValidationError:
        inner = record_type(field.annotation)
    if inner and isinstance(raw, dict):
        return _partial(inner, raw, location, faults)
    if inner and isinstance(raw, list):
        return [
            _partial(inner, one, (*location, index), faults) if isinstance(one, dict) else UNKNOWN
            for index, one in enumerate(raw)
        ]
    return UNKNOWN


@cache
def _adapter(shape: type[BaseModel], name: str) -> TypeAdapter[Any]:
    field = shape.model_fields[name]
    read_as: Any = Annotated[field.annotation, *field.metadata, None]
    return TypeAdapter(read_as)


def _broken_rules(record: BaseModel) -> Iterator[InvalidValue]:
    """The faults that the rules of a record name; a rule that needs a value of another type says
    nothing."""
    for rule in type(record).__pydantic_decorators__.model_validators.values():
        try:
            rule.func(record)
        except InvalidValue as fault:
            yield fault
        except (AttributeError, TypeError, ValueError, LookupError):
            continue
