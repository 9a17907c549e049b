"""Rules on what an id or a word names: each id once, and everything named exists."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

from ..domain.chronicle import Chronicle, SourcedStatement, full_reference
from ..files.pydantic_errors import key_of
from ..files.validated import Located
from ..files.yaml_documents import YamlDocument
from ..model.introspection import Location, mentions
from ..model.kinds import FOLDERS
from ..model.statements import Answer, Statement
from ..model.types import CONCERNED, Ref, Word
from ..model.vocabulary import OWN_WORDS
from ..problems import Problem, closest, did_you_mean
from ..remembered import recall_all

GONE = "take it out here as well, or put the record back"
MAX_USES = 3
"""A word that is missing in more places than these is missing in the vocabulary."""
ENTRIES_WITH_A_RULE = {"id", "text", "question", "party", "says", "term"}


def ids_belong_to_one_record(chronicle: Chronicle) -> Iterator[Problem]:
    """An id belongs to one record only, whatever its kind."""
    owners: dict[str, str] = {}
    for _, record in chronicle.records.located():
        if record.id in owners:
            message = f"the id '{record.id}' is also that of {owners[record.id]}"
            hint = "rename one of the two files"
            yield Problem(record.document.path, 1, 1, message, hint)
        owners.setdefault(record.id, record.document.path)


def statement_ids_are_unique(chronicle: Chronicle) -> Iterator[Problem]:
    """A statement's id is used once in its file; so is a position's id in its question."""
    for kind, name in (("source", "statements"), ("question", "positions")):
        for record in chronicle.records.of(kind).values():
            for index, id_ in repeated(part.id for part in getattr(record.record, name)):
                message = f"the id '{id_}' is used twice in this file"
                hint = "give this one another id"
                yield record.document.problem((name, index, "id"), message, hint)


def repeated(values: Iterable[str]) -> Iterator[tuple[int, str]]:
    """The values that occurred before, with their index."""
    seen: set[str] = set()
    for index, value in enumerate(values):
        if value in seen:
            yield index, value
        seen.add(value)


def references_exist(chronicle: Chronicle) -> Iterator[Problem]:
    """Every id that a record names belongs to a record of the right kind, and every word to its
    list; no record names itself."""
    words: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    vocabulary = chronicle.records.vocabulary
    records = [record for _, record in chronicle.records.located()]
    partial = chronicle.records.partial
    for record in [*records, *partial, *([vocabulary] if vocabulary else [])]:
        for location, mark, value in recall_all(_mentions, record):
            found = list(_missing(chronicle, record, location, mark, value))
            if isinstance(mark, Word):
                words[mark.vocabulary, value] += found
            else:
                yield from found
    for (name, value), problems in words.items():
        if value in OWN_WORDS.get(name, ()):
            continue  # the_vocabulary_is_whole reports it
        if vocabulary and len(problems) > MAX_USES:
            message = f"'{value}' is used in {len(problems)} places and is not in this list"
            near = did_you_mean(value, chronicle.vocabulary.words(name))
            hint = near or f"add it; one place is {min(problems).path}"
            yield vocabulary.document.problem((name,), message, hint, key=True)
        else:
            yield from problems


def _mentions(located: Located[Any]) -> Iterator[tuple[Location, Ref | Word, str]]:
    """What a record names."""
    return mentions(located.record)


def _missing(
    chronicle: Chronicle, record: Located[Any], location: Location, mark: Ref | Word, value: str
) -> Iterator[Problem]:
    if isinstance(mark, Word):
        known = chronicle.vocabulary.words(mark.vocabulary)
        if value not in known:
            message = f"'{value}' is not one of the {mark.vocabulary.replace('_', ' ')}"
            listed = f"use one of: {', '.join(known)}; they are in data/vocabulary.yml"
            hint = did_you_mean(value, known) or listed
            yield record.document.problem(location, message, hint)
        return
    if value == record.id and mark.kind not in ("statement-here", "any", "concerned"):
        hint = "name another one, or delete it"
        yield record.document.problem(location, f"'{value}' is this record itself", hint)
    kind = mark.kind
    if kind == "statement-here":
        kind = "statement"
        if value not in chronicle.sources:
            value = full_reference(record.id, value)
    fault = unknown_reference(chronicle, kind, value)
    if fault:
        yield record.document.problem(location, *fault)


def unknown_reference(chronicle: Chronicle, kind: str, value: str) -> tuple[str, str] | None:
    """What is wrong with a reference and what to do; None if it names a record of that kind."""
    if kind == "list of parties":
        lists = chronicle.vocabulary.party_lists
        message = f"there is no list of parties '{value}'"
        hint = did_you_mean(value, lists) or f"the lists are {', '.join(lists)}"
        return None if value in lists else (message, hint)
    if kind == "citation":
        kind = "statement" if "#" in value else "source"
    if value.partition("#")[0] in chronicle.records.unreadable:
        return None  # it has a problem of its own
    if kind == "statement":
        return None if value in chronicle.statements else _unknown_statement(chronicle, value)
    other = chronicle.kind_of.get(value)
    if kind == "concerned" and other and other not in CONCERNED:
        hint = "name an event, an actor or a place; a question belongs under answers:"
        return f"'{value}' is of kind {other}", hint
    any_kind = kind in ("any", "concerned")
    known = chronicle.kind_of if any_kind else chronicle.records.of(kind)
    if value in known:
        return None
    if other:
        return (
            f"'{value}' is of kind {other}, not {kind}",
            f"name a record of data/{FOLDERS[kind]}/",
        )
    what = "id" if any_kind else kind
    if value in {path.partition("/")[2] for path in chronicle.once_published}:
        return f"the {what} '{value}' is gone", GONE
    hint = _meant(chronicle, value, known) or "add its record, or use an id that exists"
    return f"unknown {what} '{value}'", hint


def _meant(chronicle: Chronicle, value: str, known: Iterable[str]) -> str:
    """The record that an unknown id may mean: the one with this name, or with an id like it. No
    person is meant by a description such as `a man`, nor by half of a name, which others have as
    well; two ids in one may lack a comma."""
    parts = re.split(r"[\s,;،؛]+", value)
    if len(parts) > 1 and set(parts) <= set(known):
        return f"write commas between them: {', '.join(parts)}"
    for id_, record in (chronicle.actors | chronicle.places).items():
        if id_ in known and value.casefold() in (name.text.casefold() for name in record.names):
            return f"did you mean '{id_}'?"
    described = len(parts) > 1 and value == value.casefold()
    words = len("-".join(parts).split("-"))
    people = {id_ for id_, actor in chronicle.actors.items() if actor.kind == "person"}
    others = {id_ for id_ in people if described or len(id_.split("-")) != words}
    return did_you_mean(value, [id_ for id_ in known if id_ not in others])


def _unknown_statement(chronicle: Chronicle, value: str) -> tuple[str, str]:
    """A statement that does not exist: the nearest one of its source, or of the source that is
    meant, or what a reference looks like."""
    source, mark, id_ = value.partition("#")
    if value in chronicle.once_published:
        return f"the statement '{value}' is gone", GONE
    known = chronicle.sources.get(source)
    own = [f"{source}#{one.id}" for one in known.statements] if known else []
    if not mark and known:
        hint = f"write {', '.join(own[:3]) or f'{value}#statement-id'}"
        return f"'{value}' is a source, not one of its statements", hint
    message = f"unknown statement '{value}'"
    if known:
        near = closest(id_, (one.id for one in known.statements))
        meant = f"did you mean '{source}#{near}'?" if near else ""
        return message, meant or f"the source has {', '.join(own) or 'no statements'}"
    candidates: Iterable[str] = chronicle.statements if mark else chronicle.sources
    example = f"no source has the id '{source}'; write source-id#statement-id"
    return message, did_you_mean(value, candidates) or example


def positions_exist(chronicle: Chronicle) -> Iterator[Problem]:
    """A statement answers a question with one of the question's positions, and not with the same
    one twice."""
    for document, index, statement in _statements(chronicle):
        taken: set[tuple[str, str]] = set()
        for name in ("answers", "bears_on"):
            answers = getattr(statement, name)
            for number, answer in enumerate(answers if isinstance(answers, list) else ()):
                if not isinstance(answer, Answer):
                    continue
                question = chronicle.questions.get(answer.question)
                known = [position.id for position in question.positions] if question else []
                at = ("statements", index, name, number, "position")
                if question and answer.position not in known:
                    message = f"'{answer.question}' has no position '{answer.position}'"
                    near = did_you_mean(answer.position, known)
                    hint = near or f"its positions are {', '.join(known)}"
                    yield document.problem(at, message, hint)
                if (answer.question, answer.position) in taken:
                    message = "this position is given twice in one statement"
                    yield document.problem(at, message, "keep one")
                taken.add((answer.question, answer.position))


def _statements(chronicle: Chronicle) -> Iterator[tuple[YamlDocument, int, Statement]]:
    """Every statement with its file and its place there, also in sources that are partly sound."""
    for record in (*chronicle.records.source.values(), *chronicle.records.partial):
        statements = getattr(record.record, "statements", ())
        for index, statement in enumerate(statements if isinstance(statements, list) else ()):
            if isinstance(statement, Statement):
                yield record.document, index, statement


def statement_problem(
    chronicle: Chronicle, statement: SourcedStatement, at: Location, message: str, hint: str
) -> Problem:
    """A problem at a value within a statement."""
    document = chronicle.records.source[statement.source_id].document
    return document.problem(("statements", statement.index, *at), message, hint)


def relations_lead_to_other_statements(chronicle: Chronicle) -> Iterator[Problem]:
    """No statement relates to itself, and none revises or withdraws itself by way of others."""
    newer: dict[str, list[str]] = defaultdict(list)
    for statement, relation, target in chronicle.relations:
        if target == statement.ref:
            at = ("relates", statement.record.relates.index(relation), relation.kind)
            message, hint = "the statement relates to itself", "name another one, or delete it"
            yield statement_problem(chronicle, statement, at, message, hint)
        if relation.kind in ("revises", "withdraws"):
            newer[statement.ref].append(target)
    for circle in circles(newer):
        first = chronicle.statements[circle[0]]
        message, hint = circle_in_words("the statement changes itself", circle)
        yield statement_problem(chronicle, first, ("relates",), message, hint)


def circles(following: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Circles of two or more ids, no two with an id in common, each from its first id in the
    alphabet: what follows what, and so back to it. There is none only if there is no circle."""
    left = without_itself(following)
    while True:
        try:
            TopologicalSorter(left).prepare()
            return
        except CycleError as error:
            way = error.args[1][:0:-1]  # from each id to what follows it, the first only once
        first = way.index(min(way))
        yield (*way[first:], *way[:first])
        left = {id_: others for id_, others in left.items() if id_ not in way}


