"""`make diff`: what differs between two states of a chronicle, in statements, positions and counts.

Every key of every record, list and text is compared, and every other file of data/ and docs/ as a
whole, so that nothing that a page shows can differ unseen.
"""

from __future__ import annotations

import difflib
import io
import re
import subprocess
import tarfile
import tempfile
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from chronicle.domain.chronicle import Chronicle
from chronicle.files.allowed_files import is_file
from chronicle.files.loader import load_records
from chronicle.files.yaml_documents import read_document
from chronicle.problems import InvalidValue

REVISION = re.compile(r"[\w./~^@-]+")
FOLDERS = ("data", "docs")
STATEMENTS, POSITIONS = "Statements", "Positions: reports · speakers · origins"
UNREADABLE, OTHERS = "Files that cannot be read", "Files that differ in nothing above"
NOTHING = "Nothing differs in what the records, the words and the prose say.\n"
NAMES = ("id", "base_id", "was", "locator")
"""The keys that name an entry of a list."""


@dataclass(frozen=True, slots=True)
class State:
    """The content of a chronicle's files, by path, and what the positions of its questions rest
    on, by question: position."""

    files: Mapping[str, bytes]
    counts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Thing:
    """What is compared: its heading and name, the file that says it, and its parts by name."""

    heading: str
    name: str
    path: str
    parts: Mapping[str, str]


Sections = dict[str, list[str]]
"""The lines that report what differs, by heading. Each begins with a mark: + new, - gone, ~ other;
those of the parts have three spaces after it."""


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
            members = [one for one in archive if one.name.partition("/")[0] in FOLDERS]
            archive.extractall(folder, members, filter="data")
        return state_in_folder(Path(folder))


def state_in_folder(root: Path) -> State:
    """The chronicle in a folder, as far as it can be read."""
    paths = (path for folder in FOLDERS for path in (root / folder).rglob("*") if is_file(path))
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in paths}
    shown = {path: raw for path, raw in files.items() if not path.startswith("data/schema/")}
    chronicle = Chronicle(load_records(root))
    counts = {
        f"{id_}: {position.id}": _count(chronicle, id_, position.id)
        for id_, question in chronicle.questions.items()
        for position in question.positions
    }
    return State(shown, counts)


def _count(chronicle: Chronicle, question: str, position: str) -> str:
    count = chronicle.origin_count(question, position)
    unnamed = f" ({count.unnamed} unnamed)" if count.unnamed else ""
    left = "".join(f", {number} not counted ({reason})" for reason, number in count.not_counted)
    return f"{count.reports} · {count.speakers} · {count.origins}{unnamed}{left}"


def difference(before: State, after: State) -> Sections:
    """All that differs, in the order of the names."""
    paths = sorted({*before.files, *after.files})
    changed = [path for path in paths if before.files.get(path) != after.files.get(path)]
    one, other = ([*_things(state, changed)] for state in (before, after))
    found: Sections = {}
    reported: set[str] = set()
    for heading in dict.fromkeys([STATEMENTS, POSITIONS, *(t.heading for t in (*one, *other))]):
        was, now = ({t.name: t for t in things if t.heading == heading} for things in (one, other))
        moved = _moved(was, now)
        names = [n for n in sorted({*was, *now} - {*moved.values()}) if was.get(n) != now.get(n)]
        found[heading] = [line for n in names for line in _lines(was, now, n, moved.get(n, ""))]
        known = (side.get(name) for name in (*names, *moved.values()) for side in (was, now))
        reported |= {thing.path for thing in known if thing}
    found[OTHERS] = [
        f"{_mark(path in before.files, path in after.files)} {_tame(path)}"
        for path in changed
        if path not in reported
    ]
    return {heading: lines for heading, lines in found.items() if lines}


def _mark(was: bool, now: bool) -> str:
    return "~" if was and now else "-" if was else "+"


def _things(state: State, paths: Iterable[str]) -> Iterator[Thing]:
    """Everything that some files say, and what all positions rest on."""
    for position, count in state.counts.items():
        yield Thing(POSITIONS, position, "", {"counts": count})
    for path in paths:
        raw = state.files.get(path)
        if raw is not None and path.endswith(".md"):
            yield Thing("Prose", path, path, {"": raw.decode("utf-8", "replace")})
        if raw is None or not path.endswith(".yml"):
            continue
        document = read_document(path, raw)
        if document.problems:
            yield Thing(UNREADABLE, f"{path} (what it said counts as gone or new)", path, {})
        else:
            yield from _entries(path, document.data)


