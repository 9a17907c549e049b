"""The pages of actors and places."""

from __future__ import annotations

from pathlib import Path

from support import add_statements, edit
from writing import context_of

from chronicle.views.context import ViewContext
from chronicle.views.profiles import (
    FEW_STATEMENTS,
    MOST_STATEMENTS,
    actor_view,
    place_view,
    spelling_view,
)


def test_an_actor_has_what_it_said_and_who_contradicts_it(context: ViewContext) -> None:
    view = actor_view(context, "ada-lund")
    assert [one.anchor for one in view.said] == ["set-by-the-owner"]
    assert [(question.text, taken) for question, taken in view.questions] == [
        ("Who set the fire?", ("The owner's men",))
    ]
    assert [pair.statement.anchor for pair in view.against] == ["mill-burned"]
    assert (view.changed, view.events, view.publications, view.not_shown) == ((), (), (), 0)


def test_an_actor_has_those_who_speak_for_it_and_its_events(context: ViewContext) -> None:
    assert [one.text for one in actor_view(context, "guild").spoken_for_by] == ["Ada Lund"]
    owner = actor_view(context, "owner")
    assert [line.id for line in owner.events] == ["fire"]
    assert owner.content_notes == ("killings",)
    assert [len(chain.steps) for chain in owner.changed] == [3]


def test_a_long_list_of_statements_is_cut(world: Path) -> None:
    add_statements(world, 40)
    view = actor_view(context_of(world), "owner")
    assert (len(view.said), view.not_shown) == (MOST_STATEMENTS, 43 - MOST_STATEMENTS)


def test_what_others_say_of_an_actor_is_counted(world: Path) -> None:
    edit(
        world, "data/sources/courier-fire.yml", "about: [fire, mill]", "about: [fire, mill, owner]"
    )
    context = context_of(world)
    assert [actor_view(context, id_).said_of for id_ in ("owner", "ada-lund")] == [1, 0]


def test_a_medium_has_its_reports_and_what_rests_on_them(world: Path) -> None:
    edit(
        world,
        "data/vocabulary.yml",
        "kinds_of_actor:",
        "kinds_of_actor:\n  - { id: medium, label: Medium }",
    )
    names = "names:\n  - { text: The Courier, language: en }\nkind: medium\n"
    record = f"{names}party: reporters\nwhy_named: public-body\n"
    (world / "data" / "actors" / "courier.yml").write_text(record, encoding="utf-8")
    found = actor_view(context_of(world), "courier").publications
    assert [(source.text, [one.text for one in rest]) for source, rest in found] == [
        ("The Courier, 3 May 1901", ["The Courier, 10 May 1901"]),
        ("The Courier, 10 May 1901", []),
    ]


def test_a_place_has_what_is_around_and_inside(context: ViewContext) -> None:
    mill, arden = place_view(context, "mill"), place_view(context, "arden")
    assert [one.text for one in mill.within] == ["Arden"]
    assert [one.text for one in arden.inside] == ["The mill"]
    assert [line.id for line in mill.events] == ["fire"] and mill.content_notes == ("killings",)
    assert [one.text for one in mill.questions] == ["Who set the fire?"]
    assert (arden.coordinates, arden.coordinates_from) == (
        "52.25° N, 1.5° E",
        "The Courier, 3 May 1901",
    )
    assert mill.coordinates == ""


def test_only_a_place_that_the_map_draws_is_on_it(context: ViewContext) -> None:
    shown = {id_: place_view(context, id_).on_map for id_ in context.chronicle.places}
    assert [id_ for id_, drawn in shown.items() if drawn] == ["arden", "quay"]


def test_many_statements_on_a_place_are_only_counted(world: Path) -> None:
    assert len(place_view(context_of(world), "mill").said) == 3
    add_statements(world, FEW_STATEMENTS)
    path = world / "data" / "sources" / "courier-second.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("about: [fire]\n    answers", "about: [mill]\n    answers"), encoding="utf-8"
    )
    view = place_view(context_of(world), "mill")
    assert (view.statements, view.said) == (3 + FEW_STATEMENTS, ())


def test_a_spelling_names_a_few_of_its_sources(world: Path) -> None:
    context = context_of(world)
    one = spelling_view(context, "arden", context.chronicle.places["arden"].names[0])
    assert ([link.text for link in one.sources], one.more) == (["The Post, 4 May 1901"], 0)
    every = "[agency-dispatch, courier-fire, courier-second, ferry-notice, post-fire]"
    edit(world, "data/actors/ada-lund.yml", "in: [post-fire]", f"in: {every}")
    context = context_of(world)
    view = spelling_view(context, "ada-lund", context.chronicle.actors["ada-lund"].names[1])
    assert (len(view.sources), view.more) == (3, 2)
