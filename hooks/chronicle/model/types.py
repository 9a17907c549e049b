"""The types of fields: constrained texts, marks on them, and what every value must be.

A `Ref` marks a field that names another record, a `Word` one that takes a word of the vocabulary.
Validation, schemas and new records read both marks, so a new field of either sort needs no rule.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Annotated, Any, ClassVar, TypeVar
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    StringConstraints,
    WithJsonSchema,
)

from ..problems import InvalidValue, named
from ..text.characters import hidden_fault
from ..text.dates import EdtfDate, parse_date

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
URL = r"https?://[^\s\"'<>\\^`{|}]+"
MAX_ID = 80
DEVICE = re.compile("con|prn|aux|nul|com[0-9]|lpt[0-9]")
REGISTERS = {
    "Wikidata": "https://www.wikidata.org/entity/Q",
    "GeoNames": "https://www.geonames.org/",
    "VIAF": "https://viaf.org/viaf/",
}
"""The registers in which the same actor, place or event can be found, and how the addresses of
their entries begin; a number follows."""
HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_][\w-]*")
LANGUAGE = "^[a-z]{2,3}(-[A-Za-z0-9]+)*$"
MAX_QUOTED_WORDS = 20


class Meaning(Enum):
    """What it means if a field of a published record is changed.

    Each field has one meaning, given here only: that of its class, or its own mark, such as
    `Decisive[Text]`. A field that is made of parts has none of its own, but those of their fields.
    """

    DECISIVE = "decisive"
    """Something else is said, or by someone else, or it counts differently: the change needs a
    correction."""
    SHOWN = "shown"
    """Readers or the check see it: the change is reported."""
    SILENT = "silent"
    """Neither sees it: the change is only counted."""


Marked = TypeVar("Marked")
Decisive = Annotated[Marked, Meaning.DECISIVE]
Shown = Annotated[Marked, Meaning.SHOWN]
NOT_STATED = "not-stated"
"""What a record says of itself where its writer said nothing: pages show that it is not stated."""


@dataclass(frozen=True)
class Ref:
    """Marks the id of a record: of one kind, of `any` kind, of one that a statement can be
    `concerned` with, of a `statement` (source#statement), of a `statement-here` (which may leave
    out the source), or a `citation` (a source or a statement)."""

    kind: str


@dataclass(frozen=True)
class Word:
    """Marks a word of one list of the vocabulary."""

    vocabulary: str


@dataclass(frozen=True)
class Block:
    """Marks sentences: a file has them in a `>-` block, so that no character in them breaks it."""


@dataclass(frozen=True)
class Short:
    """Marks a quotation, which has at most `MAX_QUOTED_WORDS` words."""


@dataclass(frozen=True)
class Fixed:
    """Marks a text of a fixed form that YAML cannot misread: an `id` of its own, an `address`, an
    `entry` in a register, the code of a `language`, a `digest`."""

    form: str


INVISIBLE_IN_URL = re.compile("[\u200b-\u200f\u061c]")


def _visible(value: str) -> str:
    """A text has no invisible characters: no control characters, no hidden breaks, none that turns
    the direction of writing, and none that no file can contain."""
    if fault := hidden_fault(value):
        raise InvalidValue(*fault[1:])
    return value


def id_fault(value: str) -> tuple[str, str] | None:
    """What is wrong with an id, which is also the name of a file, and what to do."""
    if not ID.fullmatch(value):
        return f"'{value}' is not an id", "use lower-case words and digits joined by hyphens"
    if len(value) > MAX_ID:
        return f"'{value[:20]}…' is too long for an id", f"use at most {MAX_ID} characters"
    if DEVICE.fullmatch(value):
        return f"'{value}' is a name that Windows keeps for itself", "add a word"
    return None


def _identifier(value: str) -> str:
    """An id is lower-case words and digits joined by hyphens, at most 80 characters."""
    if fault := id_fault(value):
        raise InvalidValue(*fault)
    return value


def checked_address(value: str) -> str:
    """A web address begins with http or https, names a host on the web, has no password and no
    spaces, and its host is in letters of one script, as it is read."""
    if hidden := INVISIBLE_IN_URL.search(value):
        raise InvalidValue(f"an invisible character, {named(hidden[0])}", "delete it")
    host = _host(value) if re.fullmatch(URL, value) else ""
    if not host:
        meant = f"https://{value.partition('//')[2] or value}"
        form = r"https://[\w-]+(?:\.[\w-]+)+(?:/\S*)?"
        likely = re.fullmatch(form, meant) and re.fullmatch(URL, meant) and _host(meant)
        rule = "it begins with http:// or https:// and a host, and has no spaces"
        raise InvalidValue(f"'{value}' is not a web address", f"write {meant}" if likely else rule)
    if "@" in value.partition("//")[2].partition("/")[0]:
        message = "the address has a name or a password before its host"
        raise InvalidValue(message, "delete everything up to the @")
    if value[-1] in ",;." or (value[-1] == ")" and "(" not in value):
        message = f"the address ends in '{value[-1]}', which belongs to the words around it"
        raise InvalidValue(message, "delete it")
    mixed = not host.isascii() and re.search("[A-Za-z]", host)
    shaped = unicodedata.normalize("NFKC", host) != host
    if "xn--" in host or mixed or shaped:
        message = f"the host of '{value}' can be taken for another"
        raise InvalidValue(message, "write it in the letters of one script")
    return value


def _host(address: str) -> str:
    """The host that an address names; empty if it names none that a reader can reach."""
    try:
        parts = urlsplit(address)
        port = parts.port  # raises if it is no port
    except ValueError:
        return ""
    host = parts.hostname or ""
    return host if HOST.fullmatch(host) and port != 0 else ""


def register_of(address: str) -> str:
    """The register that an address is an entry of; empty if it is of none."""
    for name, begin in REGISTERS.items():
        if re.fullmatch(f"{re.escape(begin)}[1-9][0-9]*", address):
            return name
    return ""


def _entry(value: str) -> str:
    """The same thing is found in a register by the address of an entry at Wikidata, GeoNames or
    VIAF, in the form that the register itself gives."""
    if register_of(value):
        return value
    forms = [f"{begin}123" for begin in REGISTERS.values()]
    if found := re.search(r"(wikidata|geonames|viaf)\.org/\D*([1-9][0-9]*)", value):
        forms = [f"{one[:-3]}{found[2]}" for one in forms if found[1] in one]
    message = f"'{value}' is not the address of an entry in a register"
    raise InvalidValue(message, f"write {' or '.join(forms)}")


def _date(value: Any) -> EdtfDate:
    """A date is a day, a month or a year of the calendar, no finer than it is known, or an interval
    that runs forwards."""
    return value if isinstance(value, EdtfDate) else parse_date(value)


def _whole(value: Any) -> Any:
    """A whole number is written in digits only: a point, a comma or a space may mean something else
    elsewhere."""
    if isinstance(value, str) and not re.fullmatch(r"0|[1-9][0-9]{0,9}", value):
        hint = "digits only, such as 1200; leave it blank if not known"
        raise InvalidValue(f"'{value}' is not a whole number", hint)
    return value


def _degrees(value: Any) -> Any:
    """A degree is written in digits with a point, such as 36.32 or -0.5."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]+)?", value):
        message = f"'{value}' is not a number of degrees"
        raise InvalidValue(message, "write it with a point, such as 36.32")
    return value


