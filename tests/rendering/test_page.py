"""A page as a file."""

from __future__ import annotations

import yaml
from support import page_of

from chronicle.rendering.page import EditedFile


def test_front_matter_is_read_back_whatever_the_title() -> None:
    title = '"A": {b} #c \\ d --- أ'
    page = page_of("a.md", title.replace("d ", "d\u2028"), "# A\n\nText.", description="x: y")
    _, front, body = page.made()[0].markdown.split("---\n", 2)
    assert yaml.safe_load(front) == {"title": title, "description": "x: y"}
    assert body == "\n# A\n\nText.\n"


def test_a_removed_page_is_in_no_search_engine() -> None:
    assert "robots: noindex" in page_of("a.md", "A", removed=True).made()[0].markdown
    assert "robots" not in page_of("a.md", "A").made()[0].markdown


def test_the_files_that_a_page_is_made_from() -> None:
    page = page_of("a.md", edited=tuple(map(EditedFile, ("data/a.yml", "docs/a.md"))))
    assert page.files == ["data/a.yml", "docs/a.md"]
