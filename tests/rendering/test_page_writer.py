"""What every page has: prose about its record, its foot, its editors, and what machines read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from support import WORLD, ShownPage, built, page_of
from writing import writer_of

from chronicle.rendering.page_writer import (
    PageIdentity,
    first_heading,
    in_a_row,
    leading_back,
)


def test_records_and_prose_are_joined_and_both_can_be_edited(world: Path) -> None:
    page = built(world, repository="https://host.example/o/r/").pages["events/fire.md"]
    assert [(file.path, file.editor) for file in page.edited] == [
        ("data/events/fire.yml", "https://host.example/o/r/edit/main/data/events/fire.yml"),
        ("docs/events/fire.md", "https://host.example/o/r/edit/main/docs/events/fire.md"),
    ]
    assert "secretary blamed the owner's men" in page.body
    assert "The title is in the record" not in page.body, "the record has a title of its own"


def test_every_page_ends_with_the_line_to_cite_it_by(world: Path) -> None:
    for path, page in built(world, address="https://site.example/").pages.items():
        address = f"https://site.example/{path.removesuffix('.md')}.html"
        lines = [line for line in page.body.split("\n") if line.startswith("Cite this page: ")]
        assert len(lines) == 1, path
        assert "version 0.0.1, 1 June 1901" in lines[0] and address in lines[0], path


def test_the_head_of_a_record_and_of_a_list(pages: Mapping[str, ShownPage]) -> None:
    for path, kind in (
        ("events/fire.md", "Event"),
        ("events.md", "CollectionPage"),
        ("method.md", "WebPage"),
    ):
        linked = json.loads(pages[path].head.linked)
        assert kind in [one["@type"] for one in linked.get("@graph", [linked])], path
    assert [path for path, page in pages.items() if page.head.of_a_work] == [
        path for path in pages if path.startswith("sources/")
    ]


@pytest.mark.parametrize(
    ("description", "shown"),
    [
        ("One  line\nof text.", "One line of text."),
        ("x" * 160, "x" * 160),
        (f"{'word ' * 30}word, longer-than-that", f"{'word ' * 30}word …"),
    ],
)
def test_a_description_is_cut_after_a_word(description: str, shown: str) -> None:
    identity = PageIdentity("a.md", "A", description=description)
    assert writer_of(WORLD).planned(identity, lambda: "# A").description == shown


def test_neighbours() -> None:
    first, middle, last = in_a_row([page_of(f"{name}.md") for name in "abc"])
    assert (first.previous, first.next) == ("", "b.md")
    assert (middle.previous, middle.next, last.next) == ("a.md", "c.md", "")
    behind = leading_back(page_of("b/figures.md"), middle)
    assert (behind.previous, behind.next) == ("b.md", "c.md")


@pytest.mark.parametrize(
    ("text", "title"),
    [("# A *b* `c_d`\n\nText", "A b cd"), ("\n# A\n", "A"), ("Text\n\n# A", ""), ("## A", "")],
)
def test_the_title_of_prose_is_its_first_heading(text: str, title: str) -> None:
    assert first_heading(text) == title
