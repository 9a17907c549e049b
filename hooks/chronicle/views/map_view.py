"""The map in words: the tables below it with everything that it shows and does not show, and whose
data it is."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ..model.places import PRECISION_KM, Frame, Map, Place
from ..text.collation import sort_key
from .context import ViewContext
from .links import SYMBOLS, ForeignText, Link
from .statements import StatementView

GROUPS = ("on", "in", "area", "not", "outside")


@dataclass(frozen=True, slots=True)
class MarkView:
    """What a statement says was at a place, such as a camp."""

    glyph: str
    label: str
    statement: StatementView


@dataclass(frozen=True, slots=True)
class PlacementView:
    """An event that only some accounts place there, with the statement that does."""

    event: Link
    statement: StatementView


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place in the tables. `number` is empty if it is not on the map; `glyph` marks a position
    known to the building, and is empty for a circle."""

    id: str
    number: str
    link: Link
    other_names: tuple[ForeignText, ...]
    kind: str
    glyph: str
    position: str
    alleged: bool
    disputed: str
    marks: tuple[MarkView, ...]
    placements: tuple[PlacementView, ...]


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """The places that are shown in the same way: on the map, within, areas, unplaced or outside."""

    id: str
    title: str
    note: str
    rows: tuple[PlaceRow, ...]

    @property
    def has_statements(self) -> bool:
        """Whether there is anything in the group beyond what its places are, and where."""
        return any(row.disputed or row.marks or row.placements for row in self.rows)


@dataclass(frozen=True, slots=True)
class WayRow:
    """A way from one place to another, according to a statement. `ends` are the ids of both places;
    `drawn` is False if the position of one is not known."""

    letter: str
    origin: Link
    to: Link
    ends: tuple[str, str]
    drawn: bool
    statement: StatementView
    note: str


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """What a line or shape of the map means. `sample` names its style; a glyph needs none."""

    sample: str
    glyph: str
    label: str


@dataclass(frozen=True, slots=True)
class MapView:
    """The map and its tables. `ratio` is its width divided by its height."""

    title: str
    ratio: float
    legend: tuple[LegendEntry, ...]
    groups: tuple[PlaceGroup, ...]
    ways: tuple[WayRow, ...]
    attribution: tuple[str, ...]


def map_view(context: ViewContext) -> MapView | None:
    """The map and its tables; None for a chronicle without a map."""
    located = context.chronicle.records.map
    if not located:
        return None
    about = located.record
    groups, ways = _groups(context, about), _ways(context, about)
    return MapView(
        title=about.title,
        ratio=frame_ratio(about.frame),
        legend=_legend(context, about, groups, ways),
        groups=groups,
        ways=ways,
        attribution=_attribution(context, about),
    )


def frame_ratio(frame: Frame) -> float:
    """The width of a frame divided by its height in Mercator's projection, which the map has."""
    south, north = (math.asinh(math.tan(math.radians(y))) for y in (frame.south, frame.north))
    return round(math.radians(frame.east - frame.west) / (north - south), 4)


