"""The package under test, the invented world, and a browser."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

# No test is timed: a busy machine is no fault of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tools")]


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A copy of the invented world, with the real templates beside it, to spoil at will."""
    folder = tmp_path / "world"
    shutil.copytree(ROOT / "tests" / "world", folder, ignore=shutil.ignore_patterns("expected"))
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    for assets in ("docs/assets/stylesheets/fonts", "docs/assets/images"):
        shutil.copytree(ROOT / assets, folder / assets)
    return folder


@pytest.fixture(scope="session")
def site() -> Iterator[Path]:
    """The real chronicle, built as `make build` builds it, in a folder of its own."""
    folder = ROOT / "site"
    from browsing import mkdocs

    done = mkdocs(ROOT, "build", "--strict")
    assert done.returncode == 0, done.stderr
    yield folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    import browser

    path = browser.find()
    if not path:
        pytest.fail(browser.ASK)
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="write the expected pages of the invented world anew")
