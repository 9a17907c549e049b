"""Areas and lines from files of open packages: one function for each kind of file."""

from __future__ import annotations

import json
import struct
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .geometry import Line


@dataclass(frozen=True, slots=True)
class Outlines:
    """What a file has of a layer: rings of areas, and lines."""

    rings: list[Line] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)


class Topology:
    """A TopoJSON file of countries, which share the arcs of their borders."""

    def __init__(self, path: Path) -> None:
        self.data = json.loads(path.read_text(encoding="utf-8"))
        self.countries = self.data["objects"]["countries"]["geometries"]

    def rings(self, country: Any) -> list[list[int]]:
        """Every ring of a country as numbers of arcs."""
        if country["type"] == "Polygon":
            return list(country["arcs"])
        return [ring for polygon in country["arcs"] for ring in polygon]

    def arc(self, number: int) -> Line:
        """The points of an arc; a negative number is the arc backwards."""
        (sx, sy), (tx, ty) = self.data["transform"]["scale"], self.data["transform"]["translate"]
        x = y = 0
        points: Line = []
        for dx, dy in self.data["arcs"][number if number >= 0 else ~number]:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        return points if number >= 0 else points[::-1]

    def named(self, ids: Iterable[str]) -> list[Any]:
        """The countries with these ids (ISO 3166-1 numeric). Raises KeyError if one is missing."""
        known = {country.get("id"): country for country in self.countries}
        return [known[id_] for id_ in ids]

    def arcs(self, countries: Iterable[Any]) -> Counter[int]:
        """How many of the countries use each arc, in either direction."""
        numbers = (n for one in countries for ring in self.rings(one) for n in ring)
        return Counter(n if n >= 0 else ~n for n in numbers)

    def outlines(self, countries: Iterable[Any]) -> list[Line]:
        """Every ring of these countries as points."""
        return [
            [point for number in ring for point in self.arc(number)]
            for country in countries
            for ring in self.rings(country)
        ]


def topojson_land(path: Path, take: list[str]) -> Outlines:
    """The areas of the countries taken."""
    topology = Topology(path)
    return Outlines(rings=topology.outlines(topology.named(take)))


def topojson_border(path: Path, take: list[str]) -> Outlines:
    """The arcs that the countries taken share with one another."""
    topology = Topology(path)
    users = topology.arcs(topology.named(take))
    return Outlines(lines=[topology.arc(n) for n, count in users.items() if count > 1])


def topojson_coast(path: Path, take: list[str]) -> Outlines:
    """The arcs of the countries taken that no other country has."""
    topology = Topology(path)
    users, taken = topology.arcs(topology.countries), topology.arcs(topology.named(take))
    return Outlines(lines=[topology.arc(n) for n in taken if users[n] == 1])


def topojson_around(path: Path, take: list[str]) -> Outlines:
    """The areas of all countries, and the borders of those taken with all their neighbours."""
    topology = Topology(path)
    users, taken = topology.arcs(topology.countries), topology.arcs(topology.named(take))
    borders = [topology.arc(n) for n in taken if users[n] > 1]
    return Outlines(topology.outlines(topology.countries), borders)


def geojson_outline(path: Path, take: list[str]) -> Outlines:
    """The outline of the one area of a file."""
    geometry = json.loads(path.read_text(encoding="utf-8"))["geometry"]
    shape = geometry["coordinates"]
    polygons = shape if geometry["type"] == "MultiPolygon" else [shape]
    return Outlines(lines=[[(x, y) for x, y in polygon[0]] for polygon in polygons])


def basemap_rivers(path: Path, take: list[str]) -> Outlines:
    """The segments with these numbers: pairs of 32-bit numbers at the offsets that the file of
    descriptions gives."""
    described = path.with_name(path.name.replace("rivers_", "riversmeta_"))
    raw = path.read_bytes()
    found = {}
    for line in described.read_text().splitlines():
        *_, offset, length, number = line.split()
        if number in take:
            values = struct.unpack_from(f"<{int(length) // 4}f", raw, int(offset))
            found[number] = list(zip(values[::2], values[1::2], strict=True))
    return Outlines(lines=[found[number] for number in take])


READERS: dict[str, Callable[[Path, list[str]], Outlines]] = {
    "topojson-land": topojson_land,
    "topojson-border": topojson_border,
    "topojson-coast": topojson_coast,
    "topojson-around": topojson_around,
    "geojson-outline": geojson_outline,
    "basemap-rivers": basemap_rivers,
}
