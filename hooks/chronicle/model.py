"""What each kind of record holds: names, types and one line of description for every field.

Field names follow CSL, EDTF and GeoJSON where those have a word. `Ref` marks a field that names another record, `Word`
one that takes a word of the vocabulary; `check` reads both marks, so a new field of either sort needs no rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
    model_validator,
)

from . import dates
from .problem import Mistake

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True)
class Ref:
    """Marks the id of a record: a kind, `any` kind, one that a statement can be `concerned` with, a `statement` (source#statement) or a `citation` (a source or a statement)."""

    kind: str


@dataclass(frozen=True)
class Word:
    """Marks a word of one list of the vocabulary."""

    vocabulary: str


@dataclass(frozen=True)
class Block:
    """Marks sentences of ours or of a source: a file holds them in a `>-` block, so that no sign in them breaks it."""


@dataclass(frozen=True)
class Fixed:
    """Marks a text of a fixed form, in which no sign can be taken for YAML: an `id` of its own, an `address`, the code of a
    `language`, a `digest`."""

    form: str


CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
UNSEEN = re.compile("[\u00ad\u180e\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
"""Signs without a width that no script needs, such as a zero-width space: they hide a word from a search and from a rule."""


def _text(value: str) -> str:
    """A text holds no invisible signs: no control characters, no hidden breaks, and none that turns the direction of writing."""
    if UNSEEN.search(value):
        raise Mistake("holds an invisible sign, which often comes with copied text", "retype the words around it")
    if CONTROL.search(value):
        raise Mistake("holds an invisible control character", "delete it")
    if TURNING.search(value):
        raise Mistake("holds an invisible sign that turns the direction of writing", "delete it")
    if found := UNSEEN.search(value):
        raise Mistake(f"holds a sign that nobody sees (U+{ord(found[0]):04X})", "delete it")
    return value


def _identifier(value: str) -> str:
    """An id is lower-case words and digits joined by hyphens."""
    if not ID.fullmatch(value):
        raise Mistake(f"'{value}' is not an id", "use lower-case words and digits joined by hyphens")
    return value


def checked_address(value: str) -> str:
    """A web address begins with http or https, names a host on the web and nobody's password, and holds no spaces. Its host is
    written in letters of one script, as it is read."""
    host = _host(value) if re.fullmatch(ADDRESS, value) else ""
    if not host:
        meant = f"https://{value.partition('//')[2] or value}"
        whole = (
            re.fullmatch(r"https://[\w-]+(?:\.[\w-]+)+(?:/\S*)?", meant)
            and re.fullmatch(ADDRESS, meant)
            and _host(meant)
        )
        hint = f"write {meant}" if whole else "it begins with http:// or https://, a host, and holds no spaces"
        raise Mistake(f"'{value}' is not a web address", hint)
    if "@" in value.partition("//")[2].partition("/")[0]:
        raise Mistake("a name or a password stands before the host", "delete what stands before the @")
    if "xn--" in host or (not host.isascii() and re.search("[A-Za-z]", host)) or INVISIBLE.search(value):
        raise Mistake(f"the host of '{value}' can be taken for another", "write it in the letters of one script")
    return value


ADDRESS = r"https?://[^\s\"'<>\\^`{|}]+"
HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_][\w-]*")
INVISIBLE = re.compile("[\u200b-\u200f\u061c]")


def _host(address: str) -> str:
    """The host that an address names; empty if it names none that a reader can reach."""
    try:
        found = urlsplit(address)
        port = found.port  # which raises where it is no port
    except ValueError:
        return ""
    host = INVISIBLE.sub("", found.hostname or "")
    return host if HOST.fullmatch(host) and port != 0 else ""


def _date(value: Any) -> dates.When:
    """A date is a day, a month or a year of the calendar, no finer than it is known, or an interval that runs forwards."""
    return value if isinstance(value, dates.When) else dates.parse(value)


def _whole(value: Any) -> Any:
    """A whole number is written in digits only: a point, a comma, a sign or a blank may mean something else elsewhere."""
    if isinstance(value, str) and not re.fullmatch(r"0|[1-9][0-9]{0,9}", value):
        raise Mistake(f"'{value}' is not a whole number", "digits only, such as 1200; leave it blank if not known")
    return value


def _degrees(value: Any) -> Any:
    """A degree is written in digits with a point, such as 36.32 or -0.5."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]+)?", value):
        raise Mistake(f"'{value}' is not a number of degrees", "write it with a point, such as 36.32")
    return value


def _isbn(value: str) -> str:
    """An ISBN has ten or thirteen digits, of which the last one fits the others."""
    signs = re.sub("[ -]", "", value)
    digits = (
        [10 if sign == "X" else int(sign) for sign in signs] if re.fullmatch("[0-9]{9}([0-9]{3})?[0-9X]", signs) else []
    )
    of_ten = len(digits) == 10 and sum(digit * (10 - place) for place, digit in enumerate(digits)) % 11 == 0
    of_thirteen = (
        len(digits) == 13 and sum(digit * (1 + 2 * (place % 2)) for place, digit in enumerate(digits)) % 10 == 0
    )
    if not (of_ten or of_thirteen):
        raise Mistake(f"'{value}' is not an ISBN", "copy its ten or thirteen digits again")
    return value


def _digest(value: str) -> str:
    """A digest is 64 characters of 0 to 9 and a to f, written by make release."""
    if not re.fullmatch(r"[0-9a-f]{64}", value):
        raise Mistake("this is not a digest", "it is written by make release, never by hand")
    return value


def _short(value: str) -> str:
    """A quotation has twenty words at the most."""
    if len(value.split()) > MOST_QUOTED_WORDS:
        raise Mistake(f"a quotation of {len(value.split())} words", f"keep to {MOST_QUOTED_WORDS} at the most")
    return value


CONTENT_NOTES = ("killings", "bodies", "sexual-violence")
"""What an event's page warns of, in the order in which it does."""
MOST_QUOTED_WORDS = 20
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_text)]
Id = Annotated[Text, AfterValidator(_identifier), Fixed("id")]
Url = Annotated[Text, AfterValidator(checked_address), Fixed("address")]
LANGUAGE = "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"
Language = Annotated[Text, StringConstraints(pattern=LANGUAGE), Fixed("language")]
Sentences = Annotated[Text, Block()]
Quotation = Annotated[Text, AfterValidator(_short), Block()]
Isbn = Annotated[Text, AfterValidator(_isbn)]
Whole = Annotated[int, Field(ge=0, le=1_000_000_000), BeforeValidator(_whole)]
Age = Annotated[int, Field(ge=0, le=120), BeforeValidator(_whole)]
Degree = Annotated[float, BeforeValidator(_degrees)]
Digest = Annotated[str, AfterValidator(_digest), Fixed("digest")]
When = Annotated[dates.When, PlainValidator(_date), WithJsonSchema({"type": "string", "description": "A date in EDTF"})]
ActorId = Annotated[Text, Ref("actor")]
PlaceId = Annotated[Text, Ref("place")]
EventId = Annotated[Text, Ref("event")]
QuestionId = Annotated[Text, Ref("question")]
SourceId = Annotated[Text, Ref("source")]
StatementId = Annotated[Text, Ref("statement")]
Citation = Annotated[Text, Ref("citation")]
AnyId = Annotated[Text, Ref("any")]
CONCERNED = ("event", "actor", "place")
ConcernedId = Annotated[Text, Ref("concerned")]
Party = Annotated[Text, Word("parties")]


