"""The site's pictures as SVG files of a book.

On a page their x stands in per cent of the column, so that type keeps its size. Readers of books want a viewBox: the picture
is put, at a fixed width, into another that has one. Names of classes are those of overrides/pages/_pictures.md and blocks/map.md.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree
from lxml.html import HtmlElement

STYLES = Path(__file__).with_name("pictures.css")
WIDTH = 640
SVG = "http://www.w3.org/2000/svg"
# HTML's parser writes attributes in small letters; in SVG capitals count.
CAPITALS = {
    name.lower(): name
    for name in (
        "viewBox",
        "preserveAspectRatio",
        "markerUnits",
        "markerWidth",
        "markerHeight",
        "refX",
        "refY",
        "textLength",
    )
}
SIGNS = {
    "circle": "●",
    "ring": "○",
    "dot": "•",
    "triangle": "▲",
    "diamond": "◆",
    "square": "■",
    "square-open": "□",
    "half": "◐",
    "bar": "▬",
    "cross": "✚",
}


@dataclass(slots=True)
class Pictures:
    """The files by name; the same picture is one file. `aspect` is the map's height by its width, 0 without a map."""

    aspect: float
    files: dict[str, bytes] = field(default_factory=dict)

    def file(self, svg: HtmlElement) -> str:
        """Keeps a picture of a page as a file, and returns its name."""
        content = self._standalone(svg)
        for name, known in self.files.items():
            if known == content:
                return name
        name = f"picture-{len(self.files) + 1:03}.svg"
        self.files[name] = content
        return name

    def _standalone(self, svg: HtmlElement) -> bytes:
        width = WIDTH if svg.get("width") == "100%" else float(svg.get("width", WIDTH))
        mapped = "map__picture" in (svg.get("class") or "").split()
        height = width * self.aspect if mapped else float(svg.get("height", width))
        root = etree.Element(f"{{{SVG}}}svg", nsmap={None: SVG}, attrib={"version": "1.1"})
        root.set("viewBox", f"0 0 {width:g} {height:g}")
        root.set("width", f"{width:g}")
        root.set("height", f"{height:g}")
        style = etree.SubElement(root, f"{{{SVG}}}style")
        style.text = STYLES.read_text(encoding="utf-8")
        inner = _named(deepcopy(svg))
        inner.tail = None
        inner.set("width", f"{width:g}")
        inner.set("height", f"{height:g}")
        root.append(inner)
        return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _named(svg: HtmlElement) -> etree._Element:
    """The picture with SVG's names, and without what only a page knows."""
    new = etree.Element(f"{{{SVG}}}{svg.tag}", nsmap={None: SVG})
    for name, value in svg.attrib.items():
        if name == "lang":
            new.set("{http://www.w3.org/XML/1998/namespace}lang", value)
        elif not name.startswith(("aria-", "data-")) and name not in ("role", "focusable"):
            new.set(CAPITALS.get(name, name), value)
    if svg.tag == "svg" and svg.getparent() is not None:
        new.set("overflow", "visible")  # a label hangs on a point
    new.text, new.tail = svg.text, svg.tail
    for child in svg.iterchildren("*"):
        new.append(_named(child))
    return new


def described(svg: HtmlElement) -> str:
    """What the picture shows, in words; empty where it only repeats what stands beside it."""
    if svg.get("aria-hidden") == "true":
        return ""
    title = svg.find("title")
    return svg.get("aria-label") or (str(title.text_content()) if title is not None else "")


def sign(classes: str) -> str:
    """The party's mark as a character, from the class that draws it on a page; empty for any other class."""
    return next((SIGNS[name[6:]] for name in classes.split() if name[:6] == "mark--" and name[6:] in SIGNS), "")
