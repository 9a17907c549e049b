"""A question in two layers: the answers on its page, everything they rest on on another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..domain.chronicle import SourcedStatement
from ..domain.naming import source_publisher
from ..domain.ordering import CHANGES, chains_of_change, event_questions, statement_order
from ..domain.origins import Origin
from ..domain.site_map import evidence_path
from ..model.questions import NoneFound, Position, Question
from .charts import FigureGroup, OriginChart, figure_groups, origin_chart, origin_index
from .context import ViewContext
from .links import Link, PartyLabel
from .statements import PartyStatements, StatementView

BASES = ("seen", "told", "stated")
MOST_LATER = 6


@dataclass(frozen=True, slots=True)
class OriginWords:
    """An independent origin as readers see it: who it is, and in how many reports it is
    repeated."""

    name: str
    reports: int


@dataclass(frozen=True, slots=True)
class KnowsWords:
    """How some of the counted statements know: `basis` is seen, told or stated."""

    basis: str
    number: int


@dataclass(frozen=True, slots=True)
class Related:
    """A statement that contradicts or accepts another one, and why."""

    kind: str
    statement: StatementView
    other: StatementView
    why: str


@dataclass(frozen=True, slots=True)
class PositionView:
    """One answer to a question. `path` leads to its evidence; `telling` is the statement whose
    words are shown."""

    id: str
    text: str
    path: str
    statements: int
    reports: int
    origins: tuple[OriginWords, ...]
    uncounted: int
    knows: tuple[KnowsWords, ...]
    telling: StatementView | None
    against: tuple[Related, ...]
    chart: OriginChart


@dataclass(frozen=True, slots=True)
class AgreedSentence:
    """A sentence that no party disputes, with its event and who agrees."""

    says: str
    event: Link
    by: tuple[StatementView, ...]
    silent: tuple[str, ...]
    other_matter: tuple[tuple[StatementView, str], ...]


@dataclass(frozen=True, slots=True)
class ChangeStep:
    """A statement in a changed account, and what changed with it."""

    statement: StatementView
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeChain:
    """What one voice said, and later said otherwise."""

    party: PartyLabel
    voice: str
    steps: tuple[ChangeStep, ...]


@dataclass(frozen=True, slots=True)
class QuestionView:
    """The first layer: an answer that is read to the end."""

    id: str
    title: str
    why: str
    content_notes: tuple[str, ...]
    positions: tuple[PositionView, ...]
    changed: tuple[ChangeChain, ...]
    later: tuple[StatementView, ...]
    would_settle: str
    agreed: tuple[AgreedSentence, ...]
    events: tuple[Link, ...]
    evidence: str
    note: str


@dataclass(frozen=True, slots=True)
class NoneFoundView:
    """A party of which no statement was found, and what was searched."""

    party: PartyLabel
    words: str
    places: str
    date: str
    note: str


@dataclass(frozen=True, slots=True)
class PositionEvidence:
    """Every statement for a position: counted ones by party, then those listed without being
    counted, then those that only bear on it, each once on the page. `above` is the number of those
    that are at an earlier position."""

    position: PositionView
    counted: tuple[PartyStatements, ...]
    listed: tuple[StatementView, ...]
    bearing: tuple[tuple[StatementView, str], ...]
    above: int


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """The second layer: everything that the answers rest on."""

    id: str
    title: str
    question: Link
    content_notes: tuple[str, ...]
    positions: tuple[PositionEvidence, ...]
    none_found: tuple[NoneFoundView, ...]
    contradictions: tuple[Related, ...]
    changed: tuple[ChangeChain, ...]
    figures: tuple[FigureGroup, ...]


def question_view(context: ViewContext, id_: str) -> QuestionView:
    """The page of a question."""
    chronicle = context.chronicle
    question = chronicle.questions[id_]
    events = [event for event in context.event_order if id_ in event_questions(chronicle, event)]
    answering = answers_of(context, id_, question)
    return QuestionView(
        id=id_,
        title=question.question,
        why=question.why,
        content_notes=content_notes(context, events),
        positions=tuple(_position(context, id_, one) for one in question.positions),
        changed=changed_accounts(context, {one.ref for one in answering}),
        later=_later(context, id_, question, answering),
        would_settle=question.would_settle or "",
        agreed=agreed_sentences(context, events),
        events=context.links(events),
        evidence=evidence_path(id_),
        note=question.note or "",
    )


def content_notes(context: ViewContext, events: Iterable[str]) -> tuple[str, ...]:
    """The ids of the notes on what these events contain, each once."""
    found = (context.chronicle.events[event].content_note for event in events)
    return tuple(dict.fromkeys(note for note in found if note))


def answers_of(context: ViewContext, id_: str, question: Question) -> list[SourcedStatement]:
    """Every statement that answers a question, each once."""
    found = {
        statement.ref: statement
        for position in question.positions
        for statement in context.chronicle.answering.get((id_, position.id), [])
    }
    return list(found.values())


def _position(context: ViewContext, question: str, position: Position) -> PositionView:
    chronicle = context.chronicle
    statements = chronicle.answering.get((question, position.id), [])
    count = chronicle.origin_count(question, position.id)
    ordered = sorted(count.chosen, key=lambda one: (one.unnamed, one.voice, sorted(one.roots)))
    named = [(_origin_name(context, one, statements), one) for one in ordered]
    chart = origin_chart(context, named, statements)
    counted = [one for one in statements if chronicle.standings[one.ref].counted]
    bases = [one.record.basis for one in counted]
    return PositionView(
        id=position.id,
        text=position.text,
        path=f"{evidence_path(question)}#position-{position.id}",
        statements=len(statements),
        reports=count.reports,
        origins=tuple(OriginWords(row.name, row.reports) for row in chart.rows),
        uncounted=sum(number for _, number in count.not_counted),
        knows=tuple(KnowsWords(basis, bases.count(basis)) for basis in BASES if basis in bases),
        telling=_telling(context, position, counted or statements),
        against=_against(context, statements),
        chart=chart,
    )


def _origin_name(
    context: ViewContext, origin: Origin, statements: Sequence[SourcedStatement]
) -> str:
    """What an origin is called: the voice of an actor, or an unnamed speaker with their
    publisher."""
    chronicle, texts = context.chronicle, context.texts
    if origin.voice in chronicle.actors:
        return chronicle.actors[origin.voice].name
    own = [one for one in statements if origin_index(context, [origin], one) is not None]
    speaker = min(own, key=statement_order).record.by.described or texts["unknown"]
    if not origin.unnamed:
        return speaker
    roots = (chronicle.sources[root] for root in sorted(origin.roots))
    publishers = ", ".join(dict.fromkeys(source_publisher(root, texts) for root in roots))
    return texts["origin_unnamed"].format(speaker=speaker, publisher=publishers)


def _telling(
    context: ViewContext, position: Position, statements: Sequence[SourcedStatement]
) -> StatementView | None:
    """The statement whose words are shown: the one that the record names, else the first with a
    quotation of those who know best."""
    if position.telling:
        return context.statements[position.telling]
    found = min(statements, key=lambda one: telling_rank(context, one), default=None)
    return context.statements[found.ref] if found else None


def _against(context: ViewContext, statements: Sequence[SourcedStatement]) -> tuple[Related, ...]:
    """What contradicts the statements of a position, or is contradicted by them, each speaker
    once."""
    refs = {one.ref for one in statements}
    found: dict[str, Related] = {}
    for one in contradictions_among(context, refs):
        own, other = one.statement, one.other
        if own.ref not in refs:
            own, other = other, own
        if other.ref not in refs:
            found.setdefault(other.speaker.text, Related(one.kind, own, other, one.why))
    return tuple(found.values())


def contradictions_among(
    context: ViewContext, refs: Iterable[str], kinds: Sequence[str] = ("contradicts",)
) -> tuple[Related, ...]:
    """Relations of these kinds with a statement of `refs` at either end, by time of the one that
    makes them."""
    among = set(refs)
    found = [
        (statement, relation, target)
        for statement, relation, target in context.chronicle.relations()
        if relation.kind in kinds
        and (statement.ref in among or target in among)
        and target in context.statements
    ]
    found.sort(key=lambda row: statement_order(row[0]))
    views = context.statements
    return tuple(
        Related(relation.kind, views[statement.ref], views[target], relation.why or "")
        for statement, relation, target in found
    )


def changed_accounts(context: ViewContext, among: set[str]) -> tuple[ChangeChain, ...]:
    """Every chain of changed statements with one of these."""
    chains = chains_of_change(context.chronicle)
    return tuple(_chain(context, chain) for chain in chains if among.intersection(chain))


def _chain(context: ViewContext, chain: Sequence[str]) -> ChangeChain:
    views = context.statements
    steps = []
    for ref in chain:
        statement = context.chronicle.statements[ref]
        reasons = tuple(
            relation.why
            for _, relation, target in context.chronicle.relations_of(statement)
            if relation.kind in CHANGES and target in views and relation.why
        )
        steps.append(ChangeStep(views[ref], reasons))
    first = views[chain[0]]
    return ChangeChain(first.party, first.voice, tuple(steps))


def _later(
    context: ViewContext, id_: str, question: Question, answering: Sequence[SourcedStatement]
) -> tuple[StatementView, ...]:
    """What was said on a question after the days of the event, conclusions included: the statements
    that are most worth showing, in order of time."""
    bearing = [
        statement
        for position in question.positions
        for statement, _ in context.chronicle.bearing_on.get((id_, position.id), [])
    ]
    found = {one.ref: one for one in (*answering, *bearing) if is_later(context, one)}
    ranked = sorted(found.values(), key=lambda one: telling_rank(context, one))
    return context.in_order(ranked[:MOST_LATER])


def telling_rank(context: ViewContext, statement: SourcedStatement) -> tuple[bool, bool, int, bool, str]:
    """What makes a statement worth showing first: its speaker is free, it is counted, the speaker
    knows, it is quoted."""
    bases = context.vocabulary.words("bases")
    quoted = bool(statement.record.quote) and statement.quotable
    counted = context.chronicle.standings[statement.ref].counted
    held = bool(statement.record.in_custody)
    return held, not counted, bases.index(statement.record.basis), not quoted, statement.ref


def is_later(context: ViewContext, statement: SourcedStatement) -> bool:
    """Whether a statement was made after the days that charts show."""
    window = context.chronicle.site.window or context.chronicle.site.period
    when = statement.record.said or statement.source.issued
    return when is not None and when.first > window.last


def agreed_sentences(context: ViewContext, events: Iterable[str]) -> tuple[AgreedSentence, ...]:
    """What no party disputes about these events."""
    return tuple(
        AgreedSentence(
            says=one.says,
            event=context.link(event),
            by=tuple(context.statements[ref] for ref in one.agreed_by),
            silent=tuple(context.parties[party].label for party in one.silent),
            other_matter=tuple(
                (context.statements[other.statement], other.because) for other in one.other_matter
            ),
        )
        for event in events
        for one in context.chronicle.events[event].undisputed
    )


def evidence_view(context: ViewContext, view: QuestionView) -> EvidenceView:
    """The page of everything that the answers to a question rest on."""
    question = context.chronicle.questions[view.id]
    answering = answers_of(context, view.id, question)
    seen: set[str] = set()
    refs = {one.ref for one in answering}
    return EvidenceView(
        id=view.id,
        title=view.title,
        question=context.link(view.id),
        content_notes=view.content_notes,
        positions=tuple(_evidence(context, view.id, one, seen) for one in view.positions),
        none_found=tuple(_none_found(context, row) for row in question.none_found),
        contradictions=contradictions_among(context, refs, ("contradicts", "accepts")),
        changed=view.changed,
        figures=figure_groups(context, _figured(context, view.id, question), question.figures),
    )


def _evidence(
    context: ViewContext, question: str, view: PositionView, seen: set[str]
) -> PositionEvidence:
    chronicle = context.chronicle
    found = chronicle.answering.get((question, view.id), [])
    fresh = [one for one in found if one.ref not in seen]
    bearing = [
        (one, because)
        for one, because in chronicle.bearing_on.get((question, view.id), [])
        if one.ref not in seen
    ]
    seen.update(one.ref for one in (*fresh, *(one for one, _ in bearing)))
    counted = [one for one in fresh if chronicle.standings[one.ref].counted]
    others = [one for one in fresh if not chronicle.standings[one.ref].counted]
    bearing.sort(key=lambda pair: statement_order(pair[0]))
    return PositionEvidence(
        position=view,
        counted=context.by_party(counted),
        listed=context.in_order(others),
        bearing=tuple((context.statements[one.ref], because) for one, because in bearing),
        above=len(found) - len(fresh),
    )


def _none_found(context: ViewContext, row: NoneFound) -> NoneFoundView:
    party = context.parties[row.party]
    return NoneFoundView(party, row.words, row.places, context.date(row.date), row.note or "")


def _figured(context: ViewContext, id_: str, question: Question) -> list[SourcedStatement]:
    """The statements whose figures a question shows: its answers and those that bear on it, or
    all."""
    chronicle = context.chronicle
    if question.all_figures:
        return list(chronicle.statements.values())
    found = {one.ref: one for one in answers_of(context, id_, question)}
    for position in question.positions:
        for statement, _ in chronicle.bearing_on.get((id_, position.id), []):
            found.setdefault(statement.ref, statement)
    return list(found.values())
