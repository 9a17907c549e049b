"""Publish the chronicle with MkDocs. All the thinking is in `chronicle`; this only hands over."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment
from kept_pages import KeptPages, shared_by_all
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from page_by_page import PageByPage, planned_pages, read_again

from chronicle.files.file_dates import FileDates, file_dates
from chronicle.problems import InvalidValue, Problem
from chronicle.remembered import cache_file, read_store, write_store
from chronicle.rendering.navigation import with_records
from chronicle.rendering.page import Page
from chronicle.site import BuildOptions, Site, build_site, missing_text
from chronicle.text.bidi import DirectionExtension, marked_runs, text_direction
from chronicle.text.finished import POLICY
from serving import Faulty, make_when_asked, offer, show_faults
from whole_folder import begin, put

log = get_plugin_logger("chronicle")
THEME_FILES = (
    "assets/stylesheets/main.",
    "assets/stylesheets/palette.",
    "assets/javascripts/bundle.",
)
"""Those of Material's styles and scripts that pages load; its maps, search and icons stay out."""
FONTS = ("source-serif-4-latin-400", "source-serif-4-latin-600", "source-sans-3-latin-wght")
"""Loaded in advance, since a text moves when its font comes; not from disk, where browsers refuse
it: the site that offers files to take away is on a host."""
HISTORY = ("log", "--relative", "--name-only", "--format=%x00%cs", "--", "data", "docs")
ALIGNMENT = re.compile(r'style="text-align: (left|right|center);"')
HEADERS = {
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""What hosts that read the file _headers send with every answer."""


@dataclass(slots=True)
class _Build:
    """Where the site goes, the folder next to it in which it is built, and whether it is whole."""

    target: Path
    aside: Path
    whole: bool = False


_sites: list[Site] = []
_planned: list[Mapping[str, Page]] = []
_pages: list[PageByPage] = []
_builds: list[_Build] = []
_stores: list[Path | None] = []


def on_startup(**_: Any) -> None:
    """Let `mkdocs serve` show in the browser what is wrong."""
    show_faults()


def on_serve(server: LiveReloadServer, **_: Any) -> LiveReloadServer:
    """Let it make pages when a reader asks for them."""
    make_when_asked(server)
    return server


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build all pages, and let MkDocs write them into a folder aside, so that the last good site
    stays until the next one is whole."""
    root = Path(config.config_file_path).parent
    served = config.extra.setdefault("served", False)  # from a folder for that alone
    if not served:
        config.site_dir = str(_begin(Path(config.site_dir).resolve()))
    config.watch += [str(root / "data"), str(root / "overrides")]
    address = _address(config)
    folder = config.extra.get("takeaway")
    takeaway = Path(root, folder) if folder else None
    repository = config.extra.get("repository") or ""
    options = BuildOptions(address, repository, takeaway, _dates(root))
    _stores[:] = [cache_file(root, "pickle")]
    _say("What earlier builds read is not used", read_store(_stores[0]))
    site, problems = build_site(root, options)
    if problems or site is None:
        raise _refused(problems)
    _sites[:] = [site]
    config.nav = with_records(config.nav or [], site.pages)
    direction = DirectionExtension(config.theme["language"])
    config.markdown_extensions.append(direction)  # type: ignore[arg-type]  # Markdown takes both
    settings = site.chronicle.site
    preview = f"{address}{settings.preview.file}" if address and settings.preview else ""
    config.extra.update(texts=site.chronicle.texts, settings=settings, preview=preview)
    config.extra.update(licence=site.chronicle.licence, build=_version(root))
    config.extra["records_feed"] = "data/records.atom" if "data/records.atom" in site.files else ""
    ltr = text_direction(config.theme["language"]) == "ltr"
    config.extra["fonts"] = FONTS if takeaway and ltr else ()
    config.extra["policy"] = "" if served else POLICY  # MkDocs writes a script into what it serves
    config.extra["contributing"] = "contributing.html" if "contributing.md" in site.pages else ""
    return config


def _refused(problems: Iterable[Problem]) -> Faulty:
    """Says what is wrong, each thing once."""
    found = sorted(set(problems))
    for problem in found:
        log.error(str(problem))
        if os.environ.get("GITHUB_ACTIONS"):
            print(problem.annotation())
    return Faulty(found)


def _say(what: str, why: str) -> None:
    """Says what is the case, if there is a reason why."""
    if why:
        log.info(f"{what}: {why}")


def _begin(target: Path) -> Path:
    """The folder aside in which the site is built."""
    try:
        aside = begin(target)
    except OSError as error:
        raise Abort(f"{target.name}: cannot be written: {error.strerror}") from None
    _builds[:] = [_Build(target, aside)]
    return aside


def _address(config: MkDocsConfig) -> str:
    """Where the site is published, with a slash at its end; empty if that is not known. `mkdocs
    serve` puts its own address, which is no place to look for a newer version."""
    address = "" if config.extra.get("served") else config.site_url
    return f"{address.rstrip('/')}/" if address else ""


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Put every page of the chronicle in the place of its prose, and other files beside them. What
    is in them is made when they are written."""
    (site,) = _sites
    try:
        _planned[:] = [planned_pages(site)]
    except InvalidValue as fault:
        raise _refused([missing_text(fault)]) from None
    for path in _planned[0]:
        prose = files.get_file_from_path(path)
        if prose:
            files.remove(prose)
        file = File.generated(config, path, content="")
        file.inclusion = InclusionLevel.NOT_IN_NAV if "/" in path else InclusionLevel.UNDEFINED
        files.append(file)
    for path in site.files:
        files.append(_LaterFile.generated(config, path, content=""))
    headers = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    files.append(File.generated(config, "_headers", content=f"/*\n{headers}"))
    return Files([file for file in files if _is_used(file, config)])


class _LaterFile(File):
    """A file that is written with the pages, or when a reader asks for it."""

    def copy_file(self, dirty: bool = False) -> None:
        pass


def _is_used(file: File, config: MkDocsConfig) -> bool:
    """Whether a file is ours, or one of Material's that pages load."""
    ours = (config.docs_dir, os.path.join(config.theme.dirs[0], "assets"))
    if file.generated_by or (file.abs_src_path or "").startswith(ours):
        return True
    return file.src_uri.startswith(THEME_FILES) and not file.src_uri.endswith(".map")


def on_page_read_source(*, page: MkDocsPage, **_: Any) -> str:
    """Make the Markdown of a page."""
    return _pages[0].source(page.file.src_uri)


def on_page_markdown(markdown: str, *, page: MkDocsPage, **_: Any) -> str:
    """The theme writes titles and descriptions into pages as they are: here they are escaped."""
    for name in ("title", "description"):
        if name in page.meta:
            page.meta[name] = escape(page.meta[name])
    return markdown


def on_page_content(html: str, **_: Any) -> str:
    """Give the alignment of a table's cells as a class: a strict policy allows no styles inline."""
    return ALIGNMENT.sub(r'class="\1"', html)


def on_nav(nav: Navigation, *, files: Files, config: MkDocsConfig, **_: Any) -> Navigation:
    """Connect the pages: then all is known that they are made of. MkDocs knows no front page that
    is in a section."""
    (site,), (planned,) = _sites, _planned
    front = files.src_uris.get("index.md")
    nav.homepage = front.page if front else None
    root = Path(config.config_file_path).parent
    file = None if config.extra["served"] else cache_file(root, "sqlite")
    kept = KeptPages(file, shared_by_all(root, config, nav, planned) if file else b"")
    pages = PageByPage(site, planned, config, files, nav, kept)
    for page in planned.values():
        pages.connect(page)
    pages.take_over()
    _pages[:] = [pages]
    return nav


def on_env(env: Environment, *, config: MkDocsConfig, **_: Any) -> Environment:
    """Give the frame a filter for titles, as `DirectionExtension` is for the text of pages."""
    _pages[0].env = env
    ltr = text_direction(config.theme["language"]) == "ltr"
    env.filters["directed"] = lambda title: Markup(marked_runs(title) if ltr else title)
    return env


def on_template_context(context: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Give the sitemap every page, and the day of its last change."""
    context["pages"] = _pages[0].listed
    context["about_pages"] = _planned[0]
    return context


def on_page_context(context: dict[str, Any], *, page: MkDocsPage, **_: Any) -> dict[str, Any]:
    """Give the frame what it needs to know of a page: what machines read, how to suggest a
    change."""
    made = _pages[0].making[page.file.src_uri]
    context.update(about_page=made.page, page_head=made.head)
    return context


def on_post_page(output: str, *, page: MkDocsPage, config: MkDocsConfig, **_: Any) -> str:
    """Give the root the direction of writing; the theme gives it to the body only."""
    direction = text_direction(config.theme["language"])
    output = output.replace("<html ", f'<html dir="{direction}" ', 1)
    read_again(output.encode(), page.file.dest_uri)
    return output


def on_post_template(output_content: str, *, template_name: str, **_: Any) -> str:
    """Read the page for what is not found, and the map of the site, as well."""
    read_again(output_content.encode(), template_name)
    return output_content


def on_post_build(*, config: MkDocsConfig, **_: Any) -> None:
    """Write all pages and all other files. While serving, a reader asks for them one by one."""
    (pages,) = _pages
    pages.give_back()
    if config.extra["served"]:
        return offer(pages.write_asked)
    pages.write_all()
    if pages.problems:
        raise _refused(pages.problems)
    for build in _builds:
        build.whole = True
        config.site_dir = str(build.target)


def on_build_error(*, error: Exception, **_: Any) -> None:
    """Say in one line that a file cannot be read or written. In strict mode a warning is an error
    as well, after everything was written."""
    for build in _builds:
        build.whole = False
    if isinstance(error, OSError):
        raise Abort(_unwritten(error))


def on_shutdown(**_: Any) -> None:
    """Put the site in its place if it is whole: MkDocs has nothing more to say of it."""
    for build in _builds:
        try:
            if build.whole:
                put(build.aside, build.target, lambda name: name.startswith("."))
        except OSError as error:
            raise Abort(_unwritten(error)) from None
        finally:
            shutil.rmtree(build.aside, ignore_errors=True)
    for made in (_sites, _planned, _pages):
        made.clear()  # their memory is free for what is written
    for store in _stores:
        _say("What this build read is not kept", write_store(store))


def _unwritten(error: OSError) -> str:
    """That the site cannot be written, or which other file cannot be read, and why."""
    why = error.strerror or str(error)
    for build in _builds:
        name = str(error.filename2 or error.filename or build.aside)  # a full disk has none
        if name.startswith((str(build.aside), str(build.target))):
            return f"{build.target.name}: cannot be written: {why}"
    return f"{error.filename or 'a file'}: {why}"


def _version(root: Path) -> dict[str, str]:
    """The commit and its date, for the foot of every page; empty outside a repository."""
    found = _git(root, "log", "-1", "--format=%h %cs").split()
    return {"commit": found[0], "date": found[1]} if len(found) == 2 else {}


def _dates(root: Path) -> dict[str, FileDates]:
    """When each file of records and prose was added and last changed; empty outside a repository,
    and where it is shallow: a part of its history would give wrong days."""
    if _git(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    return file_dates(_git(root, *HISTORY))


def _git(root: Path, *arguments: str) -> str:
    """What git prints; empty if it cannot be asked."""
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout
