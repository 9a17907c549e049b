"""The built site under a strict policy, and one page of each kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import KINDS, Opened, longest, opened, served_folder, style
from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address under which the built site is served."""
    with served_folder(site) as address:
        yield address


@pytest.fixture(scope="module", params=KINDS)
def kind(
    request: pytest.FixtureRequest, site: Path, served: str, chromium: Browser
) -> Iterator[Opened]:
    """The longest page of each kind, opened once for all tests of it."""
    tab, asked, errors = opened(chromium, served + longest(site, request.param), 1280)
    tab.wait_for_load_state("networkidle")
    style(tab, "* { transition: none !important }")
    yield Opened(tab, asked, errors)
    tab.close()
