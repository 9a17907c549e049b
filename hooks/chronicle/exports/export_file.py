"""What every exported file has, and what those who write them share."""

import hashlib
import json
import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar

from pydantic_core import to_json

from ..domain.chronicle import Chronicle

Counted = TypeVar("Counted")
LICENCES = {"CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/"}
"""The addresses of licences, for formats that know a licence by its address."""
UNSAFE_IN_SCRIPT = str.maketrans({letter: f"\\u{ord(letter):04x}" for letter in "<>&\u2028\u2029"})
JsonObject = dict[str, object]


class FilePlan(Protocol):
    """A file of the site, of which nothing is made before it is written."""

    def chunks(self) -> Iterator[bytes]:
        """The content, made anew, in pieces."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file that is small enough to be made in one piece."""

    make: Callable[[], str]

    def chunks(self) -> Iterator[bytes]:
        yield self.make().encode()


@dataclass(slots=True)
class FileTally:
    """What is known of an exported file once it was made: how many entries it has, its size in
    bytes and its SHA-256. `left_out` says how many values the file does not have and why: by the
    key of the text that says so, such as left_out_quotation."""

    entries: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    size: int = 0
    checksum: str = ""

    def each(self, entries: Iterable[Counted]) -> Iterator[Counted]:
        """The same entries, each counted as it passes."""
        for entry in entries:
            self.entries += 1
            yield entry

    def leave_out(self, reason: str, number: int = 1) -> None:
        """Counts values that the file does not have; the empty text is no reason."""
        if reason and number:
            self.left_out[reason] += number


Maker = Callable[[FileTally], Iterator[str] | Iterator[bytes]]
"""Makes the content of a file in pieces, and counts meanwhile what the file has and leaves out."""


@dataclass(slots=True)
class ExportFile:
    """One file for others to use. `path` is relative to data/ in the site, `family` the part of the
    downloads page that lists it."""

    path: str
    family: str
    make: Maker
    _tally: FileTally | None = field(default=None, init=False, repr=False)

    def chunks(self) -> Iterator[bytes]:
        """The content, made anew, in pieces. With the last of them the tally is known."""
        tally, digest = FileTally(), hashlib.sha256()
        for piece in self.make(tally):
            chunk = piece.encode() if isinstance(piece, str) else piece
            digest.update(chunk)
            tally.size += len(chunk)
            yield chunk
        tally.checksum = digest.hexdigest()
        self._tally = tally

    @property
    def tally(self) -> FileTally:
        """What is known of the file, which is made for that if it was not written before."""
        if self._tally is None:
            for _ in self.chunks():
                pass
        assert self._tally
        return self._tally


def urn(chronicle: Chronicle, *parts: str) -> str:
    """A lasting id for a thing without an address of its own: the same in every build."""
    return uuid.uuid5(uuid.NAMESPACE_OID, "\n".join((chronicle.site.title, *parts))).urn


def single_line(text: str) -> str:
    """The text without line breaks, for formats in which a new line begins a new field."""
    return " ".join(text.split())


def json_text(value: object) -> str:
    """JSON that is the same in every build, with the letters of every script as they are."""
    return f"{_json(value)}\n"


def _json(value: object, line: str = "\n") -> str:
    """A value as JSON whose lines begin with `line`: no text in JSON has a line break."""
    return to_json(value, indent=1).decode().replace("\n", line)


def json_list(entries: Iterable[object]) -> Iterator[str]:
    """`json_text` of a list, one entry after the other."""
    yield from _list(entries, "\n")
    yield "\n"


def _list(entries: Iterable[object], line: str) -> Iterator[str]:
    before = "["
    for entry in entries:
        yield f"{before}{line} {_json(entry, f'{line} ')}"
        before = ","
    yield f"{line}]" if before == "," else "[]"


def json_object(members: Mapping[str, object]) -> Iterator[str]:
    """`json_text` of an object, one member after the other; a member that is an iterator is written
    as a list, one entry after the other."""
    before = "{"
    for name, value in members.items():
        yield f'{before}\n "{name}": '
        if isinstance(value, Iterator):
            yield from _list(value, "\n ")
        else:
            yield _json(value, "\n ")
        before = ","
    yield "\n}\n"


def script_json(value: object) -> str:
    """JSON that cannot end the <script> that it is in, nor a line of it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate(UNSAFE_IN_SCRIPT)
