"""The pages behind the page of a question or an event."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html
from support import ShownPage, add_statements, built, edit

from chronicle.rendering import long_pages
from chronicle.text.markdown import to_html

FIRST = "questions/who-set-the-fire"


def with_many(world: Path) -> dict[str, ShownPage]:
    """The pages with fifty statements more, and with a chart of all their figures."""
    add_statements(world, 50)
    edit(world, f"data/{FIRST}.yml", "asked: all", "asked: all\nall_figures: yes")
    return dict(built(world).pages)


def test_the_evidence_is_in_parts_with_every_statement_once(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(long_pages, "MOST_LINES", 120)
    pages = with_many(world)
    parts = [page for path, page in pages.items() if path.startswith(f"{FIRST}/evidence")]
    bodies = "".join(page.body for page in parts)
    refs = re.findall(r"\]\(../../sources/([a-z-]+\.md#[a-z0-9-]+)\)", bodies)
    assert len(refs) == len(set(refs)) == 4 + 50
    assert parts[1].title == "Who set the fire? The evidence, page 2"
    assert (
        "## Weavers (continued)\n" in parts[-1].body
        and "{#position-weavers}" in parts[0].body + parts[1].body
    )
    assert (parts[0].previous, parts[0].next) == (f"{FIRST}.md", f"{FIRST}/evidence-2.md")


def test_an_event_shows_a_few_accounts_and_leads_to_all(world: Path) -> None:
    pages = with_many(world)
    event = pages["events/fire.md"].body
    assert "[All 57 statements, with the figures they give](fire/accounts.md)" in event
    shown = event.split("## What each party says")[1].split("Cite this page")[0]
    assert shown.count("opening read.") == 2 + 1 + 2, "two of each party, or the one there is"
    assert pages["events/fire/accounts.md"].body.count("](../../sources/") == 57
    assert pages["events/fire/comparisons.md"].body.count("*contradicts*") == 1
    assert pages["events/fire/figures.md"].next == pages["events/fire.md"].next
    assert "events/march/accounts.md" not in pages, "an event with few statements has no more pages"


def test_the_chart_is_a_picture_with_a_name_and_its_numbers_are_listed(world: Path) -> None:
    body = with_many(world)[f"{FIRST}/figures.md"].body
    figure = html.fromstring(to_html(body)).find(".//figure")
    (picture,) = figure.findall("svg")
    assert picture.get("role") == "img" and "Looms lost" in picture.get("aria-label")
    marks = [one for one in picture.iter("text") if one.get("class") == "chart-mark"]
    assert len(marks) == 54
    caption = figure.find("figcaption").text_content()
    assert caption.startswith("Number of looms. ■ The millers, ● The weavers.")
    assert "- **more than 80**: ■ The mill's owner" in body
    blank = re.compile(r"<figure.*?\n\n.*?</figure>", re.S)
    assert not blank.search(body), "Markdown ends a block of HTML at a blank line"


def test_without_comparisons_a_page_says_so(world: Path) -> None:
    edit(
        world,
        "data/sources/courier-fire.yml",
        "    relates:\n      - { contradicts: set-by-the-owner }\n",
        "",
    )
    edit(
        world,
        "data/sources/courier-second.yml",
        "      - { revises: courier-fire#mill-burned }\n",
        "",
    )
    body = built(world).pages[f"{FIRST}/comparisons.md"].body
    assert "(../who-set-the-fire.md)\n\nNone.\n" in body
