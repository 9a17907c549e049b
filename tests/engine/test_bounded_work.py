"""Whatever anyone sends, the check answers: a process of its own with little memory and few seconds
of computing looks at it. The limits are generous; what has no bound reaches them at once."""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest
from support import ROOT, edit

SECONDS, BYTES = 60, 2_000_000_000
SIGNS = (
    *("[", "![", "](", "[a](", "[^a", "[@a", "<a", "<!-- ", "`", "``", "_", "*", "**_", "(", "&"),
    *(
        "{",
        "{: ",
        "#",
        "# a\n",
        ">",
        "|",
        '"',
        "“",
        "„",
        "«",
        "‘",
        "\\",
        "~",
        "- ",
        "'",
        "a'",
        "\t",
    ),
    *("Aa Bb, ", "13-year-old ", "a.bb", "aa.", "@", "http://", "&#", "a@b.c ", "عر ", "é", "a\n"),
)
"""What a rule or Markdown might look for to the end of a text at each place."""
PATTERNS = """
import re, sys, pkgutil, importlib, chronicle
names = [one.name for one in pkgutil.walk_packages(chronicle.__path__, "chronicle.")]
for module in (importlib.import_module(name) for name in names if "__main__" not in name):
    for pattern in vars(module).values():
        if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
            for sign in sys.argv[1:]:
                pattern.search(sign * (2_000 // len(sign)) + "\\0")
"""


def limited(command: Iterable[str], root: Path) -> subprocess.CompletedProcess[str]:
    """A command that is ended when it computes for too long or wants too much memory."""

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))

    paths = {"PYTHONPATH": str(ROOT / "hooks"), "XDG_CACHE_HOME": str(root.parent / "cache")}
    return subprocess.run(
        [sys.executable, *command],
        cwd=root,
        env=paths,
        capture_output=True,
        text=True,
        preexec_fn=limit,
        check=False,
    )


def answer(root: Path) -> list[str]:
    """The lines of the check, which must come to an end without a traceback."""
    done = limited(["-m", "chronicle"], root)
    assert done.returncode in (0, 1) and "Traceback" not in done.stderr, done.stderr[-400:]
    return done.stderr.splitlines()


def test_pages_of_one_sign_are_refused(world: Path) -> None:
    inputs = [*(sign * (1_000_000 // len(sign)) for sign in SIGNS), "word " * 200_000]
    inputs += ["<https://" + "a." * 50_000 + "com>", "[x](https://a.example/" + "b" * 100_000 + ")"]
    inputs += ["\n".join(" " * 4 * depth + "- x" for depth in range(300)), ">" * 5_000 + " x"]
    for number, text in enumerate(inputs):
        (world / f"docs/x{number}.md").write_text(f"# X\n\n{text}\n", encoding="utf-8")
    refused = {line.split(":")[0] for line in answer(world)}
    assert {f"docs/x{number}.md" for number in range(len(inputs))} <= refused


@pytest.mark.parametrize(
    ("file", "find", "put"),
    [
        ("data/sources/post-fire.yml", "Arden mill in ashes", "a" * 400_000),
        ("data/sources/post-fire.yml", "Arden mill in ashes", "“ " * 200_000),
        ("data/sources/post-fire.yml", "about: [fire]", f"about: [{'fire, ' * 80_000}fire]"),
        (
            "data/sources/post-fire.yml",
            "about: [fire]",
            f"about: [{', '.join(map(str, range(1_999)))}]",
        ),
        (
            "data/sources/post-fire.yml",
            "type: ",
            "".join(f"k{n}: v\n" for n in range(40_000)) + "type: ",
        ),
        ("data/places/mill.yml", "precision: town", f"note: {'[' * 400_000}\nprecision: town"),
        ("data/site.yml", "window: 1901-05-01", "window: 0001-05-01"),
    ],
    ids=["word", "quotations", "same", "unknown", "keys", "deep", "window"],
)
def test_records_of_one_kind_of_value_are_refused(
    world: Path, file: str, find: str, put: str
) -> None:
    edit(world, file, find, put)
    lines = answer(world)
    assert lines[0].startswith(f"{file}:") and len(lines) < 500


def test_a_long_way_from_place_to_place_is_refused(world: Path) -> None:
    for number in range(1_500):
        within = f"p{number + 1}" if number < 1_499 else "shire"
        names = f"names:\n  - {{ text: P{number}, language: en }}\n"
        record = f"kind: town\n{names}precision: town\nwithin: {within}\n"
        (world / f"data/places/p{number}.yml").write_text(record, encoding="utf-8")
    (line, _) = answer(world)
    assert line.endswith("this leads on by more than 100 records (leave some out)")


def test_no_pattern_tries_more_ways_than_a_word_has_letters_squared() -> None:
    done = limited(["-c", PATTERNS, *SIGNS], ROOT)
    assert done.returncode == 0, done.stderr[-400:]
