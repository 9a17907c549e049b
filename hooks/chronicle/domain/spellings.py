"""Which sources use which spelling of a name."""

from collections import defaultdict
from collections.abc import Iterator

from ..model.sources import Source
from ..model.types import Name
from ..text.word_matching import name_in, name_pattern
from .chronicle import Chronicle


class SpellingUses:
    """Which sources use a spelling: those that its record names, and those that were read and have
    it in their own name, title or a published quotation. A spelling that two records share is left
    to the records."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.chronicle = chronicle
        words = chronicle.vocabulary
        kinds = (*words.kinds_of_actor, *words.kinds_of_place)
        self.everyday_kinds = {kind.id for kind in kinds if kind.everyday_name}
        self.owners: dict[str, set[str]] = defaultdict(set)
        self.languages: set[tuple[str, str]] = set()
        for id_, name in self._names():
            self.owners[name.text].add(id_)
            self.languages.add((name.text, _primary(name.language)))
        self.found: dict[tuple[str, str], set[str]] = defaultdict(set)
        self._look_in_texts()
        self._look_in_names_of_sources()

    def of(self, id_: str, name: Name) -> list[str]:
        """The ids of the sources that use this spelling of this record, those that the record
        names first."""
        return list(dict.fromkeys([*name.sources, *sorted(self.found.get((id_, name.text), ()))]))

    def _names(self) -> Iterator[tuple[str, Name]]:
        for id_, actor in self.chronicle.actors.items():
            yield from ((id_, name) for name in actor.names)
        for id_, place in self.chronicle.places.items():
            yield from ((id_, name) for name in place.names)

    def _look_in_texts(self) -> None:
        names = {" ".join(text.split()): text for text in self.owners}
        pattern = name_pattern(text for text in self.owners if self._is_unmistakable(text))
        for source_id, text, language in self._published_texts():
            for match in pattern.finditer(text):
                name = names[name_in(match)]
                if (name, language) in self.languages and len(self.owners[name]) == 1:
                    self.found[next(iter(self.owners[name])), name].add(source_id)

    def _look_in_names_of_sources(self) -> None:
        for source_id, source in self._read_sources():
            for text in (source.container_title, source.publisher):
                for id_ in self.owners.get(text or "", ()):
                    if id_ in self.chronicle.actors:
                        self.found[id_, str(text)].add(source_id)

    def _read_sources(self) -> Iterator[tuple[str, Source]]:
        """The sources that were read: what others are called is known from those that cite
        them."""
        for id_, source in self.chronicle.sources.items():
            if source.read.extent != "cited":
                yield id_, source

    def _is_unmistakable(self, text: str) -> bool:
        """Not a first name or family name alone, which others have too, and not a name that may be
        an everyday word."""
        actors, places = self.chronicle.actors, self.chronicle.places
        kinds = {(actors.get(id_) or places[id_]).kind for id_ in self.owners[text]}
        return not kinds & self.everyday_kinds and not (
            "person" in kinds and len(text.split()) == 1
        )

    def _published_texts(self) -> Iterator[tuple[str, str, str]]:
        """Every title and every published quotation: the source's id, the words, their
        language."""
        for id_, source in self._read_sources():
            if source.title and source.title_shown:
                yield id_, source.title, _primary(source.language or "")
        for statement in self.chronicle.statements.values():
            record = statement.record
            if record.quote and statement.quotable:
                yield statement.source_id, record.quote, _primary(record.quote_language or "")


def _primary(language: str) -> str:
    return language.split("-")[0]
