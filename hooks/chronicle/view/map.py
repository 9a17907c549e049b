"""The map: what is drawn, what is written on it, and the table of the same facts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from .. import cartography, model
from ..cartography import Label, Projection, Spot, Taken
from .indexes import Indexes
from .names import Words, other_scripts

# The signs for what statements place on the map, in a box of 10 by 10; the vocabulary's `mark` of a kind of place names one.
SIGNS = {
    "triangle": "M5 0.5L9.7 9.5H0.3Z",
    "square": "M0.8 0.8H9.2V9.2H0.8Z",
    "diamond": "M5 0L10 5L5 10L0 5Z",
    "cross": "M3.6 0H6.4V3.6H10V6.4H6.4V10H3.6V6.4H0V3.6H3.6Z",
    "bar": "M0 3.4H10V6.6H0Z",
    "gate": "M0.5 10V0.5H9.5V10H6.6V3.4H3.4V10Z",
    "dot": "M5 1.5A3.5 3.5 0 1 1 4.99 1.5Z",
}

LETTER = 9.0  # pixels: half the space that the letter of a way takes


class Maps(Indexes):
    """The contents of the map. Every length is in per cent of the picture, or in pixels where it is named so."""

    def map(self) -> dict[str, Any] | None:
        """The picture and its table; None for a chronicle without a map."""
        if not self.chronicle.records.map:
            return None
        about, places = self.about_map, self._drawn_places()
        return {
            "title": about.title,
            "width": 1000,
            "height": round(1000 * self.projection.aspect, 1),
            "layers": self._layers(),
            "border": any(layer.draws == "border" for layer in about.layers),
            "places": places,
            "labels": self._area_labels(),
            "ways": self._drawn_ways(),
            "scale": self._scale(),
            "kilometres": {word: f"{km:g}" for word, km in model.PRECISION_KM.items()},
            "signs": self._legend(),
            "lines": self._lines(),
            "rings": any(place["ring"] for place in places),
            "alleged": any(place["alleged"] for place in places),
            "groups": self._table(),
            "way_rows": self._way_rows(),
            "sources": self._sources(),
        }

    @property
    def about_map(self) -> model.Map:
        assert self.chronicle.records.map
        return self.chronicle.records.map.record

    @cached_property
    def projection(self) -> Projection:
        return Projection(self.about_map.frame)

    @cached_property
    def drawn(self) -> dict[str, int]:
        """The places with coordinates within the frame, numbered in the order of their names."""
        frame = self.about_map.frame
        ids = [i for i, place in self.chronicle.places.items() if place.coordinates and frame.holds(place.coordinates)]
        ids = [i for i in ids if self.chronicle.places[i].precision in model.PRECISION_KM]
        return {id_: number + 1 for number, id_ in enumerate(sorted(ids, key=self._by_name))}

    def _by_name(self, id_: str) -> str:
        return self.chronicle.places[id_].name.casefold()

    def _other_names(self, id_: str) -> list[Words]:
        """A place's names in other scripts: its record's, else those that the map brings along."""
        found = other_scripts(self.chronicle.places[id_].names)
        return found or [Words(name.text, name.language) for name in self.about_map.names if name.place == id_]

    # -- the picture

    def _layers(self) -> list[dict[str, str]]:
        layers = []
        for layer in self.about_map.layers:
            features = self.chronicle.records.layers[layer.file].record.features
            path = "".join(
                self.projection.path(f.geometry.coordinates, closed=f.geometry.type == "Polygon") for f in features
            )
            layers.append({"draws": layer.draws, "path": path})
        return layers

    def _centre(self, id_: str) -> tuple[float, float]:
        position = self.chronicle.places[id_].coordinates
        assert position
        return self.projection.place(position)

    def _km(self, id_: str) -> float:
        return model.PRECISION_KM[self.chronicle.places[id_].precision]

    def _signs(self, id_: str) -> list[str]:
        """The signs that stand before a place's name, each once."""
        kinds = [mark.kind for mark in self.about_map.marks if mark.place == id_]
        return [self._sign(kind) for kind in self.vocabulary.words("kinds_of_place") if kind in kinds]

    def _sign(self, kind: str) -> str:
        return SIGNS.get(self.vocabulary.term("kinds_of_place", kind).mark or "", SIGNS["dot"])

    @cached_property
    def _ways(self) -> list[tuple[int, model.Way]]:
        """The ways that can be drawn, with their numbers among all."""
        return [(n, w) for n, w in enumerate(self.about_map.ways) if w.origin in self.drawn and w.to in self.drawn]

    @cached_property
    def _letters(self) -> dict[int, tuple[float, float]]:
        """Where the letter of each way stands."""
        rings = [self._ring_taken(id_) for id_ in self.drawn]
        found: dict[int, tuple[float, float]] = {}
        for number, way in self._ways:
            taken = [*rings, *(Taken(x, y, x, y, LETTER) for x, y in found.values())]
            found[number] = cartography.midway(
                self._centre(way.origin), self._centre(way.to), self.projection.aspect, taken, LETTER
            )
        return found

    def _ring_taken(self, id_: str) -> Taken:
        (x, y), reach = self._centre(id_), self._km(id_) / self.projection.width_km
        high = reach / self.projection.aspect
        return Taken(x - reach, y - high, x + reach, y + high, 0)

    @cached_property
    def labels(self) -> list[Label]:
        """All labels in the order in which they choose their spots: the chronicle's own place, ends of ways, the others, areas."""
        ends = {id_ for _, way in self._ways for id_ in (way.origin, way.to)}
        own = self.chronicle.site.place
        order = sorted(self.drawn, key=lambda i: (i != own, i not in ends, self.drawn[i]))
        return [
            *(self._place_label(id_) for id_ in order),
            *(self._area_label(label) for label in self.about_map.labels),
        ]

    def _place_label(self, id_: str) -> Label:
        number = str(self.drawn[id_])
        lines = (f"{number} {self.chronicle.places[id_].name}", *(w.text for w in self._other_names(id_)[:1]))
        reach = (self._km(id_) or 0.5) / self.projection.width_km
        return Label(id_, *self._centre(id_), reach, lines, len(self._signs(id_)), number)

    def _area_label(self, label: model.MapLabel) -> Label:
        lines = (self.chronicle.places[label.place].name, *(w.text for w in self._other_names(label.place)[:1]))
        return Label(f"area {label.place}", *self.projection.place(label.at), 0, lines, fixed=True)

    @cached_property
    def spots(self) -> dict[str, Spot]:
        lines = [
            square
            for _, way in self._ways
            for square in cartography.along(self._centre(way.origin), self._centre(way.to), 3)
        ]
        return cartography.arranged(self.labels, self.projection.aspect, self.taken, lines)

    @cached_property
    def taken(self) -> list[Taken]:
        """What no label may cover: the scale and the letters of the ways."""
        bar = cartography.scale_km(self.projection.width_km) / self.projection.width_km
        letters = [Taken(x, y, x, y, LETTER) for x, y in self._letters.values()]
        return [Taken(0.03, 0.95, 0.03 + bar, 0.95, 14), *letters]

    def _drawn_places(self) -> list[dict[str, Any]]:
        return [self._drawn_place(label) for label in self.labels if not label.fixed]

    def _drawn_place(self, label: Label) -> dict[str, Any]:
        km = self._km(label.key)
        return {
            "id": label.key,
            "number": label.number,
            "x": percent(label.x),
            "y": percent(label.y),
            "ring": percent(self.projection.radius(km)) if km else "",
            "sign": self._sign(self.chronicle.places[label.key].kind),
            "alleged": self._statemented(label.key),
            "label": self._written(label),
        }

    def _written(self, label: Label) -> dict[str, Any] | None:
        """A label's lines and signs with their places: an anchor in per cent, and pixels from there."""
        spot = self.spots.get(label.key)
        if not spot:
            return None
        name = label.key.removeprefix("area ")
        east, south = cartography.SIDES.get(spot.side, (0, 0))
        wide, high = label.size(short=False)
        first = (
            cartography.LINE * 0.76 - (0 if south > 0 else high if south < 0 else high / 2) + south * cartography.GAP
        )
        signs = self._signs(name) if label.number else []
        return {
            "x": percent(label.x + east * label.reach),
            "y": percent(label.y + south * label.reach / self.projection.aspect),
            "side": spot.side,
            "short": spot.short,
            "name": self.chronicle.places[name].name,
            "others": self._other_names(name)[:1],
            **_offsets(east, len(signs), first, wide),
            "signs": signs,
        }

    def _area_labels(self) -> list[dict[str, Any]]:
        written = [(label, self._written(label)) for label in self.labels if label.fixed]
        return [found for _, found in written if found]

    def _drawn_ways(self) -> list[dict[str, str]]:
        ways = []
        for number, way in self._ways:
            start, end = self._shortened(way.origin, way.to)
            ends = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
            x, y = self._letters[number]
            ways.append(
                {**{k: percent(v) for k, v in ends.items()}, "x": percent(x), "y": percent(y), "letter": letter(number)}
            )
        return ways

    def _shortened(self, origin: str, to: str) -> tuple[tuple[float, float], tuple[float, float]]:
        """Both ends of a way, at the edges of the rings."""
        (x1, y1), (x2, y2) = self._centre(origin), self._centre(to)
        aspect, wide = self.projection.aspect, self.projection.width_km
        length = ((x2 - x1) ** 2 + ((y2 - y1) * aspect) ** 2) ** 0.5 or 1
        begin, end = self._km(origin) / wide / length, 1 - self._km(to) / wide / length
        return (x1 + begin * (x2 - x1), y1 + begin * (y2 - y1)), (x1 + end * (x2 - x1), y1 + end * (y2 - y1))

    def _scale(self) -> dict[str, str]:
        km = cartography.scale_km(self.projection.width_km)
        return {
            "from": percent(0.03),
            "to": percent(0.03 + km / self.projection.width_km),
            "y": percent(0.95),
            "km": self.texts["map_km"].format(n=f"{km:g}"),
        }

    def _legend(self) -> list[dict[str, str]]:
        """The signs that the picture uses, with their names."""
        used = {mark.kind for mark in self.about_map.marks if mark.place in self.drawn}
        used |= {self.chronicle.places[id_].kind for id_ in self.drawn if not self._km(id_)}
        kinds = [term for term in self.vocabulary.kinds_of_place if term.id in used]
        return [{"sign": self._sign(term.id), "label": term.label} for term in kinds]

    def _lines(self) -> list[dict[str, str]]:
        """The kinds of line that the picture uses, with their names."""
        kinds = dict.fromkeys(layer.draws for layer in self.about_map.layers if layer.draws != "land")
        return [{"draws": kind, "label": self.texts[f"map_{kind}"]} for kind in kinds]

    # -- the table

    def _placing(self, id_: str) -> list[dict[str, Any]]:
        """What only some accounts place there, each event with the statement that does."""
        return [
            {"event": self.link(event), "statement": self.said[role.statement]}
            for event in self.event_order
            for role in self.chronicle.events[event].places
            if role.place == id_ and role.role == "alleged" and role.statement
        ]

    def _statemented(self, id_: str) -> bool:
        """Whether what ties a place to the events is disputed, or is only what some accounts tell."""
        roles = {r.role for event in self.chronicle.events.values() for r in event.places if r.place == id_}
        return bool(self.chronicle.places[id_].disputed) or roles == {"alleged"}

    def _row(self, id_: str, position: str, number: str = "") -> dict[str, Any]:
        place = self.chronicle.places[id_]
        marks = [mark for mark in self.about_map.marks if mark.place == id_]
        return {
            "number": number,
            "link": self.link(id_),
            "others": self._other_names(id_),
            "kind": self.label("kinds_of_place", place.kind),
            "position": position,
            "alleged": self._statemented(id_),
            "disputed": place.disputed,
            "statements": self._placing(id_),
            "marks": [
                {
                    "label": self.label("kinds_of_place", mark.kind),
                    "sign": self._sign(mark.kind),
                    "statement": self.said[mark.statement],
                }
                for mark in marks
            ],
        }

    def _table(self) -> list[dict[str, Any]]:
        """All places in groups: on the map, within a place on it, lines and areas, not placed, outside."""
        groups: dict[str, list[dict[str, Any]]] = {key: [] for key in ("on", "in", "area", "not", "outside")}
        areas = {label.place: "map_named" for label in self.about_map.labels}
        areas |= {layer.place: f"map_{layer.draws}" for layer in self.about_map.layers if layer.place}
        for id_ in [*self.drawn, *sorted(set(self.chronicle.places) - set(self.drawn), key=self._by_name)]:
            key, row = self._grouped(id_, areas)
            groups[key].append(row)
        return [{"title": self.texts[f"map_group_{key}"], "rows": rows} for key, rows in groups.items() if rows]

    def _grouped(self, id_: str, areas: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
        place = self.chronicle.places[id_]
        if id_ in self.drawn:
            words = self.texts["map_ring" if self._km(id_) else "map_point"]
            precision = self.texts[f"precision_{place.precision}"]
            position = words.format(precision=precision, km=f"{self._km(id_):g}", source=self._origin(place))
            return "on", self._row(id_, position, str(self.drawn[id_]))
        if id_ in areas:
            return "area", self._row(id_, self.texts[areas[id_]])
        if place.coordinates and not self.about_map.frame.holds(place.coordinates):
            return "outside", self._row(id_, "")
        around = self._around(place)
        if around:
            words = self.texts["map_within"].format(place=self.chronicle.places[around].name)
            return "in", self._row(id_, words, str(self.drawn[around]))
        return "not", self._row(id_, self.texts["map_not_placed"])

    def _origin(self, place: model.Place) -> str:
        """Whose coordinates they are: a source by its name, anything else as the record has it."""
        source = self.chronicle.sources.get(place.coordinates_from or "")
        return self.source_short(source) if source else place.coordinates_from or ""

    def _around(self, place: model.Place) -> str | None:
        """The nearest place on the map that a place lies within, if its position is known as precisely as that one."""
        while place.within and place.precision != "unknown":
            if place.within in self.drawn:
                return place.within
            place = self.chronicle.places[place.within]
        return None

    def _way_rows(self) -> list[dict[str, Any]]:
        drawn = {number for number, _ in self._ways}
        return [
            {
                "letter": letter(number),
                "from": self.link(way.origin),
                "to": self.link(way.to),
                "drawn": number in drawn,
                "statement": self.said[way.statement],
                "note": way.note,
            }
            for number, way in enumerate(self.about_map.ways)
        ]

    def _sources(self) -> list[dict[str, str]]:
        """Whose data the layers are: each source once, with what is drawn from it and its licence."""
        found: dict[tuple[str, str], list[str]] = {}
        for layer in self.about_map.layers:
            what = found.setdefault((layer.source, layer.licence), [])
            what += [self.texts[f"map_{layer.draws}"]] if self.texts[f"map_{layer.draws}"] not in what else []
        rows = [{"what": ", ".join(what), "source": s, "licence": licence} for (s, licence), what in found.items()]
        return [*rows, *({"what": "", "source": text, "licence": ""} for text in self.about_map.attribution)]


def _offsets(east: float, signs: int, first: float, wide: float) -> dict[str, Any]:
    """Pixels from a label's anchor: where its text begins (or ends), its signs, and its second line. The signs stand between
    the ring and the text, so that a guess of the text's width that is a little off opens no gap."""
    shift, gap = signs * cartography.GLYPH, abs(east) * cartography.GAP
    if east > 0:
        anchor, text, sign, second = "start", gap + shift, gap, gap
    elif east < 0:
        anchor, text, sign, second = "end", -gap - shift, -gap - shift + 3, -gap
    else:
        anchor, text, sign, second = "start", shift - wide / 2, -wide / 2, -wide / 2
    return {
        "dx": f"{text:.1f}",
        "dy": f"{first:.1f}",
        "second_dx": f"{second:.1f}",
        "second_dy": f"{first + cartography.LINE:.1f}",
        "anchor": anchor,
        "sign_x": [f"{sign + number * cartography.GLYPH:.1f}" for number in range(signs)],
        "sign_y": f"{first - 9.5:.1f}",
    }


def percent(share: float) -> str:
    """A share as per cent, to a hundredth."""
    return f"{100 * share:.2f}%"


def letter(number: int) -> str:
    """a, b, c … z, aa, ab …"""
    return (letter(number // 26 - 1) if number >= 26 else "") + chr(ord("a") + number % 26)
