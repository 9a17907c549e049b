"""The pages of the invented world, written once for the tests that change nothing."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from support import ROOT, WORLD, built

from chronicle.rendering.page import Page
from chronicle.rendering.page_writer import PageWriter
from chronicle.rendering.contribution_links import CodeHost
from chronicle.rendering.templates import Templates
from chronicle.domain.site_map import page_paths
from chronicle.site import Site, read_chronicle
from chronicle.views.context import ViewContext


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the invented world."""
    root = tmp_path_factory.mktemp("pages") / "world"
    shutil.copytree(WORLD, root)
    shutil.copytree(ROOT / "overrides", root / "overrides")
    return built(root)


@pytest.fixture(scope="session")
def pages(site: Site) -> Mapping[str, Page]:
    """Its pages by path."""
    return site.pages


def writer_of(root: Path) -> PageWriter:
    """What the pages of a chronicle are written with."""
    chronicle, problems = read_chronicle(root)
    assert not problems
    context = ViewContext(chronicle)
    templates = Templates(ROOT / "overrides" / "pages", context, page_paths(chronicle))
    return PageWriter(context, templates, CodeHost("", "main", "", chronicle.texts), "")
