"""The invented world, staged once."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from staging import stage
from support import ROOT, WORLD

from chronicle.site import BuildOptions, Site, build_site


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The world with the real templates, styles and settings."""
    folder = tmp_path_factory.mktemp("world") / "root"
    shutil.copytree(WORLD, folder)
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    return folder


@pytest.fixture(scope="session")
def whole(root: Path) -> Site:
    """The pages and files of the world."""
    site, problems = build_site(root, BuildOptions())
    assert site, problems
    return site


@pytest.fixture(scope="session")
def staged(root: Path, whole: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The staged folder."""
    folder = tmp_path_factory.mktemp("staged") / "folder"
    stage(whole, root, folder)
    return folder
