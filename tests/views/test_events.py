"""An event, and its line in lists."""

from __future__ import annotations

from pathlib import Path

from support import add_statements, edit
from writing import context_of

from chronicle.views.context import ViewContext
from chronicle.views.events import event_line, event_view


def test_an_event_with_few_statements_shows_all(context: ViewContext) -> None:
    view = event_view(context, "fire")
    assert (view.title, view.path, view.statements) == ("Fire at the mill", "events/fire.md", 7)
    assert sum(len(group.statements) for group in view.accounts) == 7
    assert (view.all_accounts, view.comparisons, view.all_figures) == ("", "", "")
    assert [one.text for one in view.questions] == ["Who set the fire?"]
    assert view.content_notes == ("killings",)


def test_of_many_statements_two_of_each_party_are_shown(world: Path) -> None:
    add_statements(world, 10)
    view = event_view(context_of(world), "fire")
    assert view.statements == 17 and view.all_accounts == "events/fire/accounts.md"
    shown = {group.party.id: [one.ref for one in group.statements] for group in view.accounts}
    assert shown == {
        "millers": ["courier-fire#mill-burned", "courier-second#more-1"],
        "reporters": ["post-fire#heard-of-lightning"],
        "weavers": ["courier-fire#set-by-the-owner", "post-fire#seen-running"],
    }, "those who know best and are quoted, and each voice once before any twice"


def test_parts_of_an_event_lead_to_it(world: Path) -> None:
    edit(world, "data/events/march.yml", "kind: gathering", "kind: gathering\npart_of: fire")
    view = event_view(context_of(world), "fire")
    assert [one.path for one in view.parts] == ["events/march.md"]


def test_a_line_is_what_no_party_disputes(context: ViewContext) -> None:
    line = event_line(context, "fire")
    assert (line.line, line.telling) == ("The mill burned.", None)
    assert event_line(context, "march").telling is None, "nothing was said of it"


def test_without_that_it_is_a_telling_statement_or_the_one_that_is_named(world: Path) -> None:
    about, told = "about: [arden, quay]", "telling: ferry-notice#went-by-boat"
    edit(world, "data/sources/ferry-notice.yml", about, "about: [arden, quay, march]")
    telling = event_line(context_of(world), "march").telling
    assert telling and telling.ref == "ferry-notice#went-by-boat"
    edit(
        world, "data/sources/courier-fire.yml", "about: [fire, mill]", "about: [fire, mill, march]"
    )
    telling = event_line(context_of(world), "march").telling
    assert telling and telling.ref == "courier-fire#set-by-the-owner", "it answers, and is quoted"
    edit(world, "data/events/march.yml", "kind: gathering", f"kind: gathering\n{told}")
    telling = event_line(context_of(world), "march").telling
    assert telling and telling.ref == "ferry-notice#went-by-boat"
