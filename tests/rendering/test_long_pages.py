"""Long pages in parts: what is on them, in which order, and where links lead."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from functools import cache
from itertools import count, pairwise, takewhile
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from support import ROOT, WORLD, ShownPage, add_statements, built

from chronicle.rendering import long_pages
from chronicle.rendering.long_pages import lines, page_in_parts
from chronicle.text.markdown import to_html

CHANGED = """  - id: first-word
    by: ada-lund
    said: 1901-05-02
    basis: stated
    says: The guild knows of no fire.
    about: [fire]
  - id: second-word
    by: ada-lund
    said: 1901-05-03
    basis: stated
    says: The guild knows of a fire.
    about: [fire]
    relates: [{ revises: first-word }]
"""
LISTS = {
    "chronology.md": 2,
    "changes.md": 2,
    "questions.md": 2,
    "actors.md": 2,
    "places.md": 10,
    "corrections.md": 4,
    "glossary.md": 3,
    "words/ashes.md": 2,
    "actors/ada-lund.md": 2,
    "places/mill.md": 2,
    "questions/who-set-the-fire.md": 2,
    "questions/who-set-the-fire/figures.md": 2,
    "questions/who-set-the-fire/comparisons.md": 2,
    "events/fire/figures.md": 2,
    "events/fire/comparisons.md": 2,
    "blocks.md": 40,
}
"""Long pages, and the least number of their parts. The pages of records list others; the
last page is prose with what lists records."""
LIST_ITEM = re.compile(r"^ *(?:-|1\.) .*|^\|.*", re.M)
HEADING = re.compile(r"^(#{2,3} .*?)(?: \{#.*)?$", re.M)
LED = re.compile(r"\]\(([\w./-]*)#([\w-]+)\)")


def few_lines(patch: pytest.MonkeyPatch, most: int) -> None:
    """Lets a page and a part have no more lines than these."""
    patch.setattr(long_pages, "MOST_LINES", most)
    patch.setattr(long_pages, "SPARE", 0)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[Mapping[str, ShownPage], ...]:
    """The pages of the world with more statements, whole and with few lines on each part."""
    root = tmp_path_factory.mktemp("long") / "world"
    shutil.copytree(WORLD, root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    add_statements(root, 16)
    with (root / "data/sources/courier-second.yml").open("a", encoding="utf-8") as file:
        file.write(CHANGED)
    found = []
    for most in (100_000, 10):
        with pytest.MonkeyPatch.context() as patch:
            few_lines(patch, most)
            found.append(built(root).pages)
    return tuple(found)


def parts_of(pages: Mapping[str, ShownPage], path: str) -> list[ShownPage]:
    name = path.removesuffix(".md")
    later = (pages.get(f"{name}-{number}.md") for number in count(2))
    return [pages[path], *takewhile(bool, later)]


def places(page: ShownPage) -> set[str]:
    return places_in(page.body)


@cache
def places_in(body: str) -> set[str]:
    return set(re.findall(r"\bid=[\"']([^\"']+)", to_html(body)))


@pytest.mark.parametrize(("path", "least"), LISTS.items())
def test_parts_have_the_entries_of_the_whole_page_in_its_order(
    both: tuple[Mapping[str, ShownPage], ...], path: str, least: int
) -> None:
    whole, parts = both[0][path], parts_of(both[1], path)
    assert len(parts_of(both[0], path)) == 1 and len(parts) >= least
    together = "\n".join(page.body for page in parts)
    found, wanted = (dict.fromkeys(LIST_ITEM.findall(text)) for text in (together, whole.body))
    assert list(found) == list(wanted), "the heads of tables are repeated"
    headings = [one for one in HEADING.findall(together) if not one.endswith("(continued)")]
    assert headings == HEADING.findall(whole.body)


@pytest.mark.parametrize("path", LISTS)
def test_a_part_says_which_it_is_and_leads_to_the_others(
    both: tuple[Mapping[str, ShownPage], ...], path: str
) -> None:
    parts = parts_of(both[1], path)
    for number, page in enumerate(parts, 1):
        numbered = f", page {number}" if number > 1 else ""
        assert page.title == f"{both[0][path].title}{numbered}"
        assert page.first == (path if number > 1 else "")
        assert page.body.startswith(f"{both[0][path].body.partition(chr(10))[0]}{numbered}\n")
        assert len(re.findall(rf"^.*\*\*{number}\*\*(?: ·.*)?$", page.body, re.M)) == 2
        near = {
            one.path.rpartition("/")[2]
            for at, one in enumerate(parts, 1)
            if len(parts) <= 20 or at in (1, len(parts)) or 0 < abs(at - number) < 3 or at % 10 == 0
        }
        led = set(re.findall(r"\[page \d+\]\((.*?)\)", page.body))
        assert near - {page.path.rpartition("/")[2]} <= led
    for one, other in pairwise(parts):
        assert (one.next, other.previous) == (other.path, one.path)


def test_corrections_of_a_record_are_on_its_first_part(
    both: tuple[Mapping[str, ShownPage], ...],
) -> None:
    first, *others = (page.body for page in parts_of(both[1], "events/fire.md"))
    assert others and "**Until 20 May 1901 we said:**" in first
    assert "we said:" not in "".join(others)


@pytest.mark.parametrize("path", LISTS)
def test_no_address_is_lost(both: tuple[Mapping[str, ShownPage], ...], path: str) -> None:
    """A place that moved is a link on the first part, to the part that it is on now."""
    parts = {page.path: page for page in parts_of(both[1], path)}
    first = parts.pop(path)
    own = {one for one in places(both[0][path]) if not one.startswith("fn")}
    assert own <= places(first)
    moved = re.findall(r"\]\(([\w-]+\.md)#([\w-]+)\)\{ #([\w-]+) \.moved \}", first.body)
    assert moved or not own - places(both[1][path])
    for target, anchor, name in moved:
        assert anchor == name
        assert f"{{#{anchor}}}" in parts[join(dirname(path), target)].body


def test_every_link_to_a_place_leads_to_one(both: tuple[Mapping[str, ShownPage], ...]) -> None:
    for path, page in both[1].items():
        for target, anchor in LED.findall(page.body):
            to = normpath(join(dirname(path), target)) if target else path
            if not target or to.partition("-")[0] in {one[:-3] for one in LISTS}:
                assert anchor in places(both[1][to]), (path, target, anchor)


HEAD = "| a |\n|---|"
TABLE = f"{HEAD}\n| b |\n| c |\n| d |\n| e |\n| f |"
LINES = "\n".join(f"- line {number}" for number in range(1, 9))


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        (f"# T\n\nLede.\n\n{LINES}", ["- line 1", "- line 4", "- line 7"]),
        (f"# T\n\n## A\n\n{LINES}", ["## A {#a}", *["## A (again)"] * 4]),
        (
            "# T\n\n## A\n\n### B\n\n- one\n\n### C\n\n- two\n- three",
            ["## A {#a}", "## A (again)", "## A (again)"],
        ),
        ("# T\n\n- one\n\n    a\n    b\n\n- two\n- three", ["- one\n\n    a\n    b", "- three"]),
        (
            f"# T\n\n- one\n\nIt is:\n\n{TABLE}\n\nThe end.",
            ["- one", "It is:", HEAD, HEAD, "The end."],
        ),
    ],
    ids=["between items", "within a section", "within two", "never within an item", "in a table"],
)
def test_where_a_page_is_cut(monkeypatch: pytest.MonkeyPatch, text: str, starts: list[str]) -> None:
    few_lines(monkeypatch, 4)
    long = page_in_parts(text, map(str, count(1)), "again")
    assert long and [part.entries[0].text.strip() for part in long.parts] == starts


def test_a_section_that_fits_on_a_part_is_not_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    few_lines(monkeypatch, 12)
    text = f"# T\n\n{LINES}\n\n## B\n\n- one\n- two\n- three"
    long = page_in_parts(text, map(str, count(1)), "again")
    assert long and [part.entries[0].words for part in long.parts] == ["", "B"]


def test_the_first_part_has_room_for_the_places_that_moved(monkeypatch: pytest.MonkeyPatch) -> None:
    few_lines(monkeypatch, 60)
    words = [f"What was said on day {number}?" for number in range(40)]
    text = "# T\n\n" + "\n\n".join(f"## {one}\n\n- one" for one in words)
    long = page_in_parts(text, map(str, count(1)), "again")
    assert long and sum(one.lines for one in long.parts[0].entries) <= 60 - lines(", ".join(words))


def test_words_that_are_repeated_become_no_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    few_lines(monkeypatch, 4)
    heading = r"## A \[link\](#a) and [one](x.md)[@post-fire]"
    long = page_in_parts(f"# T\n\n{heading}\n\n{LINES}", map(str, count(1)), "<b>[again]")
    again = r"## A \[link\](#a) and one (&lt;b>\[again\])"
    assert long and long.parts[1].entries[0].text == f"{again}\n\n"


def test_links_within_a_page_lead_to_the_part_that_has_the_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few_lines(monkeypatch, 4)
    text = "# T\n\nSee [A](#a), [B](#b), [C](#c).\n\n## A\n\n- one\n\n## B\n\n- two"
    long = page_in_parts(text, iter(["x/t.md", "x/t-2.md"]), "again")
    assert long and [long.linked(long.lede, part).strip() for part in long.parts] == [
        "See [A](#a), [B](t-2.md#b), [C](#c).",
        "See [A](t.md#a), [B](#b), [C](#c).",
    ]


def test_a_note_is_on_the_parts_that_have_its_mark(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prose = f"# Gaps\n\n<!-- block: agreed -->\n\nSo it is.[^why]\n\n{LINES}\n\n[^why]: It is.\n"
    (world / "docs/gaps.md").write_text(prose, encoding="utf-8")
    few_lines(monkeypatch, 6)
    first, *later = parts_of(built(world).pages, "gaps.md")
    assert "[^why]: It is." in first.body and later
    assert all("[^why]" not in page.body for page in later)


def test_a_part_takes_no_path_of_another_page(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (world / "docs/chronology-2.md").write_text("# Another page\n\nIt is.", encoding="utf-8")
    few_lines(monkeypatch, 6)
    pages = built(world).pages
    assert "# Another page" in pages["chronology-2.md"].body
    assert pages["chronology-3.md"].title == "Chronology, page 2"


def test_lines_are_counted_as_a_phone_shows_them() -> None:
    assert lines("- [" + "x" * 48 + "](sources/" + "y" * 90 + ".md)") == 2
    assert lines("## A\n\nwords\n\n<figure>\n<svg>\n</svg>\n</figure>") == 3 + long_pages.PICTURE
