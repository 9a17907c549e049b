"""Every rule that the records and the prose must keep. The docstring of a rule is the rule."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from pydantic import BaseModel

from . import cite, fields, model
from .blocks import BLOCKS, MARKER
from .dates import When
from .document import Document, Location, walk
from .load import Located
from .model import Ref, Word
from .problem import Problem, nearest
from .relate import Chronicle, SourcedStatement, full_reference
from .wrong import key_of

Rule = Callable[[Chronicle], Iterator[Problem]]
RULES: list[Rule] = []
WHOLE: list[Rule] = []
NAMING: list[Rule] = []


def rule(function: Rule) -> Rule:
    """Adds a rule to the list that `check` goes through."""
    RULES.append(function)
    return function


def whole(function: Rule) -> Rule:
    """Marks a rule about the whole, which waits until every record can be read."""
    WHOLE.append(function)
    return function


def naming(function: Rule) -> Rule:
    """Marks a rule about what an id or a word names, without which a rule about the whole counts wrongly."""
    NAMING.append(function)
    return function


def check(chronicle: Chronicle) -> list[Problem]:
    """Everything that is wrong, all at once. A rule about the whole waits until every record can be read and every id and
    word names something: before that it would blame others for what one record lacks."""
    problems = [problem for found in NAMING for problem in found(chronicle)]
    later = WHOLE if problems or chronicle.records.unreadable else []
    return problems + [
        problem for found in RULES if found not in NAMING and found not in later for problem in found(chronicle)
    ]


def located(chronicle: Chronicle) -> Iterator[tuple[str, Located[Any]]]:
    """Every record with its kind."""
    for kind in model.KINDS:
        for record in chronicle.records.of(kind).values():
            yield kind, record
    if chronicle.records.site:
        yield "site", chronicle.records.site
    if chronicle.records.extract:
        yield "extract", chronicle.records.extract
    if chronicle.records.map:
        yield "map", chronicle.records.map


@rule
@naming
def ids_belong_to_one_record(chronicle: Chronicle) -> Iterator[Problem]:
    """An id belongs to one record only, whatever its kind."""
    owners: dict[str, str] = {}
    for _, record in located(chronicle):
        if record.id in owners:
            yield Problem(
                record.document.path,
                1,
                1,
                f"the id '{record.id}' is also that of {owners[record.id]}",
                "rename one of the two files",
            )
        owners.setdefault(record.id, record.document.path)


@rule
@naming
def statement_ids_are_unique(chronicle: Chronicle) -> Iterator[Problem]:
    """A statement's id is used once in its file; so is a position's id in its question."""
    for kind, name in (("source", "statements"), ("question", "positions")):
        for record in chronicle.records.of(kind).values():
            for index, id_ in again(part.id for part in getattr(record.record, name)):
                message = f"the id '{id_}' is used twice in this file"
                yield record.document.problem((name, index, "id"), message, "give this one another id")


def again(values: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The values that stood before, with their index."""
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            yield index, value
        seen.add(value)


@rule
@naming
def references_exist(chronicle: Chronicle) -> Iterator[Problem]:
    """Every id that a record names belongs to a record of the right kind, and every word to its list; no record names itself."""
    words: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    vocabulary = chronicle.records.vocabulary
    for record in [*(record for _, record in located(chronicle)), *([vocabulary] if vocabulary else [])]:
        for location, mark, value in mentions(record.record):
            found = list(_missing(chronicle, record, location, mark, value))
            if isinstance(mark, Word):
                words[mark.vocabulary, value] += found
            else:
                yield from found
    for (name, value), problems in words.items():
        if vocabulary and len(problems) > MOST_USES:
            message = f"'{value}' is used in {len(problems)} places and is not in this list"
            hint = nearest(value, chronicle.vocabulary.words(name)) or f"add it; one place is {min(problems).path}"
            yield vocabulary.document.problem((name,), message, hint, key=True)
        else:
            yield from problems


MOST_USES = 3
"""A word that is lacking in more places than these is lacking in the vocabulary."""


