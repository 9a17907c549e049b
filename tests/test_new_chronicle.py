"""A new repository for another event: whole, built as it stands, in another language and direction as well."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import new_chronicle
import pytest
import yaml
from browsing import ENVIRONMENT, mkdocs, opened
from conftest import ROOT, git
from playwright.sync_api import Browser
from support import shown_records

from chronicle.authoring import schemas
from chronicle.site import read

SECOND = ROOT / "tests" / "fixtures" / "arabic"


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
    kinds = ("sources", "events", "actors", "places")
    starter = {path.stem for path in new_chronicle.STARTER.rglob("*.yml")}
    records = {path.stem for kind in kinds for path in ROOT.glob(f"data/{kind}/*.yml")} - starter
    for path in [*begun.glob("data/**/*.yml"), *begun.glob("docs/**/*.md")]:
        assert path.stem not in records, path
    citation = yaml.safe_load((begun / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["title"] is citation["license"] is None and citation["authors"] == []
    assert "MIT" in (begun / "LICENSE").read_text(encoding="utf-8")
    salts = {
        yaml.safe_load((root / "data/not-named.yml").read_text(encoding="utf-8"))["salt"] for root in (begun, ROOT)
    }
    assert len(salts) == 2, "every chronicle has a salt of its own"


def begin(folder: Path | str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "tools" / "new_chronicle.py"), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_nothing_is_written_over_or_into_this_repository(tmp_path: Path) -> None:
    full, file = tmp_path / "full", tmp_path / "file"
    full.mkdir()
    for path in (full / "mine.txt", file):
        path.write_text("mine", encoding="utf-8")
    inside = ROOT / "tools" / "starter" / "new"
    for folder in (full, file, ROOT, inside, file / "below", ""):
        done = begin(folder)
        assert done.returncode == 1 and len(done.stderr.splitlines()) == 1, done.stderr
    assert [path.name for path in full.iterdir()] == ["mine.txt"] and not inside.exists()


def test_what_to_do_next_can_be_copied(tmp_path: Path) -> None:
    """Also where the folder's name has blanks in it."""
    done = begin(tmp_path / "a new one")
    assert done.returncode == 0 and f"cd '{tmp_path}/a new one' && git init" in done.stdout


def changed(root: Path, name: str, find: str, put: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert find in text
    path.write_text(text.replace(find, put, 1), encoding="utf-8")


def test_later_versions_of_the_engine_are_taken_as_the_page_for_engineers_says(tmp_path: Path) -> None:
    """What changed or went there changes here, what a fork wrote or changed stays, and a conflict is named."""
    engine, fork = tmp_path / "engine", tmp_path / "fork"
    for root in (engine, fork):
        new_chronicle.write(root)
        git(root, "init", "-q", "-b", "main")
    changed(fork, ".github/CODEOWNERS", "# Who", "/data/ @me\n# Who")
    changed(fork, "hooks/chronicle/fold.py", '"""', '"""Ours. ')
    for root in (engine, fork):
        git(root, "add", "-A")
        git(root, "commit", "-qm", "Begun")
    base = git(engine, "rev-parse", "HEAD").strip()
    changed(engine, "hooks/chronicle/cite.py", '"""', '"""Later. ')
    changed(engine, "hooks/chronicle/fold.py", '"""', '"""Theirs. ')
    changed(engine, "data/site.yml", "place: marrow", "place: elsewhere")
    (engine / "tools" / "compressed.py").unlink()
    (engine / "tests" / "cases" / "queries.yml").write_text("elsewhere: [Elsewhere]\n", encoding="utf-8")
    git(engine, "add", "-A")
    git(engine, "commit", "-qm", "Later")
    git(fork, "remote", "add", "engine", str(engine))
    git(fork, "fetch", "-q", "engine")
    page = (ROOT / "docs" / "hacking.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^git diff --binary BASE .*$", page, re.M)
    done = subprocess.run(
        command.replace("BASE", base), shell=True, cwd=fork, capture_output=True, text=True, check=False
    )
    assert "hooks/chronicle/fold.py" in done.stderr and "Ours" in (fork / "hooks/chronicle/fold.py").read_text("utf-8")
    assert git(fork, "status", "--short").splitlines() == [
        "M  hooks/chronicle/cite.py",
        "UU hooks/chronicle/fold.py",
        "D  tools/compressed.py",
    ]


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
    context = chromium.new_context(viewport={"width": 360, "height": 800}, has_touch=True, is_mobile=True)
    phone = context.new_page()
    for number in (0, 1):
        phone.goto((second / "site" / "events" / "bridge-falls.html").as_uri())
        phone.locator(".ref__mark").nth(number).tap()
        assert phone.locator(".pop").count() == 1
        assert phone.evaluate("document.documentElement.scrollWidth") == 360, "a note opens within the page"
    context.close()


def test_its_schemas_and_its_page_on_contributing_are_its_own(begun: Path) -> None:
    """The ids that editors complete are those of its records, and every record of the page, put there, passes the check."""
    chronicle, problems = read(begun)
    assert problems == []
    assert (begun / schemas.FOLDER / schemas.NAMES).read_text(encoding="utf-8") == schemas.names(chronicle)
    assert shown_records(begun) == []


def test_its_books_are_written_in_its_direction(second: Path) -> None:
    """`make dist` in the new repository, with its own tools: the book and the single page run from right to left."""
    done = subprocess.run(
        [sys.executable, "tools/dist.py"], cwd=second, env=ENVIRONMENT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    (epub,) = (second / "dist").glob("*.epub")
    (page,) = (second / "dist").glob("*.html")
    with zipfile.ZipFile(epub) as packed:
        files = {name: packed.read(name).decode() for name in packed.namelist() if name.endswith((".xhtml", ".opf"))}
    assert 'page-progression-direction="rtl"' in files.pop("EPUB/content.opf")
    assert len(files) > 5
    for name, text in files.items():
        root = ElementTree.fromstring(text)
        assert (name, root.get("dir"), root.get("lang")) == (name, "rtl", "ar")
    assert re.search(r'<html lang="ar" dir="rtl">', page.read_text(encoding="utf-8"))
