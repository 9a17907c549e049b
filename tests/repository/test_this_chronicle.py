"""The chronicle of this event: how much it has, its starting extract, and that a new one begins
without its words. Another chronicle is begun without this file."""

from __future__ import annotations

import re
from pathlib import Path

import new_chronicle
from support import ENGINE, ROOT, event_words, files_with

from chronicle.site import read_chronicle

EXTRACT_LINES = [f"line {number}" for number in range(3, 42, 2)]


def test_it_has_what_it_should() -> None:
    chronicle, problems = read_chronicle(ROOT)
    assert [str(problem) for problem in problems] == []
    assert len([one for one in chronicle.sources.values() if one.read.extent != "cited"]) >= 60
    assert len(chronicle.events) >= 20
    assert len(chronicle.actors) >= 25
    assert len(chronicle.places) >= 10


def test_its_words_are_known() -> None:
    """Else the tests that look for them would find nothing."""
    own = event_words(read_chronicle(ROOT)[0])
    assert {"Syria", "Shughur", "Turkey", "Assad", "Idlib", "الشغور"} <= own and len(own) > 150


def test_a_new_chronicle_has_no_word_of_this_event(tmp_path: Path) -> None:
    """In no file that is written: records, prose, interface, forms, tests, scripts. Nor does the
    engine give its days as examples."""
    chronicle, _ = read_chronicle(ROOT)
    new_chronicle.write(tmp_path)
    written = {
        path
        for path in tmp_path.rglob("*")
        if path.is_file() and path.suffix not in {".woff2", ".pyc", ".png"}
    }
    locked = {path for path in written if path.name.startswith("requirements")}
    locked |= {path for path in written if "vendor" in path.parts}
    assert files_with(written - locked, event_words(chronicle)) == {}
    (year,) = set(re.findall(r"\d{4}", str(chronicle.site.window)))
    shown = [*ENGINE, *tmp_path.glob("data/**/*.yml"), *tmp_path.glob("docs/**/*.md")]
    used = re.compile(rf"\b{year}\b")
    assert [path for path in shown if used.search(path.read_text(encoding="utf-8"))] == []


def test_what_makes_the_tests_of_the_code_worth_running_is_here() -> None:
    """Names from right to left, quotations that are withheld, a map: tests of the code pass if a
    chronicle has none."""
    chronicle, _ = read_chronicle(ROOT)
    said = chronicle.statements.values()
    assert chronicle.records.map
    assert any(one.record.quote and not one.quotable for one in said)
    named = [name for one in chronicle.actors.values() for name in one.names]
    assert sum(name.language == "ar" for name in named) > 10


def test_every_line_of_the_extract_is_a_statement() -> None:
    chronicle, _ = read_chronicle(ROOT)
    assert chronicle.records.extract
    extract = chronicle.records.extract.record
    assert [line.locator for line in extract.lines] == EXTRACT_LINES
    statements = {one.id: one for one in chronicle.sources[extract.source].statements}
    for line in extract.lines:
        named = [statements[one.statement] for one in line.statements]
        assert {one.locator for one in named} == {line.locator}
        answered = any(one.answers for one in named)
        assert answered or line.unanswered, f"{line.locator} answers nothing and says not why"
