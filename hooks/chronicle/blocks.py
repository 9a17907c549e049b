"""The computed blocks that prose may place with a marker on its own line: `<!-- block: support question-id -->`.

The list is closed: `render` has a template for each. The value says the kind of record whose id the block needs.
"""

from __future__ import annotations

import re

MARKER = re.compile(r"<!--\s*block:\s*([a-z-]+)(?:\s+([^\s>]+))?\s*-->")

BLOCKS: dict[str, str | None] = {
    "agreed": None,
    "chronology-short": None,
    "extract": None,
    "figures": None,
    "numbers": None,
    "questions": None,
    "not-used": None,
    "corrections": None,
    "vocabulary": None,
    "words": None,
    "gaps": None,
    "terms": None,
    "accounts": "event",
    "support": "question",
    "statement": "claim",
    "worked": "question",
}
