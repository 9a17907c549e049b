"""`make format`: records in one style, without a change of what they say.

Keys in the order of the model, two spaces, `{ a: b }`, sentences in `>-` blocks, comments kept.
ruamel.yaml reads and writes; here is what it lacks: the style of each field, and keys in another
order together with the comments above them (ruamel ties a comment to the key before it).
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.emitter import Emitter
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import (
    DoubleQuotedScalarString,
    FoldedScalarString,
    PlainScalarString,
    ScalarString,
    SingleQuotedScalarString,
)
from ruamel.yaml.tag import Tag

from chronicle.files.allowed_files import is_file
from chronicle.files.loader import READ
from chronicle.files.yaml_documents import EMPTY_VALUES, compose, read_document
from chronicle.model.introspection import (
    accepts_type,
    choices_of,
    field_of,
    is_date,
    is_list,
    keys_of,
    mark_of,
    record_type,
)
from chronicle.model.types import Block, Fixed, Ref, Word
from chronicle.problems import InvalidValue

Shape = type[BaseModel] | None
NULL, TEXT = "tag:yaml.org,2002:null", "tag:yaml.org,2002:str"
USUAL = yaml.resolver.Resolver()
"""What YAML 1.1 takes a value for that has no quotation marks: `no` for a false one."""
WIDTH = 110
"""Characters in a line of a folded block, without its indentation."""
UNQUOTED = re.compile(r"[\w./][\w./?~%-]*")
UNFOLDABLE = re.compile(
    r"^\s|\s$|\n[ \t]|[ \t]\n|[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd]"
)
"""Texts that a folded block would change, or that need escapes."""


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file's text in the style of the records; `reason` says why it was left as it was."""

    text: str
    reason: str = ""


def format_records(root: Path) -> tuple[list[str], list[str]]:
    """Formats every YAML file of data/. Returns the paths of those that changed, and of those left
    alone with the reason."""
    shapes = {f"{kind}s": shape for kind, shape in READ.items()}
    changed, left = [], []
    for path in sorted(filter(is_file, (root / "data").rglob("*.yml"))):
        raw, name = path.read_bytes(), path.relative_to(root).as_posix()
        found = formatted(raw, shapes.get(path.parent.relative_to(root / "data").as_posix()))
        if found.reason:
            left.append(f"{name}: left as it is: {found.reason}")
        elif found.text.encode() != raw:
            path.write_bytes(found.text.encode())
            changed.append(name)
    return changed, left


def formatted(raw: bytes, shape: Shape) -> Formatted:
    """A file in the style of the records, or as it was where it cannot be read or would say
    something else. Without a `shape` (a list) only spaces and line ends are set right."""
    before = raw.decode("utf-8-sig", "replace")
    known = read_document("", raw)
    if known.problems:
        return Formatted(before, "it cannot be read; make check says why")
    after = _trimmed(before)
    try:
        if shape and isinstance(known.data, dict):
            after = _styled(after, shape)
    except InvalidValue as unknown:
        return Formatted(before, f"{unknown}; make check says more")
    except (YAMLError, yaml.YAMLError):
        return Formatted(before, "ruamel.yaml cannot write it so that it is read again")
    again = read_document("", after.encode())
    same = not again.problems and _said(again.data, shape) == _said(known.data, shape)
    if not same or before.count("#") != after.count("#"):  # of values, which are the same, and of
        return Formatted(before, "it would say something else")  # comments, which are all there
    return Formatted(after)


def _shape_within(shape: Shape, key: str, listed: bool) -> Shape:
    """The type of the record, or the records of a list, that a key has. A list in place of a
    record is its short form, the list within that record. Raises InvalidValue for a key that the
    model does not know: a slip, such as the rest of a text with a comma in braces."""
    if shape and key not in keys_of(shape):
        raise InvalidValue(f"'{key}' is no key of such a record")
    field = field_of(shape, key)
    inner = record_type(field.annotation) if field else None
    if not field or not inner or not listed or is_list(field):
        return inner
    lists = (one.annotation for one in inner.model_fields.values() if is_list(one))
    return next(filter(None, map(record_type, lists)), None)


