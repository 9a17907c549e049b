"""Read every record and every page of prose. The only module that opens the chronicle's files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from . import cite, document, fields, model
from .document import Document, Location
from .problem import Mistake, Problem, nearest
from .texts import Texts

T = TypeVar("T", bound=BaseModel)
BLANK = "___"
"""What a new record has where something is to be filled in."""


@dataclass(frozen=True, slots=True)
class Located(Generic[T]):
    """A record with its id and the document it was read from."""

    id: str
    record: T
    document: Document


@dataclass(frozen=True, slots=True)
class Prose:
    """A Markdown page that a person wrote. `path` is relative to docs/."""

    path: str
    text: str

    def problem(self, offset: int, message: str, hint: str = "") -> Problem:
        """A problem at that offset."""
        return Problem(f"docs/{self.path}", *cite.place(self.text, offset), message, hint)


@dataclass(slots=True)
class Records:
    """All that was read, by kind and id, and what could not be read."""

    source: dict[str, Located[model.Source]] = field(default_factory=dict)
    event: dict[str, Located[model.Event]] = field(default_factory=dict)
    question: dict[str, Located[model.Question]] = field(default_factory=dict)
    actor: dict[str, Located[model.Actor]] = field(default_factory=dict)
    place: dict[str, Located[model.Place]] = field(default_factory=dict)
    vocabulary: Located[model.Vocabulary] | None = None
    site: Located[model.About] | None = None
    extract: Located[model.StartingExtract] | None = None
    map: Located[model.Map] | None = None
    layers: dict[str, Located[model.Features]] = field(default_factory=dict)
    neutral: Located[model.NeutralWords] | None = None
    not_named: Located[model.NotNamed] | None = None
    published: Located[model.Published] | None = None
    corrections: list[model.Correction] = field(default_factory=list)
    not_used: list[model.NotUsed] = field(default_factory=list)
    glossary: list[model.GlossaryEntry] = field(default_factory=list)
    lists: list[Document] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    prose: dict[str, Prose] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)

    def of(self, kind: str) -> dict[str, Located[Any]]:
        """The records of one kind, by id."""
        found: dict[str, Located[Any]] = getattr(self, kind)
        return found


def load(root: Path) -> Records:
    """Everything under `root`/data and `root`/docs. Never raises on content: what is wrong is in `problems`."""
    records = Records()
    for kind, shape in model.KINDS.items():
        for path in sorted((root / "data" / model.FOLDERS[kind]).glob("*.yml")):
            located = _record(root, path, shape, records.problems)
            if located:
                records.of(kind)[path.stem] = located
            else:
                records.unreadable.add(path.stem)
    records.vocabulary = _required(root, "vocabulary.yml", model.Vocabulary, records)
    records.site = _required(root, "site.yml", model.About, records)
    records.extract = _optional(root, "extract.yml", model.StartingExtract, records)
    records.neutral = _optional(root, "neutral-words.yml", model.NeutralWords, records)
    records.published = _optional(root, "published.json", model.Published, records)
    records.not_named = _optional(root, "not-named.yml", model.NotNamed, records)
    if (root / "data" / "map" / "map.yml").exists():
        records.map = _record(root, root / "data" / "map" / "map.yml", model.Map, records.problems)
        records.layers = dict(_layers(root, records))
        if records.map is None:
            records.unreadable.add("map")
    records.corrections = _list(root, "corrections.yml", model.Correction, records)
    records.not_used = _list(root, "not-used.yml", model.NotUsed, records)
    records.glossary = _list(root, "glossary.yml", model.GlossaryEntry, records)
    records.texts = _texts(root, records)
    records.prose = _prose(root, records.problems)
    records.problems += _unread(root)
    return records


LISTS = ("corrections", "extract", "glossary", "neutral-words", "not-named", "not-used", "site", "texts", "vocabulary")
READ = re.compile(
    rf"data/(?:(?:{'|'.join(model.FOLDERS.values())})/[^/]+\.yml|(?:{'|'.join(LISTS)})\.yml|published\.json|map/map\.yml)"
)
NOT_FOR_US = re.compile(r"data/(?:schema/.+\.json|map/licences/.+|map/[^/]+\.geojson|(?:.+/)?\..+|.+~)")
"""Files under data/ that other programs read: schemas for editors, licences, hidden files and an editor's copies."""


