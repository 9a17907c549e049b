"""On how many independent origins a position rests.

The *root* of a statement is the work at the end of its derivation, the *voice* is the actor at the end of `speaks_for`.
Two statements are independent when they share neither. The count is the size of the largest set of counted statements of which
no two share a root or a voice; adding a statement can therefore never lower it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from . import model

COUNTED_BASES = ("seen", "told", "stated")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a statement counts for. `roots` are source ids; `why_not` is the id of a reason, or empty if it counts."""

    roots: frozenset[str]
    voice: str
    unnamed: bool
    why_not: str

    @property
    def counted(self) -> bool:
        return not self.why_not


@dataclass(frozen=True, slots=True)
class Support:
    """What stands behind a position: numbers of sources, speakers and independent origins (of them unnamed)."""

    reports: int
    speakers: int
    origins: int
    unnamed: int
    counted: int
    not_counted: tuple[tuple[str, int], ...]


def roots(source: str, statement: model.Statement | None, sources: Mapping[str, model.Source]) -> frozenset[str] | None:
    """The works at the end of a statement's derivation; None where one of them is unknown. Cycles end as unknown."""
    derivation = statement.derives_from if statement and statement.derives_from else None
    if derivation:
        return _ends(source, derivation, sources, (), quotations=True)
    return _follow(source, sources, ())


def _follow(source: str, sources: Mapping[str, model.Source], passed: tuple[str, ...]) -> frozenset[str] | None:
    if source in passed or source not in sources:
        return None
    return _ends(source, sources[source].derives_from, sources, (*passed, source), quotations=False)


def _ends(
    source: str,
    derivation: model.Derivation,
    sources: Mapping[str, model.Source],
    passed: tuple[str, ...],
    *,
    quotations: bool,
) -> frozenset[str] | None:
    if derivation.stands == "own":
        return frozenset([source])
    parents = [parent.work for parent in derivation.works if quotations or parent.what != "quotation"]
    found = [_follow(parent, sources, passed) for parent in parents]
    if not found or None in found:
        return None
    return frozenset().union(*(ends for ends in found if ends))


def voice(actor: str, actors: Mapping[str, model.Actor]) -> str:
    """The actor at the end of `speaks_for`; the last one before a circle closes."""
    passed = [actor]
    while (current := actors.get(passed[-1])) and current.speaks_for and current.speaks_for not in passed:
        passed.append(current.speaks_for)
    return passed[-1]


def standing(
    source: str,
    statement: model.Statement,
    sources: Mapping[str, model.Source],
    actors: Mapping[str, model.Actor],
    *,
    withdrawn: bool = False,
) -> Standing:
    """The root, the voice and the reason why a statement does not count, if there is one."""
    ends = roots(source, statement, sources)
    speaks, unnamed = _voice_of(statement, ends, sources, actors)
    why_not = ""
    if withdrawn:
        why_not = "withdrawn"
    elif statement.basis not in COUNTED_BASES:
        why_not = statement.basis
    elif ends is None:
        why_not = "unknown-root"
    return Standing(ends or frozenset(), speaks, unnamed, why_not)


def _voice_of(
    statement: model.Statement,
    ends: frozenset[str] | None,
    sources: Mapping[str, model.Source],
    actors: Mapping[str, model.Actor],
) -> tuple[str, bool]:
    if statement.in_custody:
        return voice(statement.in_custody, actors), False
    speaks_for = statement.by.actor or statement.by.speaks_for
    if speaks_for:
        return voice(speaks_for, actors), False
    if statement.by.named:
        return f"named {str(statement.by.described).casefold()}", False
    publishers = sorted(publisher(sources[end]) for end in ends or () if end in sources)
    return f"unnamed, in {', '.join(publishers)}", True


def publisher(source: model.Source) -> str:
    """Who publishes a source, for telling one publisher from another."""
    return (source.container_title or source.publisher or "").casefold()


def speaker(statement: model.Statement, source: model.Source) -> str:
    """What tells one speaker from another: the actor, the name, or the description within one publisher."""
    if statement.by.actor:
        return statement.by.actor
    where = "" if statement.by.named else publisher(source)
    return f"{str(statement.by.described).casefold()} {where}"


def support(
    statements: Iterable[tuple[str, model.Statement, Standing]], sources: Mapping[str, model.Source]
) -> Support:
    """The support of one position from its statements, each given with the id of its source."""
    listed = list(statements)
    reasons: dict[str, int] = {}
    for _, _, found in listed:
        if found.why_not:
            reasons[found.why_not] = reasons.get(found.why_not, 0) + 1
    edges = {(found.roots, found.voice, found.unnamed) for _, _, found in listed if found.counted}
    chosen = independent(edges)
    return Support(
        reports=len({source for source, _, _ in listed}),
        speakers=len({speaker(statement, sources[source]) for source, statement, _ in listed}),
        origins=len(chosen),
        unnamed=sum(unnamed for _, _, unnamed in chosen),
        counted=len(listed) - sum(reasons.values()),
        not_counted=tuple(sorted(reasons.items())),
    )


Edge = tuple[frozenset[str], str, bool]


def independent(edges: Iterable[Edge]) -> list[Edge]:
    """A largest set of edges of which no two share a root or a voice; of such sets one with the fewest unnamed voices.

    Edges with one root are a matching of roots with voices. The few with several roots are tried in and out.
    """
    ordered = sorted(set(edges), key=lambda edge: (edge[2], sorted(edge[0]), edge[1]))
    several = [edge for edge in ordered if len(edge[0]) > 1]
    single = [edge for edge in ordered if len(edge[0]) == 1]
    return _best(single, several)


def _best(single: list[Edge], several: list[Edge]) -> list[Edge]:
    if not several:
        return _matching(single)
    first, rest = several[0], several[1:]
    without = _best(single, rest)
    apart = [edge for edge in rest if _apart(edge, first)]
    chosen = [first, *_best([edge for edge in single if _apart(edge, first)], apart)]
    return max(without, chosen, key=lambda found: (len(found), -sum(edge[2] for edge in found)))


def _apart(one: Edge, other: Edge) -> bool:
    return not (one[0] & other[0]) and one[1] != other[1]


def _matching(edges: list[Edge]) -> list[Edge]:
    """A maximum matching of roots with voices by augmenting paths, named voices first: a matched voice stays matched."""
    by_voice: dict[str, list[Edge]] = {}
    for edge in edges:
        by_voice.setdefault(edge[1], []).append(edge)
    taken: dict[str, Edge] = {}

    def place(speaks: str, tried: set[str]) -> bool:
        for edge in by_voice[speaks]:
            root = next(iter(edge[0]))
            if root not in tried:
                tried.add(root)
                if root not in taken or place(taken[root][1], tried):
                    taken[root] = edge
                    return True
        return False

    for speaks in sorted(by_voice, key=lambda name: (by_voice[name][0][2], name)):
        place(speaks, set())
    return list(taken.values())
