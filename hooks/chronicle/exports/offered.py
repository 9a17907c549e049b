"""The files to take away as the site's build sees them: what they are called, and what the page of files says of them."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..model import records as model
from ..problems import Problem
from .listing import size

FOLDER = "takeaway"
KINDS = ("zip", "epub", "html")
SUMS = "SHA256SUMS"


def name(site: model.About) -> str:
    """The name of all files of a version, without their ending: lower-case ASCII letters, digits, points and hyphens."""
    plain = unicodedata.normalize("NFKD", site.title).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return f"{slug or 'chronicle'}-{re.sub(r'[^A-Za-z0-9.]+', '-', site.version)}"


def names(site: model.About) -> list[str]:
    """Every file that `make dist` writes."""
    return [*(f"{name(site)}.{kind}" for kind in KINDS), SUMS]


@dataclass(frozen=True, slots=True)
class Offers:
    """The files by name, all or none, or the problem that one is missing."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()

    def listed(self, texts: Mapping[str, str]) -> list[dict[str, Any]]:
        """The files as the page of files shows them."""
        return [
            {
                "path": f"{FOLDER}/{path}",
                "name": path,
                "what": texts[f"takeaway_{path.rpartition('.')[2]}"],
                "size": size(len(content)),
                "checksum": hashlib.sha256(content).hexdigest(),
            }
            for path, content in self.files.items()
            if path != SUMS
        ]


def offers(folder: Path | None, site: model.About) -> Offers:
    """What `make dist` wrote into `folder` for this version; nothing without a folder."""
    if folder is None:
        return Offers({})
    missing = [path for path in names(site) if not (folder / path).is_file()]
    if missing:
        problem = Problem("data/site.yml", 1, 1, f"{folder.name}/ lacks {', '.join(missing)}", "run `make dist`")
        return Offers({}, (problem,))
    return Offers({path: (folder / path).read_bytes() for path in names(site)})
