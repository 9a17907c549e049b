"""What is compared of two states of a chronicle: its records, and the entries of their lists."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..files.loader import Records
from ..model.introspection import Location
from ..model.kinds import FOLDERS
from ..model.meaning import Plain, parts_of, said
from ..model.types import Meaning, Part

ENTRY_LISTS = ("not-used", "searches", "expected", "glossary")


@dataclass(frozen=True, slots=True)
class Thing:
    """A record, or an entry of one of its lists, such as a statement, a position, an agreed
    sentence. `owner` is the id of the record, `key` the list's key in it, `entry` the id of the
    entry, or the first value that it gives; `at` is its place in the file `path`."""

    kind: str
    owner: str
    key: str
    entry: str
    path: str
    at: Location
    part: Part

    @property
    def name(self) -> str:
        """As corrections and citations have it, source-id#statement-id, events/its-id, or
        events/its-id: list: entry."""
        if self.is_statement:
            return f"{self.owner}#{self.entry}"
        folder = f"{FOLDERS[self.kind]}/" if self.kind in FOLDERS else ""
        return ": ".join(filter(None, (folder + self.owner, self.key, self.entry)))

    @property
    def is_statement(self) -> bool:
        return (self.kind, self.key) == ("source", "statements")

    def values(self, *kept: Meaning) -> dict[str, Plain]:
        """What it says, as far as a change of it has one of these meanings. The entries of a
        record's lists are things of their own."""
        own = {key for key, _ in parts_of(self.part)} if not self.entry else ()
        return {key: value for key, value in said(self.part, *kept).items() if key not in own}


def all_things(records: Records) -> Iterator[Thing]:
    """All records, words and lists, with their entries; not the layers of the map, whose files are
    no records, nor what was published."""
    words = (("vocabulary", records.vocabulary), ("neutral-words", records.neutral))
    others = [*words, ("assertions", records.assertions)]
    for kind, found in [*records.located(), *others]:
        if found:
            yield from _things(kind, found.id, found.document.path, found.record)
    for name in ENTRY_LISTS:
        yield from _entries(name, name, "", f"data/{name}.yml", (), records.entries(name))


def _things(kind: str, owner: str, path: str, record: Part) -> Iterator[Thing]:
    yield Thing(kind, owner, "", "", path, (), record)
    for key, parts in parts_of(record):
        yield from _entries(kind, owner, key, path, (key,), parts)


def _entries(
    kind: str, owner: str, key: str, path: str, at: Location, parts: Iterable[Part]
) -> Iterator[Thing]:
    """The entries of a list; one with the name of another before it has its number."""
    seen: dict[str, int] = {}
    for index, part in enumerate(parts):
        entry = _entry_name(part)
        seen[entry] = seen.get(entry, 0) + 1
        number = f" ({seen[entry]})" if seen[entry] > 1 else ""
        yield Thing(kind, owner, key, entry + number, path, (*at, index), part)


def _entry_name(part: Part) -> str:
    """The first value that an entry gives: nearly always its id."""
    values = (getattr(part, name) for name in type(part).model_fields)
    return next((" ".join(str(getattr(one, "text", one)).split()) for one in values if one), "-")
