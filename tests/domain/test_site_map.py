"""Which pages the site has before any is written."""

from __future__ import annotations

from pathlib import Path

from support import edit

from chronicle.domain.site_map import DOWNLOADS_PAGE, LIST_PAGES, page_paths
from chronicle.site import read_chronicle


def test_every_record_list_and_page_of_prose_has_a_page(world: Path) -> None:
    paths = page_paths(read_chronicle(world)[0])
    assert {DOWNLOADS_PAGE, *(f"{name}.md" for name in LIST_PAGES)} <= paths
    assert {"index.md", "method.md", "events/fire.md", "events/march.md"} <= paths
    assert {"sources/post-fire.md", "places/mill.md", "actors/guild.md"} <= paths
    assert "questions/who-set-the-fire.md" in paths


def test_what_was_removed_keeps_its_page(world: Path) -> None:
    paths = page_paths(read_chronicle(world)[0])
    assert "events/flood.md" in paths
    assert [path for path in paths if "#" in path or "lightning" in path] == []


def test_a_page_that_cannot_be_read_is_not_missing_as_well(world: Path) -> None:
    (world / "docs/method.md").write_bytes(b"\xff")
    assert "method.md" in page_paths(read_chronicle(world)[0])
    edit(world, "data/places/mill.yml", "kind:", "kin:")
    assert "places/mill.md" not in page_paths(read_chronicle(world)[0])
