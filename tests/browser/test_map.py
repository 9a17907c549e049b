"""The map in a real browser, from disk and over http under a strict policy."""

from __future__ import annotations

import math
import re
import shutil
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest
from browsing import opened, served_folder, violations
from hypothesis import given, settings
from hypothesis import strategies as st
from map_pages import brightness, drawn, meet, shown_names, write_map_pages
from mapping import MapOf
from playwright.sync_api import Browser, Page
from support import ROOT, WORLD, needs

from chronicle.rendering.map_data import MAP_SCRIPT
from chronicle.site import read_chronicle

METRES_IN_A_DEGREE = 111_195


@pytest.fixture(scope="module")
def world_map(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The world's map, with a place of its own."""
    base = tmp_path_factory.mktemp("map")
    shutil.copytree(WORLD, base / "root")
    site = base / "root" / "data" / "site.yml"
    site.write_text(site.read_text(encoding="utf-8") + "place: arden\n", encoding="utf-8")
    return write_map_pages(base / "root", base / "site")


@pytest.fixture(scope="module")
def own_map(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The map of the chronicle of this repository."""
    needs(read_chronicle(ROOT)[0].records.map, "map")
    return write_map_pages(ROOT, tmp_path_factory.mktemp("own") / "site")


@pytest.fixture(scope="module")
def served(own_map: Path) -> Iterator[str]:
    with served_folder(own_map) as address:
        yield address


@pytest.mark.parametrize("way", ["disk", "http"])
def test_the_map_asks_nobody_and_breaks_no_policy(
    chromium: Browser, own_map: Path, served: str, way: str
) -> None:
    base = own_map.as_uri() + "/" if way == "disk" else served
    page, asked, errors = opened(chromium, base + "places.html", 1440)
    drawn(page).locator(".map__button").first.click()
    page.wait_for_timeout(400)
    data = MapOf(ROOT).data
    assert errors == []
    assert [one for one in asked if not one.startswith(base)] == []
    assert [one for one in asked if one.endswith(".png")] == []
    assert page.locator(".map__place").count() == len(data["places"]) + len(data["labels"])
    page.close()


def test_the_map_is_fetched_when_it_comes_near(chromium: Browser, world_map: Path) -> None:
    page, asked, _ = opened(chromium, (world_map / "low.html").as_uri(), 390)
    page.wait_for_timeout(300)
    assert [one for one in asked if "leaflet" in one or MAP_SCRIPT in one] == []
    page.locator(".map").scroll_into_view_if_needed()
    drawn(page)
    page.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_circles_have_their_radius_in_metres(chromium: Browser, own_map: Path, width: int) -> None:
    page, *_ = opened(chromium, (own_map / "places.html").as_uri(), width)
    box = drawn(page).locator(".map").bounding_box()
    data = MapOf(ROOT).data
    west, _, east, _ = data["frame"]
    circles = page.locator(".map__circle")
    places = [one for one in data["places"] if one["metres"]]
    assert box and circles.count() == len(places)
    for index, place in enumerate(places):
        pixels = circles.nth(index).evaluate("path => path.getBBox().width") / 2
        degrees = pixels * (east - west) / box["width"]
        metres = degrees * METRES_IN_A_DEGREE * math.cos(math.radians(place["at"][1]))
        pixel = metres / pixels
        assert metres == pytest.approx(place["metres"], abs=pixel), "within a pixel"
    page.close()


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_names_meet_no_other_and_stay_inside(chromium: Browser, own_map: Path, width: int) -> None:
    page, *_ = opened(chromium, (own_map / "places.html").as_uri(), width)
    box = drawn(page).locator(".map").bounding_box()
    names = shown_names(page)
    assert [(a["name"], b["name"]) for a, b in combinations(names, 2) if meet(a, b)] == []
    assert box
    for one in names:
        assert box["x"] <= one["left"] and one["right"] <= box["x"] + box["width"], one["name"]
        assert box["y"] <= one["top"] and one["bottom"] <= box["y"] + box["height"], one["name"]
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("width", [320, 390, 1440])
def test_the_main_places_have_their_names(chromium: Browser, own_map: Path, width: int) -> None:
    page, *_ = opened(chromium, (own_map / "places.html").as_uri(), width)
    named = {one["name"] for one in shown_names(drawn(page)) if one["named"]}
    data = MapOf(ROOT).data
    places = [one["name"] for one in data["places"]]
    assert {one["name"] for one in data["places"] if one["own"]} <= named
    if width >= 390:
        assert {places[way[end]] for way in data["ways"] for end in ("from", "to")} <= named
    if width == 1440:
        assert set(places) <= named
    page.close()


def test_places_are_links_that_the_keyboard_reaches(chromium: Browser, world_map: Path) -> None:
    page, *_ = opened(chromium, (world_map / "places.html").as_uri(), 390)
    drawn(page).keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')")
    reached = []
    for _ in range(5):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.textContent"))
    assert [one[:6] for one in reached] == ["1 Arde", "■2 The", "The sh", "+", "−"]
    texts = MapOf(WORLD).data["texts"]
    for words in (texts["zoomIn"], texts["zoomOut"]):
        assert page.get_by_role("button", name=words, exact=True).count() == 1
    page.get_by_role("link", name=re.compile("1 Arden")).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/places/arden.html")
    page.close()


def test_a_name_without_room_is_shown_on_focus(chromium: Browser, own_map: Path) -> None:
    page, *_ = opened(chromium, (own_map / "places.html").as_uri(), 320)
    named = {one["name"] for one in shown_names(drawn(page)) if one["named"]}
    lacking = [one["name"] for one in MapOf(ROOT).data["places"] if one["name"] not in named]
    needs(lacking, "name without room")
    for name in lacking:
        page.locator(".map").focus()
        while name not in page.evaluate("document.activeElement.closest('a')?.textContent ?? ''"):
            page.keyboard.press("Tab")
        (one,) = (one for one in shown_names(page) if one["name"] == name)
        box = page.locator(".map").bounding_box()
        assert one["named"] and box and one["right"] <= box["x"] + box["width"], name
    page.close()


def test_a_finger_scrolls_the_page_until_the_map_is_enlarged(
    chromium: Browser, world_map: Path
) -> None:
    address = (world_map / "places.html").as_uri()
    page, *_ = opened(chromium, address, 390, has_touch=True, reduced_motion="reduce")
    zoom_in, zoom_out = drawn(page).locator(".map__button").all()
    touch = "getComputedStyle(document.querySelector('.map')).touchAction"
    circle = page.locator(".map__circle").first
    whole = circle.evaluate("path => path.getBBox().width")
    assert page.evaluate(touch) == "pan-x pan-y"
    zoom_in.click()
    assert page.evaluate(touch) == "none"
    assert circle.evaluate("path => path.getBBox().width") > whole
    zoom_out.click()
    assert page.evaluate(touch) == "pan-x pan-y"
    assert zoom_out.get_attribute("aria-disabled") == "true"
    page.close()


def test_a_disputed_place_looks_different(chromium: Browser, world_map: Path) -> None:
    script = world_map / MAP_SCRIPT
    text = script.read_text(encoding="utf-8")
    alleged = text.replace('"alleged":false,"own":true', '"alleged":true,"own":true')
    assert alleged != text
    styles = []
    for written in (text, alleged):
        script.write_text(written, encoding="utf-8")
        page, *_ = opened(chromium, (world_map / "places.html").as_uri(), 390)
        style = "path => [getComputedStyle(path).strokeDasharray, getComputedStyle(path).fill]"
        styles.append(drawn(page).locator(".map__circle").evaluate(style))
        page.close()
    script.write_text(text, encoding="utf-8")
    (line, fill), (alleged_line, alleged_fill) = styles
    assert line == "none" and fill != "none"
    assert alleged_line != "none" and alleged_fill == "none"


def test_the_colours_follow_the_palette(chromium: Browser, world_map: Path) -> None:
    found = []
    for name in ("places", "dark"):
        page, *_ = opened(chromium, (world_map / f"{name}.html").as_uri(), 390)
        drawn(page)
        found.append((brightness(page, ".map", "backgroundColor"), brightness(page, ".map__name")))
        page.close()
    (sea, ink), (dark_sea, dark_ink) = found
    assert sea - ink > 0.4 and dark_ink - dark_sea > 0.4


def test_without_scripts_the_tables_are_there_alone(chromium: Browser, world_map: Path) -> None:
    address = (world_map / "places.html").as_uri()
    page, *_ = opened(chromium, address, 390, java_script_enabled=False)
    assert not page.locator(".map").is_visible()
    assert not page.locator(".map + ul").is_visible()
    assert page.locator("table").count() == 5 and page.locator("table").first.is_visible()
    page.close()


def test_without_its_library_the_map_goes_away(chromium: Browser, world_map: Path) -> None:
    library = world_map / "assets" / "js" / "vendor" / "leaflet.js"
    away = library.rename(library.with_suffix(".away"))
    page, *_ = opened(chromium, (world_map / "places.html").as_uri(), 390)
    page.wait_for_selector(".map", state="hidden")
    page.close()
    away.rename(library)


def test_the_whole_map_is_printed(chromium: Browser, world_map: Path) -> None:
    address = (world_map / "places.html").as_uri()
    page, *_ = opened(chromium, address, 1440, reduced_motion="reduce")
    drawn(page)
    circle = page.locator(".map__circle")
    share = "path => path.getBBox().width / document.querySelector('.map').clientWidth"
    whole = circle.evaluate(share)
    page.locator(".map__button").first.click()
    assert circle.evaluate(share) > 1.2 * whole
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    box = page.locator(".map").bounding_box()
    assert box and box["width"] == 560
    assert circle.evaluate(share) == pytest.approx(whole, rel=0.05)
    page.close()


@pytest.mark.parametrize("name", ["places", "dark"])
def test_axe_finds_nothing_on_the_map(chromium: Browser, own_map: Path, name: str) -> None:
    page, *_ = opened(chromium, (own_map / f"{name}.html").as_uri(), 390)
    assert violations(drawn(page), ".map") == []
    page.close()


@pytest.fixture(scope="module")
def rules(chromium: Browser) -> Iterator[Page]:
    """A page with the rules for names alone."""
    page = chromium.new_page()
    page.add_script_tag(path=ROOT / "overrides" / "assets" / "js" / "map-labels.js")
    yield page
    page.close()


lengths = st.floats(0, 400)
sizes = st.tuples(st.floats(10, 120), st.floats(10, 40))
spots = st.lists(st.tuples(lengths, lengths, st.floats(0, 30), sizes), max_size=15)


@settings(max_examples=60)
@given(spots=spots)
def test_no_names_meet_wherever_places_are(
    rules: Page, spots: list[tuple[float, float, float, tuple[float, float]]]
) -> None:
    written = [
        {
            "x": x,
            "y": y,
            "reach": reach,
            "sizes": [
                {"width": width, "height": 2 * height},
                {"width": width, "height": height},
                {"width": 10, "height": height},
            ],
        }
        for x, y, reach, (width, height) in spots
    ]
    line = {"points": [{"x": 0, "y": 200}, {"x": 400, "y": 210}], "weight": 3}
    boxes = rules.evaluate(
        "([spots, line]) =>"
        " placeLabels(spots, [], [line], {left: 0, top: 0, right: 400, bottom: 400})",
        [written, line],
    )
    placed = [box for box in boxes if box]
    assert not [pair for pair in combinations(placed, 2) if meet(*pair)]
    assert all(box["left"] >= 0 and box["top"] >= 0 for box in placed)
    assert all(box["right"] <= 400 and box["bottom"] <= 400 for box in placed)


def test_a_name_avoids_lines_and_leaves_its_second_line_for_want_of_room(rules: Page) -> None:
    sizes = [{"width": 80, "height": 30}, {"width": 80, "height": 15}]
    spot = {"x": 200, "y": 200, "reach": 10, "sizes": sizes}
    east = {"points": [{"x": 250, "y": 0}, {"x": 250, "y": 400}], "weight": 1}
    call = "([spot, lines, edge]) => placeLabels([spot], [], lines, edge)[0]"
    wide = {"left": 0, "top": 0, "right": 400, "bottom": 400}
    low = {**wide, "top": 190, "bottom": 215}
    free, beside, narrow = (
        rules.evaluate(call, arguments)
        for arguments in ([spot, [], wide], [spot, [east], wide], [spot, [], low])
    )
    assert (free["align"], free["size"]) == ("left", 0)
    assert (beside["align"], beside["size"]) == ("right", 0)
    assert narrow["size"] == 1
