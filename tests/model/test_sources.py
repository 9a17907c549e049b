"""Sources and statements: what a record may leave out, and what it then must say."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel, ValidationError
from samples import SOURCE, STATEMENT, changed, keyed, source, statement

from chronicle.model.sources import (
    Archive,
    Author,
    Derivation,
    Figure,
    Parent,
    Relation,
    Source,
    Speaker,
    Statement,
)

WORK = {"work": "wire", "what": "text", "sure": "stated"}


def faults(shape: type[BaseModel], values: dict[str, Any]) -> list[str]:
    """What pydantic says of values, without its prefix."""
    try:
        shape.model_validate(values)
    except ValidationError as error:
        return [one["msg"].removeprefix("Value error, ") for one in error.errors()]
    return []


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({}, ""),
        ({"title": None}, "a source without a title"),
        ({"title": None, "title_shown": "no"}, ""),
        ({"title_shown": "no"}, "a title that was not seen"),
        ({"title_en": "T"}, "a translated title needs its translator"),
        ({"title_en_by": "editors"}, "a translated title needs its translator"),
        ({"title_en": "T", "title_en_by": "editors"}, ""),
        ({"issued": "1901"}, "the date and its basis do not fit"),
        ({"issued": "1901", "issued_basis": "shown"}, ""),
        ({"issued_basis": "shown"}, "the date and its basis do not fit"),
        ({"derives_from": "own"}, "derives_from: own needs its reason"),
        ({"derives_from": "own", "derives_note": "A byline."}, ""),
        ({"read": {"extent": "whole"}}, "a source that was read says what was seen"),
        ({"read": {"extent": "cited", "cited_by": ["post"]}, "title": None}, ""),
        (
            {"read": {"extent": "cited"}},
            "a work known only as cited has no statements, and names who cites it",
        ),
        (
            {"read": {"extent": "cited", "cited_by": ["post"]}, "statements": [STATEMENT]},
            "a work known only as cited has no statements, and names who cites it",
        ),
    ],
)
def test_a_source_says_what_was_seen_of_it(changes: dict[str, Any], fault: str) -> None:
    assert faults(Source, changed(SOURCE, keyed(changes))) == ([fault] if fault else [])


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
    ("values", "accepted"),
    [
        ({"family": "Holt"}, True),
        ({"family": "Holt", "given": "Ines"}, True),
        ({"literal": "The editors"}, True),
        ({"given": "Ines"}, False),
        ({"literal": "The editors", "given": "Ines"}, False),
        ({"family": "Holt", "literal": "Holt"}, False),
        ({}, False),
    ],
)
def test_an_author_has_one_form_of_name(values: dict[str, str], accepted: bool) -> None:
    assert (faults(Author, values) == []) is accepted


@pytest.mark.parametrize(
    ("values", "accepted"),
    [
        ({"url": "https://copy.example/1", "date": "1901-06"}, True),
        ({"reason": "not-looked-for"}, True),
        ({"url": "https://copy.example/1"}, False),
        ({"reason": "not-looked-for", "date": "1901"}, False),
        ({"url": "https://copy.example/1", "date": "1901", "reason": "x"}, False),
        ({}, False),
    ],
)
def test_an_archive_is_a_copy_with_its_day_or_a_reason(
    values: dict[str, str], accepted: bool
) -> None:
    assert (faults(Archive, values) == []) is accepted


def test_a_probable_parent_has_its_reason() -> None:
    assert faults(Parent, WORK) == []
    probable = {**WORK, "sure": "probable"}
    assert faults(Parent, probable) == ["a probable parent needs a reason"]
    assert faults(Parent, {**probable, "why": "The same words."}) == []


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


def test_short_forms_mean_the_long_ones() -> None:
    assert statement(by="owner").by.actor == "owner"
    assert source(archive="not-looked-for").archive.reason == "not-looked-for"
    assert source().derives_from == Derivation(kind="unknown")
    assert source(derives_from=[WORK]).derives_from.works[0].work == "wire"
    own = {"archive": {"url": "https://copy.example/1", "date": "1901"}}
    assert str(source(**own).archive.url) == "https://copy.example/1"


@pytest.mark.parametrize("value", ["wire", [], {}, None, "Own"])
def test_a_derivation_in_another_form_is_refused(value: object) -> None:
    (fault,) = faults(Source, changed(SOURCE, {"derives_from": value}))
    assert fault == "expects own, unknown, or a list of works"


def test_a_record_is_not_changed_and_has_no_other_keys() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        source().title = "Another"  # type: ignore[misc]
    assert faults(Source, {**SOURCE, "colour": "red"}) == ["Extra inputs are not permitted"]
