"""How statements relate: what contradicts what, and how accounts changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..domain.ordering import CHANGES, statement_order
from .context import ViewContext
from .links import PartyLabel
from .statements import StatementView


@dataclass(frozen=True, slots=True)
class Related:
    """A statement that contradicts or accepts another one, and why."""

    kind: str
    statement: StatementView
    other: StatementView
    why: str


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


def contradictions_among(
    context: ViewContext, refs: Iterable[str], kinds: Sequence[str] = ("contradicts",)
) -> tuple[Related, ...]:
    """Relations of these kinds with a statement of `refs` at either end, by time of the one that
    makes them."""
    chronicle = context.chronicle
    places = {place for ref in refs for place in chronicle.relations_at.get(ref, ())}
    found = [
        (statement, relation, target)
        for statement, relation, target in map(chronicle.relations.__getitem__, sorted(places))
        if relation.kind in kinds and target in context.statements
    ]
    found.sort(key=lambda row: statement_order(row[0]))
    views = context.statements
    return tuple(
        Related(relation.kind, views[statement.ref], views[target], relation.why or "")
        for statement, relation, target in found
    )


def changed_accounts(context: ViewContext, among: set[str]) -> tuple[ChangeChain, ...]:
    """Every chain of changed statements with one of these."""
    chains = context.change_chains
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
