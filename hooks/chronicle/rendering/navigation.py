"""Where pages are in the navigation: questions and events in it, others behind their list."""

import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from .page import Page

NavItem: TypeAlias = "str | dict[str, str | list[NavItem]]"
"""An entry of `nav` in mkdocs.yml: a path, or a title with a path or a list of entries."""
EXPANDED = {"questions.md": "questions/", "chronology.md": "events/"}
"""The lists that are followed by the pages of their records, and the folder of those."""
LISTS = {"engine": "engine/index.md", "events": "chronology.md"}
"""The page that leads to those of a folder, if it is not named like the folder."""


def with_records(nav: Iterable[NavItem], pages: Mapping[str, Page]) -> list[NavItem]:
    """The navigation with the pages of questions and events after their lists, and without the
    pages that this chronicle does not have."""
    found: list[NavItem] = []
    for item in nav:
        if isinstance(item, str):
            found += _entry(item, item, pages)
            continue
        for title, target in item.items():
            if isinstance(target, list):
                inside = with_records(target, pages)
                found += [{title: inside}] if inside else []
            else:
                found += _entry({title: target}, target, pages)
    return found


def _entry(item: NavItem, path: str, pages: Mapping[str, Page]) -> list[NavItem]:
    if path not in pages:
        return []
    folder = EXPANDED.get(path)
    if not folder:
        return [item]
    return [item, *(one for one in pages if re.fullmatch(f"{folder}[^/]+", one))]


def list_path(path: str) -> str:
    """The list that a page is behind: sources.md for sources/x.md and for sources-2.md."""
    folder, slash, _ = path.partition("/")
    if slash:
        return LISTS.get(folder, f"{folder}.md")
    return re.sub(r"-\d+(?=\.md$)", "", path)
