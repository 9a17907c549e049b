"""What is in data/ and docs/ and is no record, no page and no picture: one line each."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support import problems_in

from chronicle.files.allowed_files import is_file, read_assets, stray_files

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
        lambda root: (
            (root / "data/not-used.yml").unlink(),
            (root / "data/not-used.yml").mkdir(),
        ),
        "data/not-used.yml:1:1: this is a folder with the name of a file (rename it)",
    ),
    "a folder with the name of a page": (
        lambda root: (root / "docs/inn.md").mkdir(),
        "docs/inn.md:1:1: this is a folder with the name of a file (rename it)",
    ),
    "a record with another ending": (
        lambda root: (root / "data/places/inn.YML").write_text("kind: building\n"),
        "data/places/inn.YML:1:1: this file is not read (rename it: inn.yml)",
    ),
    "a layer with another ending": (
        lambda root: (root / "data/map/river.json").write_text("{}"),
        "data/map/river.json:1:1: this file is not read "
        "(a layer ends in .geojson; delete it otherwise)",
    ),
    "a file in a folder of the map": (
        lambda root: (
            (root / "data/map/old").mkdir(),
            (root / "data/map/old/map.yml").write_text("a: b"),
        ),
        "data/map/old/map.yml:1:1: this file is not read "
        "(a record belongs in the folder of its kind, not deeper)",
    ),
    "a style among the assets": (
        lambda root: (root / "docs/assets/x.css").write_text("a {}"),
        "docs/assets/x.css:1:1: only pictures belong in docs/assets/ "
        "(save it as PNG; its name ends in .png)",
    ),
}


@pytest.mark.parametrize("name", STRAYS)
def test_what_does_not_belong_gets_one_line(world: Path, name: str) -> None:
    change, says = STRAYS[name]
    change(world)
    assert problems_in(world) == [says]


def test_hidden_files_and_copies_of_editors_are_left_alone_in_data(world: Path) -> None:
    (world / "data/.cache").mkdir()
    for name in (
        "data/.DS_Store",
        "data/places/.inn.yml.swp",
        "data/places/inn.yml~",
        "data/.cache/x",
    ):
        (world / name).write_bytes(b"\0")
    assert problems_in(world) == []


def test_schemas_and_licences_are_allowed(world: Path) -> None:
    for name in ("data/schema/place.schema.json", "data/map/licences/COPYING"):
        (world / name).parent.mkdir(parents=True)
        (world / name).write_text("{}")
    assert list(stray_files(world)) == []


def test_a_link_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert [is_file(tmp_path / name) for name in ("a", "b", "c")] == [True, False, False]
    assert not is_file(tmp_path)


def test_assets_are_read_by_their_path_in_docs(world: Path) -> None:
    assets = read_assets(world)
    assert sorted(assets) == ["assets/images/plan.png", "assets/images/preview.png"]
    assert assets["assets/images/preview.png"].startswith(b"\x89PNG")


@pytest.mark.parametrize("name", ["docs/assets", "data/places", "data"])
def test_a_folder_that_cannot_be_opened_gets_one_line(
    world: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Told to `os.walk` only, since whoever may do everything can open it."""
    scandir = os.scandir

    def closed(path: Any) -> Any:
        if Path(path) == world / name:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", closed)
    line = f"{name}:1:1: the folder cannot be opened: Permission denied (allow reading)"
    assert [str(one) for one in stray_files(world)] == [line]
