"""What the reader can search for, as one script that a browser loads from a server or from disk.

The script assigns `chronicleIndex`: the pages' texts, the rules of `fold`, and the entries. An entry is a page or a
statement; a place or an actor also carries its names, folded, and the entries of its events; a statement those of what it
is about. Keys that are empty are left out. Nothing in it is markup: search.js shows every value as text.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from . import fold, model
from .blocks import MARKER
from .cite import GROUP
from .dates import When
from .relate import Chronicle, SourcedStatement
from .view import View

Entry = dict[str, Any]
MOST_SPOKEN_OF = 5
SHORT_LIST = 3


def script(chronicle: Chronicle, indexes: Mapping[str, str]) -> str:
    """The search index as JavaScript. `indexes` are the titles of the computed lists by path, ending in .md."""
    found = {
        "texts": {key: text for key, text in chronicle.records.texts.items() if key.startswith("search_")},
        "rules": fold.RULES,
        "entries": _Entries(chronicle).all(indexes),
    }
    return f"window.chronicleIndex={json.dumps(found, ensure_ascii=False, separators=(',', ':'))};\n"


class _Entries:
    def __init__(self, chronicle: Chronicle) -> None:
        self.chronicle = chronicle
        self.view = View(chronicle)
        self.texts = chronicle.records.texts
        self.place_of_event = {id_: index for index, id_ in enumerate(self.view.event_order)}
        self.number = {id_: index for index, id_ in enumerate([*self.view.event_order, *chronicle.questions])}

    def all(self, indexes: Mapping[str, str]) -> list[Entry]:
        """Every entry. The events come first, in order of time, then the questions, so that others name them by number."""
        chronicle = self.chronicle
        found = [self._event(id_) for id_ in self.view.event_order]
        found += [self._question(id_) for id_ in chronicle.questions]
        found += [self._place(id_) for id_ in chronicle.places]
        found += [self._actor(id_) for id_ in chronicle.actors]
        found += [self._page(path, title, "") for path, title in sorted(indexes.items())]
        found += [
            self._page(path, "", prose.text) for path, prose in chronicle.records.prose.items() if self._own(path)
        ]
        found += [self._source(id_) for id_ in chronicle.sources]
        found += [self._statement(statement) for statement in chronicle.statements.values()]
        return [{key: value for key, value in entry.items() if value} for entry in found]

    def _own(self, path: str) -> bool:
        """Whether a page of prose is a page of its own, not the narrative of a record."""
        return path[:-3].rpartition("/")[2] not in self.chronicle.kind_of

    def _narrative(self, kind: str, id_: str) -> str:
        prose = self.chronicle.records.prose.get(f"{model.FOLDERS[kind]}/{id_}.md")
        return plain(prose.text, heading=False) if prose else ""

    def _event(self, id_: str) -> Entry:
        event = self.chronicle.events[id_]
        body = [
            event.date_note,
            *(agreed.says for agreed in event.undisputed),
            event.note,
            self._narrative("event", id_),
        ]
        return {
            "kind": "event",
            "url": self.view.url(id_),
            "title": event.title,
            "date": self.view.date(event.date),
            "on": days(event.date),
            "warn": self._warning([id_]),
            "more": self.view.label("kinds_of_event", event.kind),
            "body": joined(body),
        }

    def _warning(self, events: Iterable[str]) -> str:
        """The short content note of the events, the first of the model's where they have several."""
        return next(iter(self.view.content_notes(events, "content_short")), "")

    def _place(self, id_: str) -> Entry:
        place = self.chronicle.places[id_]
        return {
            "kind": "place",
            "url": self.view.url(id_),
            "title": place.name,
            "more": self.view.label("kinds_of_place", place.kind),
            "body": joined([place.note, place.disputed, self._narrative("place", id_)]),
            "names": self._names(place.names),
            "events": self._events_at(id_),
        }

    def _actor(self, id_: str) -> Entry:
        actor = self.chronicle.actors[id_]
        return {
            "kind": "actor",
            "url": self.view.url(id_),
            "title": actor.name,
            "more": actor.role or self.view.label("kinds_of_actor", actor.kind),
            "body": joined([actor.note, self._narrative("actor", id_)]),
            "names": self._names(actor.names),
            "events": self._events_with(id_),
        }

    def _names(self, names: Iterable[model.Name]) -> list[list[str]]:
        """Each name as [as it is spelt, by whom, its words, its sounds]."""
        return [
            [name.text, self._users(name), " ".join(fold.words(name.text)), " ".join(fold.sounds(name.text))]
            for name in names
        ]

    def _users(self, name: model.Name) -> str:
        users = list(dict.fromkeys(self.view.source_name(self.chronicle.sources[s]) for s in name.sources))
        shown = ", ".join(users[:SHORT_LIST])
        return self.texts["search_and_others"].format(names=shown) if len(users) > SHORT_LIST else shown

    def _events_at(self, id_: str) -> list[list[Any]]:
        """The events of a place as [number, why]: those there, then those in places inside it, then those spoken of there."""
        found: dict[str, str] = {}
        for place in [id_, *self._inside(id_)]:
            for event in self.view.event_order:
                for role in self.chronicle.events[event].places:
                    if role.place == place:
                        found.setdefault(event, self._because(role, "search_place", place))
        return self._numbered(found, self._spoken_of(id_, self.chronicle.about.get(id_, []), "search_set_at"))

    def _inside(self, id_: str) -> list[str]:
        """The places within a place, those within them included."""
        inner = [other for other, place in self.chronicle.places.items() if place.within == id_]
        return [place for one in inner for place in (one, *self._inside(one))]

    def _events_with(self, id_: str) -> list[list[Any]]:
        """The events of an actor as [number, why]: those it had a part in, then those it spoke of."""
        found: dict[str, str] = {}
        for event in self.view.event_order:
            for role in self.chronicle.events[event].actors:
                if role.actor == id_:
                    found.setdefault(event, self._because(role, "search_part", id_, role.as_what))
        return self._numbered(found, self._spoken_of(id_, self.chronicle.spoken_by.get(id_, []), "search_speaks"))

    def _because(self, role: model.PlaceRole | model.ActorRole, key: str, id_: str, what: str = "") -> str:
        """Why an event belongs to a place or actor; where that is alleged, with the one who says so."""
        why = self.texts[key].format(name=self.chronicle.name(id_), what=what)
        if role.statement is None or role.role != "alleged":
            return why
        speaker = self.chronicle.statements[role.statement].record.by
        name = self.chronicle.name(speaker.actor) if speaker.actor else speaker.described
        return self.texts["search_alleged"].format(why=why, speaker=name)

    def _spoken_of(self, id_: str, statements: Iterable[SourcedStatement], key: str) -> dict[str, str]:
        """The events that most of the statements concern, in order of time."""
        events = Counter(a for s in statements for a in dict.fromkeys(s.record.about) if a in self.place_of_event)
        most = sorted(events, key=lambda event: (-events[event], self.place_of_event[event]))[:MOST_SPOKEN_OF]
        why = self.texts[key].format(name=self.chronicle.name(id_))
        return {event: why for event in sorted(most, key=self.place_of_event.__getitem__)}

    def _numbered(self, *parts: dict[str, str]) -> list[list[Any]]:
        """The events of the parts, each once, by their numbers."""
        found: dict[str, str] = {}
        for part in parts:
            for event, why in part.items():
                found.setdefault(event, why)
        return [[self.place_of_event[event], why] for event, why in found.items()]

    def _question(self, id_: str) -> Entry:
        question = self.chronicle.questions[id_]
        events = [event for event in self.view.event_order if id_ in self.view.event_questions(event)]
        body = [question.why, *(position.text for position in question.positions), question.would_settle, question.note]
        return {
            "kind": "question",
            "url": self.view.url(id_),
            "title": question.question,
            "warn": self._warning(events),
            "body": joined([*body, self._narrative("question", id_)]),
        }

    def _page(self, path: str, title: str, text: str) -> Entry:
        heading = re.search(r"^#\s+(.+)$", text, re.M)
        return {
            "kind": "page",
            "url": f"{path[:-3]}.html",
            "title": title or plain(heading[1] if heading else path),
            "body": plain(text, heading=False),
        }

    def _source(self, id_: str) -> Entry:
        source = self.chronicle.sources[id_]
        authors = [" ".join(filter(None, (a.literal, a.given, a.family))) for a in source.author]
        return {
            "kind": "source",
            "url": self.view.url(id_),
            "title": self.view.source_title(id_),
            "language": source.language if source.title else "",
            "date": self.view.date(source.issued),
            "on": days(source.issued),
            "more": self.view.source_name(source),
            "body": joined([source.title_en, *authors]),
        }

    def _subjects(self, statement: SourcedStatement) -> Iterable[str]:
        """The events and questions that a statement is about."""
        named = [*statement.record.about, *(answer.question for answer in statement.record.answers)]
        return [id_ for id_ in dict.fromkeys(named) if id_ in self.number]

    def _statement(self, statement: SourcedStatement) -> Entry:
        said, about = self.view.said[statement.ref], statement.record.about
        quote = said["quote"]
        return {
            "kind": "statement",
            "url": said["url"],
            "title": said["says"],
            "date": said["said"],
            "on": days(statement.record.said),
            "about": [self.number[id_] for id_ in self._subjects(statement)],
            "warn": self._warning(id_ for id_ in about if id_ in self.chronicle.events),
            "more": f"{said['speaker'].name} · {said['source'].name}",
            "body": joined([quote["words"].text, quote["translation"]] if quote else []),
        }


def days(date: When | None) -> list[str]:
    """The first and the last day of a date, as ISO dates."""
    return [date.first.isoformat(), date.last.isoformat()] if date else []


def joined(parts: Iterable[str | None]) -> str:
    return " ".join(part for part in parts if part)


def plain(text: str, *, heading: bool = True) -> str:
    """Prose as words: no markers, citations, addresses or signs of Markdown; without its first heading if so asked."""
    if not heading:
        text = re.sub(r"\A\s*#\s+.*\n", "", text)
    text = GROUP.sub("", MARKER.sub("", text))
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return " ".join(re.sub(r"^\s*[-|:\s]+$|^#+ |[`*_\[\]|\\]", " ", text, flags=re.M).split())
