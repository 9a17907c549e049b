"""The pages behind the page of a question or an event: its statements in parts, what contradicts
what, and the figures."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial

from ..domain.site_map import (
    accounts_parts,
    accounts_path,
    comparisons_path,
    evidence_parts,
    evidence_path,
    figures_path,
)
from ..text.localization import InterfaceText
from ..views import evidence
from ..views.events import EventView
from ..views.figures import FigureGroup
from ..views.questions import QuestionView
from .page import Page
from .page_writer import PageIdentity, PageWriter, Values, in_a_row, leading_back


@dataclass(frozen=True, slots=True)
class SecondLayer:
    """Everything that was said on a question or an event, each part worked out when a page asks for
    it: the view of the first page, the parts of the statements, comparisons and figures. `paths`
    are those of the parts."""

    view: Callable[[], QuestionView | EventView]
    paths: Sequence[str]
    parts: Callable[[], Sequence[evidence.EvidencePart]]
    compared: Callable[[], evidence.Comparisons]
    figures: Callable[[], Sequence[FigureGroup]]


def question_pages(
    writer: PageWriter, id_: str, view: Callable[[], QuestionView], first: Page
) -> Iterator[Page]:
    """The pages behind the page of a question."""
    context = writer.context
    layer = SecondLayer(
        view,
        [evidence_path(id_, number) for number in evidence_parts(writer.chronicle, id_)],
        cache(partial(evidence.question_evidence, context, id_)),
        partial(evidence.question_comparisons, context, id_),
        partial(evidence.question_figures, context, id_),
    )
    return _pages(writer, layer, first, "evidence.md", writer.texts["evidence_title"])


def event_pages(
    writer: PageWriter, id_: str, view: Callable[[], EventView], first: Page
) -> Iterator[Page]:
    """The pages behind the page of an event of which more was said than it shows."""
    context = writer.context
    layer = SecondLayer(
        view,
        [accounts_path(id_, number) for number in accounts_parts(writer.chronicle, id_)],
        cache(partial(evidence.event_evidence, context, id_)),
        partial(evidence.event_comparisons, context, id_),
        partial(evidence.event_figures, context, id_),
    )
    return _pages(writer, layer, first, "accounts.md", writer.texts["accounts_title"])


def _pages(
    writer: PageWriter, layer: SecondLayer, first: Page, template: str, title: InterfaceText
) -> Iterator[Page]:
    """The statements, then the comparisons and the figures, which lead back to the first page."""
    texts, named = writer.texts, title.format(title=first.title)

    def part(index: int) -> Values:
        parts = layer.parts()
        return {"view": layer.view(), "parts": parts, "part": parts[index]}

    pages = [
        writer.page(
            PageIdentity(path, writer.numbered(named, index + 1), first.files),
            template,
            partial(part, index),
        )
        for index, path in enumerate(layer.paths)
    ]
    yield from in_a_row([first, *pages])[1:]
    folder, id_ = first.path.removesuffix(".md").split("/")
    for path, name, about, shown in (
        (comparisons_path(folder, id_), "comparisons", texts["comparisons_title"], layer.compared),
        (figures_path(folder, id_), "figures", texts["figures_title"], layer.figures),
    ):
        heading = about.format(title=first.title)
        values = partial(_compared, first, heading, shown)
        identity = PageIdentity(path, heading, first.files)
        yield leading_back(writer.page(identity, f"{name}.md", values, in_parts=True), first)


def _compared(first: Page, heading: str, view: Callable[[], object]) -> Values:
    return {"first": first, "title": heading, "view": view()}
