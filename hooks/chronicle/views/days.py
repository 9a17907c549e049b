"""The row of days as a horizontal axis: positions in per cent of its width, for templates that draw
them as SVG. Nothing is smoothed, joined or estimated: a mark is one statement or one report."""

from dataclasses import dataclass
from datetime import date, timedelta

from ..text.dates import EdtfDate
from ..text.localization import month_name
from .context import ViewContext


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
