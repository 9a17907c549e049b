"""The rule that no private person can be found by name, age and place together. Its message repeats
none of the three."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ..domain.chronicle import Chronicle
from ..problems import Problem
from ..text.sentences import sentences
from ..text.word_matching import name_pattern, word_expression
from .narration import narrations, prose_words

PUBLIC = "holds-public-role"
WIDE = ("region", "country", "unknown")
"""The precisions of places in which no one is found."""
NEAR = 80
"""Within how many characters of an age its name is looked for."""
ANY_AGE = "777"
BARE_AGE = r"(?:(?<=, )|(?<= \())\d{1,3}(?=[);.]|, (?!\d)|$)"
GAP_BEFORE = re.compile(r"(?:[\s,(]+[^\W\d_]+){0,4}[\s,(]+$")
GAP_AFTER = re.compile(r"(?:[\s-]+[^\W\d_]+){0,3}\s+")
WORD = re.compile(r"\w[\w'’-]*")
PAIRS_NEAR = 5


def private_persons_are_not_identified(chronicle: Chronicle) -> Iterator[Problem]:
    """No sentence gives the name, the age and the place of a private person together, not even of
    someone who has a record."""
    finder = _Finder(chronicle)
    message = "the name, the age and the place of a private person in one sentence"
    for narration in narrations(chronicle):
        words = prose_words(narration.text)
        if re.search(r"\d", words):
            for one in sentences(words):
                sentence = words[one.start : one.end]
                if finder.identifies(sentence):
                    start = one.end - len(sentence.lstrip())
                    yield narration.problem(start, message, "leave out the age, or the place")


class _Finder:
    def __init__(self, chronicle: Chronicle) -> None:
        people = [actor for actor in chronicle.actors.values() if actor.kind == "person"]
        self._public = {
            name.text for one in people if one.why_named == PUBLIC for name in one.names
        }
        private = {name.text for one in people for name in one.names} - self._public
        self._known, _ = name_pattern(private)
        places = [one for one in chronicle.places.values() if one.precision not in WIDE]
        self._places, _ = name_pattern(name.text for one in places for name in one.names)
        vocabulary = chronicle.vocabulary
        aged = [word for word in vocabulary.minor_words if "{age}" in word]
        written = word_expression(word.replace("{age}", ANY_AGE) for word in aged)
        written = written.replace(ANY_AGE, r"\d{1,3}")
        self._ages = re.compile(f"{written}|{BARE_AGE}", re.IGNORECASE)
        self._home = re.compile(rf"(?i:{word_expression(vocabulary.home_words)})\s+([^\W\d_])")

    def identifies(self, sentence: str) -> bool:
        """Whether a sentence has the age of someone who is named, and a place."""
        aged = any(self._is_of_a_named_one(sentence, age) for age in self._ages.finditer(sentence))
        if not aged:
            return False
        homes = self._home.finditer(sentence)
        return bool(self._places.search(sentence)) or any(one[1].isupper() for one in homes)

    def _is_of_a_named_one(self, sentence: str, age: re.Match[str]) -> bool:
        before = sentence[max(0, age.start() - NEAR) : age.start()]
        after = sentence[age.end() : age.end() + NEAR]
        if any(GAP_BEFORE.match(before, name.end()) for name in self._known.finditer(before)):
            return True
        gap = GAP_AFTER.match(after)
        if gap and any(name.start() <= gap.end() for name in self._known.finditer(after)):
            return True
        ending = list(pairwise(WORD.finditer(before)))[-PAIRS_NEAR:]
        beginning = list(pairwise(WORD.finditer(after)))[:PAIRS_NEAR]
        return self._has_name(before, ending[::-1]) or self._has_name(after, beginning)

    def _has_name(self, text: str, pairs: Sequence[tuple[re.Match[str], re.Match[str]]]) -> bool:
        """Whether the first pair of words with capitals is no name of someone who holds a public
        role."""
        for given, family in pairs:
            together = text[given.end() : family.start()].isspace()
            if together and all(one[0] != one[0].lower() for one in (given, family)):
                name = f"{given[0]} {family[0]}"
                return not any(name in known for known in self._public)
        return False
