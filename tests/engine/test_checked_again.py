"""Who checked a chronicle before finds in a changed one what a new process finds: the same process,
and one that has the store of another."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import fuzz
import pytest
from support import ROOT, WORLD, edit, everything_read

from chronicle.remembered import _Rounds, read_store, write_store

EDITS = (
    ("data/events/fire.yml", "The mill burned.", "Ada Lund, 13, of the [mill](a) &amp; a villain."),
    ("data/events/fire.yml", "status: undisputed", "status: no status"),
    ("data/texts.yml", "months: January", "months: January, 4"),
    ("data/neutral-words.yml", "villain*", "weavers"),
    ("data/neutral-words.yml", "docs/method.md", "docs/index.md"),
    ("data/assertions.yml", "verbs: [", "verbs: [sentence,"),
    ("data/vocabulary.yml", "minor_words: [", "minor_words: [secretary,"),
    ("data/vocabulary.yml", "custody_words: [", "custody_words: [traveller,"),
    ("data/vocabulary.yml", "sensitive_words: [", "sensitive_words: [lightning,"),
    ("data/site.yml", "title:", "language: fr\ntitle:"),
    ("data/glossary.yml", "term:", "terms:"),
    ("docs/index.md", "A first sentence.", "A villain `of` [@nothing]."),
)
ROUNDS = range(12)
NEW_PROCESSES = """
import json, os, sys
from pathlib import Path
from support import everything_read
for root in sys.argv[1:]:
    if os.fork() == 0:
        print(json.dumps(everything_read(Path(root))), flush=True)
        os._exit(0)
    os.wait()
"""
"""What a new process reads in each folder; only what is imported is in memory before."""


def _read_after_a_store(root: Path, store: Path) -> list[str]:
    """What is read where nothing is remembered but what the last call wrote."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("chronicle.remembered._rounds", _Rounds())
        assert read_store(store) == ""
        found = everything_read(root)
        assert write_store(store) == ""
        return found


def test_what_is_checked_after_others_is_what_is_checked_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    roots = [WORLD]
    for name, find, put in EDITS:
        roots.append(shutil.copytree(WORLD, tmp_path / f"edit-{len(roots)}"))
        edit(roots[-1], name, find, put)

    def keep(root: Path) -> str:
        roots.append(shutil.copytree(root, tmp_path / f"round-{len(roots)}", symlinks=True))
        return fuzz.SITE

    monkeypatch.setattr(fuzz, "answer_to", keep)
    for number in ROUNDS:
        fuzz.play(WORLD, number)
    again = [everything_read(root) for root in roots]
    stored = [_read_after_a_store(root, tmp_path / "store") for root in roots]
    paths = {"PYTHONPATH": f"{ROOT / 'hooks'}:{ROOT / 'tests'}"}
    command = [sys.executable, "-c", NEW_PROCESSES, *map(str, roots)]
    done = subprocess.run(command, env=paths, capture_output=True, text=True, check=True)
    first = [json.loads(line) for line in done.stdout.splitlines()]
    assert again == first
    assert stored == first
    assert all(len(one) > 1 for one in again[1 : len(EDITS) + 1]), "each of them is a mistake"
