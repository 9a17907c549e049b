"""What all views share."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import edit
from writing import context_of

from chronicle.views.context import ViewContext


def test_statements_are_in_the_order_in_which_they_were_made(context: ViewContext) -> None:
    found = context.in_order(context.chronicle.about["fire"])
    assert [one.anchor for one in found] == [
        "mill-burned",
        "set-by-the-owner",
        "ashes",
        "fifty-looms",
        "heard-of-lightning",
        "seen-running",
        "eighty-looms",
    ]


def test_parties_are_in_the_order_of_the_vocabulary(context: ViewContext) -> None:
    groups = context.by_party(context.chronicle.about["fire"])
    assert [(group.party.id, len(group.statements), group.reports) for group in groups] == [
        ("millers", 3, 2),
        ("reporters", 1, 1),
        ("weavers", 3, 2),
    ]


def test_answers_and_what_bears_on_a_question_are_given_once(world: Path) -> None:
    source, at = "data/sources/post-fire.yml", "    basis: heard\n"
    bears = "[{ question: who-set-the-fire, position: owner, because: x }]"
    edit(world, source, at, f"{at}    bears_on: {bears}\n")
    answer = "\n      - { question: who-set-the-fire, position: nobody }"
    edit(world, source, f"    answers:{answer}", "")
    also = "\n      - { question: who-set-the-fire, position: weavers }"
    first = "      - { question: who-set-the-fire, position: owner }"
    edit(world, source, first, f"{first}{also}")
    context = context_of(world)
    answers = [one.ref for one in context.answers_of("who-set-the-fire")]
    assert len(answers) == len(set(answers)) == 3 and "post-fire#seen-running" in answers
    assert [one.ref for one in context.bearing_on("who-set-the-fire")] == [
        "post-fire#heard-of-lightning"
    ]


@pytest.mark.parametrize(("id_", "names"), [("arden", ["أردن"]), ("mill", []), ("ada-lund", [])])
def test_other_names_are_those_in_other_letters(
    context: ViewContext, id_: str, names: list[str]
) -> None:
    assert [one.text for one in context.other_names(id_)] == names


def test_the_places_around_are_the_nearest_first(world: Path) -> None:
    edit(world, "data/places/arden.yml", "kind: town", "kind: town\nwithin: shire")
    assert [one.text for one in context_of(world).places_around("mill")] == ["Arden", "The shire"]


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("courier-fire", "The Courier, 3 May 1901"),
        ("courier-fire, rounded", "The Courier, 3 May 1901, rounded"),
        ("a gazetteer", "a gazetteer"),
    ],
)
def test_whose_coordinates_they_are(world: Path, given: str, shown: str) -> None:
    edit(
        world,
        "data/places/arden.yml",
        "coordinates_from: courier-fire",
        f"coordinates_from: {given}",
    )
    context = context_of(world)
    assert context.coordinates_from(context.chronicle.places["arden"]) == shown
