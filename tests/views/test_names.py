"""Every spelling, and the glossary."""

from __future__ import annotations

from pathlib import Path

from support import edit
from writing import context_of

from chronicle.views.context import ViewContext
from chronicle.views.names import glossary_groups, spelling_rows


def test_spellings_are_in_order_without_articles_and_latin_letters_first(
    context: ViewContext,
) -> None:
    rows = spelling_rows(context)
    assert [(row.initial, row.spelling.name.text) for row in rows] == [
        ("A", "A. Lunde"),
        ("A", "Ada Lund"),
        ("A", "Arden"),
        ("F", "Far port"),
        ("M", "The mill"),
        ("M", "The mill's owner"),
        ("Q", "The quay"),
        ("S", "The shire"),
        ("W", "The Weavers' Guild"),
        ("Arabic letters", "أردن"),
    ]
    assert (rows[0].record, rows[0].kind) == ("ada-lund", "Person")


def test_digits_and_other_scripts_have_headings_of_their_own(world: Path) -> None:
    edit(world, "data/places/mill.yml", "text: The mill", "text: 3rd mill")
    edit(world, "data/places/quay.yml", "text: The quay", "text: Причал")
    initials = {row.spelling.name.text: row.initial for row in spelling_rows(context_of(world))}
    assert (initials["3rd mill"], initials["Причал"]) == ("0–9", "Other letters")


def test_the_glossary_has_the_words_of_sources_before_ours(context: ViewContext) -> None:
    found = [(id_, [one.term for one in entries]) for id_, entries in glossary_groups(context)]
    assert found == [("theirs", ["ash", "guild"]), ("ours", ["voice"])]