def _unread(root: Path) -> Iterator[Problem]:
    """Every file in data/ that nothing reads: what stands in it would be missing in silence."""
    for path in sorted(root.glob("data/**/*")):
        name, stem = path.relative_to(root).as_posix(), path.name.partition(".")[0]
        folder = path.relative_to(root / "data").parts[0]
        if path.is_dir() or READ.fullmatch(name) or NOT_FOR_US.fullmatch(name):
            continue
        if path.parent.name in model.FOLDERS.values():
            hint = f"rename it: {stem}.yml"
        elif path.parent == root / "data":
            hint = nearest(stem, LISTS) or f"a record lies in data/{', data/'.join(model.FOLDERS.values())}"
        else:
            near = "" if folder in model.FOLDERS.values() else nearest(folder, model.FOLDERS.values())
            hint = near or "a record lies in the folder of its kind, not deeper"
        yield _misplaced(root, path, "this file is not read", hint)


def _record(root: Path, path: Path, shape: type[T], problems: list[Problem]) -> Located[T] | None:
    name = path.relative_to(root).as_posix()
    read = document.read(name, path.read_bytes())
    problems += read.problems
    if not model.ID.fullmatch(path.stem):
        problems.append(
            Problem(
                name,
                1,
                1,
                f"the file's name '{path.stem}' is not an id",
                "use lower-case words and digits joined by hyphens",
            )
        )
    if read.problems:
        return None
    record = _valid(read, shape, problems)
    return Located(path.stem, record, read) if record is not None else None


def _valid(read: Document, shape: type[T], problems: list[Problem]) -> T | None:
    if not isinstance(read.data, dict):
        problems.append(Problem(read.path, 1, 1, "expects keys and values", "write key: value, one a line"))
        return None
    blanks = list(_blanks(read.data, ()))
    problems += [_unfilled(read, shape, location) for location in blanks]
    try:
        record = shape.model_validate(read.data)
    except ValidationError as errors:
        problems += _faults(read, shape, [e for e in errors.errors() if not _of_blank(e["loc"], blanks)])
        return None
    return None if blanks else record


def _blanks(value: Any, location: Location) -> Iterator[Location]:
    """The places of a new record that nobody has filled in yet."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _blanks(part, (*location, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from _blanks(part, (*location, index))
    elif isinstance(value, str) and re.fullmatch(r"\s*_{3,}\s*", value):
        yield location


def _unfilled(read: Document, shape: Any, location: Location) -> Problem:
    key, about = _key(location), getattr(_field(shape, location), "description", None) or ""
    return read.problem(
        location, f"'{key}' is not filled in yet{_owner(read, location)}", about or "write it, or delete the key"
    )


def _of_blank(location: Location, blanks: list[Location]) -> bool:
    """Whether an error is about a blank, or about an entry with a blank in it; the blank has its own line."""
    return any(location[: len(b)] == b or b[: len(location)] == location for b in blanks if location)


def _required(root: Path, name: str, shape: type[T], records: Records) -> Located[T] | None:
    path = root / "data" / name
    if not path.exists():
        records.problems.append(Problem(f"data/{name}", 1, 1, "the file is missing", "every chronicle needs it"))
        return None
    return _record(root, path, shape, records.problems)


def _optional(root: Path, name: str, shape: type[T], records: Records) -> Located[T] | None:
    path = root / "data" / name
    return _record(root, path, shape, records.problems) if path.exists() else None


UNREAD_LISTS = {"corrections"}
"""Lists without which others would be blamed: a change is not to be called unexplained where the explanation cannot be read."""


def _list(root: Path, name: str, shape: type[T], records: Records) -> list[T]:
    path = root / "data" / name
    if not path.exists():
        return []
    read = document.read(f"data/{name}", path.read_bytes())
    records.lists.append(read)
    records.problems += read.problems
    if read.problems or read.data is None:
        records.unreadable |= UNREAD_LISTS & {path.stem} if read.problems else set()
        return []
    try:
        return TypeAdapter(list[shape]).validate_python(read.data)  # type: ignore[valid-type]
    except ValidationError as errors:
        records.problems += _faults(read, list[shape], errors.errors())  # type: ignore[valid-type]
        records.unreadable |= UNREAD_LISTS & {path.stem}
        return []


def _layers(root: Path, records: Records) -> Iterator[tuple[str, Located[model.Features]]]:
    """The files that the map's layers name, by name. GeoJSON is YAML too, so its mistakes have places like all others."""
    for index, layer in enumerate(records.map.record.layers if records.map else []):
        path = root / "data" / "map" / layer.file
        if not path.exists():
            assert records.map
            found = [other.name for other in path.parent.glob("*.geojson")]
            hint = nearest(layer.file, found) or "make it with tools/mapdata.py"
            problem = records.map.document.problem(("layers", index, "file"), f"no file '{layer.file}' lies here", hint)
            records.problems.append(problem)
            continue
        located = _record(root, path, model.Features, records.problems)
        if located:
            yield layer.file, located


