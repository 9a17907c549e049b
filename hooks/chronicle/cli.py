"""The commands that need no MkDocs. Those of people who write records are in tools/authoring."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from .problems import InvalidValue, Problem, report
from .site import BuildOptions, build_site
from .staging import stage


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; the exit code is 1 if anything is wrong."""
    parser = argparse.ArgumentParser(
        prog="chronicle", description="Check a chronicle, or write its pages as Markdown."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="list everything that is wrong in data/ and docs/")
    staged = commands.add_parser("stage", help="write every page as Markdown, to build elsewhere")
    staged.add_argument("folder", type=Path, help="a new folder, or one that was staged before")
    for command in (check, staged):
        command.add_argument("--root", type=Path, default=Path.cwd(), help="the chronicle's folder")
    options = parser.parse_args(arguments)
    if options.command == "stage":
        return _stage(options.root, options.folder)
    return _check(options.root)


def _check(root: Path) -> int:
    """Prints every problem, or how much was checked. What is right is also built in memory, so that
    the check accepts nothing that cannot be published."""
    site, problems = build_site(root, BuildOptions())
    if problems or site is None:
        return _failed(problems)
    chronicle = site.chronicle
    counts = (
        f"{len(chronicle.sources)} sources with {len(chronicle.statements)} statements",
        f"{len(chronicle.events)} events",
        f"{len(chronicle.questions)} questions",
        f"{len(chronicle.actors)} actors",
        f"{len(chronicle.places)} places: no problems found.",
    )
    print(", ".join(counts))
    return 0


def _stage(root: Path, folder: Path) -> int:
    """Writes every page as Markdown into a folder."""
    site, problems = build_site(root, BuildOptions())
    if problems or site is None:
        return _failed(problems)
    try:
        stage(site, root, folder)
    except InvalidValue as fault:
        print(f"{fault.message}: {fault.hint}", file=sys.stderr)
        return 1
    except OSError as fault:
        print(f"{fault.filename} cannot be written: {fault.strerror}", file=sys.stderr)
        return 1
    print(f"{len(site.pages)} pages are in {folder / 'docs'}")
    return 0


def _failed(problems: list[Problem]) -> int:
    """Prints the problems, in CI also as annotations on the changed lines."""
    print(report(problems), file=sys.stderr)
    if os.environ.get("GITHUB_ACTIONS"):
        for problem in problems:
            print(problem.annotation())
    return 1
