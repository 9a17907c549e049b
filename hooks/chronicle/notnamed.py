"""Names that must not stand here, known by salted digests only: data/not-named.yml repeats none of them.

A digest keeps a name from being read or found by searching. It does not keep it from somebody who guesses: the salt is public.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from itertools import accumulate

from . import model
from .spellings import folded
from .wordmatch import SIGNS

MOST_WORDS = 4
TOKEN = re.compile(rf"[^\W_][\w\u0300-\u036f{SIGNS}'’‘ʼʿʾ`´]*")


def words(text: str) -> list[tuple[int, str]]:
    """The words of a text as digests are made of them, without case, signs, apostrophes and article, each with its offset."""
    found = ((match.start(), folded(match[0])) for match in TOKEN.finditer(text))
    return [(start, word) for start, word in found if word]


def digest(salt: str, words: str) -> str:
    """The digest of a run of words that are joined by single blanks."""
    return hashlib.sha256(f"{salt}:{words}".encode()).hexdigest()


def entry(listed: model.NotNamed, name: str) -> str | None:
    """The digest of a name as it is listed; None for one that has no words, or more than are looked for."""
    found = [word for _, word in words(name)]
    return digest(listed.salt, " ".join(found)) if 0 < len(found) <= MOST_WORDS else None


class Finder:
    """Looks for the listed names in texts. Each different run of words is hashed once."""

    def __init__(self, listed: model.NotNamed) -> None:
        self.digests = frozenset(listed.digests)
        self.salted = hashlib.sha256(f"{listed.salt}:".encode())
        self.known: dict[str, bool] = {}

    def find(self, text: str) -> Iterator[int]:
        """The offset of each listed name: of every run of one to four words whose digest is listed."""
        if not self.digests:
            return
        found = words(text)
        for index, (start, _) in enumerate(found):
            following = (word for _, word in found[index : index + MOST_WORDS])
            if any(self._listed(run) for run in accumulate(following, "{} {}".format)):
                yield start

    def _listed(self, run: str) -> bool:
        known = self.known.get(run)
        if known is None:
            hashed = self.salted.copy()
            hashed.update(run.encode())
            known = self.known[run] = hashed.hexdigest() in self.digests
        return known
