"""Actors: why someone is named, and who is never named."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError
from samples import ACTOR, PERSON, actor, changed

from chronicle.model.actors import Actor, Affiliation


def fault(values: dict[str, Any]) -> str:
    """What is wrong with an actor; empty if nothing is."""
    try:
        Actor.model_validate(values)
    except ValidationError as error:
        return error.errors()[0]["msg"].removeprefix("Value error, ")
    return ""


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, ""),
        ({"age": "18"}, ""),
        ({"age": "17"}, "a person under 18 is named here"),
        ({"age": "0"}, "a person under 18 is named here"),
        ({"minor": "yes"}, "a person under 18 is named here"),
        ({"why_named_because": ""}, "a named person needs a citation"),
        ({"why_named": "public-body"}, "a person cannot be named as 'public-body'"),
        ({"speaks_for": "guild"}, "speaks_for needs its reason"),
        ({"speaks_for": "guild", "speaks_for_because": "He says so."}, ""),
    ],
)
def test_a_person_has_a_reason_to_be_named(changes: dict[str, Any], message: str) -> None:
    assert fault(changed(PERSON, changes)) == message


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, ""),
        ({"age": "40"}, "a body has no age"),
        ({"why_named": "spoke-publicly"}, "a body cannot be named as 'spoke-publicly'"),
        ({"kind": "movement"}, ""),
    ],
)
def test_a_body_is_named_as_such(changes: dict[str, Any], message: str) -> None:
    assert fault(changed(ACTOR, changes)) == message


@pytest.mark.parametrize(
    ("begin", "end", "accepted"),
    [
        ("1901", "1901", True),
        ("1901-05", "1901", True),
        ("1901-12-31", "1901", True),
        ("1902-01-01", "1901", False),
        (None, "1901", True),
        ("1901", None, True),
    ],
)
def test_an_office_does_not_end_before_it_begins(
    begin: str | None, end: str | None, accepted: bool
) -> None:
    values = {"actor": "guild", "as": "secretary", "from": begin, "to": end, "because": "post-fire"}
    values = {key: value for key, value in values.items() if value}
    try:
        Affiliation.model_validate(values)
    except ValidationError:
        assert not accepted
    else:
        assert accepted


def test_an_actor_is_called_by_the_preferred_name() -> None:
    names = [
        {"text": "A. Lunde", "language": "en"},
        {"text": "Ada Lund", "language": "en", "preferred": "yes"},
    ]
    assert actor(names=names).name == "Ada Lund"
