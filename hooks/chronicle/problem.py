"""What is wrong, where, and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

MOST_SIGNS = 400


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One mistake in one place. `line` and `column` count from 1; `path` is relative to the chronicle's root."""

    path: str
    line: int
    column: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{_one_line(self.path)}:{self.line}:{self.column}: {self.said}"

    @property
    def said(self) -> str:
        """What is wrong and what to do, on one line."""
        message, hint = (_shortened(_one_line(text)) for text in (self.message, self.hint))
        return f"{message} ({hint})" if hint else message

    def annotation(self) -> str:
        """The form in which GitHub's runner shows a problem on the changed line."""
        text = self.said.replace("%", "%25")
        path = _one_line(self.path).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
        return f"::error file={path},line={self.line},col={self.column}::{text}"


def _shortened(text: str) -> str:
    """A text of some length at the most: a value that is repeated may be a whole page."""
    return text if len(text) <= MOST_SIGNS else f"{text[:MOST_SIGNS]} …"


def _one_line(text: str) -> str:
    """A text that cannot begin a line of its own: the runner would take one that begins with :: for a command. So would
    it ##[ anywhere."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split()).replace("##[", "# #[")


class Mistake(ValueError):
    """A value that cannot be taken; `hint` says what to write instead, `key` at which key of a record it lies."""

    def __init__(self, message: str, hint: str = "", key: str = "") -> None:
        super().__init__(message)
        self.hint = hint
        self.key = key


def closest(word: str, known: Iterable[str]) -> str:
    """The known word that looks most like `word`, whatever its capitals, or the empty text where none does."""
    listed = {one.casefold(): one for one in known}
    found = difflib.get_close_matches("-".join(word.casefold().split()), listed, n=1, cutoff=0.6)
    return listed[found[0]] if found else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint with the known word that looks most like `word`, or with three at the most that hold its words; the empty text where
    none does."""
    listed, sought = list(known), set(word.casefold().replace("-", " ").split())
    near = closest(word, listed)
    found = [near] if near else [one for one in listed if len(word) > 3 and sought <= {*one.casefold().split("-")}]
    return f"did you mean {' or '.join(map(repr, found[:3]))}?" if found else ""


def report(problems: Iterable[Problem]) -> str:
    """All problems, a line each, in the order of their places, and how many there are."""
    lines = [str(problem) for problem in sorted(set(problems))]
    count = f"{len(lines)} problem{'s' if len(lines) != 1 else ''}; nothing was built."
    return "\n".join([*lines, count])