def _isbn(value: str) -> str:
    """An ISBN has ten or thirteen digits, of which the last one fits the others."""
    text = re.sub("[ -]", "", value)
    form = re.fullmatch("[0-9]{9}([0-9]{3})?[0-9X]", text)
    digits = [10 if digit == "X" else int(digit) for digit in text] if form else []
    ten = sum(digit * (10 - place) for place, digit in enumerate(digits)) % 11
    thirteen = sum(digit * (1 + 2 * (place % 2)) for place, digit in enumerate(digits)) % 10
    if (len(digits), ten) != (10, 0) and (len(digits), thirteen) != (13, 0):
        raise InvalidValue(f"'{value}' is not an ISBN", "copy its ten or thirteen digits again")
    return value


def _digest(value: str) -> str:
    """A digest is 64 characters of 0 to 9 and a to f, or 8 for each key, by make release."""
    if not re.fullmatch(r"[0-9a-f]{64}|([\w-]+ [0-9a-f]{8} ?)*", value):
        raise InvalidValue("this is not a digest", "make release writes it; never edit it by hand")
    return value


def _short(value: str) -> str:
    """A quotation has at most twenty words."""
    number = len(value.split())
    if number > MAX_QUOTED_WORDS:
        raise InvalidValue(f"a quotation of {number} words", f"keep to {MAX_QUOTED_WORDS}")
    return value


