"""`make new`: a record with a comment at every field, made from the model.

What is to be filled in is marked with `___`, which `make check` refuses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from chronicle.domain.chronicle import Chronicle
from chronicle.files.pydantic_errors import BLANK
from chronicle.files.yaml_documents import EMPTY_VALUES, YamlDocument, read_document
from chronicle.model.introspection import (
    accepts_type,
    choices_of,
    field_of,
    has_pattern,
    is_date,
    is_list,
    keys_of,
    mark_of,
    record_type,
)
from chronicle.model.kinds import FOLDERS, KINDS
from chronicle.model.statements import Statement
from chronicle.model.types import ID, Block, Fixed, Ref, Word, checked_address, id_fault
from chronicle.model.vocabulary import Vocabulary
from chronicle.problems import InvalidValue, did_you_mean
from chronicle.text.addresses import same_address_key
from chronicle.text.collation import sort_key

from .importing import Value

COMMENT_COLUMN = 32
MAX_WORDS = 14
EXAMPLE_ID = "courier-1901-05-03-fire"
WISHED = (*KINDS, "statement")
RESERVED = ("map", "site", "extract")
"""Ids that a record cannot have, since other files of data/ have these names."""
PLAIN = re.compile(r"[^\W_](?:[\w .()/~%’–;=&+@$!*?-]|:(?=\S)|(?<=\S)#)*(?<! )")

# What a field begins with, where it is neither a blank nor an optional line behind a #: a usual
# value, nothing at all where the model takes "not known", or a blank that could be left out.
BEGINNINGS = {
    "Source": {
        **{"type": "document", "issued": BLANK, "issued_basis": "not-stated", "language": ""},
        **{"URL": BLANK, "derives_from": "unknown"},
    },
    "Reading": {"extent": "not-stated", "seen": "", "quotations": "not-compared"},
    "Statement": {"by": BLANK, "said": "", "when": "", "where": "", "basis": "not-stated"},
    "Event": {"status": "alleged"},
    "Place": {"coordinates": ""},
}
FIRST_WORDS = {"archive": "reasons_without_archive", "asked": "party_lists"}
"""Fields that begin with the first word of a list of the vocabulary."""
EXAMPLES = {
    ("Statement", "derives_from"): "unknown",
    ("Statement", "relates"): f"[{{ contradicts: {BLANK} }}]",
    ("Statement", "figures"): f'[{{ what: {BLANK}, worded: "{BLANK}", low: , high: }}]',
}
"""Optional lines that the types alone would not show well."""
NESTED = {
    *(("Source", "read"), ("Source", "statements"), ("Question", "positions")),
    *(("Question", "none_found"), ("Actor", "names"), ("Place", "names")),
}
"""Records within a record that are written out key by key."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be made: a kind (or `statement`), its id (`source-id#statement-id` for one),
    values that are known, and comments for the contributor."""

    kind: str
    id: str
    values: Mapping[str, Value] = field(default_factory=dict)
    comments: tuple[str, ...] = ()


def new_record(root: Path, chronicle: Chronicle, wish: Wish) -> tuple[Path, str]:
    """The file to write and its text. Raises InvalidValue if the wish cannot be fulfilled."""
    check_kind(wish.kind)
    check_id(root, chronicle, wish.kind, wish.id)
    if wish.kind == "statement":
        return _with_statement(root, chronicle, wish.id)
    shape = KINDS[wish.kind]
    lines = [
        f"# yaml-language-server: $schema=../schema/{wish.kind}.schema.json",
        f"# {' '.join((shape.__doc__ or '').split())}",
        f"# Fill in every {BLANK}. Delete the # before a line that you need, and the other lines "
        "that you do not need.",
        *(f"# {comment}" for comment in wish.comments),
        *_fields(_vocabulary(chronicle), shape, wish.values, 0),
    ]
    return root / "data" / FOLDERS[wish.kind] / f"{wish.id}.yml", "\n".join(lines) + "\n"


def _vocabulary(chronicle: Chronicle) -> Vocabulary | None:
    return chronicle.records.vocabulary.record if chronicle.records.vocabulary else None


# What cannot be made.


def check_kind(kind: str) -> None:
    """Refuses what is no kind of record."""
    if kind not in WISHED:
        hint = did_you_mean(kind, WISHED) or f"one of {', '.join(WISHED)}"
        raise InvalidValue(f"'{kind}' is no kind of record", hint)


def check_id(root: Path, chronicle: Chronicle, kind: str, id_: str) -> None:
    """Refuses an id that has not the form of one, or that is or was another's, also of a file that
    cannot be read."""
    source, mark, statement = id_.partition("#")
    if kind == "statement":
        if not mark:
            hint = "for example ID=source-id#statement-id"
            raise InvalidValue(f"'{id_}' names no source and statement", hint)
        if not (root / "data" / "sources" / f"{source}.yml").exists():
            hint = did_you_mean(source, chronicle.sources) or "make it first"
            raise InvalidValue(f"there is no source '{source}'", hint)
    check_form(statement if kind == "statement" else id_)
    for folder in FOLDERS.values() if kind != "statement" else ():
        if (root / "data" / folder / f"{id_}.yml").exists():
            raise InvalidValue(
                f"the id '{id_}' exists: data/{folder}/{id_}.yml", "choose another id"
            )
    if id_ in RESERVED:
        raise InvalidValue(f"the id '{id_}' is taken by a file of data/", "choose another id")
    if id_ in {known.partition("/")[2] or known for known in chronicle.once_published}:
        hint = "choose another id; the address of this one says why"
        raise InvalidValue(f"the id '{id_}' was published and is gone", hint)


def check_form(id_: str) -> None:
    """Refuses what is no id, with one that is like it."""
    fault = id_fault(id_)
    if fault and ID.fullmatch(id_):
        raise InvalidValue(*fault)
    if fault:
        words = sort_key(id_).split()
        like = "-".join(words) if all(re.fullmatch("[a-z0-9]+", word) for word in words) else ""
        message = f"'{id_}' is not an id: lower-case words and digits joined by hyphens"
        raise InvalidValue(message, f"for example ID={like or EXAMPLE_ID}")


def check_address(chronicle: Chronicle, address: str) -> None:
    """Refuses what is no web address, and one that a record has, be it written otherwise."""
    wanted = same_address_key(checked_address(address)) if address else None
    for id_, source in sorted(chronicle.sources.items()):
        if source.url and same_address_key(source.url) == wanted:
            message = f"the address is already recorded: data/sources/{id_}.yml has {source.url}"
            hint = f"add to it: make new KIND=statement ID={id_}#what-it-says"
            raise InvalidValue(message, f"{hint}; leave out URL= if it is another page")


# The lines of a record.


def _fields(
    words: Vocabulary | None, shape: type[BaseModel], values: Mapping[str, Value], indent: int
) -> list[str]:
    """The lines of a record, or of a record within one."""
    found: list[str] = []
    for key in keys_of(shape):
        about = field_of(shape, key)
        assert about
        says = _comment(words, about)
        if values.get(key):
            lines = _given(key, values[key])
        elif (shape.__name__, key) in NESTED:
            lines = [f"{key}:", *_nested(words, key, about)]
        else:
            lines = _unknown(words, shape.__name__, key, about)
        first = f"{lines[0].ljust(COMMENT_COLUMN - 1 - indent)} # {says}" if says else lines[0]
        found += [" " * indent + line for line in (first, *lines[1:])]
    return found


def _comment(words: Vocabulary | None, about: FieldInfo) -> str:
    """What a field means, and the words that it takes."""
    says, word = about.description or "", mark_of(about, Word)
    listed = words.words(word.vocabulary) if word and words else choices_of(about)
    missing = [one for one in listed if not re.search(rf"(?<![\w-]){one}(?![\w-])", says)]
    if word and missing and len(listed) > MAX_WORDS:
        return f"{says}: a word of {word.vocabulary} in data/vocabulary.yml"
    joined = "; also " if len(missing) < len(listed) else ": "
    return f"{says}{joined}{', '.join(missing)}" if missing else says


def _unknown(words: Vocabulary | None, shape: str, key: str, about: FieldInfo) -> list[str]:
    """A field with nothing known: its usual value, a blank, or a line behind a #."""
    beginning = BEGINNINGS.get(shape, {}).get(key)
    if key in FIRST_WORDS and words:
        beginning = words.words(FIRST_WORDS[key])[0]
    if beginning is not None:
        return [f"{key}: {beginning}".rstrip()]
    block = _is_free_text(about) if about.is_required() else mark_of(about, Block)
    lines = [f"{key}: >-", f"  {BLANK}"] if block else [f"{key}: {_example(shape, key, about)}"]
    return lines if about.is_required() else [f"# {line}" for line in lines]


