"""The exports, read by clients that are not ours and compared with a second reading of data/ by a plain YAML loader."""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import bibtexparser
import feedparser
import frictionless
import geojson
import icalendar
import jinja2
import jsonschema
import pypandoc
import pytest
import rdflib
import rispy
import yaml
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from pyld import jsonld

from chronicle import site as build
from chronicle.exports import Export, exports
from chronicle.exports.linked import script
from chronicle.exports.references import HAVE_PUBLISHERS, bibtex, ris
from chronicle.exports.references import head as source_head
from chronicle.model import records as model
from chronicle.site import PREVIEW, read

EXPECTED = ROOT / "tests" / "world" / "expected" / "data"
FOLDERS = {"sources": "source", "events": "event", "questions": "question", "actors": "actor", "places": "place"}
COUNTS = ["sources", "events", "questions", "actors", "places", "statements", "figures"]
BASE = "https://site.example/data/chronicle.jsonld"
TERMS = "urn:x-chronicle:method.html#term-"
SCHEMA = "https://schema.org/"
Yaml = dict[str, dict[str, Any]]


def second_reading(root: Path) -> Yaml:
    """Every record as a plain YAML loader reads it, every scalar a text; statements by source#statement."""
    found: Yaml = {
        folder: {
            path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
            for path in (root / "data" / folder).glob("*.yml")
        }
        for folder in FOLDERS
    }
    found["statements"] = {f"{id_}#{c['id']}": c for id_, s in found["sources"].items() for c in s["statements"] or []}
    figures = ((ref, n, f) for ref, c in found["statements"].items() for n, f in enumerate(c.get("figures") or [], 1))
    found["figures"] = {f"{ref} {number}": figure for ref, number, figure in figures}
    return found


@pytest.fixture(scope="module", params=["the repository", "the invented world"])
def root(request: pytest.FixtureRequest) -> Path:
    return ROOT if request.param == "the repository" else ROOT / "tests" / "world"


@pytest.fixture(scope="module")
def files(root: Path) -> dict[str, Export]:
    return {file.path: file for file in exports(read(root)[0])}


@pytest.fixture(scope="module")
def folder(files: dict[str, Export], tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("data")
    for path, file in files.items():
        (target / path).parent.mkdir(exist_ok=True)
        (target / path).write_bytes(file.content)
    return target


@pytest.fixture(scope="module")
def plain(root: Path) -> Yaml:
    return second_reading(root)


def table(files: dict[str, Export], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[f"{name}.csv"].content.decode("utf-8"))))


def quotable(plain: Yaml, ref: str) -> bool:
    return plain["sources"][ref.partition("#")[0]]["read"].get("quotations") == "compared"


# --- golden files -----------------------------------------------------------------------------------------------------

GOLDEN = [
    "statements.json", "statements.csv", "figures.csv", "events.csv", "questions_positions.csv", "statements_relates.csv",
    "actors_names.csv", "places.geojson", "sources.csl.json", "sources.bib", "sources.ris", "chronology.ics",
    "corrections.atom", "chronicle.jsonld",
]  # fmt: skip


@pytest.mark.parametrize("path", GOLDEN)
def test_files_of_the_world_are_as_expected(world: Path, path: str, request: pytest.FixtureRequest) -> None:
    """`pytest --bless` writes the expected files anew; review the difference before you commit it."""
    found = next(file.content for file in exports(read(world)[0]) if file.path == path)
    if request.config.getoption("--bless"):
        EXPECTED.mkdir(parents=True, exist_ok=True)
        (EXPECTED / path).write_bytes(found)
    assert found == (EXPECTED / path).read_bytes()


