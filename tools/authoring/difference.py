"""`make diff`: what differs between two states of a chronicle, in what they say and how it counts.

What a field means is given in the model (`Meaning`). Every value that is not silent is compared,
and all prose, texts of the interface and other files, so that nothing that a page shows can differ
unseen.
"""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from chronicle.domain.chronicle import Chronicle
from chronicle.domain.things import Thing, all_things
from chronicle.files.allowed_files import is_file
from chronicle.files.loader import READ, load_records
from chronicle.model.meaning import Plain
from chronicle.model.types import Meaning
from chronicle.problems import InvalidValue

from .touched import Touched

REVISION = re.compile(r"[\w./~^@-]+")
COMPARED = ("data", "docs")
STATEMENTS, POSITIONS = "Statements", "Positions"
COUNTS = "What positions rest on: reports · speakers · origins"
UNREADABLE = "Files that cannot be read: what they said counts as gone or new"
OTHERS = "Other files"


@dataclass(frozen=True, slots=True)
class State:
    """A chronicle, and the content of its files by path."""

    files: Mapping[str, bytes]
    chronicle: Chronicle


@dataclass(frozen=True, slots=True)
class Item:
    """What is compared: its heading and name, the file that says it, its values by key, and the
    record or entry of a list that it is, if it is one."""

    heading: str
    name: str
    path: str
    values: Mapping[str, Plain]
    thing: Thing | None = None


Items = dict[tuple[str, str], Item]
"""Items by heading and name."""


