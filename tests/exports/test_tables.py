"""JSON, CSV, the data package and the places, compared with the files and read by clients that are
not ours."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import frictionless
import geojson
import pytest
from exports.reading import (
    both_chronicles,
    bytes_of,
    exported,
    files_of,
    is_quotable,
    plain_yaml,
    table,
    text_of,
)
from support import edit

from chronicle.exports.export_file import ExportFile

COUNTED = ["sources", "events", "questions", "actors", "places", "statements", "figures"]
FORMULAS = ["=1+1", "+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://x.example")', "＝1"]


def written(files: dict[str, ExportFile], folder: Path) -> Path:
    """The files on disk, for clients that read them there."""
    for path, file in files.items():
        (folder / path).parent.mkdir(exist_ok=True)
        (folder / path).write_bytes(bytes_of(file))
    return folder


@both_chronicles
def test_counts_are_those_of_the_records(root: Path) -> None:
    files, plain = files_of(root), plain_yaml(root)
    for name in COUNTED:
        rows, listed = table(files, name), json.loads(bytes_of(files[f"{name}.json"]))
        assert len(rows) == len(listed) == len(plain[name]), name
        counted = {files[f"{name}.{ending}"].tally.entries for ending in ("csv", "json")}
        assert counted == {len(plain[name])}
    whole = sum(len(records) for name, records in plain.items() if name != "figures")
    assert files["chronicle.json"].tally.entries == whole


@both_chronicles
def test_tables_have_what_the_files_say(root: Path) -> None:
    files, plain = files_of(root), plain_yaml(root)
    for row in table(files, "statements"):
        statement = plain["statements"][row["ref"]]
        assert row["id"] == statement["id"] and row["source_id"] == row["ref"].partition("#")[0]
        assert row["says"].removeprefix("'") == statement["says"].strip()
        assert row["about"].split("; ") == statement["about"]
        by = statement["by"]
        assert row["by_actor"] == (by if isinstance(by, str) else by.get("actor", ""))
        quote = statement.get("quote", "").strip() if is_quotable(plain, row["ref"]) else ""
        assert row["quote"].removeprefix("'") == quote
    for row in table(files, "figures"):
        figure = plain["figures"][f"{row['statement_ref']} {row['number']}"]
        assert (row["low"], row["high"]) == (figure.get("low", ""), figure.get("high", ""))
        assert row["worded"].removeprefix("'") == figure["worded"]
        approximate = figure.get("approximate") in ("yes", "true")
        assert row["approximate"] == ("true" if approximate else "false")
    for row in table(files, "sources"):
        source = plain["sources"][row["id"]]
        assert row["title"].removeprefix("'") == (source.get("title") or "")
        assert row["read_extent"] == source["read"]["extent"]
        assert row["URL"] == source.get("URL", "")


@both_chronicles
def test_tables_of_parts_are_in_the_order_of_the_files(root: Path) -> None:
    plain = plain_yaml(root)
    place = {ref: number for number, ref in enumerate(plain["statements"])}
    answers = [
        (row["statement_ref"], row["question"], row["position"])
        for row in table(files_of(root), "statements_answers")
    ]
    assert answers == [
        (ref, one["question"], one["position"])
        for ref in sorted(place, key=lambda ref: (ref.partition("#")[0], place[ref]))
        for one in plain["statements"][ref].get("answers") or []
    ]


@both_chronicles
def test_arabic_comes_back_as_it_was_written(root: Path) -> None:
    files, plain = files_of(root), plain_yaml(root)
    for kind in ("actors", "places"):
        names = {
            (id_, name["text"], name["language"])
            for id_, record in plain[kind].items()
            for name in record["names"]
            if re.search("[\u0600-\u06ff]", name["text"])
        }
        rows = table(files, f"{kind}_names")
        assert names <= {(row[f"{kind[:-1]}_id"], row["text"], row["language"]) for row in rows}
    assert "\\u06" not in text_of(files["chronicle.json"]) + text_of(files["chronicle.jsonld"])


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_spreadsheet_runs_nothing(world: Path, formula: str) -> None:
    edit(world, "data/sources/courier-fire.yml", "The owner's men set the fire.", formula)
    files = exported(world)
    row = next(row for row in table(files, "statements") if row["id"] == "set-by-the-owner")
    assert row["says"] == f"'{formula}"
    assert files["statements.csv"].tally.left_out["left_out_formula"] == 1
    listed = json.loads(bytes_of(files["statements.json"]))
    said = next(one["says"] for one in listed if one["id"] == "set-by-the-owner")
    assert said == formula


def test_numbers_below_one_stay_numbers(world: Path) -> None:
    edit(world, "data/places/arden.yml", "[1.5, 52.25]", "[-1.5, 0]")
    row = next(row for row in table(exported(world), "places") if row["id"] == "arden")
    assert (row["longitude"], row["latitude"]) == ("-1.5", "0.0")


# --- the data package


def faults(folder: Path) -> list[str]:
    """What Frictionless finds wrong with the tables and their description."""
    with frictionless.system.use_context(trusted=True):
        report = frictionless.validate(str(folder / "datapackage.json"))
    in_tables = [error.message for task in report.tasks for error in task.errors]
    return in_tables + [error.message for error in report.errors]


def package(files: dict[str, ExportFile]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bytes_of(files["datapackage.json"]))
    return found


@both_chronicles
def test_frictionless_finds_every_table_and_nothing_wrong(root: Path, tmp_path: Path) -> None:
    files = files_of(root)
    assert faults(written(files, tmp_path)) == []
    resources = package(files)["resources"]
    assert {one["path"] for one in resources} == {path for path in files if path.endswith(".csv")}
    fields = [field for one in resources for field in one["schema"]["fields"]]
    assert {field["type"] for field in fields} == {
        "string",
        "integer",
        "number",
        "boolean",
        "date",
    }
    assert [field["name"] for field in fields if not field["description"]] == []


def test_the_package_says_what_joins_the_tables(world: Path) -> None:
    resources = {one["name"]: one["schema"] for one in package(exported(world))["resources"]}
    keys = resources["statements"]["foreignKeys"]
    assert {"fields": ["source_id"], "reference": {"resource": "sources", "fields": ["id"]}} in keys
    position = {"resource": "questions-positions", "fields": ["question_id", "id"]}
    answers = resources["statements-answers"]["foreignKeys"]
    assert {"fields": ["question", "position"], "reference": position} in answers
    fields = {field["name"]: field for field in resources["statements"]["fields"]}
    assert fields["says"]["description"] == "what is said, in our own words"
    assert fields["by_party"]["constraints"]["enum"] == ["millers", "reporters", "weavers"]


def test_frictionless_would_find_a_key_that_leads_nowhere(world: Path, tmp_path: Path) -> None:
    folder = written(exported(world), tmp_path)
    edit(folder, "statements_answers.csv", "who-set-the-fire,owner", "who-set-the-fire,no-such")
    assert any("no-such" in message for message in faults(folder))


@pytest.mark.parametrize("licence", ["", "Open Data / ODbL 1.0"])
def test_the_package_names_no_licence_that_there_is_not(world: Path, licence: str) -> None:
    edit(world, "data/site.yml", "licence: CC BY 4.0", f"licence: {licence}")
    named = [{"name": "Open-Data-ODbL-1.0", "title": licence}]
    assert package(exported(world)).get("licenses") == (named if licence else None)


# --- places


@both_chronicles
def test_geojson_has_every_place_where_it_is(root: Path) -> None:
    file, places = files_of(root)["places.geojson"], plain_yaml(root)["places"]
    found = geojson.loads(text_of(file))
    assert found.is_valid
    features = {feature["id"]: feature for feature in found["features"]}
    assert features.keys() == places.keys()
    for id_, place in places.items():
        at = features[id_]["geometry"]
        coordinates = [float(one) for one in place.get("coordinates") or []]
        assert (at["coordinates"] if at else []) == coordinates
        assert features[id_]["properties"]["precision"] == place["precision"]
    without = sum(not place.get("coordinates") for place in places.values())
    assert file.tally.left_out.get("left_out_coordinates", 0) == without
