"""The command that checks a chronicle, as people and runners start it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT, edit

from chronicle.__main__ import main


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Starts the command as the Makefile does, in a process of its own."""
    inherited = {key: value for key, value in os.environ.items() if key != "GITHUB_ACTIONS"}
    return subprocess.run(
        [sys.executable, str(ROOT / "hooks" / "chronicle"), *arguments],
        capture_output=True,
        text=True,
        env={**inherited, **environment},
        check=False,
    )


def test_a_sound_chronicle_is_counted(world: Path) -> None:
    done = run("--root", str(world))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "read and checked: sources: 5, statements: 8, events: 2, questions: 1, actors: 3, "
        "places: 5; now all pages …\nno problems found\n"
    )


def test_problems_are_listed_and_the_exit_code_says_so(world: Path) -> None:
    edit(world, "data/places/mill.yml", "kind:", "kin:")
    done = run("--root", str(world))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.split("\n") == [
        "data/places/mill.yml:3:1: unknown key 'kin' (did you mean 'kind'?)",
        "1 problem; nothing was built.",
        "",
    ]


def test_a_runner_gets_annotations(world: Path) -> None:
    edit(world, "data/places/mill.yml", "kind:", "kin:")
    done = run("--root", str(world), GITHUB_ACTIONS="true")
    assert done.returncode == 1
    assert done.stdout == (
        "::error file=data/places/mill.yml,line=3,col=1::unknown key 'kin' (did you mean 'kind'?)\n"
    )


def test_what_the_build_would_miss_is_reported(world: Path) -> None:
    """What is right in itself is built in memory: here a page needs a text that is gone."""
    edit(world, "data/texts.yml", "\nfeed_why:", "\nfeed_wy:")
    done = run("--root", str(world))
    assert done.returncode == 1 and "the text 'feed_why' is missing" in done.stderr


def test_an_empty_folder_is_no_chronicle(tmp_path: Path) -> None:
    done = run("--root", str(tmp_path))
    assert done.returncode == 1 and "the file is missing" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_folder_is_the_current_one_unless_it_is_named(
    world: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(world)
    assert main([]) == 0
    assert "statements: 8" in capsys.readouterr().out


def test_the_check_needs_no_mkdocs(world: Path) -> None:
    """It runs wherever the records are read, without the site's own tools."""
    code = (
        "import sys; sys.modules['mkdocs'] = None; sys.path.insert(0, 'hooks'); "
        f"from chronicle.__main__ import main; sys.exit(main(['--root', {str(world)!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
