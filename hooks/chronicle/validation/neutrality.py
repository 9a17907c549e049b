"""Rules on words that the narrator does not use, listed in data/neutral-words.yml, and on the
passages that are excused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..domain.chronicle import Chronicle
from ..model.vocabulary import NeutralWord
from ..problems import Problem
from ..text.word_matching import word_pattern
from .narration import covers, narrations


def the_narrator_takes_no_party(chronicle: Chronicle) -> Iterator[Problem]:
    """Outside quotations, no record and no prose uses a word of data/neutral-words.yml, unless the
    passage is excused there with the reason."""
    if not chronicle.records.neutral:
        return
    listed = chronicle.records.neutral.record
    finder = _WordFinder(listed.words, chronicle.site.language)
    for narration in narrations(chronicle):
        for start, end, word in finder.find(narration.spoken):
            if not any(covers(one, narration, start, end) for one in listed.exceptions):
                found = " ".join(narration.text[start:end].split())
                hint = f"write {word.instead}; {word.why}"
                hint += " Or quote it, or excuse it in data/neutral-words.yml"
                yield narration.problem(start, f"'{found}' in our own voice", hint)


def exceptions_are_needed(chronicle: Chronicle) -> Iterator[Problem]:
    """Every exception in data/neutral-words.yml excuses a word that is in that passage of that file
    today."""
    if not chronicle.records.neutral:
        return
    document, listed = chronicle.records.neutral.document, chronicle.records.neutral.record
    finder = _WordFinder(listed.words, chronicle.site.language)
    files = {one.file for one in listed.exceptions}
    texts = [narration for narration in narrations(chronicle) if narration.path in files]
    hits = [(text, start, end) for text in texts for start, end, _ in finder.find(text.spoken)]
    for index, one in enumerate(listed.exceptions):
        if not any(covers(one, text, start, end) for text, start, end in hits):
            location = ("exceptions", index, "passage")
            hint = "delete it, or copy the passage again"
            yield document.problem(location, "this exception excuses nothing", hint)


class _WordFinder:
    """Looks for the listed words of one language; all at once first, as nearly every text has
    none."""

    def __init__(self, words: Iterable[NeutralWord], language: str) -> None:
        listed = [(word, word.forms[language]) for word in words if language in word.forms]
        self.patterns = [(word, word_pattern(forms)) for word, forms in listed]
        self.any = word_pattern(form for _, forms in listed for form in forms)

    def find(self, text: str) -> Iterator[tuple[int, int, NeutralWord]]:
        """Begin, end and entry of each of the words."""
        if self.any.search(text):
            for word, pattern in self.patterns:
                yield from ((*match.span(), word) for match in pattern.finditer(text))
