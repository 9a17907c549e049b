"""The map as data: what the script draws, and that it can end no script."""

from __future__ import annotations

from pathlib import Path

from mapping import MapOf
from support import WORLD, MadeSite, edit

from chronicle.rendering.map_data import MAP_SCRIPT


def test_places_have_what_is_drawn_of_them() -> None:
    arden, quay = MapOf(WORLD).data["places"]
    assert arden == {
        "number": "1",
        "name": "Arden",
        "other": {"text": "أردن", "lang": "ar", "dir": "rtl"},
        "at": [1.5, 52.25],
        "metres": 3000,
        "glyph": "",
        "marks": "",
        "page": "places/arden.html",
        "alleged": False,
        "own": False,
    }
    assert (quay["metres"], quay["glyph"], quay["marks"], quay["alleged"]) == (0, "■", "⊓", True)


def test_ways_labels_and_layers() -> None:
    data = MapOf(WORLD).data
    assert data["frame"] == [1.2, 52.1, 1.9, 52.5]
    assert data["ways"] == [{"letter": "a", "from": 0, "to": 1}]
    assert [(one["name"], one["at"], one["draws"]) for one in data["labels"]] == [
        ("The shire", [1.4, 52.4], "")
    ]
    (coast,) = data["layers"]
    assert (coast["draws"], coast["areas"], len(coast["lines"])) == ("coast", [], 1)
    assert [one["name"] for one in data["locator"]["labels"]] == ["The shire"]
    assert data["credit"] == "Nobody's Earth"


def test_no_text_ends_the_script(world: Path) -> None:
    edit(world, "data/map/map.yml", "title: Arden and the coast", "title: </script><b>")
    found = MapOf(world)
    assert "<" not in found.script
    assert found.data["title"] == "</script><b>"


def test_the_site_has_the_script(site: MadeSite) -> None:
    assert site.files[MAP_SCRIPT].decode() == MapOf(WORLD).script
