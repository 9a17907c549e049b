"""What lies in data/ and docs/ and is no record, no page and no asset: one line each, and never a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chronicle.site import build, read

STRAYS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a link out of data/": (
        lambda root: (root / "data/places/hosts.yml").symlink_to("/etc/hosts"),
        "data/places/hosts.yml:1:1: this is a link to another place (put the file itself here)",
    ),
    "a link to nothing": (
        lambda root: (root / "docs/gone.md").symlink_to("nowhere.md"),
        "docs/gone.md:1:1: this is a link to another place (put the file itself here)",
    ),
    "a link to a folder, which would be copied": (
        lambda root: (root / "docs/etc").symlink_to("/etc"),
        "docs/etc:1:1: this is a link to another place (put the file itself here)",
    ),
    "a folder with the name of a record": (
        lambda root: (root / "data/places/inn.yml").mkdir(),
        "data/places/inn.yml:1:1: this is a folder with the name of a file (rename it)",
    ),
    "a folder with the name of a list": (
        lambda root: ((root / "data/not-used.yml").unlink(), (root / "data/not-used.yml").mkdir()),
        "data/not-used.yml:1:1: this is a folder with the name of a file (rename it)",
    ),
    "a record with another ending": (
        lambda root: (root / "data/places/inn.YML").write_text("kind: building\n"),
        "data/places/inn.YML:1:1: this file is not read (rename it: inn.yml)",
    ),
    "no list of names": (
        lambda root: (root / "data/not-named.yml").unlink(),
        "data/not-named.yml:1:1: the file is missing (every chronicle needs it)",
    ),
    "values thousands deep": (
        lambda root: (root / "data/places/inn.yml").write_text("note: " + "[" * 100_000),
        "data/places/inn.yml:1:46: values lie more than 40 deep in each other (see the example of this record in contributing)",
    ),
    "a file of many pages": (
        lambda root: (root / "data/places/inn.yml").write_text("note: " + "word " * 500_000),
        "data/places/inn.yml:1:1: the file is larger than 1 MB (a record is a few pages long: see what was pasted into it)",
    ),
}


@pytest.mark.parametrize("name", STRAYS)
def test_what_does_not_belong_gets_one_line(world: Path, name: str) -> None:
    change, says = STRAYS[name]
    change(world)
    assert [str(problem) for problem in read(world)[1]] == [says]


def test_hidden_files_are_left_alone(world: Path) -> None:
    for name in ("data/.DS_Store", "data/places/.inn.yml.swp", "docs/.hidden.html"):
        (world / name).write_bytes(b"\0")
    assert read(world)[1] == []


@pytest.mark.parametrize(
    ("file", "find", "put", "says"),
    [
        (
            "docs/index.md",
            "(method.md)",
            "(method.md#nowhere)",
            "docs/index.md:5:41: 'method.md' has no place 'nowhere' (link to the page, or to one of its headings)",
        ),
    ],
)
def test_what_only_the_pages_show_is_a_line_as_well(world: Path, file: str, find: str, put: str, says: str) -> None:
    path = world / file
    text = path.read_text(encoding="utf-8")
    assert find in text
    path.write_text(text.replace(find, put, 1), encoding="utf-8")
    site = build(world)
    assert [str(problem) for problem in site.problems] == [says]
    assert not site.pages


def test_a_link_to_a_heading_is_found(world: Path) -> None:
    path = world / "docs/index.md"
    text = path.read_text(encoding="utf-8").replace(
        "(method.md)", "(#two-words) and [that](sources/post-fire.md#ashes)"
    )
    path.write_text(f"{text}\n\n## Two *words*\n", encoding="utf-8")
    assert build(world).problems == []
