"""`mkdocs build` and `mkdocs serve` as the people who write a chronicle run them."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest
from browsing import ENVIRONMENT, mkdocs, project
from playwright.sync_api import Browser
from support import ROOT, digests, edit

FIRE = "data/events/fire.yml"


def test_a_mistake_stops_the_build_and_leaves_the_last_site(tmp_path: Path) -> None:
    root = project(tmp_path)
    assert mkdocs(root, "build", "--strict").returncode == 0
    before = digests(root / "site")
    edit(root, FIRE, "date: 1901-05-01", "date: soon")
    done = mkdocs(root, "build", "--strict")
    assert done.returncode == 1
    assert re.findall(r"data/events/fire\.yml:\d+:\d+: ", done.stderr)
    assert "Traceback" not in done.stderr
    assert digests(root / "site") == before
    edit(root, FIRE, "date: soon", "date: 1901-05-01")
    assert mkdocs(root, "build", "--strict").returncode == 0
    assert digests(root / "site") == before, "the same input gives the same bytes"


def commit(root: Path, day: str, *files: str) -> None:
    """Commits some files on a day of 2001."""
    when = {
        "GIT_AUTHOR_DATE": f"2001-06-{day}T12:00Z",
        "GIT_COMMITTER_DATE": f"2001-06-{day}T12:00Z",
    }
    for arguments in (
        ["add", *files],
        ["-c", "user.name=x", "-c", "user.email=x", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", "-C", root, *arguments], env={**ENVIRONMENT, **when}, check=True)


def test_pages_have_the_day_of_their_last_change_if_all_history_is_there(tmp_path: Path) -> None:
    """A shallow clone has the last commit only, which would be the day of every file."""
    root, shallow = project(tmp_path), tmp_path / "shallow"
    edit(root, "mkdocs.yml", "site_name:", "site_url: https://site.example/\nsite_name:")
    subprocess.run(["git", "init", "-q", root], check=True)
    commit(root, "01", ".")
    edit(root, FIRE, "title: Fire at the mill", "title: Fire at the big mill")
    commit(root, "02", FIRE)
    clone = ["git", "clone", "-q", "--depth", "1", root.as_uri(), str(shallow)]
    subprocess.run(clone, check=True)
    pages, feeds = [], []
    for folder in (root, shallow):
        assert mkdocs(folder, "build", "--strict").returncode == 0
        pages.append((folder / "site/events/fire.html").read_text(encoding="utf-8"))
        feeds.append((folder / "site/data/records.atom").exists())
    assert "Last changed 2001-06-02." in pages[0] and "records.atom" in pages[0]
    assert "Last changed" not in pages[1] and "records.atom" not in pages[1]
    assert feeds == [True, False]
    arden = (root / "site/places/arden.html").read_text(encoding="utf-8")
    assert "Last changed 2001-06-01." in arden
    assert (
        'href="../data/places/arden.json"' in arden
        and (root / "site/data/places/arden.json").exists()
    )
    days = re.findall(r"<lastmod>(.*?)</lastmod>", (root / "site/sitemap.xml").read_text())
    assert set(days) <= {"2001-06-01", "2001-06-02"}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """The invented world with a mistake in it from the start, which would be an element if it were
    not escaped, and the address where it is served."""
    root, log = project(tmp_path), tmp_path / "serve.log"
    edit(root, FIRE, "date: 1901-05-01", "date: <b onclick=x>")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", address]
    with log.open("w") as stream:
        process = subprocess.Popen(command, cwd=root, env=ENVIRONMENT, stdout=stream, stderr=stream)
    while "Serving on" not in log.read_text():
        assert process.poll() is None, log.read_text()
        time.sleep(0.1)
    yield root, f"http://{address}/"
    process.terminate()
    process.wait(10)
    assert not any(path.name.startswith(".site") for path in root.iterdir())


def test_serve_shows_edits_and_what_is_wrong(served: tuple[Path, str], chromium: Browser) -> None:
    """The open page changes by itself: to all problems while there are any, and back. A template
    is watched as well."""
    root, address = served
    page = chromium.new_page()
    page.set_default_timeout(60_000)

    def shows(text: str) -> bool:
        page.wait_for_selector(f"text={text}")
        return page.url == f"{address}events/fire.html"

    page.goto(f"{address}events/fire.html")
    assert shows(f"{FIRE}:3:7") and shows("'<b onclick=x>' is not a date")
    assert page.locator("[onclick]").count() == 0
    edit(root, FIRE, "date: <b onclick=x>", "date: 1901-05-01")
    assert shows("Fire at the mill")
    edit(root, FIRE, "title: Fire at the mill", "title: Fire at the big mill")
    assert shows("Fire at the big mill")
    edit(root, FIRE, "kind:", "kin:")
    edit(root, "data/places/mill.yml", "kind:", "kin:")
    assert shows("2 problems; nothing was built.") and shows("data/places/mill.yml:3:1")
    edit(root, FIRE, "kin:", "kind:")
    assert shows("1 problem; nothing was built.")
    edit(root, "data/places/mill.yml", "kin:", "kind:")
    assert shows("Fire at the big mill")
    page.set_viewport_size({"width": 1280, "height": 300})
    page.evaluate("scrollTo(0, 400)")
    edit(root, FIRE, "kind:", "kin:")
    assert shows("1 problem; nothing was built.")
    edit(root, FIRE, "kin:", "kind:")
    assert shows("Fire at the big mill")
    page.wait_for_function("scrollY > 300")  # where the reader was
    edit(root, "mkdocs.yml", "theme:", "theme: {")
    assert shows("mkdocs.yml")
    edit(root, "mkdocs.yml", "theme: {", "theme:")
    assert shows("Fire at the big mill")
    edit(root, "overrides/pages/event.md", "# {{", "{% nonsense %}# {{")
    assert shows("unknown tag 'nonsense'")
    edit(root, "overrides/pages/event.md", "{% nonsense %}#", "A changed template.\n\n#")
    assert shows("A changed template.")
    page.close()


def test_serve_makes_what_is_asked_for(served: tuple[Path, str]) -> None:
    """A fault that only shows on a page is shown in its place; the others are there."""
    root, address = served
    edit(root, FIRE, "date: <b onclick=x>", "date: 1901-05-01")
    edit(root, "data/texts.yml", "\nevidence_intro:", "\nevidences_intro:")

    def answer(path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"{address}{path}", timeout=60) as found:
                return found.status, found.read().decode()
        except HTTPError as refused:
            return refused.code, refused.read().decode()

    while "Fire at the mill" not in answer("events/fire.html")[1]:
        time.sleep(0.1)
    fault = answer("questions/who-set-the-fire/evidence.html")
    assert fault[0] == 500 and "the text &#39;evidence_intro&#39; is missing" in fault[1]
    assert answer("questions/who-set-the-fire.html")[0] == 200
    assert "The mill at Arden</title>" in answer("")[1]
    assert answer("events/fire.md")[1].startswith("---\ntitle: ")
    assert '"about"' in answer("data/chronicle.json")[1]
    assert "chronicleSearch.index" in answer("assets/search/index.js")[1]
    code, page = answer("events/no.html")
    assert code == 404 and "<html" in page and answer("../data/site.yml")[0] == 404


def test_the_same_input_gives_the_same_bytes_elsewhere(tmp_path: Path) -> None:
    """In another folder, under a name with other letters; in the locale C; in another time zone;
    with another order of sets; for its user only; without git and without a home."""
    (tmp_path / "élan بيت").mkdir()
    here, there = project(tmp_path), project(tmp_path / "élan بيت")
    variables = {
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": "1700000000",
        "PYTHONPATH": "tools",
    }
    other = {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "7", "PATH": "/nowhere"}
    for root, environment, mask in (
        (here, {**os.environ, "PYTHONHASHSEED": "1"}, 0o022),
        (there, other, 0o077),
    ):
        settings = (
            f"{(root / 'mkdocs.yml').read_text(encoding='utf-8')}site_url: https://a.example/\n"
        )
        (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
        shutil.copytree(ROOT / "tools" / "takeaway", root / "tools" / "takeaway")
        shutil.copy(ROOT / "requirements.txt", root)
        done = subprocess.run(
            [sys.executable, "-B", "tools/takeaway"],
            cwd=root,
            env={**environment, **variables},
            capture_output=True,
            encoding="utf-8",
            umask=mask,
            check=False,
        )
        assert done.returncode == 0, done.stderr
    assert digests(here / "dist") == digests(there / "dist") != {}
    assert digests(here / "site") == digests(there / "site")
    assert "sitemap.xml.gz" in digests(here / "site")
