"""Pydantic's errors in plain words for someone who edits a record: each mistake once, at its
place."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from ..model.introspection import (
    Location,
    choices_of,
    field_at,
    field_of,
    is_pair,
    keys_of,
    mark_of,
    shape_at,
)
from ..model.types import Word
from ..problems import InvalidValue, Problem, closest, did_you_mean
from .yaml_documents import YamlDocument

BLANK = "___"
"""What a new record has where something is to be filled in."""
NESTED = "a key on the next line begins in the same column; a longer text goes after >-"
NUMBER = "write it with a point, such as 36.32"
PAIR = "write [longitude, latitude]"
# What pydantic's kinds of error mean to someone who edits a record: (message, hint).
PHRASES = {
    "string_type": (
        "{named} expects a text",
        "put the text after the colon, with quotation marks if it is a number",
    ),
    "list_type": (
        "{named} expects a list",
        "write [one, another], or each entry on its own line after a hyphen",
    ),
    "tuple_type": ("{named} expects two numbers", PAIR),
    "dict_type": ("{named} expects keys and values", "indent them under it"),
    "model_type": ("{named} expects keys and values", "write { {keys} }"),
    "model_attributes_type": ("{named} expects keys and values", "write { {keys} }"),
    "int_parsing": (
        "{named} expects a whole number, not '{value}'",
        "digits only; leave it blank if not known",
    ),
    "int_type": ("{named} expects a whole number", "digits only; leave it blank if not known"),
    "float_parsing": ("{named} expects a number, not '{value}'", NUMBER),
    "finite_number": ("{named} expects a number, not '{value}'", NUMBER),
    "float_type": ("{named} expects a number", NUMBER),
    "bool_parsing": ("{named} expects yes or no", "write yes or no"),
    "bool_type": ("{named} expects yes or no", "write yes or no"),
    "greater_than_equal": ("{named} cannot be below zero", "write the number as it was said"),
    "less_than_equal": ("{named} cannot be so large", "write the number as it was said"),
    "string_too_short": ("{named} is empty", "write it, or delete the key"),
    "too_short": ("{named} has too few entries", "add the missing ones"),
    "too_long": ("{named} expects two numbers", f"{PAIR}, with points for the decimals"),
    "missing": ("{named} expects two numbers", PAIR),
}


MAX_ERRORS = 200
KEY_ERRORS = ("extra_forbidden", "missing")


def in_plain_words(document: YamlDocument, shape: Any, errors: Iterable[Any]) -> Iterator[Problem]:
    """Pydantic's errors as problems, each mistake once: a misspelt key is not reported as missing
    as well, and a pair of numbers is wrong as a whole."""
    listed = list(islice(errors, MAX_ERRORS))
    meant = set(_meant_instead(shape, listed))
    wrong = [one["loc"] for one in listed if one["type"] == "string_pattern_mismatch"]
    shapes = {at[:-1] for at in wrong if at[-2:] == ("geometry", "type")}  # coordinates differ too
    pairs: set[Location] = set()
    for error in listed:
        location: Location = error["loc"]
        pair = location[:-1] if _in_pair(shape, location) else None
        again = pair in pairs or (error["type"] == "missing" and location in meant)
        if again or (location not in wrong and any(location[: len(at)] == at for at in shapes)):
            continue
        if pair is not None:
            pairs.add(pair)
        yield _in_words(document, shape, error)


def _meant_instead(shape: Any, errors: list[Any]) -> Iterator[Location]:
    """Where keys belong that are missing because of another mistake: they are misspelt, or
    indented under a key above; or one unknown key is in the place of the one that is missing."""
    places = {kind: [one["loc"] for one in errors if one["type"] == kind] for kind in KEY_ERRORS}
    for error in errors:
        location: Location = error["loc"]
        if error["type"] == "extra_forbidden":
            found = _meant(str(location[-1]), shape_at(shape, location[:-1]))[0]
            here = [[at for at in listed if at[:-1] == location[:-1]] for listed in places.values()]
            if found:
                yield (*location[:-1], found)
            elif [len(listed) for listed in here] == [1, 1]:
                yield here[1][0]
        elif isinstance(error.get("input"), dict) and error["type"] == "string_type":
            yield from ((*location[:-1], key) for key in error["input"])


def _meant(word: str, shape: type[BaseModel] | None) -> tuple[str, str]:
    """The key that an unknown one probably is, and what to do; empty texts if it is unclear."""
    first, _, rest = word.partition(" ")
    known, named = keys_of(shape), shape.model_fields.get(word) if shape else None
    if named and named.alias:  # the field by its name in the code
        return named.alias, f"did you mean '{named.alias}'?"
    if word.isdigit():
        hint = "write a number without commas; put quotation marks around a text with a comma"
        return "", hint
    if rest and first in known:
        return first, f"write a colon after '{first}'"
    return closest(word, known), did_you_mean(word, known)


def _in_pair(shape: Any, location: Location) -> bool:
    indexed = bool(location) and isinstance(location[-1], int)
    field = field_at(shape, location) if indexed else None
    return field is not None and is_pair(field)


def _in_words(document: YamlDocument, shape: Any, error: Any) -> Problem:
    """One of pydantic's errors as a problem with a place."""
    location: Location = error["loc"]
    kind, value, field = error["type"], error.get("input"), field_at(shape, location)
    about = (field.description if field else "") or ""
    key = key_of(location)
    named = f"'{key}'" if key else "an entry" if location else "the file"
    if kind == "extra_forbidden":
        return _unknown_key(document, location, value, shape_at(shape, location[:-1]))
    if kind == "missing" and not isinstance(location[-1], int):
        hint = ": ".join(filter(None, (f"add {location[-1]}", about, _words(field, about))))
        message = f"the key {named} is missing{entry_name(document, location)}"
        return document.problem(location[:-1], message, hint)
    if kind == "value_error" and isinstance(error["ctx"]["error"], InvalidValue):
        invalid = error["ctx"]["error"]
        place = (*location, invalid.key) if invalid.key else location
        message = _with_quotes_explained(str(invalid), value)
        return document.problem(place, message, invalid.hint, key=isinstance(value, dict))
    if kind == "string_pattern_mismatch":
        return _malformed(document, location, str(value), error["ctx"]["pattern"], about)
    if value is None:
        hint = f"{key}: {about}" if about else "write it, or delete it"
        return document.problem(location, f"{named} is empty", hint, key=True)
    if isinstance(value, dict) and kind == "string_type":
        return document.problem(location, f"{named} expects a text", NESTED)
    phrases = PHRASES.get(kind, ("{named} cannot be read", "compare with the example"))
    needed = _needed_keys(shape_at(shape, location))
    filled = {"{named}": named, "{value}": str(value), "{keys}": needed}
    pattern = re.compile("|".join(map(re.escape, filled)))  # YAML's own braces stay
    message, hint = (pattern.sub(lambda match: filled[match[0]], text) for text in phrases)
    return document.problem(location, message, hint)


