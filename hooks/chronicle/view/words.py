"""The words in dispute: in whose published quotations and in which titles each stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from .. import model, wording
from ..relate import SourcedStatement
from ..wordmatch import QUOTED, inside, pattern, pieces
from .indexes import Indexes
from .names import Link, Words
from .statements import LAST_DAY, order

WHERE = {True: "marked", False: "unmarked"}


class DisputedWords(Indexes):
    """Only what readers can see on this site is searched: quotations that were compared, and titles."""

    def disputed_words(self) -> list[dict[str, Any]]:
        """Every word in dispute with its forms, the quotations by party of whoever uses it, the titles by party of the outlet."""
        return [self._disputed_word(word) for word in self.vocabulary.disputed_words]

    def neutral_words(self) -> list[dict[str, Any]]:
        """The words that the narrator does not use, with what is written instead, and why."""
        located = self.chronicle.records.neutral
        language = self.chronicle.site.language
        return [
            {"forms": word.forms[language], "instead": word.instead, "why": word.why}
            for word in (located.record.words if located else [])
            if language in word.forms
        ]

    def _disputed_word(self, word: model.DisputedWord) -> dict[str, Any]:
        finder = _Finder(word)
        parties = self._quotations(finder)
        outlets = self._titles(finder)
        return {
            "id": f"word-{word.id}",
            "label": word.label,
            "forms": self._forms(word.forms),
            "but_not": self._forms(word.but_not),
            "starred": any(form.endswith("*") for forms in word.forms.values() for form in forms),
            "quotations": wording.count(sum(len(p["uses"]) for p in parties), "quotations", self.texts),
            "titles": wording.count(sum(len(o["uses"]) for o in outlets), "source_titles", self.texts),
            "parties": parties,
            "outlets": outlets,
        }

    def _forms(self, forms: Mapping[str, list[str]]) -> list[dict[str, Any]]:
        return [
            {
                "language": self.texts.get(f"language_{language}", language),
                "forms": [Words(form, language) for form in listed],
            }
            for language, listed in forms.items()
        ]

    def _quotations(self, finder: _Finder) -> list[dict[str, Any]]:
        """By party, those without one last: each quotation that holds the word, in the order in which they were said.

        Where the quoted words are a reporter's who tells what the speaker said, the word is the reporter's, unless it
        stands in quotation marks there: then it is the speaker's, as the reporter quotes it.
        """
        groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for statement in self._quoted:
            quote, language, of = (
                statement.record.quote or "",
                statement.record.quote_language,
                statement.record.quote_of,
            )
            said = self.said[statement.ref]
            use = {"words": said["quote"]["words"], "statement": said}
            own = finder.cut(quote, language, "marked" if of else "")
            if own:
                groups[said["party_id"]].append({**use, "pieces": own, "telling": False})
            told = finder.cut(quote, language, "unmarked") if of else []
            if told:
                reporter = self.chronicle.actors.get(of or "")
                groups[reporter.party if reporter else ""].append({**use, "pieces": told, "telling": True})
        return [self._group(party, groups[party]) for party in [*self.chronicle.parties(), ""] if groups[party]]

    @cached_property
    def _quoted(self) -> list[SourcedStatement]:
        found = (s for s in self.chronicle.statements.values() if s.record.quote and s.quotable)
        return sorted(found, key=order)

    def _titles(self, finder: _Finder) -> list[dict[str, Any]]:
        """By party of the outlet, those without one last: each title that holds the word, by date."""
        groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for id_ in self._titled:
            source = self.chronicle.sources[id_]
            cut = finder.cut(source.title or "", source.language)
            if cut:
                groups[source.party or ""].append(
                    {
                        "pieces": cut,
                        "words": Words(source.title or "", source.language or ""),
                        "translation": source.title_en,
                        "ours": source.title_en_by == "editors",
                        "source": Link(self.source_short(source), self.url(id_)),
                        "cited": source.read.extent == "cited",
                    }
                )
        return [self._group(party, groups[party]) for party in [*self.chronicle.parties(), ""] if groups[party]]

    @cached_property
    def _titled(self) -> list[str]:
        sources = self.chronicle.sources
        found = [id_ for id_, source in sources.items() if source.title and source.title_shown]
        return sorted(found, key=lambda i: (issued.first if (issued := sources[i].issued) else LAST_DAY, i))

    def _group(self, party: str, uses: list[dict[str, Any]]) -> dict[str, Any]:
        term = self.vocabulary.term("parties", party) if party else None
        return {
            "id": party,
            "label": term.label if term else self.texts["other_outlets"],
            "mark": (term.mark or "dot") if term else "",
            "number": len(uses),
            "uses": uses,
        }


class _Finder:
    """Looks for one word in texts of any language; in a text of unknown language for the forms of all."""

    def __init__(self, word: model.DisputedWord) -> None:
        self.found = _by_language(word.forms)
        self.but_not = _by_language(word.but_not)

    def cut(self, text: str, language: str | None, where: str = "") -> list[dict[str, Any]]:
        """The text in pieces, each with whether it is the word; nothing if the word does not stand in it.

        `where` is `marked` or `unmarked` for a word within quotation marks or outside them only.
        """
        primary = (language or "").split("-")[0]
        if primary not in self.found:
            return []
        not_meant = [match.span() for match in self.but_not[primary].finditer(text)] if primary in self.but_not else []
        quoted = [match.span() for match in QUOTED.finditer(text)] if where else []

        def keep(start: int, end: int) -> bool:
            return not inside(not_meant, start, end) and where in ("", WHERE[inside(quoted, start, end)])

        cut = pieces(text, self.found[primary], keep)
        return [{"text": piece, "hit": hit} for piece, hit in cut] if any(hit for _, hit in cut) else []


def _by_language(forms: Mapping[str, list[str]]) -> dict[str, re.Pattern[str]]:
    every = [form for listed in forms.values() for form in listed]
    return {"": pattern(every), **{language: pattern(listed) for language, listed in forms.items()}}
