"""Which files may be in data/ and docs/: no link out of them, no file that nothing reads, none that
MkDocs would copy unread."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ..model.kinds import FOLDERS
from ..model.types import id_fault
from ..problems import Problem, did_you_mean
from .pictures import picture_fault

LIST_FILES = {
    "assertions.yml",
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
RECORD_FOLDERS = (*FOLDERS.values(), "corrections")
ONLY_PICTURES = ("only pictures belong in docs/assets/", "save it as PNG; its name ends in .png")


def is_file(path: Path) -> bool:
    """Whether this is a file itself: no folder, and no link to a file elsewhere."""
    return path.is_file() and not path.is_symlink()


def read_assets(root: Path) -> dict[str, bytes]:
    """The files of docs/assets/ by their path relative to docs/; an empty one that cannot be
    read."""
    docs = root / "docs"
    found = sorted(filter(is_file, (docs / "assets").rglob("*")))
    return {path.relative_to(docs).as_posix(): _content(path) for path in found}


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # then it is no picture
        return b""


def stray_files(root: Path) -> Iterator[Problem]:
    """Everything that does not belong in data/ and docs/, hidden files of data/ aside: no build
    reads or copies those."""
    for folder in ("data", "docs"):
        closed: list[OSError] = []
        for path in _everything_in(root / folder, closed):
            name = path.relative_to(root).as_posix()
            fault = _fault(path, PurePosixPath(name))
            if fault:
                yield Problem(name, 1, 1, *fault)
        for error in closed:
            if isinstance(error, FileNotFoundError):
                continue  # what every chronicle needs in it is missed by name
            name = Path(error.filename).relative_to(root).as_posix()
            message = f"the folder cannot be opened: {error.strerror}"
            yield Problem(name, 1, 1, message, "allow reading")


def _everything_in(folder: Path, closed: list[OSError]) -> Iterator[Path]:
    """Every file below a folder, every link, and every folder named like a file; no link is
    followed. `closed` gets the error of each folder that cannot be opened."""
    for place, folders, files in os.walk(folder, onerror=closed.append):
        folders.sort()
        links = [name for name in folders if Path(place, name).is_symlink()]
        like_files = [
            name
            for name in folders
            if name not in links and Path(name).suffix in (".yml", ".md", ".json", ".geojson")
        ]
        like_files += [name for name in folders if _is_hidden(name) and folder.name == "docs"]
        yield from (Path(place, name) for name in (*links, *like_files, *sorted(files)))
        folders[:] = [n for n in folders if n not in like_files and not _is_hidden(n)]


def _is_hidden(name: str) -> bool:
    """Whether a name is that of a hidden file or of an editor's copy."""
    return name.startswith(".") or name.endswith("~")


def _fault(path: Path, name: PurePosixPath) -> tuple[str, str] | None:
    """What is wrong with a file, and what to do."""
    in_data = name.parts[0] == "data"
    if path.is_symlink():
        return "this is a link to another place", "put the file itself here"
    if _is_hidden(name.name):
        return None if in_data else ("a hidden file, or a copy", "delete it, or rename it")
    if path.is_dir():
        return "this is a folder with the name of a file", "rename it"
    if not path.is_file():
        return "this is no file", "delete it"
    return _fault_in_data(name) if in_data else _fault_in_docs(path, name)


def _fault_in_data(name: PurePosixPath) -> tuple[str, str] | None:
    folder, message = name.parts[1:-1], "this file is not read"
    if not folder:
        near = did_you_mean(name.stem, [PurePosixPath(one).stem for one in LIST_FILES])
        hint = near or f"records belong in data/{', data/'.join(RECORD_FOLDERS)}"
        return None if name.name in LIST_FILES else (message, hint)
    if folder[0] == "schema" or folder[:2] == ("map", "licences"):
        return None
    if folder == ("map",):
        known = name.name == "map.yml" or name.suffix == ".geojson"
        return None if known else (message, "a layer ends in .geojson; delete it otherwise")
    if len(folder) == 1 and folder[0] in RECORD_FOLDERS:
        hint = f"rename it: {name.name.partition('.')[0]}.yml"
        return None if name.suffix == ".yml" else (message, hint)
    near = "" if folder[0] in RECORD_FOLDERS else did_you_mean(folder[0], RECORD_FOLDERS)
    return message, near or "a record belongs in the folder of its kind, not deeper"


def _fault_in_docs(path: Path, name: PurePosixPath) -> tuple[str, str] | None:
    """Names are those of ids, so that no system, link or list of pages takes them for another."""
    faults = filter(None, map(id_fault, (*name.parts[1:-1], name.stem)))
    if fault := next(faults, None):
        return fault
    if name.parts[1] == "assets":
        return picture_fault(_content(path)) if name.suffix == ".png" else ONLY_PICTURES
    message = "only pages in Markdown belong here, and their names end in .md"
    return None if name.suffix == ".md" else (message, "rename or delete it")
