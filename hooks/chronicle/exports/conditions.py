"""What the model checks among several fields of one part, as JSON Schema says it, for editors and
for the page on which a record is written. The model decides; `tests/exports/test_conditions.py`
compares the two."""

from pydantic import BaseModel

from ..model.actors import Actor
from ..model.derivation import Parent
from ..model.events import ActorRole, Event, PlaceRole
from ..model.sources import Archive, Author, Reading, Source
from ..model.statements import RELATION_KINDS, Answer, BearsOn, Relation, Speaker, Statement
from .export_file import JsonObject


def _one_of(*keys: str) -> JsonObject:
    """Exactly one of these keys."""
    return {"oneOf": [{"required": [key]} for key in keys]}


def _is(key: str, value: JsonObject) -> JsonObject:
    """A part in which a key has such a value."""
    return {"properties": {key: value}, "required": [key]}


def _asks(key: str, value: JsonObject, wanted: str) -> JsonObject:
    """A key with such a value asks for another key."""
    return {"if": _is(key, value), "then": {"required": [wanted]}}


ONLY_CITED = _is("extent", {"const": "cited"})
WAS_READ: JsonObject = {"not": {"enum": ["cited", "not-stated"]}}
DATED: JsonObject = {"type": ["string", "integer"]}
PERSON: JsonObject = {"const": "person"}
BODY: JsonObject = {"const": "public-body"}
ALLEGED: JsonObject = {"allOf": [_asks("role", {"const": "alleged"}, "statement")]}
ORDERED: list[JsonObject] = [{"required": ["after"]}, {"required": ["before"]}]
POSITIONS: JsonObject = {"allOf": [{"named": "position-of"}]}
CONDITIONS: dict[type[BaseModel], JsonObject] = {
    Author: {**_one_of("family", "literal"), "dependentRequired": {"given": ["family"]}},
    Archive: {"dependentRequired": {"url": ["date"], "date": ["url"]}},
    Reading: {
        "allOf": [
            _asks("extent", WAS_READ, "seen"),
            _asks("extent", {"const": "cited"}, "cited_by"),
        ]
    },
    Source: {
        "dependentRequired": {"title_en": ["title_en_by"], "title_en_by": ["title_en"]},
        "allOf": [
            _asks("issued_basis", {"enum": ["shown", "inferred"]}, "issued"),
            _asks("derives_from", {"const": "own"}, "derives_note"),
            {
                "if": _is("issued_basis", {"const": "unknown"}),
                "then": {"properties": {"issued": {"not": DATED}}},
            },
            {
                "if": {"not": {"anyOf": [{"required": ["title_shown"]}, _is("read", ONLY_CITED)]}},
                "then": {"properties": {"title": {"type": ["string", "number"]}}},
            },
        ],
    },
    Speaker: {**_one_of("actor", "described"), "dependentRequired": {"described": ["party"]}},
    Answer: POSITIONS,
    BearsOn: POSITIONS,
    Relation: _one_of(*RELATION_KINDS),
    Statement: {
        "dependentRequired": {
            "quote": ["quote_language"],
            "quote_language": ["quote"],
            "quote_of": ["quote"],
            "quote_en": ["quote", "quote_en_by"],
            "where_sure": ["where"],
        },
        "not": {"required": ["sensitive", "quote"]},
    },
    Parent: {"allOf": [_asks("sure", {"const": "probable"}, "why")]},
    PlaceRole: ALLEGED,
    ActorRole: ALLEGED,
    Event: {"anyOf": [_is("date", DATED), *ORDERED]},
    Actor: {
        "dependentRequired": {"speaks_for": ["speaks_for_because"]},
        "allOf": [
            {
                "if": _is("kind", PERSON),
                "then": {
                    "required": ["why_named_because"],
                    "properties": {"why_named": {"not": BODY}},
                },
                "else": {"properties": {"why_named": BODY}},
            }
        ],
    },
}
"""By the part. `named` is the name of a definition in names.schema.json."""
