"""What the code host runs for a pull request, and what it asks of people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_requests_of_strangers_run_without_rights(path: Path) -> None:
    """What runs a request's code can only read; what may set labels takes no code of the
    request."""
    workflow: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    started = workflow["on"]
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
    checkouts = [step for step in steps if step.get("uses", "").startswith("actions/checkout")]
    assert "workflow_run" not in started and "secrets." not in str(workflow)
    if "pull_request" in started:
        assert workflow["permissions"] == {"contents": "read"}
        assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)
    if "pull_request_target" in started:
        assert workflow["permissions"] == {"pull-requests": "write"}
        assert not any("uses" in step for step in steps) and "checkout" not in str(workflow)
        # nothing that a stranger writes is put into the script
        assert not any("${{" in step["run"] for step in steps)


def test_every_form_has_what_the_host_asks_for() -> None:
    for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml"):
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert path.name == "config.yml" or {"name", "description", "body"} <= form.keys(), path


def test_no_owner_is_invented() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("#") for line in lines)
