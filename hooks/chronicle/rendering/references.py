"""The references of all sources, formatted by Pandoc in one call, as Markdown."""

import json
import re
import subprocess
import tempfile
from collections.abc import Mapping
from html import unescape
from pathlib import Path

import pypandoc

from ..domain.chronicle import Chronicle
from ..exports.bibliography import csl_item
from ..exports.published_works import PublishedWork, published_work
from ..model.sources import Author, Source
from ..problems import InvalidValue
from ..text.localization import Texts
from ..text.markdown import escaped

STYLE = Path(__file__).with_name("references.csl")
ENTRY = re.compile(r'<div id="ref-(?P<id>[^"]+)"[^>]*>\s*(?P<entry>.*?)\s*</div>', re.S)
EVERY_ENTRY = '---\nnocite: "@*"\nlang: en-GB\n---\n'
"""In American English citeproc would move commas and points into titles that end in a
quotation mark."""
# citeproc reads <i> and the like in every text: what is a bracket in a record travels as another
# character.
MASK = str.maketrans({"<": "\ue000", ">": "\ue001", "\ue000": "\ufffd", "\ue001": "\ufffd"})
REPAIR = "install the locked requirements again"
UNMASK = str.maketrans({"\ue000": "<", "\ue001": ">"})


def references(chronicle: Chronicle, sources: Mapping[str, Source]) -> dict[str, str]:
    """The reference of every source in the style of references.csl. Raises InvalidValue if Pandoc
    cannot be run."""
    if not sources:
        return {}
    items = [
        _prepared(published_work(chronicle, id_, source), source, chronicle.texts)
        for id_, source in sorted(sources.items())
    ]
    found = {match["id"]: match["entry"] for match in ENTRY.finditer(_formatted(items))}
    return {id_: _markdown(found[id_]) for id_ in sources}


def _formatted(items: list[object]) -> str:
    """The whole bibliography as Pandoc writes it. It reads a file many times faster than
    metadata, and in the locale C only one whose path is in ASCII."""
    options = ["--from=markdown", "--to=html", "--citeproc", "--wrap=none"]
    options += ["--csl=references.csl", "--bibliography=sources.json"]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "references.csl").write_bytes(STYLE.read_bytes())
        Path(folder, "sources.json").write_bytes(json.dumps(items, ensure_ascii=False).encode())
        try:
            done = subprocess.run(
                [str(pypandoc.get_pandoc_path()), *options],
                cwd=folder,
                input=EVERY_ENTRY,
                capture_output=True,
                encoding="utf-8",
            )
        except OSError as fault:
            raise InvalidValue(f"Pandoc cannot be run: {fault.strerror}", REPAIR) from fault
    if done.returncode:
        message = f"Pandoc could not format the references: {' '.join(done.stderr.split())}"
        raise InvalidValue(message, REPAIR)
    return done.stdout


def _prepared(work: PublishedWork, source: Source, texts: Texts) -> object:
    """An item as the style wants it: no address and no note, since pages have their own links; no
    name twice; no markup. A translated title is an original-title, which quotes leave alone."""
    item = csl_item(work, texts)
    for name in ("URL", "note", "title"):
        item.pop(name, None)
    container, publisher = source.container_title, source.publisher
    authors = [one for one in source.author if not _same(one.literal, container)]
    item["author"] = [one.model_dump(exclude_none=True) for one in authors]
    is_named = _same(publisher, container) or _same(publisher, _body(authors))
    item["container-title"] = container or ""
    item["publisher"] = "" if is_named else publisher or ""
    if source.title:
        item["title"] = source.title
        item["original-title"] = source.title_en or ""
    else:
        item["annote"] = f"[{texts['title_not_seen']}]"
    masked: object = json.loads(json.dumps(item, ensure_ascii=False).translate(MASK))
    return masked


def _body(authors: list[Author]) -> str | None:
    return authors[0].literal if len(authors) == 1 else None


def _same(one: str | None, other: str | None) -> bool:
    """Whether two names are the same but for a remark in brackets at the end."""
    if not one or not other:
        return False
    return one == other or one.startswith(f"{other} (") or other.startswith(f"{one} (")


def _markdown(entry: str) -> str:
    """An entry of Pandoc's HTML: text, and <em> for titles of books and papers."""
    text = re.sub(r"</?(?:div|p|span)\b[^>]*>", "", entry)
    pieces = re.split(r"</?(?:em|i)>", text)
    words = [unescape(piece).translate(UNMASK) for piece in pieces]
    return "".join(
        f"*{escaped(word)}*" if index % 2 else escaped(word) for index, word in enumerate(words)
    ).strip()
