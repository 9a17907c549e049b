"""Statements: what one source reports that one speaker says."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from ..problems import InvalidValue
from .derivation import DerivedFrom
from .types import (
    NOT_STATED,
    ActorId,
    Age,
    ConcernedId,
    Id,
    Language,
    Meaning,
    Part,
    PartyId,
    PlaceId,
    QuestionId,
    Quotation,
    Ref,
    Sentences,
    Shown,
    Text,
    When,
    Whole,
    Word,
)

RELATION_KINDS = ("revises", "withdraws", "contradicts", "repeats", "accepts")


class Speaker(Part):
    """Who speaks: an `actor`, or someone `described` in words with their party."""

    meaning: ClassVar[Meaning] = Meaning.DECISIVE

    actor: ActorId | None = Field(None, description="the id of an actor, or that id alone")
    described: Text | None = Field(None, description="who it is, in words")
    named: bool = Field(False, description="yes if the person spoke publicly under this name")
    age: Age | None = Field(None, description="the age, if it is given; no one under 18 is named")
    minor: bool = Field(False, description="yes if the person is known to be under 18")
    party: PartyId | None = Field(None, description="the party with which the statement is shown")
    speaks_for: ActorId | None = Field(
        None, description="the actor with whom a described speaker is one voice"
    )

    @property
    def under_age(self) -> bool:
        return self.minor or (self.age is not None and self.age < 18)

    @model_validator(mode="after")
    def one_form(self) -> Speaker:
        """A speaker is the id of an actor, whose record has its party and voice, or a description
        with a party."""
        if bool(self.actor) == bool(self.described):
            hint = "{ described: …, named: no, party: … }"
            raise InvalidValue("a speaker is an actor's id or a description", hint)
        if self.described and not self.party:
            hint = "add party: with a word of the vocabulary's parties"
            raise InvalidValue("a described speaker needs a party", hint)
        if self.named and self.under_age:
            hint = "write named: no, and describe the person without the name"
            raise InvalidValue("a person under 18 is named here", hint)
        of_a_description = self.party or self.speaks_for or self.named or self.under_age
        if self.actor and of_a_description:
            message = "an actor's own record has its party and voice"
            raise InvalidValue(message, "give only the actor's id")
        return self


class Answer(Part):
    """The question that a statement answers with its own words, and the position it takes."""

    meaning: ClassVar[Meaning] = Meaning.DECISIVE

    question: QuestionId = Field(description="the id of the question")
    position: Text = Field(description="the id of one of its positions")


class BearsOn(Answer):
    """A question on which a statement bears without answering it: shown, and not counted."""

    meaning: ClassVar[Meaning] = Meaning.SHOWN

    because: Sentences = Field(description="why it is no answer")


class Figure(Part):
    """A number as it was worded, and the numbers named in it. A word such as 'dozens' has neither
    low nor high."""

    meaning: ClassVar[Meaning] = Meaning.DECISIVE

    what: Annotated[Text, Word("figures")] = Field(description="what is counted")
    part: Annotated[Text, Word("figure_parts")] = Field(
        "all", description="all, or the part that is covered"
    )
    worded: Text = Field(description="the words, as the source has them")
    low: Whole | None = Field(None, description="the lowest number named")
    high: Whole | None = Field(None, description="the highest number named")
    approximate: bool = Field(False, description="yes if the words say about, around, some")
    as_of: Shown[When | None] = Field(None, description="the day for which it is given")

    @model_validator(mode="after")
    def in_order(self) -> Figure:
        """The lowest number of a figure is not above its highest."""
        if self.low is not None and self.high is not None and self.low > self.high:
            message = f"the figure runs from {self.low} down to {self.high}"
            raise InvalidValue(message, "write the lower number as low")
        return self


StatementHere = Annotated[Text, Ref("statement-here")]


class Relation(Part):
    """What a statement does to another one, named by its id in the same file or as
    source#statement."""

    meaning: ClassVar[Meaning] = Meaning.DECISIVE

    revises: StatementHere | None = Field(
        None, description="an earlier statement of the same voice, which this one changes"
    )
    withdraws: StatementHere | None = Field(
        None, description="an earlier statement of the same voice, which this one takes back"
    )
    contradicts: Shown[StatementHere | None] = Field(
        None, description="a statement of another voice; both cannot be true"
    )
    repeats: Shown[StatementHere | None] = Field(
        None, description="a statement that reports the same utterance"
    )
    accepts: StatementHere | None = Field(
        None, description="a statement of another voice, which this one adopts"
    )
    why: Shown[Sentences | None] = Field(None, description="what changed or differs, in our words")

    @model_validator(mode="after")
    def one_relation(self) -> Relation:
        """A relation names one statement and does one thing to it."""
        if sum(getattr(self, name) is not None for name in RELATION_KINDS) != 1:
            hint = "for example { contradicts: statement-id }"
            raise InvalidValue("one relation, one statement", hint)
        return self

    @property
    def kind(self) -> str:
        return next(name for name in RELATION_KINDS if getattr(self, name) is not None)

    @property
    def target(self) -> str:
        return str(getattr(self, self.kind))


