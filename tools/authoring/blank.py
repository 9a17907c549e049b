"""A new record with a comment at every field, made from the model; what is to be filled in is marked with `___`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from chronicle.authoring import written
from chronicle.domain.chronicle import Chronicle
from chronicle.files import yaml_documents as document
from chronicle.files.pydantic_errors import BLANK
from chronicle.model import introspection as fields
from chronicle.model import records as model
from chronicle.model.records import Block, Fixed, Ref, Word
from chronicle.problems import Mistake, nearest
from chronicle.validation.check import once

COLUMN = 32
MOST_WORDS = 14

# What a new record begins with, where it is not a blank or an optional line behind a #: a usual value, or nothing at all
# where the model takes "not known". `___` makes a blank of a field that the model lets be left out.
BEGINS: dict[str, dict[str, str]] = {
    "Source": {"issued": BLANK, "language": BLANK, "URL": BLANK, "archive": BLANK, "derives_from": "unknown"},
    "Reading": {"seen": BLANK, "quotations": "not-compared"},
    "Statement": {"by": BLANK, "said": "", "when": "", "where": ""},
    "Event": {"status": "alleged"},
    "Name": {"preferred": "yes"},
    "Place": {"coordinates": ""},
}
COMMENT = re.compile(r"\s*# .*")
OPTIONAL = {
    "derives_from": "unknown",
    "relates": f"[{{ contradicts: {BLANK} }}]",
    "figures": f'[{{ what: {BLANK}, part: all, worded: "{BLANK}", low: {BLANK}, high: {BLANK} }}]',
}
NESTED = {
    "Source": ["read", "statements"],
    "Actor": ["names"],
    "Place": ["names"],
    "Question": ["positions", "none_found"],
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be made: a kind (or `statement`), its id (`source-id#statement-id` for a statement), and values that are known."""

    kind: str
    id: str
    values: Mapping[str, Any] = field(default_factory=dict)


def make(root: Path, chronicle: Chronicle, wish: Wish) -> tuple[Path, str]:
    """The file to write and its text. Raises Mistake where the wish cannot be fulfilled; nothing is overwritten."""
    kinds = [*model.KINDS, "statement"]
    if wish.kind not in kinds:
        raise Mistake(f"'{wish.kind}' is no kind of record", nearest(wish.kind, kinds) or f"one of {', '.join(kinds)}")
    if wish.kind == "statement":
        return _with_statement(root, chronicle, wish)
    _free(root, chronicle, wish.id)
    lines = [
        f"# yaml-language-server: $schema=../schema/{wish.kind}.schema.json",
        f"# {' '.join((model.KINDS[wish.kind].__doc__ or '').split())}",
        f"# Fill in every {BLANK}. Take the # away from a line that you need, and delete those that you do not.",
        *_Blank(chronicle, wish).record(model.KINDS[wish.kind], 0),
    ]
    return root / "data" / model.FOLDERS[wish.kind] / f"{wish.id}.yml", "\n".join(lines) + "\n"


def _well_formed(id_: str) -> None:
    if not model.ID.fullmatch(id_):
        like = "-".join(re.findall(r"[a-z0-9]+", id_.casefold()))
        hint = f"for example ID={like}" if like else "for example ID=courier-1901-05-03-fire"
        raise Mistake(f"'{id_}' is not an id: lower-case words and digits joined by hyphens", hint)


def _free(root: Path, chronicle: Chronicle, id_: str) -> None:
    """Refuses an id that is not well formed or is that of a record, one that cannot be read included."""
    _well_formed(id_)
    for folder in model.FOLDERS.values():
        path = root / "data" / folder / f"{id_}.yml"
        if path.exists():
            raise Mistake(f"the id '{id_}' exists: {path.relative_to(root).as_posix()}", "choose another id")
    if id_ in ("map", "site", "extract"):
        raise Mistake(f"the id '{id_}' is taken by a file of data/", "choose another id")
    if id_ in {path.partition("/")[2] for path in once(chronicle)}:
        raise _gone(id_)


def _gone(id_: str) -> Mistake:
    return Mistake(f"the id '{id_}' was published and is gone", "choose another id; the address of this one says why")