class Part(BaseModel):
    """The base of everything below: no unknown keys, no changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class Author(Part):
    """Who wrote a work: a person by `family` and `given` name, or a body or byline as it stands (`literal`)."""

    family: Text | None = Field(None, description="the family name, as published")
    given: Text | None = Field(None, description="the given name, where it is known")
    literal: Text | None = Field(None, description="a body, or a byline as it stands")

    @model_validator(mode="after")
    def one_form(self) -> Author:
        """An author has a family name (with a given name, where it is known) or stands as one literal, not both."""
        if bool(self.literal) == bool(self.family) or (self.given and not self.family):
            raise Mistake("an author needs a family name or a literal", "{ family: …, given: … } or { literal: … }")
        return self


class Archive(Part):
    """An archived copy that was seen, or the reason why none is given."""

    url: Url | None = Field(None, description="the address of the copy, which somebody saw")
    date: When | None = Field(None, description="the day of the copy")
    reason: Annotated[Text, Word("reasons_without_archive")] | None = Field(None, description="why there is none")

    @model_validator(mode="after")
    def copy_or_reason(self) -> Archive:
        """An archived copy has its address and its day; where there is none, the reason stands in its place."""
        if bool(self.url) == bool(self.reason):
            raise Mistake(
                "an archive is an archived copy or the reason why none is given", "{ url: …, date: … }, or one word"
            )
        if bool(self.url) != bool(self.date):
            raise Mistake("an archived copy needs its day", "write archive: { url: …, date: 1901-06-01 }")
        return self


class Reading(Part):
    """How far a source was read."""

    extent: Annotated[Text, Word("extents")] = Field(description="whole, opening, part or cited")
    seen: Text | None = Field(None, pattern="^(original|copy)$", description="original or copy")
    at: Text | None = Field(None, description="the host of the copy, where somebody else keeps it")
    quotations: Text = Field(
        "not-compared", pattern="^(compared|not-compared)$", description="compared or not-compared"
    )
    cited_by: list[SourceId] = Field([], description="with extent cited: the sources that name it")


class Parent(Part):
    """A work that a source or a statement rests on, what was taken from it, and how sure that is."""

    work: SourceId = Field(description="the id of the work's record")
    what: Text = Field(pattern="^(text|facts|quotation)$", description="text, facts or quotation")
    sure: Text = Field(pattern="^(stated|probable)$", description="stated (the text says so) or probable")
    why: Sentences | None = Field(None, description="with probable: why we think so")

    @model_validator(mode="after")
    def reason_where_probable(self) -> Parent:
        """A work that a text probably rests on is named with the reason why we think so."""
        if self.sure == "probable" and not self.why:
            raise Mistake("a probable parent needs a reason", "add why: with the reason")
        return self


class Derivation(Part):
    """What a source rests on: its `own` work, `unknown`, or a list of `works`."""

    stands: Text = Field("works", pattern="^(own|unknown|works)$", description="own, unknown or works")
    works: list[Parent] = Field([], description="the works that it rests on")


def _derivation(value: Any) -> Any:
    if value in ("own", "unknown"):
        return {"stands": value}
    if isinstance(value, list) and value:
        return {"stands": "works", "works": value}
    if isinstance(value, Derivation):
        return value
    hint = "write unknown where it is not known; a work is an entry of a list: - { work: its-id, what: text, sure: stated }"
    raise Mistake("expects own, unknown, or a list of works", hint)


def _archive(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return {"url": value} if "://" in value else {"reason": value}


def _speaker(value: Any) -> Any:
    return {"actor": value} if isinstance(value, str) else value


# Short forms that a file may hold; the schema names them, too.
DerivedFrom = Annotated[
    Derivation, BeforeValidator(_derivation, json_schema_input_type=Literal["own", "unknown"] | list[Parent])
]


def _under_age(person: Speaker | Actor) -> bool:
    return person.minor or (person.age is not None and person.age < 18)


class Speaker(Part):
    """Who speaks: an `actor`, or somebody `described` in words, with the side that their words are shown with."""

    actor: ActorId | None = Field(None, description="the id of an actor, which may stand alone instead")
    described: Text | None = Field(None, description="who it is, in words")
    named: bool = Field(False, description="yes if the person spoke publicly under the name given")
    age: Age | None = Field(None, description="the age, if it is said; nobody under 18 is named")
    minor: bool = Field(False, description="yes, if the person is known to be under 18")
    party: Party | None = Field(None, description="the party with which the statement is shown")
    speaks_for: ActorId | None = Field(None, description="the actor with whom a described speaker is one voice")

    @model_validator(mode="after")
    def one_form(self) -> Speaker:
        """A speaker is the id of an actor, whose party and voice stand in its own record, or a description with its party."""
        if bool(self.actor) == bool(self.described):
            raise Mistake("a speaker is an actor's id or a description", "{ described: …, named: no, party: … }")
        if self.described and not self.party:
            raise Mistake("a described speaker needs a side", "add party: with a word of the vocabulary's sides")
        if self.named and _under_age(self):
            raise Mistake(
                "a person under 18 is named here", "write named: no, and describe the person without the name"
            )
        if self.actor and (self.party or self.speaks_for or self.named or _under_age(self)):
            raise Mistake("an actor's side and voice stand in its own record", "give only the actor's id")
        return self


class Answer(Part):
    """The question that a statement answers with its own words, and the position that it takes."""

    question: QuestionId = Field(description="the id of the question")
    position: Text = Field(description="the id of one of its positions")


class Beside(Answer):
    """An account set beside a position and not counted, with the reason."""

    because: Sentences = Field(description="why it does not count")


class Figure(Part):
    """A number as it was worded, and the numbers named in it. A word such as 'dozens' has neither low nor high."""

    what: Annotated[Text, Word("figures")] = Field(description="what is counted")
    part: Annotated[Text, Word("figure_parts")] = Field("all", description="all, or the part that is covered")
    worded: Text = Field(description="the words, as the source has them")
    low: Whole | None = Field(None, description="the lowest number named")
    high: Whole | None = Field(None, description="the highest number named")
    approximate: bool = Field(False, description="yes if the words say about, around, some")
    as_of: When | None = Field(None, description="the day for which it is given")

    @model_validator(mode="after")
    def in_order(self) -> Figure:
        """The lowest number of a figure is not above its highest."""
        if self.low is not None and self.high is not None and self.low > self.high:
            raise Mistake(f"the figure runs from {self.low} down to {self.high}", "write the lower number as low")
        return self


RELATIONS = ("revises", "withdraws", "contradicts", "repeats", "accepts")


class Relation(Part):
    """What a statement does to another one: a statement of the same file by its id, of another file by source#statement."""

    revises: Annotated[Text, Ref("statement-here")] | None = Field(
        None, description="an earlier statement of the same voice, which this one changes"
    )
    withdraws: Annotated[Text, Ref("statement-here")] | None = Field(
        None, description="an earlier statement of the same voice, which this one takes back"
    )
    contradicts: Annotated[Text, Ref("statement-here")] | None = Field(
        None, description="a statement of another voice that cannot be true beside this one"
    )
    repeats: Annotated[Text, Ref("statement-here")] | None = Field(
        None, description="a statement that carries the same utterance"
    )
    accepts: Annotated[Text, Ref("statement-here")] | None = Field(
        None, description="a statement of another voice, which this one takes over"
    )
    why: Sentences | None = Field(None, description="what changed or differs, in our words")

    @model_validator(mode="after")
    def one_relation(self) -> Relation:
        """A relation names one statement and does one thing to it."""
        if sum(getattr(self, name) is not None for name in RELATIONS) != 1:
            raise Mistake("one relation, one statement", "for example { contradicts: statement-id }")
        return self

    @property
    def kind(self) -> str:
        return next(name for name in RELATIONS if getattr(self, name) is not None)

    @property
    def target(self) -> str:
        return str(getattr(self, self.kind))


