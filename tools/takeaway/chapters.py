"""The chapters of the book: which pages they are, in which order, and their Markdown."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from posixpath import dirname, join, normpath
from urllib.parse import urlsplit

from chronicle.rendering.navigation import NavItem, list_path
from chronicle.site import Site

LEFT_OUT = (
    *("statements", "data", "contributing", "write", "rules", "reviewing", "security"),
    "engine/index",
)
"""The pages for contributors and engineers, and lists of what other chapters say."""
TOP = "top"
"""The id of the heading of each chapter; Pandoc puts the name of its file before it."""
FILTERS = re.compile(r"^<(details|form)\b.*?^</\1>\n", re.M | re.S)
CORRECT = re.compile(r" \[[^\[\]]*\]\([^()\s]*\)\{ \.correct \}")
ADMONITION = re.compile(r'^!!! (\w+) "(.*)"\n((?: {4}.*\n|\n(?= {4}))*)', re.M)
HEADING = re.compile(r"^(?:(```|~~~).*?^\1|#+ )", re.M | re.S)
LINK = re.compile(r'(?<!!)\[((?:[^\[\]\\]|\\.)*)\]\(([^()\s]+)( "(?:[^"\\]|\\.)*")?\)')
IMAGE = re.compile(r"(!\[[^\]]*\]\()([^()\s]+)\)")
NOTE = re.compile(r"^\[\^([^\]\s]+)\]: (.*(?:\n {4}.*)*)", re.M)
NOTE_MARK = re.compile(r"\[\^([^\]\s]+)\]")
IDENTIFIER = re.compile(r"\{ ?#([^\s}]+)")


def parts(site: Site, nav: Iterable[NavItem]) -> dict[str, list[str]]:
    """The paths of the chapters by the title of their part: the sections of the navigation, each
    page followed by those behind it. Pages in no section make a part named like the chronicle."""
    sections: dict[str, list[str]] = {}
    for item in nav:
        title, target = next(iter(item.items())) if isinstance(item, Mapping) else ("", item)
        pages = target if isinstance(target, list) else [target]
        section = title if isinstance(target, list) else site.chronicle.site.title
        paths = (next(iter(one.values())) if isinstance(one, Mapping) else one for one in pages)
        kept = (path for path in paths if list_path(path).removesuffix(".md") not in LEFT_OUT)
        sections.setdefault(section, []).extend(kept)
    behind = _pages_behind(site, {path for paths in sections.values() for path in paths})
    return {
        title: [path for first in paths for path in (first, *behind.get(first, ()))]
        for title, paths in sections.items()
        if paths
    }


def _pages_behind(site: Site, listed: Collection[str]) -> dict[str, list[str]]:
    """The pages that the navigation does not name by the page that leads to them."""
    behind: dict[str, list[str]] = {}
    for path, page in site.pages.items():
        owners = [one for one in (f"{dirname(path)}.md", list_path(path)) if one in listed]
        if owners and path not in listed and not page.removed:
            behind.setdefault(owners[0], []).append(path)
    return {owner: sorted(paths, key=lambda path: "/" in path) for owner, paths in behind.items()}


def chapters(site: Site, paths: Sequence[str], address: str) -> dict[str, str]:
    """The Markdown of these pages as Pandoc reads it: one level deeper, below the heading of their
    part; without filters and ways to correct; with links to one another, and to the published site
    for what the book leaves out, if its address is known."""
    bodies = {path: f"{site.pages[path].made()[0].body}\n" for path in paths}
    anchors = {path: set(IDENTIFIER.findall(body)) for path, body in bodies.items()}
    return {path: _chapter(path, body, anchors, address) for path, body in bodies.items()}


def _chapter(path: str, body: str, anchors: Mapping[str, Collection[str]], address: str) -> str:
    def link(match: re.Match[str]) -> str:
        words, target, title = match.groups(default="")
        to = urlsplit(target)
        if to.scheme:
            return match[0]
        page = normpath(join(dirname(path), to.path)) if to.path else path
        if page in anchors:
            anchor = to.fragment if to.fragment in anchors[page] else TOP
            return f"[{words}]({page}#{anchor}{title})"
        outside = to._replace(path=re.sub(r"\.md$", ".html", page)).geturl()
        return f"[{words}]({address}{outside}{title})" if address else words

    def image(match: re.Match[str]) -> str:
        return f"{match[1]}{normpath(join(dirname(path), match[2]))})"

    text = ADMONITION.sub(
        _admonition, CORRECT.sub("", FILTERS.sub("", _without_nested_notes(body)))
    )
    text = HEADING.sub(lambda match: match[0] if match[1] else f"#{match[0]}", text)
    text = re.sub(r"^## .*", rf"\g<0> {{#{TOP}}}", text, count=1, flags=re.M)
    text = IMAGE.sub(image, LINK.sub(link, text))
    return text.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')


def _without_nested_notes(body: str) -> str:
    """A page with the notes within its notes in brackets: Pandoc would leave them out."""
    notes = dict(NOTE.findall(body))

    def note(match: re.Match[str]) -> str:
        says = NOTE_MARK.sub(lambda mark: f" ({notes.get(mark[1], mark[1])})", match[2])
        return f"[^{match[1]}]: {says}"

    return NOTE.sub(note, body)


def _admonition(match: re.Match[str]) -> str:
    body = re.sub(r"^ {4}", "", match[3], flags=re.M)
    return f"::: {match[1]}\n**{match[2]}**\n\n{body}:::\n"