def _missing(
    chronicle: Chronicle, record: Located[Any], location: Location, mark: Ref | Word, value: str
) -> Iterator[Problem]:
    if isinstance(mark, Word):
        known = chronicle.vocabulary.words(mark.vocabulary)
        if value not in known:
            what = mark.vocabulary.replace("_", " ")
            yield record.document.problem(
                location,
                f"'{value}' is not one of the {what}",
                nearest(value, known) or f"use one of: {', '.join(known)}; they stand in data/vocabulary.yml",
            )
        return
    if value == record.id and mark.kind not in ("statement-here", "any", "concerned"):
        yield record.document.problem(location, f"'{value}' is this record itself", "name another one, or delete it")
    kind = "statement" if mark.kind == "statement-here" else mark.kind
    if mark.kind == "statement-here" and value not in chronicle.sources:
        value = full_reference(record.id, value)
    fault = unknown(chronicle, kind, value)
    if fault:
        yield record.document.problem(location, *fault)


def unknown(chronicle: Chronicle, kind: str, value: str) -> tuple[str, str] | None:
    """What is wrong with a reference and what to do, or None if it names a record of that kind."""
    if kind == "list of parties":
        lists = chronicle.vocabulary.party_lists
        return (
            None
            if value in lists
            else (f"there is no list of parties '{value}'", nearest(value, lists) or ", ".join(lists))
        )
    if kind == "citation":
        kind = "statement" if "#" in value else "source"
    if value.partition("#")[0] in chronicle.records.unreadable:
        return None  # its own problem is reported already
    if kind == "statement":
        return None if value in chronicle.statements else _unknown_statement(chronicle, value)
    other = chronicle.kind_of.get(value)
    if kind == "concerned" and other and other not in model.CONCERNED:
        hint = "name an event, an actor or a place; a question is answered under answers:"
        return f"'{value}' is of kind {other}", hint
    loose = kind in ("any", "concerned")
    known = chronicle.kind_of if loose else chronicle.records.of(kind)
    if value in known:
        return None
    if other:
        return f"'{value}' is of kind {other}, not {kind}", f"name a record of data/{model.FOLDERS[kind]}/"
    what = "id" if loose else kind
    if value in {path.partition("/")[2] for path in once(chronicle)}:
        return f"the {what} '{value}' is gone", GONE
    return f"unknown {what} '{value}'", nearest(value, known) or "add its record, or use an id that exists"


GONE = "take it out here as well, or put the record back"


def once(chronicle: Chronicle) -> set[str]:
    """What the last version published and what was removed: folder/id and source-id#statement-id. Their addresses stay theirs."""
    last = chronicle.records.published
    removed = {gone for one in chronicle.records.corrections for gone in one.removed}
    return removed | {*last.record.records, *last.record.statements} if last else removed


def _unknown_statement(chronicle: Chronicle, value: str) -> tuple[str, str]:
    """A statement that does not exist: the nearest of its source, of the source that is meant, or what a reference looks like."""
    source, sign, _ = value.partition("#")
    if value in once(chronicle):
        return f"the statement '{value}' is gone", GONE
    own = (
        [f"{source}#{statement.id}" for statement in chronicle.sources[source].statements]
        if source in chronicle.sources
        else []
    )
    if not sign and source in chronicle.sources:
        return (
            f"'{value}' is a source, not one of its statements",
            f"write {', '.join(own[:3]) or f'{value}#statement-id'}",
        )
    if own:
        return f"unknown statement '{value}'", nearest(value, own) or f"the source has {', '.join(own)}"
    near = nearest(value, chronicle.statements) if sign else nearest(value, chronicle.sources)
    return f"unknown statement '{value}'", near or f"no source has the id '{source}'; write source-id#statement-id"


@rule
@naming
def positions_exist(chronicle: Chronicle) -> Iterator[Problem]:
    """A statement answers a question with one of the question's positions, and not with the same one twice."""
    for record in chronicle.records.source.values():
        for index, statement in enumerate(record.record.statements):
            taken: set[tuple[str, str]] = set()
            for name in ("answers", "bears_on"):
                for number, answer in enumerate(getattr(statement, name)):
                    question = chronicle.questions.get(answer.question)
                    location = ("statements", index, name, number, "position")
                    known = [position.id for position in question.positions] if question else []
                    if question and answer.position not in known:
                        hint = nearest(answer.position, known) or f"its positions are {', '.join(known)}"
                        yield record.document.problem(
                            location, f"'{answer.question}' has no position '{answer.position}'", hint
                        )
                    if (answer.question, answer.position) in taken:
                        yield record.document.problem(
                            location, "this position is given twice in one statement", "keep one"
                        )
                    taken.add((answer.question, answer.position))


