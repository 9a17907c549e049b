"""JSON Schemas, all by one generator from the model: of the files of records for editors, which
complete keys and ids while someone writes; and of the exported files for other programs, which have
more: ids, and what is computed.

What comes from the model is in one file for each kind; what comes from the records (ids, words and
their labels) is in `names.schema.json` beside them, to which the others refer. So a new record
changes one file, and a stale list of ids is not taken for a stale schema. The check decides; a
schema only helps, and accepts a little more.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from types import GenericAlias
from typing import Any

from pydantic import BaseModel, TypeAdapter, create_model
from pydantic.fields import FieldInfo
from pydantic.json_schema import (
    GenerateJsonSchema,
    JsonSchemaMode,
    JsonSchemaValue,
)
from pydantic_core import core_schema

from ..domain.chronicle import Chronicle
from ..model.assertions import Assertions
from ..model.introspection import choices_of, is_date, mark_of, record_type
from ..model.kinds import KINDS
from ..model.places import Map
from ..model.questions import Question
from ..model.site import (
    Correction,
    ExpectedDocument,
    NotUsed,
    Search,
    SiteSettings,
    StartingExtract,
)
from ..model.sources import Archive
from ..model.statements import Speaker
from ..model.types import (
    CONCERNED,
    ID,
    MAX_ID,
    MAX_QUOTED_WORDS,
    REGISTERS,
    Block,
    Fixed,
    Part,
    Ref,
    Short,
    Word,
)
from ..model.vocabulary import GlossaryEntry, NeutralWords, Term, Vocabulary
from .columns import field_pattern
from .conditions import CONDITIONS
from .export_file import ExportFile, FileTally, JsonObject, json_text
from .plain_records import EXPORTED_KINDS, Computed, PlainRecords, record_key

DIALECT = "https://json-schema.org/draft/2020-12/schema"
NAMES_SCHEMA = "names.schema.json"
SCHEMA_TYPES: dict[str, Any] = {
    **KINDS,
    "site": SiteSettings,
    "vocabulary": Vocabulary,
    "glossary": list[GlossaryEntry],
    "correction": Correction,
    "not-used": list[NotUsed],
    "searches": list[Search],
    "expected": list[ExpectedDocument],
    "extract": StartingExtract,
    "map": Map,
    "neutral-words": NeutralWords,
    "assertions": Assertions,
}
"""The files that have a schema, by the schema's name, and the type of what is in them."""
EDTF_DAY = r"[1-9]\d{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?[~?%]?|\.\."
EDTF_PATTERN = f"^({EDTF_DAY})?(/({EDTF_DAY})?)?$"
EDTF_EXAMPLES = ["1901-05-03", "1901-05", "1901~", "1901-05-01/1901-05-03", "/1901-05-03"]
ENTRY_PATTERN = f"^({'|'.join(map(re.escape, REGISTERS.values()))})[1-9][0-9]*$"
FIXED_PATTERNS = {
    "id": f"^{ID.pattern}$",
    "address": r"^https?://[^\s/?#]+\.[^\s]+$",
    "entry": ENTRY_PATTERN,
}
SHORT_TEXT = rf"^\s*\S+(\s+\S+){{0,{MAX_QUOTED_WORDS - 1}}}\s*$"
SHORT_FORMS: dict[type[BaseModel] | None, Ref | Word] = {
    Speaker: Ref("actor"),
    Archive: Word("reasons_without_archive"),
}
"""What the text is that a file may give instead of such a part."""


class ListedCorrection(Correction):
    """A correction as exported, with its id."""

    id: str


class RecordSchema(GenerateJsonSchema):
    """Schemas of values as the exports have them. A text says what it can be: one of a few words, a
    date, an id."""

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Without the default, which an editor would write into the file."""
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Without titles, which repeat the keys."""
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        found = super().model_schema(schema)
        for name, field in schema["cls"].model_fields.items():
            key, text = field.alias or name, self.text_schema(field)
            found["properties"][key] = _with_texts(found["properties"][key], text)
        return found

    def text_schema(self, field: FieldInfo) -> JsonObject:
        """What the texts of a field can be."""
        if choices := choices_of(field):
            return {"type": "string", "enum": choices}
        if is_date(field):
            return {"type": "string", "pattern": EDTF_PATTERN, "examples": EDTF_EXAMPLES}
        fixed = mark_of(field, Fixed)
        pattern = field_pattern(field) or (FIXED_PATTERNS.get(fixed.form) if fixed else None)
        return {"type": "string", **({"pattern": pattern} if pattern else {})}


