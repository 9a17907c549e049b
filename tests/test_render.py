"""The invented world's pages, exactly; and what no value may do to a page."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import markdown
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from chronicle import site as build
from chronicle.rendering.pages import escape, render
from chronicle.site import read
from chronicle.text.placeholders import BLOCKS

EXPECTED = ROOT / "tests" / "golden" / "world"
PAGES = [
    "events/fire.md",
    "events/march.md",
    "questions/who-set-the-fire.md",
    "sources/courier-fire.md",
    "sources/post-fire.md",
    "sources/agency-dispatch.md",
    "actors/ada-lund.md",
    "places/arden.md",
    "index.md",
    "blocks.md",
    "chronology.md",
    "questions.md",
    "names.md",
    "glossary.md",
    "changes.md",
    "corrections.md",
    "events/flood.md",
    "places.md",
]


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_as_expected(world: Path, path: str, request: pytest.FixtureRequest) -> None:
    """`pytest --bless` writes the expected pages anew; review the difference before you commit it."""
    found = build(world).pages[path].markdown
    expected = EXPECTED / path
    if request.config.getoption("--bless"):
        expected.parent.mkdir(parents=True, exist_ok=True)
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")


def test_every_block_stands_on_the_page_of_blocks() -> None:
    text = (ROOT / "tests" / "fixtures" / "world" / "docs" / "blocks.md").read_text(encoding="utf-8")
    assert set(re.findall(r"block: ([a-z-]+)", text)) == set(BLOCKS)


def test_two_builds_are_the_same(world: Path) -> None:
    assert build(world).pages == build(world).pages


def test_records_and_prose_are_joined_and_both_can_be_edited(world: Path) -> None:
    page = build(world).pages["events/fire.md"]
    assert page.edits == ("data/events/fire.yml", "docs/events/fire.md")
    assert "The guild's secretary blamed" in page.markdown
    assert "The title stands in the record" not in page.markdown


def test_edit_links_lead_to_the_repository(world: Path) -> None:
    page = build(world, repository="https://host.example/o/r/").pages["events/fire.md"]
    assert 'href="https://host.example/o/r/edit/main/data/events/fire.yml"' in page.markdown
    assert 'href="https://host.example/o/r/edit/main/docs/events/fire.md"' in page.markdown


def test_one_note_for_one_source_statement_and_locator(world: Path) -> None:
    page = build(world).pages["events/fire.md"].markdown
    notes = re.findall(r'<li id="note-(\d+)"', page)
    assert notes == [str(number + 1) for number in range(len(notes))]
    first = [int(number) for number in re.findall(r'class="ref__mark" href="#note-(\d+)"', page)]
    seen: list[int] = []
    for number in first:
        if number not in seen:
            seen.append(number)
    assert seen == sorted(seen), "notes are numbered in order of use"
    texts = re.findall(r'<li id="note-\d+" class="note">(.*?) <a class="note__back"', page)
    assert len(set(texts)) == len(texts) == 8, "one note for each source, statement and locator"
    assert "[@not-a-citation]" in page, "code is left alone"


def test_unquoted_sources_show_no_quotation(world: Path) -> None:
    """A quotation that was not compared stands on no page."""
    assert all("they ran like hares" not in page.markdown for page in build(world).pages.values())


HOSTILE = "<script>alert(1)</script> **b** [x](javascript:alert(1)) `c` <!-- block: numbers --> [@post-fire] {{ 7*7 }} &lt; \\*"


def test_a_record_cannot_bring_markup_into_a_page(world: Path) -> None:
    path = world / "data/sources/post-fire.yml"
    text = path.read_text(encoding="utf-8").replace("Saw the owner's men run from the mill.", HOSTILE)
    path.write_text(text, encoding="utf-8")
    for name, page in build(world).pages.items():
        html = markdown.markdown(
            re.sub(r"\A---\n.*?\n---\n", "", page.markdown, flags=re.S), extensions=["tables", "sane_lists", "toc"]
        )
        assert "<script" not in html, name
        assert 'href="javascript' not in html, name
        if name == "sources/post-fire.md":
            assert HOSTILE in unescape(re.sub(r"<[^>]+>", "", html))


@given(st.text(alphabet="ab<>&\"'*_`[]()#!|{}\\~@^: -+=$%1.\n", min_size=1, max_size=30))
def test_every_value_comes_out_as_it_was_written(value: str) -> None:
    """Within a paragraph of a page, any text is shown as it stands (blanks joined), and makes no element."""
    html = markdown.markdown(
        f"<p>{escape(value)}</p>\n\nx {escape(value)} y", extensions=["tables", "sane_lists", "toc"]
    )
    assert re.findall(r"<(?!/?p>)", html) == []
    shown = [" ".join(unescape(part).split()) for part in re.findall(r"<p>(.*?)</p>", html, re.S)]
    assert shown == [" ".join(value.split()), " ".join(f"x {value} y".split())]


def test_a_missing_text_is_named(world: Path) -> None:
    path = world / "data/texts.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("positions_intro:", "position_intro:"), encoding="utf-8")
    assert [str(problem) for problem in build(world).problems] == [
        "data/texts.yml:1:1: the text 'positions_intro' is missing (add it)"
    ]


@pytest.mark.parametrize(
    ("key", "text", "said"),
    [
        ("date_day", "{tag} {month} {year}", "names {tag}, which it is not given (write {day} {month} {year} and no other braces)"),
        ("date_day", "{day.real} {month}", "holds more than a name in braces (write {name} for what is filled in)"),
        ("date_day", "{}", "holds more than a name in braces (write {name} for what is filled in)"),
        ("date_day", "{day", "is not closed, or not opened (write {name} for what is filled in)"),
        ("months", "January February", "expects the names of twelve months (write them with blanks between)"),
        ("date_by", None, "is missing (add it)"),
        ("search_label", None, "is missing (add it)"),
    ],
)  # fmt: skip
def test_a_slip_in_translation_has_its_place(world: Path, key: str, text: str | None, said: str) -> None:
    """No value in a text but those it is given, nothing within one; months in any number; a text that only the code asks for."""
    path = world / "data/texts.yml"
    before = path.read_text(encoding="utf-8")
    path.write_text(
        re.sub(rf"^{key}:.*\n", "" if text is None else f'{key}: "{text}"\n', before, flags=re.M), encoding="utf-8"
    )
    line = r"\d+" if text is None else before.split(f"\n{key}:")[0].count("\n") + 2
    (problem,) = build(world).problems
    assert re.match(rf"data/texts\.yml:{line}:", str(problem)) and f"'{key}' {said}" in str(problem)


def test_support_is_shown_with_what_was_not_counted(world: Path) -> None:
    chronicle, _ = read(world)
    page = render(chronicle, world / "overrides" / "pages")["questions/who-set-the-fire.md"].markdown
    assert "<b>2 reports</b> · <b>2 speakers</b> · <b>2 independent origins</b> (1 of them unnamed)" in page
    assert "<b>0 independent origins</b> · Not counted: 1 heard from others" in page
