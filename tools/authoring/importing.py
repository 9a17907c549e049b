"""A reference from a reference manager (CSL JSON, BibTeX, RIS) as the first fields of a source.

Nothing in the file is trusted, nothing is guessed and nothing is lost: whatever a field of the
record does not say word for word is returned beside it, for a comment.
"""

from __future__ import annotations

import codecs
import html
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import Locale
from pydantic import ValidationError

from chronicle.model.sources import Source
from chronicle.problems import InvalidValue
from chronicle.text.characters import UNSEEN

from . import bibtex, ris
from .reference_dates import date_of
from .reference_items import Item, words_of

Value = str | list[dict[str, str]]
MAX_BYTES, MAX_SHOWN = 1_000_000, 90
# Where each field of a source comes from, in the order in which the keys are asked. Those of CSL
# JSON, BibTeX (small letters) and RIS (two capitals) do not meet, or mean the same.
JOURNALS = ("journaltitle", "journal", "booktitle", "titleaddon", "eventtitle")
KEYS = {
    "type": ("type", "entry type", "entrysubtype", "TY"),
    "title": ("title", "TI", "T1", "BT"),
    "container-title": ("container-title", *JOURNALS, "BT", "JF", "T2", "JO", "JA", "J2"),
    "publisher": ("publisher", "institution", "organization", "school", "PB"),
    "publisher-place": ("publisher-place", "location", "address", "CY", "PP"),
    "page": ("page", "pages", "SP", "EP"),
    "ISBN": ("ISBN", "isbn", "SN"),
    "URL": ("URL", "url", "UR", "howpublished", "DOI", "doi", "DO"),
    "language": ("language", "langid", "LA"),
    "author": ("author", "A1", "AU"),
    "issued": ("issued", "date", "year", "month", "day", "DA", "Y1", "PY"),
}
LANGUAGES = {
    name.casefold(): code for code, name in Locale("en").languages.items() if len(code) == 2
}
OWN = ("id", "owner", "file", "local-url", "L1", "L2", "L3", "L4")
"""Keys that may name the contributor's account, or a file on their disk."""
PUBLIC = re.compile(r"https?://(?!(?:www\.)?zotero\.org/(?:users|groups))")
MARKUP = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|span)(?: [^>]*)?>")
ENTITY = re.compile(r"&(?:#\d+|#[xX][\da-fA-F]+|[a-zA-Z]\w*);")
DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d+/\S+)", re.I)
PARTICLES = ("dropping-particle", "non-dropping-particle")


@dataclass(frozen=True, slots=True)
class Landed:
    """One value of a reference: the field of the record that it went to (empty if none), and
    whether the field says all of it."""

    tag: str
    text: str
    field: str
    whole: bool


@dataclass(frozen=True, slots=True)
class Reference:
    """The fields of a source that a reference gives, where each of its values went, and the titles
    of other references in its file, which are not taken."""

    values: Mapping[str, Value]
    landed: tuple[Landed, ...]
    others: tuple[str, ...] = ()

    @property
    def comments(self) -> list[str]:
        """What no field says, in the words of the file."""
        return [f"{one.tag}  {one.text}" for one in self.landed if not one.whole]

    @property
    def account(self) -> list[str]:
        """A line for each field, and one for each value that is in a comment."""
        lines = []
        for field, value in self.values.items():
            tags = dict.fromkeys(one.tag for one in self.landed if one.field == field)
            shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            lines.append(f"{field}: {_shortened(shown)} (from {', '.join(tags)})")
        lines += [f"in a comment: {_shortened(text)}" for text in self.comments]
        if "issued" not in self.values and any(one.tag in KEYS["issued"] for one in self.landed):
            lines.append("issued: left blank, since no date here can mean only one day")
        return lines


def read_reference(path: Path) -> Reference:
    """The first reference in a file. Raises InvalidValue if there is none."""
    readers = {".json": _csl_entries, ".bib": bibtex.read_entries, ".ris": ris.read_entries}
    reader = readers.get(path.suffix.lower())
    if not reader:
        hint = "export it as CSL JSON (.json), BibTeX (.bib) or RIS (.ris)"
        raise InvalidValue(f"{path.name} is no reference", hint)
    try:
        entries = reader(_text(path))
    except InvalidValue as invalid:
        raise InvalidValue(f"{path.name}: {invalid}", invalid.hint) from None
    except (ValueError, RecursionError):  # of text that is not of this form
        message = f"{path.name} cannot be read as {path.suffix[1:]}"
        raise InvalidValue(message, "export it again") from None
    if not entries:
        raise InvalidValue(f"{path.name} has no reference", "export it again")
    found = reference_of(entries[0], [_title(entry) for entry in entries[1:]])
    if not found.values:
        raise InvalidValue(f"{path.name} has nothing that a record takes", "export it again")
    return found


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError:
        hint = "name the file that the reference manager wrote"
        raise InvalidValue("it cannot be opened", hint) from None
    if len(raw) > MAX_BYTES:
        raise InvalidValue("it is too large for one reference", "export exactly one")
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidValue("it is not UTF-8 text", "save it as UTF-8") from None
    if "\0" in text:
        raise InvalidValue("it is not UTF-8 text", "save it as UTF-8")
    return text


