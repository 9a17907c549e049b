"""Pages as an earlier build wrote them, where nothing that they are made of has changed.

Most of the time of a build goes into making HTML of Markdown and putting it into the theme. So a
finished page is kept under a digest of everything that goes into it: its Markdown and what else the
engine knows of the page, its neighbours, the navigation, the settings, all templates and code, and
the versions of the libraries. A page with another digest is made anew, whatever has changed.

The pages are kept in the user's folder for caches and not in the repository, so that no request can
bring any. What is damaged there is made anew. `CHRONICLE_CACHE=off` keeps and takes nothing.
"""

import hashlib
import platform
import sqlite3
import zlib
from collections.abc import Iterable, Mapping
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page as MkDocsPage

from chronicle.remembered import joint_digest
from chronicle.rendering.page import MadePage, Page

log = get_plugin_logger("chronicle")
MAKERS = ("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "MarkupSafe", "lxml")
"""The packages that a finished page depends on, besides our own code."""


class KeptPages:
    """The pages of one chronicle, by digest. Several processes may have one each."""

    def __init__(self, file: Path | None, shared: bytes) -> None:
        """`shared` is the digest of what all pages are made of. Without a file nothing is kept."""
        self._file = file
        self._shared = shared
        self._used: set[str] = set()
        self._new: dict[str, bytes] = {}

    @cached_property
    def _base(self) -> sqlite3.Connection | None:
        """Opened on first use: a process cannot use what another one opened."""
        try:
            if self._file:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                # Who writes locks the file at once, and waits for others: a lock that is asked for
                # later, while another one writes, fails without waiting.
                base = sqlite3.connect(self._file, timeout=10, isolation_level="IMMEDIATE")
                with base:
                    base.execute("BEGIN IMMEDIATE")
                    base.execute("CREATE TABLE IF NOT EXISTS page (digest PRIMARY KEY, html)")
                return base
        except (OSError, sqlite3.Error) as error:
            _say(error)
        return None

    def digest(self, parts: Iterable[str]) -> str:
        """The digest of a page that is made of these, besides what is shared."""
        found = hashlib.sha256(self._shared)
        for part in parts:
            found.update(f"{len(part)}:{part}".encode())
        return found.hexdigest()

    def find(self, digest: str) -> str:
        """The page with a digest; empty if there is none."""
        try:
            rows = self._base and self._base.execute(
                "SELECT html FROM page WHERE digest = ?", (digest,)
            )
            for (packed,) in rows or ():
                html = zlib.decompress(packed).decode()
                self._used.add(digest)
                return html
        except (sqlite3.Error, zlib.error, TypeError, UnicodeError) as error:
            self._give_up(error)
        return ""

    def keep(self, digest: str, html: str) -> None:
        """Keeps a finished page for the next build."""
        if self._file:
            self._new[digest] = zlib.compress(html.encode(), 1)
            self._used.add(digest)

    def save(self) -> set[str]:
        """Writes the new pages. Returns the digests of all that were used."""
        try:
            if self._base and self._new:
                with self._base:
                    self._base.executemany(
                        "INSERT OR REPLACE INTO page VALUES (?, ?)", self._new.items()
                    )
        except sqlite3.Error as error:
            self._give_up(error)
        return self._used

    def forget_all_but(self, used: set[str]) -> None:
        """Removes the pages that a build had no use for."""
        try:
            if self._base:
                with self._base:
                    known = {row[0] for row in self._base.execute("SELECT digest FROM page")}
                    gone = [(digest,) for digest in known - used]
                    self._base.executemany("DELETE FROM page WHERE digest = ?", gone)
                self._base.close()
        except sqlite3.Error as error:
            self._give_up(error)

    def _give_up(self, error: Exception) -> None:
        _say(error)
        self._base = None


def _say(error: Exception) -> None:
    log.info(f"Earlier pages are not used: {error}")


def shared_by_all(
    root: Path, config: MkDocsConfig, nav: Navigation, pages: Mapping[str, Page]
) -> bytes:
    """A digest of what every page is made of."""
    extra = {name: value for name, value in config.extra.items() if name != "texts"}
    texts = (
        platform.python_version(),
        *map(version, MAKERS),
        repr(sorted((name, repr(value)) for name, value in extra.items())),
        repr([config.site_url, config.site_name, config.site_description]),
        repr(_entries(nav.items, pages)),
    )
    files = [root / "mkdocs.yml", root / "data" / "texts.yml"]
    for folder in (root / "hooks", root / "overrides"):
        files += [path for path in folder.rglob("*") if path.suffix in (".py", ".html", ".svg")]
    return joint_digest(texts, files)


def _entries(items: Iterable[StructureItem], pages: Mapping[str, Page]) -> list[object]:
    """The navigation as readers see it. MkDocs has yet to read the titles of pages."""
    return [
        (pages[one.file.src_uri].title, one.url)
        if isinstance(one, MkDocsPage)
        else (one.title, _entries(one.children, pages) if isinstance(one, Section) else [])
        for one in items
    ]


def page_parts(made: MadePage, page: MkDocsPage) -> list[str]:
    """What a page is made of, besides what all are: its neighbours are links with their titles."""
    neighbours = (page.previous_page, page.next_page)
    return [repr(made), *(f"{one.file.src_uri} {one.title}" for one in neighbours if one)]
