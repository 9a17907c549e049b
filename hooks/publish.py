"""Publish the chronicle with MkDocs. All the thinking is in `chronicle`; this only hands over."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
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
from chronicle.text.finished import finished_fault

log = get_plugin_logger("chronicle")
THEME_FILES = (
    "assets/stylesheets/main.",
    "assets/stylesheets/palette.",
    "assets/javascripts/bundle.",
)
"""Those of Material's styles and scripts that pages load; its maps, search and icons stay out."""
HISTORY = ("log", "--relative", "--name-only", "--format=%x00%cs", "--", "data", "docs")
ALIGNMENT = re.compile(r'style="text-align: (left|right|center);"')
_sites: list[Site] = []


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build all pages before MkDocs empties the site's folder, so that a mistake leaves the last
    good site as it was."""
    root = Path(config.config_file_path).parent
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
        count = len(problems)
        raise Abort(f"{count} problem{'s' if count != 1 else ''}; nothing was built.")
    _sites[:] = [site]
    config.nav = with_records(config.nav or [], site.pages)
    direction = DirectionExtension(config.theme["language"])
    config.markdown_extensions.append(direction)  # type: ignore[arg-type]  # Markdown takes both
    settings = site.chronicle.site
    preview = f"{address}{settings.preview.file}" if address and settings.preview else ""
    config.extra.update(texts=site.chronicle.texts, settings=settings, preview=preview)
    config.extra.update(licence=site.chronicle.licence, build=_version(root))
    config.extra["records_feed"] = "data/records.atom" if "data/records.atom" in site.files else ""
    config.extra["contributing"] = "contributing.html" if "contributing.md" in site.pages else ""
    return config


def _address(config: MkDocsConfig) -> str:
    """Where the site is published, with a slash at its end; empty if that is not known. `mkdocs
    serve` puts its own address, which is no place to look for a newer version."""
    address = config.site_url or ""
    if not address or urlsplit(address).netloc == str(config.dev_addr):
        return ""
    return f"{address.rstrip('/')}/"


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
    for path, content in site.files.items():
        files.append(File.generated(config, path, content=content))
    return Files([file for file in files if _is_used(file, config)])


def _is_used(file: File, config: MkDocsConfig) -> bool:
    """Whether a file is ours, or one of Material's that pages load."""
    ours = (config.docs_dir, os.path.join(config.theme.dirs[0], "assets"))
    if file.generated_by or (file.abs_src_path or "").startswith(ours):
        return True
    return file.src_uri.startswith(THEME_FILES) and not file.src_uri.endswith(".map")


def on_page_markdown(markdown: str, *, page: MkDocsPage, **_: Any) -> str:
    """The theme writes titles and descriptions into pages as they are: here they are escaped."""
    for name in ("title", "description"):
        if name in page.meta:
            page.meta[name] = escape(page.meta[name])
    return markdown


def on_page_content(html: str, **_: Any) -> str:
    """Give the alignment of a table's cells as a class: a strict policy allows no styles inline."""
    return ALIGNMENT.sub(r'class="\1"', html)


def on_nav(nav: Navigation, *, files: Files, **_: Any) -> Navigation:
    """Give the pages of records their neighbours, and the section that their list is in. MkDocs
    knows no front page that is in a section."""
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
    return nav


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
    direction = text_direction(config.theme["language"])
    return _read_again(output.replace("<html ", f'<html dir="{direction}" ', 1), page.url)


def on_post_template(output_content: str, *, template_name: str, **_: Any) -> str:
    """Read the page for what is not found as well."""
    is_page = template_name.endswith(".html")
    return _read_again(output_content, template_name) if is_page else output_content


def _read_again(page: str, name: str) -> str:
    """A finished page in which nothing is that this site does not write."""
    if fault := finished_fault(page):
        raise Abort(f"{name} cannot be published: {fault}")
    return page


def on_post_build(*, config: MkDocsConfig, **_: Any) -> None:
    """Put the Markdown of every page beside it. MkDocs itself would take such a file for a page."""
    for path, page in _sites[0].pages.items():
        target = Path(config.site_dir) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.markdown, encoding="utf-8")


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
