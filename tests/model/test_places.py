"""Places and the map: coordinates on the earth, frames that run forwards."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError
from samples import PLACE, place

from chronicle.model.places import Frame, Layer, Place, Shape, Way


@pytest.mark.parametrize(
    ("at", "given_by", "accepted"),
    [
        (["1.5", "52.25"], "courier-fire", True),
        (["180", "90"], "courier-fire", True),
        (["-180", "-90"], "courier-fire", True),
        (["180.1", "0"], "courier-fire", False),
        (["-180.1", "0"], "courier-fire", False),
        (["0", "90.1"], "courier-fire", False),
        (["0", "-90.1"], "courier-fire", False),
        (["0", "0"], "", False),
        (None, "courier-fire", False),
        (None, "", True),
        (["1.5"], "courier-fire", False),
        (["1.5", "52.25", "3"], "courier-fire", False),
    ],
)
def test_coordinates_are_on_the_earth_and_name_their_source(
    at: list[str] | None, given_by: str, accepted: bool
) -> None:
    values: dict[str, Any] = {**PLACE, "coordinates": at}
    if given_by:
        values["coordinates_from"] = given_by
    try:
        Place.model_validate(values)
    except ValidationError:
        assert not accepted
    else:
        assert accepted


def frame(west: float, south: float, east: float, north: float) -> Frame:
    """A frame with these edges, in degrees."""
    return Frame(west=west, south=south, east=east, north=north)


@pytest.mark.parametrize(
    "edges",
    [(0, 0, 0.01, 0.02), (0, 0, 0.02, 0.01), (-180, -85, 180, 85)],
)
def test_a_frame_runs_east_and_north(edges: tuple[float, float, float, float]) -> None:
    assert frame(*edges).contains((edges[0], edges[1]))
    assert frame(*edges).contains((edges[2], edges[3]))


@pytest.mark.parametrize(
    ("edges", "message"),
    [
        ((1, 0, 1, 1), "runs backwards, or is empty"),
        ((1, 0, 0, 1), "runs backwards, or is empty"),
        ((0, 1, 1, 1.009), "runs backwards, or is empty"),
        ((0, 0, 0.009, 1), "runs backwards, or is empty"),
        ((-180.1, 0, 1, 1), "leaves the earth"),
        ((0, 0, 180.1, 1), "leaves the earth"),
        ((0, -85.1, 1, 1), "leaves the earth"),
        ((0, 0, 1, 85.1), "leaves the earth"),
    ],
)
def test_a_frame_that_runs_elsewhere_is_refused(
    edges: tuple[float, float, float, float], message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        frame(*edges)


@pytest.mark.parametrize("position", [(0.9, 3), (2.1, 3), (1.5, 1.9), (1.5, 4.1)])
def test_a_frame_does_not_contain_what_is_beyond_one_edge(position: tuple[float, float]) -> None:
    assert not frame(1, 2, 2, 4).contains(position)
    assert frame(1, 2, 2, 4).contains((1.5, 3))


def test_a_way_leads_to_another_place() -> None:
    with pytest.raises(ValidationError, match="a way that leads nowhere"):
        Way.model_validate({"from": "mill", "to": "mill", "statement": "a#b"})
    assert Way.model_validate({"from": "mill", "to": "quay", "statement": "a#b"}).origin == "mill"


@pytest.mark.parametrize("file", ["coast.txt", "../coast.geojson", "Coast.geojson", ".geojson"])
def test_a_layer_is_a_file_next_to_the_map(file: str) -> None:
    values = {"draws": "coast", "source": "S", "licence": "L"}
    with pytest.raises(ValidationError):
        Layer.model_validate({**values, "file": file})
    assert Layer.model_validate({**values, "file": "coast-2.geojson"})


def test_a_line_has_two_points() -> None:
    with pytest.raises(ValidationError):
        Shape.model_validate({"type": "MultiLineString", "coordinates": [[["1", "2"]]]})
    two = {"type": "Polygon", "coordinates": [[["1", "2"], ["3", "4"]]]}
    assert Shape.model_validate(two).coordinates == [[(1.0, 2.0), (3.0, 4.0)]]


def test_a_place_is_called_by_the_preferred_name() -> None:
    assert place().name == "Arden"
