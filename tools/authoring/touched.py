"""Which statements and pages show what a record says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from chronicle.domain.chronicle import Chronicle, full_reference
from chronicle.domain.naming import page_path
from chronicle.domain.things import Thing
from chronicle.model.introspection import mentions
from chronicle.model.kinds import KINDS
from chronicle.model.types import Ref


class Touched:
    """Who names what in a chronicle. Names are ids, source#statement, and "list: word" for a word
    of the vocabulary."""

    def __init__(self, chronicle: Chronicle) -> None:
        self.chronicle = chronicle
        self.named_by: dict[str, set[str]] = defaultdict(set)
        self.names: dict[str, set[str]] = defaultdict(set)
        for id_, kind in chronicle.kind_of.items():
            record = chronicle.records.of(kind)[id_].record
            for at, mark, value in mentions(record):
                by = f"{id_}#{record.statements[at[1]].id}" if at[0] == "statements" else id_
                name = full_reference(id_, value) if "statement-here" in str(mark) else value
                name = name if isinstance(mark, Ref) else f"{mark.vocabulary}: {value}"
                self.named_by[name].add(by)
                self.names[by].add(name)

    def by(self, thing: Thing) -> tuple[set[str], set[str]]:
        """The statements that a change of a thing touches, and the pages: its own, those of what
        names it, and those on which these statements are."""
        own, naming = self._start(thing)
        statements = {name for name in own | naming if "#" in name}
        shown = own | naming | {name for ref in statements for name in self.names[ref]}
        return statements, self._pages(shown)

    def _start(self, thing: Thing) -> tuple[set[str], set[str]]:
        if thing.is_statement:
            return {thing.name}, self.named_by[thing.name]
        if thing.key == "positions":
            answering = self.chronicle.answering[thing.owner, thing.entry]
            return {thing.owner}, {one.ref for one in answering}
        if thing.kind == "vocabulary":
            naming = self.named_by[f"{thing.key}: {thing.entry}"]
            return set(), naming.union(*(self.named_by[name] for name in naming))
        return (
            ({thing.owner}, self.named_by[thing.owner]) if thing.kind in KINDS else (set(), set())
        )

    def _pages(self, names: Iterable[str]) -> set[str]:
        paths = (page_path(self.chronicle, name).partition("#")[0] for name in names)
        return {path.removesuffix(".md") for path in paths if path}
