"""What is wrong, where it is, and what to do about it."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

MAX_LENGTH = 400
"""The longest part of a message, in characters: a value repeated in one may be a whole page."""


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One mistake in one place. Lines and columns count from 1; `path` is relative to the root."""

    path: str
    line: int
    column: int
    message: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{_on_one_line(self.path)}:{self.line}:{self.column}: {self.text}"

    @property
    def text(self) -> str:
        """What is wrong and what to do, on one line."""
        message, hint = (_shortened(_on_one_line(part)) for part in (self.message, self.hint))
        return f"{message} ({hint})" if hint else message

    def annotation(self) -> str:
        """The form in which GitHub's runner shows a problem on the changed line."""
        text = self.text.replace("%", "%25")
        path = _on_one_line(self.path)
        for character, code in (("%", "%25"), (":", "%3A"), (",", "%2C")):
            path = path.replace(character, code)
        return f"::error file={path},line={self.line},col={self.column}::{text}"


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_LENGTH else f"{text[:MAX_LENGTH]} …"


def _on_one_line(text: str) -> str:
    """A text that cannot start a line of its own: a runner takes a line that begins with `::`,
    and `##[` anywhere, for a command."""
    return " ".join("".join(map(_visible, text)).split()).replace("##[", "# #[")


def _visible(character: str) -> str:
    """A character as a terminal shows it: one that cannot be seen by its name."""
    if character.isprintable():
        return character
    hidden = unicodedata.category(character) in ("Cf", "Zs")
    return f"[{named(character)}]" if hidden else " "


def named(character: str) -> str:
    """A character that cannot be seen, in words: `zero width space, U+200B`."""
    usual = "control character" if unicodedata.category(character) == "Cc" else "noncharacter"
    return f"{unicodedata.name(character, usual).lower()}, U+{ord(character):04X}"


class InvalidValue(ValueError):
    """A value that its field does not accept. `hint` says what to write instead, `key` names the
    key of the record that is wrong, if it is not the record as a whole."""

    def __init__(self, message: str, hint: str = "", key: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.key = key


def closest(word: str, known: Iterable[str]) -> str:
    """The known word most like `word`, whatever its capitals and what cannot be seen in it; empty
    if none is close. It has the same numbers, and where the words in both differ, they are alike:
    the-army is not the-navy."""
    listed = {one.casefold(): one for one in known}
    seen = "".join(one if one.isprintable() else " " for one in word)
    sought = "-".join(seen.casefold().split())
    near = difflib.get_close_matches(sought, listed, n=5, cutoff=0.6)
    return next((listed[one] for one in near if _alike(sought, one)), "")


def _alike(one: str, other: str) -> bool:
    """Whether two words have the same numbers and differ by little but words left out."""
    parts = [re.findall(r"[^\W_]+", text) for text in (one, other)]
    numbers = [[part for part in words if part.isdigit()] for words in parts]
    left, right = ("".join(part for part in a if part not in b) for a, b in (parts, parts[::-1]))
    alike = not (left and right) or difflib.SequenceMatcher(None, left, right).ratio() >= 0.7
    return alike and numbers[0] == numbers[1]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint that names the known word most like `word`, or up to three of which it is a part;
    empty if there is none."""
    listed, sought = list(known), set(word.casefold().replace("-", " ").split())
    if near := closest(word, listed):
        return f"did you mean {near!r}?"
    containing = [one for one in listed if len(word) > 3 and sought <= {*one.casefold().split("-")}]
    return f"known with this word: {', '.join(map(repr, containing[:3]))}" if containing else ""


def unsaid(said: Iterable[Problem], problems: Iterable[Problem]) -> list[Problem]:
    """The problems on lines of which nothing is said so far."""
    lines = {(one.path, one.line) for one in said}
    return [one for one in problems if (one.path, one.line) not in lines]


def report(problems: Iterable[Problem]) -> str:
    """All problems, one a line, in the order of their places, and how many there are."""
    lines = [str(problem) for problem in sorted(set(problems))]
    count = f"{len(lines)} problem{'s' if len(lines) != 1 else ''}; nothing was built."
    return "\n".join([*lines, count])
