"""What a reader does with the pages: notes, filters, folded lists, paper, keys, small and enlarged screens."""

from __future__ import annotations

import gzip
import itertools
import re
from pathlib import Path

import pytest
from browsing import one_of_each_kind, opened
from conftest import needs
from playwright.sync_api import Browser, Page

FILTERS = ["kind", "place", "actor", "question"]
LIMIT = 80 * 1024  # bytes, compressed: the page, its styles and its scripts


def with_notes(site: Path) -> str:
    """The address of the front page, or of the first event's page, whichever holds notes."""
    pages = [site / "index.html", *sorted((site / "events").glob("*.html"))]
    found = [path for path in pages if path.read_text(encoding="utf-8").count("ref__mark") > 1]
    needs(found, "page with two notes")
    return found[0].as_uri()


@pytest.fixture
def noted(site: Path, chromium: Browser) -> Page:
    page, _, _ = opened(chromium, with_notes(site), 1440)
    page.locator(".ref__mark").nth(1).scroll_into_view_if_needed()
    return page


def test_a_note_opens_on_hover_and_stays_while_pointed_into(noted: Page) -> None:
    noted.locator(".ref__mark").nth(1).hover()
    note = noted.locator(".pop")
    assert note.count() == 1
    box = note.bounding_box()
    assert box
    noted.mouse.move(box["x"] + 40, box["y"] + 20, steps=5)
    noted.wait_for_timeout(600)
    assert note.count() == 1, "it stays open while pointed into"
    noted.mouse.move(2, 2, steps=3)
    note.wait_for(state="detached")


def test_a_note_opens_on_focus_tab_enters_it_and_escape_closes_it(noted: Page) -> None:
    noted.locator(".ref__mark").first.focus()
    while not noted.evaluate("document.activeElement.closest('.pop')"):
        noted.keyboard.press("Tab")
    assert noted.evaluate("document.activeElement.tagName") == "A"
    noted.keyboard.press("Escape")
    assert noted.locator(".pop").count() == 0
    assert "ref__mark" in noted.evaluate("document.activeElement.className"), "the focus returns to the mark"


def test_a_note_holds_what_the_list_holds_and_never_another_note(noted: Page) -> None:
    mark = noted.locator(".ref__mark").nth(1)
    mark.hover()
    listed = noted.locator((mark.get_attribute("href") or "") + " .note__back").evaluate_all("links => links.length")
    assert listed > 0
    shown = noted.locator(".pop")
    assert shown.locator(".note__back, .ref, [id]").count() == 0
    reference = noted.locator(mark.get_attribute("href") or "").inner_text()
    assert shown.inner_text().strip()[:60] == reference.strip()[:60]


