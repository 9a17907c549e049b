"""A reference from a reference manager (CSL JSON, BibTeX, RIS) as the first fields of a source.

Nothing in the file is trusted, and nothing is guessed: what a record does not take in exactly the
form in which it is given is returned with the values, for the contributor to decide.
"""

from __future__ import annotations

import codecs
import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from chronicle.model.sources import Source
from chronicle.problems import InvalidValue
from chronicle.text.characters import UNSEEN
from chronicle.text.dates import parse_date

from . import bibtex, ris

Value = str | list[dict[str, str]]
Entry = dict[str, list[Any]]
"""A reference as its file has it: the values of every key."""
MAX_BYTES, MAX_COMMENT = 1_000_000, 200
# Where each field of a source comes from, in the order in which the keys are asked. Those of CSL
# JSON, BibTeX (small letters) and RIS (two capitals) do not meet, or mean the same.
JOURNALS = ("journaltitle", "journal", "booktitle", "titleaddon", "eventtitle")
KEYS = {
    "type": ("type", "entry type", "TY"),
    "title": ("title", "TI", "T1", "BT"),
    "container-title": ("container-title", *JOURNALS, "BT", "JF", "T2", "JO", "JA", "J2"),
    "publisher": ("publisher", "institution", "organization", "school", "PB"),
    "publisher-place": ("publisher-place", "location", "address", "CY", "PP"),
    "page": ("page", "pages", "SP"),
    "ISBN": ("ISBN", "isbn", "SN"),
    "URL": ("URL", "url", "UR", "howpublished", "DOI", "doi", "DO"),
    "language": ("language", "langid", "LA"),
}
AUTHORS, DATES = ("author", "A1", "AU"), ("issued", "date", "year", "DA", "Y1", "PY")
TYPES = {**bibtex.TYPES, **ris.TYPES}
LANGUAGES = {"english": "en", "arabic": "ar", "french": "fr", "german": "de", "spanish": "es"}
PASSED_OVER = {
    *("id", "citation-key", "abstract", "accessed", "annote", "keyword", "categories"),
    *("keywords", "file", "urldate", "timestamp", "annotation"),
    *("ER", "ID", "AB", "N1", "N2", "RN", "KW", "L1", "L2", "L3", "L4", "LB", "Y2", "DB", "DP"),
}
"""Keys of a library, abstracts, private notes, and files on someone's disk."""
MARKUP = re.compile(r"</?(?:i|b|em|strong|sub|sup|sc|span)(?: [^>]*)?>")
ENTITY = re.compile(r"&(?:#\d+|#[xX][\da-fA-F]+|[a-zA-Z]\w*);")
DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?(10\.\d+/\S+)", re.I)
TIMESTAMP = re.compile(r"(\d{4}-\d\d-\d\d)T\d\d:\d\d\S*")
PARTICLES = ("dropping-particle", "non-dropping-particle")


@dataclass(frozen=True, slots=True)
class Reference:
    """The fields of a source that a reference gives, by their keys, and the keys and texts of what
    the record does not take."""

    values: dict[str, Value]
    rest: tuple[tuple[str, str], ...]


def read_reference(path: Path) -> Reference:
    """The one reference in a file. Raises InvalidValue if there is not exactly one."""
    readers = {".json": _csl_entries, ".bib": bibtex.read_entries, ".ris": ris.read_entries}
    reader = readers.get(path.suffix.lower())
    if not reader:
        hint = "export it as CSL JSON (.json), BibTeX (.bib) or RIS (.ris)"
        raise InvalidValue(f"{path.name} is no reference", hint)
    try:
        found = [reference_of(entry) for entry in reader(_text(path))]
    except InvalidValue:
        raise
    except (ValueError, RecursionError):  # of text that is not of this form
        message = f"{path.name} cannot be read as {path.suffix[1:]}"
        raise InvalidValue(message, "export it again") from None
    if len(found) != 1:
        raise InvalidValue(f"{path.name} has {len(found)} references", "export exactly one")
    if not found[0].values:
        raise InvalidValue(f"{path.name} has nothing that a record takes", "export it again")
    return found[0]


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError:
        hint = "name the file that the reference manager wrote"
        raise InvalidValue(f"{path} cannot be opened", hint) from None
    if len(raw) > MAX_BYTES:
        raise InvalidValue(f"{path.name} is too large for one reference", "export exactly one")
    wide = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return raw.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidValue(f"{path.name} is not UTF-8 text", "save it as UTF-8") from None


def _csl_entries(text: str) -> list[Entry]:
    found = json.loads(text)
    if isinstance(found, dict) and isinstance(found.get("items"), list):  # as some programs wrap it
        found = found["items"]
    items = [
        one for one in (found if isinstance(found, list) else [found]) if isinstance(one, dict)
    ]
    if any("itemType" in one for one in items):
        raise InvalidValue("this is the JSON of one program only", "export it as CSL JSON")
    return [
        {key: value if isinstance(value, list) else [value] for key, value in one.items()}
        for one in items
    ]


