"""Charts as plain geometry: positions in per cent of the width or height, for templates that draw
them as SVG.

Nothing is smoothed, joined or estimated: a mark is one statement, one report or one event.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..domain.chronicle import SourcedStatement
from ..domain.origins import Origin
from ..text.dates import EdtfDate
from ..text.localization import month_name
from .context import ViewContext
from .links import PartyLabel
from .statements import FigureView, StatementView

MIN_POINTS = 4
"""A chart of fewer numbers says nothing that its table does not."""
SCALE_STEPS = (10, 15, 20, 30, 40, 50, 60, 80, 100)


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across a chart: where it is, and its label."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class DayRow:
    """A row of days, both ends included, as a horizontal axis."""

    first: date
    last: date

    @property
    def number(self) -> int:
        return (self.last - self.first).days + 1

    def start_of(self, day: date) -> float:
        """Where a day begins, in per cent; a day outside is at the nearer end."""
        days = min(max((day - self.first).days, 0), self.number)
        return round(100 * days / self.number, 2)

    def middle_of(self, day: date) -> float:
        return round(self.start_of(day) + 50 / self.number, 2)

    def contains(self, day: date) -> bool:
        return self.first <= day <= self.last

    def place(self, when: EdtfDate | None) -> float | None:
        """Where a date that is a known day is drawn; None for any other, or outside."""
        known = when is not None and when.first == when.last and self.contains(when.first)
        return self.middle_of(when.first) if known and when else None


def chart_days(context: ViewContext) -> DayRow:
    """The days that charts show: the chronicle's window."""
    window = context.chronicle.site.window or context.chronicle.site.period
    return DayRow(window.first, window.last)


def day_ticks(context: ViewContext, days: DayRow, every: int = 5) -> tuple[Tick, ...]:
    """The first day, with its month, and every fifth of a month."""
    ticks = []
    for index in range(days.number):
        day = days.first + timedelta(days=index)
        if index == 0:
            month = month_name(day.month, context.texts)
            ticks.append(Tick(days.start_of(day), f"{day.day} {month}"))
        elif day.day % every == 0 and index >= every - 1:
            ticks.append(Tick(days.start_of(day), str(day.day)))
    return tuple(ticks)


@dataclass(frozen=True, slots=True)
class FigurePoint:
    """A number on a chart: `at` its day, `low` and `high` its height from the top, all in per cent.
    `open_above` means 'more than', `open_below` 'at most'."""

    at: float
    low: float
    high: float
    open_above: bool
    open_below: bool
    approximate: bool
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
                approximate=row.figure.approximate,
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
class OriginRow:
    """One origin of a position in the row of days: the mark of its first report, and a branch for
    each that repeats it. `undated` are reports without a known day in the row."""

    name: str
    reports: int
    first: float | None
    repeats: tuple[float, ...]
    undated: int


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
        undated=len(issued) - len(placed),
    )


@dataclass(frozen=True, slots=True)
class EventBar:
    """An event in the row of days: where it begins and how wide it is, in per cent. `exact` is a
    known day; `before` and `after` say that it reaches beyond the row."""

    at: float
    width: float
    exact: bool
    before: bool
    after: bool


def event_bar(days: DayRow, when: EdtfDate | None) -> EventBar | None:
    """A date as a bar in the row of days; None if it is not known."""
    if when is None:
        return None
    begin, end = days.start_of(when.first), days.start_of(when.last + timedelta(days=1))
    sure = when.begin is not None and not (when.begin.about or when.begin.uncertain)
    return EventBar(
        at=begin,
        width=round(end - begin, 2),
        exact=end > begin and when.first == when.last and sure,
        before=when.first < days.first,
        after=when.last > days.last,
    )


def reports_by_day(days: DayRow, dates: Iterable[EdtfDate | None]) -> tuple[Tick, ...]:
    """How many reports were published on each day of the row."""
    counts = Counter(at for when in dates if (at := days.place(when)) is not None)
    return tuple(Tick(at, str(number)) for at, number in sorted(counts.items()))
