"""Mistakes in records in plain words; that no value of any shape ends the reader."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support import WORLD

from chronicle.files.loader import load_records
from chronicle.files.pydantic_errors import entry_name, key_of
from chronicle.files.yaml_documents import read_document

RECORDS = (
    "sources/post-fire",
    "events/fire",
    "questions/who-set-the-fire",
    "actors/ada-lund",
    "places/mill",
)
LISTS = (
    "map/map",
    "site",
    "vocabulary",
    "corrections/1901-06-10-looms",
    "glossary",
    "not-used",
    "neutral-words",
    "extract",
)
VALUES: list[Any] = ["word", "1", None, [], ["word"], {}, {"key": "word"}, [{"{key}": "{}"}]]


def replaced(value: Any, location: tuple[str | int, ...], put: Any) -> Any:
    """The value with `put` at a location in it."""
    if not location:
        return put
    step, rest = location[0], location[1:]
    if isinstance(value, dict):
        return {key: replaced(one, rest, put) if key == step else one for key, one in value.items()}
    return [replaced(one, rest, put) if index == step else one for index, one in enumerate(value)]


@pytest.mark.parametrize("put", VALUES, ids=str)
@pytest.mark.parametrize("name", [*RECORDS, *LISTS])
def test_a_value_of_any_shape_anywhere_is_a_line_at_most(
    name: str, put: Any, tmp_path: Path
) -> None:
    """A list written for a text, or a text for a list, gives no traceback. The record is alone, to
    be quick, so others are always missing."""
    path = tmp_path / "data" / f"{name}.yml"
    path.parent.mkdir(parents=True)
    found = read_document(path.name, (WORLD / "data" / f"{name}.yml").read_bytes())
    for location in found.values:
        text = json.dumps(replaced(found.data, location, put), ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
        problems = load_records(tmp_path).problems
        assert [str(problem) for problem in problems], location


@pytest.mark.parametrize(
    ("record", "line"),
    [
        ("coordinates: [north, east]", "'north' is not a number of degrees"),
        ("coordinates: { a: 1 }", "'coordinates' expects two numbers"),
        ("within: [arden]", "'within' expects a text"),
        ("within: { x: y }", "a key on the next line begins in the same column"),
        ("names: [Arden]", "'names' expects keys and values (write { text: …, language: … })"),
        ("names: []", "'names' has too few entries (add the missing ones)"),
        ("names: Arden", "'names' expects a list"),
        ("precision: towns", "'precision' cannot be 'towns' (did you mean 'town'?)"),
        ("precision: far", "'precision' cannot be 'far' (write how finely it is known"),
        ("precision:", "'precision' is empty"),
        ("note: ''", "'note' is empty (write it, or delete the key)"),
        ("kinds: town", "unknown key 'kinds' (did you mean 'kind'?)"),
        ("colour: red", "unknown key 'colour' (known are names, kind, within"),
        ("note here: x", "unknown key 'note here' (write a colon after 'note')"),
    ],
)
def test_each_mistake_is_said_in_plain_words(record: str, line: str, tmp_path: Path) -> None:
    base = {
        "names": "[{ text: Arden, language: en }]",
        "kind": "town",
        "precision": "town",
    }
    key, _, value = record.partition(":")
    lines = [f"{name}: {text}" for name, text in {**base, key: value.strip()}.items()]
    path = tmp_path / "data" / "places" / "arden.yml"
    path.parent.mkdir(parents=True)
    path.write_text("\n".join(lines), encoding="utf-8")
    found = [p for p in load_records(tmp_path).problems if p.path == "data/places/arden.yml"]
    assert len(found) == 1 and line in str(found[0]), [str(problem) for problem in found]


def test_a_misspelt_key_is_not_reported_as_missing_too(tmp_path: Path) -> None:
    path = tmp_path / "data" / "places" / "arden.yml"
    path.parent.mkdir(parents=True)
    path.write_text("names: [{ text: A, language: en }]\nkidn: town\nprecision: town\n")
    found = [p for p in load_records(tmp_path).problems if p.path == "data/places/arden.yml"]
    assert [problem.message for problem in found] == ["unknown key 'kidn'"]


def test_the_nearest_key_names_a_value() -> None:
    assert key_of(("statements", 0, "about", 2)) == "about"
    assert key_of((3,)) == key_of(()) == ""


def test_an_entry_is_named_by_its_id() -> None:
    document = read_document("x", b"- { id: ashes, says: x }\n- { id: ___ }\n- word\n")
    assert entry_name(document, (0, "says")) == " in 'ashes'"
    assert entry_name(document, (1, "says")) == "", "an id that is not filled in"
    assert entry_name(document, (2, "says")) == entry_name(document, (9, "says")) == ""
