"""`make benchmark`: how long builds take, beside a plain build of the same pages, as records grow.

The chronicle is multiplied, and every build is run in turn, several times. Medians of processor
time (user and system) are compared, since others may use the machine; the ratios are what counts.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from statistics import median

from multiplied import ROOT, multiply, write_data

from chronicle import site as site_module
from chronicle.files.yaml_documents import read_document

PAGE = ROOT / "docs" / "engine" / "speed.md"
FIGURES = re.compile(r"(?<=^## Figures\n\n).*?(?=^## )", re.M | re.S)
"""The section of the page that `--write` writes."""
PHASES = {"load": "load_records", "validate": "find_problems"}
"""The parts of our own work before anything is made, and the functions that do them."""
COLD, PLAIN = "cold", "plain MkDocs"
CHECK, CHECK_AGAIN, CHECK_FAULT = "the check", "the check again", "the check, a mistake"
ZENSICAL, AGAIN, HUGO = "Zensical", "Zensical again", "Hugo"
FIRST, SHOWN = "serve, first page", "serve, a record shown"
SAME, RECORD, PROSE, TEMPLATE = "nothing", "a record", "a narrative", "a template"
FAULT = "a mistake"
OWN = "our own part"
STAGED = "docs/events/*.md"
HUGO_LAYOUT = "<!doctype html><title>{{ .Title }}</title>{{ .TableOfContents }}{{ .Content }}\n"
HUGO_SETTINGS = "disableKinds = ['taxonomy', 'term']\n[markup.goldmark.renderer]\nunsafe = true\n"
ADDED_TO = {PROSE: "docs/events/*.md", TEMPLATE: "overrides/pages/event.md"}
RATIOS = (
    (OWN, PLAIN, 0.35),
    (COLD, PLAIN, 0.6),
    (COLD, ZENSICAL, 1.0),
    (SAME, COLD, 0.1),
    (RECORD, COLD, 0.1),
    (PROSE, COLD, 0.1),
    (TEMPLATE, COLD, None),
    (SHOWN, COLD, 0.1),
    (SHOWN, AGAIN, 0.3),
    (SHOWN, HUGO, 1.0),
)
"""What is compared with what, and the most that it ought to be at the largest size."""
MOST_MEMORY, MOST_GROWTH = 400, 1.0


@dataclass(frozen=True, slots=True)
class Run:
    """One process: seconds of processors and of the clock, and its peak memory in MB."""

    processor: float
    wall: float
    memory: float


def timed(command: Sequence[str], folder: Path, *, code: int = 0, **settings: str) -> Run:
    """Runs a command to its end. Raises RuntimeError with what it wrote if it ends in another
    way than with this exit code."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **settings}
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        child = subprocess.Popen(command, cwd=folder, env=environment, stdout=said, stderr=said)
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != code:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)}: {said.read().decode()[-2000:]}")
    wall = time.perf_counter() - begin
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def hugo_project(plain: Path, folder: Path) -> None:
    """The staged pages as Hugo takes them, with layouts that show no more than their text."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(plain / "docs", folder / "content")
    for path in list(folder.rglob("index.md")):
        path.rename(path.with_name("_index.md"))
    (folder / "layouts" / "_default").mkdir(parents=True)
    for name in ("single", "list"):
        (folder / "layouts" / "_default" / f"{name}.html").write_text(HUGO_LAYOUT)
    (folder / "hugo.toml").write_text(HUGO_SETTINGS)


class Served:
    """A chronicle that `mkdocs serve` serves, in a process whose time is known."""

    def __init__(self, root: Path, **settings: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            where = f"127.0.0.1:{free.getsockname()[1]}"
        command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", where]
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **settings}
        self.root, self.address = root, f"http://{where}/"
        self.process = subprocess.Popen(command, cwd=root, env=environment)

    def until(self, text: str, path: str) -> Run:
        """Asks for a page until it has a text."""
        before, begin = self._seconds(), time.perf_counter()
        while text not in self._page(path):
            time.sleep(0.02)
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        memory = int(re.search(r"VmHWM:\s*(\d+)", status)[1]) / 1024  # type: ignore[index]
        return Run(self._seconds() - before, time.perf_counter() - begin, memory)

    def _page(self, path: str) -> str:
        if self.process.poll() is not None:
            raise RuntimeError("mkdocs serve has ended")
        try:
            with urllib.request.urlopen(f"{self.address}{path}") as answer:
                found: str = answer.read().decode()
                return found
        except OSError:
            return ""

    def _seconds(self) -> float:
        """Of processors, the processes that have ended included."""
        parts = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return sum(map(int, parts[11:15])) / os.sysconf("SC_CLK_TCK")


def serving(root: Path, runs: int, **settings: str) -> tuple[Run, list[Run]]:
    """From the start of `mkdocs serve` to the first page, and from each change of a record to its
    page."""
    page = f"sources/{min((root / 'data' / 'sources').glob('*.yml')).stem}.html"
    served, shown = Served(root, **settings), []
    try:
        first = served.until("</html>", "index.html")
        for number in range(1, runs + 1):
            edit(root, RECORD, runs + number)  # what no build has shown
            shown.append(served.until(_note(runs + number), page))
    finally:
        served.process.terminate()
        served.process.wait()
    return first, shown


def phases(root: Path) -> dict[str, float]:
    """The processor seconds of each part of our own work, in this process."""
    spent: dict[str, float] = {}

    def watched(name: str, function: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object) -> object:
            begin = time.process_time()
            try:
                return function(*arguments)
            finally:
                spent[name] = time.process_time() - begin

        return call

    for name, function in PHASES.items():
        setattr(site_module, function, watched(name, getattr(site_module, function)))
    begin = time.process_time()
    site, _ = site_module.build_site(root, site_module.BuildOptions())
    assert site
    planned = time.process_time()
    spent["plan"] = planned - begin - sum(spent.values())
    for plan in site.files.values():
        deque(plan.chunks(), maxlen=0)
    files = time.process_time()
    for page in site.pages.values():
        page.made()
    pages = time.process_time()
    site.search()
    spent["search"] = time.process_time() - pages
    return {**spent, "pages": pages - files, "other files": files - planned}


def edit(root: Path, what: str, number: int) -> None:
    """Changes the note of the first source, or gives it an unknown key; or adds a sentence to a
    narrative or a template."""
    if what in (RECORD, FAULT):
        path = min((root / "data" / "sources").glob("*.yml"))
        data = read_document(path.name, path.read_bytes()).data
        data.pop(FAULT, "")
        write_data(path, {**data, "note" if what == RECORD else FAULT: _note(number)})
    elif what in ADDED_TO:
        with min(root.glob(ADDED_TO[what])).open("a", encoding="utf-8") as file:
            file.write(f"\nThis is one more sentence{' again' * number}.\n")


def _note(number: int) -> str:
    return f"Seen{' again' * number}."


def measure(root: Path, runs: int) -> tuple[dict[str, Run], dict[str, float]]:
    """The median of every build of a chronicle, and of the parts of our own work."""
    plain, out = root / "plain", root / "out"
    python = sys.executable
    stage = [python, str(ROOT / "tools" / "staging.py"), str(plain), "--root", str(root)]
    ours = [python, "-m", "mkdocs", "build", "-q", "-d", str(out / "ours")]
    check = [python, "hooks/chronicle"]
    cache = {"XDG_CACHE_HOME": str(root / "cache"), "CHRONICLE_CACHE": ""}
    timed(stage, root)
    for page in (plain / "docs" / "words").glob("*.md"):  # Zensical's search refuses long ones
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace("---\n", "---\nsearch: { exclude: true }\n", 1), "utf-8")
    timed(ours, root, **cache)
    hugo = _beside(python, "hugo")
    if hugo:
        hugo_project(plain, root / "hugo")
    theirs = [python, "-m", "mkdocs", "build", "-q", "-d", str(out / "plain")]
    zensical = [_beside(python, "zensical"), "build"]
    found: dict[str, list[Run]] = defaultdict(list)
    parts: list[dict[str, float]] = []
    for number in range(1, runs + 1):
        shutil.rmtree(out)
        found[COLD].append(timed(ours, root, CHRONICLE_CACHE="off"))
        found[PLAIN].append(timed(theirs, plain))
        found[ZENSICAL].append(timed([*zensical, "--clean"], plain))
        with min(plain.glob(STAGED)).open("a", encoding="utf-8") as file:
            file.write("\nThis is one more sentence.\n")
        found[AGAIN].append(timed(zensical, plain))
        if hugo:
            found[HUGO].append(timed([hugo, "--quiet", "--cleanDestinationDir"], root / "hugo"))
        found[CHECK].append(timed(check, root, CHRONICLE_CACHE="off"))
        for name in (SAME, RECORD, PROSE, TEMPLATE):
            edit(root, name, number)
            found[name].append(timed(ours, root, **cache))
        for name, what, code in ((CHECK_FAULT, FAULT, 1), (CHECK_AGAIN, RECORD, 0)):
            edit(root, what, number)
            found[name].append(timed(check, root, code=code, **cache))
        script = [python, __file__, "--phases", str(root)]
        said = subprocess.run(script, check=True, capture_output=True, text=True).stdout
        parts.append(json.loads(said))
    first, found[SHOWN] = serving(root, runs, **cache)
    found[FIRST].append(first)
    columns = ("processor", "wall", "memory")
    medians = {
        name: Run(*(median(getattr(one, column) for one in listed) for column in columns))
        for name, listed in found.items()
    }
    return medians, {name: median(one[name] for one in parts) for name in parts[0]}


def _beside(python: str, name: str) -> str:
    """A program that is installed with Python's packages, or elsewhere; empty if it is not."""
    return shutil.which(name, path=f"{Path(python).parent}{os.pathsep}{os.environ['PATH']}") or ""


