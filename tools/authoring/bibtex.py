"""References in BibTeX: the text of every field.

bibtexparser takes the entries apart, so that no field is dropped unseen; pylatexenc turns TeX into
text. Pandoc, which does both, drops fields and letters without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from bibtexparser.model import Entry, ParsingFailedBlock
from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

from chronicle.problems import InvalidValue

from .reference_dates import month_number
from .reference_items import Item, words_of

TYPES = {
    "@article": "article-journal",
    "@book": "book",
    "@electronic": "webpage",
    "@inbook": "chapter",
    "@incollection": "chapter",
    "@inreference": "entry-encyclopedia",
    "@letter": "personal_communication",
    "@online": "webpage",
    "@report": "report",
    "@techreport": "report",
    "@www": "webpage",
    "@article newspaper": "article-newspaper",
    "@article magazine": "article-magazine",
}
SYMBOLS = {
    "textless": "<",
    "textgreater": ">",
    "textbar": "|",
    "textasciicircum": "^",
    "textbraceleft": r"\{",
    "textbraceright": r"\}",
}
"""Commands that pylatexenc drops."""
SYMBOL = re.compile(rf"\\({'|'.join(SYMBOLS)})(?![A-Za-z])(?:\{{\}}| )?")
JOINED = re.compile(r"[\"}]\s*#|#\s*[\"{]")
IN_BRACES = re.compile(r"\{(?!\\)(?:[^{}]|\{[^{}]*\})*\}")


def read_entries(text: str) -> list[list[Item]]:
    """Every reference of a file; comments and abbreviations belong to the first one. Raises
    InvalidValue if one of them cannot be read."""
    library = parse_string(re.sub(r"\r\n?", "\n", text), parse_stack=[])
    blocks = [getattr(block, "ignore_error_block", None) or block for block in library.blocks]
    for block in blocks:
        if isinstance(block, ParsingFailedBlock):
            where = f"line {(block.start_line or 0) + 1}"
            raise InvalidValue(f"the entry on {where} cannot be read", "export it again as .json")
    strings = {one.key.lower(): one.value for one in library.strings}
    found = [_items(block, strings) for block in blocks if isinstance(block, Entry)]
    if found:
        others = (block for block in blocks if not isinstance(block, Entry))
        found[0] += [Item("outside the entries", block.raw, None) for block in others]
    return found


def _items(entry: Entry, strings: Mapping[str, str]) -> list[Item]:
    """The fields as text, with names, pages and the date in the form of CSL JSON."""
    raws = [(field.key.lower().lstrip(") "), str(field.value)) for field in entry.fields]
    texts = {key: _content(raw, strings) for key, raw in raws}
    kind = f"@{entry.entry_type.lower()}"
    precise = f"{kind} {texts.get('entrysubtype', '').lower()}"
    kinds = TYPES.get(precise) or TYPES.get(kind)
    found = [Item("entry type", kind, kinds), Item("key", entry.key, None)]
    for key, raw in raws:
        if key == "author":
            names = split_multiple_persons_names(_content(raw, strings))
            found += [Item(key, name, _name(name)) for name in names]
        else:
            text = _content(raw, strings)
            found.append(Item(key, raw, _date(texts) if key == "year" else _meant(key, text)))
    known = {word for item in found for word in (*_folded(item.tag), *_folded(item.raw))}
    whole = {*_folded(entry.raw)} <= {*known, "and"}
    # What the parser passed over is not lost either.
    return found if whole else [*found, Item("the whole entry", entry.raw, None)]


def _folded(value: Any) -> Iterator[str]:
    return (word.casefold() for word in words_of(value))


def _content(raw: str, strings: Mapping[str, str]) -> str:
    """A value without its outer braces or quotation marks, or what its abbreviation means."""
    raw = strings.get(raw.lower(), raw)
    bare = raw if JOINED.search(raw) or raw[:1] not in ("{", '"') else raw[1:-1]
    return " ".join(bare.split())


def _meant(key: str, tex: str) -> str | None:
    """What a field says; None for what only tells more of another one."""
    if key in ("month", "day", "entrysubtype"):
        return None
    if key == "howpublished":
        return _address(tex) if "://" in tex else None
    if key == "pages":
        return re.sub("[-–]+", "-", tex)
    return _address(tex) if key == "url" else tex if key in ("doi", "date") else _plain(tex)


def _date(texts: Mapping[str, str]) -> str:
    """The year, with the month and the day if they are certain."""
    year, month, day = (texts.get(key, "") for key in ("year", "month", "day"))
    number = month_number(month)
    exact = re.fullmatch(r"\d\d?", day)
    if not number or not re.fullmatch(r"\d{4}", year):
        return year
    return "-".join((year, number, *([day.zfill(2)] if exact else [])))


def _plain(tex: str) -> str:
    """TeX as text; empty if it cannot be read. A bare %, #, $, & or _ is that character, as whoever
    typed it meant."""
    if JOINED.search(tex):
        return ""
    tex = SYMBOL.sub(lambda match: SYMBOLS[match[1]], tex)
    try:
        found: str = LatexNodes2Text().latex_to_text(re.sub(r"(?<!\\)([%#$&_])", r"\\\1", tex))
    except (LookupError, ValueError, AttributeError):  # of commands without their arguments
        return ""
    return found


def _address(tex: str) -> str:
    """An address as it is meant: TeX escapes some of its characters."""
    return re.sub(r"\\([&%#_~$])", r"\1", re.sub(r"^\\url\s*\{(.*)\}$", r"\1", tex))


def _name(tex: str) -> Any:
    """A name; None if it is none."""
    if IN_BRACES.fullmatch(tex):
        return {"literal": _plain(tex)}
    try:
        parts = None if tex == "others" else parse_single_name_into_parts(tex)
    except InvalidNameError:
        parts = None
    if parts is None:
        return None
    words = {"given": parts.first, "family": [*parts.von, *parts.last], "suffix": parts.jr}
    return {key: _plain(" ".join(listed)) for key, listed in words.items() if listed}
