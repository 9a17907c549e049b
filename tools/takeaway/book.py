"""The whole chronicle as an EPUB, made by Pandoc from the prepared chapters.

Pandoc's reader of HTML keeps the classes of divs and spans, not those of paragraphs, the language of q, and no details, aside or
article: what a book needs of these is put into words and elements that it keeps.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import lxml.html
import pypandoc
from lxml.html import HtmlElement
from lxml.html.builder import CLASS, DIV, H1, IMG, E

from chronicle.domain.chronicle import Chronicle
from chronicle.exports.base import urn
from chronicle.takeaway import archive
from chronicle.text.bidi import direction, marked
from takeaway.articles import Part
from takeaway.chapter import elements, with_class
from takeaway.imprint import Imprint
from takeaway.pictures import Pictures, described, sign

STYLES = Path(__file__).with_name("book.css")
COVER = "cover.png"
DROPPED = ("pic-cell", "line__strip", "hidden")
PARAGRAPHS = re.compile(
    r"\b(kicker|lede|reference|contentnote|support|small|nonefound|othername|more__title|aside-h|caption"
    r"|say__(what|who|quote|figures|party|position)|line__(date|title))(?![\w-])"
)
UNUSED = ("tabindex", "aria-labelledby", "scope")
BLOCKS = ("section", "article", "aside", "nav", "header", "main", "footer")
ARABIC = "noto-naskh-arabic-arabic-400-normal.woff2"


def book(
    parts: list[Part], imprint: Imprint, chronicle: Chronicle, aspect: float, font: Path, moment: int, path: Path
) -> None:
    """Writes the EPUB. `aspect` is the map's height by its width, `font` the Arabic font, `moment` the seconds since 1970 that
    stand as the time of change. Raises RuntimeError where Pandoc fails."""
    pictures = Pictures(aspect)
    body = E.body(*_content(parts, imprint, pictures))
    with tempfile.TemporaryDirectory() as folder:
        working = Path(folder)
        for name, content in pictures.files.items():
            (working / name).write_bytes(content)
        page = lxml.html.tostring(E.html(E.head(E.meta(charset="utf-8")), body), encoding="utf-8", method="html")
        (working / "book.html").write_bytes(page)
        preview = chronicle.records.assets.get(chronicle.site.preview or "")
        if preview:
            (working / COVER).write_bytes(preview)
        (working / "metadata.json").write_text(json.dumps(metadata(imprint, chronicle)), encoding="utf-8")
        _pandoc(working, font, imprint, moment)
        files = archive.unpacked(working / "book.epub")
    archive.pack(path, dict(_mended(files, direction(imprint.site.language))), moment, first="mimetype")


def metadata(imprint: Imprint, chronicle: Chronicle) -> dict[str, object]:
    """What the book says of itself, in Pandoc's words. The identifier belongs to the name and the version."""
    site = imprint.site
    titles = [{"type": "main", "text": site.title}]
    titles += [{"type": "subtitle", "text": site.subtitle}] if site.subtitle else []
    return {
        "title": titles,
        "creator": [{"role": "edt", "text": site.editors}],
        "publisher": site.editors,
        "date": site.version_date.text,
        "lang": site.language,
        "page-progression-direction": direction(site.language),
        "description": " ".join(site.description.split()),
        "rights": imprint.rights,
        "identifier": [{"text": urn(chronicle, "book", site.version)}],
        "toc-title": imprint.texts["book_contents"],
    }


def _pandoc(folder: Path, font: Path, imprint: Imprint, moment: int) -> None:
    options = ["--from=html-auto_identifiers", "--to=epub3", "--wrap=none", "--toc", "--toc-depth=2", "--split-level=2"]
    options += ["--metadata-file=metadata.json", f"--css={STYLES}", f"--epub-embed-font={font}"]
    options += [f"--epub-cover-image={COVER}"] if (folder / COVER).exists() else []
    options += ["--output=book.epub"]
    try:
        command = [str(pypandoc.get_pandoc_path()), *options, "book.html"]
        surroundings = {**os.environ, "SOURCE_DATE_EPOCH": str(moment)}
        done = subprocess.run(command, cwd=folder, env=surroundings, capture_output=True, encoding="utf-8")
    except OSError as error:
        raise RuntimeError("Pandoc cannot be run: install the locked requirements again.") from error
    complaints = " ".join(done.stderr.split())
    if done.returncode or "[WARNING]" in complaints:
        raise RuntimeError(f"Pandoc could not make the book of {imprint.site.title}: {complaints[:2000]}")


def _content(parts: list[Part], imprint: Imprint, pictures: Pictures) -> Iterator[HtmlElement]:
    """Parts as headings of the first level, chapters of the second, one after the other: at these Pandoc splits."""
    for number, part in enumerate(parts, 1):
        yield H1(part.title, id=f"part-{number}")
        chapters = [deepcopy(chapter.article) for chapter in part.chapters]
        for article in [imprint.chapter(), *chapters] if number == 1 else chapters:
            adapt(article, pictures)
            yield from list(article)


