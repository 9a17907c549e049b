"""The package under test, the invented world, and a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

# No test is timed: a busy machine is no fault of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "hooks"), str(ROOT / "tools")]


def needs(found: object, lacking: str) -> None:
    """Skips a test for which a chronicle is too small or too plain. Where it is told what this one holds, nothing may lack."""
    if not found:
        (pytest.fail if (ROOT / "tests" / "test_this_chronicle.py").exists() else pytest.skip)(f"there is no {lacking}")


def git(folder: Path, *command: str) -> str:
    """Runs git in `folder` under a name of its own and without the machine's hooks and signatures; its output."""
    own = ["user.name=n", "user.email=e@example.org", "commit.gpgsign=false", "core.hooksPath=/dev/null"]
    options = [option for setting in own for option in ("-c", setting)]
    return subprocess.run(
        ["git", "-C", str(folder), *options, *command], capture_output=True, text=True, check=True
    ).stdout


@pytest.fixture
def world(tmp_path: Path) -> Path:
    """A copy of the invented world, with the real templates beside it, to spoil at will."""
    folder = tmp_path / "world"
    shutil.copytree(ROOT / "tests" / "world", folder, ignore=shutil.ignore_patterns("expected"))
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    return folder


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real chronicle, built as `make build` builds it, once for all processes that run the tests."""
    from browsing import mkdocs

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
