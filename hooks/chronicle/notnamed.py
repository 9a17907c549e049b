"""Names that must not stand here, known by salted digests only: data/not-named.yml repeats none of them.

A digest keeps a name from being read or found by searching. It does not keep it from somebody who guesses: the salt is public.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import model
from .spellings import folded
from .wordmatch import SIGNS

MOST_WORDS = 4
UNSEEN = "\u00ad\u200b-\u200d\u2060\ufeff\u0640"  # signs without a width, and the kashida, which lengthens a word
TOKEN = re.compile(rf"[^\W_][\w\u0300-\u036f{SIGNS}{UNSEEN}'’‘ʼʿʾ`´]*")
PARTICLE = re.compile("[وفبكل](?=.{3})")  # what Arabic writes onto a word: and, so, in, like, to
OWNER = re.compile("['’ʼ]s$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text as digests are made of it, without case, signs, apostrophes and article; `first` and `last` are the
    forms that it can have at the beginning and at the end of a name, without a particle before it or a possessive s."""

    start: int
    end: int
    plain: str
    first: tuple[str, ...]
    last: tuple[str, ...]


def words(text: str) -> list[Word]:
    """The words of a text, in order."""
    found = (_word(match.start(), match.end(), re.sub(f"[{UNSEEN}]", "", match[0])) for match in TOKEN.finditer(text))
    return [word for word in found if word.plain]


def _word(start: int, end: int, written: str) -> Word:
    plain = folded(written)
    first = [plain, *([folded(written[1:])] if PARTICLE.match(written) else [])]
    last = [plain, *([folded(written[:-2])] if OWNER.search(written) else [])]
    return Word(start, end, plain, tuple(first), tuple(last))


def digest(salt: str, words: str) -> str:
    """The digest of a run of words that are joined by single blanks."""
    return hashlib.sha256(f"{salt}:{words}".encode()).hexdigest()


def entry(listed: model.NotNamed, name: str) -> str | None:
    """The digest of a name as it is listed; None for one that has no words, or more than are looked for."""
    found = [word.plain for word in words(name)]
    return digest(listed.salt, " ".join(found)) if 0 < len(found) <= MOST_WORDS else None


class Finder:
    """Looks for the listed names in texts. Each different run of words is hashed once."""

    def __init__(self, listed: model.NotNamed) -> None:
        self.digests = frozenset(listed.digests)
        self.salted = hashlib.sha256(f"{listed.salt}:".encode())
        self.known: dict[str, bool] = {}

    def names(self, text: str) -> bool:
        """Whether a text holds a listed name."""
        return next(self.find(text), None) is not None

    def find(self, text: str) -> Iterator[int]:
        """The offset of each listed name: of every run of one to four words whose digest is listed."""
        if not self.digests:
            return
        found = words(text)
        for index, word in enumerate(found):
            if any(self._listed(run) for run in _runs(text, found[index : index + MOST_WORDS])):
                yield word.start

    def _listed(self, run: str) -> bool:
        known = self.known.get(run)
        if known is None:
            hashed = self.salted.copy()
            hashed.update(run.encode())
            known = self.known[run] = hashed.hexdigest() in self.digests
        return known


def _runs(text: str, following: list[Word]) -> Iterator[str]:
    """Every run of words that a name can be, from the first of these on: `Given Family`, `Family, Given`."""
    for count in range(1, len(following) + 1):
        ends = following[count - 1].last if count > 1 else {*following[0].first, *following[0].last}
        middle = "".join(f" {word.plain}" for word in following[1 : count - 1])
        if count == 1:
            yield from ends
        else:
            yield from (f"{first}{middle} {last}" for first in following[0].first for last in ends)
    if len(following) > 1 and text[following[0].end : following[1].start].strip() in (",", "،"):
        yield f"{following[1].plain} {following[0].plain}"
