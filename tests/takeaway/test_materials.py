"""The bill of materials, and what the repository has from others."""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pypandoc
import pytest
from support import ROOT
from takeaway.materials import VENDORED, bill_of_materials

OTHERS: list[dict[str, Any]] = json.loads(VENDORED.read_text(encoding="utf-8"))
FILES = {
    file["name"]: file["hashes"][0]["content"]
    for other in OTHERS
    for file in other.get("components", ())
}
OF_TESTS = {  # axe-core 4.14.1
    "tests/vendor/axe.min.js": "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
}


@pytest.mark.parametrize(("name", "digest"), {**FILES, **OF_TESTS}.items())
def test_what_is_from_others_is_as_they_publish_it(name: str, digest: str) -> None:
    assert hashlib.sha256((ROOT / name).read_bytes()).hexdigest() == digest


def test_nothing_from_others_is_left_out() -> None:
    """A file beside those that are listed is a licence."""
    folders = {Path(name).parent for name in FILES}
    found = {path for folder in folders for path in (ROOT / folder).iterdir()}
    names = {path.relative_to(ROOT).as_posix() for path in found if path.suffix != ".txt"}
    assert names == FILES.keys()


def test_the_bill_names_everything_with_its_licence() -> None:
    bill = json.loads(bill_of_materials(ROOT, "a-name", "1.2.0", 0))
    assert bill["metadata"]["timestamp"] == "1970-01-01T00:00:00+00:00"
    parts = {part["name"]: part for part in bill["components"]}
    assert len(parts) == len(bill["components"]) and all(p["licenses"] for p in parts.values())
    assert {"mkdocs", "pydantic", "leaflet", "noto-naskh-arabic"} <= parts.keys()
    assert parts["mkdocs"]["version"] == version("mkdocs")
    assert parts["pandoc"]["version"] == pypandoc.get_pandoc_version()
    assert "pytest" not in parts, "the tests are no part of the site"