def _texts(root: Path, records: Records) -> dict[str, str]:
    path = root / "data" / "texts.yml"
    if not path.exists():
        records.problems.append(Problem("data/texts.yml", 1, 1, "the file is missing", "it holds the pages' own texts"))
        return {}
    read = document.read("data/texts.yml", path.read_bytes())
    records.lists.append(read)
    records.problems += read.problems
    if not isinstance(read.data, dict) or read.problems:
        return {}
    for key, value in read.data.items():
        if not isinstance(value, str):
            records.problems.append(
                read.problem((key,), f"'{key}' expects a text", "write it in one line or a >- block")
            )
    months = read.data.get("months")
    if isinstance(months, str) and len(months.split()) != 12:
        records.problems.append(
            read.problem(("months",), "'months' expects twelve words", "a name without blanks each")
        )
    return Texts(read)


def _prose(root: Path, problems: list[Problem]) -> dict[str, Prose]:
    pages = {}
    for path in sorted((root / "docs").rglob("*.md")):
        name = path.relative_to(root / "docs").as_posix()
        try:
            text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError:
            problems.append(_misplaced(root, path, "this is not UTF-8 text", "save the file as UTF-8"))
            continue
        pages[name] = Prose(name, text)
    return pages


def _misplaced(root: Path, path: Path, message: str, hint: str) -> Problem:
    return Problem(path.relative_to(root).as_posix(), 1, 1, message, hint)


DEEPER = "a key on the next line begins in the same column as this one; a longer text stands behind >-"
# What pydantic's kinds of error mean to somebody who edits a record: (message, hint).
PHRASES = {
    "string_type": ("'{key}' expects a text", "put the text after the colon, with quotation marks if it is a number"),
    "list_type": ("'{key}' expects a list", "write [one, another], or each entry on its own line after a hyphen"),
    "tuple_type": ("'{key}' expects two numbers", "write [longitude, latitude]"),
    "dict_type": ("'{key}' expects keys and values", "indent them under it"),
    "model_type": ("'{key}' expects keys and values", "write { {keys} }"),
    "model_attributes_type": ("'{key}' expects keys and values", "write { {keys} }"),
    "int_parsing": ("'{key}' expects a whole number, not '{value}'", "digits only; leave it blank if not known"),
    "int_type": ("'{key}' expects a whole number", "digits only; leave it blank if not known"),
    "float_parsing": ("'{key}' expects a number, not '{value}'", "write it with a point, such as 36.32"),
    "finite_number": ("'{key}' expects a number, not '{value}'", "write it with a point, such as 36.32"),
    "bool_parsing": ("'{key}' expects yes or no", "write yes or no"),  # the value may be a name
    "bool_type": ("'{key}' expects yes or no", "write yes or no"),
    "greater_than_equal": ("'{key}' cannot be below zero", "write the number as it was said"),
    "string_too_short": ("'{key}' is empty", "write it, or delete the key"),
    "too_short": ("'{key}' holds too few entries", "add the missing ones"),
    "too_long": ("'{key}' holds too many entries", "write two numbers"),
    "missing": ("'{key}' is missing", ""),
}


def _faults(read: Document, shape: Any, errors: Sequence[Any]) -> Iterator[Problem]:
    """Pydantic's errors as problems; none for a key that is missing only because it is misspelt."""
    misspelt = _misspelt(errors, shape)
    for error in errors:
        if error["type"] != "missing" or error["loc"] not in misspelt:
            yield _translated(read, shape, error)


