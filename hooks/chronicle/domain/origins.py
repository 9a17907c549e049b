"""On how many independent origins a position rests.

The *root* of a statement is the work at the end of its derivation, its *voice* the actor at the end
of `speaks_for`. Two statements are independent if they share neither. The count is the size of the
largest set of counted statements of which no two share a root or a voice, so adding a statement can
never lower it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter

from ..model.actors import Actor
from ..model.sources import Source
from ..model.statements import Statement

MAX_STEPS = 50_000
MAX_CHOSEN = 300
"""How many combinations of origins with several roots are tried, and how many in one: a second."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a statement counts for. `roots` are source ids; `why_not` is the id of a reason, empty
    if it counts."""

    roots: frozenset[str]
    voice: str
    unnamed: bool
    why_not: str

    @property
    def counted(self) -> bool:
        return not self.why_not


@dataclass(frozen=True, slots=True)
class OriginCount:
    """What a position rests on: numbers of reports, speakers and independent origins, and of
    origins whose speakers are unnamed. `chosen` are the origins that were counted."""

    reports: int
    speakers: int
    origins: int
    unnamed: int
    counted: int
    not_counted: tuple[tuple[str, int], ...]
    chosen: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """The roots and the voice of a statement: what it has in common with others that are not
    independent of it."""

    roots: frozenset[str]
    voice: str
    unnamed: bool

    def independent_of(self, other: Origin) -> bool:
        return not (self.roots & other.roots) and self.voice != other.voice


def roots_of(
    source: str, statement: Statement | None, sources: Mapping[str, Source]
) -> frozenset[str] | None:
    """The works at the end of a statement's derivation; None if one of them is unknown. A cycle
    ends as unknown."""
    derivation = statement.derives_from if statement else None
    if derivation is None:
        return _ends([source], sources)
    if derivation.kind == "own":
        return frozenset([source])
    return _ends([one.work for one in derivation.works], sources)


def _ends(works: Sequence[str], sources: Mapping[str, Source]) -> frozenset[str] | None:
    """Where works lead by their texts and facts, each followed once, however long the way is."""
    following: dict[str, list[str]] = {}
    ends, waiting = set[str](), list(works)
    while waiting:
        work = waiting.pop()
        if work in following:
            continue
        derivation = sources[work].derives_from if work in sources else None
        own = derivation is not None and derivation.kind == "own"
        parents = derivation.works if derivation and not own else ()
        following[work] = [one.work for one in parents if one.what != "quotation"]
        if own:
            ends.add(work)
        elif not following[work]:
            return None
        waiting += following[work]
    try:
        TopologicalSorter(following).prepare()
    except CycleError:
        return None
    return frozenset(ends) or None


def voice_of_actor(actor: str, actors: Mapping[str, Actor]) -> str:
    """The actor at the end of `speaks_for`; the last one before a circle closes."""
    passed = [actor]
    while (current := actors.get(passed[-1])) and current.speaks_for:
        if current.speaks_for in passed:
            break
        passed.append(current.speaks_for)
    return passed[-1]


def standing_of(
    source: str,
    statement: Statement,
    sources: Mapping[str, Source],
    actors: Mapping[str, Actor],
    counting: Collection[str],
    *,
    withdrawn: bool = False,
) -> Standing:
    """The roots, the voice and the reason why a statement does not count, if there is one.
    `counting` are the bases that count."""
    roots = roots_of(source, statement, sources)
    voice, unnamed = _voice_of(statement, roots, sources, actors)
    why_not = ""
    if withdrawn:
        why_not = "withdrawn"
    elif statement.basis not in counting:
        why_not = statement.basis
    elif roots is None:
        why_not = "unknown-root"
    return Standing(roots or frozenset(), voice, unnamed, why_not)


def _voice_of(
    statement: Statement,
    roots: frozenset[str] | None,
    sources: Mapping[str, Source],
    actors: Mapping[str, Actor],
) -> tuple[str, bool]:
    speaker = statement.by
    actor = statement.in_custody or speaker.actor or speaker.speaks_for
    if actor:
        return voice_of_actor(actor, actors), False
    if speaker.named:
        return f"named {str(speaker.described).casefold()}", False
    publishers = sorted(publisher_of(sources[root]) for root in roots or () if root in sources)
    return f"unnamed, in {', '.join(publishers)}", True


def publisher_of(source: Source) -> str:
    """Who publishes a source, to tell one publisher from another: an agency's text in a paper is
    the agency's."""
    return (source.publisher or source.container_title or "").casefold()


def _speaker(statement: Statement, source: Source) -> str:
    """What tells one speaker from another: the actor, the name, or the description within one
    publisher."""
    speaker = statement.by
    if speaker.actor:
        return speaker.actor
    where = "" if speaker.named else publisher_of(source)
    return f"{str(speaker.described).casefold()} {where}"


