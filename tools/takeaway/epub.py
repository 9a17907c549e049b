"""The chronicle as a book (EPUB), made by Pandoc from the Markdown of the site's pages."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from html import unescape
from pathlib import Path
from typing import Any

import pypandoc
from markupsafe import escape

from chronicle.exports.export_file import urn
from chronicle.rendering.navigation import NavItem
from chronicle.site import Site
from chronicle.text.bidi import RUN, text_direction
from chronicle.text.finished import finished_fault
from chronicle.text.markdown import escaped
from takeaway.archive import packed, unpacked
from takeaway.chapters import chapters, parts
from takeaway.imprint import Imprint

STYLES = Path(__file__).with_name("book.css")
FONT = "noto-naskh-arabic-arabic-400-normal.woff2"
LICENCE = "fontsource-noto-naskh-arabic.LICENSE.txt"
READER = "commonmark+attributes+fenced_divs+footnotes+gfm_auto_identifiers+pipe_tables"
FEATURES = ("tableOfContents", "structuralNavigation", "alternativeText")
HEADING = re.compile(r"<h[12][^>]*>(.*?)</h[12]>", re.S)
TITLE = re.compile(r"<title>.*?</title>", re.S)
STYLE = re.compile(r"<style\b.*?</style>\s*", re.S)
"""The styles that Pandoc puts into a page; the book's own are in a file."""
UNMARKED = re.compile(
    r'<(title|code|svg)\b.*?</\1>|<span [^>]*dir="rtl"[^>]*>.*?</span>|<[^>]*>|'
    rf"(?P<run>{RUN.pattern})",
    re.S,
)
"""What is left as it is, and words written from right to left that no page marks."""


def book(site: Site, nav: Iterable[NavItem], imprint: Imprint, fonts: Path, moment: int) -> bytes:
    """The book. `nav` is the navigation with records, `fonts` the folder of FONT and LICENCE,
    `moment` the time of change in seconds since 1970. Raises RuntimeError if Pandoc fails or has
    to leave something out."""
    found = parts(site, nav)
    paths = [path for inside in found.values() for path in inside]
    files = {"_0.md": imprint.chapter(), **chapters(site, paths, imprint.address)}
    order = ["_0.md"]
    for number, (title, inside) in enumerate(found.items(), 1):
        files[f"_{number}.md"] = f"# {escaped(title)}\n"
        order += [f"_{number}.md", *inside]
    contents = {path: text.encode() for path, text in files.items()}
    contents["metadata.json"] = json.dumps(metadata(imprint)).encode()
    contents[STYLES.name], contents[FONT] = STYLES.read_bytes(), (fonts / FONT).read_bytes()
    made = _pandoc({**site.chronicle.records.assets, **contents}, order, moment)
    made[f"META-INF/{LICENCE}"] = (fonts / LICENCE).read_bytes()
    direction = text_direction(site.chronicle.site.language)
    finished = {name: _finished(name, content, direction) for name, content in made.items()}
    return packed(finished, moment, first="mimetype")


def metadata(imprint: Imprint) -> dict[str, Any]:
    """What the book says of itself, in Pandoc's words. Its identifier belongs to the version."""
    site, texts = imprint.chronicle.site, imprint.chronicle.texts
    direction = text_direction(site.language)
    return {
        "title": escaped(site.title),
        "subtitle": escaped(f"{texts['version']} {site.version}"),
        "creator": [{"role": "edt", "text": escaped(site.editors)}],
        "date": site.version_date.text,
        "lang": site.language,
        "dir": direction,
        "page-progression-direction": direction,
        "description": escaped(site.description),
        "rights": escaped(imprint.rights),
        "identifier": [{"text": urn(imprint.chronicle, "book", site.version)}],
        "toc-title": str(texts["book_contents"]),
        "accessModes": ["textual", "visual"],
        "accessModeSufficient": ["textual"],
        "accessibilityFeatures": list(FEATURES),
        "accessibilityHazards": ["none"],
        "accessibilitySummary": str(texts["book_accessibility"]),
    }


def _pandoc(contents: Mapping[str, bytes], order: Sequence[str], moment: int) -> dict[str, bytes]:
    """The files of the book that Pandoc makes of these files, those in `order` as chapters. Without
    a folder every name is in ASCII, which is all that Pandoc reads in the locale C."""
    options = [f"--from={READER}", "--to=epub3", "--wrap=none", "--metadata-file=metadata.json"]
    # Each file has notes and ids of its own; a link to another one becomes a link to its chapter.
    options += ["--file-scope", "--split-level=2", "--toc", "--toc-depth=2"]
    options += [f"--css={STYLES.name}", f"--epub-embed-font={FONT}", "--output=book.epub"]
    with tempfile.TemporaryDirectory() as folder:
        for path, content in contents.items():
            target = Path(folder, path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        done = subprocess.run(
            [str(pypandoc.get_pandoc_path()), *options, *order],
            cwd=folder,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(moment)},
            capture_output=True,
            encoding="utf-8",
        )
        if done.returncode or done.stderr:
            raise RuntimeError(f"Pandoc could not make the book: {done.stderr[:2000]}")
        return unpacked(Path(folder, "book.epub"))


def _finished(name: str, content: bytes, direction: str) -> bytes:
    """A file of the book with the title of its chapter, where Pandoc gives the name of the file,
    and with the direction of writing, of the page or of the words that go the other way."""
    if not name.endswith(".xhtml"):
        return content
    page = content.decode()
    heading = HEADING.search(page) if re.search(r"/ch\d+\.", name) else None
    if heading:
        title = escape(unescape(re.sub(r"<[^>]*>", "", heading[1])))
        page = TITLE.sub(lambda _: f"<title>{title}</title>", page, count=1)
    if direction == "rtl":
        page = page.replace("<html ", '<html dir="rtl" ', 1)
    else:
        page = UNMARKED.sub(
            lambda match: (
                f'<bdi lang="ar" dir="rtl">{match[0]}</bdi>' if match["run"] else match[0]
            ),
            page,
        )
    page = STYLE.sub("", page)
    if fault := finished_fault(page, xml=True):
        raise RuntimeError(f"the book cannot be published: {name}, {fault}")
    return page.encode()