@rule
def revisions_stay_with_their_party(chronicle: Chronicle) -> Iterator[Problem]:
    """A statement revises or withdraws only what its own party said, unless its speaker was held."""
    for statement, relation, target in chronicle.relations():
        other = chronicle.statements.get(target)
        if not other or relation.kind not in ("revises", "withdraws") or statement.record.in_custody:
            continue
        if chronicle.party(other) != chronicle.party(statement):
            within = ("relates", statement.record.relates.index(relation))
            message = f"{relation.kind} names a statement of another party"
            yield _of_statement(chronicle, statement, within, message, "another voice contradicts or accepts it")


def _of_statement(
    chronicle: Chronicle, statement: SourcedStatement, within: Location, message: str, hint: str
) -> Problem:
    """A problem at a value within a statement."""
    document = chronicle.records.source[statement.source_id].document
    return document.problem(("statements", statement.index, *within), message, hint)


@rule
def one_address_is_one_record(chronicle: Chronicle) -> Iterator[Problem]:
    """Two sources never have the same address."""
    owners: dict[str, str] = {}
    for record in chronicle.records.source.values():
        address = re.sub(r"^https?://(www\.)?", "", record.record.url or "").rstrip("/")
        if address and address in owners:
            yield record.document.problem(
                ("URL",), f"the address is also that of '{owners[address]}'", "join the two records"
            )
        owners.setdefault(address, record.id)


@rule
def derivations_end(chronicle: Chronicle) -> Iterator[Problem]:
    """No source rests on itself through others; nor does an actor speak for itself in a circle."""
    works = {id_: [parent.work for parent in source.derives_from.works] for id_, source in chronicle.sources.items()}
    yield from _circles(chronicle, "source", "derives_from", works, "its derivation leads back to itself")
    voices = {id_: [actor.speaks_for] for id_, actor in chronicle.actors.items() if actor.speaks_for}
    yield from _circles(chronicle, "actor", "speaks_for", voices, "speaks_for leads back to itself")


