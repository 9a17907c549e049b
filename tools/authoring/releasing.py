"""`make release`: a new version in data/site.yml, CITATION.cff and CHANGELOG.md, and what it
publishes in data/published.json."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from chronicle.domain.chronicle import Chronicle
from chronicle.problems import InvalidValue
from chronicle.validation.published import snapshot

VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")
UNRELEASED = "## [Unreleased]\n"
NEXT = """Version {version} is written and not yet published. Now
  1. read what changed:   git diff
  2. commit it:           git add -A && git commit -m "Version {version}"
  3. tag it:              git tag -a v{version} -m "Version {version}"
  4. publish it:          git push --follow-tags, on which the workflow builds the site
From then on a published statement changes only with an entry in data/corrections/."""


def release(root: Path, chronicle: Chronicle, version: str, date: str) -> str:
    """Writes the files of a version and returns what to do next. `chronicle` has no problems;
    `date` is YYYY-MM-DD. Raises InvalidValue, before anything is written, if the version or the
    state of the folder does not allow it."""
    _check_newer(chronicle, version)
    _check_committed(root)
    dates = {"data/site.yml": "version_date", "CITATION.cff": "date-released"}
    written = {
        path: with_values(root / path, {"version": version, key: date})
        for path, key in dates.items()
    }
    written["CHANGELOG.md"] = _changelog(root / "CHANGELOG.md", version, date)
    published = snapshot(chronicle, version, date).model_dump_json(indent=1)
    written["data/published.json"] = f"{published}\n"
    for path, text in written.items():
        if text:
            (root / path).write_text(text, encoding="utf-8", newline="\n")
    return NEXT.format(version=version)


def _check_newer(chronicle: Chronicle, version: str) -> None:
    """The first release may have the version that site.yml names already; each further one is
    higher."""
    if not VERSION.fullmatch(version):
        raise InvalidValue(f"'{version}' is not a version", "three numbers: VERSION=1.2.0")
    published = chronicle.records.published
    last = published.record.version if published else ""
    if last and _numbers(version) <= _numbers(last):
        hint = "a published version never changes: take a higher one"
        raise InvalidValue(f"version {version} is not newer than {last}", hint)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _check_committed(root: Path) -> None:
    command = ["git", "-C", str(root), "status", "--porcelain"]
    try:
        changed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError) as error:
        hint = "a version is what was committed: git init, commit"
        raise InvalidValue("this folder is no git repository", hint) from error
    if changed:
        hint = "commit them first: a version is what was committed"
        raise InvalidValue("there are changes that are not committed", hint)


def _changelog(path: Path, version: str, date: str) -> str:
    """The changelog with what is under "Unreleased" under the version's own heading; nothing if it
    has no such heading."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if UNRELEASED not in text or f"## [{version}]" in text:
        return ""
    return text.replace(UNRELEASED, f"{UNRELEASED}\n## [{version}] - {date}\n", 1)


def with_values(path: Path, values: dict[str, str]) -> str:
    """A file's text with other values of top-level keys; comments on other lines stay."""
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    for key, value in values.items():
        line = f"{key}: {value}".rstrip()
        text, found = re.subn(rf"^{re.escape(key)}:.*$", line, text, flags=re.M)
        if found != 1:
            raise InvalidValue(f"{path.name} has no line '{key}:'", f"add it: {line}")
    return text
