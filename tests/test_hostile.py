"""A pull request to data/ or docs/ cannot put markup or scripts into the site: every text is tried, in a real browser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from browsing import mkdocs, project
from playwright.sync_api import Browser

from chronicle import site as build

HOSTILE = "\"'</title></script></svg><script>window.pwned=1</script><img src=x onerror='window.pwned=1'>{{{{ 7*7 }}}}[x](javascript:window.pwned=1)"
# What has a form of its own, which the check holds: dates, ids, words of the vocabulary, addresses.
FORMED = {"id", "type", "kind", "language", "basis", "date", "issued", "URL", "said_on", "status", "mark", "because_of"}


def poisoned(value: Any, *, every: bool) -> Any:
    """A record with the hostile text at the end of each text of more than one word, or of every one."""
    if isinstance(value, dict):
        return {key: inner if key in FORMED else poisoned(inner, every=every) for key, inner in value.items()}
    if isinstance(value, list):
        return [poisoned(inner, every=every) for inner in value]
    if isinstance(value, str) and (every or " " in value.strip()) and not value.startswith(("http", "/")):
        return f"{value} {HOSTILE}"
    return value


def test_no_text_of_a_record_becomes_markup(tmp_path: Path, chromium: Browser) -> None:
    root = project(tmp_path)
    tried = 0
    for path in sorted((root / "data").rglob("*.yml")):
        good = path.read_text(encoding="utf-8")
        bad = yaml.safe_dump(
            poisoned(yaml.load(good, Loader=yaml.BaseLoader), every=path.name == "texts.yml"),
            allow_unicode=True,
            sort_keys=False,
        )
        path.write_text(bad, encoding="utf-8")
        if build(root).problems:
            path.write_text(good, encoding="utf-8")  # refused by the check, which is as good
        elif bad != good:
            tried += 1
    assert tried > 10
    assert mkdocs(root, "build").returncode == 0
    page = chromium.new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    for html in sorted((root / "site").rglob("*.html")):
        page.goto(html.as_uri())
        page.wait_for_load_state("load")
        assert not page.evaluate("window.pwned"), html
        assert page.locator("img, [onerror], a[href^='javascript:' i]").count() == 0, html
        assert "49" not in page.title(), html
    assert dialogs == []
