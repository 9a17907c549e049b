"""One YAML file as plain values that remember where they were written.

Every scalar stays a text (an empty one becomes None): YAML would read `no` as False, `12:30` as 750
and `1.10` as 1.1. The model converts. Anchors, aliases and tags are refused: a record needs none,
and an alias can be made to explode.
"""

import re
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import getitem
from typing import Any

import yaml

from ..model.introspection import Location
from ..problems import Problem
from ..text.characters import hidden_fault
from ..text.limits import value_fault
from .yaml_slips import EXAMPLE, TAG, Loader, corrected, place_of, unreadable

MAX_BYTES = 500_000
MAX_DEPTH = 40
MAX_ENTRIES = 2_000
"""How large a file of records, how deep its values and how long its lists may be: ten times what
any has. A value thousands of levels deep would end the reader."""
MAX_SLIPS = 20
"""How many slips of one file are corrected while reading, to find what else is wrong."""
PUBLISHED = "data/published.json"
MAX_PUBLISHED_BYTES = 20 * MAX_BYTES
"""How large the file may be that `make release` writes: it has a line for each statement."""
EMPTY_VALUES = ("", "~", "null", "Null", "NULL")
"""What means no value, outside quotation marks, in YAML as in JSON."""
PLAIN_TAGS = {"tag:yaml.org,2002:str", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq", ""}


@dataclass(eq=False)
class YamlDocument:
    """A file's values. `places` has four numbers for each, in the order of `walk`: the line and the
    column (from 1) of its key, 0 if it has none, and its own. They are found by location where
    something is wrong: as dictionaries they take more memory than everything else that is read. No
    two documents are equal."""

    path: str
    data: Any = None
    problems: list[Problem] = field(default_factory=list)
    places: "array[int]" = field(default_factory=lambda: array("I"))

    @cached_property
    def values(self) -> dict[Location, tuple[int, int]]:
        """The line and the column of each value; of none if the file is without data."""
        places = zip(self.places[2::4], self.places[3::4], strict=True)
        found = zip(walk(self.data), places, strict=False)
        return {location: place for (location, _), place in found}

    @cached_property
    def keys(self) -> dict[Location, tuple[int, int]]:
        """The line and the column of each key, by the location of its value."""
        places = zip(self.places[::4], self.places[1::4], strict=True)
        found = zip(self.values, places, strict=False)
        return {location: place for location, place in found if place[0]}

    def at(self, location: Location) -> Any:
        """The value at a location; None if the file has none there, as where a form is short."""
        try:
            return reduce(getitem, location, self.data)
        except (KeyError, IndexError, TypeError):
            return None

    def where(self, location: Location, *, key: bool = False) -> tuple[int, int]:
        """The line and column of a value, or of its key; of the nearest value around it if it has
        no place of its own."""
        known: Location = ()
        for step in location:
            if (*known, step) in self.values:
                known = (*known, step)
        return (self.keys if key and known in self.keys else self.values).get(known, (1, 1))

    def problem(
        self, location: Location, message: str, hint: str = "", *, key: bool = False
    ) -> Problem:
        """A problem at the place of that value (or key)."""
        return Problem(self.path, *self.where(location, key=key), message, hint)


def compose(text: str) -> Any:
    """The node at the root of a YAML text, every scalar in it a text; None for an empty one.
    Raises YAMLError."""
    return yaml.compose(text, Loader=Loader)


def read_document(path: str, raw: bytes) -> YamlDocument:
    """The document in `raw`. What cannot be read is in its problems; nothing is raised."""
    document = YamlDocument(path)

    def refuse(line: int, message: str, hint: str) -> YamlDocument:
        document.problems.append(Problem(path, line, 1, message, hint))
        return document

    limit = MAX_PUBLISHED_BYTES if path == PUBLISHED else MAX_BYTES
    if len(raw) > limit:
        hint = "a record is a few pages long: check what was pasted into it"
        return refuse(1, f"the file is larger than {limit // 1_000} kB", hint)
    try:
        text = re.sub("\r\n?", "\n", raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return refuse(line, "this is not UTF-8 text", "save the file as UTF-8")
    document.problems += _hidden(path, text)
    if document.problems:
        return document
    node = refused = None
    for _ in range(MAX_SLIPS):
        try:
            refused = _refused(path, text)
            node = None if refused else compose(text)
            break
        except yaml.YAMLError as error:
            problem = unreadable(path, text, error)
            repaired = corrected(text, problem)
            if repaired or not document.problems:  # another one may come of the correction
                document.problems.append(problem)
            if not repaired:
                return document
            text = repaired
    if refused:
        document.problems.append(refused)
    elif node is None and document.problems:
        return document
    elif node is None:
        return refuse(1, "the file is empty", "write the record, or delete the file")
    else:
        reader = _Reader(document, text)
        data = reader.value(node)
        document.data = None if reader.lost_keys else data
    return document


def _hidden(path: str, text: str) -> Iterator[Problem]:
    """The first invisible character on each line, also between values: a parser would
    stumble over it without a word on what it is."""
    if hidden_fault(text):
        for number, line in enumerate(text.split("\n"), start=1):
            if fault := hidden_fault(line):
                yield Problem(path, number, fault[0] + 1, *fault[1:])


def _refused(path: str, text: str) -> Problem | None:
    """The first value that an alias uses again or could, or that is deeper than any record needs.
    The events of a text are read without recursion."""
    depth = 0
    named: dict[str, tuple[int, int]] = {}
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent))
        depth -= isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent))
        if depth > MAX_DEPTH:
            message = f"values are nested more than {MAX_DEPTH} deep"
            return Problem(path, *place_of(event), message, EXAMPLE)
        name = getattr(event, "anchor", None)
        if isinstance(event, yaml.AliasEvent) and name in named:
            message = "this value is used again elsewhere by an alias (*name)"
            return Problem(path, *named[name], message, "write it out in both places")
        if name and not isinstance(event, yaml.AliasEvent):
            named.setdefault(name, place_of(event))
    for name, place in named.items():
        hint = "delete it; a text that begins with & needs quotation marks"
        return Problem(path, *place, f"a name (&{name}) before a value", hint)
    return None


