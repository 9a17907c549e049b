"""What pydantic says of a record, in plain words for somebody who edits it: each mistake once, at its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from . import fields, model
from .document import Document, Location
from .problem import Mistake, Problem, closest, nearest

BLANK = "___"
"""What a new record has where something is to be filled in."""

DEEPER = "a key on the next line begins in the same column as this one; a longer text stands behind >-"
# What pydantic's kinds of error mean to somebody who edits a record: (message, hint).
PHRASES = {
    "string_type": ("{named} expects a text", "put the text after the colon, with quotation marks if it is a number"),
    "list_type": ("{named} expects a list", "write [one, another], or each entry on its own line after a hyphen"),
    "tuple_type": ("{named} expects two numbers", "write [longitude, latitude]"),
    "dict_type": ("{named} expects keys and values", "indent them under it"),
    "model_type": ("{named} expects keys and values", "write { {keys} }"),
    "model_attributes_type": ("{named} expects keys and values", "write { {keys} }"),
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
    meant = {_meant_at(shape, error["loc"]) for error in listed if error["type"] == "extra_forbidden"}
    pairs: set[Location] = set()
    for error in listed:
        location: Location = error["loc"]
        pair = location[:-1] if _in_pair(shape, location) else None
        if pair in pairs or (error["type"] == "missing" and location in meant):
            continue
        if pair is not None:
            pairs.add(pair)
        yield _translated(read, shape, error)


def _meant_at(shape: Any, location: Location) -> Location:
    """Where the known key belongs that an unknown one was probably meant to be; empty if there is none."""
    found = _meant(str(location[-1]), _shape(shape, location[:-1]))[0]
    return (*location[:-1], found) if found else ()


def _meant(word: str, shape: type[BaseModel] | None) -> tuple[str, str]:
    """The key that an unknown one was probably meant to be, and what to do; empty texts where nobody can tell."""
    first, _, rest = word.partition(" ")
    known, named = fields.keys(shape), shape.model_fields.get(word) if shape else None
    if named and named.alias:  # the field by its name in the code
        return named.alias, f"did you mean '{named.alias}'?"
    if word.isdigit():
        return "", "write a number without commas; put quotation marks around a text that holds one"
    if rest and first in known:
        return first, f"write a colon behind '{first}'"
    return closest(word, known), nearest(word, known)


def _in_pair(shape: Any, location: Location) -> bool:
    found = field(shape, location) if location and isinstance(location[-1], int) else None
    return found is not None and fields.is_pair(found)


def _translated(read: Document, shape: Any, error: Any) -> Problem:
    """One of pydantic's errors as a problem with a place, in plain words."""
    location: Location = error["loc"]
    kind, value, about = error["type"], error.get("input"), field(shape, location)
    told = getattr(about, "description", None) or ""
    named = f"'{key_of(location)}'" if key_of(location) else "an entry" if location else "the file"
    if kind == "extra_forbidden":
        return _unknown(read, location, value, _shape(shape, location[:-1]))
    if kind == "missing" and not isinstance(location[-1], int):
        hint = ": ".join(part for part in (f"add {location[-1]}", told, _words(about, told)) if part)
        return read.problem(location[:-1], f"the key {named} is missing{owner(read, location)}", hint)
    if kind == "value_error" and isinstance(error["ctx"]["error"], Mistake):
        mistake = error["ctx"]["error"]
        place = (*location, mistake.key) if mistake.key else location
        return read.problem(place, _curly(str(mistake), value), mistake.hint, key=isinstance(value, dict))
    if kind == "string_pattern_mismatch":
        return _misformed(read, location, str(value), error["ctx"]["pattern"], told)
    if value is None:
        hint = f"{key_of(location)}: {told}" if told else "write it, or delete it"
        return read.problem(location, f"{named} is empty", hint, key=True)
    if isinstance(value, dict) and kind == "string_type":
        return read.problem(location, f"{named} expects a text", DEEPER)
    message, hint = PHRASES.get(kind, ("{named} cannot be read", "compare with the example of this record"))
    filled = {"{named}": named, "{value}": str(value), "{keys}": _needed(_shape(shape, location))}
    return read.problem(location, _filled(message, filled), _filled(hint, filled))


def _filled(text: str, values: dict[str, str]) -> str:
    """A phrase with these values in it: the braces of YAML stay as they are."""
    return re.sub("|".join(map(re.escape, values)), lambda match: values[match[0]], text)


def _needed(inner: type[BaseModel] | None) -> str:
    """The keys of a record without which it is none, as one begins to write them."""
    known = fields.keys(inner)
    needed = [name for name in known if inner and (about := fields.named(inner, name)) and about.is_required()]
    return ", ".join(f"{name}: …" for name in needed or known[:2]) or "key: value"


def _words(about: FieldInfo | None, told: str) -> str:
    """The words that a field takes, or where they stand, unless its description says so."""
    word, words = fields.marked(about, model.Word), fields.choices(about)
    if word:
        return f"a word of {word.vocabulary} in data/vocabulary.yml"
    return ", ".join(words) if words and words[0] not in told else ""


def _unknown(read: Document, location: Location, value: Any, shape: type[BaseModel] | None) -> Problem:
    """A key that no record of this sort has: misspelt, or the rest of a text or a number that was cut at a comma."""
    word = str(location[-1])
    hint, known = _meant(word, shape)[1], fields.keys(shape)
    if not hint and value is None:
        hint = "put quotation marks around a text that holds a comma; write a number without commas"
    return read.problem(location, f"unknown key '{_seen(word)}'", hint or f"known are {', '.join(known)}", key=True)


def _seen(word: str) -> str:
    """A key with the signs that nobody sees in it written out, such as a word processor's spaces."""
    return "".join(f"[{unicodedata.name(s, 'a sign').lower()}]" if s.isspace() and s != " " else s for s in word)


def _misformed(read: Document, location: Location, value: str, pattern: str, about: str) -> Problem:
    """A value that does not have the form of its field, or is none of its few words."""
    if location[-1] == "[key]":  # of a list by language
        hint = "write the code of the language, such as en or ar"
        return read.problem(location[:-1], f"'{location[-2]}' is not the code of a language", hint, key=True)
    words = pattern.strip("^$()").split("|")
    hint = nearest(value, words) or (f"write {about}" if about else f"one of {', '.join(words)}")
    return read.problem(location, f"'{key_of(location)}' cannot be '{value}'", hint)


def _curly(message: str, value: Any) -> str:
    if isinstance(value, str) and value[:1] in "“”„‘’«" and value:
        return f"{message}: typographic quotation marks belong to the text; use straight ones or none"
    return message


def key_of(location: Location) -> str:
    """The name of the nearest key, for a value in a list as well; empty where there is none."""
    return str(next((step for step in reversed(location) if isinstance(step, str)), ""))


def owner(read: Document, location: Location) -> str:
    """Names the statement (or other entry with an id) that a problem is in."""
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
