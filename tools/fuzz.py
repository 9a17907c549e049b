"""`make fuzz`: change records, prose and pictures at random, and look at what becomes of them.

Whatever a contributor sends, the answer is lines of problems, or a site in which nothing is that
the engine does not write. A traceback, another kind of answer or one that takes longer than a
minute is a fault of the engine; the round's number shows it again.
"""

from __future__ import annotations

import argparse
import itertools
import random
import re
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "hooks"))

from chronicle.site import BuildOptions, build_site, problems_of
from chronicle.text.finished import finished_fault
from chronicle.text.markdown import to_html

SITE, REFUSED, FAULT = "site", "refused", "fault"
"""What can become of a changed chronicle."""
LONGEST = 60
"""The seconds that one round may take, on a busy machine as well."""
LINE = re.compile(r"[^\n]+:\d+:\d+: [^\n]+")
HOSTILE = (
    "\"'></a></script><script>x()</script><img src=x onerror=x()>",
    "[a](javascript:x()) ![b](https://x.example/p.png) <https://x.example>",
    "{{ 7 * 7 }} {% include 'x' %} {: onclick=x() }",
    "!!! note\n    x\n",
    "<!-- block: numbers -->",
    "[@nothing] [^x]: y",
    "&#106;avascript: \u202e\u200b\ufffd\x00\x1b",
    "- [ ] x\n\t- y: &a *a\n",
    "---\n...\n%YAML 1.1\n",
    "!!python/object/apply:os.system [x]",
    "1901-13-45",
    "0x1F",
    "~",
    "[[[[{{{{((((",
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Plays rounds for so many seconds; the exit code is 1 if one showed a fault."""
    parser = argparse.ArgumentParser(prog="fuzz", description="Change a chronicle at random.")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--root", type=Path, default=Path("tests/fixtures/world"))
    parser.add_argument("--first", type=int, default=0, help="the number of the first round")
    options = parser.parse_args(arguments)
    end, seen = time.monotonic() + options.seconds, Counter[str]()
    for number in itertools.count(options.first):
        if time.monotonic() > end:
            break
        answer = play(options.root, number)
        seen[answer.partition(":")[0]] += 1
        if answer not in (SITE, REFUSED):
            print(f"round {number}: {answer}")
    print(", ".join(f"{name}: {times}" for name, times in sorted(seen.items())))
    return 1 if seen[FAULT] else 0


def play(root: Path, number: int) -> str:
    """One round: a copy of the chronicle with some changes. SITE or REFUSED, or FAULT with what is
    wrong."""
    chance = random.Random(number)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder, "chronicle")
        for name in ("data", "docs"):
            shutil.copytree(root / name, copy / name)
        templates = Path(__file__).resolve().parents[1] / "overrides"
        (copy / "overrides").symlink_to(templates)
        files = sorted(path for path in copy.rglob("*") if path.is_file() and path.parent != copy)
        changed = [_change(chance, chance.choice(files)) for _ in range(chance.randint(1, 3))]
        try:
            with _no_longer_than(LONGEST):
                answer = answer_to(copy)
        except Exception as error:  # whatever it is, it is what this looks for
            where = traceback.extract_tb(error.__traceback__)[-1]
            answer = f"{FAULT}: {error!r} ({where.filename}:{where.lineno})"
    return f"{answer} [{'; '.join(changed)}]" if answer.startswith(FAULT) else answer


def answer_to(root: Path) -> str:
    """What the engine makes of a chronicle: the same three answers."""
    site, problems = build_site(root, BuildOptions())
    problems += problems_of(site) if site else []
    if site is None or problems:
        strange = [str(one) for one in problems if not LINE.fullmatch(str(one))]
        return f"{FAULT}: {strange[:1]} is no line" if strange or not problems else REFUSED
    for made in (one for page in site.pages.values() for one in page.made()):
        if fault := finished_fault(to_html(made.body)):
            return f"{FAULT}: {made.page.path} has {fault}"
    return SITE


def _change(chance: random.Random, path: Path) -> str:
    """Changes a file; says which and how."""
    content = path.read_bytes()
    is_text = path.suffix in (".yml", ".md", ".json")
    way = chance.choice([_lines, _value, _piece] if is_text and chance.random() < 0.9 else [_bytes])
    path.write_bytes(way(chance, content))
    return f"{way.__name__[1:]} of {path.name}"


def _lines(chance: random.Random, content: bytes) -> bytes:
    """Takes a line away, doubles it, moves it, or moves it to the right."""
    lines = content.splitlines(keepends=True) or [b"\n"]
    at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
    line = lines.pop(at)
    lines[to:to] = chance.choice([[], [line, line], [line], [b"  " + line], [line.lstrip()]])
    return b"".join(lines)


def _value(chance: random.Random, content: bytes) -> bytes:
    """Gives a key another value, as it is or in quotation marks."""
    lines = content.decode(errors="replace").splitlines(keepends=True)
    keys = [number for number, line in enumerate(lines) if re.match(r"[\s-]*[\w-]+:\s", line)]
    if not keys:
        return _piece(chance, content)
    at = chance.choice(keys)
    value = chance.choice([*HOSTILE, "x" * 20_000, "9" * 400, ""])
    quoted = "'" + value.replace("'", "''") + "'" if chance.random() < 0.6 else value
    lines[at] = f"{lines[at].partition(':')[0]}: {quoted}\n"
    return "".join(lines).encode(errors="replace")


def _piece(chance: random.Random, content: bytes) -> bytes:
    """Puts a hostile text in, sometimes very often."""
    at = chance.randrange(len(content) + 1)
    times = chance.choice([1, 1, 1, 2_000])
    return content[:at] + chance.choice(HOSTILE).encode() * times + content[at:]


def _bytes(chance: random.Random, content: bytes) -> bytes:
    """Cuts the file, or gives some bytes other values."""
    if chance.random() < 0.3:
        return content[: chance.randrange(len(content) + 1)]
    changed = bytearray(content)
    for _ in range(min(len(changed), chance.randint(1, 8))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


@contextmanager
def _no_longer_than(seconds: int) -> Iterator[None]:
    """Ends what takes longer with a TimeoutError."""

    def late(*_: object) -> None:
        raise TimeoutError(f"no answer within {seconds} seconds")

    signal.signal(signal.SIGALRM, late)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)


if __name__ == "__main__":
    sys.exit(main())
