"""What no party disputes about events, and what their pages warn of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .context import ViewContext
from .links import Link
from .statements import StatementView


@dataclass(frozen=True, slots=True)
class AgreedSentence:
    """A sentence that no party disputes, with its event and who agrees."""

    says: str
    event: Link
    by: tuple[StatementView, ...]
    silent: tuple[str, ...]
    other_matter: tuple[tuple[StatementView, str], ...]


def content_notes(context: ViewContext, events: Iterable[str]) -> tuple[str, ...]:
    """The ids of the notes on what these events contain, each once."""
    found = (context.chronicle.events[event].content_note for event in events)
    return tuple(dict.fromkeys(note for note in found if note))


def agreed_sentences(context: ViewContext, events: Iterable[str]) -> tuple[AgreedSentence, ...]:
    """What no party disputes about these events."""
    return tuple(
        AgreedSentence(
            says=one.says,
            event=context.link(event),
            by=tuple(context.statements[ref] for ref in one.agreed_by),
            silent=tuple(context.parties[party].label for party in one.silent),
            other_matter=tuple(
                (context.statements[other.statement], other.because) for other in one.other_matter
            ),
        )
        for event in events
        for one in context.chronicle.events[event].undisputed
    )
