"""Citations and notes of one page as numbered footnotes, in order of use; one note for one source, statement and locator.

The markup is plain HTML: it stands in raw HTML and in Markdown alike, which the Markdown extension's notes do not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

import markdown

from . import citations as cite
from .citations import Cited


class Notes:
    """Gathers the notes of one page. `describe` gives the HTML of a cited source's note."""

    def __init__(self, describe: Callable[[Cited], str], texts: Mapping[str, str]) -> None:
        self.describe = describe
        self.texts = texts
        self.order: dict[Cited | str, int] = {}
        self.uses: dict[Cited | str, int] = {}
        self.own: dict[str, str] = {}

    def number(self, text: str) -> str:
        """The page's Markdown with references in the place of citations, and the list of notes at its end."""
        text, says = cite.own_notes(text)
        self.own.update(says)
        text = self._referred(text)
        listed = self.listed()
        return f"{text.rstrip()}\n\n{listed}\n" if listed else text

    def _referred(self, text: str) -> str:
        spots: list[tuple[int, int, list[Cited | str]]] = [
            (group.start, group.end, list(group.cited)) for group in cite.groups(text)
        ]
        spots += [
            (m.start(), m.end(), [m[1]])
            for m in cite.NOTE_USE.finditer(cite.masked(text))
            if m[1] in self.own
        ]
        parts, last = [], 0
        for start, end, keys in sorted(spots, key=lambda spot: spot[0]):
            parts += [text[last:start].rstrip(" ") if start else "", "".join(map(self.mark, keys))]
            last = end
        return "".join([*parts, text[last:]])

    def mark(self, key: Cited | str) -> str:
        """What stands in the place of a citation or of the use of a note."""
        number = self.order.setdefault(key, len(self.order) + 1)
        use = self.uses[key] = self.uses.get(key, 0) + 1
        label = escape(self.texts["note"].format(n=number))
        return (
            f'<sup class="ref" id="ref-{number}-{use}"><a class="ref__mark" href="#note-{number}" '
            f'aria-label="{label}">{number}</a></sup>'
        )

    def listed(self) -> str:
        """The list of notes at the end of the page."""
        # A note of prose may cite: what it cites is numbered after all that the page itself cites.
        contents: dict[Cited | str, str] = {}
        while len(contents) < len(self.order):
            for key in [key for key in self.order if key not in contents]:
                contents[key] = self.content(key)
        if not contents:
            return ""
        items = "\n".join(
            f'<li id="note-{number}" class="note">{contents[key]} {self._back(key, number)}</li>'
            for key, number in self.order.items()
        )
        heading = escape(self.texts["notes"])
        return f'<section class="notes" aria-label="{heading}">\n<h2 id="notes">{heading}</h2>\n<ol>\n{items}\n</ol>\n</section>'

    def content(self, key: Cited | str) -> str:
        """The HTML of one note."""
        if isinstance(key, Cited):
            return self.describe(key)
        html = str(markdown.markdown(self._referred(self.own[key])))
        return html.removeprefix("<p>").removesuffix("</p>")

    def _back(self, key: Cited | str, number: int) -> str:
        many = self.uses[key] > 1
        links = []
        for use in range(1, self.uses[key] + 1):
            label = escape(self.texts["note_back"].format(n=number, use=use))
            sign = f"↑{_letter(use)}" if many else "↑"
            links.append(
                f'<a class="note__back" href="#ref-{number}-{use}">{sign}<span class="hidden"> {label}</span></a>'
            )
        return " ".join(links)


def _letter(number: int) -> str:
    """1 is a, 26 is z, 27 is aa."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(97 + rest) + letters
    return letters
