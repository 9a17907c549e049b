"""The pages behind the page of a question or an event: its statements, what contradicts what, and
the figures."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from ..domain.site_map import accounts_path, comparisons_path, evidence_path, figures_path
from ..views import evidence
from ..views.events import EventView
from ..views.questions import QuestionView
from .page import Page
from .page_writer import PageIdentity, PageWriter, Values, leading_back


def question_pages(
    writer: PageWriter, id_: str, view: Callable[[], QuestionView], first: Page
) -> Iterator[Page]:
    """The pages behind the page of a question."""
    context = writer.context

    def values() -> Values:
        return {"view": view(), "sections": evidence.question_evidence(context, id_)}

    title = writer.texts["evidence_title"].format(title=first.title)
    identity = PageIdentity(evidence_path(id_), title, first.files)
    page = writer.page(identity, "evidence.md", values, in_parts=True)
    yield replace(page, previous=first.path)
    yield from _compared(
        writer,
        first,
        partial(evidence.question_comparisons, context, id_),
        partial(evidence.question_figures, context, id_),
    )


def event_pages(
    writer: PageWriter, id_: str, view: Callable[[], EventView], first: Page
) -> Iterator[Page]:
    """The pages behind the page of an event of which more was said than it shows."""
    context = writer.context

    def values() -> Values:
        return {"view": view(), "sections": evidence.event_evidence(context, id_)}

    title = writer.texts["accounts_title"].format(title=first.title)
    identity = PageIdentity(accounts_path(id_), title, first.files)
    page = writer.page(identity, "accounts.md", values, in_parts=True)
    yield replace(page, previous=first.path)
    yield from _compared(
        writer,
        first,
        partial(evidence.event_comparisons, context, id_),
        partial(evidence.event_figures, context, id_),
    )


def _compared(
    writer: PageWriter, first: Page, compared: Callable[[], object], figures: Callable[[], object]
) -> Iterator[Page]:
    """The comparisons and the figures, which lead back to the first page."""
    texts = writer.texts
    folder, id_ = first.path.removesuffix(".md").split("/")
    for path, name, about, view in (
        (comparisons_path(folder, id_), "comparisons", texts["comparisons_title"], compared),
        (figures_path(folder, id_), "figures", texts["figures_title"], figures),
    ):
        title = about.format(title=first.title)
        identity = PageIdentity(path, title, first.files)
        values = partial(_values, first, title, view)
        yield leading_back(writer.page(identity, f"{name}.md", values, in_parts=True), first)


def _values(first: Page, title: str, view: Callable[[], object]) -> Values:
    return {"first": first, "title": title, "view": view()}
