"""What the chronicle says of itself: its numbers, gaps, changes, corrections and its beginning."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..domain.naming import page_path
from ..domain.ordering import chains_of_change, statement_order
from ..model.site import Correction, ExtractLine
from .agreed import AgreedSentence, agreed_sentences
from .charts import FigureGroup, figure_groups
from .context import ViewContext
from .links import ForeignText, Link
from .relations import ChangeChain, changed_accounts
from .sources import archive_words
from .statements import FigureView, StatementView


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


def all_agreed(context: ViewContext) -> tuple[AgreedSentence, ...]:
    """Everything that no party disputes, in the order of events."""
    return agreed_sentences(context, context.event_order)


def all_figures(context: ViewContext) -> tuple[FigureGroup, ...]:
    """Every number that a statement names, grouped by what is counted."""
    return figure_groups(context, context.chronicle.statements.values())


@dataclass(frozen=True, slots=True)
class FigureRange:
    """The lowest and the highest number that anyone named for the whole of something."""

    label: str
    unit: str
    lowest: FigureView
    lowest_by: StatementView
    highest: FigureView
    highest_by: StatementView
    count: int


def figure_ranges(context: ViewContext) -> tuple[FigureRange, ...]:
    """For each thing counted by two statements or more, between what numbers they are."""
    found = []
    for group in all_figures(context):
        rows = [row for row in group.rows if row.figure.whole and _highest(row.figure) is not None]
        if len(rows) > 1:
            low = min(rows, key=lambda row: (_lowest(row.figure) or 0, row.statement.ref))
            high = max(rows, key=lambda row: (_highest(row.figure) or 0, row.statement.ref))
            found.append(
                FigureRange(
                    label=group.label,
                    unit=group.unit,
                    lowest=low.figure,
                    lowest_by=low.statement,
                    highest=high.figure,
                    highest_by=high.statement,
                    count=len(rows),
                )
            )
    return tuple(found)


def _lowest(figure: FigureView) -> int | None:
    return figure.low if figure.low is not None else figure.high


def _highest(figure: FigureView) -> int | None:
    return figure.high if figure.high is not None else figure.low


@dataclass(frozen=True, slots=True)
class ChangesOfParty:
    """The changed accounts of one party."""

    label: str
    chains: tuple[ChangeChain, ...]


def all_changes(context: ViewContext) -> tuple[ChangesOfParty, ...]:
    """Every changed account, by party."""
    refs = {ref for chain in chains_of_change(context.chronicle) for ref in chain}
    chains = changed_accounts(context, refs)
    groups = (
        ChangesOfParty(party.label, tuple(one for one in chains if one.party == party))
        for party in context.parties.values()
    )
    return tuple(group for group in groups if group.chains)


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A correction. `anchor` is its place on the page of corrections; `records` are the pages it is
    about; `removed` are the addresses of what is gone."""

    anchor: str
    date: str
    was: str
    now: str
    why: str
    records: tuple[Link, ...]
    removed: tuple[Link, ...]
    reported_by: str


def corrections(context: ViewContext, of: str = "") -> tuple[CorrectionView, ...]:
    """All corrections, the newest first; or those of one record, its statements included."""
    listed = list(enumerate(context.chronicle.records.corrections, 1))
    chosen = [(number, one) for number, one in listed if not of or of in _concerned(one)]
    return tuple(_correction(context, number, one) for number, one in reversed(chosen))


def _concerned(one: Correction) -> set[str]:
    """The records that a correction is about, the sources of statements included."""
    return {*one.records, *(ref.partition("#")[0] for ref in (*one.statements, *one.removed))}


def _correction(context: ViewContext, number: int, one: Correction) -> CorrectionView:
    statements = (Link(ref, page_path(context.chronicle, ref)) for ref in one.statements)
    return CorrectionView(
        anchor=f"correction-{number}",
        date=context.date(one.date),
        was=one.was,
        now=one.now,
        why=one.why,
        records=(*context.links(one.records), *statements),
        removed=tuple(Link(gone, _former_path(gone)) for gone in one.removed),
        reported_by=one.reported_by or "",
    )


def _former_path(gone: str) -> str:
    """The path of the page of a record (events/id) or a statement (source#statement) that was
    removed."""
    if "/" in gone:
        return f"{gone}.md"
    source, _, statement = gone.partition("#")
    return f"sources/{source}.md#{statement}"


def removed_records(context: ViewContext) -> Iterator[tuple[str, tuple[CorrectionView, ...]]]:
    """The page of every removed record, with the corrections that removed it."""
    ledger = list(enumerate(context.chronicle.records.corrections, 1))
    gone = (one for _, correction in ledger for one in correction.removed if "/" in one)
    for name in dict.fromkeys(gone):
        about = [_correction(context, number, one) for number, one in ledger if name in one.removed]
        yield f"{name}.md", tuple(about)


