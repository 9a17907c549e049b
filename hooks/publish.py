"""Publish the chronicle with MkDocs. All the thinking is in `chronicle`; this only hands over."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage

from chronicle import Site
from chronicle import site as build
from chronicle.text import bidi as direction  # eager: MkDocs takes hooks/ off the path once this file has run

log = get_plugin_logger("chronicle")
PARTIES = "assets/stylesheets/parties.css"
SEARCH = "assets/javascripts/search-index.js"
_site = Site()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Build all pages before MkDocs empties the site's folder, so that a mistake leaves the last good site as it was."""
    global _site
    root = Path(config.config_file_path).parent
    config.watch += [str(root / "data"), str(root / "overrides")]
    address = _address(config)
    takeaway = config.extra.get("takeaway") or ""
    _site = build(root, config.extra.get("repository") or "", address, Path(root, takeaway) if takeaway else None)
    if _site.problems:
        for problem in _site.problems:
            log.error(str(problem))
            if os.environ.get("GITHUB_ACTIONS"):
                print(problem.annotation())
        count = len(_site.problems)
        raise Abort(f"{count} problem{'s' if count != 1 else ''}; nothing was built.")
    config.extra["build"] = _version(root)
    config.extra.update(texts=_site.texts, version=_site.version, licence=_site.licence)
    config.extra["preview"] = f"{address}{_site.preview}" if address and _site.preview else ""
    config.extra_css = [*config.extra_css, PARTIES]
    return config


def _address(config: MkDocsConfig) -> str:
    """Where the site is published, with a slash at its end; empty if that is not known. `mkdocs serve` puts its own address,
    which is nobody's place to look for a newer version."""
    address = config.site_url or ""
    if not address or urlsplit(address).netloc == str(config.dev_addr):
        return ""
    return f"{address.rstrip('/')}/"


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Put every page of the chronicle in the place of its prose, and those of records out of the navigation."""
    for path, page in _site.pages.items():
        prose = files.get_file_from_path(path)
        if prose:
            files.remove(prose)
        file = File.generated(config, path, content=page.markdown)
        if "/" in path:
            file.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(file)
    for path, content in _site.files.items():
        files.append(File.generated(config, path, content=content))
    files.append(File.generated(config, PARTIES, content=_site.styles))
    files.append(File.generated(config, SEARCH, content=_site.search))
    return Files([file for file in files if not _of_the_theme(file, config)])


def _of_the_theme(file: File, config: MkDocsConfig) -> bool:
    """Whether a file is one of Material's styles, scripts and icons, none of which a page loads. Ours lie in overrides/assets/."""
    ours = (config.docs_dir, os.path.join(config.theme.dirs[0], "assets"))
    return not file.generated_by and not (file.abs_src_path or "").startswith(ours)


def on_post_page(output: str, *, config: MkDocsConfig, **_: Any) -> str:
    """Say on the root in which direction the pages are written; the theme says it of the body only."""
    return output.replace("<html ", f'<html dir="{direction(config.theme["language"])}" ', 1)


def on_page_context(context: dict[str, Any], *, page: MkDocsPage, **_: Any) -> dict[str, Any]:
    """Hand what machines read in the head of a page to partials/meta.html."""
    found = _site.pages.get(page.file.src_uri)
    if found:
        head = found.head
        page.meta.update(linked=head.linked, cited=head.cited, of_a_work=head.of_a_work)
    return context


def on_post_build(*, config: MkDocsConfig, **_: Any) -> None:
    """Put the plain Markdown of every page beside it. MkDocs itself would take such a file for a page."""
    for path, page in _site.pages.items():
        target = Path(config.site_dir) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(page.plain, encoding="utf-8")


def _version(root: Path) -> dict[str, str]:
    """The commit and its date, for the foot of every page; empty outside a repository."""
    command = ["git", "-C", str(root), "log", "-1", "--format=%h %cs"]
    try:
        found = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    except (OSError, subprocess.CalledProcessError):
        return {}
    return {"commit": found[0], "date": found[1]} if len(found) == 2 else {}
