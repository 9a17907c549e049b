"""The pages that list records, those of disputed words, and those of what was removed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import Any

from ..domain.site_map import ON_ONE_PAGE, list_names, list_parts, part_path, word_path
from ..model.vocabulary import DisputedWord
from ..views import facets, lists, names, reports, words
from ..views.map_view import map_view
from .page import Page
from .page_writer import PageIdentity, PageWriter, Values, in_a_row

EDITED_LISTS = ("expected", "extract", "glossary", "searches")
"""The lists that are made from one file of data/, which a reader can edit."""


def list_pages(writer: PageWriter) -> Iterator[Page]:
    """Every list, in parts if it is long."""
    long, short = _long_lists(writer), _short_lists(writer)
    for name in list_names(writer.chronicle):
        if name in ON_ONE_PAGE:
            yield from _in_parts(writer, name, *long[name])
        else:
            yield writer.page(_identity(writer, name), f"{name}.md", short[name], in_parts=True)


def _short_lists(writer: PageWriter) -> Mapping[str, Callable[[], Values]]:
    """What each list shows that has no number of entries for a page."""
    context = writer.context
    return {
        "chronology": lambda: {"view": lists.chronology(context)},
        "questions": lambda: {"questions": lists.question_lines(context)},
        "events": lambda: {"events": lists.event_lines(context)},
        "actors": lambda: {"rows": lists.actors_by_party(context)},
        "places": lambda: {"ids": lists.places_by_name(context), "map": map_view(context)},
        "changes": lambda: {"groups": reports.all_changes(context)},
        "glossary": lambda: {"groups": names.glossary_groups(context)},
        "corrections": lambda: {"corrections": reports.corrections(context)},
    }


def _long_lists(
    writer: PageWriter,
) -> Mapping[str, tuple[Callable[[], Sequence[Any]], Callable[[], Values]]]:
    """The entries of each of the other lists, and what all its parts show."""
    context, records = writer.context, writer.chronicle.records
    extract = records.extract.record if records.extract else None
    return {
        "sources": (
            lambda: lists.sources_by_date(context),
            lambda: {"filtered": facets.filtered_sources(context)},
        ),
        "statements": (
            lambda: lists.all_statements(context),
            lambda: {"filtered": facets.filtered_statements(context)},
        ),
        "names": (lambda: names.spelling_rows(context), dict),
        "extract": (lambda: extract.lines if extract else (), lambda: {"extract": extract}),
        "searches": (lambda: records.searches, dict),
        "expected": (lambda: records.expected, dict),
    }


def _identity(writer: PageWriter, name: str, number: int = 1) -> PageIdentity:
    title = writer.numbered(writer.texts.table("page_title")[name], number)
    file = f"data/{name}.yml"
    there = {document.path for document in writer.chronicle.records.documents()}
    edited = [file] if name in EDITED_LISTS and file in there else []
    description = writer.texts.table("page_lede")[name]
    return PageIdentity(part_path(name, number), title, edited, description, listing=True)


def _in_parts(
    writer: PageWriter,
    name: str,
    entries: Callable[[], Sequence[Any]],
    values: Callable[[], Values],
) -> list[Page]:
    parts = cache(lambda: lists.in_parts(name, entries()))
    shared = cache(values)

    def part(number: int) -> Values:
        return {"part": parts()[number - 1], "parts": parts(), **shared()}

    pages = []
    for number in list_parts(writer.chronicle, name):
        page = writer.page(_identity(writer, name, number), f"{name}.md", partial(part, number))
        pages.append(replace(page, first=f"{name}.md" if number > 1 else ""))
    return in_a_row(pages)


def word_pages(writer: PageWriter) -> list[Page]:
    """A page for each disputed word, in parts if it is long."""
    return in_a_row(
        [_word_page(writer, word) for word in writer.chronicle.vocabulary.disputed_words]
    )


def _word_page(writer: PageWriter, word: DisputedWord) -> Page:
    title = writer.texts["word_title"].format(word=word.label)
    identity = PageIdentity(word_path(word.id), title, ["data/vocabulary.yml"])

    def values() -> Values:
        return {"word": words.disputed_word(writer.context, word)}

    return writer.page(identity, "word.md", values, in_parts=True)


def removed_pages(writer: PageWriter) -> Iterator[Page]:
    """The page at the address of each removed record: why, and until when it was there."""
    title = writer.texts["title_removed"]
    for path, corrections in reports.removed_records(writer.context):
        files = [f"data/corrections/{id_}.yml" for id_, _ in corrections]
        identity = PageIdentity(path, title, files)
        shown: Values = {"corrections": corrections}
        page = writer.page(identity, "removed.md", partial(dict, shown))
        yield replace(page, removed=True)
