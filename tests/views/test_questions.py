"""A question's page: its answers, and what each rests on."""

from __future__ import annotations

from pathlib import Path

from support import edit
from writing import context_of

from chronicle.views.context import ViewContext
from chronicle.views.questions import PositionView, question_view

WHO = "who-set-the-fire"


def position(context: ViewContext, id_: str) -> PositionView:
    """One answer to the question of the world."""
    return question_view(context, WHO).position(id_)


def test_an_answer_says_what_it_rests_on(context: ViewContext) -> None:
    view = position(context, "owner")
    assert (view.statements, view.reports, view.uncounted) == (2, 2, 0)
    assert [row.name for row in view.chart.rows] == [
        "The Weavers' Guild",
        "A weaver (not named, in Northern Agency)",
    ], "named origins first"
    assert view.knows == ("1 says to have seen it", "1 tells it")
    assert view.telling and view.telling.ref == "post-fire#seen-running", "who saw it comes first"
    assert [pair.other.anchor for pair in view.against] == ["mill-burned"]
    assert view.path == f"questions/{WHO}/evidence.md#position-owner"


def test_an_answer_without_an_origin_shows_what_was_not_counted(context: ViewContext) -> None:
    view = position(context, "nobody")
    assert (view.chart.rows, view.uncounted, view.knows) == ((), 1, ())
    assert view.telling and view.telling.ref == "post-fire#heard-of-lightning"


def test_the_record_may_name_the_telling_statement(world: Path) -> None:
    text = "text: The owner's men"
    named = "telling: courier-fire#set-by-the-owner"
    edit(world, f"data/questions/{WHO}.yml", text, f"{text}, {named}")
    view = position(context_of(world), "owner")
    assert view.telling and view.telling.ref == "courier-fire#set-by-the-owner"


def test_a_circumstance_that_origins_share_is_named(world: Path) -> None:
    tour = "circumstances:\n  - { id: tour, label: on a tour, means: x, joins: yes }\n"
    edit(world, "data/vocabulary.yml", "figure_parts:", f"{tour}figure_parts:")
    edit(
        world,
        "data/sources/courier-fire.yml",
        "    basis: told\n",
        "    basis: told\n    circumstances: [tour]\n",
    )
    assert position(context_of(world), "owner").shared == (), "one origin only"
    edit(
        world,
        "data/sources/post-fire.yml",
        "    basis: seen\n",
        "    basis: seen\n    circumstances: [tour]\n",
    )
    assert position(context_of(world), "owner").shared == ("on a tour",)
    edit(world, "data/vocabulary.yml", "joins: yes", "joins: no")
    assert position(context_of(world), "owner").shared == ()


def test_the_question_has_its_events_and_what_no_party_disputes(context: ViewContext) -> None:
    view = question_view(context, WHO)
    assert [one.text for one in view.events] == ["Fire at the mill"]
    assert [(event, one.says) for event, one in view.agreed] == [("fire", "The mill burned.")]
    assert view.content_notes == ("killings",)
    assert (view.evidence, view.comparisons, view.all_figures) == tuple(
        f"questions/{WHO}/{name}.md" for name in ("evidence", "comparisons", "figures")
    )
