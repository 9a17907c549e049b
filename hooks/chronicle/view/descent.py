"""Which report rests on which: the works behind the statements of a position, as a tree on a row of days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from .. import model
from ..relate import SourcedStatement
from .changes import Changes
from .statements import LAST_DAY


class Descent(Changes):
    """Origins as pictures show them."""

    def descent(self, statements: Iterable[SourcedStatement]) -> dict[str, Any] | None:
        """The trees of works from which these statements come; None where no report rests on another.

        A work stands under the first of those on which it rests. Works that stand alone are only counted: `alone`.
        """
        carried: dict[str, list[SourcedStatement]] = defaultdict(list)
        rests: dict[str, list[model.Parent]] = {}
        for statement in statements:
            carried[statement.source_id].append(statement)
            override = statement.record.derives_from
            self._climb(statement.source_id, rests, override.works if override else None)
        if not any(rests.values()):
            return None
        under: dict[str, list[str]] = defaultdict(list)
        for work, parents in rests.items():
            if parents:
                under[parents[0].work].append(work)
        tops = sorted((work for work, parents in rests.items() if not parents and work in under), key=self._published)
        nodes: list[dict[str, Any]] = []
        for top in tops:
            self._plant(top, 0, None, under, rests, carried, nodes)
        return {"nodes": nodes, "days": self.days.ticks(), "height": len(nodes), "alone": len(rests) - len(nodes)}

    def _climb(self, work: str, rests: dict[str, list[model.Parent]], works: list[model.Parent] | None = None) -> None:
        """Note on what a work rests, and the works behind it; a circle, which the check refuses, is not followed."""
        if work in rests:
            return
        parents = works if works is not None else self.chronicle.sources[work].derives_from.works
        taken = rests[work] = [parent for parent in parents if works is not None or parent.what != "quotation"]
        for parent in taken:
            self._climb(parent.work, rests)

    def _published(self, work: str) -> tuple[Any, ...]:
        issued = self.chronicle.sources[work].issued
        return (*(issued.order if issued else (LAST_DAY, LAST_DAY, "")), work)

    def _plant(
        self,
        work: str,
        depth: int,
        parent: int | None,
        under: dict[str, list[str]],
        rests: dict[str, list[model.Parent]],
        carried: dict[str, list[SourcedStatement]],
        nodes: list[dict[str, Any]],
    ) -> None:
        index = len(nodes)
        source = self.chronicle.sources[work]
        nodes.append(
            {
                "name": self.source_short(source),
                "depth": depth,
                "parent": nodes[parent] if parent is not None else None,
                "row": index,
                "x": self._placed(source),
                "end": self._end(source, rests[work]),
                "sure": all(p.sure == "stated" for p in rests[work]),
                "speakers": list(dict.fromkeys(self.said[s.ref]["speaker"].name for s in carried.get(work, []))),
            }
        )
        for child in sorted(under.get(work, []), key=self._published):
            self._plant(child, depth + 1, index, under, rests, carried, nodes)

    def _placed(self, source: model.Source) -> float:
        """Where on the days a work was published, in per cent; without a day at the left edge, later ones at the right."""
        issued = source.issued
        if issued is None or issued.first != issued.last or issued.first < self.days.first:
            return 0
        return self.days.middle(issued.first) if self.days.holds(issued.first) else 100

    def _end(self, source: model.Source, parents: list[model.Parent]) -> str:
        """Whether the work is where the derivation ends, and is its own (own) or rests on what is not known (unknown)."""
        if parents:
            return ""
        if source.derives_from.stands == "own":
            return "own"
        return "unknown"
