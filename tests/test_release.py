"""What a release freezes agrees: the chronicle's own record, CITATION.cff and the changelog."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

import jsonschema
import pytest
import yaml
from conftest import ROOT, needs


class Plain(yaml.SafeLoader):
    """Dates stay texts, as JSON knows them."""


Plain.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
HEADING = re.compile(r"^## \[(?P<version>[^]]+)\](?: - (?P<date>\S+))?$", re.M)
KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}


def read(name: str) -> Any:
    return yaml.load((ROOT / name).read_text(encoding="utf-8"), Plain)


@pytest.fixture
def citation() -> dict[str, Any]:
    found = dict(read("CITATION.cff"))
    needs(found["title"], "citation yet")
    return found


def schema() -> Any:
    return json.loads((ROOT / "tests" / "vendor" / "cff-1.2.0.json").read_text(encoding="utf-8"))


def test_the_citation_file_is_of_its_form(citation: dict[str, Any]) -> None:
    validator = jsonschema.Draft7Validator(schema(), format_checker=jsonschema.FormatChecker())
    assert [error.message for error in validator.iter_errors(citation)] == []
    for key, bad in (("version", ["1"]), ("license", "CC BY 4.0"), ("date-released", "soon"), ("authors", [])):
        assert list(validator.iter_errors({**citation, key: bad})), f"the schema lets {key} pass"


def test_the_citation_file_and_the_site_agree(citation: dict[str, Any]) -> None:
    site = read("data/site.yml")
    assert (citation["version"], citation["date-released"]) == (site["version"], site["version_date"])
    assert citation["title"].startswith(site["title"])
    assert citation["license"] == site["licence"].replace(" ", "-"), "the name in SPDX's list"
    assert [author["name"] for author in citation["authors"] if "name" in author] in ([], [site["editors"]])
    assert citation.get("doi") == site.get("doi")


def test_the_changelog_leads_to_this_version() -> None:
    """Headings as Keep a Changelog has them, the newest first; the newest numbered one is the site's."""
    text, site = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), read("data/site.yml")
    found = [(match["version"], match["date"]) for match in HEADING.finditer(text)]
    assert len(found) == len(re.findall(r"^## ", text, re.M)), "a heading of another form"
    assert found[0] == ("Unreleased", None)
    needs(found[1:], "version in the changelog")
    assert found[1] == (site["version"], site["version_date"])
    days = [date.fromisoformat(day) for _, day in found[1:]]
    numbers = [tuple(map(int, version.split("."))) for version, _ in found[1:]]
    assert days == sorted(days, reverse=True) and numbers == sorted(set(numbers), reverse=True)
    assert set(re.findall(r"^### (.+)$", text, re.M)) <= KINDS
