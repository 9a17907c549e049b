"""Read every record and every page of prose. The only module that opens the chronicle's files."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from ..model.actors import Actor
from ..model.assertions import Assertions
from ..model.events import Event
from ..model.introspection import Location
from ..model.kinds import KINDS
from ..model.places import FeatureCollection, Map, Place
from ..model.questions import Question
from ..model.site import (
    Correction,
    ExpectedDocument,
    NotUsed,
    Published,
    Search,
    SiteSettings,
    StartingExtract,
)
from ..model.sources import Source
from ..model.vocabulary import GlossaryEntry, NeutralWords, Vocabulary
from ..problems import Problem, did_you_mean
from ..remembered import begin_round, recall, uncollected
from ..text.citations import line_and_column
from ..text.limits import page_fault
from ..text.localization import Texts, text_fault
from .allowed_files import is_file, read_assets, stray_files
from .validated import Located, Validated, read_entries, read_record
from .yaml_documents import YamlDocument, read_document

R = TypeVar("R", bound=BaseModel)
READ: dict[str, type[BaseModel]] = {**KINDS, "correction": Correction}
"""What has a file of its own, in the folder with the name of its kind and an s."""


@dataclass(frozen=True, slots=True)
class ProsePage:
    """A Markdown page that a person wrote. `path` is relative to docs/."""

    path: str
    text: str

    def problem(self, offset: int, message: str, hint: str = "") -> Problem:
        """A problem at that offset."""
        place = line_and_column(self.text, offset)
        return Problem(f"docs/{self.path}", *place, message, hint)


@dataclass(slots=True)
class Records:
    """Everything that was read, by kind and id, and what could not be read."""

    source: dict[str, Located[Source]] = field(default_factory=dict)
    event: dict[str, Located[Event]] = field(default_factory=dict)
    question: dict[str, Located[Question]] = field(default_factory=dict)
    actor: dict[str, Located[Actor]] = field(default_factory=dict)
    place: dict[str, Located[Place]] = field(default_factory=dict)
    correction: dict[str, Located[Correction]] = field(default_factory=dict)
    vocabulary: Located[Vocabulary] | None = None
    site: Located[SiteSettings] | None = None
    extract: Located[StartingExtract] | None = None
    map: Located[Map] | None = None
    layers: dict[str, Located[FeatureCollection]] = field(default_factory=dict)
    neutral: Located[NeutralWords] | None = None
    assertions: Located[Assertions] | None = None
    published: Located[Published] | None = None
    not_used: list[NotUsed] = field(default_factory=list)
    searches: list[Search] = field(default_factory=list)
    expected: list[ExpectedDocument] = field(default_factory=list)
    glossary: list[GlossaryEntry] = field(default_factory=list)
    lists: dict[str, YamlDocument] = field(default_factory=dict)
    texts: Texts = field(default_factory=lambda: Texts({}))
    prose: dict[str, ProsePage] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unreadable: set[str] = field(default_factory=set)
    partial: list[Located[Any]] = field(default_factory=list)
    assets: dict[str, bytes] = field(default_factory=dict)

    def of(self, kind: str) -> dict[str, Located[Any]]:
        """The records of one kind, by id."""
        found: dict[str, Located[Any]] = getattr(self, kind)
        return found

    def located(self) -> Iterator[tuple[str, Located[Any]]]:
        """Every record with its kind; corrections, the chronicle itself, its extract and its map
        included."""
        for kind in READ:
            yield from ((kind, record) for record in self.of(kind).values())
        for name in ("site", "extract", "map"):
            record = getattr(self, name)
            if record:
                yield name, record

    def documents(self) -> list[YamlDocument]:
        """Every file of records and of words."""
        vocabulary = [self.vocabulary.document] if self.vocabulary else []
        records = [record.document for _, record in self.located()]
        return [*records, *vocabulary, *self.lists.values()]

    def entries(self, name: str) -> list[Any]:
        """The entries of a list such as not-used."""
        found: list[Any] = getattr(self, name.replace("-", "_"))
        return found

    def list_document(self, name: str) -> YamlDocument:
        """The document of a list such as not-used; one without places if there is none."""
        return self.lists.get(name) or YamlDocument(f"data/{name}.yml")


def load_records(root: Path) -> Records:
    """Everything under `root`/data and `root`/docs. Never raises on content: what is wrong is in
    `problems`. Files, and what is made of them, are those that are remembered where they are the
    same: no one may change them."""
    begin_round()
    with uncollected():
        return _Loader(root).load()


class _Loader:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.data = root / "data"
        self.records = Records()
        self.problems = self.records.problems

    def load(self) -> Records:
        records = self.records
        for kind, shape in READ.items():
            for path in sorted(filter(is_file, (self.data / f"{kind}s").glob("*.yml"))):
                located = self._record(path, shape)
                if located:
                    records.of(kind)[path.stem] = located
                else:
                    records.unreadable.add(path.stem)
        self.problems += stray_files(self.root)
        records.assets = read_assets(self.root)
        records.vocabulary = self._required("vocabulary.yml", Vocabulary)
        records.site = self._required("site.yml", SiteSettings)
        records.extract = self._optional("extract.yml", StartingExtract)
        records.neutral = self._optional("neutral-words.yml", NeutralWords)
        records.assertions = self._optional("assertions.yml", Assertions)
        records.published = self._optional("published.json", Published)
        self._map()
        records.not_used = self._list("not-used", NotUsed)
        records.searches = self._list("searches", Search)
        records.expected = self._list("expected", ExpectedDocument)
        records.glossary = self._list("glossary", GlossaryEntry)
        records.texts = self._texts()
        records.prose = self._prose()
        return records

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _document(self, path: Path) -> YamlDocument:
        """The document in a file, also if the file cannot be opened."""
        name = self._name(path)
        try:
            document = recall(read_document, name, path.read_bytes())
        except OSError as error:
            document = YamlDocument(name, problems=[_closed(name, error)])
        self.problems += document.problems
        return document

    def _record(self, path: Path, shape: type[R]) -> Located[R] | None:
        validated: Validated[R] = recall(read_record, self._document(path), shape)
        self.problems += validated.problems
        if validated.partial:
            self.records.partial.append(validated.partial)
        return validated.record

    def _required(self, name: str, shape: type[R]) -> Located[R] | None:
        self._demand(name, "every chronicle needs it")
        return self._optional(name, shape)

    def _demand(self, name: str, why: str) -> None:
        """Reports a missing file without which there is no chronicle. What is no file of its own
        is reported as a stray."""
        path = self.data / name
        if not path.exists() and not path.is_symlink():
            self.problems.append(Problem(f"data/{name}", 1, 1, "the file is missing", why))

    def _optional(self, name: str, shape: type[R]) -> Located[R] | None:
        path = self.data / name
        return self._record(path, shape) if is_file(path) else None

    def _list(self, name: str, shape: type[R]) -> list[R]:
        document = self._list_document(name)
        if document is None:
            return []
        entries, problems = recall(read_entries, document, shape)
        self.problems += problems
        return [*entries]

    def _list_document(self, name: str) -> YamlDocument | None:
        """The document of a list of data/, if there is one."""
        path = self.data / f"{name}.yml"
        if not is_file(path):
            return None
        document = self.records.lists[name] = self._document(path)
        return document

    def _map(self) -> None:
        path = self.data / "map" / "map.yml"
        if not is_file(path):
            return
        found = self.records.map = self._record(path, Map)
        if found is None:
            self.records.unreadable.add("map")
            return
        for index, layer in enumerate(found.record.layers):
            self._layer(found, path.parent / layer.file, ("layers", index, "file"))
        if locator := found.record.locator:
            self._layer(found, path.parent / locator.file, ("locator", "file"))

    def _layer(self, found: Located[Map], path: Path, location: Location) -> None:
        """A file that a layer names. GeoJSON is YAML too, so its mistakes have places as well."""
        if is_file(path):
            located = self._record(path, FeatureCollection)
            if located:
                self.records.layers[path.name] = located
        elif not path.exists() and not path.is_symlink():
            others = [other.name for other in path.parent.glob("*.geojson")]
            hint = did_you_mean(path.name, others) or "make it with tools/map"
            message = f"there is no file '{path.name}' here"
            self.problems.append(found.document.problem(location, message, hint))

    def _texts(self) -> Texts:
        self._demand("texts.yml", "it has the interface's own texts")
        document = self._list_document("texts")
        if document is None or document.problems:
            return Texts({})
        if not isinstance(document.data, dict):
            hint = "write key: text, one a line"
            problem = Problem(document.path, 1, 1, "expects keys and texts", hint)
            self.problems.append(problem)
            return Texts({})
        faults = {key: text_fault(key, value) for key, value in document.data.items()}
        self.problems += [document.problem((key,), *one) for key, one in faults.items() if one]
        sound = {key: document.data[key] for key, fault in faults.items() if not fault}
        site = self.records.site
        return Texts(sound, site.record.language if site else "en")

    def _prose(self) -> dict[str, ProsePage]:
        pages = {}
        docs = self.root / "docs"
        for path in sorted(filter(is_file, docs.rglob("*.md"))):
            name = path.relative_to(docs).as_posix()
            try:
                text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
            except OSError as error:
                self.problems.append(_closed(f"docs/{name}", error))
                continue
            except UnicodeDecodeError:
                message = "this is not UTF-8 text"
                problem = Problem(f"docs/{name}", 1, 1, message, "save the file as UTF-8")
                self.problems.append(problem)
                continue
            page = ProsePage(name, text)
            if fault := page_fault(text):
                self.problems.append(page.problem(*fault))
            else:
                pages[name] = page
        return pages


def _closed(name: str, error: OSError) -> Problem:
    message = f"the file cannot be opened: {error.strerror}"
    return Problem(name, 1, 1, message, "allow reading")
