"""The report of `make diff`, as plain text for a terminal and as Markdown for a summary."""

from __future__ import annotations

import difflib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby

from chronicle.model.meaning import Plain
from chronicle.model.types import Meaning

from .difference import Change, Difference, Item

NOTHING = "No change of meaning."
MANY = 8
"""How many pages or files a line names."""


def as_text(found: Difference) -> str:
    """The differences as plain text. No line begins with anything but a heading, a space or a mark
    of ours."""
    texts = ["\n".join((heading, *lines, "")) for heading, lines in _sections(found)]
    return "\n".join([*texts, *_rest(found)])


def as_markdown(found: Difference) -> str:
    """The differences as Markdown. All that comes from records is within fences, which nothing in
    it can close, since each line begins with a mark of ours; so it is no markup and no mention."""
    texts = ["## What this change does\n"]
    for heading, lines in _sections(found):
        words = {"+": "new", "~": "changed", "-": "gone"}
        counts = {
            mark: sum(re.match(rf"\{mark} \S", one) is not None for one in lines) for mark in words
        }
        tally = ", ".join(f"{count} {words[mark]}" for mark, count in counts.items() if count)
        texts.append("\n".join((f"### {heading}\n", f"{tally}\n", "```diff", *lines, "```\n")))
    rest = [f"```\n{line}```\n" for line in _rest(found)]
    return "\n".join([*texts, *rest])


def _rest(found: Difference) -> list[str]:
    """One line on what changes nothing that is said; none if everything does."""
    parts = [] if found.changes else [NOTHING]
    if found.silent:
        parts.append(f"Values that no reader sees: {found.silent}.")
    if found.formed:
        parts.append(f"Only in another form or order: {_listed(found.formed)}.")
    return [f"{' '.join(parts)}\n"] if parts else []


def _sections(found: Difference) -> Iterator[tuple[str, list[str]]]:
    for heading, changes in groupby(found.changes, key=lambda one: one.item.heading):
        lines: list[str] = []
        last = ""
        for change in changes:
            shown = _shown_in(change)
            lines += [*_lines(change), *([shown] if shown not in ("", last) else [])]
            last = shown
        yield heading, lines


def _lines(change: Change) -> Iterator[str]:
    """What differs in one item, and what shows it: one line if it is new, gone or renamed, else the
    old and the new words of each value; of a long text the lines that differ."""
    was, now, name = change.was, change.now, _tame(change.item.name)
    if was and now and was.name != now.name:
        yield f"~ {name} → {_tame(now.name)}"
    elif change.item.thing and not (was and now):
        yield f"{'-' if was else '+'} {name}: {_tame(_in_one_line(change.item))}"
    else:
        yield f"{'~' if was and now else '-' if was else '+'} {name}"
        old, new = (side.values if side else {} for side in (was, now))
        for key in {**old, **new}:
            yield from _value_lines(key, old.get(key, ""), new.get(key, ""))


def _shown_in(change: Change) -> str:
    """How many statements and which pages show it."""
    number = len(change.statements)
    with_ = f"with {number} statement{'s' * (number != 1)}, " if number else ""
    return f"    {with_}on {_listed(sorted(change.pages))}" if change.pages else ""


def _value_lines(key: str, was: Plain, now: Plain) -> Iterator[str]:
    old, new = (_as_lines(value) for value in (was, now))
    for line in [*difflib.unified_diff(old, new, n=0, lineterm="")][2:]:
        if line[0] in "-+" and line[1:].strip():
            yield f"{line[0]}   {_tame(f'{key}: {line[1:]}' if key else line[1:])}"


def _as_lines(value: Plain) -> list[str]:
    return [*map(_as_text, value)] if isinstance(value, list) else _as_text(value).splitlines()


def _in_one_line(item: Item) -> str:
    """What a record says: its decisive values, or all if it has none."""
    values = item.thing.values(Meaning.DECISIVE) if item.thing else {}
    return _as_text(values or dict(item.values))


def _as_text(value: Plain | None, *, within: bool = False) -> str:
    """A value as a reader of the file knows it. Within another one, a text that could be taken for
    more than one value is in quotation marks."""
    if isinstance(value, dict):
        return ", ".join(f"{key}: {_as_text(one, within=True)}" for key, one in value.items())
    if isinstance(value, list):
        return "; ".join(_as_text(one, within=True) for one in value)
    text = "" if value is None else str(value).strip()
    return json.dumps(text, ensure_ascii=False) if within and re.search('[,;:"]', text) else text


def _listed(names: Iterable[str]) -> str:
    """A few names and how many more there are."""
    found = [_tame(name) for name in names]
    more = f" and {len(found) - MANY} more" if len(found) > MANY else ""
    return f"{', '.join(found[:MANY])}{more}"


def _tame(text: str) -> str:
    """A text on one line, without characters that steer a terminal, turn the direction of writing,
    or give a runner commands."""
    hidden = ("Cc", "Cf", "Cs", "Co", "Cn")
    shown = "".join(c if unicodedata.category(c) not in hidden else " " for c in text)
    return " ".join(shown.split()).replace("##[", "# #[")
