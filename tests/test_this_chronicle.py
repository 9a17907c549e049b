"""The chronicle of this event: how much it holds, its starting extract, and that the engine knows none of its words.

Another chronicle is begun without this file.
"""

from __future__ import annotations

import re
from pathlib import Path

import new_chronicle
from conftest import ROOT
from test_repository import ENGINE, holding, own_words

from chronicle.site import build, read

EXTRACT_LINES = [f"line {number}" for number in range(3, 42, 2)]


def test_it_holds_what_it_should() -> None:
    chronicle, problems = read(ROOT)
    assert [str(problem) for problem in problems] == []
    assert len([s for s in chronicle.sources.values() if s.read.extent != "cited"]) >= 60
    assert len(chronicle.events) >= 20 and len(chronicle.actors) >= 25 and len(chronicle.places) >= 10


def test_a_new_chronicle_holds_no_word_of_this_event(tmp_path: Path) -> None:
    """In no file that is written: records, prose, interface, forms, tests, scripts. Nor does the engine give its days as examples."""
    chronicle, _ = read(ROOT)
    own = own_words(chronicle)
    assert {"Syria", "Shughur", "Turkey", "Assad", "Idlib", "الشغور"} <= own and len(own) > 150
    new_chronicle.write(tmp_path)
    binary = {".woff2", ".pyc"}
    written = [path for path in tmp_path.rglob("*") if path.is_file() and path.suffix not in binary]
    locked = {path for path in written if path.name.startswith("requirements") or "vendor" in path.parts}
    assert holding(set(written) - locked, own) == {}
    (year,) = set(re.findall(r"\d{4}", str(chronicle.site.window)))
    shown = [*ENGINE, *tmp_path.glob("data/**/*.yml"), *tmp_path.glob("docs/**/*.md")]
    assert [path for path in shown if re.search(rf"\b{year}\b", path.read_text(encoding="utf-8"))] == []


def test_what_makes_the_tests_of_the_code_worth_running_is_here() -> None:
    """Names from right to left, quotations that are withheld, a map: tests of the code pass where a chronicle has none."""
    chronicle, _ = read(ROOT)
    said = chronicle.statements.values()
    assert chronicle.records.map and any(s.record.quote and not s.quotable for s in said)
    assert sum(page.markdown.count('dir="rtl"') for page in build(ROOT).pages.values()) > 500


def test_every_line_of_the_extract_is_a_statement() -> None:
    chronicle, _ = read(ROOT)
    assert chronicle.records.extract
    extract = chronicle.records.extract.record
    assert [line.locator for line in extract.lines] == EXTRACT_LINES
    statements = chronicle.sources[extract.source].statements
    for line in extract.lines:
        told = [statement for statement in statements if statement.locator == line.locator]
        assert told, line.locator
        assert any(statement.answers for statement in told) or line.unanswered, (
            f"{line.locator} answers nothing and says not why"
        )