class _Blank:
    """Writes the lines of one new record."""

    def __init__(self, chronicle: Chronicle, wish: Wish) -> None:
        self.vocabulary = chronicle.records.vocabulary.record if chronicle.records.vocabulary else None
        self.values = dict(wish.values)

    def record(self, shape: type[BaseModel], indent: int, values: Mapping[str, Any] | None = None) -> list[str]:
        known = self.values if values is None else dict(values)
        found: list[str] = []
        for name, about in shape.model_fields.items():
            key = about.alias or name
            found += self._field(shape, key, about, known.get(key), indent)
        return found

    def _field(self, shape: type[BaseModel], key: str, about: FieldInfo, value: Any, indent: int) -> list[str]:
        begins = BEGINS.get(shape.__name__, {})
        inner = fields.record(about.annotation)
        pad, says = " " * indent, self._says(key, about)
        if value is not None:
            known = fields.marked(about, Word) or fields.marked(about, Fixed) or fields.choices(about)
            return self._given(key, about, value, "" if known else says, indent)
        if inner and key in NESTED.get(shape.__name__, []):
            return [_noted(f"{pad}{key}:", says), *self._nested(key, about, inner, indent)]
        if key in begins:
            return [_noted(f"{pad}{key}: {begins[key]}".rstrip(), says)]
        if key == "asked" and self.vocabulary and self.vocabulary.party_lists:
            return [_noted(f"{pad}{key}: {next(iter(self.vocabulary.party_lists))}", says)]
        if about.is_required():
            return self._blank(key, about, says, indent)
        return [
            f"{pad}# {_noted(line, says if n == 0 else '', COLUMN - 2 - indent)}"
            for n, line in enumerate(self._optional(key, about))
        ]

    def _nested(self, key: str, about: FieldInfo, inner: type[BaseModel], indent: int) -> Iterator[str]:
        pad = " " * (indent + 2)
        if not fields.is_list(about):
            yield from self.record(inner, indent + 2, {})
        elif key == "none_found" and self.vocabulary:
            parties = next(iter(self.vocabulary.party_lists.values()), [])
            yield f"{pad}# One row for each party of that list; delete the row of a party that comes to answer."
            for number, party in enumerate(parties):
                row = self.item(inner, indent + 2, {"party": party})
                yield from row if number == 0 else (COMMENT.sub("", line) for line in row if COMMENT.sub("", line))
        elif key == "names":
            yield f"{pad}- {{ text: {BLANK}, language: {BLANK}, preferred: yes }}"
        else:
            yield from self.item(inner, indent + 2, {})

    def item(self, inner: type[BaseModel], indent: int, values: Mapping[str, Any]) -> list[str]:
        first, *rest = self.record(inner, indent + 2, values)
        return [f"{' ' * indent}- {first[indent + 2 :]}", *rest]

    def _blank(self, key: str, about: FieldInfo, says: str, indent: int) -> list[str]:
        pad = " " * indent
        if fields.is_list(about):
            return [_noted(f"{pad}{key}: [{BLANK}]", says)]
        if _free_text(about):
            return [_noted(f"{pad}{key}: >-", says), f"{pad}  {BLANK}"]
        return [_noted(f"{pad}{key}: {BLANK}", says)]

    def _optional(self, key: str, about: FieldInfo) -> list[str]:
        """What stands behind the # of a field that may be left out."""
        inner = fields.record(about.annotation)
        if key in OPTIONAL:
            return [f"{key}: {OPTIONAL[key]}"]
        if fields.marked(about, Block):
            return [f"{key}: >-", f"  {BLANK}"]
        value = self._flow(inner) if inner else "yes" if fields.holds(about, bool) else BLANK
        return [f"{key}: [{value}]" if fields.is_list(about) else f"{key}: {value}"]

    def _flow(self, inner: type[BaseModel]) -> str:
        listed = [(f.alias or name, f) for name, f in inner.model_fields.items()]
        needed = [(key, f) for key, f in listed if f.is_required()] or listed[:2]
        pairs = (f"{key}: [{BLANK}]" if fields.is_list(f) else f"{key}: {BLANK}" for key, f in needed)
        return f"{{ {', '.join(pairs)} }}"

    def _given(self, key: str, about: FieldInfo, value: Any, says: str, indent: int) -> list[str]:
        """A value that is known already, written so that no sign in it is taken for YAML."""
        pad = " " * indent
        if isinstance(value, list):
            items = (", ".join(f"{k}: {written.scalar(v, flow=True)}" for k, v in one.items()) for one in value)
            return [_noted(f"{pad}{key}:", says), *(f"{pad}  - {{ {item} }}" for item in items)]
        block = written.folded(value, indent + 2) if _free_text(about) and (" " in value or ":" in value) else None
        if block:
            return [_noted(f"{pad}{key}: >-", says), *block]
        return [_noted(f"{pad}{key}: {written.scalar(value, flow=False)}", says)]

    def _says(self, key: str, about: FieldInfo) -> str:
        """The comment: the field's description, and the words that it takes."""
        says = about.description or ""
        word = fields.marked(about, Word)
        words = self.vocabulary.words(word.vocabulary) if word and self.vocabulary else fields.choices(about)
        if words and not all(one in says for one in words):
            listed = ", ".join(words) if len(words) <= MOST_WORDS else f"a word of {word.vocabulary}" if word else ""
            says = f"{says}: {listed}" if says else listed
        ref = fields.marked(about, Ref)
        if ref and not says:
            says = f"the id of {'a record' if ref.kind in ('any', 'concerned') else f'one of the {ref.kind}s'}"
        if key == "title" and self.vocabulary and "party" in says:
            says += f"; an alleged one says so: {', '.join(self.vocabulary.alleged_words)}"
        return says


