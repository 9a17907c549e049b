"""The pages of records: questions, events, actors, places and sources."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

from markupsafe import Markup
from pydantic import BaseModel

from ..domain.site_map import has_accounts
from ..exports.citation_files import CITATION_ENDINGS, CITATION_FOLDER
from ..views import events, profiles, questions, sources
from ..views.lists import actors_by_party, places_by_name, sources_by_date
from .page import Page
from .page_writer import PageIdentity, PageWriter, Values, in_a_row
from .second_layer import event_pages, question_pages


def record_pages(writer: PageWriter, references: Callable[[], Mapping[str, str]]) -> Iterator[Page]:
    """Every page of a record, its second layer included. `references` gives the reference of each
    source as Markdown."""
    yield from _question_pages(writer)
    yield from _event_pages(writer)
    yield from in_a_row(list(map(partial(_actor_page, writer), _actors(writer))))
    yield from in_a_row(list(map(partial(_place_page, writer), places_by_name(writer.context))))
    ids = sources_by_date(writer.context)
    yield from in_a_row([_source_page(writer, references, id_) for id_ in ids])


def _page(
    writer: PageWriter, identity: PageIdentity, record: BaseModel, view: Callable[[], object]
) -> Page:
    """The page of a record from the template of its kind; what lists other records may be long."""
    kind = writer.chronicle.kind_of[identity.record]

    def values() -> Values:
        return {"view": view(), "record": record}

    return writer.page(identity, f"{kind}.md", values, in_parts=True)


def _question_pages(writer: PageWriter) -> Iterator[Page]:
    context, pages, views = writer.context, [], {}
    for id_ in context.question_order:
        record = writer.chronicle.questions[id_]
        views[id_] = cache(partial(questions.question_view, context, id_))
        identity = writer.record("question", id_, record.question, record.why)
        pages.append(_page(writer, identity, record, views[id_]))
    for id_, page in zip(views, in_a_row(pages), strict=True):
        yield page
        yield from question_pages(writer, id_, views[id_], page)


def _event_pages(writer: PageWriter) -> Iterator[Page]:
    context, pages, views = writer.context, [], {}
    for id_ in context.event_order:
        record = writer.chronicle.events[id_]
        views[id_] = cache(partial(events.event_view, context, id_))
        dated = f"{record.title}. {context.date(record.date)}"
        identity = writer.record("event", id_, record.title, dated)
        pages.append(_page(writer, identity, record, views[id_]))
    for id_, page in zip(views, in_a_row(pages), strict=True):
        yield page
        if has_accounts(writer.chronicle, id_):
            yield from event_pages(writer, id_, views[id_], page)


def _actors(writer: PageWriter) -> list[str]:
    return [id_ for _, id_ in actors_by_party(writer.context)]


def _actor_page(writer: PageWriter, id_: str) -> Page:
    context, record = writer.context, writer.chronicle.actors[id_]
    role = record.role or context.label("kinds_of_actor", record.kind)
    identity = writer.record("actor", id_, record.name, role)
    return _page(writer, identity, record, partial(profiles.actor_view, context, id_))


def _place_page(writer: PageWriter, id_: str) -> Page:
    context, record = writer.context, writer.chronicle.places[id_]
    kind = context.label("kinds_of_place", record.kind)
    identity = writer.record("place", id_, record.name, f"{record.name}. {kind}")
    return _page(writer, identity, record, partial(profiles.place_view, context, id_))


def _source_page(writer: PageWriter, references: Callable[[], Mapping[str, str]], id_: str) -> Page:
    context, record = writer.context, writer.chronicle.sources[id_]
    kind = context.label("kinds_of_source", record.kind)
    described = f"{context.source_link(id_).text}. {kind}"

    def values() -> Values:
        return {
            "view": sources.source_view(context, id_),
            "record": record,
            "reference": Markup(references()[id_]),
            "citation_files": _citation_files(id_),
        }

    identity = writer.record("source", id_, context.link(id_).text, described)
    return writer.page(identity, "source.md", values)


def _citation_files(source: str) -> list[tuple[str, str]]:
    """The format and the path of each file that cites a source."""
    folder = f"{CITATION_FOLDER}/{source}"
    return [(name, f"{folder}.{ending}") for ending, name in CITATION_ENDINGS.items()]