def circles(following: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Each circle of two or more ids once, from its first id in the alphabet: what follows what, and so back to it."""
    passed: set[str] = set()
    for start in sorted(following):
        way = _way_back(start, following) if start not in passed else ()
        if len(way) > 1:
            passed.update(way)
            yield way


def _way_back(start: str, following: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The shortest way from an id back to it; empty if there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    for way in ways:
        for id_ in following.get(way[-1], ()):
            if id_ == start:
                return way
            if id_ not in seen:
                seen.add(id_)
                ways.append((*way, id_))
    return ()


def _circles(
    chronicle: Chronicle, kind: str, key: str, following: Mapping[str, Sequence[str]], message: str
) -> Iterator[Problem]:
    """Each circle of records of a kind, at a key of the first of them."""
    for circle in circles(following):
        yield chronicle.records.of(kind)[circle[0]].document.problem((key,), *_circle(message, circle))


def _circle(message: str, circle: tuple[str, ...]) -> tuple[str, str]:
    way = ", ".join(f"'{id_}'" for id_ in (*circle[1:], circle[0]))
    return f"{message}, by way of {way}", "break the circle"


@rule
def places_lie_in_larger_ones(chronicle: Chronicle) -> Iterator[Problem]:
    """A place does not lie within itself through others, nor is an event a part of itself."""
    around = {id_: [place.within] for id_, place in chronicle.places.items() if place.within}
    yield from _circles(chronicle, "place", "within", around, "the place lies within itself")
    larger = {id_: [event.part_of] for id_, event in chronicle.events.items() if event.part_of}
    yield from _circles(chronicle, "event", "part_of", larger, "the event is a part of itself")


@rule
def events_have_an_order(chronicle: Chronicle) -> Iterator[Problem]:
    """No event comes after itself through others, nor after one that its date comes before."""
    later: dict[str, list[str]] = defaultdict(list)
    for id_, event in chronicle.events.items():
        later[id_] += event.before
        for other in event.after:
            later[other].append(id_)
    yield from _circles(chronicle, "event", "title", later, "after and before put this event before itself")
    for record in chronicle.records.event.values():
        for key, ids in (("after", record.record.after), ("before", record.record.before)):
            for index, id_ in enumerate(ids):
                first, second = (id_, record.id) if key == "after" else (record.id, id_)
                if _runs_against_dates(chronicle, first, second):
                    message = f"'{first}' cannot come before '{second}': its date is later"
                    yield record.document.problem((key, index), message, "mend the order, or a date")


def _runs_against_dates(chronicle: Chronicle, first: str, second: str) -> bool:
    early, late = (event.date if (event := chronicle.events.get(id_)) else None for id_ in (first, second))
    return early is not None and late is not None and late.last < early.first


@rule
@naming
def relations_lead_to_other_statements(chronicle: Chronicle) -> Iterator[Problem]:
    """No statement relates to itself, and none revises or takes back itself by way of others."""
    newer: dict[str, list[str]] = defaultdict(list)
    for statement, relation, target in chronicle.relations():
        if target == statement.ref:
            within = ("relates", statement.record.relates.index(relation), relation.kind)
            message, hint = "the statement relates to itself", "name another statement, or delete it"
            yield _of_statement(chronicle, statement, within, message, hint)
        if relation.kind in ("revises", "withdraws"):
            newer[statement.ref].append(target)
    for circle in circles(newer):
        first = chronicle.statements[circle[0]]
        yield _of_statement(chronicle, first, ("relates",), *_circle("the statement changes itself", circle))


ENTRIES_WITH_A_RULE = {"id", "text", "question", "party", "says", "term"}


@rule
def lists_hold_each_entry_once(chronicle: Chronicle) -> Iterator[Problem]:
    """No list of a record holds the same entry twice."""
    documents = [record.document for _, record in located(chronicle)]
    for document in (*documents, *chronicle.records.lists):
        for location in _repeated(document.data, ()):
            name = key_of(location) or "the list"
            yield document.problem(location, f"this entry of '{name}' is given twice", "keep one of them")


def _repeated(value: Any, location: Location) -> Iterator[Location]:
    """The places of entries of lists that are given again, as far as no other rule looks at their ids."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _repeated(part, (*location, key))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            named = isinstance(part, dict) and bool(part.keys() & ENTRIES_WITH_A_RULE)
            named = named or location[-1:] in (("coordinates",), ("at",))  # two numbers that may be the same
            if part in value[:index] and part is not None and not named:
                yield (*location, index)
            else:
                yield from _repeated(part, (*location, index))


@rule
def dates_are_possible(chronicle: Chronicle) -> Iterator[Problem]:
    """An event lies within the chronicle's period, the days that pictures show as well; no source was published and nothing was
    said later than in the year after the version."""
    site = chronicle.records.site
    if not site:
        return
    period, latest = chronicle.site.period, chronicle.site.version_date.last.year + 1
    hint = "mend the date, or the period in data/site.yml"
    for event in chronicle.records.event.values():
        if event.record.date and _outside_of(event.record.date, period):
            yield event.document.problem(("date",), "this date lies outside the chronicle's period", hint)
    window = chronicle.site.window
    if window and (not window.begin or not window.end or _outside_of(window, period)):
        yield site.document.problem(
            ("window",), "the window does not lie within the period", "give its first and last day"
        )
    for source in chronicle.records.source.values():
        dates: list[tuple[Location, When | None]] = [
            (("issued",), source.record.issued),
            (("archive", "date"), source.record.archive.date),
        ]
        dates += [
            (("statements", index, "said"), statement.said) for index, statement in enumerate(source.record.statements)
        ]
        for location, date in dates:
            if date and date.first.year > latest:
                yield source.document.problem(location, f"'{date.text}' lies in the future", "mend the year")


def _outside_of(date: When, period: When) -> bool:
    """Whether no day that a date can mean lies in the period."""
    early = period.begin is not None and date.last < period.first
    return early or (period.end is not None and date.first > period.last)


@rule
def alleged_titles_say_so(chronicle: Chronicle) -> Iterator[Problem]:
    """The title of an alleged event holds one of the vocabulary's alleged words."""
    words = [word.casefold() for word in chronicle.vocabulary.alleged_words]
    for record in chronicle.records.event.values():
        found = set(re.findall(r"\w+", record.record.title.casefold()))
        judged = record.record.status == "alleged" and not record.record.undisputed  # else its status is the mistake
        if judged and not found & set(words):
            yield record.document.problem(
                ("title",), "an alleged event whose title does not say so", f"use one of: {', '.join(words)}"
            )


@rule
@whole
def undisputed_means_all_sides(chronicle: Chronicle) -> Iterator[Problem]:
    """An undisputed event has an undisputed sentence; each has statements of two sides at least and of every side that spoke
    of the event (or names it as silent on the matter), and no recorded statement contradicts them, unless in a matter that
    the sentence leaves open, which is then said with the reason."""
    for record in chronicle.records.event.values():
        event = record.record
        if (event.status == "undisputed") != bool(event.undisputed):
            yield record.document.problem(
                ("status",),
                f"status {event.status} does not fit the list 'undisputed'",
                "an undisputed event needs a sentence there, an alleged one has none",
            )
        spoke = {chronicle.party(statement) for statement in chronicle.about.get(record.id, [])}
        for index, agreed in enumerate(event.undisputed):
            yield from _disputed(chronicle, record, index, agreed, spoke)


def _disputed(
    chronicle: Chronicle, record: Located[model.Event], index: int, agreed: model.Agreed, spoke: set[str]
) -> Iterator[Problem]:
    named = [chronicle.statements[ref] for ref in agreed.agreed_by if ref in chronicle.statements]
    parties = {chronicle.party(statement) for statement in named}
    location = ("undisputed", index, "agreed_by")
    if len(parties) < 2:
        yield record.document.problem(
            location,
            "a thing that only one side has spoken of is not undisputed",
            "add a statement of another side, or move the sentence into a statement",
        )
    for party in sorted(spoke - parties - set(agreed.silent)):
        yield record.document.problem(
            location,
            f"'{party}' has spoken of this event and is not in the list",
            "add a statement of that side, or name it under silent:",
        )
    against = {
        other.ref: ref
        for ref in agreed.agreed_by
        for other, kind in chronicle.related_from.get(ref, [])
        if kind == "contradicts"
    }
    excepted = {other.statement for other in agreed.other_matter}
    for ref in sorted(against.keys() - excepted):
        yield record.document.problem(
            location,
            f"'{ref}' contradicts '{against[ref]}'",
            "it is disputed, then; or the matter is another one: say so under other_matter:",
        )
    for number, other in enumerate(agreed.other_matter):
        if other.statement not in against:
            yield record.document.problem(
                ("undisputed", index, "other_matter", number),
                f"'{other.statement}' contradicts none of the statements that agree",
                "delete the entry",
            )


@rule
@whole
def every_party_has_a_row(chronicle: Chronicle) -> Iterator[Problem]:
    """Every party that a question asks has a statement on it, or a row that says what was searched; never both."""
    for record in chronicle.records.question.values():
        question = record.record
        if question.asked not in chronicle.vocabulary.party_lists:
            continue  # references_exist says so
        asked = chronicle.vocabulary.party_lists[question.asked]
        answered = {
            chronicle.party(statement)
            for position in question.positions
            for statement in [
                *chronicle.answering.get((record.id, position.id), []),
                *(s for s, _ in chronicle.bears_on.get((record.id, position.id), [])),
            ]
        }
        empty = {row.party: index for index, row in enumerate(question.none_found)}
        for index, row in enumerate(question.none_found):
            if empty[row.party] != index:
                yield record.document.problem(
                    ("none_found", index, "party"), f"'{row.party}' has two rows", "keep one of them"
                )
        for party in asked:
            if party not in answered and party not in empty:
                yield record.document.problem(
                    ("asked",),
                    f"'{party}' has neither a statement nor a row under none_found",
                    "add { party, words, places, date } under none_found",
                )
        for party, index in empty.items():
            if party in answered or party not in asked:
                yield record.document.problem(
                    ("none_found", index),
                    f"'{party}' needs no row here",
                    "delete it: the party has a statement, or is not asked",
                )


@rule
def empty_rows_differ(chronicle: Chronicle) -> Iterator[Problem]:
    """The same text about a search stands in no more than two rows of 'none found'."""
    seen: dict[str, int] = defaultdict(int)
    for record in chronicle.records.question.values():
        for index, row in enumerate(record.record.none_found):
            text = f"{row.words} {row.places} {row.note or ''}"
            seen[text] += 1
            if seen[text] > 2:
                yield record.document.problem(
                    ("none_found", index, "words"),
                    "this text stands in more than two rows",
                    "say what was searched for here",
                )


@rule
@whole
def the_dead_are_named_by_two(chronicle: Chronicle) -> Iterator[Problem]:
    """A person named as dead is cited with sources of two different publishers at least."""
    from .origins import publisher

    for record in chronicle.records.actor.values():
        if record.record.why_named == "named-as-dead":
            cited = [ref.partition("#")[0] for ref in record.record.why_named_because]
            publishers = {publisher(chronicle.sources[id_]) for id_ in cited if id_ in chronicle.sources}
            if len(publishers) < 2:
                yield record.document.problem(
                    ("why_named_because",),
                    "named as dead by fewer than two publishers",
                    "add a source of another publisher, or delete the record",
                )


@rule
def no_two_spellings_alike(chronicle: Chronicle) -> Iterator[Problem]:
    """A record gives each spelling of its name once, and marks one at the most as preferred."""
    for kind in ("actor", "place"):
        for record in chronicle.records.of(kind).values():
            for index, text in again(name.text for name in record.record.names):
                message = f"the spelling '{text}' stands twice"
                yield record.document.problem(("names", index, "text"), message, "join the two entries")
            if sum(name.preferred for name in record.record.names) > 1:
                yield record.document.problem(("names",), "more than one name is preferred", "keep one")


@rule
def narratives_have_a_record(chronicle: Chronicle) -> Iterator[Problem]:
    """A page docs/<kind>s/<id>.md tells of the record with that id; there are no others in these folders."""
    folders = {folder: kind for kind, folder in model.FOLDERS.items()}
    for prose in chronicle.records.prose.values():
        folder, _, name = prose.path.rpartition("/")
        id_ = name.removesuffix(".md")
        if folder in folders and id_ not in {*chronicle.records.of(folders[folder]), *chronicle.records.unreadable}:
            known = chronicle.records.of(folders[folder])
            yield Problem(
                f"docs/{prose.path}",
                1,
                1,
                f"no {folders[folder]} has the id '{id_}'",
                nearest(id_, known) or f"add data/{folder}/{id_}.yml, or move the page",
            )


@rule
def prose_cites_what_exists(chronicle: Chronicle) -> Iterator[Problem]:
    """Prose cites sources and statements that exist, in the form [@source-id#statement-id, locator]."""
    for prose in chronicle.records.prose.values():
        spans: list[tuple[int, int]] = []
        for group in cite.groups(prose.text):
            for cited in group.cited:
                fault = unknown(chronicle, "citation", cited.ref)
                if fault:
                    yield prose.problem(group.start, *fault)
            spans.append((group.start, group.end))
            for fault_ in group.faults:
                yield prose.problem(
                    group.start, f"'{fault_}' is not a citation", "write [@source-id#statement-id, p. 3]"
                )

        for match in LIKE_A_CITATION.finditer(cite.masked(prose.text)):
            meant = match[0] == "[@" or (match[1] or match[2]).partition("#")[0] in chronicle.sources
            if meant and not any(start <= match.start() < end for start, end in spans):
                yield prose.problem(
                    match.start(), f"'{match[0][:60]}' is not a citation", "write [@source-id#statement-id, p. 3]"
                )


LIKE_A_CITATION = re.compile(r"\[@|(?<![\w.\[@-])@([a-z0-9-]+)|\[([a-z0-9-]+(?:#[a-z0-9-]+)?)\](?![(:\[])")


@rule
def notes_are_used_and_defined(chronicle: Chronicle) -> Iterator[Problem]:
    """Every note [^x] of a page is defined once and used."""
    for prose in chronicle.records.prose.values():
        text = cite.masked(prose.text)
        defined: dict[str, int] = {}
        for match in cite.NOTE.finditer(text):
            if match[1] in defined:
                yield prose.problem(match.start(), f"the note '{match[1]}' is defined twice", "rename one")
            defined.setdefault(match[1], match.start())
        used = {match[1]: match.start() for match in cite.NOTE_USE.finditer(text)}
        for name, offset in used.items():
            if name not in defined:
                yield prose.problem(
                    offset,
                    f"the note '{name}' is not defined",
                    nearest(name, defined) or f"add a line [^{name}]: …",
                )
        for name, offset in defined.items():
            if name not in used:
                yield prose.problem(offset, f"the note '{name}' is not used", "use it, or delete it")


@rule
def markers_are_known(chronicle: Chronicle) -> Iterator[Problem]:
    """A block is placed in prose by a marker of the closed list, on a line of its own, with what it asks for."""
    for prose in chronicle.records.prose.values():
        text = cite.masked(prose.text)
        for match in re.finditer(r"<!--.*?(-->|\Z)", text, re.S):
            marker = MARKER.fullmatch(match[0])
            line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()] + text[match.end() :].partition("\n")[0]
            if marker and line.strip():
                yield prose.problem(match.start(), "a block beside other words", "give its comment a line of its own")
                continue
            if not marker or marker[1] not in BLOCKS:
                name = marker[1] if marker else ""
                hint = nearest(name, BLOCKS) or "the blocks are " + ", ".join(sorted(BLOCKS))
                yield prose.problem(match.start(), "no block is placed by this comment", hint)
                continue
            kind = BLOCKS[marker[1]]
            argument = (marker[2] or "").strip()
            if kind and not argument:
                yield prose.problem(match.start(), f"the block '{marker[1]}' needs the id of a {kind}", "add it")
            elif kind and (fault := unknown(chronicle, kind, argument)):
                yield prose.problem(match.start(), *fault)
            elif not kind and argument:
                yield prose.problem(match.start(), f"the block '{marker[1]}' takes nothing", f"delete '{argument}'")
            elif marker[1] == "map" and not chronicle.records.map and "map" not in chronicle.records.unreadable:
                yield prose.problem(match.start(), "there is no map to place", "add data/map/map.yml, or delete it")