Text = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1), AfterValidator(_visible)
]
Id = Annotated[Text, AfterValidator(_identifier), Fixed("id")]
Url = Annotated[Text, AfterValidator(checked_address), Fixed("address")]
RegisterEntry = Annotated[Text, AfterValidator(_entry), Fixed("entry")]
Language = Annotated[Text, StringConstraints(pattern=LANGUAGE), Fixed("language")]
Sentences = Annotated[Text, Block()]
Quotation = Annotated[Text, AfterValidator(_short), Block(), Short()]
Isbn = Annotated[Text, AfterValidator(_isbn)]
Whole = Annotated[int, Field(ge=0, le=1_000_000_000), BeforeValidator(_whole)]
Age = Annotated[int, Field(ge=0, le=120), BeforeValidator(_whole)]
Degree = Annotated[float, BeforeValidator(_degrees)]
Degrees = tuple[Degree, Degree]
"""Longitude and latitude in degrees, WGS 84, as in GeoJSON."""
Digest = Annotated[str, AfterValidator(_digest), Fixed("digest")]
When = Annotated[
    EdtfDate,
    PlainValidator(_date),
    WithJsonSchema({"type": "string", "description": "A date in EDTF"}),
]
ActorId = Annotated[Text, Ref("actor")]
PlaceId = Annotated[Text, Ref("place")]
EventId = Annotated[Text, Ref("event")]
QuestionId = Annotated[Text, Ref("question")]
SourceId = Annotated[Text, Ref("source")]
StatementId = Annotated[Text, Ref("statement")]
Citation = Annotated[Text, Ref("citation")]
AnyId = Annotated[Text, Ref("any")]
CONCERNED = ("event", "actor", "place")
ConcernedId = Annotated[Text, Ref("concerned")]
PartyId = Annotated[Text, Word("parties")]


class Part(BaseModel):
    """The base of every record and part of one: no unknown keys, no changes after reading.
    `meaning` is that of the fields without a mark."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)
    meaning: ClassVar[Meaning] = Meaning.SHOWN


class Name(Part):
    """One spelling of a name, and the sources that use it."""

    text: Text = Field(description="the name in this spelling")
    language: Language = Field(description="the code of the language, such as en or ar")
    preferred: bool = Field(False, description="yes for the one that pages use")
    pseudonym: bool = Field(False, description="yes if it is declared as such")
    sources: list[SourceId] = Field(
        [], alias="in", description="the sources that use this spelling"
    )


def preferred(names: list[Name]) -> Name:
    """The name marked as preferred, or the first."""
    return next((name for name in names if name.preferred), names[0])


def as_list(value: Any) -> Any:
    """A single text as a list of one, which files may leave out."""
    return [value] if isinstance(value, str) else value


CitationList = Annotated[
    list[Citation], BeforeValidator(as_list, json_schema_input_type=str | list[str])
]

VALUE_RULES: tuple[Callable[..., Any], ...] = (
    _visible,
    _identifier,
    checked_address,
    _entry,
    _date,
    _whole,
    _degrees,
    _isbn,
    _short,
    _digest,
)
"""What every value of a sort must be. The docstring is the rule, as the page of rules shows it."""