def _csl_entries(text: str) -> list[list[Item]]:
    found = json.loads(text, object_pairs_hook=_object)
    around: list[Item] = []
    if isinstance(found, dict) and isinstance(found.get("items"), list):  # as some programs wrap it
        around = [Item(key, value, None) for key, value in found.items() if key != "items"]
        found = found["items"]
    listed = found if isinstance(found, list) else [found]
    if not all(isinstance(one, dict) for one in listed):
        raise InvalidValue("it is no list of references", "export it as CSL JSON")
    if any("itemType" in one for one in listed):
        raise InvalidValue("it is the JSON of one program only", "export it as CSL JSON")
    entries = [
        [
            Item(key, value, value)
            for key, values in one.items()
            for value in (values if isinstance(values, list) else [values])
        ]
        for one in listed
    ]
    return [[*entries[0], *around], *entries[1:]] if entries else []


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of JSON, of which no key is lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise InvalidValue("a key is given twice", "export it again")
    return found


def reference_of(items: Sequence[Item], others: Sequence[str] = ()) -> Reference:
    """The fields that a record takes, and where every value went."""
    values: dict[str, Value] = {}
    taken: dict[int, str] = {}
    for field, keys in KEYS.items():
        asked = [item for key in keys for item in items if item.tag == key and item.value]
        if field == "author":
            if names := [name for item in asked if (name := _name(item.value))]:
                values[field] = [name for n, name in enumerate(names) if name not in names[:n]]
                taken |= {id(item): field for item in asked if _name(item.value)}
        elif field == "issued":
            if date := _date(asked):
                values[field] = date
                taken |= {id(item): field for item in asked if date_of(item.value)}
        else:
            _take(field, [item for item in asked if id(item) not in taken], values, taken)
    landed = tuple(_landed(item, taken.get(id(item), ""), values) for item in items)
    return Reference(values, tuple(one for one in landed if one.text), tuple(others))


def _take(
    field: str, asked: Iterable[Item], values: dict[str, Value], taken: dict[int, str]
) -> None:
    """The first value that the model takes for a field."""
    for item in asked:
        text = _converted(field, item.value)
        if _valid(field, text):
            values[field] = text
            taken[id(item)] = field
            return


def _landed(item: Item, field: str, values: Mapping[str, Value]) -> Landed:
    """Where a value went: to the field that took it, or to one that says the same."""
    tag, text = _one_line(item.tag), _one_line(item.raw)
    if item.tag in OWN and not PUBLIC.match(text):
        return Landed(tag, "left out: it may name your account or your disk", "", not text)
    said = [name for name in ([field] if field else KEYS) if item.tag in KEYS[name]]
    whole = [name for name in said if name in values and _says(values[name], item)]
    return Landed(tag, text, (*whole, field)[0], bool(whole))


def _says(value: Value, item: Item) -> bool:
    """Whether a field has every word of a value; those of a text in their order."""
    known = words_of(value)
    if isinstance(value, str):
        return f" {' '.join(item.words)} " in f" {' '.join(known)} " and bool(item.words)
    return {*item.words} <= {*known}


def _converted(field: str, value: Any) -> str:
    text = clean(value)
    doi = DOI.fullmatch(text) if field == "URL" else None
    if field == "language":
        return LANGUAGES.get(text.casefold(), text.replace("_", "-"))
    return f"https://doi.org/{doi[1]}" if doi else text


def _valid(key: str, value: Any) -> bool:
    """Whether the model takes a value for that field of a source."""
    try:
        Source.model_validate({key: value})
    except ValidationError as errors:  # of this field, or of others, which are missing
        return bool(value) and not any(error["loc"][:1] == (key,) for error in errors.errors())
    return True


def clean(value: Any) -> str:
    """A text on one line, without markup, entities and characters that no record has; empty if it
    is no text."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return ""
    text = MARKUP.sub("", str(value))
    return _one_line(ENTITY.sub(lambda match: html.unescape(match[0]), text))


def _one_line(value: Any) -> str:
    """Any value on one line, without what could end a comment or hide a part of it."""
    if value in ("", None, [], {}):
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = text if isinstance(value, str) else re.sub(r"\\[nrt]", " ", text)
    return UNSEEN.sub("", " ".join(text.split())).strip()


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]} …"


def _title(entry: Sequence[Item]) -> str:
    found = (clean(item.value) for item in entry if item.tag in KEYS["title"])
    return next(filter(None, found), "one without a title")


def _name(value: Any) -> dict[str, str]:
    """A name with its particles, such as al-, before the family name; empty if it is none."""
    if not isinstance(value, dict):
        return {}
    parts = {key: text for key, one in value.items() if (text := clean(one))}
    if "literal" in parts or "family" not in parts:
        only = parts.get("literal") or parts.get("given")
        return {"literal": only} if only else {}
    family = parts["family"]
    for particle in (parts.get(key, "") for key in reversed(PARTICLES)):
        gap = "" if not particle or particle[-1] in "-'’‘ʼ" else " "
        family = f"{particle}{gap}{family}"
    return {"family": family, **({"given": parts["given"]} if "given" in parts else {})}


def _date(asked: Iterable[Item]) -> str:
    """The finest date that is certain, if all others agree with it: a wrong date is worse than
    none."""
    dates = [date for item in asked if (date := date_of(item.value))]
    finest = max(dates, key=len, default="")
    return finest if all(finest.startswith(date) for date in dates) else ""
