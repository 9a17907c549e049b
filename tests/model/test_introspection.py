"""What the model says of its fields: marks, types, and where a value of a file belongs."""

from __future__ import annotations

import pytest
from pydantic import BaseModel
from samples import event, source, statement

from chronicle.model.actors import Actor
from chronicle.model.derivation import Derivation, Parent
from chronicle.model.events import Event
from chronicle.model.introspection import (
    Location,
    accepts_type,
    choices_of,
    field_at,
    field_of,
    has_pattern,
    is_date,
    is_list,
    is_optional,
    is_pair,
    keys_of,
    mark_of,
    marked_fields,
    mentions,
    record_type,
    record_types,
    shape_at,
)
from chronicle.model.kinds import FOLDERS, KINDS
from chronicle.model.places import Map, Place
from chronicle.model.sources import Archive, Source
from chronicle.model.statements import Relation, Statement
from chronicle.model.types import Block, Fixed, Ref, Word

PRECISIONS = ["building", "village", "town", "district", "region", "country", "unknown"]


@pytest.mark.parametrize(
    ("shape", "key", "kind", "mark"),
    [
        (Statement, "where", Ref, Ref("place")),
        (Statement, "about", Ref, Ref("concerned")),
        (Statement, "basis", Word, Word("bases")),
        (Statement, "says", Block, Block()),
        (Statement, "says", Ref, None),
        (Statement, "id", Fixed, Fixed("id")),
        (Source, "URL", Fixed, Fixed("address")),
        (Actor, "why_named_because", Ref, Ref("citation")),
        (Relation, "repeats", Ref, Ref("statement-here")),
    ],
)
def test_marks_are_found_anywhere_in_a_type(
    shape: type[BaseModel], key: str, kind: type, mark: object
) -> None:
    assert mark_of(field_of(shape, key), kind) == mark


def test_no_field_has_no_mark() -> None:
    assert mark_of(None, Ref) is None and not accepts_type(None, str) and not is_date(None)
    assert field_of(None, "x") is None and keys_of(None) == []


def test_fields_are_found_by_key_and_by_name() -> None:
    assert field_of(Source, "container-title") is field_of(Source, "container_title")
    assert field_of(Source, "nothing") is None
    assert {"container-title", "URL", "title"} <= set(keys_of(Source))
    assert "container_title" not in keys_of(Source)


@pytest.mark.parametrize(
    ("shape", "location", "description"),
    [
        (Source, ("statements", 0, "by", "described"), "who it is, in words"),
        (Source, ("derives_from", "works", 1, "work"), "the id of the work's record"),
        (Source, ("statements", 0, "about", 2), "the events, actors and places that it concerns"),
        (list[Parent], (3, "why"), "with probable: why we think so"),
        (Map, ("frame", "west"), None),
    ],
)
def test_a_location_leads_to_its_field(
    shape: object, location: Location, description: str | None
) -> None:
    field = field_at(shape, location)
    assert field and field.description == description


@pytest.mark.parametrize("location", [(), (0,), ("nothing",), ("title", "x"), ("nothing", 0, "x")])
def test_a_location_that_leads_nowhere_has_no_field(location: Location) -> None:
    assert field_at(Source, location) is None


def test_a_location_leads_to_its_record_type() -> None:
    assert shape_at(Source, ()) is Source
    assert shape_at(Source, ("statements", 3)) is Statement
    assert shape_at(Source, ("statements", 3, "derives_from", "works", 0)) is Parent
    assert shape_at(Source, ("title",)) is None


def test_record_types_are_found_within_lists_and_unions() -> None:
    assert list(record_types(list[Archive] | None)) == [Archive]
    assert list(record_types(tuple[Archive, Derivation])) == [Archive, Derivation]
    assert record_type(str) is None


@pytest.mark.parametrize(
    ("shape", "key", "choices"),
    [
        (Source, "issued_basis", ["shown", "inferred", "unknown", "not-stated"]),
        (Statement, "sensitive", ["second-hand-violence"]),
        (Place, "precision", PRECISIONS),
        (Source, "language", []),
        (Source, "title", []),
    ],
)
def test_choices_are_the_words_of_a_pattern(
    shape: type[BaseModel], key: str, choices: list[str]
) -> None:
    assert choices_of(field_of(shape, key)) == choices


def test_what_a_file_may_write_is_known() -> None:
    def fields(shape: type[BaseModel], test: object) -> set[str]:
        assert callable(test)
        return {name for name, field in shape.model_fields.items() if test(field)}

    assert fields(Event, is_list) == {
        *("after", "before", "places", "actors", "undisputed", "questions", "same_as")
    }
    assert fields(Event, is_date) == {"date"}
    assert fields(Event, has_pattern) == {"status"}
    assert {"date", "part_of", "note"} <= fields(Event, is_optional)
    assert "title" not in fields(Event, is_optional)
    assert fields(Place, is_pair) == {"coordinates"}
    assert fields(Actor, is_list) >= {"names", "why_named_because"}


def test_every_mention_of_a_record_has_its_place() -> None:
    record = source(
        derives_from=[{"work": "wire", "what": "text", "sure": "stated"}],
        statements=[
            {
                **statement().model_dump(include={"id", "basis", "says"}),
                "by": "owner",
                "about": ["fire", "mill"],
            }
        ],
    )
    found = {location: (mark, value) for location, mark, value in mentions(record)}
    assert found[("derives_from", "works", 0, "work")] == (Ref("source"), "wire")
    assert found[("statements", 0, "by", "actor")] == (Ref("actor"), "owner")
    assert found[("statements", 0, "about", 1)] == (Ref("concerned"), "mill")
    assert found[("kind",)] == (Word("kinds_of_source"), "newspaper")
    assert [value for mark, value in found.values() if mark == Ref("place")] == []


def test_mentions_use_the_keys_of_files() -> None:
    record = event(
        actors=[{"actor": "owner", "as": "owner", "role": "undisputed"}], part_of="summer"
    )
    locations = [location for location, _, _ in mentions(record)]
    assert ("actors", 0, "actor") in locations and ("part_of",) in locations
    assert [key for _, key, _ in marked_fields(Source) if key == "container-title"]


def test_every_kind_has_a_folder() -> None:
    assert {kind: f"{kind}s" for kind in KINDS} == FOLDERS
