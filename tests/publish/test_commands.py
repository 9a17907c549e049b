"""`mkdocs build` and `mkdocs serve` as the people who write a chronicle run them."""

from __future__ import annotations

import hashlib
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from browsing import ENVIRONMENT, mkdocs, project
from support import edit

FIRE = "data/events/fire.yml"


def digests(folder: Path) -> dict[str, str]:
    """What every file of a folder contains."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


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


def until(true: Callable[[], bool]) -> bool:
    """Whether something becomes true within a minute."""
    end = time.monotonic() + 60
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.2)
    return True


def test_serve_shows_edits_and_survives_a_mistake(tmp_path: Path) -> None:
    """A mistake is printed, and its correction is enough; a template is watched as well."""
    root, log = project(tmp_path), tmp_path / "serve.log"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"

    def shown(text: str) -> bool:
        try:
            with urllib.request.urlopen(f"http://{address}/events/fire.html", timeout=2) as answer:
                return text in answer.read().decode()
        except OSError:
            return False

    with log.open("w") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", address],
            cwd=root,
            env=ENVIRONMENT,
            stdout=stream,
            stderr=stream,
        )
    try:
        assert until(lambda: shown("Fire at the mill"))
        edit(root, FIRE, "title: Fire at the mill", "title: Fire at the big mill")
        assert until(lambda: shown("Fire at the big mill"))
        edit(root, FIRE, "date: 1901-05-01", "date: soon")
        assert until(lambda: "'soon' is not a date" in log.read_text())
        edit(root, FIRE, "date: soon", "date: 1901-05-01")
        edit(root, FIRE, "the big mill", "the old mill")
        assert until(lambda: shown("Fire at the old mill"))
        template = root / "overrides" / "pages" / "event.md"
        template.write_text(template.read_text(encoding="utf-8") + "\nA changed template.\n")
        assert until(lambda: shown("A changed template."))
    finally:
        process.terminate()
        process.wait(10)
