"""Places, and the map that shows some of them."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from pydantic import Field, model_validator

from ..problems import InvalidValue
from .types import (
    Degree,
    Degrees,
    Language,
    Meaning,
    Name,
    Part,
    PlaceId,
    RegisterEntry,
    Sentences,
    StatementId,
    Text,
    Word,
    preferred,
)

PRECISION_KM = {"building": 0.0, "village": 1.5, "town": 3.0, "district": 10.0}
"""How far, in kilometres, a place may be from its coordinates, by the word for their precision: the
radius of its ring on the map, a convention of ours. At 0 it is a point; a precision that is not
listed says nothing that could be drawn."""


class Place(Part):
    """A town, building, camp, region, bridge or crossing. Coordinates are longitude, latitude
    (GeoJSON), WGS 84."""

    names: list[Name] = Field(min_length=1, description="the name in every spelling and script")
    kind: Annotated[Text, Word("kinds_of_place")] = Field(description="what it is")
    within: PlaceId | None = Field(None, description="the place that it is in")
    coordinates: Degrees | None = Field(
        None, description="[longitude, latitude]; blank if not known"
    )
    coordinates_from: Text | None = Field(
        None, description="the gazetteer or source that gives them"
    )
    precision: Text = Field(
        pattern="^(building|village|town|district|region|country|unknown)$",
        description="how finely it is known: building, village, town, district, region, country "
        "or unknown",
    )
    same_as: list[RegisterEntry] = Field(
        [], description="its address at Wikidata, GeoNames or VIAF, if it was looked up there"
    )
    disputed: Sentences | None = Field(
        None, description="what accounts of the place itself disagree on"
    )
    note: Sentences | None = Field(None, description="what the reader must know")

    @model_validator(mode="after")
    def on_earth(self) -> Place:
        """Coordinates are longitude, then latitude, and name their source."""
        at = self.coordinates
        if at and not (-180 <= at[0] <= 180 and -90 <= at[1] <= 90):
            hint = "write longitude first, then latitude"
            raise InvalidValue("no place on earth has these coordinates", hint, "coordinates")
        if at and not self.coordinates_from:
            hint = "add coordinates_from:"
            raise InvalidValue("coordinates need their source", hint, "coordinates")
        if self.coordinates_from and not at:
            hint = "give them, or delete the key"
            raise InvalidValue("'coordinates_from' without coordinates", hint, "coordinates_from")
        return self

    @property
    def name(self) -> str:
        return preferred(self.names).text


class Frame(Part):
    """What the map covers, in degrees."""

    west: Degree
    south: Degree
    east: Degree
    north: Degree

    @model_validator(mode="after")
    def in_order(self) -> Frame:
        """The frame of a map runs from west to east and from south to north, and stays on the
        earth."""
        if self.west + 0.01 > self.east or self.south + 0.01 > self.north:
            hint = "west is less than east, south less than north"
            raise InvalidValue("the frame runs backwards, or is empty", hint)
        if self.west < -180 or self.east > 180 or self.south < -85 or self.north > 85:
            hint = "from -180 to 180 degrees east, from -85 to 85 degrees north"
            raise InvalidValue("the frame leaves the earth", hint)
        return self

    def contains(self, position: Degrees) -> bool:
        longitude, latitude = position
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


class Recipe(Part):
    """How `tools/map` makes a layer's file from a package. The build does not read it."""

    meaning: ClassVar[Meaning] = Meaning.SILENT

    package: Text
    reader: Text
    file: Text
    take: list[Text] = []


class Layer(Part):
    """Lines or areas under the places, in a file of their own."""

    draws: Text = Field(
        pattern="^(land|region|river|coast|border)$",
        description="land, region, river, coast or border",
    )
    file: Text = Field(
        pattern=r"^[a-z0-9-]+\.geojson$",
        description="the name of a file next to map.yml, such as river.geojson",
    )
    place: PlaceId | None = Field(None, description="the place that it shows")
    recipe: Recipe | None = None
    source: Text = Field(description="whose data it is, and the package it was taken from")
    licence: Text = Field(description="the licence of these data")


class MapName(Part):
    """A name in another script that the place's own record does not have."""

    place: PlaceId
    text: Text
    language: Language = Field(description="the language, such as ar")
    source: Text = Field(description="where the name was taken from")


class MapLabel(Part):
    """Where the name of a line or an area is written."""

    place: PlaceId
    at: Degrees = Field(description="[longitude, latitude]")


class MapMark(Part):
    """What a statement says was at a place, such as a camp or a crossing."""

    place: PlaceId
    kind: Annotated[Text, Word("kinds_of_place")]
    statement: StatementId = Field(description="the statement that says so: source-id#statement-id")


class Way(Part):
    """A way that people took from one place to another, according to a statement."""

    origin: PlaceId = Field(alias="from", description="the place where it began")
    to: PlaceId = Field(description="the place where it led")
    statement: StatementId = Field(description="the statement that says so: source-id#statement-id")
    note: Text | None = None

    @model_validator(mode="after")
    def leads_on(self) -> Way:
        """A way leads from one place to another one."""
        if self.origin == self.to:
            raise InvalidValue("a way that leads nowhere", "name another place", "to")
        return self


class Locator(Part):
    """The small map of the countries around that shows where the frame of the map is."""

    frame: Frame
    file: Text = Field(
        pattern=r"^[a-z0-9-]+\.geojson$",
        description="the name of a file next to map.yml, such as around.geojson",
    )
    labels: list[MapLabel] = []
    recipe: Recipe | None = None
    source: Text = Field(description="whose data it is, and the package it was taken from")
    licence: Text = Field(description="the licence of these data")


class Map(Part):
    """The map: its frame, what is drawn under the places, and what statements place on it."""

    title: Text
    frame: Frame
    layers: list[Layer] = []
    names: list[MapName] = []
    labels: list[MapLabel] = []
    marks: list[MapMark] = []
    ways: list[Way] = []
    attribution: list[Text] = Field([], description="whose the other data are")
    credit: Text = Field(description="whose data all of it is, in a few words, for the map itself")
    locator: Locator | None = None


class Shape(Part):
    """The lines, or the rings of an area, of a feature."""

    type: Text = Field(
        pattern="^(MultiLineString|Polygon)$", description="MultiLineString or Polygon"
    )
    coordinates: list[Annotated[list[Degrees], Field(min_length=2)]] = Field(min_length=1)


class Feature(Part):
    """One feature of a layer."""

    type: Text = Field(pattern="^Feature$", description="Feature")
    properties: dict[str, Any] = {}
    geometry: Shape


class FeatureCollection(Part):
    """A file of GeoJSON, as far as it is used here."""

    type: Text = Field(pattern="^FeatureCollection$", description="FeatureCollection")
    features: list[Feature] = Field(min_length=1)
