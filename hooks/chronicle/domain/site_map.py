"""Which pages the site has, so that a link can be checked before any page is written."""

from __future__ import annotations

from collections.abc import Iterator

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
ON_ONE_PAGE = {"sources": 120, "statements": 100, "names": 120}
"""How many entries of a long list are on one page."""
MOST_ACCOUNTS = 24
"""An event of which more was said has a page of its own for all of it."""


def evidence_path(question: str) -> str:
    """The page of everything that the answers to a question rest on."""
    return f"questions/{question}/evidence.md"


def accounts_path(event: str) -> str:
    """The page of everything that was said of an event."""
    return f"events/{event}/accounts.md"


def word_path(word: str) -> str:
    """The page of a disputed word."""
    return f"words/{word}.md"


def part_path(name: str, number: int) -> str:
    """One page of a long list, numbered from 1: sources.md, sources-2.md."""
    return f"{name}.md" if number == 1 else f"{name}-{number}.md"


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
        *_second_layer(chronicle),
        *_further_parts(chronicle),
        *(f"{path}.md" for path in removed),
        *unreadable,
    }


def _second_layer(chronicle: Chronicle) -> Iterator[str]:
    yield from map(evidence_path, chronicle.questions)
    yield from (accounts_path(id_) for id_ in chronicle.events if has_accounts(chronicle, id_))
    yield from (word_path(word.id) for word in chronicle.vocabulary.disputed_words)


def has_accounts(chronicle: Chronicle, event: str) -> bool:
    """Whether more was said of an event than its own page shows."""
    return len(chronicle.about.get(event, ())) > MOST_ACCOUNTS


def _further_parts(chronicle: Chronicle) -> Iterator[str]:
    names = (len(one.names) for one in chronicle.actors.values())
    lengths = {
        "sources": len(chronicle.sources),
        "statements": len(chronicle.statements),
        "names": sum(names) + sum(len(one.names) for one in chronicle.places.values()),
    }
    for name, length in lengths.items():
        pages = -(-length // ON_ONE_PAGE[name])
        yield from (part_path(name, number) for number in range(2, pages + 1))
