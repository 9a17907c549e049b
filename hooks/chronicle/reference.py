"""References: sources as CSL JSON, and all of them formatted by Pandoc in one call."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pypandoc

from .dates import Day, When
from .model import Author, Source

STYLE = Path(__file__).with_name("reference.csl")
TITLE_NOT_SEEN = "[title not seen]"
ENTRY = re.compile(r'<div id="ref-(?P<id>[^"]+)"[^>]*>\s*(?P<entry>.*?)\s*</div>', re.S)
PRECISIONS = {"year": 1, "month": 2, "day": 3}
MONTHS = "January February March April May June July August September October November December"

# What citeproc would read as markup travels as signs of the private use area; the same signs in data do not travel.
MASK = str.maketrans({"<": "\ue000", ">": "\ue001", "\ue000": "\ufffd", "\ue001": "\ufffd"})
UNMASK = str.maketrans({"\ue000": "&lt;", "\ue001": "&gt;"})

# Around a title whose language or direction is marked in HTML. Unicode's own signs for it, which no record may hold.
OPEN, CLOSE = "\u2068", "\u2069"
PART = re.compile(f"({OPEN}.*?{CLOSE}|<[^>]+>)", re.S)
RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]"
RUN = re.compile(rf"{RIGHT_TO_LEFT}(?:[^A-Za-z“”‘’<>,;()\[\]]*{RIGHT_TO_LEFT})?")


def csl_item(id_: str, source: Source) -> dict[str, object]:
    """A source as an item of CSL JSON; what is not known is left out. The translated title is `original-title`."""
    item: dict[str, object] = {
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


def csl_date(when: When | None) -> dict[str, object] | None:
    """A date in CSL: one or two lists of year, month and day, no finer than it is known; `circa` with ~, ? and %.

    CSL has no interval with one end, so that one is put into words: a date alone would say more than is known.
    """
    if when is None:
        return None
    if when.begin is None and when.end:
        return {"literal": f"by {_words(when.end)}"}
    if when.end is None and when.begin:
        return {"literal": f"from {_words(when.begin)} on"}
    days = [day for day in (when.begin, when.end if when.interval else None) if day]
    circa = any(day.about or day.uncertain for day in days)
    return {"date-parts": [_parts(day) for day in days], **({"circa": True} if circa else {})}


def _parts(day: Day) -> list[int]:
    return [day.first.year, day.first.month, day.first.day][: PRECISIONS[day.precision]]


def _words(day: Day) -> str:
    year, *rest = _parts(day)
    words = [str(year), *(MONTHS.split()[month - 1] for month in rest[:1]), *(str(number) for number in rest[1:])]
    return ("about " if day.about or day.uncertain else "") + " ".join(reversed(words))


def references(sources: Mapping[str, Source], style: Path = STYLE) -> dict[str, str]:
    """The reference of every source as inline HTML, in the style of a CSL file. Raises RuntimeError without Pandoc."""
    if not sources:
        return {}
    items = [_prepared(id_, source) for id_, source in sorted(sources.items())]
    found = {match["id"]: match["entry"] for match in ENTRY.finditer(_formatted(items, style))}
    lost = sorted(sources.keys() - found.keys())
    if lost:
        raise RuntimeError(f"Pandoc gave no reference for {', '.join(lost)}.")
    return {id_: _clean(entry, sources[id_]) for id_, entry in found.items()}


def _formatted(items: list[object], style: Path) -> str:
    """The whole bibliography as Pandoc writes it. It reads a file many times faster than metadata."""
    with tempfile.TemporaryDirectory() as folder:
        bibliography = Path(folder) / "sources.json"
        bibliography.write_text(json.dumps(items, ensure_ascii=False), encoding="utf-8")
        options = ["--from=markdown", "--to=html", "--citeproc", "--wrap=none", f"--csl={style}"]
        try:
            command = [str(pypandoc.get_pandoc_path()), *options, f"--bibliography={bibliography}"]
            done = subprocess.run(command, input='---\nnocite: "@*"\n---\n', capture_output=True, encoding="utf-8")
        except OSError as error:
            raise RuntimeError("Pandoc cannot be run: install the locked requirements again.") from error
    if done.returncode:
        raise RuntimeError(f"Pandoc could not format the references: {' '.join(done.stderr.split())}")
    return done.stdout


def _prepared(id_: str, source: Source) -> object:
    """An item as the style wants it: no address (pages add their own links), no name twice, no markup, marked titles."""
    item = csl_item(id_, source)
    item.pop("URL", None)
    authors = [author for author in source.author if not _same(author.literal, source.container_title)]
    item["author"] = [author.model_dump(exclude_none=True) for author in authors]
    if _same(source.publisher, source.container_title) or _same(source.publisher, _only_literal(authors)):
        item.pop("publisher", None)
    masked = _masked(item)
    if not source.title:
        masked["annote"] = TITLE_NOT_SEEN
    elif _tags(source):
        masked["title"] = f"{OPEN}{masked['title']}{CLOSE}"
    return masked


def _only_literal(authors: list[Author]) -> str | None:
    return authors[0].literal if len(authors) == 1 else None


def _same(one: str | None, other: str | None) -> bool:
    """Whether two names are the same but for a remark in brackets at the end."""
    if not one or not other:
        return False
    return one == other or one.startswith(f"{other} (") or other.startswith(f"{one} (")


def _masked(item: Mapping[str, object]) -> dict[str, object]:
    """Data in which citeproc finds no markup: it reads <i> and the like in every text."""
    masked: dict[str, object] = json.loads(json.dumps(item, ensure_ascii=False).translate(MASK))
    return masked


def _clean(entry: str, source: Source) -> str:
    """One entry without what Pandoc wraps around it, with languages marked and scripts from right to left kept apart."""
    text = re.sub(r"</?(div|p)\b[^>]*>", "", entry).strip()
    opening, closing = _tags(source) or ("", "")
    run = opening if opening.startswith("<bdi") else '<bdi dir="rtl">'
    parts = []
    for part in PART.split(text):
        if part.startswith(OPEN):
            part = f"{opening}{part[1:-1]}{closing}"
        elif not part.startswith("<"):
            part = RUN.sub(lambda match: f"{run}{match[0]}</bdi>", part)
        parts.append(part)
    return "".join(parts).translate(UNMASK)


def _tags(source: Source) -> tuple[str, str] | None:
    """The tags around a title that is not English: <bdi> where it runs from right to left, else <span>."""
    classes = [unicodedata.bidirectional(sign) for sign in source.title or ""]
    backward, forward = sum(name in ("R", "AL") for name in classes), classes.count("L")
    language = source.language or ""
    lang = f' lang="{language}"' if language else ""
    if backward > forward:
        return f'<bdi{lang} dir="rtl">', "</bdi>"
    return (f"<span{lang}>", "</span>") if language.split("-")[0] not in ("", "en") else None
