"""The picture that a link to the site is shown with: its name, what it is, and the row of its days.

A mark stands for one source, on the day on which it was published; no party and no position is told apart. Letters are set
in the faces of the pages, which hold Latin letters only and are not shaped: a line with any other letter is left out.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from . import wording
from .export.base import exact_days, one_line
from .relate import Chronicle
from .view.pictures import Days

SIZE = (1200, 630)
COVER = (1200, 1800)
MARGIN = 64
PAPER, INK, SOFT, RULE = "#fcfbf8", "#1d1b18", "#59544b", "#8c8578"  # no colour: it would be a party's
BASE = 530  # of the row of days, from above
ROOM = 210  # for the marks above it
LATIN, EXTENDED = r"[\x20-\xff\u2000-\u206f]", r"[\u0100-\u02ba\u1e00-\u1eff]"
RUN = re.compile(f"(?P<latin>{LATIN}+)|(?P<extended>{EXTENDED}+)")


class Face:
    """A weight of the pages' serif face at one size, with the file of its further letters."""

    def __init__(self, folder: Path, weight: int, size: int) -> None:
        names = {"latin": f"source-serif-4-latin-{weight}-normal", "extended": "source-serif-4-latin-ext-400-normal"}
        self.size = size
        self.files = {name: _font(folder / f"{stem}.woff2", size) for name, stem in names.items()}

    def runs(self, text: str) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
        for run in RUN.finditer(text):
            yield run[0], self.files[str(run.lastgroup)]

    def length(self, text: str) -> float:
        return sum(font.getlength(run) for run, font in self.runs(text))

    def write(self, picture: ImageDraw.ImageDraw, at: tuple[float, float], text: str, colour: str) -> None:
        """Writes a line whose letters stand on the height of `at`."""
        x, y = at
        for run, font in self.runs(text):
            picture.text((x, y), run, fill=colour, font=font, anchor="ls")
            x += font.getlength(run)

    def lines(self, text: str, width: float) -> list[str]:
        """The text in lines no longer than `width`; none where the face lacks one of its letters."""
        if not _drawable(text):
            return []
        lines: list[str] = []
        for word in text.split():
            if lines and self.length(f"{lines[-1]} {word}") <= width:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        return lines


@cache
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


def _drawable(text: str) -> bool:
    return re.fullmatch(f"(?:{LATIN}|{EXTENDED})*", text) is not None


def draw(chronicle: Chronicle, fonts: Path) -> bytes:
    """The picture as PNG, 1200 to 630 pixels: the same bytes in every build of the same records."""
    return _png(_drawn(chronicle, fonts))


def cover(chronicle: Chronicle, fonts: Path) -> bytes:
    """The same picture on the cover of a book, as PNG, 1200 to 1800 pixels."""
    image = Image.new("RGB", COVER, PAPER)
    image.paste(_drawn(chronicle, fonts), (0, COVER[1] // 4))
    return _png(image)


def _png(image: Image.Image) -> bytes:
    found = io.BytesIO()
    image.quantize(64).save(found, "PNG", optimize=True)
    return found.getvalue()


def _drawn(chronicle: Chronicle, fonts: Path) -> Image.Image:
    image = Image.new("RGB", SIZE, PAPER)
    picture = ImageDraw.Draw(image)
    room = SIZE[0] - 2 * MARGIN
    y = float(MARGIN)
    for face, text, colour, most in (
        (Face(fonts, 600, 64), chronicle.site.title, INK, 2),
        (Face(fonts, 400, 32), one_line(chronicle.site.description), SOFT, 4),
    ):
        for line in shortened(face.lines(one_line(text), room), most):
            y += face.size * 1.25
            face.write(picture, (MARGIN, y - face.size * 0.25), line, colour)
        y += 18
    _days(picture, chronicle, fonts)
    return image


def shortened(lines: list[str], most: int) -> list[str]:
    """At most so many lines; a text that is longer ends with an ellipsis."""
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1].rstrip(' ,.;:')} …"]


def published(chronicle: Chronicle) -> Counter[date]:
    """How many sources were published on each day of the window, as far as their day is known."""
    window = chronicle.site.window or chronicle.site.period
    spans = (exact_days(source.issued) for source in chronicle.sources.values())
    days = [span[0].first for span in spans if span and span[0].first == span[1].last]
    return Counter(day for day in days if window.first <= day <= window.last)


def _days(picture: ImageDraw.ImageDraw, chronicle: Chronicle, fonts: Path) -> None:
    window = chronicle.site.window or chronicle.site.period
    days, counts = Days(window.first, window.last), published(chronicle)
    width = (SIZE[0] - 2 * MARGIN) / days.number
    height = min(18.0, ROOM / max(1, *counts.values(), 1))
    small = Face(fonts, 400, 24)
    picture.rectangle((MARGIN, BASE, SIZE[0] - MARGIN, BASE + 1), fill=RULE)
    for index in range(days.number):
        day = days.first + timedelta(days=index)
        left = MARGIN + index * width
        party = min(width - 6, 26.0)
        for nth in range(counts[day]):
            top = BASE - 4 - (nth + 1) * height
            corners = (
                round(left + (width - party) / 2),
                round(top),
                round(left + (width + party) / 2),
                round(top + height - 3),
            )
            picture.rectangle(corners, fill=INK)
    for tick in days.ticks():
        label = str(tick["day"])
        x = MARGIN + tick["middle"] / 100 * (SIZE[0] - 2 * MARGIN) - small.length(label) / 2
        small.write(picture, (x, BASE + 30), label, SOFT)
    caption = chronicle.records.texts["preview_caption"].format(days=wording.say(window, chronicle.records.texts))
    for line in small.lines(caption, SIZE[0] - 2 * MARGIN)[:1]:
        small.write(picture, (MARGIN, BASE + 62), line, SOFT)
