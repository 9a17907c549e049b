"""References in RIS, by rispy: the values of every tag."""

from __future__ import annotations

import re
import string
from itertools import product
from typing import Any, ClassVar

import rispy

TAGS = {
    "".join(two): "".join(two) for two in product(string.ascii_uppercase, string.printable[:62])
}
LINE = r"[A-Z][A-Z0-9] {1,2}-(?= |$)"
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
DATE = re.compile(r"(\d{4})(?:/(\d\d)?(?:/(\d\d)?)?)?/*")


class _Parser(rispy.RisParser):  # type: ignore[misc]
    """Every tag under its own name and as a list, and no address cut at a semicolon."""

    DEFAULT_MAPPING = TAGS
    DEFAULT_LIST_TAGS: ClassVar[list[str]] = [*TAGS]
    DEFAULT_DELIMITER_MAPPING: ClassVar[dict[str, str]] = {}


def read_entries(text: str) -> list[dict[str, list[Any]]]:
    """Every reference of a file, also if it has no end, or its lines are broken otherwise."""
    text = re.sub(r"\r\n?", "\n", text)
    text = re.sub(rf"\n(?!{LINE})[ \t]*", " ", text)  # a long value on several lines
    text = re.sub(rf"^({LINE})", lambda match: f"{match[1][:2]}  -", text, flags=re.M)
    text = re.sub(r"^TY  -", "ER  - \nTY  -", text, flags=re.M) + "\nER  - "
    return [_entry(entry) for entry in rispy.loads(text, implementation=_Parser)]


def _entry(tags: dict[str, Any]) -> dict[str, list[Any]]:
    """The tags with pages, names and dates in the form of CSL JSON."""
    found: dict[str, list[Any]] = {**tags, "TY": [tags["TY"]]}
    if "SP" in found and "EP" in found:
        found["SP"] = ["-".join((*found["SP"], *found.pop("EP")))]
    for tag in ("A1", "AU"):
        found[tag] = [_name(name) for name in found.get(tag, [])]
    for tag in ("DA", "Y1", "PY"):
        found[tag] = [_date(text) for text in found.get(tag, [])]
    return found


def _date(text: str) -> str:
    """YYYY/MM/DD/ with hyphens; any other text as it is."""
    match = DATE.fullmatch(text)
    return "-".join(filter(None, match.groups())) if match else text


def _name(name: str) -> dict[str, str]:
    """A family name, a given name and a suffix; any other text, such as a body with commas in its
    name, as it is."""
    family, given, suffix, *more = (*map(str.strip, name.split(",")), "", "")
    if not given or any(more) or (suffix and not SUFFIX.fullmatch(suffix)):
        return {"literal": name}
    return {"family": family, "given": given, **({"suffix": suffix} if suffix else {})}
