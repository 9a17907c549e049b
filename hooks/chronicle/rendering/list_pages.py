"""The pages that list records, those of disputed words, and those of what was removed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from ..domain.site_map import list_names, word_path
from ..model.vocabulary import DisputedWord
from ..views import facets, lists, names, reports, words
from ..views.map_view import map_view
from .page import Page
from .page_writer import PageIdentity, PageWriter, Values, in_a_row

EDITED_LISTS = ("expected", "extract", "glossary", "searches")
"""The lists that are made from one file of data/, which a reader can edit."""


def list_pages(writer: PageWriter) -> Iterator[Page]:
    """Every list."""
    shown = _shown(writer)
    for name in list_names(writer.chronicle):
        yield writer.page(_identity(writer, name), f"{name}.md", shown[name], in_parts=True)


def _shown(writer: PageWriter) -> Mapping[str, Callable[[], Values]]:
    """What each list shows."""
    context, records = writer.context, writer.chronicle.records
    extract = records.extract.record if records.extract else None
    return {
        "chronology": lambda: {"view": lists.chronology(context)},
        "questions": lambda: {"questions": lists.question_lines(context)},
        "events": lambda: {"events": lists.event_lines(context)},
        "actors": lambda: {"rows": lists.actors_by_party(context)},
        "places": lambda: {"ids": lists.places_by_name(context), "map": map_view(context)},
        "sources": lambda: {
            "ids": lists.sources_by_date(context),
            "filtered": facets.filtered_sources(context),
        },
        "statements": lambda: {
            "listed": lists.all_statements(context),
            "filtered": facets.filtered_statements(context),
        },
        "names": lambda: {"rows": names.spelling_rows(context)},
        "extract": lambda: {"extract": extract},
        "searches": lambda: {"searches": records.searches},
        "expected": lambda: {"documents": records.expected},
        "changes": lambda: {"groups": reports.all_changes(context)},
        "glossary": lambda: {"groups": names.glossary_groups(context)},
        "corrections": lambda: {"corrections": reports.corrections(context)},
    }


def _identity(writer: PageWriter, name: str) -> PageIdentity:
    file = f"data/{name}.yml"
    there = {document.path for document in writer.chronicle.records.documents()}
    edited = [file] if name in EDITED_LISTS and file in there else []
    title, lede = (writer.texts.table(key)[name] for key in ("page_title", "page_lede"))
    return PageIdentity(f"{name}.md", title, edited, lede, listing=True)


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
