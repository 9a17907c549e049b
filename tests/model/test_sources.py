"""Sources: what a record may leave out, and what it then must say."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError
from samples import SOURCE, STATEMENT, WORK, changed, faults, keyed, source, statement

from chronicle.model.derivation import Derivation
from chronicle.model.sources import Archive, Author, Source


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
