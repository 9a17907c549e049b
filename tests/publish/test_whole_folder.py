"""A build replaces the site as a whole: whatever stops it, the last good site stays."""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import ENVIRONMENT, mkdocs, project
from support import digests, edit

from whole_folder import begin, put

FIRE = "data/events/fire.yml"
TOUCHES = ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.copyfile")
KILLER = f"""
import atexit, os, runpy, signal, sys
left, seen = int(sys.argv.pop(1)), False
def touched(event, given):
    global left, seen
    seen = seen or event == "os.mkdir" and ".building-" in str(given[0])
    if seen and event in {TOUCHES}:
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(touched)
atexit.register(lambda: print("touched", -left))
runpy.run_module("mkdocs", run_name="__main__")
"""
"""Runs MkDocs, and kills it when it touches the disk for the so-manieth time; 0 counts only."""


def build(root: Path, kill_at: int, *options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", KILLER, str(kill_at), "build", *options],
        cwd=root,
        env={**ENVIRONMENT, "SOURCE_DATE_EPOCH": "1700000000"},
        capture_output=True,
        text=True,
        check=False,
    )


def aside(root: Path) -> list[str]:
    """What is left next to the site."""
    return sorted(path.name for path in root.iterdir() if path.name.startswith("."))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str], dict[str, str]]:
    """The invented world with a site of before an edit, and what the sites before and after it
    contain."""
    root = project(tmp_path_factory.mktemp("whole"))
    assert build(root, 0).returncode == 0
    shutil.copytree(root / "site", root / "before")
    edit(root, FIRE, "title: Fire at the mill", "title: Fire at the big mill")
    assert build(root, 0).returncode == 0
    return root, digests(root / "before"), digests(root / "site")


def test_a_build_that_is_killed_leaves_a_whole_site(
    made: tuple[Path, dict[str, str], dict[str, str]],
) -> None:
    root, before, after = made
    done = build(root, 0)
    count = int(done.stdout.split()[-1])
    assert count > 500
    for kill_at in random.Random(1901).sample(range(1, count), 6):
        shutil.rmtree(root / "site")
        shutil.copytree(root / "before", root / "site")
        assert build(root, kill_at).returncode == -signal.SIGKILL
        assert digests(root / "site") in (before, after), kill_at
    assert build(root, 0).returncode == 0
    assert digests(root / "site") == after and aside(root) == []


def swapped(target: Path) -> None:
    new = begin(target)
    for name in ("one", "two"):
        (new / name).write_text("new")
    put(new, target, lambda name: name == ".kept")


def kill_points(target: Path) -> Iterator[int]:
    """Replaces a folder in a process of its own again and again, and kills it one touch later each
    time, until it gets to its end."""
    for kill_at in range(1, 1000):
        child = os.fork()
        if not child:
            left = [kill_at]

            def touched(event: str, _: object, left: list[int] = left) -> None:
                if event in TOUCHES or event.startswith("shutil"):
                    left[0] -= 1
                    if not left[0]:
                        os.kill(os.getpid(), signal.SIGKILL)

            sys.addaudithook(touched)
            swapped(target)
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            return
        yield kill_at


def test_no_moment_loses_a_folder(tmp_path: Path) -> None:
    """Every one of them: the folder is the last or the new one, or the next command puts it back;
    what is not ours is in both."""
    target = tmp_path / "site"
    old, new = {".kept": "x", "one": "old"}, {".kept": "x", "one": "new", "two": "new"}
    target.mkdir()
    for name, text in old.items():
        (target / name).write_text(text)
    absent = []
    for kill_at in kill_points(target):
        if not target.exists():
            absent.append(kill_at)
        begin(target).rmdir()
        found = {path.name: path.read_text() for path in target.iterdir()}
        assert found in (old, new), kill_at
        assert [path.name for path in tmp_path.iterdir()] == ["site"], kill_at
        if found == new:
            (target / "two").unlink()
            (target / "one").write_text("old")
    assert len(absent) == 1, "between the two renames"


def test_two_builds_at_once_leave_a_whole_site(
    made: tuple[Path, dict[str, str], dict[str, str]],
) -> None:
    root, _, after = made
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    environment = {**ENVIRONMENT, "SOURCE_DATE_EPOCH": "1700000000"}
    both = [subprocess.Popen(command, cwd=root, env=environment) for _ in range(2)]
    assert [one.wait() for one in both] == [0, 0]
    assert digests(root / "site") == after and aside(root) == []


def full_disk() -> None:
    """No file longer than this, as on a disk that fills up."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))


def test_what_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    root = project(tmp_path)
    assert mkdocs(root, "build").returncode == 0
    before = digests(root / "site")
    done = subprocess.run(
        [sys.executable, "-B", "-m", "mkdocs", "build", "-q"],
        cwd=root,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        preexec_fn=full_disk,
        check=False,
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr + done.stdout
    assert done.stdout.strip() == "site: cannot be written: File too large"
    assert digests(root / "site") == before and aside(root) == []
    done = mkdocs(root, "build", "-q", "-d", "mkdocs.yml")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.strip() == "mkdocs.yml: cannot be written: Not a directory"


def test_a_folder_that_may_not_be_written_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site").mkdir()
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError):
        begin(tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_warning_in_strict_mode_leaves_the_last_site(tmp_path: Path) -> None:
    """MkDocs counts them when everything is written."""
    root = project(tmp_path)
    edit(root, "overrides/pages/places.md", "# {{", "[broken](none.md)\n\n# {{")
    (root / "site").mkdir()
    (root / "site" / ".git").write_text("of others")
    assert mkdocs(root, "build", "--strict").returncode == 1
    assert digests(root / "site").keys() == {".git"} and aside(root) == []
    assert mkdocs(root, "build").returncode == 0
    assert {".git", "index.html"} <= digests(root / "site").keys()
