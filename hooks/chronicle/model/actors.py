"""Actors: who speaks and who is spoken of."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from ..problems import InvalidValue
from .types import (
    ActorId,
    Age,
    Citation,
    CitationList,
    Decisive,
    Name,
    Part,
    PartyId,
    RegisterEntry,
    Sentences,
    Text,
    When,
    Word,
    preferred,
)


class PerhapsSame(Part):
    """Another record that may be of the same actor, with the reason."""

    actor: ActorId = Field(description="the id of the other record")
    because: Sentences = Field(description="why we think so")


class Affiliation(Part):
    """An office or membership, with its dates and a citation."""

    actor: ActorId = Field(description="the body or movement")
    as_what: Text = Field(alias="as", description="the office, in words")
    begin: When | None = Field(None, alias="from", description="since when")
    end: When | None = Field(None, alias="to", description="until when")
    because: Citation = Field(description="a source, or source-id#statement-id, that says so")

    @model_validator(mode="after")
    def in_order(self) -> Affiliation:
        """An office does not end before it begins."""
        if self.begin and self.end and self.begin.first > self.end.last:
            raise InvalidValue("it ends before it begins", "write the earlier date as from", "to")
        return self


class Actor(Part):
    """A person, or a body of any kind."""

    names: list[Name] = Field(min_length=1, description="the name in every spelling and script")
    kind: Annotated[Text, Word("kinds_of_actor")] = Field(description="what it is")
    party: Decisive[PartyId] = Field(
        description="the party with which the actor's statements are shown"
    )
    speaks_for: Decisive[ActorId | None] = Field(
        None, description="the actor with whom this one is one voice"
    )
    speaks_for_because: Sentences | None = Field(None, description="why they are one voice")
    role: Sentences | None = Field(None, description="one neutral line: who this is")
    age: Age | None = Field(
        None, description="the age at the time, if it is known; no one under 18 has a record"
    )
    minor: bool = Field(
        False, description="yes if the person is known to be under 18: then there is no record"
    )
    why_named: Annotated[Text, Word("reasons_for_naming")] = Field(
        description="why the name is here"
    )
    why_named_because: CitationList = Field(
        [], description="for a person: a source, or source-id#statement-id, that shows it"
    )
    affiliations: list[Affiliation] = Field([], description="offices and memberships")
    perhaps_same_as: PerhapsSame | None = Field(
        None, description="another record that may be of the same"
    )
    same_as: list[RegisterEntry] = Field(
        [], description="its address at Wikidata, GeoNames or VIAF, if it was looked up there"
    )
    note: Sentences | None = Field(None, description="what the reader must know")

    @model_validator(mode="after")
    def reasons(self) -> Actor:
        """A named person has a reason to be named and a citation for it; a body is named as such.
        An actor who speaks for another does so for a stated reason. No one under 18 has a
        record."""
        person = self.kind == "person"
        if self.minor or (self.age is not None and self.age < 18):
            hint = "delete the record, and describe the person where they speak"
            key = "minor" if self.minor else "age"
            raise InvalidValue("a person under 18 is named here", hint, key)
        if not person and self.age is not None:
            raise InvalidValue(f"a {self.kind} has no age", "delete it", "age")
        if self.speaks_for and not self.speaks_for_because:
            hint = "add speaks_for_because:"
            raise InvalidValue("speaks_for needs its reason", hint, "speaks_for")
        if person == (self.why_named == "public-body"):
            message = f"a {self.kind} cannot be named as '{self.why_named}'"
            hint = "public-body is for what is no person, every other reason for a person"
            raise InvalidValue(message, hint, "why_named")
        if person and not self.why_named_because:
            hint = "add why_named_because: source-id#statement-id"
            raise InvalidValue("a named person needs a citation", hint, "why_named")
        return self

    @property
    def name(self) -> str:
        return preferred(self.names).text
