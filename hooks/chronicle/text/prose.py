"""Prose as its words without marks, and as its sections."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown.extensions.toc import slugify, unique

from .citations import BLOCK_MARKER, CITATION_GROUP, without_code

HEADING = re.compile(r"^(#{1,3})\s+(.+?)\s*(?:\{#([\w-]+)\}\s*)?$", re.M)
AROUND_WORDS = re.compile(r"\[\^[^\]]+\]:?|\]\([^)]*\)|\{[^{}\n]*\}|`[0-9a-f]{64}`|[`*_\[\]\\]")
"""What Markdown puts around words: notes, addresses, attributes, checksums, single characters."""
BETWEEN_LINES = re.compile(r"^\s*(?:[#>]+|[-+*|:\s]+$|[-+*]\s)|\||<[^>]+>", re.M)
"""What it begins or parts lines with: headings, quotations, lists, tables, tags."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with the words up to the next; `anchor` is empty for the beginning of a page."""

    heading: str
    anchor: str
    words: str


def prose_words(text: str) -> str:
    """The words of Markdown prose in one line, without its first heading, citations and blocks."""
    text = HEADING.sub("", text, count=1) if text.lstrip().startswith("# ") else text
    text = CITATION_GROUP.sub("", BLOCK_MARKER.sub("", text))
    return " ".join(AROUND_WORDS.sub("", BETWEEN_LINES.sub(" ", text)).split())


def sections(text: str) -> Iterator[Section]:
    """A page in its sections: from its title on, then from each heading of the second and third
    level on. Anchors are those that Python-Markdown gives."""
    headings = list(HEADING.finditer(without_code(text)))
    used: set[str] = set()
    for index, match in enumerate(headings):
        title = prose_words(match[2])
        anchor = unique(match[3] or slugify(title, "-"), used)
        end = headings[index + 1].start() if index + 1 < len(headings) else len(text)
        words = prose_words(text[match.end() : end])
        yield Section(title, anchor if index else "", words)
