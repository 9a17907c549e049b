"""What is true of every page of the built site, read without a browser."""

from __future__ import annotations

import gzip
import itertools
import json
import os
import re
from html import unescape
from pathlib import Path

import pytest
from bidi import unmarked
from support import ROOT

from chronicle.text.finished import POLICY

EVENT_LIMIT = 80_000
"""Bytes of the HTML of an event's page."""
PAGE_LIMIT = 90_000
"""Bytes of the HTML of any page; the longest is a list of all figures about a question."""
VISIT_LIMIT = 130 * 1024
"""Bytes, compressed, of an event's page with its styles and scripts, for a first visit."""
SIDES = re.compile(
    r"(?<=[{;\s])(?:(?:margin|padding|border|inset)-(?:left|right|top|bottom)\s*:"
    r"|(?:left|right|top|bottom|width|height)\s*:|text-align:\s*(?:left|right)"
    r"|(?:margin|padding|border-width):\s*[\w.-]+(?:\s+[\w.-]+){3})"
)
OWN_STYLES = sorted((ROOT / "overrides" / "assets" / "css").glob("*.css"))


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, str]:
    """The HTML of every page, by its address in the site."""
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(site.rglob("*.html"))
    }


def test_every_text_from_right_to_left_says_so(pages: dict[str, str]) -> None:
    """Read by a parser of its own: the nearest `lang` and `dir` fit the letters."""
    found = {name: unmarked(text)[0] for name, text in pages.items()}
    assert {name: texts for name, texts in found.items() if texts} == {}


def test_every_link_and_anchor_leads_somewhere(site: Path, pages: dict[str, str]) -> None:
    """On the page for wrong addresses they begin at the root of the site."""
    ids = {name: set(re.findall(r'\sid="([^"]+)"', text)) for name, text in pages.items()}
    broken = []
    for name, text in pages.items():
        for link in map(unescape, set(re.findall(r'\s(?:href|src|action)="([^"]+)"', text))):
            if re.match(r"[a-z]+:", link):
                continue
            path, _, anchor = link.partition("#")
            path = path.partition("?")[0]
            folder = os.path.dirname(name)
            target = os.path.normpath(os.path.join(folder, path.lstrip("/"))) if path else name
            if not (site / target).is_file() or (anchor and anchor not in ids.get(target, anchor)):
                broken.append((name, link))
    assert broken == []


def test_headings_descend_one_step_at_a_time(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        levels = [int(level) for level in re.findall(r"<h([1-6])", text)]
        assert levels.count(1) == 1, name
        assert all(later <= one + 1 for one, later in itertools.pairwise(levels)), name


def test_every_page_gives_its_version_and_date(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        foot = text.rpartition('class="md-copyright"')[2]
        found = re.search(r"Version \d+\.\d+\.\d+, built from \w+ \(\d{4}-\d\d-\d\d\)", foot)
        assert found, name


def test_every_page_is_known_to_machines(pages: dict[str, str]) -> None:
    for name, text in pages.items():
        if name == "404.html":
            continue
        linked = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.S)
        assert json.loads(*linked)["@context"], name
        assert '<meta name="DC.type"' in text or '<meta name="citation_title"' in text, name
        assert ('"og:site_name"' in text) == (not name.startswith("sources/")), name


def test_every_page_begins_with_the_policy(pages: dict[str, str]) -> None:
    """Before anything that it could refuse; once; and no other page is told where a reader was."""
    for name, text in pages.items():
        metas = re.findall(r"<meta http-equiv=.*?>", text)
        assert metas == [f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'], name
        assert not re.search(r"<(?:script|link|style|img)\b", text.partition(metas[0])[0]), name
        assert text.count('<meta name="referrer" content="no-referrer">') == 1, name


def test_hosts_send_the_same_policy_and_forbid_frames(site: Path) -> None:
    lines = (site / "_headers").read_text(encoding="utf-8").splitlines()
    assert lines[0] == "/*"
    assert f"  Content-Security-Policy: {POLICY}; frame-ancestors 'none'" in lines


def test_pages_are_light(site: Path, pages: dict[str, str]) -> None:
    """A first visit is counted without fonts and what loads on demand."""
    sizes = {name: len(text.encode()) for name, text in pages.items()}
    assert {name: size for name, size in sizes.items() if size > PAGE_LIMIT} == {}
    name = max((path for path in pages if re.match(r"events/[^/]+$", path)), key=sizes.__getitem__)
    assert sizes[name] <= EVENT_LIMIT, name
    found = re.findall(r'<script src="([^"]+)"|<link rel="stylesheet" href="([^"]+)"', pages[name])
    assert len(found) > 3
    parts = [site / name, *((site / name).parent / "".join(address) for address in found)]
    assert sum(len(gzip.compress(part.read_bytes())) for part in parts) < VISIT_LIMIT


@pytest.mark.parametrize("path", OWN_STYLES, ids=lambda path: path.name)
def test_styles_name_no_left_and_no_right(path: Path) -> None:
    """Logical properties only, so that a language from right to left needs no second sheet."""
    text = re.sub(r"/\*.*?\*/|@media[^{]*", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert [found[0] for found in SIDES.finditer(text)] == []