def test_two_builds_are_the_same_whatever_the_order_of_sets(world: Path) -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, 'hooks'); from pathlib import Path\n"
        "from chronicle import build; from chronicle.build import read; from chronicle.export import exports\n"
        "world = build(Path(sys.argv[1])); files = [file.content for file in exports(read(Path('.'))[0])]\n"
        "found = [files, sorted(world.files.items()), [page.head for page in world.pages.values()]]\n"
        "print(hashlib.sha256(repr(found).encode()).hexdigest())"
    )
    runs = [
        subprocess.run([sys.executable, "-c", code, str(world)], cwd=ROOT, capture_output=True, text=True, check=True,
                       env={**os.environ, "PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert runs[0] == runs[1]


# --- JSON and CSV -----------------------------------------------------------------------------------------------------


def same(found: Any, written: Any) -> bool:
    """Whether an exported value is what the file says, as a reader of YAML knows it."""
    if isinstance(written, dict):
        return isinstance(found, dict) and all(same(found.get(key), value) for key, value in written.items())
    if isinstance(written, list):
        return isinstance(found, list) and len(found) == len(written) and all(map(same, found, written))
    if written in ("", None):
        return found in (None, [])
    if isinstance(found, bool):
        return found is {"yes": True, "true": True, "no": False, "false": False}[written]
    if isinstance(found, (int, float)):
        return float(written) == found
    return found == (written.strip() if isinstance(found, str) else [written.strip()])


@pytest.mark.parametrize("name", [*FOLDERS, "statements"])
def test_every_field_of_every_record_is_exported(name: str, files: dict[str, Export], plain: Yaml) -> None:
    listed = json.loads(files[f"{name}.json"].content)
    assert listed == json.loads(files["chronicle.json"].content)[name]
    key = "ref" if name == "statements" else "id"
    rows = {row[key]: row for row in listed}
    assert len(rows) == len(listed) == files[f"{name}.json"].count
    assert rows.keys() == plain[name].keys()
    for id_, record in plain[name].items():
        for field, value in record.items():
            if field == "statements" or (field.startswith("quote") and not quotable(plain, id_)):
                continue
            assert same(rows[id_][field], value), (id_, field, rows[id_][field], value)


def test_counts_are_those_of_the_records(files: dict[str, Export], plain: Yaml) -> None:
    for name in COUNTS:
        assert len(table(files, name)) == len(json.loads(files[f"{name}.json"].content)) == len(plain[name]), name
        assert files[f"{name}.csv"].count == files[f"{name}.json"].count == len(plain[name])


def test_nothing_computed_stands_under_an_authored_name(files: dict[str, Export]) -> None:
    kinds: dict[str, Any] = {
        "statements": model.Statement,
        **{name: model.KINDS[kind] for name, kind in FOLDERS.items()},
    }
    for name, shape in kinds.items():
        authored = {info.alias or field for field, info in shape.model_fields.items()} - {"statements"}
        keys = {"ref", "source_id"} if name == "statements" else {"id"}
        for row in json.loads(files[f"{name}.json"].content):
            others = row.keys() - authored - keys
            assert others and all(other.startswith("computed_") for other in others)
            assert authored <= row.keys()


def test_tables_hold_what_the_files_say(files: dict[str, Export], plain: Yaml) -> None:
    for row in table(files, "statements"):
        statement = plain["statements"][row["ref"]]
        assert row["id"] == statement["id"] and row["source_id"] == row["ref"].partition("#")[0]
        assert row["says"].removeprefix("'") == statement["says"].strip()
        assert row["about"].split("; ") == statement["about"]
        by = statement["by"]
        assert row["by_actor"] == (by if isinstance(by, str) else by.get("actor", ""))
        assert row["quote"].removeprefix("'") == (
            statement.get("quote", "").strip() if quotable(plain, row["ref"]) else ""
        )
    for row in table(files, "figures"):
        figure = plain["figures"][f"{row['statement_ref']} {row['number']}"]
        assert (row["low"], row["high"]) == (figure.get("low", ""), figure.get("high", ""))
        assert row["worded"].removeprefix("'") == figure["worded"]
        assert row["approximate"] == ("true" if figure.get("approximate") in ("yes", "true") else "false")
    answers = [(r["statement_ref"], r["question"], r["position"]) for r in table(files, "statements_answers")]
    assert answers == [
        (ref, a["question"], a["position"]) for ref, c in sorted(plain["statements"].items(), key=_by_source(plain))
        for a in c.get("answers") or []
    ]  # fmt: skip
    for row in table(files, "sources"):
        source = plain["sources"][row["id"]]
        assert row["title"].removeprefix("'") == (source.get("title") or "")
        assert row["read_extent"] == source["read"]["extent"]
        assert row["URL"] == source.get("URL", "")


def _by_source(plain: Yaml) -> Any:
    places = {ref: number for number, ref in enumerate(plain["statements"])}
    return lambda pair: (pair[0].partition("#")[0], places[pair[0]])


def test_arabic_comes_back_as_it_was_written(files: dict[str, Export], plain: Yaml) -> None:
    for kind in ("actors", "places"):
        written = {
            (id_, name["text"], name["language"])
            for id_, record in plain[kind].items()
            for name in record["names"]
            if re.search("[\u0600-\u06ff]", name["text"])
        }
        rows = table(files, f"{kind}_names")
        found = {(row[f"{kind[:-1]}_id"], row["text"], row["language"]) for row in rows}
        assert written <= found
    assert "\\u06" not in files["chronicle.json"].text and "\\u06" not in files["chronicle.jsonld"].text


def test_positions_carry_the_counts_of_the_pages(files: dict[str, Export], root: Path) -> None:
    chronicle, _ = read(root)
    rows = table(files, "questions_positions")
    assert len(rows) == sum(len(question.positions) for question in chronicle.questions.values())
    for row in rows:
        support = chronicle.support(row["question_id"], row["id"])
        assert (int(row["computed_reports"]), int(row["computed_origins"])) == (support.reports, support.origins)


def test_quotations_that_were_not_compared_are_in_no_file(files: dict[str, Export], plain: Yaml) -> None:
    words = {
        ref: statement["quote"].strip() for ref, statement in plain["statements"].items() if statement.get("quote")
    }
    shown = " ".join(quote for ref, quote in words.items() if quotable(plain, ref))
    said = " ".join(" ".join([c["says"], c.get("note", "")]) for c in plain["statements"].values())
    titles = " ".join(source.get("title") or "" for source in plain["sources"].values())
    hidden = [quote for ref, quote in words.items() if not quotable(plain, ref)]
    if not hidden:
        pytest.skip("this chronicle holds no such quotation")
    for quote in hidden:
        if quote not in f"{shown} {said} {titles}" and len(quote.split()) > 2:
            escaped = json.dumps(quote, ensure_ascii=False)[1:-1]
            assert [path for path, file in files.items() if quote in file.text or escaped in file.text] == []
    for path in ("chronicle.json", "statements.json", "statements.csv", "chronicle.jsonld"):
        assert files[path].left_out["quotation"] == len(hidden)


FORMULAS = ["=1+1", "+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://x.example")', "＝1"]


@pytest.mark.parametrize("formula", FORMULAS)
def test_a_spreadsheet_runs_nothing(world: Path, formula: str) -> None:
    spoil(world, "data/sources/courier-fire.yml", "The owner's men set the fire.", formula)
    files = {file.path: file for file in exports(read(world)[0])}
    row = next(row for row in table(files, "statements") if row["id"] == "set-by-the-owner")
    assert row["says"] == f"'{formula}"
    assert files["statements.csv"].left_out["formula"] == 1
    listed = json.loads(files["statements.json"].content)
    assert next(statement for statement in listed if statement["id"] == "set-by-the-owner")["says"] == formula


def test_numbers_below_zero_stay_numbers(world: Path) -> None:
    spoil(world, "data/places/arden.yml", "[1.5, 52.25]", "[-1.5, -52.25]")
    files = {file.path: file for file in exports(read(world)[0])}
    row = next(row for row in table(files, "places") if row["id"] == "arden")
    assert (row["longitude"], row["latitude"]) == ("-1.5", "-52.25")


def spoil(world: Path, path: str, find: str, put: str) -> None:
    text = (world / path).read_text(encoding="utf-8")
    assert find in text
    (world / path).write_text(text.replace(find, put), encoding="utf-8")


# --- descriptions of the data -----------------------------------------------------------------------------------------


def validated(folder: Path) -> list[str]:
    with frictionless.system.use_context(trusted=True):
        report = frictionless.validate(str(folder / "datapackage.json"))
    return [error.message for task in report.tasks for error in task.errors] + [e.message for e in report.errors]


def test_frictionless_finds_every_table_and_nothing_wrong(folder: Path, files: dict[str, Export]) -> None:
    assert validated(folder) == []
    package = json.loads(files["datapackage.json"].content)
    assert {resource["path"] for resource in package["resources"]} == {path for path in files if path.endswith(".csv")}
    described = [field for resource in package["resources"] for field in resource["schema"]["fields"]]
    assert {field["type"] for field in described} == {"string", "integer", "number", "boolean", "date"}
    by_name = {resource["name"]: resource["schema"] for resource in package["resources"]}
    assert {"fields": ["source_id"], "reference": {"resource": "sources", "fields": ["id"]}} in by_name["statements"][
        "foreignKeys"
    ]
    assert (
        next(f for f in by_name["statements"]["fields"] if f["name"] == "says")["description"]
        == "what is said, in our own words"
    )


def test_every_column_is_described(files: dict[str, Export]) -> None:
    for resource in json.loads(files["datapackage.json"].content)["resources"]:
        assert [field["name"] for field in resource["schema"]["fields"] if not field.get("description")] == [], (
            resource["name"]
        )


@pytest.mark.parametrize("licence", ["", "Open Data / ODbL 1.0"])
def test_the_package_names_no_licence_that_there_is_not(world: Path, licence: str) -> None:
    spoil(world, "data/site.yml", "licence: CC BY 4.0", f"licence: {licence}")
    package = json.loads(next(f for f in exports(read(world)[0]) if f.path == "datapackage.json").content)
    assert package.get("licenses") == ([{"name": "Open-Data-ODbL-1.0", "title": licence}] if licence else None)


def test_the_whole_counts_each_record_once(files: dict[str, Export], plain: Yaml) -> None:
    assert files["chronicle.json"].count == sum(len(records) for name, records in plain.items() if name != "figures")


def test_frictionless_would_find_a_key_that_leads_nowhere(world: Path, tmp_path: Path) -> None:
    for file in exports(read(world)[0]):
        (tmp_path / file.path).parent.mkdir(exist_ok=True)
        (tmp_path / file.path).write_bytes(
            file.content.replace(b"who-set-the-fire,owner", b"who-set-the-fire,nobody-x")
        )
    assert any("nobody-x" in message or "ForeignKey" in message for message in validated(tmp_path))


def test_schemas_describe_what_is_exported(files: dict[str, Export]) -> None:
    schemas = {path: json.loads(file.content) for path, file in files.items() if path.startswith("schema/")}
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)
    whole = json.loads(files["chronicle.json"].content)
    checker = jsonschema.Draft202012Validator(
        schemas["schema/chronicle.json"], format_checker=jsonschema.FormatChecker()
    )
    assert [error.message for error in checker.iter_errors(whole)] == []
    for name, kind in FOLDERS.items():
        one = jsonschema.Draft202012Validator(schemas[f"schema/{kind}.json"])
        for row in whole[name]:
            record = {k: v for k, v in row.items() if k != "id" and not k.startswith("computed_")}
            assert one.is_valid(record), row["id"]
    broken = {**whole, "events": [{**whole["events"][0], "status": "proven"}]}
    assert [error.json_path for error in checker.iter_errors(broken)] == ["$.events[0].status"]


# --- places, calendar, feed -------------------------------------------------------------------------------------------


def test_geojson_has_every_place_where_it_is(files: dict[str, Export], plain: Yaml) -> None:
    found = geojson.loads(files["places.geojson"].text)
    assert found.is_valid
    features = {feature["id"]: feature for feature in found["features"]}
    assert features.keys() == plain["places"].keys()
    for id_, place in plain["places"].items():
        at = features[id_]["geometry"]
        assert (at["coordinates"] if at else []) == [float(one) for one in place.get("coordinates") or []]
        assert features[id_]["properties"]["precision"] == place["precision"]
    without = sum(not place.get("coordinates") for place in plain["places"].values())
    assert files["places.geojson"].left_out.get("coordinates", 0) == without


def test_the_calendar_holds_the_events_whose_days_are_known(files: dict[str, Export], plain: Yaml) -> None:
    day = r"(\d{4}-\d\d-\d\d)"
    dated = {}
    for event in plain["events"].values():
        if match := re.fullmatch(rf"{day}(?:/{day})?", event.get("date") or ""):
            dated[event["title"]] = (date.fromisoformat(match[1]), date.fromisoformat(match[2] or match[1]))
    calendar = icalendar.Calendar.from_ical(files["chronology.ics"].content)
    entries = calendar.walk("VEVENT")
    found = {str(e["summary"]): (e["dtstart"].dt, e["dtend"].dt - timedelta(days=1)) for e in entries}
    assert found == dated and len(entries) == len(dated)
    assert len({str(entry["uid"]) for entry in entries}) == len(entries)
    assert sum(files["chronology.ics"].left_out.values()) == len(plain["events"]) - len(dated)
    assert all(len(line.encode()) <= 75 for line in files["chronology.ics"].text.split("\r\n"))


def test_the_name_of_the_calendar_is_one_text(world: Path) -> None:
    spoil(world, "data/site.yml", "title: The mill at Arden", 'title: "The mill, 1901; a \\\\ b"')
    text = next(file for file in exports(read(world)[0]) if file.path == "chronology.ics").text
    for name in ("NAME", "X-WR-CALNAME"):
        assert f"\r\n{name}:The mill\\, 1901\\; a \\\\ b\r\n" in text


WHENS = {
    "/1901-05-04": "event_open",
    "1901-05": "event_coarse",
    "1901-05-01~": "event_about",
    "1901-05-01/": "event_open",
}


@pytest.mark.parametrize("when", WHENS)
def test_a_calendar_says_what_it_cannot_hold(world: Path, when: str) -> None:
    spoil(world, "data/events/fire.yml", "date: 1901-05-01", f"date: {when}")
    calendar = next(file for file in exports(read(world)[0]) if file.path == "chronology.ics")
    assert calendar.count == 0 and "VEVENT" not in calendar.text
    assert calendar.left_out[WHENS[when]] == 1


def test_the_feed_tells_every_correction(files: dict[str, Export], root: Path) -> None:
    path = root / "data" / "corrections.yml"
    written = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) if path.exists() else []
    feed = feedparser.parse(files["corrections.atom"].content)
    assert not feed.bozo and feed.version == "atom10"
    assert [entry.updated[:10] for entry in feed.entries] == [one["date"] for one in written]
    for entry, one in zip(feed.entries, written, strict=True):
        assert entry.title == one["now"] and one["was"] in entry.summary and one["why"] in entry.summary
    names = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(files["corrections.atom"].content)}
    assert {"id", "title", "updated", "author"} <= names


