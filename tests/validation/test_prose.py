"""Prose: nothing that passes the checks runs in a page, whatever anyone writes."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import WORLD, edit, problems_in

from chronicle.domain.chronicle import Chronicle
from chronicle.files.loader import ProsePage
from chronicle.site import read_chronicle
from chronicle.text.citations import BLOCKS, CITATION_GROUP, with_blocks
from chronicle.text.markdown import to_html
from chronicle.validation.links import no_media_from_elsewhere
from chronicle.validation.prose import (
    markers_are_known,
    notes_are_used_and_defined,
    prose_cites_what_exists,
    prose_is_markdown_only,
)

PIECES = [
    *("`", "``", "\n\n", "\n", "    ", "> ", "- ", "1. ", "\\", "\t", "*", "_", "x", "# ", "<"),
    *("[^n]", "\n[^n]: ", "\n[^n]: `", "```\n", "~~~\n", "\n```\n", "[a]", "![", "](", "&lt;"),
    *("<!--", "-->", "[@post-fire]", "<img src=x onerror=alert(1)>", "<script>1</script>"),
    *("<p onclick=1>", "[a](javascript:x)", "\n[a]: javascript:x\n", "\n> [a]: javascript:x\n"),
    *("\n<!-- block: numbers -->\n", "<!-- block: numbers -->"),
]
RULES = (
    prose_is_markdown_only,
    markers_are_known,
    notes_are_used_and_defined,
    prose_cites_what_exists,
    no_media_from_elsewhere,
)
CHRONICLE, _ = read_chronicle(WORLD)


def with_page(text: str) -> Chronicle:
    """The invented world with this page as its only prose."""
    CHRONICLE.records.prose = {"index.md": ProsePage("index.md", text)}
    return CHRONICLE


class Active(HTMLParser):
    """Finds what would run in a page."""

    found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name.startswith("on") or re.match(r"\s*javascript:", value or "", re.I):
                self.found = f"{tag} {name}={value}"
        if tag == "script":
            self.found = tag


def active(text: str) -> str:
    """What would run in a page with this prose; empty if it is refused or nothing would. Blocks and
    citations are replaced as the pages do it: with Markdown and HTML of their own."""
    chronicle = with_page(text)
    if any(True for rule in RULES for _ in rule(chronicle)):
        return ""
    filled = with_blocks(text, lambda _: "\n<div>\n<p>12</p>\n</div>\n")
    cited = CITATION_GROUP.sub('<sup id="ref-1"><a href="#note-1">1</a></sup>', filled)
    reader = Active()
    reader.feed(to_html(cited))
    return reader.found


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), min_size=3, max_size=14).map("".join))
def test_nothing_that_passes_the_check_runs(text: str) -> None:
    assert active(f"# T\n\n{text}") == ""


@pytest.mark.parametrize(
    "text",
    [
        "    [@post-fire]](<img src=x onerror=alert(1)>> [a]\\",
        "[^n]: `q\n    <b onclick=1>`\n\nx[^n]",
        "```\n<!--<!-- block: numbers -->[a](javascript:x)\n```",
        "<!-- block: numbers -->\t]([a](javascript:x)_-->\n```\n    x",
        "> [y]: javascript:alert(1)\n\n[y]",
    ],
)
def test_what_once_ran_does_not(text: str) -> None:
    assert active(f"# T\n\n{text}") == ""


@pytest.mark.parametrize(
    "text",
    [
        "> [y]: javascript:alert(1)\n\n[y]",
        "<https://x.example/><script>",
        "[a](&#106;avascript:x)",
        "[a](java\tscript:x)",
        "![a](data:text/html,x)",
        "[a](vbscript:x)",
        "[a](\\\\x.example)",
        "<svg/onload=x>",
        "<!DOCTYPE x>",
        "<?php ?>",
        "a {: onclick=1 }",
        "a {.x}",
    ],
)
def test_what_could_run_or_mislead_is_refused(text: str) -> None:
    chronicle = with_page(f"# T\n\n{text}\n")
    assert list(prose_is_markdown_only(chronicle))


@pytest.mark.parametrize(
    "text",
    [
        "A table.\n\n| a | b |\n| :- | -: |\n| *c* | `d` |",
        "3. three\n4. four\n\n- a\n    - b",
        "```yaml\na: <b>\n```",
        "~~~\n{: .x }\n~~~",
        'An [a](method.md "A title"), ![b](assets/images/plan.png), 1 < 2 & 3 &lt; 4.',
        "[a](mailto:x@y.example), [b](#here), [c](https://x.example/?a=1&b=2).",
        "[a][b]\n\n[b]: method.md",
        "> A [@post-fire]\n> quotation.[^n]\n\n[^n]: `code` and **words**.",
        "A set {a, b}, f(x) = {x}, a_b_c, 2 * 3 * 4 and \\* stars.\n\n---\n\nline  \nbreak",
        "## A heading #\n\n<!-- block: numbers -->",
        "A **b** *c* ~~d~~ <3 and ->.",
    ],
)
def test_all_of_markdown_passes(text: str) -> None:
    chronicle = with_page(f"# T\n\n{text}\n")
    found = [str(problem) for rule in RULES for problem in rule(chronicle)]
    assert found == []


def test_a_problem_is_reported_once_a_line() -> None:
    chronicle = with_page("# T\n\n<b>a</b> <i>b</i>\n<u>c</u>\n")
    found = sorted(prose_is_markdown_only(chronicle))
    assert [(problem.line, problem.column) for problem in found] == [(3, 1), (4, 1)]


def test_an_element_is_reported_where_it_opens() -> None:
    chronicle = with_page("# T\n\n<b>a\n\nb</b>\n\n</i>c\n")
    found = sorted(prose_is_markdown_only(chronicle))
    assert [(problem.line, problem.message) for problem in found] == [
        (3, "HTML in prose: <b>"),
        (7, "HTML in prose: </i>"),
    ]


def test_there_is_a_front_page(world: Path) -> None:
    (world / "docs/index.md").unlink()
    assert problems_in(world) == ["docs/index.md:1:1: the file is missing (it is the front page)"]


def test_a_narrative_needs_no_heading(world: Path) -> None:
    """The title of its page is the record's."""
    edit(world, "docs/events/fire.md", "# The title is in the record\n\n", "")
    assert problems_in(world) == []


