"""Markdown: text that no character of it makes markup of, and the HTML that prose turns into."""

import html
import re
from functools import lru_cache
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
INLINE = re.compile(r"[\\`*_{}\[\]|]|#(?=[# ]*$)")  # a heading loses the hashes at its end
AT_THE_START = re.compile(r" ?(?P<number>\d*)(?=#|[-+](?:[ -]|$)|=+$|>|:|!!!|[.)](?: |$))")
ENTITIES = {"~": "&#126;", r"\]:": "&#93;:"}
"""What a backslash does not escape: Python-Markdown shows the one before a tilde, and takes what
follows `]:` for the address of a link."""
ENTITIES_AT_THE_START = {"=": "&#61;", ":": "&#58;"}
"""The same at the start of a line."""
REFERENCE = re.compile(r"&(?=#\d|#[xX][0-9a-fA-F]|[a-zA-Z])")
HTML = str.maketrans({"[": "&#91;", "`": "&#96;"})
ADDRESS = str.maketrans({"(": "%28", ")": "%29", " ": "%20", "\\": "%5C", "<": "%3C", ">": "%3E"})


def to_html(text: str) -> str:
    """The HTML of a Markdown text."""
    converter = markdown.Markdown(
        extensions=list(EXTENSIONS), extension_configs=EXTENSIONS, output_format="html"
    )
    return str(converter.convert(text))


@lru_cache(maxsize=1 << 16)  # half of all texts are names, dates and labels that come again
def escaped(text: str) -> str:
    """A text on one line that Markdown and HTML show as it is, at the start of a line as well. A
    blank at either end stays, since another text may follow."""
    line = REFERENCE.sub("&amp;", re.sub(r"\s+", " ", text)).replace("<", "&lt;")
    line = INLINE.sub(r"\\\g<0>", line)
    for characters, reference in ENTITIES.items():
        line = line.replace(characters, reference)
    first = AT_THE_START.match(line)
    if not first:
        return line
    at = first.end("number")  # before the point of `1.`, or the first character
    return line[:at] + ENTITIES_AT_THE_START.get(line[at], f"\\{line[at]}") + line[at + 1 :]


def escaped_in_html(text: str) -> str:
    """A text on one line for the content or an attribute of an HTML element in Markdown. It has no
    bracket and no backtick, in which a citation or code could begin."""
    return html.escape(re.sub(r"\s+", " ", text)).translate(HTML)


def address(url: str) -> str:
    """An address that can be the target of a Markdown link."""
    return url.translate(ADDRESS)