def _needed_keys(shape: type[BaseModel] | None) -> str:
    """The keys that a record must have, as one begins to write them."""
    return ", ".join(f"{key}: …" for key in _needed(shape) or keys_of(shape)[:2]) or "key: value"


def _needed(shape: type[BaseModel] | None) -> list[str]:
    known = keys_of(shape)
    return [key for key in known if (field := field_of(shape, key)) and field.is_required()]


def _words(field: FieldInfo | None, about: str) -> str:
    """The words that a field takes, or where they are listed, unless its description says so."""
    word, words = mark_of(field, Word), choices_of(field)
    if word:
        return f"a word of {word.vocabulary} in data/vocabulary.yml"
    return ", ".join(words) if words and words[0] not in about else ""


def _unknown_key(
    document: YamlDocument, location: Location, value: Any, shape: type[BaseModel] | None
) -> Problem:
    """A key that no record of this kind has: misspelt, or the rest of a text or number that was
    cut at a comma."""
    word = str(location[-1])
    hint, known = _meant(word, shape)[1], keys_of(shape)
    if not hint and value is None:
        hint = "put quotation marks around a text with a comma; write a number without commas"
    if not hint:
        own = {str(step[-1]) for step in document.keys if step[:-1] == location[:-1]}
        lacking = [key for key in _needed(shape) if key not in own]
        missing = f"'{lacking[0]}' is missing; " if len(lacking) == 1 else ""
        hint = f"{missing}known are {', '.join(known)}"
    return document.problem(location, f"unknown key '{word}'", hint, key=True)


def _malformed(
    document: YamlDocument, location: Location, value: str, pattern: str, about: str
) -> Problem:
    """A value that does not have the form of its field, or is none of its few words."""
    if location[-1] == "[key]":  # of a table by language
        hint = "write the code of the language, such as en or ar"
        message = f"'{location[-2]}' is not the code of a language"
        return document.problem(location[:-1], message, hint, key=True)
    words = pattern.strip("^$()").split("|")
    listed = f"write {about}" if about else f"one of {', '.join(words)}"
    message = f"'{key_of(location)}' cannot be '{value}'"
    return document.problem(location, message, did_you_mean(value, words) or listed)


def _with_quotes_explained(message: str, value: Any) -> str:
    if isinstance(value, str) and value and value[0] in "“”„‘’«":
        rule = "typographic quotation marks belong to the text; use straight ones or none"
        return f"{message}: {rule}"
    return message


def key_of(location: Location) -> str:
    """The name of the nearest key, also for an entry of a list; empty if there is none."""
    return str(next((step for step in reversed(location) if isinstance(step, str)), ""))


def entry_name(document: YamlDocument, location: Location) -> str:
    """Names the statement (or other entry with an id) that a problem is in."""
    value = document.data
    for step in location[:-1]:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return ""
    named = value.get("id") if isinstance(value, dict) else None
    return f" in '{named}'" if named and named != BLANK else ""
