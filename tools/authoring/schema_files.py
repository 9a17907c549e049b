"""`make schema`: the JSON Schemas with which an editor completes and explains records."""

from __future__ import annotations

import sys
from pathlib import Path

from chronicle.domain.chronicle import Chronicle
from chronicle.exports.schemas import NAMES_SCHEMA, editor_schemas, names_schema

FOLDER = Path("data/schema")


def write_schemas(root: Path, chronicle: Chronicle) -> list[str]:
    """Writes every schema that changed; returns their paths. The list of ids stays as it is while a
    file cannot be read, since it would lose that file's ids."""
    texts = editor_schemas()
    if chronicle.records.unreadable or not chronicle.records.vocabulary:
        print(f"{FOLDER / NAMES_SCHEMA}: left as it is: a record cannot be read", file=sys.stderr)
    else:
        texts = {**texts, NAMES_SCHEMA: names_schema(chronicle)}
    changed = []
    for name, text in sorted(texts.items()):
        path = root / FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append((FOLDER / name).as_posix())
    return changed
