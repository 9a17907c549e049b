"""Events: what happened, or is said to have happened."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from ..problems import InvalidValue
from .types import (
    ActorId,
    Decisive,
    EventId,
    Meaning,
    Part,
    PartyId,
    PlaceId,
    QuestionId,
    RegisterEntry,
    Sentences,
    StatementId,
    Text,
    When,
    Word,
)

STATUS = "^(undisputed|alleged)$"


def _alleged_by_someone(role: str, statement: str | None) -> None:
    if role == "alleged" and not statement:
        hint = "add statement: source-id#statement-id"
        raise InvalidValue("what is alleged needs the statement that says so", hint)


class PlaceRole(Part):
    """A place of an event, and whether everyone agrees on it."""

    meaning: ClassVar[Meaning] = Meaning.DECISIVE

    place: PlaceId = Field(description="the id of the place")
    role: Text = Field(pattern=STATUS, description="undisputed or alleged")
    statement: StatementId | None = Field(None, description="with alleged: source-id#statement-id")

    @model_validator(mode="after")
    def alleged_by_someone(self) -> PlaceRole:
        """A place that is only alleged names the statement that says so."""
        _alleged_by_someone(self.role, self.statement)
        return self


class ActorRole(Part):
    """An actor's part in an event, and whether everyone agrees on it."""

    meaning: ClassVar[Meaning] = Meaning.DECISIVE

    actor: ActorId = Field(description="the id of the actor")
    as_what: Text = Field(alias="as", description="the part, in words")
    role: Text = Field(pattern=STATUS, description="undisputed or alleged")
    statement: StatementId | None = Field(None, description="with alleged: source-id#statement-id")

    @model_validator(mode="after")
    def alleged_by_someone(self) -> ActorRole:
        """A part that is only alleged names the statement that says so."""
        _alleged_by_someone(self.role, self.statement)
        return self


class OtherMatter(Part):
    """A statement that contradicts one of those that agree, on something the sentence leaves
    open."""

    statement: StatementId = Field(description="source-id#statement-id")
    because: Sentences = Field(description="what it does contradict")


class Agreed(Part):
    """A sentence that no party disputes, and a statement of each party that has spoken of it."""

    says: Decisive[Sentences] = Field(description="the sentence, in neutral words")
    agreed_by: list[StatementId] = Field(
        min_length=2, description="a statement of each party: source-id#statement-id"
    )
    silent: list[PartyId] = Field(
        [], description="parties with statements on this event that do not mention this matter"
    )
    other_matter: list[OtherMatter] = Field(
        [], description="statements that contradict these in another matter"
    )


class Event(Part):
    """Something that happened or is said to have happened."""

    title: Decisive[Text] = Field(description="no more than every party would accept")
    status: Decisive[Text] = Field(pattern=STATUS, description="undisputed or alleged")
    date: Decisive[When | None] = Field(description="when, no finer than it is known")
    date_note: Sentences | None = Field(None, description="what is known of the date")
    after: list[EventId] = Field([], description="events that came before this one")
    before: list[EventId] = Field([], description="events that came after this one")
    kind: Annotated[Text, Word("kinds_of_event")] = Field(description="what it is")
    content_note: Annotated[Text, Word("content_notes")] | None = Field(
        None, description="what the pages on it warn of"
    )
    part_of: EventId | None = Field(None, description="the event that it belongs to")
    places: list[PlaceRole] = Field([], description="where")
    actors: list[ActorRole] = Field([], description="who took part")
    undisputed: list[Agreed] = Field([], description="what no party disputes, and who agrees")
    questions: list[QuestionId] = Field([], description="the questions that bear on it")
    telling: StatementId | None = Field(
        None, description="the statement that lists of events show: source-id#statement-id"
    )
    same_as: list[RegisterEntry] = Field(
        [], description="its address at Wikidata, GeoNames or VIAF, if it was looked up there"
    )
    note: Sentences | None = Field(None, description="what the reader must know")

    @model_validator(mode="after")
    def placed_in_time(self) -> Event:
        """An event has a date, or events that it came after or before."""
        if self.date is None and not (self.after or self.before):
            hint = "give date:, or after: and before: with ids of events"
            raise InvalidValue("an event without a date", hint, "date")
        return self
