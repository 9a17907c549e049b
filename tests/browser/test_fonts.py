"""The font of the second script in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from browsing import longest, opened
from playwright.sync_api import Browser, Page
from support import needs

FONT = "noto-naskh-arabic-arabic-400-normal.woff2"
LETTERS = re.compile("[\u0600-\u06ff]")
RUN = ":is(bdi, em)[dir=rtl]"
SPELLINGS = {
    "Persian": "گرگپژاله",
    "Sorani": "گوڤچیڕۆژڵێە",
    "Urdu": "ٹھنڈاپھولےں",
    "Pashto": "ښځهږغټولډېر",
    "Uyghur": "ئۇيغۇرۋېڭ",
    "Malay": "ڠڤݢۏڽ",
}
"""Words that need no build of a font, whichever language of the script they are in."""


@pytest.mark.parametrize("kind", ["index", "method", "names", "places/*", "sources/*", "questions"])
def test_it_is_loaded_where_it_is_needed_and_nowhere_else(
    site: Path, chromium: Browser, kind: str
) -> None:
    """Where all such letters are in folded notes, it can be either way."""
    page, asked, _ = opened(chromium, (site / longest(site, kind)).as_uri(), 1280)
    page.evaluate("document.fonts.ready")
    seen, present = (
        bool(LETTERS.search(text))
        for text in (page.inner_text("body"), page.text_content("body") or "")
    )
    assert seen <= any(url.endswith(FONT) for url in asked) <= present
    page.close()


def fonts_used(page: Page, selector: str) -> list[str]:
    """The families that the browser writes an element with; blanks may be of another."""
    page.evaluate("document.fonts.ready")
    session = page.context.new_cdp_session(page)
    for command in ("DOM.enable", "CSS.enable"):
        session.send(command)
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})
    used = session.send("CSS.getPlatformFontsForNode", node)["fonts"]
    return [font["familyName"] for font in used if font["glyphCount"] > 3]


def test_the_second_script_is_written_in_it(site: Path, chromium: Browser) -> None:
    page, *_ = opened(chromium, (site / "places.html").as_uri(), 1280)
    needs(page.locator(RUN).count(), "name in the second script")
    for words in ("", *SPELLINGS.values()):
        if words:
            page.locator(f"article {RUN}").first.evaluate("(run, t) => run.textContent = t", words)
        assert fonts_used(page, f"article {RUN}") == ["Noto Naskh Arabic"], words
    page.close()
