"""The whole chronicle on one page for printing and for keeping: no script, its styles and fonts within it."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import lxml.html
from lxml.html import HtmlElement
from lxml.html.builder import CLASS, DIV, H1, LI, OL, UL, A, E, P

from .articles import Part
from .imprint import ID, Imprint

STYLES = Path(__file__).with_name("singlepage.css")
# Chapters of these folders are short: on paper they follow one another without a new page, in two columns.
RUN_ON = ("actors", "places", "sources")
ADDRESS = re.compile(r"url\((fonts/[^)]+)\)")


def whole(parts: list[Part], imprint: Imprint, styles: Path, colours: str) -> bytes:
    """The page. `styles` is the site's style sheet, beside which its fonts lie; `colours` the styles of the parties."""
    site = imprint.site
    head = E.head(
        E.meta(charset="utf-8"),
        E.meta(name="viewport", content="width=device-width,initial-scale=1"),
        E.meta(name="description", content=" ".join(site.description.split())),
        E.title(f"{site.title}, {imprint.version}"),
        E.style(f"{_with_fonts(styles)}\n{colours}\n{STYLES.read_text(encoding='utf-8')}"),
    )
    cover = E.header(CLASS("whole__cover"), H1(site.title))
    if site.subtitle:
        cover.append(P(CLASS("othername"), site.subtitle))
    cover.append(E.section(CLASS("page whole__chapter"), imprint.chapter()))
    body = E.body(E.div(CLASS("frame"), cover, _contents(parts, imprint), E.main(*_parts(parts))))
    page = E.html(head, body, lang=site.language)
    return b"<!DOCTYPE html>\n%b\n" % bytes(lxml.html.tostring(page, encoding="utf-8", method="html"))


def _contents(parts: list[Part], imprint: Imprint) -> HtmlElement:
    """The list of contents; on paper without the numbers of pages, which a page cannot know."""
    words = imprint.texts
    entries = [LI(A(words["book_about"], href=f"#{ID}"))]
    for number, part in enumerate(parts, 1):
        chapters = [LI(A(_words(c.title), href=f"#{c.title.get('id')}")) for c in part.chapters]
        entries.append(LI(A(part.title, href=f"#part-{number}"), UL(*chapters)))
    heading = H1(words["book_contents"])
    return E.nav(CLASS("whole__contents"), heading, OL(*entries))


def _parts(parts: list[Part]) -> list[HtmlElement]:
    found = []
    for number, part in enumerate(parts, 1):
        heading = H1(part.title, id=f"part-{number}")
        section = E.section(CLASS("whole__part"), DIV(CLASS("whole__title"), heading))
        for chapter in part.chapters:
            chapter.article.attrib.pop("tabindex", None)
            short = chapter.path.partition("/")[0] in RUN_ON
            chapter.article.set("class", f"page whole__chapter whole__chapter--{'runs-on' if short else 'opens'}")
            section.append(chapter.article)
        found.append(section)
    return found


def _words(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def _with_fonts(styles: Path) -> str:
    """The style sheet with its fonts in it, so that the page is one file."""

    def inside(found: re.Match[str]) -> str:
        font = (styles.parent / found[1]).read_bytes()
        return f"url(data:font/woff2;base64,{base64.b64encode(font).decode()})"

    return ADDRESS.sub(inside, styles.read_text(encoding="utf-8"))
