"""What every exported file has, and what those who write them share."""

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ..domain.chronicle import Chronicle

LICENCES = {"CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/"}
"""The addresses of licences, for formats that know a licence by its address."""
UNSAFE_IN_SCRIPT = str.maketrans({letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"})
JsonObject = dict[str, object]


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file for others to use.

    `path` is relative to data/ in the site, `family` the part of the downloads page that lists it,
    `count` how many entries it has. `left_out` says how many values the file does not have and
    why: by the key of the text that says so, such as left_out_quotation. A file that is no text has
    `binary` instead.
    """

    path: str
    family: str
    text: str
    count: int
    left_out: Mapping[str, int] = field(default_factory=dict)
    binary: bytes = b""

    @property
    def content(self) -> bytes:
        return self.binary or self.text.encode("utf-8")

    @property
    def checksum(self) -> str:
        """The SHA-256 of the file."""
        return hashlib.sha256(self.content).hexdigest()


def tally(reasons: Iterable[str]) -> dict[str, int]:
    """How often each reason occurs, in alphabetical order; the empty text is no reason."""
    return dict(sorted(Counter(filter(None, reasons)).items()))


def urn(chronicle: Chronicle, *parts: str) -> str:
    """A lasting id for a thing without an address of its own: the same in every build."""
    return uuid.uuid5(uuid.NAMESPACE_OID, "\n".join((chronicle.site.title, *parts))).urn


def single_line(text: str) -> str:
    """The text without line breaks, for formats in which a new line begins a new field."""
    return " ".join(text.split())


def json_text(value: object) -> str:
    """JSON that is the same in every build, with the letters of every script as they are."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def script_json(value: object) -> str:
    """JSON that cannot end the <script> that it is in, nor a line of it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(UNSAFE_IN_SCRIPT)
