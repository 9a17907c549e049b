"""The map as a small script of data, from which assets/js/map.js draws it."""

from ..domain.naming import page_url
from ..exports.export_file import script_json
from ..model.places import PRECISION_KM, Frame, Map, MapLabel
from ..model.types import Degrees
from ..views.context import ViewContext
from ..views.links import ForeignText
from ..views.map_view import MapView, PlaceRow, WayRow, other_script_names

MAP_SCRIPT = "assets/js/map-data.js"
DECIMALS = 4  # of a degree, some 10 m


def map_data(context: ViewContext, view: MapView) -> str:
    """A script that sets `window.chronicleMap`: positions are [longitude, latitude] in degrees,
    radii are in metres, pages are relative to the site's root. It has no markup."""
    located = context.chronicle.records.map
    assert located
    about = located.record
    rows = next((group.rows for group in view.groups if group.id == "on"), ())
    order = [row.id for row in rows]
    data = {
        "title": view.title,
        "credit": about.credit,
        "texts": _texts(context),
        "frame": _frame(about.frame),
        "layers": [
            {"draws": layer.draws, **_shapes(context, layer.file)} for layer in about.layers
        ],
        "places": [_place(context, row) for row in rows],
        "ways": [_way(way, order) for way in view.ways if way.drawn],
        "labels": [_label(context, about, label) for label in about.labels],
        "locator": _locator(context, about),
    }
    return f"window.chronicleMap = {script_json(data)};\n"


def _texts(context: ViewContext) -> dict[str, str]:
    texts = context.texts
    return {
        "zoomIn": texts["map_zoom_in"],
        "zoomOut": texts["map_zoom_out"],
        "km": texts["map_km"],
        "locator": texts["map_locator"],
    }


def _frame(frame: Frame) -> list[float]:
    return [frame.west, frame.south, frame.east, frame.north]


def _rounded(at: Degrees) -> list[float]:
    return [round(number, DECIMALS) for number in at]


def _shapes(context: ViewContext, file: str) -> dict[str, list[list[list[float]]]]:
    """The rings of areas and the lines of a layer."""
    found: dict[str, list[list[list[float]]]] = {"areas": [], "lines": []}
    for feature in context.chronicle.records.layers[file].record.features:
        kind = "areas" if feature.geometry.type == "Polygon" else "lines"
        parts = feature.geometry.coordinates
        found[kind] += [[_rounded(point) for point in part] for part in parts]
    return found


def _place(context: ViewContext, row: PlaceRow) -> dict[str, object]:
    place = context.chronicle.places[row.id]
    assert place.coordinates
    return {
        "number": row.number,
        "name": row.link.text,
        "other": _other(row.other_names),
        "at": _rounded(place.coordinates),
        "metres": 1000 * PRECISION_KM[place.precision],
        "glyph": row.glyph,
        "marks": " ".join(dict.fromkeys(mark.glyph for mark in row.marks)),
        "page": page_url(row.link.path),
        "alleged": row.alleged,
        "own": row.id == context.chronicle.site.place,
    }


def _other(names: tuple[ForeignText, ...]) -> dict[str, str] | None:
    """The first of a place's names in other scripts."""
    if not names:
        return None
    return {"text": names[0].text, "lang": names[0].language, "dir": names[0].direction}


def _way(way: WayRow, order: list[str]) -> dict[str, object]:
    """A way with the indexes of its ends among the places."""
    return {"letter": way.letter, "from": order.index(way.ends[0]), "to": order.index(way.ends[1])}


def _label(context: ViewContext, about: Map, label: MapLabel) -> dict[str, object]:
    """The name of a line or an area, and as what the map draws it."""
    link = context.link(label.place)
    draws = (layer.draws for layer in about.layers if layer.place == label.place)
    return {
        "name": link.text,
        "other": _other(other_script_names(context, about, label.place)),
        "at": _rounded(label.at),
        "page": page_url(link.path),
        "draws": next(draws, ""),
    }


def _locator(context: ViewContext, about: Map) -> dict[str, object] | None:
    locator = about.locator
    if not locator:
        return None
    return {
        "frame": _frame(locator.frame),
        **_shapes(context, locator.file),
        "labels": [
            {"name": context.chronicle.name_of(label.place), "at": _rounded(label.at)}
            for label in locator.labels
        ],
    }
