"""A reference that a reference manager exported (CSL JSON, BibTeX, RIS) as the first fields of a source's record.

The file comes from anywhere: nothing in it is trusted, and what does not fit a field is left out, never guessed.
"""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pypandoc
import rispy
from pydantic import ValidationError

from chronicle.exports.references import TYPES
from chronicle.model import records as model
from chronicle.problems import Mistake
from chronicle.text import dates

LARGEST = 1_000_000
MARKUP = re.compile(r"</?(?:i|b|sub|sup|sc|span)(?: [^>]*)?>")
LANGUAGE = re.compile(r"\blanguage\s*=\s*[{\"]([^{}\"]+)", re.I)
SITE = re.compile(r"\btitleaddon(?=\s*=)", re.I)  # where a reference manager puts the name of a site
TITLES = re.compile(r"\b(title|booktitle|journaltitle|journal|publisher|series)\s*=\s*(?=[{\"])", re.I)
# Pandoc makes quotation marks typographic, and turns those that are; so the text's own travel as private-use signs.
MASKED = str.maketrans("‘’“”", "\ue010\ue011\ue012\ue013")
UNMASKED = str.maketrans("\ue010\ue011\ue012\ue013", "‘’“”")
STRAIGHT = str.maketrans({"‘": "'", "’": "'", "“": '\\"', "”": '\\"'})
RIS_TYPES = {ris: kind for kind, (_, ris, _) in reversed(TYPES.items())} | {"NEWS": "article-newspaper"}
TEXTS = ("title", "container-title", "publisher", "publisher-place", "page", "ISBN", "URL", "language")


def values(path: Path) -> tuple[dict[str, Any], dict[str, str]]:
    """The fields of a source that a file's one reference gives, and those that it gives in a form that a record cannot hold, as
    it gives them. Raises Mistake where there is not exactly one reference to read."""
    items = _items(path)
    if len(items) != 1:
        raise Mistake(f"{path.name} holds {len(items)} references", "export exactly one")
    found = fitting(items[0])
    if not found[0]:
        raise Mistake(f"{path.name} holds nothing that a record takes", "export it again")
    return found


def _items(path: Path) -> list[Mapping[str, Any]]:
    readers = {".json": _csl, ".bib": _bibtex, ".ris": _ris}
    if path.suffix.lower() not in readers:
        raise Mistake(f"{path.name} is no reference", "export it as CSL JSON (.json), BibTeX (.bib) or RIS (.ris)")
    try:
        raw = path.read_bytes()
    except OSError:
        raise Mistake(f"{path} cannot be opened", "name the file that the reference manager wrote") from None
    if len(raw) > LARGEST:
        raise Mistake(f"{path.name} is too large for one reference", "export exactly one")
    try:
        found = readers[path.suffix.lower()](raw.decode("utf-8-sig"))
    except (ValueError, RuntimeError, RecursionError):  # what json, rispy and Pandoc raise, and text that is not UTF-8
        raise Mistake(f"{path.name} cannot be read as {path.suffix[1:]}", "export it again") from None
    return [item for item in found if isinstance(item, dict)]


def _csl(text: str) -> list[Any]:
    found = json.loads(text)
    if isinstance(found, dict) and isinstance(found.get("items"), list):  # as one reference manager wraps them
        found = found["items"]
    return found if isinstance(found, list) else [found]