def _is_free_text(about: FieldInfo) -> bool:
    """Whether a field has any words, in which a colon would break a line that is no block."""
    marked = any(mark_of(about, mark) for mark in (Ref, Word, Fixed))
    text = accepts_type(about, str) and not is_list(about) and not is_date(about)
    return text and not marked and not has_pattern(about) and not record_type(about.annotation)


def _example(shape: str, key: str, about: FieldInfo) -> str:
    inner = record_type(about.annotation)
    if (shape, key) in EXAMPLES:
        return EXAMPLES[shape, key]
    value = _flow(inner) if inner else "yes" if accepts_type(about, bool) else BLANK
    return f"[{value}]" if is_list(about) else value


def _flow(shape: type[BaseModel]) -> str:
    """The keys that a record needs, or its first two, in braces."""
    fields = [(key, about) for key in keys_of(shape) if (about := field_of(shape, key))]
    needed = [(key, about) for key, about in fields if about.is_required()] or fields[:2]
    pairs = (f"{key}: {f'[{BLANK}]' if is_list(about) else BLANK}" for key, about in needed)
    return f"{{ {', '.join(pairs)} }}"


def _nested(words: Vocabulary | None, key: str, about: FieldInfo) -> list[str]:
    inner = record_type(about.annotation)
    assert inner
    if not is_list(about):
        return _fields(words, inner, {}, 2)
    if key == "names":
        return [f"  - {{ text: {BLANK}, language: {BLANK}, preferred: yes }}"]
    if key != "none_found" or not words:
        return _entry(words, inner, {})
    note = "  # One entry for each party of that list; delete those of parties that come to answer."
    parties = next(iter(words.party_lists.values()), [])
    entries = [_entry(words, inner, {"party": party}) for party in parties]
    repeated = [re.sub(r"\s*# .*", "", line) for entry in entries[1:] for line in entry]
    return [note, *entries[0], *filter(None, repeated)]


