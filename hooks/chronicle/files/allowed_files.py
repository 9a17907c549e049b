"""Which files may be in data/ and docs/: no link out of them, no file that nothing reads, none that
MkDocs would copy unread."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ..model.kinds import FOLDERS
from ..problems import Problem, did_you_mean

LIST_FILES = {
    "assertions.yml",
    "corrections.yml",
    "expected.yml",
    "extract.yml",
    "searches.yml",
    "glossary.yml",
    "neutral-words.yml",
    "not-used.yml",
    "published.json",
    "site.yml",
    "texts.yml",
    "vocabulary.yml",
}
PICTURES = {".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
"""What prose may show from docs/assets/. An SVG is searched, since it can contain a script; styles
and scripts are part of the engine, in overrides/assets/."""
ACTIVE_SVG = re.compile(
    rb"<\s*(?:script|foreignobject|iframe|animate|set|handler)|\bon\w+\s*=|javascript:|data:|"
    rb"<!ENTITY|href\s*=(?!\s*[\"']?\s*#)|url\((?!\s*[\"']?\s*#)|@import|<\?xml-stylesheet",
    re.I,
)


def is_file(path: Path) -> bool:
    """Whether this is a file itself: no folder, and no link to a file elsewhere."""
    return path.is_file() and not path.is_symlink()


def read_assets(root: Path) -> dict[str, bytes]:
    """The files of docs/assets/ by their path relative to docs/."""
    docs = root / "docs"
    found = sorted(filter(is_file, (docs / "assets").rglob("*")))
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in found}


def stray_files(root: Path) -> Iterator[Problem]:
    """Everything that does not belong in data/ and docs/, hidden files aside: no build reads or
    copies those."""
    for folder in ("data", "docs"):
        for path in _everything_in(root / folder):
            name = path.relative_to(root).as_posix()
            fault = _fault(path, PurePosixPath(name))
            if fault:
                yield Problem(name, 1, 1, *fault)


def _everything_in(folder: Path) -> Iterator[Path]:
    """Every file below a folder, every link, and every folder named like a file; no link is
    followed."""
    for place, folders, files in os.walk(folder):
        folders.sort()
        links = [name for name in folders if Path(place, name).is_symlink()]
        like_files = [
            name
            for name in folders
            if name not in links and Path(name).suffix in (".yml", ".md", ".json", ".geojson")
        ]
        yield from (Path(place, name) for name in (*links, *like_files, *sorted(files)))
        folders[:] = [n for n in folders if n not in like_files and not n.startswith(".")]


def _fault(path: Path, name: PurePosixPath) -> tuple[str, str] | None:
    """What is wrong with a file, and what to do."""
    if path.is_symlink():
        return "this is a link to another place", "put the file itself here"
    if path.is_dir():
        return "this is a folder with the name of a file", "rename it"
    if not path.is_file():
        return "this is no file", "delete it"
    if name.name.startswith(".") or name.name.endswith("~"):  # hidden, or an editor's copy
        return None
    return _fault_in_data(name) if name.parts[0] == "data" else _fault_in_docs(path, name)


def _fault_in_data(name: PurePosixPath) -> tuple[str, str] | None:
    folder, message = name.parts[1:-1], "this file is not read"
    records = set(FOLDERS.values())
    if not folder:
        near = did_you_mean(name.stem, [PurePosixPath(one).stem for one in LIST_FILES])
        hint = near or f"records belong in data/{', data/'.join(FOLDERS.values())}"
        return None if name.name in LIST_FILES else (message, hint)
    if folder[0] == "schema" or folder[:2] == ("map", "licences"):
        return None
    if folder == ("map",):
        known = name.name == "map.yml" or name.suffix == ".geojson"
        return None if known else (message, "a layer ends in .geojson; delete it otherwise")
    if len(folder) == 1 and folder[0] in records:
        hint = f"rename it: {name.name.partition('.')[0]}.yml"
        return None if name.suffix == ".yml" else (message, hint)
    near = "" if folder[0] in records else did_you_mean(folder[0], records)
    return message, near or "a record belongs in the folder of its kind, not deeper"


def _fault_in_docs(path: Path, name: PurePosixPath) -> tuple[str, str] | None:
    if name.parts[1] != "assets":
        message = "only pages in Markdown belong here, and their names end in .md"
        return None if name.suffix == ".md" else (message, "rename or delete it")
    if name.suffix not in PICTURES:
        hint = f"its name ends in one of {', '.join(sorted(PICTURES))}"
        return "only pictures belong in docs/assets/", hint
    if name.suffix == ".svg" and ACTIVE_SVG.search(path.read_bytes()):
        hint = "draw it without scripts and outside links"
        return "this picture has a script, or loads something", hint
    return None