class _Reader:
    """Turns the nodes of one file into values, and notes their places."""

    def __init__(self, document: YamlDocument, text: str) -> None:
        self.document = document
        self.text = text
        self.lost_keys = False

    def value(self, node: Any, key: Any = None) -> Any:
        self.document.places.extend((*(place_of(key) if key else (0, 0)), *place_of(node)))
        if node.tag not in PLAIN_TAGS:
            self._refuse(node, f"a tag ({node.tag}) before a value", TAG)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node)
        if isinstance(node, yaml.SequenceNode):
            if len(node.value) > MAX_ENTRIES:
                self._refuse(node, f"a list of more than {MAX_ENTRIES:,} entries", "break it up")
                return []
            return list(map(self.value, node.value))
        self._cut_off(node)
        if fault := value_fault(node.value):
            self._refuse(node, *fault)
            return None
        return None if node.value in EMPTY_VALUES and not node.style else node.value

    def _cut_off(self, node: Any) -> None:
        """Refuses what YAML would drop in silence: the rest of a text after ` #`."""
        end = node.end_mark.index
        if not node.style and re.match(r"[ \t]*#[^\s#]", self.text[end : end + 99]):
            before = f"'{node.value[-20:]}'" if node.value else "the colon"
            message = f"what follows {before} is not read, since it begins with #"
            hint = "put quotation marks around the whole text, or a space after the #"
            self._refuse(node, message, hint)

    def _mapping(self, node: Any) -> dict[str, Any]:
        found: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for key, child in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self._refuse(key, "a key must be one word", EXAMPLE)
                self.lost_keys = True
                continue
            if key.value == "<<":
                message = "a key (<<) that would take in other keys"
                self._refuse(key, message, "write these keys out")
                self.lost_keys = True
                continue
            if key.value in found and not (found[key.value] or child.value):
                continue  # the rest of two numbers with commas, in braces, which is no key
            if key.value in found:
                message = f"the key '{key.value}' is given twice, first on line {lines[key.value]}"
                self._refuse(key, message, "keep one of them")
                continue
            lines[key.value] = place_of(key)[0]
            found[sys.intern(key.value)] = self.value(child, key)
        return found

    def _refuse(self, node: Any, message: str, hint: str) -> None:
        self.document.problems.append(Problem(self.document.path, *place_of(node), message, hint))


def walk(value: Any, location: Location = ()) -> Iterator[tuple[Location, Any]]:
    """A value and every value within it, the outer first, each with its place."""
    yield location, value
    if isinstance(value, dict):
        for key, part in value.items():
            yield from walk(part, (*location, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from walk(part, (*location, index))


def texts_in(document: YamlDocument) -> Iterator[tuple[Location, str]]:
    """Every text in a document, keys included, with its place."""
    for location, value in walk(document.data):
        if isinstance(value, str):
            yield location, value
        elif isinstance(value, dict):
            yield from (((*location, name), name) for name in value)
