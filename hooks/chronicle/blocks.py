"""The computed blocks that prose may place with a marker on its own line: `<!-- block: support question-id -->`.

The list is closed: `render` has a template for each. The value says the kind of record whose id the block needs; the
questions of a block are those that ask one of the vocabulary's lists of parties.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from . import cite

MARKER = re.compile(r"<!--\s*block:\s*([a-z-]+)(?:\s+([^\s>]+))?\s*-->")


def filled(text: str, block: Callable[[re.Match[str]], str]) -> str:
    """Prose with a block in the place of each marker that does not stand in code."""
    masked = cite.masked(text)
    return MARKER.sub(lambda match: block(match) if masked[match.start() : match.end()].strip() else match[0], text)


BLOCKS: dict[str, str | None] = {
    "agreed": None,
    "days": None,
    "chronology-short": None,
    "extract": None,
    "figures": None,
    "numbers": None,
    "questions": "list of parties",
    "question-links": "list of parties",
    "not-used": None,
    "corrections": None,
    "vocabulary": None,
    "words": None,
    "neutral-words": None,
    "gaps": None,
    "rules": None,
    "terms": None,
    "map": None,
    "accounts": "event",
    "support": "question",
    "statement": "statement",
    "worked": "question",
}
