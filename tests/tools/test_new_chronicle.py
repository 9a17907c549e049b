"""A new repository for another event: whole, and built as it is, also from right to left."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import new_chronicle
import pytest
import yaml
from browsing import ENVIRONMENT, mkdocs, opened
from playwright.sync_api import Browser
from support import ROOT, edit, git, problems_in

SECOND = ROOT / "tests" / "fixtures" / "arabic"
FORKS = ROOT / "docs" / "engine" / "forks.md"


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new repository as `make new-chronicle` writes it. No test changes it."""
    folder = tmp_path_factory.mktemp("begun") / "new"
    new_chronicle.write(folder)
    return folder


@pytest.fixture(scope="module")
def second(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with a second invented event beside the first, in an Arabic site, as `make dist`
    builds it."""
    folder = tmp_path_factory.mktemp("second") / "new"
    shutil.copytree(begun, folder)
    shutil.copytree(SECOND, folder, dirs_exist_ok=True)
    texts = {}
    for path in (folder / "data" / "texts.yml", folder / "texts.yml"):
        texts |= yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    written = yaml.safe_dump(texts, allow_unicode=True, sort_keys=False)
    (folder / "data" / "texts.yml").write_text(written, encoding="utf-8")
    edit(folder, "mkdocs.yml", "language: en", "language: ar")
    done = subprocess.run(
        [sys.executable, "tools/takeaway"],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_it_builds_as_it_is(begun: Path, tmp_path: Path) -> None:
    done = mkdocs(begun, "build", "--strict", "--site-dir", str(tmp_path))
    assert done.returncode == 0, done.stderr
    page = (tmp_path / "questions" / "who-set-the-fire.html").read_text(encoding="utf-8")
    assert '<html dir="ltr" lang="en"' in page
    assert "The mill at Arden</title>" in page and "no licence chosen yet" in page
    about = (tmp_path / "engine" / "index.html", tmp_path / "contributing.html")
    assert all(path.exists() for path in about)


def test_it_has_everything_of_its_own(begun: Path) -> None:
    assert problems_in(begun) == []
    citation = yaml.safe_load((begun / "CITATION.cff").read_text(encoding="utf-8"))
    blank = ("title", "version", "date-released", "license")
    assert citation["authors"] == [] and {citation[key] for key in blank} == {None}
    licence = (begun / "LICENSE").read_text(encoding="utf-8")
    assert "MIT License" in licence and "leaflet" in licence and "data/" not in licence
    readme = (begun / "README.md").read_text(encoding="utf-8")
    assert f"commit {git(ROOT, 'rev-parse', '--short', 'HEAD').strip()} " in readme


def test_it_has_every_file_of_the_top_level(begun: Path) -> None:
    here = [name for name in git(ROOT, "ls-files").splitlines() if "/" not in name]
    assert [name for name in here if not (begun / name).exists()] == []


def test_it_passes_its_own_tests_of_the_repository(begun: Path) -> None:
    """Among them: its engine knows nothing of its event."""
    tests = ("tests/repository", "tests/tools/test_releasing.py")
    command = [sys.executable, "-m", "pytest", "-q", *tests]
    done = subprocess.run(command, cwd=begun, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def begin(folder: Path | str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "tools" / "new_chronicle.py"), str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_nothing_is_written_over_or_into_this_repository(tmp_path: Path) -> None:
    full, file = tmp_path / "full", tmp_path / "file"
    full.mkdir()
    for path in (full / "mine.txt", file):
        path.write_text("mine", encoding="utf-8")
    inside = ROOT / "tools" / "new"
    for folder in (full, file, ROOT, inside, file / "below", ""):
        done = begin(folder)
        assert done.returncode == 1 and len(done.stderr.splitlines()) == 1, done.stderr
    assert [path.name for path in full.iterdir()] == ["mine.txt"] and not inside.exists()


def test_what_to_do_next_can_be_copied(tmp_path: Path) -> None:
    """Also if the folder's name has blanks in it."""
    done = begin(tmp_path / "a new one")
    assert done.returncode == 0 and f"cd '{tmp_path}/a new one' && git init" in done.stdout


def test_later_versions_of_the_engine_are_taken_as_the_page_on_forks_says(
    begun: Path, tmp_path: Path
) -> None:
    """What changed or went there changes here, what a fork wrote or changed stays, and a conflict
    is named."""
    engine, fork = tmp_path / "engine", tmp_path / "fork"
    for root in (engine, fork):
        shutil.copytree(begun, root)
        git(root, "init", "-q", "-b", "main")
    edit(fork, ".github/CODEOWNERS", "# Who", "/data/ @me\n# Who")
    edit(fork, "hooks/chronicle/problems.py", '"""', '"""Ours. ')
    for root in (engine, fork):
        git(root, "add", "-A")
        git(root, "commit", "-qm", "Begin")
    base = git(engine, "rev-parse", "HEAD").strip()
    edit(engine, "hooks/chronicle/site.py", '"""', '"""Later. ')
    edit(engine, "hooks/chronicle/problems.py", '"""', '"""Theirs. ')
    edit(engine, "data/site.yml", "title: The", "title: Their")
    (engine / "tools" / "compressed.py").unlink()
    (engine / "tests" / "cases" / "queries.yml").write_text("there: [There]\n", encoding="utf-8")
    git(engine, "add", "-A")
    git(engine, "commit", "-qm", "Later")
    git(fork, "remote", "add", "engine", str(engine))
    git(fork, "fetch", "-q", "engine")
    (command,) = re.findall(r"^git diff --binary BASE .*$", FORKS.read_text(encoding="utf-8"), re.M)
    command = command.replace("BASE", base)
    done = subprocess.run(
        command, shell=True, cwd=fork, capture_output=True, text=True, check=False
    )
    assert "hooks/chronicle/problems.py" in done.stderr
    assert "Ours" in (fork / "hooks/chronicle/problems.py").read_text(encoding="utf-8")
    assert git(fork, "status", "--short").splitlines() == [
        "UU hooks/chronicle/problems.py",
        "M  hooks/chronicle/site.py",
        "D  tools/compressed.py",
    ]


PAGES = ("events/bridge-falls", "questions/why-did-the-bridge-fall", "sources/gazette-bridge")
BEGIN_OF_TITLE = """title => {
  const range = document.createRange();
  range.selectNodeContents(title);
  return range.getBoundingClientRect().right;
}"""


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("name", [*PAGES, "index", "chronology"])
def test_a_site_is_written_from_right_to_left(
    second: Path, chromium: Browser, name: str, width: int
) -> None:
    page, _, errors = opened(chromium, (second / "site" / f"{name}.html").as_uri(), width)
    html = page.locator("html")
    assert (html.get_attribute("dir"), html.get_attribute("lang")) == ("rtl", "ar")
    assert errors == []
    assert page.evaluate("document.documentElement.scrollWidth") == width, "no sideways scroll"
    assert page.locator("h1").evaluate(BEGIN_OF_TITLE) > width / 2, "a title begins on the right"
    page.close()


def test_its_dates_and_languages_are_its_own(second: Path) -> None:
    event, _, source = (
        (second / "site" / f"{name}.html").read_text(encoding="utf-8") for name in PAGES
    )
    assert "1 مايو 1901" in event
    assert not re.search(r"<h1[^>]*>[^\n]*<bdi", event), "its own language is not marked"
    assert '<em dir="ltr" lang="en">“lightning' in source


def test_its_book_is_written_from_right_to_left(second: Path) -> None:
    (epub,) = (second / "dist").glob("*.epub")
    with zipfile.ZipFile(epub) as packed:
        files = {
            name: packed.read(name).decode()
            for name in packed.namelist()
            if name.endswith((".xhtml", ".opf"))
        }
    assert 'page-progression-direction="rtl"' in files.pop("EPUB/content.opf")
    assert len(files) > 5
    for name, text in files.items():
        assert re.search(r'<html[^>]* dir="rtl"', text), name
        assert re.search(r'<html[^>]* lang="ar"', text), name
