"""What pages warn of, and what no party disputes."""

from __future__ import annotations

from pathlib import Path

from support import edit
from writing import context_of

from chronicle.views.agreed import agreed_sentences, content_notes
from chronicle.views.context import ViewContext


def test_each_note_is_given_once_and_in_its_order(world: Path) -> None:
    edit(world, "data/events/march.yml", "kind: gathering", "kind: gathering\ncontent_note: bodies")
    context = context_of(world)
    assert content_notes(context, ["march", "fire", "march"]) == ("killings", "bodies")


def test_an_event_without_a_note_warns_of_nothing(context: ViewContext) -> None:
    assert content_notes(context, ["march"]) == ()


def test_agreed_sentences_name_their_event(context: ViewContext) -> None:
    found = agreed_sentences(context, ["march", "fire"])
    assert [(event, one.says) for event, one in found] == [("fire", "The mill burned.")]
