"""`python hooks/chronicle`: everything that is wrong in data/ and docs/. It needs no MkDocs.

The commands of people who write records are in tools/authoring.
"""

import argparse
import os
import sys
from collections.abc import Sequence, Sized
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a folder, not as a package

from chronicle.domain.chronicle import Chronicle
from chronicle.problems import Problem, report
from chronicle.remembered import cache_file, read_store, write_store
from chronicle.site import BuildOptions, build_site, problems_of


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints every problem, or that there is none; the exit code is 1 if anything is wrong. In CI,
    problems are also annotations on the changed lines."""
    parser = argparse.ArgumentParser(
        prog="chronicle", description="List everything that is wrong in data/ and docs/."
    )
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the chronicle's folder")
    root = parser.parse_args(arguments).root
    store = cache_file(root, "pickle")
    if why := read_store(store):
        print(f"what earlier checks read is not used: {why}", file=sys.stderr)
    problems = _problems(root)
    if problems:
        print(report(problems), file=sys.stderr)
        if os.environ.get("GITHUB_ACTIONS"):
            print("\n".join(problem.annotation() for problem in problems))
    else:
        print("no problems found")
    write_store(store)  # without it the next check is slower, and no less right
    return 1 if problems else 0


def _problems(root: Path) -> list[Problem]:
    """Everything that is wrong. What is right is also built in memory, so that nothing passes that
    cannot be published: that takes most of the time, so what was read is said before."""
    site, problems = build_site(root, BuildOptions())
    if site and not problems:
        print(f"read and checked: {_counts(site.chronicle)}; now all pages …", flush=True)
        return problems_of(site)
    return problems


def _counts(chronicle: Chronicle) -> str:
    counts: dict[str, Sized] = {
        "sources": chronicle.sources,
        "statements": chronicle.statements,
        "events": chronicle.events,
        "questions": chronicle.questions,
        "actors": chronicle.actors,
        "places": chronicle.places,
    }
    return ", ".join(f"{name}: {len(records)}" for name, records in counts.items())


if __name__ == "__main__":
    sys.exit(main())
