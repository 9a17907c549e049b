"""Turn views into pages: fill a template, number its notes, add the foot of every page."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, count

from markupsafe import Markup

from ..domain.naming import page_url, record_file
from ..domain.site_map import part_path
from ..exports.citation_files import page_reference
from ..exports.linked_data import page_linked_data, record_linked_data
from ..exports.page_metadata import context_object, page_metadata, source_metadata
from ..exports.published_works import published_work
from ..model.kinds import FOLDERS
from ..views.context import ViewContext
from ..views.reports import corrections
from .blocks import Blocks
from .contribution_links import CodeHost, Passage
from .glossary_marks import GlossaryMarks
from .long_pages import LongPage, PagePart, page_in_parts, places
from .notes import Notes
from .page import MadePage, Page, PageHead
from .templates import Templates

FIRST_HEADING = re.compile(r"\A\s*#\s+(.+?)\s*(?:\n|\Z)")
DESCRIPTION_LENGTH = 160
Values = Mapping[str, object]
"""What a template shows, by name."""


@dataclass(frozen=True, slots=True)
class PageIdentity:
    """What a page is called and made from: `record` is the id of the record that it shows, `edited`
    the files of data/ and docs/ that change it, `description` a sentence for search results,
    `listing` says that the page lists records."""

    path: str
    title: str
    edited: Sequence[str] = ()
    description: str = ""
    record: str = ""
    listing: bool = False


class PageWriter:
    """What all pages are written with. `address` is the site's own, with a slash at its end, or
    empty if it is not known."""

    def __init__(
        self, context: ViewContext, templates: Templates, host: CodeHost, address: str
    ) -> None:
        self.context = context
        self.chronicle = context.chronicle
        self.texts = context.texts
        self._blocks = Blocks(context, templates)
        glossary = self.chronicle.records.glossary
        self._glossary = GlossaryMarks(glossary, self.chronicle.site.language)
        self._templates = templates
        self._host = host
        self._address = address

    def page(
        self,
        identity: PageIdentity,
        template: str,
        values: Callable[[], Values] = dict,
        *,
        in_parts: bool = False,
    ) -> Page:
        """A page that is made from a template, with the prose about its record as `narrative`."""

        def body() -> str:
            narrative = Markup(self.narrative(identity.path))
            return self._templates.fill(template, identity.path, narrative=narrative, **values())

        return self.planned(identity, body, in_parts=in_parts)

    def narrative(self, path: str) -> str:
        """The prose about a record, without its heading: the record has a title of its own."""
        prose = self.chronicle.records.prose.get(path)
        return self.prose(FIRST_HEADING.sub("", prose.text), path) if prose else ""

    def prose(self, text: str, path: str) -> str:
        """Prose with its blocks filled, and its words linked to the glossary."""
        return self._blocks.filled(self._glossary.marked(text, path), path)

    def planned(
        self, identity: PageIdentity, body: Callable[[], str], *, in_parts: bool = False
    ) -> Page:
        """A page whose Markdown `body` makes, with ways to suggest a change; if it may come
        `in_parts`, it does when it is too long for one."""
        path = identity.path
        passage = Passage(self.url(path) or page_url(path), identity.title, identity.record)

        def make(page: Page) -> Sequence[MadePage]:
            text = body()
            parts = self._parts(page, identity, text) if in_parts else ()
            return parts or [self._made(page, identity, text)]

        return Page(
            path=path,
            title=identity.title,
            make=make,
            description=_description(identity.description),
            edited=tuple(map(self._host.file, identity.edited)),
            suggestions=self._host.suggestions(passage),
            record_file=record_file(self.chronicle, identity.record) if identity.record else "",
        )

    def _parts(self, page: Page, identity: PageIdentity, body: str) -> list[MadePage]:
        """The parts of a page that is too long for one; none of one that is not."""
        name, free = page.path.removesuffix(".md"), self._templates.pages
        later = (path for number in count(2) if (path := part_path(name, number)) not in free)
        long = page_in_parts(body, chain([page.path], later), self.texts["continued"])
        if not long:
            return []
        planned = []
        for part in long.parts:
            title = self.numbered(page.title, part.number)
            of_part = replace(identity, path=part.path, title=title)
            one = self.planned(of_part, partial(self._part, long, part))
            planned.append(replace(one, first=page.path if part.number > 1 else ""))
        first, *others = in_a_row(planned)
        *others, last = [replace(first, previous=page.previous), *others]
        return [made for one in (*others, replace(last, next=page.next)) for made in one.made()]

    def _part(self, long: LongPage, part: PagePart) -> str:
        shown = long.linked("".join(one.text for one in part.entries), part)
        moved = [] if part.number > 1 else [(one, places(one)) for one in long.parts[1:]]
        return self._templates.fill(
            "part.md",
            part.path,
            long=long,
            part=part,
            lede=long.linked(long.lede, part),
            shown=shown,
            moved=[(one, found) for one, found in moved if found],
            defined=[text for mark, text in long.defined.items() if mark in shown],
        )

    def _made(self, page: Page, identity: PageIdentity, body: str) -> MadePage:
        """A page with its notes numbered, the corrections of its record unless the first part has
        them, and the line to cite it by."""
        record = "" if page.first else identity.record
        foot = self._templates.fill(
            "foot.md",
            identity.path,
            corrections=corrections(self.context, record) if record else (),
            reference=page_reference(self.chronicle, identity.title, self.url(identity.path)),
        )
        text = Notes(self.context, identity.path).numbered(f"{body.strip()}\n\n{foot}")
        return MadePage(page, text, self._head(identity))

    def _head(self, identity: PageIdentity) -> PageHead:
        """What machines read: of the page of a source, the work that it is about."""
        chronicle, id_ = self.chronicle, identity.record
        cited = page_metadata(chronicle, identity.title, self.url(identity.path))
        if not id_:
            type_ = "CollectionPage" if identity.listing else "WebPage"
            return PageHead(page_linked_data(chronicle, identity.title, type_), cited)
        linked = record_linked_data(chronicle, id_, self._address)
        if id_ in chronicle.sources:
            work = published_work(chronicle, id_, chronicle.sources[id_])
            return PageHead(linked, source_metadata(work), True, context_object(work))
        return PageHead(linked, cited)

    def record(self, kind: str, id_: str, title: str, description: str) -> PageIdentity:
        """What the page of a record is called and made from."""
        path = f"{FOLDERS[kind]}/{id_}.md"
        edited = [self.chronicle.records.of(kind)[id_].document.path]
        if path in self.chronicle.records.prose:
            edited.append(f"docs/{path}")
        return PageIdentity(path, title, edited, description, id_)

    def numbered(self, title: str, number: int) -> str:
        """The title of one page of a list, from 1."""
        return f"{title}, {self.texts['part'].format(n=number)}" if number > 1 else title

    def url(self, path: str) -> str:
        """The whole address of a page; empty if the site's own is not known."""
        return f"{self._address}{page_url(path)}" if self._address else ""


def _description(text: str) -> str:
    """A text cut after a word to the length that search engines show."""
    line = " ".join(text.split())
    if len(line) <= DESCRIPTION_LENGTH:
        return line
    return line[:DESCRIPTION_LENGTH].rpartition(" ")[0].rstrip(",;:.") + " …"


def in_a_row(pages: Sequence[Page]) -> list[Page]:
    """The pages, each with the paths of the one before and the one after."""
    paths = ["", *(page.path for page in pages), ""]
    return [
        replace(page, previous=paths[index], next=paths[index + 2])
        for index, page in enumerate(pages)
    ]


def leading_back(page: Page, to: Page) -> Page:
    """A page of the second layer, whose neighbours are the page it belongs to and that one's
    next."""
    return replace(page, previous=to.path, next=to.next)


def first_heading(text: str) -> str:
    """The title of a page of prose, without its marks."""
    found = FIRST_HEADING.match(text)
    return re.sub(r"[*_`]", "", found[1]) if found else ""
