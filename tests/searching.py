"""The search index of the invented world, and pages that search it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from conftest import ROOT
from playwright.sync_api import Browser, Page

from chronicle.search.index import SearchPage, search_index
from chronicle.site import read_chronicle
from chronicle.views.context import ViewContext

WORLD = ROOT / "tests" / "fixtures" / "world"
GLOSSARY = """# Glossary

### loom {#loom}

A machine.[^post-fire]

Cite this page: us.

[^post-fire]: The Post
"""
PAGES = (
    SearchPage("index.md", "The mill at Arden", ""),
    SearchPage("method.md", "How to read", ""),
    SearchPage("chronology.md", "Chronology", "# Chronology\n\n- [Fire](events/fire.md)"),
    SearchPage("places.md", "Places", ""),
    SearchPage("sources.md", "Sources", ""),
    SearchPage("sources-2.md", "Sources, page 2", "", "sources.md"),
    SearchPage("glossary.md", "Glossary", GLOSSARY),
    SearchPage("corrections.md", "Corrections", "# Corrections\n\nNone."),
    SearchPage("data.md", "Data", "# Data\n\n## Take the whole away {#takeaway}\n\nA zip."),
    SearchPage("words/villain.md", "The word “villain”", "# The word"),
    SearchPage("events/fire.md", "Fire at the mill", "# Fire at the mill"),
)
SCRIPTS = ("letters", "nearness", "dates", "finder")
INDEX = "assets/search/index.js"
# What a query finds, as [address, part of the query that was found, how], the best first.
ASK = """query => find(query)
  .map(({ entry, part, hits }) => [entry.url, part, hits.map(({ how }) => how).join(" ")])"""


def world_files(root: Path = WORLD, pages: tuple[SearchPage, ...] = PAGES) -> dict[str, str]:
    """The index of the world, or of a copy of it that a test has changed, in files by path."""
    chronicle, _ = read_chronicle(root)
    return search_index(ViewContext(chronicle), pages)


def world_index(root: Path = WORLD, pages: tuple[SearchPage, ...] = PAGES) -> str:
    """The same, where it is one file."""
    (index,) = world_files(root, pages).values()
    return index


def parsed(index: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        index.removeprefix("chronicleSearch.index=").rstrip().removesuffix(";")
    )
    return found


def finder_page(chromium: Browser, folder: Path, index: str, *later: str) -> Page:
    """An empty page from disk with a finder for the index, of which later parts come in this order,
    and nothing of the site."""
    shutil.copytree(ROOT / "overrides" / "assets" / "js" / "search", folder / "search")
    (folder / "index.js").write_text(index, encoding="utf-8")
    (folder / "start.js").write_text("window.chronicleSearch = {};", encoding="utf-8")
    (folder / "end.js").write_text(
        "window.finder = chronicleSearch.finder(chronicleSearch.index); window.find = finder.find;",
        encoding="utf-8",
    )
    for number, part in enumerate(later):
        (folder / f"later-{number}.js").write_text(part, encoding="utf-8")
    more = [f"later-{number}" for number in range(len(later))]
    names = ["start", *(f"search/{name}" for name in SCRIPTS), "index", "end", *more]
    scripts = "\n".join(f'<script src="{name}.js"></script>' for name in names)
    (folder / "page.html").write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>x</title>{scripts}'
    )
    page = chromium.new_page()
    page.goto((folder / "page.html").as_uri())
    return page
