"""`make fuzz`: that it finds what it looks for."""

import shutil
from pathlib import Path

import fuzz
import pytest
from support import ROOT, WORLD


@pytest.mark.parametrize("number", range(4))
def test_a_changed_chronicle_is_refused_or_built(number: int) -> None:
    assert fuzz.play(WORLD, number) in (fuzz.SITE, fuzz.REFUSED)


def test_a_round_changes_the_same_again(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bytes] = []

    def keep(root: Path) -> str:
        files = sorted(path for name in ("data", "docs") for path in (root / name).rglob("*.*"))
        seen.append(b"".join(path.read_bytes() for path in files))
        return fuzz.SITE

    monkeypatch.setattr(fuzz, "answer_to", keep)
    for number in (1, 1, 2):
        fuzz.play(WORLD, number)
    assert seen[0] == seen[1] != seen[2]


def test_a_traceback_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "build_site", lambda *_: {}["x"])
    assert fuzz.play(WORLD, 3).startswith("fault: KeyError('x')")


def test_an_element_that_the_engine_does_not_write_is_a_fault(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(fuzz, "to_html", lambda text: f"{text}<script>x()</script>")
    root = tmp_path / "world"
    shutil.copytree(WORLD, root)
    (root / "overrides").symlink_to(ROOT / "overrides")
    assert "has a script within the page" in fuzz.answer_to(root)
