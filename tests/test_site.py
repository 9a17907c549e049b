"""The built site: the commands as their users run them, and every kind of page in a real browser."""

from __future__ import annotations

import functools
import hashlib
import http.server
import json
import os
import re
import subprocess
import sys
import threading
import time
import urllib.request
from html import unescape
from pathlib import Path

import fonts
import pytest
from bidi import unmarked
from browsing import AXE, ENVIRONMENT, WIDTHS, mkdocs, one_of_each_kind, opened, project
from conftest import needs
from playwright.sync_api import Browser, Page


def digest(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


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
    needs('dir="rtl"' in (site / "names.html").read_text(encoding="utf-8"), "name from right to left")
    for name in ("contributing", "names"):
        page, asked, _ = opened(chromium, f"{site.as_uri()}/{name}.html", 1440)
        wanted = any(map(fonts.in_script, map(ord, page.inner_text("body"))))
        page.evaluate("document.fonts.ready")
        assert (name, len([url for url in asked if fonts.NAME in url])) == (name, int(wanted))
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
    found = {path.name: unmarked(path.read_text(encoding="utf-8"))[0] for path in site.rglob("*.html")}
    assert {name: texts for name, texts in found.items() if texts} == {}


@pytest.mark.parametrize("device", WIDTHS)
def test_pages_never_scroll_sideways(site: Path, chromium: Browser, device: str) -> None:
    for name in one_of_each_kind(site):
        page, _, _ = opened(chromium, f"{site.as_uri()}/{name}.html", WIDTHS[device])
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert (name, wide) == (name, WIDTHS[device])
        page.close()


WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OF_COLOURS = ["color-contrast", "link-in-text-block"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("device", WIDTHS)
def test_axe_finds_nothing(site: Path, chromium: Browser, device: str, scheme: str) -> None:
    """No violation of WCAG 2.2 A and AA on any kind of page. The dark palette changes colours and nothing else, so only the
    rules about colours are tried in it again."""
    rules = {"type": "tag", "values": WCAG} if scheme == "light" else {"type": "rule", "values": OF_COLOURS}
    for name in one_of_each_kind(site):
        page, _, _ = opened(chromium, f"{site.as_uri()}/{name}.html", WIDTHS[device], scheme)
        page.evaluate(AXE)
        found = page.evaluate("only => axe.run(document, { runOnly: only, resultTypes: ['violations'] })", rules)
        seen = [(v["id"], [node["target"] for node in v["nodes"]][:3]) for v in found["violations"]]
        assert (name, seen) == (name, [])
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
        for link in map(unescape, re.findall(r'<a [^>]*href="([^"]+)"', text)):
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


WRITING = """() => {
  const picture = document.querySelector('.map__picture'), frame = picture.getBoundingClientRect();
  const found = [...picture.querySelectorAll('text')].map(text => {
    const { left, right, top, bottom, width } = text.getBoundingClientRect();
    return { said: text.textContent, size: parseFloat(getComputedStyle(text).fontSize), left, right, top, bottom, width };
  }).filter(text => text.width);
  return { found, shape: frame.height / frame.width, left: frame.left, right: frame.right, top: frame.top, bottom: frame.bottom };
}"""


def map_of(site: Path, chromium: Browser, width: int, scheme: str = "light", **options: object) -> Page:
    needs("map__picture" in (site / "places.html").read_text(encoding="utf-8"), "map")
    return opened(chromium, f"{site.as_uri()}/places.html", width, scheme, **options)[0]


@pytest.mark.parametrize("width", [360, 599, 768, 1440])
def test_the_writing_on_the_map_keeps_its_size_and_its_room(site: Path, chromium: Browser, width: int) -> None:
    """In a real font: 12 to 13 pixels at every width, within the picture, no line of text over another."""
    page = map_of(site, chromium, width)
    drawn = page.evaluate(WRITING)
    texts = drawn["found"]
    assert len(texts) > 15 and 0.5 < drawn["shape"] < 2
    assert all(12 <= text["size"] <= 13 for text in texts)
    inside = [
        t["left"] >= drawn["left"] and t["right"] <= drawn["right"] and t["bottom"] <= drawn["bottom"] for t in texts
    ]
    assert all(inside)
    over = [
        (a["said"], b["said"])
        for n, a in enumerate(texts)
        for b in texts[n + 1 :]
        if min(a["right"], b["right"]) - max(a["left"], b["left"]) > 1
        and min(a["bottom"], b["bottom"]) - max(a["top"], b["top"])
        > 4  # the box of Arabic type is higher than its letters
    ]
    assert over == []
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_facts_of_the_map_open_without_script(site: Path, chromium: Browser, scheme: str) -> None:
    page = map_of(site, chromium, 360, scheme, java_script_enabled=False)
    page.locator(".map__facts summary").click()
    assert page.locator(".map__table").first.is_visible()
    assert page.locator(".map__picture [role=img] a, .map__picture a").count() == 0
    page.close()
    page = map_of(site, chromium, 360, scheme)
    page.locator(".map__facts summary").click()
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run('.mapped', { resultTypes: ['violations'] })")
    assert [(v["id"], [node["target"] for node in v["nodes"]][:3]) for v in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.close()


def test_every_page_carries_linked_data_and_is_known_to_reference_managers(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
        if path.name != "404.html":
            assert json.loads(*found)["@context"], path
            assert '<meta name="DC.type"' in text, path
            assert ('"og:site_name"' in text) == (path.parent.name != "sources"), path


def test_every_file_to_take_away_is_there_with_its_checksum(site: Path) -> None:
    sums = (site / "data" / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    assert len(sums) > 40
    for line in sums:
        checksum, name = line.split("  ")
        assert hashlib.sha256((site / "data" / name).read_bytes()).hexdigest() == checksum, name
        assert checksum in (site / "data.html").read_text(encoding="utf-8")
