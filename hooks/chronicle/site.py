"""From a chronicle's folder to its site, or to everything that is wrong with it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path

from .domain.chronicle import Chronicle
from .domain.site_map import page_paths
from .exports.all_exports import export_files, record_files
from .exports.citation_files import citation_files
from .exports.downloads import TAKEAWAY_FOLDER, missing_takeaway, takeaway_names
from .files.file_dates import FileDates
from .files.loader import load_records
from .model.site import SiteSettings
from .problems import InvalidValue, Problem, unsaid
from .processes import in_processes
from .rendering.all_pages import all_pages
from .rendering.contribution_links import CodeHost
from .rendering.list_data import FOLDER, list_script
from .rendering.machine_files import llms, robots
from .rendering.map_data import MAP_SCRIPT, map_data
from .rendering.page import Content, Page
from .rendering.references import references
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
    """Everything that is published: pages by path, and by its path in the site what makes each
    other file. `share` works out what many pages ask, before several processes make them."""

    chronicle: Chronicle
    pages: Mapping[str, Page]
    files: Mapping[str, Callable[[], bytes]]
    share: Callable[[], None]


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
    """The site of the chronicle in a folder, ready to be made, or everything that is wrong."""
    chronicle, problems = read_chronicle(root)
    takeaway: dict[str, bytes] = {}
    if options.takeaway and not problems:
        takeaway, problems = read_takeaway(options.takeaway, chronicle.site)
    if problems:
        return None, problems
    try:
        site = _planned(chronicle, root / TEMPLATES, options, takeaway)
        bodies = {path: partial(_body, page) for path, page in site.pages.items()}
        return site, sorted(lost_anchors(chronicle, bodies))
    except InvalidValue as fault:
        return None, [_missing_text(fault)]


def _body(page: Page) -> str:
    return page.make().body


def _missing_text(fault: InvalidValue) -> Problem:
    """That a page needs a text which is not there, or not so."""
    return Problem("data/texts.yml", 1, 1, fault.message, fault.hint)


def make_page(page: Page) -> tuple[Content, list[Problem]]:
    """A page, with what is wrong in what it is made from; it is empty if it cannot be made."""
    try:
        content = page.make()
    except InvalidValue as fault:
        return Content(""), [_missing_text(fault)]
    return content, list(repeated_anchors(page.files[0], content.body)) if page.files else []


def make_file(make: Callable[[], bytes]) -> tuple[bytes, list[Problem]]:
    """A file that is no page, with what is wrong; it is empty if it cannot be made."""
    try:
        return make(), []
    except InvalidValue as fault:
        return b"", [_missing_text(fault)]


def problems_of(site: Site) -> list[Problem]:
    """What is wrong that only shows when all is made. Pages are made in several processes."""
    site.share()
    wait = in_processes(partial(_problems_of_pages, site), list(site.pages))
    found = {one for make in site.files.values() for one in make_file(make)[1]}
    return sorted(found.union(*wait()))


def _problems_of_pages(site: Site, paths: Sequence[str]) -> set[Problem]:
    return {one for path in paths for one in make_page(site.pages[path])[1]}


def _planned(
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
    cited = cache(partial(references, chronicle, chronicle.sources))
    pages = all_pages(context, filled, host, options.address, lambda: exported, takeaway, cited)
    drawn = map_view(context)
    texts: dict[str, Callable[[], str]] = {
        **({MAP_SCRIPT: partial(map_data, context, drawn)} if drawn else {}),
        **{path: partial(str, text) for path, text in record_files(chronicle, options.address)},
        WRITE_SCRIPT: partial(write_data, chronicle, host),
        **{path: partial(str, text) for path, text in citation_files(chronicle, options.address)},
        f"{FOLDER}/statements.js": lambda: list_script(filtered_statements(context)),
        f"{FOLDER}/sources.js": lambda: list_script(filtered_sources(context)),
        "assets/search/index.js": partial(_search_index, context, pages),
        "robots.txt": partial(robots, options.address),
        "llms.txt": partial(llms, chronicle, pages, exported, options.address),
    }
    files = {
        **{f"{TAKEAWAY_FOLDER}/{name}": partial(bytes, one) for name, one in takeaway.items()},
        **{f"data/{one.path}": partial(bytes, one.content) for one in exported},
        **{path: partial(_encoded, text) for path, text in texts.items()},
    }

    def share() -> None:
        _ = context.statements, context.change_chains, context.spelling_uses, cited()

    return Site(chronicle, {page.path: page for page in pages}, files, share)


def _encoded(text: Callable[[], str]) -> bytes:
    return text().encode()


def _search_index(context: ViewContext, pages: Iterable[Page]) -> str:
    shown = (one for one in pages if not one.removed)
    found = (SearchPage(one.path, one.title, partial(_body, one)) for one in shown)
    return search_index(context, found)
