"""Records as plain values: nothing lost, nothing computed under a name of the files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from exports.reading import (
    KINDS,
    both_chronicles,
    bytes_of,
    chronicle_of,
    files_of,
    is_quotable,
    plain_yaml,
    table,
)

from chronicle.exports.plain_records import EXPORTED_KINDS


def is_same(found: Any, written: Any) -> bool:
    """Whether an exported value is what the file says, as a reader of YAML knows it."""
    if isinstance(written, dict):
        return isinstance(found, dict) and all(
            is_same(found.get(key), value) for key, value in written.items()
        )
    if isinstance(written, list):
        return (
            isinstance(found, list)
            and len(found) == len(written)
            and all(map(is_same, found, written))
        )
    if written in ("", None):
        return found in (None, [])
    if isinstance(found, bool):
        return found is {"yes": True, "true": True, "no": False, "false": False}[written]
    if isinstance(found, int | float):
        return float(written) == found
    return found == (written.strip() if isinstance(found, str) else [written.strip()])


@both_chronicles
@pytest.mark.parametrize("name", [*KINDS, "statements"])
def test_every_field_of_every_record_is_exported(name: str, root: Path) -> None:
    files, plain = files_of(root), plain_yaml(root)
    listed = json.loads(bytes_of(files[f"{name}.json"]))
    assert listed == json.loads(bytes_of(files["chronicle.json"]))[name]
    rows = {row["ref" if name == "statements" else "id"]: row for row in listed}
    assert len(rows) == len(listed) == files[f"{name}.json"].tally.entries
    assert rows.keys() == plain[name].keys()
    for id_, record in plain[name].items():
        for field, value in record.items():
            withheld = field.startswith("quote") and not is_quotable(plain, id_)
            if field != "statements" and not withheld:
                assert is_same(rows[id_][field], value), (id_, field, rows[id_][field], value)


@both_chronicles
def test_nothing_computed_has_the_name_of_a_field(root: Path) -> None:
    for kind, shape in EXPORTED_KINDS.items():
        fields = {info.alias or field for field, info in shape.model_fields.items()}
        authored = fields - {"statements"}
        keys = {"ref", "source_id"} if kind == "statement" else {"id"}
        for row in json.loads(bytes_of(files_of(root)[f"{kind}s.json"])):
            others = row.keys() - authored - keys
            assert others and all(other.startswith("computed_") for other in others)
            assert authored <= row.keys()


@both_chronicles
def test_positions_have_the_counts_of_the_pages(root: Path) -> None:
    chronicle, files = chronicle_of(root), files_of(root)
    rows = table(files, "questions_positions")
    assert len(rows) == sum(len(one.positions) for one in chronicle.questions.values())
    for row in rows:
        found = chronicle.origin_count(row["question_id"], row["id"])
        assert (int(row["computed_reports"]), int(row["computed_origins"])) == (
            found.reports,
            found.origins,
        )
    listed = json.loads(bytes_of(files["questions.json"]))
    in_json = {
        (one["id"], part["id"]): part for one in listed for part in one["computed_positions"]
    }
    assert {(row["question_id"], row["id"]) for row in rows} == in_json.keys()


@both_chronicles
def test_quotations_that_were_not_compared_are_in_no_file(root: Path) -> None:
    files, plain = files_of(root), plain_yaml(root)
    statements = plain["statements"]
    words = {ref: one["quote"].strip() for ref, one in statements.items() if one.get("quote")}
    elsewhere = " ".join(
        [
            *(quote for ref, quote in words.items() if is_quotable(plain, ref)),
            *(f"{one['says']} {one.get('note', '')}" for one in statements.values()),
            *(source.get("title") or "" for source in plain["sources"].values()),
        ]
    )
    hidden = [quote for ref, quote in words.items() if not is_quotable(plain, ref)]
    if not hidden:
        pytest.skip("this chronicle has no such quotation")
    contents = {path: bytes_of(file) for path, file in files.items()}
    for quote in hidden:
        if quote not in elsewhere and len(quote.split()) > 2:
            forms = (quote, json.dumps(quote, ensure_ascii=False)[1:-1])
            found = [p for p, text in contents.items() if any(f.encode() in text for f in forms)]
            assert found == []
    for path in ("chronicle.json", "statements.json", "statements.csv"):
        assert files[path].tally.left_out["left_out_quotation"] == len(hidden)
