"""Publish the chronicle with MkDocs. All the thinking is in `chronicle`; this only hands over."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import icalendar
from jinja2 import Environment
from kept_pages import EMPTY, KeptPages, cache_file, leave_out, page_parts, shared_by_all
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from chronicle.files.file_dates import FileDates, file_dates
from chronicle.rendering.navigation import list_path, with_records
from chronicle.site import BuildOptions, Site, build_site
from chronicle.text.bidi import DirectionExtension, marked_runs, text_direction
from chronicle.text.finished import POLICY, finished_fault, xml_fault
from serving import Faulty, show_faults
from whole_folder import begin, put

log = get_plugin_logger("chronicle")
THEME_FILES = (
    "assets/stylesheets/main.",
    "assets/stylesheets/palette.",
    "assets/javascripts/bundle.",
)
"""Those of Material's styles and scripts that pages load; its maps, search and icons stay out."""
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


@dataclass(slots=True)
class _Kept:
    """Pages of earlier builds, the digest of each page, and those that are as they were."""

    pages: KeptPages
    digests: dict[str, str]
    same: dict[str, str]


_sites: list[Site] = []
_kept: list[_Kept] = []
_builds: list[_Build] = []


def on_startup(**_: Any) -> None:
    """Let `mkdocs serve` show in the browser what is wrong."""
    show_faults()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build all pages, and let MkDocs write them into a folder aside, so that the last good site
    stays until the next one is whole."""
    root = Path(config.config_file_path).parent
    served = bool(config.extra.get("served"))  # from a folder for that alone
    if not served:
        config.site_dir = str(_begin(Path(config.site_dir).resolve()))
    config.watch += [str(root / "data"), str(root / "overrides")]
    address = _address(config)
    folder = config.extra.get("takeaway")
    takeaway = Path(root, folder) if folder else None
    repository = config.extra.get("repository") or ""
    options = BuildOptions(address, repository, takeaway, _dates(root))
    site, problems = build_site(root, options)
    if problems or site is None:
        for problem in problems:
            log.error(str(problem))
            if os.environ.get("GITHUB_ACTIONS"):
                print(problem.annotation())
        raise Faulty(problems)
    _sites[:] = [site]
    config.nav = with_records(config.nav or [], site.pages)
    direction = DirectionExtension(config.theme["language"])
    config.markdown_extensions.append(direction)  # type: ignore[arg-type]  # Markdown takes both
    settings = site.chronicle.site
    preview = f"{address}{settings.preview.file}" if address and settings.preview else ""
    config.extra.update(texts=site.chronicle.texts, settings=settings, preview=preview)
    config.extra.update(licence=site.chronicle.licence, build=_version(root))
    config.extra["records_feed"] = "data/records.atom" if "data/records.atom" in site.files else ""
    config.extra["policy"] = "" if served else POLICY  # MkDocs writes a script into what it serves
    config.extra["contributing"] = "contributing.html" if "contributing.md" in site.pages else ""
    return config


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
    """Put every page of the chronicle in the place of its prose, and other files beside them."""
    (site,) = _sites
    for path, page in site.pages.items():
        prose = files.get_file_from_path(path)
        if prose:
            files.remove(prose)
        file = File.generated(config, path, content=page.markdown)
        file.inclusion = InclusionLevel.NOT_IN_NAV if "/" in path else InclusionLevel.UNDEFINED
        files.append(file)
    headers = "".join(f"  {name}: {value}\n" for name, value in HEADERS.items())
    for path, content in {**site.files, "_headers": f"/*\n{headers}".encode()}.items():
        _read_again(content, path)
        files.append(File.generated(config, path, content=content))
    return Files([file for file in files if _is_used(file, config)])


def _is_used(file: File, config: MkDocsConfig) -> bool:
    """Whether a file is ours, or one of Material's that pages load."""
    ours = (config.docs_dir, os.path.join(config.theme.dirs[0], "assets"))
    if file.generated_by or (file.abs_src_path or "").startswith(ours):
        return True
    return file.src_uri.startswith(THEME_FILES) and not file.src_uri.endswith(".map")


