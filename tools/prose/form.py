"""Whether every party is written of in the same form: how long it is introduced, with which verbs
it speaks, how early, and how near the account that contradicts it is."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from statistics import mean, median

from chronicle.domain.chronicle import Chronicle, SourcedStatement
from chronicle.files.loader import ProsePage
from chronicle.text.citations import citation_groups

from .measures import WORD, Words

MOST_VERBS = 4
PARAGRAPH = re.compile(r"\n[ \t]*\n")


@dataclass(slots=True)
class Form:
    """What was counted for one party. An order of 0 is the first citation of a page, 1 the last;
    contradictions are in the same paragraph, on the same page, or not there."""

    introductions: list[int] = field(default_factory=list)
    verbs: Counter[str] = field(default_factory=Counter)
    orders: list[float] = field(default_factory=list)
    contradicted: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Cited:
    """A statement that a page cites, with the words between it and the citation before."""

    statement: SourcedStatement
    words: str
    paragraph: int


def forms(chronicle: Chronicle, words: Words) -> dict[str, Form]:
    """The form in which each party is written of, by party, in the order of the vocabulary."""
    found = {party: Form() for party in chronicle.parties}
    for actor in chronicle.actors.values():
        if actor.role and actor.party in found:
            found[actor.party].introductions.append(len(WORD.findall(actor.role)))
    against = _contradictions(chronicle)
    for prose in chronicle.records.prose.values():
        cited = _cited(chronicle, prose)
        for index, one in enumerate(cited):
            form = found.get(chronicle.party_of(one.statement))
            if form:
                verbs = words.said.findall(" ".join(one.words.split()))
                form.verbs.update(verb.casefold() for verb in verbs)
                form.orders.append(index / max(len(cited) - 1, 1))
                others = against[one.statement.ref]
                if others:
                    form.contradicted[_nearness(one, cited, others)] += 1
    return found


def _contradictions(chronicle: Chronicle) -> dict[str, set[str]]:
    """The statements that contradict each statement."""
    found: dict[str, set[str]] = defaultdict(set)
    for statement, relation, target in chronicle.relations:
        if relation.kind == "contradicts":
            found[statement.ref].add(target)
            found[target].add(statement.ref)
    return found


def _cited(chronicle: Chronicle, prose: ProsePage) -> list[_Cited]:
    breaks = [match.start() for match in PARAGRAPH.finditer(prose.text)]
    found, last = [], 0
    for group in citation_groups(prose.text):
        text, last = prose.text[last : group.start], group.end
        paragraph = sum(place < group.start for place in breaks)
        for work in group.cited:
            if work.ref in chronicle.statements:
                found.append(_Cited(chronicle.statements[work.ref], text, paragraph))
                text = ""  # the same words are counted once
    return found


def _nearness(one: _Cited, cited: list[_Cited], others: set[str]) -> str:
    places = [other.paragraph for other in cited if other.statement.ref in others]
    if one.paragraph in places:
        return "paragraph"
    return "page" if places else "absent"


def form_lines(chronicle: Chronicle, words: Words) -> list[str]:
    """The table of forms, one line a party."""
    lines = [
        f"{'party':28} {'introduction':>12} {'cited':>6} {'order':>6} "
        f"{'contradicted: same paragraph, page, absent':44} verbs"
    ]
    for party, form in forms(chronicle, words).items():
        verbs = ", ".join(f"{verb} {number}" for verb, number in form.verbs.most_common(MOST_VERBS))
        introduction = f"{median(form.introductions):.0f}" if form.introductions else "-"
        order = f"{mean(form.orders):.2f}" if form.orders else "-"
        near = ", ".join(str(form.contradicted[key]) for key in ("paragraph", "page", "absent"))
        lines.append(
            f"{party:28} {introduction:>12} {len(form.orders):6} {order:>6} {near:44} {verbs}"
        )
    return lines
