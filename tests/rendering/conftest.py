"""The pages of the invented world, written once for the tests that change nothing."""

from __future__ import annotations

import shutil
from collections.abc import Mapping

import pytest
from support import ROOT, WORLD, MadeSite, ShownPage, built


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> MadeSite:
    """The site of the invented world."""
    root = tmp_path_factory.mktemp("pages") / "world"
    shutil.copytree(WORLD, root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    return built(root)


@pytest.fixture(scope="session")
def pages(site: MadeSite) -> Mapping[str, ShownPage]:
    """Its pages by path."""
    return site.pages
