"""What an export is, and what all of them share."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..domain.chronicle import Chronicle
from ..text.dates import Day, When

# The addresses of licences, for formats that know a licence by its address.
LICENCES = {"CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/"}


@dataclass(frozen=True, slots=True)
class Export:
    """One file for others to use. `path` is relative to data/ in the site; `count` how many entries it holds.

    `left_out` counts, by the id of a reason, the values that the format cannot hold or that are not published; the texts
    `out_<reason>_one` and `out_<reason>_many` say what that means. `family` is the part of the page that lists it.
    """

    path: str
    family: str
    text: str
    count: int
    left_out: Mapping[str, int] = field(default_factory=dict)

    @property
    def content(self) -> bytes:
        return self.text.encode("utf-8")

    @property
    def checksum(self) -> str:
        """The SHA-256 of the file."""
        return hashlib.sha256(self.content).hexdigest()


def tallied(reasons: Iterable[str]) -> dict[str, int]:
    """How often each reason occurs, in alphabetical order; the empty text is no reason."""
    counts: dict[str, int] = {}
    for reason in sorted(reasons):
        if reason:
            counts[reason] = counts.get(reason, 0) + 1
    return counts


def exact_days(when: When | None) -> tuple[Day, Day] | None:
    """The first and the last day of a date whose days are known for certain; None for any other."""
    if when is None or not (when.begin and when.end):
        return None
    days = (when.begin, when.end)
    if any(day.precision != "day" or day.about or day.uncertain for day in days):
        return None
    return days


def inexact(when: When | None) -> str:
    """Why a format of exact days cannot hold a date: the id of a reason, empty where it can."""
    if when is None:
        return "undated"
    if not (when.begin and when.end):
        return "open"
    days = (when.begin, when.end)
    if any(day.about or day.uncertain for day in days):
        return "about"
    return "coarse" if any(day.precision != "day" for day in days) else ""


def urn(chronicle: Chronicle, *parts: str) -> str:
    """A lasting id for a thing that has no address of its own: the same in every build of the same chronicle."""
    return uuid.uuid5(uuid.NAMESPACE_OID, "\n".join((chronicle.site.title, *parts))).urn


def one_line(text: str) -> str:
    """The text without line breaks, for formats in which a new line begins a new field."""
    return " ".join(text.split())
