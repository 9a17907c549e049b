"""The files as a whole: as expected, the same in every build, with their checksums."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import bibtexparser
import icalendar
import pytest
import rispy
from exports.reading import ADDRESS, exported, files_of, table
from support import GOLDEN, ROOT, edit

from chronicle.exports.all_exports import export_files
from chronicle.site import read_chronicle

FILES = [
    "actors_names.csv",
    "chronicle.jsonld",
    "chronology.ics",
    "corrections.atom",
    "events.csv",
    "figures.csv",
    "places.geojson",
    "questions_positions.csv",
    "sources.bib",
    "sources.csl.json",
    "sources.ris",
    "statements.csv",
    "statements.json",
    "statements_relates.csv",
]


@pytest.mark.parametrize("path", FILES)
def test_files_of_the_world_are_as_expected(
    world: Path, path: str, request: pytest.FixtureRequest
) -> None:
    """`pytest --bless` writes the expected files anew; review the difference."""
    found = exported(world)[path].content
    if request.config.getoption("--bless"):
        (GOLDEN / "data" / path).write_bytes(found)
    assert found == (GOLDEN / "data" / path).read_bytes()


def test_two_builds_are_the_same_whatever_the_order_of_sets() -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, 'hooks'); from pathlib import Path\n"
        "from chronicle.site import read_chronicle\n"
        "from chronicle.exports.all_exports import export_files\n"
        "found = [file.content for file in export_files(read_chronicle(Path('.'))[0])]\n"
        "print(hashlib.sha256(repr(found).encode()).hexdigest())"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert runs[0] == runs[1]


def test_checksums_are_those_of_all_other_files() -> None:
    files = dict(files_of(ROOT))
    lines = [line.split("  ") for line in files.pop("SHA256SUMS").text.splitlines()]
    assert {path: checksum for checksum, path in lines} == {
        path: hashlib.sha256(file.content).hexdigest() for path, file in files.items()
    }


def test_where_a_site_is_published_changes_its_links_only(world: Path) -> None:
    known, unknown = exported(world, ADDRESS), exported(world)
    for path, file in unknown.items():
        page = ADDRESS.encode() + b"events/fire.html"
        if path != "SHA256SUMS" and not path.startswith("schema/"):
            assert page in known[path].content or b"events/fire.html" not in file.content, path
            assert page not in file.content
    assert json.loads(known["schema/event.json"].text)["$id"] == f"{ADDRESS}data/schema/event.json"


HOSTILE = '</script><script>alert(1)</script>" onload="x <!-- ]]> & \u2028 \'; =1'


@pytest.mark.usefixtures("unguarded")
def test_hostile_texts_are_only_texts_in_every_file(world: Path) -> None:
    title = '"Fire at the mill: forty looms lost"'
    edit(world, "data/sources/courier-fire.yml", title, json.dumps(HOSTILE))
    edit(world, "data/events/fire.yml", "title: Fire at the mill", f"title: {json.dumps(HOSTILE)}")
    chronicle, problems = read_chronicle(world)
    assert [one for one in problems if one.path.startswith("data/")] == []
    files = {file.path: file for file in export_files(chronicle)}
    events = json.loads(files["events.json"].text)
    assert HOSTILE in {event["title"] for event in events}
    assert HOSTILE in {row["title"] for row in table(files, "sources")}
    calendar = icalendar.Calendar.from_ical(files["chronology.ics"].content)
    assert [str(entry["summary"]) for entry in calendar.walk("VEVENT")] == [HOSTILE]
    entries = rispy.loads(files["sources.ris"].text)
    assert {entry.get("title") for entry in entries} >= {" ".join(HOSTILE.split())}
    assert len(entries) == len(chronicle.sources)
    library = bibtexparser.parse_string(files["sources.bib"].text)
    assert library.failed_blocks == [] and len(library.entries) == len(chronicle.sources)
    nodes = json.loads(files["chronicle.jsonld"].text)["@graph"]
    assert [node.get("name") for node in nodes].count(HOSTILE) == 2
