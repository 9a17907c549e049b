"""The pages that list records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from .. import model, wording
from ..dates import When, parse
from ..relate import SourcedStatement
from ..spellings import folded, script
from .facets import NameOf, facets
from .names import Link, Words, other_scripts
from .pages import Pages
from .statements import LAST_DAY, order

DESCRIBED = "described"


def _month(date: When | None) -> str:
    """The month of a date, or its year where no more is known: 1901-05, 1902."""
    return (
        ""
        if date is None
        else f"{date.first:%Y}"
        if date.begin and date.begin.precision == "year"
        else f"{date.first:%Y-%m}"
    )


class Indexes(Pages):
    """The contents of the chronology and of the lists of each kind."""

    def chronology(self) -> list[dict[str, Any]]:
        """All events in order, under headings no finer than their dates."""
        groups: list[dict[str, Any]] = []
        for id_ in self.event_order:
            event = self.chronicle.events[id_]
            heading = self._heading(event.date)
            if not groups or groups[-1]["heading"] != heading:
                groups.append({"heading": heading, "anchor": f"day-{len(groups) + 1}", "events": []})
            groups[-1]["events"].append(self.event_lines[id_])
        return groups

    def central_events(self) -> list[dict[str, Any]]:
        """The events that have a narrative of their own, in order."""
        return [self.event_lines[id_] for id_ in self.event_order if f"events/{id_}.md" in self.chronicle.records.prose]

    def filters(self, index: str) -> list[dict[str, Any]]:
        """By what the list of an index page can be filtered; empty for one that is short or grouped otherwise."""
        one = self._names_of
        names: dict[str, dict[str, NameOf]] = {
            "chronology": {"kind": one("kinds_of_event"), "place": one(), "actor": one(), "question": one()},
            "sources": {
                "kind": one("kinds_of_source"),
                "language": lambda language: self.texts.get(f"language_{language}", language),
                "party": one("parties"),
                "extent": one("extents"),
                "derivation": lambda stands: self.texts[f"derives_{stands}"],
                "date": lambda month: self.date(parse(month)),
            },
            "statements": {
                "party": one("parties"),
                "speaker": self._speaker_of,
                "question": one(),
                "position": self._position_of,
                "event": one(),
            },
            "actors": {"party": one("parties"), "kind": one("kinds_of_actor")},
            "places": {"kind": one("kinds_of_place"), "precision": lambda word: self.texts[f"precision_{word}"]},
        }
        if index not in names:
            return []
        entries = self._entries(index)
        return facets(entries, names[index], self.texts, {"position": self._question_of})

    def _names_of(self, vocabulary: str = "") -> NameOf:
        """What an id is called: a word of a vocabulary, or a record."""
        return (lambda word: self.label(vocabulary, word)) if vocabulary else (lambda id_: self.link(id_).name)

    def _speaker_of(self, id_: str) -> str:
        return self.texts["described_speakers"] if id_ == DESCRIBED else self.link(id_).name

    def _question_of(self, position: str) -> str:
        return self.link(position.split("/")[0]).name

    def _position_of(self, position: str) -> str:
        question, _, id_ = position.partition("/")
        return next(p.text for p in self.chronicle.questions[question].positions if p.id == id_)

    def _entries(self, index: str) -> list[dict[str, str]]:
        """The ids by which each entry of an index page is filtered."""
        listed: dict[str, Iterable[dict[str, Any]]] = {
            "chronology": (event for group in self.chronology() for event in group["events"]),
            "sources": self.sources(),
            "statements": self.statements(),
            "actors": (actor for group in self.actors() for actor in group["actors"]),
            "places": self.places(),
        }
        return [entry["filters"] for entry in listed[index]]

    def statements(self) -> list[dict[str, Any]]:
        """Every statement in order of utterance."""
        listed = sorted(self.chronicle.statements.values(), key=order)
        return [{"statement": self.said[s.ref], "filters": self._statement_filters(s)} for s in listed]

    def _statement_filters(self, statement: SourcedStatement) -> dict[str, str]:
        record = statement.record
        events = [id_ for id_ in record.about if id_ in self.chronicle.events]
        answers = [*record.answers, *record.bears_on]
        return {
            "party": self.chronicle.party(statement),
            "speaker": record.by.actor or DESCRIBED,
            "question": " ".join(dict.fromkeys(answer.question for answer in answers)),
            "position": " ".join(f"{answer.question}/{answer.position}" for answer in record.answers),
            "event": " ".join(events),
        }

    def _heading(self, when: When | None) -> str:
        if when is None:
            return self.texts["undated"]
        begin = when.begin or when.end
        assert begin
        if begin.precision == "day":
            return self.texts["date_day"].format(
                day=begin.first.day, month=self.texts["months"].split()[begin.first.month - 1], year=begin.first.year
            )
        return self.date(When(when.text, begin, begin))

    def questions(self, asked: str = "") -> list[dict[str, Any]]:
        """The questions with their positions: all, or those that ask one of the vocabulary's lists of parties."""
        ids = [id_ for id_, question in self.chronicle.questions.items() if asked in ("", question.asked)]
        return [self._question_line(id_) for id_ in sorted(ids, key=self._question_order)]

    def _question_line(self, id_: str) -> dict[str, Any]:
        question = self.chronicle.questions[id_]
        return {
            "link": self.link(id_),
            "why": question.why,
            "positions": [{"text": p.text, "id": p.id, "support": self.support(id_, p.id)} for p in question.positions],
        }

    def _question_order(self, id_: str) -> tuple[int, str]:
        """Questions stand in the order of the first event that bears on them."""
        first = next(
            (index for index, event in enumerate(self.event_order) if id_ in self.chronicle.events[event].questions),
            len(self.event_order),
        )
        return first, id_

    def actors(self) -> list[dict[str, Any]]:
        """All actors, grouped by party."""
        groups = []
        for party in self.chronicle.parties():
            ids = sorted(
                (i for i, a in self.chronicle.actors.items() if a.party == party),
                key=lambda i: self.chronicle.actors[i].name.casefold(),
            )
            if ids:
                term = self.vocabulary.term("parties", party)
                groups.append(
                    {
                        "label": term.label,
                        "id": party,
                        "mark": term.mark or "dot",
                        "means": term.means,
                        "actors": [self._actor_line(i) for i in ids],
                    }
                )
        return groups

    def _actor_line(self, id_: str) -> dict[str, Any]:
        actor = self.chronicle.actors[id_]
        return {
            "link": self.link(id_),
            "role": actor.role,
            "other": other_scripts(actor.names),
            "number": len(self.chronicle.spoken_by.get(id_, [])),
            "count": wording.count(len(self.chronicle.spoken_by.get(id_, [])), "statements", self.texts),
            "filters": {"party": actor.party, "kind": actor.kind},
        }

    def places(self) -> list[dict[str, Any]]:
        """All places by name, each with what it lies in."""
        ids = sorted(self.chronicle.places, key=lambda i: self.chronicle.places[i].name.casefold())
        return [self._place_line(id_) for id_ in ids]

    def _place_line(self, id_: str) -> dict[str, Any]:
        place = self.chronicle.places[id_]
        number = len(self.chronicle.about.get(id_, []))
        return {
            "link": self.link(id_),
            "kind": self.label("kinds_of_place", place.kind),
            "other": other_scripts(place.names),
            "within": self._within(id_),
            "number": number,
            "count": wording.count(number, "statements", self.texts),
            "filters": {"kind": place.kind, "precision": place.precision},
        }

    def _within(self, id_: str) -> list[Link]:
        """The places in which one lies, the nearest first."""
        outer = self.chronicle.places[id_].within
        return [self.link(outer), *self._within(outer)] if outer else []

    def names(self) -> list[dict[str, Any]]:
        """Every spelling of every actor and place in alphabetical order, by script and, in the Latin one, by first letter."""
        articles = tuple(self.texts["articles"].split())
        rows = sorted(self._spellings(articles), key=lambda row: (row["key"], row["words"].text, row["link"].name))
        groups: list[dict[str, Any]] = []
        for name in sorted({row["script"] for row in rows}, key=lambda name: (name != "latin", name)):
            listed = [row for row in rows if row["script"] == name]
            initials = dict.fromkeys(row["initial"] for row in listed)
            groups.append(
                {
                    "id": name,
                    "label": self.texts.get(f"script_{name}", self.texts["script_other"]),
                    "number": wording.count(len(listed), "spellings", self.texts),
                    "letters": [
                        {
                            "id": f"{name}-{initial.lower() if initial.isalpha() else 0}",
                            "label": initial,
                            "rows": [row for row in listed if row["initial"] == initial],
                        }
                        for initial in initials
                    ],
                }
            )
        return groups

    def _spellings(self, articles: tuple[str, ...]) -> Iterator[dict[str, Any]]:
        records: list[tuple[str, model.Actor | model.Place, str]] = [
            *((id_, actor, "kinds_of_actor") for id_, actor in self.chronicle.actors.items()),
            *((id_, place, "kinds_of_place") for id_, place in self.chronicle.places.items()),
        ]
        for id_, record, kinds in records:
            for name in record.names:
                key, latin = folded(name.text, articles), script(name.text) == "latin"
                first = key[:1].upper() if key[:1].isalpha() else self.texts["digits"]
                yield {
                    **self.spelling(id_, name),
                    "key": key,
                    "script": script(name.text),
                    "initial": first if latin else "",
                    "link": self.link(id_),
                    "kind": self.label(kinds, record.kind),
                }

    def glossary(self) -> list[dict[str, Any]]:
        """The glossary: the words of the sources, then this chronicle's own, each in alphabetical order."""
        entries = sorted(self.chronicle.records.glossary, key=lambda entry: (folded(entry.term), entry.id))
        return [
            {
                "id": id_,
                "label": self.texts[f"glossary_{id_}"],
                "entries": [self._glossary_entry(entry) for entry in entries if entry.ours == ours],
            }
            for id_, ours in (("theirs", False), ("ours", True))
            if any(entry.ours == ours for entry in entries)
        ]

    def _glossary_entry(self, entry: model.GlossaryEntry) -> dict[str, Any]:
        return {
            "id": entry.id,
            "term": entry.term,
            "forms": [
                {"words": Words(form.text, form.language), "sources": self.source_links(form.sources)}
                for form in entry.forms
            ],
            "says": entry.says,
            "unsourced": not entry.ours and not any(said.because for said in entry.says),
            "records": self.links(entry.records),
        }

    def sources(self) -> list[dict[str, Any]]:
        """All sources by date of publication."""
        ids = sorted(
            self.chronicle.sources,
            key=lambda i: (
                issued.order if (issued := self.chronicle.sources[i].issued) else (LAST_DAY, LAST_DAY, ""),
                i,
            ),
        )
        return [self._source_line(i) for i in ids]

    def _source_line(self, id_: str) -> dict[str, Any]:
        source = self.chronicle.sources[id_]
        return {
            "link": Link(self.source_title(id_), self.url(id_)),
            "name": self.source_name(source),
            "language": source.language or "",
            "direction": Words("", source.language or "").direction,
            "date": self.date(source.issued) or self.texts["date_unknown"],
            "kind": self.label("kinds_of_source", source.kind),
            "extent": self.label("extents", source.read.extent),
            "statements": len(source.statements),
            "derivation": self.texts[f"derives_{source.derives_from.stands}"],
            "title_en": source.title_en,
            "cited": source.read.extent == "cited",
            "filters": {
                "kind": source.kind,
                "language": source.language or "",
                "party": source.party or "",
                "extent": source.read.extent,
                "derivation": source.derives_from.stands,
                "date": _month(source.issued),
            },
        }