def _bibtex(text: str) -> list[Any]:
    """By Pandoc, which puts English titles into small letters unless they stand in double braces; and in its sandbox,
    since TeX can ask for other files."""
    command = [str(pypandoc.get_pandoc_path()), "--sandbox", "--from=biblatex", "--to=csljson"]
    try:
        done = subprocess.run(
            command, input=_protected(text.translate(MASKED)), capture_output=True, encoding="utf-8", timeout=60
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RuntimeError("Pandoc cannot be run") from error
    if done.returncode:
        raise RuntimeError("Pandoc cannot read it")
    items = _csl(done.stdout.translate(STRAIGHT).translate(UNMASKED))
    given = LANGUAGE.search(text)
    for item in items:  # it makes en-US of english; the region is its guess; and it passes over language = {ar}
        item["language"] = str(item.get("language", "")).split("-")[0] or (given[1] if given else "")
    return items


def _protected(text: str) -> str:
    """BibTeX with the values of titles in another pair of braces, and the name of a site as that of a journal."""
    text = SITE.sub("journaltitle", text)
    found, at = "", 0
    for match in TITLES.finditer(text):
        if match.start() < at:
            continue
        end = _closing(text, match.end())
        if end:
            found += f"{text[at : match.end()]}{{{{{text[match.end() + 1 : end]}}}}}"
            at = end + 1
    return found + text[at:]


def _closing(text: str, start: int) -> int:
    """Where the braces or quotes that open at `start` are closed; 0 if nowhere."""
    depth, quoted = 0, text[start] == '"'
    for index in range(start, len(text)):
        sign = text[index]
        if sign in "{}" and text[index - 1] != "\\":
            depth += 1 if sign == "{" else -1
            if depth == 0 and not quoted:
                return index
        elif quoted and sign == '"' and depth == 0 and index > start:
            return index
    return 0


def _ris(text: str) -> list[Any]:
    return [_from_ris(entry) for entry in rispy.loads(text)]


def _from_ris(entry: Mapping[str, Any]) -> dict[str, Any]:
    pages = "-".join(str(entry[key]) for key in ("start_page", "end_page") if entry.get(key))
    date = str(entry.get("date") or entry.get("publication_year") or entry.get("year") or "")
    urls = entry.get("urls") or [None]
    parts = re.findall(r"\d+", date)[:3]
    return {
        "type": RIS_TYPES.get(str(entry.get("type_of_reference"))),
        "title": entry.get("title") or entry.get("primary_title"),
        "author": [_ris_name(str(name)) for name in entry.get("authors") or entry.get("first_authors") or []],
        "container-title": entry.get("secondary_title") or entry.get("journal_name"),
        "publisher": entry.get("publisher"),
        "publisher-place": entry.get("place_published"),
        "page": pages,
        "ISBN": entry.get("issn") if entry.get("type_of_reference") in ("BOOK", "CHAP") else None,
        "URL": urls[0] if isinstance(urls, list) else urls,
        "language": entry.get("language"),
        "DOI": entry.get("doi"),
        "issued": {"date-parts": [parts]} if parts else None,
    }


def _ris_name(name: str) -> dict[str, str]:
    family, _, given = (part.strip() for part in name.partition(","))
    return {"family": family, "given": given} if given else {"literal": family}


def fitting(item: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The fields of an item of CSL JSON that a record can hold, and what the others say."""
    given: dict[str, Any] = {key: _clean(item.get(key)) for key in TEXTS}
    kind = item.get("type")
    given["type"] = kind if isinstance(kind, str) and kind in TYPES else None
    given["language"] = (given["language"] or "").replace("_", "-") or None
    given["title_en"] = _clean(item.get("original-title"))
    doi = re.fullmatch(r"(?:https?://(?:dx\.)?doi\.org/|doi:)?(10\.\S+)", _clean(item.get("DOI")) or "", re.I)
    given["URL"] = given["URL"] or (f"https://doi.org/{doi[1]}" if doi else None)
    given["author"] = _authors(item.get("author")) or None
    given["issued"] = _date(item.get("issued"))
    found = {key: value for key, value in given.items() if value and _valid(key, value)}
    asked = ("type", "issued", *TEXTS)
    return found, {key: str(item[key]) for key in asked if item.get(key) and key not in found}


def _valid(key: str, value: Any) -> bool:
    """Whether the model takes a value for that field of a source."""
    try:
        model.Source.model_validate({key: value})
    except ValidationError as errors:  # of other fields, which are missing, or of this one
        return not any(error["loc"][:1] == (key,) for error in errors.errors())
    return True


def _clean(value: Any) -> str | None:
    """A text on one line, without markup and without signs that no record holds."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        return None
    text = "".join(sign if sign.isspace() or unicodedata.category(sign)[0] != "C" else "" for sign in value)
    return " ".join(MARKUP.sub("", text).split()) or None


def _authors(value: Any) -> list[dict[str, str]]:
    found = []
    for one in value if isinstance(value, list) else []:
        if not isinstance(one, dict):
            continue
        name = {key: text for key in ("family", "given", "literal") if (text := _clean(one.get(key)))}
        particle = _clean(one.get("non-dropping-particle")) or _clean(one.get("dropping-particle"))
        if particle and name.get("family"):
            name["family"] = f"{particle} {name['family']}"
        if name.get("literal"):
            found.append({"literal": name["literal"]})
        elif name.get("family"):
            found.append({key: name[key] for key in ("family", "given") if key in name})
    return found


def _date(value: Any) -> str | None:
    """A date of CSL in the form of the records, no finer than it is given; None where it cannot be told for certain."""
    if not isinstance(value, dict):
        return None
    words = _clean(value.get("raw")) or _clean(value.get("literal"))
    parts = value.get("date-parts")
    days = [_day(one) for one in parts] if isinstance(parts, list) else []
    about = "~" if value.get("circa") else ""
    text = "/".join(f"{day}{about}" for day in days) if days and all(days) else words or ""
    try:
        return dates.parse(text).text
    except Mistake:
        return dates.mended(text)


def _day(parts: Any) -> str | None:
    try:
        year, *rest = (int(part) for part in parts)
    except (TypeError, ValueError):
        return None
    return "-".join([f"{year:04}", *(f"{number:02}" for number in rest[:2])])
