"""The places as GeoJSON."""

from __future__ import annotations

from typing import Any

from .base import Export, tallied
from .records import Plainly
from .tables import as_json


def places(plainly: Plainly) -> Export:
    """`places.geojson`: every place with its coordinates and how precise they are; without coordinates, no geometry."""
    features = [_feature(plainly, id_) for id_ in plainly.ids("place")]
    out = tallied("coordinates" for feature in features if feature["geometry"] is None)
    collection = {"type": "FeatureCollection", "features": features}
    return Export("places.geojson", "formats", as_json(collection), len(features), out)


def _feature(plainly: Plainly, id_: str) -> dict[str, Any]:
    row = plainly.row("place", id_)
    coordinates = row.pop("coordinates")
    geometry = {"type": "Point", "coordinates": coordinates} if coordinates else None
    return {"type": "Feature", "id": row.pop("id"), "geometry": geometry, "properties": row}
