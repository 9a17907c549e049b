"""The chronicle itself, and its lists: corrections, what was published, what was not used, and the
extract that it started from."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from ..problems import InvalidValue
from .kinds import FOLDERS
from .types import (
    ID,
    AnyId,
    Digest,
    Id,
    Language,
    Part,
    PlaceId,
    QuestionId,
    Sentences,
    SourceId,
    StatementId,
    Text,
    Url,
    When,
)


class Preview(Part):
    """The picture that links to the site are shown with elsewhere."""

    file: Text = Field(description="a PNG in docs/assets, such as assets/images/preview.png")
    alt: Text = Field(description="what it shows, in words")


class SiteSettings(Part):
    """The chronicle itself: its name, period, editors and version."""

    title: Text
    subtitle: Text | None = None
    description: Text
    language: Language = Field("en", description="the language of the pages, such as en")
    period: When
    window: When | None = Field(
        None, description="the days that charts show; everything else is beyond their edge"
    )
    place: PlaceId | None = None
    editors: Text
    version: Text = Field(pattern=r"^\d+\.\d+\.\d+$", description="three numbers, such as 1.2.0")
    version_date: When
    doi: Text | None = Field(
        None,
        pattern=r"^10\.\d{4,9}/[-._;()/:A-Za-z0-9]+$",
        description="the DOI of this version, 10.…/…, once it has one",
    )
    preview: Preview | None = None
    licence: Text | None = Field(None, description="the licence of the records and the prose")
    contact: Text | None = Field(
        None,
        pattern=r"^[^@\s<>?&]+@[^@\s<>?&]+$",
        description="the editors' e-mail address, if there is one",
    )
    repository: Url | None = None
    branch: Text = Field(
        "main",
        pattern=r"^[\w-]+([./][\w-]+)*$",
        description="the branch that edit links lead to",
    )

    @model_validator(mode="after")
    def dated(self) -> SiteSettings:
        """A version has a day."""
        if self.version_date.interval or self.version_date.first != self.version_date.last:
            hint = "write it as 1901-05-04"
            raise InvalidValue("the date of a version is one day", hint, "version_date")
        return self


def removed_name(value: str) -> str:
    """What is removed is named as a record, events/old-id, or as a statement,
    source-id#statement-id."""
    folder, _, id_ = value.partition("/")
    source, _, statement = value.partition("#")
    is_record = folder in FOLDERS.values() and ID.fullmatch(id_)
    if not is_record and not (ID.fullmatch(source) and ID.fullmatch(statement)):
        hint = "write events/old-id or source-id#statement-id"
        raise InvalidValue(f"'{value}' names no record and no statement", hint)
    return value


RemovedName = Annotated[Text, AfterValidator(removed_name)]


def published_name(value: str) -> str:
    """What was published is a record, a statement, or an entry of a record's list, such as
    events/its-id: undisputed: The mill burned."""
    removed_name(value.partition(": ")[0])
    return value


PublishedName = Annotated[Text, AfterValidator(published_name)]


class Correction(Part):
    """What this chronicle said, until when, and why it changed."""

    date: When = Field(description="the day until which we said it")
    was: Text = Field(description="what we said, in a sentence")
    now: Text = Field(description="what it says now, or that nothing is there")
    why: Text = Field(description="why it changed; an error of ours is called one")
    records: list[AnyId] = Field([], description="the ids of the records that it is about")
    statements: list[StatementId] = Field(
        [], description="the statements that changed: source-id#statement-id"
    )
    removed: list[RemovedName] = Field(
        [],
        description="what is gone: a record as events/old-id, a statement as "
        "source-id#statement-id",
    )
    reported_by: Text | None = Field(None, description="who reported it, if they wish to be named")


class Published(Part):
    """What the last version published, written by `make release` and not edited by hand."""

    version: Text
    date: Text
    things: dict[PublishedName, Digest] = Field(
        description="records, statements and so on, and the digests of their decisive values"
    )
    corrections: list[Digest]


class NotUsed(Part):
    """A page of the evidence base that has no record here, with the reason."""

    base_id: Text = Field(description="a name for the page, used once")
    title: Text | None = Field(None, description="its title, as published")
    url: Url | None = Field(None, alias="URL", description="its address")
    because: Text = Field(description="why it is not used")


class ExtractStatement(Part):
    """One statement of a line, and what other sources say of the same."""

    statement: Id = Field(description="the id of the statement in the extract's source")
    support: list[StatementId] = Field([], description="statements that say the same")
    contradict: list[StatementId] = Field([], description="statements that say otherwise")
    silent: list[SourceId] = Field(
        [], description="sources that treat the same moment and do not mention it"
    )
    remark: Sentences | None = Field(None, description="what the reader must know")


class ExtractLine(Part):
    """One line of the starting extract."""

    locator: Text
    footnote: Text = Field(description="what is known of its footnote")
    footnote_status: Text = Field(pattern="^(seen|inferred|unresolved|none)$")
    statements: list[ExtractStatement] = Field([], description="its statements")
    treated: list[AnyId] = Field([], description="the records that deal with it")
    unanswered: Text | None = Field(
        None, description="why it answers no question, if it answers none"
    )


class StartingExtract(Part):
    """The text that started this chronicle: its source, and what is known of each line."""

    source: SourceId
    lines: list[ExtractLine]


class Search(Part):
    """One search for accounts: when, where, in which language, with which words, what it was for
    and what came back."""

    date: When = Field(description="the day of the search")
    where: Text = Field(description="what was searched")
    language: Language = Field(description="the language of the words")
    words: Text = Field(description="the words that were searched for")
    questions: list[QuestionId] = Field(
        [], alias="for", description="the questions whose answers were looked for"
    )
    found: Sentences = Field(description="what came back, or that nothing did")
    sources: list[SourceId] = Field([], description="the sources recorded from it")


class ExpectedDocument(Part):
    """A document that ought to exist, and whether it was found."""

    id: Id = Field(description="the document in a few words")
    document: Sentences = Field(description="what it would be")
    kept_by: Sentences = Field(description="who would keep it")
    bears_on: list[QuestionId] = Field(description="the questions that it would help to answer")
    searched: Sentences = Field(description="what was searched for it")
    found: Sentences = Field(description="what came back")
    sources: list[SourceId] = Field([], description="the sources that come nearest to it")
