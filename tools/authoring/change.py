"""What differs between two states of the data, in the terms of the chronicle: statements, positions and their support, events,
questions, corrections. A reviewer sees at once whether a change of one line moves a count."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from chronicle.domain.chronicle import Chronicle, SourcedStatement
from chronicle.domain.origins import Support
from chronicle.files.loader import load
from chronicle.model import records as model
from chronicle.problems import Mistake

REVISION = re.compile(r"[\w./~^@-]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One difference: `+` is new, `-` is gone, `~` differs; `was` and `now` are the parts that differ, by name."""

    sign: str
    name: str
    parts: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    lines: tuple[Line, ...]


def at_revision(root: Path, revision: str) -> Chronicle:
    """The chronicle as a commit has it. Raises Mistake where git does not know the commit."""
    if not REVISION.fullmatch(revision) or revision.startswith("-"):
        raise Mistake(f"'{revision}' is no name of a commit", "for example BASE=origin/main")
    command = ["git", "-C", str(root), "archive", "--format=tar", revision, "data"]
    try:
        done = subprocess.run(command, capture_output=True)
    except OSError as error:
        raise Mistake("git cannot be run", "install git") from error
    if done.returncode:
        raise Mistake(f"git does not know '{revision}'", "fetch it first, or name another commit: BASE=origin/main")
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            archive.extractall(folder, filter="data")
        return at_folder(Path(folder))


def at_folder(root: Path) -> Chronicle:
    """The chronicle in a folder, as far as it can be read."""
    return Chronicle(load(root))


def difference(before: Chronicle, after: Chronicle) -> list[Section]:
    """All sections in which something differs, each with its lines in alphabetical order."""
    sections = [
        Section("Statements", tuple(_compared(_statements(before), _statements(after)))),
        Section("Positions: reports · speakers · origins", tuple(_compared(_positions(before), _positions(after)))),
        *(
            Section(f"{kind.capitalize()}s", tuple(_compared(_records(before, kind), _records(after, kind))))
            for kind in ("event", "question", "source", "actor", "place")
        ),
        Section("Corrections", tuple(_compared(_corrections(before), _corrections(after)))),
        Section("Files that cannot be read", tuple(_compared(_unread(before), _unread(after)))),
    ]
    return [section for section in sections if section.lines]


Parts = Mapping[str, Mapping[str, str]]


def _compared(before: Parts, after: Parts) -> Iterator[Line]:
    moved = _moved(before, after)
    for name in sorted({*before, *after} - {*moved.values()}):
        if name in moved:
            yield Line("~", f"{name} → {moved[name]}")
            continue
        one, other = before.get(name), after.get(name)
        if one is None and other is not None:
            yield Line("+", name, tuple((key, "", value) for key, value in other.items() if value))
        elif other is None and one is not None:
            yield Line("-", name, tuple((key, value, "") for key, value in one.items() if value))
        elif one is not None and other is not None and one != other:
            parts = ((key, one.get(key, ""), other.get(key, "")) for key in dict.fromkeys([*one, *other]))
            yield Line("~", name, tuple(part for part in parts if part[1] != part[2]))


def _moved(before: Parts, after: Parts) -> dict[str, str]:
    """What only has another name now, since its file was renamed or it stands in another one: the old name and the new one."""
    gone = [(name, parts) for name, parts in before.items() if name not in after and any(parts.values())]
    new = [(name, parts) for name, parts in after.items() if name not in before]
    found: dict[str, str] = {}
    for name, parts in gone:
        same = [other for other, others in new if others == parts and other not in found.values()]
        if same:
            found[name] = next((other for other in same if other.endswith(f"#{name.partition('#')[2]}")), same[0])
    return found


def _statements(chronicle: Chronicle) -> Parts:
    return {
        ref: {key: tell(statement) for key, tell in TOLD.items()} for ref, statement in chronicle.statements.items()
    }


def _speaker(statement: SourcedStatement) -> str:
    by = statement.record.by
    held = f", held by {statement.record.in_custody}" if statement.record.in_custody else ""
    return f"{by.actor or f'{by.described} ({by.party})'}{held}"


def _figure(figure: model.Figure) -> str:
    bounds = f"{'' if figure.low is None else figure.low}–{'' if figure.high is None else figure.high}"
    about = ", about" if figure.approximate else ""
    as_of = f", as of {figure.as_of.text}" if figure.as_of else ""
    return f'{figure.what}/{figure.part}: "{figure.worded}" ({bounds}{about}{as_of})'


def _answers(statement: SourcedStatement) -> str:
    return "; ".join(f"{answer.question}: {answer.position}" for answer in statement.record.answers)


