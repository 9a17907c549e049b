"""The built site, and pages of it opened in a real browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from support import ROOT
from playwright.sync_api import Browser, Page

AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
WIDTHS = {"phone": 360, "desktop": 1440}


def mkdocs(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=root,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
    )


def one_of_each_kind(site: Path) -> list[str]:
    """The indexes, and of each kind of record the page that is longest, where the most can go wrong."""
    pages = [
        "index",
        "chronology",
        "questions",
        "statements",
        "changes",
        "events",
        "actors",
        "places",
        "sources",
        "names",
        "glossary",
        "words",
        "data",
    ]
    pages += ["method", "extract", "gaps"]
    for folder in ("events", "questions", "actors", "places", "sources"):
        longest = max((site / folder).glob("*.html"), key=lambda path: path.stat().st_size)
        pages.append(f"{folder}/{longest.stem}")
    return [name for name in pages if (site / f"{name}.html").exists()]


def opened(
    chromium: Browser, address: str, width: int, scheme: str = "light", **options: object
) -> tuple[Page, list[str], list[str]]:
    page = chromium.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, **options)  # type: ignore[arg-type]
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto(address)
    return page, asked, errors


def project(tmp_path: Path) -> Path:
    """The invented world as a whole project: the real engine, theme and assets, its own data and prose."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "tests" / "fixtures" / "world", root)
    for name in ("hooks", "overrides"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    config = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("../../../", "")
    config += "extra_css: [assets/stylesheets/chronicle.css]\n"
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    return root