@pytest.mark.parametrize("name", [name for name, kind in BLOCKS.items() if kind is None])
def test_blocks_that_need_nothing_take_nothing(name: str) -> None:
    assert not list(markers_are_known(with_page(f"# T\n\n<!-- block: {name} -->\n")))
    (problem,) = markers_are_known(with_page(f"# T\n\n<!-- block: {name} x -->\n"))
    assert problem.message == f"the block '{name}' takes nothing"


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("questions", "all"),
        ("question-links", "all"),
        ("figures", "who-set-the-fire"),
        ("support", "who-set-the-fire"),
        ("worked", "who-set-the-fire"),
    ],
)
def test_blocks_that_need_an_id_take_one_of_their_kind(name: str, id_: str) -> None:
    assert not list(markers_are_known(with_page(f"# T\n\n<!-- block: {name} {id_} -->\n")))
    for wrong in ("", " guild"):
        assert list(markers_are_known(with_page(f"# T\n\n<!-- block: {name}{wrong} -->\n")))


def test_every_block_is_tried_above() -> None:
    tried = {"questions", "question-links", "figures", "support", "worked"}
    assert {name for name, kind in BLOCKS.items() if kind} == tried


def test_a_map_is_placed_only_if_there_is_one(world: Path) -> None:
    (world / "data/map/map.yml").unlink()
    (world / "data/map/coast.geojson").unlink()
    (line,) = problems_in(world)
    assert line.startswith("docs/blocks.md") and "there is no map to place" in line


def test_a_missing_front_page_is_named_beside_another_fault(world: Path) -> None:
    (world / "docs" / "index.md").rename(world / "docs" / "other.html")
    found = problems_in(world)
    assert "docs/index.md:1:1: the file is missing (it is the front page)" in found
    assert any(line.startswith("docs/other.html:1:1: ") for line in found)
    (world / "docs" / "index.md").write_bytes(b"\xff")
    assert sum(line.startswith("docs/index.md:") for line in problems_in(world)) == 1
