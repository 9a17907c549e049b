"""What `make dist` writes, of the invented world: unpacked, read and opened from disk."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import lxml.html
import pytest
from browsing import opened
from playwright.sync_api import Browser
from support import edit
from takeaway.dist import main

NAME = "the-mill-at-arden-0.0.1"
ADDRESS = "https://chronicle.example/arden/"
FILES = {f"{NAME}.zip", f"{NAME}.epub", f"{NAME}.cdx.json", "SHA256SUMS"}


@pytest.fixture(scope="module")
def unzipped(dist: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The site unpacked, in a folder that nothing can write to."""
    folder = tmp_path_factory.mktemp("stick")
    with zipfile.ZipFile(dist / "dist" / f"{NAME}.zip") as archive:
        archive.extractall(folder)
    paths = [folder, *folder.rglob("*")]
    for path in paths:
        path.chmod(0o555 if path.is_dir() else 0o444)
    yield folder / NAME
    for path in paths:
        path.chmod(0o755)


def test_the_files_and_their_checksums(dist: Path) -> None:
    assert {path.name for path in (dist / "dist").iterdir()} == FILES
    sums = (dist / "dist" / "SHA256SUMS").read_text(encoding="ascii")
    lines = dict(line.split("  ")[::-1] for line in sums.splitlines())
    assert set(lines) == FILES - {"SHA256SUMS"}
    for name, checksum in lines.items():
        assert hashlib.sha256((dist / "dist" / name).read_bytes()).hexdigest() == checksum


def test_the_zip_unpacks_everywhere(dist: Path) -> None:
    with zipfile.ZipFile(dist / "dist" / f"{NAME}.zip") as archive:
        names = archive.namelist()
        assert archive.testzip() is None
        assert {entry.date_time for entry in archive.infolist()} == {(2023, 11, 14, 22, 13, 20)}
    assert names == sorted(names) and len({name.lower() for name in names}) == len(names)
    for name in names:
        assert name.startswith(f"{NAME}/") and len(name) < 200 and name.isascii()
        assert not re.search(r'[<>:"|?*\\\x00-\x1f]|[ .](/|$)', name), name
    inside = {name.removeprefix(f"{NAME}/") for name in names}
    assert inside >= {"index.html", "index.md", "data/chronicle.json", "assets/css/text.css"}
    assert not {"404.html", "sitemap.xml", "robots.txt"} & inside
    assert not any(name.startswith("takeaway/") for name in inside), "it does not contain itself"


def test_fonts_are_loaded_in_advance_on_a_host_only(dist: Path, unzipped: Path) -> None:
    """From disk a browser refuses it, with an error for each font."""
    for name in ("index.html", "events/fire.html"):
        page = lxml.html.document_fromstring((dist / "site" / name).read_bytes())
        fonts = page.xpath("//link[@rel='preload'][@as='font'][@crossorigin]/@href")
        assert len(fonts) == 3
        assert all(((dist / "site" / name).parent / font).is_file() for font in fonts)
        assert b"preload" not in (unzipped / name).read_bytes()


def test_the_zip_says_what_it_is_and_where_a_newer_one_is(unzipped: Path) -> None:
    readme = (unzipped / "README.txt").read_bytes().decode()
    assert readme.startswith("The mill at Arden\r\nVersion 0.0.1, 1901-06-01\r\n\r\n")
    assert "index.html" in readme and "CC BY 4.0" in readme and ADDRESS in readme
    downloads = lxml.html.document_fromstring((unzipped / "data.html").read_bytes())
    said = " ".join(downloads.find(".//article").text_content().split())
    assert f"The newest version is found at {ADDRESS}" in said
    assert "This copy of the site does not have them" in said


def test_the_zip_works_from_a_medium_that_cannot_be_written(
    unzipped: Path, chromium: Browser
) -> None:
    for name in ("index", "sources", "events/fire", "places", "data"):
        tab, asked, errors = opened(chromium, (unzipped / f"{name}.html").as_uri(), 1440)
        tab.wait_for_load_state("networkidle")
        assert (name, errors) == (name, [])
        assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
        files = [url for url in asked if url.startswith("file:") and "?" not in url]
        assert files and all(Path(unquote(url[7:])).exists() for url in files)
        links = [str(link.get_attribute("href")) for link in tab.locator("article a").all()]
        tab.close()
    local = [link for link in links if "://" not in link and not link.startswith("#")]
    assert len(local) > 10 and all((unzipped / link).is_file() for link in local)


def test_the_site_offers_the_files(dist: Path) -> None:
    downloads = lxml.html.document_fromstring((dist / "site" / "data.html").read_bytes())
    for name in FILES:
        assert downloads.xpath("//a[@href=$href]", href=f"takeaway/{name}"), name
        content = (dist / "site" / "takeaway" / name).read_bytes()
        assert content == (dist / "dist" / name).read_bytes()
        if name != "SHA256SUMS":
            assert hashlib.sha256(content).hexdigest() in downloads.text_content()


def test_a_missing_file_stops_the_build(dist: Path, tmp_path: Path) -> None:
    shutil.copy(dist / "dist" / f"{NAME}.zip", tmp_path)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-d", str(tmp_path / "site")],
        cwd=dist,
        env={**os.environ, "CHRONICLE_TAKEAWAY": str(tmp_path), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr
    assert f"lacks {NAME}.epub, {NAME}.cdx.json, SHA256SUMS" in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.fixture
def copied(dist: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project, with files of an earlier version, to spoil at will."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    root = tmp_path / "project"
    shutil.copytree(dist, root, ignore=shutil.ignore_patterns("dist", "site"))
    (root / "dist").mkdir()
    (root / "dist" / f"{NAME}.zip").write_bytes(b"the last one")
    return root


def last_files(root: Path) -> list[bytes]:
    return [path.read_bytes() for path in (root / "dist").iterdir()]


def test_what_is_wrong_leaves_the_last_files(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(copied, "data/site.yml", "period: 1901-05", "period: May 1901")
    assert main(["--root", str(copied)]) == 1
    assert "data/site.yml:" in capsys.readouterr().err
    assert last_files(copied) == [b"the last one"] and not (copied / "site").exists()


def test_a_broken_link_leaves_the_last_files(
    copied: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """MkDocs only warns of it, and nothing at all is said with --quiet."""
    edit(copied, "overrides/pages/places.md", "# {{", "[broken](none.md)\n\n# {{")
    assert main(["--root", str(copied)]) == 1
    assert "WARNING" in capsys.readouterr().err
    assert last_files(copied) == [b"the last one"] and not (copied / "site").exists()
