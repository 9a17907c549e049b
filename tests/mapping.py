"""The map of a chronicle as the site has it: its view, its data and its Markdown."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from support import ROOT

from chronicle.domain.site_map import page_paths
from chronicle.rendering.map_data import map_data
from chronicle.rendering.templates import Templates
from chronicle.site import read_chronicle
from chronicle.views.context import ViewContext
from chronicle.views.map_view import MapView, PlaceRow, map_view


class MapOf:
    """The map of the chronicle in a folder."""

    def __init__(self, root: Path) -> None:
        self.chronicle, _ = read_chronicle(root)
        self.context = ViewContext(self.chronicle)
        view = map_view(self.context)
        assert view
        self.view: MapView = view

    @property
    def rows(self) -> dict[str, tuple[str, PlaceRow]]:
        """The group and the row of every place."""
        return {row.id: (group.id, row) for group in self.view.groups for row in group.rows}

    @property
    def script(self) -> str:
        return map_data(self.context, self.view)

    @property
    def data(self) -> dict[str, Any]:
        written = self.script.removeprefix("window.chronicleMap = ").removesuffix(";\n")
        found: dict[str, Any] = json.loads(written)
        return found

    def markdown(self) -> str:
        """The map as a page in the root of the pages has it."""
        folder, paths = ROOT / "overrides" / "pages", page_paths(self.chronicle)
        templates = Templates(folder, self.context, paths)
        return templates.fill("places.md", "places.md", map=self.view, ids=())
