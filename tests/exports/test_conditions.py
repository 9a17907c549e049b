"""What the schemas ask of several fields together is what the model asks."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from exports.test_schemas import Yaml12, validator
from support import edit, problems_in

CASES = [
    ("sources/courier-fire", "{ family: Holt, given: Ines }", "{ given: Ines }"),
    ("sources/courier-fire", "{ family: Holt, given: Ines }", "{ family: Holt, literal: Ines }"),
    ("sources/courier-fire", ", date: 1901-06-01 }", " }"),
    ("sources/courier-fire", ", seen: copy", ""),
    ("sources/courier-fire", "extent: opening", "extent: cited"),
    ("sources/courier-fire", 'title: "Fire at the mill: forty looms lost"', "title:"),
    ("sources/courier-fire", "language: en\nURL", "language: en\ntitle_en: A fire\nURL"),
    ("sources/courier-fire", "issued: 1901-05-03\n", ""),
    ("sources/courier-fire", "issued_basis: shown", "issued_basis: unknown"),
    ("sources/courier-fire", "derives_note: >-\n  Signed report from the town.\n", ""),
    ("sources/courier-fire", "    quote_language: en\n", ""),
    ("sources/courier-fire", "    quote_en_by: editors\n", ""),
    ("sources/courier-fire", "    locator: line 1\n", "    sensitive: second-hand-violence\n"),
    ("sources/courier-fire", "position: owner", "position: thunder"),
    ("sources/courier-fire", "{ contradicts: set", "{ revises: set-by-the-owner, contradicts: set"),
    ("sources/courier-fire", "it was the owner's own men who lit it", "lit " * 21),
    ("sources/post-fire", "a weaver, named: no, party: weavers", "a weaver, named: no"),
    ("sources/post-fire", "sure: stated", "sure: probable"),
    ("events/fire", "role: alleged, statement: courier-fire#set-by-the-owner", "role: alleged"),
    ("events/march", "before: [fire]\n", ""),
    ("events/fire", "date: 1901-05-01", "date: 1901-13"),
    ("actors/ada-lund", "speaks_for_because: >-\n  She is named as its secretary.\n", ""),
    ("actors/ada-lund", "why_named_because: courier-fire#set-by-the-owner", ""),
    ("actors/guild", "why_named: public-body", "why_named: spoke-publicly"),
]


@pytest.mark.parametrize(("name", "find", "put"), CASES)
def test_a_schema_and_the_check_refuse_the_same(
    world: Path, name: str, find: str, put: str
) -> None:
    path = world / "data" / f"{name}.yml"
    checker = validator(name.split("s/")[0], world)
    assert checker.is_valid(yaml.load(path.read_text(encoding="utf-8"), Yaml12))
    edit(world, f"data/{name}.yml", find, put)
    assert problems_in(world) != []
    assert not checker.is_valid(yaml.load(path.read_text(encoding="utf-8"), Yaml12))
