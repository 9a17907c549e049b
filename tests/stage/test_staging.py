"""What `stage` writes, and what it leaves alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from staging import main, stage
from support import ROOT, edit

from chronicle.problems import InvalidValue
from chronicle.site import Site, all_parts

WITHOUT_MKDOCS = """
import sys
sys.modules["mkdocs"] = None  # an import of it fails
sys.path.insert(0, sys.argv[1])
from staging import main
sys.exit(main([sys.argv[2], "--root", sys.argv[3]]))
"""


def files(folder: Path) -> set[str]:
    """The paths of all files in a folder."""
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_every_page_is_written(staged: Path, whole: Site) -> None:
    found = {path for path in files(staged / "docs") if path.endswith(".md")}
    pages = all_parts(whole)
    assert found == set(pages)
    for path in found:
        (made,) = pages[path].made()
        assert (staged / "docs" / path).read_text(encoding="utf-8") == made.markdown


def test_files_beside_the_pages(staged: Path, whole: Site) -> None:
    found = files(staged / "docs")
    assert {path for path in whole.files if path.startswith("data/")} <= found
    assert set(whole.chronicle.records.assets) <= found
    assert "assets/css/text.css" in found and "assets/images/favicon.svg" in found
    assert not any(path.endswith(".js") for path in found), "no script of ours runs there"


def test_the_settings_need_nothing_of_ours(staged: Path) -> None:
    settings = yaml.safe_load((staged / "mkdocs.yml").read_text(encoding="utf-8"))
    assert settings["site_name"] == "The mill at Arden"
    assert settings["theme"]["name"] == "material" and "custom_dir" not in settings["theme"]
    assert not {"hooks", "extra", "site_url"} & set(settings)
    assert settings["use_directory_urls"] is False
    sections = {title: pages for one in settings["nav"] for title, pages in one.items()}
    assert "events/fire.md" in sections["Days"], "records are in the navigation"
    assert settings["extra_css"] and set(settings["extra_css"]) <= files(staged / "docs")


@pytest.mark.parametrize("name", ["notes.txt", "mkdocs.yml"])
def test_a_folder_with_other_things_is_refused(
    name: str, root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / name).write_text("site_name: mine\n", encoding="utf-8")
    assert main([str(folder), "--root", str(root)]) == 1
    said = capsys.readouterr()
    assert said.err.count("\n") == 1 and f"{folder} has other things in it" in said.err
    assert files(folder) == {name}, "nothing is written"


def test_a_file_in_place_of_the_folder_is_refused(root: Path, whole: Site, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("", encoding="utf-8")
    with pytest.raises(InvalidValue, match="has other things in it"):
        stage(whole, root, tmp_path / "mine")


def test_a_folder_that_cannot_be_made_is_one_line(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main([str(tmp_path / "file" / "staged"), "--root", str(root)]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "cannot be written" in said


def test_an_earlier_stage_is_replaced(root: Path, whole: Site, tmp_path: Path) -> None:
    folder = tmp_path / "staged"
    folder.mkdir()
    stage(whole, root, folder)
    once = {path: (folder / path).read_bytes() for path in files(folder)}
    (folder / "docs" / "stale.md").write_text("# Stale\n", encoding="utf-8")
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("built", encoding="utf-8")
    stage(whole, root, folder)
    assert files(folder) == {*once, "site/index.html"}
    assert all((folder / path).read_bytes() == content for path, content in once.items())


def test_it_needs_no_mkdocs(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", WITHOUT_MKDOCS, str(ROOT / "tools"), str(tmp_path / "staged")]
    done = subprocess.run([*command, str(root)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "pages are in" in done.stdout and (tmp_path / "staged" / "docs" / "index.md").is_file()


def test_what_is_wrong_is_said_and_nothing_written(
    world: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edit(world, "data/site.yml", "period: 1901-05", "period: May 1901")
    assert main([str(tmp_path / "staged"), "--root", str(world)]) == 1
    assert "data/site.yml:" in capsys.readouterr().err
    assert not (tmp_path / "staged").exists()
