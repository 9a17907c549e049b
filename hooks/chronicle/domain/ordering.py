"""In what order events, statements and changed accounts are shown."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from ..model.events import Event
from .chronicle import Chronicle, SourcedStatement

LAST_DAY = date(9999, 12, 31)
CHANGES = ("revises", "withdraws")


def ordered_events(events: Mapping[str, Event]) -> list[str]:
    """All events by date; one without a date goes before the first event that it came before, or
    after the last that it came after."""
    dated = {id_: event.date.order for id_, event in events.items() if event.date}

    def place(id_: str) -> tuple[Any, ...]:
        event = events[id_]
        if event.date:
            return (*event.date.order, 1, id_)
        following = [dated[other] for other in event.before if other in dated]
        previous = [dated[other] for other in event.after if other in dated]
        near = min(following) if following else max(previous, default=(LAST_DAY, LAST_DAY, ""))
        return (*near, 0 if following else 2, id_)

    return sorted(events, key=place)


def statement_order(statement: SourcedStatement) -> tuple[date, date, str]:
    """When a statement was made, else published, else the time it speaks of; then its
    reference."""
    record = statement.record
    when = record.said or statement.source.issued or record.when
    first, last = (when.first, when.last) if when else (LAST_DAY, LAST_DAY)
    return first, last, statement.ref


def source_order(chronicle: Chronicle, id_: str) -> tuple[date, date, str, str]:
    """When a source was published, then its id."""
    issued = chronicle.sources[id_].issued
    return (*(issued.order if issued else (LAST_DAY, LAST_DAY, "")), id_)


def event_questions(chronicle: Chronicle, id_: str) -> list[str]:
    """The questions that an event bears on: those it names, and those that statements about it
    answer."""
    about = chronicle.about.get(id_, [])
    answered = [answer.question for one in about for answer in one.record.answers]
    return list(dict.fromkeys([*chronicle.events[id_].questions, *sorted(answered)]))


def ordered_questions(chronicle: Chronicle, events: Sequence[str]) -> list[str]:
    """All questions in the order of the first event that bears on them."""

    def place(id_: str) -> tuple[int, str]:
        named = (n for n, event in enumerate(events) if id_ in chronicle.events[event].questions)
        return next(named, len(events)), id_

    return sorted(chronicle.questions, key=place)


def chains_of_change(chronicle: Chronicle) -> list[list[str]]:
    """The references of statements that revise one another, directly or through others, each chain
    in the order in which they were made."""
    linked: dict[str, set[str]] = defaultdict(set)
    for statement, relation, target in chronicle.relations:
        if relation.kind in CHANGES and target in chronicle.statements:
            linked[statement.ref].add(target)
            linked[target].add(statement.ref)
    chains, seen = [], set[str]()
    for ref in sorted(linked):
        if ref not in seen:
            chain = _reached(ref, linked)
            seen |= chain
            chains.append(_in_order(chronicle, chain))
    return sorted(chains, key=lambda chain: statement_order(chronicle.statements[chain[0]]))


def _reached(start: str, linked: Mapping[str, set[str]]) -> set[str]:
    found, waiting = {start}, [start]
    while waiting:
        for other in linked[waiting.pop()] - found:
            found.add(other)
            waiting.append(other)
    return found


def _in_order(chronicle: Chronicle, chain: Iterable[str]) -> list[str]:
    """In the order of utterance; what is revised comes before what revises it, also if the days
    are not known."""
    members = set(chain)
    earlier = {
        ref: {target for target in _changed_by(chronicle, ref) if target in members}
        for ref in members
    }
    ordered: list[str] = []
    while earlier:
        free = [ref for ref, targets in earlier.items() if not targets & earlier.keys()]
        candidates = free or list(earlier)
        ordered.append(min(candidates, key=lambda ref: statement_order(chronicle.statements[ref])))
        del earlier[ordered[-1]]
    return ordered


def _changed_by(chronicle: Chronicle, ref: str) -> Iterator[str]:
    for _, relation, target in chronicle.relations_of(chronicle.statements[ref]):
        if relation.kind in CHANGES:
            yield target
