"""What is true of the pages of every kind, in a real browser under a strict policy."""

from __future__ import annotations

from browsing import Opened, style, violations

WIDER = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-block-end: 2em !important }
"""
"""The spacing of text that a reader can ask for (WCAG 1.4.12)."""


def test_no_other_host_is_asked_and_no_rule_of_the_policy_broken(kind: Opened, served: str) -> None:
    assert [one for one in kind.asked if not one.startswith(served)] == []
    assert kind.errors == []


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
