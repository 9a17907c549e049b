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
ON_ONE_PAGE = {
    "evidence": 45,
    "expected": 20,
    "extract": 8,
    "names": 120,
    "searches": 60,
    "sources": 120,
    "statements": 80,
}
"""How many entries of a long list are on one page, which is to be read to its end on a phone."""
MOST_ACCOUNTS = 14
"""An event of which more was said has a page of its own for all of it."""


def part_path(name: str, number: int) -> str:
    """One page of a long list, numbered from 1: sources.md, sources-2.md."""
    return f"{name}.md" if number == 1 else f"{name}-{number}.md"


def evidence_path(question: str, number: int = 1) -> str:
    """A page of the statements that answer a question or bear on it."""
    return part_path(f"questions/{question}/evidence", number)


def accounts_path(event: str, number: int = 1) -> str:
    """A page of everything that was said of an event."""
    return part_path(f"events/{event}/accounts", number)


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
    """The path of every page, relative to docs/ and ending in .md; that of a page that cannot be
    read as well, since it has a problem of its own."""
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
        *_lists(chronicle),
        *(f"{path}.md" for path in removed if "#" not in path),
    }


def _second_layer(chronicle: Chronicle) -> Iterator[str]:
    for id_ in chronicle.questions:
        yield comparisons_path("questions", id_)
        yield figures_path("questions", id_)
        yield from (evidence_path(id_, number) for number in evidence_parts(chronicle, id_))
    for id_ in filter(lambda one: has_accounts(chronicle, one), chronicle.events):
        yield comparisons_path("events", id_)
        yield figures_path("events", id_)
        yield from (accounts_path(id_, number) for number in accounts_parts(chronicle, id_))
    yield from (word_path(word.id) for word in chronicle.vocabulary.disputed_words)


def evidence_parts(chronicle: Chronicle, question: str) -> range:
    """The numbers of the pages of the statements that answer a question or bear on it."""
    refs: set[str] = set()
    for position in chronicle.questions[question].positions:
        refs.update(one.ref for one in chronicle.answering.get((question, position.id), ()))
        refs.update(one.ref for one, _ in chronicle.bearing_on.get((question, position.id), ()))
    return _parts("evidence", len(refs))


def accounts_parts(chronicle: Chronicle, event: str) -> range:
    """The numbers of the pages of everything that was said of an event."""
    return _parts("evidence", len(chronicle.about.get(event, ())))


def _parts(name: str, length: int) -> range:
    """The numbers of the pages of a list with so many entries."""
    return range(1, max(1, -(-length // ON_ONE_PAGE[name])) + 1)


def has_accounts(chronicle: Chronicle, event: str) -> bool:
    """Whether more was said of an event than its own page shows."""
    return len(chronicle.about.get(event, ())) > MOST_ACCOUNTS


def list_names(chronicle: Chronicle) -> list[str]:
    """The lists that this chronicle has: those of files that it may leave out only with them."""
    lengths = {name: _length(chronicle, name) for name in ("extract", "searches", "expected")}
    return [*LIST_PAGES, *(name for name, length in lengths.items() if length)]


def _length(chronicle: Chronicle, name: str) -> int:
    """How many entries a long list has."""
    records = chronicle.records
    if name == "extract":
        return len(records.extract.record.lines) if records.extract else 0
    if name == "names":
        of_actors = sum(len(one.names) for one in chronicle.actors.values())
        return of_actors + sum(len(one.names) for one in chronicle.places.values())
    found = getattr(chronicle if name in ("sources", "statements") else records, name)
    return len(found)


def _lists(chronicle: Chronicle) -> Iterator[str]:
    """The pages of lists, of the long ones every part."""
    for name in list_names(chronicle):
        yield from (part_path(name, number) for number in list_parts(chronicle, name))


def list_parts(chronicle: Chronicle, name: str) -> range:
    """The numbers of the pages of a list."""
    return _parts(name, _length(chronicle, name)) if name in ON_ONE_PAGE else range(1, 2)