TOLD: dict[str, Callable[[SourcedStatement], str]] = {
    "speaker": _speaker,
    "says": lambda s: s.record.says,
    "quote": lambda s: s.record.quote or "",
    "translation": lambda s: s.record.quote_en or "",
    "figures": lambda s: "; ".join(map(_figure, s.record.figures)),
    "answers": _answers,
    "bears_on": lambda s: "; ".join(f"{b.question}: {b.position}, {b.because}" for b in s.record.bears_on),
    "basis": lambda s: s.record.basis,
    "said": lambda s: s.record.said.text if s.record.said else "",
    "speaks of": lambda s: ", ".join(filter(None, (s.record.when.text if s.record.when else "", s.record.where))),
    "about": lambda s: ", ".join(s.record.about),
    "relates": lambda s: "; ".join(f"{r.kind} {r.target}" for r in s.record.relates),
    "note": lambda s: s.record.note or "",
}


def _positions(chronicle: Chronicle) -> Parts:
    return {
        f"{id_}: {position.id}": {"text": position.text, "support": _support(chronicle.support(id_, position.id))}
        for id_, question in chronicle.questions.items()
        for position in question.positions
    }


def _support(support: Support) -> str:
    unnamed = f" ({support.unnamed} unnamed)" if support.unnamed else ""
    left = "".join(f", {number} not counted ({reason})" for reason, number in support.not_counted)
    return f"{support.reports} · {support.speakers} · {support.origins}{unnamed}{left}"


def _records(chronicle: Chronicle, kind: str) -> Parts:
    """What readers see a record called, and what decides how it is shown."""
    found: dict[str, dict[str, str]] = {}
    for id_ in chronicle.records.of(kind):
        found[id_] = {"name": chronicle.name(id_)}
        if kind == "event":
            event = chronicle.events[id_]
            agreed = " / ".join(one.says for one in event.undisputed)
            found[id_] |= {"status": event.status, "date": event.date.text if event.date else "", "undisputed": agreed}
        elif kind == "source":
            derives = chronicle.sources[id_].derives_from
            works = ", ".join(f"{parent.work} ({parent.what}, {parent.sure})" for parent in derives.works)
            found[id_] |= {"rests on": works or derives.stands, "read": chronicle.sources[id_].read.extent}
        elif kind == "actor":
            actor = chronicle.actors[id_]
            found[id_] |= {"party": actor.party, "speaks for": actor.speaks_for or "", "why named": actor.why_named}
    return found


def _corrections(chronicle: Chronicle) -> Parts:
    return {f"{one.date.text}: {one.was}": {"now": one.now, "why": one.why} for one in chronicle.records.corrections}


def _unread(chronicle: Chronicle) -> Parts:
    return {f"{id_} (what it held stands as gone or new)": {} for id_ in chronicle.records.unreadable}


def as_text(sections: list[Section]) -> str:
    """The differences as plain text. No line begins with anything but a sign or space of ours."""
    if not sections:
        return "Nothing that readers see differs.\n"
    return "\n".join(f"{section.heading}\n{_listed(section)}" for section in sections)


def as_markdown(sections: list[Section]) -> str:
    """The differences as Markdown. All that comes from records stands within fences longer than any in it, so that nothing
    in it is markup, a link or a mention."""
    found = ["## What this change does\n"]
    found += [] if sections else ["Nothing that readers see differs.\n"]
    for section in sections:
        listed = _listed(section)
        fence = "`" * max(3, 1 + max(map(len, re.findall("`+", listed)), default=0))
        found.append(f"### {section.heading}\n\n{_tally(section)}\n\n{fence}diff\n{listed}{fence}\n")
    return "\n".join(found)


def _tally(section: Section) -> str:
    counts = (("+", "new"), ("~", "changed"), ("-", "gone"))
    return ", ".join(f"{n} {word}" for sign, word in counts if (n := sum(line.sign == sign for line in section.lines)))


def _listed(section: Section) -> str:
    found = []
    for line in section.lines:
        found.append(f"{line.sign} {_tame(line.name)}")
        for name, was, now in line.parts:
            if line.sign == "~":
                found += [f"-   {name}: {_tame(was)}"] if was else []
                found += [f"+   {name}: {_tame(now)}"] if now else []
            else:
                found.append(f"{line.sign}   {name}: {_tame(was or now)}")
    return "\n".join(found) + "\n"


def _tame(text: str) -> str:
    """A text on one line, with no sign in it that steers a terminal or turns the direction of what stands around it."""
    shown = "".join(sign if unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn") else " " for sign in text)
    return " ".join(shown.replace("##[", "# #[").split())
