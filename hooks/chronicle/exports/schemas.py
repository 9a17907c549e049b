"""JSON Schemas of the records, generated from the model."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from ..model import records as model
from .base import Export
from .records import Computed, Plainly
from .tables import KINDS, as_json, table_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
LISTS: dict[str, type[BaseModel]] = {
    "about": model.About,
    "vocabulary": model.Vocabulary,
    "glossary": model.GlossaryEntry,
    "map": model.Map,
    "correction": model.Correction,
    "extract": model.StartingExtract,
    "not_used": model.NotUsed,
}


def schemas(plainly: Plainly) -> list[Export]:
    """`schema/<kind>.json`: a record as its file holds it; `schema/chronicle.json`: the exported chronicle as a whole."""
    shapes = {**model.KINDS, **LISTS}
    found = [
        Export(f"schema/{name}.json", "schemas", as_json({"$schema": DIALECT, **shape.model_json_schema()}), 1)
        for name, shape in shapes.items()
    ]
    whole = _whole(plainly)
    return [*found, Export("schema/chronicle.json", "schemas", as_json(whole), 1)]


def _whole(plainly: Plainly) -> dict[str, Any]:
    """The schema of chronicle.json; its definitions `events`, `statements` and so on are those of the files of one kind."""
    shapes = [*KINDS.values(), *LISTS.values()]
    refs, defs = models_json_schema([(shape, "validation") for shape in shapes], ref_template="#/$defs/{model}")
    lists = {table_of(kind): _list(plainly, kind, defs["$defs"][shape.__name__]) for kind, shape in KINDS.items()}

    def of(shape: type[BaseModel]) -> dict[str, Any]:
        return dict(refs[(shape, "validation")])

    properties = {
        "about": of(model.About),
        "vocabulary": of(model.Vocabulary),
        **{name: {"$ref": f"#/$defs/{name}"} for name in lists},
        "glossary": {"type": "array", "items": of(model.GlossaryEntry)},
        "map": {"anyOf": [of(model.Map), {"type": "null"}]},
        "corrections": {"type": "array", "items": of(model.Correction)},
        "extract": {"anyOf": [of(model.StartingExtract), {"type": "null"}]},
        "not_used": {"type": "array", "items": of(model.NotUsed)},
    }
    return {
        "$schema": DIALECT,
        "title": "chronicle.json",
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        "$defs": {**defs["$defs"], **lists},
    }


def _list(plainly: Plainly, kind: str, shape: dict[str, Any]) -> dict[str, Any]:
    """A list of records as exported: the record's own schema with its key and with what is computed."""
    properties = {name: part for name, part in shape["properties"].items() if name != "statements"}
    keys = ["ref", "source_id"] if kind == "statement" else ["id"]
    computed = {one.key: _computed(one) for one in plainly.computed[kind]}
    item = {
        **shape,
        "properties": {**{key: {"type": "string"} for key in keys}, **properties, **computed},
        "required": [*keys, *shape.get("required", []), *computed],
    }
    return {"type": "array", "items": item}


def _computed(one: Computed) -> dict[str, Any]:
    type_: dict[str, Any] = {"type": "string", "format": "date"} if one.type == "date" else {"type": one.type}
    if one.many:
        return {"type": "array", "items": type_, "description": one.description}
    return {"anyOf": [type_, {"type": "null"}], "description": one.description}
