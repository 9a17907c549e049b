"""The numbers that statements name: in groups, between what bounds, and over the days."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, groupby

from ..domain.chronicle import SourcedStatement
from .context import ViewContext
from .days import Tick, chart_days, day_ticks
from .links import PartyLabel
from .statements import FigureView, StatementView

MIN_POINTS = 4
"""A chart of fewer numbers says nothing that its table does not."""
MOST_ROWS = 100
"""How many statements are in one entry of a list, which is not cut."""
SCALE_STEPS = (10, 15, 20, 30, 40, 50, 60, 80, 100)


@dataclass(frozen=True, slots=True)
class FigurePoint:
    """A number on a chart: `at` its day, `low` and `high` its height from the top, all in per cent.
    `open_above` means 'more than', `open_below` 'at most'."""

    at: float
    low: float
    high: float
    open_above: bool
    open_below: bool
    party: PartyLabel


@dataclass(frozen=True, slots=True)
class FigureChart:
    """Numbers of one quantity over the days."""

    points: tuple[FigurePoint, ...]
    parties: tuple[PartyLabel, ...]
    days: tuple[Tick, ...]
    numbers: tuple[Tick, ...]
    unit: str
    left_out: int


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A number with the statement that names it."""

    figure: FigureView
    statement: StatementView


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """All numbers of one quantity in order of time, with their chart if there are enough."""

    id: str
    label: str
    unit: str
    rows: tuple[FigureRow, ...]
    chart: FigureChart | None

    @property
    def numbers(self) -> tuple[tuple[tuple[FigureRow, ...], ...], ...]:
        """The statements by the number that they name, the lowest first and words last, and by
        speaker; very many in several entries."""
        found: dict[tuple[str, str], dict[str, list[FigureRow]]] = {}
        for row in sorted(self.rows, key=lambda row: _bounds(row.figure) or (sys.maxsize,)):
            speakers = found.setdefault((row.figure.digits, row.figure.part), {})
            speakers.setdefault(row.statement.speaker.text, []).append(row)
        listed = (list(chain.from_iterable(speakers.values())) for speakers in found.values())
        cut = (
            rows[at : at + MOST_ROWS] for rows in listed for at in range(0, len(rows), MOST_ROWS)
        )
        by_speaker = (groupby(rows, lambda row: row.statement.speaker.text) for rows in cut)
        return tuple(tuple(tuple(rows) for _, rows in one) for one in by_speaker)


def figure_groups(
    context: ViewContext, statements: Iterable[SourcedStatement], only: Iterable[str] = ()
) -> tuple[FigureGroup, ...]:
    """The numbers in statements, grouped by what they count; all, or those of some quantities."""
    wanted = set(only)
    groups: dict[str, list[FigureRow]] = defaultdict(list)
    for statement in statements:
        view = context.statements[statement.ref]
        for figure in view.figures:
            if not wanted or figure.what in wanted:
                groups[figure.what].append(FigureRow(figure, view))
    found = []
    for term in context.vocabulary.figures:
        rows = sorted(groups[term.id], key=_by_time)
        if rows:
            unit = term.unit or ""
            chart = _figure_chart(context, rows, unit)
            found.append(FigureGroup(term.id, term.label, unit, tuple(rows), chart))
    return tuple(found)


def _by_time(row: FigureRow) -> tuple[date, str]:
    when = row.figure.when
    return when.first if when else date.max, row.statement.ref


def _figure_chart(context: ViewContext, rows: Sequence[FigureRow], unit: str) -> FigureChart | None:
    """The numbers for the whole whose day is known; None if they are too few."""
    days = chart_days(context)
    numbered = [row for row in rows if row.figure.whole and _bounds(row.figure)]
    placed = [(row, at) for row in numbered if (at := days.place(row.figure.when)) is not None]
    if len(placed) < MIN_POINTS:
        return None
    top = _scale_top(high for row, _ in placed for high in _bounds(row.figure))
    points = []
    for row, at in placed:
        low, high = _bounds(row.figure)
        points.append(
            FigurePoint(
                at=at,
                low=round(100 - 100 * low / top, 2),
                high=round(100 - 100 * high / top, 2),
                open_above=row.figure.high is None,
                open_below=row.figure.low is None,
                party=row.statement.party,
            )
        )
    shown = {row.statement.party.id for row, _ in placed}
    return FigureChart(
        points=tuple(points),
        parties=tuple(party for party in context.parties.values() if party.id in shown),
        days=day_ticks(context, days),
        numbers=tuple(Tick(100 - share, f"{top * share // 100:,}") for share in (0, 50, 100)),
        unit=unit,
        left_out=len(numbered) - len(placed),
    )


def _bounds(figure: FigureView) -> tuple[int, ...]:
    """The lowest and the highest number that a figure names; empty for words."""
    named = [number for number in (figure.low, figure.high) if number is not None]
    return (min(named), max(named)) if named else ()


def _scale_top(numbers: Iterable[int]) -> int:
    """The end of a scale from 0: the next round number that is at least the highest."""
    highest = max(10, *numbers)
    tenth = int(10 ** (len(str(highest)) - 2))
    return next(step * tenth for step in SCALE_STEPS if step * tenth >= highest)


@dataclass(frozen=True, slots=True)
class FigureRange:
    """The lowest and the highest number that anyone named for the whole of something, of `count`
    that were named."""

    id: str
    label: str
    lowest: FigureRow
    highest: FigureRow
    count: int


def figure_ranges(groups: Iterable[FigureGroup]) -> tuple[FigureRange, ...]:
    """For each thing counted by two statements or more, between what numbers they are."""
    found = []
    for group in groups:
        rows = [row for row in group.rows if row.figure.whole and _bounds(row.figure)]
        if len(rows) > 1:
            low = min(rows, key=lambda row: (_bounds(row.figure)[0], row.statement.ref))
            high = max(rows, key=lambda row: (_bounds(row.figure)[1], row.statement.ref))
            found.append(FigureRange(group.id, group.label, low, high, len(rows)))
    return tuple(found)
