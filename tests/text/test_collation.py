"""The order of names: which spellings sort as one, and which script a name is in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.text.collation import script_of, sort_key

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
        ("Þing_dag", "þing dag"),
        ("Œuvre Ødegård", "oeuvre odegard"),
        ("الشعبان", "شَعبان"),
        ("مدرسة", "مدرسه"),
        ("أحمد", "احمد"),
        ("موسى", "موسي"),
    ],
)
def test_spellings_that_readers_take_for_one_sort_as_one(one: str, other: str) -> None:
    assert sort_key(one, ARTICLES) == sort_key(other, ARTICLES)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("The", "the"),
        ("Albert", "albert"),
        ("The 4th", "4th"),
        ("The the", "the"),
        ("ال", "ال"),
        ("الف", "الف"),
        ("!?", ""),
    ],
)
def test_an_article_is_passed_over_only_before_something_else(text: str, key: str) -> None:
    assert sort_key(text, ARTICLES) == key


def test_articles_are_those_of_the_chronicle() -> None:
    assert sort_key("The Post") == "the post"
    assert sort_key("Die Post", ("die",)) == "post"


@given(st.text(max_size=20))
def test_folding_again_changes_nothing_but_articles(text: str) -> None:
    once = sort_key(text)
    twice = sort_key(once)
    assert twice == once or once.startswith("ال")
    assert once == sort_key(text.upper().lower() if text.isascii() else text)


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Ada", "latin"),
        ("4th", "latin"),
        ("أردن", "arabic"),
        ("Минск", "cyrillic"),
        ("Ωμέγα", "greek"),
        ("", "latin"),
        ("1901", "latin"),
        ("7. Rotte", "latin"),
    ],
)
def test_scripts_are_told_apart(text: str, script: str) -> None:
    assert script_of(text) == script
