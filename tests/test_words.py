"""Words in dispute: found as words, in every form looked for, in what readers can see and nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.model import records as model
from chronicle.site import read
from chronicle.text.word_matching import pattern, pieces, spellings
from chronicle.views import View
from chronicle.views.words import _Finder


def found(form: str, text: str) -> list[str]:
    return [piece for piece, hit in pieces(text, pattern([form])) if hit]


@pytest.mark.parametrize(
    ("form", "text", "hits"),
    [
        ("ambush*", "Ambushed in an ambush; two AMBUSHES", ["Ambushed", "ambush", "AMBUSHES"]),
        ("ambush", "ambushed in an ambush", ["ambush"]),
        ("gang", "gangs, gangway, a gang-like gang", ["gang", "gang"]),
        ("armed group*", "the armed groups, an armed-group, unarmed groups", ["armed groups", "armed-group"]),
        ("régime*", "le régime, regime", ["régime"]),
        ("isyan", "İsyan, isyancı", ["İsyan"]),
        ("كمين", "في كمين والكمين لكمين وبكمين كمينا مكمين", ["كمين", "والكمين", "لكمين", "وبكمين"]),
        ("استشهد*", "استشهدوا واستَشهد", ["استشهدوا", "واستَشهد"]),
        ("إرهاب*", "الارهابية", ["الارهابية"]),
        ("جماعات مسلحة", "الجماعات المسلحة", ["الجماعات المسلحة"]),
        ("نظام", "للنظام النظامي", ["للنظام"]),
    ],
)
def test_forms_are_found_as_whole_words(form: str, text: str, hits: list[str]) -> None:
    assert found(form, text) == hits


def test_a_phrase_that_means_something_else_is_passed_over() -> None:
    found = _Finder(model.DisputedWord(id="o", label="o", forms={"en": ["order"]}, but_not={"en": ["law and order"]}))
    assert found.cut("Law and order, an order", "en") == [
        {"text": "Law and order, an ", "hit": False},
        {"text": "order", "hit": True},
    ]


@pytest.mark.parametrize(
    ("text", "spoken", "told"),
    [
        ("he spoke of a plot and a “plot to plot”", 2, 1),
        ("the \"plot\", the 'plot', the «plot», the ‘plot’", 4, 0),
        ("the town's plot, the men's plot", 0, 2),
        ('a plot," he said of the plot', 0, 2),
    ],
)
def test_a_word_in_quotation_marks_is_told_from_the_reporters(text: str, spoken: int, told: int) -> None:
    finder = _Finder(model.DisputedWord(id="p", label="p", forms={"en": ["plot"]}))
    assert sum(piece["hit"] for piece in finder.cut(text, "en", "marked")) == spoken
    assert sum(piece["hit"] for piece in finder.cut(text, "en", "unmarked")) == told


@given(
    st.text(alphabet="ab كمين-'. َ", max_size=30),
    st.lists(st.sampled_from(["ab", "a*", "كمين", "مي*", "b a"]), min_size=1, max_size=3),
)
def test_cutting_loses_nothing(text: str, forms: list[str]) -> None:
    cut = pieces(text, pattern(forms))
    assert "".join(piece for piece, _ in cut) == text
    assert all(piece for piece, _ in cut)
    assert all(pattern(forms).fullmatch(piece) for piece, hit in cut if hit)


@given(st.text(alphabet="ab*()[]\\.|?+^$ ك", min_size=1, max_size=8).filter(lambda form: form.strip()))
def test_any_spelling_finds_itself_and_breaks_nothing(text: str) -> None:
    """A name of any signs is a pattern for itself: none of its signs means anything."""
    expression, names = spellings([text])
    assert names == [text]
    plain = " ".join(text.split())
    if re.match(r"\w", plain) and re.search(r"\w$", plain):
        assert expression.search(f"x, {plain}, y")


def words(world: Path) -> dict[str, dict[str, list[str]]]:
    """For each word: the parties and outlets with what stands there, the words found in capitals."""
    return {
        row["label"]: {
            group["label"]: [
                "".join(p["text"].upper() if p["hit"] else p["text"] for p in u["pieces"]) for u in group["uses"]
            ]
            for group in [*row["parties"], *row["outlets"]]
        }
        for row in View(read(world)[0]).disputed_words()
    }


def test_a_word_stands_with_whoever_uses_it(world: Path) -> None:
    assert words(world) == {
        "ashes": {"The millers": ["وغطى الرماد أردن"], "Other outlets": ["Arden mill in ASHES"]},
        "hares": {},
        "lit": {"The weavers": ["it was the owner's own men who LIT it"]},
    }


def test_quotations_that_were_not_compared_are_not_searched(world: Path) -> None:
    path = world / "data/sources/post-fire.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("not-compared", "compared"), encoding="utf-8")
    assert words(world)["hares"] == {"The weavers": ["they ran like HARES"]}


def test_a_reporters_word_for_what_somebody_said_is_the_reporters(world: Path) -> None:
    """Words that are not the speaker's stand with whoever wrote them; only what is quoted in them stands with the speaker."""
    path = world / "data/sources/courier-fire.yml"
    good = path.read_text(encoding="utf-8").replace("who lit it", 'who "lit" it, or lit it')
    path.write_text(
        good.replace("    locator: line 1", "    locator: line 1\n    quote_of: The Courier"), encoding="utf-8"
    )
    assert words(world)["lit"] == {
        "The weavers": ['it was the owner\'s own men who "LIT" it, or lit it'],
        "Other outlets": ['it was the owner\'s own men who "lit" it, or LIT it'],
    }
    path.write_text(good.replace("    locator: line 1", "    locator: line 1\n    quote_of: owner"), encoding="utf-8")
    assert list(words(world)["lit"]) == ["The millers", "The weavers"]


def test_an_outlet_with_a_party_stands_with_it(world: Path) -> None:
    path = world / "data/sources/post-fire.yml"
    text = path.read_text(encoding="utf-8").replace("kind: newspaper", "kind: newspaper\nparty: weavers")
    path.write_text(text, encoding="utf-8")
    assert words(world)["ashes"]["The weavers"] == ["Arden mill in ASHES"]


def test_whoever_spoke_in_custody_stands_with_the_holder(world: Path) -> None:
    path = world / "data/sources/courier-fire.yml"
    text = path.read_text(encoding="utf-8").replace("    locator: line 1", "    locator: line 1\n    in_custody: owner")
    path.write_text(text, encoding="utf-8")
    assert words(world)["lit"] == {"The millers": ["it was the owner's own men who LIT it"]}


def test_a_form_counts_in_its_own_language_only(world: Path) -> None:
    path = world / "data/sources/post-fire.yml"
    text = path.read_text(encoding="utf-8").replace("kind: newspaper", "kind: newspaper\nlanguage: ar")
    path.write_text(text, encoding="utf-8")
    assert "Other outlets" not in words(world)["ashes"]