# --- references -------------------------------------------------------------------------------------------------------


def pandoc(text: str, form: str) -> dict[str, dict[str, Any]]:
    """References as Pandoc reads them, by id."""
    command = [str(pypandoc.get_pandoc_path()), f"--from={form}", "--to=csljson"]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True)
    return {item["id"]: item for item in json.loads(done.stdout)}


def untypeset(text: str | None) -> str:
    """A text without the difference between straight and typographic signs, which TeX does not keep."""
    plain = re.sub('[“”"‘’`]', "'", text or "")
    return " ".join(plain.replace("\u00a0", " ").split())


@pytest.mark.parametrize("form", ["csljson", "biblatex", "bibtex", "ris"])
def test_pandoc_reads_every_source(form: str, files: dict[str, Export], plain: Yaml) -> None:
    path = {"csljson": "sources.csl.json", "ris": "sources.ris"}.get(form, "sources.bib")
    found = pandoc(files[path].text, form)
    assert found.keys() == plain["sources"].keys()
    for id_, source in plain["sources"].items():
        assert untypeset(found[id_].get("title")) == untypeset(source.get("title")), id_
        assert found[id_].get("URL") == source.get("URL"), id_
        assert len(found[id_].get("author", [])) == len(source.get("author") or []), id_
        if form != "ris":
            assert found[id_].get("issued", {}).get("date-parts", []) == date_parts(source.get("issued") or ""), id_
            container = found[id_].get("container-title") or found[id_].get("collection-title")
            assert untypeset(container) == untypeset(source.get("container-title")), id_


