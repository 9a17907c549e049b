"""The pages for engineers name commands, files and code that exist."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from support import ROOT

PAGES = sorted((ROOT / "docs" / "engine").rglob("*.md"))
FOLDERS = (".github", "data", "docs", "hooks", "overrides", "tests", "tools")
WRITTEN_BY_COMMANDS = {"data/published.json", "data/schema/", "dist/", "site/", "sitemap.xml"}
WRITTEN_BY_COMMANDS |= {"assets/search/index.js", "index-2.js"}
WRITTEN_BY_COMMANDS |= {"assets/js/map-data.js", "schema/chronicle.json"}
NEW = {"visit.md", "docs/visit.md", "kinds.md", "overrides/pages/kinds.md", "addresses.txt"}
NEW |= {"overrides/pages/blocks/kinds.md", "docs/events/<id>.md", "kinds", "positions_differ"}
NEW |= {"tests/cases/queries.yml", "queries.yml"}
"""What the examples add, and a new chronicle does not have yet."""
OF_OTHERS = {"ClaimReview", "Content-Security-Policy", "base.html", "claim", "world-atlas"}
OF_OTHERS |= {"hidden", "BASE", "two", "few", "many", "DIR"}
"""What is of HTML, of other libraries and of the shell."""
FILE = re.compile(r"[\w.<>*/-]+(?:/|\.(?:py|md|yml|json|js|css|html|xml|csl|toml|in|txt|geojson))")
NAME = re.compile(r"[A-Za-z_][\w-]*(?:\.[a-z_]\w*)*")


def inline(page: Path) -> set[str]:
    """Everything that a page has in backticks within its text."""
    text = re.sub(r"^```.*?^```", "", page.read_text(encoding="utf-8"), flags=re.M | re.S)
    return {" ".join(code.split()) for code in re.findall(r"`([^`]+)`", text)}


def commands(page: Path) -> set[str]:
    """The commands in a page's text and in its blocks of commands."""
    blocks = re.findall(r"^```text\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S)
    return inline(page) | {line for block in blocks for line in block.splitlines()}


@cache
def code() -> str:
    """All code, templates, settings and records of the invented event, as one text."""
    folders = ("hooks", "overrides", "tools", "tests", ".github")
    files = [path for one in folders for path in (ROOT / one).rglob("*") if path.is_file()]
    files += [ROOT / name for name in ("Makefile", "mkdocs.yml", "CITATION.cff", "data/texts.yml")]
    files += [ROOT / "data/vocabulary.yml", ROOT / "data/site.yml", ROOT / "requirements.in"]
    known = (".py", ".md", ".html", ".yml", ".json", ".js", ".css", ".in", ".cff", ".xml", "")
    read = (path for path in files if path.suffix in known and path != Path(__file__))
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in read)


@cache
def tree() -> str:
    """Every file and folder of the repository, one a line, each after a slash."""
    inside = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*")]
    paths = [*inside, *ROOT.glob("*")]
    return "".join(f"/{path.relative_to(ROOT).as_posix()}\n" for path in paths)


def exists(name: str) -> bool:
    """Whether a file is in the repository, by its whole path or the end of it."""
    form = re.escape(name.rstrip("/")).replace(r"\*", "[^/\n]*")
    return bool(re.search(rf"/{form}\n", tree()))


def named(pages: list[Path]) -> list[object]:
    return [pytest.param(page, id=page.relative_to(ROOT).as_posix()) for page in pages]


@pytest.mark.parametrize("page", named(PAGES))
def test_files_that_are_named_exist(page: Path) -> None:
    found = {code for code in inline(page) if FILE.fullmatch(code)} - NEW - OF_OTHERS
    asked = {word for line in commands(page) if "pytest " in line for word in line.split()[1:]}
    found |= {word for word in asked if word.startswith("tests/")}
    found -= WRITTEN_BY_COMMANDS
    assert [name for name in sorted(found) if not exists(name)] == []


@pytest.mark.parametrize("page", named(PAGES))
def test_names_that_are_named_exist(page: Path) -> None:
    """Fields, functions, classes, settings and texts."""
    found = {name for name in inline(page) if NAME.fullmatch(name) and not FILE.fullmatch(name)}
    words = {name.rpartition(".")[2] for name in found - NEW - OF_OTHERS}
    assert [name for name in sorted(words) if not re.search(rf"\b{name}\b", code())] == []


def test_commands_that_are_named_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.M))
    for page in PAGES:
        lines = "\n".join(commands(page))
        assert set(re.findall(r"\bmake ([a-z-]+)", lines)) <= targets, page.name
        programs = re.findall(r"\.venv/bin/([\w-]+)", lines)
        assert {*programs} <= {"pytest", "python", "mkdocs"}, page.name


def test_every_decision_is_listed_and_dated() -> None:
    folder = ROOT / "docs" / "engine" / "decisions"
    listed = re.findall(r"^- \[(.+?)\]\((.+?)\)$", (folder / "index.md").read_text("utf-8"), re.M)
    assert sorted(name for _, name in listed) == sorted(path.name for path in folder.glob("2*.md"))
    for title, name in listed:
        begin = f"# {title}\n\n{name[:10]}\n\n"
        assert (folder / name).read_text(encoding="utf-8").startswith(begin), name