def adapt(article: HtmlElement, pictures: Pictures) -> None:
    """Makes a chapter one that Pandoc's reader of HTML keeps whole."""
    for element in with_class(article, *DROPPED):
        if element.tag == "thead":
            element.attrib.pop("class")
        elif element.getparent() is not None:
            _label(element)
            element.drop_tree()
    _draw(article, pictures)
    _mark_parties(article)
    _notes(article)
    for element in list(elements(article)):
        _plain(element)


def _label(hidden: HtmlElement) -> None:
    """What a link says to those who cannot see it becomes its label."""
    link = hidden.getparent()
    if link.tag == "a" and not link.get("aria-label"):
        link.set("aria-label", " ".join(str(link.text_content()).split()))


def _draw(article: HtmlElement, pictures: Pictures) -> None:
    """Every picture as a file; those in the rows of a table were dropped, since the row says the same in words."""
    for svg in list(article.iter("svg")):
        if any(ancestor.tag == "svg" for ancestor in svg.iterancestors()):
            continue
        small = "map__key" in (svg.get("class") or "").split()
        image = IMG(src=pictures.file(svg), alt=described(svg), **{"class": "key" if small else "picture"})
        image.tail = svg.tail
        svg.getparent().replace(svg, image)


def _mark_parties(article: HtmlElement) -> None:
    for mark in with_class(article, "mark"):
        found = sign(mark.get("class", ""))
        mark.attrib.pop("class")
        mark.text = f"{found} " if found else None
        mark.set("aria-hidden", "true")
        for child in list(mark):
            mark.remove(child)


def _notes(article: HtmlElement) -> None:
    """Notes as a reader of books knows them: a mark that opens one, and a note with its number."""
    for mark in with_class(article, "ref__mark"):
        mark.set("epub:type", "noteref")
        raised = mark.getparent()
        if raised.get("id"):
            mark.set("id", raised.attrib.pop("id"))  # Pandoc keeps none of what is raised
        before = raised.getprevious()
        if before is not None and before.tag == "sup" and not before.tail:
            raised.text = ",\u200a"  # 2 and 1 must not be read as 21
    for note in with_class(article, "note"):
        number = note.get("value", "")
        note.text = f"{number}. {note.text or ''}"
        note.attrib.pop("value", None)
        note.tag = "div"
        note.set("epub:type", "footnote")
        for back in with_class(note, "note__back"):
            back.set("epub:type", "backlink")
    for section in with_class(article, "notes"):
        for ordered in section.iter("ol"):
            ordered.tag = "div"


def _plain(element: HtmlElement) -> None:
    """One element as Pandoc keeps it."""
    for name in list(element.attrib):
        if name.startswith("data-") or name in UNUSED:
            element.attrib.pop(name)
    if element.tag == "q":
        _quotation(element)
    elif element.tag == "bdi":
        element.tag = "span"
    elif element.tag in BLOCKS:
        element.tag = "div"
    elif element.tag == "p" and (PARAGRAPHS.search(element.get("class", "")) or element.get("id")):
        wrapper = DIV(**{name: value for name, value in element.attrib.items()})
        wrapper.tail, element.tail = element.tail, None
        element.attrib.clear()
        element.getparent().replace(element, wrapper)
        wrapper.append(element)


def _quotation(quotation: HtmlElement) -> None:
    """A quotation in a span of its language and direction, its marks outside, in those of the page around it."""
    quotation.tag = "span"
    outer = E.span(CLASS("quotation"))
    outer.tail, quotation.tail = quotation.tail, "”"
    outer.text = "“"
    quotation.getparent().replace(quotation, outer)
    outer.append(quotation)


def _mended(files: dict[str, bytes], written: str) -> Iterator[tuple[str, bytes]]:
    """The files with what Pandoc leaves out: the roles of notes, which its reader would take for notes of its own and number
    anew, a chapter's own title, the words of the cover's picture, the direction of the page and of Arabic in titles; without the widths that it gives to columns."""
    for name, content in files.items():
        yield name, _mended_page(content.decode(), written).encode() if name.endswith(".xhtml") else content


def _mended_page(page: str, written: str) -> str:
    page = re.sub(r'epub:type="(noteref|footnote|backlink)"', r'epub:type="\1" role="doc-\1"', page)
    page = re.sub(r'<h1 class="subtitle">(.*?)</h1>', r'<p class="subtitle">\1</p>', page)
    page = re.sub(r"<colgroup>.*?</colgroup>\s*", "", page, flags=re.S)  # columns of equal width, whatever they hold
    page = re.sub(r'(<table[^>]*) style="[^"]*"', r"\1", page)
    heading = re.search(r"<h[12][^>]*>(.*?)</h[12]>", page, re.S)
    if heading:
        words = " ".join(re.sub("<[^>]+>", "", heading[1]).split())
        page = re.sub(r"<title>ch\d+\.xhtml</title>", lambda _: f"<title>{words}</title>", page)
    page = re.sub(r'(<title>)(.*?)(</title>.*<div id="cover-image">\s*<svg)', _with_words, page, flags=re.S)
    head, body, rest = page.partition("<body")
    head = head.replace("<html ", f'<html dir="{written}" ', 1)
    return head + body + (marked(rest, {}) if written == "ltr" else rest)


def _with_words(cover: re.Match[str]) -> str:
    """The picture of the cover with what it shows in words: the book's title."""
    words = cover[2].replace('"', "&quot;")
    return f'{cover[0]} role="img" aria-label="{words}"'
