"""Which text of an HTML page runs from right to left without saying so: a reader of its own."""

from __future__ import annotations

import unicodedata
from html.parser import HTMLParser

VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img"),
    *("input", "link", "meta", "source", "track", "wbr"),
}
RTL_LANGUAGES = {"ar", "fa", "he", "ota", "ur"}
UNMARKABLE = {"title", "script", "style", "svg"}  # they can contain text only


class Unmarked(HTMLParser):
    """Collects in `found` every text with a strong right-to-left letter whose nearest `lang` or
    `dir` says otherwise."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str, str]] = [("", "", "")]
        self.found: list[str] = []
        self.marked = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        _, lang, turned = self.open[-1]
        given = dict(attrs)
        if tag not in VOID:
            self.open.append((tag, given.get("lang") or lang, given.get("dir") or turned))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _, _ in self.open):
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if not any(unicodedata.bidirectional(one) in ("R", "AL") for one in data):
            return
        if any(name in UNMARKABLE for name, _, _ in self.open):
            return
        _, lang, turned = self.open[-1]
        if lang.split("-")[0] in RTL_LANGUAGES and turned == "rtl":
            self.marked += 1
        else:
            self.found.append(data.strip()[:80])


def unmarked(html: str) -> tuple[list[str], int]:
    """The texts that are not marked, and the number of those that are."""
    parser = Unmarked()
    parser.feed(html)
    return parser.found, parser.marked
