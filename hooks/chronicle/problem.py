"""What is wrong, where, and what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One mistake in one place. `line` and `column` count from 1; `path` is relative to the chronicle's root."""

    path: str
    line: int
    column: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.path}:{self.line}:{self.column}: {self.message}{hint}"

    def annotation(self) -> str:
        """The form in which GitHub's runner shows a problem on the changed line."""
        text = str(self).split(": ", 1)[1].replace("%", "%25")
        return f"::error file={self.path},line={self.line},col={self.column}::{text}"


class Mistake(ValueError):
    """A value that cannot be taken; `hint` says what to write instead."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


def nearest(word: str, known: Iterable[str]) -> str:
    """A hint with the known word that looks most like `word`, or the empty text where none does."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean '{found[0]}'?" if found else ""


def report(problems: Iterable[Problem]) -> str:
    """All problems, a line each, in the order of their places, and how many there are."""
    lines = [str(problem) for problem in sorted(set(problems))]
    count = f"{len(lines)} problem{'s' if len(lines) != 1 else ''}; nothing was built."
    return "\n".join([*lines, count])
