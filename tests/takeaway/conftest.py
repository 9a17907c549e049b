"""The invented world as a project that `make dist` can build, and what it writes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from staging import staged_settings
from support import ROOT, WORLD
from takeaway.dist import main

from chronicle.rendering.navigation import NavItem
from chronicle.site import BuildOptions, Site, build_site

ADDRESS = "https://chronicle.example/arden/"
MOMENT = 1700000000


def project(folder: Path) -> Path:
    """The world with the real engine and the real settings, in a folder of its own."""
    root = folder / "project"
    shutil.copytree(WORLD, root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("[hooks/publish.py]", f"[{ROOT}/hooks/publish.py]")
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project after `make dist`, whose files are in dist/ and site/."""
    root = project(tmp_path_factory.mktemp("dist"))
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("SOURCE_DATE_EPOCH", str(MOMENT))
        environment.setenv("CHRONICLE_ADDRESS", ADDRESS.rstrip("/"))
        assert main(["--root", str(root)]) == 0
    return root


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The pages and files of the world."""
    site, problems = build_site(project(tmp_path_factory.mktemp("whole")), BuildOptions(ADDRESS))
    assert site, problems
    return site


@pytest.fixture(scope="session")
def nav(whole: Site) -> list[NavItem]:
    """The real navigation, with the records of the world and without the pages it lacks."""
    return list(yaml.safe_load(staged_settings(whole, ROOT))["nav"])
