"""What each kind of page shows, worked out from the connected records. Addresses are relative to the site's root."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from . import model, wording
from .dates import When
from .relate import Chronicle, Statement, parents

RIGHT_TO_LEFT = {"ar", "fa", "he", "ur"}
LAST_DAY = date(9999, 12, 31)


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
        return "rtl" if self.language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


class View:
    """The pages' contents. Every method gives plain values for a template; nothing is looked up there."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.chronicle = chronicle
        self.texts: Mapping[str, str] = chronicle.records.texts
        self.vocabulary = chronicle.vocabulary

    # --- names and addresses

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

    # --- statements

    @cached_property
    def said(self) -> dict[str, dict[str, Any]]:
        """Every statement as pages show it, by its reference."""
        return {ref: self._said(statement) for ref, statement in self.chronicle.statements.items()}

    def _said(self, statement: Statement) -> dict[str, Any]:
        claim, source = statement.claim, statement.source
        side = self.chronicle.side(statement)
        standing = self.chronicle.standings[statement.ref]
        term = self.vocabulary.term("sides", side)
        return {
            "ref": statement.ref,
            "url": f"sources/{statement.source_id}.html#{claim.id}",
            "anchor": claim.id,
            "side": side,
            "party": term.label,
            "mark": term.mark or "dot",
            "says": claim.says,
            "speaker": self._speaker(claim),
            "said": self.date(claim.said),
            "when": self.date(claim.when),
            "where": self.link(claim.where) if claim.where in self.chronicle.places else None,
            "where_sure": claim.where_sure,
            "source": Link(self.source_short(source), f"sources/{statement.source_id}.html"),
            "extent": self.label("extents", source.read.extent),
            "basis": self.label("bases", claim.basis),
            "locator": claim.locator,
            "quote": self._quote(statement),
            "custody": self.link(claim.in_custody).name if claim.in_custody in self.chronicle.actors else "",
            "note": claim.note,
            "counted": standing.counted,
            "why_not": self.texts.get(f"not_counted_{standing.why_not.replace('-', '_')}", standing.why_not),
            "figures": [self._figure(statement, figure) for figure in claim.figures],
            "answers": [self._answer(answer) for answer in claim.answers],
            "beside": [{**self._answer(answer), "because": answer.because} for answer in claim.beside],
        }

    def _speaker(self, claim: model.Claim) -> Link:
        if claim.by.actor:
            return self.link(claim.by.actor)
        return Link(str(claim.by.described)[:1].upper() + str(claim.by.described)[1:])

    def _quote(self, statement: Statement) -> dict[str, Any] | None:
        claim = statement.claim
        if not claim.quote or not statement.quotable:
            return None
        of = claim.quote_of
        whose = self.chronicle.name(of) if of in self.chronicle.actors else of
        return {
            "words": Words(claim.quote, claim.quote_language or ""),
            "of": whose,
            "translation": claim.quote_en,
            "ours": claim.quote_en_by == "editors",
            "translator": claim.quote_en_by,
        }

    def _figure(self, statement: Statement, figure: model.Figure) -> dict[str, Any]:
        claim = statement.claim
        return {
            "what": figure.what,
            "label": self.label("figures", figure.what),
            "part": self.label("figure_parts", figure.part),
            "all": figure.part == "all",
            "said": figure.said,
            "number": wording.figure(figure.low, figure.high, figure.said, figure.approximate),
            "as_of": self.date(figure.as_of or claim.said),
            "order": (figure.as_of or claim.said or statement.source.issued or claim.when),
        }

    def _answer(self, answer: model.Answer) -> dict[str, Any]:
        question = self.chronicle.questions[answer.question]
        text = next((p.text for p in question.positions if p.id == answer.position), answer.position)
        return {"question": self.link(answer.question), "position": text, "id": answer.position}

    def listed(self, statements: Iterable[Statement]) -> list[dict[str, Any]]:
        """Statements in the order in which they were said, as far as that is known."""
        return [self.said[statement.ref] for statement in sorted(statements, key=order)]

    def by_party(self, statements: Iterable[Statement]) -> list[dict[str, Any]]:
        """Statements grouped by party, in the order of the vocabulary."""
        groups: dict[str, list[Statement]] = defaultdict(list)
        for statement in statements:
            groups[self.chronicle.side(statement)].append(statement)
        return [self._party(side, groups[side]) for side in self.chronicle.sides() if groups[side]]

    def _party(self, side: str, statements: list[Statement]) -> dict[str, Any]:
        term = self.vocabulary.term("sides", side)
        return {
            "id": side,
            "label": term.label,
            "mark": term.mark or "dot",
            "statements": self.listed(statements),
            "reports": wording.count(len({s.source_id for s in statements}), "reports", self.texts),
            "number": wording.count(len(statements), "statements", self.texts),
        }

    def figures(self, statements: Iterable[Statement], only: Iterable[str] = ()) -> list[dict[str, Any]]:
        """The figures in statements, grouped by what they count, each group in order of time."""
        wanted = set(only)
        groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for statement in statements:
            for figure in self.said[statement.ref]["figures"]:
                if not wanted or figure["what"] in wanted:
                    groups[figure["what"]].append({**figure, "statement": self.said[statement.ref]})
        return [
            {"label": term.label, "id": term.id, "rows": sorted(groups[term.id], key=_by_time)}
            for term in self.vocabulary.figures
            if groups[term.id]
        ]

    # --- support

    def support(self, question: str, position: str) -> dict[str, Any]:
        """The support of a position in words and numbers."""
        found = self.chronicle.support(question, position)
        reasons = [
            f"{number} {self.texts['not_counted_' + reason.replace('-', '_')]}" for reason, number in found.not_counted
        ]
        unnamed = self.texts["of_them_unnamed"].format(n=found.unnamed) if found.unnamed else ""
        return {
            "reports": wording.count(found.reports, "reports", self.texts),
            "speakers": wording.count(found.speakers, "speakers", self.texts),
            "origins": wording.count(found.origins, "origins", self.texts),
            "unnamed": unnamed,
            "numbers": found,
            "not_counted": "; ".join(reasons),
            "none": not found.reports,
        }

    # --- pages

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
            "content_note": self.texts.get(f"content_{(event.content_note or '').replace('-', '_')}", ""),
            "after": self.links(event.after),
            "before": self.links(event.before),
            "part_of": self.link(event.part_of) if event.part_of else None,
            "parts": self.links(i for i in self.event_order if self.chronicle.events[i].part_of == id_),
            "places": [self._role(role.place, "", role.role, role.claim) for role in event.places],
            "actors": [self._role(role.actor, role.as_what, role.role, role.claim) for role in event.actors],
            "undisputed": [
                {
                    "says": a.says,
                    "by": [self.said[ref] for ref in a.agreed_by],
                    "silent": [self.label("sides", side) for side in a.silent],
                }
                for a in event.undisputed
            ],
            "questions": self.links(self.event_questions(id_)),
            "parties": self.by_party(statements),
            "figures": self.figures(statements),
            "note": event.note,
            "before_and_after": self._neighbours(id_),
        }

    def _role(self, id_: str, as_what: str, role: str, claim: str | None) -> dict[str, Any]:
        return {
            "link": self.link(id_),
            "as": as_what,
            "alleged": role == "alleged",
            "claim": self.said[claim] if claim else None,
        }

    def event_questions(self, id_: str) -> list[str]:
        """The questions that an event bears on: those it names, and those that statements about it answer."""
        named = list(self.chronicle.events[id_].questions)
        answered = [answer.question for s in self.chronicle.about.get(id_, []) for answer in s.claim.answers]
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
        return {
            "id": id_,
            "title": question.question,
            "why": question.why,
            "positions": positions,
            "parties": self._asked(id_, question, list(answering.values())),
            "figures": self.figures(self._figured(id_, question), question.figures),
            "changes": self._changes(answering),
            "would_settle": question.would_settle,
            "note": question.note,
            "events": self.links(i for i in self.event_order if id_ in self.event_questions(i)),
        }

    def _figured(self, id_: str, question: model.Question) -> list[Statement]:
        """The statements whose figures a question shows: its answers and those beside them, or all."""
        if question.all_figures:
            return list(self.chronicle.statements.values())
        found = {s.ref: s for p in question.positions for s in self.chronicle.answering.get((id_, p.id), [])}
        found |= {s.ref: s for p in question.positions for s, _ in self.chronicle.beside.get((id_, p.id), [])}
        return list(found.values())

    def _position(self, question: str, position: model.Position) -> dict[str, Any]:
        found = self.chronicle.answering.get((question, position.id), [])
        beside = sorted(self.chronicle.beside.get((question, position.id), []), key=lambda pair: order(pair[0]))
        counted = [s for s in found if self.chronicle.standings[s.ref].counted]
        return {
            "id": position.id,
            "text": position.text,
            "support": self.support(question, position.id),
            "counted": self.listed(counted),
            "others": self.listed(s for s in found if not self.chronicle.standings[s.ref].counted),
            "beside": [{"statement": self.said[s.ref], "because": because} for s, because in beside],
            "cells": self._cells(question, found),
        }

    def _cells(self, question: str, found: list[Statement]) -> dict[str, Any]:
        """For one position: each party asked that holds it with its speakers, and the parties of which none was found."""
        asked = self.vocabulary.party_lists.get(self.chronicle.questions[question].asked, [])
        parties = []
        for side in self.chronicle.sides():
            speakers: dict[str, list[dict[str, Any]]] = defaultdict(list)
            for said in self.listed(s for s in found if self.chronicle.side(s) == side):
                speakers[said["speaker"].name].append(said)
            if speakers:
                rows = [{"name": name, "statements": listed} for name, listed in speakers.items()]
                parties.append({"party": self.label("sides", side), "id": side, "speakers": rows})
        held = {party["id"] for party in parties}
        return {"parties": parties, "none": [self.label("sides", side) for side in asked if side not in held]}

    def _asked(self, id_: str, question: model.Question, answering: list[Statement]) -> list[dict[str, Any]]:
        rows = {row.party: row for row in question.none_found}
        asked = self.vocabulary.party_lists.get(question.asked, [])
        spoke = {self.chronicle.side(s) for s in answering}
        listed = []
        for side in self.chronicle.sides():
            if side not in asked and side not in spoke:
                continue
            party = self._party(side, [s for s in answering if self.chronicle.side(s) == side])
            for statement in party["statements"]:
                statement = dict(statement)
            party["statements"] = [
                {**s, "positions": [a["position"] for a in s["answers"] if a["question"].url == self.url(id_)]}
                for s in party["statements"]
            ]
            row = rows.get(side)
            party["none_found"] = (
                {"words": row.words, "places": row.places, "date": self.date(row.date), "note": row.note}
                if row
                else None
            )
            listed.append(party)
        return listed

    def _changes(self, answering: Mapping[str, Statement]) -> list[dict[str, Any]]:
        """Relations between statements of which one at least answers the question, in order of utterance."""
        found = [
            (s, r.kind, t, r.why)
            for s, r, t in self.chronicle.relations()
            if (s.ref in answering or t in answering) and t in self.chronicle.statements
        ]
        found.sort(key=lambda row: order(row[0]))
        return [
            {"later": self.said[s.ref], "kind": self.texts[f"relation_{kind}"], "earlier": self.said[t], "why": why}
            for s, kind, t, why in found
        ]

    def actor(self, id_: str) -> dict[str, Any]:
        actor = self.chronicle.actors[id_]
        events = [i for i in self.event_order if any(role.actor == id_ for role in self.chronicle.events[i].actors)]
        others = [s for s in self.chronicle.about.get(id_, []) if s.claim.by.actor != id_]
        return {
            "id": id_,
            "title": actor.name,
            "names": self._names(actor.names),
            "other_names": other_scripts(actor.names),
            "kind": self.label("kinds_of_actor", actor.kind),
            "person": actor.kind == "person",
            "party": self.label("sides", actor.side),
            "side": actor.side,
            "party_mark": self.vocabulary.term("sides", actor.side).mark or "dot",
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
            "said_of": self.by_party(others),
            "events": [self.event_line(i) for i in events],
        }

    def _affiliation(self, affiliation: model.Affiliation) -> dict[str, Any]:
        dates = [self.date(affiliation.begin), self.date(affiliation.end)]
        return {
            "as": affiliation.as_what,
            "actor": self.link(affiliation.actor),
            "dates": " – ".join(d for d in dates if d),
            "cited": affiliation.because,
        }

    def _names(self, names: Iterable[model.Name]) -> list[dict[str, Any]]:
        return [
            {
                "words": Words(n.text, n.language),
                "pseudonym": n.pseudonym,
                "preferred": n.preferred,
                "sources": [Link(self.source_short(self.chronicle.sources[s]), self.url(s)) for s in n.sources],
            }
            for n in names
        ]

    def place(self, id_: str) -> dict[str, Any]:
        place = self.chronicle.places[id_]
        inside = sorted(i for i, other in self.chronicle.places.items() if other.within == id_)
        events = [i for i in self.event_order if any(role.place == id_ for role in self.chronicle.events[i].places)]
        return {
            "id": id_,
            "title": place.name,
            "names": self._names(place.names),
            "other_names": other_scripts(place.names),
            "kind": self.label("kinds_of_place", place.kind),
            "within": self.link(place.within) if place.within else None,
            "inside": self.links(inside),
            "coordinates": place.coordinates,
            "coordinates_from": place.coordinates_from,
            "precision": self.texts[f"precision_{place.precision}"],
            "disputed": place.disputed,
            "note": place.note,
            "events": [self.event_line(i) for i in events],
            "parties": self.by_party(self.chronicle.about.get(id_, [])),
        }

    def source(self, id_: str) -> dict[str, Any]:
        source = self.chronicle.sources[id_]
        return {
            "id": id_,
            "title": self.source_title(id_),
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
            "party": self.label("sides", source.side) if source.side else "",
            "address": source.url,
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
            "claims": [self._claim(id_, claim) for claim in source.claims],
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

    def _claim(self, source_id: str, claim: model.Claim) -> dict[str, Any]:
        ref = f"{source_id}#{claim.id}"
        statement = self.chronicle.statements[ref]
        standing = self.chronicle.standings[ref]
        relations = [
            {"kind": self.texts[f"relation_{r.kind}"], "other": self.said[target], "why": r.why}
            for r in claim.relates
            if (target := _target(source_id, r)) in self.said
        ]
        relations += [
            {"kind": self.texts[f"relation_{kind}_by"], "other": self.said[other.ref], "why": None}
            for other, kind in self.chronicle.related_from.get(ref, [])
        ]
        return {
            **self.said[ref],
            "about": self.links(claim.about),
            "relations": relations,
            "roots": self.source_links(sorted(standing.roots)),
            "voice": self.chronicle.name(standing.voice) if standing.voice in self.chronicle.actors else standing.voice,
            "parents": [self._parent(p) for p in claim.derives_from.works] if claim.derives_from else [],
            "statement": statement,
        }

    # --- indexes

    def event_line(self, id_: str) -> dict[str, Any]:
        """An event as one line of a list."""
        event = self.chronicle.events[id_]
        parties = self.by_party(self.chronicle.about.get(id_, []))
        return {
            "link": self.link(id_),
            "date": self.date(event.date),
            "alleged": event.status == "alleged",
            "kind": self.label("kinds_of_event", event.kind),
            "kind_id": event.kind,
            "undated": self._order_words(event),
            "parties": parties,
            "count": wording.count(len(self.chronicle.about.get(id_, [])), "statements", self.texts),
            "undisputed": [agreed.says for agreed in event.undisputed],
        }

    def _order_words(self, event: model.Event) -> list[Link]:
        if event.date:
            return []
        after = [self.link(i, self.texts["order_after"]) for i in event.after]
        return after + [self.link(i, self.texts["order_before"]) for i in event.before]

    def chronology(self) -> list[dict[str, Any]]:
        """All events in order, under headings no finer than their dates."""
        groups: list[dict[str, Any]] = []
        for id_ in self.event_order:
            event = self.chronicle.events[id_]
            heading = self._heading(event.date)
            if not groups or groups[-1]["heading"] != heading:
                groups.append({"heading": heading, "events": []})
            groups[-1]["events"].append(self.event_line(id_))
        return groups

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

    def questions(self) -> list[dict[str, Any]]:
        return [
            {
                "link": self.link(id_),
                "why": question.why,
                "positions": [
                    {"text": p.text, "id": p.id, "support": self.support(id_, p.id)} for p in question.positions
                ],
            }
            for id_, question in sorted(
                self.chronicle.questions.items(), key=lambda pair: self._question_order(pair[0])
            )
        ]

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
        for side in self.chronicle.sides():
            ids = sorted(
                (i for i, a in self.chronicle.actors.items() if a.side == side),
                key=lambda i: self.chronicle.actors[i].name.casefold(),
            )
            if ids:
                term = self.vocabulary.term("sides", side)
                groups.append(
                    {
                        "label": term.label,
                        "id": side,
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
            "count": wording.count(len(self.chronicle.spoken_by.get(id_, [])), "statements", self.texts),
        }

    def places(self) -> list[dict[str, Any]]:
        """All places as a tree, the outermost first."""

        def inside(outer: str | None) -> list[dict[str, Any]]:
            ids = sorted(
                (i for i, p in self.chronicle.places.items() if p.within == outer),
                key=lambda i: self.chronicle.places[i].name.casefold(),
            )
            return [
                {
                    "link": self.link(i),
                    "kind": self.label("kinds_of_place", self.chronicle.places[i].kind),
                    "other": other_scripts(self.chronicle.places[i].names),
                    "inside": inside(i),
                    "count": wording.count(len(self.chronicle.about.get(i, [])), "statements", self.texts),
                }
                for i in ids
            ]

        return inside(None)

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
            "claims": len(source.claims),
            "derivation": self.texts[f"derives_{source.derives_from.stands}"],
            "title_en": source.title_en,
            "cited": source.read.extent == "cited",
        }

    # --- blocks of prose

    def numbers(self) -> dict[str, int]:
        """How many records there are of each kind."""
        read = [s for s in self.chronicle.sources.values() if s.read.extent != "cited"]
        return {
            "sources": len(self.chronicle.sources),
            "read": len(read),
            "cited": len(self.chronicle.sources) - len(read),
            "claims": len(self.chronicle.statements),
            "events": len(self.chronicle.events),
            "questions": len(self.chronicle.questions),
            "actors": len(self.chronicle.actors),
            "places": len(self.chronicle.places),
            "languages": len({s.language for s in read if s.language}),
        }

    def agreed(self) -> list[dict[str, Any]]:
        """Every undisputed sentence, with its event and who agrees."""
        return [
            {
                "says": a.says,
                "event": self.link(id_),
                "parties": [p["label"] for p in self.by_party(self.chronicle.statements[r] for r in a.agreed_by)],
            }
            for id_ in self.event_order
            for a in self.chronicle.events[id_].undisputed
        ]

    def range_of_figures(self) -> list[dict[str, Any]]:
        """For each thing counted: the lowest and the highest number named for the whole, and who named each."""
        rows = []
        for group in self.figures(self.chronicle.statements.values()):
            numbers = [
                (f.low if f.low is not None else f.high, f.high if f.high is not None else f.low, s)
                for s in self.chronicle.statements.values()
                for f in s.claim.figures
                if f.what == group["id"] and f.part == "all" and (f.low is not None or f.high is not None)
            ]
            if len(numbers) < 2:
                continue
            low = min(numbers, key=lambda row: (row[0], row[2].ref))
            high = max(numbers, key=lambda row: (row[1], row[2].ref))
            rows.append(
                {
                    "label": group["label"],
                    "low": f"{low[0]:,}",
                    "high": f"{high[1]:,}",
                    "low_by": self.said[low[2].ref],
                    "high_by": self.said[high[2].ref],
                    "count": len(numbers),
                }
            )
        return rows

    def extract(self) -> list[dict[str, Any]]:
        """The starting extract, line by line."""
        located = self.chronicle.records.extract
        if not located:
            return []
        source = self.chronicle.sources[located.record.source]
        return [self._extract_line(located.record.source, source, line) for line in located.record.lines]

    def _extract_line(self, source_id: str, source: model.Source, line: model.ExtractLine) -> dict[str, Any]:
        claims = [claim for claim in source.claims if claim.locator == line.locator]
        return {
            "locator": line.locator,
            "claims": [self.said[f"{source_id}#{claim.id}"] for claim in claims],
            "footnote": line.footnote,
            "status": self.texts[f"footnote_{line.footnote_status}"],
            "support": [self.said[ref] for ref in line.support],
            "contradict": [self.said[ref] for ref in line.contradict],
            "silent": self.source_links(line.silent),
            "treated": self.links(line.treated),
            "unanswered": line.unanswered,
        }

    def gaps(self) -> dict[str, Any]:
        """Counts of what the records hold and lack, for the page on balance and gaps."""
        statements = self.chronicle.statements.values()
        read = [s for s in self.chronicle.sources.values() if s.read.extent != "cited"]
        single = [
            {"question": self.link(q), "position": p.text}
            for q, question in sorted(self.chronicle.questions.items())
            for p in question.positions
            if self.chronicle.support(q, p.id).origins == 1
        ]
        none = [
            {"question": self.link(q), "position": p.text}
            for q, question in sorted(self.chronicle.questions.items())
            for p in question.positions
            if self.chronicle.support(q, p.id).origins == 0
        ]
        return {
            "parties": tally([self.label("sides", self.chronicle.side(s)) for s in statements]),
            "languages": tally([s.source.language or self.texts["unknown"] for s in statements]),
            "kinds": tally([self.label("kinds_of_source", s.kind) for s in read]),
            "extents": tally([self.label("extents", s.read.extent) for s in self.chronicle.sources.values()]),
            "derivations": tally([self.texts[f"derives_{s.derives_from.stands}"] for s in read]),
            "archives": tally([self.archive(s)["text"] if not s.archive.url else self.texts["archived"] for s in read]),
            "quotations": tally(
                [
                    self.texts["with_quotation"] if s.claim.quote and s.quotable else self.texts["without_quotation"]
                    for s in statements
                ]
            ),
            "single": single,
            "unsupported": none,
            "silent": [
                {"question": self.link(q), "party": self.label("sides", row.party)}
                for q, question in sorted(self.chronicle.questions.items())
                for row in question.none_found
            ],
        }


def tally(words: Iterable[str]) -> list[tuple[str, int]]:
    """How often each word occurs, in alphabetical order: a count is no rank."""
    counts: dict[str, int] = defaultdict(int)
    for word in words:
        counts[word] += 1
    return sorted(counts.items(), key=lambda pair: pair[0].casefold())


def order(statement: Statement) -> tuple[date, date, str]:
    """When a statement was said, else published, else what time it speaks of; then its reference."""
    when = statement.claim.said or statement.source.issued or statement.claim.when
    return (when.first, when.last, statement.ref) if when else (LAST_DAY, LAST_DAY, statement.ref)


def _by_time(row: Mapping[str, Any]) -> tuple[date, str]:
    return (row["order"].first if row["order"] else LAST_DAY, row["statement"]["ref"])


def _target(source_id: str, relation: model.Relation) -> str:
    return relation.target if "#" in relation.target else f"{source_id}#{relation.target}"


def other_scripts(names: Iterable[model.Name]) -> list[Words]:
    """The first name in each language other than that of the preferred name."""
    listed = list(names)
    first = model.preferred(listed).language
    found: dict[str, Words] = {}
    for name in listed:
        if name.language != first and Words("", name.language).direction == "rtl":
            found.setdefault(name.language, Words(name.text, name.language))
    return list(found.values())


__all__ = ["Link", "View", "Words", "order", "other_scripts", "parents", "tally"]
