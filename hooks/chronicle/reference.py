"""References: sources as CSL JSON, and all of them formatted by Pandoc in one call."""

from __future__ import annotations

import html
import json
import re
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pypandoc

from .dates import Day, When
from .model import Source

ENTRY = re.compile(r'<div id="ref-(?P<id>[^"]+)"[^>]*>\s*(?P<entry>.*?)\s*</div>', re.S)
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff]")
MASKS = {"<": "\ue000", ">": "\ue001", "$": "\ue002"}  # signs of the private use area, put back after formatting
STYLE = Path(__file__).with_name("reference.csl")
TITLE_NOT_SEEN = "[title not seen]"


def csl_item(id_: str, source: Source) -> dict[str, Any]:
    """A source as an item of CSL JSON; what is not known is left out."""
    item: dict[str, Any] = {
        "id": id_,
        "type": source.type,
        "title": source.title,
        "author": [author.model_dump(exclude_none=True) for author in source.author],
        "container-title": source.container_title,
        "publisher": source.publisher,
        "publisher-place": source.publisher_place,
        "page": source.page,
        "ISBN": source.isbn,
        "URL": source.url,
        "language": source.language,
        "original-title": source.title_en,
        "issued": csl_date(source.issued),
    }
    return {key: value for key, value in item.items() if value}


def csl_date(when: When | None) -> dict[str, Any] | None:
    """A date in CSL: one or two lists of year, month and day, no finer than it is known."""
    if when is None:
        return None
    days = [day for day in (when.begin, when.end if when.interval else None) if day]
    found: dict[str, Any] = {"date-parts": [_parts(day) for day in days]}
    if any(day.about or day.uncertain for day in days):
        found["circa"] = True
    return found


def _parts(day: Day) -> list[int]:
    parts = [day.first.year, day.first.month, day.first.day]
    return parts[: {"year": 1, "month": 2, "day": 3}[day.precision]]


def references(sources: Mapping[str, Source], style: Path = STYLE) -> dict[str, str]:
    """The reference of every source as a piece of HTML, in the style of the CSL file. Raises RuntimeError without Pandoc."""
    items = [_prepared(csl_item(id_, source)) for id_, source in sorted(sources.items())]
    with tempfile.TemporaryDirectory() as folder:
        bibliography = Path(folder) / "sources.json"
        bibliography.write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
        command = [
            _pandoc(),
            "--from=markdown",
            "--to=html",
            "--citeproc",
            "--wrap=none",
            f"--csl={style}",
            f"--bibliography={bibliography}",
        ]
        done = subprocess.run(
            command, input='---\nnocite: "@*"\n---\n', capture_output=True, text=True, encoding="utf-8", check=False
        )
    if done.returncode:
        raise RuntimeError(f"Pandoc could not format the references: {done.stderr.strip()}")
    return {match["id"]: _clean(match["entry"]) for match in ENTRY.finditer(done.stdout)}


def _pandoc() -> str:
    try:
        return str(pypandoc.get_pandoc_path())
    except OSError as error:
        raise RuntimeError("Pandoc is missing: install the locked requirements again.") from error


def _prepared(item: dict[str, Any]) -> dict[str, Any]:
    """An item as the style wants it: no address (pages add their own links), words for a title that was not seen."""
    kept = {key: value for key, value in item.items() if key != "URL"}
    if "title" not in kept:
        kept["annote"] = TITLE_NOT_SEEN
    masked: dict[str, Any] = _masked(kept)
    return masked


def _masked(value: Any) -> Any:
    """Data in which citeproc finds no markup: it reads <i> and the like, and dollar signs, in every text."""
    if isinstance(value, dict):
        return {key: _masked(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_masked(item) for item in value]
    return re.sub("[<>$]", lambda sign: MASKS[sign[0]], value) if isinstance(value, str) else value


def _clean(entry: str) -> str:
    """One entry without the wrapping of Pandoc, with scripts from right to left kept apart."""
    text = re.sub(r"</?(div|p)[^>]*>", "", entry).strip()
    for sign, mask in MASKS.items():
        text = text.replace(mask, html.escape(sign))
    text = re.sub(r"\.(</\w+>)?\.$", r".\1", text)  # a title or name that ends in a full stop needs no second one
    parts = re.split(r"(<[^>]+>)", text)
    return "".join(part if part.startswith("<") else _isolated(part) for part in parts)


def _isolated(text: str) -> str:
    """A run of text from right to left within <bdi>, so that neighbours keep their places."""

    def wrapped(match: re.Match[str]) -> str:
        return f'<bdi dir="rtl">{match[0]}</bdi>'

    pattern = r"[\u0590-\u08ff](?:[^\u201c\u201d<\[\]]*[\u0590-\u08ff])?"
    return re.sub(pattern, wrapped, text) if RIGHT_TO_LEFT.search(html.unescape(text)) else text
