"""The words of a chronicle: those that records use, those that parties dispute, those that the
narrator avoids, and those that readers look up."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from ..problems import InvalidValue
from .types import (
    NOT_STATED,
    AnyId,
    CitationList,
    Id,
    Language,
    Part,
    PartyId,
    SourceId,
    Text,
)

WORD_FORM = re.compile(r"[\w{][^*\s()\[\]|+?\\^$]+\*?( [^*\s()\[\]|+?\\^$]+\*?)*")


class Term(Part):
    """A word of the vocabulary: its id, the label that readers see, what it means."""

    id: Id = Field(description="what records write")
    label: Text = Field(description="what readers see")
    means: Text | None = Field(None, description="what it means")
    mark: Text | None = Field(
        None,
        pattern="^(circle|ring|triangle|cross|bar|square|square-open|diamond|half|dot|gate)$",
        description="of a party or a kind of place: the shape that marks it",
    )
    unit: Text | None = Field(None, description="of a figure: what its numbers count")
    counts: bool = Field(
        False, description="of a basis: yes, if an answer can rest on statements with it"
    )
    plural: Text | None = Field(
        None, description="of a basis: the label after a number of statements"
    )
    first_hand: bool = Field(False, description="of a basis: yes, if the speaker saw or did it")
    joins: bool = Field(
        False,
        description="of a circumstance: yes, if people who share it may not be independent",
    )
    private: bool = Field(
        False, description="of a place: yes, for a private home, placed no finer than its town"
    )
    everyday_name: bool = Field(
        False, description="of a kind of actor or place: yes, if names may be everyday words"
    )
    public: bool = Field(False, description="of a reason for naming: yes, for a public office")
    dead: bool = Field(
        False, description="of a reason for naming: yes, for a dead person; needs two publishers"
    )


def _form(value: str) -> str:
    if not WORD_FORM.fullmatch(value):
        hint = "write words of two letters or more; a star only at a word's end"
        raise InvalidValue(f"'{value}' is not a form", hint)
    return value


WordForm = Annotated[Text, AfterValidator(_form)]
FormsByLanguage = dict[Annotated[str, StringConstraints(pattern="^[a-z]{2,3}$")], list[WordForm]]


class DisputedWord(Part):
    """A word that parties use differently, and the forms to look for in titles and quotations, by
    language. A form is one or more whole words; a star at a word's end matches any ending."""

    id: Id
    label: Text
    forms: FormsByLanguage = Field(
        min_length=1, description="lists of forms by language, such as en: [ambush*]"
    )
    but_not: FormsByLanguage = Field(
        {}, description="phrases in which a form means something else, by language"
    )


class NeutralWord(Part):
    """A word that the narrator does not use, what to write instead, and why."""

    id: Id
    forms: FormsByLanguage = Field(
        min_length=1, description="lists of forms by language, such as en: [regime*]"
    )
    but_not: FormsByLanguage = Field(
        {}, description="phrases in which a form decides nothing, by language"
    )
    instead: Text = Field(description="what to write instead")
    why: Text = Field(description="one sentence: what the word decides")


class Excused(Part):
    """A passage that a rule of words leaves alone, with the reason."""

    file: Text = Field(alias="in", description="the file, such as docs/words.md")
    passage: Text = Field(description="the words around it, exactly as written there")
    because: Text


class NeutralWords(Part):
    """The words that the narrator does not use, and where they are used all the same."""

    words: list[NeutralWord] = Field([], description="the words, with what to write instead")
    exceptions: list[Excused] = Field([], description="the passages that must use one of them")


class TranslatedTerm(Part):
    """A word in one language, and the sources that use it."""

    text: Text = Field(description="the word in this language")
    language: Language = Field(description="the code of the language, such as en or ar")
    sources: list[SourceId] = Field([], alias="in", description="the sources that use this form")


class Explanation(Part):
    """One neutral sentence or two, and what they rest on."""

    text: Text = Field(description="one or two neutral sentences")
    because: CitationList = Field(
        [], description="a source, or source-id#statement-id, that says so"
    )


class GlossaryEntry(Part):
    """A word that readers meet. Without a citation it has its plain sense only, and the page says
    that no source is cited."""

    id: Id = Field(description="the word's place on the page; never changed")
    term: Text = Field(description="the word, as readers meet it")
    ours: bool = Field(
        False, description="yes, for a word that this chronicle uses in a sense of its own"
    )
    forms: list[TranslatedTerm] = Field([], description="the word in its own language and others")
    says: list[Explanation] = Field(
        min_length=1, description="what it means, in one or two neutral sentences"
    )
    records: list[AnyId] = Field([], description="the records that are about it")


OWN_WORDS = {
    "bases": (NOT_STATED,),
    "extents": ("cited", NOT_STATED),
    "kinds_of_actor": ("person",),
    "reasons_for_naming": ("public-body",),
    "reasons_without_archive": ("not-looked-for",),
    "figure_parts": ("all",),
}
"""The words that every vocabulary has, under any label: what a record means that does not say, and
what the rules that protect people and works known only as cited depend on."""


class Vocabulary(Part):
    """The words and labels of a chronicle, each list in the order in which pages show it."""

    parties: list[Term]
    party_lists: dict[str, list[PartyId]]
    bases: list[Term]
    extents: list[Term]
    kinds_of_source: list[Term]
    kinds_of_event: list[Term]
    kinds_of_actor: list[Term]
    kinds_of_place: list[Term]
    reasons_for_naming: list[Term]
    reasons_without_archive: list[Term]
    figures: list[Term]
    figure_parts: list[Term]
    content_notes: list[Term] = Field([], description="what pages warn of, in this order")
    circumstances: list[Term] = Field([], description="how words came to be said or seen")
    minor_words: list[WordForm] = Field(
        [], description="words for people under 18; {age} means 0 to 17"
    )
    home_words: list[WordForm] = Field(
        [], description="words before the place that a person is from"
    )
    sensitive_words: list[WordForm] = Field(
        [], description="words for sexual violence and for the deaths of children"
    )
    custody_words: list[WordForm] = Field([], description="words that describe a speaker as held")
    disputed_words: list[DisputedWord] = []

    def words(self, name: str) -> list[str]:
        """The ids of one list."""
        terms = getattr(self, name)
        return list(terms) if isinstance(terms, dict) else [term.id for term in terms]

    def term(self, name: str, word: str) -> Term:
        """The term with that id; with the id itself as its label if it is unknown."""
        known = (term for term in getattr(self, name) if term.id == word)
        return next(known, Term(id="unknown", label=word))

    def label(self, name: str, word: str) -> str:
        """What readers see for a word of a list."""
        return self.term(name, word).label
