"""The page of each kind of record."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from .. import model, wording
from ..relate import SourcedStatement, full_reference
from ..spellings import Uses
from .descent import Descent
from .names import Link, Words, other_scripts
from .statements import LAST_DAY, order

MOST_USERS = 3  # of a spelling, shown at once


class Pages(Descent):
    """The contents of the page of an event, question, actor, place or source."""

    def event(self, id_: str) -> dict[str, Any]:
        event = self.chronicle.events[id_]
        statements = self.chronicle.about.get(id_, [])
        return {
            "id": id_,
            "title": event.title,
            "status": event.status,
            "kind": self.label("kinds_of_event", event.kind),
            "date": self.date(event.date),
            "date_note": event.date_note,
            "content_note": self.content_note([id_]),
            "description": self._described(
                event.title,
                self.date(event.date),
                wording.count(len(statements), "statements", self.texts),
                events=[id_],
            ),
            "after": self.links(event.after),
            "before": self.links(event.before),
            "part_of": self.link(event.part_of) if event.part_of else None,
            "parts": self.links(i for i in self.event_order if self.chronicle.events[i].part_of == id_),
            "places": [self._role(role.place, "", role.role, role.statement) for role in event.places],
            "actors": [self._role(role.actor, role.as_what, role.role, role.statement) for role in event.actors],
            "undisputed": [
                {
                    "says": a.says,
                    "by": [self.said[ref] for ref in a.agreed_by],
                    "silent": [self.label("parties", party) for party in a.silent],
                    "other_matter": [
                        {"statement": self.said[o.statement], "because": o.because} for o in a.other_matter
                    ],
                }
                for a in event.undisputed
            ],
            "questions": self.links(self.event_questions(id_)),
            "parties": self.by_party(statements),
            "figures": self.figures(statements),
            "note": event.note,
            "before_and_after": self._neighbours(id_),
            "strip": self._strip(id_, event),
        }

    def content_note(self, events: Iterable[str]) -> str:
        """What readers are told before they meet what these events hold."""
        notes = self.content_notes(events)
        return " ".join([*notes, self.texts["content_no_pictures"]] if notes else [])

    def _described(self, *parts: str, events: Iterable[str] = ()) -> str:
        """A page in a few sentences, for lists of results and previews; the content note comes with it."""
        sentences = [part.rstrip(".?!") + ("?" if part.endswith("?") else ".") for part in parts if part]
        return " ".join([*sentences, self.content_note(events)]).strip()

    def _role(self, id_: str, as_what: str, role: str, statement: str | None) -> dict[str, Any]:
        return {
            "link": self.link(id_),
            "as": as_what,
            "alleged": role == "alleged",
            "statement": self.said[statement] if statement else None,
        }

    @cached_property
    def event_lines(self) -> dict[str, dict[str, Any]]:
        """Every event as one line of a list, by its id: several pages show each."""
        return {id_: self._event_line(id_) for id_ in self.chronicle.events}

    def _event_line(self, id_: str) -> dict[str, Any]:
        event = self.chronicle.events[id_]
        statements = self.chronicle.about.get(id_, [])
        return {
            "link": self.link(id_),
            "date": self.date(event.date),
            "alleged": event.status == "alleged",
            "kind": self.label("kinds_of_event", event.kind),
            "undated": self._order_words(event),
            "parties": self.by_party(statements),
            "count": wording.count(len(statements), "statements", self.texts),
            "strip": self._strip(id_, event),
            "filters": self._filters(id_, event),
        }

    def _strip(self, id_: str, event: model.Event) -> dict[str, Any]:
        """An event on the row of days, and the days on which what is said of it was published."""
        issued = {s.source_id: s.source.issued for s in self.chronicle.about.get(id_, [])}
        days = {when.first for when in issued.values() if when and when.first == when.last}
        shown = sorted(day for day in days if self.days.holds(day))
        return {
            "bar": self.days.bar(event.date),
            "reports": [{"x": self.days.middle(day)} for day in shown],
        }

    def _filters(self, id_: str, event: model.Event) -> dict[str, str]:
        """The ids by which a list of events can be filtered."""
        return {
            "kind": event.kind,
            "place": " ".join(dict.fromkeys(role.place for role in event.places)),
            "actor": " ".join(dict.fromkeys(role.actor for role in event.actors)),
            "question": " ".join(self.event_questions(id_)),
        }

    def _order_words(self, event: model.Event) -> list[Link]:
        if event.date:
            return []
        after = [self.link(i, self.texts["order_after"]) for i in event.after]
        return after + [self.link(i, self.texts["order_before"]) for i in event.before]

    def event_questions(self, id_: str) -> list[str]:
        """The questions that an event bears on: those it names, and those that statements about it answer."""
        named = list(self.chronicle.events[id_].questions)
        answered = [answer.question for s in self.chronicle.about.get(id_, []) for answer in s.record.answers]
        return list(dict.fromkeys([*named, *sorted(answered)]))

    @cached_property
    def event_order(self) -> list[str]:
        """All events by date; those without one before the first event that they come before, or after the last."""
        events = self.chronicle.events
        dated = {id_: event.date.order for id_, event in events.items() if event.date}

        def placed(id_: str) -> tuple[Any, ...]:
            event = events[id_]
            if event.date:
                return (*event.date.order, 1, id_)
            following = [dated[other] for other in event.before if other in dated]
            previous = [dated[other] for other in event.after if other in dated]
            near = min(following) if following else max(previous, default=(LAST_DAY, LAST_DAY, ""))
            return (*near, 0 if following else 2, id_)

        return sorted(events, key=placed)

    def _neighbours(self, id_: str) -> tuple[Link | None, Link | None]:
        index = self.event_order.index(id_)
        before = self.event_order[index - 1] if index else None
        after = self.event_order[index + 1] if index + 1 < len(self.event_order) else None
        return (self.link(before) if before else None, self.link(after) if after else None)

    def question(self, id_: str) -> dict[str, Any]:
        question = self.chronicle.questions[id_]
        positions = [self._position(id_, position) for position in question.positions]
        answering = {s.ref: s for p in question.positions for s in self.chronicle.answering.get((id_, p.id), [])}
        events = [i for i in self.event_order if id_ in self.event_questions(i)]
        return {
            "id": id_,
            "title": question.question,
            "content_note": self.content_note(events),
            "description": self._described(question.question, question.why, events=events),
            "why": question.why,
            "positions": positions,
            "parties": self._asked(id_, question, list(answering.values())),
            "figures": self.figures(self._figured(id_, question), question.figures),
            "changed": self.changed(answering),
            "answered": self.answered(answering),
            "would_settle": question.would_settle,
            "note": question.note,
            "events": self.links(events),
        }

    def _figured(self, id_: str, question: model.Question) -> list[SourcedStatement]:
        """The statements whose figures a question shows: its answers and those beside them, or all."""
        if question.all_figures:
            return list(self.chronicle.statements.values())
        found = {s.ref: s for p in question.positions for s in self.chronicle.answering.get((id_, p.id), [])}
        found |= {s.ref: s for p in question.positions for s, _ in self.chronicle.bears_on.get((id_, p.id), [])}
        return list(found.values())

    def _position(self, question: str, position: model.Position) -> dict[str, Any]:
        found = self.chronicle.answering.get((question, position.id), [])
        bears_on = sorted(self.chronicle.bears_on.get((question, position.id), []), key=lambda pair: order(pair[0]))
        counted = [s for s in found if self.chronicle.standings[s.ref].counted]
        return {
            "id": position.id,
            "text": position.text,
            "support": self.support(question, position.id),
            "counted": self.listed(counted),
            "others": self.listed(s for s in found if not self.chronicle.standings[s.ref].counted),
            "bears_on": [{"statement": self.said[s.ref], "because": because} for s, because in bears_on],
            "speakers": self._holders(found),
            "descent": self.descent(found),
        }

    def _holders(self, found: list[SourcedStatement]) -> list[dict[str, Any]]:
        """The parties that hold a position, in their order, each with its speakers and their statements."""
        parties = []
        for party in self.by_party(found):
            speakers: dict[str, list[dict[str, Any]]] = defaultdict(list)
            for said in party["statements"]:
                speakers[said["speaker"].name].append(said)
            parties.append(
                {**party, "speakers": [{"name": name, "statements": said} for name, said in speakers.items()]}
            )
        return parties

    def _asked(self, id_: str, question: model.Question, answering: list[SourcedStatement]) -> list[dict[str, Any]]:
        """Every party asked or heard: the positions that it takes, or what was searched without finding a statement."""
        rows = {row.party: row for row in question.none_found}
        asked = self.vocabulary.party_lists.get(question.asked, [])
        spoke = {self.chronicle.party(s) for s in answering}
        return [
            {
                **self._party(party, [s for s in answering if self.chronicle.party(s) == party]),
                "positions": self._taken(id_, question, party),
                "none_found": self._none_found(rows.get(party)),
            }
            for party in self.chronicle.parties()
            if party in asked or party in spoke
        ]

    def _taken(self, id_: str, question: model.Question, party: str) -> list[dict[str, Any]]:
        """The positions that a party takes, each with its statements."""
        taken = []
        for position in question.positions:
            found = self.chronicle.answering.get((id_, position.id), [])
            of_side = self.listed(s for s in found if self.chronicle.party(s) == party)
            if of_side:
                number = wording.count(len(of_side), "statements", self.texts)
                taken.append({"id": position.id, "text": position.text, "number": number})
        return taken

    def _none_found(self, row: model.NoneFound | None) -> dict[str, Any] | None:
        if row is None:
            return None
        return {"words": row.words, "places": row.places, "date": self.date(row.date), "note": row.note}

    def actor(self, id_: str) -> dict[str, Any]:
        actor = self.chronicle.actors[id_]
        events = [i for i in self.event_order if any(role.actor == id_ for role in self.chronicle.events[i].actors)]
        others = [s for s in self.chronicle.about.get(id_, []) if s.record.by.actor != id_]
        return {
            "id": id_,
            "title": actor.name,
            "description": self._described(
                actor.name, actor.role or self.label("kinds_of_actor", actor.kind), events=events
            ),
            "names": self._names(id_, actor.names),
            "other_names": other_scripts(actor.names),
            "kind": self.label("kinds_of_actor", actor.kind),
            "person": actor.kind == "person",
            "party": self.label("parties", actor.party),
            "party_id": actor.party,
            "party_mark": self.vocabulary.term("parties", actor.party).mark or "dot",
            "role": actor.role,
            "why": self.label("reasons_for_naming", actor.why_named),
            "why_cited": [ref for ref in actor.why_named_because],
            "speaks_for": self.link(actor.speaks_for) if actor.speaks_for else None,
            "speaks_for_because": actor.speaks_for_because,
            "spoken_for_by": self.links(sorted(i for i, a in self.chronicle.actors.items() if a.speaks_for == id_)),
            "affiliations": [self._affiliation(a) for a in actor.affiliations],
            "perhaps": self.link(actor.perhaps_same_as.actor, actor.perhaps_same_as.because)
            if actor.perhaps_same_as
            else None,
            "note": actor.note,
            "said": self.listed(self.chronicle.spoken_by.get(id_, [])),
            "changed": self.changed({s.ref for s in self.chronicle.spoken_by.get(id_, [])}),
            "said_of": self.by_party(others),
            "events": [self.event_lines[i] for i in events],
        }

    def _affiliation(self, affiliation: model.Affiliation) -> dict[str, Any]:
        dates = [self.date(affiliation.begin), self.date(affiliation.end)]
        return {
            "as": affiliation.as_what,
            "actor": self.link(affiliation.actor),
            "dates": " – ".join(d for d in dates if d),
            "cited": affiliation.because,
        }

    @cached_property
    def uses(self) -> Uses:
        return Uses(self.chronicle)

    def _names(self, id_: str, names: Iterable[model.Name]) -> list[dict[str, Any]]:
        return [self.spelling(id_, name) for name in names]

    def spelling(self, id_: str, name: model.Name) -> dict[str, Any]:
        """One spelling of a record's name with the sources that use it: some at once, where they are many the rest apart."""
        used = self.source_links(self.uses.of(id_, name))
        shown = len(used) if len(used) <= MOST_USERS else MOST_USERS - 1
        return {
            "words": Words(name.text, name.language),
            "pseudonym": name.pseudonym,
            "preferred": name.preferred,
            "sources": used[:shown],
            "others": used[shown:],
            "others_number": wording.count(len(used) - shown, "more_sources", self.texts),
        }

    def place(self, id_: str) -> dict[str, Any]:
        place = self.chronicle.places[id_]
        inside = sorted(i for i, other in self.chronicle.places.items() if other.within == id_)
        events = [i for i in self.event_order if any(role.place == id_ for role in self.chronicle.events[i].places)]
        return {
            "id": id_,
            "title": place.name,
            "description": self._described(place.name, self.label("kinds_of_place", place.kind), events=events),
            "names": self._names(id_, place.names),
            "other_names": other_scripts(place.names),
            "kind": self.label("kinds_of_place", place.kind),
            "within": self.link(place.within) if place.within else None,
            "inside": self.links(inside),
            "coordinates": wording.position(*place.coordinates, self.texts) if place.coordinates else "",
            "coordinates_from": place.coordinates_from,
            "precision": self.texts[f"precision_{place.precision}"],
            "disputed": place.disputed,
            "note": place.note,
            "events": [self.event_lines[i] for i in events],
            "parties": self.by_party(self.chronicle.about.get(id_, [])),
        }

    def source(self, id_: str) -> dict[str, Any]:
        source = self.chronicle.sources[id_]
        events = [i for statement in source.statements for i in statement.about if i in self.chronicle.events]
        return {
            "id": id_,
            "title": self.source_title(id_),
            "description": self._described(
                self.source_title(id_),
                self.source_short(source),
                self.label("kinds_of_source", source.kind),
                events=events,
            ),
            "language": source.language or "",
            "has_title": bool(source.title),
            "direction": Words("", source.language or "").direction if source.title else "ltr",
            "title_en": source.title_en,
            "title_ours": source.title_en_by == "editors",
            "name": self.source_name(source),
            "issued": self.date(source.issued),
            "issued_basis": self.texts[f"issued_{source.issued_basis}"],
            "issued_note": source.issued_note,
            "kind": self.label("kinds_of_source", source.kind),
            "party": self.label("parties", source.party) if source.party else "",
            "address": source.url,
            "address_read": unquote(source.url or "", errors="replace"),  # as people read it: signs, not percent codes
            "graphic": source.graphic,
            "linked": bool(source.url) and not source.url_status,
            "address_status": self.texts.get(f"address_{(source.url_status or '').replace('-', '_')}", ""),
            "archive": self.archive(source),
            "read": self.reading(source),
            "at": source.read.at,
            "cited": source.read.extent == "cited",
            "cited_by": self.source_links(source.read.cited_by),
            "stands": source.derives_from.stands,
            "derives_note": source.derives_note,
            "parents": [self._parent(parent) for parent in source.derives_from.works],
            "children": self.source_links(self.chronicle.derived.get(id_, [])),
            "note": source.note,
            "removed": self.removed_statements(id_),
            "statements": [self._statement(id_, statement) for statement in source.statements],
        }

    def source_links(self, ids: Iterable[str]) -> list[Link]:
        return [
            Link(self.source_short(self.chronicle.sources[i]), self.url(i), self.chronicle.sources[i].title or "")
            for i in ids
        ]

    def archive(self, source: model.Source) -> dict[str, str]:
        """The archived copy, or the reason why none is given."""
        archive = source.archive
        if archive.url:
            return {"url": archive.url, "text": self.texts["archived_on"].format(date=self.date(archive.date))}
        return {"url": "", "text": self.label("reasons_without_archive", archive.reason or "")}

    def reading(self, source: model.Source) -> str:
        """How far a source was read, in one sentence."""
        if source.read.extent == "cited":
            return self.texts["read_cited"]
        seen = self.texts[f"seen_{source.read.seen}"]
        if source.read.at:
            seen = self.texts["seen_copy_at"].format(host=source.read.at)
        compared = self.texts[f"quotations_{source.read.quotations.replace('-', '_')}"]
        return self.texts["read_as"].format(
            extent=self.label("extents", source.read.extent), seen=seen, compared=compared
        )

    def _parent(self, parent: model.Parent) -> dict[str, Any]:
        work = self.chronicle.sources[parent.work]
        return {
            "link": Link(self.source_short(work), self.url(parent.work), work.title or ""),
            "what": self.texts[f"taken_{parent.what}"],
            "sure": self.texts[f"sure_{parent.sure}"],
            "why": parent.why,
        }

    def _statement(self, source_id: str, statement: model.Statement) -> dict[str, Any]:
        ref = f"{source_id}#{statement.id}"
        standing = self.chronicle.standings[ref]
        relations = [
            {"kind": self.texts[f"relation_{r.kind}"], "other": self.said[target], "why": r.why}
            for r in statement.relates
            if (target := full_reference(source_id, r.target)) in self.said
        ]
        relations += [
            {"kind": self.texts[f"relation_{kind}_by"], "other": self.said[other.ref], "why": None}
            for other, kind in self.chronicle.related_from.get(ref, [])
        ]
        return {
            **self.said[ref],
            "about": self.links(statement.about),
            "relations": relations,
            "roots": self.source_links(sorted(standing.roots)),
            "voice": self.voice(ref),
            "parents": [self._parent(p) for p in statement.derives_from.works] if statement.derives_from else [],
        }
