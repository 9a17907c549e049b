"""Which statements are most worth showing, where not all are shown."""

from ..domain.chronicle import SourcedStatement
from .context import ViewContext


def telling_rank(
    context: ViewContext, statement: SourcedStatement
) -> tuple[bool, bool, bool, int, bool, str]:
    """What makes a statement worth showing first: its speaker is free, it is counted, it
    answers a question, the speaker knows, it is quoted."""
    bases = context.vocabulary.words("bases")
    quoted = bool(statement.record.quote) and statement.quotable
    counted = context.chronicle.standings[statement.ref].counted
    held = bool(statement.record.in_custody)
    mute = not statement.record.answers
    return held, not counted, mute, bases.index(statement.record.basis), not quoted, statement.ref
