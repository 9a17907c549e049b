"""Words and where they lead: what views say of records, dates and parties."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from ..domain.chronicle import Chronicle
from ..domain.naming import page_path, record_title, source_label
from ..text.bidi import text_direction
from ..text.dates import EdtfDate
from ..text.localization import Texts, date_in_words


@dataclass(frozen=True, slots=True)
class Link:
    """Words and the page they lead to: a path such as events/fire.md#accounts, relative to the root
    of the pages; empty if there is none."""

    text: str
    path: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ForeignText:
    """A text in its language, empty if that is the page's own or not known."""

    text: str
    language: str = ""

    @property
    def direction(self) -> str:
        return text_direction(self.language)


SYMBOLS = {
    "circle": "●",
    "ring": "○",
    "triangle": "▲",
    "cross": "✚",
    "bar": "▬",
    "square": "■",
    "square-open": "□",
    "diamond": "◆",
    "half": "◐",
    "gate": "⊓",
}
"""The character for each mark that a vocabulary may give to a party or a kind of place. Characters
print, copy and keep their shape where colours are taken away."""


@dataclass(frozen=True, slots=True)
class PartyLabel:
    """A party as readers see it: its name and the character that marks it."""

    id: str
    label: str
    symbol: str


class Links:
    """The names, pages and dates of a chronicle's records."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.chronicle = chronicle
        self.texts: Texts = chronicle.texts
        self.vocabulary = chronicle.vocabulary

    @cached_property
    def parties(self) -> dict[str, PartyLabel]:
        """Every party by id, in the order of the vocabulary."""
        terms = self.vocabulary.parties
        return {
            one.id: PartyLabel(one.id, one.label, SYMBOLS.get(one.mark or "", "•")) for one in terms
        }

    def link(self, id_: str, note: str = "") -> Link:
        """The page of a record, called by the record's title."""
        return Link(record_title(self.chronicle, id_), page_path(self.chronicle, id_), note)

    def links(self, ids: Iterable[str]) -> tuple[Link, ...]:
        return tuple(self.link(id_) for id_ in ids)

    def source_link(self, id_: str) -> Link:
        """The page of a source, called by its publisher and date."""
        source = self.chronicle.sources[id_]
        label = source_label(source, self.texts)
        return Link(label, page_path(self.chronicle, id_), source.title or "")

    def source_links(self, ids: Iterable[str]) -> tuple[Link, ...]:
        return tuple(self.source_link(id_) for id_ in ids)

    def label(self, name: str, word: str) -> str:
        """What readers see for a word of one of the vocabulary's lists."""
        return self.vocabulary.label(name, word)

    def date(self, when: EdtfDate | None) -> str:
        """A date in words; empty for none."""
        return date_in_words(when, self.texts)

    def language(self, code: str | None) -> str:
        """A language as the mark-up of a foreign text needs it: empty if it is the page's own."""
        return "" if not code or code == self.chronicle.site.language else code
