"""`make release`: a new version in data/site.yml, CITATION.cff and the changelog, and what it publishes in data/published.json."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from .domain.chronicle import Chronicle
from .problems import Mistake
from .validation import published as ledger

VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")
NEXT = """Version {version} is written and not yet published. Now
  1. read what changed:   git diff
  2. commit and name it:  git add -A && git commit -m "Version {version}" && git tag -a v{version} -m "Version {version}"
  3. publish it:          git push --follow-tags, by which the workflow builds the site
From then on a published statement changes only with an entry in data/corrections.yml."""


def release(root: Path, chronicle: Chronicle, version: str, date: str) -> str:
    """Writes these files and says what to do next. `chronicle` has no problems; `date` is YYYY-MM-DD. Raises Mistake,
    before anything is written, where the version or the state of the folder does not allow it."""
    _newer(chronicle, version)
    _clean(root)
    changed = {
        root / "data" / "site.yml": {"version": version, "version_date": date},
        root / "CITATION.cff": {"version": version, "date-released": date},
    }
    written = {path: _with(path, values) for path, values in changed.items()}
    written |= _changelog(root / "CHANGELOG.md", version, date)
    published = ledger.snapshot(chronicle, version, date)
    for path, text in written.items():
        path.write_text(text, encoding="utf-8")
    (root / "data" / "published.json").write_text(f"{published.model_dump_json(indent=1)}\n", encoding="utf-8")
    return NEXT.format(version=version)


def _newer(chronicle: Chronicle, version: str) -> None:
    """The first release may bear the version that site.yml names already; each further one is higher."""
    if not VERSION.fullmatch(version):
        raise Mistake(f"'{version}' is not a version", "write three numbers, such as VERSION=1.2.0")
    published = chronicle.records.published
    last = published.record.version if published else ""
    if last and _numbers(version) <= _numbers(last):
        raise Mistake(
            f"version {version} is not newer than {last}", "a published version never changes: take a higher one"
        )


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _clean(root: Path) -> None:
    """A version is what is committed."""
    command = ["git", "-C", str(root), "status", "--porcelain"]
    try:
        changed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        raise Mistake(
            "this folder is no git repository", "a version is what was committed: git init, commit"
        ) from error
    if changed:
        raise Mistake("there are changes that are not committed", "commit them first: a version is what was committed")


def _changelog(path: Path, version: str, date: str) -> dict[Path, str]:
    """The changelog with what stood under "Unreleased" under the version's own heading, if there is one of that form."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if "## [Unreleased]\n" not in text or f"## [{version}]" in text:
        return {}
    return {path: text.replace("## [Unreleased]\n", f"## [Unreleased]\n\n## [{version}] - {date}\n", 1)}


def _with(path: Path, values: dict[str, str]) -> str:
    """A file's text with other values of top-level keys; comments stay."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for key, value in values.items():
        text, found = re.subn(rf"^{re.escape(key)}:.*$", f"{key}: {value}", text, flags=re.M)
        if found != 1:
            raise Mistake(f"{path.name} has no line '{key}:'", f"add it, such as {key}: {value}")
    return text
