"""Each page made, put into the theme and written by itself.

MkDocs reads all pages, then makes HTML of all, then puts all into the theme, in one process. Here
one page after the other goes the whole way, so that several processes share the pages of a build,
and `mkdocs serve` makes a page when a reader asks for it.

This is the one module that leans on what MkDocs does not promise: that it passes over pages which
are excluded once the navigation is ready, and that `_populate_page` and `get_context` are what it
does with each. Another MkDocs than `KNOWN` makes all pages itself, by the same events.
"""

import logging
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import icalendar
import mkdocs
from jinja2 import Environment
from kept_pages import KeptPages, page_parts
from markupsafe import escape
from mkdocs.commands.build import _populate_page, get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from chronicle.exports.export_file import FilePlan
from chronicle.problems import Problem
from chronicle.processes import in_processes
from chronicle.rendering.navigation import list_path
from chronicle.rendering.page import MadePage, Page
from chronicle.search.index import SEARCH_FOLDER
from chronicle.site import LAST_PAGES, Site, all_parts, make_file, make_page, search_files
from chronicle.text.finished import finished_fault, xml_fault
from serving import Faulty

log = get_plugin_logger("chronicle")
KNOWN = "1.6.1"
READ_AGAIN = (".html", ".xml", ".atom", ".ics")
"""Files that a parser reads once more when they are written."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a process did: the digests of its pages, what is wrong with their records, and what it
    has for the log: the names of loggers, levels and messages."""

    digests: set[str]
    problems: list[Problem]
    said: list[tuple[str, int, str]]


