"""The map: its projection and its scale, room for its labels, its drawing, and the tool that makes its data."""

from __future__ import annotations

import json
import math
import xml.etree.ElementTree as ElementTree
from itertools import combinations, pairwise
from pathlib import Path

import mapdata
import pytest
from conftest import ROOT, needs
from hypothesis import assume, given
from hypothesis import strategies as st

from chronicle import site as build
from chronicle.model.records import Frame
from chronicle.site import read
from chronicle.views import View, cartography
from chronicle.views.cartography import EARTH_KM, Label, Projection


@st.composite
def frames(draw: st.DrawFn) -> Frame:
    """Frames of a map of a region: from a tenth of a degree to three degrees, as far north as people live."""
    west = draw(st.floats(-170, 170))
    south = draw(st.floats(-65, 65))
    wide = draw(st.floats(0.1, 3))
    return Frame(west=west, south=south, east=west + wide, north=south + draw(st.floats(0.1, 3)))


shares = st.floats(0, 1)


def position(frame: Frame, x: float, y: float) -> tuple[float, float]:
    return frame.west + x * (frame.east - frame.west), frame.south + y * (frame.north - frame.south)


def great_circle_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """The distance on the sphere (haversine)."""
    (lon1, lat1), (lon2, lat2) = ((math.radians(v) for v in p) for p in (a, b))
    root = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(root))


@given(frames(), shares, shares, shares, shares)
def test_points_keep_their_order_and_stay_in_the_picture(frame: Frame, x: float, y: float, u: float, v: float) -> None:
    a, b = position(frame, x, y), position(frame, u, v)
    (ax, ay), (bx, by) = Projection(frame).place(a), Projection(frame).place(b)
    assert (a[0] < b[0]) <= (ax <= bx) and (a[1] < b[1]) <= (ay >= by)
    assert all(-1e-9 <= share <= 1 + 1e-9 for share in (ax, ay, bx, by))


@given(frames())
def test_the_scale_is_right_within_one_per_cent(frame: Frame) -> None:
    """The bar, laid along the middle latitude, is as long as it says; so is the same length from south to north."""
    projection = Projection(frame)
    km = cartography.scale_km(projection.width_km)
    middle = (frame.south + frame.north) / 2
    end = frame.west + km / projection.width_km * (frame.east - frame.west)
    assert great_circle_km((frame.west, middle), (end, middle)) == pytest.approx(km, rel=0.01)
    north = frame.south + km / projection.height_km * (frame.north - frame.south)
    assert great_circle_km((frame.west, frame.south), (frame.west, north)) == pytest.approx(km, rel=0.01)
    assert 0.1 <= km / projection.width_km <= 0.3


@given(frames(), st.lists(st.tuples(shares, shares, st.floats(0, 0.05)), max_size=25))
def test_labels_never_meet(frame: Frame, spots: list[tuple[float, float, float]]) -> None:
    """Whatever lies where: no label that is shown meets another, at any of the widths, and none leaves the picture."""
    aspect = Projection(frame).aspect
    assume(0.2 < aspect < 5)
    labels = [Label(str(n), x, y, r, (f"{n} Somewhere", "أردن"), n % 3, str(n)) for n, (x, y, r) in enumerate(spots)]
    _apart(labels, aspect, cartography.arranged(labels, aspect, []))


def _apart(labels: list[Label], aspect: float, stands: dict[str, cartography.Spot]) -> None:
    by_key = {label.key: label for label in labels}
    for width in cartography.WIDTHS:
        boxes = [
            cartography.box(by_key[key], spot.side, width, aspect, short=cartography.is_short(spot, width))
            for key, spot in stands.items()
            if cartography.shown(by_key[key], spot, width)
        ]
        assert not [pair for pair in combinations(boxes, 2) if pair[0].meets(pair[1])]
        assert all(b.left >= 0 and b.top >= 0 and b.right <= width and b.bottom <= width * aspect for b in boxes)


def test_every_place_of_the_real_map_has_its_label() -> None:
    chronicle, _ = read(ROOT)
    needs(chronicle.records.map, "map")
    view = View(chronicle)
    assert {label.key for label in view.labels} == set(view.spots)
    _apart(view.labels, view.projection.aspect, view.spots)