def in_list(chronicle: Chronicle, name: str) -> Document:
    """The document of a list such as data/corrections.yml; one without places if there is none."""
    path = f"data/{name}.yml"
    return next((document for document in chronicle.records.lists if document.path == path), Document(path))


# Control characters, halves of a character, and what Unicode says is none: no file that we write could hold them.
UNWRITABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | 0xFFFE) + chr(plane << 16 | 0xFFFF) for plane in range(17))
    + "]"
)


@rule
def texts_can_be_written(chronicle: Chronicle) -> Iterator[Problem]:
    """No text holds a sign that no format can hold: a control character, half a character, or one that is none; nor one that
    nobody sees and that turns the direction of writing or hides a word."""
    for document in documents(chronicle):
        own = document.path == "data/texts.yml"  # the others hold texts of the model, which looks at them itself
        for location, text in texts_in(document):
            if found := UNWRITABLE.search(text) or (own and (model.TURNING.search(text) or model.UNSEEN.search(text))):
                yield document.problem(location, *_unwritable(found[0]))
    for prose in chronicle.records.prose.values():
        for sort in (UNWRITABLE, model.TURNING, model.UNSEEN):
            if found := sort.search(prose.text):
                yield prose.problem(found.start(), *_unwritable(found[0]))
                break


