"""The pages that list records, those of disputed words, and those of what was removed."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from ..domain.site_map import list_names
from ..views import facets, lists, names, reports, words
from ..views.map_view import map_view
from .page import Page
from .page_writer import PageIdentity, PageWriter, in_a_row

EDITED_LISTS = ("expected", "extract", "glossary", "searches")
"""The lists that are made from one file of data/, which a reader can edit."""


def list_pages(writer: PageWriter) -> Iterator[Page]:
    """Every list, in parts if it is long."""
    made: dict[str, Callable[[PageWriter], list[Page]]] = {
        "sources": _sources,
        "statements": _statements,
        "names": _names,
        "extract": _extract,
        "searches": lambda one: _in_parts(one, "searches", one.chronicle.records.searches),
        "expected": lambda one: _in_parts(one, "expected", one.chronicle.records.expected),
    }
    for name in list_names(writer.chronicle):
        yield from made[name](writer) if name in made else _single(writer, name)


def _identity(writer: PageWriter, name: str, path: str = "", number: int = 1) -> PageIdentity:
    title = writer.numbered(writer.texts.table("page_title")[name], number)
    file = f"data/{name}.yml"
    there = {document.path for document in writer.chronicle.records.documents()}
    edited = [file] if name in EDITED_LISTS and file in there else []
    description = writer.texts.table("page_lede")[name]
    return PageIdentity(path or f"{name}.md", title, edited, description, listing=True)


def _single(writer: PageWriter, name: str) -> list[Page]:
    context = writer.context
    values: dict[str, Callable[[], dict[str, object]]] = {
        "chronology": lambda: {"view": lists.chronology(context)},
        "questions": lambda: {"questions": lists.question_lines(context)},
        "events": lambda: {"events": lists.event_lines(context)},
        "actors": lambda: {"rows": lists.actors_by_party(context)},
        "places": lambda: {"ids": lists.places_by_name(context), "map": map_view(context)},
        "changes": lambda: {"groups": reports.all_changes(context)},
        "glossary": lambda: {"groups": names.glossary_groups(context)},
        "corrections": lambda: {"corrections": reports.corrections(context)},
    }
    return writer.pages(_identity(writer, name), f"{name}.md", **values[name]())


def _sources(writer: PageWriter) -> list[Page]:
    entries = lists.sources_by_date(writer.context)
    return _in_parts(writer, "sources", entries, filtered=facets.filtered_sources(writer.context))


def _statements(writer: PageWriter) -> list[Page]:
    entries = lists.all_statements(writer.context)
    return _in_parts(
        writer, "statements", entries, filtered=facets.filtered_statements(writer.context)
    )


def _names(writer: PageWriter) -> list[Page]:
    return _in_parts(writer, "names", names.spelling_rows(writer.context))


def _extract(writer: PageWriter) -> list[Page]:
    located = writer.chronicle.records.extract
    extract = located.record if located else None
    return _in_parts(writer, "extract", extract.lines if extract else (), extract=extract)


def _in_parts(
    writer: PageWriter, name: str, entries: Sequence[Any], **values: object
) -> list[Page]:
    parts, pages = lists.in_parts(name, entries), []
    for part in parts:
        identity = _identity(writer, name, part.path, part.number)
        page = writer.page(identity, f"{name}.md", part=part, parts=parts, **values)
        pages.append(replace(page, first=f"{name}.md" if part.number > 1 else ""))
    return in_a_row(pages)


def word_pages(writer: PageWriter) -> list[Page]:
    """A page for each disputed word, in parts if it is long."""
    title, files, pages = writer.texts["word_title"], ["data/vocabulary.yml"], []
    for word in words.disputed_words(writer.context):
        identity = PageIdentity(word.path, title.format(word=word.record.label), files)
        pages += writer.pages(identity, "word.md", word=word)
    return in_a_row(pages)


def removed_pages(writer: PageWriter) -> Iterator[Page]:
    """The page at the address of each removed record: why, and until when it was there."""
    title = writer.texts["title_removed"]
    for path, corrections in reports.removed_records(writer.context):
        files = [f"data/corrections/{id_}.yml" for id_, _ in corrections]
        identity = PageIdentity(path, title, files)
        page = writer.page(identity, "removed.md", corrections=corrections)
        yield replace(page, removed=True)
