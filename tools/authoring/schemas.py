"""JSON Schemas for editors: while somebody writes a record, the editor completes keys and ids, explains them, and marks what
cannot be.

What comes from the model is in one file for each kind; what comes from the records (ids, words and their labels) is in
`names.schema.json` beside them, which the others refer to. So a new record changes one file, and a stale list of ids is
told from a stale schema. `check` is the judge; a schema only helps, and takes a little more than the check does.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from chronicle.domain.chronicle import Chronicle
from chronicle.exports.schemas import DIALECT
from chronicle.model import introspection as fields
from chronicle.model import records as model
from chronicle.model.records import Fixed, Ref, Word

FOLDER = Path("data/schema")
NAMES = "names.schema.json"
DATE = r"^(\d{4}(-\d\d(-\d\d)?)?[~?%]?|\.\.)?(/(\d{4}(-\d\d(-\d\d)?)?[~?%]?|\.\.)?)?$"
DATES = ["1901-05-03", "1901-05", "1901~", "1901-05-01/1901-05-03", "/1901-05-03"]
FORMS = {"address": "^https?://", "language": model.LANGUAGE, "digest": "^[0-9a-f]{64}$"}
# Files with a record or a list of their own: the name of the schema, the file, the type, whether it is a list.
FILES: dict[str, tuple[str, type[BaseModel], bool]] = {
    "site": ("data/site.yml", model.About, False),
    "vocabulary": ("data/vocabulary.yml", model.Vocabulary, False),
    "glossary": ("data/glossary.yml", model.GlossaryEntry, True),
    "corrections": ("data/corrections.yml", model.Correction, True),
    "not-used": ("data/not-used.yml", model.NotUsed, True),
    "extract": ("data/extract.yml", model.StartingExtract, False),
    "map": ("data/map/map.yml", model.Map, False),
    "neutral-words": ("data/neutral-words.yml", model.NeutralWords, False),
}


def schemas() -> dict[str, str]:
    """The text of every schema that the model alone decides, by file name."""
    shapes: dict[str, tuple[type[BaseModel], bool]] = {kind: (shape, False) for kind, shape in model.KINDS.items()}
    shapes |= {name: (shape, many) for name, (_, shape, many) in FILES.items()}
    return {f"{name}.schema.json": _text(_Schema().file(name, *one)) for name, one in shapes.items()}


def names(chronicle: Chronicle) -> str:
    """The text of `names.schema.json`: the ids that exist and the words of the vocabulary, with what they are called."""
    found: dict[str, Any] = {}
    for kind in model.KINDS:
        ids = sorted(chronicle.records.of(kind))
        found[kind] = _among(ids, [chronicle.name(id_) for id_ in ids])
    found["statement"] = _among(sorted(chronicle.statements), [])
    found["statement-here"] = {"anyOf": [{"$ref": "#/$defs/statement"}, _id()]}
    found["citation"] = {"anyOf": [{"$ref": "#/$defs/source"}, {"$ref": "#/$defs/statement"}]}
    found["concerned"] = {"anyOf": [{"$ref": f"#/$defs/{kind}"} for kind in model.CONCERNED]}
    found["any"] = {"anyOf": [{"$ref": f"#/$defs/{kind}"} for kind in model.KINDS]}
    vocabulary = chronicle.vocabulary
    for name in model.Vocabulary.model_fields:
        terms = getattr(vocabulary, name)
        if isinstance(terms, list) and terms and isinstance(terms[0], model.Term):
            found[f"word-{name}"] = _among(
                [t.id for t in terms], [f"{t.label}. {t.means or ''}".strip() for t in terms]
            )
    found["word-party_lists"] = _among(
        list(vocabulary.party_lists), list(map(", ".join, vocabulary.party_lists.values()))
    )
    return _text({"$schema": DIALECT, "title": "The ids and words of this chronicle", "$defs": found})


def _among(values: list[str], says: list[str]) -> dict[str, Any]:
    """One of some words, and what editors show beside each: as Markdown, some of them, so it holds no link and no markup."""
    if not values:
        return {"type": "string"}
    tame = [one.translate(str.maketrans("[]<>`", "()‹›'")) for one in says]
    return {"enum": values, **({"enumDescriptions": tame} if tame else {})}


def _id() -> dict[str, Any]:
    return {"type": "string", "pattern": f"^{model.ID.pattern}$"}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


class _Schema:
    """Builds one file's schema; a record within a record is a definition of it."""

    def __init__(self) -> None:
        self.parts: dict[str, Any] = {}

    def file(self, name: str, shape: type[BaseModel], many: bool) -> dict[str, Any]:
        body = self.record(shape)
        whole = {"type": "array", "items": body} if many else body
        return {"$schema": DIALECT, "title": name, **whole, "$defs": dict(sorted(self.parts.items()))}

    def record(self, shape: type[BaseModel]) -> dict[str, Any]:
        known = shape.model_json_schema(mode="validation")
        properties = {}
        for name, field in shape.model_fields.items():
            key = field.alias or name
            about: dict[str, Any] = {"title": key.replace("_", " ").replace("-", " ")}
            if field.description:
                about["description"] = field.description
            properties[key] = {**about, **self._value(field, known["properties"][key])}
        needed = [f.alias or name for name, f in shape.model_fields.items() if f.is_required()]
        return {
            "description": " ".join((shape.__doc__ or "").split()),
            "type": "object",
            "additionalProperties": False,
            **({"required": needed} if needed else {}),
            "properties": properties,
        }

    def _part(self, shape: type[BaseModel]) -> dict[str, Any]:
        if shape.__name__ not in self.parts:
            self.parts[shape.__name__] = {}
            self.parts[shape.__name__] = self.record(shape)
        return {"$ref": f"#/$defs/{shape.__name__}"}

    def _value(self, field: Any, known: dict[str, Any]) -> dict[str, Any]:
        """What a field can hold. A field that may be left out may be left empty as well."""
        shape = fields.record(field.annotation)
        one = self._part(shape) if shape else self._plain(field)
        if fields.is_map(field):
            return {"type": "object"}
        if fields.is_list(field):
            one = {"type": "array", "items": one}
        forms = [*self._short(field, known), one]
        if fields.is_optional(field):
            forms.append({"type": "null"})
        return forms[0] if len(forms) == 1 else {"anyOf": forms}

    def _short(self, field: Any, known: dict[str, Any]) -> list[dict[str, Any]]:
        """The short forms that a file may hold instead, such as an actor's id for a speaker."""
        shape = fields.record(field.annotation)
        if shape is model.Derivation:
            return [{"enum": ["own", "unknown"]}, {"type": "array", "items": self._part(model.Parent)}]
        if shape is model.Archive:
            return [{"$ref": f"{NAMES}#/$defs/word-reasons_without_archive"}]
        if shape is model.Speaker:
            return [{"$ref": f"{NAMES}#/$defs/actor"}]
        single = fields.is_list(field) and not shape and "anyOf" in known
        return [self._plain(field)] if single else []

    def _plain(self, field: Any) -> dict[str, Any]:
        ref, word = fields.marked(field, Ref), fields.marked(field, Word)
        if ref:
            return {"$ref": f"{NAMES}#/$defs/{ref.kind}"}
        if word:
            return {"$ref": f"{NAMES}#/$defs/word-{word.vocabulary}"}
        if choices := fields.choices(field):
            return {"enum": choices}
        if fields.is_date(field):  # a year alone is a number to an editor
            return {"type": ["string", "integer"], "pattern": DATE, "examples": DATES}
        if fields.holds(field, bool):  # `yes` is a word to YAML 1.2 and true to 1.1
            return {"enum": [True, False, "yes", "no"]}
        if fields.holds(field, int):
            return {"type": "integer", "minimum": 0}
        if fields.holds(field, float):
            number = {"type": "number"}
            return {"type": "array", "items": number, "minItems": 2, "maxItems": 2} if fields.is_pair(field) else number
        fixed = fields.marked(field, Fixed)
        if fixed:
            return _id() if fixed.form == "id" else {"type": "string", "pattern": FORMS[fixed.form]}
        return {"type": ["string", "number"]}


def write(root: Path, chronicle: Chronicle) -> list[str]:
    """Writes every schema that changed; returns their paths."""
    changed = []
    for name, text in sorted({**schemas(), NAMES: names(chronicle)}.items()):
        path = root / FOLDER / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            changed.append(path.relative_to(root).as_posix())
    return changed
