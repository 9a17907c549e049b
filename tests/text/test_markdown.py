"""The checks of prose see what MkDocs makes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ROOT, WORLD

from chronicle.text.markdown import EXTENSIONS, to_html

MADE_BY_MKDOCS = {"toc", "tables", "fenced_code"}
"""What MkDocs adds to the extensions that its settings name."""


class Settings(yaml.SafeLoader):
    """Reads mkdocs.yml, whose tags name variables and functions."""


Settings.add_multi_constructor("!", lambda loader, suffix, node: None)
Settings.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


def extensions_of(root: Path) -> set[str]:
    """The names of the extensions that the settings of a chronicle ask for."""
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    asked: list[Any] = yaml.load(text, Settings)["markdown_extensions"]
    return {one if isinstance(one, str) else next(iter(one)) for one in asked}


@pytest.mark.parametrize("root", [ROOT, WORLD], ids=["the repository", "the invented world"])
def test_prose_is_checked_with_the_extensions_of_the_site(root: Path) -> None:
    assert extensions_of(root) | MADE_BY_MKDOCS == set(EXTENSIONS)


def test_markdown_becomes_html() -> None:
    html = to_html("# T *x*\n\n| a |\n| - |\n| b |\n\n```\n<i>\n```\n")
    assert '<h1 id="t-x">T <em>x</em></h1>' in html
    assert "<td>b</td>" in html and "&lt;i&gt;" in html
    assert to_html("A.") == "<p>A.</p>", "nothing is left of the page before"
