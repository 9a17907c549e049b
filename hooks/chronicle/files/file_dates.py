"""When each file was added and last changed, read from the log of the repository."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class FileDates:
    """The days of the commits that added a file and that last changed it."""

    added: date
    changed: date


def file_dates(log: str) -> dict[str, FileDates]:
    """The days of each file by its path. `log` has, for every commit, a NUL, its day in ISO 8601,
    and a line for each file that it changed."""
    days: dict[str, list[date]] = {}
    for commit in log.split("\0")[1:]:
        day, *paths = commit.split()
        for path in paths:
            days.setdefault(path, []).append(date.fromisoformat(day))
    return {path: FileDates(min(found), max(found)) for path, found in days.items()}
