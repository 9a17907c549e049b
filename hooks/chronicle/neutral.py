"""Words that the narrator does not use, listed in data/neutral-words.yml, and the places that are excused."""

from __future__ import annotations

import re
from collections.abc import Iterator

from . import model
from .check import rule, whole
from .narration import Told, told
from .problem import Problem
from .relate import Chronicle
from .wordmatch import pattern


@rule
def the_narrator_takes_no_side(chronicle: Chronicle) -> Iterator[Problem]:
    """Outside quotations, no record and no prose uses a word of data/neutral-words.yml, unless the passage is excused there with
    the reason."""
    if not chronicle.records.neutral:
        return
    listed = chronicle.records.neutral.record
    finder = Finder(listed.words, chronicle.site.language)
    for text in told(chronicle):
        for start, end, word in finder.find(text.spoken):
            if not any(_covers(one, text, start, end) for one in listed.exceptions):
                said = " ".join(text.text[start:end].split())
                hint = f"{word.instead}; {word.why} Or quote it, or excuse it in data/neutral-words.yml"
                yield text.problem(start, f"'{said}' in our own voice", f"write {hint}")


@rule
@whole
def excuses_are_needed(chronicle: Chronicle) -> Iterator[Problem]:
    """Every exception in data/neutral-words.yml excuses a word that stands in that passage of that file today."""
    if not chronicle.records.neutral:
        return
    document, listed = chronicle.records.neutral.document, chronicle.records.neutral.record
    finder = Finder(listed.words, chronicle.site.language)
    files = {one.file for one in listed.exceptions}
    texts = [text for text in told(chronicle) if text.path in files]
    hits = [(text, *found) for text in texts for found in finder.find(text.spoken)]
    for index, one in enumerate(listed.exceptions):
        if not any(_covers(one, text, start, end) for text, start, end, _ in hits):
            yield document.problem(
                ("exceptions", index, "passage"),
                "this exception excuses nothing",
                "delete it, or copy the passage anew",
            )


class Finder:
    """Looks for the listed words of one language: all at once, since nearly every text holds none."""

    def __init__(self, words: list[model.NeutralWord], language: str) -> None:
        listed = [(word, word.forms[language]) for word in words if language in word.forms]
        self.patterns = [(word, pattern(forms)) for word, forms in listed]
        self.any = pattern(form for _, forms in listed for form in forms)

    def find(self, text: str) -> Iterator[tuple[int, int, model.NeutralWord]]:
        """Begin, end and entry of each of the words."""
        if not self.any.search(text):
            return
        for word, one in self.patterns:
            yield from ((*match.span(), word) for match in one.finditer(text))


def _covers(one: model.Excused, text: Told, start: int, end: int) -> bool:
    if one.file != text.path:
        return False
    passage = r"\s+".join(re.escape(part) for part in one.passage.split())
    return any(match.start() <= start and end <= match.end() for match in re.finditer(passage, text.text))
