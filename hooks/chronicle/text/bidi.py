"""Writing that runs from right to left, marked with its language and direction on the page.

Templates mark a text whose language they know. For any other run of such letters, an Arabic name
in an English title or sentence, an extension of Python-Markdown puts it into a `bdi`.
"""

import re
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

RTL_LANGUAGES = {"ar", "arc", "ckb", "dv", "fa", "he", "ota", "ps", "syr", "ur", "yi"}
HEBREW = "\u0590-\u05ff\ufb1d-\ufb4f"
LETTER = f"[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc{HEBREW}]"
BETWEEN = (
    "(?:[^\\w\u0002\u0003]|\\d)*"  # not the marks that Python-Markdown puts around what is escaped
)
RUN = re.compile(f"{LETTER}(?:{BETWEEN}{LETTER})*")
LITERAL = {"code", "pre", "bdi"}


def text_direction(language: str) -> str:
    """How a language is written: rtl or ltr, also if a transliteration (`ar-Latn`) is meant."""
    main, *rest = language.split("-")
    return "rtl" if main in RTL_LANGUAGES and "Latn" not in rest else "ltr"


def marked_runs(html: str) -> str:
    """Escaped text, without tags, with every run of such writing in an element of its own."""
    return RUN.sub(lambda run: f'<bdi lang="{_usual(run[0])}" dir="rtl">{run[0]}</bdi>', html)


def _usual(run: str) -> str:
    """The language that a run is taken to be in."""
    return "he" if re.match(f"[{HEBREW}]", run) else "ar"


class DirectionExtension(Extension):
    """Puts every run of such writing into `<bdi lang dir>`, but not where a page is written that
    way."""

    def __init__(self, page_language: str) -> None:
        super().__init__()
        self._page_language = page_language

    def extendMarkdown(self, md: Markdown) -> None:
        if text_direction(self._page_language) == "ltr":
            # After the inline patterns (20) and the attributes (8) that templates write.
            md.treeprocessors.register(_DirectionProcessor(md), "direction", 4)


class _DirectionProcessor(Treeprocessor):
    def run(self, root: Element) -> None:
        _mark(root)


def _mark(element: Element) -> None:
    if element.tag in LITERAL or element.get("dir") == "rtl":
        return
    for index, child in reversed(list(enumerate(element))):
        _mark(child)
        child.tail = _cut(element, index + 1, child.tail)
    element.text = _cut(element, 0, element.text)


def _cut(parent: Element, index: int, text: str | None) -> str | None:
    """Moves the runs in a text into elements from that index on, and returns what is before
    them."""
    if not text:
        return text
    runs = list(RUN.finditer(text))
    for number, run in enumerate(runs):
        marked = Element("bdi", {"lang": _usual(run[0]), "dir": "rtl"})
        marked.text = run[0]
        end = runs[number + 1].start() if number + 1 < len(runs) else len(text)
        marked.tail = text[run.end() : end]
        parent.insert(index + number, marked)
    return text[: runs[0].start()] if runs else text
