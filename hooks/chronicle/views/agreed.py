"""What pages say of the events they are about: what they warn of, and what no party disputes."""

from collections.abc import Iterable

from ..model.events import Agreed
from .context import ViewContext

AgreedSentences = tuple[tuple[str, Agreed], ...]
"""Sentences that no party disputes, each with the id of its event."""


def content_notes(context: ViewContext, events: Iterable[str]) -> tuple[str, ...]:
    """The ids of the notes on what these events contain, each once and in their order."""
    found = {context.chronicle.events[event].content_note for event in events}
    return tuple(note for note in context.vocabulary.words("content_notes") if note in found)


def agreed_sentences(context: ViewContext, events: Iterable[str]) -> AgreedSentences:
    """What no party disputes about these events."""
    return tuple(
        (event, one) for event in events for one in context.chronicle.events[event].undisputed
    )