def test_a_finger_opens_a_note_without_leaving(site: Path, chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(with_notes(site))
    page.locator(".ref__mark").nth(1).tap()
    assert page.locator(".pop").count() == 1
    assert "#" not in page.url
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    context.close()


def test_the_chronology_is_filtered_and_the_address_holds_it(site: Path, chromium: Browser) -> None:
    page, _, _ = opened(chromium, f"{site.as_uri()}/chronology.html", 1440)
    every = page.locator("[data-entry]").count()
    assert page.locator("[data-entry]:visible").count() == every
    counts = page.evaluate(
        """names => names.map(name => Object.fromEntries([...document.querySelectorAll(`select[name=${name}] option`)]
            .map(option => [option.value, [...document.querySelectorAll("[data-entry]")]
                .filter(entry => entry.dataset[name].split(" ").includes(option.value)).length])))""",
        FILTERS,
    )
    some = [{value: n for value, n in options.items() if value and n < every} for options in counts]
    needs(all(some), "choice in some filter of the chronology")
    for name, options in zip(FILTERS, some, strict=True):
        value, expected = next(iter(options.items()))
        page.click("form button[type=reset]")
        page.wait_for_function("!location.search")
        page.select_option(f"select[name={name}]", value)
        assert 0 < page.locator("[data-entry]:visible").count() == expected
        assert page.url.endswith(f"?{name}={value}")
        assert page.locator(".filters__count").inner_text() == f"{expected} of {every} shown"
    again, _, _ = opened(chromium, page.url, 1440)
    assert again.locator("[data-entry]:visible").count() == expected
    empty, _, _ = opened(chromium, f"{site.as_uri()}/chronology.html?kind=%3Cimg%3E&other=1", 1440)
    assert empty.locator("[data-entry]:visible").count() == every, "an unknown value filters nothing"


def test_lists_are_sorted_and_searched(site: Path, chromium: Browser) -> None:
    page, _, errors = opened(chromium, f"{site.as_uri()}/sources.html", 1440)
    first = page.locator("[data-entry]").first.inner_text()
    page.select_option("select[name=sort]", "-number")
    numbers = page.locator("[data-entry]").evaluate_all("rows => rows.map(row => Number(row.dataset.sortNumber))")
    assert numbers == sorted(numbers, reverse=True)
    needs(numbers[0] > numbers[-1], "source with more statements than another")
    page.select_option("select[name=sort]", "name")
    names = page.locator("[data-entry]").evaluate_all("rows => rows.map(row => row.dataset.sortName)")
    assert page.evaluate(
        "names => names.every((name, i) => !i || names[i - 1].localeCompare(name, undefined, { sensitivity: 'base' }) <= 0)",
        names,
    )
    page.fill("input[name=text]", "béyRUT is not a word of any title")
    assert page.locator("[data-entry]:visible").count() == 0
    assert (
        page.locator(".filters__count").inner_text().startswith("0 of ")
        and "show all" in page.locator(".filters__count").inner_text()
    )
    page.fill("input[name=text]", "")
    page.select_option("select[name=sort]", "reverse")
    assert page.locator("[data-entry]").last.inner_text() == first
    months = page.locator("select[name=date] option").evaluate_all("all => all.map(one => one.value).filter(Boolean)")
    assert months == sorted(months)
    page.select_option("select[name=date]", months[-1])
    again, _, _ = opened(chromium, page.url, 1440)
    shown = again.locator("[data-entry]:visible").evaluate_all("rows => rows.map(row => row.dataset.date)")
    assert shown and set(shown) == {months[-1]}
    page.click("form button[type=reset]")
    page.wait_for_function("!location.search")
    assert page.locator("[data-entry]").first.inner_text() == first, "the order of the page comes back"
    assert errors == []


def test_the_words_of_a_filter_are_folded_and_stand_in_any_order(site: Path, chromium: Browser) -> None:
    """Dotless i, marks, apostrophes and the forms of Arabic letters make no difference."""
    page, _, _ = opened(chromium, f"{site.as_uri()}/places.html", 1440)
    names = page.locator("[data-entry]").evaluate_all("rows => rows.map(row => row.querySelector('a').textContent)")
    for name in names:
        if "ı" in name or len(name.split()) > 1:
            turned = " ".join(reversed(name.replace("ı", "i").replace("ğ", "g").split())) + " "
            page.fill("input[name=text]", turned)
            shown = page.locator("[data-entry]:visible").evaluate_all(
                "rows => rows.map(row => row.querySelector('a').textContent)"
            )
            assert name in shown


@pytest.mark.parametrize("name", ["statements", "actors", "places"])
def test_every_list_has_filters_that_leave_something(site: Path, chromium: Browser, name: str) -> None:
    page, _, _ = opened(chromium, f"{site.as_uri()}/{name}.html", 1440)
    every = page.locator("[data-entry]").count()
    for field in page.locator("form.filters select:not([name=sort])").all():
        value = field.locator("option").nth(1).get_attribute("value") or ""
        field.select_option(value)
        assert 0 < page.locator("[data-entry]:visible").count() <= every
        field.select_option("")
    assert page.locator("[data-entry]:visible").count() == every


def test_without_script_lists_are_whole_and_no_dead_control_shows(site: Path, chromium: Browser) -> None:
    page, _, _ = opened(chromium, f"{site.as_uri()}/chronology.html", 1440, java_script_enabled=False)
    assert page.locator("[data-entry]:visible").count() == page.locator("[data-entry]").count() > 0
    assert page.locator("form.filters:visible, #palette:visible").count() == 0


@pytest.mark.parametrize("script", [True, False])
def test_the_palette_follows_the_system(site: Path, chromium: Browser, script: bool) -> None:
    grounds = {}
    for scheme in ("light", "dark"):
        page, _, _ = opened(chromium, f"{site.as_uri()}/index.html", 1440, scheme, java_script_enabled=script)
        grounds[scheme] = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert grounds["light"] != grounds["dark"]


def test_the_palette_that_was_chosen_is_kept(site: Path, chromium: Browser) -> None:
    page, _, _ = opened(chromium, f"{site.as_uri()}/index.html", 1440)
    before = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    page.click("#palette")
    after = page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert before != after
    page.reload()
    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == after


def test_paper_shows_what_is_folded_and_no_furniture(site: Path, chromium: Browser) -> None:
    name = next(n for n in one_of_each_kind(site) if n.startswith("questions/"))
    page, _, _ = opened(chromium, f"{site.as_uri()}/{name}.html", 1440)
    folded = page.locator("details:not([open])").count()
    assert folded > 0
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator("details:not([open])").count() == 0
    assert page.locator(".site-head:visible, .site-nav:visible, .contents:visible, .filters:visible").count() == 0
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("details:not([open])").count() == folded


def test_pages_fit_a_screen_enlarged_four_times(site: Path, chromium: Browser) -> None:
    """1280 px at 400 % are 320 px (WCAG 1.4.10)."""
    for name in one_of_each_kind(site):
        page, _, _ = opened(chromium, f"{site.as_uri()}/{name}.html", 320)
        assert (name, page.evaluate("document.documentElement.scrollWidth")) == (name, 320)
        page.close()


def test_everything_that_works_with_the_mouse_is_reached_by_tab(site: Path, chromium: Browser) -> None:
    page, _, _ = opened(chromium, f"{site.as_uri()}/chronology.html", 1440)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip", "the first key skips to the text"
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break  # a short page is through
        seen.add(page.evaluate("document.activeElement.tagName"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid", page.evaluate("document.activeElement.outerHTML")
    assert {"A", "BUTTON", "SELECT"} <= seen


def test_an_event_page_is_light(site: Path) -> None:
    """The heaviest event page with its styles and scripts, compressed, without the fonts and what loads on demand."""
    page = max((site / "events").glob("*.html"), key=lambda path: path.stat().st_size)
    text = page.read_text(encoding="utf-8")
    parts = [page] + [
        (page.parent / address).resolve()
        for address in re.findall(r'<(?:script src|link rel="stylesheet" href)="([^"]+)"', text)
    ]
    assert len(parts) > 3
    assert sum(len(gzip.compress(part.read_bytes())) for part in parts) < LIMIT


def test_headings_descend_one_step_at_a_time(site: Path) -> None:
    for path in site.rglob("*.html"):
        levels = [int(level) for level in re.findall(r"<h([1-6])", path.read_text(encoding="utf-8"))]
        assert levels.count(1) == 1, path
        assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels)), path


def test_styles_name_no_left_and_no_right(site: Path) -> None:
    """Logical properties only, so that a right-to-left language needs no second sheet."""
    for path in (site / "assets" / "stylesheets").glob("*.css"):
        text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.S)
        found = re.findall(
            r"(?:[{;\s](?:(?:margin|padding|border)-(?:left|right|top|bottom)|left|right|width|height)\s*:[^;}]*)", text
        )
        assert found == [], path
