"""The computed blocks of prose."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from support import WORLD, built

from chronicle.rendering.page import Page
from chronicle.text.citations import BLOCKS


def test_every_block_is_on_the_page_of_blocks() -> None:
    text = (WORLD / "docs" / "blocks.md").read_text(encoding="utf-8")
    assert set(re.findall(r"block: ([a-z-]+)", text)) == set(BLOCKS)


def test_every_block_shows_something(pages: Mapping[str, Page]) -> None:
    assert "block:" not in pages["blocks.md"].whole
    marks = re.findall(r"<!-- .* -->", (WORLD / "docs" / "blocks.md").read_text(encoding="utf-8"))
    assert len(marks) == len(BLOCKS)


@pytest.mark.parametrize(
    ("block", "shown"),
    [
        ("agreed", "- The mill burned. [who says so: Fire at the mill](events/fire.md)"),
        ("days", "- **[1 May 1901](chronology.md#day-1901-05-01):** [Fire at the mill]"),
        ("gaps", "| opening read | 3 |"),
        ("gaps", "## Positions that rest on no counted origin\n\n- [Who set the fire?]"),
        ("map", '<div class="map" data-map="assets/js/map-data.js"'),
        ("neutral-words", "| arsonist\\* | whoever set the fire | It decides"),
        ("not-used", "- An almanac: It does not name the mill."),
        ("numbers", "5 sources in 1 language (4 read at least in part, 1 known only as cited), 8"),
        ("question-links all", "- [Who set the fire?](questions/who-set-the-fire.md)"),
        ("questions all", "): 2 independent origins, 1 of them unnamed"),
        ("rules", "## Rules for each value {#rules-value}"),
        ("support who-set-the-fire", "#position-nobody): no independent origin"),
        ("vocabulary", "- **heard it:** The speaker heard it."),
        ("words", "| [lit](words/lit.md) | ● The weavers 1 |  |"),
        ("worked who-set-the-fire", "| Not counted: heard it. |"),
    ],
)
def test_a_block_says_what_it_is_for(world: Path, block: str, shown: str) -> None:
    (world / "docs" / "one.md").write_text(f"# One\n\n<!-- block: {block} -->\n", encoding="utf-8")
    assert shown in built(world).pages["one.md"].whole


def test_the_block_of_figures_gives_the_lowest_and_the_highest(world: Path) -> None:
    question = world / "data" / "questions" / "who-set-the-fire.yml"
    with question.open("a", encoding="utf-8") as file:
        file.write("all_figures: yes\n")
    (line,) = re.findall(r"- \*\*Looms lost:\*\*.*", built(world).pages["blocks.md"].whole)
    assert "[about 40](sources/courier-fire.md#set-by-the-owner) (Ada Lund, 2 May 1901) to" in line
    assert "[more than 80](sources/courier-second.md#eighty-looms)" in line
    assert line.endswith("[All 4 numbers](questions/who-set-the-fire/figures.md#figures-looms)")


def test_a_marker_in_code_stays(world: Path) -> None:
    text = "# One\n\n`<!-- block: numbers -->`\n"
    (world / "docs" / "one.md").write_text(text, encoding="utf-8")
    assert "`<!-- block: numbers -->`" in built(world).pages["one.md"].whole
