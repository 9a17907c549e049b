"""Citations in prose and in templates: `[@source#statement, locator; @other]`, Pandoc's syntax.

Statement and locator are optional. Code, fenced or inline, is left alone.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

CODE = re.compile(
    r"^(`{3,}+|~{3,}+).{0,20000}?^\1[`~]*\s*$"
    r"|(?<![`\\])(`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)\2(?!`)",
    re.M | re.S,
)
CITATION_GROUP = re.compile(r"(?<!\\)\[(@[^\[\]]+)\]")
CITATION = re.compile(r"@([A-Za-z0-9_-]+)(?:#([A-Za-z0-9_-]+))?(?:,\s*(.+))?", re.S)
NOTE_MARK = re.compile(r"\[\^([^\]\s]+)\](?!:)")
NOTE = re.compile(r"^\[\^([^\]\s]+)\]:[ \t]*(.*(?:\n(?:[ ]{4}|\t).*)*)", re.M)
BLOCK_MARKER = re.compile(r"<!--\s*block:\s*([a-z-]+)(?:\s+([^\s>]+))?\s*-->")

BLOCKS: dict[str, str | None] = {
    "agreed": None,
    "days": None,
    "figures": "question",
    "numbers": None,
    "questions": "list of parties",
    "question-links": "list of parties",
    "not-used": None,
    "vocabulary": None,
    "words": None,
    "neutral-words": None,
    "gaps": None,
    "rules": None,
    "map": None,
    "support": "question",
    "worked": "question",
}
"""The blocks that prose may place with a marker on a line of its own, such as
`<!-- block: support question-id -->`, each with the kind of record whose id it needs. A block of
questions shows those that ask one of the vocabulary's lists of parties."""


@dataclass(frozen=True, slots=True)
class CitedWork:
    """One source, statement and locator that a text cites; the last two may be empty."""

    source: str
    statement: str = ""
    locator: str = ""

    @property
    def ref(self) -> str:
        return f"{self.source}#{self.statement}" if self.statement else self.source


@dataclass(frozen=True, slots=True)
class CitationGroup:
    """The citations between one pair of brackets, where the brackets are in the text, and the parts
    between them that are no citation."""

    start: int
    end: int
    cited: tuple[CitedWork, ...]
    faults: tuple[str, ...] = ()


def without_code(text: str) -> str:
    """The text with a blank for every character of code, so that offsets stay the same."""
    return _without_code(text) if "`" in text or "~~~" in text else text


@lru_cache(maxsize=1 << 11)  # the search for code is slow, and many rules read each page
def _without_code(text: str) -> str:
    return CODE.sub(blank, text)


def blank(match: re.Match[str]) -> str:
    """Blanks in place of a match; lines stay."""
    return re.sub(r"[^\n]", " ", match[0])


def citation_groups(text: str) -> Iterator[CitationGroup]:
    """Every group of citations outside code, in order."""
    for match in CITATION_GROUP.finditer(without_code(text)):
        cited, faults = [], []
        for part in match[1].split(";"):
            one = CITATION.fullmatch(part.strip())
            if one:
                cited.append(CitedWork(one[1], one[2] or "", " ".join((one[3] or "").split())))
            else:
                faults.append(part.strip())
        yield CitationGroup(match.start(), match.end(), tuple(cited), tuple(faults))


def with_blocks(text: str, block: Callable[[re.Match[str]], str]) -> str:
    """Prose with `block(match)` in place of each marker outside code."""
    prose = without_code(text)

    def filled(match: re.Match[str]) -> str:
        return block(match) if prose[match.start() : match.end()].strip() else match[0]

    return BLOCK_MARKER.sub(filled, text)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """The line and column (from 1) of an offset."""
    start_of_line = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start_of_line + 1
