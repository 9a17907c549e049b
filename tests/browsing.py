"""The built site, and pages of it opened in a real browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page
from publish import HEADERS
from support import ROOT, WORLD, needs

AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "CHRONICLE_CACHE": "off"}
"""No test takes pages of an earlier build, unless it says so."""
REPORT = """addEventListener("securitypolicyviolation", (report) =>
    console.error(`refused: ${report.violatedDirective} ${report.blockedURI} ${report.sample}`));"""
"""Makes an error of everything that a policy refuses, in every page."""
KINDS = [
    "index",
    "404",
    "chronology",
    "questions",
    "questions/*",
    "questions/*/evidence",
    "questions/*/figures",
    "events/*",
    "events/*/accounts",
    "actors",
    "actors/*",
    "places",
    "places/*",
    "sources",
    "sources/*",
    "statements",
    "words/*",
    "names",
    "glossary",
    "extract",
    "method",
    "data",
    "contributing",
    "write",
]
"""Pages, and kinds of pages in which a star means any record."""


def mkdocs(root: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Runs MkDocs in a folder, with more variables in its environment."""
    return subprocess.run(
        [sys.executable, "-m", "mkdocs", *arguments],
        cwd=root,
        env={**ENVIRONMENT, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def project(tmp_path: Path) -> Path:
    """The invented world as a whole project: the real engine, theme and assets, its own data and
    prose."""
    root = tmp_path / "project"
    shutil.copytree(WORLD, root)
    for name in ("hooks", "overrides"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / name, root / name, ignore=ignored)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("../../../", "")
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    return root


def longest(site: Path, kind: str) -> str:
    """The address in the site of the longest page of a kind, where the most can go wrong."""
    found = sorted(site.glob(f"{kind}.html"), key=lambda path: path.stat().st_size)
    needs(found, f"page {kind}")
    return found[-1].relative_to(site).as_posix()


@dataclass(frozen=True)
class Opened:
    """A page of some kind in a browser, with what it asked for and the errors that it reported."""

    tab: Page
    asked: list[str]
    errors: list[str]

    def shaped(self, width: int, scheme: str = "light") -> Page:
        """The page on a screen of that width, with the palette of the system."""
        self.tab.set_viewport_size({"width": width, "height": 800})
        self.tab.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        name = {"light": "default", "dark": "slate"}[scheme]
        self.tab.wait_for_selector(f"body[data-md-color-scheme={name}]")
        return self.tab


def opened(
    chromium: Browser, address: str, width: int, scheme: str = "light", **options: Any
) -> tuple[Page, list[str], list[str]]:
    """A page, every address that it asks for, and every error that it reports."""
    page = chromium.new_page(
        viewport={"width": width, "height": 800},
        color_scheme=scheme,  # type: ignore[arg-type]
        **options,
    )
    asked: list[str] = []
    errors: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda told: errors.append(told.text) if told.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.add_init_script(REPORT)
    page.goto(address)
    return page, asked, errors


def style(page: Page, styles: str) -> None:
    """Gives a page more styles, which no policy forbids."""
    page.evaluate(
        """styles => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(styles);
            document.adoptedStyleSheets.push(sheet);
        }""",
        styles,
    )


def violations(page: Page, *arguments: Any) -> list[tuple[str, list[str]]]:
    """What axe finds wrong with a page, or with the part of it and by the rules that are given."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    run = "given => axe.run(...(given.length ? given : [document]))"
    found = page.evaluate(run, list(arguments))["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"]][:3]) for one in found]


class PolicedFiles(SimpleHTTPRequestHandler):
    """Serves files with the headers that a host reads in _headers, without a log."""

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def served_folder(folder: Path) -> Iterator[str]:
    """The address under which a folder is served."""
    handler = partial(PolicedFiles, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
