"""Which pages the site has, so that a link can be checked before any page is written."""

from collections.abc import Iterator

from ..model.kinds import FOLDERS
from .chronicle import Chronicle

DOWNLOADS_PAGE = "data.md"
WRITE_PAGE = "write.md"
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
"""The lists that every chronicle has, apart from the pages of records."""
MOST_ACCOUNTS = 14
"""An event of which more was said has a page of its own for all of it."""


def part_path(name: str, number: int) -> str:
    """One part of a long page, numbered from 1: sources.md, sources-2.md."""
    return f"{name}.md" if number == 1 else f"{name}-{number}.md"


def evidence_path(question: str) -> str:
    """The page of the statements that answer a question or bear on it."""
    return f"questions/{question}/evidence.md"


def accounts_path(event: str) -> str:
    """The page of everything that was said of an event."""
    return f"events/{event}/accounts.md"


def comparisons_path(folder: str, id_: str) -> str:
    """The page of contradictions and changes in what was said on a question or an event."""
    return f"{folder}/{id_}/comparisons.md"


def figures_path(folder: str, id_: str) -> str:
    """The page of the figures in what was said on a question or an event."""
    return f"{folder}/{id_}/figures.md"


def word_path(word: str) -> str:
    """The page of a disputed word."""
    return f"words/{word}.md"


def page_paths(chronicle: Chronicle) -> set[str]:
    """The path of every page, relative to docs/ and ending in .md, but for the later parts of long
    ones; that of a page that cannot be read as well, since it has a problem of its own."""
    records = chronicle.records
    unreadable = (problem.path.removeprefix("docs/") for problem in records.problems)
    narratives = (f"{FOLDERS[kind]}/{id_}.md" for id_, kind in chronicle.kind_of.items())
    return {*made_paths(chronicle), *records.prose, *narratives, *unreadable}


def made_paths(chronicle: Chronicle) -> set[str]:
    """The pages that no prose is part of, relative to docs/."""
    removed = (gone for one in chronicle.corrections.values() for gone in one.removed)
    return {
        DOWNLOADS_PAGE,
        WRITE_PAGE,
        *_second_layer(chronicle),
        *(f"{name}.md" for name in list_names(chronicle)),
        *(f"{path}.md" for path in removed if "#" not in path),
    }


def _second_layer(chronicle: Chronicle) -> Iterator[str]:
    for id_ in chronicle.questions:
        yield comparisons_path("questions", id_)
        yield figures_path("questions", id_)
        yield evidence_path(id_)
    for id_ in filter(lambda one: has_accounts(chronicle, one), chronicle.events):
        yield comparisons_path("events", id_)
        yield figures_path("events", id_)
        yield accounts_path(id_)
    yield from (word_path(word.id) for word in chronicle.vocabulary.disputed_words)


def has_accounts(chronicle: Chronicle, event: str) -> bool:
    """Whether more was said of an event than its own page shows."""
    return len(chronicle.about.get(event, ())) > MOST_ACCOUNTS


def list_names(chronicle: Chronicle) -> list[str]:
    """The lists that this chronicle has: those of files that it may leave out only with them."""
    records = chronicle.records
    kept = {
        "extract": records.extract and records.extract.record.lines,
        "searches": records.searches,
        "expected": records.expected,
    }
    return [*LIST_PAGES, *(name for name, entries in kept.items() if entries)]
