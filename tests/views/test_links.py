"""Words and where they lead."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import edit
from writing import context_of

from chronicle.views.context import ViewContext
from chronicle.views.links import SYMBOLS, ForeignText, Link


def test_parties_have_their_marks_in_the_order_of_the_vocabulary(context: ViewContext) -> None:
    assert [(one.id, one.symbol) for one in context.parties.values()] == [
        ("millers", "■"),
        ("reporters", "•"),
        ("weavers", "●"),
    ]
    assert len(set(SYMBOLS.values())) == len(SYMBOLS), "no two marks look the same"


@pytest.mark.parametrize(
    ("id_", "link"),
    [
        ("fire", Link("Fire at the mill", "events/fire.md")),
        ("who-set-the-fire", Link("Who set the fire?", "questions/who-set-the-fire.md")),
        ("guild", Link("The Weavers' Guild", "actors/guild.md")),
        ("agency-dispatch", Link("Northern Agency, title not seen", "sources/agency-dispatch.md")),
    ],
)
def test_a_record_is_called_by_its_title(context: ViewContext, id_: str, link: Link) -> None:
    assert context.link(id_) == link
    assert context.links([id_, id_]) == (link, link)


def test_a_source_is_called_by_its_publisher_and_date(context: ViewContext) -> None:
    found = context.source_link("courier-fire")
    assert (found.text, found.note) == (
        "The Courier, 3 May 1901",
        "Fire at the mill: forty looms lost",
    )
    assert context.source_links(["courier-fire"]) == (found,)


def test_only_another_language_than_the_pages_is_marked(world: Path) -> None:
    context = context_of(world)
    assert [context.language(code) for code in ("en", "ar", None)] == ["", "ar", ""]
    edit(world, "data/site.yml", "title:", "language: ar\ntitle:")
    (world / "data" / "neutral-words.yml").unlink()
    assert context_of(world).language("ar") == ""
    assert ForeignText("أب", "ar").direction == "rtl" and ForeignText("x").direction == "ltr"
