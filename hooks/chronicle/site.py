"""From a chronicle's folder to its site, or to everything that is wrong with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from .domain.chronicle import Chronicle
from .domain.site_map import page_paths
from .exports.all_exports import export_files, record_files
from .exports.citation_files import citation_files
from .exports.downloads import TAKEAWAY_FOLDER, missing_takeaway, takeaway_names
from .files.file_dates import FileDates
from .files.loader import load_records, unsaid
from .model.site import SiteSettings
from .problems import InvalidValue, Problem
from .rendering.all_pages import all_pages
from .rendering.contribution_links import CodeHost
from .rendering.list_data import FOLDER, list_script
from .rendering.machine_files import llms, robots
from .rendering.map_data import MAP_SCRIPT, map_data
from .rendering.page import Page
from .rendering.templates import Templates
from .rendering.write_data import WRITE_SCRIPT, write_data
from .search.index import SearchPage, search_index
from .validation.links import lost_anchors, repeated_anchors
from .validation.rules import find_problems
from .views.context import ViewContext
from .views.facets import filtered_sources, filtered_statements
from .views.map_view import map_view

TEMPLATES = Path("overrides/pages")


@dataclass(frozen=True, slots=True)
class Site:
    """Everything that is published: pages by path, and other files by their path in the site."""

    chronicle: Chronicle
    pages: Mapping[str, Page]
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """Where the site is published and where its repository is, both empty if not known; and the
    folder of the files that `make dist` wrote, if the site offers them. `dates` are those of the
    files in data/ and docs/ by path, if the repository has its whole history."""

    address: str = ""
    repository: str = ""
    takeaway: Path | None = None
    dates: Mapping[str, FileDates] = field(default_factory=dict)


def read_chronicle(root: Path) -> tuple[Chronicle, list[Problem]]:
    """The chronicle in a folder, with everything that is wrong with it."""
    records = load_records(root)
    chronicle = Chronicle(records)
    problems = list(records.problems)
    if records.vocabulary and records.site:
        problems += unsaid(problems, find_problems(chronicle))
    return chronicle, sorted(set(problems))


def read_takeaway(folder: Path, site: SiteSettings) -> tuple[dict[str, bytes], list[Problem]]:
    """The files of `make dist` by name, or the problem that they are missing."""
    problems = missing_takeaway(folder, site)
    names = () if problems else takeaway_names(site)
    return {name: (folder / name).read_bytes() for name in names}, problems


def build_site(root: Path, options: BuildOptions) -> tuple[Site | None, list[Problem]]:
    """The site of the chronicle in a folder, or everything that is wrong."""
    chronicle, problems = read_chronicle(root)
    takeaway: dict[str, bytes] = {}
    if options.takeaway and not problems:
        takeaway, problems = read_takeaway(options.takeaway, chronicle.site)
    if problems:
        return None, problems
    try:
        site = _built(chronicle, root / TEMPLATES, options, takeaway)
        lost = lost_anchors(chronicle, {path: page.body for path, page in site.pages.items()})
        made = ((page.files[0], page.body) for page in site.pages.values() if page.files)
        return site, sorted({*lost, *repeated_anchors(made)})
    except InvalidValue as fault:  # a text that a page needs
        return None, [Problem("data/texts.yml", 1, 1, fault.message, fault.hint)]


def _built(
    chronicle: Chronicle, templates: Path, options: BuildOptions, takeaway: Mapping[str, bytes]
) -> Site:
    context = ViewContext(chronicle)
    repository = options.repository or chronicle.site.repository or ""
    host = CodeHost(
        repository.rstrip("/"),
        chronicle.site.branch,
        chronicle.site.contact or "",
        chronicle.texts,
        options.dates,
    )
    exported = export_files(chronicle, options.address, options.dates)
    filled = Templates(templates, context, page_paths(chronicle))
    pages = all_pages(context, filled, host, options.address, exported, takeaway)
    lists = (filtered_statements(context), filtered_sources(context))
    drawn = map_view(context)
    files = {
        **{f"{TAKEAWAY_FOLDER}/{name}": content for name, content in takeaway.items()},
        **{f"data/{one.path}": one.content for one in exported},
        **({MAP_SCRIPT: map_data(context, drawn).encode()} if drawn else {}),
        **{path: text.encode() for path, text in record_files(chronicle, options.address)},
        WRITE_SCRIPT: write_data(chronicle, host).encode(),
        **{path: text.encode() for path, text in citation_files(chronicle, options.address)},
        **{f"{FOLDER}/{one.name}.js": list_script(one).encode() for one in lists},
        **{path: text.encode() for path, text in _search_index(context, pages).items()},
        "robots.txt": robots(options.address).encode(),
        "llms.txt": llms(chronicle, pages, exported, options.address).encode(),
    }
    return Site(chronicle, {page.path: page for page in pages}, files)


def _search_index(context: ViewContext, pages: Iterable[Page]) -> dict[str, str]:
    shown = (one for one in pages if not one.removed)
    found = (SearchPage(one.path, one.title, one.body, one.first) for one in shown)
    return search_index(context, found)
