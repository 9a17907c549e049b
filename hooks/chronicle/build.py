"""From a chronicle's folder to its pages, or to its problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from . import harm, ledger, neutral, prose  # noqa: F401 - they add their rules to those of check
from .cartography import Projection
from .check import check
from .load import load
from .problem import Mistake, Problem
from .relate import Chronicle



@dataclass(frozen=True, slots=True)
class Head:
    """What machines read in the head of a page: its linked data as JSON that is safe within a script, and the name and
    content of each <meta> by which a reference manager knows it, or the work that it describes (`of_a_work`)."""

    linked: str = ""
    cited: tuple[tuple[str, str], ...] = ()
    of_a_work: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page as Markdown with blocks of HTML. `edits` are the files it is made from, the most particular first, relative to the root."""

    title: str
    markdown: str
    edits: tuple[str, ...]
    head: Head = Head()
    description: str = ""
    reference: str = ""  # how the page is cited, as a sentence
    removed: bool = False  # whether it stands at the address of a record that is gone

    @property
    def plain(self) -> str:
        """The page as Markdown without HTML, with its reference at the end."""
        from .plain import escaped, plain

        return plain(self.markdown) + (f"\n---\n\n{escaped(self.reference)}\n" if self.reference else "")


@dataclass(slots=True)
class Site:
    """All pages by path (relative to docs/, ending in .md) and all files for others to use, or all problems."""

    pages: dict[str, Page] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    styles: str = ""
    search: str = ""
    version: str = ""
    licence: str = ""
    preview: str = ""


def read(root: Path) -> tuple[Chronicle, list[Problem]]:
    """The chronicle in a folder, with everything that is wrong with it."""
    records = load(root)
    chronicle = Chronicle(records)
    problems = list(records.problems)
    if records.vocabulary and records.site:
        problems += check(chronicle)
    return chronicle, sorted(set(problems))


def build(root: Path, repository: str = "", address: str = "", takeaway: Path | None = None) -> Site:
    """All pages and files of the chronicle in `root`; none where something is wrong. `repository` is where edit links
    lead, `address` where the site is published, if that is known, `takeaway` the folder of files to take away, if the site is
    to offer them."""
    chronicle, problems = read(root)
    if problems:
        return Site(problems=problems)
    try:
        return _built(root, chronicle, repository, address, takeaway)
    except Mistake as mistake:  # a text of the pages that does not fit what is filled in
        texts = next(document for document in chronicle.records.lists if document.path == "data/texts.yml")
        return Site(problems=[texts.problem((mistake.key,), str(mistake), mistake.hint)])


def _built(root: Path, chronicle: Chronicle, repository: str, address: str, takeaway: Path | None) -> Site:
    """What `build` gives, of records and prose that are sound."""
    from . import searchindex
    from .export import exports  # checking needs neither the exports nor Jinja, Pandoc and Pillow
    from .machines import llms, robots
    from .prose import INDEXES, lost_anchors
    from .render import missing_texts, render
    from .takeaway import offered

    templates = root / "overrides" / "pages"
    files = exports(chronicle, address)
    problems = missing_texts(chronicle, templates, files)
    offers = offered.Offers({}) if problems else offered.offers(takeaway, chronicle.site)
    problems = [*problems, *offers.problems]
    if problems:
        return Site(problems=problems)
    pages = render(chronicle, templates, repository, files, address, offers)
    problems = list(lost_anchors(chronicle, {path: page.markdown for path, page in pages.items()}))
    if problems:
        return Site(problems=problems)
    written = chronicle.records.prose
    lists = {path: one.title for path, one in pages.items() if path[:-3] in (*INDEXES, "data") and path not in written}
    published = {f"data/{file.path}": file.content for file in files}
    published |= {f"{offered.FOLDER}/{path}": content for path, content in offers.files.items()}
    published["robots.txt"] = robots(address).encode()
    published["llms.txt"] = llms(chronicle, pages, files, address).encode()
    return Site(
        pages=pages,
        files=published,
        texts=chronicle.records.texts,
        styles=styles(chronicle),
        search=searchindex.script(chronicle, lists),
        version=f"{chronicle.site.version}, {chronicle.site.version_date.text}",
        licence=chronicle.licence,
        preview=chronicle.site.preview or "",
    )


def styles(chronicle: Chronicle) -> str:
    """The colour of each party: the palette's ten in the order of the vocabulary, from the first again after the tenth; and the
    shape of the map, which has no viewBox of its own, so that its writing does not grow with it."""
    colours = "".join(
        f'[data-party="{party}"]{{--p:var(--c{index % 10 + 1})}}\n' for index, party in enumerate(chronicle.parties())
    )
    if not chronicle.records.map:
        return colours
    return f"{colours}.map__picture{{aspect-ratio:1/{Projection(chronicle.records.map.record.frame).aspect:.5f}}}\n"
