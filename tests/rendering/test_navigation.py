"""The records in the navigation."""

from __future__ import annotations

import pytest
from support import page_of

from chronicle.rendering.navigation import list_path, with_records

PATHS = (
    "index.md",
    "questions.md",
    "questions/who.md",
    "questions/who/evidence.md",
    "chronology.md",
    "events/fire.md",
)
PAGES = {path: page_of(path, path) for path in PATHS}


def test_records_follow_their_list_without_the_pages_behind_them() -> None:
    nav = ["index.md", {"Questions": [{"All": "questions.md"}]}, {"Days": ["chronology.md"]}]
    assert with_records(nav, PAGES) == [
        "index.md",
        {"Questions": [{"All": "questions.md"}, "questions/who.md"]},
        {"Days": ["chronology.md", "events/fire.md"]},
    ]


def test_pages_that_the_chronicle_lacks_are_left_out() -> None:
    nav = ["words.md", {"Words": "words.md"}, {"Section": ["words.md"]}, {"Start": "index.md"}]
    assert with_records(nav, PAGES) == [{"Start": "index.md"}]


@pytest.mark.parametrize(
    ("path", "listing"),
    [
        ("sources/a.md", "sources.md"),
        ("events/fire.md", "chronology.md"),
        ("questions/who/evidence-2.md", "questions.md"),
        ("sources-2.md", "sources.md"),
        ("index.md", "index.md"),
    ],
)
def test_the_list_that_a_page_is_behind(path: str, listing: str) -> None:
    assert list_path(path) == listing
