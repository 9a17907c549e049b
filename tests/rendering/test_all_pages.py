"""The pages of the invented world, exactly as a reader gets them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from support import GOLDEN, MadeSite, ShownPage, built

from chronicle.domain.site_map import page_paths

NOT_KEPT = {"data.md"}
"""The page of downloads: the sizes and checksums on it change with every record."""


def test_pages_are_as_expected(
    pages: Mapping[str, ShownPage], request: pytest.FixtureRequest
) -> None:
    """`pytest --bless` writes the expected pages anew; read the difference before you commit it."""
    found = {path: page.whole for path, page in pages.items() if path not in NOT_KEPT}
    if request.config.getoption("--bless"):
        for path in GOLDEN.rglob("*.md"):
            path.unlink()
        for name, text in found.items():
            (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / name).write_text(text, encoding="utf-8")
    kept = {path.relative_to(GOLDEN).as_posix(): path for path in GOLDEN.rglob("*.md")}
    assert set(found) == set(kept)
    for name, text in found.items():
        assert text == kept[name].read_text(encoding="utf-8"), name


def test_there_are_the_pages_that_links_are_checked_against(site: MadeSite) -> None:
    """Apart from the later parts of pages that are cut by their length."""
    known = page_paths(site.chronicle)
    assert known <= set(site.pages)
    assert {path for path in site.pages if path not in known} == {"blocks-2.md"}
    assert site.pages["blocks-2.md"].first == "blocks.md"


def test_two_builds_are_the_same(world: Path) -> None:
    one, other = built(world), built(world)
    assert (one.pages, one.files) == (other.pages, other.files)


def test_the_page_of_downloads_has_every_file(site: MadeSite) -> None:
    page = site.pages["data.md"].whole
    files = {path for path in site.files if path.startswith("data/")}
    listed = {path for path in files if f"]({path}) (" in page}
    assert len(listed) > 40
    of_one_source = {path for path in files if path.startswith("data/cite/")}
    assert files - listed - of_one_source == {
        one.record_file for one in site.pages.values() if one.record_file
    }
    assert "found at https" not in page and "was not known" in page


def test_the_page_of_downloads_names_the_address(world: Path) -> None:
    page = built(world, address="https://site.example/").pages["data.md"].whole
    assert "The newest version is found at https://site.example/" in page
