"""One YAML file as plain values that remember where they were written.

Every scalar stays a text (an empty one becomes None): YAML would read `no` as False, `12:30` as 750 and `1.10` as 1.1.
The model converts. Anchors, aliases and tags are refused: a record needs none, and an alias can be made to explode.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from .problem import Problem
from .slips import slip

try:
    from yaml import CBaseLoader as Loader
except ImportError:  # a PyYAML without libyaml: slower, the same result
    from yaml import BaseLoader as Loader  # type: ignore[assignment]

Location = tuple[str | int, ...]

MOST_BYTES = 1_000_000
MOST_DEEP = 40
"""How large a file of records and how deep its values may be: ten times what any holds. A value thousands deep ends the reader."""
NOTHING = ("", "~", "null", "Null", "NULL")
"""What stands for no value where it is not in quotation marks, in YAML as in JSON."""
AND_SIGN = "delete it; a text that begins with & needs quotation marks"
PLAIN_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", ""}


@dataclass(slots=True)
class Document:
    """A file's values. `values` and `keys` give the line and column (from 1) of each value and each key."""

    path: str
    data: Any = None
    problems: list[Problem] = field(default_factory=list)
    values: dict[Location, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Location, tuple[int, int]] = field(default_factory=dict)

    def where(self, location: Location, *, key: bool = False) -> tuple[int, int]:
        """The line and column of a value, or of its key; of the nearest value around it where it has no place."""
        known: Location = ()
        for step in location:
            if (*known, step) in self.values:
                known = (*known, step)
        return (self.keys if key and known in self.keys else self.values).get(known, (1, 1))

    def problem(self, location: Location, message: str, hint: str = "", *, key: bool = False) -> Problem:
        """A problem at the place of that value (or key)."""
        return Problem(self.path, *self.where(location, key=key), message, hint)


def compose(text: str) -> Any:
    """The node at the root of a YAML text, every scalar in it a text; None for an empty one. Raises YAMLError."""
    return yaml.compose(text, Loader=Loader)


def read(path: str, raw: bytes) -> Document:
    """The document in `raw`. What cannot be read is in its problems; nothing is raised."""
    document = Document(path)
    if len(raw) > MOST_BYTES:
        message = f"the file is larger than {MOST_BYTES // 1_000_000} MB"
        document.problems.append(
            Problem(path, 1, 1, message, "a record is a few pages long: see what was pasted into it")
        )
        return document
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        document.problems.append(Problem(path, line, 1, "this is not UTF-8 text", "save the file as UTF-8"))
        return document
    text = text.replace("\r\n", "\n")
    try:
        refused = _refused(path, text)
        node = None if refused else compose(text)
    except yaml.YAMLError as error:
        document.problems.append(_unreadable(path, text, error))
        return document
    if refused:
        document.problems.append(refused)
        return document
    if node is None:
        document.problems.append(Problem(path, 1, 1, "the file is empty", "write the record, or delete the file"))
        return document
    document.data = _Reader(document, text).value(node, ())
    return document


def _refused(path: str, text: str) -> Problem | None:
    """The first value that is used again by an alias or could be, or that lies deeper than any record needs. An alias can be made
    to explode, and a deep value ends the reader; the events of a text are read without recursion."""
    depth = 0
    named: dict[str, tuple[int, int]] = {}
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent))
        depth -= isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent))
        if depth > MOST_DEEP:
            message = f"values lie more than {MOST_DEEP} deep in each other"
            return Problem(path, *_place(event), message, "see the example of this record in contributing")
        name = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent) and name in named:
            message = "this value is used again elsewhere by an alias (*name)"
            return Problem(path, *named[name], message, "write it out in both places")
        if name and not isinstance(event, yaml.AliasEvent):
            named.setdefault(name, _place(event))
    for name, place in named.items():
        return Problem(path, *place, f"a name (&{name}) stands before a value", AND_SIGN)
    return None


class _Reader:
    """Turns the nodes of one file into values, and notes their places."""

    def __init__(self, document: Document, text: str) -> None:
        self.document = document
        self.text = text

    def value(self, node: Any, location: Location) -> Any:
        self.document.values[location] = _place(node)
        if node.tag not in PLAIN_TAGS:
            self._refuse(node, f"a tag ({node.tag}) stands before a value", "delete it")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, location)
        if isinstance(node, yaml.SequenceNode):
            return [self.value(child, (*location, index)) for index, child in enumerate(node.value)]
        self._lost(node)
        return None if node.value in NOTHING and not node.style else node.value

    def _lost(self, node: Any) -> None:
        """Refuses what YAML would pass over in silence: the rest of a text behind ` #`."""
        cut = re.match(r"[ \t]*#[^\s#]", self.text[node.end_mark.index : node.end_mark.index + 99])
        if cut and node.value and not node.style:
            message = f"what stands behind '{node.value[-20:]}' is not read, since it begins with #"
            self._refuse(node, message, "write quotation marks around the whole text, or a space behind the #")

    def _mapping(self, node: Any, location: Location) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._refuse(key, "a key must be one word", "see the example of this record in contributing")
                continue
            if key.value == "<<":
                self._refuse(key, "a key (<<) that would take in other keys", "write these keys out")
                continue
            step = (*location, key.value)
            if key.value in found:
                first = self.document.keys[step][0]
                self._refuse(key, f"the key '{key.value}' is given twice (first on line {first})", "keep one of them")
                continue
            self.document.keys[step] = _place(key)
            found[key.value] = self.value(child, step)
        return found

    def _refuse(self, node: Any, message: str, hint: str) -> None:
        self.document.problems.append(Problem(self.document.path, *_place(node), message, hint))


def walk(value: Any, location: Location = ()) -> Iterator[tuple[Location, Any]]:
    """A value and every value within it, the outer first, each with its place."""
    yield location, value
    if isinstance(value, dict):
        for key, part in value.items():
            yield from walk(part, (*location, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from walk(part, (*location, index))


def _place(node: Any) -> tuple[int, int]:
    return node.start_mark.line + 1, node.start_mark.column + 1


REMEDIES = (
    ("mapping values are not allowed", "a text with a colon in it needs quotation marks around it, or a >- block"),
    (
        "cannot start any token",
        "indent with spaces, not tabs; put quotation marks round a text that begins with a sign",
    ),
    ("could not find expected ':'", "a key needs a colon and a space; a longer text is indented under its key"),
    ("did not find expected key", "lines of one record begin in the same column; close every quotation mark"),
    ("did not find expected ',' or ']'", "close the list with ]"),
    ("did not find expected ',' or '}'", "close the braces with }"),
    ("unexpected end of stream", "close the quotation mark"),
    ("control characters", "delete the invisible character"),
    ("alias", "an asterisk at the start of a text needs quotation marks around the text"),
)


def _unreadable(path: str, text: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    position = getattr(error, "position", None)
    if mark is None and isinstance(position, int):
        line = text.count("\n", 0, position) + 1
    context = getattr(error, "context_mark", None)
    found = slip(text, line, begun=context.line + 1 if context else 0)
    if found:
        return Problem(path, *found)
    hint = next((remedy for sign, remedy in REMEDIES if sign in said), "compare with the example of this record")
    return Problem(path, line, column, f"not valid YAML: {said}", hint)
