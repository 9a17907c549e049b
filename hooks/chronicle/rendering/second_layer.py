"""The pages behind the page of a question or an event: its statements, what contradicts what, and
the figures."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from ..domain.site_map import accounts_path, comparisons_path, evidence_path, figures_path
from ..text.localization import InterfaceText
from ..views import evidence
from ..views.context import ViewContext
from ..views.events import EventView
from ..views.questions import QuestionView
from .page import Page
from .page_writer import PageIdentity, PageWriter, Values, leading_back


@dataclass(frozen=True, slots=True)
class _Layer:
    """What is behind the pages of one kind: the template of the statements, the path of their page,
    and what works out from an id what each page shows."""

    template: str
    path: Callable[[str], str]
    sections: Callable[[ViewContext, str], object]
    compared: Callable[[ViewContext, str], object]
    figures: Callable[[ViewContext, str], object]


OF_QUESTIONS = _Layer(
    "evidence.md",
    evidence_path,
    evidence.question_evidence,
    evidence.question_comparisons,
    evidence.question_figures,
)
OF_EVENTS = _Layer(
    "accounts.md",
    accounts_path,
    evidence.event_evidence,
    evidence.event_comparisons,
    evidence.event_figures,
)


def question_pages(
    writer: PageWriter, id_: str, view: Callable[[], QuestionView], first: Page
) -> Iterator[Page]:
    """The pages behind the page of a question."""
    return _pages(writer, OF_QUESTIONS, id_, view, first, writer.texts["evidence_title"])


def event_pages(
    writer: PageWriter, id_: str, view: Callable[[], EventView], first: Page
) -> Iterator[Page]:
    """The pages behind the page of an event of which more was said than it shows."""
    return _pages(writer, OF_EVENTS, id_, view, first, writer.texts["accounts_title"])


def _pages(
    writer: PageWriter,
    layer: _Layer,
    id_: str,
    view: Callable[[], object],
    first: Page,
    title: InterfaceText,
) -> Iterator[Page]:
    """The statements, then the comparisons and the figures, which lead back to the first page."""
    context, texts, folder = writer.context, writer.texts, first.path.partition("/")[0]

    def statements() -> Values:
        return {"view": view(), "sections": layer.sections(context, id_)}

    identity = PageIdentity(layer.path(id_), title.format(title=first.title), first.files)
    page = writer.page(identity, layer.template, statements, in_parts=True)
    yield replace(page, previous=first.path)
    for path, name, about, work in (
        (comparisons_path(folder, id_), "comparisons", texts["comparisons_title"], layer.compared),
        (figures_path(folder, id_), "figures", texts["figures_title"], layer.figures),
    ):
        heading = about.format(title=first.title)
        identity = PageIdentity(path, heading, first.files)
        values = partial(_compared, first, heading, partial(work, context, id_))
        yield leading_back(writer.page(identity, f"{name}.md", values, in_parts=True), first)


def _compared(first: Page, title: str, view: Callable[[], object]) -> Values:
    return {"first": first, "title": title, "view": view()}