def _with_texts(schema: JsonSchemaValue, text: JsonObject) -> JsonSchemaValue:
    """A schema in which every plain text is described by `text`."""
    if schema.get("type") == "string" and "enum" not in schema:
        return text | ({"description": schema["description"]} if "description" in schema else {})
    found = dict(schema)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            found[key] = _with_texts(schema[key], text)
    if "anyOf" in schema:
        found["anyOf"] = [_with_texts(one, text) for one in schema["anyOf"]]
    return found


class EditorSchema(RecordSchema):
    """Schemas of files as editors read them. YAML 1.2 reads `yes` as a word and 1.1 as true; a text
    of digits, such as a year, is a number to both. Ids and words are in `names.schema.json`."""

    def generate(
        self, schema: core_schema.CoreSchema, mode: JsonSchemaMode = "validation"
    ) -> JsonSchemaValue:
        found: JsonSchemaValue = _with_references(super().generate(schema, mode))
        return found

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        return {"enum": [True, False, "yes", "no"]}

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        return {**super().model_schema(schema), **CONDITIONS.get(schema["cls"], {})}

    def text_schema(self, field: FieldInfo) -> JsonObject:
        part = record_type(field.annotation)
        short = SHORT_FORMS.get(part)
        mark = short or mark_of(field, Ref) or mark_of(field, Word)
        if mark:
            name = mark.kind if isinstance(mark, Ref) else f"word-{mark.vocabulary}"
            return {"named": name}
        found = super().text_schema(field)
        if is_date(field):
            return {**found, "type": ["string", "integer"], "format": "edtf"}
        if mark_of(field, Short):
            return {"type": ["string", "number"], "pattern": SHORT_TEXT, "format": "few-words"}
        if fixed := mark_of(field, Fixed):
            longest = {"maxLength": MAX_ID} if fixed.form == "id" else {}
            return {**found, "format": fixed.form, **longest}
        if found.keys() - {"type"}:
            return found
        long = {"format": "sentences"} if mark_of(field, Block) else {}
        return {"type": ["string", "number"], **long}


