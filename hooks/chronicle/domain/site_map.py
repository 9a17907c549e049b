"""Which pages the site has, so that a link can be checked before any page is written."""

from __future__ import annotations

from ..model.kinds import FOLDERS
from .chronicle import Chronicle

DOWNLOADS_PAGE = "data.md"
LIST_PAGES = (
    "chronology",
    "questions",
    "changes",
    "events",
    "actors",
    "places",
    "sources",
    "statements",
    "names",
    "glossary",
    "corrections",
)
"""The pages that are made without a file of prose, apart from those of records."""


def page_paths(chronicle: Chronicle) -> set[str]:
    """The path of every page, relative to docs/ and ending in .md; that of a page that cannot be
    read as well, since it has a problem of its own."""
    records = chronicle.records
    removed = (gone for one in records.corrections for gone in one.removed if "#" not in gone)
    unreadable = (problem.path.removeprefix("docs/") for problem in records.problems)
    return {
        DOWNLOADS_PAGE,
        *(f"{name}.md" for name in LIST_PAGES),
        *records.prose,
        *(f"{FOLDERS[kind]}/{id_}.md" for id_, kind in chronicle.kind_of.items()),
        *(f"{path}.md" for path in removed),
        *unreadable,
    }
