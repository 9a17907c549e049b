"""The computed blocks that prose places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from .. import model
from ..relate import SourcedStatement
from .map import Maps
from .statements import order
from .words import DisputedWords


class View(Maps, DisputedWords):
    """All contents of all pages. Every method gives plain values for a template; nothing is looked up there."""

    def numbers(self) -> dict[str, int]:
        """How many records there are of each kind."""
        read = [s for s in self.chronicle.sources.values() if s.read.extent != "cited"]
        return {
            "sources": len(self.chronicle.sources),
            "read": len(read),
            "cited": len(self.chronicle.sources) - len(read),
            "statements": len(self.chronicle.statements),
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
                for f in s.record.figures
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
        statements = [statement for statement in source.statements if statement.locator == line.locator]
        return {
            "locator": line.locator,
            "statements": [self.said[f"{source_id}#{record.id}"] for record in statements],
            "footnote": line.footnote,
            "status": self.texts[f"footnote_{line.footnote_status}"],
            "support": [self.said[ref] for ref in line.support],
            "contradict": [self.said[ref] for ref in line.contradict],
            "silent": self.source_links(line.silent),
            "treated": self.links(line.treated),
            "unanswered": line.unanswered,
        }

    def worked(self, question: str) -> list[dict[str, Any]]:
        """The count of each position of a question, statement by statement: its root, its voice, and whether it counts."""
        rows = []
        for position in self.chronicle.questions[question].positions:
            found = self.chronicle.answering.get((question, position.id), [])
            lines = [self._worked_line(statement) for statement in sorted(found, key=order)]
            rows.append({"text": position.text, "support": self.support(question, position.id), "lines": lines})
        return rows

    def _worked_line(self, statement: SourcedStatement) -> dict[str, Any]:
        standing = self.chronicle.standings[statement.ref]
        return {
            "statement": self.said[statement.ref],
            "roots": self.source_links(sorted(standing.roots)),
            "voice": self.voice(statement.ref),
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
            "parties": tally([self.label("parties", self.chronicle.party(s)) for s in statements]),
            "languages": tally([s.source.language or self.texts["unknown"] for s in statements]),
            "kinds": tally([self.label("kinds_of_source", s.kind) for s in read]),
            "extents": tally([self.label("extents", s.read.extent) for s in self.chronicle.sources.values()]),
            "derivations": tally([self.texts[f"derives_{s.derives_from.stands}"] for s in read]),
            "archives": tally([self.archive(s)["text"] if not s.archive.url else self.texts["archived"] for s in read]),
            "quotations": tally(
                [
                    self.texts["with_quotation"] if s.record.quote and s.quotable else self.texts["without_quotation"]
                    for s in statements
                ]
            ),
            "single": single,
            "unsupported": none,
            "silent": [
                {"question": self.link(q), "party": self.label("parties", row.party)}
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
