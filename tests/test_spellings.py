"""The names page: its order, and which sources are said to use a spelling."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle import site as build
from chronicle.domain.spellings import Uses, folded, script
from chronicle.site import read

ARTICLES = ("al", "el", "the")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Al-Waqt", "waqt"),
        ("al Waqt", "El-Waqt"),
        ("Köprüçü", "Kopruçu"),
        ("Ayşe Işık", "ayse isik"),
        ("Shaʿban", "Sha'ban"),
        ("Ba’ath", "BAATH"),
        ("الشعبان", "شَعبان"),
        ("مدرسة", "مدرسه"),
        ("أحمد", "احمد"),
    ],
)
def test_spellings_that_readers_take_for_one_stand_together(one: str, other: str) -> None:
    assert folded(one, ARTICLES) == folded(other, ARTICLES)


def test_an_article_is_passed_over_only_before_something_else() -> None:
    assert folded("The", ARTICLES) == "the"
    assert folded("Albert", ARTICLES) == "albert"
    assert folded("The 4th", ARTICLES) == "4th"
    assert folded("ال", ARTICLES) == "ال"


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) in (folded(text), folded(folded(text)))
    assert folded(text) == folded(text.upper().lower() if text.isascii() else text)


def test_scripts_are_told_apart() -> None:
    assert [script(text) for text in ("Ada", "4th", "أردن", "Минск", "", "7. Rotte")] == [
        *("latin", "latin", "arabic", "cyrillic", "latin", "latin")
    ]


def test_every_spelling_of_every_record_stands_on_the_page_and_leads_there(world: Path) -> None:
    chronicle, _ = read(world)
    page = build(world).pages["names.md"].markdown
    rows = re.findall(r'<th scope="row" lang="(\w+)" dir="(\w+)">(.*?)</th><td><a href="(.*?)\.html">', page)
    expected = {
        (name.language, name.text, f"{kind}s/{id_}")
        for kind in ("actor", "place")
        for id_, located in chronicle.records.of(kind).items()
        for name in located.record.names
    }
    assert {(lang, text.replace("&#x27;", "'"), link) for lang, _, text, link in rows} == expected
    assert len(rows) == len(expected)
    assert {turned for lang, turned, _, _ in rows if lang == "ar"} == {"rtl"}


def uses(world: Path, id_: str, text: str) -> list[str]:
    chronicle, _ = read(world)
    record = {**chronicle.actors, **chronicle.places}[id_]
    return Uses(chronicle).of(id_, next(name for name in record.names if name.text == text))


def test_a_source_uses_what_its_record_its_title_or_its_quotation_says(world: Path) -> None:
    assert uses(world, "ada-lund", "A. Lunde") == ["post-fire"], "as its record says"
    assert uses(world, "arden", "Arden") == ["post-fire"], "its title holds it"
    path = world / "data/sources/courier-fire.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("who lit it", "of Arden, Ada Lund said"), encoding="utf-8")
    assert uses(world, "arden", "Arden") == ["courier-fire", "post-fire"]
    assert uses(world, "ada-lund", "Ada Lund") == ["courier-fire"]


@pytest.mark.parametrize(
    ("put", "why"),
    [
        ("of Ardennes", "part of a longer word"),
        ("of ARDEN", "another spelling"),
        ("of the Arden-like sort\n    quote_en: >-\n      Arden\n    quote_en_by: editors", "a translation is ours"),
    ],
)
def test_a_source_is_not_said_to_use_what_it_does_not(world: Path, put: str, why: str) -> None:
    path = world / "data/sources/courier-fire.yml"
    text = path.read_text(encoding="utf-8").replace("who lit it", put)
    if "quote_en" in put:
        text = text.replace("Arden-like", "ardent")
    path.write_text(text, encoding="utf-8")
    assert read(world)[1] == []
    assert uses(world, "arden", "Arden") == ["post-fire"], why


def test_what_was_not_read_or_not_compared_tells_nothing_of_spelling(world: Path) -> None:
    path = world / "data/sources/agency-dispatch.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("title:\n", "title: Arden burns\n"), encoding="utf-8")
    path = world / "data/sources/post-fire.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("they ran like hares", "Ada Lund ran"), encoding="utf-8")
    assert uses(world, "arden", "Arden") == ["post-fire"]
    assert uses(world, "ada-lund", "Ada Lund") == []


def test_a_spelling_of_two_records_is_left_to_them(world: Path) -> None:
    path = world / "data/places/mill.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("text: The mill", "text: Arden"), encoding="utf-8")
    assert uses(world, "arden", "Arden") == []
    assert uses(world, "mill", "Arden") == []
