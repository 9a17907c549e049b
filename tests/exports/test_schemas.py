"""The schemas, by jsonschema: they accept every real record, and mark what the check refuses."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import referencing
import yaml
from exports.reading import ADDRESS, both_chronicles, bytes_of, chronicle_of, files_of, text_of
from support import ROOT, WORLD, edit

from chronicle.exports.all_exports import record_files
from chronicle.exports.schemas import (
    NAMES_SCHEMA,
    SCHEMA_TYPES,
    editor_schemas,
    names_schema,
)
from chronicle.files.loader import READ
from chronicle.model.kinds import FOLDERS
from chronicle.site import read_chronicle

LISTS = {
    "site": "site.yml",
    "vocabulary": "vocabulary.yml",
    "glossary": "glossary.yml",
    "not-used": "not-used.yml",
    "extract": "extract.yml",
    "map": "map/map.yml",
    "neutral-words": "neutral-words.yml",
    "searches": "searches.yml",
    "expected": "expected.yml",
    "assertions": "assertions.yml",
}


def validator(name: str, root: Path) -> jsonschema.Draft202012Validator:
    """The editors' validator of one sort of file."""
    texts = {**editor_schemas(), NAMES_SCHEMA: names_schema(chronicle_of(root))}
    found = {path: json.loads(text) for path, text in texts.items()}
    registry = referencing.Registry().with_resources(
        (path, referencing.Resource.from_contents(schema)) for path, schema in found.items()
    )
    schema = found[f"{name}.schema.json"]
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, registry=registry)


class Yaml12(yaml.SafeLoader):
    """What an editor reads: numbers are numbers; yes, no and dates are words."""


Yaml12.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in listed if tag.split(":")[-1] in ("int", "float", "null")]
    for first, listed in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class Yaml11(yaml.SafeLoader):
    """What an editor for YAML 1.1 reads: yes and no are true and false."""


Yaml11.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in listed if tag.split(":")[-1] != "timestamp"]
    for first, listed in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def data_files(root: Path) -> Iterator[tuple[str, Path]]:
    """Every file of data/ that has a schema, with the schema's name."""
    for kind in READ:
        yield from ((kind, path) for path in sorted((root / f"data/{kind}s").glob("*.yml")))
    for name, file in LISTS.items():
        if (root / "data" / file).exists():
            yield name, root / "data" / file


@pytest.mark.parametrize("loader", [Yaml12, Yaml11], ids=["YAML 1.2", "YAML 1.1"])
@both_chronicles
def test_real_records_fit_the_schemas_of_editors(root: Path, loader: Any) -> None:
    checkers = {name: validator(name, root) for name in SCHEMA_TYPES}
    count = 0
    for name, path in data_files(root):
        value = yaml.load(path.read_text(encoding="utf-8"), loader)
        errors = checkers[name].iter_errors(value)
        assert [f"{path.name}: {one.json_path}: {one.message[:200]}" for one in errors] == []
        count += 1
    assert count > 5


MISTAKES = [
    ("issued_basis: shown", "isued_basis: shown"),
    ("by: guild", "by: gild"),
    ("kind: newspaper", "kind: newspapr"),
    ("basis: heard", "basis: hurd"),
    ("kind: newspaper\n", ""),
    ("issued: 1901-05-04", "issued: 4 May 1901"),
    ("named: no", "named: perhaps"),
    ("low: 41,", "low: many,"),
    ("URL: http://post.example/ashes", "URL: javascript:alert(1)"),
    ("URL_status: plain-http", "URL_status: plain"),
    ("quote_language: en", "quote_language: English"),
    ("about: [fire]", "about: [fires]"),
    ("archive: not-looked-for", "archive: not-looked"),
    ("sure: stated", "sure: surely"),
    ("- id: ashes", "- id: In Ashes"),
]


@pytest.mark.parametrize(("find", "text"), MISTAKES)
def test_an_editor_marks_what_the_check_refuses(find: str, text: str) -> None:
    checker = validator("source", WORLD)
    record = (WORLD / "data/sources/post-fire.yml").read_text(encoding="utf-8")
    assert find in record and checker.is_valid(yaml.load(record, Yaml12))
    assert not checker.is_valid(yaml.load(record.replace(find, text, 1), Yaml12))


SHORT_FORMS = [
    ("by: guild", "by: { described: a man, party: weavers }"),
    ("archive: not-looked-for", "archive: { url: https://a.example/x, date: 1901-05-05 }"),
    ("  - { work: agency-dispatch, what: text, sure: stated }\n", ""),
    ("issued: 1901-05-04", "issued: 1901"),
]


@pytest.mark.parametrize(("find", "text"), SHORT_FORMS)
def test_an_editor_accepts_every_form_that_the_check_accepts(find: str, text: str) -> None:
    record = (WORLD / "data/sources/post-fire.yml").read_text(encoding="utf-8")
    assert find in record
    changed = record.replace(find, text, 1).replace(
        "derives_from:\nst", "derives_from: unknown\nst"
    )
    assert validator("source", WORLD).is_valid(yaml.load(changed, Yaml12))


