"""From a chronicle's folder to its site, or to everything that is wrong with it."""

from __future__ import annotations

from pathlib import Path

from .domain.chronicle import Chronicle
from .files.loader import load_records
from .problems import Problem
from .validation.rules import find_problems


def read_chronicle(root: Path) -> tuple[Chronicle, list[Problem]]:
    """The chronicle in a folder, with everything that is wrong with it."""
    records = load_records(root)
    chronicle = Chronicle(records)
    problems = list(records.problems)
    if records.vocabulary and records.site:
        problems += find_problems(chronicle)
    return chronicle, sorted(set(problems))
