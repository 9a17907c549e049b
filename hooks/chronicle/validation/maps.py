"""Rules on the map and the preview picture."""

from collections.abc import Iterator

from ..domain.chronicle import Chronicle
from ..files.pictures import png_size
from ..files.validated import Located
from ..files.yaml_documents import YamlDocument
from ..model.introspection import Location
from ..model.places import FeatureCollection, Frame, Map
from ..model.types import Degrees
from ..problems import Problem

PREVIEW_SIZE = (1200, 630)
MAX_PREVIEW_BYTES = 300_000


def the_map_keeps_to_its_frame(chronicle: Chronicle) -> Iterator[Problem]:
    """Every point of the map's layers, every name written on it and both ends of every way are
    within its frame, if they have coordinates."""
    if not chronicle.records.map:
        return
    document, about = chronicle.records.map.document, chronicle.records.map.record
    frames = {layer.file: about.frame for layer in about.layers}
    labels: list[tuple[Location, Degrees, Frame]] = [
        (("labels", n, "at"), label.at, about.frame) for n, label in enumerate(about.labels)
    ]
    if locator := about.locator:
        frames[locator.file] = locator.frame
        written = enumerate(locator.labels)
        labels += [(("locator", "labels", n, "at"), one.at, locator.frame) for n, one in written]
    for name, layer in chronicle.records.layers.items():
        yield from _points_outside(layer, frames[name])
    yield from (
        document.problem(location, *_outside(at))
        for location, at, frame in labels
        if not frame.contains(at)
    )
    yield from _ends_outside(chronicle, document, about)


def _points_outside(layer: Located[FeatureCollection], frame: Frame) -> Iterator[Problem]:
    outside = [
        (("features", number, "geometry", "coordinates", line, index), point)
        for number, feature in enumerate(layer.record.features)
        for line, points in enumerate(feature.geometry.coordinates)
        for index, point in enumerate(points)
        if not frame.contains(point)
    ]
    if outside:
        location, point = outside[0]
        yield layer.document.problem(location, *_outside(point, len(outside) - 1))


def _ends_outside(chronicle: Chronicle, document: YamlDocument, about: Map) -> Iterator[Problem]:
    reported: set[str] = set()
    for index, way in enumerate(about.ways):
        for key, id_ in (("from", way.origin), ("to", way.to)):
            at = place.coordinates if (place := chronicle.places.get(id_)) else None
            exchanged = at is not None and about.frame.contains((at[1], at[0]))
            if at and id_ not in reported and not about.frame.contains(at) and not exchanged:
                reported.add(id_)
                yield document.problem(("ways", index, key), *_outside(at))


def _outside(point: Degrees, more: int = 0) -> tuple[str, str]:
    others = f", and so are {more} more points" if more else ""
    message = f"[{point[0]}, {point[1]}] is outside the map's frame{others}"
    return message, "widen the frame, or leave it out"


def coordinates_are_not_exchanged(chronicle: Chronicle) -> Iterator[Problem]:
    """A place that is within the map's frame only with latitude and longitude exchanged has them
    exchanged."""
    frame = chronicle.records.map.record.frame if chronicle.records.map else None
    for place in chronicle.records.place.values():
        at = place.record.coordinates
        if frame and at and not frame.contains(at) and frame.contains((at[1], at[0])):
            message = "latitude and longitude are exchanged"
            hint = f"write longitude first, then latitude: [{at[1]}, {at[0]}]"
            yield place.document.problem(("coordinates",), message, hint)


def the_map_shows_what_is_said(chronicle: Chronicle) -> Iterator[Problem]:
    """A statement that puts a mark or a way on the map speaks of that place, or of one end of that
    way."""
    if not chronicle.records.map:
        return
    document, about = chronicle.records.map.document, chronicle.records.map.record
    tied = [
        *(("marks", n, mark.statement, [mark.place]) for n, mark in enumerate(about.marks)),
        *(("ways", n, way.statement, [way.origin, way.to]) for n, way in enumerate(about.ways)),
    ]
    for name, index, ref, ids in tied:
        statement = chronicle.statements.get(ref)
        known = all(id_ in chronicle.places for id_ in ids)
        if statement and known and not {*statement.record.about, statement.record.where} & {*ids}:
            message = f"'{ref}' does not speak of {' or '.join(ids)}"
            hint = "name a statement with the place under where or about"
            yield document.problem((name, index, "statement"), message, hint)


def the_preview_can_be_shown(chronicle: Chronicle) -> Iterator[Problem]:
    """The preview picture is a PNG in docs/assets of 1200 by 630 pixels and at most 300 kB, as
    other sites ask for."""
    site = chronicle.records.site
    if not site or not site.record.preview:
        return
    name = site.record.preview.file
    picture = chronicle.records.assets.get(name, b"")
    if png_size(picture) != PREVIEW_SIZE:  # that it is a PNG is checked with all pictures
        message = f"'{name}' is no preview picture"
        hint = "save it as a PNG of 1200 by 630 pixels in docs/assets/images"
        yield site.document.problem(("preview", "file"), message, hint)
    elif len(picture) > MAX_PREVIEW_BYTES:
        message = f"'{name}' is larger than 300 kB"
        hint = "save it with fewer colours"
        yield site.document.problem(("preview", "file"), message, hint)
