"""Spellings of names: the place of each in a list, its script, and the sources that use it."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from . import model, wordmatch
from .relate import Chronicle

# Letters that Unicode does not take apart into a letter and a sign, and Arabic letters that are written for each other.
UNDIVIDED = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ى": "ي", "ة": "ه", "ٱ": "ا"})
# Kinds whose name may be an everyday word: in a running text it need not mean them.
EVERYDAY = {"medium", "building"}


@cache
def script(text: str) -> str:
    """The script of the first letter: latin, arabic, cyrillic and so on; latin for a text of digits."""
    first = next((sign for sign in text if sign.isalpha()), "a")
    return unicodedata.name(first, "latin").split()[0].lower()


@cache
def folded(text: str, articles: tuple[str, ...] = ()) -> str:
    """The text as a list sorts it: without case, signs on letters, apostrophes and a leading article."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(UNDIVIDED)
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(sign))
    words = re.sub(r"[\W_]+", " ", re.sub(r"['’‘ʼʿʾ`´]", "", plain)).split()
    if len(words) > 1 and words[0] in articles:
        words = words[1:]
    if words and re.match(r"ال\w{2,}", words[0]):  # the article that Arabic writes onto its word
        words[0] = words[0][2:]
    return " ".join(words)


class Uses:
    """Which sources use a spelling: those that its record names, and those that were read and in whose own name, title or
    published quotation it stands. A spelling that two records share is left to the records."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.chronicle = chronicle
        self.owners: dict[str, set[str]] = defaultdict(set)
        self.languages: set[tuple[str, str]] = set()
        for id_, name in self._names():
            self.owners[name.text].add(id_)
            self.languages.add((name.text, _primary(name.language)))
        self.found: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._look_in_texts()
        self._look_in_names_of_sources()

    def of(self, id_: str, name: model.Name) -> list[str]:
        """The ids of the sources that use this spelling of this record, those that the record names first."""
        return list(dict.fromkeys([*name.sources, *sorted(self.found.get((id_, name.text), ()))]))

    def _names(self) -> Iterator[tuple[str, model.Name]]:
        for id_, actor in self.chronicle.actors.items():
            yield from ((id_, name) for name in actor.names)
        for id_, place in self.chronicle.places.items():
            yield from ((id_, name) for name in place.names)

    def _look_in_texts(self) -> None:
        pattern, names = wordmatch.spellings(text for text in self.owners if self._means_only_this(text))
        for source_id, text, language in self._published():
            for match in pattern.finditer(text):
                name = names[(match.lastindex or 1) - 1]
                if (name, language) in self.languages and len(self.owners[name]) == 1:
                    self.found[next(iter(self.owners[name])), name].add(source_id)

    def _look_in_names_of_sources(self) -> None:
        for source_id, source in self._read():
            for text in (source.container_title, source.publisher):
                for id_ in self.owners.get(text or "", ()):
                    if id_ in self.chronicle.actors:
                        self.found[id_, str(text)].add(source_id)

    def _read(self) -> Iterator[tuple[str, model.Source]]:
        """The sources that somebody read: what others are called is known from those that cite them."""
        yield from ((id_, source) for id_, source in self.chronicle.sources.items() if source.read.extent != "cited")

    def _means_only_this(self, text: str) -> bool:
        """Not the first name or the family name alone, which others bear too, and not a name like an everyday word."""
        kinds = {(self.chronicle.actors.get(id_) or self.chronicle.places[id_]).kind for id_ in self.owners[text]}
        return not kinds & EVERYDAY and not ("person" in kinds and len(text.split()) == 1)

    def _published(self) -> Iterator[tuple[str, str, str]]:
        """Every title and every published quotation: the source's id, the words, their language."""
        for id_, source in self._read():
            if source.title and source.title_shown:
                yield id_, source.title, _primary(source.language or "")
        for statement in self.chronicle.statements.values():
            if statement.record.quote and statement.quotable:
                yield statement.source_id, statement.record.quote, _primary(statement.record.quote_language or "")


def _primary(language: str) -> str:
    return language.split("-")[0]