class _Gathered(logging.Handler):
    """Gathers messages for the process that counts warnings."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, int, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append((record.name, record.levelno, record.getMessage()))


def planned_pages(site: Site) -> Mapping[str, Page]:
    """The pages for MkDocs: another one than is known has to know all parts."""
    if mkdocs.__version__ == KNOWN:
        return site.pages
    log.info(f"MkDocs is {mkdocs.__version__}, not {KNOWN}: it makes the pages itself.")
    return all_parts(site)


@dataclass(slots=True)
class PageByPage:
    """The pages and the other files of one build, with what MkDocs knows of them; `env`, its
    environment, comes last. `making` are pages that are being made, `problems` what is found wrong
    meanwhile."""

    site: Site
    pages: Mapping[str, Page]
    config: MkDocsConfig
    files: Files
    nav: Navigation
    kept: KeptPages
    env: Environment | None = None
    making: dict[str, MadePage] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    listed: Sequence[File] = ()
    levels: dict[str, InclusionLevel] = field(default_factory=dict)

    def take_over(self) -> None:
        """Lets MkDocs pass over all pages, if it is the one that is known."""
        self.listed = self.files.documentation_pages()
        for file in self.listed if mkdocs.__version__ == KNOWN else ():
            self.levels[file.src_uri] = file.inclusion
            file.inclusion = InclusionLevel.EXCLUDED

    def give_back(self) -> None:
        """Lets links lead to all pages again."""
        for file in self.listed:
            file.inclusion = self.levels.get(file.src_uri, file.inclusion)

    def source(self, path: str) -> str:
        """The Markdown of a page, for MkDocs."""
        if path not in self.making:
            self._make(path)
        return self.making[path].markdown if path in self.making else ""

    def write_all(self) -> None:
        """Writes every page, in several processes, and meanwhile every other file."""
        self.site.share()
        early = [path for path in self.levels if path not in LAST_PAGES]
        with in_processes(self._write_share, early) as results:
            for path, plan in self.site.files.items():
                self.write_file(path, plan)
            late = self._write_share([path for path in self.levels if path in LAST_PAGES])
            for path, plan in self._search_files().items():
                self.write_file(path, plan)
            for path, page in self.making.items():  # those that MkDocs has made itself
                with self._written(path) as file:
                    file.write(page.markdown.encode())
            written = [late, *results()]
        self.problems += [one for share in written for one in share.problems]
        for name, level, message in dict.fromkeys(one for share in written for one in share.said):
            logging.getLogger(name).log(level, message)
        self.kept.forget_all_but({one for share in written for one in share.digests})

    def _write_share(self, paths: Sequence[str]) -> Written:
        """Writes some pages, as long as the process that waits for them runs."""
        gathered, logger, parent = _Gathered(), logging.getLogger("mkdocs"), os.getppid()
        others, logger.handlers = logger.handlers, [gathered]
        for path in paths:
            if os.getppid() == parent:
                self.write_page(path)
        digests = self.kept.save()
        logger.handlers = others
        return Written(digests, self.problems, gathered.said)

    def write_asked(self, path: str) -> bool:
        """Writes what is at a path in the site, if it has one. Raises Faulty with what is wrong."""
        asked = f"{path}index.html" if path.endswith("/") or not path else path
        page = re.sub(r"\.html$", ".md", asked)
        whole = re.sub(r"-\d+\.md$", ".md", page)  # if it is a later part
        if page in self.pages or whole in self.pages:
            self.write_page(page if page in self.pages else whole)
        elif asked in self.site.files:
            self.write_file(asked, self.site.files[asked])
        elif asked.startswith(SEARCH_FOLDER):
            for name, plan in self._search_files().items():
                self.write_file(name, plan)
        else:
            return False
        problems, self.problems = self.problems, []
        if problems:
            raise Faulty(problems)
        return Path(self.config.site_dir, asked).is_file()

    def _search_files(self) -> Mapping[str, FilePlan]:
        files, problems = search_files(self.site)
        self.problems += problems
        return files

    def write_page(self, path: str) -> None:
        """Makes a page, or takes it from an earlier build, and writes it as HTML and Markdown, all
        its parts if it has some."""
        made = self._make(path)
        for one in made:
            page = self._known(one.page.path)
            digest = self.kept.digest(page_parts(one, page))
            html = self.kept.find(digest)
            if not html:
                html = self._in_theme(page)
                self.kept.keep(digest, html)
            for name, text in ((page.file.dest_uri, html), (one.page.path, one.markdown)):
                with self._written(name) as file:
                    file.write(text.encode())
        for one in made:
            del self.making[one.page.path]

    def _make(self, path: str) -> Sequence[MadePage]:
        """Makes a page, of which MkDocs knows all parts then."""
        made, problems = make_page(self.pages[path])
        self.problems += problems
        for one in made:
            self.making[one.page.path] = one
            if one.page.path not in self.files.src_uris:
                level = InclusionLevel.NOT_IN_NAV
                file = File.generated(self.config, one.page.path, content="", inclusion=level)
                self.files.append(file)
                MkDocsPage(None, file, self.config)
        for one in made:
            self.connect(one.page)
        return made

    def _known(self, path: str) -> MkDocsPage:
        page = self.files.src_uris[path].page
        assert page
        return page

    def connect(self, found: Page) -> None:
        """Gives MkDocs the title of a page, its neighbours, and the section that its list is in."""
        page, uris = self._known(found.path), self.files.src_uris
        if page.title is None:  # the navigation gives it none
            page.title = escape(found.title)
        if found.previous or found.next:
            page.previous_page = self._known(found.previous) if found.previous else None
            page.next_page = self._known(found.next) if found.next else None
        listing = uris.get(list_path(found.path))
        if page.parent is None and listing and listing.page:
            page.parent = listing.page.parent

    def write_file(self, path: str, plan: FilePlan) -> None:
        """Writes a file that is no page."""
        with self._written(path) as file:
            self.problems += make_file(plan, file.write)
        if path.endswith(READ_AGAIN):
            read_again(Path(self.config.site_dir, path).read_bytes(), path)

    @contextmanager
    def _written(self, path: str) -> Iterator[BinaryIO]:
        """A file of the site, which is there once it is whole: two readers may ask for it."""
        target = Path(self.config.site_dir, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_name(f".{target.name}")
        with aside.open("wb") as file:
            yield file
        aside.replace(target)

    def _in_theme(self, page: MkDocsPage) -> str:
        """What MkDocs does with each page, by the same events."""
        config, env = self.config, self.env
        assert env
        _populate_page(page, config, self.files)
        page.active = True
        context = get_context(self.nav, self.listed, config, page)
        context = config.plugins.on_page_context(context, page=page, config=config, nav=self.nav)
        output = env.get_template("main.html").render(context)
        page.active = False
        page.markdown = page.content = None  # its memory is free
        return config.plugins.on_post_page(output, page=page, config=config)


def read_again(content: bytes, name: str) -> None:
    """Reads a finished file with a parser: nothing is in it that this site does not write."""
    fault = ""
    if name.endswith(".html"):
        fault = finished_fault(content.decode())
    elif name.endswith((".xml", ".atom")) and content:
        fault = xml_fault(content)
    elif name.endswith(".ics"):
        try:
            icalendar.Calendar.from_ical(content)
        except ValueError as error:
            fault = str(error)
    if fault:
        raise Abort(f"{name} cannot be published: {fault}")
