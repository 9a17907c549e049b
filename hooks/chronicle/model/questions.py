"""The disputed questions and the positions on them."""

from typing import Annotated, ClassVar

from pydantic import Field

from .types import (
    Decisive,
    Id,
    Meaning,
    Part,
    PartyId,
    Sentences,
    Shown,
    StatementId,
    Text,
    When,
    Word,
)


class Position(Part):
    """One answer that someone gives, in neutral words."""

    meaning: ClassVar[Meaning] = Meaning.DECISIVE

    id: Shown[Id] = Field(description="the position in a few words; never changed")
    text: Text = Field(description="the position in a neutral sentence")
    telling: Shown[StatementId | None] = Field(
        None, description="the statement whose words are shown first: source-id#statement-id"
    )


class NoneFound(Part):
    """A party of which no statement was found, and what was searched."""

    party: PartyId = Field(description="the party")
    words: Text = Field(description="the words that were searched for")
    places: Sentences = Field(description="what was searched")
    date: When = Field(description="when it was searched")
    note: Sentences | None = Field(None, description="what the reader must know")


class Question(Part):
    """One disputed question, its positions, and the parties whose answer was looked for."""

    question: Decisive[Text] = Field(description="the question, in neutral words")
    why: Sentences = Field(description="why it matters")
    positions: list[Position] = Field(min_length=1, description="every answer that someone gives")
    asked: Annotated[Text, Word("party_lists")] = Field(
        description="the list of parties that are asked"
    )
    figures: list[Annotated[Text, Word("figures")]] = Field(
        [], description="the figures that bear on it"
    )
    all_figures: bool = Field(
        False, description="yes, to show these figures from all statements, not only its answers"
    )
    would_settle: Sentences | None = Field(None, description="what would settle it")
    none_found: list[NoneFound] = Field([], description="parties of which no answer was found")
    note: Sentences | None = Field(None, description="what the reader must know")
