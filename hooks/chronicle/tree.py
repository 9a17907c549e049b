"""What lies in data/ and docs/: nothing that leads out of them, that nobody reads, or that the site would take as it is."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from . import model
from .problem import Problem, nearest

LISTS = {
    "corrections.yml", "extract.yml", "glossary.yml", "neutral-words.yml", "not-used.yml", "published.json",
    "site.yml", "texts.yml", "vocabulary.yml",
}  # fmt: skip
RECORDS = set(model.FOLDERS.values())
ASSETS = {".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"}
"""The pictures that prose may show from docs/assets/; an SVG is looked into, since it can hold a script. Styles and scripts are the
engine's, and lie in overrides/assets/."""
ACTIVE = re.compile(rb"<\s*(?:script|foreignobject|iframe|animate|set|handler)|\bon\w+\s*=|javascript:|data:|<!ENTITY|href\s*=\s*[\"']?\s*(?!#)|url\(\s*(?!#)|@import|<\?xml-stylesheet", re.I)  # fmt: skip


def lies(path: Path) -> bool:
    """Whether a file lies there itself: no folder, and no link to a file elsewhere."""
    return path.is_file() and not path.is_symlink()


def assets(root: Path) -> dict[str, bytes]:
    """The files of docs/assets/ by their path relative to docs/."""
    docs = root / "docs"
    return {p.relative_to(docs).as_posix(): p.read_bytes() for p in sorted((docs / "assets").rglob("*")) if lies(p)}


def strays(root: Path) -> Iterator[Problem]:
    """Whatever does not belong into data/ and docs/. Hidden files, which no build reads or copies, are left alone."""
    for folder in ("data", "docs"):
        for path in _all(root / folder):
            name = path.relative_to(root)
            fault = _fault(path, PurePosixPath(name.as_posix()))
            if fault:
                yield Problem(name.as_posix(), 1, 1, *fault)


def _all(folder: Path) -> Iterator[Path]:
    """Every file below a folder, every link, and every folder whose name is that of a file; no link is followed."""
    for place, folders, files in os.walk(folder):
        folders.sort()
        links = [name for name in folders if Path(place, name).is_symlink()]
        odd = [
            name for name in folders if name not in links and Path(name).suffix in (".yml", ".md", ".json", ".geojson")
        ]
        yield from (Path(place, name) for name in (*sorted(links), *odd, *sorted(files)))
        folders[:] = [name for name in folders if name not in odd and not name.startswith(".")]


def _fault(path: Path, name: PurePosixPath) -> tuple[str, str] | None:
    """What is wrong with something that lies there, and what to do."""
    if path.is_symlink():
        return "this is a link to another place", "put the file itself here"
    if path.is_dir():
        return "this is a folder with the name of a file", "rename it"
    if not path.is_file():
        return "this is no file", "delete it"
    if name.name.startswith(".") or name.name.endswith("~"):  # hidden, or an editor's copy
        return None
    return _in_data(name) if name.parts[0] == "data" else _in_docs(path, name)


def _in_data(name: PurePosixPath) -> tuple[str, str] | None:
    folder, message = name.parts[1:-1], "this file is not read"
    if not folder:
        near = nearest(name.stem, [PurePosixPath(one).stem for one in LISTS])
        hint = near or f"a record lies in data/{', data/'.join(model.FOLDERS.values())}"
        return None if name.name in LISTS else (message, hint)
    if folder[0] == "schema" or folder[:2] == ("map", "licences"):
        return None
    if folder == ("map",):
        known = name.name == "map.yml" or name.suffix == ".geojson"
        return None if known else (message, "a layer ends in .geojson; delete it otherwise")
    if len(folder) == 1 and folder[0] in RECORDS:
        return None if name.suffix == ".yml" else (message, f"rename it: {name.name.partition('.')[0]}.yml")
    near = "" if folder[0] in RECORDS else nearest(folder[0], RECORDS)
    return message, near or "a record lies in the folder of its kind, not deeper"


def _in_docs(path: Path, name: PurePosixPath) -> tuple[str, str] | None:
    if name.parts[1] != "assets":
        return (
            None
            if name.suffix == ".md"
            else ("only pages in Markdown lie here, which end in .md", "rename or delete it")
        )
    if name.suffix not in ASSETS:
        return (
            "only pictures lie in docs/assets/",
            f"its name ends in one of {', '.join(sorted(ASSETS))}",
        )
    if name.suffix == ".svg" and ACTIVE.search(path.read_bytes()):
        return "this picture holds a script, or loads something", "draw it without scripts and outside links"
    return None
