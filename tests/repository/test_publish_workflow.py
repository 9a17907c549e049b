"""The workflow that publishes: what it does where static pages are on, off or out of reach."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
import yaml
from support import ROOT

WORKFLOW = ROOT / ".github" / "workflows" / "publish.yml"
HOST = """#!/bin/sh
case "$ANSWER" in
  200) echo https://chronicle.example/arden/ ;;
  *) echo '{"message": "no"}'; echo "gh: no (HTTP $ANSWER)" >&2; exit 1 ;;
esac
"""


def ask(answer: str, folder: Path) -> tuple[int, str, str]:
    """Runs the first step with a host that gives this answer: exit code, address, words."""
    host, output = folder / "gh", folder / "output"
    host.write_text(HOST, encoding="utf-8")
    host.chmod(0o755)
    output.write_text("", encoding="utf-8")
    step = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]["address"]["steps"][0]
    given = {"ANSWER": answer, "GITHUB_OUTPUT": str(output), "GITHUB_REPOSITORY": "owner/name"}
    environment = {**os.environ, **given, "PATH": f"{folder}:{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-e", "-c", step["run"]],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )
    return done.returncode, output.read_text(encoding="utf-8").strip(), done.stdout


@pytest.mark.parametrize(
    ("answer", "code", "output", "said"),
    [
        ("200", 0, "address=https://chronicle.example/arden/", ""),
        ("404", 0, "", "::notice::Not published"),
        ("502", 1, "", "HTTP 502"),
    ],
)
def test_a_fork_without_pages_is_given_and_not_failed(
    answer: str, code: int, output: str, said: str, tmp_path: Path
) -> None:
    found = ask(answer, tmp_path)
    assert found[:2] == (code, output) and said in found[2]


def test_every_other_job_waits_for_the_answer() -> None:
    jobs = yaml.safe_load(WORKFLOW.read_text(encoding="utf-8"))["jobs"]
    first = {name for name, job in jobs.items() if job.get("needs") == "address"}
    assert {jobs[name]["if"] for name in first} == {"needs.address.outputs.address"}
    later = {name: {*job["needs"]} for name, job in jobs.items() if name not in {*first, "address"}}
    assert all(needed <= jobs.keys() - {"address"} for needed in later.values())
