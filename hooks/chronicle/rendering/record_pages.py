"""The pages of records: questions, events, actors, places and sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from ..domain.ordering import source_order
from ..domain.site_map import accounts_path, evidence_path, has_accounts
from ..views import events, profiles, questions, sources
from ..views.lists import actor_groups, place_lines
from .page import Page
from .page_writer import PageIdentity, PageWriter, in_a_row, leading_back


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
    first = in_a_row(
        [
            writer.page(
                writer.record("question", view.id, view.title, view.why), "question.md", view=view
            )
            for view in views
        ]
    )
    for view, page in zip(views, first, strict=True):
        yield page
        title = context.texts["evidence_title"].format(title=view.title)
        file = writer.chronicle.records.question[view.id].document.path
        identity = PageIdentity(evidence_path(view.id), title, [file], record=view.id)
        evidence = questions.evidence_view(context, view)
        yield leading_back(writer.page(identity, "evidence.md", view=evidence), page)


def _event_pages(writer: PageWriter) -> Iterator[Page]:
    context = writer.context
    views = [events.event_view(context, id_) for id_ in context.event_order]
    first = in_a_row(
        [
            writer.page(
                writer.record("event", view.id, view.title, f"{view.title}. {view.when}"),
                "event.md",
                view=view,
            )
            for view in views
        ]
    )
    for view, page in zip(views, first, strict=True):
        yield page
        if has_accounts(writer.chronicle, view.id):
            title = context.texts["accounts_title"].format(title=view.title)
            file = writer.chronicle.records.event[view.id].document.path
            identity = PageIdentity(accounts_path(view.id), title, [file], record=view.id)
            accounts = events.event_accounts(context, view.id)
            yield leading_back(writer.page(identity, "accounts.md", view=accounts), page)


def _actor_pages(writer: PageWriter) -> list[Page]:
    groups = actor_groups(writer.context)
    ids = [line.id for group in groups for line in group.actors]
    views = (profiles.actor_view(writer.context, id_) for id_ in ids)
    return in_a_row(
        [
            writer.page(
                writer.record("actor", view.id, view.title, view.role or view.kind),
                "actor.md",
                view=view,
            )
            for view in views
        ]
    )


def _place_pages(writer: PageWriter) -> list[Page]:
    views = (profiles.place_view(writer.context, line.id) for line in place_lines(writer.context))
    return in_a_row(
        [
            writer.page(
                writer.record("place", view.id, view.title, f"{view.title}. {view.kind}"),
                "place.md",
                view=view,
            )
            for view in views
        ]
    )


def _source_pages(writer: PageWriter, references: Mapping[str, str]) -> list[Page]:
    chronicle = writer.chronicle
    ordered = sorted(chronicle.sources, key=lambda id_: source_order(chronicle, id_))
    views = (sources.source_view(writer.context, id_) for id_ in ordered)
    return in_a_row(
        [
            writer.page(
                writer.record("source", view.id, view.title.text, f"{view.label}. {view.kind}"),
                "source.md",
                view=view,
                reference=Markup(references.get(view.id, "")),
            )
            for view in views
        ]
    )