@dataclass(frozen=True, slots=True)
class ExtractStatementView:
    """A statement of the text that the chronicle started from, and what other sources say of the
    same."""

    statement: StatementView
    support: tuple[StatementView, ...]
    contradict: tuple[StatementView, ...]
    silent: tuple[Link, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class ExtractLineView:
    """A line of that text, and what is known of its footnote."""

    locator: str
    statements: tuple[ExtractStatementView, ...]
    footnote: str
    status: str
    treated: tuple[Link, ...]
    unanswered: str


def extract_lines(context: ViewContext) -> tuple[ExtractLineView, ...]:
    """The starting extract, line by line."""
    located = context.chronicle.records.extract
    if not located:
        return ()
    return tuple(_line(context, located.record.source, one) for one in located.record.lines)


def _line(context: ViewContext, source: str, line: ExtractLine) -> ExtractLineView:
    views = context.statements
    return ExtractLineView(
        locator=line.locator,
        statements=tuple(
            ExtractStatementView(
                statement=views[f"{source}#{one.statement}"],
                support=tuple(views[ref] for ref in one.support),
                contradict=tuple(views[ref] for ref in one.contradict),
                silent=context.source_links(one.silent),
                remark=one.remark or "",
            )
            for one in line.statements
        ),
        footnote=line.footnote,
        status=context.texts.table("footnote")[line.footnote_status],
        treated=context.links(line.treated),
        unanswered=line.unanswered or "",
    )


@dataclass(frozen=True, slots=True)
class SearchView:
    """One search for accounts, and what came back."""

    date: str
    where: str
    language: str
    words: ForeignText
    questions: tuple[Link, ...]
    found: str
    sources: tuple[Link, ...]


def searches(context: ViewContext) -> tuple[SearchView, ...]:
    """Every search that is recorded, in the order of its file."""
    return tuple(
        SearchView(
            date=context.date(one.date),
            where=one.where,
            language=context.texts.language_name(one.language),
            words=ForeignText(one.words, context.language(one.language)),
            questions=context.links(one.questions),
            found=one.found,
            sources=context.source_links(one.sources),
        )
        for one in context.chronicle.records.searches
    )


@dataclass(frozen=True, slots=True)
class ExpectedView:
    """A document that ought to exist, and what a search for it gave."""

    id: str
    document: str
    kept_by: str
    questions: tuple[Link, ...]
    searched: str
    found: str
    sources: tuple[Link, ...]


def expected_documents(context: ViewContext) -> tuple[ExpectedView, ...]:
    """Every document that ought to exist, in the order of its file."""
    return tuple(
        ExpectedView(
            id=one.id,
            document=one.document,
            kept_by=one.kept_by,
            questions=context.links(one.bears_on),
            searched=one.searched,
            found=one.found,
            sources=context.source_links(one.sources),
        )
        for one in context.chronicle.records.expected
    )


@dataclass(frozen=True, slots=True)
class WorkedLine:
    """How one statement is counted: its root, its voice, and whether it counts."""

    statement: StatementView
    roots: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class WorkedPosition:
    """The count of one position, statement by statement."""

    text: str
    origins: int
    reports: int
    lines: tuple[WorkedLine, ...]


def worked_count(context: ViewContext, question: str) -> tuple[WorkedPosition, ...]:
    """The count of each position of a question."""
    chronicle = context.chronicle
    found = []
    for position in chronicle.questions[question].positions:
        statements = chronicle.answering.get((question, position.id), [])
        count = chronicle.origin_count(question, position.id)
        lines = tuple(
            WorkedLine(
                context.statements[one.ref],
                context.source_links(sorted(chronicle.standings[one.ref].roots)),
            )
            for one in sorted(statements, key=statement_order)
        )
        found.append(WorkedPosition(position.text, count.origins, count.reports, lines))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Tally:
    """How often each word occurs, in alphabetical order: a count is no rank."""

    id: str
    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class GapRow:
    """A question with a position or a party that is thin or missing."""

    question: Link
    what: str


@dataclass(frozen=True, slots=True)
class GapsView:
    """What the records have and lack."""

    tallies: tuple[Tally, ...]
    single: tuple[GapRow, ...]
    unsupported: tuple[GapRow, ...]
    silent: tuple[GapRow, ...]


def gaps(context: ViewContext) -> GapsView:
    """Counts of what the records have and lack, for the page on balance and gaps."""
    silent = (
        GapRow(context.link(id_), context.parties[row.party].label)
        for id_ in context.question_order
        for row in context.chronicle.questions[id_].none_found
    )
    return GapsView(
        tallies=tuple(_tallies(context)),
        single=tuple(_positions_with(context, 1)),
        unsupported=tuple(_positions_with(context, 0)),
        silent=tuple(silent),
    )


def _positions_with(context: ViewContext, origins: int) -> Iterator[GapRow]:
    for id_ in context.question_order:
        for position in context.chronicle.questions[id_].positions:
            if context.chronicle.origin_count(id_, position.id).origins == origins:
                yield GapRow(context.link(id_), position.text)


def _tallies(context: ViewContext) -> Iterator[Tally]:
    chronicle, vocabulary, texts = context.chronicle, context.vocabulary, context.texts
    statements = list(chronicle.statements.values())
    every = list(chronicle.sources.values())
    read = [one for one in every if one.read.extent != "cited"]
    derivation = texts.table("derivation")
    languages = (one.source.language or "" for one in statements)
    archives = (
        texts["archived"] if one.archive.url else archive_words(context, one)[1] for one in read
    )
    quoted = (bool(one.record.quote) and one.quotable for one in statements)
    with_quotation = texts["with_quotation"], texts["without_quotation"]
    yield _tally("parties", (context.statements[one.ref].party.label for one in statements))
    yield _tally(
        "languages",
        (texts.language_name(code) if code else texts["unknown"] for code in languages),
    )
    yield _tally("kinds", (vocabulary.label("kinds_of_source", one.kind) for one in read))
    yield _tally("extents", (vocabulary.label("extents", one.read.extent) for one in every))
    yield _tally("derivations", (derivation[one.derives_from.kind] for one in read))
    yield _tally("archives", archives)
    yield _tally("quotations", (with_quotation[not one] for one in quoted))


def _tally(id_: str, words: Iterable[str]) -> Tally:
    counts = Counter(words)
    return Tally(id_, tuple(sorted(counts.items(), key=lambda pair: pair[0].casefold())))
