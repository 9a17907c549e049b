"""Whole words in every form looked for, in any script, and nothing else."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.text.word_matching import (
    QUOTED_WORDS,
    cut_at_matches,
    name_in,
    name_pattern,
    overlaps,
    word_pattern,
)


def always(start: int, end: int) -> bool:
    """Keeps every match."""
    return end > start


@pytest.mark.parametrize(
    ("form", "text", "hits"),
    [
        ("ambush*", "Ambushed in an ambush; two AMBUSHES", ["Ambushed", "ambush", "AMBUSHES"]),
        ("ambush", "ambushed in an ambush", ["ambush"]),
        ("gang", "gangs, gangway, a gang-like gang", ["gang", "gang"]),
        ("armed group*", "the armed groups, an armed-group", ["armed groups", "armed-group"]),
        ("armed group*", "unarmed groups", []),
        ("régime*", "le régime, regime", ["régime"]),
        ("owner's", "owner’s, owner's, ownerʼs, owners", ["owner’s", "owner's", "ownerʼs"]),
        ("isyan", "İsyan, isyancı", ["İsyan"]),
        ("e", "e\u0301, e", ["e"]),
        ("a.b", "axb a.b", ["a.b"]),
        ("كمين", "في كمين والكمين لكمين كمينا مكمين", ["كمين", "والكمين", "لكمين"]),
        ("استشهد*", "استشهدوا واستَشهد", ["استشهدوا", "واستَشهد"]),
        ("إرهاب*", "الارهابية", ["الارهابية"]),
        ("جماعات مسلحة", "الجماعات المسلحة", ["الجماعات المسلحة"]),
        ("نظام", "للنظام النظامي", ["للنظام"]),
    ],
)
def test_forms_are_found_as_whole_words(form: str, text: str, hits: list[str]) -> None:
    found = [piece for piece, hit in cut_at_matches(text, word_pattern([form]), always) if hit]
    assert found == hits


def test_the_longest_form_wins() -> None:
    assert word_pattern(["law", "law and order"]).findall("law and order") == ["law and order"]
    assert word_pattern([]).search("anything") is None
    assert name_pattern([]).search("anything") is None


def test_names_are_found_as_they_are_spelt() -> None:
    pattern = name_pattern(["Arden", "Arden Mill", "Ashe"])
    text = "Arden Mill, Arden\nMill, ARDEN and Ardennes, of Arden"
    found = [(match[0], name_in(match)) for match in pattern.finditer(text)]
    assert found == [
        ("Arden Mill", "Arden Mill"),
        ("Arden\nMill", "Arden Mill"),
        ("Arden", "Arden"),
    ]


def test_an_arabic_name_is_found_with_its_particles() -> None:
    found = name_pattern(["أردن"]).finditer("في أردن وبأردن الأردن")
    assert [(match[0], name_in(match)) for match in found] == [("أردن", "أردن"), ("وبأردن", "أردن")]


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("he said “a plot” of a plot", "he said  of a plot"),
        (
            "the \"plot\", the 'plot', the «plot», the ‘plot’, the „plot“",
            "the , the , the , the , the ",
        ),
        ("the town's plot, the men's plot", "the town's plot, the men's plot"),
        ('a plot," he said', 'a plot," he said'),
    ],
)
def test_quotations_are_told_from_apostrophes(text: str, left: str) -> None:
    assert QUOTED_WORDS.sub("", text) == left


@given(
    st.text(alphabet="ab كمين-'. َ", max_size=30),
    st.lists(st.sampled_from(["ab", "a*", "كمين", "مي*", "b a"]), min_size=1, max_size=3),
)
def test_cutting_loses_nothing(text: str, forms: list[str]) -> None:
    pattern = word_pattern(forms)
    cut = cut_at_matches(text, pattern, always)
    assert "".join(piece for piece, _ in cut) == text
    assert all(piece for piece, _ in cut)
    assert all(pattern.fullmatch(piece) for piece, hit in cut if hit)


def test_only_the_matches_that_are_kept_are_cut() -> None:
    cut = cut_at_matches("ash and ash", word_pattern(["ash"]), lambda start, end: start > 0)
    assert cut == [("ash and ", False), ("ash", True)]


@given(st.text("ab*()[]\\.|?+^$ ك", min_size=1, max_size=8).filter(lambda form: form.strip()))
def test_any_name_finds_itself_and_breaks_nothing(text: str) -> None:
    """No character of a name has a meaning in its pattern."""
    pattern = name_pattern([text])
    plain = " ".join(text.split())
    if re.match(r"\w", plain) and re.search(r"\w$", plain):
        found = pattern.search(f"x, {plain}, y")
        assert found and name_in(found) == plain


@pytest.mark.parametrize(
    ("start", "end", "found"), [(0, 2, False), (0, 3, True), (4, 9, True), (5, 9, False)]
)
def test_spans_that_only_touch_do_not_overlap(start: int, end: int, found: bool) -> None:
    assert overlaps([(2, 5)], start, end) is found
    assert overlaps([], start, end) is False