def _unwritable(sign: str) -> tuple[str, str]:
    what = "that no file can hold" if UNWRITABLE.match(sign) else "that nobody sees"
    return f"holds a sign {what} (U+{ord(sign):04X})", "delete it"


def documents(chronicle: Chronicle) -> list[Document]:
    """Every file of records and of words."""
    vocabulary = chronicle.records.vocabulary
    own = [*(record.document for _, record in located(chronicle)), *([vocabulary.document] if vocabulary else [])]
    return [*own, *chronicle.records.lists]


def texts_in(document: Document) -> Iterator[tuple[Location, str]]:
    """Every text in a document, keys included, with its place."""
    for location, value in walk(document.data):
        if isinstance(value, str):
            yield location, value
        elif isinstance(value, dict):
            yield from (((*location, name), name) for name in value)


@rule
def the_map_keeps_to_its_frame(chronicle: Chronicle) -> Iterator[Problem]:
    """Every point of the map's layers, every name written on it and both ends of every way lie within its frame, as far as
    they have coordinates."""
    if not chronicle.records.map:
        return
    document, about = chronicle.records.map.document, chronicle.records.map.record
    for layer in chronicle.records.layers.values():
        outside = [
            (("features", number, "geometry", "coordinates", line, index), point)
            for number, feature in enumerate(layer.record.features)
            for line, points in enumerate(feature.geometry.coordinates)
            for index, point in enumerate(points)
            if not about.frame.holds(point)
        ]
        if outside:
            yield layer.document.problem(outside[0][0], *_outside(outside[0][1], len(outside) - 1))
    for index, label in enumerate(about.labels):
        if not about.frame.holds(label.at):
            yield document.problem(("labels", index, "at"), *_outside(label.at))
    told: set[str] = set()
    for index, way in enumerate(about.ways):
        for key, id_ in (("from", way.origin), ("to", way.to)):
            at = place.coordinates if (place := chronicle.places.get(id_)) else None
            if at and id_ not in told and not about.frame.holds(at) and not about.frame.holds((at[1], at[0])):
                told.add(id_)
                yield document.problem(("ways", index, key), *_outside(at))


