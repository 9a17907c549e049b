"""What the downloads page says of the files."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from exports.reading import both_chronicles, bytes_of, chronicle_of, exported, files_of
from support import WORLD, edit

from chronicle.exports.downloads import (
    TakeawayFile,
    download_families,
    missing_takeaway,
    takeaway_downloads,
    takeaway_name,
    takeaway_names,
)
from chronicle.problems import InvalidValue
from chronicle.site import read_chronicle


@both_chronicles
def test_every_file_is_listed_once_with_its_checksum(root: Path) -> None:
    files, texts = files_of(root), chronicle_of(root).texts
    families = download_families(files.values(), texts)
    listed = [one for family in families for one in family.files]
    assert {one.path: one.checksum for one in listed} == {
        f"data/{path}": hashlib.sha256(bytes_of(file)).hexdigest() for path, file in files.items()
    }
    assert len(listed) == len(files)
    assert all(one.what and one.count and one.size for one in listed)
    assert all(family.heading and family.intro for family in families)


def test_files_say_what_they_leave_out() -> None:
    families = download_families(files_of(WORLD).values(), chronicle_of(WORLD).texts)
    found = {one.name: one for family in families for one in family.files}
    sentence = "Without 1 quotation, which was not compared with its source."
    assert found["statements.csv"].left_out == (sentence,)
    assert found["events.csv"].left_out == ()
    assert found["events.csv"].what == found["events.json"].what
    assert (found["events.csv"].count, found["events.json"].count) == ("2 rows", "2 entries")
    assert found["schema/event.json"].count == "JSON Schema"


def test_a_missing_text_of_a_file_is_named(world: Path) -> None:
    edit(world, "data/texts.yml", "  sources.bib:", "  source.bib:")
    texts = read_chronicle(world)[0].texts
    with pytest.raises(InvalidValue, match=r"'sources\.bib' of 'download_file' is missing"):
        download_families(exported(world).values(), texts)


def test_takeaway_files_are_named_after_title_and_version() -> None:
    site = chronicle_of(WORLD).site
    assert takeaway_name(site) == "the-mill-at-arden-0.0.1"
    assert takeaway_name(site.model_copy(update={"title": "حريق"})) == "chronicle-0.0.1"


def test_a_missing_takeaway_file_is_a_problem(tmp_path: Path) -> None:
    site = chronicle_of(WORLD).site
    *names, last = takeaway_names(site)
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    (problem,) = missing_takeaway(tmp_path, site)
    assert problem.message.endswith(f"lacks {last}")
    (tmp_path / last).write_bytes(b"x")
    assert missing_takeaway(tmp_path, site) == []


def test_takeaway_files_are_listed_without_their_checksums() -> None:
    chronicle = chronicle_of(WORLD)
    files = dict.fromkeys(takeaway_names(chronicle.site), TakeawayFile(b"x" * 2500))
    listed = takeaway_downloads(files, chronicle.texts)
    assert [one.path for one in listed] == [
        "takeaway/the-mill-at-arden-0.0.1.zip",
        "takeaway/the-mill-at-arden-0.0.1.epub",
        "takeaway/the-mill-at-arden-0.0.1.cdx.json",
    ]
    assert all(one.what and one.size == "2 kB" for one in listed)
    assert listed[0].checksum == hashlib.sha256(b"x" * 2500).hexdigest()
