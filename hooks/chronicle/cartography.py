"""The geometry of the map: where a position falls, how long a kilometre is, where a label finds room. Numbers only.

Distances are shares of the map's width or height, so that the drawing grows with the page while its writing keeps its size;
the writing is measured in pixels, at the widths at which the map is shown.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from .model import Degrees, Frame

EARTH_KM = 6371.0088  # the mean radius of the earth (IUGG)
WIDTHS = (320, 400, 560, 720, 840)  # pixels: the map on a phone of 360, and up to the widest column
NARROW = 560  # below this a name that finds no room is left out, and its number stands alone
SIZE = 12.5  # pixels: the type on the map
LINE = 16.0  # pixels from one line of a label to the next
GLYPH = 13.0  # pixels: a camp's or crossing's sign with the gap behind it
GAP = 3.0  # pixels between a ring and its label
WIDE = set("mwMW@%—") | {chr(code) for code in range(0x41, 0x5B)}
THIN = set("fijlrt1.,'’-() ı")


@dataclass(frozen=True, slots=True)
class Projection:
    """Equirectangular, true to scale along the middle latitude: a degree east is shortened by that latitude's cosine."""

    frame: Frame

    @property
    def width_km(self) -> float:
        middle = math.radians((self.frame.south + self.frame.north) / 2)
        return math.radians(self.frame.east - self.frame.west) * EARTH_KM * math.cos(middle)

    @property
    def height_km(self) -> float:
        return math.radians(self.frame.north - self.frame.south) * EARTH_KM

    @property
    def aspect(self) -> float:
        """Height by width."""
        return self.height_km / self.width_km

    def place(self, position: Degrees) -> tuple[float, float]:
        """A position as shares of the width, from the west, and of the height, from the north."""
        frame = self.frame
        return (
            (position[0] - frame.west) / (frame.east - frame.west),
            (frame.north - position[1]) / (frame.north - frame.south),
        )

    def path(self, lines: Iterable[Sequence[Degrees]], *, closed: bool) -> str:
        """Lines or rings as the data of an SVG path, in a drawing 1000 wide."""
        parts = []
        for line in lines:
            points = [self.place(point) for point in line]
            steps = [f"{1000 * x:.1f} {1000 * self.aspect * y:.1f}" for x, y in points]
            parts.append(f"M{'L'.join(steps)}{'Z' if closed else ''}")
        return "".join(parts)

    def radius(self, km: float) -> float:
        """A distance as a share of what SVG takes a circle's percentage of: the root of the mean square of both sides."""
        return km / math.sqrt((self.width_km**2 + self.height_km**2) / 2)


def scale_km(width_km: float, most: float = 0.3) -> float:
    """The longest of 1, 2, 5, 10, 20 … kilometres that takes no more than this share of the width."""
    power = 10 ** math.floor(math.log10(width_km * most))
    return max(float(step * power) for step in (1, 2, 5) if step * power <= width_km * most)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def measure(text: str) -> float:
    """How wide a text is at the map's size, in pixels: a generous guess that needs no font."""
    return SIZE * sum(0.68 if sign in WIDE else 0.33 if sign in THIN else 0.54 for sign in text)


@dataclass(frozen=True, slots=True)
class Label:
    """What is written at a spot: lines of text with signs before the first. `x`, `y`, `reach` are shares (see Projection.place);
    `reach` is the ring's radius as a share of the width. `number` is what stays of it where there is no room."""

    key: str
    x: float
    y: float
    reach: float
    lines: tuple[str, ...]
    glyphs: int = 0
    number: str = ""
    fixed: bool = False  # stays centred on its spot: the name of an area or a line

    def size(self, *, short: bool) -> tuple[float, float]:
        """Width and height in pixels, whole or as its number and signs alone."""
        signs = self.glyphs * GLYPH
        if short:
            return measure(self.number) + signs, LINE
        first, *others = self.lines
        return max(measure(first) + signs, *(measure(line) for line in others), 0.0), LINE * len(self.lines)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label stands: `side` of its ring, and whether only its number stands there on a narrow map."""

    side: str
    short: bool


SIDES: dict[str, tuple[float, float]] = {
    "east": (1, 0),
    "west": (-1, 0),
    "north": (0, -1),
    "south": (0, 1),
    "south-east": (0.7, 0.7),
    "south-west": (-0.7, 0.7),
    "north-east": (0.7, -0.7),
    "north-west": (-0.7, -0.7),
}


def box(label: Label, side: str, width: float, aspect: float, *, short: bool) -> Box:
    """The rectangle that a label fills on a map that many pixels wide."""
    wide, _ = label.size(short=short)
    high = label.size(short=False)[1]
    x, y, reach = label.x * width, label.y * width * aspect, label.reach * width + GAP
    east, south = SIDES.get(side, (0, 0))
    left = x + east * reach - (0 if east > 0 else wide if east < 0 else wide / 2)
    top = y + south * reach - (0 if south > 0 else high if south < 0 else high / 2)
    return Box(left, top, left + wide, top + (LINE if short else high))  # a number stays on the line of its name


def ring(label: Label, width: float, aspect: float) -> Box:
    """The rectangle around a label's ring."""
    x, y, reach = label.x * width, label.y * width * aspect, label.reach * width
    return Box(x - reach, y - reach, x + reach, y + reach)


