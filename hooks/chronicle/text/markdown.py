"""Markdown: text that no character of it makes markup of, and the HTML that prose turns into."""

from __future__ import annotations

import re
from typing import Any

import markdown

EXTENSIONS: dict[str, dict[str, Any]] = {
    "tables": {},
    "sane_lists": {},
    "toc": {},
    "fenced_code": {},
    "footnotes": {},
    "attr_list": {},
    "admonition": {},
}
"""The same as in mkdocs.yml and MkDocs itself, which a test compares."""
INLINE = re.compile(r"[\\`*_{}\[\]|~]")
AT_THE_START = re.compile(r" ?(?P<number>\d*)(?=#|[-+](?:[ -]|$)|=+$|>|:|!!!|[.)](?: |$))")
REFERENCE = re.compile(r"&(?=#\d|#[xX][0-9a-fA-F]|[a-zA-Z])")
ADDRESS = str.maketrans({"(": "%28", ")": "%29", " ": "%20", "\\": "%5C", "<": "%3C", ">": "%3E"})


def to_html(text: str) -> str:
    """The HTML of a Markdown text."""
    converter = markdown.Markdown(
        extensions=list(EXTENSIONS), extension_configs=EXTENSIONS, output_format="html"
    )
    return str(converter.convert(text))


def escaped(text: str) -> str:
    """A text on one line that Markdown and HTML show as it is, at the start of a line as well. A
    blank at either end stays, since another text may follow."""
    line = REFERENCE.sub("&amp;", re.sub(r"\s+", " ", text)).replace("<", "&lt;")
    line = INLINE.sub(r"\\\g<0>", line)
    first = AT_THE_START.match(line)
    at = first.end("number") if first else 0  # before the point of `1.`, or the first character
    return f"{line[:at]}\\{line[at:]}" if first else line


def address(url: str) -> str:
    """An address that can be the target of a Markdown link."""
    return url.translate(ADDRESS)