def on_page_markdown(markdown: str, *, page: MkDocsPage, **_: Any) -> str:
    """The theme writes titles and descriptions into pages as they are: here they are escaped. A
    page that is kept goes into no theme."""
    if page.file.src_uri in _kept[0].same:
        page.meta["template"] = EMPTY
    for name in ("title", "description"):
        if name in page.meta:
            page.meta[name] = escape(page.meta[name])
    return markdown


def on_page_content(html: str, **_: Any) -> str:
    """Give the alignment of a table's cells as a class: a strict policy allows no styles inline."""
    return ALIGNMENT.sub(r'class="\1"', html)


def on_nav(nav: Navigation, *, files: Files, config: MkDocsConfig, **_: Any) -> Navigation:
    """Give the pages of records their neighbours, and the section that their list is in. MkDocs
    knows no front page that is in a section. Then all is known that pages are made of."""
    pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
    nav.homepage = pages.get("index.md")
    for path, page in pages.items():
        found = _sites[0].pages[path]
        if found.previous or found.next:
            page.previous_page = pages.get(found.previous)
            page.next_page = pages.get(found.next)
        listing = pages.get(list_path(path))
        if page.parent is None and listing:
            page.parent = listing.parent
    _find_kept(pages, config, nav)
    return nav


def _find_kept(pages: Mapping[str, MkDocsPage], config: MkDocsConfig, nav: Navigation) -> None:
    """Leave out the pages that an earlier build made of the same."""
    root, ours = Path(config.config_file_path).parent, _sites[0].pages
    kept = KeptPages(cache_file(root), shared_by_all(root, config, nav, ours))
    digests = {path: kept.digest(page_parts(ours[path], ours)) for path in pages}
    same = {path: html for path in pages if (html := kept.find(digests[path]))}
    for path in same:
        leave_out(pages[path])
    _kept[:] = [_Kept(kept, digests, same)]


def on_env(env: Environment, *, config: MkDocsConfig, **_: Any) -> Environment:
    """Give the frame a filter for titles, as `DirectionExtension` is for the text of pages."""
    ltr = text_direction(config.theme["language"]) == "ltr"
    env.filters["directed"] = lambda title: Markup(marked_runs(title) if ltr else title)
    return env


def on_template_context(context: dict[str, Any], **_: Any) -> dict[str, Any]:
    """Give the sitemap the day of every page's last change."""
    context["about_pages"] = _sites[0].pages
    return context


def on_page_context(context: dict[str, Any], *, page: MkDocsPage, **_: Any) -> dict[str, Any]:
    """Give the frame what it needs to know of a page: what machines read, how to suggest a
    change."""
    context["about_page"] = _sites[0].pages[page.file.src_uri]
    return context


def on_post_page(output: str, *, page: MkDocsPage, config: MkDocsConfig, **_: Any) -> str:
    """Give the root the direction of writing; the theme gives it to the body only."""
    (kept,) = _kept
    path = page.file.src_uri
    if path in kept.same:
        return kept.same[path]
    direction = text_direction(config.theme["language"])
    output = output.replace("<html ", f'<html dir="{direction}" ', 1)
    _read_again(output.encode(), page.file.dest_uri)
    kept.pages.keep(kept.digests[path], output)
    return output


def on_post_template(output_content: str, *, template_name: str, **_: Any) -> str:
    """Read the page for what is not found, and the map of the site, as well."""
    _read_again(output_content.encode(), template_name)
    return output_content


def _read_again(content: bytes, name: str) -> None:
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


def on_post_build(*, config: MkDocsConfig, **_: Any) -> None:
    """Put the Markdown of every page beside it. MkDocs itself would take such a file for a page."""
    _kept[0].pages.close()
    for path, page in _sites[0].pages.items():
        target = Path(config.site_dir) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.markdown, encoding="utf-8")
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
