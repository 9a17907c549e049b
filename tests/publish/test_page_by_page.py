"""Pages made one by one are those that MkDocs makes, whoever makes them and whenever."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from browsing import ENVIRONMENT, project
from support import digests, edit

ANOTHER_MKDOCS = "import mkdocs; mkdocs.__version__ = '1.7'"
ONE_PROCESSOR = "import os; os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})"
RUN = "from mkdocs.__main__ import cli; cli()"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return project(tmp_path)


def build(root: Path, first: str = "") -> subprocess.CompletedProcess[str]:
    """A build in a process that runs a line of Python first."""
    return subprocess.run(
        [sys.executable, "-c", f"{first}\n{RUN}", "build", "--strict"],
        cwd=root,
        env={**ENVIRONMENT, "CHRONICLE_CACHE": "off", "SOURCE_DATE_EPOCH": "1700000000"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.skipif(not hasattr(os, "sched_setaffinity"), reason="processes are not copied here")
@pytest.mark.parametrize("other", [ANOTHER_MKDOCS, ONE_PROCESSOR])
def test_the_bytes_are_the_same(root: Path, other: str) -> None:
    assert build(root).returncode == 0
    made = digests(root / "site")
    done = build(root, other)
    assert done.returncode == 0, done.stderr
    assert ("it makes the pages itself" in done.stderr) == (other == ANOTHER_MKDOCS)
    assert digests(root / "site") == made


def test_a_warning_in_another_process_counts(root: Path) -> None:
    """MkDocs warns of a link to what is no page; in strict mode nothing is built then."""
    edit(root, "overrides/pages/event.md", "# {{", "[Nowhere](nowhere.md)\n\n# {{")
    done = build(root)
    assert done.returncode == 1 and "'nowhere.md'" in done.stderr
    assert "in strict mode" in done.stdout + done.stderr
    assert not (root / "site").exists()


def test_what_is_found_wrong_on_pages_is_reported_at_once(root: Path) -> None:
    """Texts that only the pages of sources and of events ask for."""
    before = build(root)
    assert before.returncode == 0
    made = digests(root / "site")
    edit(root, "data/texts.yml", "\nanswers_intro:", "\nanswer_intro:")
    edit(root, "data/texts.yml", "\nevidence_intro:", "\nevidences_intro:")
    edit(root, "data/texts.yml", "\nsearch_pages:", "\nsearch_pages:\n  nowhere: a page")
    done = build(root)
    said = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
    assert done.returncode == 1 and len(said) == 3
    assert "'search_pages' names 'nowhere', which is no page" in said[0]
    assert "the text 'answers_intro' is missing" in said[1]
    assert "the text 'evidence_intro' is missing" in said[2]
    other = build(root, ANOTHER_MKDOCS)
    assert other.returncode == 1 and "'answers_intro' is missing" in other.stderr
    assert "Traceback" not in done.stderr + other.stderr
    assert digests(root / "site") == made