def reference_of(entry: Mapping[str, list[Any]]) -> Reference:
    """The fields that a record takes, and all that it does not."""
    left = {key: [*values] for key, values in entry.items() if key not in PASSED_OVER}
    values: dict[str, Value] = {}
    for field, keys in KEYS.items():
        given = (
            (key, value, _converted(field, value)) for key in keys for value in left.get(key, [])
        )
        _, taken, text = next((one for one in given if _valid(field, one[2])), ("", None, ""))
        if text:
            values[field] = text
            for other in keys if taken != "@article" else ():  # of a journal, or of a newspaper
                left[other] = [value for value in left.get(other, []) if value != taken]
    date, authors = _date(left), _authors(left)
    values |= {"author": authors} if authors else {}
    values |= {"issued": date} if date else {}
    texts = [
        (clean(key) or "", _as_text(value)) for key, listed in left.items() for value in listed
    ]
    return Reference(values, tuple((key, text) for key, text in texts if text))


def _converted(field: str, value: Any) -> str:
    text = clean(value) or ""
    doi = DOI.fullmatch(text) if field == "URL" else None
    if field == "type":
        return TYPES.get(text, text)
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


def clean(value: Any) -> str | None:
    """A text on one line, without markup, entities and characters that no record has."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    text = ENTITY.sub(lambda match: html.unescape(match[0]), MARKUP.sub("", value))
    return UNSEEN.sub("", " ".join(text.split())).strip() or None


def _as_text(value: Any) -> str:
    """Any value on one line, as a comment shows it."""
    empty = value in ("", None, [], {})
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = "" if empty else clean(text) or ""
    return text if len(text) <= MAX_COMMENT else f"{text[:MAX_COMMENT]} …"


def _authors(left: Entry) -> list[dict[str, str]]:
    """The names that a record takes; what a name has besides is left."""
    found = []
    for key in AUTHORS:
        given = left.pop(key, [])
        for one in given:
            name, whole = _name(one) if isinstance(one, dict) else ({}, False)
            found += [name] if name and name not in found else []
            if not whole:
                left.setdefault(key, []).append(one)
    return found


def _name(one: Mapping[str, Any]) -> tuple[dict[str, str], bool]:
    """A name with its particles, such as al-, before the family name; and whether that is all."""
    texts = {key: text for key, value in one.items() if (text := clean(value))}
    if "literal" in texts or "family" not in texts:
        only = {"literal": texts.pop("literal", None) or texts.pop("given", "")}
        return (only, not texts) if only["literal"] else ({}, False)
    family = texts.pop("family")
    for particle in (texts.pop(key, "") for key in reversed(PARTICLES)):
        gap = "" if not particle or particle[-1] in "-'’‘ʼ" else " "
        family = f"{particle}{gap}{family}"
    given = texts.pop("given", "")
    return {"family": family, **({"given": given} if given else {})}, not texts


def _date(left: Entry) -> str:
    """The finest date that is given, in the form of the records, if all others agree with it. A
    date that is not certain, or says more, is left: a wrong date is worse than none."""
    read = [(key, value, *_date_text(value)) for key in DATES for value in left.get(key, [])]
    dates = [one for one in read if _is_date(one[2])]
    finest = max((text for _, _, text, _ in dates), key=len, default="")
    if not all(finest.startswith(text) for _, _, text, _ in dates):
        return ""
    for key, value, _, whole in dates:
        if whole:
            left[key].remove(value)
    return finest


def _is_date(text: str) -> bool:
    try:
        return bool(parse_date(text))
    except InvalidValue:
        return False


def _date_text(value: Any) -> tuple[str, bool]:
    """What may be a date, and whether it says all that the value says."""
    if not isinstance(value, dict):
        return clean(value) or "", True
    about = "~" if str(value.get("circa", "")).casefold() not in ("", "0", "false") else ""
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts:
        days = [_day(day) for day in parts]
        more = any(value.get(key) for key in ("season", "literal", "edtf", "raw"))
        return "/".join(f"{day}{about}" for day, _ in days), not more and all(w for _, w in days)
    text = next((t for key in ("edtf", "raw", "literal") if (t := clean(value.get(key)))), "")
    stamp = TIMESTAMP.fullmatch(text)
    return (stamp[1] if stamp else f"{text}{about}"), not stamp


def _day(parts: Any) -> tuple[str, bool]:
    """A day, month or year in numbers, up to the first that is blank; and whether that is all."""
    listed = [str(part).strip() for part in parts] if isinstance(parts, list) else []
    known = listed[: [*listed, ""].index("")]
    whole = len(known) <= 3 and not any(listed[len(known) :])
    return "-".join([*known[:1], *(part.zfill(2) for part in known[1:3])]), whole
