"""The search index: scripts that a browser loads from a server or from disk.

The first assigns `chronicleSearch.index`: the texts that results are shown with, the words that the
search knows, the number of scripts, and the first entries; each of the others adds entries. Keys of
an entry that are empty are left out. No value is markup.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace

from ..domain.naming import page_url
from ..problems import InvalidValue
from ..text.localization import Texts
from ..text.prose import sections
from ..views.context import ViewContext
from .entries import SearchEntry, day_range, part_entries, record_entries, record_url

READ_WHOLE = {"data.md", "glossary.md", "corrections.md"}
"""The pages without prose whose sections can be found."""
SEARCH_FOLDER = "assets/search"
MOST_BYTES = 500_000
"""The length of a script: of texts that do not repeat, 125 kB when compressed."""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page of the site: its path, ending in .md, its title, its Markdown, and the path of the
    first part if it is a later one."""

    path: str
    title: str
    text: str
    first: str = ""


def search_index(context: ViewContext, pages: Iterable[SearchPage]) -> dict[str, str]:
    """The index as JavaScript, in files by path. The entries of statements and sources, which are
    many, are last. Raises InvalidValue if `search_pages` names what is no page."""
    entries = [
        *record_entries(context),
        *_page_entries(context, pages),
        *part_entries(context),
    ]
    first, *later = _cut(_json(_plain(one)) for one in _with_words(entries, context.texts))
    found = {
        "texts": _texts(context.texts),
        "words": _words(context.texts),
        "own": _own(context, entries),
        "files": 1 + len(later),
    }
    index = f'{_json(found)[:-1]},"entries":[{",".join(first)}]}}'
    files = {f"{SEARCH_FOLDER}/index.js": f"chronicleSearch.index={index};\n"}
    for number, part in enumerate(later, 2):
        text = f"chronicleSearch.add({number},[{','.join(part)}]);\n"
        files[f"{SEARCH_FOLDER}/index-{number}.js"] = text
    return files


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _cut(entries: Iterable[str]) -> list[list[str]]:
    """The entries of each file."""
    files: list[list[str]] = [[]]
    full = 0
    for one in entries:
        size = len(one.encode())
        if full and full + size > MOST_BYTES:
            files.append([])
            full = 0
        files[-1].append(one)
        full += size
    return files


def _plain(entry: SearchEntry) -> dict[str, object]:
    values = ((field.name, getattr(entry, field.name)) for field in fields(entry))
    return {name: value for name, value in values if value}


def _page_entries(context: ViewContext, pages: Iterable[SearchPage]) -> Iterator[SearchEntry]:
    """The sections of the pages that are of no record; of a list its title and lede only, since
    what it lists has entries of its own."""
    prose, foot = context.chronicle.records.prose, f"\n{context.texts['cite']} "
    ledes = dict(context.texts.table("page_lede"))
    for page in pages:
        whole, name = page.first or page.path, page.path.removesuffix(".md")
        if whole in READ_WHOLE:
            yield from _sections(page, page.text.partition(foot)[0])
        elif not page.first and page.path in prose and "/" not in name:
            yield from _sections(page, prose[page.path].text)
        elif not page.first and ("/" not in name or name.startswith("words/")):
            yield SearchEntry("page", page_url(page.path), page.title, body=ledes.get(name, ""))


def _sections(page: SearchPage, text: str) -> Iterator[SearchEntry]:
    first = SearchEntry("page", page_url(page.path), page.title)
    for one in sections(text):
        if one.anchor:
            url = f"{first.url}#{one.anchor}"
            yield SearchEntry("page", url, one.heading, page.title, body=one.words)
        elif not page.first:
            yield replace(first, body=one.words)


def _own(context: ViewContext, entries: Sequence[SearchEntry]) -> dict[str, object]:
    """What names the chronicle itself: the entries of its place and of all that contain it, and the
    first and the last day of its window."""
    site, numbers = context.chronicle.site, {one.url: i for i, one in enumerate(entries)}
    places, place = [], site.place
    while place:
        places.append(numbers[record_url(context, place)])
        place = context.chronicle.places[place].within
    return {"places": places, "days": day_range(site.window or site.period)}


def _with_words(entries: Iterable[SearchEntry], texts: Texts) -> Iterator[SearchEntry]:
    """The entries, pages with the words by which a reader looks for them."""
    words = dict(texts.table("search_pages"))
    for entry in entries:
        path = entry.url.replace(".html", "")
        yield replace(entry, words=words.pop(path)) if path in words else entry
    if words:
        path = next(iter(words))
        hint = "name a page as glossary or method#names"
        raise InvalidValue(f"'search_pages' names '{path}', which is no page", hint)


def _texts(texts: Texts) -> dict[str, object]:
    """What results say, as search.js fills it in."""
    return {
        "kind": dict(texts.table("search_kind")),
        "group": dict(texts.table("search_group")),
        "count": dict(texts.table("search_count")),
        "partly": texts["search_partly"],
        "none": texts["search_none"],
        "more": texts["search_more"],
        "name": texts["search_name"],
        "used": texts["search_used"],
        "near": texts["search_near"],
        "initials": texts["search_initials"],
        "said": texts["search_said"],
        "linked": texts["search_linked"],
    }


def _words(texts: Texts) -> dict[str, str]:
    """The words that the search knows, as texts.yml writes them."""
    return {
        "stop": texts["search_stop_words"],
        "companions": texts["search_companions"],
        "meanings": f"{texts['search_meanings']} | {texts['search_places']}",
        "months": texts["search_months"],
    }