def date_parts(text: str) -> list[list[int]]:
    if text.startswith(("/", "..")) or text.endswith(("/", "..")):
        return []
    return [[int(part) for part in day.rstrip("~?%").split("-")] for day in text.split("/") if day]


def test_bibtexparser_reads_every_source_in_double_braces(files: dict[str, Export], plain: Yaml) -> None:
    library = bibtexparser.parse_string(files["sources.bib"].text)
    assert library.failed_blocks == []
    assert {entry.key for entry in library.entries} == plain["sources"].keys()
    for entry in library.entries:
        title = entry.fields_dict.get("title")
        assert bool(title) == bool(plain["sources"][entry.key].get("title"))
        assert not title or re.fullmatch(r"\{.*\}", title.value), "one pair of braces is left of two"


def test_rispy_reads_every_source(files: dict[str, Export], plain: Yaml) -> None:
    entries = {entry["id"]: entry for entry in rispy.loads(files["sources.ris"].text)}
    assert entries.keys() == plain["sources"].keys()
    for id_, source in plain["sources"].items():
        assert entries[id_].get("title") == (source.get("title") or None)
        assert entries[id_].get("urls", [None])[0] == source.get("URL")
        assert len(entries[id_].get("authors", [])) == len(source.get("author") or [])
        exact = re.fullmatch(r"\d{4}(-\d\d){0,2}", source.get("issued") or "")
        found = entries[id_].get("date", "").rstrip("/").replace("/", "-")
        assert found == (exact[0] if exact else ""), id_


