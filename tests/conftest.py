"""The invented world as a fixture, the built site, and a browser."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import browser
import pytest
from browsing import mkdocs
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright
from support import ROOT, WORLD, git, linked, needs

from chronicle.remembered import _Rounds

__all__ = ["ROOT", "git", "needs"]  # imported from here by tests that are not in a room yet

os.environ["CHRONICLE_CACHE"] = "off"  # nothing outside the folders of the tests is written

# No test is timed: a busy machine is no fault of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A copy of the invented world, with the real templates next to it, to spoil at will."""
    folder = tmp_path / "world"
    shutil.copytree(WORLD, folder)
    shutil.copytree(ROOT / "overrides", folder / "overrides", copy_function=linked)
    return folder


@pytest.fixture
def unguarded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets texts in that the check refuses: they are escaped as well."""
    monkeypatch.setattr("chronicle.remembered._rounds", _Rounds())  # what was refused is read anew
    for name in ("validation.slips.IN_A_RECORD", "validation.slips.LEFT"):
        monkeypatch.setattr(f"chronicle.{name}", re.compile("(?!)"))
    for name in ("UNSEEN", "DAMAGE"):
        monkeypatch.setattr(f"chronicle.text.characters.{name}", re.compile("(?!)"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real chronicle, built as `make build` builds it, once for all processes that run the
    tests."""
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    built = shared / "built"
    with FileLock(shared / "built.lock"):
        if not built.exists():
            done = mkdocs(ROOT, "build", "--strict")
            assert done.returncode == 0, done.stderr
            built.touch()
    return ROOT / "site"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser that loads nothing by itself."""
    path = browser.find()
    if not path:
        pytest.fail(browser.ASK)
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
            ],
        )


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--bless", action="store_true", help="write the expected files anew; review the difference"
    )
