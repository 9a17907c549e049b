"""The map keeps to its frame and to what is said; the preview is a picture that others can show."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import WORLD, edit, problems_in

from chronicle.site import read_chronicle
from chronicle.validation.maps import (
    MAX_PREVIEW_BYTES,
    the_map_keeps_to_its_frame,
    the_preview_can_be_shown,
)

PICTURE = (WORLD / "docs/assets/images/preview.png").read_bytes()


def preview(world: Path, picture: bytes) -> list[str]:
    """What is wrong with this picture as a preview."""
    path = world / "docs/assets/images/preview.png"
    path.write_bytes(picture)
    chronicle, _ = read_chronicle(world)
    return [problem.message for problem in the_preview_can_be_shown(chronicle)]


@pytest.fixture
def shown(world: Path) -> Path:
    """The world with a preview picture."""
    about = "preview: { file: assets/images/preview.png, alt: A mill }\n"
    edit(world, "data/site.yml", "licence:", f"{about}licence:")
    return world


def sized(width: int, height: int) -> bytes:
    """The picture with another width and height in its head."""
    return PICTURE[:16] + width.to_bytes(4, "big") + height.to_bytes(4, "big") + PICTURE[24:]


@pytest.mark.parametrize(
    "picture",
    [
        pytest.param(b"", id="empty"),
        pytest.param(PICTURE[:20], id="cut off"),
        pytest.param(b"\xff\xd8\xff\xe0" + PICTURE[4:], id="another format"),
        pytest.param(sized(1201, 630), id="too wide"),
        pytest.param(sized(1200, 629), id="too low"),
        pytest.param(sized(630, 1200), id="upright"),
    ],
)
def test_a_preview_is_a_png_of_the_usual_size(shown: Path, picture: bytes) -> None:
    assert preview(shown, picture) == ["'assets/images/preview.png' is no preview picture"]
    assert preview(shown, PICTURE) == []


def test_a_preview_is_small(shown: Path) -> None:
    full = PICTURE + b"\0" * (MAX_PREVIEW_BYTES - len(PICTURE))
    assert preview(shown, full) == []
    assert preview(shown, full + b"\0") == ["'assets/images/preview.png' is larger than 300 kB"]
    assert MAX_PREVIEW_BYTES == 300_000


def test_a_chronicle_needs_no_preview(world: Path) -> None:
    (world / "docs/assets/images/preview.png").unlink()
    assert problems_in(world) == []


def test_points_beyond_the_frame_are_one_line_a_layer(world: Path) -> None:
    edit(world, "data/map/coast.geojson", "[1.8,52.1]", "[1.8,52.0]")
    edit(world, "data/map/coast.geojson", "[1.85,52.5]", "[1.85,52.6]")
    assert problems_in(world) == [
        "data/map/coast.geojson:1:128: [1.8, 52.0] is outside the map's frame, "
        "and so are 1 more points (widen the frame, or leave it out)"
    ]


@pytest.mark.parametrize(
    ("key", "column"), [("from: far-port, to: quay", 13), ("from: quay, to: far-port", 23)]
)
def test_both_ends_of_a_way_are_in_the_frame(world: Path, key: str, column: int) -> None:
    edit(world, "data/map/map.yml", "from: mill, to: quay", key)
    (line,) = problems_in(world)
    assert line.startswith(f"data/map/map.yml:16:{column}: [4.5, 51.9] is outside")


def test_a_place_outside_the_frame_is_reported_once(world: Path) -> None:
    edit(world, "data/map/map.yml", "from: mill, to: quay", "from: far-port, to: quay")
    edit(world, "data/map/map.yml", "from: arden, to: quay", "from: far-port, to: quay")
    (line,) = problems_in(world)
    assert line.startswith("data/map/map.yml:15:")


def test_an_end_with_exchanged_coordinates_is_reported_at_its_place_only(world: Path) -> None:
    edit(world, "data/places/arden.yml", "[1.5, 52.25]", "[52.25, 1.5]")
    (line,) = problems_in(world)
    assert line.startswith("data/places/arden.yml:5:14: latitude and longitude are exchanged")


def test_a_place_beyond_the_map_is_not_exchanged(world: Path) -> None:
    edit(world, "data/places/far-port.yml", "[4.5, 51.9]", "[52.2, 51.9]")
    assert problems_in(world) == []


def test_without_a_map_nothing_is_beyond_it(world: Path) -> None:
    for name in ("map.yml", "coast.geojson"):
        (world / "data/map" / name).unlink()
    edit(world, "docs/blocks.md", "<!-- block: map -->\n", "")
    edit(world, "data/places/arden.yml", "[1.5, 52.25]", "[52.25, 1.5]")
    assert problems_in(world) == []


@pytest.mark.parametrize(
    ("find", "put", "line"),
    [
        ("    about: [arden, quay]", "    about: [arden]\n    where: quay", ""),
        ("    about: [arden, quay]", "    about: [quay]", ""),
        ("    about: [arden, quay]", "    about: [arden]", "13:47: "),
    ],
)
def test_a_mark_is_where_its_statement_speaks_of(
    world: Path, find: str, put: str, line: str
) -> None:
    edit(world, "data/sources/ferry-notice.yml", find, put)
    found = [one for one in problems_in(world) if one.startswith("data/map/map.yml:13")]
    assert len(found) == bool(line)
    assert all("does not speak of quay" in one for one in found)


def frame_problems(root: Path) -> list[str]:
    """What the rule on frames says of the chronicle in a folder."""
    return [str(one) for one in the_map_keeps_to_its_frame(read_chronicle(root)[0])]


def test_the_small_map_may_go_beyond_the_frame_of_the_map() -> None:
    assert frame_problems(WORLD) == []


def test_outlines_and_names_outside_the_small_map_are_reported(world: Path) -> None:
    edit(world, "data/map/map.yml", "at: [3.5, 53]", "at: [3.5, 55]")
    edit(world, "data/map/around.geojson", "[0.5,51.2],[1.8", "[0.5,50.2],[1.8")
    assert [one.partition(" is outside")[0] for one in frame_problems(world)] == [
        "data/map/around.geojson:1:120: [0.5, 50.2]",
        "data/map/map.yml:24:27: [3.5, 55.0]",
    ]
