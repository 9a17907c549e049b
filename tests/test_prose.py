"""Whatever anybody writes as prose: what the check lets through has no script in the finished page."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import markdown
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

from chronicle.files.loader import Prose
from chronicle.rendering.pages import render
from chronicle.site import read
from chronicle.validation import check, prose
from chronicle.validation import people as harm

PIECES = [
    "`",
    "``",
    "\n\n",
    "\n",
    "    ",
    "> ",
    "- ",
    "1. ",
    "\\",
    "[^n]",
    "\n[^n]: ",
    "\n[^n]: `",
    "```\n",
    "~~~\n",
    "\n```\n",
    "[a]",
    "<",
    "<!--",
    "-->",
    "![",
    "](",
    "x",
    "&lt;",
    "# ",
    "\t",
    "*",
    "_",
    "[@post-fire]",
    "<img src=x onerror=alert(1)>",
    "<script>1</script>",
    "<p onclick=1>",
    "[a](javascript:x)",
    "\n[a]: javascript:x\n",
    "\n<!-- block: numbers -->\n",
    "<!-- block: numbers -->",
]
WORLD, _ = read(ROOT / "tests" / "fixtures" / "world")
RULES = (
    prose.prose_is_markdown_only,
    check.markers_are_known,
    check.notes_are_used_and_defined,
    check.prose_cites_what_exists,
    harm.no_outside_media,
)
TEMPLATES = ROOT / "overrides" / "pages"


class Active(HTMLParser):
    """Finds what would run in a page."""

    found = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name.startswith("on") or re.match(r"\s*javascript:", value or "", re.I):
                self.found = f"{tag} {name}={value}"
        if tag == "script":
            self.found = tag


def active(text: str) -> str:
    """What would run in the finished page of this prose; empty if it is refused or nothing would."""
    WORLD.records.prose = {"index.md": Prose("index.md", text)}
    prose.made.cache_clear()
    if any(True for rule in RULES for _ in rule(WORLD)):
        return ""
    page = render(WORLD, TEMPLATES)["index.md"]
    reader = Active()
    reader.feed(markdown.markdown(page.markdown, extensions=list(prose.EXTENSIONS)))
    return reader.found


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), min_size=3, max_size=14).map("".join))
def test_nothing_that_passes_the_check_runs(text: str) -> None:
    assert active(f"# T\n\n{text}") == ""


def test_what_once_ran_is_refused() -> None:
    for text in (
        "    [@post-fire]](<img src=x onerror=alert(1)>> [a]\\",
        "[^n]: `q\n    <b onclick=1>`\n\nx[^n]",
        "```\n<!--<!-- block: numbers -->[a](javascript:x)\n```",
        "<!-- block: numbers -->\t]([a](javascript:x)_-->\n```\n    x",
        "> [y]: javascript:alert(1)\n\n[y]",
    ):
        assert active(f"# T\n\n{text}") == "", text


def test_code_at_the_beginning_of_a_note_is_kept() -> None:
    WORLD.records.prose = {"index.md": Prose("index.md", "# T\n\nx[^n]\n\n[^n]: `code` and words.\n")}
    assert "<code>code</code> and words." in render(WORLD, TEMPLATES)["index.md"].markdown
