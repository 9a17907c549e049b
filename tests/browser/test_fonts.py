"""The font of the second script in a real browser."""

from __future__ import annotations

from pathlib import Path

import fonts
import pytest
from browsing import longest, opened
from playwright.sync_api import Browser
from support import needs

RUN = ":is(bdi, em)[dir=rtl]"


@pytest.mark.parametrize("kind", ["index", "method", "names", "places/*", "sources/*", "questions"])
def test_it_is_loaded_where_it_is_needed_and_nowhere_else(
    site: Path, chromium: Browser, kind: str
) -> None:
    """Where all such letters are in folded notes, it can be either way."""
    page, asked, _ = opened(chromium, (site / longest(site, kind)).as_uri(), 1280)
    page.evaluate("document.fonts.ready")
    seen, present = (
        any(map(fonts.in_script, map(ord, text)))
        for text in (page.inner_text("body"), page.text_content("body") or "")
    )
    assert seen <= any(url.endswith(fonts.NAME) for url in asked) <= present
    page.close()


def test_the_second_script_is_written_in_it(site: Path, chromium: Browser) -> None:
    page, *_ = opened(chromium, (site / "places.html").as_uri(), 1280)
    needs(page.locator(RUN).count(), "name in the second script")
    page.evaluate("document.fonts.ready")
    session = page.context.new_cdp_session(page)
    for command in ("DOM.enable", "CSS.enable"):
        session.send(command)
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": f"article {RUN}"})
    used = session.send("CSS.getPlatformFontsForNode", node)["fonts"]
    assert [font["familyName"] for font in used if font["glyphCount"] > 1] == ["Noto Naskh Arabic"]
    page.close()
