"""`make benchmark`: a chronicle that was multiplied is one, and every build of it is measured."""

import shutil
from pathlib import Path

import benchmark
import pytest
from multiplied import multiply
from support import WORLD

from chronicle.site import read_chronicle


def test_a_multiplied_chronicle_passes_the_check(tmp_path: Path) -> None:
    multiply(WORLD, tmp_path, 2)
    chronicle, problems = read_chronicle(tmp_path)
    assert problems == []
    once, _ = read_chronicle(WORLD)
    assert len(chronicle.statements) == 2 * len(once.statements)
    assert len(chronicle.records.prose) == len(once.records.prose) + 1, "the story of an event"
    copy = chronicle.statements["courier-fire-2#set-by-the-owner"].record
    assert {one.question for one in copy.answers} == {"who-set-the-fire-2"}
    assert chronicle.sources["agency-dispatch-2"].read.cited_by == ["post-fire-2"]
    assert "[@courier-fire-2#set-by-the-owner]" in chronicle.records.prose["events/fire-2.md"].text


def test_every_build_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    benchmark.main(["--root", str(WORLD), "--times", "1", "--runs", "1"])
    said = capsys.readouterr().out
    for name, other, _ in benchmark.RATIOS:
        if other == benchmark.HUGO and not shutil.which("hugo"):
            continue
        assert f"| {name} ÷ {other} |" in said
    assert "Peak memory" in said and "exponent" not in said, "there is one size only"
