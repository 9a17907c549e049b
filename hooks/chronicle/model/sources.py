"""Sources: publications, with how far each was read."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field, model_validator

from ..problems import InvalidValue
from .derivation import Derivation, DerivedFrom
from .statements import Statement
from .types import (
    NOT_STATED,
    Decisive,
    Isbn,
    Language,
    Meaning,
    Part,
    PartyId,
    Sentences,
    SourceId,
    Text,
    Url,
    When,
    Word,
)


class Author(Part):
    """Who wrote a work: a person by `family` and `given` name, or a body or byline (`literal`)."""

    meaning: ClassVar[Meaning] = Meaning.DECISIVE

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

    extent: Annotated[Text, Word("extents")] = Field(
        NOT_STATED, description="how much of it was read"
    )
    seen: Text | None = Field(None, pattern="^(original|copy)$", description="original or copy")
    at: Text | None = Field(None, description="the host of the copy, if it is another's")
    quotations: Text = Field(
        "not-compared",
        pattern="^(compared|not-compared)$",
        description="compared or not-compared",
    )
    cited_by: list[SourceId] = Field([], description="with extent cited: the sources that name it")


def _archive(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return {"url": value} if "://" in value else {"reason": value}


class Source(Part):
    """One publication, with the statements that it reports. One address is one record."""

    type: Text = Field(
        "document",
        pattern="^(article|article-journal|article-magazine|article-newspaper|book|broadcast|"
        "chapter|document|entry-encyclopedia|personal_communication|post-weblog|report|speech|"
        "webpage)$",
        description="the type in CSL; document, if none fits",
    )
    title: Decisive[Text | None] = Field(description="as published; blank if none was seen")
    title_shown: bool = Field(True, description="no, if no title was seen")
    title_en: Sentences | None = Field(None, description="a translation of the title")
    title_en_by: Text | None = Field(None, description="who translated it; editors, if it is ours")
    author: list[Author] = Field([], description="who wrote it, as published")
    container_title: Decisive[Text | None] = Field(
        None, alias="container-title", description="the paper, site or channel"
    )
    publisher: Decisive[Text | None] = Field(None, description="the body that published it")
    publisher_place: Text | None = Field(
        None, alias="publisher-place", description="where it was published"
    )
    isbn: Isbn | None = Field(None, alias="ISBN", description="of a book")
    page: Text | None = Field(None, description="the pages meant, such as 16-17")
    issued: When | None = Field(None, description="when it was published; blank if not known")
    issued_basis: Text = Field(
        NOT_STATED,
        pattern="^(shown|inferred|unknown|not-stated)$",
        description="shown, inferred or unknown",
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
            Archive(reason="not-looked-for"),
            description="the address of an archived copy with its date, or a reason such as "
            "not-looked-for",
        )
    )
    kind: Annotated[Text, Word("kinds_of_source")] = Field(
        description="what it is; not which party it belongs to"
    )
    party: Decisive[PartyId | None] = Field(
        None, description="the party that the outlet itself belongs to, if not the journalists"
    )
    read: Reading = Field(Reading(), description="how far it was read")
    derives_from: DerivedFrom = Field(
        Derivation(kind="unknown"), description="own, unknown, or a list of works"
    )
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
        copy, the reason why its reporting is its own. A work that no one read has no statements
        and names who cites it."""
        cited = self.read.extent == "cited"
        if self.title is None and self.title_shown and not cited:
            hint = "give the title as published, or write title_shown: no"
            raise InvalidValue("a source without a title", hint, "title")
        if self.title and not self.title_shown:
            hint = "delete title_shown: no, or leave the title blank"
            raise InvalidValue("a title that was not seen", hint, "title_shown")
        if self.title_en and not self.title:
            hint = "give the title as published, or delete title_en"
            raise InvalidValue("a translation of no title", hint, "title_en")
        if bool(self.title_en) != bool(self.title_en_by):
            hint = "add title_en_by: editors, if it is ours"
            raise InvalidValue("a translated title needs its translator", hint, "title_en")
        dated = self.issued_basis in ("shown", "inferred")
        if dated != bool(self.issued) and self.issued_basis != NOT_STATED:
            hint = "give both, or leave issued: blank and write issued_basis: unknown"
            raise InvalidValue("the date and its basis do not fit", hint, "issued_basis")
        if self.derives_from.kind == "own" and not self.derives_note:
            hint = "add derives_note: with the byline, place or statement"
            raise InvalidValue("derives_from: own needs its reason", hint, "derives_from")
        if cited and (self.statements or not self.read.cited_by):
            message = "a work known only as cited has no statements, and names who cites it"
            raise InvalidValue(message, "add cited_by under read", "read")
        if self.read.extent not in ("cited", NOT_STATED) and not self.read.seen:
            hint = "add seen: original or copy under read"
            raise InvalidValue("a source that was read says what was seen", hint, "read")
        return self
