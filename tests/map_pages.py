"""Small pages with the map of a chronicle, for the browser."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import material
from mapping import MapOf
from playwright.sync_api import Page
from support import ROOT

from chronicle.rendering.map_data import MAP_SCRIPT
from chronicle.text.markdown import to_html

THEME = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Places</title>
<link rel="stylesheet" href="assets/theme.css"><link rel="stylesheet" href="assets/palette.css">
<link rel="stylesheet" href="assets/css/map.css"><link rel="stylesheet" href="assets/far.css">
<link rel="icon" href="assets/images/favicon.svg">
</head>
<body data-md-color-scheme="{scheme}">
<main class="md-content"><article class="md-content__inner md-typeset">
<div class="{above}"></div>
{content}
</article></main>
<script src="assets/js/map.js"></script>
</body>
</html>
"""


def write_map_pages(root: Path, folder: Path) -> Path:
    """Pages with the map of the chronicle in `root`: light, dark, and far below the first
    screen."""
    found = MapOf(root)
    assets = shutil.copytree(ROOT / "overrides" / "assets", folder / "assets")
    for name, sheet in (("theme", "main"), ("palette", "palette")):
        (source,) = THEME.glob(f"{sheet}.*.min.css")
        shutil.copy(source, assets / f"{name}.css")
    (assets / "far.css").write_text(".far { height: 5000px }")
    (folder / MAP_SCRIPT).write_text(found.script, encoding="utf-8")
    content = to_html(found.markdown()).replace('.md"', '.html"')
    kinds = (("places", "default", ""), ("dark", "slate", ""), ("low", "default", "far"))
    for name, scheme, above in kinds:
        page = PAGE.format(scheme=scheme, above=above, content=content)
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    (folder / "places").mkdir()
    for place in found.chronicle.places:
        (folder / "places" / f"{place}.html").write_text("<!doctype html><title>A place</title>")
    return folder


def drawn(page: Page) -> Page:
    """The page once its map is drawn and its names are placed."""
    page.wait_for_selector(".map .map__scale")
    page.evaluate("document.fonts.ready")
    return page


def shown_names(page: Page) -> list[dict[str, Any]]:
    """What can be seen of the names: their text and rectangle, and whether the name itself is
    shown, or only its number."""
    found: list[dict[str, Any]] = page.evaluate(
        """[...document.querySelectorAll(".map__place")].map(link => {
            const label = link.querySelector(".map__label");
            const name = link.querySelector(".map__name");
            const {left, top, right, bottom} = label.getBoundingClientRect();
            const clipped = part => getComputedStyle(part).clipPath !== "none";
            const seen = !clipped(label), named = seen && !clipped(name);
            return {name: name.textContent, left, top, right, bottom, seen, named};
        })"""
    )
    return [one for one in found if one["seen"]]


def brightness(page: Page, selector: str, what: str = "color") -> float:
    """How light a colour is, from 0 to 1, as it is painted on the page's background."""
    return float(
        page.locator(selector).first.evaluate(
            """(element, what) => {
                const pen = document.createElement("canvas").getContext("2d");
                const page = getComputedStyle(document.body).backgroundColor;
                for (const paint of [page, getComputedStyle(element)[what]]) {
                    pen.fillStyle = paint;
                    pen.fillRect(0, 0, 1, 1);
                }
                const [red, green, blue] = pen.getImageData(0, 0, 1, 1).data;
                return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255;
            }""",
            what,
        )
    )


def meet(a: dict[str, Any], b: dict[str, Any]) -> bool:
    """Whether two rectangles overlap."""
    across = a["left"] < b["right"] and b["left"] < a["right"]
    return bool(across and a["top"] < b["bottom"] and b["top"] < a["bottom"])
