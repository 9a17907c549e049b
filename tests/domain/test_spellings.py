"""Which sources are said to use a spelling."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import edit, problems_in

from chronicle.domain.spellings import SpellingUses
from chronicle.site import read_chronicle


def uses(world: Path, id_: str, text: str) -> list[str]:
    """The sources that use this spelling of this record."""
    chronicle, _ = read_chronicle(world)
    record = {**chronicle.actors, **chronicle.places}[id_]
    name = next(name for name in record.names if name.text == text)
    return SpellingUses(chronicle).of(id_, name)


def test_a_source_uses_what_its_record_its_title_or_its_quotation_says(world: Path) -> None:
    assert uses(world, "ada-lund", "A. Lunde") == ["post-fire"], "as the record says"
    assert uses(world, "arden", "Arden") == ["post-fire"], "its title has it"
    edit(world, "data/sources/courier-fire.yml", "who lit it", "of Arden, Ada Lund said")
    assert uses(world, "arden", "Arden") == ["courier-fire", "post-fire"]
    assert uses(world, "ada-lund", "Ada Lund") == ["courier-fire"]


def test_those_that_the_record_names_come_first(world: Path) -> None:
    edit(world, "data/places/arden.yml", "en, preferred: yes", "en, in: [ferry-notice, post-fire]")
    assert uses(world, "arden", "Arden") == ["ferry-notice", "post-fire"]


@pytest.mark.parametrize(
    ("put", "why"),
    [
        ("of Ardennes", "part of a longer word"),
        ("of ARDEN", "another spelling"),
        (
            "of the ardent sort\n    quote_en: >-\n      Arden\n    quote_en_by: editors",
            "a translation is ours",
        ),
    ],
)
def test_a_source_is_not_said_to_use_what_it_does_not(world: Path, put: str, why: str) -> None:
    edit(world, "data/sources/courier-fire.yml", "who lit it", put)
    assert problems_in(world) == []
    assert uses(world, "arden", "Arden") == ["post-fire"], why


def test_a_spelling_counts_in_the_language_of_the_text(world: Path) -> None:
    edit(world, "data/sources/courier-fire.yml", "quote_language: en", "quote_language: fr")
    edit(world, "data/sources/courier-fire.yml", "who lit it", "of Arden")
    assert uses(world, "arden", "Arden") == ["post-fire"]


def test_what_was_not_read_or_not_compared_tells_nothing_of_spelling(world: Path) -> None:
    edit(world, "data/sources/agency-dispatch.yml", "title:\n", "title: Arden burns\n")
    edit(world, "data/sources/agency-dispatch.yml", "kind: wire", "kind: wire\nlanguage: en")
    edit(world, "data/sources/post-fire.yml", "they ran like hares", "Ada Lund ran")
    assert uses(world, "arden", "Arden") == ["post-fire"]
    assert uses(world, "ada-lund", "Ada Lund") == []


def test_a_source_uses_its_own_name_for_an_actor(world: Path) -> None:
    edit(world, "data/actors/guild.yml", "The Weavers' Guild", "The Post")
    edit(world, "data/places/mill.yml", "The mill", "The Courier")
    assert uses(world, "guild", "The Post") == ["post-fire"]
    assert uses(world, "mill", "The Courier") == [], "a place is not who published it"


def test_a_spelling_of_two_records_is_left_to_them(world: Path) -> None:
    edit(world, "data/places/mill.yml", "text: The mill", "text: Arden")
    assert uses(world, "arden", "Arden") == []
    assert uses(world, "mill", "Arden") == []


@pytest.mark.parametrize(
    ("name", "find", "put", "id_", "text"),
    [
        ("data/actors/ada-lund.yml", "Ada Lund", "Arden", "ada-lund", "Arden"),
        ("data/places/mill.yml", "The mill", "ashes", "mill", "ashes"),
    ],
)
def test_a_name_that_may_mean_something_else_is_not_looked_for(
    world: Path, name: str, find: str, put: str, id_: str, text: str
) -> None:
    """One name of a person alone, and an everyday word for a building."""
    edit(world, "data/places/arden.yml", "text: Arden,", "text: Arden town,")
    edit(world, name, find, put)
    assert uses(world, id_, text) == []
