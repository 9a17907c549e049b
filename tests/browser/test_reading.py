"""What a reader does with the pages: notes, palette, filters, paper, keys; from disk."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import longest, opened, violations
from map_pages import brightness
from playwright.sync_api import Browser, Page
from support import needs

NOTE = ".md-tooltip2--active"
CHOSEN = "document.body.dataset.mdColorScheme"
FACED = "document.activeElement"
FURNITURE = (".md-header", ".md-tabs", ".md-sidebar", ".md-footer", ".filters", ".page-foot")

BROKEN_WORDS = """() => [...document.querySelectorAll("td")].flatMap((cell) => {
  const broken = [], texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (text.parentElement.closest("a, code")) continue;
    for (const word of text.data.matchAll(/[\\p{L}\\p{M}]+/gu)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      if (new Set([...range.getClientRects()].map((one) => one.top)).size > 1) broken.push(word[0]);
    }
  }
  return broken;
})"""
"""The words in the cells of tables that are on two lines."""


def event_page(site: Path) -> str:
    """The address of the longest page of an event, which has notes."""
    name = longest(site, "events/*")
    needs("footnote-ref" in (site / name).read_text(encoding="utf-8"), "event with notes")
    return (site / name).as_uri()


# ---- notes -------------------------------------------------------------------------------------


def test_notes_lead_there_and_back_without_script(site: Path, chromium: Browser) -> None:
    page, *_ = opened(chromium, event_page(site), 1280, java_script_enabled=False)
    mark = page.locator(".footnote-ref").first
    target = (mark.get_attribute("href") or "").removeprefix("#")
    mark.click()
    assert page.url.endswith(f"#{target}")
    page.locator(f"[id='{target}'] .footnote-backref").first.click()
    assert page.url.endswith(f"#{target.replace('fn:', 'fnref:', 1)}")
    page.close()


def test_a_note_opens_on_hover_and_stays_while_pointed_into(site: Path, chromium: Browser) -> None:
    page, *_ = opened(chromium, event_page(site), 1280)
    mark = page.locator(".footnote-ref").nth(1)
    mark.hover()
    note = page.locator(NOTE)
    note.wait_for()
    note.locator("a").first.hover()
    page.wait_for_timeout(600)
    assert note.count() == 1
    listed = page.locator(f"[id='{(mark.get_attribute('href') or '')[1:]}']")
    text = listed.text_content() or ""
    assert note.inner_text().strip() == text.replace("\N{LEFTWARDS ARROW WITH HOOK}", "").strip()
    assert violations(page, NOTE) == []
    page.keyboard.press("Escape")
    note.wait_for(state="hidden")
    page.mouse.move(2, 2)
    mark.hover()
    note.wait_for()
    page.close()


def test_a_note_opens_on_focus_and_escape_closes_it(site: Path, chromium: Browser) -> None:
    page, *_ = opened(chromium, event_page(site), 1280)
    page.locator(".footnote-ref").nth(1).focus()
    page.locator(NOTE).wait_for()
    page.keyboard.press("Escape")
    page.locator(NOTE).wait_for(state="hidden")
    assert page.evaluate(f"{FACED}.className").startswith("footnote-ref")
    page.keyboard.press("Enter")
    page.wait_for_function(f"{FACED}.closest('details')?.open")  # the list of notes unfolds
    page.keyboard.press("Tab")
    assert page.evaluate(f"{FACED}.tagName === 'A' && {FACED}.closest('.footnote') !== null")
    page.close()


def test_a_finger_opens_a_note_without_leaving(site: Path, chromium: Browser) -> None:
    page, *_ = opened(chromium, event_page(site), 390, has_touch=True, is_mobile=True)
    page.locator(".footnote-ref").nth(1).tap()
    page.locator(NOTE).wait_for()
    assert "#" not in page.url
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    page.close()


def test_a_finger_opens_the_meaning_of_a_word_and_then_the_glossary(
    site: Path, chromium: Browser
) -> None:
    mark = re.compile(r"glossary\.html#[^\"]+\" title=")
    pages = sorted(site.glob("events/*.html"))
    address = next((one for one in pages if mark.search(one.read_text("utf-8"))), None)
    needs(address, "word of the glossary in an event")
    page, *_ = opened(chromium, f"file://{address}", 390, has_touch=True, is_mobile=True)
    word = page.locator("a[title][href*='glossary.html#']").first.element_handle()
    assert word
    word.tap()
    page.locator(".md-tooltip2[role=tooltip]").wait_for()
    assert "glossary" not in page.url
    word.tap()
    page.wait_for_url("**/glossary.html#*")
    page.close()


# ---- palette -----------------------------------------------------------------------------------


@pytest.mark.parametrize("script", [True, False])
def test_the_palette_follows_the_system(site: Path, chromium: Browser, script: bool) -> None:
    address, grounds = (site / "index.html").as_uri(), []
    for scheme in ("light", "dark"):
        page, *_ = opened(chromium, address, 1280, scheme, java_script_enabled=script)
        grounds.append(page.locator("body").evaluate("b => getComputedStyle(b).backgroundColor"))
        page.close()
    assert grounds[0] != grounds[1]


def test_only_the_palette_is_stored(site: Path, served: str, chromium: Browser) -> None:
    page, _, _ = opened(chromium, served + "sources.html?q=a", 1440)
    stored = "[Object.keys(localStorage), Object.keys(sessionStorage), document.cookie]"
    page.press("#__query", "Enter")
    page.locator("label[for=__palette_1]").click()
    assert page.evaluate(stored) == [["/.__palette"], [], ""]
    page.close()


def test_the_palette_that_was_chosen_is_kept(site: Path, chromium: Browser) -> None:
    """Three buttons, one after the other: as the system, light, dark; on other pages as well."""
    page, *_ = opened(chromium, (site / "index.html").as_uri(), 1280, "dark")
    page.locator("label[for=__palette_1]").click()
    assert page.evaluate(CHOSEN) == "default"
    page.goto(event_page(site))
    assert page.evaluate(CHOSEN) == "default"
    page.locator("label[for=__palette_2]").click()
    page.emulate_media(color_scheme="light")
    page.reload()
    assert page.evaluate(CHOSEN) == "slate"
    page.locator("label[for=__palette_0]").click()
    assert page.evaluate(CHOSEN) == "default"
    page.close()


# ---- filters -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["statements", "sources"])
def test_every_filter_leaves_something_and_the_address_keeps_it(
    site: Path, chromium: Browser, name: str
) -> None:
    page, _, errors = opened(chromium, (site / f"{name}.html").as_uri(), 1280)
    page.locator("details.filters summary").click()
    fields = page.locator("form[data-list] select").all()
    needs(fields, "filter")
    for field in fields:
        value = field.locator("option").nth(1).get_attribute("value") or ""
        field.select_option(value)
        page.wait_for_function("document.querySelector('.filters output').textContent")
        assert page.locator(".filtered > li").count() > 0
        assert page.url.endswith(f"?{field.get_attribute('name')}={value}")
        field.select_option("")
        page.locator(".filtered").wait_for(state="detached")
    fields[-1].select_option(value)
    said = page.wait_for_selector(".filters output:not(:empty)").inner_text()
    page.reload()
    page.locator(".filtered > li").first.wait_for()
    assert page.inner_text(".filters output") == said
    page.fill("input[name=text]", "zzzzqqqq")
    page.wait_for_function("!document.querySelector('.filtered > li')")
    page.locator("form[data-list] button[type=reset]").click()
    page.locator(".filtered").wait_for(state="detached")
    assert "?" not in page.url and errors == []
    page.close()


# ---- without scripts, on paper, in forced colours ----------------------------------------------


@pytest.mark.parametrize("kind", ["statements", "events/*"])
def test_without_scripts_pages_are_whole_and_no_dead_control_shows(
    site: Path, chromium: Browser, kind: str
) -> None:
    address = (site / longest(site, kind)).as_uri()
    page, *_ = opened(chromium, address, 390, java_script_enabled=False)
    hidden = page.locator("article :is(p, li, td, h2, h3):not(details[hidden] *)")
    assert hidden.evaluate_all("all => all.filter(one => !one.checkVisibility()).length") == 0
    shown = page.locator("button:visible, select:visible, [for^=__palette]:visible")
    assert shown.evaluate_all("all => all.map(one => one.outerHTML)") == []
    page.locator(".menu-label").click()
    assert page.locator(".md-nav--primary a:visible").count() > 3, "the menu opens"
    page.close()


def test_a_phone_breaks_no_word_in_a_table(site: Path, chromium: Browser) -> None:
    """Addresses and code may be broken anywhere, words only where they have a hyphen or a slash."""
    paths = [path for path in site.rglob("*.html") if "<table" in path.read_text(encoding="utf-8")]
    needs(bool(paths), "page with a table")
    for path in paths:
        page, *_ = opened(chromium, path.as_uri(), 390)
        assert page.evaluate(BROKEN_WORDS) == [], path
        page.close()


@pytest.mark.parametrize("kind", ["events/*", "statements"])
def test_paper_shows_what_is_folded_in_ink_and_no_furniture(
    site: Path, chromium: Browser, kind: str
) -> None:
    page, *_ = opened(chromium, (site / longest(site, kind)).as_uri(), 1280, "dark")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    article = page.locator("article :is(p, li, td):not(.filters *, .page-foot *)")
    assert article.evaluate_all("all => all.filter(one => !one.checkVisibility()).length") == 0
    assert page.locator(":is({}):visible".format(", ".join(FURNITURE))).count() == 0
    assert page.evaluate("getComputedStyle(document.querySelector('article')).color") == (
        "rgb(0, 0, 0)"
    )
    page.close()


def test_paper_shows_every_address_out_of_the_site_once(site: Path, chromium: Browser) -> None:
    found = [
        path
        for path in [site / "method.html", *sorted((site / "sources").glob("*.html"))]
        if 'href="http' in path.read_text(encoding="utf-8")
    ]
    needs(found, "address")
    page, *_ = opened(chromium, found[0].as_uri(), 1280)
    for path in found[:2]:
        page.goto(path.as_uri())
        page.emulate_media(media="print")
        wrong = page.locator("article a[href^=http]:visible").evaluate_all(
            """all => all.filter(one => {
                const added = getComputedStyle(one, "::after").content.includes(one.href);
                return added === one.textContent.startsWith("http");
            }).map(one => one.outerHTML)"""
        )
        assert wrong == []
    page.close()


def test_marks_of_parties_are_seen_in_forced_colours(site: Path, chromium: Browser) -> None:
    """They are text of different characters, also in charts, whose lines are seen too; even if the
    reader once chose the palette that the system does not have."""
    address = (site / longest(site, "questions/*/figures")).as_uri()
    page, *_ = opened(chromium, address, 1280, "dark", forced_colors="active")
    needs(page.locator("figcaption").count(), "chart of figures")
    page.locator("label[for=__palette_1]").click()
    marks = page.locator("figcaption").first.inner_text().split(", ")
    assert len({mark.split()[0] for mark in marks}) == len(marks)
    ground = brightness(page, "body", "backgroundColor")
    for selector, what in (
        (".chart-mark", "fill"),
        (".chart-range", "stroke"),
        ("article li", "color"),
    ):
        assert abs(brightness(page, selector, what) - ground) > 0.5, selector
    page.close()


# ---- keys --------------------------------------------------------------------------------------


def reached(page: Page, limit: int) -> list[str]:
    """What the Tab key reaches, as tag, class and type, each with a visible outline: the buttons of
    the palette have theirs on the label."""
    found = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        name, outline, area = page.evaluate(
            """(() => {
                const one = document.activeElement;
                const seen = one.matches(".md-option") ? one.nextElementSibling : one;
                const { width, height } = seen.getBoundingClientRect();
                const { outlineStyle } = getComputedStyle(seen);
                const name = `${one.tagName}.${one.className} ${one.type}`;
                return [name, outlineStyle, width * height];
            })()"""
        )
        if name.startswith("BODY."):  # the end of a short page
            break
        assert outline != "none" and area > 1, f"no focus is seen on {name}"
        found.append(name)
    return found


def test_tab_reaches_everything_in_order_with_a_visible_focus(
    site: Path, chromium: Browser
) -> None:
    page, *_ = opened(chromium, (site / "statements.html").as_uri(), 1280)
    first, *others = reached(page, 40)
    assert first.startswith("A.md-skip")
    order = ["radio", "search", "md-tabs__link", "md-nav__link", "SUMMARY"]
    at = [next((n for n, one in enumerate(others) if kind in one), -1) for kind in order]
    assert -1 not in at and at == sorted(at), others
    page.close()


def test_the_menu_opens_with_the_keyboard_and_escape_closes_it(
    site: Path, chromium: Browser
) -> None:
    page, *_ = opened(chromium, (site / "index.html").as_uri(), 390)
    page.locator(".menu-button").focus()
    page.keyboard.press("Enter")
    drawer = page.locator(".md-sidebar--primary")
    drawer.wait_for(state="visible")
    page.wait_for_timeout(400)
    assert page.locator(".menu-button").get_attribute("aria-expanded") == "true"
    assert violations(page, ".md-sidebar--primary") == []
    shown = page.locator(".md-nav--primary a:visible")
    page.locator(".md-nav--primary [aria-current=page]").focus()
    for _ in range(shown.count() - 1):
        page.keyboard.press("Tab")
    assert shown.last.evaluate(f"last => last === {FACED}"), "the keyboard reaches every section"
    page.keyboard.press("Escape")
    drawer.wait_for(state="hidden")
    assert "menu-button" in page.evaluate(f"{FACED}.className")
    page.close()


# ---- long pages --------------------------------------------------------------------------------


@pytest.mark.parametrize("scripts", [True, False])
def test_an_address_of_a_place_that_moved_to_a_later_part_leads_there(
    site: Path, chromium: Browser, scripts: bool
) -> None:
    """At once, or without scripts by the link that is at its old address."""
    pages = (path for path in site.rglob("*.html") if 'class="moved"' in path.read_text("utf-8"))
    first = next(pages, None)
    needs(first, "long page in parts")
    found = re.search(r'<a class="moved" href="([^"]+)" id="([^"]+)"', first.read_text("utf-8"))  # type: ignore[union-attr]
    assert first and found
    page, _, errors = opened(
        chromium, f"{first.as_uri()}#{found[2]}", 390, java_script_enabled=scripts
    )
    if not scripts:
        assert page.locator("a.moved:target").count() == 1
        page.click("a.moved:target")
    page.wait_for_url(f"**/{found[1]}")
    assert page.locator(":is(h2, h3):target").count() == 1 and errors == []
    page.close()