def count_origins(
    answers: Iterable[tuple[str, Statement, Standing]], sources: Mapping[str, Source]
) -> OriginCount:
    """What one position rests on, from the statements that take it, each with its source's id."""
    listed = list(answers)
    reasons: dict[str, int] = {}
    for _, _, standing in listed:
        if standing.why_not:
            reasons[standing.why_not] = reasons.get(standing.why_not, 0) + 1
    counted = [standing for _, _, standing in listed if standing.counted]
    chosen = independent_origins(Origin(one.roots, one.voice, one.unnamed) for one in counted)
    return OriginCount(
        reports=len({source for source, _, _ in listed}),
        speakers=len({_speaker(one, sources[source]) for source, one, _ in listed}),
        origins=len(chosen),
        unnamed=sum(origin.unnamed for origin in chosen),
        counted=len(counted),
        not_counted=tuple(sorted(reasons.items())),
        chosen=tuple(chosen),
    )


def independent_origins(origins: Iterable[Origin]) -> list[Origin]:
    """A largest set of origins of which no two share a root or a voice; of such sets, one with the
    fewest unnamed voices. Raises TooManyWays if the search for it does not end in MAX_STEPS.

    Origins with one root are a matching of roots with voices. The few with several roots are tried
    in and out, as long as that can still find more: the problem has no quick solution in general.
    """
    ordered = sorted(set(origins), key=lambda one: (one.unnamed, sorted(one.roots), one.voice))
    useful = [one for one in ordered if not any(_replaces(other, one) for other in ordered)]
    return _Search().best(useful)


def _replaces(other: Origin, one: Origin) -> bool:
    """Whether another origin of the same voice is in the way of fewer."""
    return (other.voice, other.unnamed) == (one.voice, one.unnamed) and other.roots < one.roots


class TooManyWays(Exception):
    """More combinations of origins than can be tried."""


class _Search:
    """The best set found so far, and how many combinations were tried."""

    def __init__(self) -> None:
        self.steps = 0
        self.found: list[Origin] = []

    def best(self, origins: list[Origin]) -> list[Origin]:
        several = [one for one in origins if len(one.roots) > 1]
        several.sort(key=lambda one: sum(not one.independent_of(other) for other in origins))
        self._try([], [one for one in origins if len(one.roots) == 1], several)
        return self.found

    def _try(self, chosen: list[Origin], single: list[Origin], several: list[Origin]) -> None:
        """What can be added to the chosen ones, with the first of several and without it."""
        for index, first in enumerate(several):
            if not self._can_find_more(chosen, single, several[index:]):
                return
            left = several[index + 1 :]
            apart = [[one for one in ones if one.independent_of(first)] for ones in (single, left)]
            self._try([*chosen, first], *apart)
        if self._can_find_more(chosen, single, []):
            self.found = max(self.found, [*chosen, *_matching(single)], key=_worth)

    def _can_find_more(self, chosen: list[Origin], *left: list[Origin]) -> bool:
        """Whether voices and roots are left for a better set: one with several roots takes two."""
        self.steps += 1
        if self.steps > MAX_STEPS or len(chosen) > MAX_CHOSEN:
            raise TooManyWays
        voices = {one.voice for ones in left for one in ones}
        roots = {root for ones in left for one in ones for root in one.roots}
        alone = {root for one in left[0] for root in one.roots}
        most = min(len(voices), (len(roots) + len(alone)) // 2)
        return (len(chosen) + most, -_unnamed(chosen)) > _worth(self.found)


def _unnamed(origins: Iterable[Origin]) -> int:
    return sum(one.unnamed for one in origins)


def _worth(origins: list[Origin]) -> tuple[int, int]:
    """More origins are better; of as many, those with fewer unnamed voices."""
    return len(origins), -_unnamed(origins)


def _matching(origins: list[Origin]) -> list[Origin]:
    """A maximum matching of roots with voices by augmenting paths, named voices first: a matched
    voice stays matched."""
    by_voice: dict[str, list[Origin]] = {}
    for origin in origins:
        by_voice.setdefault(origin.voice, []).append(origin)
    taken: dict[str, Origin] = {}
    for voice in sorted(by_voice, key=lambda name: (by_voice[name][0].unnamed, name)):
        _place(voice, by_voice, taken)
    return list(taken.values())


def _place(voice: str, by_voice: Mapping[str, list[Origin]], taken: dict[str, Origin]) -> None:
    """Gives a voice a root, if others that have one can change theirs in turn."""
    had = {origin.voice: root for root, origin in taken.items()}
    reached: dict[str, Origin] = {}
    waiting = [voice]
    for here in waiting:
        for origin in by_voice[here]:
            (root,) = origin.roots
            if root in reached:
                continue
            reached[root] = origin
            if root in taken:
                waiting.append(taken[root].voice)
                continue
            while root:
                taken[root] = reached[root]
                root = had.get(reached[root].voice, "")
            return
