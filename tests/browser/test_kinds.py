"""What is true of the pages of every kind, in a real browser under a strict policy."""

from __future__ import annotations

from pathlib import Path

from browsing import KINDS, Opened, longest, opened, style, violations
from playwright.sync_api import Browser

WIDER = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }
"""
"""The spacing of text that a reader can ask for (WCAG 1.4.12)."""


def test_no_other_host_is_asked_and_no_rule_of_the_policy_broken(kind: Opened, served: str) -> None:
    assert [one for one in kind.asked if not one.startswith(served)] == []
    assert kind.errors == []


def test_from_disk_no_rule_of_the_policy_is_broken(site: Path, chromium: Browser) -> None:
    """The page for wrong addresses aside, which nobody opens from disk."""
    found = {}
    for name in (longest(site, kind) for kind in KINDS if kind != "404"):
        tab, asked, errors = opened(chromium, (site / name).as_uri(), 1280)
        tab.wait_for_load_state("networkidle")
        found[name] = errors + [one for one in asked if not one.startswith(site.as_uri())]
        tab.close()
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_a_page_from_disk_refuses_what_it_might_be_made_to_do(
    site: Path, chromium: Browser
) -> None:
    """By the policy within it: no script, style or picture within a page, and no other host."""
    tab, _, errors = opened(chromium, (site / "index.html").as_uri(), 1280)
    tab.evaluate(
        """() => {
            const parts = `<p style="color:red" onclick="x()"></p><style>p { color: red }</style>
                <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><img src="https://x.example/a">`;
            document.body.insertAdjacentHTML("beforeend", parts);
            const script = document.body.appendChild(document.createElement("script"));
            script.textContent = "window.ran = true";
        }"""
    )
    tab.wait_for_timeout(100)
    rules = ("style-src-attr", "style-src-elem", "script-src-attr", "script-src-elem")
    refused = [*rules, "img-src data", "img-src https://x.example/a"]
    assert [one for one in refused if f"refused: {one}" not in " ".join(errors)] == []
    assert tab.evaluate("window.ran") is None
    tab.close()


def test_axe_finds_nothing_on_a_phone(kind: Opened) -> None:
    assert violations(kind.shaped(320)) == []


def test_axe_finds_nothing_on_a_desktop_in_the_dark_palette(kind: Opened) -> None:
    page = kind.shaped(1280, "dark")
    assert page.get_attribute("body", "data-md-color-scheme") == "slate"
    assert violations(page) == []


def test_nothing_scrolls_sideways(kind: Opened) -> None:
    """At 320 px, which are 1280 px enlarged four times (WCAG 1.4.10), also with more space."""
    page = kind.shaped(320)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    style(page, WIDER)
    wide = page.evaluate("document.documentElement.scrollWidth")
    page.evaluate("document.adoptedStyleSheets.pop()")
    assert wide == 320
