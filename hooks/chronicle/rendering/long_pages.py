"""Long pages in parts: the Markdown of a page is cut between its entries, wherever they come from.

A part that begins within a section repeats the headings. The first part keeps the anchor of every
heading that moved to a later one, on a link that leads there: no address is lost.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from posixpath import basename

from ..text.citations import CITATION_GROUP, without_code
from ..text.markdown import escaped
from ..text.prose import HEADING, sections

MOST_LINES, SPARE = 460, 30
"""How many lines a page has before it is cut, which is not quite twenty screens of a phone; and how
many fewer a part has, since lines are counted and not measured."""
LINE, CELLS, PICTURE = 48, 38, 15
"""How many characters a line of a phone has, how many of a table, and how many lines a picture
takes, as measured."""
CUTS = re.compile(r"\n+(?=- |#{1,3} |\[[^\]\n]+\]: )|\n(?=\|(?! *:?-))|\n{2,}(?=\S)")
"""What parts two entries: before an item of a list, a row of a table, a heading, a note or an
address that is defined on its own line, and after a blank line."""
TABLE = 9
"""The level of the head of a table, which is repeated as headings are."""
HEAD = re.compile(r"\|.*\n\| *:?-")
FIRST_ENTRY = re.compile(r"[-|]|##|<(?!details)")
"""How what follows the words and the filters at the beginning of a page begins."""
DEFINED = re.compile(r"\[[^\]\n]+\](?=: )")
NOT_SHOWN = re.compile(r"\]\([^)]*\)|\{[^{}]*\}|[*\[\]\\]")
"""What a reader does not see: addresses, attributes, marks."""
LINK_WORDS = re.compile(r"(?<!\\)\[((?:[^\[\]\\]|\\.)*)\]\([^)]*\)")
WITHIN = re.compile(r"(?<=[^\\]\]\()#([^)\s]+)")


@dataclass(frozen=True, slots=True)
class Entry:
    """What is not cut: its Markdown, with the blank lines after it, and its length in lines. A
    heading has a level from 1, and its words; also an anchor, unless it continues a section. The
    head of a table has a level too."""

    text: str
    lines: int
    level: int = 0
    words: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class PagePart:
    """One part of a long page: its path, its place among the others (from 1), its entries."""

    path: str
    number: int
    of: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class LongPage:
    """A page in parts: the words of its heading, what every part begins with, what is defined on a
    line of its own, by the mark that asks for it, and the path of the part that each place is
    on."""

    heading: str
    lede: str
    parts: tuple[PagePart, ...]
    defined: Mapping[str, str]
    homes: Mapping[str, str]

    def linked(self, text: str, part: PagePart) -> str:
        """A text on a part, where links within the page lead to the part that the place is on."""

        def link(match: re.Match[str]) -> str:
            path = self.homes.get(match[1], part.path)
            return match[0] if path == part.path else f"{basename(path)}{match[0]}"

        return WITHIN.sub(link, text)


def places(part: PagePart) -> list[Entry]:
    """The headings of a part that a link can lead to."""
    return [one for one in part.entries if one.anchor]


def lines(text: str) -> int:
    """How many lines a text has on a phone; a heading is twice as high."""
    found = PICTURE * (text.count("<figure") + text.count("<div"))
    for line in filter(None, text.split("\n")):
        if not line.startswith("<"):
            high = 2 if line.startswith("#") else 1
            wide = CELLS if line.startswith("|") else LINE
            found += high * -(-len(NOT_SHOWN.sub("", line)) // wide)
    return found


def page_in_parts(text: str, paths: Iterable[str], continued: str) -> LongPage | None:
    """A page in parts; None if it is not too long for one. `paths` gives the path of each part,
    `continued` is what a repeated heading says."""
    if lines(text) <= MOST_LINES:
        return None
    heading, *entries = _entries(text)
    lede = list(takewhile(lambda one: not FIRST_ENTRY.match(one.text), entries))
    listed = [one for one in entries[len(lede) :] if not DEFINED.match(one.text)]
    most = MOST_LINES - SPARE - sum(one.lines for one in lede)
    names = ", ".join(one.words for one in listed if one.anchor)
    cut = _packed(_with_headings(listed), continued, most, lines(names))
    parts = tuple(
        PagePart(path, number, len(cut), tuple(part))
        for number, (path, part) in enumerate(zip(paths, cut, strict=False), 1)
    )
    return LongPage(
        heading.words,
        "".join(one.text for one in lede),
        parts,
        {found[0]: one.text for one in entries if (found := DEFINED.match(one.text))},
        {one.anchor: part.path for part in parts for one in places(part)},
    )


def _entries(text: str) -> Iterator[Entry]:
    """A page cut where it can be, each heading with the anchor that it has on the whole page."""
    anchors = [one.anchor for one in sections(text)]
    starts = [0, *(match.end() for match in CUTS.finditer(without_code(text))), len(text)]
    for start, end in pairwise(starts):
        piece = text[start:end]
        if heading := HEADING.match(piece):
            marks, words = heading.groups()[:2]
            anchor = anchors.pop(0)
            piece = f"{marks} {words} {{#{anchor}}}\n\n{piece[heading.end() :].lstrip()}"
            plain = LINK_WORDS.sub(r"\1", CITATION_GROUP.sub("", words))
            yield Entry(piece, lines(piece), len(marks), plain, anchor)
        else:
            yield Entry(piece, lines(piece), TABLE if HEAD.match(piece) else 0)


def _with_headings(entries: Sequence[Entry]) -> list[list[Entry]]:
    """Each entry with the headings before it, from which it is not cut; the head of a table also
    with the words before it, which say what it is."""
    found: list[list[Entry]] = [[]]
    for one in entries:
        if found[-1] and not found[-1][-1].level and one.level != TABLE:
            found.append([])
        found[-1].append(one)
    return found


def _packed(
    groups: Sequence[Sequence[Entry]], continued: str, most: int, names: int
) -> list[list[Entry]]:
    """Entries by part: in order, each part as full as it can be, but a section that fits on one
    part begins the next if this one is half full. The first part has `names` lines for the places
    that are on others."""
    parts: list[list[Entry]] = [[]]
    within: list[Entry] = []
    full = names
    for index, group in enumerate(groups):
        inner = [one for one in group if one.level]
        outer = inner[0].level if inner else TABLE + group[0].text.startswith("|")
        within = [one for one in within if one.level < outer]
        need = own = sum(one.lines for one in group)
        if inner and full > most // 2:
            section = own + _to_next_heading(groups, index + 1)
            need = section if section <= most else own
        if parts[-1] and full + need > most:
            parts.append([_again(one, continued) for one in within])
            full = sum(one.lines for one in parts[-1])
        parts[-1] += group
        full += own
        for heading in inner:
            within = [*(one for one in within if one.level < heading.level), heading]
    return parts


def _to_next_heading(groups: Sequence[Sequence[Entry]], start: int) -> int:
    """How many lines there are from a group on, up to the next heading."""
    rest = takewhile(lambda at: not groups[at][0].level, range(start, len(groups)))
    return sum(one.lines for at in rest for one in groups[at])


def _again(heading: Entry, continued: str) -> Entry:
    if heading.level == TABLE:
        return heading
    words = f"{heading.words} ({escaped(continued)})"
    return replace(heading, text=f"{'#' * heading.level} {words}\n\n", anchor="")
