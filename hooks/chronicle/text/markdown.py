"""Markdown to HTML with the extensions that the site uses, for the checks of prose. MkDocs converts
the pages themselves."""

from __future__ import annotations

from typing import Any

import markdown

EXTENSIONS: dict[str, dict[str, Any]] = {
    "tables": {},
    "sane_lists": {},
    "toc": {},
    "fenced_code": {},
}
"""The same as in mkdocs.yml and MkDocs itself, which a test compares."""


def to_html(text: str) -> str:
    """The HTML of a Markdown text."""
    converter = markdown.Markdown(
        extensions=list(EXTENSIONS), extension_configs=EXTENSIONS, output_format="html"
    )
    return str(converter.convert(text))