def _translated(read: Document, shape: Any, error: Any) -> Problem:
    """One of pydantic's errors as a problem with a place, in plain words."""
    location: Location = error["loc"]
    key, kind, value = _key(location), error["type"], error.get("input")
    field_ = _field(shape, location)
    about = getattr(field_, "description", None) or ""
    if kind == "extra_forbidden":
        known = fields.keys(_shape(shape, location[:-1]))
        hint = _meant(key, known)[1] or f"known are {', '.join(known)}"
        return read.problem(location, f"unknown key '{_seen(key)}'", hint, key=True)
    if kind == "missing":
        hint = ": ".join(part for part in (f"add {key}", about, _words(field_, about)) if part)
        return read.problem(location[:-1], f"the key '{key}' is missing{_owner(read, location)}", hint)
    if kind == "value_error" and isinstance(error["ctx"]["error"], Mistake):
        mistake = error["ctx"]["error"]
        return read.problem(location, _curly(str(mistake), value), mistake.hint, key=isinstance(value, dict))
    if kind == "string_pattern_mismatch":
        words = error["ctx"]["pattern"].strip("^$()").split("|")
        hint = f"write {about}" if about else nearest(str(value), words) or f"one of {', '.join(words)}"
        return read.problem(location, f"'{key}' cannot be '{value}'", nearest(str(value), words) or hint)
    if value is None and kind != "missing":
        return read.problem(
            location, f"'{key}' is empty", (about and f"{key}: {about}") or "write it, or delete the key", key=True
        )
    if isinstance(value, dict) and kind == "string_type":
        return read.problem(location, f"'{key}' expects a text", DEEPER)
    message, hint = PHRASES.get(kind, (f"'{key}': {error['msg']}", "compare with the example in contributing"))
    inner = _shape(shape, location)
    needed = [name for name in fields.keys(inner) if inner and (f := fields.named(inner, name)) and f.is_required()]
    hint = hint.replace("{keys}", ", ".join(f"{name}: …" for name in needed or fields.keys(inner)[:2]) or "key: value")
    return read.problem(location, message.replace("{key}", key).replace("{value}", str(value)), hint)


def _seen(key: str) -> str:
    """A key with the signs that nobody sees in it written out, such as a word processor's spaces."""
    return "".join(f"[{unicodedata.name(s, 'a sign').lower()}]" if s.isspace() and s != " " else s for s in key)


def _words(about: FieldInfo | None, said: str) -> str:
    """The words that a field takes, or where they stand, unless its description says so."""
    word, words = fields.marked(about, model.Word), fields.choices(about)
    if word:
        return f"a word of {word.vocabulary} in data/vocabulary.yml"
    return ", ".join(words) if words and words[0] not in said else ""


def _misspelt(errors: Sequence[Any], shape: Any) -> set[Location]:
    """The keys that are missing only because they are misspelt: the misspelt one has a line of its own."""
    found = set()
    for error in errors:
        if error["type"] == "extra_forbidden":
            *within, key = error["loc"]
            found.add((*within, _meant(str(key), fields.keys(_shape(shape, tuple(within))))[0]))
    return found


def _meant(key: str, known: Sequence[str]) -> tuple[str, str]:
    """The key that an unknown one was probably meant to be, and what to do; empty texts where nobody can tell."""
    first, _, rest = key.partition(" ")
    if key.isdigit():
        return "", "a number is written without a comma"
    if rest and first in known:
        return first, f"write a colon behind '{first}'"
    hint = nearest(key, known)
    return next((name for name in known if f"'{name}'" in hint), ""), hint


def _curly(message: str, value: Any) -> str:
    if isinstance(value, str) and value[:1] in "“”„‘’«" and value:
        return f"{message}: typographic quotation marks belong to the text; use straight ones or none"
    return message


def _key(location: Location) -> str:
    """The name of the nearest key, for a value in a list as well."""
    return str(next((step for step in reversed(location) if isinstance(step, str)), "the record"))


def _owner(read: Document, location: Location) -> str:
    """Names the claim (or other entry with an id) that a problem is in."""
    value = read.data
    for step in location[:-1]:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return ""
    named = value.get("id") if isinstance(value, dict) else None
    return f" in '{named}'" if named and named != BLANK else ""


def _shape(shape: Any, location: Location) -> type[BaseModel] | None:
    """The record type at a location."""
    current = fields.record(shape)
    for step in location:
        if current is None or isinstance(step, int):
            continue
        field_ = fields.named(current, step)
        current = fields.record(field_.annotation) if field_ else current
    return current


def _field(shape: Any, location: Location) -> Any:
    names = [index for index, step in enumerate(location) if isinstance(step, str)]
    if not names:
        return None
    owner = _shape(shape, location[: names[-1]])
    return fields.named(owner, str(location[names[-1]])) if owner else None
