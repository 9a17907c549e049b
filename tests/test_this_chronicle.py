"""The chronicle of this event: how much it holds, its starting extract, and that the engine knows none of its words.

Another chronicle is begun without this file.
"""

from __future__ import annotations

from conftest import ROOT
from test_repository import named_in_the_engine

from chronicle.build import build, read

EXTRACT_LINES = [f"line {number}" for number in range(3, 42, 2)]


def test_it_holds_what_it_should() -> None:
    chronicle, problems = read(ROOT)
    assert [str(problem) for problem in problems] == []
    assert len([s for s in chronicle.sources.values() if s.read.extent != "cited"]) >= 60
    assert len(chronicle.events) >= 20 and len(chronicle.actors) >= 25 and len(chronicle.places) >= 10


def test_the_engine_knows_no_word_of_this_event() -> None:
    assert named_in_the_engine({"Syria", "Jisr", "Shughur", "Turkey", "Assad", "Idlib"}) == {}


def test_what_makes_the_tests_of_the_code_worth_running_is_here() -> None:
    """Names from right to left, quotations that are withheld, a map: tests of the code pass where a chronicle has none."""
    chronicle, _ = read(ROOT)
    said = chronicle.statements.values()
    assert chronicle.records.map and any(s.claim.quote and not s.quotable for s in said)
    assert sum(page.markdown.count('dir="rtl"') for page in build(ROOT).pages.values()) > 500


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
