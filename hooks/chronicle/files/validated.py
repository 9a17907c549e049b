"""What the document of one file gives: its record, or all that is wrong with it."""

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from ..model.introspection import Location, field_at
from ..model.types import id_fault
from ..problems import Problem, unsaid
from .partial import partial_record
from .pydantic_errors import entry_name, in_plain_words, key_of
from .yaml_documents import YamlDocument, walk

Model = TypeVar("Model", bound=BaseModel)
UNFILLED = re.compile(r"\s*_{3,}\s*")
"""What a new record has where no one has filled anything in yet."""


@dataclass(frozen=True, slots=True, eq=False)
class Located(Generic[Model]):
    """A record with its id and the document it was read from; equal to no other."""

    id: str
    record: Model
    document: YamlDocument


@dataclass(frozen=True, slots=True)
class Validated(Generic[Model]):
    """The record in a document, if all of it is sound; if not, what is known of it; and what is
    wrong besides its YAML."""

    record: Located[Model] | None
    partial: Located[Any] | None
    problems: tuple[Problem, ...]


def read_record(document: YamlDocument, shape: type[Model]) -> Validated[Model]:
    """The record in a document; everything in it that is not sound is a problem, but for what a
    line lacks of which the form is wrong already."""
    id_, path = PurePosixPath(document.path).stem, document.path
    problems: list[Problem] = []
    if fault := id_fault(id_):
        problems.append(Problem(path, 1, 1, f"the file's name {fault[0]}", fault[1]))
    if not isinstance(document.data, dict):
        if document.data is not None or not document.problems:
            hint = "write key: value, one a line"
            problems.append(Problem(path, 1, 1, "expects keys and values", hint))
        return Validated(None, None, (*problems,))
    blanks = [at for at, value in walk(document.data) if _is_unfilled(value)]
    problems += [_unfilled(document, shape, location) for location in blanks]
    try:
        record = shape.model_validate(document.data)
        if not blanks and not document.problems:
            return Validated(Located(id_, record, document), None, (*problems,))
    except ValidationError as errors:
        listed = [one for one in errors.errors() if not _is_about(one["loc"], blanks)]
        problems += unsaid(document.problems, in_plain_words(document, shape, listed))
    partial, hidden = _partly_sound(document, shape)
    problems += unsaid([*document.problems, *problems], hidden)
    return Validated(None, Located(id_, partial, document), (*problems,))


def _partly_sound(
    document: YamlDocument, shape: type[BaseModel]
) -> tuple[BaseModel, list[Problem]]:
    """What is known of a record that is not sound, and what the rules within it find wrong."""
    partial, faults = partial_record(shape, document.data)
    return partial, [
        document.problem((*at, *filter(None, [fault.key])), fault.message, fault.hint, key=True)
        for at, fault in faults
    ]


def read_entries(document: YamlDocument, shape: type[Model]) -> tuple[list[Model], list[Problem]]:
    """The entries in the document of a list, or what is wrong with them."""
    if document.data is None or document.problems:
        return [], []
    listed = list[shape]  # type: ignore[valid-type]
    try:
        return TypeAdapter(listed).validate_python(document.data), []
    except ValidationError as errors:
        return [], [*in_plain_words(document, listed, errors.errors())]


def _is_unfilled(value: object) -> bool:
    return isinstance(value, str) and UNFILLED.fullmatch(value) is not None


def _unfilled(document: YamlDocument, shape: Any, location: Location) -> Problem:
    field_ = field_at(shape, location)
    about = (field_.description if field_ else None) or "write it, or delete the key"
    named = f"'{key_of(location)}'{entry_name(document, location)}"
    return document.problem(location, f"{named} is not filled in yet", about)


def _is_about(location: Location, blanks: list[Location]) -> bool:
    """Whether an error is about a blank, or an entry with a blank, which has its own line."""
    return any(
        location[: len(blank)] == blank or blank[: len(location)] == location
        for blank in blanks
        if location
    )
