"""What the site is built with, as a bill of materials in JSON (CycloneDX 1.6): the locked packages
with their licences, and what the repository has from others, file by file."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from chronicle.exports.export_file import JsonObject, json_text

PINNED = re.compile(r"^([\w.-]+)==", re.M)
VENDORED = Path(__file__).with_name("vendored.json")
"""What was copied into overrides/, with the digest of each file as its makers publish it, and what
another package brings with it."""


def bill_of_materials(root: Path, name: str, version: str, moment: int) -> bytes:
    """The bill of a version built at a moment (seconds since 1970). Packages that are locked for
    other systems only, and so are not installed here, are not in it."""
    locked = PINNED.findall((root / "requirements.txt").read_text(encoding="utf-8"))
    packages = [found for one in dict.fromkeys(locked) if (found := _package(one))]
    bill = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(moment, UTC).isoformat(),
            "component": {"type": "application", "name": name, "version": version},
        },
        "components": [*packages, *json.loads(VENDORED.read_text(encoding="utf-8"))],
    }
    return json_text(bill).encode()


def _package(name: str) -> JsonObject | None:
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return None
    return {
        "type": "library",
        "name": name,
        "version": found.version,
        "purl": f"pkg:pypi/{name}@{found.version}",
        "licenses": _licences(found),
    }


def _licences(package: Distribution) -> list[JsonObject]:
    """As an expression of SPDX if the package has one, or else in its own words."""
    if expression := package.metadata.get("License-Expression"):
        return [{"expression": expression}]
    classifiers = package.metadata.get_all("Classifier", [])
    named = [one.rpartition(" :: ")[2] for one in classifiers if one.startswith("License ::")]
    words = (package.metadata.get("License") or "").partition("\n")[0]
    return [{"license": {"name": one}} for one in named or [words] if one]