class Statement(Part):
    """One assertion by one speaker, as one source carries it. Readers see it called a statement."""

    id: Id = Field(description="what it says, in words; unique in the file; never changed")
    by: Annotated[Speaker, BeforeValidator(_speaker, json_schema_input_type=str | Speaker)] = Field(
        description="who says it: an actor's id, or { described: residents, named: no, party: … }"
    )
    said: When | None = Field(None, description="when the speaker said it")
    when: When | None = Field(None, description="the time that it speaks of")
    where: PlaceId | None = Field(None, description="the place that it speaks of")
    where_sure: Text | None = Field(None, pattern="^probable$", description="probable, if the place is our reading")
    basis: Annotated[Text, Word("bases")] = Field(description="seen, told, stated, heard, inferred or summary")
    says: Sentences = Field(description="what is said, in our own words")
    quote: Quotation | None = Field(None, description="the exact words, at most 20")
    quote_language: Language | None = Field(None, description="the code of the quotation's language, such as ar")
    quote_of: Text | None = Field(None, description="whose words the quotation is, if not the speaker's")
    quote_en: Quotation | None = Field(None, description="a translation of the quotation, at most 20 words")
    quote_en_by: Text | None = Field(None, description="who translated it; editors, if it is ours")
    locator: Text | None = Field(None, description="where in the source, such as p. 3 or line 5")
    in_custody: ActorId | None = Field(None, description="who held the speaker, if the speaker was held")
    sensitive: Text | None = Field(None, pattern="^second-hand-violence$", description="second-hand-violence")
    about: list[ConcernedId] = Field(min_length=1, description="the events, actors and places that it concerns")
    answers: list[Answer] = Field([], description="the questions that its own words answer")
    bears_on: list[Beside] = Field([], description="questions beside which it is set without being counted")
    figures: list[Figure] = Field([], description="the numbers that it names")
    derives_from: DerivedFrom | None = Field(None, description="if not as the source's")
    relates: list[Relation] = Field([], description="what it does to other statements")
    note: Sentences | None = Field(None, description="what the reader must know")

    @model_validator(mode="after")
    def quotation_is_whole(self) -> Statement:
        """A quotation has its language, a translation its translator; second-hand accounts of sexual violence or of the
        deaths of children are not quoted."""
        if self.quote and not self.quote_language:
            raise Mistake("a quotation without its language", "add quote_language: such as en or ar", "quote")
        if not self.quote and (self.quote_language or self.quote_of):
            key = "quote_language" if self.quote_language else "quote_of"
            raise Mistake(f"'{key}' without a quotation", "add quote:, or delete the key", key)
        if self.quote_en and not (self.quote and self.quote_en_by):
            raise Mistake(
                "a translation needs the quotation and the translator",
                "add quote_en_by: editors, if it is ours",
                "quote_en",
            )
        if self.where_sure and not self.where:
            raise Mistake("'where_sure' without a place", "add where:, or delete the key", "where_sure")
        if self.sensitive and self.quote:
            raise Mistake("a second-hand account of such violence is not quoted", "delete quote", "quote")
        return self