def _trimmed(text: str) -> str:
    lines = re.sub(r"\r\n?", "\n", text).rstrip(" \t\n").split("\n")
    return "\n".join(line.rstrip(" \t") for line in lines) + "\n"


def _said(value: Any, shape: Shape) -> Any:
    """What a file says, to be compared. The model takes the space off both ends of a text."""
    if isinstance(value, dict):
        return {key: _said(item, shape) for key, item in value.items()}
    if isinstance(value, list):
        return [_said(item, shape) for item in value]
    return value.strip() if shape and isinstance(value, str) else value


# The order of keys, line by line, so that comments move along.


def _in_order(text: str, shape: Shape) -> str:
    lines = text.split("\n")
    _order(compose(text), shape, lines)
    return "\n".join(lines)


def _order(node: Any, shape: Shape, lines: list[str]) -> None:
    """Puts the lines of every record within a node in the order of the model, the inner first."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            _order(item, shape, lines)
    if not isinstance(node, yaml.MappingNode) or node.flow_style:
        return
    for key, value in node.value:
        listed = isinstance(value, yaml.SequenceNode)
        _order(value, _shape_within(shape, key.value, listed), lines)
    known = keys_of(shape)
    wanted = sorted(node.value, key=lambda pair: known.index(pair[0].value) if known else 0)
    if wanted != node.value:
        _move(lines, node, [node.value.index(pair) for pair in wanted])


def _move(lines: list[str], node: Any, wanted: list[int]) -> None:
    """Puts the entries of a block mapping in another order. The comments above a key go with it,
    those above the first key and below the last one stay in their place."""
    column = node.start_mark.column
    keys = [key.start_mark.line for key, _ in node.value]
    starts = [keys[0], *(_above(lines, line, column) for line in keys[1:])]
    ends = [*starts[1:], _above(lines, node.end_mark.line, column)]
    prefix = lines[keys[0]][:column]  # the hyphen of a list
    lines[keys[0]] = " " * column + lines[keys[0]][column:]
    first = starts[0] + keys[wanted[0]] - starts[wanted[0]]
    lines[starts[0] : ends[-1]] = [
        line for number in wanted for line in lines[starts[number] : ends[number]]
    ]
    for number in range(starts[0], first):
        lines[number] = re.sub("^ +", re.sub("[^ ].*", "", prefix), lines[number])
    lines[first] = prefix + lines[first][column:]


def _above(lines: list[str], line: int, column: int) -> int:
    """The first of the comments and blank lines above a line that are no deeper than a column."""
    while re.match(rf" {{0,{column}}}(?:#|$)", lines[line - 1]):
        line -= 1
    return line


# The style of values.


class _Texts(VersionedResolver):
    """Every value is a text, as for the build: no dates, numbers or yes and no of YAML's."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is not ScalarNode or not implicit[0]:
            return super().resolve(kind, value, implicit)
        return Tag(suffix=NULL if value in EMPTY_VALUES else TEXT)


class _Spaced(Emitter):
    """`{ a: b }` with spaces inside; no value is nothing, except for `null` in a list."""

    last = ""

    def choose_scalar_style(self) -> Any:
        no_value = self.event.value == "" and self.event.tag == NULL
        listed = self.flow_context[-1:] == ["["]
        return "" if no_value and not listed else super().choose_scalar_style()

    def write_plain(self, text: Any, split: Any = True) -> None:
        super().write_plain(text, split)
        self.last = text or self.last

    def write_indicator(
        self,
        indicator: Any,
        need_whitespace: Any,
        whitespace: bool = False,
        indention: bool = False,
    ) -> None:
        if (indicator == "}" and self.last != "{") or (indicator == "," and self.last == ":"):
            indicator = f" {indicator}"
        spaced = whitespace and not indicator.endswith("{")
        super().write_indicator(indicator, need_whitespace, spaced, indention)
        self.last = indicator.strip()


