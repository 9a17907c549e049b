"""Writing that runs from right to left, marked with its language and direction wherever it stands on a page.

Where a template knows the language of a text it says so. `marked` does the rest: an Arabic name within an English title,
a paper's name in a link, a word in prose, a reference that Pandoc wrote.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .citations import without_code

RTL_LANGUAGES = {"ar", "arc", "ckb", "dv", "fa", "he", "ota", "ps", "syr", "ur", "yi"}
HEBREW = "\u0590-\u05ff\ufb1d-\ufb4f"
SIGN = f"[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc{HEBREW}]"
REFERENCE = r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);"
BETWEEN = rf"(?:{REFERENCE}|\d|[^\w<>&\[\]|*`\n])"  # blanks, digits and signs, but none of Markdown's, no other letters
RUN = re.compile(rf"{SIGN}(?:{BETWEEN}*{SIGN})*")
NOTHING_ELSE = re.compile(rf"(?:{SIGN}|{BETWEEN})+")
TAG = re.compile(r"<!--.*?-->|<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:\s[^<>]*)?)>|\]\([^)\n]*\)", re.S)
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.S)
VOID = {"br", "hr", "img", "input", "wbr", "col", "source"}
LITERAL = {"code", "pre", "script", "style", "svg", "title"}


def text_direction(language: str) -> str:
    """How a language is written: rtl or ltr, also where a transliteration (`ar-Latn`) is meant."""
    main, *rest = language.split("-")
    return "rtl" if main in RTL_LANGUAGES and "Latn" not in rest else "ltr"


def mark_direction(page: str, languages: Mapping[str, str]) -> str:
    """A page of Markdown and HTML with every run of such writing in a `bdi` of its own, but for those that are marked.

    `languages` gives the language of known texts; for others it is taken to be the most common one of their script.
    """
    if not re.search(SIGN, page):
        return page
    head = FRONT_MATTER.match(page)
    start = head.end() if head else 0
    masked = without_code(page)
    parts, last, open_ = [page[:start]], start, [("", False)]
    for tag in TAG.finditer(masked, start):
        parts.append(_text(page, masked, last, tag.start(), open_[-1][1], languages))
        parts.append(page[tag.start() : tag.end()])
        last = tag.end()
        if tag[2]:
            _step(open_, bool(tag[1]), tag[2].lower(), tag[3])
    return "".join([*parts, _text(page, masked, last, len(page), open_[-1][1], languages)])


def _step(open_: list[tuple[str, bool]], closing: bool, name: str, attributes: str) -> None:
    """Keep the list of open elements, each with whether text in it needs no mark."""
    if closing:
        while len(open_) > 1 and open_.pop()[0] != name:
            pass
    elif name not in VOID:
        language = re.search(r'\slang="([^"]*)"', attributes)
        turned = re.search(r'\sdir="([^"]*)"', attributes)
        literal = name in LITERAL or any(outer in LITERAL for outer, _ in open_)
        settled = literal or open_[-1][1]
        if (language or turned) and not literal:
            settled = bool(
                language and turned and text_direction(language[1]) == turned[1] == "rtl"
            )
        open_.append((name, settled))


def _text(
    page: str, masked: str, start: int, end: int, settled: bool, languages: Mapping[str, str]
) -> str:
    if settled or start == end:
        return page[start:end]
    text, inline = masked[start:end], page[start - 1 : start] == ">" and page[end : end + 1] == "<"
    if inline and "\n" not in text and NOTHING_ELSE.fullmatch(text) and re.search(SIGN, text):
        return _wrapped(page[start:end], languages)  # with the digits and signs at its ends
    parts, last = [], start
    for run in RUN.finditer(masked, start, end):
        parts += [page[last : run.start()], _wrapped(page[run.start() : run.end()], languages)]
        last = run.end()
    return "".join([*parts, page[last:end]])


def _wrapped(text: str, languages: Mapping[str, str]) -> str:
    usual = "he" if re.match(f"[{HEBREW}]", text) else "ar"
    return f'<bdi lang="{languages.get(text, usual)}" dir="rtl">{text}</bdi>'