def _outside(point: model.Degrees, more: int = 0) -> tuple[str, str]:
    others = f", and so do {more} more points" if more else ""
    return f"[{point[0]}, {point[1]}] lies outside the map's frame{others}", "widen the frame, or leave it out"


@rule
def coordinates_are_not_turned_round(chronicle: Chronicle) -> Iterator[Problem]:
    """A place that lies within the map's frame with latitude and longitude exchanged, and only so, has them exchanged."""
    frame = chronicle.records.map.record.frame if chronicle.records.map else None
    for place in chronicle.records.place.values():
        at = place.record.coordinates
        if frame and at and not frame.holds(at) and frame.holds((at[1], at[0])):
            hint = f"write longitude first, then latitude: [{at[1]}, {at[0]}]"
            yield place.document.problem(("coordinates",), "latitude and longitude are exchanged", hint)


@rule
def the_map_shows_what_is_said(chronicle: Chronicle) -> Iterator[Problem]:
    """A statement that puts a mark or a way on the map speaks of that place, or of one end of that way."""
    if not chronicle.records.map:
        return
    document, about = chronicle.records.map.document, chronicle.records.map.record
    tied = [("marks", i, mark.statement, [mark.place]) for i, mark in enumerate(about.marks)]
    tied += [("ways", i, way.statement, [way.origin, way.to]) for i, way in enumerate(about.ways)]
    for name, index, ref, ids in tied:
        statement = chronicle.statements.get(ref)
        known = all(id_ in chronicle.places for id_ in ids)
        if statement and known and not {*statement.record.about, statement.record.where} & {*ids}:
            message = f"'{ref}' does not speak of {' or '.join(ids)}"
            yield document.problem(
                (name, index, "statement"), message, "name a statement whose where or about holds the place"
            )


