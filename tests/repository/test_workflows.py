"""What the code host runs, and what it asks of people."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml
from support import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in WORKFLOWS}
PARSED: dict[str, Any] = {name: yaml.load(text, yaml.BaseLoader) for name, text in TEXTS.items()}
JOBS = [
    pytest.param(name, job, id=f"{name}-{job}") for name in PARSED for job in PARSED[name]["jobs"]
]
RIGHTS = {
    "label-label": {"pull-requests": "write", "issues": "write"},
    "publish-address": {"pages": "read"},
    "publish-compare": {},
    "publish-publish": {"pages": "write", "id-token": "write"},
}
"""What a job may do; every other may read the repository and nothing else."""


@pytest.mark.parametrize(("workflow", "name"), JOBS)
def test_a_job_has_no_more_rights_than_it_needs(workflow: str, name: str) -> None:
    job = PARSED[workflow]["jobs"][name]
    rights = RIGHTS.get(f"{workflow}-{name}", {"contents": "read"})
    assert PARSED[workflow]["permissions"] == {} and job["permissions"] == rights
    assert int(job["timeout-minutes"]) <= 60
    checkouts = [step for step in job["steps"] if "checkout" in step.get("uses", "")]
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)
    assert not checkouts or rights == {"contents": "read"}, "code runs without rights"


@pytest.mark.parametrize("name", TEXTS)
def test_requests_of_strangers_run_without_rights(name: str) -> None:
    """What may set labels takes no code of the request; nothing that a stranger writes is put into
    a script; every action is pinned by its commit, with its version beside it."""
    steps = [step for job in PARSED[name]["jobs"].values() for step in job["steps"]]
    assert "workflow_run" not in PARSED[name]["on"] and "secrets." not in str(PARSED[name])
    assert not any("${{" in step.get("run", "") for step in steps)
    if "pull_request_target" in PARSED[name]["on"]:
        assert not any("uses" in step for step in steps) and "checkout" not in str(steps)
    used = re.findall(r"uses: (.*)", TEXTS[name])
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in used)


def test_one_action_has_one_commit() -> None:
    used = set(re.findall(r"uses: (.*)", "".join(TEXTS.values())))
    assert len(used) == len({one.partition("@")[0] for one in used})


def test_what_is_published_is_built_twice_and_without_tests() -> None:
    jobs = PARSED["publish"]["jobs"]
    built = [jobs[name] for name in ("build", "again")]
    one, other = ({s["run"] for s in job["steps"] if "run" in s} for job in built)
    assert one == other and "make dist" in one and not any("test" in run for run in one)
    needs = {name: {*job.get("needs", ())} for name, job in jobs.items()}
    assert needs["publish"] == {"verify", "compare"} and needs["compare"] == {"build", "again"}
    assert not any("run" in step for step in jobs["publish"]["steps"])
    assert PARSED["publish"]["concurrency"]["cancel-in-progress"] == "false"


def test_the_built_site_can_be_looked_at_whatever_the_tests_say() -> None:
    jobs = PARSED["check"]["jobs"]
    assert not any("needs" in job for job in jobs.values())
    runs = {name: str(job["steps"]) for name, job in jobs.items()}
    assert "BASE=HEAD^1" in runs["check"] and "make test" not in runs["check"] + runs["preview"]
    assert "upload-artifact" in runs["preview"] and "make test" in runs["tests"]


def test_every_form_has_what_the_host_asks_for() -> None:
    for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml"):
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert path.name == "config.yml" or {"name", "description", "body"} <= form.keys(), path


def test_no_owner_is_invented() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("#") for line in lines)
