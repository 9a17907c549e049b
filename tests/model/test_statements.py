"""Statements: what a record may leave out, and what it then must say."""

from __future__ import annotations

from typing import Any

import pytest
from samples import STATEMENT, changed, faults

from chronicle.model.statements import Figure, Relation, Speaker, Statement


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"quote": "a", "quote_language": "en"}, ""),
        ({"quote": "a"}, "a quotation without its language"),
        ({"quote_language": "en"}, "'quote_language' without a quotation"),
        ({"quote_of": "the owner"}, "'quote_of' without a quotation"),
        ({"quote_en": "a"}, "a translation needs the quotation and the translator"),
        (
            {"quote": "a", "quote_language": "ar", "quote_en": "b"},
            "a translation needs the quotation and the translator",
        ),
        (
            {"quote": "a", "quote_language": "ar", "quote_en": "b", "quote_en_by": "editors"},
            "",
        ),
        ({"where_sure": "probable"}, "'where_sure' without a place"),
        ({"where_sure": "probable", "where": "mill"}, ""),
        ({"sensitive": "second-hand-violence"}, ""),
        (
            {"sensitive": "second-hand-violence", "quote": "a", "quote_language": "en"},
            "a second-hand account of such violence is not quoted",
        ),
    ],
)
def test_a_statement_says_what_its_quotation_is(changes: dict[str, Any], fault: str) -> None:
    assert faults(Statement, changed(STATEMENT, changes)) == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"actor": "owner"}, ""),
        ({"described": "a weaver", "party": "weavers"}, ""),
        ({"described": "a weaver", "party": "weavers", "speaks_for": "guild"}, ""),
        ({"described": "Ann Reed", "party": "weavers", "named": "yes", "age": "18"}, ""),
        ({"described": "a child", "party": "weavers", "age": "17"}, ""),
        ({}, "a speaker is an actor's id or a description"),
        ({"actor": "owner", "described": "x"}, "a speaker is an actor's id or a description"),
        ({"described": "a weaver"}, "a described speaker needs a party"),
        (
            {"described": "Ann Reed", "party": "weavers", "named": "yes", "age": "17"},
            "a person under 18 is named here",
        ),
        (
            {"described": "Ann Reed", "party": "weavers", "named": "yes", "minor": "yes"},
            "a person under 18 is named here",
        ),
        ({"actor": "owner", "party": "millers"}, "an actor's own record has its party and voice"),
        ({"actor": "owner", "speaks_for": "x"}, "an actor's own record has its party and voice"),
        ({"actor": "owner", "age": "17"}, "an actor's own record has its party and voice"),
    ],
)
def test_a_speaker_is_an_actor_or_a_description(values: dict[str, str], fault: str) -> None:
    assert faults(Speaker, values) == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("low", "high", "accepted"),
    [("1", "2", True), ("2", "2", True), ("3", "2", False), ("3", None, True), (None, "0", True)],
)
def test_a_figure_runs_upwards(low: str | None, high: str | None, accepted: bool) -> None:
    values = {"what": "looms", "worded": "some", "low": low, "high": high}
    assert (faults(Figure, values) == []) is accepted


def test_a_figure_is_of_all_and_exact_unless_it_says_otherwise() -> None:
    figure = Figure.model_validate({"what": "looms", "worded": "forty"})
    assert (figure.part, figure.approximate, figure.low) == ("all", False, None)


def test_a_relation_does_one_thing() -> None:
    relation = Relation.model_validate({"withdraws": "a#b", "why": "It was wrong."})
    assert (relation.kind, relation.target) == ("withdraws", "a#b")
    for values in ({}, {"why": "x"}, {"accepts": "a", "repeats": "b"}):
        assert faults(Relation, values) == ["one relation, one statement"]
