"""One mistake hides no other: a new source with all usual slips at once."""

from __future__ import annotations

from pathlib import Path

from support import problems_in

from chronicle.files.partial import UNKNOWN, partial_record
from chronicle.model.actors import Actor
from chronicle.model.sources import Source
from chronicle.model.statements import Statement

SLIPS = """\
type: article-newspapr
title: Fire: what the weavers saw
issued: June 4th, 1901
language: english
URL: new.example/page
kind: newspaper
derives_from: own
statements:
  - id: saw-it
    by: { described: a woman, 34, party: weavers }
    where: mil
    says: >-
      Saw the fire.
    quote: >-
      it was all on fire
    about: [fier]
    answers:
      - { question: who-set-the-fire, position: the-owner }
    figures:
      - { what: looms, worded: "forty", low: 1,200, high: 1,200 }
"""
FOUND = {
    1: "'type' cannot be 'article-newspapr'",
    2: "a text with a colon in it",
    3: "'June 4th, 1901' is not a date",
    4: "'language' cannot be 'english'",
    5: "'new.example/page' is not a web address",
    7: "derives_from: own needs its reason",
    10: "unknown key '34'",
    11: "unknown place 'mil'",
    14: "a quotation without its language",
    16: "unknown id 'fier'",
    18: "'who-set-the-fire' has no position 'the-owner'",
    20: "unknown key '200'",
}
MENDED = (
    ("newspapr", "newspaper"),
    ("title: Fire: what the weavers saw", 'title: "Fire: what the weavers saw"'),
    ("June 4th, 1901", "1901-06-04"),
    ("english", "en"),
    ("URL: new", "URL: https://new"),
    ("from: own", "from: unknown"),
    ("a woman, 34", '"a woman, 34"'),
    ("mil\n", "mill\n"),
    ("    about: [fier]", "    quote_language: en\n    about: [fire]"),
    ("the-owner", "owner"),
    ("1,200, high: 1,200", "1200, high: 1200"),
)


def test_all_slips_of_a_new_source_are_named_in_one_round(world: Path) -> None:
    path = world / "data" / "sources" / "new-source.yml"
    path.write_text(SLIPS, encoding="utf-8")
    found = [line.split(":", 3) for line in problems_in(world)]
    assert {name for name, *_ in found} == {"data/sources/new-source.yml"}
    assert [int(line) for _, line, *_ in found] == list(FOUND)
    assert all(text.strip().startswith(FOUND[int(line)]) for _, line, _, text in found)
    text = SLIPS
    for slip, right in MENDED:
        text = text.replace(slip, right)
    path.write_text(text, encoding="utf-8")
    assert problems_in(world) == [], "and the next round has no more of them"


def test_what_is_wrong_or_lacking_makes_no_second_fault() -> None:
    """A wrong language of a quotation is a language, and a title that is lacking may be there."""
    statement = {"id": "x", "quote": "a", "quote_language": "English", "where_sure": "probable"}
    record, faults = partial_record(Source, {"kind": "newspaper", "statements": [statement]})
    assert [(at, fault.key) for at, fault in faults] == [(("statements", 0), "where_sure")]
    assert isinstance(record, Source) and isinstance(record.statements[0], Statement)
    assert record.kind == "newspaper" and record.title is UNKNOWN
    assert record.statements[0].quote_language is UNKNOWN
    for kind in ({"kind": "___"}, {"kind": []}, {}):
        assert partial_record(Actor, {"why_named": "public-body", "age": "40", **kind})[1] == []


def test_a_value_of_another_kind_is_passed_over() -> None:
    for wrong in ("x", [], {"kind": []}, None, 3):
        data = {"title": wrong, "read": wrong, "derives_from": wrong, "statements": wrong}
        assert partial_record(Source, data)
