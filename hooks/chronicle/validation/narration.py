"""Every text in which the chronicle itself speaks: the records' own words and the prose, without
what others are quoted with.

A field is the narrator's unless it is listed under `WORDS_OF_OTHERS`, names a record, takes a word
of a list or has a fixed form, so a new field is checked without another line.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from pydantic import BaseModel

from ..domain.chronicle import Chronicle
from ..files.loader import ProsePage
from ..files.validated import Located
from ..files.yaml_documents import YamlDocument, walk
from ..model import places, questions, site, sources, statements, types, vocabulary
from ..model.introspection import Location, has_pattern, mark_of, marked_fields
from ..model.types import Fixed
from ..model.vocabulary import Excused
from ..problems import Problem
from ..remembered import recall, recall_all
from ..text.citations import CITATION_GROUP, blank, without_code
from ..text.word_matching import QUOTED_WORDS

WORDS_OF_OTHERS: dict[type[BaseModel], set[str]] = {
    site.ExtractStatement: {"statement"},
    site.Search: {"words"},
    sources.Author: {"family", "given", "literal"},
    sources.Source: {
        "title",
        "title_en",
        "title_en_by",
        "language",
        "container_title",
        "publisher",
        "publisher_place",
        "isbn",
        "page",
    },
    sources.Reading: {"at"},
    statements.Statement: {
        "quote",
        "quote_of",
        "quote_en",
        "quote_en_by",
        "locator",
    },
    statements.Answer: {"position"},
    statements.BearsOn: {"position"},
    statements.Figure: {"worded"},
    types.Name: {"text"},
    questions.NoneFound: {"words", "places"},  # what was searched for, as it was typed
    site.Correction: {"was", "reported_by", "removed"},
    site.NotUsed: {"base_id", "title"},
    site.SiteSettings: {"editors", "version", "licence", "branch"},
    site.Preview: {"file"},
    site.ExtractLine: {"locator"},
    vocabulary.TranslatedTerm: {"text"},
    vocabulary.Vocabulary: {"minor_words", "home_words", "sensitive_words", "custody_words"},
    vocabulary.DisputedWord: {"label", "forms", "but_not"},
    vocabulary.NeutralWord: {"forms", "but_not", "instead", "why"},
    vocabulary.Excused: {"file", "passage"},
    vocabulary.GlossaryEntry: {"term"},
    places.MapName: {"text", "source"},
    places.Layer: {"source", "licence"},
    places.Recipe: {"package", "reader", "file", "take"},
    places.Map: {"attribution"},
}

LINK_TARGET = re.compile(
    r"(?<=\])\([^)\s]{0,2000}\)|(?<=\])\[[^\]]*\]|^[ ]{0,3}\[[^\]^]+\]:.*$|<https?://[^>\s]*>|"
    r"https?://\S+",
    re.M,
)
"""Bounded, like the next ones, so that the time grows with the text and no faster."""
WORD_WITH_HYPHENS = re.compile(r"\w+(?:-\w+)+")
QUOTED_LINES = re.compile(r"^[ ]{0,3}>.*$", re.M)
COMMENT = re.compile(r"<!--.{0,500}?-->", re.S)


TYPED_BY_READERS = {"search_meanings", "search_pages"}
"""The interface's texts that no page shows: what readers may type, in their own words."""


@dataclass(frozen=True, slots=True)
class Narration:
    """A text of the narrator: as written, with quotations and addresses blanked out (`spoken`), and
    the file it was read from."""

    path: str
    text: str
    spoken: str
    file: YamlDocument | ProsePage
    location: Location = ()

    def problem(self, offset: int, message: str, hint: str = "") -> Problem:
        """A problem at that offset of prose, or at the beginning of a record's field."""
        if isinstance(self.file, ProsePage):
            return self.file.problem(offset, message, hint)
        return self.file.problem(self.location, message, hint)


Hit = tuple[Narration, int, int]
"""Words that a rule found in a text: where they begin and end."""


@lru_cache(maxsize=1)  # five rules read them
def narrations(chronicle: Chronicle) -> tuple[Narration, ...]:
    """Every text of the narrator, in the records, the lists, the interface and the prose."""
    return tuple(_narrations(chronicle))


def _narrations(chronicle: Chronicle) -> Iterator[Narration]:
    def without_id(match: re.Match[str]) -> str:
        return blank(match) if match[0] in chronicle.sources else match[0]

    for document, location, text in narrated_fields(chronicle):
        own = WORD_WITH_HYPHENS.sub(without_id, text) if "-" in text else text
        spoken = recall(_without_quotations, own)
        yield Narration(document.path, text, spoken, document, location)
    for prose in chronicle.records.prose.values():
        spoken = recall(_without_quotations, blanked_prose(prose.text))
        yield Narration(f"docs/{prose.path}", prose.text, spoken, prose)


def narrated_fields(chronicle: Chronicle) -> Iterator[tuple[YamlDocument, Location, str]]:
    """Every text of the narrator in data/, with its document and its place there."""
    records = chronicle.records
    located = [record for _, record in records.located()]
    for record in [*located, *([records.vocabulary] if records.vocabulary else [])]:
        yield from ((record.document, *found) for found in recall_all(_of_one, record))
    for name in ("not-used", "glossary", "searches", "expected"):
        document = records.list_document(name)
        for index, entry in enumerate(records.entries(name)):
            yield from ((document, *found) for found in own_texts(entry, (index,)))
    interface = records.list_document("texts")
    for location, text in walk(interface.data):
        if isinstance(text, str) and location[0] not in TYPED_BY_READERS:
            yield interface, location, text


def _of_one(located: Located[Any]) -> Iterator[tuple[Location, str]]:
    """The texts of the narrator in a record."""
    return own_texts(located.record)


def own_texts(record: BaseModel, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every text of the narrator in a record, however deep."""
    for name, key, mark in marked_fields(type(record)):
        if mark is None and name in _own_fields(type(record)):
            yield from _own(getattr(record, name), (*location, key))


def _own(value: object, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, BaseModel):
        yield from own_texts(value, location)
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _own(item, (*location, index))
    elif isinstance(value, str) and not value.startswith(("http://", "https://")):
        yield location, value


@cache
def _own_fields(shape: type[BaseModel]) -> set[str]:
    others = WORDS_OF_OTHERS.get(shape, set())
    fields = shape.model_fields.items()
    return {
        name
        for name, field in fields
        if name not in others and not has_pattern(field) and not mark_of(field, Fixed)
    }


def blanked_prose(text: str) -> str:
    """Prose with code, markers, citations and the targets of links blanked out; offsets stay."""
    text = without_code(text)
    for pattern in (COMMENT, CITATION_GROUP, LINK_TARGET):
        text = pattern.sub(blank, text)
    return text


def _without_quotations(text: str) -> str:
    return QUOTED_WORDS.sub(blank, QUOTED_LINES.sub(blank, text))


def is_excused(hit: Hit, exceptions: Iterable[Excused]) -> bool:
    """Whether a passage that is excused has these words of a text."""
    narration, start, end = hit
    for one in exceptions:
        passage = r"\s+".join(map(re.escape, one.passage.split()))
        found = re.finditer(passage, narration.text) if one.file == narration.path else ()
        if any(match.start() <= start and end <= match.end() for match in found):
            return True
    return False
