"""The built pages as a book: parts that hold chapters, in the order of the navigation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urljoin

import lxml.html
from lxml.html import HtmlElement

from chronicle.model import records as model

# Pages for those who work on the chronicle, and lists of what stands in other chapters in full.
LEFT_OUT = ("404", "contributing", "data", "events", "hacking", "statements")
# The index that a folder of records follows, where it is not the page of the same name.
BEFORE = {"chronology": "events"}
Nav = Sequence[tuple[str, Sequence[str]]]


@dataclass(slots=True)
class Chapter:
    """A page: its path in the site, such as events/fire.html, its article, and whether it lists a part's other pages."""

    path: str
    article: HtmlElement
    overview: bool = False

    @property
    def title(self) -> HtmlElement:
        """Its heading: the first level on the page, the second in the book."""
        return next(self.article.iter("h1", "h2"))


@dataclass(slots=True)
class Part:
    title: str
    chapters: list[Chapter] = field(default_factory=list)


def navigation(nav: Iterable[Any]) -> list[tuple[str, list[str]]]:
    """MkDocs's `nav` as titles with the pages under each; a page that stands alone has the title that is given there, if any."""
    found = []
    for entry in nav:
        title, value = next(iter(entry.items())) if isinstance(entry, Mapping) else ("", entry)
        pages = [value] if isinstance(value, str) else [page for _, ps in navigation(value) for page in ps]
        found.append((title, [page.replace(".md", ".html") for page in pages]))
    return found


def parts(site: Path, nav: Nav, texts: Mapping[str, str]) -> list[Part]:
    """All pages of a built site but LEFT_OUT. An index opens a part, and the pages of its records follow as it names them; pages
    of prose that stand before or after these are put together in a part."""
    reader = _Reader(site)
    found: list[Part] = []
    for title, pages in nav:
        kept = [page for page in pages if page.removesuffix(".html") not in LEFT_OUT]
        chapters = [chapter for page in kept for chapter in reader.with_records(page)]
        if len(pages) > 1 or any(chapter.overview for chapter in chapters):
            found.append(Part(title or _words(chapters[0].title), chapters))
        elif chapters:
            gathered = texts["book_further" if any(_opened(part) for part in found) else "book_front"]
            if not found or found[-1].title != gathered:
                found.append(Part(gathered))
            found[-1].chapters += chapters
    found += [Part(texts[f"title_{folder}"], chapters) for folder, chapters in reader.rest()]
    return found


def _opened(part: Part) -> bool:
    return any(chapter.overview for chapter in part.chapters)


def _words(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


class _Reader:
    """Reads pages, each once."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.waiting = {
            folder: {path.relative_to(site).as_posix() for path in (site / folder).glob("*.html")}
            for folder in model.FOLDERS.values()
        }

    def with_records(self, page: str) -> list[Chapter]:
        """A page, and the records of its folder after it, if no page before has taken them."""
        stem = page.removesuffix(".html")
        chapter = self._read(page)
        waiting = self.waiting.pop(BEFORE.get(stem, stem), set())
        chapter.overview = bool(waiting)
        named = [path for path in self._links(chapter) if path in waiting]
        order = [*dict.fromkeys(named), *sorted(waiting - set(named))]
        return [chapter, *map(self._read, order)]

    def rest(self) -> list[tuple[str, list[Chapter]]]:
        return [(folder, list(map(self._read, sorted(paths)))) for folder, paths in self.waiting.items() if paths]

    def _links(self, chapter: Chapter) -> list[str]:
        return [urldefrag(urljoin(chapter.path, link.get("href", "")))[0] for link in chapter.article.iter("a")]

    def _read(self, path: str) -> Chapter:
        parser = lxml.html.HTMLParser(encoding="utf-8")
        page = lxml.html.document_fromstring((self.site / path).read_bytes(), parser=parser)
        return Chapter(path, page.get_element_by_id("text"))
