"""What the pages on the code host and on security name is there."""

from __future__ import annotations

import re

import yaml
from support import ROOT

HOST = (ROOT / "docs" / "engine" / "host.md").read_text(encoding="utf-8")
SECURITY = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")


def test_the_page_on_the_host_has_every_job_by_its_name() -> None:
    """A required check that no job has by this name would wait for ever."""
    rows = re.findall(r"^\| `([\w.]+)` \| (.+?) \| (\w+)", HOST, re.M)
    listed = {name: re.findall(r"`([\w-]+)`", jobs) for name, jobs, _ in rows}
    paths = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    workflows = {path.name: yaml.load(path.read_text("utf-8"), yaml.BaseLoader) for path in paths}
    assert listed == {name: [*one["jobs"]] for name, one in workflows.items()}
    assert not any("name" in job for one in workflows.values() for job in one["jobs"].values())
    names = [job for jobs in listed.values() for job in jobs]
    assert len(set(names)) == len(names), "the host knows a check by its name alone"
    required = {name for name, _, answer in rows if answer == "yes"}
    started = {name for name, one in workflows.items() if one["on"].get("pull_request") == ""}
    assert required == started, "what is required runs for every request"


def test_every_promise_names_a_test_that_exists() -> None:
    promises = SECURITY.partition("## What we promise\n")[2].partition("\n## ")[0]
    entries = re.findall(r"^- .*(?:\n  .*)*", promises, re.M)
    for entry in entries:
        tests = re.findall(r"`(tests/[\w/]+\.py)`", entry)
        assert tests and all((ROOT / path).is_file() for path in tests), entry
    assert len(entries) > 10 and len(SECURITY.split()) < 900


def test_the_page_on_security_is_found() -> None:
    pages = ("mkdocs.yml", ".github/SECURITY.md", "docs/contributing.md", "docs/engine/index.md")
    for name in pages:
        assert "security.md" in (ROOT / name).read_text(encoding="utf-8"), name