def source(title: str, issued: str = "1901-05-03", **more: Any) -> model.Source:
    fixed = {"issued_basis": "shown", "archive": "not-looked-for", "kind": "newspaper", "derives_from": "unknown"}
    read_ = {"extent": "whole", "seen": "original"}
    return model.Source.model_validate(
        {"type": "article-newspaper", "title": title, "issued": issued, "read": read_, **fixed, **more}
    )


DATES = {
    "1901-05-03": {"date-parts": [[1901, 5, 3]]},
    "1901-05": {"date-parts": [[1901, 5]]},
    "1901": {"date-parts": [[1901]]},
    "1901-05-03~": {"date-parts": [[1901, 5, 3]], "circa": True},
    "1901-05-03/1901-05-04": {"date-parts": [[1901, 5, 3], [1901, 5, 4]]},
    "1900-12/1901-01": {"date-parts": [[1900, 12], [1901, 1]]},
    "/1901-05-03": None,
    "1901/": None,
}


def test_bibtex_says_dates_no_finer_than_known() -> None:
    text = "\n".join(bibtex(f"d-{number}", source("T", issued)) for number, issued in enumerate(DATES))
    for form in ("biblatex", "bibtex"):
        found = pandoc(text, form)
        assert [found[f"d-{number}"].get("issued") for number in range(len(DATES))] == list(DATES.values())


def by_style(text: str) -> str:
    """A bibliography by Pandoc's own style, Chicago, which puts capitals into titles that nothing protects."""
    options = ["--from=biblatex", "--citeproc", "--to=plain", "--wrap=none"]
    done = subprocess.run(
        [str(pypandoc.get_pandoc_path()), *options], input=text, capture_output=True, encoding="utf-8"
    )
    return untypeset(done.stdout)


TITLES = [
    "‘The looms were burning’",
    "“It was the wind”",
    "‘one’ and ‘two of them’",
    "‘it’s a word’",
    "a ‘word’ at the end",
    "the «word»",
]


@pytest.mark.parametrize("title", TITLES)
def test_no_style_changes_the_capitals_of_a_title(title: str) -> None:
    text = bibtex("a", source(title, language="en"))
    assert untypeset(title) in by_style(text)
    assert untypeset(pandoc(text, "biblatex")["a"]["title"]) == untypeset(title)


def test_styles_keep_every_title_of_the_repository() -> None:
    shown = by_style("\n".join(bibtex(id_, one) for id_, one in read(ROOT)[0].sources.items()))
    titles = [untypeset(one.title).rstrip(".") for one in read(ROOT)[0].sources.values() if one.language == "en"]
    assert [title for title in titles if title not in shown] == []


def test_a_source_of_which_nothing_is_known_is_still_an_entry() -> None:
    one = source("T").model_copy(update={"type": "webpage", "title": None, "issued": None})
    text = bibtex("a", one)
    (entry,) = bibtexparser.parse_string(text).entries
    assert entry.fields_dict["note"].value == "{[title not seen]}"


PIECES = [
    "<",
    ">",
    "<i>",
    "&",
    "&amp;",
    "*",
    "_",
    "$",
    "$$",
    "[",
    "]",
    "(",
    ")",
    "{x}",
    "\\",
    "^",
    "~",
    "#",
    "@",
    "|",
    ":",
    "--",
    "---",
    "...",
    "//",
    "%",
    '"',
    "'",
    ",",
    ";",
    "=",
    "\\emph{x}",
    "%c",
    "كتاب",
    "É",
]


