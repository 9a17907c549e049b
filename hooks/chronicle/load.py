"""Read every record and every page of prose. The only module that opens the chronicle's files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from . import cite, document, model, tree, wording
from .document import Document, Location
from .problem import Problem, nearest
from .wrong import field as described
from .wrong import in_words, key_of, owner

T = TypeVar("T", bound=BaseModel)


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
    published: Located[model.Published] | None = None
    corrections: list[model.Correction] = field(default_factory=list)
    not_used: list[model.NotUsed] = field(default_factory=list)
    glossary: list[model.GlossaryEntry] = field(default_factory=list)
    lists: list[Document] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    prose: dict[str, Prose] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)
    assets: dict[str, bytes] = field(default_factory=dict)

    def of(self, kind: str) -> dict[str, Located[Any]]:
        """The records of one kind, by id."""
        found: dict[str, Located[Any]] = getattr(self, kind)
        return found


def load(root: Path) -> Records:
    """Everything under `root`/data and `root`/docs. Never raises on content: what is wrong is in `problems`."""
    records = Records()
    for kind, shape in model.KINDS.items():
        for path in sorted(filter(tree.lies, (root / "data" / model.FOLDERS[kind]).glob("*.yml"))):
            located = _record(root, path, shape, records.problems)
            if located:
                records.of(kind)[path.stem] = located
            else:
                records.unreadable.add(path.stem)
    records.problems += tree.strays(root)
    records.assets = tree.assets(root)
    records.vocabulary = _required(root, "vocabulary.yml", model.Vocabulary, records)
    records.site = _required(root, "site.yml", model.About, records)
    records.extract = _optional(root, "extract.yml", model.StartingExtract, records)
    records.neutral = _optional(root, "neutral-words.yml", model.NeutralWords, records)
    records.published = _optional(root, "published.json", model.Published, records)
    if tree.lies(root / "data" / "map" / "map.yml"):
        records.map = _record(root, root / "data" / "map" / "map.yml", model.Map, records.problems)
        records.layers = dict(_layers(root, records))
        if records.map is None:
            records.unreadable.add("map")
    records.corrections = _list(root, "corrections.yml", model.Correction, records)
    records.not_used = _list(root, "not-used.yml", model.NotUsed, records)
    records.glossary = _list(root, "glossary.yml", model.GlossaryEntry, records)
    records.texts = _texts(root, records)
    records.prose = _prose(root, records.problems)
    return records


def _record(root: Path, path: Path, shape: type[T], problems: list[Problem]) -> Located[T] | None:
    name = path.relative_to(root).as_posix()
    read = _read(root, path)
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


def _read(root: Path, path: Path) -> Document:
    """The document in a file, also where the file cannot be opened."""
    name = path.relative_to(root).as_posix()
    try:
        return document.read(name, path.read_bytes())
    except OSError as error:
        fault = Problem(name, 1, 1, f"the file cannot be opened: {error.strerror}", "let everybody read it")
        return Document(name, problems=[fault])


def _valid(read: Document, shape: type[T], problems: list[Problem]) -> T | None:
    if not isinstance(read.data, dict):
        problems.append(Problem(read.path, 1, 1, "expects keys and values", "write key: value, one a line"))
        return None
    blanks = [at for at, value in document.walk(read.data) if isinstance(value, str) and BLANKS.fullmatch(value)]
    problems += [_unfilled(read, shape, location) for location in blanks]
    try:
        record = shape.model_validate(read.data)
    except ValidationError as errors:
        problems += in_words(read, shape, [error for error in errors.errors() if not _of_blank(error["loc"], blanks)])
        return None
    return None if blanks else record


BLANKS = re.compile(r"\s*_{3,}\s*")
"""What a new record has where nobody has filled anything in yet."""


def _unfilled(read: Document, shape: Any, location: Location) -> Problem:
    about = getattr(described(shape, location), "description", None) or "write it, or delete the key"
    return read.problem(location, f"'{key_of(location)}' is not filled in yet{owner(read, location)}", about)


def _of_blank(location: Location, blanks: list[Location]) -> bool:
    """Whether an error is about a blank, or about an entry with a blank in it; the blank has its own line."""
    return any(location[: len(b)] == b or b[: len(location)] == location for b in blanks if location)


def _required(root: Path, name: str, shape: type[T], records: Records) -> Located[T] | None:
    _demand(root, name, "every chronicle needs it", records)
    return _optional(root, name, shape, records)


def _demand(root: Path, name: str, why: str, records: Records) -> None:
    """Says so where a file of data/ is missing that no chronicle can do without."""
    if not _there(root / "data" / name):
        records.problems.append(Problem(f"data/{name}", 1, 1, "the file is missing", why))


def _listed(root: Path, name: str, records: Records) -> Document | None:
    """The document of a list of data/, if there is one."""
    path = root / "data" / name
    if not tree.lies(path):
        return None
    read = _read(root, path)
    records.lists.append(read)
    records.problems += read.problems
    return read


def _there(path: Path) -> bool:
    """Whether something has that name; what is no file of its own is told of as a stray."""
    return path.exists() or path.is_symlink()


def _optional(root: Path, name: str, shape: type[T], records: Records) -> Located[T] | None:
    path = root / "data" / name
    return _record(root, path, shape, records.problems) if tree.lies(path) else None


UNREAD_LISTS = {"corrections"}
"""Lists without which others would be blamed: a change is not to be called unexplained where the explanation cannot be read."""


def _list(root: Path, name: str, shape: type[T], records: Records) -> list[T]:
    read = _listed(root, name, records)
    if read is None or read.problems or read.data is None:
        records.unreadable |= UNREAD_LISTS & {Path(name).stem} if read and read.problems else set()
        return []
    try:
        return TypeAdapter(list[shape]).validate_python(read.data)  # type: ignore[valid-type]
    except ValidationError as errors:
        records.problems += in_words(read, list[shape], errors.errors())  # type: ignore[valid-type]
        records.unreadable |= UNREAD_LISTS & {Path(name).stem}
        return []


def _layers(root: Path, records: Records) -> Iterator[tuple[str, Located[model.Features]]]:
    """The files that the map's layers name, by name. GeoJSON is YAML too, so its mistakes have places like all others."""
    for index, layer in enumerate(records.map.record.layers if records.map else []):
        path = root / "data" / "map" / layer.file
        if not tree.lies(path):
            if _there(path):
                continue
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
    _demand(root, "texts.yml", "it holds the pages' own texts", records)
    read = _listed(root, "texts.yml", records)
    if read is None or read.problems:
        return {}
    if not isinstance(read.data, dict):
        records.problems.append(Problem(read.path, 1, 1, "expects keys and texts", "write key: text, one a line"))
        return {}
    for name, value in read.data.items():
        fault = wording.fault(name, value)
        if fault:
            records.problems.append(read.problem((name,), *fault))
    return wording.Texts(
        {name: wording.Text(name, value) for name, value in read.data.items() if isinstance(value, str)}
    )


def _prose(root: Path, problems: list[Problem]) -> dict[str, Prose]:
    pages = {}
    for path in sorted(filter(tree.lies, (root / "docs").rglob("*.md"))):
        name = path.relative_to(root / "docs").as_posix()
        try:
            text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
        except (OSError, UnicodeDecodeError):
            problems.append(Problem(f"docs/{name}", 1, 1, "this is not UTF-8 text", "save the file as UTF-8"))
            continue
        pages[name] = Prose(name, text)
    return pages
