"""What a reference consists of, whatever its form: tags with their values, none left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Item:
    """One value of a reference under its tag: `raw` as the file has it, `value` as it is meant,
    in the form of CSL JSON (names and dates may be objects); None if that is not certain."""

    tag: str
    raw: Any
    value: Any

    @property
    def words(self) -> tuple[str, ...]:
        """All that the file says here."""
        return words_of(self.raw)


def words_of(value: Any) -> tuple[str, ...]:
    """The words and numbers of a value, also of one with values within it; 05 is 5."""
    found = (word for leaf in _leaves(value) for word in WORD.findall(leaf))
    return tuple(word.lstrip("0") or "0" if word.isdecimal() else word for word in found)


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, (dict, list)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _leaves(part)
    elif value is not None:
        yield str(value)