def _speaker(value: Any) -> Any:
    return {"actor": value} if isinstance(value, str) else value


class Statement(Part):
    """What one source reports that one speaker says."""

    meaning: ClassVar[Meaning] = Meaning.DECISIVE

    id: Shown[Id] = Field(description="what it says, in words; unique in the file; never changed")
    by: Annotated[Speaker, BeforeValidator(_speaker, json_schema_input_type=str | Speaker)] = Field(
        description="who says it: an actor's id, or { described: residents, party: … }"
    )
    said: Shown[When | None] = Field(None, description="when the speaker said it")
    when: Shown[When | None] = Field(None, description="the time that it speaks of")
    where: PlaceId | None = Field(None, description="the place that it speaks of")
    where_sure: Text | None = Field(
        None, pattern="^probable$", description="probable, if the place is our reading"
    )
    basis: Annotated[Text, Word("bases")] = Field(
        NOT_STATED, description="how the speaker knows it"
    )
    says: Sentences = Field(description="what is said, in our own words")
    quote: Quotation | None = Field(None, description="the exact words, at most 20")
    quote_language: Shown[Language | None] = Field(
        None, description="the code of the quotation's language, such as ar"
    )
    quote_of: Text | None = Field(
        None, description="whose words the quotation is, if not the speaker's"
    )
    quote_en: Quotation | None = Field(
        None, description="a translation of the quotation, at most 20 words"
    )
    quote_en_by: Shown[Text | None] = Field(
        None, description="who translated it; editors, if it is ours"
    )
    locator: Shown[Text | None] = Field(
        None, description="where in the source, such as p. 3 or line 5"
    )
    in_custody: ActorId | None = Field(None, description="who held the speaker, if anyone did")
    circumstances: list[Annotated[Text, Word("circumstances")]] = Field(
        [], description="how it came to be said or seen, where the source shows it"
    )
    sensitive: Shown[Text | None] = Field(
        None, pattern="^second-hand-violence$", description="second-hand-violence"
    )
    about: Shown[list[ConcernedId]] = Field(
        min_length=1, description="the events, actors and places that it concerns"
    )
    answers: list[Answer] = Field([], description="the questions that its own words answer")
    bears_on: list[BearsOn] = Field(
        [], description="questions on which it bears without answering them"
    )
    figures: list[Figure] = Field([], description="the numbers that it names")
    derives_from: DerivedFrom | None = Field(None, description="if not as the source's")
    relates: list[Relation] = Field([], description="what it does to other statements")
    note: Shown[Sentences | None] = Field(None, description="what the reader must know")

    @model_validator(mode="after")
    def quotation_is_whole(self) -> Statement:
        """A quotation has its language and a translation its translator; second-hand accounts of
        sexual violence or of the deaths of children are not quoted."""
        if self.quote and not self.quote_language:
            hint = "add quote_language: such as en or ar"
            raise InvalidValue("a quotation without its language", hint, "quote")
        if not self.quote and (self.quote_language or self.quote_of):
            key = "quote_language" if self.quote_language else "quote_of"
            hint = "add quote:, or delete the key"
            raise InvalidValue(f"'{key}' without a quotation", hint, key)
        if self.quote_en and not (self.quote and self.quote_en_by):
            message = "a translation needs the quotation and the translator"
            raise InvalidValue(message, "add quote_en_by: editors, if it is ours", "quote_en")
        if self.where_sure and not self.where:
            hint = "add where:, or delete the key"
            raise InvalidValue("'where_sure' without a place", hint, "where_sure")
        if self.sensitive and self.quote:
            message = "a second-hand account of such violence is not quoted"
            raise InvalidValue(message, "delete quote", "quote")
        return self
