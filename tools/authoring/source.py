"""A YAML file as a tree that keeps what a reader of the file sees: the order, the style, the comments, the blank lines."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from chronicle.files import yaml_documents as document

Place = tuple[int, int]
BLOCK_HEADER = re.compile(r"[|>][-+0-9]*")


@dataclass(slots=True)
class Node:
    """A value: a `map` or a `list` with entries, or a `text` (None where it is empty). `style` is YAML's sign for it."""

    kind: str
    entries: list[Entry] = field(default_factory=list)
    text: str | None = None
    style: str = ""
    flow: bool = False


@dataclass(slots=True)
class Entry:
    """One key of a map with its value, or one item of a list; `above`, `beside` and `below` are its comments, of which the
    empty text is a blank line. `place` is its line and column, from 0."""

    key: str
    node: Node
    place: Place
    above: list[str] = field(default_factory=list)
    beside: str = ""
    below: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Comment:
    """A comment with its place; `gap` are the signs between it and what stands before it on its line, if anything does."""

    place: Place
    text: str
    gap: str | None


@dataclass(slots=True)
class File:
    """A file: its tree, the comments at its head and those at its end."""

    tree: Node
    head: list[str]
    end: list[str]


def read(text: str) -> File:
    """A file that can be read. Raises YAMLError."""
    root: Any = document.compose(text)
    lines = text.split("\n")
    comments = list(_comments(lines, _texts(root))) if root is not None else []
    tree = _Tree(lines, [c.place for c in comments if c.text])
    node = tree.node(root) if root is not None else Node("text")
    for comment in comments:
        tree.attach(comment)
    head: list[str] = []
    if node.entries:
        head, node.entries[0].above = node.entries[0].above, []
    while tree.end[-1:] == [""]:
        tree.end.pop()
    return File(node, head, tree.end)


def all_comments(file: File) -> Iterator[str]:
    """Every comment of a file."""
    yield from (text for text in (*file.head, *file.end) if text)
    yield from _of_entries(file.tree)


def _of_entries(node: Node) -> Iterator[str]:
    for entry in node.entries:
        yield from (text for text in (*entry.above, entry.beside.strip(), *entry.below) if text)
        yield from _of_entries(entry.node)


def _texts(node: Any) -> Iterator[Any]:
    """Every scalar of a document, keys included."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _texts(key)
            yield from _texts(value)
    else:
        for item in node.value:
            yield from _texts(item)


def _comments(lines: list[str], texts: Iterator[Any]) -> Iterator[Comment]:
    """Every comment and every blank line outside of the scalars."""
    covered: dict[int, list[tuple[int, int]]] = {}
    for node in texts:
        for number, begin, end in _covers(node, lines):
            covered.setdefault(number, []).append((begin, end))
    for number, line in enumerate(lines):
        spans = covered.get(number, [])
        if not line.strip():
            if not spans:
                yield Comment((number, 0), "", None)
            continue
        for match in re.finditer(r"(?:^|(?<=\s))#", line):
            at = match.start()
            if not any(begin <= at < end for begin, end in spans):
                before = line[:at]
                gap = before[len(before.rstrip()) :] if before.strip() else None
                yield Comment((number, at), line[at:].rstrip(), gap)
                break


def _covers(node: Any, lines: list[str]) -> Iterator[tuple[int, int, int]]:
    """The spans of a scalar: line, first and last column (not included)."""
    begin, end = node.start_mark, node.end_mark
    if node.style in ("|", ">"):
        header = BLOCK_HEADER.match(lines[begin.line], begin.column)
        yield begin.line, begin.column, header.end() if header else begin.column + 1
        yield from ((line, 0, len(lines[line]) + 1) for line in _body(begin.line + 1, end, lines))
        return
    for line in range(begin.line, end.line + 1):
        first = begin.column if line == begin.line else 0
        last = end.column if line == end.line else len(lines[line]) + 1
        if last > first:
            yield line, first, last


def _body(first: int, end: Any, lines: list[str]) -> range:
    """The lines of a block scalar's content, without blank lines and comments after it."""
    bound = min(end.line + (1 if end.column else 0), len(lines))
    start = next((line for line in range(first, bound) if lines[line].strip()), bound)
    if start == bound:
        return range(0)
    indent = len(lines[start]) - len(lines[start].lstrip(" "))
    stop = start
    for line in range(start, bound):
        if lines[line].strip():
            if len(lines[line]) - len(lines[line].lstrip(" ")) < indent:
                break
            stop = line
    return range(first, stop + 1)


class _Tree:
    """Builds the tree, and ties comments to its entries."""

    def __init__(self, lines: list[str], comments: list[Place]) -> None:
        self.lines = lines
        self.comments = comments
        self.entries: list[Entry] = []
        self.end: list[str] = []

    def node(self, node: Any) -> Node:
        if isinstance(node, yaml.ScalarNode):
            blank = node.value == "" and not node.style
            return Node("text", text=None if blank else node.value, style=node.style or "")
        flow = bool(node.flow_style) and not self._commented(node)
        if isinstance(node, yaml.MappingNode):
            return Node("map", [self._pair(key, value, flow) for key, value in node.value], flow=flow)
        return Node("list", [self._item(node, item, flow) for item in node.value], flow=flow)

    def _commented(self, node: Any) -> bool:
        """Whether a comment stands within a collection in brackets; such a one is written over several lines."""
        begin, end = (node.start_mark.line, node.start_mark.column), (node.end_mark.line, node.end_mark.column)
        index = bisect_right(self.comments, begin)
        return index < len(self.comments) and self.comments[index] < end

    def _pair(self, key: Any, value: Any, flow: bool) -> Entry:
        return self._entry(key.value, (key.start_mark.line, key.start_mark.column), value, flow)

    def _item(self, sequence: Any, item: Any, flow: bool) -> Entry:
        line, column = item.start_mark.line, item.start_mark.column
        if not sequence.flow_style:
            column = sequence.start_mark.column
            while line > sequence.start_mark.line and self.lines[line][column : column + 1] != "-":
                line -= 1
        return self._entry("", (line, column), item, flow)

    def _entry(self, key: str, place: Place, value: Any, flow: bool) -> Entry:
        entry = Entry(key, Node("text"), place)
        if not flow:
            self.entries.append(entry)
        entry.node = self.node(value)
        return entry

    def attach(self, comment: Comment) -> None:
        """Ties a comment to what it stands beside, above or below."""
        line, column = comment.place
        if comment.gap is not None:
            owner = [entry for entry in self.entries if entry.place[0] <= line and entry.place < comment.place]
            if owner and not owner[-1].beside:
                owner[-1].beside = comment.gap + comment.text
            elif owner:
                owner[-1].above.append(comment.text)
            return
        following = next((entry for entry in self.entries if entry.place > (line, -1)), None)
        if following and (not comment.text or column <= following.place[1]):
            if comment.text or following.above[-1:] != [""]:  # one blank line at a time
                following.above.append(comment.text)
        elif not following and not column:
            self.end += [comment.text] if comment.text or self.end[-1:] != [""] else []
        elif comment.text:
            around = [entry for entry in self.entries if entry.place[0] < line and entry.place[1] <= column]
            (around or [following or self.entries[-1]])[-1].below.append(comment.text)
