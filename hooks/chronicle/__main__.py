"""The commands that need no MkDocs: `python hooks/chronicle check`, `… stage DIR` and the others that `--help` lists."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a folder, the package is not on the path

from chronicle.build import build, read
from chronicle.problem import Problem, report


def main() -> int:
    """Runs one command; the exit code is 1 where something is wrong."""
    parser = argparse.ArgumentParser(prog="chronicle", description="Check a chronicle, write it, or write its pages.")
    commands = parser.add_subparsers(dest="command", required=True)
    for name, (says, options) in COMMANDS.items():
        command = commands.add_parser(name, help=says)
        command.add_argument("--root", type=Path, default=Path.cwd(), help="the chronicle's folder")
        for option, about in options.items():
            if option.startswith("--"):
                command.add_argument(option, help=about, default="")
            else:
                command.add_argument(option, help=about)
    return run(parser.parse_args())


COMMANDS: dict[str, tuple[str, dict[str, str]]] = {
    "check": ("say everything that is wrong with data/ and docs/", {}),
    "stage": (
        "write every page as Markdown into a folder, for another engine",
        {"folder": "the folder to write into; must be new or empty"},
    ),
    "release": (
        "write a new version: site.yml, CITATION.cff and what is published",
        {"version": "three numbers, such as 1.2.0", "--date": "the day of the version; today where it is not given"},
    ),
    "new": (
        "write a new record with a comment at every field; asks where nothing is said",
        {
            "--kind": "source, event, question, actor, place or statement",
            "--id": "its id; source-id#statement-id for a statement",
            "--url": "the address of a source; nothing is fetched",
            "--from": "a reference that a reference manager exported: .json (CSL), .bib or .ris",
        },
    ),
    "format": ("mend trivial faults in data/, without changing a word", {}),
    "schema": ("write the schemas for editors anew", {}),
    "diff": (
        "say what differs in statements, positions and origin counts",
        {"--base": "a commit, or a folder with another state of data/", "--format": "text or markdown"},
    ),
}


def run(given: argparse.Namespace) -> int:
    """Does what one command asks for."""
    if given.command == "check":
        return check(given.root)
    if given.command == "stage":
        return stage(given.root, Path(given.folder))
    if given.command == "release":
        return release(given.root, given.version, given.date or date.today().isoformat())
    from chronicle.authoring import commands  # which the build does not need

    if given.command == "new":
        return commands.new(given.root, given.kind, given.id, given.url, getattr(given, "from"))
    if given.command == "diff":
        return commands.diff(given.root, given.base or "origin/main", given.format)
    return commands.format_(given.root) if given.command == "format" else commands.schema(given.root)


def check(root: Path) -> int:
    """Prints every problem, or how much was checked."""
    chronicle, problems = read(root)
    if problems:
        return failed(problems)
    print(
        f"{len(chronicle.sources)} sources with {len(chronicle.statements)} statements, {len(chronicle.events)} events, "
        f"{len(chronicle.questions)} questions, {len(chronicle.actors)} actors, {len(chronicle.places)} places: "
        "nothing is wrong."
    )
    return 0


def release(root: Path, version: str, day: str) -> int:
    """Writes a version, unless something is wrong with the chronicle or not committed."""
    from chronicle.problem import Mistake
    from chronicle.release import release as written

    chronicle, problems = read(root)
    if problems:
        return failed(problems)
    try:
        print(written(root, chronicle, version, day))
    except Mistake as mistake:
        print(f"No release: {mistake} ({mistake.hint}).", file=sys.stderr)
        return 1
    return 0


def stage(root: Path, folder: Path) -> int:
    """Writes every page into `folder`, with the pictures, styles, scripts and fonts that they load."""
    import shutil

    if folder.exists() and any(folder.iterdir()):
        print(f"{folder} is not empty; name a new folder.", file=sys.stderr)
        return 1
    site = build(root)
    if site.problems:
        return failed(site.problems)
    shutil.copytree(root / "overrides" / "assets", folder / "assets")
    shutil.copytree(root / "docs", folder, dirs_exist_ok=True)
    for path, page in site.pages.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.markdown, encoding="utf-8")
    for path, content in site.files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    print(f"{len(site.pages)} pages and {len(site.files)} files for others to use written to {folder}.")
    return 0


def failed(problems: list[Problem]) -> int:
    """Prints the problems, in CI also as annotations on the changed lines."""
    print(report(problems), file=sys.stderr)
    if os.environ.get("GITHUB_ACTIONS"):
        for problem in problems:
            print(problem.annotation())
    return 1


if __name__ == "__main__":
    sys.exit(main())
