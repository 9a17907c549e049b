"""`python hooks/chronicle`: everything that is wrong in data/ and docs/. It needs no MkDocs.

The commands of people who write records are in tools/authoring.
"""

import argparse
import os
import sys
from collections.abc import Sequence, Sized
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # run as a folder, not as a package

from chronicle.problems import report
from chronicle.site import BuildOptions, build_site, problems_of


def main(arguments: Sequence[str] | None = None) -> int:
    """Prints every problem, or how much was checked; the exit code is 1 if anything is wrong. What
    is right is also built in memory, so that nothing passes that cannot be published. In CI,
    problems are also annotations on the changed lines."""
    parser = argparse.ArgumentParser(
        prog="chronicle", description="List everything that is wrong in data/ and docs/."
    )
    parser.add_argument("--root", type=Path, default=Path.cwd(), help="the chronicle's folder")
    site, problems = build_site(parser.parse_args(arguments).root, BuildOptions())
    problems += problems_of(site) if site and not problems else []
    if problems or site is None:
        print(report(problems), file=sys.stderr)
        if os.environ.get("GITHUB_ACTIONS"):
            print("\n".join(problem.annotation() for problem in problems))
        return 1
    chronicle = site.chronicle
    counts: dict[str, Sized] = {
        "sources": chronicle.sources,
        "statements": chronicle.statements,
        "events": chronicle.events,
        "questions": chronicle.questions,
        "actors": chronicle.actors,
        "places": chronicle.places,
    }
    listed = ", ".join(f"{name}: {len(records)}" for name, records in counts.items())
    print(f"no problems found ({listed})")
    return 0


if __name__ == "__main__":
    sys.exit(main())