def way_letter(number: int) -> str:
    """The letter of a way, from 0: a, b, c … z, aa, ab …"""
    before = way_letter(number // 26 - 1) if number >= 26 else ""
    return before + chr(ord("a") + number % 26)


def other_script_names(context: ViewContext, about: Map, id_: str) -> tuple[ForeignText, ...]:
    """A place's names in other scripts, the first in each language: its record's, else those that
    the map brings along."""
    found = {one.language: one.text for one in context.other_names(id_)}
    brought = {one.language: one.text for one in about.names if one.place == id_}
    named = (found or brought).items()
    return tuple(ForeignText(text, context.language(language)) for language, text in named)


def is_drawn(place: Place, about: Map) -> bool:
    """Whether a place is on the map: its position is within the frame, and known finely enough."""
    at = place.coordinates
    return at is not None and about.frame.contains(at) and place.precision in PRECISION_KM


def _groups(context: ViewContext, about: Map) -> tuple[PlaceGroup, ...]:
    """All places by the way the map shows them, each group in the order of names."""
    places = context.chronicle.places
    articles = tuple(context.texts["articles"].split())
    rows: dict[str, list[PlaceRow]] = defaultdict(list)
    for id_ in sorted(places, key=lambda id_: (sort_key(places[id_].name, articles), id_)):
        group, position = _placing(context, about, id_)
        number = str(len(rows[group]) + 1) if group == "on" else ""
        rows[group].append(_row(context, about, id_, number, position))
    titles, notes = context.texts.table("map_group"), dict(context.texts.table("map_group_note"))
    return tuple(
        PlaceGroup(id_, titles[id_], notes.get(id_, ""), tuple(rows[id_]))
        for id_ in GROUPS
        if rows[id_]
    )


def _placing(context: ViewContext, about: Map, id_: str) -> tuple[str, str]:
    """The group of a place, and what is known of its position, in words."""
    place, texts = context.chronicle.places[id_], context.texts
    if is_drawn(place, about):
        return "on", _position(context, place)
    drawn = {layer.place: layer.draws for layer in about.layers if layer.place}
    if id_ in drawn:
        return "area", texts.table("map_layer")[drawn[id_]]
    if any(label.place == id_ for label in about.labels):
        return "area", texts["map_only_named"]
    if place.coordinates and not about.frame.contains(place.coordinates):
        return "outside", ""
    if around := _around(context, about, place):
        return "in", texts["map_inside"].format(place=context.chronicle.name_of(around))
    return "not", ""


def _position(context: ViewContext, place: Place) -> str:
    km, texts = PRECISION_KM[place.precision], context.texts
    precision = texts.table("precision")[place.precision]
    words = texts["map_circle" if km else "map_point"]
    return words.format(precision=precision, km=f"{km:g}", source=context.coordinates_from(place))


def _around(context: ViewContext, about: Map, place: Place) -> str | None:
    """The nearest place on the map that a place is in, if it is known as precisely as that one."""
    while place.within and place.precision != "unknown":
        around = context.chronicle.places[place.within]
        if is_drawn(around, about):
            return place.within
        place = around
    return None


def _row(context: ViewContext, about: Map, id_: str, number: str, position: str) -> PlaceRow:
    place = context.chronicle.places[id_]
    exact = bool(number) and not PRECISION_KM[place.precision]
    return PlaceRow(
        id=id_,
        number=number,
        link=context.link(id_),
        other_names=other_script_names(context, about, id_),
        kind=context.vocabulary.label("kinds_of_place", place.kind),
        glyph=_glyph(context, place.kind) if exact else "",
        position=position,
        alleged=_is_alleged(context, id_),
        disputed=place.disputed or "",
        marks=_marks(context, about, id_),
        placements=_placements(context, id_),
    )


def _glyph(context: ViewContext, kind: str) -> str:
    return SYMBOLS.get(context.vocabulary.term("kinds_of_place", kind).mark or "", "•")


def _is_alleged(context: ViewContext, id_: str) -> bool:
    """Whether what ties a place to the events is disputed, or is only what some accounts say."""
    events = context.chronicle.events.values()
    roles = {one.role for event in events for one in event.places if one.place == id_}
    return bool(context.chronicle.places[id_].disputed) or roles == {"alleged"}


def _marks(context: ViewContext, about: Map, id_: str) -> tuple[MarkView, ...]:
    kinds = context.vocabulary.words("kinds_of_place")
    marks = [mark for mark in about.marks if mark.place == id_]
    return tuple(
        MarkView(
            _glyph(context, mark.kind),
            context.vocabulary.label("kinds_of_place", mark.kind),
            context.statements[mark.statement],
        )
        for mark in sorted(marks, key=lambda mark: kinds.index(mark.kind))
    )


def _placements(context: ViewContext, id_: str) -> tuple[PlacementView, ...]:
    """The events that only some accounts place there."""
    return tuple(
        PlacementView(context.link(event), context.statements[one.statement])
        for event in context.event_order
        for one in context.chronicle.events[event].places
        if one.place == id_ and one.role == "alleged" and one.statement
    )


def _ways(context: ViewContext, about: Map) -> tuple[WayRow, ...]:
    places = context.chronicle.places
    return tuple(
        WayRow(
            letter=way_letter(number),
            origin=context.link(way.origin),
            to=context.link(way.to),
            ends=(way.origin, way.to),
            drawn=is_drawn(places[way.origin], about) and is_drawn(places[way.to], about),
            statement=context.statements[way.statement],
            note=way.note or "",
        )
        for number, way in enumerate(about.ways)
    )


def _legend(
    context: ViewContext, about: Map, groups: Sequence[PlaceGroup], ways: Sequence[WayRow]
) -> tuple[LegendEntry, ...]:
    """What the map uses, and nothing else."""
    samples = context.texts.table("map_legend")
    rows = next((group.rows for group in groups if group.id == "on"), ())
    used = {
        "circle": any(not row.glyph for row in rows),
        "alleged": any(row.alleged for row in rows),
        "way": any(way.drawn for way in ways),
    }
    used |= {layer.draws: layer.draws != "land" for layer in about.layers}
    glyphs = dict.fromkeys((mark.glyph, mark.label) for row in rows for mark in row.marks)
    glyphs |= dict.fromkeys((row.glyph, row.kind) for row in rows if row.glyph)
    return (
        *(LegendEntry(sample, "", samples[sample]) for sample, seen in used.items() if seen),
        *(LegendEntry("", glyph, label) for glyph, label in glyphs),
    )


def _attribution(context: ViewContext, about: Map) -> tuple[str, ...]:
    """Whose data the layers are: each source once, with what is drawn from it and its licence."""
    names, texts = context.texts.table("map_layer"), context.texts
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for layer in about.layers:
        found[layer.source, layer.licence].append(names[layer.draws])
    if about.locator:
        found[about.locator.source, about.locator.licence].append(texts["map_locator"])
    return (
        *(
            texts["map_attribution"].format(
                what=", ".join(dict.fromkeys(what)), source=source, licence=licence
            )
            for (source, licence), what in found.items()
        ),
        *about.attribution,
    )
