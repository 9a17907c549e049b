"""Archives that are the same in every run, and that any system unpacks."""

from __future__ import annotations

import hashlib
import re
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path

LONGEST = 199
# What Windows takes for a device, with any ending.
DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.I)
SAFE = re.compile(r"[A-Za-z0-9._+=@-]+")


def refused(names: list[str]) -> list[str]:
    """The names that some system would not unpack, each with the reason: letters beyond ASCII, signs and devices that Windows
    refuses, a point at the end, more than 199 letters, and two names that differ in their capitals alone."""
    found = []
    seen: dict[str, str] = {}
    for name in names:
        parts = name.split("/")
        if len(name) > LONGEST:
            found.append(f"{name}: longer than {LONGEST} letters")
        if not all(SAFE.fullmatch(part) for part in parts):
            found.append(f"{name}: holds a sign that not every system takes")
        if any(DEVICE.fullmatch(part) or part.endswith(".") for part in parts):
            found.append(f"{name}: a name that Windows keeps for itself")
        if name.lower() in seen:
            found.append(f"{name}: the same as {seen[name.lower()]} where capitals do not count")
        seen[name.lower()] = name
    return found


def pack(path: Path, files: Mapping[str, bytes], moment: int, first: str = "") -> None:
    """Writes a zip with its entries in the order of their names, all of one moment (seconds since 1970, UTC). `first` is an entry
    that stands uncompressed before all others, as EPUB wants its type."""
    stamp = time.gmtime(max(moment, 315532800))[:6]  # a zip knows no time before 1980
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted(files, key=lambda name: (name != first, name)):
            entry = zipfile.ZipInfo(name, stamp)
            entry.create_system = 3  # the same on Windows, where it would be 0
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=9)


def unpacked(path: Path) -> dict[str, bytes]:
    """The files of a zip by name, without its folders."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def checksums(paths: list[Path]) -> str:
    """The lines of SHA256SUMS, which `sha256sum --check` reads."""
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths)
