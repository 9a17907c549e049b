"""What the chronicle says of itself: its numbers, gaps, changes, corrections and its beginning."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model.site import Correction
from .agreed import AgreedSentences, agreed_sentences
from .context import ViewContext
from .links import Link, PartyLabel
from .relations import ChangeChain, changed_accounts
from .statements import StatementView


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many records there are of each kind."""

    sources: int
    read: int
    cited: int
    statements: int
    events: int
    questions: int
    actors: int
    places: int
    languages: int


def numbers(context: ViewContext) -> Numbers:
    """How many records there are of each kind; `read` are the sources of which anything was
    read."""
    chronicle = context.chronicle
    read = [one for one in chronicle.sources.values() if one.read.extent != "cited"]
    return Numbers(
        sources=len(chronicle.sources),
        read=len(read),
        cited=len(chronicle.sources) - len(read),
        statements=len(chronicle.statements),
        events=len(chronicle.events),
        questions=len(chronicle.questions),
        actors=len(chronicle.actors),
        places=len(chronicle.places),
        languages=len({one.language for one in read if one.language}),
    )


def all_agreed(context: ViewContext) -> AgreedSentences:
    """Everything that no party disputes, in the order of events."""
    return agreed_sentences(context, context.event_order)


def all_changes(context: ViewContext) -> tuple[tuple[PartyLabel, tuple[ChangeChain, ...]], ...]:
    """Every changed account, by party."""
    refs = {ref for chain in context.change_chains for ref in chain}
    chains = changed_accounts(context, refs)
    groups = (
        (party, tuple(one for one in chains if one.party == party))
        for party in context.parties.values()
    )
    return tuple(group for group in groups if group[1])


Corrections = tuple[tuple[str, Correction], ...]
"""Corrections with their ids."""


def corrections(context: ViewContext, of: str = "") -> Corrections:
    """All corrections, the newest first; or those of one record, its statements included."""
    return tuple(
        (id_, one)
        for id_, one in reversed(context.chronicle.corrections.items())
        if not of or of in {*one.records, *_sources((*one.statements, *one.removed))}
    )


def _sources(refs: Iterable[str]) -> Iterator[str]:
    return (ref.partition("#")[0] for ref in refs)


def removed_records(context: ViewContext) -> Iterator[tuple[str, Corrections]]:
    """The page of every removed record, with the corrections that removed it."""
    ledger = corrections(context)
    gone = (one for _, correction in reversed(ledger) for one in correction.removed if "/" in one)
    for name in dict.fromkeys(gone):
        yield f"{name}.md", tuple(row for row in ledger if name in row[1].removed)


@dataclass(frozen=True, slots=True)
class WorkedPosition:
    """The count of one position, statement by statement, each with its roots."""

    text: str
    origins: int
    reports: int
    lines: tuple[tuple[StatementView, tuple[Link, ...]], ...]


def worked_count(context: ViewContext, question: str) -> tuple[WorkedPosition, ...]:
    """The count of each position of a question."""
    chronicle = context.chronicle
    found = []
    for position in chronicle.questions[question].positions:
        count = chronicle.origin_count(question, position.id)
        views = context.in_order(chronicle.answering.get((question, position.id), []))
        roots = (sorted(chronicle.standings[view.ref].roots) for view in views)
        lines = tuple(zip(views, map(context.source_links, roots), strict=True))
        found.append(WorkedPosition(position.text, count.origins, count.reports, lines))
    return tuple(found)


Tally = tuple[tuple[str, int], ...]
"""How often each word occurs, in alphabetical order: a count is no rank."""


@dataclass(frozen=True, slots=True)
class GapsView:
    """What the records have and lack. `tallies` are named by what they count; the rest are
    questions, each with a position that rests on one origin or none, or with a silent party."""

    tallies: tuple[tuple[str, Tally], ...]
    single: tuple[tuple[Link, str], ...]
    unsupported: tuple[tuple[Link, str], ...]
    silent: tuple[tuple[Link, str], ...]


def gaps(context: ViewContext) -> GapsView:
    """Counts of what the records have and lack, for the page on balance and gaps."""
    questions = context.chronicle.questions
    silent = (
        (context.link(id_), context.parties[row.party].label)
        for id_ in context.question_order
        for row in questions[id_].none_found
    )
    return GapsView(
        tallies=tuple(_tallies(context)),
        single=tuple(_positions_with(context, 1)),
        unsupported=tuple(_positions_with(context, 0)),
        silent=tuple(silent),
    )


def _positions_with(context: ViewContext, origins: int) -> Iterator[tuple[Link, str]]:
    for id_ in context.question_order:
        for position in context.chronicle.questions[id_].positions:
            if context.chronicle.origin_count(id_, position.id).origins == origins:
                yield context.link(id_), position.text


def _tallies(context: ViewContext) -> Iterator[tuple[str, Tally]]:
    chronicle, texts = context.chronicle, context.texts
    statements = list(chronicle.statements.values())
    every = list(chronicle.sources.values())
    read = [one for one in every if one.read.extent != "cited"]
    derivation, reasons = texts.table("derivation"), "reasons_without_archive"
    quoted = (bool(one.record.quote) and one.quotable for one in statements)
    words: dict[str, Iterable[str]] = {
        "parties": (context.statements[one.ref].party.label for one in statements),
        "languages": (_language(context, one.source.language) for one in statements),
        "kinds": (context.label("kinds_of_source", one.kind) for one in read),
        "extents": (context.label("extents", one.read.extent) for one in every),
        "derivations": (derivation[one.derives_from.kind] for one in read),
        "archives": (
            context.label(reasons, one.archive.reason) if one.archive.reason else texts["archived"]
            for one in read
        ),
        "quotations": (
            texts["with_quotation"] if one else texts["without_quotation"] for one in quoted
        ),
    }
    for name, found in words.items():
        yield name, tuple(sorted(Counter(found).items(), key=lambda pair: pair[0].casefold()))


def _language(context: ViewContext, code: str | None) -> str:
    return context.texts.language_name(code) if code else context.texts["unknown"]