def test_every_sign_of_a_title_survives_bibtex_and_ris() -> None:
    titles = [f"aB {one}{two}Cd {one} {two} eF" for one, two in itertools.product(PIECES, repeat=2)]
    sources = {f"t-{number}": source(title, **{"container-title": title}) for number, title in enumerate(titles)}
    text = "\n".join(bibtex(id_, one) for id_, one in sources.items())
    found = pandoc(text, "biblatex")
    assert bibtexparser.parse_string(text).failed_blocks == []
    listed = {entry["id"]: entry["title"] for entry in rispy.loads(ris(sources.items()))}
    for number, title in enumerate(titles):
        assert untypeset(found[f"t-{number}"]["title"]) == untypeset(title)
        assert listed[f"t-{number}"] == title


@given(st.text(alphabet="ab{}\\%&$#_~^@,=\"'`-\n ", min_size=1, max_size=20).filter(str.strip))
def test_no_title_breaks_out_of_its_entry(title: str) -> None:
    one = source(title, author=[{"literal": title}])
    library = bibtexparser.parse_string(bibtex("a", one) + bibtex("b", source("Next")))
    assert [entry.key for entry in library.entries] == ["a", "b"] and library.failed_blocks == []
    assert [entry["id"] for entry in rispy.loads(ris([("a", one), ("b", source("Next"))]))] == ["a", "b"]


# --- linked data ------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def graph(files: dict[str, Export]) -> rdflib.Graph:
    return rdflib.Graph().parse(data=files["chronicle.jsonld"].text, format="json-ld", publicID=BASE)


def test_rdflib_and_pyld_read_the_same_graph(files: dict[str, Export], graph: rdflib.Graph) -> None:
    other = rdflib.Graph().parse(
        data=jsonld.to_rdf(json.loads(files["chronicle.jsonld"].text), {"base": BASE, "format": "application/n-quads"}),
        format="nt",
    )
    named = {tuple(map(str, t)) for t in graph if not any(isinstance(part, rdflib.BNode) for part in t)}
    assert named == {tuple(map(str, t)) for t in other if not any(isinstance(part, rdflib.BNode) for part in t)}
    assert len(graph) == len(other)


def test_every_record_is_a_node(graph: rdflib.Graph, plain: Yaml) -> None:
    def of(type_: str) -> set[str]:
        return {str(s) for s in graph.subjects(rdflib.RDF.type, rdflib.URIRef(SCHEMA + type_))}

    site = "https://site.example/"
    assert of("Event") == {f"{site}events/{id_}.html" for id_ in plain["events"]}
    assert of("Claim") == {f"{site}sources/{ref.replace('#', '.html#')}" for ref in plain["statements"]}
    assert of("Place") == {f"{site}places/{id_}.html" for id_ in plain["places"]}
    persons = {f"{site}actors/{id_}.html" for id_, a in plain["actors"].items() if a["kind"] == "person"}
    assert persons <= of("Person")
    assert {str(s) for s in graph.objects(None, rdflib.URIRef(f"{SCHEMA}appearance"))} <= {
        f"{site}sources/{id_}.html" for id_ in plain["sources"]
    }
    assert of("ClaimReview") == set()
    contradicts = list(graph.triples((None, rdflib.URIRef(f"{TERMS}contradicts"), None)))
    written = [r for c in plain["statements"].values() for r in c.get("relates") or [] if "contradicts" in r]
    assert len(contradicts) == len(written)


