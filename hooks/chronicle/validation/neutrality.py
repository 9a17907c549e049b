"""Rules on words that the narrator does not use, listed in data/neutral-words.yml, and on the
passages that are excused there and in data/assertions.yml."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from ..domain.chronicle import Chronicle
from ..files.validated import Located
from ..model.assertions import ExcusedUntil
from ..model.vocabulary import Excused, NeutralWord, NeutralWords
from ..problems import Problem
from ..remembered import recall
from ..text.citations import blank
from ..text.word_matching import word_pattern
from .assertions import bare_assertions
from .narration import Hit, Narration, is_excused, narrations

_Found = list[tuple[tuple[int, int], NeutralWord]]
"""Where words of the list begin and end in a text, with their entries."""


def the_narrator_takes_no_party(chronicle: Chronicle) -> Iterator[Problem]:
    """Outside quotations, no record and no prose uses a word of data/neutral-words.yml, unless the
    passage is excused there with the reason."""
    listed = chronicle.records.neutral.record.exceptions if chronicle.records.neutral else []
    for hit, word in _words(chronicle, narrations(chronicle)):
        if not is_excused(hit, listed):
            narration, start, end = hit
            found = " ".join(narration.text[start:end].split())
            hint = f"write {word.instead}; {word.why}"
            hint += " Or quote it, or excuse it in data/neutral-words.yml"
            yield narration.problem(start, f"'{found}' in our own voice", hint)


def exceptions_are_needed(chronicle: Chronicle) -> Iterator[Problem]:
    """Every exception in data/neutral-words.yml and data/assertions.yml excuses something that is
    in that passage of that file today, and has not ended."""
    for located in (chronicle.records.neutral, chronicle.records.assertions):
        if not located:
            continue
        listed: list[Excused] = [*located.record.exceptions]
        files = {one.file for one in listed}
        texts = [text for text in narrations(chronicle) if text.path in files]
        words = [hit for hit, _ in _words(chronicle, texts)]
        hits = (
            words if located is chronicle.records.neutral else [*bare_assertions(chronicle, texts)]
        )
        for index, one in enumerate(listed):
            if not any(is_excused(hit, [one]) for hit in hits):
                message = "this exception excuses nothing"
                hint = "delete it, or copy the passage again"
                yield located.document.problem(("exceptions", index, "passage"), message, hint)
            last = one.until.last if isinstance(one, ExcusedUntil) else None
            if last and last < chronicle.site.version_date.first:
                hint = "write that passage in another way, or give a later day and the reason"
                location = ("exceptions", index, "until")
                yield located.document.problem(location, "this exception has ended", hint)


def _words(chronicle: Chronicle, texts: Iterable[Narration]) -> Iterator[tuple[Hit, NeutralWord]]:
    """Each word that is listed for the language of the chronicle, with its entry."""
    listed, language = chronicle.records.neutral, chronicle.site.language
    for text in texts if listed else ():
        found = recall(_words_in, listed, language, text.spoken)
        yield from (((text, *span), word) for span, word in found)


def _words_in(listed: Located[NeutralWords], language: str, text: str) -> _Found:
    return _finder(listed, language)(text)


@lru_cache(maxsize=1)
def _finder(listed: Located[NeutralWords], language: str) -> Callable[[str], _Found]:
    """What finds the words in a text. All are looked for at once first, as nearly every text has
    none."""
    words = listed.record.words
    any_word = word_pattern(form for word in words for form in word.forms.get(language, []))
    other_sense = word_pattern(form for word in words for form in word.but_not.get(language, []))
    patterns = [(word, word_pattern(word.forms.get(language, []))) for word in words]

    def found_in(text: str) -> _Found:
        if not any_word.search(text):
            return []
        left = other_sense.sub(blank, text)
        return [(one.span(), word) for word, pattern in patterns for one in pattern.finditer(left)]

    return found_in