def _entries(path: str, data: Any) -> Iterator[Thing]:
    """What a file of data/ says: the record, and each entry of its lists that has a name."""
    folder, _, stem = path.removeprefix("data/").removesuffix(".yml").rpartition("/")
    heading = folder.capitalize() or stem.replace("-", " ").capitalize()
    owner = stem if folder else ""
    parts = {}
    for key, value in data.items() if isinstance(data, dict) else [("", data)]:
        named = (
            {name: one for one in value if (name := _name(one))} if isinstance(value, list) else {}
        )
        if not named or len(named) < len(value):
            parts[key] = value
            continue
        for name, one in named.items():
            texts = {part: text for part, text in _texts(one).items() if text != name}
            if key in ("statements", "positions"):
                full = f"{owner}#{name}" if key == "statements" else f"{owner}: {name}"
                yield Thing(STATEMENTS if key == "statements" else "Positions", full, path, texts)
            else:
                yield Thing(heading, ": ".join(filter(None, (owner, key, name))), path, texts)
    yield Thing(heading, owner or stem, path, _texts(parts))


def _name(entry: Any) -> str:
    found = (entry.get(key) for key in NAMES) if isinstance(entry, dict) else ()
    return next((str(name) for name in found if name), "")


def _texts(values: Mapping[str, Any]) -> dict[str, str]:
    """The values that are given, as texts."""
    return {key: text for key, value in values.items() if (text := _as_text(value))}


def _as_text(value: Any) -> str:
    """A value as a reader of the file knows it; empty if nothing is given."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {text}" for key, text in _texts(value).items())
    if isinstance(value, list):
        records = any(isinstance(one, dict) for one in value)
        return ("; " if records else ", ").join(map(_as_text, value))
    return "" if value is None else str(value).strip()


def _lines(
    before: Mapping[str, Thing], after: Mapping[str, Thing], name: str, new_name: str
) -> Iterator[str]:
    """What differs in one thing: its name, and the old and the new words of each part; of a long
    text the lines that differ."""
    if new_name:
        yield f"~ {_tame(name)} → {_tame(new_name)}"
        return
    yield f"{_mark(name in before, name in after)} {_tame(name)}"
    was, now = (side[name].parts if name in side else {} for side in (before, after))
    for key in {**was, **now}:
        old, new = (side.get(key, "").splitlines() for side in (was, now))
        for line in [*difflib.unified_diff(old, new, n=0, lineterm="")][2:]:
            if line[0] in "-+" and line[1:].strip():
                yield f"{line[0]}   {_tame(f'{key}: {line[1:]}' if key else line[1:])}"


def _moved(before: Mapping[str, Thing], after: Mapping[str, Thing]) -> dict[str, str]:
    """What only has another name now, such as a renamed file: the old name and the new one."""
    gone = [name for name in before if name not in after and before[name].parts]
    found: dict[str, str] = {}
    for name in gone:
        new = (other for other in after if other not in before and other not in found.values())
        same = [other for other in new if after[other].parts == before[name].parts]
        same.sort(key=lambda other: not other.endswith(f"#{name.partition('#')[2]}"))
        if same:
            found[name] = same[0]
    return found


# How it is shown.


def as_text(sections: Sections) -> str:
    """The differences as plain text. No line begins with anything but a heading or mark of ours."""
    texts = ["\n".join((heading, *lines, "")) for heading, lines in sections.items()]
    return "\n".join(texts) or NOTHING


def as_markdown(sections: Sections) -> str:
    """The differences as Markdown. All that comes from records is within fences, which nothing in
    it can close, since each line begins with a mark of ours; so it is no markup and no mention."""
    found = ["## What this change does\n", *([] if sections else [NOTHING])]
    for heading, lines in sections.items():
        words = {"+": "new", "~": "changed", "-": "gone"}
        counts = {
            mark: sum(re.match(rf"\{mark} \S", one) is not None for one in lines) for mark in words
        }
        tally = ", ".join(f"{count} {words[mark]}" for mark, count in counts.items() if count)
        fenced = "\n".join(("```diff", *lines, "```"))
        found.append(f"### {heading}\n\n{tally}\n\n{fenced}\n")
    return "\n".join(found)


def _tame(text: str) -> str:
    """A text on one line, without characters that steer a terminal, turn the direction of writing,
    or give a runner commands."""
    hidden = ("Cc", "Cf", "Cs", "Co", "Cn")
    shown = "".join(c if unicodedata.category(c) not in hidden else " " for c in text)
    return " ".join(shown.split()).replace("##[", "# #[")
