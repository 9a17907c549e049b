"""The words that parties use differently, where they occur in what this site shows: quotations that
were compared with their sources, and titles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..domain.chronicle import SourcedStatement
from ..domain.ordering import source_order, statement_order
from ..domain.site_map import word_path
from ..model.vocabulary import DisputedWord, NeutralWord
from ..text.word_matching import QUOTED_WORDS, cut_at_matches, overlaps, word_pattern
from .context import ViewContext
from .links import Link, PartyLabel
from .statements import StatementView

Pieces = tuple[tuple[str, bool], ...]
"""A text cut into pieces, each with whether it is the word."""


@dataclass(frozen=True, slots=True)
class QuotedUse:
    """A quotation with the word. `reporter` says that the word is the reporter's who passes the
    statement on, not the speaker's."""

    pieces: Pieces
    language: str
    statement: StatementView
    reporter: bool


@dataclass(frozen=True, slots=True)
class TitleUse:
    """A title with the word."""

    pieces: Pieces
    language: str
    translation: str
    source: Link
    cited: bool


@dataclass(frozen=True, slots=True)
class QuotedUses:
    """The quotations of one party; `party` is None for those of speakers without one."""

    party: PartyLabel | None
    uses: tuple[QuotedUse, ...]


@dataclass(frozen=True, slots=True)
class TitleUses:
    """The titles of one party's outlets; `party` is None for all other outlets."""

    party: PartyLabel | None
    uses: tuple[TitleUse, ...]


@dataclass(frozen=True, slots=True)
class WordView:
    """A disputed word: what is looked for, and who uses it."""

    record: DisputedWord
    path: str
    quotations: int
    titles: int
    parties: tuple[QuotedUses, ...]
    outlets: tuple[TitleUses, ...]


def disputed_words(context: ViewContext) -> tuple[WordView, ...]:
    """Every word in dispute with its uses."""
    return tuple(disputed_word(context, word) for word in context.vocabulary.disputed_words)


def neutral_words(context: ViewContext) -> tuple[NeutralWord, ...]:
    """The words that the narrator does not use in the language of the pages."""
    located = context.chronicle.records.neutral
    language = context.chronicle.site.language
    words = located.record.words if located else []
    return tuple(word for word in words if language in word.forms)


def disputed_word(context: ViewContext, word: DisputedWord) -> WordView:
    """A word in dispute with its uses."""
    finder = _Finder(word)
    parties, outlets = _quotations(context, finder), _titles(context, finder)
    return WordView(
        record=word,
        path=word_path(word.id),
        quotations=sum(len(group.uses) for group in parties),
        titles=sum(len(group.uses) for group in outlets),
        parties=parties,
        outlets=outlets,
    )


def _quotations(context: ViewContext, finder: _Finder) -> tuple[QuotedUses, ...]:
    """By party, in order of time. If the quoted words are a reporter's who says what the speaker
    said, the word is the reporter's, unless it is in quotation marks there."""
    groups: dict[str, list[QuotedUse]] = defaultdict(list)
    for statement in _quoted(context):
        record = statement.record
        view, of = context.statements[statement.ref], record.quote_of
        language = context.language(record.quote_language)
        own = finder.cut(record.quote or "", record.quote_language, "marked" if of else "")
        if own:
            groups[view.party.id].append(QuotedUse(own, language, view, False))
        if of and (passed := finder.cut(record.quote or "", record.quote_language, "unmarked")):
            reporter = context.chronicle.actors.get(of)
            party = reporter.party if reporter else ""
            groups[party].append(QuotedUse(passed, language, view, True))
    order: Sequence[str] = [*context.parties, ""]
    return tuple(
        QuotedUses(context.parties.get(party), tuple(groups[party]))
        for party in order
        if groups[party]
    )


def _quoted(context: ViewContext) -> list[SourcedStatement]:
    statements = context.chronicle.statements.values()
    return sorted(
        (one for one in statements if one.record.quote and one.quotable), key=statement_order
    )


def _titles(context: ViewContext, finder: _Finder) -> tuple[TitleUses, ...]:
    """By party of the outlet, in order of time."""
    chronicle = context.chronicle
    groups: dict[str, list[TitleUse]] = defaultdict(list)
    for id_ in sorted(chronicle.sources, key=lambda one: source_order(chronicle, one)):
        source = chronicle.sources[id_]
        shown = bool(source.title and source.title_shown)
        pieces = finder.cut(source.title or "", source.language) if shown else ()
        if pieces:
            groups[source.party or ""].append(
                TitleUse(
                    pieces=pieces,
                    language=context.language(source.language),
                    translation=source.title_en or "",
                    source=context.source_link(id_),
                    cited=source.read.extent == "cited",
                )
            )
    order: Sequence[str] = [*context.parties, ""]
    return tuple(
        TitleUses(context.parties.get(party), tuple(groups[party]))
        for party in order
        if groups[party]
    )


class _Finder:
    """Looks for one word in texts of any language; in a text of unknown language for the forms of
    all."""

    def __init__(self, word: DisputedWord) -> None:
        self.found = _by_language(word.forms)
        self.but_not = _by_language(word.but_not)

    def cut(self, text: str, language: str | None, where: str = "") -> Pieces:
        """The text in pieces; empty if it does not have the word. `where` is `marked` or `unmarked`
        for a word within quotation marks, or outside them, only."""
        primary = (language or "").split("-")[0]
        found = self.found.get(primary)
        if found is None or not found.search(text):
            return ()
        other = self.but_not.get(primary)
        not_meant = [match.span() for match in other.finditer(text)] if other else []
        quoted = [match.span() for match in QUOTED_WORDS.finditer(text)] if where else []

        def counts(start: int, end: int) -> bool:
            if overlaps(not_meant, start, end):
                return False
            return not where or overlaps(quoted, start, end) == (where == "marked")

        pieces = tuple(cut_at_matches(text, found, counts))
        return pieces if any(hit for _, hit in pieces) else ()


def _by_language(forms: Mapping[str, list[str]]) -> dict[str, re.Pattern[str]]:
    every = [form for listed in forms.values() for form in listed]
    patterns = {language: word_pattern(listed) for language, listed in forms.items()}
    return {"": word_pattern(every), **patterns}
