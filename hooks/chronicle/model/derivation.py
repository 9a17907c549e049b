"""What a source or a statement rests on."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, Field, model_validator

from ..problems import InvalidValue
from .types import Meaning, Part, Sentences, Shown, SourceId, Text


class Parent(Part):
    """A work that a source or a statement rests on, what was taken from it, how sure that is."""

    meaning: ClassVar[Meaning] = Meaning.DECISIVE

    work: SourceId = Field(description="the id of the work's record")
    what: Text = Field(pattern="^(text|facts|quotation)$", description="text, facts or quotation")
    sure: Text = Field(
        pattern="^(stated|probable)$", description="stated (the text says so) or probable"
    )
    why: Shown[Sentences | None] = Field(None, description="with probable: why we think so")

    @model_validator(mode="after")
    def reason_if_probable(self) -> Parent:
        """A work that a text probably rests on is named with the reason why we think so."""
        if self.sure == "probable" and not self.why:
            raise InvalidValue("a probable parent needs a reason", "add why: with the reason")
        return self


class Derivation(Part):
    """What a source rests on: its `own` work, `unknown`, or a list of `works`."""

    meaning: ClassVar[Meaning] = Meaning.DECISIVE

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


DerivedFrom = Annotated[
    Derivation,
    BeforeValidator(_derivation, json_schema_input_type=Literal["own", "unknown"] | list[Parent]),
]
"""In its short forms, which the schema names, too."""
