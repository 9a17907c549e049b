"""Columns are read off the model."""

from __future__ import annotations

from pydantic import Field

from chronicle.exports.columns import cell, columns_of, inner_lists, parts_at
from chronicle.model.sources import Source
from chronicle.model.statements import Speaker, Statement
from chronicle.model.types import Degrees, Language, Part, PartyId, Ref, SourceId, Text, When, Word


class Inner(Part):
    """A part."""

    text: Text = Field(description="a text")
    works: list[Speaker] = Field([])


class Record(Part):
    """A record of all sorts of fields."""

    by: Inner | None = Field(None, description="an inner part")
    languages: list[Language] = Field([])
    language: Language | None = None
    at: Degrees | None = None
    day: When | None = Field(description="a day")
    party: PartyId = Field(alias="the-party")
    number: int = 1
    said: bool = False
    sources: list[SourceId] = Field([])
    inner: list[Inner] = Field([])


def test_every_sort_of_field_has_its_columns() -> None:
    found = {column.name: column for column in columns_of(Record)}
    assert list(found) == [
        "by_text", "languages", "language", "longitude", "latitude", "day", "the-party", "number",
        "said", "sources",
    ]  # fmt: skip
    assert {name: found[name].type for name in ("longitude", "number", "said", "day")} == {
        "longitude": "number",
        "number": "integer",
        "said": "boolean",
        "day": "string",
    }
    assert found["day"].description == "a day (EDTF)"
    assert not found["day"].required and found["the-party"].required
    assert not found["by_text"].required, "the part that has it may be left out"
    assert found["languages"].many and found["languages"].pattern == ""
    assert found["language"].pattern.startswith("^[a-z]")
    assert (found["the-party"].mark, found["sources"].mark) == (Word("parties"), Ref("source"))


def test_lists_of_parts_have_the_names_of_the_files() -> None:
    assert [(one.name, one.path) for one in inner_lists(Record)] == [
        ("by_works", ("by", "works")),
        ("inner", ("inner",)),
    ]
    assert "statements" not in {one.name for one in inner_lists(Source)}


def test_cells_lead_to_values() -> None:
    columns = {column.name: column for column in columns_of(Record)}
    record = Record.model_validate(
        {"by": {"text": "x"}, "at": ["1.5", "-2"], "day": "1901~", "the-party": "owner"}
    )
    names = ("by_text", "longitude", "latitude", "day", "languages", "number")
    assert [cell(record, columns[name]) for name in names] == ["x", 1.5, -2.0, "1901~", [], 1]
    bare = Record.model_validate({"day": None, "the-party": "owner"})
    assert [cell(bare, columns[name]) for name in names] == [None, None, None, None, [], 1]
    assert parts_at(bare, ("by", "works")) == []


def test_an_actor_is_not_said_to_be_unnamed() -> None:
    named = next(column for column in columns_of(Statement) if column.name == "by_named")
    fixed = {"id": "a", "basis": "seen", "says": "x", "about": ["fire"]}
    actor = Statement.model_validate({**fixed, "by": "guild"})
    described = Statement.model_validate({**fixed, "by": {"described": "a man", "party": "guild"}})
    assert (cell(actor, named), cell(described, named)) == (None, False)
