"""Which statements are most worth showing, where not all are shown."""

from __future__ import annotations

from ..domain.chronicle import SourcedStatement
from .context import ViewContext


def telling_rank(
    context: ViewContext, statement: SourcedStatement
) -> tuple[bool, bool, int, bool, str]:
    """What makes a statement worth showing first: its speaker is free, it is counted, the speaker
    knows, it is quoted."""
    bases = context.vocabulary.words("bases")
    quoted = bool(statement.record.quote) and statement.quotable
    counted = context.chronicle.standings[statement.ref].counted
    held = bool(statement.record.in_custody)
    return held, not counted, bases.index(statement.record.basis), not quoted, statement.ref
