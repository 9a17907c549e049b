"""The small map has a frame of its own, which its outlines and names keep to."""

from __future__ import annotations

from pathlib import Path

from conftest import ROOT

from chronicle.site import read_chronicle
from chronicle.validation.maps import the_map_keeps_to_its_frame

WORLD = ROOT / "tests" / "fixtures" / "world"


def problems(root: Path) -> list[str]:
    return [str(one) for one in the_map_keeps_to_its_frame(read_chronicle(root)[0])]


def test_the_small_map_may_go_beyond_the_frame_of_the_map() -> None:
    assert problems(WORLD) == []


def test_outlines_and_names_outside_the_small_map_are_reported(world: Path) -> None:
    folder = world / "data" / "map"
    for file, old, new in (
        ("map.yml", "at: [3.5, 53]", "at: [3.5, 55]"),
        ("around.geojson", "[0.5,51.2],[1.8", "[0.5,50.2],[1.8"),
    ):
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")
    assert [one.partition(" is outside")[0] for one in problems(world)] == [
        "data/map/around.geojson:1:120: [0.5, 50.2]",
        "data/map/map.yml:24:27: [3.5, 55.0]",
    ]
