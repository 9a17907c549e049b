"""How long `mkdocs build` takes with the hook, against a plain build of the same pages as staged.

Both run in turn, several times; the ratio of their medians is what counts, the seconds depend on
the machine.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNS = 5


def seconds(config: Path, site: Path) -> float:
    """The wall time of one build into an empty folder."""
    shutil.rmtree(site, ignore_errors=True)
    begin = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(config), "-d", str(site)],
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    return time.perf_counter() - begin


def main() -> None:
    """Prints the seconds of every run, and the ratio of the medians."""
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain"
        staging = [sys.executable, str(ROOT / "tools" / "staging.py"), str(plain)]
        subprocess.run(staging, check=True, cwd=ROOT)
        settings = (plain / "mkdocs.yml").read_text(encoding="utf-8")
        settings = settings.replace("plugins:\n- search\n", "plugins: []\n")  # as ours
        (plain / "mkdocs.yml").write_text(settings, encoding="utf-8")
        builds = {"plain": plain / "mkdocs.yml", "chronicle": ROOT / "mkdocs.yml"}
        times: dict[str, list[float]] = {name: [] for name in builds}
        for run in range(RUNS):
            for name, config in builds.items():
                times[name].append(seconds(config, Path(folder) / "site"))
                print(f"run {run + 1} of {RUNS}: {name} {times[name][-1]:.2f} s", flush=True)
    ratio = statistics.median(times["chronicle"]) / statistics.median(times["plain"])
    print(f"ratio of the medians: {ratio:.2f}")


if __name__ == "__main__":
    main()
