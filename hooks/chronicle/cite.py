"""Citations in prose and in templates: `[@source#statement, locator; @other]` in Pandoc's syntax.

Statement and locator are optional. Code, fenced or inline, is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1[`~]*\s*$|(?<![`\\])(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\2(?!`)", re.M | re.S)
GROUP = re.compile(r"\[(@[^\[\]]+)\]")
ONE = re.compile(r"@([A-Za-z0-9_-]+)(?:#([A-Za-z0-9_-]+))?(?:,\s*(.+))?", re.S)
NOTE_USE = re.compile(r"\[\^([^\]\s]+)\](?!:)")
NOTE = re.compile(r"^\[\^([^\]\s]+)\]:[ \t]*(.*(?:\n(?:[ ]{4}|\t).*)*)", re.M)


@dataclass(frozen=True, slots=True)
class Cited:
    """One source, statement and locator that a text cites. `statement` and `locator` may be empty."""

    source: str
    statement: str = ""
    locator: str = ""

    @property
    def ref(self) -> str:
        return f"{self.source}#{self.statement}" if self.statement else self.source


@dataclass(frozen=True, slots=True)
class Group:
    """The citations between one pair of brackets, and where the brackets stand in the text."""

    start: int
    end: int
    cited: tuple[Cited, ...]
    faults: tuple[str, ...] = ()


def masked(text: str) -> str:
    """The text with every character of code replaced by a blank, so that offsets stay."""
    if "`" not in text and "~~~" not in text:  # most pages: the search for code is the slowest step of a page
        return text
    return CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def groups(text: str) -> Iterator[Group]:
    """Every group of citations outside code, in order."""
    for match in GROUP.finditer(masked(text)):
        cited, faults = [], []
        for part in match[1].split(";"):
            one = ONE.fullmatch(part.strip())
            if one:
                locator = " ".join((one[3] or "").split())
                cited.append(Cited(one[1], one[2] or "", locator))
            else:
                faults.append(part.strip())
        yield Group(match.start(), match.end(), tuple(cited), tuple(faults))


def own_notes(text: str) -> tuple[str, dict[str, str]]:
    """A page without the notes that it defines, and what each of them says, on one line. A note may begin with code."""
    found = list(NOTE.finditer(masked(text)))
    says = {match[1]: " ".join(text[match.end(1) + 2 : match.end(2)].split()) for match in found}
    for match in reversed(found):
        text = text[: match.start()] + text[match.end() :]
    return text, says


def place(text: str, offset: int) -> tuple[int, int]:
    """The line and column (from 1) of an offset."""
    line = text.count("\n", 0, offset)
    return line + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1
