"""The second layer: every statement on a question or an event once; and what contradicts what, what
changed, and the figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..domain.chronicle import SourcedStatement
from ..domain.ordering import statement_order
from .context import ViewContext
from .figures import FigureGroup, figure_groups
from .links import PartyLabel
from .relations import ChangeChain, Related, changed_accounts, contradictions_among
from .statements import StatementView

COUNTED, LISTED, BEARING = "counted", "listed", "bearing"
"""What a statement is to an answer: counted as one, an answer that is not counted, or no answer."""


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """A statement in its place: the id of the section, what it is to it, the party of its group
    (None if the group is of all parties), and why it is no answer, if it is none."""

    section: str
    kind: str
    party: PartyLabel | None
    statement: StatementView
    because: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceGroup:
    """Statements of one kind, of one party if they are counted."""

    kind: str
    party: PartyLabel | None
    rows: tuple[EvidenceRow, ...]


@dataclass(frozen=True, slots=True)
class EvidenceSection:
    """The groups of one position; of an event there is one section, without an id."""

    id: str
    groups: tuple[EvidenceGroup, ...]


def question_evidence(context: ViewContext, id_: str) -> tuple[EvidenceSection, ...]:
    """Every statement that answers a question or bears on it, by position; each at the first of
    its positions."""
    rows: list[EvidenceRow] = []
    seen: set[str] = set()
    for position in context.chronicle.questions[id_].positions:
        answers = context.chronicle.answering.get((id_, position.id), [])
        bearing = context.chronicle.bearing_on.get((id_, position.id), [])
        fresh = [one for one in answers if one.ref not in seen]
        related = [pair for pair in bearing if pair[0].ref not in seen]
        seen.update(one.ref for one in (*fresh, *(one for one, _ in related)))
        rows += _position_rows(context, position.id, fresh)
        related.sort(key=lambda pair: statement_order(pair[0]))
        rows += [
            EvidenceRow(position.id, BEARING, None, context.statements[one.ref], because)
            for one, because in related
        ]
    return _sections(rows)


def _position_rows(
    context: ViewContext, position: str, answers: Sequence[SourcedStatement]
) -> list[EvidenceRow]:
    standings = context.chronicle.standings
    counted = [one for one in answers if standings[one.ref].counted]
    listed = [one for one in answers if not standings[one.ref].counted]
    return [
        *_by_party(context, position, counted),
        *(EvidenceRow(position, LISTED, None, view) for view in context.in_order(listed)),
    ]


def _by_party(
    context: ViewContext, section: str, statements: Iterable[SourcedStatement]
) -> list[EvidenceRow]:
    return [
        EvidenceRow(section, COUNTED, group.party, view)
        for group in context.by_party(statements)
        for view in group.statements
    ]


def event_evidence(context: ViewContext, id_: str) -> tuple[EvidenceSection, ...]:
    """Every statement on an event, by party."""
    return _sections(_by_party(context, "", context.chronicle.about.get(id_, [])))


def _sections(rows: Sequence[EvidenceRow]) -> tuple[EvidenceSection, ...]:
    return tuple(
        EvidenceSection(
            id_,
            tuple(
                EvidenceGroup(kind, party, tuple(group))
                for (kind, party), group in groupby(found, key=lambda row: (row.kind, row.party))
            ),
        )
        for id_, found in groupby(rows, key=lambda row: row.section)
    )


@dataclass(frozen=True, slots=True)
class Comparisons:
    """What is said against what, and what changed."""

    contradictions: tuple[Related, ...]
    changed: tuple[ChangeChain, ...]


def question_comparisons(context: ViewContext, id_: str) -> Comparisons:
    """The comparisons among the answers to a question."""
    answers = {one.ref for one in context.answers_of(id_)}
    contradictions = contradictions_among(context, answers, ("contradicts", "accepts"))
    return Comparisons(contradictions, changed_accounts(context, answers))


def question_figures(context: ViewContext, id_: str) -> tuple[FigureGroup, ...]:
    """The figures of a question: of its answers and of what bears on it, or of all statements if
    its record says so."""
    question = context.chronicle.questions[id_]
    if not question.figures:
        return ()
    found = {one.ref: one for one in (*context.answers_of(id_), *context.bearing_on(id_))}
    if question.all_figures:
        found = dict(context.chronicle.statements)
    return figure_groups(context, found.values(), question.figures)


def event_comparisons(context: ViewContext, id_: str) -> Comparisons:
    """The comparisons among the statements on an event."""
    refs = {one.ref for one in context.chronicle.about.get(id_, [])}
    inside = [one for one in contradictions_among(context, refs) if one.other.ref in refs]
    return Comparisons(tuple(inside), changed_accounts(context, refs))


def event_figures(context: ViewContext, id_: str) -> tuple[FigureGroup, ...]:
    """The figures in the statements on an event."""
    return figure_groups(context, context.chronicle.about.get(id_, []))
