"""Every page of the site."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from ..domain.site_map import DOWNLOADS_PAGE, WRITE_PAGE
from ..exports.downloads import TakeawayFile, download_families, takeaway_downloads
from ..exports.export_file import ExportFile
from ..exports.linked_data import dataset_linked_data
from ..views.context import ViewContext
from .contribution_links import CodeHost
from .list_pages import list_pages, removed_pages, word_pages
from .page import MadePage, Page
from .page_writer import PageIdentity, PageWriter, Values
from .prose_pages import prose_pages
from .record_pages import record_pages
from .templates import Templates


def all_pages(
    context: ViewContext,
    templates: Templates,
    host: CodeHost,
    address: str,
    exported: Sequence[ExportFile],
    takeaway: Mapping[str, TakeawayFile],
    cited: Callable[[], Mapping[str, str]],
) -> list[Page]:
    """The pages of a chronicle. `exported` are the files that others use, `takeaway` are those of
    `make dist` by name, if they are offered, and `cited` gives the reference of each source as
    Markdown."""
    writer = PageWriter(context, templates, host, address)
    return [
        *prose_pages(writer),
        *record_pages(writer, cited),
        *list_pages(writer),
        *word_pages(writer),
        *removed_pages(writer),
        _downloads_page(writer, exported, takeaway, address),
        _write_page(writer),
    ]


def _write_page(writer: PageWriter) -> Page:
    """The page on which a record is written; the rest of it is made by its script."""
    title, lede = (writer.texts.table(key)["write"] for key in ("page_title", "page_lede"))
    return writer.page(PageIdentity(WRITE_PAGE, title, description=lede), WRITE_PAGE)


def _downloads_page(
    writer: PageWriter,
    exported: Sequence[ExportFile],
    takeaway: Mapping[str, TakeawayFile],
    address: str,
) -> Page:
    """The page of everything that can be downloaded."""
    texts = writer.texts

    def values() -> Values:
        return {
            "families": download_families(exported, texts),
            "takeaway": takeaway_downloads(takeaway, texts),
            "site": writer.chronicle.site,
            "licence": writer.chronicle.licence,
            "address": address,
        }

    identity = PageIdentity(
        DOWNLOADS_PAGE,
        texts.table("page_title")["data"],
        description=texts.table("page_lede")["data"],
    )
    page = writer.page(identity, DOWNLOADS_PAGE, values)

    def make(planned: Page) -> Sequence[MadePage]:
        (made,) = page.make(planned)
        data = dataset_linked_data(writer.chronicle, exported, address)
        return [replace(made, head=replace(made.head, linked=data))]

    return replace(page, make=make)
