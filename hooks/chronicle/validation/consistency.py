"""Rules on what records say together: order, derivations, agreement."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from graphlib import TopologicalSorter

from ..domain.chronicle import Chronicle
from ..domain.origins import TooManyWays
from ..files.validated import Located
from ..model.events import Agreed, Event
from ..model.questions import Question
from ..problems import Problem
from ..text.addresses import same_address_key
from .references import circle_in_words, circles, repeated, statement_problem, without_itself

MAX_CHAIN = 100


def revisions_stay_with_their_party(chronicle: Chronicle) -> Iterator[Problem]:
    """A statement revises or withdraws only what its own party said, unless its speaker was
    held."""
    for statement, relation, target in chronicle.relations:
        other = chronicle.statements.get(target)
        changes = relation.kind in ("revises", "withdraws")
        if not other or not changes or statement.record.in_custody:
            continue
        if chronicle.party_of(other) != chronicle.party_of(statement):
            at = ("relates", statement.record.relates.index(relation))
            message = f"{relation.kind} names a statement of another party"
            hint = "another voice contradicts or accepts it"
            yield statement_problem(chronicle, statement, at, message, hint)


def one_address_is_one_record(chronicle: Chronicle) -> Iterator[Problem]:
    """Two sources never have the same address, however it is written."""
    owners: dict[tuple[object, ...], str] = {}
    for record in chronicle.records.source.values():
        if record.record.url:
            owner = owners.setdefault(same_address_key(record.record.url), record.id)
            if owner != record.id:
                message = f"the address is also that of '{owner}'"
                yield record.document.problem(("URL",), message, "join the two records")


def derivations_end(chronicle: Chronicle) -> Iterator[Problem]:
    """No source rests on itself through others; nor does an actor speak for itself in a circle. Few
    statements rest on several works at once, so that independent origins are counted exactly."""
    works = {
        id_: [parent.work for parent in source.derives_from.works]
        for id_, source in chronicle.sources.items()
    }
    message = "its derivation leads back to itself"
    found = list(_circles(chronicle, "source", "derives_from", works, message))
    voices = {id_: [one.speaks_for] for id_, one in chronicle.actors.items() if one.speaks_for}
    message = "speaks_for leads back to itself"
    found += _circles(chronicle, "actor", "speaks_for", voices, message)
    yield from found or _uncounted(chronicle)


def _uncounted(chronicle: Chronicle) -> Iterator[Problem]:
    """The positions whose origins take too long to count."""
    for record in chronicle.records.question.values():
        for index, position in enumerate(record.record.positions):
            try:
                chronicle.origin_count(record.id, position.id)
            except TooManyWays:
                message = "too many statements rest on several works to count origins exactly"
                hint = "say in a statement's own derives_from on which work it rests"
                yield record.document.problem(("positions", index, "id"), message, hint)


def _circles(
    chronicle: Chronicle,
    kind: str,
    key: str,
    following: Mapping[str, Sequence[str]],
    message: str,
) -> Iterator[Problem]:
    """Each circle of records of a kind, at a key of the first of them; or the first one from which
    a longer way leads on than anyone could follow."""
    records = chronicle.records.of(kind)
    found = [(circle[0], *circle_in_words(message, circle)) for circle in circles(following)]
    if not found and (start := _end_of_long_way(following)):
        found = [(start, f"this leads on by more than {MAX_CHAIN} records", "leave some out")]
    for id_, *fault in found:
        yield records[id_].document.problem((key,), *fault)


def _end_of_long_way(following: Mapping[str, Sequence[str]]) -> str:
    """The first id from which more than MAX_CHAIN others follow, one after the other; empty if
    there is none. Nothing may lead back to itself."""
    length: dict[str, int] = {}
    following = without_itself(following)
    for id_ in TopologicalSorter(following).static_order():
        length[id_] = 1 + max((length[other] for other in following.get(id_, ())), default=-1)
        if length[id_] > MAX_CHAIN:
            return id_
    return ""


def places_are_in_larger_ones(chronicle: Chronicle) -> Iterator[Problem]:
    """A place is not within itself through others, nor is an event a part of itself."""
    around = {id_: [place.within] for id_, place in chronicle.places.items() if place.within}
    yield from _circles(chronicle, "place", "within", around, "the place is within itself")
    larger = {id_: [event.part_of] for id_, event in chronicle.events.items() if event.part_of}
    yield from _circles(chronicle, "event", "part_of", larger, "the event is a part of itself")


def events_have_an_order(chronicle: Chronicle) -> Iterator[Problem]:
    """No event comes after itself through others, nor after one that its date comes before."""
    later: dict[str, list[str]] = defaultdict(list)
    for id_, event in chronicle.events.items():
        later[id_] += event.before
        for other in event.after:
            later[other].append(id_)
    message = "after and before put this event before itself"
    yield from _circles(chronicle, "event", "title", later, message)
    for record in chronicle.records.event.values():
        for key, ids in (("after", record.record.after), ("before", record.record.before)):
            for index, id_ in enumerate(ids):
                first, second = (id_, record.id) if key == "after" else (record.id, id_)
                if _runs_against_dates(chronicle, first, second):
                    message = f"'{first}' cannot come before '{second}': its date is later"
                    hint = "correct the order, or a date"
                    yield record.document.problem((key, index), message, hint)


def _runs_against_dates(chronicle: Chronicle, first: str, second: str) -> bool:
    events = (chronicle.events.get(first), chronicle.events.get(second))
    early, late = (event.date if event else None for event in events)
    return early is not None and late is not None and late.last < early.first


def undisputed_means_all_parties(chronicle: Chronicle) -> Iterator[Problem]:
    """An undisputed event has an undisputed sentence; each has statements of at least two parties
    and of every party that spoke of the event (or names it as silent on the matter), and no
    recorded statement contradicts them, unless on a matter that the sentence leaves open, which is
    then named with the reason."""
    for record in chronicle.records.event.values():
        event = record.record
        if (event.status == "undisputed") != bool(event.undisputed):
            message = f"status {event.status} does not fit the list 'undisputed'"
            hint = "an undisputed event needs a sentence there, an alleged one has none"
            yield record.document.problem(("status",), message, hint)
        spoke = {chronicle.party_of(one) for one in chronicle.about.get(record.id, [])}
        for index, agreed in enumerate(event.undisputed):
            yield from _without_agreement(chronicle, record, index, agreed, spoke)
            yield from _contradicted(chronicle, record, index, agreed)


def _without_agreement(
    chronicle: Chronicle, record: Located[Event], index: int, agreed: Agreed, spoke: set[str]
) -> Iterator[Problem]:
    named = (chronicle.statements.get(ref) for ref in agreed.agreed_by)
    parties = {chronicle.party_of(statement) for statement in named if statement}
    location = ("undisputed", index, "agreed_by")
    if len(parties) < 2:
        message = "what only one party has spoken of is not undisputed"
        hint = "add a statement of another party, or move the sentence into a statement"
        yield record.document.problem(location, message, hint)
    for party in sorted(spoke - parties - set(agreed.silent)):
        message = f"'{party}' has spoken of this event and is not in the list"
        hint = "add a statement of that party, or name it under silent:"
        yield record.document.problem(location, message, hint)


def _contradicted(
    chronicle: Chronicle, record: Located[Event], index: int, agreed: Agreed
) -> Iterator[Problem]:
    against = {
        other.ref: ref
        for ref in agreed.agreed_by
        for other, kind in chronicle.related_from.get(ref, [])
        if kind == "contradicts"
    }
    for ref in sorted(against.keys() - {other.statement for other in agreed.other_matter}):
        message = f"'{ref}' contradicts '{against[ref]}'"
        hint = "then it is disputed; or the matter is another one: say so under other_matter:"
        yield record.document.problem(("undisputed", index, "agreed_by"), message, hint)
    for number, other in enumerate(agreed.other_matter):
        if other.statement not in against:
            message = f"'{other.statement}' contradicts none of the statements that agree"
            location = ("undisputed", index, "other_matter", number)
            yield record.document.problem(location, message, "delete the entry")


def every_party_has_a_row(chronicle: Chronicle) -> Iterator[Problem]:
    """Every party that a question asks has a statement on it, or a row that says what was searched;
    never both."""
    for record in chronicle.records.question.values():
        asked = chronicle.vocabulary.party_lists.get(record.record.asked)
        if asked is not None:  # else references_exist reports it
            yield from _rows(chronicle, record, asked)


def _rows(
    chronicle: Chronicle, record: Located[Question], asked: Sequence[str]
) -> Iterator[Problem]:
    question = record.record
    answered = {
        chronicle.party_of(statement)
        for position in question.positions
        for statement in (
            *chronicle.answering.get((record.id, position.id), []),
            *(one for one, _ in chronicle.bearing_on.get((record.id, position.id), [])),
        )
    }
    for index, party in repeated(row.party for row in question.none_found):
        message = f"'{party}' has two rows"
        yield record.document.problem(("none_found", index, "party"), message, "keep one of them")
    empty = {row.party: index for index, row in enumerate(question.none_found)}
    for party in asked:
        if party not in answered and party not in empty:
            message = f"'{party}' has neither a statement nor a row under none_found"
            hint = "add { party, words, places, date } under none_found"
            yield record.document.problem(("asked",), message, hint)
    for party, index in empty.items():
        if party in answered or party not in asked:
            message = f"'{party}' needs no row here"
            hint = "delete it: the party has a statement, or is not asked"
            yield record.document.problem(("none_found", index), message, hint)


def empty_rows_differ(chronicle: Chronicle) -> Iterator[Problem]:
    """The same text about a search is in no more than two rows of 'none found'."""
    seen: dict[str, int] = defaultdict(int)
    for record in chronicle.records.question.values():
        for index, row in enumerate(record.record.none_found):
            text = f"{row.words} {row.places} {row.note or ''}"
            seen[text] += 1
            if seen[text] > 2:
                message, hint = "more than two rows have this text", "say what was searched here"
                yield record.document.problem(("none_found", index, "words"), message, hint)


def no_two_spellings_alike(chronicle: Chronicle) -> Iterator[Problem]:
    """A record gives each spelling of its name once, and marks at most one as preferred."""
    for kind in ("actor", "place"):
        for record in chronicle.records.of(kind).values():
            names = record.record.names
            for index, text in repeated(name.text for name in names):
                message = f"the spelling '{text}' is given twice"
                hint = "join the two entries"
                yield record.document.problem(("names", index, "text"), message, hint)
            if sum(name.preferred for name in names) > 1:
                message = "more than one name is preferred"
                yield record.document.problem(("names",), message, "keep one")
