"""The built site: the commands as their users run them, and every kind of page in a real browser."""

from __future__ import annotations

import functools
import hashlib
import http.server
import os
import re
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import browser as browser_tool
import fonts
import pytest
from bidi import unmarked
from conftest import ROOT
from playwright.sync_api import Browser, Page, sync_playwright

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


def digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def project(tmp_path: Path) -> Path:
    """The invented world as a whole project: the real engine, theme and assets, its own data and prose."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "tests" / "world", root, ignore=shutil.ignore_patterns("expected"))
    for name in ("hooks", "overrides"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "docs" / "assets", root / "docs" / "assets")
    config = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("../../", "")
    config += "extra_css: [assets/stylesheets/chronicle.css]\n"
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def site() -> Iterator[Path]:
    """The real chronicle, built as `make build` builds it, in a folder of its own."""
    folder = ROOT / "site"
    done = mkdocs(ROOT, "build", "--strict")
    assert done.returncode == 0, done.stderr
    yield folder


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = browser_tool.find()
    if not path:
        pytest.fail(browser_tool.ASK)
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(
            executable_path=path,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )


def one_of_each_kind(site: Path) -> list[str]:
    """The indexes, and of each kind of record the page that is longest, where the most can go wrong."""
    pages = ["index", "chronology", "questions", "events", "actors", "places", "sources", "names", "glossary", "words"]
    pages += ["method", "extract", "gaps"]
    for folder in ("events", "questions", "actors", "places", "sources"):
        longest = max((site / folder).glob("*.html"), key=lambda path: path.stat().st_size)
        pages.append(f"{folder}/{longest.stem}")
    return [name for name in pages if (site / f"{name}.html").exists()]


def test_bad_data_stops_the_build_and_leaves_the_site(tmp_path: Path) -> None:
    """Exit 1, a line a problem, no traceback, the last good site as it was; mended, it builds again."""
    root = project(tmp_path)
    assert mkdocs(root, "build", "--strict").returncode == 0
    before = digest(root / "site")
    path = root / "data" / "events" / "fire.yml"
    good = path.read_text(encoding="utf-8")
    path.write_text(
        good.replace("date: 1901-05-01", "date: soon").replace("kind: fire", "kind: flood"), encoding="utf-8"
    )
    done = mkdocs(root, "build", "--strict")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(re.findall(r"data/events/fire\.yml:\d+:\d+: ", done.stderr)) == 1, (
        "the bad date hides the bad word until read"
    )
    assert digest(root / "site") == before
    path.write_text(good, encoding="utf-8")
    assert mkdocs(root, "build", "--strict").returncode == 0


def test_check_needs_no_mkdocs(tmp_path: Path) -> None:
    root = project(tmp_path)
    code = (
        "import sys; sys.modules['mkdocs'] = sys.modules['jinja2'] = None; sys.argv = ['chronicle', 'check']; "
        "import runpy; runpy.run_path('hooks/chronicle', run_name='__main__')"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    (root / "data" / "places" / "mill.yml").write_text("names: []\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "data/places/mill.yml:1:" in done.stderr and "Traceback" not in done.stderr


def test_stage_writes_every_page(tmp_path: Path) -> None:
    root, target = project(tmp_path), tmp_path / "staged"
    command = [sys.executable, "hooks/chronicle", "stage", str(target)]
    assert subprocess.run(command, cwd=root, capture_output=True, check=False).returncode == 0
    assert "Fire at the mill" in (target / "events" / "fire.md").read_text(encoding="utf-8")
    assert (target / "method.md").exists() and (target / "assets" / "stylesheets" / "chronicle.css").exists()
    assert subprocess.run(command, cwd=root, capture_output=True, check=False).returncode == 1, (
        "never into a used folder"
    )


def test_serve_shows_edits_and_survives_mistakes(tmp_path: Path) -> None:
    """Under `mkdocs serve` an edit of a record shows, a mistake is printed, and mending it is enough."""
    root = project(tmp_path)
    port = 8753
    log = tmp_path / "serve.log"
    with log.open("w") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=root,
            env=ENVIRONMENT,
            stdout=stream,
            stderr=stream,
        )
    try:
        path = root / "data" / "events" / "fire.yml"
        good = path.read_text(encoding="utf-8")
        assert _until(lambda: "Fire at the mill" in _get(port))
        path.write_text(good.replace("title: Fire at the mill", "title: Fire at the big mill"), encoding="utf-8")
        assert _until(lambda: "Fire at the big mill" in _get(port))
        path.write_text(good.replace("date: 1901-05-01", "date: soon"), encoding="utf-8")
        assert _until(lambda: "data/events/fire.yml:3:7: 'soon' is not a date" in log.read_text())
        path.write_text(good.replace("title: Fire at the mill", "title: Fire at the old mill"), encoding="utf-8")
        assert _until(lambda: "Fire at the old mill" in _get(port))
        template = root / "overrides" / "pages" / "event.md"
        template.write_text(template.read_text(encoding="utf-8") + "\nA changed template.\n", encoding="utf-8")
        assert _until(lambda: "A changed template." in _get(port))
    finally:
        process.terminate()
        process.wait(10)


def _get(port: int) -> str:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/events/fire.html", timeout=2) as answer:
            return str(answer.read().decode())
    except OSError:
        return ""


def _until(holds: functools.partial[bool] | object, seconds: float = 30) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():  # type: ignore[operator]
            return True
        time.sleep(0.2)
    return False


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


def test_every_kind_of_page_from_disk_asks_no_outside_host(site: Path, chromium: Browser) -> None:
    for name in one_of_each_kind(site):
        page, asked, errors = opened(chromium, f"{site.as_uri()}/{name}.html", 1440)
        page.wait_for_load_state("networkidle")
        outside = [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
        assert (name, outside, errors) == (name, [], [])
        page.close()


def test_every_kind_of_page_over_http_asks_no_outside_host(site: Path, chromium: Browser) -> None:
    handler = functools.partial(_Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        for name in one_of_each_kind(site):
            page, asked, errors = opened(chromium, f"{base}/{name}.html", 1440)
            page.wait_for_load_state("networkidle")
            outside = [url for url in asked if not url.startswith((base, "data:", "blob:"))]
            assert (name, outside, errors) == (name, [], [])
            page.close()
        server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


def test_the_font_of_the_second_script_comes_only_where_it_is_needed(site: Path, chromium: Browser) -> None:
    """`unicode-range`: a page without such letters asks for no such font, one with them asks once, and they are set in it."""
    for name, wanted in (("contributing", 0), ("names", 1)):
        page, asked, _ = opened(chromium, f"{site.as_uri()}/{name}.html", 1440)
        page.evaluate("document.fonts.ready")
        assert (name, len([url for url in asked if fonts.NAME in url])) == (name, wanted)
        page.close()
    page, _, _ = opened(chromium, f"{site.as_uri()}/names.html", 1440)
    page.evaluate("document.fonts.ready")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": "th[dir=rtl]"})["nodeId"]
    used = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    assert [font["familyName"] for font in used if font["glyphCount"] > 1] == ["Noto Naskh Arabic"]
    page.close()


def test_every_text_from_right_to_left_says_so(site: Path) -> None:
    """On every built page, read by a parser of its own: the nearest `lang` and `dir` fit the letters."""
    found = {path.name: unmarked(path.read_text(encoding="utf-8")) for path in site.rglob("*.html")}
    assert {name: texts for name, (texts, _) in found.items() if texts} == {}
    assert sum(marks for _, marks in found.values()) > 500


@pytest.mark.parametrize("device", WIDTHS)
def test_pages_never_scroll_sideways(site: Path, chromium: Browser, device: str) -> None:
    for name in one_of_each_kind(site):
        page, _, _ = opened(chromium, f"{site.as_uri()}/{name}.html", WIDTHS[device])
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert (name, wide) == (name, WIDTHS[device])
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", WIDTHS)
def test_axe_finds_nothing(site: Path, chromium: Browser, device: str, scheme: str) -> None:
    """No violation of WCAG 2.2 A and AA on any kind of page."""
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
    for name in one_of_each_kind(site):
        page, _, _ = opened(chromium, f"{site.as_uri()}/{name}.html", WIDTHS[device], scheme)
        page.evaluate(AXE)
        found = page.evaluate("tags => axe.run(document, { runOnly: tags, resultTypes: ['violations'] })", tags)
        seen = [(v["id"], [node["target"] for node in v["nodes"]][:3]) for v in found["violations"]]
        assert (name, seen) == (name, [])
        page.close()


def test_search_works_from_disk(site: Path, chromium: Browser) -> None:
    page, _, _ = opened(chromium, f"{site.as_uri()}/index.html", 1440)
    page.fill(".md-search__input", "chronology")
    page.press(".md-search__input", "End")
    page.wait_for_selector(".md-search-result__link", timeout=15000)
    assert page.locator(".md-search-result__link").count() > 0
    page.close()


def test_notes_lead_there_and_back_without_script(site: Path, chromium: Browser) -> None:
    name = next(n for n in one_of_each_kind(site) if n.startswith("events/"))
    page, _, _ = opened(chromium, f"{site.as_uri()}/{name}.html", 1440, java_script_enabled=False)
    mark = page.locator(".ref__mark").first
    target = mark.get_attribute("href") or ""
    mark.click()
    assert page.url.endswith(target)
    page.locator(f"{target} .note__back").first.click()
    assert re.search(r"#ref-\d+-1$", page.url)
    page.close()


def test_all_links_and_anchors_of_the_site_lead_somewhere(site: Path) -> None:
    """Every relative link of every page names a file of the site, and every fragment an id on that page."""
    pages = {path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("*.html")}
    ids = {name: set(re.findall(r'\sid="([^"]+)"', text)) for name, text in pages.items()}
    broken = []
    for name, text in pages.items():
        if name == "404.html":
            continue
        for link in re.findall(r'<a [^>]*href="([^"]+)"', text):
            if re.match(r"[a-z]+:", link):
                continue
            address, _, fragment = link.partition("#")
            target = os.path.normpath(os.path.join(os.path.dirname(name), address)) if address else name
            if (address and not (site / target).exists()) or (
                fragment and not fragment.startswith("__") and target in ids and fragment not in ids[target]
            ):
                broken.append((name, link))
    assert broken == []


def test_every_page_states_its_version_and_date(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert re.search(r"Version \d+\.\d+\.\d+, \d{4}-\d\d-\d\d", text), path
