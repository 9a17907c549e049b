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
    fonts = "docs/assets/stylesheets/fonts"
    shutil.copytree(ROOT / fonts, folder / fonts)
    return folder


@pytest.fixture(scope="session")
def site() -> Iterator[Path]:
    """The real chronicle, built as `make build` builds it, in a folder of its own."""
    folder = ROOT / "site"
    from browsing import mkdocs

    stamp = ROOT / ".pytest_cache" / "site-built"
    if not _untouched(folder / "index.html", stamp):
        done = mkdocs(ROOT, "build", "--strict")
        assert done.returncode == 0, done.stderr
        stamp.parent.mkdir(exist_ok=True)
        stamp.touch()
    yield folder


def _untouched(front: Path, stamp: Path) -> bool:
    """Whether the site is the one that a test built last, and nothing that goes into it changed since; folders tell of
    files that went."""
    if not (front.exists() and stamp.exists()):
        return False
    inputs = [ROOT / "mkdocs.yml"]
    for name in ("data", "docs", "hooks", "overrides"):
        inputs += [path for path in (ROOT / name, *(ROOT / name).rglob("*")) if "__pycache__" not in path.parts]
    built = stamp.stat().st_mtime
    return front.stat().st_mtime <= built and all(path.stat().st_mtime < front.stat().st_mtime for path in inputs)


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
