"""Pictures as plain geometry: positions in per cent of the width, for templates that draw them as SVG.

Nothing is smoothed, joined or estimated: a mark stands for one statement or one event.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ..dates import When


@dataclass(frozen=True, slots=True)
class Days:
    """A row of days, both ends included."""

    first: date
    last: date

    @property
    def number(self) -> int:
        return (self.last - self.first).days + 1

    def at(self, day: date) -> float:
        """Where a day begins, in per cent; days outside lie at the ends."""
        return round(100 * min(max((day - self.first).days, 0), self.number) / self.number, 2)

    def middle(self, day: date) -> float:
        return round(self.at(day) + 50 / self.number, 2)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last

    def ticks(self, every: int = 5) -> list[dict[str, Any]]:
        """The first day and every fifth of a month, each with where it begins."""
        days = (self.first + timedelta(days=index) for index in range(self.number))
        return [
            {"x": self.at(day), "middle": self.middle(day), "day": day.day, "month": day.month}
            for day in days
            if day == self.first or (day.day % every == 0 and (day - self.first).days >= every - 1)
        ]

    def bar(self, when: When | None) -> dict[str, Any] | None:
        """A date as a bar: one day, or the span within which or through which something happened.

        `before` and `after` say that it reaches beyond the row, where it may lie wholly (its width is 0 then); None where
        it is not known.
        """
        if when is None:
            return None
        begin, end = self.at(when.first), self.at(when.last + timedelta(days=1))
        return {
            "x": begin,
            "width": round(end - begin, 2),
            "exact": end > begin
            and when.first == when.last
            and not (when.begin and (when.begin.about or when.begin.uncertain)),
            "before": when.first < self.first,
            "after": when.last > self.last,
        }


@dataclass(frozen=True, slots=True)
class Scale:
    """Numbers from 0 to a round one that holds them all."""

    top: int

    @classmethod
    def over(cls, numbers: Iterable[int]) -> Scale:
        """The scale up to the next of 1, 1.5, 2, 3, 4, 5, 6, 8 or 10 times a power of ten, and at least to 10."""
        highest = max(10, *numbers, 0)
        tenth = 10 ** (len(str(highest)) - 2)
        return cls(next(step * tenth for step in (10, 15, 20, 30, 40, 50, 60, 80, 100) if step * tenth >= highest))

    def at(self, number: int) -> float:
        return round(100 * number / self.top, 2)

    def ticks(self) -> list[dict[str, Any]]:
        return [{"x": share, "label": f"{self.top * share // 100:,}"} for share in (0, 50, 100)]


def figure_marks(low: int | None, high: int | None, approximate: bool, scale: Scale) -> dict[str, Any] | None:
    """A figure on a scale: a point, a range, or a point with an arrow for 'at least' and 'at most'; None for words."""
    if low is None and high is None:
        return None
    start, end = (low if low is not None else high), (high if high is not None else low)
    assert start is not None and end is not None
    return {
        "x": scale.at(start),
        "end": scale.at(end),
        "range": start != end,
        "more": high is None,
        "less": low is None,
        "about": approximate,
    }


def over_time(rows: Iterable[Mapping[str, Any]], days: Days) -> dict[str, Any] | None:
    """Figures of the whole as points over days: one for each statement whose day is known. None for fewer than four."""
    points = [
        (row["order"], row["low"], row["high"], row)
        for row in rows
        if row["all"] and row["order"] and (row["low"] is not None or row["high"] is not None)
    ]
    inside = [point for point in points if point[0].first == point[0].last and days.holds(point[0].first)]
    if len(inside) < 4:
        return None
    scale = Scale.over(high if high is not None else low for _, low, high, _ in inside)
    return {
        "points": [
            {
                "x": days.middle(when.first),
                "y": 100 - scale.at(low if low is not None else high),
                "top": 100 - scale.at(high if high is not None else low),
                "more": high is None,
                "party_id": row["statement"]["party_id"],
                "party": row["statement"]["party"],
                "mark": row["statement"]["mark"],
            }
            for when, low, high, row in inside
        ],
        "parties": list(
            {
                row["statement"]["party_id"]: {name: row["statement"][name] for name in ("party_id", "party", "mark")}
                for *_, row in sorted(inside, key=lambda point: str(point[3]["statement"]["party"]))
            }.values()
        ),
        "outside": len(points) - len(inside),
        "days": days.ticks(),
        "numbers": scale.ticks(),
    }
