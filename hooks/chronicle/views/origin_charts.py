"""Which reports go back to which origin of a position, by day."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..domain.chronicle import SourcedStatement
from ..domain.origins import Origin
from .context import ViewContext
from .days import DayRow, Tick, chart_days, day_ticks


@dataclass(frozen=True, slots=True)
class OriginRow:
    """One origin of a position in the row of days: the mark of its first report, and a branch for
    each that repeats it, if its day is known."""

    name: str
    reports: int
    first: float | None
    repeats: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class OriginChart:
    """Which reports repeat which origin, by day of publication. `others` are reports whose origin
    is not known or that only pass it on."""

    rows: tuple[OriginRow, ...]
    days: tuple[Tick, ...]
    others: int


def origin_chart(
    context: ViewContext,
    named: Sequence[tuple[str, Origin]],
    statements: Sequence[SourcedStatement],
) -> OriginChart:
    """The reports behind each of a position's origins; `named` has what each is called."""
    days = chart_days(context)
    reports: dict[int, dict[str, SourcedStatement]] = defaultdict(dict)
    others: set[str] = set()
    for statement in statements:
        index = origin_index(context, [origin for _, origin in named], statement)
        if index is None:
            others.add(statement.source_id)
        else:
            reports[index].setdefault(statement.source_id, statement)
    rows = [
        _origin_row(context, name, days, list(reports[index]))
        for index, (name, _) in enumerate(named)
    ]
    others -= {source for found in reports.values() for source in found}
    return OriginChart(tuple(rows), day_ticks(context, days), len(others))


def origin_index(
    context: ViewContext, origins: Sequence[Origin], statement: SourcedStatement
) -> int | None:
    """Which of a position's origins a statement goes back to: the one with its voice, else one with
    its root; None if there is none."""
    standing = context.chronicle.standings[statement.ref]
    if not standing.counted:
        return None
    by_voice = (n for n, origin in enumerate(origins) if origin.voice == standing.voice)
    by_root = (n for n, origin in enumerate(origins) if origin.roots & standing.roots)
    return next(by_voice, next(by_root, None))


def _origin_row(context: ViewContext, name: str, days: DayRow, sources: Sequence[str]) -> OriginRow:
    issued = [context.chronicle.sources[id_].issued for id_ in sources]
    placed = sorted(at for when in issued if (at := days.place(when)) is not None)
    return OriginRow(
        name=name,
        reports=len(sources),
        first=placed[0] if placed else None,
        repeats=tuple(placed[1:]),
    )
