"""A source and its statements."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import edit
from writing import context_of

from chronicle.views.context import ViewContext
from chronicle.views.sources import MOST_RELATIONS, SourceView, source_view


def relations(view: SourceView, anchor: str) -> list[tuple[str, str]]:
    """What one of its statements does to others, and what is done to it."""
    (said,) = (one for one in view.statements if one.view.anchor == anchor)
    return [(one.kind, one.other.anchor) for one in said.relations]


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("courier-fire", "opening read, in a copy; quotations compared with the text."),
        (
            "ferry-notice",
            "read in full, in the original; quotations not compared, so none is shown.",
        ),
        (
            "post-fire",
            "opening read, in a copy at mirror.example; quotations not compared, so none is shown.",
        ),
        ("agency-dispatch", "Not read; known only through a source that names it."),
    ],
)
def test_how_far_a_source_was_read_is_one_sentence(
    context: ViewContext, id_: str, words: str
) -> None:
    assert source_view(context, id_).reading == words


def test_a_source_has_what_rests_on_it_and_what_it_lost(context: ViewContext) -> None:
    assert [one.text for one in source_view(context, "agency-dispatch").children] == [
        "The Post, 4 May 1901"
    ]
    view = source_view(context, "post-fire")
    assert view.removed == ("lightning-seen",) and view.content_notes == ("killings",)
    assert source_view(context, "courier-fire").removed == ()


def test_relations_are_seen_from_both_sides(context: ViewContext) -> None:
    view = source_view(context, "courier-fire")
    assert relations(view, "set-by-the-owner") == [("is contradicted by", "mill-burned")]
    assert relations(view, "mill-burned") == [
        ("contradicts", "set-by-the-owner"),
        ("is revised by", "eighty-looms"),
    ]


def test_a_few_of_those_that_speak_of_a_statement_are_named(world: Path) -> None:
    source = world / "data" / "sources" / "ferry-notice.yml"
    said = "    said: 1901-05-05\n    basis: stated\n    says: So it is.\n    about: [fire]\n"
    by = "    by: { described: a man, named: no, party: reporters }\n"
    relates = "    relates: [{ contradicts: courier-fire#set-by-the-owner }]\n"
    with source.open("a", encoding="utf-8") as file:
        file.writelines(f"  - id: more-{n}\n{by}{said}{relates}" for n in range(6))
    view = source_view(context_of(world), "courier-fire")
    assert len(relations(view, "set-by-the-owner")) == MOST_RELATIONS


def test_roots_are_named_if_they_are_other_sources(context: ViewContext) -> None:
    seen = source_view(context, "post-fire").statements[0]
    assert [one.text for one in seen.roots] == ["Northern Agency, 3 May 1901"]
    assert all(one.roots == () for one in source_view(context, "courier-fire").statements)


def test_an_event_that_is_not_spoken_of_warns_of_nothing(world: Path) -> None:
    edit(world, "data/events/fire.yml", "content_note: killings\n", "")
    assert source_view(context_of(world), "post-fire").content_notes == ()