@dataclass(frozen=True, slots=True)
class Taken:
    """A part of the map that no label may cover: a rectangle in shares, and how many pixels it reaches beyond on each side."""

    left: float
    top: float
    right: float
    bottom: float
    beyond: float

    def box(self, width: float, aspect: float) -> Box:
        high = width * aspect
        return Box(
            self.left * width - self.beyond,
            self.top * high - self.beyond,
            self.right * width + self.beyond,
            self.bottom * high + self.beyond,
        )


def arranged(
    labels: Sequence[Label], aspect: float, taken: Iterable[Taken], better_free: Iterable[Taken] = ()
) -> dict[str, Spot]:
    """Where each label stands so that none meets another, a ring or what is taken, at any of the widths. The first labels choose
    first, and take a spot that is `better_free` (a line runs there) only for want of another; one without room for its name on a
    narrow map is short there. A label that finds no room at all is missing."""
    stands: dict[str, Spot] = {}
    kept, soft = list(taken), list(better_free)
    filled = {width: [area.box(width, aspect) for area in kept] for width in WIDTHS}
    lines = {width: [area.box(width, aspect) for area in soft] for width in WIDTHS}
    rings = {width: [(label.key, ring(label, width, aspect)) for label in labels if label.reach] for width in WIDTHS}
    for label in labels:
        strict = {width: [*filled[width], *lines[width]] for width in WIDTHS}
        tries = ((short, areas) for short in (False, True) for areas in (strict, filled))
        spot = next(
            (s for short, areas in tries for s in _spots(label, short) if _fits(label, s, aspect, areas, rings)), None
        )
        if spot is None:
            continue
        stands[label.key] = spot
        for width in WIDTHS:
            if shown(label, spot, width):
                filled[width].append(box(label, spot.side, width, aspect, short=is_short(spot, width)))
    return stands


def is_short(spot: Spot, width: float) -> bool:
    """Whether a map that wide shows only the number."""
    return spot.short and width < NARROW


def shown(label: Label, spot: Spot, width: float) -> bool:
    """Whether a map that wide shows anything of the label: a short one without a number is left out."""
    return not is_short(spot, width) or bool(label.number)


def _spots(label: Label, short: bool) -> Iterator[Spot]:
    sides = ("middle",) if label.fixed else ("east", "west") if short else tuple(SIDES)
    return (Spot(side, short) for side in sides)


def _fits(
    label: Label, spot: Spot, aspect: float, filled: dict[int, list[Box]], rings: dict[int, list[tuple[str, Box]]]
) -> bool:
    for width in WIDTHS:
        if not shown(label, spot, width):
            continue
        own = box(label, spot.side, width, aspect, short=is_short(spot, width))
        inside = own.left >= 2 and own.top >= 2 and own.right <= width - 2 and own.bottom <= width * aspect - 2
        others = [*filled[width], *(around for key, around in rings[width] if key != label.key)]
        if not inside or any(own.meets(other) for other in others):
            return False
    return True


def along(start: tuple[float, float], end: tuple[float, float], beyond: float, parts: int = 24) -> Iterator[Taken]:
    """A line between two spots as a chain of small squares."""
    for part in range(parts + 1):
        x, y = (start[axis] + part / parts * (end[axis] - start[axis]) for axis in (0, 1))
        yield Taken(x, y, x, y, beyond)


def midway(
    start: tuple[float, float], end: tuple[float, float], aspect: float, taken: Iterable[Taken], beyond: float
) -> tuple[float, float]:
    """A point on the line between two spots, as near to its middle as what is taken allows; the middle where nothing is free."""
    kept = list(taken)
    for share in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74):
        x, y = (start[axis] + share * (end[axis] - start[axis]) for axis in (0, 1))
        own = Taken(x, y, x, y, beyond)
        if not any(own.box(w, aspect).meets(other.box(w, aspect)) for w in WIDTHS for other in kept):
            return x, y
    return (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
