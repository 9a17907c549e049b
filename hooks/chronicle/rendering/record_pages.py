"""The pages of records: questions, events, actors, places and sources."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from ..exports.citation_files import CITATION_ENDINGS, CITATION_FOLDER
from ..views import events, profiles, questions, sources
from ..views.context import ViewContext
from ..views.lists import actors_by_party, places_by_name, sources_by_date
from .page import Page
from .page_writer import PageWriter, in_a_row
from .second_layer import event_pages, question_pages


def record_pages(writer: PageWriter, references: Mapping[str, str]) -> Iterator[Page]:
    """Every page of a record, its second layer included. `references` has the reference of each
    source as Markdown."""
    yield from _question_pages(writer)
    yield from _event_pages(writer)
    yield from _actor_pages(writer)
    yield from _place_pages(writer)
    yield from _source_pages(writer, references)


def _question_pages(writer: PageWriter) -> Iterator[Page]:
    context = writer.context
    views = [questions.question_view(context, id_) for id_ in context.question_order]
    pages = []
    for view in views:
        identity = writer.record("question", view.id, view.title, view.record.why)
        pages.append(writer.page(identity, "question.md", view=view, record=view.record))
    for view, page in zip(views, in_a_row(pages), strict=True):
        yield page
        yield from question_pages(writer, view, page)


def _event_pages(writer: PageWriter) -> Iterator[Page]:
    context = writer.context
    views = [events.event_view(context, id_) for id_ in context.event_order]
    pages = []
    for view in views:
        identity = writer.record("event", view.id, view.title, _dated(context, view))
        pages.append(writer.page(identity, "event.md", view=view, record=view.record))
    for view, page in zip(views, in_a_row(pages), strict=True):
        yield page
        if view.all_accounts:
            yield from event_pages(writer, view, page)


def _dated(context: ViewContext, view: events.EventView) -> str:
    return f"{view.title}. {context.date(view.record.date)}"


def _actor_pages(writer: PageWriter) -> list[Page]:
    context = writer.context
    ids = [id_ for _, id_ in actors_by_party(context)]
    pages = []
    for id_ in ids:
        view = profiles.actor_view(context, id_)
        role = view.record.role or context.label("kinds_of_actor", view.record.kind)
        identity = writer.record("actor", id_, view.record.name, role)
        pages.append(writer.page(identity, "actor.md", view=view, record=view.record))
    return in_a_row(pages)


def _place_pages(writer: PageWriter) -> list[Page]:
    context = writer.context
    pages = []
    for id_ in places_by_name(context):
        view = profiles.place_view(context, id_)
        kind = context.label("kinds_of_place", view.record.kind)
        identity = writer.record("place", id_, view.record.name, f"{view.record.name}. {kind}")
        pages.append(writer.page(identity, "place.md", view=view, record=view.record))
    return in_a_row(pages)


def _citation_files(source: str) -> list[tuple[str, str]]:
    """The format and the path of each file that cites a source."""
    folder = f"{CITATION_FOLDER}/{source}"
    return [(name, f"{folder}.{ending}") for ending, name in CITATION_ENDINGS.items()]


def _source_pages(writer: PageWriter, references: Mapping[str, str]) -> list[Page]:
    context = writer.context
    pages = []
    for id_ in sources_by_date(context):
        view = sources.source_view(context, id_)
        kind = context.label("kinds_of_source", view.record.kind)
        title = context.link(id_).text
        label = context.source_link(id_).text
        page = writer.page(
            writer.record("source", id_, title, f"{label}. {kind}"),
            "source.md",
            view=view,
            record=view.record,
            reference=Markup(references[id_]),
            citation_files=_citation_files(id_),
        )
        pages.append(page)
    return in_a_row(pages)
