"""Sources, and the statements that they report."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from ..problems import InvalidValue
from .types import (
    ActorId,
    Age,
    ConcernedId,
    Id,
    Isbn,
    Language,
    Part,
    PartyId,
    PlaceId,
    QuestionId,
    Quotation,
    Ref,
    Sentences,
    SourceId,
    Text,
    Url,
    When,
    Whole,
    Word,
)

RELATION_KINDS = ("revises", "withdraws", "contradicts", "repeats", "accepts")


class Author(Part):
    """Who wrote a work: a person by `family` and `given` name, or a body or byline (`literal`)."""

    family: Text | None = Field(None, description="the family name, as published")
    given: Text | None = Field(None, description="the given name, if it is known")
    literal: Text | None = Field(None, description="a body, or a byline as published")

    @model_validator(mode="after")
    def one_form(self) -> Author:
        """An author has a family name (with a given name, if it is known) or one literal name, not
        both."""
        if bool(self.literal) == bool(self.family) or (self.given and not self.family):
            hint = "{ family: …, given: … } or { literal: … }"
            raise InvalidValue("an author needs a family name or a literal", hint)
        return self


class Archive(Part):
    """An archived copy that was seen, or the reason why none is given."""

    url: Url | None = Field(None, description="the address of a copy that was seen")
    date: When | None = Field(None, description="the day of the copy")
    reason: Annotated[Text, Word("reasons_without_archive")] | None = Field(
        None, description="why there is none"
    )

    @model_validator(mode="after")
    def copy_or_reason(self) -> Archive:
        """An archived copy has its address and its day; without a copy there is a reason."""
        if bool(self.url) == bool(self.reason):
            message = "an archive is an archived copy or the reason why none is given"
            raise InvalidValue(message, "{ url: …, date: … }, or one word")
        if bool(self.url) != bool(self.date):
            hint = "write archive: { url: …, date: 1901-06-01 }"
            raise InvalidValue("an archived copy needs its day", hint)
        return self


class Reading(Part):
    """How far a source was read."""

    extent: Annotated[Text, Word("extents")] = Field(description="whole, opening, part or cited")
    seen: Text | None = Field(None, pattern="^(original|copy)$", description="original or copy")
    at: Text | None = Field(None, description="the host of the copy, if it is another's")
    quotations: Text = Field(
        "not-compared",
        pattern="^(compared|not-compared)$",
        description="compared or not-compared",
    )
    cited_by: list[SourceId] = Field([], description="with extent cited: the sources that name it")


class Parent(Part):
    """A work that a source or a statement rests on, what was taken from it, how sure that is."""

    work: SourceId = Field(description="the id of the work's record")
    what: Text = Field(pattern="^(text|facts|quotation)$", description="text, facts or quotation")
    sure: Text = Field(
        pattern="^(stated|probable)$", description="stated (the text says so) or probable"
    )
    why: Sentences | None = Field(None, description="with probable: why we think so")

    @model_validator(mode="after")
    def reason_if_probable(self) -> Parent:
        """A work that a text probably rests on is named with the reason why we think so."""
        if self.sure == "probable" and not self.why:
            raise InvalidValue("a probable parent needs a reason", "add why: with the reason")
        return self


class Derivation(Part):
    """What a source rests on: its `own` work, `unknown`, or a list of `works`."""

    kind: Text = Field(
        "works", pattern="^(own|unknown|works)$", description="own, unknown or works"
    )
    works: list[Parent] = Field([], description="the works that it rests on")


def _derivation(value: Any) -> Any:
    if value in ("own", "unknown"):
        return {"kind": value}
    if isinstance(value, list) and value:
        return {"kind": "works", "works": value}
    if isinstance(value, Derivation):
        return value
    hint = (
        "write unknown if it is not known; a work is an entry of a list: "
        "- { work: its-id, what: text, sure: stated }"
    )
    raise InvalidValue("expects own, unknown, or a list of works", hint)


def _archive(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return {"url": value} if "://" in value else {"reason": value}


def _speaker(value: Any) -> Any:
    return {"actor": value} if isinstance(value, str) else value


# Short forms that a file may use; the schema names them, too.
DerivedFrom = Annotated[
    Derivation,
    BeforeValidator(_derivation, json_schema_input_type=Literal["own", "unknown"] | list[Parent]),
]


class Speaker(Part):
    """Who speaks: an `actor`, or someone `described` in words with their party."""

    actor: ActorId | None = Field(None, description="the id of an actor, or that id alone")
    described: Text | None = Field(None, description="who it is, in words")
    named: bool = Field(False, description="yes if the person spoke publicly under this name")
    age: Age | None = Field(None, description="the age, if it is given; nobody under 18 is named")
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

    question: QuestionId = Field(description="the id of the question")
    position: Text = Field(description="the id of one of its positions")


class BearsOn(Answer):
    """A question on which a statement bears without answering it: shown, and not counted."""

    because: Sentences = Field(description="why it is no answer")


class Figure(Part):
    """A number as it was worded, and the numbers named in it. A word such as 'dozens' has neither
    low nor high."""

    what: Annotated[Text, Word("figures")] = Field(description="what is counted")
    part: Annotated[Text, Word("figure_parts")] = Field(
        "all", description="all, or the part that is covered"
    )
    worded: Text = Field(description="the words, as the source has them")
    low: Whole | None = Field(None, description="the lowest number named")
    high: Whole | None = Field(None, description="the highest number named")
    approximate: bool = Field(False, description="yes if the words say about, around, some")
    as_of: When | None = Field(None, description="the day for which it is given")

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

    revises: StatementHere | None = Field(
        None, description="an earlier statement of the same voice, which this one changes"
    )
    withdraws: StatementHere | None = Field(
        None, description="an earlier statement of the same voice, which this one takes back"
    )
    contradicts: StatementHere | None = Field(
        None, description="a statement of another voice; both cannot be true"
    )
    repeats: StatementHere | None = Field(
        None, description="a statement that reports the same utterance"
    )
    accepts: StatementHere | None = Field(
        None, description="a statement of another voice, which this one adopts"
    )
    why: Sentences | None = Field(None, description="what changed or differs, in our words")

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


class Statement(Part):
    """What one source reports that one speaker says."""

    id: Id = Field(description="what it says, in words; unique in the file; never changed")
    by: Annotated[Speaker, BeforeValidator(_speaker, json_schema_input_type=str | Speaker)] = Field(
        description="who says it: an actor's id, or { described: residents, party: … }"
    )
    said: When | None = Field(None, description="when the speaker said it")
    when: When | None = Field(None, description="the time that it speaks of")
    where: PlaceId | None = Field(None, description="the place that it speaks of")
    where_sure: Text | None = Field(
        None, pattern="^probable$", description="probable, if the place is our reading"
    )
    basis: Annotated[Text, Word("bases")] = Field(
        description="seen, told, stated, heard, inferred or summary"
    )
    says: Sentences = Field(description="what is said, in our own words")
    quote: Quotation | None = Field(None, description="the exact words, at most 20")
    quote_language: Language | None = Field(
        None, description="the code of the quotation's language, such as ar"
    )
    quote_of: Text | None = Field(
        None, description="whose words the quotation is, if not the speaker's"
    )
    quote_en: Quotation | None = Field(
        None, description="a translation of the quotation, at most 20 words"
    )
    quote_en_by: Text | None = Field(None, description="who translated it; editors, if it is ours")
    locator: Text | None = Field(None, description="where in the source, such as p. 3 or line 5")
    in_custody: ActorId | None = Field(None, description="who held the speaker, if anyone did")
    circumstances: list[Annotated[Text, Word("circumstances")]] = Field(
        [], description="how it came to be said or seen, where the source shows it"
    )
    sensitive: Text | None = Field(
        None, pattern="^second-hand-violence$", description="second-hand-violence"
    )
    about: list[ConcernedId] = Field(
        min_length=1, description="the events, actors and places that it concerns"
    )
    answers: list[Answer] = Field([], description="the questions that its own words answer")
    bears_on: list[BearsOn] = Field(
        [], description="questions on which it bears without answering them"
    )
    figures: list[Figure] = Field([], description="the numbers that it names")
    derives_from: DerivedFrom | None = Field(None, description="if not as the source's")
    relates: list[Relation] = Field([], description="what it does to other statements")
    note: Sentences | None = Field(None, description="what the reader must know")

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


class Source(Part):
    """One publication, with the statements that it reports. One address is one record."""

    type: Text = Field(
        pattern="^(article|article-journal|article-magazine|article-newspaper|book|broadcast|"
        "chapter|entry-encyclopedia|personal_communication|post-weblog|report|speech|webpage)$",
        description="the type in CSL",
    )
    title: Text | None = Field(description="as published; blank if none was seen")
    title_shown: bool = Field(True, description="no, if no title was seen")
    title_en: Sentences | None = Field(None, description="a translation of the title")
    title_en_by: Text | None = Field(None, description="who translated it; editors, if it is ours")
    author: list[Author] = Field([], description="who wrote it, as published")
    container_title: Text | None = Field(
        None, alias="container-title", description="the paper, site or channel"
    )
    publisher: Text | None = Field(None, description="the body that published it")
    publisher_place: Text | None = Field(
        None, alias="publisher-place", description="where it was published"
    )
    isbn: Isbn | None = Field(None, alias="ISBN", description="of a book")
    page: Text | None = Field(None, description="the pages meant, such as 16-17")
    issued: When | None = Field(None, description="when it was published; blank if not known")
    issued_basis: Text = Field(
        pattern="^(shown|inferred|unknown)$", description="shown, inferred or unknown"
    )
    issued_note: Sentences | None = Field(None, description="how the date was inferred")
    language: Language | None = Field(
        None, description="the code of the language, such as en or ar"
    )
    url: Url | None = Field(
        None,
        alias="URL",
        description="the address at which it was published; blank if it has none",
    )
    url_status: Text | None = Field(
        None,
        alias="URL_status",
        pattern="^(dead|plain-http|proxy)$",
        description="dead, plain-http or proxy",
    )
    archive: Annotated[Archive, BeforeValidator(_archive, json_schema_input_type=str | Archive)] = (
        Field(
            description="the address of an archived copy with its date, or a reason such as "
            "not-looked-for"
        )
    )
    kind: Annotated[Text, Word("kinds_of_source")] = Field(
        description="what it is; not which party it belongs to"
    )
    party: PartyId | None = Field(
        None, description="the party that the outlet itself belongs to, if not the journalists"
    )
    read: Reading = Field(description="how far it was read")
    derives_from: DerivedFrom = Field(description="own, unknown, or a list of works")
    derives_note: Sentences | None = Field(None, description="with own: the reason")
    graphic: bool | None = Field(
        None, description="yes, if its film or pictures show the dead or the wounded"
    )
    note: Sentences | None = Field(None, description="what the reader must know")
    statements: list[Statement] = Field(
        [], description="what it reports; [] if nothing that belongs here"
    )

    @model_validator(mode="after")
    def honest(self) -> Source:
        """A source says what was seen of it: a title or that none was shown, the original or a
        copy, the reason why its reporting is its own. A work that nobody read has no statements
        and names who cites it."""
        cited = self.read.extent == "cited"
        if self.title is None and self.title_shown and not cited:
            hint = "give the title as published, or write title_shown: no"
            raise InvalidValue("a source without a title", hint, "title")
        if self.title and not self.title_shown:
            hint = "delete title_shown: no, or leave the title blank"
            raise InvalidValue("a title that was not seen", hint, "title_shown")
        if bool(self.title_en) != bool(self.title_en_by):
            hint = "add title_en_by: editors, if it is ours"
            raise InvalidValue("a translated title needs its translator", hint, "title_en")
        if bool(self.issued) == (self.issued_basis == "unknown"):
            hint = "give both, or leave issued: blank and write issued_basis: unknown"
            raise InvalidValue("the date and its basis do not fit", hint, "issued_basis")
        if self.derives_from.kind == "own" and not self.derives_note:
            hint = "add derives_note: with the byline, place or statement"
            raise InvalidValue("derives_from: own needs its reason", hint, "derives_from")
        if cited and (self.statements or not self.read.cited_by):
            message = "a work known only as cited has no statements, and names who cites it"
            raise InvalidValue(message, "add cited_by under read", "read")
        if not cited and not self.read.seen:
            hint = "add seen: original or copy under read"
            raise InvalidValue("a source that was read says what was seen", hint, "read")
        return self
