"""`make release`: what a release freezes agrees, and nothing is written if it is refused."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from authoring.releasing import release
from support import ROOT, git, needs

from chronicle.domain.chronicle import Chronicle
from chronicle.files.loader import load_records
from chronicle.problems import InvalidValue

HEADING = re.compile(r"^## \[(?P<version>[^]]+)\](?: - (?P<date>\S+))?$", re.M)
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
CITATION = "cff-version: 1.2.0\nversion: 0.1.0 # of data\ndate-released: 1901-06-01\n"
CHANGELOG = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A thing.\n"


def plain(name: str) -> Any:
    """A YAML file with dates as texts, as JSON knows them."""
    return yaml.load((ROOT / name).read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.fixture
def citation() -> dict[str, Any]:
    found = dict(plain("CITATION.cff"))
    needs(found["title"], "citation yet")
    return found


def test_the_citation_file_is_of_its_form(citation: dict[str, Any]) -> None:
    schema = json.loads((ROOT / "tests/vendor/cff-1.2.0.json").read_text(encoding="utf-8"))
    checker = jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker())
    assert [error.message for error in checker.iter_errors(citation)] == []
    faults = {"version": ["1"], "license": "CC BY 4.0", "date-released": "soon", "authors": []}
    for key, bad in faults.items():
        assert list(checker.iter_errors({**citation, key: bad})), f"the schema lets {key} pass"


def test_the_citation_file_and_the_site_agree(citation: dict[str, Any]) -> None:
    site = plain("data/site.yml")
    versions = (citation["version"], citation["date-released"])
    assert versions == (site["version"], site["version_date"])
    assert citation["title"].startswith(site["title"])
    assert citation["license"] == site["licence"].replace(" ", "-"), "the name in SPDX's list"
    names = [author["name"] for author in citation["authors"] if "name" in author]
    assert names in ([], [site["editors"]])
    assert citation.get("doi") == site.get("doi")


def test_the_changelog_leads_to_this_version() -> None:
    """Headings as Keep a Changelog has them, the newest first; the newest numbered one is the
    site's."""
    text, site = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), plain("data/site.yml")
    found = [(match["version"], match["date"]) for match in HEADING.finditer(text)]
    assert len(found) == len(re.findall(r"^## ", text, re.M)), "a heading of another form"
    assert found[0] == ("Unreleased", None)
    needs(found[1:], "version in the changelog")
    assert found[1] == (site["version"], site["version_date"])
    days = [date.fromisoformat(day) for _, day in found[1:]]
    numbers = [tuple(map(int, version.split("."))) for version, _ in found[1:]]
    assert days == sorted(days, reverse=True)
    assert numbers == sorted(set(numbers), reverse=True)
    assert set(re.findall(r"^### (.+)$", text, re.M)) <= KINDS


@pytest.fixture
def committed(world: Path) -> Path:
    """A world in a repository of its own, with everything that a release writes."""
    (world / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    (world / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    git(world, "init", "-q")
    git(world, "add", ".")
    git(world, "commit", "-qm", "x")
    return world


def released(root: Path, version: str) -> str:
    return release(root, Chronicle(load_records(root)), version, "1902-01-31")


def test_a_release_writes_its_version_everywhere(committed: Path) -> None:
    says = released(committed, "7.0.0")
    assert "git tag -a v7.0.0" in says and "not yet published" in says
    citation = (committed / "CITATION.cff").read_text(encoding="utf-8")
    assert citation == "cff-version: 1.2.0\nversion: 7.0.0\ndate-released: 1902-01-31\n"
    changelog = (committed / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]\n\n## [7.0.0] - 1902-01-31\n\n### Added\n\n- A thing.\n" in changelog
    again = Chronicle(load_records(committed))
    assert (again.site.version, again.site.version_date.text) == ("7.0.0", "1902-01-31")
    published = again.records.published
    assert published and published.record.version == "7.0.0"
    assert set(published.record.things) > set(again.statements)
    assert set(git(committed, "diff", "--name-only").split()) == {
        *("CITATION.cff", "CHANGELOG.md", "data/site.yml", "data/published.json")
    }


def test_a_version_is_in_the_changelog_once(committed: Path) -> None:
    path = committed / "CHANGELOG.md"
    path.write_text(f"{CHANGELOG}\n## [7.0.0] - 1901-12-01\n", encoding="utf-8")
    git(committed, "commit", "-qam", "x")
    before = path.read_text(encoding="utf-8")
    released(committed, "7.0.0")
    assert path.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("version", "spoil", "says"),
    [
        ("1.2", "", "'1.2' is not a version"),
        ("v1.2.0", "", "'v1.2.0' is not a version"),
        ("0.0.1", "", "is not newer than"),
        ("7.0.0", "new.txt", "not committed"),
        ("7.0.0", "CITATION.cff", "CITATION.cff has no line 'version:'"),
    ],
)
def test_a_refused_release_writes_nothing(
    committed: Path, version: str, spoil: str, says: str
) -> None:
    if spoil:
        (committed / spoil).write_text("cff-version: 1.2.0\n", encoding="utf-8")
    if spoil == "CITATION.cff":
        git(committed, "commit", "-qam", "x")
    before = git(committed, "status", "--porcelain")
    with pytest.raises(InvalidValue, match=re.escape(says)):
        released(committed, version)
    assert git(committed, "status", "--porcelain") == before


def test_a_folder_without_a_repository_has_no_versions(world: Path) -> None:
    with pytest.raises(InvalidValue, match="no git repository"):
        released(world, "7.0.0")
