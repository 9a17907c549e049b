"""What a sentence of the narrator may not assert without a source, in words of each language."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, StringConstraints, model_validator

from ..problems import InvalidValue
from .types import Part, Text, When
from .vocabulary import Excused, WordForm


class AssertionWords(Part):
    """The words of one language by which a bare assertion is known. Each is one or more whole
    words; a star at a word's end matches any ending."""

    verbs: list[WordForm] = Field(
        min_length=1, description="killing, shooting, burning, burying, fleeing and defecting"
    )
    no_verbs: list[WordForm] = Field(
        [], description="phrases in which one of these words is no such verb"
    )
    numbers: list[WordForm] = Field([], description="numbers that are written as words")
    no_numbers: list[WordForm] = Field([], description="phrases in which such a word is no number")
    people: list[WordForm] = Field([], description="people who are counted")
    harmed: list[WordForm] = Field(
        [], description="what makes a number one of dead, wounded, arrested, displaced or defected"
    )
    things: list[WordForm] = Field(
        [], description="what is counted and no person, such as pages or days"
    )
    joining: list[WordForm] = Field(
        [], description="small words between a number and what it counts"
    )
    attributions: list[WordForm] = Field(
        min_length=1, description="words that give a sentence to a speaker"
    )
    no_attributions: list[WordForm] = Field(
        [], description="phrases in which such a word gives it to no one"
    )
    open: list[WordForm] = Field([], description="words after which nothing is asserted")
    unknown: list[WordForm] = Field(
        [], description="phrases that say that the answer to a question is not known"
    )
    about: list[WordForm] = Field([], description="other words before an indirect question")
    asked: list[WordForm] = Field([], description="words with which a question begins")
    abbreviations: list[Text] = Field(
        [], description="words whose full stop ends no sentence, written without it"
    )


class ExcusedUntil(Excused):
    """A passage that is excused for some time, with the reason."""

    until: When = Field(description="the day after which it is a problem again, as 1901-05-04")

    @model_validator(mode="after")
    def one_day(self) -> ExcusedUntil:
        """An exception ends on a day."""
        if self.until.interval or self.until.first != self.until.last:
            raise InvalidValue("an exception ends on one day", "write it as 1901-05-04", "until")
        return self


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
