"""A page as a file."""

from __future__ import annotations

import yaml

from chronicle.rendering.page import Content, EditedFile, Page

EMPTY = Content("")


def test_front_matter_is_read_back_whatever_the_title() -> None:
    title = '"A": {b} #c \\ d --- أ'
    content = Content("# A\n\nText.")
    page = Page("a.md", title.replace("d ", "d\u2028"), lambda: content, description="x: y")
    _, front, body = page.markdown(content).split("---\n", 2)
    assert yaml.safe_load(front) == {"title": title, "description": "x: y"}
    assert body == "\n# A\n\nText.\n"


def test_a_removed_page_is_in_no_search_engine() -> None:
    assert "robots: noindex" in Page("a.md", "A", lambda: EMPTY, removed=True).markdown(EMPTY)
    assert "robots" not in Page("a.md", "A", Content).markdown(EMPTY)


def test_the_files_that_a_page_is_made_from() -> None:
    page = Page(
        "a.md",
        "A",
        lambda: EMPTY,
        edited=(EditedFile("data/a.yml", ""), EditedFile("docs/a.md", "")),
    )
    assert page.files == ["data/a.yml", "docs/a.md"]
