"""How accounts changed: what one voice said and later said otherwise, and what one voice answered to another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from functools import cached_property
from typing import Any

from .statements import Statements, order

CHANGES = ("revises", "withdraws")
ANSWERS = ("contradicts", "accepts")


class Changes(Statements):
    """Relations between statements, in order of utterance."""

    @cached_property
    def chains(self) -> list[list[str]]:
        """The references of statements that revise one another, directly or through others, each chain in order."""
        linked: dict[str, set[str]] = defaultdict(set)
        for statement, relation, target in self.chronicle.relations():
            if relation.kind in CHANGES and target in self.chronicle.statements:
                linked[statement.ref].add(target)
                linked[target].add(statement.ref)
        chains, seen = [], set[str]()
        for ref in sorted(linked):
            if ref not in seen:
                chain = _reached(ref, linked)
                seen |= chain
                chains.append(self._in_order(chain))
        return sorted(chains, key=lambda chain: order(self.chronicle.statements[chain[0]]))

    def _in_order(self, chain: set[str]) -> list[str]:
        """In order of utterance; what is revised stands before what revises it, also where the days are not known."""
        earlier = {
            ref: {
                target
                for _, relation, target in self.chronicle.relations_of(self.chronicle.statements[ref])
                if relation.kind in CHANGES and target in chain
            }
            for ref in chain
        }
        ordered: list[str] = []
        while earlier:
            free = [ref for ref, targets in earlier.items() if not targets & earlier.keys()] or list(earlier)
            ordered.append(min(free, key=lambda one: order(self.chronicle.statements[one])))
            del earlier[ordered[-1]]
        return ordered

    def changed(self, among: Collection[str]) -> list[dict[str, Any]]:
        """Every chain with one of these statements: who speaks, and step by step what was said and what changed."""
        return [self._chain(chain) for chain in self.chains if any(ref in among for ref in chain)]

    def _chain(self, chain: list[str]) -> dict[str, Any]:
        first = self.chronicle.statements[chain[0]]
        party = self.chronicle.party(first)
        return {
            "party": self.label("parties", party),
            "party_id": party,
            "mark": self.said[chain[0]]["mark"],
            "steps": [{"statement": self.said[ref], "changes": self._changes_of(ref)} for ref in chain],
        }

    def _changes_of(self, ref: str) -> list[dict[str, Any]]:
        """What a statement changes, and how that is told."""
        statement = self.chronicle.statements[ref]
        return [
            {"kind": self.texts[f"relation_{relation.kind}"], "earlier": self.said[target], "why": relation.why}
            for other, relation, target in self.chronicle.relations_of(statement)
            if relation.kind in CHANGES and target in self.said
        ]

    def answered(self, among: Collection[str]) -> list[dict[str, Any]]:
        """Contradictions and acceptances of which one side at least is among these statements, by time of the later one."""
        found = [
            (statement, relation, target)
            for statement, relation, target in self.chronicle.relations()
            if relation.kind in ANSWERS and (statement.ref in among or target in among) and target in self.said
        ]
        found.sort(key=lambda row: order(row[0]))
        return [
            {
                "later": self.said[statement.ref],
                "kind": self.texts[f"relation_{relation.kind}"],
                "earlier": self.said[target],
                "why": relation.why,
            }
            for statement, relation, target in found
        ]

    def changes(self) -> list[dict[str, Any]]:
        """All chains, by party."""
        groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for chain in self.changed(set(self.chronicle.statements)):
            groups[chain["party_id"]].append(chain)
        return [
            {
                "label": self.label("parties", party),
                "id": party,
                "mark": groups[party][0]["mark"],
                "chains": groups[party],
            }
            for party in self.chronicle.parties()
            if groups[party]
        ]


def _reached(start: str, linked: dict[str, set[str]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        for other in linked[waiting.pop()] - found:
            found.add(other)
            waiting.append(other)
    return found