def _free_text(about: FieldInfo) -> bool:
    """Whether a field takes any words, which may hold a sign that YAML would read."""
    marks = (fields.marked(about, Ref), fields.marked(about, Word), fields.marked(about, Fixed))
    text = fields.holds(about, str) and not fields.is_date(about)
    return text and not any(marks) and not fields.has_pattern(about)


def _noted(line: str, says: str, column: int = COLUMN) -> str:
    return f"{line.ljust(column - 1)} # {says}" if says else line


def _with_statement(root: Path, chronicle: Chronicle, wish: Wish) -> tuple[Path, str]:
    """A source's file with a blank statement behind its last one."""
    source, _, statement = wish.id.partition("#")
    if not statement:
        raise Mistake(f"'{wish.id}' names no source and statement", "for example ID=source-id#statement-id")
    _well_formed(statement)
    path = root / "data" / "sources" / f"{source}.yml"
    if not path.exists():
        raise Mistake(f"there is no source '{source}'", nearest(source, chronicle.sources) or "make it first")
    raw = path.read_bytes()
    found = document.read("", raw)
    if found.problems or not isinstance(found.data, dict):
        raise Mistake(f"{path.relative_to(root).as_posix()} cannot be read", "make check says more")
    statements = found.data.get("statements") or []
    if any(isinstance(one, dict) and one.get("id") == statement for one in statements):
        raise Mistake(f"the statement '{wish.id}' exists", "choose another id")
    if wish.id in once(chronicle):
        raise _gone(wish.id)
    lines = _Blank(chronicle, Wish("statement", statement)).item(model.Statement, 2, {"id": statement})
    return path, _inserted(raw.decode("utf-8-sig").replace("\r\n", "\n"), found, lines)


def _inserted(text: str, read: document.Document, statement: list[str]) -> str:
    lines = text.rstrip().split("\n")
    key = read.keys.get(("statements",))
    if not key:
        return "\n".join([*lines, "statements:", *statement]) + "\n"
    begin = key[0] - 1
    if not read.data["statements"]:
        return "\n".join([*lines[:begin], "statements:", *statement, *lines[begin + 1 :]]) + "\n"
    first = read.values[("statements", 0)][0] - 1
    if "- " not in lines[first][: read.values[("statements", 0)][1]]:
        raise Mistake("the statements of this file stand in brackets", "write them as a list with hyphens first")
    later = [line for (name, *rest), (line, _) in read.keys.items() if not rest and line > key[0]]
    end = min(later, default=len(lines) + 1) - 1
    while end > begin + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    indent = len(lines[first]) - len(lines[first].lstrip())
    moved = [" " * indent + line[2:] for line in statement]
    return "\n".join([*lines[:end], *moved, *lines[end:]]) + "\n"
