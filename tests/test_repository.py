"""The chronicle in this repository: its data is sound, and its engine knows nothing of this event."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from conftest import ROOT

from chronicle import model
from chronicle.build import read

EXTRACT_LINES = [f"line {number}" for number in range(3, 42, 2)]


def test_the_data_is_sound() -> None:
    chronicle, problems = read(ROOT)
    assert [str(problem) for problem in problems] == []
    assert len([s for s in chronicle.sources.values() if s.read.extent != "cited"]) >= 60
    assert len(chronicle.events) >= 20 and len(chronicle.actors) >= 25 and len(chronicle.places) >= 10


def test_the_engine_knows_nothing_of_this_event() -> None:
    """No name of a person, place or party of the records in the code, the templates or the tests of the code."""
    chronicle, _ = read(ROOT)
    words = {
        name.text for kind in (chronicle.actors, chronicle.places) for record in kind.values() for name in record.names
    }
    words |= {"Syria", "Jisr", "Shughur", "Turkey", "Assad", "Idlib"} | set(chronicle.sides())
    pattern = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in sorted(words) if len(word) > 4))
    engine = [
        *ROOT.glob("hooks/**/*.py"),
        *ROOT.glob("overrides/**/*.md"),
        *ROOT.glob("overrides/**/*.html"),
        *ROOT.glob("tools/*.py"),
        *(path for path in ROOT.glob("tests/test_*.py") if path.name != "test_repository.py"),
    ]
    assert len(engine) > 20
    for path in engine:
        found = pattern.findall(path.read_text(encoding="utf-8"))
        assert (path.name, found) == (path.name, [])


def test_every_line_of_the_extract_is_a_claim() -> None:
    chronicle, _ = read(ROOT)
    assert chronicle.records.extract
    extract = chronicle.records.extract.record
    assert [line.locator for line in extract.lines] == EXTRACT_LINES
    claims = chronicle.sources[extract.source].claims
    for line in extract.lines:
        told = [claim for claim in claims if claim.locator == line.locator]
        assert told, line.locator
        assert any(claim.answers for claim in told) or line.unanswered, (
            f"{line.locator} answers nothing and says not why"
        )


def test_no_registry_and_no_machine_is_named() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "README.md", "Makefile"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"pypi\.org|files\.pythonhosted|--index-url|/root/|/work/", text), name


def test_the_records_shown_to_contributors_pass_the_check(tmp_path: Path) -> None:
    """Every record of the page on contributing that names its file, put there."""
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("assets"))
    page = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```yaml\n# (data/\S+\.yml)\n(.*?)^```", page, re.M | re.S)
    assert {path.split("/")[1] for path, _ in shown} == set(model.FOLDERS.values())
    for path, text in shown:
        assert not (tmp_path / path).exists(), path
        (tmp_path / path).write_text(text, encoding="utf-8")
    assert [str(problem) for problem in read(tmp_path)[1]] == []
