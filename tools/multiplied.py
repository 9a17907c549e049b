"""A chronicle many times as large: every record and its prose several times, under other ids.

Each copy refers to records of its own; vocabulary, texts, parties and the other pages are shared.
It shows what happens to a chronicle that grows, and is no chronicle to read.
"""

from __future__ import annotations

import re
import shutil
import string
import sys
from copy import deepcopy
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "hooks"))

from chronicle.files.loader import Records, load_records
from chronicle.files.validated import Located
from chronicle.files.yaml_documents import read_document
from chronicle.model.introspection import Location, mentions
from chronicle.model.kinds import FOLDERS
from chronicle.model.types import Ref

ROOT = Path(__file__).resolve().parents[1]
ENGINE = ("hooks", "overrides", "mkdocs.yml")
EXCUSING = ("data/neutral-words.yml", "data/assertions.yml")
LETTERS = string.ascii_uppercase
NAMED = ("title", "question")
"""What a record is called, besides its names: made unique with the letter of the copy, since a
number there may be an age."""
IN_PROSE = re.compile(r"(?<=\[@)[\w-]+|(?<=; @)[\w-]+|[\w-]+(?=\.(?:md|html)\b)")
"""The ids in prose: those that it cites and those of pages that it links to."""


def multiply(root: Path, folder: Path, times: int) -> None:
    """Writes the chronicle in `root` into a new folder, with the engine, `times` times as large."""
    for name in ENGINE:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    for name in ("data", "docs"):
        shutil.copytree(root / name, folder / name)
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("../../../", "")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for number in range(2, times + 1):
        _add_copy(load_records(root), folder, number)
    for excusing in EXCUSING:
        if (folder / excusing).exists():
            _excuse_copies(folder, folder / excusing, times)


def _add_copy(records: Records, folder: Path, number: int) -> None:
    """Writes one copy of every record and of its prose."""
    ids = {one: f"{one}-{number}" for kind in FOLDERS for one in records.of(kind)}
    for kind, name in FOLDERS.items():
        for id_, located in records.of(kind).items():
            data = _renamed(located, ids, LETTERS[number - 1])
            write_data(folder / "data" / name / f"{ids[id_]}.yml", data)
            if prose := records.prose.get(f"{name}/{id_}.md"):
                text = IN_PROSE.sub(lambda found: ids.get(found[0], found[0]), prose.text)
                (folder / "docs" / name / f"{ids[id_]}.md").write_text(text, encoding="utf-8")


def _renamed(located: Located[Any], ids: dict[str, str], letter: str) -> Any:
    """The values of one record, changed to those of a copy."""
    data = deepcopy(located.document.data)
    for location, mark, value in mentions(located.record):
        id_, *rest = value.split("#")
        if isinstance(mark, Ref) and id_ in ids:
            _put(data, location, "#".join((ids[id_], *rest)))
    for key in NAMED:
        if data.get(key):
            data[key] += f" ({letter})"
    for name in data.get("names", ()):
        name["text"] += f" {letter}"
    for searched in data.get("none_found", ()):
        searched["places"] += f" ({letter})"
    archive = data.get("archive")
    for holder, key in ((data, "URL"), (archive, "url")):
        if isinstance(holder, dict) and holder.get(key):
            holder[key] += f"{'&' if '?' in holder[key] else '?'}copy={letter}"
    return data


def _put(data: Any, location: Location, value: str) -> None:
    """Puts a value where the model has it; a file may have it in a short form, without the last
    steps or without one between."""
    for step in location[:-1]:
        if isinstance(data, list) and isinstance(step, str):
            continue
        inner = data[step]
        if isinstance(inner, str):
            data[step] = value
            return
        data = inner
    data[location[-1]] = value


def _excuse_copies(folder: Path, file: Path, times: int) -> None:
    """Excuses in every copy the passages that are excused in the first."""
    data = read_document(file.name, file.read_bytes()).data
    for one in list(data.get("exceptions") or ()):
        stem, dot, suffix = one["in"].rpartition(".")
        copies = [f"{stem}-{number}{dot}{suffix}" for number in range(2, times + 1)]
        data["exceptions"] += [{**one, "in": path} for path in copies if (folder / path).exists()]
    write_data(file, data)


def write_data(path: Path, data: Any) -> None:
    """Writes the values of a record or a list."""
    with path.open("w", encoding="utf-8") as file:
        yaml.dump(data, file, yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=120)


if __name__ == "__main__":
    multiply(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]))
