"""What a text is like for readers: words, sentences, reading grade, verbs of speech, hedges."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from statistics import median

import readability
import yaml
from readability.langdata import LANGDATA

from chronicle.model.assertions import AssertionWords
from chronicle.text.citations import CITATION_GROUP, NOTE, NOTE_MARK
from chronicle.text.sentences import Sentence, sentences
from chronicle.text.word_matching import word_pattern
from chronicle.validation.narration import blanked_prose

PHRASES = Path(__file__).with_name("phrases.yml")
LONG = 30
"""The words of a sentence that is not long."""
WORD = re.compile(r"\w+(?:[.,:'’–-]\w+)*")
NOT_PROSE = re.compile(r"^[ ]{0,3}(?:#{1,6}[ ].*|\|.*|>.*|<!--.*?-->)$", re.M)
LEAST = 100
"""The fewest words of which a grade says anything."""
GRADED = ("de", "en", "nl")
"""The languages whose syllables the library counts."""
Place = tuple[int, str]
"""A line, from 1, and the words there."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words that the report looks for, in one language."""

    language: str
    said: re.Pattern[str]
    hedges: re.Pattern[str]
    phrases: re.Pattern[str]
    pronouns: re.Pattern[str]
    abbreviations: frozenset[str] = frozenset()


def words_of(language: str, known: AssertionWords | None) -> Words:
    """The words of a language; none where none are listed."""
    every: dict[str, dict[str, list[str]]] = yaml.safe_load(PHRASES.read_text(encoding="utf-8"))
    listed = every.get(language, {})
    return Words(
        language,
        word_pattern(known.attributions if known else []),
        word_pattern(listed.get("hedges", [])),
        word_pattern(listed.get("phrases", [])),
        word_pattern(listed.get("pronouns", [])),
        frozenset(one.casefold() for one in known.abbreviations) if known else frozenset(),
    )


@dataclass(frozen=True)
class Measures:
    """A text as figures. `lengths` are the words of each sentence; places have their line."""

    lengths: list[int]
    grade: float | None
    said: int
    hedges: list[Place]
    phrases: list[Place]
    long: list[Place]
    words: int

    @cached_property
    def median(self) -> float:
        return median(self.lengths) if self.lengths else 0

    def per_thousand(self, number: int) -> float:
        """A number for each thousand words."""
        return 1000 * number / self.words if self.words else 0


def measured(texts: Iterable[tuple[int, str]], words: Words) -> Measures:
    """The figures of texts, each with the line on which it begins."""
    plain: list[str] = []
    hedges: list[Place] = []
    phrases: list[Place] = []
    long: list[Place] = []
    for first, text in texts:
        read = _as_read(text)
        for one in sentences(read, words.abbreviations):
            sentence = " ".join(read[one.start : one.end].split())
            if not WORD.search(sentence):
                continue
            plain.append(sentence)
            start = one.end - len(read[one.start : one.end].lstrip())
            line = first + read.count("\n", 0, start)
            hedges += _found(words.hedges, read, one, first)
            phrases += _found(words.phrases, read, one, first)
            if len(WORD.findall(sentence)) > LONG:
                long.append((line, sentence))
    lengths = [len(WORD.findall(sentence)) for sentence in plain]
    said = sum(len(words.said.findall(sentence)) for sentence in plain)
    grade = reading_grade(plain, words.language)
    return Measures(lengths, grade, said, hedges, phrases, long, sum(lengths))


def reading_grade(plain: Iterable[str], language: str) -> float | None:
    """The years of school that a text asks for, by the formula of Flesch and Kincaid with the
    syllables that the library readability counts; None for a short text and a language that it does
    not know."""
    lines = [WORD.findall(sentence) for sentence in plain]
    words = [word for line in lines for word in line]
    if len(words) < LEAST or language not in GRADED:
        return None
    count = LANGDATA[language]["syllables"]
    syllables = sum(max(1, count(word)) for word in words)  # the library finds none in `the`
    return float(readability.KincaidGradeLevel(syllables, len(words), len(lines)))


def _as_read(text: str) -> str:
    """Prose as a reader hears it: no headings, tables, quotations, notes, code or citations. Lines
    stay."""
    for pattern in (NOTE, NOT_PROSE, NOTE_MARK, CITATION_GROUP):
        text = pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    text = re.sub(r"[*_\[\]]", "", blanked_prose(text))
    return re.sub(r"(?<=\w)[ ]+(?=[.,;:!?])", "", text)


def _found(pattern: re.Pattern[str], text: str, one: Sentence, first: int) -> list[Place]:
    found = pattern.finditer(text, one.start, one.end)
    return [
        (first + text.count("\n", 0, match.start()), " ".join(match[0].split())) for match in found
    ]