def test_every_field_of_a_record_is_explained() -> None:
    written_by_authors = (*READ, "glossary", "not-used", "searches", "expected")
    for name in written_by_authors:
        schema = json.loads(editor_schemas()[f"{name}.schema.json"])
        parts = schema["$defs"].values() if "$defs" in schema else ()
        for part in (*([schema] if "properties" in schema else []), *parts):
            bare = [key for key, one in part["properties"].items() if not one.get("description")]
            assert bare == [], name


def test_an_editor_writes_no_default_into_a_file() -> None:
    assert [name for name, text in editor_schemas().items() if '"default":' in text] == []


def test_an_editor_shows_titles_without_markup(world: Path) -> None:
    title = "title: '<b>[x](javascript:1) `y`</b>'"
    edit(world, "data/events/fire.yml", "title: Fire at the mill", title)
    names = json.loads(names_schema(read_chronicle(world)[0]))["$defs"]
    assert names["event"]["enum"] == ["fire", "march"]
    assert names["event"]["enumDescriptions"][0] == "‹b›(x)(javascript:1) 'y'‹/b›"


def test_editors_know_every_schema() -> None:
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    known = settings["yaml.schemas"]
    assert {Path(path).name for path in known} == set(editor_schemas())
    for schema, pattern in known.items():
        name = Path(schema).name.removesuffix(".schema.json")
        assert pattern == f"data/{LISTS.get(name, f'{name}s/*.yml')}"


# --- what is published


def published(root: Path) -> dict[str, Any]:
    files = files_of(root).items()
    return {path: json.loads(text_of(file)) for path, file in files if path.startswith("schema/")}


def checker_of(root: Path, name: str) -> jsonschema.Draft202012Validator:
    """The published schema of one sort of file."""
    schema = published(root)[f"schema/{name}.json"]
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


@both_chronicles
def test_schemas_describe_what_is_exported(root: Path) -> None:
    """Each record as a file, each entry of a list, and everything in one file."""
    files = record_files(chronicle_of(root), ADDRESS)
    whole = json.loads(bytes_of(files_of(root)["chronicle.json"]))
    checker = checker_of(root, "chronicle")
    assert [error.message for error in checker.iter_errors(whole)] == []
    for kind, name in (*FOLDERS.items(), ("statement", "statements")):
        one = checker_of(root, kind)
        texts = (text_of(plan) for path, plan in files.items() if f"data/{name}/" in path)
        records = list(map(json.loads, texts))
        assert len(records) == (0 if kind == "statement" else len(whole[name]))
        for row in [*records, *whole[name]]:
            assert [error.message for error in one.iter_errors(row)] == [], row
    assert published(root).keys() == {
        f"schema/{name}.json" for name in (*FOLDERS, "statement", "chronicle")
    }


@both_chronicles
def test_a_record_as_a_file_is_its_entry_in_the_lists(root: Path) -> None:
    lists = {
        name: bytes_of(files_of(root)[f"{name}.json"]) for name in (*FOLDERS.values(), "statements")
    }
    rows = {row.get("ref") or row["id"]: row for text in lists.values() for row in json.loads(text)}
    for path, plan in record_files(chronicle_of(root)).items():
        record = json.loads(text_of(plan))
        for statement in record.pop("statements", []):
            assert statement == rows.pop(statement["ref"])
        assert record == rows.pop(Path(path).stem)
    assert rows == {}


@both_chronicles
def test_lists_of_one_kind_follow_the_definitions(root: Path) -> None:
    whole = published(root)["schema/chronicle.json"]
    for name in (*FOLDERS.values(), "statements"):
        schema = {"$defs": whole["$defs"], "$ref": f"#/$defs/{name}"}
        rows = json.loads(bytes_of(files_of(root)[f"{name}.json"]))
        assert jsonschema.Draft202012Validator(schema).is_valid(rows)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("status", "proven"),
        ("date", "1 May 1901"),
        ("computed_order", "first"),
        ("computed_date_earliest", 1901),
        ("title", None),
        ("unknown_key", 1),
    ],
)
def test_a_schema_refuses_what_is_not_exported(key: str, value: object) -> None:
    checker = jsonschema.Draft202012Validator(published(WORLD)["schema/chronicle.json"])
    whole = json.loads(bytes_of(files_of(WORLD)["chronicle.json"]))
    broken = {**whole, "events": [{**whole["events"][0], key: value}]}
    (error,) = checker.iter_errors(broken)
    assert error.json_path.startswith("$.events[0]")


@pytest.mark.parametrize("key", ["id", "title", "computed_page"])
def test_a_schema_demands_keys_fields_and_what_is_computed(key: str) -> None:
    checker = jsonschema.Draft202012Validator(published(WORLD)["schema/chronicle.json"])
    whole = json.loads(bytes_of(files_of(WORLD)["chronicle.json"]))
    del whole["events"][0][key]
    (error,) = checker.iter_errors(whole)
    assert error.json_path == "$.events[0]" and f"'{key}' is a required" in error.message