def picture(root: Path) -> ElementTree.Element:
    page = build(root).pages["places.md"].markdown
    start = page.index('<svg class="map__picture"')
    end = page.index('<ul class="map__legend">')
    assert "\n\n" not in page[page.index('<div class="mapped">') : page.index("</details>")], "Markdown would break it"
    return ElementTree.fromstring(page[start:end])


def test_a_disputed_place_and_an_exact_one_are_drawn_so(world: Path) -> None:
    """A town is a ring, a building known exactly a sign, broken where it is disputed; a way without one end is not drawn."""
    drawing = picture(world)
    classes = [element.get("class") for element in drawing.iter() if element.get("class")]
    assert classes.count("map__ring") == 1
    assert classes.count("map__sign map__sign--alleged") == 1
    assert classes.count("map__way") == 1
    words = "".join(drawing.itertext())
    assert "Arden" in words and "The quay" in words and "Far port" not in words


def test_the_table_holds_what_is_not_drawn_and_who_says_what(world: Path) -> None:
    table = build(world).pages["places.md"].markdown.partition("<table")[2]
    for said in ("Far port", "The mill", "somewhere within the ring of Arden", "(not drawn:"):
        assert said in table
    assert table.count("sources/ferry-notice.html#went-by-boat") == 3, "one mark and two ways"
    assert "Whether anybody landed there is told differently." in table


def test_a_chronicle_without_a_map_has_none(world: Path) -> None:
    (world / "data" / "map" / "map.yml").unlink()
    assert [str(problem) for problem in build(world).problems] == [
        "docs/blocks.md:19:1: there is no map to place (add data/map/map.yml, or delete it)"
    ]
    (world / "docs" / "blocks.md").unlink()
    assert "mapped" not in build(world).pages["places.md"].markdown
    assert "map__picture" not in build(world).styles


BOX = (0.0, 0.0, 10.0, 10.0)
lines = st.lists(st.tuples(st.floats(-20, 20), st.floats(-20, 20)), min_size=2, max_size=12)


@given(lines)
def test_what_is_cut_out_lies_in_the_frame(line: list[tuple[float, float]]) -> None:
    ring = [*line, line[0]]
    for points in [*mapdata.clip_line(line, BOX), mapdata.clip_area(ring, BOX)]:
        assert all(-1e-6 <= x <= 10 + 1e-6 and -1e-6 <= y <= 10 + 1e-6 for x, y in points)


@given(lines, st.floats(0.01, 3))
def test_a_thinned_line_stays_near_and_keeps_its_ends(line: list[tuple[float, float]], tolerance: float) -> None:
    thinned = mapdata.thin(line, tolerance)
    assert (thinned[0], thinned[-1]) == (line[0], line[-1]) and set(thinned) <= set(line)
    for point in line:
        near = min(mapdata._distance(point, a, b) for a, b in pairwise(thinned))
        assert near <= tolerance + 1e-9


def test_a_line_that_leaves_and_comes_back_is_two() -> None:
    assert mapdata.clip_line([(1, 1), (1, 12), (3, 12), (3, 1)], BOX) == [[(1, 1), (1, 10)], [(3, 10), (3, 1)]]


def test_the_border_is_what_two_countries_share(tmp_path: Path) -> None:
    """Two squares side by side, the second with a third country behind it: one arc is shared, one is coast for each."""
    topology = {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": [
            [[1, 0], [0, 1]],
            [[1, 1], [-1, 0], [0, -1], [1, 0]],
            [[1, 0], [1, 0]],
            [[2, 0], [0, 1]],
            [[2, 1], [-1, 0]],
        ],
        "objects": {
            "countries": {
                "geometries": [
                    {"id": "1", "type": "Polygon", "arcs": [[0, 1]]},
                    {"id": "2", "type": "MultiPolygon", "arcs": [[[2, 3, 4, -1]]]},
                    {"id": "3", "type": "Polygon", "arcs": [[-4]]},
                ]
            }
        },
    }
    path = tmp_path / "countries.json"
    path.write_text(json.dumps(topology), encoding="utf-8")
    assert mapdata.topojson_border(path, ["1", "2"]) == [[(1, 0), (1, 1)]]
    assert sorted(mapdata.topojson_coast(path, ["1", "2"])) == [
        [(1, 0), (2, 0)],
        [(1, 1), (0, 1), (0, 0), (1, 0)],
        [(2, 1), (1, 1)],
    ]