@dataclass(frozen=True, slots=True)
class Change:
    """An item before and after, None where there is none; and the statements and pages that show
    it."""

    was: Item | None
    now: Item | None
    statements: frozenset[str] = frozenset()
    pages: frozenset[str] = frozenset()

    @property
    def item(self) -> Item:
        found = self.was or self.now
        assert found
        return found


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs. `silent` is the number of values that neither readers nor the check see;
    `formed` are the files of which only the form is another: order, comments, spaces."""

    changes: tuple[Change, ...]
    silent: int
    formed: tuple[str, ...]


def state_at_revision(root: Path, revision: str) -> State:
    """The chronicle as a commit has it. Raises InvalidValue if git does not know the commit."""
    if not REVISION.fullmatch(revision) or revision.startswith("-"):
        raise InvalidValue(f"'{revision}' is no name of a commit", "for example BASE=origin/main")
    command = ["git", "-C", str(root), "archive", "--format=tar", revision]
    try:
        done = subprocess.run(command, capture_output=True)
    except OSError as error:
        raise InvalidValue("git cannot be run", "install git") from error
    if done.returncode:
        hint = "fetch it first, or name another commit: BASE=origin/main"
        raise InvalidValue(f"git does not know '{revision}'", hint)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            members = [one for one in archive if one.name.partition("/")[0] in COMPARED]
            archive.extractall(folder, members, filter="data")
        return state_in_folder(Path(folder))


def state_in_folder(root: Path) -> State:
    """The chronicle in a folder, as far as it can be read."""
    paths = (path for folder in COMPARED for path in (root / folder).rglob("*") if is_file(path))
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    shown = {path: raw for path, raw in files.items() if not path.startswith("data/schema/")}
    return State(shown, Chronicle(load_records(root)))


def difference(before: State, after: State) -> Difference:
    """All that differs, in the order of headings and names."""
    was, now = ({t.name: t for t in all_things(s.chronicle.records)} for s in (before, after))
    changed = {name for name in {**was, **now} if _part(was.get(name)) != _part(now.get(name))}
    items = [_items(before, was, changed, after), _items(after, now, changed, before)]
    changes = [*_changes(*items)]
    reported = {one.path for change in changes for one in (change.was, change.now) if one}
    files, formed = _files(before, after, reported)
    silent = (
        _differing(was[name].values(Meaning.SILENT), now[name].values(Meaning.SILENT))
        for name in changed & was.keys() & now.keys()
    )
    every = _in_order(before, after, [*changes, *files])
    return Difference(every, sum(map(len, silent)), formed)


def _files(before: State, after: State, reported: set[str]) -> tuple[list[Change], tuple[str, ...]]:
    """The files that cannot be read or compared, and those of which only the form is another."""
    unread = {one.path for state in (before, after) for one in state.chronicle.records.problems}
    found, formed = [], []
    for path in _differing(before.files, after.files):
        file = Item(UNREADABLE if path in unread else OTHERS, path, path, {})
        if path in unread or not path.endswith((".yml", ".md")):
            was, now = (file if path in state.files else None for state in (before, after))
            found.append(Change(was, now))
        elif path not in reported:
            formed.append(path)
    return found, tuple(formed)


def _part(thing: Thing | None) -> object:
    return thing and thing.part


def _differing(was: Mapping[str, object], now: Mapping[str, object]) -> list[str]:
    return [key for key in sorted({**was, **now}) if was.get(key) != now.get(key)]


def _items(state: State, things: Mapping[str, Thing], changed: set[str], other: State) -> Items:
    """What may differ from another state: changed things, prose, texts and counts."""
    found = [_item(state, thing) for name, thing in things.items() if name in changed]
    for path in _differing(state.files, other.files):
        if path.endswith(".md") and path in state.files:
            text = state.files[path].decode("utf-8", "replace")
            found.append(Item("Prose", path, path, {"": [*text.splitlines()]}))
    texts = state.chronicle.records.list_document("texts").data
    if isinstance(texts, dict):
        found.append(Item("Texts", "texts", "data/texts.yml", texts))
    found += _counts(state.chronicle) if changed else ()
    return {(one.heading, one.name): one for one in found}


def _item(state: State, thing: Thing) -> Item:
    listed = {"statements": STATEMENTS, "positions": POSITIONS}.get(thing.key)
    heading = (
        listed
        or (f"{thing.kind}s" if thing.kind in READ else thing.kind).replace("-", " ").capitalize()
    )
    values = thing.values(Meaning.DECISIVE, Meaning.SHOWN)
    if thing.kind in ("actor", "place") and not thing.entry:
        values["called"] = state.chronicle.name_of(thing.owner)
    return Item(heading, thing.name, thing.path, values, thing)


def _counts(chronicle: Chronicle) -> Iterator[Item]:
    """What each position rests on."""
    for id_, question in chronicle.questions.items():
        for position in question.positions:
            count = chronicle.origin_count(id_, position.id)
            unnamed = f" ({count.unnamed} unnamed)" if count.unnamed else ""
            left = "".join(f", {number} not counted ({why})" for why, number in count.not_counted)
            counts = f"{count.reports} · {count.speakers} · {count.origins}{unnamed}{left}"
            yield Item(COUNTS, f"{id_}: {position.id}", "", {"counts": counts})


def _changes(was: Items, now: Items) -> Iterator[Change]:
    """What is other, new, gone, or has another name. Of a record that is new, gone or renamed, only
    those entries have a line of their own that say something decisive."""
    moved = _moved(was, now)
    whole = {
        _owner(items[key])
        for items in (was, now)
        for key in was.keys() ^ now.keys()
        if key in items and (thing := items[key].thing) and not thing.entry
    }
    for key in (key for key in {**was, **now} if key not in moved.values()):
        old, new = was.get(key), now.get(moved.get(key, key))
        item = old or new
        assert item
        if old and new and old.values == new.values and key not in moved:
            continue
        small = (
            item.thing
            and item.thing.entry
            and (key in moved or not item.thing.values(Meaning.DECISIVE))
        )
        if not (small and _owner(item) in whole):
            yield Change(old, new)


def _owner(item: Item) -> tuple[str, str]:
    return (item.thing.kind, item.thing.owner) if item.thing else ("", "")


def _moved(was: Items, now: Items) -> dict[tuple[str, str], tuple[str, str]]:
    """What only has another name now, such as a renamed file: the old key and the new one."""
    found: dict[tuple[str, str], tuple[str, str]] = {}
    for key in (key for key in was if key not in now and key[0] != COUNTS):
        free = (other for other in now if other not in was and other not in found.values())
        same = [k for k in free if k[0] == key[0] and now[k].values == was[key].values]
        same.sort(key=lambda other: other[1].partition("#")[2] != key[1].partition("#")[2])
        if same:
            found[key] = same[0]
    return found


def _in_order(before: State, after: State, changes: list[Change]) -> tuple[Change, ...]:
    """The changes by heading and name, each with what shows it."""
    headings = [STATEMENTS, POSITIONS, COUNTS, *(one.item.heading for one in changes)]
    changes.sort(key=lambda one: (headings.index(one.item.heading), one.item.name))
    if not any(one.item.thing for one in changes):
        return tuple(changes)
    touched = [Touched(state.chronicle) for state in (before, after)]
    return tuple(_with_touched(one, *touched) for one in changes)


def _with_touched(change: Change, before: Touched, after: Touched) -> Change:
    sides = ((before, change.was), (after, change.now))
    found = [side.by(item.thing) for side, item in sides if item and item.thing]
    statements = frozenset[str]().union(*(refs for refs, _ in found))
    return Change(change.was, change.now, statements, frozenset().union(*(p for _, p in found)))
