"""A build that takes pages of an earlier one gives the same bytes as one that makes every page."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from browsing import mkdocs, project
from kept_pages import page_parts
from support import digests, edit, page_of

from chronicle.rendering.page import EditedFile, PageHead, Suggestions


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = project(tmp_path)
    (root / "data" / "published.json").unlink()  # so that a source may go
    return root


def built(root: Path, cache: str) -> tuple[dict[str, str], str]:
    """What a build wrote, and what it said."""
    done = mkdocs(
        root, "build", "--strict", CHRONICLE_CACHE=cache, XDG_CACHE_HOME=str(root.parent / "cache")
    )
    assert done.returncode == 0, done.stderr
    return digests(root / "site"), done.stderr


def kept(root: Path) -> dict[str, bytes]:
    """The pages that are kept, packed, by digest."""
    (file,) = (root.parent / "cache" / "chronicle").glob("*.sqlite")
    base = sqlite3.connect(file)
    found = dict(base.execute("SELECT digest, html FROM page").fetchall())
    base.close()
    return found


def _rename_a_source(root: Path) -> None:
    """Under another name, in every file that has it."""
    for path in [*(root / "data").rglob("*.yml"), *(root / "docs").rglob("*.md")]:
        text = path.read_text(encoding="utf-8").replace("ferry-notice", "ferry-bill")
        path.write_text(text, encoding="utf-8")
    folder = root / "data" / "sources"
    (folder / "ferry-notice.yml").rename(folder / "ferry-bill.yml")


def _add_a_page(root: Path) -> None:
    (root / "docs" / "more.md").write_text("# More\n\nOf the [mill](index.md).\n", encoding="utf-8")


EDITS: dict[str, Callable[[Path], None]] = {
    "a title": lambda root: edit(
        root, "data/events/fire.yml", "Fire at the mill", "Fire at a mill"
    ),
    "prose": lambda root: edit(root, "docs/method.md", "# ", "# More of "),
    "a new page": _add_a_page,
    "a source renamed": _rename_a_source,
    "a page gone": lambda root: (root / "docs" / "more.md").unlink(),
    "a template": lambda root: edit(root, "overrides/pages/foot.md", "", "\n\nA foot.\n"),
    "the frame": lambda root: edit(root, "overrides/main.html", "<meta", "<meta name='x'><meta"),
    "a text": lambda root: edit(root, "data/texts.yml", "as_markdown: ", "as_markdown: X "),
    "the settings": lambda root: edit(root, "mkdocs.yml", "site_name: ", "site_name: X "),
}


def test_every_edit_gives_what_a_build_without_earlier_pages_gives(root: Path) -> None:
    built(root, "on")
    for name, change in EDITS.items():
        change(root)
        earlier = kept(root)
        now, _ = built(root, "on")
        assert now == built(root, "off")[0], name
        assert kept(root) != earlier, name


def test_only_what_changed_is_made_anew(root: Path) -> None:
    built(root, "on")
    earlier = kept(root)
    built(root, "on")
    assert kept(root) == earlier
    edit(root, "data/events/fire.yml", "kind: fire", "note: A note.\nkind: fire")
    built(root, "on")
    same = kept(root).keys() & earlier.keys()
    assert 0 < len(earlier) - len(same) < len(earlier) / 2


@pytest.mark.parametrize(
    "other",
    [
        {"title": "B"},
        {"description": "b"},
        {"edited": (EditedFile("data/a.yml", changed="1901-06-02"),)},
        {"suggestions": Suggestions(mail="mailto:b@site.example")},
        {"record_file": "data/a.json"},
    ],
)
def test_all_that_is_known_of_a_page_is_in_its_digest(other: dict[str, Any]) -> None:
    alone = SimpleNamespace(previous_page=None, next_page=None)
    (made,) = page_of("a.md", "A", "Text.").made()
    parts = page_parts(made, alone)
    assert parts == page_parts(*page_of("a.md", "A", "Text.").made(), alone)
    assert parts != page_parts(replace(made, page=replace(made.page, **other)), alone)
    assert parts != page_parts(replace(made, head=PageHead(linked="{}")), alone)
    beside = SimpleNamespace(file=SimpleNamespace(src_uri="b.md"), title="B")
    assert parts != page_parts(made, SimpleNamespace(previous_page=beside, next_page=None))


def test_a_damaged_store_is_passed_over_with_a_word(root: Path) -> None:
    whole, said = built(root, "on")
    assert "Earlier pages are not used" not in said
    (file,) = (root.parent / "cache" / "chronicle").glob("*.sqlite")
    for damage in (b"no database", b"SQLite format 3\x00" + bytes(4000)):
        file.write_bytes(damage)
        again, said = built(root, "on")
        assert again == whole
        assert "Earlier pages are not used" in said
    shutil.rmtree(file.parent)
    file.parent.write_text("in the way", encoding="utf-8")
    again, said = built(root, "on")
    assert again == whole and "Earlier pages are not used" in said


def test_what_an_earlier_build_read_is_used_if_it_is_whole(root: Path) -> None:
    whole, _ = built(root, "on")
    (store,) = (root.parent / "cache" / "chronicle").glob("*.pickle")
    written = store.read_bytes()
    assert built(root, "on")[0] == whole and store.read_bytes() == written
    store.write_bytes(written[:-1])
    again, said = built(root, "on")
    assert again == whole
    assert "What earlier builds read is not used: it is damaged" in said
    assert "is not used" not in built(root, "on")[1], "it was written anew"


def test_a_damaged_page_is_made_anew(root: Path) -> None:
    whole, _ = built(root, "on")
    (file,) = (root.parent / "cache" / "chronicle").glob("*.sqlite")
    with sqlite3.connect(file) as base:
        base.execute("UPDATE page SET html = X'00'")
    base.close()
    assert built(root, "on")[0] == whole
