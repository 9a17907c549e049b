"""The corrections as pages show them, and what became of what was removed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Any

from .. import model
from .names import Link, Names


class Corrections(Names):
    """What was said, until when, and why it changed."""

    @cached_property
    def corrected(self) -> list[dict[str, Any]]:
        """Every correction, in the order of the ledger. `id` is its place on the page of corrections."""
        return [
            {
                "id": f"correction-{number}",
                "date": self.date(one.date),
                "was": one.was,
                "now": one.now,
                "why": one.why,
                "records": [*self.links(one.records), *self._statements(one)],
                "removed": [Link(gone, _address(gone)) for gone in one.removed],
                "reported_by": one.reported_by,
                "of": {*one.records, *(ref.partition("#")[0] for ref in (*one.statements, *one.removed))},
            }
            for number, one in enumerate(self.chronicle.records.corrections, 1)
        ]

    def _statements(self, one: model.Correction) -> list[Link]:
        return [Link(ref, _address(ref)) for ref in one.statements]

    def corrections(self) -> list[dict[str, Any]]:
        """All corrections, the newest first."""
        return self.corrected[::-1]

    def corrections_of(self, id_: str) -> list[dict[str, Any]]:
        """The corrections that name a record, one of its statements, or a statement that it had."""
        return [one for one in self.corrected if id_ in one["of"]]

    def removed_records(self) -> Iterator[tuple[str, list[dict[str, Any]]]]:
        """The path, such as events/old-id, of every removed record, with the corrections that removed it."""
        paths = dict.fromkeys(gone for one in self.chronicle.records.corrections for gone in one.removed if "/" in gone)
        for path in paths:
            yield path, self._that_removed(path)

    def removed_statements(self, source: str) -> list[dict[str, Any]]:
        """The removed statements of a source: the anchor of each, with the corrections that removed it."""
        found = dict.fromkeys(
            gone for one in self.chronicle.records.corrections for gone in one.removed if gone.startswith(f"{source}#")
        )
        return [{"anchor": ref.partition("#")[2], "corrections": self._that_removed(ref)} for ref in found]

    def _that_removed(self, gone: str) -> list[dict[str, Any]]:
        pairs = zip(self.corrected, self.chronicle.records.corrections, strict=True)
        return [shown for shown, one in pairs if gone in one.removed]


def _address(gone: str) -> str:
    """Where the page of a record (events/id) or of a statement (source#statement) stands or stood."""
    if "/" in gone:
        return f"{gone}.html"
    source, _, statement = gone.partition("#")
    return f"sources/{source}.html#{statement}"
