"""References in RIS: every line, whatever program wrote it."""

from __future__ import annotations

import re
from typing import Any

from .reference_items import Item

LINE = re.compile(r"\s*([A-Z][A-Z0-9])[ \t]{1,2}-(?:[ \t]+(.*)|[ \t]*)")
TYPES = {
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CHAP": "chapter",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia",
    "JOUR": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "PCOMM": "personal_communication",
    "RPRT": "report",
    "WEB": "webpage",
}
"""The types that mean one type of CSL."""
SUFFIX = re.compile(r"(?:jr|sr|[ivx]+)\.?", re.I)


def read_entries(text: str) -> list[list[Item]]:
    """Every reference of a file, also if it has no end, or its lines are broken otherwise. Lines
    outside of all references belong to the first one."""
    outside: list[list[str]] = []
    entries: list[list[list[str]]] = []
    current = outside
    for line in re.split(r"\r\n?|\n", text):
        match = LINE.fullmatch(line)
        tag, value = (match[1], (match[2] or "").strip()) if match else ("", line.strip())
        if tag == "TY":
            entries.append(current := [])
        if tag == "ER":
            current = outside
        if not tag and current and value:  # a long value on several lines
            current[-1][1] += f" {value}"
        elif value:
            current.append([tag or "a line without a tag", value])
    found = [_items(entry) for entry in entries]
    if found:
        found[0] += [Item(tag, value, None) for tag, value in outside]
    return found


def _items(lines: list[list[str]]) -> list[Item]:
    """The tags, with pages and names in the form of CSL JSON."""
    pages = [value for tag in ("SP", "EP") for other, value in lines if other == tag]
    found = []
    for tag, value in lines:
        if tag in ("A1", "AU"):
            found += [Item(tag, name, _name(name)) for name in re.split(r"\s*;\s*", value)]
        else:
            meant = {"TY": TYPES.get(value), "SP": "-".join(pages), "EP": None}
            found.append(Item(tag, value, meant.get(tag, value)))
    return found


def _name(name: str) -> dict[str, Any]:
    """A family name, a given name and a suffix; any other text, such as a body with commas in its
    name, as it is."""
    family, given, suffix, *more = (*map(str.strip, name.split(",")), "", "")
    if not given or any(more) or (suffix and not SUFFIX.fullmatch(suffix)):
        return {"literal": name}
    return {"family": family, "given": given, **({"suffix": suffix} if suffix else {})}