class Source(Part):
    """One publication, with the statements that it carries. One address is one record."""

    type: Text = Field(
        pattern="^(article|article-journal|article-magazine|article-newspaper|book|broadcast|chapter|"
        "entry-encyclopedia|personal_communication|post-weblog|report|speech|webpage)$",
        description="the type in CSL",
    )
    title: Text | None = Field(description="as published; blank if none was seen")
    title_shown: bool = Field(True, description="no, if no title was seen")
    title_en: Sentences | None = Field(None, description="a translation of the title")
    title_en_by: Text | None = Field(None, description="who translated it; editors, if it is ours")
    author: list[Author] = Field([], description="who wrote it, as published")
    container_title: Text | None = Field(None, alias="container-title", description="the paper, site or channel")
    publisher: Text | None = Field(None, description="the body that published it")
    publisher_place: Text | None = Field(None, alias="publisher-place", description="where it was published")
    isbn: Isbn | None = Field(None, alias="ISBN", description="of a book")
    page: Text | None = Field(None, description="the pages meant, such as 16-17")
    issued: When | None = Field(None, description="when it was published; blank if not known")
    issued_basis: Text = Field(pattern="^(shown|inferred|unknown)$", description="shown, inferred or unknown")
    issued_note: Sentences | None = Field(None, description="how the date was inferred")
    language: Language | None = Field(None, description="the code of the language, such as en or ar")
    url: Url | None = Field(
        None, alias="URL", description="the address at which it was published; blank if it has none"
    )
    url_status: Text | None = Field(
        None, alias="URL_status", pattern="^(dead|plain-http|proxy)$", description="dead, plain-http or proxy"
    )
    archive: Annotated[Archive, BeforeValidator(_archive, json_schema_input_type=str | Archive)] = Field(
        description="the address of an archived copy with its date, or a reason such as not-looked-for"
    )
    kind: Annotated[Text, Word("kinds_of_source")] = Field(description="what it is; not whose side it is on")
    party: Party | None = Field(None, description="the party that the outlet itself belongs to, if not the journalists")
    read: Reading = Field(description="how far it was read")
    derives_from: DerivedFrom = Field(description="own, unknown, or a list of works")
    derives_note: Sentences | None = Field(None, description="with own: the reason")
    graphic: bool | None = Field(None, description="yes, if its film or pictures show the dead or the wounded")
    note: Sentences | None = Field(None, description="what the reader must know")
    statements: list[Statement] = Field([], description="what it carries; [] if nothing that belongs here")

    @model_validator(mode="after")
    def honest(self) -> Source:
        """A source says what was seen of it: a title or that none was shown, the original or a copy, the reason why its
        reporting is its own. A work that nobody read has no statements and names who cites it."""
        if self.title is None and self.title_shown and self.read.extent != "cited":
            raise Mistake("a source without a title", "give the title as published, or write title_shown: no", "title")
        if self.title and not self.title_shown:
            raise Mistake(
                "a title that was not seen", "delete title_shown: no, or leave the title blank", "title_shown"
            )
        if bool(self.title_en) != bool(self.title_en_by):
            raise Mistake(
                "a translated title needs its translator", "add title_en_by: editors, if it is ours", "title_en"
            )
        if bool(self.issued) == (self.issued_basis == "unknown"):
            hint = "give both, or leave issued: blank and write issued_basis: unknown"
            raise Mistake("the date and its basis do not fit", hint, "issued_basis")
        if self.derives_from.stands == "own" and not self.derives_note:
            hint = "add derives_note: with the byline, place or statement"
            raise Mistake("derives_from: own needs its reason", hint, "derives_from")
        if self.read.extent == "cited" and (self.statements or not self.read.cited_by):
            raise Mistake(
                "a work known only as cited has no statements, and names who cites it",
                "add cited_by under read",
                "read",
            )
        if self.read.extent != "cited" and not self.read.seen:
            raise Mistake("a source that was read says what was seen", "add seen: original or copy under read", "read")
        return self


