"""On how many independent origins a position rests.

The *root* of a statement is the work at the end of its derivation, its *voice* the actor at the end
of `speaks_for`. Two statements are independent if they share neither. The count is the size of the
largest set of counted statements of which no two share a root or a voice, so adding a statement can
never lower it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..model.actors import Actor
from ..model.derivation import Derivation
from ..model.sources import Source
from ..model.statements import Statement

COUNTED_BASES = ("seen", "told", "stated")


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
    if derivation:
        return _ends(source, derivation, sources, (), quotations=True)
    return _follow(source, sources, ())


def _follow(
    source: str, sources: Mapping[str, Source], passed: tuple[str, ...]
) -> frozenset[str] | None:
    if source in passed or source not in sources:
        return None
    derivation = sources[source].derives_from
    return _ends(source, derivation, sources, (*passed, source), quotations=False)


def _ends(
    source: str,
    derivation: Derivation,
    sources: Mapping[str, Source],
    passed: tuple[str, ...],
    *,
    quotations: bool,
) -> frozenset[str] | None:
    if derivation.kind == "own":
        return frozenset([source])
    works = [one.work for one in derivation.works if quotations or one.what != "quotation"]
    found = [_follow(work, sources, passed) for work in works]
    if not found or None in found:
        return None
    return frozenset().union(*(ends for ends in found if ends))


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
    *,
    withdrawn: bool = False,
) -> Standing:
    """The roots, the voice and the reason why a statement does not count, if there is one."""
    roots = roots_of(source, statement, sources)
    voice, unnamed = _voice_of(statement, roots, sources, actors)
    why_not = ""
    if withdrawn:
        why_not = "withdrawn"
    elif statement.basis not in COUNTED_BASES:
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
    fewest unnamed voices.

    Origins with one root are a matching of roots with voices. The few with several roots are tried
    in and out.
    """
    ordered = sorted(set(origins), key=lambda one: (one.unnamed, sorted(one.roots), one.voice))
    several = [one for one in ordered if len(one.roots) > 1]
    return _best([one for one in ordered if len(one.roots) == 1], several)


def _best(single: list[Origin], several: list[Origin]) -> list[Origin]:
    if not several:
        return _matching(single)
    first, rest = several[0], several[1:]
    without = _best(single, rest)
    apart = [one for one in rest if one.independent_of(first)]
    chosen = [first, *_best([one for one in single if one.independent_of(first)], apart)]
    return max(without, chosen, key=lambda found: (len(found), -sum(o.unnamed for o in found)))


def _matching(origins: list[Origin]) -> list[Origin]:
    """A maximum matching of roots with voices by augmenting paths, named voices first: a matched
    voice stays matched."""
    by_voice: dict[str, list[Origin]] = {}
    for origin in origins:
        by_voice.setdefault(origin.voice, []).append(origin)
    taken: dict[str, Origin] = {}

    def place(voice: str, tried: set[str]) -> bool:
        for origin in by_voice[voice]:
            root = next(iter(origin.roots))
            if root not in tried:
                tried.add(root)
                if root not in taken or place(taken[root].voice, tried):
                    taken[root] = origin
                    return True
        return False

    for voice in sorted(by_voice, key=lambda name: (by_voice[name][0].unnamed, name)):
        place(voice, set())
    return list(taken.values())
