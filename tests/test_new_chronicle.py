"""A new repository for another event: whole, built as it stands, in another language and direction as well."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import new_chronicle
import pytest
import yaml
from browsing import mkdocs, opened
from conftest import ROOT
from playwright.sync_api import Browser

SECOND = ROOT / "tests" / "second"


@pytest.fixture
def begun(tmp_path: Path) -> Path:
    """A new repository as `make new-chronicle` writes it."""
    folder = tmp_path / "begun"
    new_chronicle.write(folder)
    return folder


@pytest.fixture
def second(begun: Path) -> Path:
    """The same with the records and prose of a second invented event, in Arabic."""
    shutil.copytree(SECOND, begun, dirs_exist_ok=True)
    texts = begun / "data" / "texts.yml"
    own = yaml.load((begun / "texts.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    kept = [line for line in re.split(r"\n(?=\S)", texts.read_text(encoding="utf-8")) if line.split(":")[0] not in own]
    texts.write_text("\n".join([*kept, *(f'{key}: "{text}"' for key, text in own.items())]), encoding="utf-8")
    for name, find, put in (("mkdocs.yml", "language: en", "language: ar"), ("docs/method.md", "# How", "# كيف")):
        path = begun / name
        path.write_text(path.read_text(encoding="utf-8").replace(find, put, 1), encoding="utf-8")
    return begun


def test_a_new_chronicle_builds_as_it_stands(begun: Path) -> None:
    done = mkdocs(begun, "build", "--strict")
    assert done.returncode == 0, done.stderr
    page = (begun / "site" / "questions" / "why-did-the-bridge-fall.html").read_text(encoding="utf-8")
    assert page.count("1 independent origin") >= 2 and "no licence chosen yet" in page
    assert '<html dir="ltr" lang="en"' in page


def test_it_is_whole_and_holds_nothing_of_this_event(begun: Path) -> None:
    for name in (
        "Makefile",
        "requirements.txt",
        "requirements-dev.txt",
        ".ci/run",
        ".github/workflows/check.yml",
        "LICENSE",
    ):
        assert (begun / name).exists(), name
    records = {
        path.stem for kind in ("sources", "events", "actors", "places") for path in ROOT.glob(f"data/{kind}/*.yml")
    }
    assert len(records) > 2
    for path in [*begun.glob("data/**/*.yml"), *begun.glob("docs/**/*.md")]:
        assert path.stem not in records, path
    citation = yaml.safe_load((begun / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["title"] is citation["license"] is None and citation["authors"] == []
    assert "MIT" in (begun / "LICENSE").read_text(encoding="utf-8")
    salts = {
        yaml.safe_load((root / "data/not-named.yml").read_text(encoding="utf-8"))["salt"] for root in (begun, ROOT)
    }
    assert len(salts) == 2, "every chronicle has a salt of its own"


def test_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    command = [sys.executable, str(ROOT / "tools" / "new_chronicle.py"), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1 and "not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_an_event_that_is_told_from_right_to_left(second: Path, chromium: Browser) -> None:
    done = mkdocs(second, "build", "--strict")
    assert done.returncode == 0, done.stderr
    for width in (360, 1440):
        for name in (
            "events/bridge-falls",
            "questions/why-did-the-bridge-fall",
            "sources/gazette-bridge",
            "chronology",
        ):
            page, _, errors = opened(chromium, (second / "site" / f"{name}.html").as_uri(), width)
            assert page.locator("html").get_attribute("dir") == "rtl" and errors == []
            assert page.locator("html").get_attribute("lang") == "ar"
            assert page.evaluate("document.documentElement.scrollWidth") == width, name
            begin = page.locator("h1").evaluate(
                "h => { const r = document.createRange(); r.selectNodeContents(h); return r.getBoundingClientRect().right; }"
            )
            assert begin > width / 2, "a heading begins on the right"
            page.close()
    page, _, _ = opened(chromium, (second / "site" / "events" / "bridge-falls.html").as_uri(), 1440)
    assert "1 مايو 1901" in page.locator("#text").inner_text()
    assert page.locator("h1 bdi, .say__what bdi").count() == 0
    page.close()
    page, _, _ = opened(chromium, (second / "site" / "sources" / "gazette-bridge.html").as_uri(), 1440)
    assert page.locator("q[lang=en]").first.get_attribute("dir") == "ltr"
    page.close()
