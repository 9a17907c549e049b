"""The smallest records that the model takes, for tests of one field at a time. An empty value drops
a key."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError

from chronicle.model.actors import Actor
from chronicle.model.events import Event
from chronicle.model.places import Place
from chronicle.model.sources import Source
from chronicle.model.statements import Statement

Values = dict[str, Any]
SOURCE: Values = {
    "type": "article",
    "title": "A title",
    "issued_basis": "unknown",
    "archive": "not-looked-for",
    "kind": "newspaper",
    "read": {"extent": "whole", "seen": "copy"},
    "derives_from": "unknown",
}
STATEMENT: Values = {
    "id": "it-burned",
    "by": "owner",
    "basis": "told",
    "says": "It burned.",
    "about": ["fire"],
}
WORK: Values = {"work": "wire", "what": "text", "sure": "stated"}
ACTOR: Values = {
    "names": [{"text": "The owner", "language": "en"}],
    "kind": "body",
    "party": "millers",
    "why_named": "public-body",
}
PERSON: Values = {
    **ACTOR,
    "kind": "person",
    "why_named": "spoke-publicly",
    "why_named_because": "post-fire",
}
EVENT: Values = {"title": "A fire", "status": "alleged", "date": "1901-05-01", "kind": "fire"}
PLACE: Values = {
    "names": [{"text": "Arden", "language": "en"}],
    "kind": "town",
    "precision": "town",
}


def changed(values: Values, changes: Values) -> Values:
    """Values with some of them changed; one that is changed to "" is left out."""
    return {key: value for key, value in {**values, **changes}.items() if value != ""}


def keyed(changes: Values) -> Values:
    """Keyword arguments as the keys of a file: `container_title` is container-title there."""
    return {key.replace("container_title", "container-title"): v for key, v in changes.items()}


def source(**changes: Any) -> Source:
    """A source with these keys changed."""
    return Source.model_validate(changed(SOURCE, keyed(changes)))


def statement(**changes: Any) -> Statement:
    """A statement with these keys changed."""
    return Statement.model_validate(changed(STATEMENT, changes))


def actor(**changes: Any) -> Actor:
    """A body with these keys changed."""
    return Actor.model_validate(changed(ACTOR, changes))


def event(**changes: Any) -> Event:
    """An alleged event with these keys changed."""
    return Event.model_validate(changed(EVENT, changes))


def place(**changes: Any) -> Place:
    """A town with these keys changed."""
    return Place.model_validate(changed(PLACE, changes))


def faults(shape: type[BaseModel], values: dict[str, Any]) -> list[str]:
    """What pydantic says of values, without its prefix."""
    try:
        shape.model_validate(values)
    except ValidationError as error:
        return [one["msg"].removeprefix("Value error, ") for one in error.errors()]
    return []
