"""A finished page as Markdown without HTML, for machines and for readers of plain text.

Pages are Markdown with blocks of HTML. Prose passes as it stands; HTML becomes paragraphs, lists and tables, citations become
Markdown's own notes, and links lead to the Markdown of the other pages. Pictures and controls are left out: what a picture
shows stands in the text beside it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from . import cite
from .direction import FRONT_MATTER, REFERENCE, VOID

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)>")
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')
BLOCKS = {"address", "article", "aside", "caption", "dd", "details", "div", "dl", "dt", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "li", "nav", "ol", "p", "section", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul"}  # fmt: skip
SKIPPED = {"button", "figcaption", "form", "script", "select", "style", "svg"}
SKIPPED_CLASSES = {"cite", "edit", "jump", "note__back", "permalink--cite"}
SPACED_CLASSES = {"glossary__form"}  # what the style sheet sets on a line of its own
ACTIVE = re.compile(r"[\\`*\[\]<>]|_(?!\w)|(?<!\w)_|~(?=~)|(?<=~)~|&(?=#?\w+;)")
STARTS = re.compile(r"#{1,6}(?=\s|$)|[-+](?=\s|$)|[=|-]+$|\||:(?=\s)")
NUMBERED = re.compile(r"(\d+)([.)])(?=\s|$)")


@dataclass(slots=True)
class _Item:
    """An open entry of a list: its mark, until it is written, then blanks of that width."""

    mark: str
    written: bool = False

    def prefix(self) -> str:
        return " " * min(len(self.mark), 4) if self.written else self.mark


@dataclass(slots=True)
class _Table:
    rows: list[list[str]] = field(default_factory=list)
    cell: list[str] | None = None


@dataclass(slots=True)
class _Element:
    name: str
    href: str = ""
    item: bool = False
    skipped: bool = False


class _Writer:
    def __init__(self) -> None:
        self.blocks: list[tuple[str, bool]] = []  # each with whether it begins an entry of a list
        self.buffer: list[str] = []
        self.open: list[_Element] = []
        self.items: list[_Item] = []
        self.tables: list[_Table] = []
        self.lead = ""
        self.skipping = 0  # how many of the open elements are left out
        self.in_html = 0  # how many are blocks of HTML

    def start(self, name: str, attributes: dict[str, str]) -> None:
        classes = set(attributes.get("class", "").split())
        element = _Element(name, skipped=name in SKIPPED or bool(classes & SKIPPED_CLASSES))
        if name in BLOCKS:
            self.flush()
            if self.lead and name in ("ul", "ol", "dl", "table"):
                self._write(self.lead.strip())
                self.lead = ""
        if name == "a":
            self._link(element, attributes, classes)
        elif name == "span" and "hidden" in classes and any(e.href.startswith("#") for e in self.open):
            element.skipped = True
        elif name in ("li", "dd") and not self._in_cell():
            self.items.append(_Item(self._mark(attributes)))
            element.item = True
        elif name == "table":
            self.tables.append(_Table())
        elif name in ("th", "td"):
            self.tables[-1].cell = []
        elif name == "tr":
            self.tables[-1].rows.append([])
        elif name == "q":
            self.buffer.append("“")
        elif name == "br" or classes & SPACED_CLASSES:
            self.buffer.append(" ")
        self.enter(element)

    def enter(self, element: _Element) -> None:
        if element.name not in VOID:
            self.open.append(element)
            self.skipping += element.skipped
            self.in_html += element.name in BLOCKS

    def _mark(self, attributes: dict[str, str]) -> str:
        note = re.fullmatch(r"note-(\d+)", attributes.get("id", ""))
        return f"[^{note[1]}]: " if note else "- "

    def _link(self, element: _Element, attributes: dict[str, str], classes: set[str]) -> None:
        element.href = unescape(attributes.get("href", ""))
        if "ref__mark" in classes:
            element.skipped = True
            self.buffer.append(f"[^{element.href.removeprefix('#note-')}]")
        elif element.href and not element.href.startswith("#") and not element.skipped:
            self.buffer.append("[")

    def end(self, name: str) -> None:
        skipped = self.skipping
        while self.open:
            element = self.open.pop()
            self.skipping -= element.skipped
            self.in_html -= element.name in BLOCKS
            if element.name == name:
                break
        else:
            return
        if skipped:
            return
        if name == "a" and element.href and not element.href.startswith("#"):
            self.buffer.append(f"]({_address(element.href)})")
        elif name == "q":
            self.buffer.append("”")
        elif name == "dt":
            self.lead = f"{self._taken()}: "
        elif name in BLOCKS:
            self.flush(name)
        if element.item:
            self.items.pop()
        elif name in ("th", "td"):
            table = self.tables[-1]
            table.rows[-1].append(" · ".join(table.cell or []))
            table.cell = None
        elif name == "table":
            self._table(self.tables.pop())

    def text(self, page: str, masked: str, start: int, end: int) -> None:
        """Text between two tags: of HTML, or Markdown as it stands but for its character references."""
        if self.skipping or start == end:
            return
        if self.in_html and page[start:end].isspace():
            self.buffer.append(" ")
        elif self.in_html:
            self.buffer.append(ACTIVE.sub(r"\\\g<0>", re.sub(r"\s+", " ", unescape(page[start:end]))))
        else:
            self._prose(page, masked, start, end)

    def _prose(self, page: str, masked: str, start: int, end: int) -> None:
        last = start
        for reference in re.finditer(REFERENCE, masked[start:end]):
            self.buffer.append(page[last : start + reference.start()])
            sign = unescape(reference[0])
            self.buffer.append("&amp;" if sign == "&" else escaped(sign))
            last = start + reference.end()
        self.buffer.append(page[last:end])

    def _in_cell(self) -> bool:
        return bool(self.tables) and self.tables[-1].cell is not None

    def _taken(self) -> str:
        text = "".join(self.buffer)
        self.buffer = []
        return re.sub(r"\s+", " ", text).strip()

    def flush(self, name: str = "") -> None:
        """Write what was gathered as a block: a paragraph, a heading, an entry of a list, a part of a cell."""
        prose = not self.in_html and not name
        text = self._taken() if not prose else "".join(self.buffer).strip("\n")
        self.buffer = []
        if not text.strip():
            return
        if self._in_cell():
            self.tables[-1].cell.append(text.replace("|", "\\|"))  # type: ignore[union-attr]
            return
        if not prose:
            text = _not_a_mark(text)
        if re.fullmatch("h[1-6]", name):
            text = f"{'#' * int(name[1])} {text}"
        self._write(self.lead + text)
        self.lead = ""

    def _write(self, text: str) -> None:
        begins = bool(self.items) and not self.items[-1].written
        prefix = "".join(item.prefix() for item in self.items)
        for item in self.items:
            item.written = True
        blanks = " " * len("".join(item.prefix() for item in self.items))
        lines = [f"{blanks}{line}" if line else "" for line in text.split("\n")]
        lines[0] = prefix + text.split("\n")[0]
        self.blocks.append(("\n".join(lines), begins))

    def _table(self, table: _Table) -> None:
        rows = [row for row in table.rows if row]
        width = max(map(len, rows), default=0)
        if not width:
            return
        lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
        lines.insert(1, f"|{' --- |' * width}")
        if self._in_cell():
            self.tables[-1].cell.extend(" · ".join(row) for row in rows)  # type: ignore[union-attr]
        else:
            self._write("\n".join(lines))

    def written(self) -> str:
        self.flush()
        found, listed = "", False
        for text, begins in self.blocks:
            found += ("\n" if begins and listed else "\n\n" if found else "") + text
            listed = begins
        return found + "\n"


def _not_a_mark(text: str) -> str:
    """A paragraph whose first signs would begin a heading, a list or a table, with these escaped."""
    if STARTS.match(text):
        return f"\\{text}"
    return re.sub(NUMBERED, r"\1\\\2", text, count=1) if NUMBERED.match(text) else text


def _address(href: str) -> str:
    """The address in a link: of a page of this site, that of its Markdown."""
    if not re.match(r"[a-z][a-z0-9+.-]*:", href):
        href = re.sub(r"\.html(?=#|$)", ".md", href)
    return re.sub(r"[\s()<>\\]", lambda sign: f"%{ord(sign[0]):02X}", href)


def escaped(text: str) -> str:
    """A text in which Markdown finds no mark of its own, within a line."""
    return re.sub(r"[\\`*_\[\]<>~|]|&(?=#?\w+;)", r"\\\g<0>", text)


def plain(page: str) -> str:
    """The Markdown of a finished page, with its HTML put into Markdown and without its front matter."""
    head = FRONT_MATTER.match(page)
    last = head.end() if head else 0
    masked = cite.masked(page)
    writer = _Writer()
    for tag in TAG.finditer(masked, last):
        writer.text(page, masked, last, tag.start())
        last = tag.end()
        if tag[1]:
            writer.end(tag[2].lower())
        elif writer.skipping:
            if not tag[3].endswith("/"):
                writer.enter(_Element(tag[2].lower(), skipped=True))
        else:
            writer.start(tag[2].lower(), dict(ATTRIBUTE.findall(tag[3])))
    writer.text(page, masked, last, len(page))
    return writer.written()
