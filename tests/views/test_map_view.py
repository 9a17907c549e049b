"""The map in words and as data: nothing is placed that no record places."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mapping import MapOf
from support import ROOT, WORLD, edit, needs
from writing import context_of

from chronicle.model.places import PRECISION_KM, Frame
from chronicle.site import read_chronicle
from chronicle.text.markdown import to_html
from chronicle.views.map_view import frame_ratio, map_view, way_letter


def change(world: Path, file: str, old: str, new: str) -> MapOf:
    """The map after one change to a file of data/."""
    path = world / "data" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return MapOf(world)


def test_a_chronicle_without_a_map_has_none(world: Path) -> None:
    (world / "data" / "map" / "map.yml").unlink()
    edit(world, "docs/blocks.md", "<!-- block: map -->\n\n", "")
    assert map_view(context_of(world)) is None


def test_every_place_is_in_one_group_by_what_is_known_of_it() -> None:
    groups = {id_: group for id_, (group, _) in MapOf(WORLD).rows.items()}
    assert groups == {
        "arden": "on",
        "quay": "on",
        "mill": "in",
        "shire": "area",
        "far-port": "outside",
    }


def test_a_place_without_coordinates_stays_unplaced(world: Path) -> None:
    coordinates = "coordinates: [1.7, 52.3]\ncoordinates_from: the ferrymen\n"
    found = change(world, "places/quay.yml", coordinates, "coordinates:\n")
    group, row = found.rows["quay"]
    assert (group, row.number, row.position) == ("not", "", "")
    assert [place["name"] for place in found.data["places"]] == ["Arden"]
    assert not found.data["ways"], "its end is not placed"
    assert not any(way.drawn for way in found.view.ways)


@pytest.mark.parametrize("root", [WORLD, ROOT], ids=["world", "chronicle"])
def test_the_data_have_no_position_that_no_record_has(root: Path) -> None:
    if root == ROOT:
        needs(read_chronicle(ROOT)[0].records.map, "map")
    found = MapOf(root)
    places = found.chronicle.places
    known = {
        (place.name, place.coordinates, 1000 * PRECISION_KM.get(place.precision, -1))
        for place in places.values()
    }
    drawn = {(one["name"], tuple(one["at"]), one["metres"]) for one in found.data["places"]}
    assert drawn <= known
    for place in places.values():
        placed = any(one["name"] == place.name for one in found.data["places"])
        assert not placed or place.coordinates


def test_a_disputed_place_is_drawn_apart() -> None:
    arden, quay = MapOf(WORLD).data["places"]
    assert (arden["metres"], arden["glyph"], arden["alleged"]) == (3000, "", False)
    assert (quay["metres"], quay["glyph"], quay["alleged"]) == (0, "■", True)


def test_what_only_some_accounts_place_there_is_alleged_with_who_does(world: Path) -> None:
    assert not MapOf(world).rows["arden"][1].alleged
    alleged = "{ place: arden, role: alleged, statement: ferry-notice#went-by-boat }"
    found = change(world, "events/fire.yml", "{ place: mill, role: undisputed }", alleged)
    row = found.rows["arden"][1]
    assert row.alleged
    assert [one.statement.ref for one in row.placements] == ["ferry-notice#went-by-boat"]
    assert found.data["places"][0]["alleged"]


def test_a_source_that_gives_coordinates_is_called_by_its_label(world: Path) -> None:
    path, id_ = "places/arden.yml", "coordinates_from: courier-fire"
    row = change(world, path, id_, f"{id_}, rounded").rows["arden"][1]
    assert "courier-fire" not in row.position
    assert row.position.endswith("; from The Courier, 3 May 1901, rounded"), row.position


def test_marks_and_ways_name_their_statements() -> None:
    found = MapOf(WORLD)
    (mark,) = found.rows["quay"][1].marks
    assert (mark.glyph, mark.statement.ref) == ("⊓", "ferry-notice#went-by-boat")
    first, second = found.view.ways
    assert (first.letter, first.drawn, second.letter, second.drawn) == ("a", True, "b", False)
    assert found.data["ways"] == [{"letter": "a", "from": 0, "to": 1}]


def test_letters_go_on_after_z() -> None:
    assert [way_letter(number) for number in (0, 25, 26, 701, 702)] == ["a", "z", "aa", "zz", "aaa"]


def test_the_legend_has_what_is_drawn_and_nothing_else(world: Path) -> None:
    legend = [(entry.sample, entry.glyph) for entry in MapOf(world).view.legend]
    assert legend == [
        ("circle", ""),
        ("alleged", ""),
        ("way", ""),
        ("coast", ""),
        ("", "⊓"),
        ("", "■"),
    ]
    ways = "  - { from: arden, to: quay, statement: ferry-notice#went-by-boat }\n"
    fewer = change(world, "map/map.yml", ways, "").view.legend
    assert "way" not in {entry.sample for entry in fewer}


def test_the_map_says_whose_data_it_shows() -> None:
    found = MapOf(WORLD)
    assert found.view.attribution == (
        "coast, small map of where this is: Nobody's Earth, by the package nowhere 1.0 "
        "(public domain)",
        "positions by the ferrymen",
    )


@given(st.floats(-60, 59), st.floats(0.1, 1), st.floats(0.1, 1))
def test_the_ratio_is_that_of_the_ground(south: float, wide: float, high: float) -> None:
    """On a small frame Mercator's map has the shape of the ground in the middle of the frame."""
    frame = Frame(west=10, east=10 + wide, south=south, north=south + high)
    expected = wide * math.cos(math.radians(south + high / 2)) / high
    assert frame_ratio(frame) == pytest.approx(expected, rel=0.001, abs=1e-4)


def test_the_markdown_has_every_place_and_way_once_in_a_table() -> None:
    text = MapOf(WORLD).markdown()
    html = to_html(text)
    assert html.count("<tbody>") == html.count("</table>") == 5, "four groups and the ways"
    cells = re.findall(r"<strong><a href=\"places/([a-z-]+)\.md\">", html)
    assert sorted(cells) == ["arden", "far-port", "mill", "quay", "shire"]
    assert text.count("sources/ferry-notice.md#went-by-boat") == 3, "a mark and two ways"
    assert re.findall("<[a-z]+", text) == ["<div"]


def test_no_record_can_become_markup(world: Path) -> None:
    found = change(world, "map/map.yml", "Not said of all.", "'<b>|*not*'")
    assert r"&lt;b>\|\*not\*" in found.markdown()
