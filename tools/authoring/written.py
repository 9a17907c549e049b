"""Values as YAML in the one style of the records: two spaces, brackets kept, sentences as folded blocks, double quotes
only where they are needed."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from yaml.emitter import Emitter, ScalarAnalysis

from chronicle.files.yaml_documents import NOTHING
from chronicle.model import introspection as fields
from chronicle.model.records import Block, Fixed, Ref, Word
from authoring.source import Entry, File, Node

WIDTH = 110
PRINTED = re.compile("[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufdcf\ufdf0-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
BREAKS = re.compile("[\r\x85\u2028\u2029]")
_analyst = Emitter(io.StringIO(), allow_unicode=True)


@cache
def _analysis(text: str) -> ScalarAnalysis:
    return _analyst.analyze_scalar(text)


def scalar(text: str, *, flow: bool, quoted: bool = False) -> str:
    """A text on one line: as it is, or in quotes where YAML would not read it back, or where that is wished. The quotes are
    double ones, unless the text holds such itself."""
    found = _analysis(text)
    plain = found.allow_flow_plain if flow else found.allow_block_plain
    if plain and not quoted and not found.multiline and not PRINTED.search(text) and text not in NOTHING:
        return text
    if '"' in text and not PRINTED.search(text):
        return "'" + text.replace("'", "''") + "'"
    return PRINTED.sub(_escaped, json.dumps(text, ensure_ascii=False))


def _escaped(sign: re.Match[str]) -> str:
    number = ord(sign[0])
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def folded(text: str, indent: int, width: int = WIDTH) -> list[str] | None:
    """The lines of a text in a `>-` block, broken at single spaces; None where a block cannot hold it."""
    outside = [sign for sign in PRINTED.findall(text) if sign != "\n"]
    if outside or BREAKS.search(text) or not text or text != text.strip() or re.search(r"\n[ \t]|[ \t]\n", text):
        return None
    lines: list[str] = []
    for number, paragraph in enumerate(text.split("\n")):
        lines += [""] if number else []
        lines += _broken(paragraph, width) if paragraph else []
    return [f"{' ' * indent}{line}" if line else "" for line in lines]


def _broken(paragraph: str, width: int) -> Iterator[str]:
    """A paragraph in lines; only a single space between two words can become a line break and be read as a space again."""
    line = ""
    for word in re.split(r"(?<=\S) (?=\S)", paragraph):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def lines(file: File, shape: type[BaseModel] | None) -> str:
    """A whole file. `shape` is the type of its record, which says what is written as a block."""
    return "\n".join([*file.head, *_children(file.tree, shape, None, 0), *file.end, ""]).lstrip("\n")


def _children(node: Node, shape: type[BaseModel] | None, field: FieldInfo | None, indent: int) -> Iterator[str]:
    for entry in node.entries:
        about = fields.named(shape, entry.key) if node.kind == "map" else field
        found = list(_entry(entry, about, shape, node.kind, indent))
        pad = " " * indent
        yield from (f"{pad}{text}" if text else "" for text in entry.above)
        yield from found
        yield from (f"{pad}{text}" for text in entry.below)


def _entry(
    entry: Entry, field: FieldInfo | None, shape: type[BaseModel] | None, kind: str, indent: int
) -> Iterator[str]:
    """The lines of one key or item, without the comments above and below it."""
    pad, node = " " * indent, entry.node
    inner = fields.record(field.annotation) if field and kind == "map" else shape
    if kind == "list":
        if not node.entries or node.flow:
            yield f"{pad}- {_inline(node, inner, field, flow=False)}".rstrip() + entry.beside
            return
        yield from (f"{pad}{text}" if text else "" for text in [entry.beside.strip(), *node.entries[0].above] if text)
        node.entries[0].above = []
        first, *rest = _children(node, inner, field, indent + 2)
        yield f"{pad}- {first[indent + 2 :]}"
        yield from rest
        return
    key = scalar(entry.key, flow=False)
    block = _block(node, field, indent + 2)
    if block:
        yield f"{pad}{key}: >-{entry.beside}"
        yield from block
    elif not node.entries or node.flow:
        yield f"{pad}{key}: {_inline(node, inner, field, flow=False)}".rstrip() + entry.beside
    else:
        yield f"{pad}{key}:{entry.beside}"
        yield from _children(node, inner, field, indent + 2)


def _block(node: Node, field: FieldInfo | None, indent: int) -> list[str] | None:
    if node.kind != "text" or not node.text or _is_nothing(node):
        return None
    long = node.style in ("|", ">") or (fields.marked(field, Block) is not None)
    return folded(node.text, indent) if long else None


def _is_nothing(node: Node) -> bool:
    """Whether a value stands for none: a null without quotation marks."""
    return not node.style and node.text in NOTHING


def _inline(node: Node, shape: type[BaseModel] | None, field: FieldInfo | None, *, flow: bool) -> str:
    """A value on one line."""
    if node.kind == "text":
        if node.text is None or _is_nothing(node):
            return node.text or ""
        return scalar(node.text, flow=flow, quoted=_quoted(node, field))
    if node.kind == "list":
        return f"[{', '.join(_inline(e.node, shape, field, flow=True) for e in node.entries)}]"
    pairs = (
        f"{scalar(e.key, flow=True)}: {_inline(e.node, _within(shape, e.key), fields.named(shape, e.key), flow=True)}"
        for e in node.entries
    )
    return f"{{ {', '.join(pairs).rstrip()} }}" if node.entries else "{}"


def _within(shape: type[BaseModel] | None, key: str) -> type[BaseModel] | None:
    field = fields.named(shape, key)
    return fields.record(field.annotation) if field else None


def _quoted(node: Node, field: FieldInfo | None) -> bool:
    """Whether the writer's quotes stay: around a text that readers see, not around an id, a word, a date or a number."""
    bare = fields.is_date(field) or any(fields.holds(field, kind) for kind in (bool, int, float))
    named = any(fields.marked(field, mark) for mark in (Ref, Word, Fixed)) or fields.choices(field)
    return node.style in ("'", '"') and not bare and not named