@rule
def the_preview_can_be_shown(chronicle: Chronicle) -> Iterator[Problem]:
    """The picture of a preview is a PNG in docs/assets, 1200 to 630 pixels and at most 300 kB, as other sites ask for."""
    site = chronicle.records.site
    name = site.record.preview if site else None
    if site and name and chronicle.records.assets.get(name, b"")[:24] != PREVIEW_HEAD:
        hint = "save it as a PNG of 1200 to 630 pixels in docs/assets/images"
        yield site.document.problem(("preview",), f"'{name}' is no picture of a preview", hint)
    elif site and name and len(chronicle.records.assets[name]) > 300_000:
        yield site.document.problem(("preview",), f"'{name}' is larger than 300 kB", "save it with fewer colours")


PREVIEW_HEAD = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (1200).to_bytes(4, "big") + (630).to_bytes(4, "big")


@rule
def glossary_explains_each_word_once(chronicle: Chronicle) -> Iterator[Problem]:
    """Every entry of the glossary has an id of its own, and names records, sources and statements that exist."""
    document = in_list(chronicle, "glossary")
    for index, id_ in again(entry.id for entry in chronicle.records.glossary):
        yield document.problem((index, "id"), f"the id '{id_}' is used twice in this file", "join the two entries")
    for index, entry in enumerate(chronicle.records.glossary):
        for location, mark, value in mentions(entry):
            fault = unknown(chronicle, mark.kind, value) if isinstance(mark, Ref) else None
            if fault:
                yield document.problem((index, *location), *fault)


@rule
def words_in_dispute_are_told_apart(chronicle: Chronicle) -> Iterator[Problem]:
    """Every word in dispute has an id of its own."""
    vocabulary = chronicle.records.vocabulary
    if vocabulary:
        for index, id_ in again(word.id for word in vocabulary.record.disputed_words):
            message = f"the id '{id_}' is used twice in this list"
            yield vocabulary.document.problem(("disputed_words", index, "id"), message, "join the two words")


def mentions(record: BaseModel, location: Location = ()) -> Iterator[tuple[Location, Ref | Word, str]]:
    """Every field of a record, however deep, that names a record or takes a word of the vocabulary."""
    for name, key, mark in marked_fields(type(record)):
        value = getattr(record, name)
        yield from _mentioned(value, (*location, key), mark)


def _mentioned(value: Any, location: Location, mark: Ref | Word | None) -> Iterator[tuple[Location, Ref | Word, str]]:
    if isinstance(value, BaseModel):
        yield from mentions(value, location)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _mentioned(item, (*location, key), mark)
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _mentioned(item, (*location, index), mark)
    elif isinstance(value, str) and mark:
        yield location, mark, value


@cache
def marked_fields(shape: type[BaseModel]) -> tuple[tuple[str, str, Ref | Word | None], ...]:
    """Every field of a record type: its name, its key in the file, and its mark, if it has one."""
    return tuple(
        (name, field.alias or name, fields.marked(field, Ref) or fields.marked(field, Word))
        for name, field in shape.model_fields.items()
    )
