"""The tool that makes the layers of the map from open packages."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from map.geometry import Box, Line, clip_line, clip_ring, distance_to_segment, thin_line
from map.readers import topojson_around, topojson_border, topojson_coast, topojson_land

BOX: Box = (0.0, 0.0, 10.0, 10.0)
lines = st.lists(st.tuples(st.floats(-20, 20), st.floats(-20, 20)), min_size=2, max_size=12)


@given(lines)
def test_what_is_cut_out_is_in_the_frame(line: Line) -> None:
    for points in [*clip_line(line, BOX), clip_ring([*line, line[0]], BOX)]:
        assert all(-1e-6 <= x <= 10 + 1e-6 and -1e-6 <= y <= 10 + 1e-6 for x, y in points)


@given(lines, st.floats(0.01, 3))
def test_a_thinned_line_stays_near_and_keeps_its_ends(line: Line, tolerance: float) -> None:
    thinned = thin_line(line, tolerance)
    assert (thinned[0], thinned[-1]) == (line[0], line[-1]) and set(thinned) <= set(line)
    for point in line:
        near = min(distance_to_segment(point, a, b) for a, b in pairwise(thinned))
        assert near <= tolerance + 1e-9


def test_a_line_that_leaves_and_comes_back_is_two() -> None:
    line: Line = [(1, 1), (1, 12), (3, 12), (3, 1)]
    assert clip_line(line, BOX) == [[(1, 1), (1, 10)], [(3, 10), (3, 1)]]


def topology(folder: Path) -> Path:
    """Two squares side by side and a third country behind the second: the first two share an arc,
    the last two another."""
    countries = [
        {"id": "1", "type": "Polygon", "arcs": [[0, 1]]},
        {"id": "2", "type": "MultiPolygon", "arcs": [[[2, 3, 4, -1]]]},
        {"id": "3", "type": "Polygon", "arcs": [[-4]]},
    ]
    arcs = [
        [[1, 0], [0, 1]],
        [[1, 1], [-1, 0], [0, -1], [1, 0]],
        [[1, 0], [1, 0]],
        [[2, 0], [0, 1]],
        [[2, 1], [-1, 0]],
    ]
    transform = {"scale": [1, 1], "translate": [0, 0]}
    objects = {"countries": {"geometries": countries}}
    path = folder / "countries.json"
    path.write_text(json.dumps({"transform": transform, "arcs": arcs, "objects": objects}))
    return path


def test_the_border_is_what_two_countries_share(tmp_path: Path) -> None:
    path = topology(tmp_path)
    assert topojson_border(path, ["1", "2"]).lines == [[(1, 0), (1, 1)]]
    assert sorted(topojson_coast(path, ["1", "2"]).lines) == [
        [(1, 0), (2, 0)],
        [(1, 1), (0, 1), (0, 0), (1, 0)],
        [(2, 1), (1, 1)],
    ]
    assert len(topojson_land(path, ["1", "2"]).rings) == 2


def test_the_small_map_has_all_countries_and_the_borders_of_those_taken(tmp_path: Path) -> None:
    around = topojson_around(topology(tmp_path), ["1"])
    assert len(around.rings) == 3
    assert around.lines == [[(1, 0), (1, 1)]]