class Name(Part):
    """One spelling of a name, and the sources that use it."""

    text: Text = Field(description="the name in this spelling")
    language: Language = Field(description="the code of the language, such as en or ar")
    preferred: bool = Field(False, description="yes for the one that pages use")
    pseudonym: bool = Field(False, description="yes if it is declared as such")
    sources: list[SourceId] = Field([], alias="in", description="the sources that use this spelling")


class PerhapsSame(Part):
    """Another record that may be of the same, with the reason."""

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
            raise Mistake("it ends before it begins", "write the earlier date as from", "to")
        return self


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class Actor(Part):
    """A person, body, unit, movement or medium."""

    names: list[Name] = Field(min_length=1, description="the name in every spelling and script")
    kind: Annotated[Text, Word("kinds_of_actor")] = Field(description="person, body, unit, movement or medium")
    party: Party = Field(description="the party with which the actor's statements are shown")
    speaks_for: ActorId | None = Field(None, description="the actor with whom this one is one voice")
    speaks_for_because: Sentences | None = Field(None, description="why they are one voice")
    role: Sentences | None = Field(None, description="one neutral line: who this is")
    age: Age | None = Field(None, description="the age at the time, if it is known; nobody under 18 has a record")
    minor: bool = Field(False, description="yes, if the person is known to be under 18: then there is no record")
    why_named: Annotated[Text, Word("reasons_for_naming")] = Field(description="why the name stands here")
    why_named_because: Annotated[list[Citation], BeforeValidator(_listed, json_schema_input_type=str | list[str])] = (
        Field([], description="for a person: a source, or source-id#statement-id, that shows it")
    )
    affiliations: list[Affiliation] = Field([], description="offices and memberships")
    perhaps_same_as: PerhapsSame | None = Field(None, description="another record that may be of the same")
    note: Sentences | None = Field(None, description="what the reader must know")

    @model_validator(mode="after")
    def reasons(self) -> Actor:
        """A named person has a reason to stand here and a citation for it; a body is named as such. Who speaks for another does
        so for a reason that is given. Nobody under 18 has a record."""
        if _under_age(self):
            raise Mistake(
                "a person under 18 is named here",
                "delete the record, and describe the person where it speaks",
                "minor" if self.minor else "age",
            )
        if self.kind != "person" and self.age is not None:
            raise Mistake(f"a {self.kind} has no age", "delete it", "age")
        if self.speaks_for and not self.speaks_for_because:
            raise Mistake("speaks_for needs its reason", "add speaks_for_because:", "speaks_for")
        if (self.kind == "person") == (self.why_named == "public-body"):
            hint = "public-body is for what is no person, every other reason for a person"
            raise Mistake(f"a {self.kind} cannot be named as '{self.why_named}'", hint, "why_named")
        if self.kind == "person" and not self.why_named_because:
            raise Mistake(
                "a named person needs a citation", "add why_named_because: source-id#statement-id", "why_named"
            )
        return self

    @property
    def name(self) -> str:
        return preferred(self.names).text


class Place(Part):
    """A town, building, camp, region, bridge or crossing. Coordinates are longitude, latitude (GeoJSON), WGS 84."""

    names: list[Name] = Field(min_length=1, description="the name in every spelling and script")
    kind: Annotated[Text, Word("kinds_of_place")] = Field(description="country, region, town, building, camp, crossing")
    within: PlaceId | None = Field(None, description="the place that it lies in")
    coordinates: tuple[Degree, Degree] | None = Field(None, description="[longitude, latitude]; blank if not known")
    coordinates_from: Text | None = Field(None, description="the gazetteer or source that gives them")
    precision: Text = Field(
        pattern="^(building|village|town|district|region|country|unknown)$",
        description="how finely it is known: building, village, town, district, region, country or unknown",
    )
    disputed: Sentences | None = Field(None, description="what is told differently of the place itself")
    note: Sentences | None = Field(None, description="what the reader must know")

    @model_validator(mode="after")
    def on_earth(self) -> Place:
        """Coordinates are longitude, then latitude, and name their source."""
        if self.coordinates and not (-180 <= self.coordinates[0] <= 180 and -90 <= self.coordinates[1] <= 90):
            raise Mistake(
                "no place on earth has these coordinates", "write longitude first, then latitude", "coordinates"
            )
        if self.coordinates and not self.coordinates_from:
            raise Mistake("coordinates need their source", "add coordinates_from:", "coordinates")
        if self.coordinates_from and not self.coordinates:
            raise Mistake("'coordinates_from' without coordinates", "give them, or delete the key", "coordinates_from")
        return self

    @property
    def name(self) -> str:
        return preferred(self.names).text


def preferred(names: list[Name]) -> Name:
    """The name marked as preferred, or the first."""
    return next((name for name in names if name.preferred), names[0])


class PlaceRole(Part):
    """A place of an event, and whether all agree on it."""

    place: PlaceId = Field(description="the id of the place")
    role: Text = Field(pattern="^(undisputed|alleged)$", description="undisputed or alleged")
    statement: StatementId | None = Field(None, description="with alleged: source-id#statement-id")

    @model_validator(mode="after")
    def alleged_by_someone(self) -> PlaceRole:
        """A place that is only alleged names the statement that says so."""
        if self.role == "alleged" and not self.statement:
            raise Mistake(
                "an alleged place needs the statement that places it there", "add statement: source-id#statement-id"
            )
        return self


