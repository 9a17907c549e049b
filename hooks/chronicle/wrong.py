"""What pydantic says of a record, in plain words for somebody who edits it: each mistake once, at its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from . import fields
from .document import Document, Location
from .problem import Mistake, Problem, closest, nearest

BLANK = "___"
"""What a new record has where something is to be filled in."""

# What pydantic's kinds of error mean to somebody who edits a record: (message, hint).
PHRASES = {
    "string_type": ("{named} expects a text", "put the text after the colon, with quotation marks if it is a number"),
    "list_type": ("{named} expects a list", "write each entry on its own line after a hyphen"),
    "tuple_type": ("{named} expects two numbers", "write [longitude, latitude]"),
    "dict_type": ("{named} expects keys and values", "indent them under it"),
    "model_type": ("{named} expects keys and values", "write { key: value, … }"),
    "model_attributes_type": ("{named} expects keys and values", "write { key: value, … }"),
    "int_parsing": ("{named} expects a whole number, not '{value}'", "digits only; leave it blank if not known"),
    "int_type": ("{named} expects a whole number", "digits only; leave it blank if not known"),
    "float_parsing": ("{named} expects a number, not '{value}'", "write it with a point, such as 36.32"),
    "finite_number": ("{named} expects a number, not '{value}'", "write it with a point, such as 36.32"),
    "bool_parsing": ("{named} expects yes or no", "write yes or no"),  # the value may be a name
    "bool_type": ("{named} expects yes or no", "write yes or no"),
    "greater_than_equal": ("{named} cannot be below zero", "write the number as it was said"),
    "string_too_short": ("{named} is empty", "write it, or delete the key"),
    "too_short": ("{named} holds too few entries", "add the missing ones"),
    "too_long": ("{named} expects two numbers", "write [longitude, latitude], with points for the decimals"),
    "float_type": ("{named} expects a number", "write it with a point, such as 36.32"),
    "less_than_equal": ("{named} cannot be so large", "write the number as it was said"),
    "missing": ("{named} expects two numbers", "write [longitude, latitude]"),
}


def in_words(read: Document, shape: Any, errors: Iterable[Any]) -> Iterator[Problem]:
    """Pydantic's errors as problems, each mistake once: a misspelt key is not said to be missing as well, and a pair of numbers
    is wrong as a whole."""
    listed = list(errors)
    meant = {_meant(shape, error["loc"]) for error in listed if error["type"] == "extra_forbidden"}
    pairs: set[Location] = set()
    for error in listed:
        location: Location = error["loc"]
        pair = location[:-1] if _in_pair(shape, location) else None
        if pair in pairs or (error["type"] == "missing" and location in meant):
            continue
        if pair is not None:
            pairs.add(pair)
        yield _translated(read, shape, error)


def _meant(shape: Any, location: Location) -> Location:
    """Where the known key belongs that an unknown one was probably meant to be; empty if there is none."""
    found = _alias(_shape(shape, location[:-1]), str(location[-1]))
    return (*location[:-1], found) if found else ()


def _alias(shape: type[BaseModel] | None, word: str) -> str:
    """The key that a word was probably meant to be; of a field's name in the code, its key in a file. Empty if there is none."""
    named = shape.model_fields.get(word) if shape else None
    return (named.alias if named else None) or closest(word, fields.keys(shape))


def _in_pair(shape: Any, location: Location) -> bool:
    found = field(shape, location) if location and isinstance(location[-1], int) else None
    return found is not None and fields.is_pair(found)


def _translated(read: Document, shape: Any, error: Any) -> Problem:
    """One of pydantic's errors as a problem with a place, in plain words."""
    location: Location = error["loc"]
    kind, value = error["type"], error.get("input")
    about = getattr(field(shape, location), "description", None) or ""
    named = f"'{key(location)}'" if key(location) else "an entry" if location else "the file"
    if kind == "extra_forbidden":
        return _unknown(read, location, value, _shape(shape, location[:-1]))
    if kind == "missing" and not isinstance(location[-1], int):
        hint = f"add {location[-1]}: {about}".rstrip(": ")
        return read.problem(location[:-1], f"the key {named} is missing{owner(read, location)}", hint)
    if kind == "value_error" and isinstance(error["ctx"]["error"], Mistake):
        mistake = error["ctx"]["error"]
        place = (*location, mistake.key) if mistake.key else location
        return read.problem(place, _curly(str(mistake), value), mistake.hint, key=isinstance(value, dict))
    if kind == "string_pattern_mismatch":
        return _misformed(read, location, str(value), error["ctx"]["pattern"], about)
    if value is None:
        hint = f"{key(location)}: {about}" if about else "write it, or delete it"
        return read.problem(location, f"{named} is empty", hint, key=True)
    message, hint = PHRASES.get(kind, ("{named} cannot be read", "compare with the example of this record"))
    return read.problem(location, message.format(named=named, value=value), hint)


def _unknown(read: Document, location: Location, value: Any, shape: type[BaseModel] | None) -> Problem:
    """A key that no record of this sort has: misspelt, or the rest of a text or a number that was cut at a comma."""
    word = str(location[-1])
    meant, known = _alias(shape, word), fields.keys(shape)
    hint = f"did you mean '{meant}'?" if meant else ""
    if not hint and value is None:
        hint = "put quotation marks around a text that holds a comma; write a number without commas"
    return read.problem(location, f"unknown key '{word}'", hint or f"known are {', '.join(known)}", key=True)


def _misformed(read: Document, location: Location, value: str, pattern: str, about: str) -> Problem:
    """A value that does not have the form of its field, or is none of its few words."""
    if location[-1] == "[key]":  # of a list by language
        hint = "write the code of the language, such as en or ar"
        return read.problem(location[:-1], f"'{location[-2]}' is not the code of a language", hint, key=True)
    words = pattern.strip("^$()").split("|")
    hint = nearest(value, words) or (f"write {about}" if about else f"one of {', '.join(words)}")
    return read.problem(location, f"'{key(location)}' cannot be '{value}'", hint)


def _curly(message: str, value: Any) -> str:
    if isinstance(value, str) and value[:1] in "“”„‘’«" and value:
        return f"{message}: typographic quotation marks belong to the text; use straight ones or none"
    return message


def key(location: Location) -> str:
    """The name of the nearest key, for a value in a list as well; empty where there is none."""
    return str(next((step for step in reversed(location) if isinstance(step, str)), ""))


def owner(read: Document, location: Location) -> str:
    """Names the claim (or other entry with an id) that a problem is in."""
    value = read.data
    for step in location[:-1]:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return ""
    named = value.get("id") if isinstance(value, dict) else None
    return f" in '{named}'" if named and named != BLANK else ""


def _shape(shape: Any, location: Location) -> type[BaseModel] | None:
    """The record type at a location."""
    current = fields.record(shape)
    for step in location:
        if current is None or isinstance(step, int):
            continue
        field_ = fields.named(current, step)
        current = fields.record(field_.annotation) if field_ else current
    return current


def field(shape: Any, location: Location) -> FieldInfo | None:
    """The field that a value at a location fills; of an entry of a list, the list's."""
    names = [index for index, step in enumerate(location) if isinstance(step, str)]
    if not names:
        return None
    owner = _shape(shape, location[: names[-1]])
    return fields.named(owner, str(location[names[-1]])) if owner else None
