"""From a chronicle's folder to its site, or to everything that is wrong with it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path

from .domain.chronicle import Chronicle
from .domain.site_map import DOWNLOADS_PAGE, page_paths
from .exports.all_exports import export_files, planned_files
from .exports.downloads import TAKEAWAY_FOLDER, TakeawayFile, missing_takeaway, takeaway_names
from .exports.export_file import FilePlan, TextFile
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
from .rendering.page import MadePage, Page
from .rendering.references import references
from .rendering.templates import Templates
from .rendering.write_data import WRITE_SCRIPT, write_data
from .search.index import READ_WHOLE, SearchPage, search_index
from .validation.links import lost_anchors, repeated_anchors
from .validation.rules import find_problems
from .views.context import ViewContext
from .views.facets import filtered_sources, filtered_statements
from .views.map_view import map_view

TEMPLATES = Path("overrides/pages")
LAST_PAGES = {DOWNLOADS_PAGE}
"""They say what is in other files, and are made after those in the same process."""


@dataclass(frozen=True, slots=True)
class Site:
    """The plan of everything that is published: pages by path, and other files by their path in the
    site. `search` makes the index: how many files it has is known then only. `share` works out what
    many pages ask, before several processes make them."""

    chronicle: Chronicle
    pages: Mapping[str, Page]
    files: Mapping[str, FilePlan]
    search: Callable[[], Mapping[str, str]]
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


def read_takeaway(
    folder: Path, site: SiteSettings
) -> tuple[dict[str, TakeawayFile], list[Problem]]:
    """The files of `make dist` by name, or the problem that they are missing."""
    problems = missing_takeaway(folder, site)
    names = () if problems else takeaway_names(site)
    return {name: TakeawayFile((folder / name).read_bytes()) for name in names}, problems


def build_site(root: Path, options: BuildOptions) -> tuple[Site | None, list[Problem]]:
    """The site of the chronicle in a folder, ready to be made, or everything that is wrong."""
    chronicle, problems = read_chronicle(root)
    takeaway: dict[str, TakeawayFile] = {}
    if options.takeaway and not problems:
        takeaway, problems = read_takeaway(options.takeaway, chronicle.site)
    if problems:
        return None, problems
    try:
        site = _planned(chronicle, root / TEMPLATES, options, takeaway)
        bodies = {path: partial(_body, page) for path, page in site.pages.items()}
        return site, sorted(lost_anchors(chronicle, bodies))
    except InvalidValue as fault:
        return None, [missing_text(fault)]


def _body(page: Page) -> str:
    return page.made()[0].body


def missing_text(fault: InvalidValue) -> Problem:
    """That a page needs a text which is not there, or not so."""
    return Problem("data/texts.yml", 1, 1, fault.message, fault.hint)


def make_page(page: Page) -> tuple[Sequence[MadePage], list[Problem]]:
    """A page or its parts, with what is wrong in what it is made from; none if it cannot be
    made."""
    try:
        made = page.made()
    except InvalidValue as fault:
        return (), [missing_text(fault)]
    return made, [found for one in made for found in _repeated(one)]


def _repeated(made: MadePage) -> Iterator[Problem]:
    for path in made.page.files[:1]:
        yield from repeated_anchors(path, made.body)


def all_parts(site: Site) -> dict[str, Page]:
    """Every page, which is made now, and all its parts: for those who have to know each by path.
    Raises InvalidValue if a page needs a text that is not there."""
    made = [one for page in site.pages.values() for one in page.made()]
    return {one.page.path: replace(one.page, make=partial(_as_made, one)) for one in made}


def _as_made(made: MadePage, page: Page) -> Sequence[MadePage]:
    return [replace(made, page=page)]


def make_file(plan: FilePlan, write: Callable[[bytes], object]) -> list[Problem]:
    """Gives the content of a file piece by piece to `write`. Returns what is wrong with what it is
    made from."""
    try:
        for chunk in plan.chunks():
            write(chunk)
    except InvalidValue as fault:
        return [missing_text(fault)]
    return []


def search_files(site: Site) -> tuple[dict[str, FilePlan], list[Problem]]:
    """The files of the search index, with what is wrong in what it is made from."""
    try:
        return {path: TextFile(partial(str, text)) for path, text in site.search().items()}, []
    except InvalidValue as fault:
        return {}, [missing_text(fault)]


def problems_of(site: Site) -> list[Problem]:
    """What is wrong that only shows when all is made. Pages are made in several processes."""
    site.share()
    early = [path for path in site.pages if path not in LAST_PAGES]
    with in_processes(partial(_problems_of_pages, site), early) as results:
        found = {one for plan in site.files.values() for one in make_file(plan, len)}
        found |= _problems_of_pages(site, LAST_PAGES)
        return sorted(found.union(search_files(site)[1], *results()))


def _problems_of_pages(site: Site, paths: Iterable[str]) -> set[Problem]:
    return {one for path in paths for one in make_page(site.pages[path])[1]}


def _planned(
    chronicle: Chronicle,
    templates: Path,
    options: BuildOptions,
    takeaway: Mapping[str, TakeawayFile],
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
    pages = all_pages(context, filled, host, options.address, exported, takeaway, cited)
    drawn = map_view(context)
    texts: dict[str, Callable[[], str]] = {
        **({MAP_SCRIPT: partial(map_data, context, drawn)} if drawn else {}),
        WRITE_SCRIPT: partial(write_data, chronicle, host),
        f"{FOLDER}/statements.js": lambda: list_script(filtered_statements(context)),
        f"{FOLDER}/sources.js": lambda: list_script(filtered_sources(context)),
        "robots.txt": partial(robots, options.address),
        "llms.txt": partial(llms, chronicle, pages, exported, options.address),
    }
    files: dict[str, FilePlan] = {
        **{f"{TAKEAWAY_FOLDER}/{name}": one for name, one in takeaway.items()},
        **planned_files(chronicle, exported, options.address),
        **{path: TextFile(make) for path, make in texts.items()},
    }

    def share() -> None:
        _ = context.statements, context.change_chains, context.spelling_uses, cited()

    by_path = {page.path: page for page in pages}
    return Site(chronicle, by_path, files, cache(partial(_search_index, context, pages)), share)


def _search_index(context: ViewContext, pages: Iterable[Page]) -> Mapping[str, str]:
    return search_index(context, (one for page in pages for one in _searched(page)))


def _searched(page: Page) -> list[SearchPage]:
    """What the search needs of a page; nothing of what was removed."""
    if page.removed:
        return []
    if page.path not in READ_WHOLE:
        return [SearchPage(page.path, page.title, "", page.first)]
    made = [(one.page, one.body) for one in page.made()]
    return [SearchPage(one.path, one.title, body, one.first) for one, body in made]
