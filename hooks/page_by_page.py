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
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import icalendar
import mkdocs
from jinja2 import Environment
from kept_pages import KeptPages, page_parts
from mkdocs.commands.build import _populate_page, get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation

from chronicle.problems import Problem
from chronicle.processes import in_processes
from chronicle.rendering.page import Content
from chronicle.site import LAST_PAGES, Site, make_file, make_page
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


@dataclass(slots=True)
class PageByPage:
    """The pages and the other files of one build, with what MkDocs knows of them; `env`, its
    environment, comes last. `contents` are those of pages that are being made, `problems` what is
    found wrong meanwhile."""

    site: Site
    config: MkDocsConfig
    files: Files
    nav: Navigation
    kept: KeptPages
    env: Environment | None = None
    contents: dict[str, Content] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    listed: Sequence[File] = ()
    levels: dict[str, InclusionLevel] = field(default_factory=dict)

    def take_over(self) -> None:
        """Lets MkDocs pass over all pages, if it is the one that is known."""
        self.listed = self.files.documentation_pages()
        if mkdocs.__version__ != KNOWN:
            log.info(f"MkDocs is {mkdocs.__version__}, not {KNOWN}: it makes the pages itself.")
            return
        for file in self.listed:
            self.levels[file.src_uri] = file.inclusion
            file.inclusion = InclusionLevel.EXCLUDED

    def give_back(self) -> None:
        """Lets links lead to all pages again."""
        for file in self.listed:
            file.inclusion = self.levels.get(file.src_uri, file.inclusion)

    def source(self, path: str) -> str:
        """The Markdown of a page that is made now."""
        page = self.site.pages[path]
        content = self.contents.get(path)
        if content is None:
            content, problems = make_page(page)
            self.problems += problems
            self.contents[path] = content
        return page.markdown(content)

    def write_all(self) -> None:
        """Writes every page, in several processes, and meanwhile every other file."""
        self.site.share()
        ours = [path for path in self.levels if path not in LAST_PAGES]
        wait = in_processes(self._write_share, ours)
        for path in (*self.site.files, *self.contents):
            self.write_file(path)
        results = [self._write_share([path for path in self.levels if path in LAST_PAGES]), *wait()]
        self.problems += [one for written in results for one in written.problems]
        for name, level, message in dict.fromkeys(
            one for written in results for one in written.said
        ):
            logging.getLogger(name).log(level, message)
        self.kept.forget_all_but({one for written in results for one in written.digests})

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

    def write_page(self, path: str) -> None:
        """Makes a page, or takes it from an earlier build, and writes it as HTML and Markdown."""
        markdown, page = self.source(path), self.site.pages[path]
        digest = self.kept.digest(page_parts(page, self.contents[path], self.site.pages))
        html = self.kept.find(digest)
        if not html:
            html = self._in_theme(path)
            self.kept.keep(digest, html)
        self._write(self.files.src_uris[path].dest_uri, html)
        self._write(path, markdown)
        del self.contents[path]

    def write_asked(self, path: str) -> bool:
        """Writes what is at a path in the site, if it has one. Raises Faulty with what is wrong."""
        asked = f"{path}index.html" if path.endswith("/") or not path else path
        pages = {name: file for file in self.listed for name in (file.dest_uri, file.src_uri)}
        if asked in pages:
            self.write_page(pages[asked].src_uri)
        elif asked in self.site.files:
            self.write_file(asked)
        else:
            return False
        problems, self.problems = self.problems, []
        if problems:
            raise Faulty(problems)
        return True

    def write_file(self, path: str) -> None:
        """Writes a file that is no page, or the Markdown of a page that MkDocs made itself."""
        if path in self.site.pages:
            return self._write(path, self.source(path))
        target = self._target(path)
        with target.open("wb") as file:
            self.problems += make_file(self.site.files[path], file.write)
        if path.endswith(READ_AGAIN):
            read_again(target.read_bytes(), path)

    def _write(self, path: str, content: str) -> None:
        self._target(path).write_text(content, encoding="utf-8", newline="\n")

    def _target(self, path: str) -> Path:
        """Where a file of the site is written, in a folder that is there."""
        target = Path(self.config.site_dir, path)
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def _in_theme(self, path: str) -> str:
        """What MkDocs does with each page, by the same events."""
        page, config, env = self.files.src_uris[path].page, self.config, self.env
        assert page and env
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
