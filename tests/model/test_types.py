"""What a value must be: each sort of text, number and date on both sides of its rule."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from chronicle.model.types import (
    VALUE_RULES,
    Age,
    CitationList,
    Degree,
    Digest,
    Id,
    Isbn,
    Language,
    Name,
    Quotation,
    Text,
    Url,
    When,
    Whole,
    checked_address,
    preferred,
    register_of,
)
from chronicle.problems import InvalidValue


def accepts(kind: Any, value: object) -> bool:
    """Whether a value is one of a kind."""
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    ("kind", "value", "accepted"),
    [
        (Id, "mill-2", True),
        (Id, "2", True),
        (Id, "Mill", False),
        (Id, "mill--2", False),
        (Id, "-mill", False),
        (Id, "mühle", False),
        (Id, "mill_2", False),
        (Text, "x", True),
        (Text, " ", False),
        (Text, "", False),
        (Text, 1, False),
        (Text, None, False),
        (Text, "a\nb\tc", True),
        (Text, "a\x0bb", False),
        (Text, "a\x7fb", False),
        (Text, "a\x9fb", False),
        (Text, "a\xa0b", True),
        (Text, "a\u200bb", False),
        (Text, "a\u00adb", False),
        (Text, "a\ufeffb", False),
        (Text, "a\u200c\u200d\u200e\u200fb", True),
        (Text, "a\u202ab", False),
        (Text, "a\u2066b", False),
        (Text, "a\U000e0041b", False),
        (Whole, "0", True),
        (Whole, "1200", True),
        (Whole, "1000000000", True),
        (Whole, "1000000001", False),
        (Whole, "012", False),
        (Whole, "1.0", False),
        (Whole, "1,200", False),
        (Whole, "-1", False),
        (Whole, "٤", False),
        (Age, "120", True),
        (Age, "121", False),
        (Degree, "-0.5", True),
        (Degree, "180", True),
        (Degree, ".5", False),
        (Degree, "1,5", False),
        (Degree, "1e1", False),
        (Degree, "inf", False),
        (Degree, "1000", False),
        (Isbn, "0-306-40615-2", True),
        (Isbn, "0 306 40615 3", False),
        (Isbn, "0-8044-2957-X", True),
        (Isbn, "978-3-16-148410-0", True),
        (Isbn, "978-3-16-148410-5", False),
        (Isbn, "97831614841", False),
        (Isbn, "X306406152", False),
        (Quotation, " ".join("a" * 20), True),
        (Quotation, " ".join("a" * 21), False),
        (Digest, "0123456789abcdef" * 4, True),
        (Digest, "0123456789abcdeg" * 4, False),
        (Digest, "0123456789abcdef" * 4 + "0", False),
        (Language, "en", True),
        (Language, "ar-Latn", True),
        (Language, "english", False),
        (When, "1901-05", True),
        (When, "May 1901", False),
    ],
)
def test_values_on_both_sides_of_their_rule(kind: Any, value: object, accepted: bool) -> None:
    assert accepts(kind, value) is accepted


@pytest.mark.parametrize(
    "address",
    [
        "https://courier.example",
        "http://courier.example/fire?a=1&b=2#c",
        "https://courier.example:8080/",
        "https://пример.рф/стр",
        "https://مثال.إختبار/",
        "https://courier.example/@someone",
        "https://courier.example/(fire)",
    ],
)
def test_addresses_on_the_web_are_taken(address: str) -> None:
    assert checked_address(address) == address and accepts(Url, address)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("javascript:alert(1)", "is not a web address"),
        ("ftp://courier.example", "is not a web address"),
        ("//courier.example", "is not a web address"),
        ("https://", "is not a web address"),
        ("https://localhost/", "is not a web address"),
        ("https://127.0.0.1/", "is not a web address"),
        ("https://[::1]/", "is not a web address"),
        ("https://courier.example:0/", "is not a web address"),
        ("https://courier.example:99999/", "is not a web address"),
        ("https://courier.example/a b", "is not a web address"),
        ("https://courier.example/<b>", "is not a web address"),
        ("https://courier.example\\fire", "is not a web address"),
        ("https://me@courier.example/", "has a name or a password before its host"),
        ("https://xn--80ak6aa92e.example/", "can be taken for another"),
        ("https://cоurier.example/", "can be taken for another"),
        ("https://courier.example/\u200e", "left-to-right mark, U\\+200E"),
    ],
)
def test_addresses_that_mislead_are_refused(address: str, message: str) -> None:
    with pytest.raises(InvalidValue, match=message):
        checked_address(address)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("courier.example/fire", "https://courier.example/fire"),
        ("//courier.example", "https://courier.example"),
        ("ftp://courier.example", "https://courier.example"),
        ("the courier", ""),
        ("courier", ""),
    ],
)
def test_an_address_without_its_beginning_is_completed(written: str, meant: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        checked_address(written)
    assert caught.value.hint.removeprefix("write ") == meant or not meant


def test_the_preferred_name_is_the_one_marked_or_the_first() -> None:
    names = [
        Name.model_validate({"text": text, "language": "en", "preferred": mark})
        for text, mark in (("A", "no"), ("B", "yes"), ("C", "yes"))
    ]
    assert preferred(names).text == "B"
    assert preferred(names[:1]).text == "A"


def test_one_citation_may_be_written_without_a_list() -> None:
    adapter = TypeAdapter[list[str]](CitationList)
    assert adapter.validate_python("a#b") == ["a#b"]
    assert adapter.validate_python(["a", "b"]) == ["a", "b"]


def test_every_rule_of_a_value_is_a_sentence() -> None:
    assert [rule for rule in VALUE_RULES if not (rule.__doc__ or "").endswith(".")] == []


@pytest.mark.parametrize(
    ("address", "register"),
    [
        ("https://www.wikidata.org/entity/Q42", "Wikidata"),
        ("https://www.geonames.org/42", "GeoNames"),
        ("https://viaf.org/viaf/42", "VIAF"),
        ("https://www.wikidata.org/entity/P42", ""),
        ("https://www.wikidata.org/entity/Q042", ""),
        ("https://www.geonames.org/42/a-name.html", ""),
        ("https://viaf.org.example/viaf/42", ""),
        ("http://viaf.org/viaf/42", ""),
    ],
)
def test_an_entry_of_a_register_has_its_own_form(address: str, register: str) -> None:
    assert register_of(address) == register