def _with_references(schema: Any) -> Any:
    """A schema with references for what is `named` in it, put in last: pydantic takes every
    reference for one of its own."""
    if isinstance(schema, list):
        return [_with_references(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    found = {key: _with_references(value) for key, value in schema.items()}
    if isinstance(found.get("named"), str):
        found["$ref"] = f"{NAMES_SCHEMA}#/$defs/{found.pop('named')}"
    return found


def editor_schemas() -> dict[str, str]:
    """The text of every schema that the model alone decides, by file name."""
    return {
        f"{name}.schema.json": json_text(_schema_of(type_, EditorSchema))
        for name, type_ in SCHEMA_TYPES.items()
    }


def editor_schema(type_: type[Part]) -> JsonObject:
    """The schema of one file, as editors and the page on which a record is written read it."""
    return _schema_of(type_, EditorSchema)


def _schema_of(type_: Any, generator: type[GenerateJsonSchema]) -> JsonObject:
    return {"$schema": DIALECT, **TypeAdapter(type_).json_schema(schema_generator=generator)}


def names_schema(chronicle: Chronicle) -> str:
    """The text of `names.schema.json`."""
    return json_text({"$schema": DIALECT, "$defs": name_definitions(chronicle)})


def name_definitions(chronicle: Chronicle) -> JsonObject:
    """The ids that exist and the words of the vocabulary, with what they are called."""
    defs: JsonObject = {}
    for kind in KINDS:
        names = {id_: chronicle.name_of(id_) for id_ in sorted(chronicle.records.of(kind))}
        defs[kind] = _one_of(names)
    defs["statement"] = _one_of(dict.fromkeys(sorted(chronicle.statements), ""))
    here = {"type": "string", "pattern": FIXED_PATTERNS["id"]}
    defs["statement-here"] = {"anyOf": [{"$ref": "#/$defs/statement"}, here]}
    unions = {"citation": ("source", "statement"), "concerned": CONCERNED, "any": KINDS}
    for name, kinds in unions.items():
        defs[name] = {"anyOf": [{"$ref": f"#/$defs/{kind}"} for kind in kinds]}
    for name, field in Vocabulary.model_fields.items():
        if issubclass(record_type(field.annotation) or Part, Term):
            terms: list[Term] = getattr(chronicle.vocabulary, name)
            labels = {term.id: f"{term.label}. {term.means or ''}".strip() for term in terms}
            defs[f"word-{name}"] = _one_of(labels) if terms else {"enum": []}
    lists = chronicle.vocabulary.party_lists
    defs["word-party_lists"] = _one_of({name: ", ".join(ids) for name, ids in lists.items()})
    positions = [_positions(id_, one) for id_, one in sorted(chronicle.questions.items())]
    defs["position-of"] = {"allOf": positions} if positions else {}
    return defs


def _positions(id_: str, question: Question) -> JsonObject:
    """An answer to this question is one of its positions."""
    one = _one_of({position.id: position.text for position in question.positions})
    asked: JsonObject = {"properties": {"question": {"const": id_}}, "required": ["question"]}
    return {"if": asked, "then": {"properties": {"position": one}}}


def _one_of(labels: Mapping[str, str]) -> JsonObject:
    """One of some words, with what editors show beside each: as Markdown, some of them, so it has
    no link and no markup."""
    if not labels:
        return {"type": "string"}
    plain = [label.translate(str.maketrans("[]<>`", "()‹›'")) for label in labels.values()]
    return {"enum": list(labels), **({"enumDescriptions": plain} if any(plain) else {})}


def schema_files(records: PlainRecords, address: str = "") -> list[ExportFile]:
    """`schema/<kind>.json`: what is in the file of one record, or in an entry of a list of such
    records; `schema/chronicle.json`: what is in chronicle.json. Each has its own address as its id,
    if `address`, where the site is published, is known."""
    return [
        ExportFile(f"schema/{name}.json", "schemas", partial(_schema_text, records, name, address))
        for name in (*EXPORTED_KINDS, "chronicle")
    ]


def _schema_text(records: PlainRecords, name: str, address: str, tally: FileTally) -> Iterator[str]:
    tally.entries = 1
    schema = _whole_schema(records) if name == "chronicle" else _one_schema(records, name)
    id_ = {"$id": f"{address}data/schema/{name}.json"} if address else {}
    yield json_text({"$schema": DIALECT, **id_, **schema})


def _one_schema(records: PlainRecords, kind: str) -> JsonSchemaValue:
    """The schema of one record. That of a source has its statements, which a list of sources is
    without."""
    shape = TypeAdapter(EXPORTED_KINDS[kind])
    record = shape.json_schema(schema_generator=RecordSchema)
    found = _row_schema(kind, record, records.computed[kind])
    if kind == "source":
        statement = record["$defs"].pop("Statement")
        row = _row_schema("statement", statement, records.computed["statement"])
        found["properties"]["statements"] = {"type": "array", "items": row}
    return found


def _whole_schema(records: PlainRecords) -> JsonObject:
    types: dict[str, Any] = {
        "about": SiteSettings,
        "vocabulary": Vocabulary,
        **{f"{kind}s": GenericAlias(list, shape) for kind, shape in EXPORTED_KINDS.items()},
        "glossary": list[GlossaryEntry],
        "map": Map | None,
        "corrections": list[ListedCorrection],
        "extract": StartingExtract | None,
        "not_used": list[NotUsed],
        "searches": list[Search],
        "expected": list[ExpectedDocument],
    }
    fields: dict[str, Any] = {name: (type_, ...) for name, type_ in types.items()}
    whole = create_model("Chronicle", __base__=Part, **fields)
    found = whole.model_json_schema(schema_generator=RecordSchema)
    for kind, shape in EXPORTED_KINDS.items():
        record = found["$defs"].pop(shape.__name__)
        rows = {"type": "array", "items": _row_schema(kind, record, records.computed[kind])}
        found["$defs"][f"{kind}s"] = rows
        found["properties"][f"{kind}s"] = {"$ref": f"#/$defs/{kind}s"}
    return found


def _row_schema(
    kind: str, record: JsonSchemaValue, computed: Iterable[Computed]
) -> JsonSchemaValue:
    """The schema of a record as exported: with its key and with what is computed."""
    fields = {name: one for name, one in record["properties"].items() if name != "statements"}
    keys = {name: {"type": "string"} for name in record_key(kind, "")}
    more = {one.name: _computed_schema(one) for one in computed}
    return {
        **record,
        "properties": {**fields, **keys, **more},
        "required": [*keys, *record.get("required", []), *more],
    }


def _computed_schema(one: Computed) -> JsonObject:
    date = {"type": "string", "format": "date"}
    type_ = date if one.type == "date" else {"type": one.type}
    if one.many:
        return {"type": "array", "items": type_, "description": one.description}
    return {"anyOf": [type_, {"type": "null"}], "description": one.description}