def _round_trip() -> YAML:
    found = YAML()
    found.Resolver, found.Emitter = _Texts, _Spaced
    found.preserve_quotes, found.width = True, 1_000_000
    found.brace_single_entry_mapping_in_flow_sequence = True
    found.indent(mapping=2, sequence=4, offset=2)
    return found


def _styled(text: str, shape: Shape) -> str:
    """A text with its keys in order and every value in the style of its field. Twice where
    needed: the first time, ruamel may still move a comment."""
    for _ in range(3):
        data = _round_trip().load(_in_order(text, shape))
        _style(data, shape, None, flow=False)
        stream = io.StringIO()
        _round_trip().dump(data, stream)
        before, text = text, _trimmed(stream.getvalue())
        if text == before:
            break
    return text


def _style(value: Any, shape: Shape, field: FieldInfo | None, *, flow: bool) -> Any:
    """Sets the style of everything in a value; returns it, or a text in another style."""
    if isinstance(value, CommentedMap):
        flow = flow or bool(value.fa.flow_style())
        for key in keys_of(shape) if flow else ():
            if key in value:
                value.move_to_end(key)
        for key in value:
            item, within = value[key], field_of(shape, key)
            inner = _shape_within(shape, key, isinstance(item, list))
            styled = _style(item, inner, within, flow=flow)
            if _fits(styled, item, value.ca.items.get(key)):
                value[key] = styled
    elif isinstance(value, CommentedSeq):
        flow = flow or bool(value.fa.flow_style())
        for index, item in enumerate(value):
            value[index] = _style(item, shape, field, flow=flow)
    elif isinstance(value, str):
        return _text_style(value, field, flow=flow)
    return value


def _fits(styled: Any, item: Any, comments: Any) -> bool:
    """Whether a value may have its new style: a comment after a text would fall into a block.
    The line break with which ruamel begins the comments below a text is the block's own."""
    token = comments[2] if comments else None
    if not token or type(styled) is type(item) or not isinstance(styled, FoldedScalarString):
        return True
    below: bool = token.value.startswith("\n")
    if below:
        text = token.value[1:]
        token.value = text.lstrip(" ")
        token.column = len(text) - len(token.value)
    return below


def _text_style(value: str, field: FieldInfo | None, *, flow: bool) -> Any:
    block = isinstance(value, FoldedScalarString) or mark_of(field, Block) is not None
    if block and value.strip() and not flow and not UNFOLDABLE.search(value.strip()):
        return _folded(value.strip())
    if isinstance(value, ScalarString) and _is_bare(field, value):
        return PlainScalarString(value)
    if isinstance(value, SingleQuotedScalarString) and '"' not in value:
        return DoubleQuotedScalarString(value)
    return value


def _is_bare(field: FieldInfo | None, value: str) -> bool:
    """Whether a value needs no quotation marks: an id or a word, unless other programs would read
    a number or a no in it, a date or a number."""
    if not UNQUOTED.fullmatch(value):
        return False
    if any(mark_of(field, mark) for mark in (Ref, Word, Fixed)) or choices_of(field):
        return bool(USUAL.resolve(yaml.ScalarNode, value, (True, False)) == TEXT)
    return is_date(field) or any(accepts_type(field, t) for t in (bool, int, float))


def _folded(text: str) -> Any:
    """A text as a `>-` block, broken at single spaces, which are read as spaces again."""
    found = FoldedScalarString(text)
    found.fold_pos, start, last = [], 0, 0
    for match in re.finditer(r"(?<=\S) (?=\S)|\n|$", text):
        if match.start() - start > WIDTH and last > start:
            found.fold_pos.append(last)
            start = last + 1
        last = match.start()
        if match[0] == "\n":
            start = last = match.end()
    return found