def without_itself(following: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """What follows what, in the order of the alphabet, but for what follows itself."""
    return {id_: [one for one in following[id_] if one != id_] for id_ in sorted(following)}


def circle_in_words(message: str, circle: tuple[str, ...]) -> tuple[str, str]:
    """A message that names the way round a circle, and what to do."""
    way = ", ".join(f"'{id_}'" for id_ in (*circle[1:], circle[0]))
    return f"{message}, by way of {way}", "break the circle"


def lists_have_each_entry_once(chronicle: Chronicle) -> Iterator[Problem]:
    """No list of a record has the same entry twice."""
    documents = [record.document for _, record in chronicle.records.located()]
    for document in (*documents, *chronicle.records.lists.values()):
        yield from recall_all(_repeated, document)


def _repeated(document: YamlDocument) -> Iterator[Problem]:
    """The repeated entries of a document."""
    for location in _repeated_entries(document.data, ()):
        name = key_of(location) or "the list"
        message = f"this entry of '{name}' is given twice"
        yield document.problem(location, message, "keep one of them")


def _repeated_entries(value: Any, location: Location) -> Iterator[Location]:
    """The places of repeated entries of lists, unless another rule checks their ids."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield from _repeated_entries(part, (*location, key))
    elif isinstance(value, list):
        numbers = location[-1:] in (("coordinates",), ("at",))  # two numbers that may be equal
        seen: set[str] = set()
        for index, part in enumerate(value):
            named = isinstance(part, dict) and bool(part.keys() & ENTRIES_WITH_A_RULE)
            again = str(part) in seen and part in value[:index]
            seen.add(str(part))
            if again and part is not None and not named and not numbers:
                yield (*location, index)
            else:
                yield from _repeated_entries(part, (*location, index))


def lists_name_what_exists(chronicle: Chronicle) -> Iterator[Problem]:
    """Every entry of the glossary, of the searches and of the expected documents has an id of its
    own, if it has one, and names records, sources and statements that exist."""
    for name in ("glossary", "searches", "expected"):
        document, entries = chronicle.records.list_document(name), chronicle.records.entries(name)
        for index, id_ in repeated(one.id for one in entries if hasattr(one, "id")):
            message = f"the id '{id_}' is used twice in this file"
            yield document.problem((index, "id"), message, "join the two entries")
        for index, entry in enumerate(entries):
            for location, mark, value in mentions(entry):
                kind = mark.kind if isinstance(mark, Ref) else ""
                fault = unknown_reference(chronicle, kind, value) if kind else None
                if fault:
                    yield document.problem((index, *location), *fault)


def the_extract_has_statements_of_its_source(chronicle: Chronicle) -> Iterator[Problem]:
    """Every statement that a line of the starting extract names is in the extract's source."""
    extract = chronicle.records.extract
    if not extract:
        return
    for number, line in enumerate(extract.record.lines):
        for index, one in enumerate(line.statements):
            ref = full_reference(extract.record.source, one.statement)
            fault = unknown_reference(chronicle, "statement", ref)
            if fault:
                at = ("lines", number, "statements", index, "statement")
                yield extract.document.problem(at, *fault)


def the_vocabulary_is_whole(chronicle: Chronicle) -> Iterator[Problem]:
    """The vocabulary has each word once, all words that the engine itself uses, and a basis that
    counts."""
    located = chronicle.records.vocabulary
    if not located:
        return
    vocabulary, document = located.record, located.document
    for name, own in OWN_WORDS.items():
        for word in sorted({*own} - {*vocabulary.words(name)}):
            hint = "add it; its label may be any"
            yield document.problem((name,), f"the engine needs the word '{word}'", hint, key=True)
    if not any(basis.counts for basis in vocabulary.bases):
        hint = "add counts: yes to those on which an answer can rest"
        yield document.problem(("bases",), "no basis counts", hint, key=True)
    for name, terms in vocabulary:
        entries = terms if isinstance(terms, list) else []
        for index, id_ in repeated(one.id for one in entries if hasattr(one, "id")):
            message = f"the id '{id_}' is used twice in this list"
            yield document.problem((name, index, "id"), message, "join the two words")
