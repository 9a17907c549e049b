"""Rules on what the narrator asserts: who was killed, shot, burned, buried, who fled or defected,
and how many, is always what someone says. The words are those of data/assertions.yml."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from typing import NamedTuple

from ..domain.chronicle import Chronicle
from ..files.loader import ProsePage
from ..model.assertions import AssertionWords
from ..problems import Problem
from ..text.citations import CITATION_GROUP, NOTE, NOTE_MARK, without_code
from ..text.sentences import sentences
from ..text.word_matching import word_expression, word_pattern
from .narration import Narration, blank, covers, narrations

OF_A_SPEAKER = (
    ("corrections", "now"),
    ("events", "undisputed", "says"),
    ("questions", "positions"),
    ("questions", "question"),
    ("questions", "short"),
    ("sources", "statements", "by"),
    ("sources", "statements", "says"),
    ("texts", "search_companions"),
    ("texts", "search_meanings"),
    ("texts", "search_places"),
    ("vocabulary",),
)
"""The texts of data/ that are no assertions of the narrator: what someone says or answers, what a
page says now, and lists of words. Each is a folder or a file with the first keys that lead to
it."""
SOURCES = ("because", "statement")
"""The keys with which an entry names what its text rests on."""
QUESTION_LINK = re.compile(r"\[[^\[\]]*\]\((?:\.\./)?questions/[^()\s]*\)")
CLAUSE_END = re.compile(r"[;:()—،؛]|,(?!\d)")
NUMBER_OF_HARMED = re.compile(
    "N[LN]{0,6}X?(?:P{1,4}X?)?(?:L{1,5}X?)?H|H(?:CL{0,6}|L{1,6})N(?!T)|HSNL{1,3}+(?!T)"
)
"""A number of people who are dead, wounded, arrested, displaced or defected, in kinds of words:
N a number, P people, H harmed, L a joining word, C a colon or a bracket, T what is no person, S
another sign, X any other word."""


class Assertion(NamedTuple):
    """Where the words of an assertion begin and end in a text."""

    start: int
    end: int


def assertions_have_a_source(chronicle: Chronicle) -> Iterator[Problem]:
    """A sentence of the narrator that gives a number of dead, wounded, arrested, displaced or
    defected people, or says that someone killed, shot, burned, buried, fled or defected, cites a
    source or says who says so. A question asserts nothing, nor does a sentence on what is not
    known."""
    if not chronicle.records.assertions:
        return
    listed = chronicle.records.assertions.record.exceptions
    for narration, found in _bare_assertions(chronicle, narrations(chronicle)):
        if not any(covers(one, narration, *found) for one in listed):
            words = " ".join(narration.text[found.start : found.end].split())
            hint = "name in the sentence who says it, or excuse it in data/assertions.yml"
            if isinstance(narration.file, ProsePage):
                hint = f"cite a statement, {hint}"
            yield narration.problem(found.start, f"'{words}' is asserted without a source", hint)


def exceptions_for_assertions_end(chronicle: Chronicle) -> Iterator[Problem]:
    """Every exception in data/assertions.yml excuses an assertion in that passage of that file
    today, and ends on a day that the date of the version has not passed."""
    if not chronicle.records.assertions:
        return
    document = chronicle.records.assertions.document
    listed = chronicle.records.assertions.record.exceptions
    files = {one.file for one in listed}
    texts = (narration for narration in narrations(chronicle) if narration.path in files)
    found = list(_bare_assertions(chronicle, texts)) if listed else []
    for index, one in enumerate(listed):
        if not any(covers(one, narration, *assertion) for narration, assertion in found):
            hint = "delete it, or copy the passage again"
            location = ("exceptions", index, "passage")
            yield document.problem(location, "this exception excuses nothing", hint)
        if one.until.last < chronicle.site.version_date.first:
            hint = "cite a source in that passage, or give a later day and the reason"
            location = ("exceptions", index, "until")
            yield document.problem(location, "this exception has ended", hint)


def _bare_assertions(
    chronicle: Chronicle, texts: Iterable[Narration]
) -> Iterator[tuple[Narration, Assertion]]:
    """The first assertion without a source of each sentence of these texts."""
    assert chronicle.records.assertions
    listed = chronicle.records.assertions.record
    words = listed.words.get(chronicle.site.language)
    if not words:
        return
    finder = AssertionFinder(words, chronicle.texts["months"].split())
    left_out = tuple(f"docs/{page}" for page in listed.pages)
    for narration in texts:
        if _asserts(narration, left_out):
            yield from ((narration, one) for one in finder.bare(narration))


def _asserts(narration: Narration, left_out: tuple[str, ...]) -> bool:
    """Whether a text is one in which the narrator speaks of the event."""
    file, location = narration.file, narration.location
    if isinstance(file, ProsePage):
        return not any(fnmatchcase(narration.path, page) for page in left_out)
    keys = [narration.path.split("/")[1].partition(".")[0]]
    keys += [step for step in location if isinstance(step, str)]
    if any(tuple(keys[: len(known)]) == known for known in OF_A_SPEAKER):
        return False
    has_source = any((*location[:-1], key) in file.keys for key in SOURCES)
    return location[-1] in SOURCES or not has_source


class AssertionFinder:
    """Looks for assertions in the words of one language. Each pattern is bounded, so that the time
    grows with the text and no faster."""

    def __init__(self, words: AssertionWords, months: list[str]) -> None:
        self._abbreviations = frozenset(one.casefold() for one in words.abbreviations)
        self._verbs = word_pattern(words.verbs)
        self._no_verbs = word_pattern(words.no_verbs)
        self._said = word_pattern(words.attributions)
        self._not_said = word_pattern(words.no_attributions)
        self._unknown = word_pattern(words.unknown)
        self._harmed = word_pattern(words.harmed)
        self._either = word_pattern([*words.verbs, *words.harmed])
        self._no_numbers = re.compile(
            f"{_dates(months)}|{word_expression(words.no_numbers)}", re.IGNORECASE
        )
        self._kinds = _kinds_of_words(words)
        asked = word_expression(words.asked)
        before = word_expression([*words.unknown, *words.about])
        gap = r"(?:[^\w,;:،؛]+\w+){0,2}[^\w,;:،؛]+"
        self._opening = re.compile(
            f"{word_expression(words.open)}|{before}{gap}{asked}", re.IGNORECASE
        )
        self._asked_first = re.compile(rf"\W*+{asked}", re.IGNORECASE)
        self._asked_again = re.compile(rf"\W*+(?:\w+\W+)?{asked}", re.IGNORECASE)

    def bare(self, narration: Narration) -> Iterator[Assertion]:
        """The first assertion of each sentence that neither cites a source nor names a speaker."""
        if not self._either.search(narration.spoken):  # most texts
            return
        spoken, cited = _without_questions(narration), _cited_places(narration)
        for one in sentences(narration.text, self._abbreviations):
            found = None if one.asks else self.first(spoken[one.start : one.end])
            if found and bisect_left(cited, one.start) == bisect_left(cited, one.end):
                yield Assertion(one.start + found.start, one.start + found.end)

    def first(self, sentence: str) -> Assertion | None:
        """The first assertion in a sentence that names no speaker."""
        found = [one for one in (self._number(sentence), self._verb(sentence)) if one]
        if not found or self._said.search(self._not_said.sub(blank, sentence)):
            return None
        return min(found)

    def _number(self, sentence: str) -> Assertion | None:
        if not self._harmed.search(sentence):
            return None
        tokens = list(self._kinds.finditer(self._no_numbers.sub(blank, sentence)))
        kinds = "".join(token.lastgroup or "" for token in tokens)
        found = NUMBER_OF_HARMED.search(kinds)
        if not found:
            return None
        return Assertion(tokens[found.start()].start(), tokens[found.end() - 1].end())

    def _verb(self, sentence: str) -> Assertion | None:
        """The first verb that is not within an indirect question or a condition."""
        spoken = self._no_verbs.sub(blank, sentence)
        if not self._verbs.search(spoken):
            return None
        if self._asked_first.match(spoken) and self._unknown.search(spoken):
            return None
        opened, start = False, 0
        for end in [*(match.start() for match in CLAUSE_END.finditer(spoken)), len(spoken)]:
            opening = self._opening.search(spoken, start, end)
            if opened and not opening:
                opening = self._asked_again.match(spoken, start, end)
            for verb in self._verbs.finditer(spoken, start, end):
                if not opening or verb.start() < opening.end():
                    return Assertion(*verb.span())
            opened, start = opening is not None, end
        return None


def _without_questions(narration: Narration) -> str:
    """What the narrator says, without links to questions, whose words are those of a question."""
    text = narration.text
    masked = QUESTION_LINK.sub(blank, text)
    if masked == text:
        return narration.spoken
    both = zip(narration.spoken, masked, text, strict=True)
    return "".join(said if left == written else " " for said, left, written in both)


def _cited_places(narration: Narration) -> list[int]:
    """Where prose cites a source, itself or in a note that does, in order."""
    if not isinstance(narration.file, ProsePage):
        return []
    text = without_code(narration.text)
    citing = {note[1] for note in NOTE.finditer(text) if CITATION_GROUP.search(note[2])}
    marks = [mark.start() for mark in NOTE_MARK.finditer(text) if mark[1] in citing]
    return sorted([*marks, *(group.start() for group in CITATION_GROUP.finditer(text))])


def _dates(months: list[str]) -> str:
    """An expression for dates, whose numbers count nothing: `4, 5 and 6 June`, `June 2011`."""
    month = f"(?-i:{word_expression(months)})"  # `may` is no month
    days = r"\b\d{1,2}(?:(?:\s*[,–-]\s*|\s+\w{1,3}\s+)\d{1,2}){0,4}"
    return rf"{days}\s+{month}|{month}\s+\d{{1,2}}(?=,)|\b(?:1[89]|20)\d\d\b"


def _kinds_of_words(words: AssertionWords) -> re.Pattern[str]:
    """A pattern whose groups are the kinds of words in NUMBER_OF_HARMED."""
    listed = {
        "T": word_expression(words.things),
        "N": rf"\d+(?:[.,]\d+)*+(?!-?[^\W\d])|{word_expression(words.numbers)}",
        "H": word_expression(words.harmed),
        "P": word_expression(words.people),
        "L": word_expression(words.joining),
        "X": r"\w[\w'’-]*+",
        "C": "[:(]",
        "S": r"[,;)—–،؛]",
    }
    return re.compile("|".join(f"(?P<{kind}>{one})" for kind, one in listed.items()), re.IGNORECASE)
