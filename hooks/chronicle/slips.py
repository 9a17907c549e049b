"""What somebody meant where a file cannot be read: the usual slips, named on the line where they were made.

A parser speaks of the place where it gave up, often lines later and in its own terms. These are looked for backwards from
there; nothing here decides whether a file can be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

Slip = tuple[int, str, str]
"""A column (from 1), what is wrong, what to do."""

BLANKS = "\u00a0\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff"
QUOTES = "“”„«»‟"
KEYED = re.compile(r"(?P<pad> *)(?P<dash>- +)?(?P<key>[\w-]+):(?: +(?P<value>.*))?$")
OPENS_TEXT = re.compile(r"(?:.*:|\s*-) [>|][-+]?\d?\s*(?:#.*)?$")
LONGEST = 1000  # signs of a line that is looked at: a line beyond that was not typed by anybody

# Looked for in a line that is no part of a longer text: where it stands, what is wrong, what to do.
SIGNS = tuple(
    (re.compile(pattern), message, hint)
    for pattern, message, hint in (
        (r"^[ ]*(\t)", "the line begins with a tab", "indent with spaces"),
        (rf"^ *(?:- *)?(?:[\w-]+ *:)? *([{BLANKS}])", "an invisible sign stands here where a space must", "retype it"),
        (r"^(---)", "a line of hyphens", "delete it: a file holds one record"),
        (r"^(```)", "a line of ``` belongs to the example's frame", "delete it"),
        (r"^ *([•–—·*]) ", "an entry of a list begins with a hyphen", "write - and a space"),
        (r"^ *(-)[A-Za-z]", "a hyphen and a word without a space", "write a space behind the hyphen"),
        (r"^ *(?:- +)?[\w-]+:(?!//)([^\s,\]}])", "a colon without a space", "write a space behind the colon"),
        (r": +[>|][-+]? +([^#\s])", "text on the line of the sign >-", "begin the text on the next line, indented"),
        (r": +(>[–—−])", "a dash where a hyphen must stand", "write >-"),
        (r": +('(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\") *[^\s#,}]", "a text goes on behind its quotation mark",
         "write the whole text on the next line, indented, behind key: >-"),
        (r"^[^{\[]*: +([\"'])(?:(?!\1).)*$", "a quotation mark that is not closed on its line",
         "close it, or write the text on the next line, indented, behind key: >-"),
        (r"[{\[][^\"]*(?:\"[^\"]*\"[^\"]*)*(\")[^\"]*$", "a quotation mark that is not closed on its line", "close it"),
        (rf": +([{QUOTES}])", "a text begins with a typographic quotation mark and holds a colon",
         "write straight quotation marks around the whole text, or write it on the next line, indented, behind key: >-"),
        (r": +(\[[^\[\]]*\]|\{[^{}]*\}) *[^\s#,\]}]", "a text that begins with a bracket",
         "write quotation marks around the whole text"),
        (r": +([%@`&*!])", "a text that begins with a sign", "write quotation marks around the whole text"),
        (r"([{\[])[^{}\[\]]*$", "a bracket that is not closed on its line", "close it: [a, b] or { key: value, … }"),
        (r"[{,] *[\w-]+: +[^\"'{}\[\],]*?([\w-]+:) ", "two keys without a comma between them, or a text with a colon",
         "write a comma before the second key; a text with a colon needs quotation marks"),
        (r"^ *(?:- +)?[\w-]+: +[^\"'{}\[\]#]*?(:) ", "a text with a colon in it",
         "write quotation marks around it, or write it on the next line, indented, behind key: >-"),
    )
)  # fmt: skip


def slip(text: str, line: int, *, begun: int = 0) -> tuple[int, int, str, str] | None:
    """The slip nearest before the line where reading failed: its line and column, what is wrong, what to do. `begun` is the line
    where a quotation begins that has no end."""
    found = dict(_slips(text.split("\n")[:line]))
    if begun in found:
        return (begun, *found[begun])
    return next(((number, *found[number]) for number in sorted(found, reverse=True)), None)


def _slips(lines: list[str]) -> Iterator[tuple[int, Slip]]:
    """Lines with a slip in them, and the slip. Longer texts behind >- are passed over."""
    levels, depth = _Levels(), -1  # the indentation of the key whose text is being passed over; -1 outside of one
    for number, line in enumerate(lines, 1):
        indent = len(line) - len(line.lstrip(" "))
        bare = line.strip()
        if not bare or bare.startswith("#") or (0 <= depth < indent and not bare.startswith("\t")):
            continue
        depth = indent if OPENS_TEXT.match(line) else -1
        found = _sign(line) or levels.slip(line, number)
        if found:
            yield number, found


def _sign(line: str) -> Slip | None:
    for pattern, message, hint in SIGNS if len(line) < LONGEST else ():
        match = pattern.search(line)
        if match:
            return match.start(1) + 1, message, hint
    return None


@dataclass
class _Levels:
    """The columns in which keys may begin (from 0), the innermost last; the last line that had one, and whether it opens another."""

    columns: list[int] = field(default_factory=list)
    line: int = 0
    opens: bool = True

    def slip(self, line: str, number: int) -> Slip | None:
        """What is wrong with how a line is indented, or with a line that has no key."""
        indent = len(line) - len(line.lstrip(" "))
        match = KEYED.match(line)
        if not match:
            lost = indent in self.columns and not line.lstrip().startswith("-")
            message = "a line without key: value"
            return (indent + 1, message, "a text that goes on is indented deeper than its key") if lost else None
        column, dash = indent + len(match["dash"] or ""), bool(match["dash"])
        before, last = self.columns[-1] if self.columns else 0, self.line
        fits = self._take(indent, deeper=self.opens) if dash else True
        fits = fits and self._take(column, deeper=self.opens or dash)
        self.line, self.opens = number, not match["value"] or match["value"].startswith("#")
        if fits:
            return None
        like = f"the column of the other lines of its record; line {last} begins in column {before + 1}"
        return indent + 1, f"the line begins in column {indent + 1}", f"move it to {like}"

    def _take(self, column: int, *, deeper: bool) -> bool:
        """Goes out or in to a column; false where no line before allows one there."""
        left = False
        while self.columns and self.columns[-1] > column:
            self.columns.pop()
            left = True
        if self.columns and self.columns[-1] == column:
            return True
        self.columns.append(column)
        return len(self.columns) == 1 or (deeper and not left)
