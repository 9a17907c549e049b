"""The pages behind the page of a question or an event: its statements in parts, what contradicts
what, and the figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..text.localization import InterfaceText
from ..views import evidence
from ..views.events import EventView
from ..views.figures import FigureGroup
from ..views.questions import QuestionView
from .page import Page
from .page_writer import PageIdentity, PageWriter, in_a_row, leading_back


@dataclass(frozen=True, slots=True)
class SecondLayer:
    """Everything that was said on a question or an event, beside the view of its first page."""

    view: QuestionView | EventView
    parts: Sequence[evidence.EvidencePart]
    compared: evidence.Comparisons
    figures: Sequence[FigureGroup]


def question_pages(writer: PageWriter, view: QuestionView, first: Page) -> Iterator[Page]:
    """The pages behind the page of a question."""
    context, id_ = writer.context, view.id
    layer = SecondLayer(
        view,
        evidence.question_evidence(context, id_),
        evidence.question_comparisons(context, id_),
        evidence.question_figures(context, id_),
    )
    return _pages(writer, layer, first, "evidence.md", writer.texts["evidence_title"])


def event_pages(writer: PageWriter, view: EventView, first: Page) -> Iterator[Page]:
    """The pages behind the page of an event of which more was said than it shows."""
    context, id_ = writer.context, view.id
    layer = SecondLayer(
        view,
        evidence.event_evidence(context, id_),
        evidence.event_comparisons(context, id_),
        evidence.event_figures(context, id_),
    )
    return _pages(writer, layer, first, "accounts.md", writer.texts["accounts_title"])


def _pages(
    writer: PageWriter, layer: SecondLayer, first: Page, template: str, title: InterfaceText
) -> Iterator[Page]:
    """The statements, then the comparisons and the figures, which lead back to the first page."""
    view, texts, parts = layer.view, writer.texts, layer.parts
    named = title.format(title=view.title)
    pages = [
        writer.page(
            PageIdentity(part.path, writer.numbered(named, part.number), first.files),
            template,
            view=view,
            parts=parts,
            part=part,
        )
        for part in parts
    ]
    yield from in_a_row([first, *pages])[1:]
    for path, name, about, shown in (
        (view.comparisons, "comparisons.md", texts["comparisons_title"], layer.compared),
        (view.all_figures, "figures.md", texts["figures_title"], layer.figures),
    ):
        heading = about.format(title=first.title)
        identity = PageIdentity(path, heading, first.files)
        found = writer.pages(identity, name, first=first, title=heading, view=shown)
        yield from leading_back(found, first)
