"""The page that lists the files: what each is, for whom, how large, and what it leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..text import localization as wording
from .base import Export

FAMILIES = ("whole", "formats", "tables", "records", "schemas")


def listing(files: Iterable[Export], texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """The files by family, each with its texts and numbers."""
    listed = list(files)
    return [
        {
            "id": family,
            "heading": texts[f"data_family_{family}"],
            "intro": texts[f"data_intro_{family}"],
            "files": [_file(one, texts) for one in listed if one.family == family],
        }
        for family in FAMILIES
    ]


def _file(one: Export, texts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "path": one.path,
        "what": texts[key(one)],
        "count": wording.count(one.count, f"data_{_counted(one)}", texts),
        "size": size(len(one.content)),
        "checksum": one.checksum,
        "left_out": [wording.count(number, f"out_{reason}", texts) for reason, number in one.left_out.items()],
    }


def _counted(one: Export) -> str:
    return {"tables": "rows", "schemas": "schemas"}.get(one.family, "entries")


def key(one: Export) -> str:
    """The key of the text that says what a file is; a table and the list of the same records share one."""
    name = one.path.rpartition("/")[2]
    stem = name.partition(".")[0] if one.family in ("tables", "records") else name
    prefix = "data_schema_" if one.family == "schemas" else "data_"
    return prefix + re.sub(r"[^a-z0-9]+", "_", stem.lower())


def wanted(files: Iterable[Export]) -> set[str]:
    """The keys of all texts that the page needs."""
    keys = {f"data_{part}_{family}" for part in ("family", "intro") for family in FAMILIES}
    for one in files:
        keys.add(key(one))
        names = [f"data_{_counted(one)}", *(f"out_{reason}" for reason in one.left_out)]
        keys |= {f"{name}_{number}" for name in names for number in ("one", "many")}
    return keys


def size(length: int) -> str:
    """A number of bytes in words."""
    return f"{length} B" if length < 1000 else f"{length / 1000:,.0f} kB"
