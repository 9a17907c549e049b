"""The package under test, the invented world, and a browser."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import settings

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
    return folder


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--bless", action="store_true", help="write the expected pages of the invented world anew")
