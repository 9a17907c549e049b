"""What machines ask a site for by name: robots.txt and llms.txt. The map of its pages (sitemap.xml) is a template of the theme."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from .export import Export, listing
from .export.base import one_line
from .plain import escaped
from .relate import Chronicle

if TYPE_CHECKING:  # build imports this module
    from .build import Page

SECTIONS = ("questions", "events", "sources", "actors", "places")


def robots(address: str) -> str:
    """robots.txt: everybody may read everything; and where the map of the pages is, if the site's address is known."""
    where = f"\nSitemap: {address}sitemap.xml\n" if address else ""
    return f"User-agent: *\nAllow: /\n{where}"


def llms(chronicle: Chronicle, pages: Mapping[str, Page], files: Iterable[Export], address: str) -> str:
    """llms.txt (llmstxt.org): what this site is, how it is to be read, and the Markdown of every page.

    Addresses are relative to the file where the site's own is not known.
    """
    site, texts = chronicle.site, chronicle.records.texts
    how = texts["llms_how"].format(version=site.version, date=site.version_date.text, licence=chronicle.licence)
    parts = [f"# {escaped(site.title)}", f"> {escaped(one_line(site.description))}", escaped(one_line(how))]
    general = {path: page for path, page in pages.items() if "/" not in path}
    parts += _section(
        texts["llms_pages"], [_line(page.title, address + path, page.description) for path, page in _first(general)]
    )
    for folder in SECTIONS:
        found = [(path, page) for path, page in pages.items() if path.startswith(f"{folder}/") and not page.removed]
        lines = [_line(page.title, address + path, page.description) for path, page in found]
        parts += _section(texts[f"title_{folder}"], lines)
    data = [_line(file.path, f"{address}data/{file.path}", texts[listing.key(file)]) for file in files]
    parts += _section(texts["title_data"], data)
    return "\n\n".join(parts) + "\n"


def _first(pages: Mapping[str, Page]) -> list[tuple[str, Page]]:
    """The pages with the front page before all others."""
    return sorted(pages.items(), key=lambda pair: (pair[0] != "index.md", pair[0]))


def _section(heading: str, lines: list[str]) -> list[str]:
    return [f"## {escaped(heading)}", "\n".join(lines)] if lines else []


def _line(title: str, address: str, says: str) -> str:
    told = f": {escaped(one_line(says))}" if says else ""
    return f"- [{escaped(one_line(title))}]({address}){told}"