def test_every_term_of_our_own_is_explained(graph: rdflib.Graph, root: Path) -> None:
    chronicle, _ = read(root)
    used = {str(p).removeprefix(TERMS) for p in graph.predicates() if str(p).startswith(TERMS)}
    assert used and all(chronicle.records.texts.get(f"term_{name}") for name in used)
    assert "<!-- block: terms -->" in (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
    page = (EXPECTED.parent / "blocks.md").read_text(encoding="utf-8")
    assert all(f'id="term-{name}"' in page for name in used)


def test_an_address_that_is_no_link_stays_text(files: dict[str, Export], plain: Yaml) -> None:
    nodes = {node["@id"]: node for node in json.loads(files["chronicle.jsonld"].text)["@graph"]}
    for id_, one in plain["sources"].items():
        node = nodes[f"../sources/{id_}.html"]
        assert node.get("url") == (None if one.get("URL_status") else one.get("URL"))
        assert node.get("identifier") == (one.get("URL") if one.get("URL_status") else None)


def test_a_known_address_makes_every_link_absolute(world: Path) -> None:
    files = {file.path: file for file in exports(read(world)[0], "https://site.example/x/")}
    entry = feedparser.parse(files["corrections.atom"].content).entries[0]
    assert entry.link == "https://site.example/x/events/fire.html"
    assert '"chr": {\n   "@id": "https://site.example/x/method.html#term-"' in files["chronicle.jsonld"].text
    assert "../" not in files["chronicle.jsonld"].text
    assert b"URL:https://site.example/x/events/fire.html" in files["chronology.ics"].content


# --- pages ------------------------------------------------------------------------------------------------------------


class Head(HTMLParser):
    """The <meta> and the scripts of a page, as a browser splits them."""

    def __init__(self) -> None:
        super().__init__()
        self.meta: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self.others: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.inside = tag == "script"
        if tag == "meta":
            self.meta.append((str(found.get("name") or found["property"]), str(found["content"])))
        elif tag == "script":
            assert found == {"type": "application/ld+json"}
            self.scripts.append("")
        elif tag != "link":
            self.others.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.scripts[-1] += data
        else:
            self.others += data.split()


def head_of(page: Any) -> Head:
    """The head that partials/meta.html makes of a page, in an environment as MkDocs makes it: without escaping."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(ROOT / "overrides"))
    environment.filters["url"] = lambda address: f"../{address}"
    meta = {"linked": page.head.linked, "cited": page.head.cited, "of_a_work": page.head.of_a_work}
    config = {"extra": {"texts": {"title_corrections": "Corrections"}}, "site_name": "the site"}
    shown = {"meta": meta, "title": page.title, "file": {"src_uri": "x.md"}}
    parser = Head()
    parser.feed(environment.get_template("partials/meta.html").render(page=shown, config=config))
    return parser


def test_a_source_page_is_known_as_that_source(world: Path) -> None:
    head = head_of(build(world).pages["sources/courier-fire.md"])
    assert {
        ("citation_title", "Fire at the mill: forty looms lost"),
        ("citation_author", "Holt, Ines"),
        ("citation_publication_date", "1901-05-03"),
        ("citation_journal_title", "The Courier"),
        ("citation_public_url", "https://courier.example/fire"),
        ("citation_language", "en"),
        ("DC.type", "newspaperArticle"),
        ("DC.source", "The Courier"),
    } <= set(head.meta)


@pytest.mark.parametrize("address", ["", "https://site.example/"])
@pytest.mark.parametrize(
    "path", ["events/fire", "questions/who-set-the-fire", "actors/guild", "places/mill", "chronology", "data"]
)
def test_a_page_of_ours_is_known_as_ours(world: Path, path: str, address: str) -> None:
    page = build(world, address=address).pages[f"{path}.md"]
    found = zotero(head_of(page).meta)
    assert (found["title"], found["type"], found["date"]) == (page.title, "webpage", "1901-06-01")
    assert found["authors"] == [("", "The editors")]
    assert found["publication"] == "the site"
    assert found["url"] == (f"{address}{path}.html" if address else None)


def zotero(meta: list[tuple[str, str]]) -> dict[str, Any]:
    """What Zotero makes of a head, as far as we use it: its translator for embedded metadata, written again."""

    def first(*names: str) -> str | None:
        return next((content for wanted in names for name, content in meta if name == wanted), None)

    authors = [part for name, content in meta if name == "citation_author" for part in _split(content)]
    return {
        "title": first("citation_title", "DC.title", "og:title"),
        "type": first("DC.type") or ("journalArticle" if first("citation_title") else "webpage"),
        "publication": first("citation_journal_title", "DC.source", "og:site_name"),
        "publisher": first("citation_publisher", "DC.publisher"),
        "date": first("citation_publication_date", "DC.date"),
        "url": first("citation_public_url", "og:url"),
        "authors": [_author_of(one) for one in authors],
    }


def _split(content: str) -> list[str]:
    parts = re.split(r"\s*;\s*", content)
    by_comma = re.split(r"\s*,\s*", content)
    several = len(parts) == 1 and len(by_comma) > 1 and " " in by_comma[0] and " " in by_comma[1]
    return by_comma if several else parts


def _author_of(text: str) -> tuple[str, str]:
    """Given and family name: divided at a comma, if the text had one before its ends were cleaned, else at the last blank."""
    clean = re.sub(r"[\s\u00a0]+", " ", re.sub(r"^[\s.,/\[\]:]+|[\s.,/\[\]:]+$", "", text), count=1)
    if "," in text:
        family, _, given = clean.partition(",")
        return given.strip(), family
    given, _, family = clean.rpartition(" ")
    return given, family


def test_zotero_takes_every_source_for_what_it_is(root: Path, plain: Yaml) -> None:
    for id_, one in read(root)[0].sources.items():
        written, found = plain["sources"][id_], zotero([*source_head(one), ("og:title", "x")])
        # Zotero drops a point at the end of a name.
        names = [a.get("literal") or (a.get("given", "").rstrip("."), a["family"]) for a in written.get("author") or []]
        wanted = [("", name) if isinstance(name, str) else name for name in names]
        assert found["authors"] == wanted, id_
        assert found["title"] == (written.get("title") or "x")
        assert found["url"] == written.get("URL")
        medium = written.get("container-title") or (
            None if found["type"] in HAVE_PUBLISHERS else written.get("publisher")
        )
        assert found["publication"] == medium, id_


def test_zotero_divides_no_name() -> None:
    names = [{"literal": "Society of Weavers"}, {"literal": "FIDH"}, {"family": "de la Cruz", "given": "Ana María"}]
    found = zotero(list(source_head(source("T", author=names))))["authors"]
    assert [(given, family.replace("\u00a0", " ")) for given, family in found] == [
        ("", "Society of Weavers"), ("", "FIDH"), ("Ana María", "de la Cruz"),
    ]  # fmt: skip


def test_a_page_on_a_source_does_not_say_that_the_source_appeared_here(world: Path) -> None:
    pages = build(world).pages
    assert zotero(head_of(pages["events/fire.md"]).meta)["publication"] == "the site"
    assert "og:site_name" not in dict(head_of(pages["sources/courier-fire.md"]).meta)


TYPES = {
    "events/fire.md": "Event",
    "sources/courier-fire.md": "NewsArticle",
    "actors/ada-lund.md": "Person",
    "actors/guild.md": "Organization",
    "places/mill.md": "Place",
    "questions/who-set-the-fire.md": "CreativeWork",
    "data.md": "Dataset",
    "chronology.md": "CollectionPage",
    "method.md": "WebPage",
}


@pytest.mark.parametrize("path", TYPES)
def test_each_page_says_what_it_is(world: Path, path: str) -> None:
    (text,) = head_of(build(world).pages[path]).scripts
    document = json.loads(text)
    first = document.get("@graph", [document])[0]
    assert first["@type"] == TYPES[path]
    if "/" in path:
        base = f"https://site.example/{path[:-3]}.html"
        found = rdflib.Graph().parse(data=text, format="json-ld", publicID=base)
        assert (rdflib.URIRef(base), rdflib.RDF.type, rdflib.URIRef(SCHEMA + TYPES[path])) in found


def test_no_page_is_without_linked_data_and_none_asks_the_network(world: Path) -> None:
    def refused(url: str, _: Any) -> Any:
        raise AssertionError(f"a context is fetched: {url}")

    for page in build(world).pages.values():
        (text,) = head_of(page).scripts
        nodes = jsonld.expand(json.loads(text), {"base": "https://site.example/x/y.html", "documentLoader": refused})
        assert nodes and all(node["@type"] for node in nodes)
        assert all(node.get(f"{SCHEMA}license", [LICENCE]) == [LICENCE] for node in nodes)


LICENCE = {"@id": "https://creativecommons.org/licenses/by/4.0/"}


HOSTILE = '</script><script>alert(1)</script>" onload="x <!-- ]]> & \u2028 \'; =1'


def test_no_record_breaks_out_of_the_head_or_of_a_file(world: Path) -> None:
    spoil(world, "data/sources/courier-fire.yml", '"Fire at the mill: forty looms lost"', json.dumps(HOSTILE))
    spoil(world, "data/sources/courier-fire.yml", ">-\n      The owner's men set the fire.", json.dumps(HOSTILE))
    spoil(world, "data/events/fire.yml", "title: Fire at the mill", f"title: {json.dumps(HOSTILE)}")
    (world / "data" / "published.json").unlink()  # by which a published correction stays as it is
    spoil(world, "data/corrections.yml", "A misprint.", json.dumps(HOSTILE))
    site = build(world)
    assert not site.problems
    head = head_of(site.pages["sources/courier-fire.md"])
    assert (len(head.scripts), head.others) == (1, [])
    nodes = json.loads(head.scripts[0])["@graph"]
    assert nodes[0]["name"]["@value"] == nodes[1]["text"] == HOSTILE
    assert dict(head.meta)["citation_title"] == " ".join(HOSTILE.split())
    assert head_of(site.pages["events/fire.md"]).others == []
    calendar = icalendar.Calendar.from_ical(site.files["data/chronology.ics"])
    assert [str(entry["summary"]) for entry in calendar.walk("VEVENT")] == [HOSTILE]
    entry = feedparser.parse(site.files["data/corrections.atom"]).entries[0]
    assert "<script" not in entry.summary
    assert len(rispy.loads(site.files["data/sources.ris"].decode())) == len(read(world)[0].sources)


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
def test_a_script_holds_any_value(value: Any) -> None:
    text = script(value)
    assert not re.search("[<>&\u2028\u2029]", text) and json.loads(text) == value


def listed(page: str) -> Iterator[tuple[str, str]]:
    for item in re.findall(r'<li class="file">(.*?)</li>', page, re.S):
        path, checksum = re.search(r'href="data/([^"]+)"', item), re.search(r"<code>([0-9a-f]{64})</code>", item)
        assert path and checksum
        yield unescape(path[1]), checksum[1]


def test_the_page_lists_every_file_with_its_checksum(world: Path) -> None:
    site = build(world)
    found = dict(listed(site.pages["data.md"].markdown))
    assert found == {
        path.removeprefix("data/"): hashlib.sha256(content).hexdigest()
        for path, content in site.files.items()
        if path.startswith("data/")
    }
    sums = [line.split("  ") for line in site.files["data/SHA256SUMS"].decode().splitlines()]
    assert {path: checksum for checksum, path in sums} == {k: v for k, v in found.items() if k != "SHA256SUMS"}
    assert "Without 1 quotation, which was not compared with its source." in site.pages["data.md"].markdown


def test_a_missing_text_of_a_file_is_named(world: Path) -> None:
    spoil(world, "data/texts.yml", "data_sources_bib:", "data_source_bib:")
    assert [str(problem) for problem in build(world).problems] == [
        "data/texts.yml:1:1: the text 'data_sources_bib' is missing (add it)"
    ]


def test_where_a_site_is_published_changes_its_links_alone(world: Path) -> None:
    known, unknown = build(world, address="https://site.example/"), build(world)
    assert known.files.keys() - unknown.files.keys() == {PREVIEW}
    changed = {path for path in unknown.files if known.files[path] != unknown.files[path]}
    exported = {"data/chronicle.jsonld", "data/chronology.ics", "data/corrections.atom", "data/SHA256SUMS"}
    assert changed == exported | {"robots.txt", "llms.txt"}