def _entry(
    words: Vocabulary | None, shape: type[BaseModel], values: Mapping[str, Value]
) -> list[str]:
    first, *rest = _fields(words, shape, values, 4)
    return [f"  - {first[4:]}", *rest]


def _given(key: str, value: Value) -> list[str]:
    """A field with a known value, in which no character is taken for YAML."""
    if isinstance(value, str):
        return [f"{key}: {_scalar(value)}"]
    entries = (", ".join(f"{name}: {_scalar(text)}" for name, text in one.items()) for one in value)
    return [f"{key}:", *(f"  - {{ {entry} }}" for entry in entries)]


def _scalar(text: str) -> str:
    plain = PLAIN.fullmatch(text) and text not in EMPTY_VALUES
    return text if plain else json.dumps(text, ensure_ascii=False)


# A statement in a source that is there.


def _with_statement(root: Path, chronicle: Chronicle, id_: str) -> tuple[Path, str]:
    """A source's file with a blank statement after its last one."""
    source, _, statement = id_.partition("#")
    path = root / "data" / "sources" / f"{source}.yml"
    raw = path.read_bytes()
    document = read_document("", raw)
    if document.problems or not isinstance(document.data, dict):
        raise InvalidValue(f"data/sources/{source}.yml cannot be read", "make check says why")
    statements = document.data.get("statements") or []
    if any(isinstance(one, dict) and one.get("id") == statement for one in statements):
        raise InvalidValue(f"the statement '{id_}' exists", "choose another id")
    lines = _entry(_vocabulary(chronicle), Statement, {"id": statement})
    text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    return path, _inserted(text.rstrip().split("\n"), document, lines)


def _inserted(lines: list[str], document: YamlDocument, statement: list[str]) -> str:
    """The lines of a source with a statement after those that it has, indented as they are."""
    place = document.keys.get(("statements",))
    if not place or not document.data["statements"]:
        begin = place[0] - 1 if place else len(lines)
        key = re.sub(r"^(\w+:) *(\[ *\]|~|null)", r"\1", lines[begin]) if place else "statements:"
        return "\n".join([*lines[:begin], key, *statement, *lines[begin + 1 :]]) + "\n"
    line, column = document.values[("statements", 0)]
    hyphen = lines[line - 1][: column - 1]
    if hyphen.strip() != "-":
        hint = "write them as a list with hyphens first"
        raise InvalidValue("the statements of this file are in brackets", hint)
    keys = (at for (_, *deeper), (at, _) in document.keys.items() if not deeper and at > place[0])
    end = min(keys, default=len(lines) + 1) - 1
    while not lines[end - 1].strip() or lines[end - 1].startswith("#"):
        end -= 1
    indent = " " * hyphen.index("-")
    return "\n".join([*lines[:end], *(indent + one[2:] for one in statement), *lines[end:]]) + "\n"
