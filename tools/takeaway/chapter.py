"""What a page needs to be a chapter: nothing that only a screen can use, everything unfolded, and every address within the book.

Works on lxml's elements, in place. Names of classes are those of overrides/pages.
"""

from __future__ import annotations

import base64
import mimetypes
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml.html import HtmlElement
from lxml.html.builder import CLASS, P

from takeaway.articles import Chapter, Part

SCREEN_ONLY = ("needs-script", "filters", "edit", "neighbours", "permalink", "celllabel", "cite")
SCREEN_TAGS = ("form", "script", "button", "dialog", "iframe", "object", "embed", "video", "audio")
# In these folders a statement is a reminder: it stands whole in its source, and by party in the event and the question.
IN_BRIEF = ("actors", "places")
IN_BRIEF_LEAVES_OUT = ("say__quote", "say__figures")
POINTS_TO_IDS = ("aria-labelledby", "aria-describedby", "for", "headers")


def with_class(root: HtmlElement, *names: str) -> list[HtmlElement]:
    """The elements beneath `root` that carry one of the classes."""
    return [element for element in elements(root) if set(names) & set((element.get("class") or "").split())]


def elements(root: HtmlElement) -> Iterator[HtmlElement]:
    """Every element, comments left aside."""
    yield from root.iter("*")


def prepare(parts: list[Part], site: Path, address: str, overview: str) -> None:
    """Makes all pages chapters. `address` is where the site is published, empty if that is not known; `overview` the title of a
    page that lists a part's others, with {title}."""
    pages = {chapter.path: identifiers(chapter) for part in parts for chapter in part.chapters}
    for part in parts:
        for chapter in part.chapters:
            leave_out(chapter)
            unfold(chapter.article)
            if chapter.path.partition("/")[0] in IN_BRIEF:
                in_brief(chapter.article)
            number_notes(chapter.article)
            embed(chapter, site)
            title(chapter, overview)
    kept = {chapter.path: identifiers(chapter) for part in parts for chapter in part.chapters}
    for part in parts:
        for chapter in part.chapters:
            address_within(chapter, lambda path, name: target(path, name, pages, kept, address))


def page_id(path: str) -> str:
    """The id of a chapter within the book."""
    return f"page-{path.removesuffix('.html').replace('/', '_')}"


def inner_id(path: str, name: str) -> str:
    """The id within the book of what has the id `name` on its page."""
    return f"{page_id(path)}__{name}"


def identifiers(chapter: Chapter) -> set[str]:
    return {element.get("id") for element in elements(chapter.article) if element.get("id")}


def leave_out(chapter: Chapter) -> None:
    """Takes away what only a screen can use."""
    for element in [*with_class(chapter.article, *SCREEN_ONLY), *chapter.article.iter(*SCREEN_TAGS)]:
        if element.getparent() is not None:
            element.drop_tree()


def unfold(article: HtmlElement) -> None:
    """Lists that can be folded stand open."""
    for details in list(article.iter("details")):
        details.tag = "div"
        details.attrib.pop("open", None)
    for summary in list(article.iter("summary")):
        summary.tag = "p"
        summary.set("class", "more__title")


def in_brief(article: HtmlElement) -> None:
    """Leaves of each statement what was said, by whom and in which source; its notes stand in the source's chapter."""
    for element in with_class(article, *IN_BRIEF_LEAVES_OUT):
        element.drop_tree()
    for who in with_class(article, "say__who"):
        speaker, source = who.find("b"), who.find("cite")
        for element in (speaker, source):
            if element is not None:
                element.tail = None
        brief = P(CLASS("say__who"))
        for element in (speaker, source):
            if element is not None:
                if len(brief):
                    brief[-1].tail = " · "
                brief.append(element)
        who.getparent().replace(who, brief)


def number_notes(article: HtmlElement) -> None:
    """Keeps the number that each note has on its page, and drops the notes that nothing in the chapter calls any more."""
    called = {link.get("href") for link in with_class(article, "ref__mark")}
    for note in with_class(article, "note"):
        number = (note.get("id") or "").rpartition("-")[2]
        if number.isdigit():
            note.set("value", number)
        if f"#{note.get('id')}" not in called:
            note.drop_tree()
    for section in with_class(article, "notes"):
        if not with_class(section, "note"):
            section.drop_tree()


def embed(chapter: Chapter, site: Path) -> None:
    """Pictures that are files of the site become part of the page; any other gives way to its words, so that nothing is fetched."""
    for image in list(chapter.article.iter("img")):
        path = (site / urljoin(chapter.path, image.get("src", ""))).resolve()
        if path.is_relative_to(site.resolve()) and path.is_file():
            kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
            image.set("src", f"data:{kind};base64,{base64.b64encode(path.read_bytes()).decode()}")
        else:
            image.tag = "span"
            image.text = image.get("alt")
            image.attrib.clear()


def title(chapter: Chapter, overview: str) -> None:
    """The heading first, then the line that says what the page is; every heading one level down, since the part has the first."""
    heading = chapter.title
    kicker = next(iter(with_class(chapter.article, "kicker")), None)
    if kicker is not None:
        heading.addnext(kicker)
        kicker.tail = None
    if chapter.overview:
        words = " ".join(str(heading.text_content()).split())
        for child in list(heading):
            heading.remove(child)
        heading.text = overview.format(title=words)
    heading.attrib.pop("id", None)  # within the book it has the page's
    for element in elements(chapter.article):
        if re.fullmatch("h[1-5]", str(element.tag)):
            element.tag = f"h{int(element.tag[1]) + 1}"


def target(path: str, name: str, pages: Mapping[str, set[str]], kept: Mapping[str, set[str]], address: str) -> str:
    """Where a link to `name` on the page `path` leads: within the book, else to the published site, else nowhere (empty)."""
    if path not in pages:
        return f"{address}{path}{'#' if name else ''}{name}" if address else ""
    return f"#{inner_id(path, name) if name in kept[path] else page_id(path)}"


def address_within(chapter: Chapter, to: Callable[[str, str], str]) -> None:
    """Every id and every link of a chapter within the book; a link that leads nowhere becomes plain text."""
    heading = next(chapter.article.iter("h2"))
    for element in list(elements(chapter.article)):
        if element.get("id"):
            element.set("id", inner_id(chapter.path, element.get("id")))
        for attribute in POINTS_TO_IDS:
            if element.get(attribute):
                element.set(
                    attribute, " ".join(inner_id(chapter.path, name) for name in element.get(attribute).split())
                )
        for attribute, value in element.items():
            if value.startswith("url(#"):
                element.set(attribute, f"url(#{inner_id(chapter.path, value[5:-1])})")
    heading.set("id", page_id(chapter.path))
    chapter.article.attrib.pop("id", None)
    for link in list(chapter.article.iter("a")):
        _lead(link, chapter.path, to)


def _lead(link: HtmlElement, here: str, to: Callable[[str, str], str]) -> None:
    href = link.get("href")
    if href is None or urlsplit(href).scheme:
        return
    path, name = urldefrag(urljoin(here, href))
    found = to(path, name)
    link.attrib.pop("download", None)
    if found:
        link.set("href", found)
    else:
        link.drop_tag()
