"""What a visit leaves on the reader's machine."""

from __future__ import annotations

from pathlib import Path

from browsing import opened, served_folder
from playwright.sync_api import Browser

STORED = """async () => [
    document.cookie, ...Object.keys(sessionStorage), ...await caches.keys(),
    ...(await indexedDB.databases()).map(one => one.name),
    ...(await navigator.serviceWorker.getRegistrations()).map(one => one.scope),
    ...Object.keys(localStorage).filter(key => !key.endsWith("__palette")),
].filter(Boolean)"""


def test_nothing_is_stored_but_the_choice_of_light_or_dark(site: Path, chromium: Browser) -> None:
    with served_folder(site) as address:
        page, *_ = opened(chromium, f"{address}index.html", 1280)
        page.locator("label[for=__palette_1]:visible").click()
        page.fill("#__query", "a")
        page.goto(f"{address}sources.html")
        assert page.evaluate("localStorage.length") == 1 and page.evaluate(STORED) == []
        page.close()
