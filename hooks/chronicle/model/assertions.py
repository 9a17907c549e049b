"""What a sentence of the narrator may not assert without a source, in words of each language."""

from typing import Annotated

from pydantic import Field, StringConstraints

from .types import Part, Text, When
from .vocabulary import Excused, WordForm


class AssertionWords(Part):
    """The words of one language by which a bare assertion is known."""

    verbs: list[WordForm] = Field(description="killing, shooting, burning, fleeing and so on")
    no_verbs: list[WordForm] = Field([], description="phrases in which such a word is no verb")
    numbers: list[WordForm] = Field([], description="numbers that are written as words")
    no_numbers: list[WordForm] = Field([], description="phrases in which such a word is no number")
    harmed: list[WordForm] = Field([], description="the dead, wounded, arrested and so on")
    things: list[WordForm] = Field([], description="what may be counted beside them, as pages")
    attributions: list[WordForm] = Field(description="words that give a sentence to a speaker")
    no_attributions: list[WordForm] = Field([], description="phrases in which they do not")
    open: list[WordForm] = Field([], description="words after which nothing is asserted")
    unknown: list[WordForm] = Field([], description="phrases that say that something is not known")
    about: list[WordForm] = Field([], description="other words before an indirect question")
    asked: list[WordForm] = Field([], description="words with which a question begins")
    abbreviations: list[Text] = Field([], description="words whose full stop ends no sentence")


class ExcusedUntil(Excused):
    """A passage that is excused for some time only."""

    until: When = Field(description="the last day on which it is excused")


class Assertions(Part):
    """By which words an assertion is known, which pages of prose are not about the event, and what
    is excused for some time."""

    words: dict[Annotated[str, StringConstraints(pattern="^[a-z]{2,3}$")], AssertionWords] = Field(
        description="the words by language, such as en:"
    )
    pages: list[Text] = Field(
        [], description="pages of docs/ that are not about the event, such as engine/*"
    )
    exceptions: list[ExcusedUntil] = Field([], description="passages excused for some time")
