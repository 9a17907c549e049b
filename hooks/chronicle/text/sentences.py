"""Cut Markdown into sentences, each with the citations directly behind its full stop.

Headings, list items, rows of tables and paragraphs end a sentence too. Offsets are those of the
text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

BLOCK_START = re.compile(r"[ \t]*(?:[-*+][ \t]|\d{1,3}[.)][ \t]|#{1,6}[ \t]|[|>]|\[\^[^\]\s]+\]:)")
ONE_LINE = re.compile(r"[ \t]*(?:#{1,6}[ \t]|\|)")
CITED = r"[ \n]?\[[@^][^\[\]]*\]"
STOP = re.compile(rf"(?<![.!?…؟۔])([.!?…؟۔]++)[\"'”’»)*_]*+((?:{CITED})*)(?=\s|$)(?!{CITED})")
NEXT = re.compile(r"\s*+(\S)?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where a sentence begins and ends, its citations included, and the marks that end it, such as
    `?`; empty if nothing does."""

    start: int
    end: int
    stop: str = ""

    @property
    def asks(self) -> bool:
        return "?" in self.stop or "؟" in self.stop


def sentences(text: str, abbreviations: frozenset[str] = frozenset()) -> Iterator[Sentence]:
    """Every sentence, in order. `abbreviations` are words in lower case, without their full stop,
    that end no sentence; a single letter never does."""
    for start, end in _blocks(text):
        last = start
        for match in STOP.finditer(text, start, end):
            if _ends_here(text, match, end, abbreviations):
                yield Sentence(last, match.end(), match[1])
                last = match.end()
        if text[last:end].strip():
            yield Sentence(last, end)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Where each paragraph, item, heading or row begins, behind its mark, and where it ends."""
    start = at = 0
    closed = False
    for line in text.splitlines(keepends=True):
        mark = BLOCK_START.match(line)
        if closed or mark or not line.strip():
            yield start, at
            start = at + (mark.end() if mark else 0)
        closed = ONE_LINE.match(line) is not None
        at += len(line)
    yield start, at


def _ends_here(text: str, match: re.Match[str], end: int, abbreviations: frozenset[str]) -> bool:
    if match[2]:  # a citation
        return True
    following = NEXT.match(text, match.end(), end)
    if following and following[1] and following[1].islower():
        return False
    before = text[max(0, match.start() - 24) : match.start()]
    word = re.split(r"[\s(\[\"'“‘*_]", before)[-1].casefold()
    single = word.rpartition(".")[2]
    return match[1] != "." or not (word in abbreviations or (len(single) == 1 and single.isalpha()))
