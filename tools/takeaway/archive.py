"""Archives that are the same in every run, and that any system unpacks."""

from __future__ import annotations

import hashlib
import io
import re
import time
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

LONGEST = 199
DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.I)
"""What Windows takes for a device, with any ending."""
SAFE = re.compile(r"[A-Za-z0-9._+=@-]+")
EARLIEST = 315532800
"""The first moment that a zip can express, 1980, in seconds since 1970."""


def refused(names: Iterable[str]) -> list[str]:
    """The names that some system would not unpack, each with the reason."""
    found = []
    seen: dict[str, str] = {}
    for name in names:
        parts = name.split("/")
        if len(name) > LONGEST:
            found.append(f"{name}: longer than {LONGEST} characters")
        if not all(SAFE.fullmatch(part) for part in parts):
            found.append(f"{name}: has a character that not every system takes")
        if any(DEVICE.fullmatch(part) or part.endswith(".") for part in parts):
            found.append(f"{name}: a name that Windows keeps for itself")
        if name.lower() in seen:
            found.append(f"{name}: the same as {seen[name.lower()]} but for capitals")
        seen[name.lower()] = name
    return found


def packed(files: Mapping[str, bytes], moment: int, first: str = "") -> bytes:
    """A zip with its entries in the order of their names, all of one moment (seconds since 1970,
    UTC). `first` is an entry before all others that is not compressed, as EPUB wants its type."""
    stamp = time.gmtime(max(moment, EARLIEST))[:6]
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in sorted(files, key=lambda name: (name != first, name)):
            entry = zipfile.ZipInfo(name, stamp)
            entry.create_system = 3  # the same on Windows, where it would be 0
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name == first else zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name], compresslevel=9)
    return content.getvalue()


def unpacked(path: Path) -> dict[str, bytes]:
    """The files of a zip by name, without its folders."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}


def checksums(files: Mapping[str, bytes]) -> str:
    """The lines of SHA256SUMS, which `sha256sum --check` reads."""
    return "".join(
        f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files.items()
    )
