"""A release, what may change after it, and what stays at the address of what was removed."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, git

from chronicle import site as build
from chronicle.site import read
from chronicle.validation import published as ledger

CITATION = "cff-version: 1.2.0\nversion: 0.0.1   # as in site.yml\ndate-released: 1901-06-01\n"


@pytest.fixture
def unreleased(world: Path) -> Path:
    """The world in a repository of its own, before its first release."""
    (world / "data" / "published.json").unlink()
    (world / "CITATION.cff").write_text(CITATION, encoding="utf-8")
    for command in (["init", "-q"], ["add", "-A"]):
        git(world, *command)
    commit(world)
    return world


def commit(root: Path) -> None:
    git(root, "add", "-A")
    git(root, "commit", "-qm", "A state")


def release(root: Path, version: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "hooks" / "chronicle"), "release", version, "--date", "1901-07-01"]
    return subprocess.run([*command, "--root", str(root)], capture_output=True, text=True, check=False)


def spoil(root: Path, name: str, find: str, put: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert find in text
    path.write_text(text.replace(find, put, 1), encoding="utf-8")


def problems(root: Path) -> list[str]:
    return [str(problem) for problem in read(root)[1]]


def test_a_release_writes_three_files_and_says_what_to_do_next(unreleased: Path) -> None:
    done = release(unreleased, "0.0.1")
    assert done.returncode == 0, done.stderr
    assert "git tag -a v0.0.1" in done.stdout, "git push --follow-tags leaves a tag without a message behind"
    assert "version: 0.0.1\nversion_date: 1901-07-01\n" in (unreleased / "data/site.yml").read_text(encoding="utf-8")
    assert (unreleased / "CITATION.cff").read_text(encoding="utf-8").endswith("0.0.1\ndate-released: 1901-07-01\n")
    published = json.loads((unreleased / "data/published.json").read_text(encoding="utf-8"))
    chronicle, found = read(unreleased)
    assert found == [] and set(published["statements"]) == set(chronicle.statements)
    assert len(published["records"]) == len(chronicle.kind_of) and len(published["corrections"]) == 3
    changed = git(unreleased, "status", "--porcelain").split()[1::2]
    assert sorted(changed) == ["CITATION.cff", "data/published.json", "data/site.yml"]
    (told,) = re.findall(r"name it: +(git .*)$", done.stdout, re.M)
    for command in told.split(" && "):
        git(unreleased, *shlex.split(command)[1:])
    assert git(unreleased, "status", "--short") == "", "the first release writes a file that git does not know yet"
    assert git(unreleased, "describe", "HEAD") == "v0.0.1\n", "a tag that --follow-tags pushes"


def test_a_release_gives_the_changelog_its_heading_once(unreleased: Path) -> None:
    log = unreleased / "CHANGELOG.md"
    log.write_text("# Changelog\n\n## [Unreleased]\n\n- A thing.\n", encoding="utf-8")
    commit(unreleased)
    assert release(unreleased, "0.0.1").returncode == 0
    expected = "# Changelog\n\n## [Unreleased]\n\n## [0.0.1] - 1901-07-01\n\n- A thing.\n"
    assert log.read_text(encoding="utf-8") == expected


@pytest.mark.parametrize(
    ("version", "says"),
    [("1.0", "is not a version"), ("0.0.1", "is not newer than 0.0.1"), ("0.0.0", "is not newer than 0.0.1")],
)
def test_a_version_is_newer_than_the_last(unreleased: Path, version: str, says: str) -> None:
    release(unreleased, "0.0.1")
    commit(unreleased)
    done = release(unreleased, version)
    assert done.returncode == 1 and says in done.stderr and git(unreleased, "status", "--porcelain") == ""


def test_no_release_of_what_is_not_committed_or_not_sound(unreleased: Path) -> None:
    spoil(unreleased, "data/places/arden.yml", "kind: town", "kind: town # a note")
    done = release(unreleased, "0.0.1")
    assert done.returncode == 1 and "not committed" in done.stderr
    spoil(unreleased, "data/places/arden.yml", "kind: town", "kind: city")
    commit(unreleased)
    done = release(unreleased, "0.0.1")
    assert done.returncode == 1 and "data/places/arden.yml" in done.stderr and "Traceback" not in done.stderr
    assert not (unreleased / "data/published.json").exists()


def test_after_a_release_a_statement_changes_with_a_correction_only(unreleased: Path) -> None:
    release(unreleased, "0.0.1")
    commit(unreleased)
    spoil(unreleased, "data/sources/post-fire.yml", 'worded: "41 to 45", low: 41', 'worded: "41 to 45", low: 42')
    (line,) = problems(unreleased)
    assert line.startswith("data/sources/post-fire.yml:38:5: 'post-fire#ashes' says something else")
    entry = "- { date: 1901-07-02, was: 41., now: 42., why: A slip., statements: [post-fire#ashes] }\n"
    with (unreleased / "data/corrections.yml").open("a", encoding="utf-8") as file:
        file.write(entry)
    assert problems(unreleased) == []
    commit(unreleased)
    release(unreleased, "0.0.2")
    assert problems(unreleased) == [], "the new version holds what it says now"
    spoil(unreleased, "data/sources/post-fire.yml", "low: 42", "low: 43")
    assert len(problems(unreleased)) == 1, "the correction of the last version excuses no further change"


@pytest.mark.parametrize("slip", [("why: A misprint.", "wy: A misprint."), ("{ date: 1901-05-20", "{ date 1901-05-20")])
def test_where_the_corrections_cannot_be_read_nobody_else_is_blamed(world: Path, slip: tuple[str, str]) -> None:
    path = world / "data/corrections.yml"
    path.write_text(path.read_text(encoding="utf-8").replace(*slip), encoding="utf-8")
    (found,) = read(world)[1]
    assert found.path == "data/corrections.yml"


def test_a_source_that_is_gone_with_its_statements_is_one_line(world: Path) -> None:
    published = world / "data/published.json"
    text = published.read_text(encoding="utf-8")
    published.write_text(
        text.replace('"records": [', '"records": ["sources/late",').replace(
            '"statements": {', f'"statements": {{"late#a": "{"0" * 64}", '
        )
    )
    (found,) = read(world)[1]
    assert found.message == "'sources/late' is gone, and stood in version 0.0.1"


def test_what_changes_the_meaning_and_what_does_not(world: Path) -> None:
    chronicle, _ = read(world)
    ref = "courier-fire#set-by-the-owner"
    before = ledger.digest(ledger.meaning(chronicle.statements[ref]))
    name = "data/sources/courier-fire.yml"
    spoil(world, name, "locator: line 1", "locator: line 2")
    spoil(world, name, "The owner's men set", "The owner's\n      men set")
    assert ledger.digest(ledger.meaning(read(world)[0].statements[ref])) == before
    for find, put in (
        ("by: ada-lund", "by: guild"),
        ("it was the owner's own men", "it was the owner's men"),
        ("position: owner", "position: nobody"),
        ("low: 40, high: 40", "low: 40, high: 41"),
        ("quotations: compared", "quotations: not-compared"),
    ):
        spoil(world, name, find, put)
        assert ledger.digest(ledger.meaning(read(world)[0].statements[ref])) != before, put
        spoil(world, name, put, find)


def test_what_was_removed_keeps_its_address_and_says_why(world: Path) -> None:
    site = build(world)
    page = site.pages["events/flood.md"].markdown
    assert "Both were of another year." in page and "11 June 1901" in page
    source = site.pages["sources/post-fire.md"].markdown
    assert 'id="lightning-seen"' in source and "Both were of another year." in source
    assert 'href="../corrections.html#correction-3"' in source
    for name in ("events.md", "chronology.md", "sources.md", "statements.md"):
        assert "flood" not in site.pages[name].markdown and "lightning-seen" not in site.pages[name].markdown, name
    whole = json.loads(site.files["data/chronicle.json"])
    assert "flood" not in {event["id"] for event in whole["events"]}
    for name, content in site.files.items():
        if not name.startswith(("data/corrections", "data/chronicle.json", "data/SHA256")):
            assert b"flood" not in content and b"lightning-seen" not in content, name


def test_the_page_that_was_corrected_says_so(world: Path) -> None:
    pages = build(world).pages
    assert "A misprint." in pages["events/fire.md"].markdown
    assert "Fifty looms are lost." in pages["sources/courier-second.md"].markdown
    listed = pages["corrections.md"].markdown
    assert listed.index("another year") < listed.index("A misprint."), "the newest first"
    assert "A reader" in listed and "## Corrections" not in pages["events/march.md"].markdown
