"""Trivial faults mended: the order of keys, quotes, line ends, trailing space, the form of dates. No word is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from chronicle.authoring import source, written
from chronicle.files import allowed_files as tree
from chronicle.files import yaml_documents as document
from chronicle.model import introspection as fields
from chronicle.model import records as model
from chronicle.text import dates
from authoring.source import Node

PLAIN_VALUE = re.compile(r"(?P<key>\s*(?:- )*[\w-]+:[ ]+)(?P<value>[^\s\"'\[{|>#&!][^#]*?)\s*")
MENDABLE = ("mapping values are not allowed", "cannot start any token")


@dataclass(frozen=True, slots=True)
class Tidied:
    """A file's text as it should be; `why_not` says why it was left as it was, if it was."""

    text: str
    why_not: str = ""


def files(root: Path) -> Iterator[tuple[Path, type[BaseModel] | None]]:
    """Every file of YAML in data/, with the type of its record; None for lists, of which only the spaces are mended."""
    shapes = {model.FOLDERS[kind]: shape for kind, shape in model.KINDS.items()}
    for path in sorted(filter(tree.lies, (root / "data").rglob("*.yml"))):
        folder = path.parent.relative_to(root / "data").as_posix()
        yield path, shapes.get(folder)


def tidied(raw: bytes, shape: type[BaseModel] | None) -> Tidied:
    """A file mended, or as it was where it cannot be read or where mending would change what it says."""
    try:
        before = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Tidied(raw.decode("utf-8", "replace"), "it is not UTF-8 text")
    text = _readable(re.sub(r"\r\n?", "\n", before))
    known = document.read("", text.encode("utf-8"))
    if known.problems or known.data is None:
        return Tidied(before, "it cannot be read; make check says why")
    found = _rewritten(text, shape) if shape and known.data and isinstance(known.data, dict) else _trimmed(text)
    again = document.read("", found.encode("utf-8"))
    if again.problems or _meaning(again.data, shape) != _meaning(known.data, shape) or _lost(text, found):
        return Tidied(before, "mending it would change what it says")
    return Tidied(found)


def _rewritten(text: str, shape: type[BaseModel]) -> str:
    file = source.read(text)
    if (
        "" in file.head
    ):  # what stands right above the first key belongs to it; what a blank line parts from it, to the file
        cut = len(file.head) - file.head[::-1].index("")
        file.head, file.tree.entries[0].above = file.head[:cut], file.head[cut:]
    _order(file.tree, shape)
    _mend(file.tree, shape, None)
    return written.lines(file, shape)


def _order(node: Node, shape: type[BaseModel] | None) -> None:
    """Puts the keys of every record in the order of the model; unknown ones stay behind the known ones."""
    known = {key: number for number, key in enumerate(fields.keys(shape))}
    if node.kind == "map":
        node.entries.sort(key=lambda entry: known.get(entry.key, len(known)))
    for entry in node.entries:
        field = fields.named(shape, entry.key) if node.kind == "map" else None
        inner = (fields.record(field.annotation) if field else None) if node.kind == "map" else shape
        _order(entry.node, inner)


def _mend(node: Node, shape: type[BaseModel] | None, field: Any) -> None:
    """Puts dates into their form, and takes the space from both ends of texts."""
    node.text = (node.text or "").strip() or node.text
    if node.kind == "text" and node.text and fields.is_date(field):
        node.text = dates.mended(node.text) or node.text
    for entry in node.entries:
        about = fields.named(shape, entry.key) if node.kind == "map" else field
        inner = (fields.record(about.annotation) if about else None) if node.kind == "map" else shape
        _mend(entry.node, inner, about)


def _trimmed(text: str) -> str:
    """Without space at the ends of lines and with one line end at the end."""
    return "\n".join(line.rstrip() for line in text.rstrip().split("\n")) + "\n"


def _meaning(value: Any, shape: type[BaseModel] | None, field: Any = None) -> Any:
    """What a file says, for comparing: spaces around a text and the form of a date do not count,
    and only spaces are nothing."""
    if isinstance(value, dict):
        known = {key: fields.named(shape, key) for key in value}
        return {key: _meaning(part, _inner(known[key]), known[key]) for key, part in value.items()}
    if isinstance(value, list):
        return [_meaning(part, shape, field) for part in value]
    if isinstance(value, str):
        only_space = value and not value.strip()
        return None if only_space else (fields.is_date(field) and dates.mended(value)) or value.strip()
    return value


def _inner(field: Any) -> type[BaseModel] | None:
    return fields.record(field.annotation) if field else None


def _lost(before: str, after: str) -> bool:
    """Whether a comment got lost."""
    one, other = (sorted(source.all_comments(source.read(text))) for text in (before, after))
    return one != other


def _readable(text: str) -> str:
    """The text with quotation marks around values that YAML cannot read without, such as one with a colon in it."""
    mended = text
    for _ in range(50):
        try:
            document.compose(mended)
            return mended
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            lines = mended.split("\n")
            if not mark or mark.line >= len(lines) or not str(getattr(error, "problem", "")).startswith(MENDABLE):
                return text
            match = PLAIN_VALUE.fullmatch(lines[mark.line])
            if not match:
                return text
            lines[mark.line] = match["key"] + written.scalar(match["value"], flow=False, quoted=True)
            mended = "\n".join(lines)
    return text


def tidy(root: Path) -> tuple[list[str], list[str]]:
    """Mends every file of data/; returns the paths of those that changed, and of those left alone with the reason."""
    changed, left = [], []
    for path, shape in files(root):
        raw = path.read_bytes()
        found = tidied(raw, shape)
        name = path.relative_to(root).as_posix()
        if found.why_not:
            left.append(f"{name}: left as it is: {found.why_not}")
        elif found.text.encode("utf-8") != raw:
            path.write_bytes(found.text.encode("utf-8"))
            changed.append(name)
    return changed, left
