"""The pages behind the page of a question or an event: its statements in parts, what contradicts
what, and the figures."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..domain.site_map import comparisons_path, figures_path
from ..model.kinds import FOLDERS
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
    context = writer.context
    layer = SecondLayer(
        view,
        evidence.question_evidence(context, view.id),
        evidence.question_comparisons(context, view.id),
        evidence.question_figures(context, view.id),
    )
    title = writer.texts["evidence_title"].format(title=view.title)
    yield from _statements(writer, layer, first, title, "evidence.md")
    yield from _others(writer, layer, first, "question")


def event_pages(writer: PageWriter, view: EventView, first: Page) -> Iterator[Page]:
    """The pages behind the page of an event of which more was said than it shows."""
    context = writer.context
    layer = SecondLayer(
        view,
        evidence.event_evidence(context, view.id),
        evidence.event_comparisons(context, view.id),
        evidence.event_figures(context, view.id),
    )
    title = writer.texts["accounts_title"].format(title=view.title)
    yield from _statements(writer, layer, first, title, "accounts.md")
    yield from _others(writer, layer, first, "event")


def _statements(
    writer: PageWriter, layer: SecondLayer, first: Page, title: str, template: str
) -> list[Page]:
    values = {"view": layer.view, "parts": layer.parts}
    pages = [
        writer.page(
            PageIdentity(part.path, writer.numbered(title, part.number), first.files),
            template,
            part=part,
            **values,
        )
        for part in layer.parts
    ]
    return in_a_row([first, *pages])[1:]


def _others(writer: PageWriter, layer: SecondLayer, first: Page, kind: str) -> Iterator[Page]:
    """The comparisons and the figures, which lead back to the first page."""
    folder, texts, id_ = FOLDERS[kind], writer.texts, layer.view.id
    title = texts["comparisons_title"].format(title=first.title)
    identity = PageIdentity(comparisons_path(folder, id_), title, first.files)
    values = {"first": first, "title": title, "view": layer.compared}
    yield leading_back(writer.page(identity, "comparisons.md", **values), first)
    title = texts["figures_title"].format(title=first.title)
    identity = PageIdentity(figures_path(folder, id_), title, first.files)
    values = {"first": first, "title": title, "view": layer.figures}
    yield leading_back(writer.page(identity, "figures.md", **values), first)
