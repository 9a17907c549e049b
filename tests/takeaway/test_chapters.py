"""Which pages are chapters, in which order, and what a page becomes as one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support import page_of
from takeaway.chapters import chapters, parts

from chronicle.rendering.page import Page
from chronicle.site import Site


def with_pages(site: Site, *pages: Page) -> Site:
    return replace(site, pages={page.path: page for page in pages})


def chapter(site: Site, body: str, path: str = "events/fire.md", address: str = "") -> str:
    """The chapter that a body makes, beside a page of another folder."""
    other = page_of("sources/post.md", "The Post", "# The Post\n\n## Statement {#said}")
    pages = with_pages(site, page_of(path, "Fire", body), other)
    return chapters(pages, [path, other.path], address)[path]


def test_sections_are_parts_and_other_pages_are_in_one(whole: Site) -> None:
    found = parts(whole, [{"Days": ["chronology.md"]}, "index.md", {"How to read": "method.md"}])
    assert list(found) == ["Days", "The mill at Arden"]
    assert found["Days"][0] == "chronology.md"
    assert found["The mill at Arden"] == ["index.md", "method.md"]


def test_records_follow_the_page_that_leads_to_them(whole: Site) -> None:
    nav = ["questions.md", "questions/who-set-the-fire.md", "actors.md", "sources.md"]
    (order,) = parts(whole, nav).values()
    question = order.index("questions/who-set-the-fire.md")
    assert {
        "questions/who-set-the-fire/evidence.md",
        "questions/who-set-the-fire/comparisons.md",
    } == {*order[question + 1 : question + 3]}
    actors = [path for path in whole.pages if path.startswith("actors/")]
    assert order[order.index("actors.md") + 1 :][: len(actors)] == actors
    assert len(order) == len(set(order))


def test_pages_for_contributors_and_lists_of_chapters_are_left_out(whole: Site) -> None:
    nav = ["index.md", "statements.md", "data.md", "contributing.md", "rules.md", "engine/index.md"]
    assert parts(whole, nav) == {"The mill at Arden": ["index.md"]}
    assert parts(whole, [{"Files": ["data.md"]}]) == {}


def test_parts_of_a_list_come_before_its_records_and_removed_pages_nowhere(whole: Site) -> None:
    pages = ["sources/b.md", "sources/a.md", "sources.md", "sources-2.md", "sources/gone.md"]
    made = [page_of(path, path, removed="gone" in path) for path in pages]
    found = parts(with_pages(whole, *made), ["sources.md"])
    assert [*found.values()] == [["sources.md", "sources-2.md", "sources/b.md", "sources/a.md"]]


def test_headings_are_one_level_deeper_and_the_first_has_an_id(whole: Site) -> None:
    body = "# Fire\n\n```\n# a comment\n```\n\n## When {#when}"
    assert chapter(whole, body) == "## Fire {#top}\n\n```\n# a comment\n```\n\n### When {#when}\n"


@pytest.mark.parametrize(
    ("link", "address", "expected"),
    [
        ("[it](../sources/post.md)", "", "[it](sources/post.md#top)"),
        ("[it](../sources/post.md#said)", "", "[it](sources/post.md#said)"),
        ("[it](../sources/post.md#gone)", "", "[it](sources/post.md#top)"),
        ("[it](#when)", "", "[it](events/fire.md#top)"),
        (r'[it](../a.md "so \"it\"")', "", "it"),
        ('[it](../sources/post.md "so")', "", '[it](sources/post.md#top "so")'),
        ("[it](https://a.example/b)", "", "[it](https://a.example/b)"),
        ("[it \\[1\\]](../statements.md?speaker=x)", "", "it \\[1\\]"),
        (
            "[it](../statements.md?speaker=x#list)",
            "https://a.example/",
            "[it](https://a.example/statements.html?speaker=x#list)",
        ),
        ("[it](../data/a.csv)", "https://a.example/", "[it](https://a.example/data/a.csv)"),
        ("![plan](../assets/plan.png)", "", "![plan](assets/plan.png)"),
    ],
)
def test_links_lead_to_chapters_or_to_the_site(
    link: str, address: str, expected: str, whole: Site
) -> None:
    assert chapter(whole, f"# Fire\n\n{link}", address=address).endswith(f"\n\n{expected}\n")


def test_what_only_a_page_can_use_is_left_out(whole: Site) -> None:
    body = '# Fire\n\n<details class="filters">\n<form>\n</form>\n</details>\n\nText.'
    assert chapter(whole, body) == "## Fire {#top}\n\n\nText.\n"


def test_a_warning_is_a_division(whole: Site) -> None:
    warning, note = '!!! warning "It reports killings."', '!!! note "Title"\n    Body.\n\n    More.'
    made = chapter(whole, f"# Fire\n\n{warning}\n\nText.\n\n{note}")
    assert "::: warning\n**It reports killings.**\n\n:::\n\nText.\n" in made
    assert "::: note\n**Title**\n\nBody.\n\nMore.\n:::\n" in made


def test_a_note_within_a_note_is_in_brackets(whole: Site) -> None:
    body = "# Fire\n\nIt burned.[^why]\n\n[^why]: Our note.[^post]\n[^post]: The Post: ashes."
    made = chapter(whole, body)
    assert "It burned.[^why]" in made and "[^why]: Our note. (The Post: ashes.)\n" in made


def test_pictures_say_that_they_are_drawings(whole: Site) -> None:
    made = chapter(
        whole, '# Fire\n\n<figure>\n<svg class="chart"><svg x="1"></svg></svg>\n</figure>'
    )
    assert made.count('<svg xmlns="http://www.w3.org/2000/svg" ') == 2