def as_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown."""
    lines = (heads, ["---"] * len(heads), *rows)
    return "\n".join(f"| {' | '.join(one)} |" for one in lines)


def _seconds(run: Run) -> str:
    return f"{run.processor:.1f} ({run.wall:.1f})"


def report(sizes: dict[int, tuple[dict[str, Run], dict[str, float]]], runs: int) -> str:
    """What was measured: ratios with their targets, then seconds, memory and parts."""
    first, last = min(sizes), max(sizes)
    timings = {times: {**found, OWN: found[CHECK]} for times, (found, _) in sizes.items()}
    ratios, heads = [], [f"×{times}" for times in sizes]
    for one, other, most in RATIOS:
        if other not in timings[last]:  # it is not installed
            continue
        pairs = [(at[one], at[other]) for at in timings.values()]
        values = [(a.processor / b.processor, a.wall / b.wall) for a, b in pairs]
        cells = [f"{value:.2f} ({by_clock:.2f})" for value, by_clock in values]
        ratios.append([f"{one} ÷ {other}", *cells, _target(most, *values[-1]) if most else ""])
    seconds = [
        [name, *map(_seconds, (at[name] for at in timings.values()))] for name in sizes[last][0]
    ]
    parts = [[name, *(f"{at[name]:.1f}" for _, at in sizes.values())] for name in sizes[last][1]]
    others = (PLAIN, ZENSICAL, AGAIN, HUGO)
    memory = max(one.memory for name, one in sizes[last][0].items() if name not in others)
    ends = [f"Peak memory at ×{last}: {memory:.0f} MB ({_target(MOST_MEMORY, memory)})."]
    if last > first:
        grown = timings[last][COLD].processor / timings[first][COLD].processor
        exponent = math.log(grown) / math.log(last / first)
        target = _target(MOST_GROWTH, exponent)
        ends.append(f"Growth exponent of a cold build: {exponent:.2f} ({target}).")
    commit = ["git", "-C", str(ROOT), "log", "-1", "--format=%h"]
    said = subprocess.run(commit, capture_output=True, text=True).stdout.strip()
    made = f"{date.today()}, commit {said}; {os.cpu_count()} processors, {platform.system()}"
    made += "".join(f", {name} {version(name)}" for name in ("mkdocs", "zensical"))
    tables = (
        as_table(["processor time (by the clock)", *heads, "target"], ratios),
        as_table(["seconds of processors (of the clock)", *heads], seconds),
        as_table(["our own part, seconds", *heads], parts),
    )
    return "\n\n".join([f"{made}; median of {runs}.", *tables, " ".join(ends)])


def _target(most: float, value: float, by_clock: float = math.inf) -> str:
    if value <= most:
        return f"≤ {most}"
    return f"≤ {most} **over**{', but for the clock' if by_clock <= most else ''}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measures each size and prints the report; `--write` puts it into docs/engine/speed.md."""
    parser = argparse.ArgumentParser(prog="benchmark", description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="the chronicle's folder")
    parser.add_argument("--times", type=int, nargs="+", default=[1, 3, 10])
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--write", action="store_true", help=f"write it into {PAGE.name}")
    parser.add_argument("--phases", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.phases:
        print(json.dumps(phases(options.phases)))
        return
    sizes = {}
    for times in options.times:
        with tempfile.TemporaryDirectory() as folder:
            multiply(options.root.resolve(), Path(folder), times)
            sizes[times] = measure(Path(folder), options.runs)
        print(f"×{times} is measured", file=sys.stderr, flush=True)
    text = report(sizes, options.runs)
    print(text)
    if options.write:
        page = PAGE.read_text(encoding="utf-8")
        PAGE.write_text(FIGURES.sub(lambda _: f"{text}\n\n", page), encoding="utf-8")


if __name__ == "__main__":
    main()
