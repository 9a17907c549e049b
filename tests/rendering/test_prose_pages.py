"""Pages that people write."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from support import built

from chronicle.rendering.page import Page


def test_a_page_of_prose_has_the_title_of_its_heading(pages: Mapping[str, Page]) -> None:
    assert pages["method.md"].title == "How to read"
    assert pages["method.md"].body.startswith("# How to read\n\nEvery statement says who speaks.")


def test_prose_about_records_is_on_their_pages_only(pages: Mapping[str, Page]) -> None:
    assert pages["events/fire.md"].title == "Fire at the mill"


def test_a_page_names_the_files_of_its_blocks(world: Path) -> None:
    blocks = "<!-- block: words -->\n\n<!-- block: not-used -->\n\n<!-- block: vocabulary -->"
    text = f"# Lists\n\n{blocks}\n\n`<!-- block: map -->`\n"
    (world / "docs" / "lists.md").write_text(text, encoding="utf-8")
    files = ["docs/lists.md", "data/vocabulary.yml", "data/not-used.yml"]
    assert built(world).pages["lists.md"].files == files


def test_a_note_of_its_own_may_cite(pages: Mapping[str, Page]) -> None:
    body = pages["index.md"].body
    assert "[^why]: A note of our own, with a citation.[^post-fire]" in body
    assert body.index("[^why]:") < body.index("[^post-fire]:")
