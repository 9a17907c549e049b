"""References copied in a real browser. What they say is tested in tests/exports."""

from __future__ import annotations

from dataclasses import astuple
from pathlib import Path

from browsing import opened
from conftest import ROOT
from exported import chronicle_of, statement_reference
from playwright.sync_api import Browser

FORMS = ("text", "bibtex", "ris", "csl")


def test_the_reference_to_a_chosen_statement_is_filled_in_and_copied(site: Path, chromium: Browser) -> None:
    """The script fills what `filled` fills, for every statement of the longest source; the button copies it."""
    chronicle = chronicle_of(ROOT)
    path = max((site / "sources").glob("*.html"), key=lambda path: path.stat().st_size)
    page, _, errors = opened(chromium, path.as_uri(), 1440, permissions=["clipboard-read", "clipboard-write"])
    statements = chronicle.sources[path.stem].statements
    assert statements
    for statement in statements:
        page.locator(f"#{statement.id} a[href='#cite-statement']").click()
        wanted = statement_reference(chronicle, f"{path.stem}#{statement.id}", "")
        shown = [page.locator(f"#cite-statement-{form}").evaluate("node => node.textContent") for form in FORMS]
        assert [one.strip() for one in shown] == [one.strip() for one in astuple(wanted)]
    assert page.locator("#cite-statement-bibtex").is_visible()
    page.click("button[data-copy=cite-statement-bibtex]")
    page.wait_for_function("document.querySelector('.cite [role=status]').textContent")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == wanted.bibtex.strip()
    assert page.evaluate("String(getSelection())").strip() == copied.strip(), "what was copied is shown as selected"
    assert errors == []
    page.close()


def test_without_script_references_can_be_selected_and_no_button_shows(site: Path, chromium: Browser) -> None:
    path = max((site / "sources").glob("*.html"), key=lambda path: path.stat().st_size)
    page, _, _ = opened(chromium, path.as_uri(), 360, java_script_enabled=False)
    for summary in page.locator(".cite summary").all():
        summary.click()
    assert page.locator(".cite dd:visible").count() == 8
    assert page.locator(".cite button:visible").count() == 0
    page.close()
    page, _, _ = opened(chromium, path.as_uri(), 360)
    page.locator(".cite summary").last.click()
    assert page.locator(".cite button:visible").count() == 4
    page.close()
