"""What records are called on the pages, and the addresses of their pages, relative to the site's root."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .. import model, wording
from ..dates import When
from ..direction import direction
from ..relate import Chronicle


@dataclass(frozen=True, slots=True)
class Link:
    """A name and the address of its page; `url` is empty where there is none."""

    name: str
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A text in its language and direction of writing."""

    text: str
    language: str

    @property
    def direction(self) -> str:
        return direction(self.language)


class Names:
    """Names, addresses, dates and labels of records."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.chronicle = chronicle
        self.texts: Mapping[str, str] = chronicle.records.texts
        self.vocabulary = chronicle.vocabulary

    def url(self, id_: str) -> str:
        """The address of a record's page."""
        kind = self.chronicle.kind_of.get(id_)
        return f"{model.FOLDERS[kind]}/{id_}.html" if kind else ""

    def link(self, id_: str, note: str = "") -> Link:
        name = self.source_title(id_) if id_ in self.chronicle.sources else self.chronicle.name(id_)
        return Link(name, self.url(id_), note)

    def links(self, ids: Iterable[str]) -> list[Link]:
        return [self.link(id_) for id_ in ids]

    def date(self, when: When | None) -> str:
        return wording.say(when, self.texts)

    def content_notes(self, events: Iterable[str], form: str = "content") -> list[str]:
        """The notes on what these events hold, in words, each once and in the order of the model. `form` is that of the texts."""
        found = {self.chronicle.events[id_].content_note for id_ in events}
        return [self.texts[f"{form}_{note.replace('-', '_')}"] for note in model.CONTENT_NOTES if note in found]

    def label(self, vocabulary: str, word: str) -> str:
        return self.vocabulary.term(vocabulary, word).label

    def source_title(self, id_: str) -> str:
        """A source in a few words: its title, or what it is where no title was seen."""
        source = self.chronicle.sources[id_]
        return source.title or f"{self.source_name(source)}, {self.texts['title_not_seen']}"

    def source_name(self, source: model.Source) -> str:
        """Who published a source."""
        authors = " and ".join(author.literal or str(author.family) for author in source.author)
        return source.container_title or source.publisher or authors or source.title or self.texts["unknown"]

    def source_short(self, source: model.Source) -> str:
        """The publisher and date of a source, as it stands behind a statement."""
        return ", ".join(part for part in (self.source_name(source), self.date(source.issued)) if part)


def other_scripts(names: Iterable[model.Name]) -> list[Words]:
    """The first name in each language other than that of the preferred name."""
    listed = list(names)
    first = model.preferred(listed).language
    found: dict[str, Words] = {}
    for name in listed:
        if name.language != first and Words("", name.language).direction == "rtl":
            found.setdefault(name.language, Words(name.text, name.language))
    return list(found.values())
