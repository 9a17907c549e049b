"""References in BibTeX: the text of every field.

bibtexparser takes the entries apart, so that no field is dropped unseen; pylatexenc turns TeX into
text. Pandoc, which does both, drops fields and letters without a word.
"""

from __future__ import annotations

import re
from typing import Any

from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares.names import (
    InvalidNameError,
    parse_single_name_into_parts,
    split_multiple_persons_names,
)
from pylatexenc.latex2text import LatexNodes2Text  # type: ignore[import-untyped]

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
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july", "august", "september"),
    *("october", "november", "december"),
)
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
SAFE_COMMANDS = {
    *("aa", "AA", "ae", "AE", "oe", "OE", "ss", "dh", "DH", "th", "TH", "dj", "DJ", "ng", "NG"),
    *("emph", "textit", "textbf", "textsc", "textasciitilde", "textbackslash", *SYMBOLS),
}
"""Commands that are turned into text without a loss, besides accents of one character."""
COMMAND = re.compile(r"\\([A-Za-z]{2,})")
JOINED = re.compile(r"[\"}]\s*#|#\s*[\"{]")
IN_BRACES = re.compile(r"\{(?!\\)(?:[^{}]|\{[^{}]*\})*\}")


def read_entries(text: str) -> list[dict[str, list[Any]]]:
    """Every reference of a file. Raises ValueError if one of them cannot be read."""
    library = parse_string(text)
    if library.failed_blocks:
        raise ValueError("an entry that cannot be read")
    return [_entry(entry) for entry in library.entries]


def _entry(entry: Any) -> dict[str, list[Any]]:
    """The fields as text, with names and the date in the form of CSL JSON. A field of which TeX may
    lose something is there as TeX as well, under its name and `TeX`."""
    raw = {
        field.key.lower().lstrip(") "): " ".join(str(field.value).split()) for field in entry.fields
    }
    found: dict[str, list[Any]] = {}
    for name, tex in raw.items():
        address = name in ("url", "howpublished") and "://" in tex
        text = _address(tex) if address else tex if name in ("doi", "date") else _plain(tex)
        found[name] = [text]
        lossy = JOINED.search(tex) or not {*COMMAND.findall(tex)} <= SAFE_COMMANDS
        if not text or (lossy and not address):
            found[f"{name} (TeX)"] = [tex]
    subtype = raw.get("entrysubtype", "").lower()
    kind = f"@{entry.entry_type.lower()}"
    precise = f"{kind} {subtype}" in TYPES and found.pop("entrysubtype")
    return {**found, "entry type": [f"{kind} {subtype}" if precise else kind], **_forms(raw)}


def _forms(raw: dict[str, str]) -> dict[str, list[Any]]:
    """Names, year and pages in the forms of CSL JSON; what was used of month and day is gone."""
    found: dict[str, list[Any]] = {}
    if "author" in raw:
        names = split_multiple_persons_names(raw["author"])
        found["author"] = [_name(name) for name in names]
    if "pages" in raw:
        found["pages"] = [re.sub("[-–]+", "-", raw["pages"])]
    month, day = _month(raw.get("month", "")), raw.get("day", "")
    if month and re.fullmatch(r"\d{4}", raw.get("year", "")):
        exact = re.fullmatch(r"\d\d?", day)
        found["year"] = ["-".join((raw["year"], month, *([day.zfill(2)] if exact else [])))]
        found |= {"month": [], **({"day": []} if exact else {})}
    return found


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
    """A name; as TeX if it is none."""
    if IN_BRACES.fullmatch(tex):
        return {"literal": _plain(tex)}
    try:
        parts = None if tex == "others" else parse_single_name_into_parts(tex)
    except InvalidNameError:
        parts = None
    if parts is None:
        return tex
    words = {"given": parts.first, "family": [*parts.von, *parts.last], "suffix": parts.jr}
    return {key: _plain(" ".join(listed)) for key, listed in words.items() if listed}


def _month(text: str) -> str:
    """A month in two digits, from its number, name or abbreviation; empty if it is another text."""
    word = text.lower().rstrip(".")
    if re.fullmatch(r"0?[1-9]|1[0-2]", word):
        return word.zfill(2)
    named = [number for number, name in enumerate(MONTHS, 1) if name.startswith(word)]
    return f"{named[0]:02}" if named and len(word) > 2 else ""