class ActorRole(Part):
    """An actor's part in an event, and whether all agree on it."""

    actor: ActorId = Field(description="the id of the actor")
    as_what: Text = Field(alias="as", description="the part, in words")
    role: Text = Field(pattern="^(undisputed|alleged)$", description="undisputed or alleged")
    statement: StatementId | None = Field(None, description="with alleged: source-id#statement-id")

    @model_validator(mode="after")
    def alleged_by_someone(self) -> ActorRole:
        """A part that is only alleged names the statement that says so."""
        if self.role == "alleged" and not self.statement:
            raise Mistake("an alleged part needs the statement that says so", "add statement: source-id#statement-id")
        return self


class OtherMatter(Part):
    """A statement that contradicts one of those that agree on a sentence, in something that the sentence does not say."""

    statement: StatementId = Field(description="source-id#statement-id")
    because: Sentences = Field(description="what it does contradict")


class Agreed(Part):
    """A sentence that no party disputes, and a statement of each side that has spoken of it."""

    says: Sentences = Field(description="the sentence, in neutral words")
    agreed_by: list[StatementId] = Field(min_length=2, description="a statement of each side: source-id#statement-id")
    silent: list[Party] = Field([], description="sides with statements on this event that do not speak of this matter")
    other_matter: list[OtherMatter] = Field([], description="statements that contradict these in another matter")


class Event(Part):
    """Something that happened or is said to have happened."""

    title: Text = Field(description="no more than every party would accept")
    status: Text = Field(pattern="^(undisputed|alleged)$", description="undisputed or alleged")
    date: When | None = Field(description="when, no finer than it is known")
    date_note: Sentences | None = Field(None, description="what is known of the date")
    after: list[EventId] = Field([], description="events that came before this one")
    before: list[EventId] = Field([], description="events that came after this one")
    kind: Annotated[Text, Word("kinds_of_event")] = Field(description="what it is")
    content_note: Text | None = Field(
        None, pattern=f"^({'|'.join(CONTENT_NOTES)})$", description="killings, bodies or sexual-violence"
    )
    part_of: EventId | None = Field(None, description="the event that it belongs to")
    places: list[PlaceRole] = Field([], description="where")
    actors: list[ActorRole] = Field([], description="who took part")
    undisputed: list[Agreed] = Field([], description="what no party disputes, and by whose agreement")
    questions: list[QuestionId] = Field([], description="the questions that bear on it")
    note: Sentences | None = Field(None, description="what the reader must know")

    @model_validator(mode="after")
    def placed_in_time(self) -> Event:
        """An event has a date, or events that it came after or before."""
        if self.date is None and not (self.after or self.before):
            raise Mistake("an event without a date", "give date:, or after: and before: with ids of events", "date")
        return self


class Position(Part):
    """One answer that somebody gives, in neutral words."""

    id: Id = Field(description="the position in a few words; never changed")
    text: Text = Field(description="the position in a neutral sentence")


class NoneFound(Part):
    """A party of which no statement was found, and what was searched."""

    party: Party = Field(description="the party")
    words: Text = Field(description="the words that were searched for")
    places: Sentences = Field(description="what was searched")
    date: When = Field(description="when it was searched")
    note: Sentences | None = Field(None, description="what the reader must know")


class Question(Part):
    """One disputed question, its positions, and the parties whose answer was looked for."""

    question: Text = Field(description="the question, in neutral words")
    why: Sentences = Field(description="why it matters")
    positions: list[Position] = Field(min_length=1, description="every answer that somebody gives")
    asked: Annotated[Text, Word("party_lists")] = Field(description="the list of parties that are asked")
    figures: list[Annotated[Text, Word("figures")]] = Field([], description="the figures that bear on it")
    all_figures: bool = Field(False, description="yes, to show these figures from all statements, not only its answers")
    would_settle: Sentences | None = Field(None, description="what would settle it")
    none_found: list[NoneFound] = Field([], description="parties of which no answer was found")
    note: Sentences | None = Field(None, description="what the reader must know")


def _gone(value: str) -> str:
    """What is removed is named as a record, events/old-id, or as a statement, source-id#statement-id."""
    folder, _, id_ = value.partition("/")
    source, _, statement = value.partition("#")
    if not (folder in FOLDERS.values() and ID.fullmatch(id_)) and not (
        ID.fullmatch(source) and ID.fullmatch(statement)
    ):
        raise Mistake(f"'{value}' names no record and no statement", "write events/old-id or source-id#statement-id")
    return value


class Correction(Part):
    """What this chronicle said, until when, and why it changed."""

    date: When = Field(description="the day until which we said it")
    was: Text = Field(description="what we said, in a sentence")
    now: Text = Field(description="what stands there now, or that nothing does")
    why: Text = Field(description="why it changed; an error of ours is called one")
    records: list[AnyId] = Field([], description="the ids of the records that it is about")
    statements: list[StatementId] = Field([], description="the statements that changed: source-id#statement-id")
    removed: list[Annotated[Text, AfterValidator(_gone)]] = Field(
        [], description="what is gone: a record as events/old-id, a statement as source-id#statement-id"
    )
    reported_by: Text | None = Field(None, description="who reported it, if they wish to be named")


class Published(Part):
    """What the last version published, written by `make release`: nobody edits it."""

    version: Text
    date: Text
    statements: dict[str, Digest] = Field(
        description="source-id#statement-id, and the digest of what the statement means"
    )
    records: list[Annotated[Text, AfterValidator(_gone)]]
    corrections: list[Digest]


class NotUsed(Part):
    """A page of the evidence base that is no record here, with the reason."""

    base_id: Text = Field(description="a name for the page, used once")
    title: Text | None = Field(None, description="its title, as published")
    url: Url | None = Field(None, alias="URL", description="its address")
    because: Text = Field(description="why it is not used")


