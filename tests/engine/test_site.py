"""From a chronicle's folder to its site, or to what is wrong, in the build as people start it."""

from __future__ import annotations

import re
from pathlib import Path

from browsing import mkdocs, project
from support import built, digests, edit

from chronicle.site import BuildOptions, build_site


def test_a_faulty_record_is_one_line_and_leaves_the_last_good_site(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "site").mkdir()
    (root / "site" / "index.html").write_text("the last good site", encoding="utf-8")
    before = digests(root / "site")
    edit(root, "data/places/mill.yml", "kind:", "kin:")
    done = mkdocs(root, "build")
    said = done.stderr.strip().split("\n")
    fault = "data/places/mill.yml:3:1: unknown key 'kin' (did you mean 'kind'?)"
    assert [line for line in said if "mill.yml" in line] == [f"ERROR   -  chronicle: {fault}"]
    assert "\n1 problem; nothing was built.\n" in done.stdout
    assert done.returncode == 1 and "Traceback" not in done.stderr + done.stdout
    assert digests(root / "site") == before


def test_all_mistakes_are_reported_at_once(world: Path) -> None:
    edit(world, "data/places/mill.yml", "kind:", "kin:")
    edit(world, "data/events/fire.yml", "date: 1901-05-01", "date: 1901-05-41")
    site, problems = build_site(world, BuildOptions())
    assert site is None and {one.path for one in problems} == {
        "data/places/mill.yml",
        "data/events/fire.yml",
    }


def test_what_the_site_has_beside_its_pages(world: Path) -> None:
    files = built(world, address="https://site.example/").files
    assert {"robots.txt", "llms.txt", "assets/search/index.js", "assets/js/map-data.js"} <= set(
        files
    )
    assert {"assets/lists/sources.js", "assets/lists/statements.js"} <= set(files)
    assert b"Sitemap: https://site.example/sitemap.xml" in files["robots.txt"]


def test_takeaway_files_that_are_missing_are_named(world: Path, tmp_path: Path) -> None:
    site, problems = build_site(world, BuildOptions(takeaway=tmp_path / "dist"))
    assert site is None
    (line,) = map(str, problems)
    assert re.fullmatch(
        r"data/site\.yml:1:1: dist/ lacks .*\.zip, .*\.epub, .*\.cdx\.json, SHA256SUMS .*", line
    )
