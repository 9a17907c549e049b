"""The commands that need no MkDocs. Those of people who write records are in tools/authoring."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .problems import Problem, report
from .site import read_chronicle


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code is 1 if anything is wrong."""
    parser = argparse.ArgumentParser(
        prog="chronicle", description="Check a chronicle, or write its pages as Markdown."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="list everything that is wrong in data/ and docs/")
    for command in (check,):
        command.add_argument("--root", type=Path, default=Path.cwd(), help="the chronicle's folder")
    options = parser.parse_args(arguments)
    return _check(options.root)


def _check(root: Path) -> int:
    """Prints every problem, or how much was checked."""
    chronicle, problems = read_chronicle(root)
    if problems:
        return _failed(problems)
    counts = (
        f"{len(chronicle.sources)} sources with {len(chronicle.statements)} statements",
        f"{len(chronicle.events)} events",
        f"{len(chronicle.questions)} questions",
        f"{len(chronicle.actors)} actors",
        f"{len(chronicle.places)} places: no problems found.",
    )
    print(", ".join(counts))
    return 0


def _failed(problems: list[Problem]) -> int:
    """Prints the problems, in CI also as annotations on the changed lines."""
    print(report(problems), file=sys.stderr)
    if os.environ.get("GITHUB_ACTIONS"):
        for problem in problems:
            print(problem.annotation())
    return 1
