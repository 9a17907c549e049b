"""Problems as people, editors and runners read them."""

from __future__ import annotations

import pytest

from chronicle.problems import MAX_LENGTH, InvalidValue, Problem, closest, did_you_mean, report


def test_a_problem_is_one_line_with_its_place() -> None:
    assert str(Problem("data/x.yml", 2, 3, "is wrong", "do this")) == (
        "data/x.yml:2:3: is wrong (do this)"
    )
    assert str(Problem("data/x.yml", 2, 3, "is wrong")) == "data/x.yml:2:3: is wrong"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\nb\r\n\tc", "a b c"),
        ("a\x1b[31mb", "a [31mb"),
        ("a\u2028b", "a b"),
        ("a\u202eb", "a[right-to-left override, U+202E]b"),
        ("##[error]x", "# #[error]x"),
        ("\n::error::x", "::error::x"),
    ],
)
def test_no_value_starts_a_line_or_gives_a_command(text: str, shown: str) -> None:
    assert Problem("x", 1, 1, text).text == shown
    assert Problem("x", 1, 1, "m", text).text == f"m ({shown})"
    assert str(Problem(text, 1, 1, "m")) == f"{shown}:1:1: m"


def test_a_long_value_is_shortened() -> None:
    assert Problem("x", 1, 1, "a" * MAX_LENGTH).text == "a" * MAX_LENGTH
    assert Problem("x", 1, 1, "a" * (MAX_LENGTH + 1)).text == f"{'a' * MAX_LENGTH} …"
    assert Problem("x", 1, 1, "m", "a" * 999).text == f"m ({'a' * MAX_LENGTH} …)"


def test_an_annotation_is_a_command_of_a_runner() -> None:
    problem = Problem("data/a,b:c%.yml", 2, 3, "100% wrong, it says: x", "do this")
    assert problem.annotation() == (
        "::error file=data/a%2Cb%3Ac%25.yml,line=2,col=3::100%25 wrong, it says: x (do this)"
    )


def test_a_report_is_in_the_order_of_places_and_counts() -> None:
    one, other = Problem("b", 1, 1, "x"), Problem("a", 10, 1, "x")
    assert report([one, other, Problem("a", 9, 1, "x"), one]).split("\n") == [
        "a:9:1: x",
        "a:10:1: x",
        "b:1:1: x",
        "3 problems; nothing was built.",
    ]
    assert report([one]).endswith("\n1 problem; nothing was built.")


def test_an_invalid_value_says_what_to_write() -> None:
    invalid = InvalidValue("is wrong", "do this", "key")
    assert (str(invalid), invalid.hint, invalid.key) == ("is wrong", "do this", "key")
    assert (InvalidValue("x").hint, InvalidValue("x").key) == ("", "")


KNOWN = ["ada-lund", "the-owner", "Guild", "who-set-the-fire"]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("ada-lunt", "ada-lund"),
        ("Ada Lund", "ada-lund"),
        ("guild", "Guild"),
        ("GILD", "Guild"),
        ("owner", "the-owner"),
        ("ada-lund\u200f", "ada-lund"),
        ("ada-lund-2", ""),
        ("ada-holt", ""),
        ("the-miner", ""),
        ("x", ""),
        ("", ""),
    ],
)
def test_the_closest_word_is_found_whatever_its_capitals(word: str, found: str) -> None:
    assert closest(word, KNOWN) == found


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("gild", "did you mean 'Guild'?"),
        ("lund", "did you mean 'ada-lund'?"),
        ("fire", "known with this word: 'who-set-the-fire'"),
        ("fire who", "known with this word: 'who-set-the-fire'"),
        ("the", ""),
        ("nothing-like-it", ""),
    ],
)
def test_a_hint_names_what_was_probably_meant(word: str, hint: str) -> None:
    assert did_you_mean(word, KNOWN) == hint


def test_a_hint_names_up_to_three_words() -> None:
    known = [f"fire-of-the-{name}-mill-in-the-valley" for name in ("old", "new", "low", "far")]
    hint = did_you_mean("valley", known)
    assert hint.count("'") == 6 and hint.startswith("known with this word: 'fire-of-the-old")
