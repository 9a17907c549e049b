"""References as a person gets them from elsewhere, for the tests of their forms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from authoring.importing import read_reference


def imported(folder: Path, form: str, text: str) -> tuple[dict[str, Any], dict[str, str]]:
    """The values of a reference in a file of that form, and by its tag what is in comments."""
    path = folder / f"x.{form}"
    path.write_text(text, encoding="utf-8", newline="")
    found = read_reference(path)
    return dict(found.values), {one.tag: one.text for one in found.landed if not one.whole}