class Form(Part):
    """A word in one language, and the sources that use it."""

    text: Text = Field(description="the word in this language")
    language: Language = Field(description="the code of the language, such as en or ar")
    sources: list[SourceId] = Field([], alias="in", description="the sources that use this form")


class Explained(Part):
    """One neutral sentence or two, and what they rest on."""

    text: Text = Field(description="one or two neutral sentences")
    because: Annotated[list[Citation], BeforeValidator(_listed, json_schema_input_type=str | list[str])] = Field(
        [], description="a source, or source-id#statement-id, that says so"
    )


class GlossaryEntry(Part):
    """A word that readers meet. Without a citation it has its plain sense only, and the page says that no source is cited."""

    id: Id = Field(description="the word's place on the page; never changed")
    term: Text = Field(description="the word, as readers meet it")
    ours: bool = Field(False, description="yes, for a word that this chronicle uses in a sense of its own")
    forms: list[Form] = Field([], description="the word in its own language and others")
    says: list[Explained] = Field(min_length=1, description="what it means, in one or two neutral sentences")
    records: list[AnyId] = Field([], description="the records that treat it")


class Term(Part):
    """A word of the vocabulary: its id, the label that readers see, what it means."""

    id: Id = Field(description="what records write")
    label: Text = Field(description="what readers see")
    means: Text | None = Field(None, description="what it means")
    mark: Text | None = Field(
        None, pattern="^[a-z]+(-[a-z]+)*$", description="of a party or a kind of place: the sign that stands for it"
    )
    unit: Text | None = Field(None, description="of a figure: what its numbers count")
    over_time: bool = Field(False, description="of a figure: yes, if it is drawn over the days")
    private: bool = Field(
        False, description="of a place: yes, for a private home, which is placed no finer than its town"
    )


def _form(value: str) -> str:
    if not re.fullmatch(r"[\w{][^*\s()\[\]|+?\\^$]+\*?( [^*\s()\[\]|+?\\^$]+\*?)*", value):
        raise Mistake(f"'{value}' is not a form", "write words of two letters or more; a star only at a word's end")
    return value


WordForm = Annotated[Text, AfterValidator(_form)]
Forms = dict[Annotated[str, StringConstraints(pattern="^[a-z]{2,3}$")], list[WordForm]]


class DisputedWord(Part):
    """A word that parties use differently, and the forms to look for in titles and quotations, by language.

    A form is one or more whole words; a star at a word's end stands for any ending.
    """

    id: Id
    label: Text
    forms: Forms = Field(min_length=1, description="lists of forms by language, such as en: [ambush*]")
    but_not: Forms = Field({}, description="phrases in which a form means something else, by language")


class NeutralWord(Part):
    """A word that the narrator does not use, what to write instead, and why."""

    id: Id
    forms: Forms = Field(min_length=1, description="lists of forms by language, such as en: [regime*]")
    instead: Text = Field(description="what to write instead")
    why: Text = Field(description="one sentence: what the word decides")


class Excused(Part):
    """A passage that holds such words all the same, with the reason."""

    file: Text = Field(alias="in", description="the file, such as docs/words.md")
    passage: Text = Field(description="the words around it, exactly as they stand there")
    because: Text


class NeutralWords(Part):
    """The words that the narrator does not use, and where they stand all the same."""

    words: list[NeutralWord] = Field([], description="the words, with what to write instead")
    exceptions: list[Excused] = Field([], description="the passages where one of them must stand")


class Vocabulary(Part):
    """The words and labels of a chronicle, each list in the order in which pages show it."""

    parties: list[Term]
    party_lists: dict[str, list[Party]]
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
    alleged_words: list[Text]
    minor_words: list[WordForm] = Field([], description="words for people under 18; {age} stands for 0 to 17")
    sensitive_words: list[WordForm] = Field([], description="words for sexual violence and for the deaths of children")
    custody_words: list[WordForm] = Field([], description="words by which a speaker is described as held")
    disputed_words: list[DisputedWord] = []

    def words(self, name: str) -> list[str]:
        """The ids of one list."""
        terms = getattr(self, name)
        return list(terms) if isinstance(terms, dict) else [term.id for term in terms]

    def term(self, name: str, word: str) -> Term:
        """The term with that id; the id itself as its label where it is unknown."""
        return next((term for term in getattr(self, name) if term.id == word), Term(id="unknown", label=word))


class About(Part):
    """The chronicle itself."""

    title: Text
    subtitle: Text | None = None
    description: Text
    language: Language = Field("en", description="the language of the pages, such as en")
    period: When
    window: When | None = Field(None, description="the days that pictures show; all else lies beyond their edge")
    place: PlaceId | None = None
    editors: Text
    version: Text = Field(pattern=r"^\d+\.\d+\.\d+$", description="three numbers, such as 1.2.0")
    version_date: When
    doi: Text | None = Field(
        None,
        pattern=r"^10\.\d{4,9}/[-._;()/:A-Za-z0-9]+$",
        description="the DOI of this version, 10.…/…, once it has one",
    )
    preview: Text | None = Field(None, description="the picture that a link to the site is shown with: a PNG in docs/assets")
    licence: Text | None = Field(None, description="the licence of the records and the prose")
    contact: Text | None = Field(
        None, pattern=r"^[^@\s<>?&]+@[^@\s<>?&]+$", description="the editors' e-mail address, if there is one"
    )
    repository: Url | None = None
    branch: Text = Field("main", pattern=r"^[\w-]+([./][\w-]+)*$", description="the branch that edit links lead to")

    @model_validator(mode="after")
    def dated(self) -> About:
        """A version has a day."""
        if self.version_date.interval or self.version_date.first != self.version_date.last:
            raise Mistake("the date of a version is one day", "write it as 1901-05-04", "version_date")
        return self


