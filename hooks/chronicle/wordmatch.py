"""Find whole words in a text of any script: `ambush*` finds ambush and ambushed, never the middle of another word.

A star at a word's end stands for any ending. Words of Arabic script are also found with the particles and the article that
are written onto them, whether or not vowel signs and the signs on alef are written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

SIGNS = "\u064b-\u065f\u0670\u0640"  # vowel signs and the kashida, which lengthens a line
WORD = rf"\w\u0300-\u036f{SIGNS}"  # what a word is made of; `\w` lacks the combining signs
ARABIC = re.compile("[\u0621-\u064a\u0671-\u06d3]")
PARTICLES = "[وف]?[بكل]?"  # and, so; in, like, to
ARTICLE = "(?:ال|لل)?"
ALEF = "اأإآٱ"
APOSTROPHES = "'’ʼ"


def pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Any of these forms, whatever their case; the longest wins where several begin at one place."""
    longest_first = sorted(set(forms), key=lambda form: (-len(form), form))
    return whole("|".join(_loosely(form) for form in longest_first) or r"(?!)", re.IGNORECASE)


def spellings(texts: Iterable[str]) -> tuple[re.Pattern[str], list[str]]:
    """Any of these names, spelt exactly so; the number of the match's group, less one, is the name's in the list."""
    longest_first = sorted(set(texts), key=lambda text: (-len(text), text))
    return whole("|".join(f"({_exactly(text)})" for text in longest_first) or r"(?!)"), longest_first


def whole(expression: str, flags: int = 0) -> re.Pattern[str]:
    return re.compile(rf"(?<![{WORD}])(?:{expression})(?![{WORD}])", flags)


def _exactly(text: str) -> str:
    particles = PARTICLES if ARABIC.match(text) else ""
    return particles + r"\s+".join(re.escape(word) for word in text.split())


def _loosely(form: str) -> str:
    return r"[\s\-–]+".join(_word(word.rstrip("*"), word.endswith("*")) for word in form.split())


def _word(stem: str, any_ending: bool) -> str:
    ending = f"[{WORD}]*" if any_ending else ""
    if not ARABIC.search(stem):
        return "".join(map(_letter, stem)) + ending
    return PARTICLES + ARTICLE + "".join(_letter(letter) + f"[{SIGNS}]*" for letter in stem) + ending


def _letter(letter: str) -> str:
    for alike in (ALEF, APOSTROPHES):
        if letter in alike:
            return f"[{alike}]"
    return re.escape(letter)


def pieces(
    text: str, found: re.Pattern[str], keep: Callable[[int, int], bool] = lambda *_: True
) -> list[tuple[str, bool]]:
    """The text cut into pieces, each with whether it is a word looked for; `keep` is asked of each, by begin and end."""
    cut: list[tuple[str, bool]] = []
    last = 0
    for match in found.finditer(text):
        start, end = match.span()
        if keep(start, end):
            cut += [(text[last:start], False), (text[start:end], True)]
            last = end
    return [piece for piece in [*cut, (text[last:], False)] if piece[0]]


QUOTED = re.compile("“[^”]*”|„[^“”]*[“”]|«[^»]*»|\"[^\"]*\"|‘[^’]*’(?!\\w)|(?<!\\w)'[^']*'(?!\\w)")


def inside(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span touches one of others."""
    return any(start < stop and begin < end for begin, stop in spans)
