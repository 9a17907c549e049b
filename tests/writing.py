"""What the pages of a chronicle are written with, for tests of one part of it."""

from __future__ import annotations

from pathlib import Path

from support import ROOT

from chronicle.domain.site_map import page_paths
from chronicle.rendering.contribution_links import CodeHost
from chronicle.rendering.page_writer import PageWriter
from chronicle.rendering.templates import Templates
from chronicle.site import read_chronicle
from chronicle.views.context import ViewContext


def context_of(root: Path) -> ViewContext:
    """The views of a sound chronicle."""
    chronicle, problems = read_chronicle(root)
    assert not problems, problems
    return ViewContext(chronicle)


def templates_of(root: Path) -> Templates:
    """The templates of a chronicle, or the real ones if it has none of its own."""
    own, context = root / "overrides" / "pages", context_of(root)
    folder = own if own.exists() else ROOT / "overrides" / "pages"
    return Templates(folder, context, page_paths(context.chronicle))


def writer_of(root: Path) -> PageWriter:
    """What the pages of a chronicle are written with, without an address."""
    templates, context = templates_of(root), context_of(root)
    return PageWriter(context, templates, CodeHost("", "main", "", context.texts), "")
