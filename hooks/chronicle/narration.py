"""Every text in which the chronicle itself speaks: the records' own words and the prose, without what others are quoted with.

A field is the narrator's unless it is listed under `WORDS_OF_OTHERS`, names a record, takes a word of a list or has a form
of its own: a new field is looked at without another line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from . import cite, model
from .check import located, marked_fields
from .document import Document, Location
from .load import Prose
from .problem import Problem
from .relate import Chronicle
from .wordmatch import QUOTED

WORDS_OF_OTHERS: dict[type[BaseModel], set[str]] = {
    model.Author: {"family", "given", "literal"},
    model.Source: {
        "title",
        "title_en",
        "title_en_by",
        "container_title",
        "publisher",
        "publisher_place",
        "isbn",
        "page",
    },
    model.Reading: {"at"},
    model.Statement: {"id", "quote", "quote_language", "quote_of", "quote_en", "quote_en_by", "locator"},
    model.Answer: {"position"},
    model.Beside: {"position"},
    model.Figure: {"worded"},
    model.Name: {"text"},
    model.NoneFound: {"words", "places"},  # what was searched for, as it was typed
    model.Correction: {"was", "reported_by", "removed"},
    model.NotUsed: {"base_id", "title"},
    model.Form: {"text"},
    model.Vocabulary: {"alleged_words", "minor_words", "sensitive_words", "custody_words"},
    model.DisputedWord: {"id", "label", "forms", "but_not"},
    model.NeutralWord: {"id", "forms", "instead", "why"},
    model.Excused: {"file", "passage"},
    model.About: {"language", "editors", "version", "licence", "branch"},
    model.ExtractLine: {"locator"},
    model.MapName: {"text", "source"},
    model.Layer: {"source", "licence"},
    model.Recipe: {"package", "reader", "file", "take"},
    model.Map: {"attribution"},
    model.Term: {"id"},
    model.Position: {"id"},
    model.GlossaryEntry: {"id", "term"},
}

LINK_TARGET = re.compile(
    r"(?<=\])\([^)\s]*\)|(?<=\])\[[^\]]*\]|^\s*\[[^\]^]+\]:.*$|<https?://[^>]*>|https?://\S+", re.M
)
QUOTED_LINES = re.compile(r"^[ ]{0,3}>.*$", re.M)
COMMENT = re.compile(r"<!--.*?-->", re.S)


@dataclass(frozen=True, slots=True)
class Told:
    """A text of the narrator: as written, with quotations and addresses blanked out, and what it was read from."""

    path: str
    text: str
    spoken: str
    place: Document | Prose
    location: Location = ()

    def problem(self, offset: int, message: str, hint: str = "") -> Problem:
        """A problem at that offset of the text; of a record, at the beginning of the field."""
        if isinstance(self.place, Prose):
            return self.place.problem(offset, message, hint)
        return self.place.problem(self.location, message, hint)


def told(chronicle: Chronicle) -> Iterator[Told]:
    """Every text of the narrator, in the records, the lists, the pages' own texts and the prose."""
    for document, location, text in told_in_records(chronicle):
        yield Told(document.path, text, _without_quotations(text), document, location)
    for prose in chronicle.records.prose.values():
        yield Told(f"docs/{prose.path}", prose.text, _without_quotations(without_code(prose.text)), prose)


def told_in_records(chronicle: Chronicle) -> Iterator[tuple[Document, Location, str]]:
    """Every text of the narrator in data/, with its document and its place there."""
    records = chronicle.records
    for _, record in located(chronicle):
        yield from ((record.document, *found) for found in narrated(record.record))
    if records.vocabulary:
        yield from ((records.vocabulary.document, *found) for found in narrated(records.vocabulary.record))
    lists = {document.path: document for document in records.lists}
    for name, entries in (
        ("corrections", records.corrections), ("not-used", records.not_used), ("glossary", records.glossary)
    ):  # fmt: skip
        for index, entry in enumerate(entries):
            yield from ((lists[f"data/{name}.yml"], *found) for found in narrated(entry, (index,)))
    for key, text in records.texts.items():
        yield lists["data/texts.yml"], (key,), text


def narrated(record: BaseModel, location: Location = ()) -> Iterator[tuple[Location, str]]:
    """Every text of the narrator in a record, however deep."""
    for name, key, mark in marked_fields(type(record)):
        if mark is None and name in _own(type(record)):
            yield from _narrated(getattr(record, name), (*location, key))


def _narrated(value: object, location: Location) -> Iterator[tuple[Location, str]]:
    if isinstance(value, BaseModel):
        yield from narrated(value, location)
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _narrated(item, (*location, index))
    elif isinstance(value, str) and not value.startswith(("http://", "https://")):
        yield location, value


@cache
def _own(shape: type[BaseModel]) -> set[str]:
    others = WORDS_OF_OTHERS.get(shape, set())
    return {name for name, info in shape.model_fields.items() if name not in others and not _has_a_form(info)}


def _has_a_form(info: FieldInfo) -> bool:
    """Whether a field takes one of a few words: nothing that anybody phrases."""
    return any(getattr(mark, "pattern", None) for mark in info.metadata)


def without_code(text: str) -> str:
    """Prose with code, markers, citations and the targets of links blanked out, so that offsets stay."""
    text = cite.masked(text)
    for found in (COMMENT, cite.GROUP, LINK_TARGET):
        text = found.sub(_blank, text)
    return text


def _without_quotations(text: str) -> str:
    return QUOTED.sub(_blank, QUOTED_LINES.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
