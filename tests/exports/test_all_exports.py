"""The files as a whole: as expected, the same in every build, with their checksums."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import bibtexparser
import icalendar
import pytest
import rispy
from exports.reading import ADDRESS, bytes_of, chronicle_of, exported, files_of, table, text_of
from support import GOLDEN, ROOT, WORLD, edit

from chronicle.exports.all_exports import export_files, planned_files
from chronicle.exports.downloads import download_families
from chronicle.exports.plain_records import PlainRecords
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
    found = bytes_of(exported(world)[path])
    if request.config.getoption("--bless"):
        (GOLDEN / "data" / path).write_bytes(found)
    assert found == (GOLDEN / "data" / path).read_bytes()


def test_two_builds_are_the_same_whatever_the_order_of_sets() -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, 'hooks'); from pathlib import Path\n"
        "from chronicle.site import read_chronicle\n"
        "from chronicle.exports.all_exports import export_files\n"
        "files = export_files(read_chronicle(Path('.'))[0])\n"
        "found = [chunk for file in files for chunk in file.chunks()]\n"
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
    lines = [line.split("  ") for line in text_of(files.pop("SHA256SUMS")).splitlines()]
    assert {path: checksum for checksum, path in lines} == {
        path: hashlib.sha256(bytes_of(file)).hexdigest() for path, file in files.items()
    }


def test_no_record_is_made_before_a_file_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    chronicle, made = chronicle_of(WORLD), Counter[str]()
    record = PlainRecords.record

    def counted(records: PlainRecords, kind: str, id_: str) -> Any:
        made[kind] += 1
        return record(records, kind, id_)

    monkeypatch.setattr(PlainRecords, "record", counted)
    files = export_files(chronicle, ADDRESS)
    planned = planned_files(chronicle, files, ADDRESS)
    assert not made
    text_of(planned["data/cite/post-fire.ris"])
    bytes_of(planned["data/places/arden.json"])
    assert made == {"place": 1}
    for plan in planned.values():
        bytes_of(plan)
    once = made.copy()
    download_families(files, chronicle.texts)
    assert made == once, "what was written is not made again to be listed"


def test_where_a_site_is_published_changes_its_links_only(world: Path) -> None:
    known, unknown = exported(world, ADDRESS), exported(world)
    for path, file in unknown.items():
        page = ADDRESS.encode() + b"events/fire.html"
        if path != "SHA256SUMS" and not path.startswith("schema/"):
            assert page in bytes_of(known[path]) or b"events/fire.html" not in bytes_of(file), path
            assert page not in bytes_of(file)
    schema = json.loads(text_of(known["schema/event.json"]))
    assert schema["$id"] == f"{ADDRESS}data/schema/event.json"


HOSTILE = '</script><script>alert(1)</script>" onload="x <!-- ]]> & \u2028 \'; =1'


@pytest.mark.usefixtures("unguarded")
def test_hostile_texts_are_only_texts_in_every_file(world: Path) -> None:
    title = '"Fire at the mill: forty looms lost"'
    edit(world, "data/sources/courier-fire.yml", title, json.dumps(HOSTILE))
    edit(world, "data/events/fire.yml", "title: Fire at the mill", f"title: {json.dumps(HOSTILE)}")
    chronicle, problems = read_chronicle(world)
    assert [one for one in problems if one.path.startswith("data/")] == []
    files = {file.path: file for file in export_files(chronicle)}
    events = json.loads(text_of(files["events.json"]))
    assert HOSTILE in {event["title"] for event in events}
    assert HOSTILE in {row["title"] for row in table(files, "sources")}
    calendar = icalendar.Calendar.from_ical(bytes_of(files["chronology.ics"]))
    assert [str(entry["summary"]) for entry in calendar.walk("VEVENT")] == [HOSTILE]
    entries = rispy.loads(text_of(files["sources.ris"]))
    assert {entry.get("title") for entry in entries} >= {" ".join(HOSTILE.split())}
    assert len(entries) == len(chronicle.sources)
    library = bibtexparser.parse_string(text_of(files["sources.bib"]))
    assert library.failed_blocks == [] and len(library.entries) == len(chronicle.sources)
    nodes = json.loads(text_of(files["chronicle.jsonld"]))["@graph"]
    assert [node.get("name") for node in nodes].count(HOSTILE) == 2