class StartingExtract(Part):
    """The text that started this chronicle: the source it comes from, and what is known of each of its lines."""

    source: SourceId
    lines: list[ExtractLine]


class ExtractLine(Part):
    """One line of the starting extract."""

    locator: Text
    footnote: Text = Field(description="what is known of its footnote")
    footnote_status: Text = Field(pattern="^(seen|inferred|unresolved|none)$")
    support: list[StatementId] = []
    contradict: list[StatementId] = []
    silent: list[SourceId] = []
    treated: list[AnyId] = Field([], description="the records that treat the matter")
    unanswered: Text | None = Field(None, description="why it answers no question, if it answers none")


PRECISION_KM = {"building": 0.0, "village": 1.5, "town": 3.0, "district": 10.0}
"""How far, in kilometres, a place may lie from its coordinates, by the word for their precision: the radius of its ring on the
map, a convention of ours. At 0 it is a point; a word that is missing here says nothing that could be drawn."""

Degrees = tuple[Degree, Degree]
"""Longitude and latitude in degrees, WGS 84, as in GeoJSON."""


class Frame(Part):
    """What the map covers, in degrees."""

    west: Degree
    south: Degree
    east: Degree
    north: Degree

    @model_validator(mode="after")
    def in_order(self) -> Frame:
        """The frame of a map runs from west to east and from south to north, and stays on the earth."""
        if self.west + 0.01 > self.east or self.south + 0.01 > self.north:
            raise Mistake("the frame runs backwards, or holds nothing", "west is less than east, south less than north")
        if self.west < -180 or self.east > 180 or self.south < -85 or self.north > 85:
            raise Mistake("the frame leaves the earth", "from -180 to 180 degrees east, from -85 to 85 degrees north")
        return self

    def holds(self, position: Degrees) -> bool:
        return self.west <= position[0] <= self.east and self.south <= position[1] <= self.north


class Recipe(Part):
    """How `tools/mapdata.py` makes a layer's file from a package. The build does not read it."""

    package: Text
    reader: Text
    file: Text
    take: list[Text] = []


class Layer(Part):
    """Lines or areas under the places, in a file of their own."""

    draws: Text = Field(
        pattern="^(land|region|river|coast|border)$", description="land, region, river, coast or border"
    )
    file: Text = Field(
        pattern=r"^[a-z0-9-]+\.geojson$", description="the name of a file beside map.yml, such as river.geojson"
    )
    place: PlaceId | None = Field(None, description="the place that it shows")
    recipe: Recipe | None = None
    source: Text = Field(description="whose data it is, and the package it was taken from")
    licence: Text = Field(description="the licence of these data")


class MapName(Part):
    """A name in another script that the place's own record does not hold."""

    place: PlaceId
    text: Text
    language: Language = Field(description="the language, such as ar")
    source: Text = Field(description="where the name was taken from")


class MapLabel(Part):
    """Where the name of a line or an area is written."""

    place: PlaceId
    at: Degrees = Field(description="[longitude, latitude]")


class MapMark(Part):
    """What a statement says stood at a place, such as a camp or a crossing."""

    place: PlaceId
    kind: Annotated[Text, Word("kinds_of_place")]
    statement: StatementId = Field(description="the statement that says so: source-id#statement-id")


class Way(Part):
    """A way that people took, from one place to another, as a statement has it."""

    origin: PlaceId = Field(alias="from", description="the place where it began")
    to: PlaceId = Field(description="the place where it led")
    statement: StatementId = Field(description="the statement that says so: source-id#statement-id")
    note: Text | None = None

    @model_validator(mode="after")
    def leads_on(self) -> Way:
        """A way leads from one place to another one."""
        if self.origin == self.to:
            raise Mistake("a way that leads nowhere", "name another place", "to")
        return self


class Map(Part):
    """The map: its frame, what is drawn under the places, and what statements place on it."""

    title: Text
    frame: Frame
    layers: list[Layer] = []
    names: list[MapName] = []
    labels: list[MapLabel] = []
    marks: list[MapMark] = []
    ways: list[Way] = []
    attribution: list[Text] = Field([], description="whose the other data are")


class Shape(Part):
    """The lines, or the rings of an area, of a feature."""

    type: Text = Field(pattern="^(MultiLineString|Polygon)$", description="MultiLineString or Polygon")
    coordinates: list[Annotated[list[Degrees], Field(min_length=2)]] = Field(min_length=1)


class Feature(Part):
    type: Text = Field(pattern="^Feature$", description="Feature")
    properties: dict[str, Any] = {}
    geometry: Shape


class Features(Part):
    """A file of GeoJSON, as far as it is used here."""

    type: Text = Field(pattern="^FeatureCollection$", description="FeatureCollection")
    features: list[Feature] = Field(min_length=1)


StartingExtract.model_rebuild()

KINDS: dict[str, type[Part]] = {
    "source": Source,
    "event": Event,
    "question": Question,
    "actor": Actor,
    "place": Place,
}
RULES_OF_VALUES = (_text, _identifier, checked_address, _date, _whole, _degrees, _isbn, _short, _digest, _gone)
"""What every value of a sort must be; the docstring is the rule, as it is of the validators above and of `check`."""

FOLDERS = {kind: f"{kind}s" for kind in KINDS}
