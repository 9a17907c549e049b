"""Statements as every page shows them: in order, by party, with their figures and what stands behind a position."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from .. import model, wording
from ..relate import SourcedStatement
from .corrections import Corrections
from .names import Link, Words
from .pictures import Days, Scale, figure_marks, over_time

LAST_DAY = date(9999, 12, 31)


class Statements(Corrections):
    """What is said, by whom, where; and the support of a position."""

    @cached_property
    def said(self) -> dict[str, dict[str, Any]]:
        """Every statement as pages show it, by its reference."""
        return {ref: self._said(statement) for ref, statement in self.chronicle.statements.items()}

    def _said(self, statement: SourcedStatement) -> dict[str, Any]:
        record, source = statement.record, statement.source
        party = self.chronicle.party(statement)
        standing = self.chronicle.standings[statement.ref]
        term = self.vocabulary.term("parties", party)
        return {
            "ref": statement.ref,
            "url": f"sources/{statement.source_id}.html#{record.id}",
            "anchor": record.id,
            "party_id": party,
            "party": term.label,
            "mark": term.mark or "dot",
            "says": record.says,
            "speaker": self._speaker(record),
            "said": self.date(record.said),
            "when": self.date(record.when),
            "where": self.link(record.where) if record.where in self.chronicle.places else None,
            "where_sure": record.where_sure,
            "source": Link(self.source_short(source), f"sources/{statement.source_id}.html"),
            "extent": self.label("extents", source.read.extent),
            "basis": self.label("bases", record.basis),
            "locator": record.locator,
            "quote": self._quote(statement),
            "custody": self.link(record.in_custody).name if record.in_custody in self.chronicle.actors else "",
            "note": record.note,
            "counted": standing.counted,
            "why_not": self.texts.get(f"not_counted_{standing.why_not.replace('-', '_')}", standing.why_not),
            "figures": [self._figure(statement, figure) for figure in record.figures],
            "answers": [self._answer(answer) for answer in record.answers],
            "bears_on": [{**self._answer(answer), "because": answer.because} for answer in record.bears_on],
        }

    def _speaker(self, statement: model.Statement) -> Link:
        if statement.by.actor:
            return self.link(statement.by.actor)
        return Link(str(statement.by.described)[:1].upper() + str(statement.by.described)[1:])

    def _quote(self, statement: SourcedStatement) -> dict[str, Any] | None:
        record = statement.record
        if not record.quote or not statement.quotable:
            return None
        of = record.quote_of
        whose = self.chronicle.name(of) if of in self.chronicle.actors else of
        return {
            "words": Words(record.quote, record.quote_language or ""),
            "of": whose,
            "translation": record.quote_en,
            "ours": record.quote_en_by == "editors",
            "translator": record.quote_en_by,
        }

    def _figure(self, statement: SourcedStatement, figure: model.Figure) -> dict[str, Any]:
        record = statement.record
        return {
            "what": figure.what,
            "label": self.label("figures", figure.what),
            "part": self.label("figure_parts", figure.part),
            "all": figure.part == "all",
            "low": figure.low,
            "high": figure.high,
            "approximate": figure.approximate,
            "worded": figure.worded,
            "number": wording.figure(figure.low, figure.high, figure.worded, figure.approximate),
            "as_of": self.date(figure.as_of or record.said),
            "order": (figure.as_of or record.said or statement.source.issued or record.when),
        }

    def _answer(self, answer: model.Answer) -> dict[str, Any]:
        question = self.chronicle.questions[answer.question]
        text = next((p.text for p in question.positions if p.id == answer.position), answer.position)
        return {"question": self.link(answer.question), "position": text, "id": answer.position}

    def voice(self, ref: str) -> str:
        """The voice of a statement as pages name it."""
        standing = self.chronicle.standings[ref]
        if standing.unnamed:
            roots = [self.source_name(self.chronicle.sources[root]) for root in sorted(standing.roots)]
            return self.texts["voice_unnamed"].format(publishers=", ".join(roots) or self.texts["unknown"])
        if standing.voice in self.chronicle.actors:
            return self.chronicle.name(standing.voice)
        return str(self.said[ref]["speaker"].name)

    def listed(self, statements: Iterable[SourcedStatement]) -> list[dict[str, Any]]:
        """Statements in the order in which they were said, as far as that is known."""
        return [self.said[statement.ref] for statement in sorted(statements, key=order)]

    def by_party(self, statements: Iterable[SourcedStatement]) -> list[dict[str, Any]]:
        """Statements grouped by party, in the order of the vocabulary."""
        groups: dict[str, list[SourcedStatement]] = defaultdict(list)
        for statement in statements:
            groups[self.chronicle.party(statement)].append(statement)
        return [self._party(party, groups[party]) for party in self.chronicle.parties() if groups[party]]

    def _party(self, party: str, statements: list[SourcedStatement]) -> dict[str, Any]:
        term = self.vocabulary.term("parties", party)
        return {
            "id": party,
            "label": term.label,
            "mark": term.mark or "dot",
            "statements": self.listed(statements),
            "reports": wording.count(len({s.source_id for s in statements}), "reports", self.texts),
            "number": wording.count(len(statements), "statements", self.texts),
        }

    def figures(self, statements: Iterable[SourcedStatement], only: Iterable[str] = ()) -> list[dict[str, Any]]:
        """The figures in statements, grouped by what they count, each group in order of time."""
        wanted = set(only)
        groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for statement in statements:
            for figure in self.said[statement.ref]["figures"]:
                if not wanted or figure["what"] in wanted:
                    groups[figure["what"]].append({**figure, "statement": self.said[statement.ref]})
        return [
            self._figure_group(term, sorted(groups[term.id], key=_by_time))
            for term in self.vocabulary.figures
            if groups[term.id]
        ]

    def _figure_group(self, term: model.Term, rows: list[dict[str, Any]]) -> dict[str, Any]:
        """The figures of one thing with their marks on one scale; without a scale where few are numbers."""
        numbers = [n for row in rows for n in (row["low"], row["high"]) if n is not None]
        scale = Scale.over(numbers)
        if len(numbers) >= 4:
            rows = [
                {**row, "picture": figure_marks(row["low"], row["high"], row["approximate"], scale)} for row in rows
            ]
        return {
            "label": term.label,
            "id": term.id,
            "unit": term.unit,
            "rows": rows,
            "scale": scale.ticks() if len(numbers) >= 4 else None,
            "over_time": over_time(rows, self.days) if term.over_time else None,
        }

    @property
    def days(self) -> Days:
        """The days that pictures show: the chronicle's window."""
        window = self.chronicle.site.window or self.chronicle.site.period
        return Days(window.first, window.last)

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


def order(statement: SourcedStatement) -> tuple[date, date, str]:
    """When a statement was said, else published, else what time it speaks of; then its reference."""
    when = statement.record.said or statement.source.issued or statement.record.when
    return (when.first, when.last, statement.ref) if when else (LAST_DAY, LAST_DAY, statement.ref)


def _by_time(row: Mapping[str, Any]) -> tuple[date, str]:
    return (row["order"].first if row["order"] else LAST_DAY, row["statement"]["ref"])
