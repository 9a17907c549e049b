"""Find whole words in a text of any script: `ambush*` finds ambush and ambushed, and never the
middle of another word.

A star at a word's end matches any ending. Words in Arabic script are also found with the particles
and the article that are joined to them, whether or not vowel signs and the marks on alef are
written.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

VOWEL_SIGNS = "\u064b-\u065f\u0670\u0640"  # and the kashida, which lengthens a line
WORD_CHARACTERS = rf"\w\u0300-\u036f{VOWEL_SIGNS}"  # `\w` lacks the combining marks
ARABIC_LETTER = re.compile("[\u0621-\u064a\u0671-\u06d3]")
PARTICLES = "[وف]?[بكل]?"  # and, so; in, like, to
JOINED_ARTICLE = "(?:ال|لل)?"
INTERCHANGEABLE = ("اأإآٱ", "'’ʼ")
QUOTED_WORDS = re.compile(
    "“[^“”]*”|„[^„“”]*[“”]|«[^«»]*»|\"[^\"]*\"|‘[^‘’]*’(?!\\w)|(?<!\\w)'[^']*'(?!\\w)"
)


def word_pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """Any of these forms in any case; the longest wins if several begin at one place."""
    return re.compile(word_expression(forms), re.IGNORECASE)


def word_expression(forms: Iterable[str]) -> str:
    """The same as an expression for a larger pattern, which must ignore case. At a place only the
    forms with its letter are tried."""
    groups: dict[str, list[str]] = defaultdict(list)
    for form in sorted(set(forms), key=lambda form: (-len(form), form)):
        anyhow = ARABIC_LETTER.search(form) or not form[0].isalpha()  # particles, ages
        groups["" if anyhow else f"(?=[{form[0].lower()}{form[0].upper()}])"].append(_form(form))
    listed = (f"{first}(?:{'|'.join(rest)})" for first, rest in groups.items())
    return _whole("|".join(listed) or r"(?!)")


def name_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Any of these names, spelt exactly so; `name_in` is the name of a match. Of thousands of names
    only those with the same first letter are tried at a place."""
    exact = [" ".join(name.split()) for name in names]
    arabic = [name for name in exact if ARABIC_LETTER.match(name)]
    written, joined = _by_first_letter(exact), _by_first_letter(arabic)
    return re.compile(_whole(f"({written})|{PARTICLES}({joined})"))


def name_in(match: re.Match[str]) -> str:
    """The name that was found, with single spaces and without particles."""
    return " ".join((match[1] or match[2]).split())


def _by_first_letter(names: Iterable[str]) -> str:
    groups: dict[str, list[str]] = defaultdict(list)
    for name in sorted(set(names), key=lambda name: (-len(name), name)):
        groups[name[0]].append(re.escape(name[1:]).replace(r"\ ", r"\s+"))
    listed = [f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in groups.items()]
    return "|".join(listed) or r"(?!)"


def _whole(expression: str) -> str:
    return rf"(?<![{WORD_CHARACTERS}])(?:{expression})(?![{WORD_CHARACTERS}])"


def _form(form: str) -> str:
    return r"[\s\-–]+".join(_word(word.rstrip("*"), word.endswith("*")) for word in form.split())


def _word(stem: str, any_ending: bool) -> str:
    ending = f"[{WORD_CHARACTERS}]*" if any_ending else ""
    if not ARABIC_LETTER.search(stem):
        return "".join(map(_letter, stem)) + ending
    letters = "".join(_letter(letter) + f"[{VOWEL_SIGNS}]*" for letter in stem)
    return PARTICLES + JOINED_ARTICLE + letters + ending


def _letter(letter: str) -> str:
    alike = next((group for group in INTERCHANGEABLE if letter in group), "")
    return f"[{alike}]" if alike else re.escape(letter)


def cut_at_matches(
    text: str, pattern: re.Pattern[str], keep: Callable[[int, int], bool]
) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it is a match; `keep` is asked about each match, by
    its begin and end."""
    pieces: list[tuple[str, bool]] = []
    last = 0
    for match in pattern.finditer(text):
        start, end = match.span()
        if keep(start, end):
            pieces += [(text[last:start], False), (text[start:end], True)]
            last = end
    return [piece for piece in [*pieces, (text[last:], False)] if piece[0]]


def overlaps(spans: Iterable[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span overlaps one of others."""
    return any(start < stop and begin < end for begin, stop in spans)
