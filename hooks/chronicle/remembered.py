"""What was made of a file, a record or a text, so that it is made once.

`recall(make, …)` gives what `make` gives, or gave before for the same arguments: in this process
or, if there is a store of it, in an earlier one. So a check after a change does what is new. What a
whole round had no use for is forgotten.

The store is in the user's folder for caches and not in the repository, so that no request can bring
one. It is used by the code that wrote it only; what is damaged or foreign is left alone.
`CHRONICLE_CACHE=off` reads and writes none.
"""

import gc
import hashlib
import os
import pickle
import platform
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

Made = TypeVar("Made")
Found = TypeVar("Found")
Key = tuple[Hashable, ...]
MAKERS = ("pydantic", "PyYAML", "Markdown", "lxml")
"""The packages that what is remembered depends on, besides our own code."""
OTHERS = {"array": {"array", "_array_reconstructor"}, "datetime": {"date"}}
"""What a store names besides our own classes and functions."""


@dataclass(slots=True)
class _Rounds:
    """What was made in the round before and in this one, by function and arguments; `new` says that
    there is something which the store lacks."""

    last: dict[Key, Any] = field(default_factory=dict)
    this: dict[Key, Any] = field(default_factory=dict)
    new: bool = False


_rounds = _Rounds()


def recall(make: Callable[..., Made], *given: Hashable) -> Made:
    """What a function gives for these arguments, or gave before. It depends on nothing else, is
    found by its name in its module, and no one changes what it gave. Two records are the same only
    if they are one object."""
    key = (make, *given)
    if key not in _rounds.this:
        if key not in _rounds.last:
            _rounds.last[key] = make(*given)
            _rounds.new = True
        _rounds.this[key] = _rounds.last[key]
    made: Made = _rounds.this[key]
    return made


def recall_all(find: Callable[..., Iterator[Found]], *given: Hashable) -> tuple[Found, ...]:
    """All that a generator finds, or found before."""
    return recall(_all, find, *given)


def _all(find: Callable[..., Iterator[Found]], *given: Hashable) -> tuple[Found, ...]:
    return tuple(find(*given))


def begin_round() -> None:
    """Forgets what was of no use in the last round."""
    if _rounds.this:
        _rounds.last, _rounds.this = _rounds.this, {}


def cache_file(root: Path, ending: str) -> Path | None:
    """Where something of a chronicle is kept for the next time; None if nothing is."""
    if os.environ.get("CHRONICLE_CACHE") == "off":
        return None
    try:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError:  # no home is known
        return None
    name = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]
    return folder / "chronicle" / f"{name}.{ending}"


def read_store(file: Path | None) -> str:
    """Remembers what is in a store, if the same code wrote it, and nothing is remembered yet.
    Returns what is wrong with the store; empty if nothing is, or there is none."""
    if not file or _rounds.this:
        return ""
    try:
        with file.open("rb") as store, uncollected():
            if store.read(32) == _makers():
                digest = store.read(32)
                if digest != hashlib.file_digest(store, "sha256").digest():
                    return "it is damaged"
                store.seek(64)
                _rounds.last = _Known(store).load()
    except FileNotFoundError:
        pass
    except Exception as error:  # a faulty one may raise any
        return str(error)
    return ""


def write_store(file: Path | None) -> str:
    """Writes what was of use in this round, if some of it is new. Returns why that failed; empty if
    it did not."""
    if not file or not _rounds.new:
        return ""
    aside = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with aside.open("w+b") as store, uncollected():
            store.write(_makers() + bytes(32))
            pickle.dump(_rounds.this, store, pickle.HIGHEST_PROTOCOL)
            store.seek(64)
            digest = hashlib.file_digest(store, "sha256").digest()
            store.seek(32)
            store.write(digest)
        aside.replace(file)
        _rounds.new = False
    except OSError as error:
        with suppress(OSError):
            aside.unlink()
        return error.strerror or str(error)
    return ""


class _Known(pickle.Unpickler):
    """Reads a store, and refuses one that names what `write_store` does not: naming is how a store
    calls anything."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith(f"{__package__}.") or name in OTHERS.get(module, ()):
            found = super().find_class(module, name)
            if getattr(found, "__module__", "") == module:
                return found
        raise pickle.UnpicklingError(f"it names {module}.{name}")


@contextmanager
def uncollected() -> Iterator[None]:
    """Without garbage collection: what is read or written stays, and looking through it for what
    does not takes most of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


@cache
def _makers() -> bytes:
    """A digest of our own code and of the versions of the libraries, as the process began with
    them: what is on the disk may change while it runs."""
    code = Path(__file__).parent.rglob("*.py")
    return joint_digest((platform.python_version(), *map(version, MAKERS)), code)


def joint_digest(texts: Iterable[str], files: Iterable[Path]) -> bytes:
    """One digest of texts in their order, and of files with their names."""
    found = hashlib.sha256()
    for text in texts:
        found.update(f"{len(text)}:{text}".encode())
    for path in sorted(files):
        found.update(f"{path}:".encode() + hashlib.sha256(path.read_bytes()).digest())
    return found.digest()
