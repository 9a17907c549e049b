"""Zips that are the same in every run, and names that any system unpacks."""

from __future__ import annotations

import hashlib
import io
import zipfile
from pathlib import Path

import pytest
from takeaway.archive import checksums, packed, refused, unpacked

FILES = {"b/two.txt": b"two" * 100, "mimetype": b"application/epub+zip", "a.txt": b"one"}
MOMENT = 1700000000


def entries(content: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return archive.infolist()


def test_entries_are_in_order_and_of_one_moment(tmp_path: Path) -> None:
    content = packed(FILES, MOMENT)
    assert [entry.filename for entry in entries(content)] == ["a.txt", "b/two.txt", "mimetype"]
    assert {entry.date_time for entry in entries(content)} == {(2023, 11, 14, 22, 13, 20)}
    (tmp_path / "one.zip").write_bytes(content)
    assert unpacked(tmp_path / "one.zip") == FILES


def test_the_order_of_the_files_makes_no_difference() -> None:
    assert packed(FILES, MOMENT) == packed(dict(reversed(FILES.items())), MOMENT)


def test_the_first_entry_is_not_compressed() -> None:
    first, *others = entries(packed(FILES, MOMENT, first="mimetype"))
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert {entry.compress_type for entry in others} == {zipfile.ZIP_DEFLATED}


def test_a_moment_before_all_zips() -> None:
    assert entries(packed(FILES, 0))[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_checksums_are_those_of_the_contents() -> None:
    digest = hashlib.sha256(b"one").hexdigest()
    assert checksums({"a.txt": b"one"}) == f"{digest}  a.txt\n"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a/aux.html", "Windows keeps"),
        ("a/COM1", "Windows keeps"),
        ("a/b.", "Windows keeps"),
        ("a/what?.html", "not every system"),
        ("a/b c.html", "not every system"),
        ("a/Mühle.html", "not every system"),
        ("a//b", "not every system"),
        (f"a/{'b' * 198}", "longer"),
        ("A/One.html", "capitals"),
    ],
)
def test_names_that_some_system_refuses(name: str, reason: str) -> None:
    assert refused(["a/one.html", "a/console.html", "a/b-2.0.tar.gz"]) == []
    found = refused(["a/one.html", name])
    assert len(found) == 1 and found[0].startswith(f"{name}: ") and reason in found[0]
