"""A statement as every page shows it."""

from __future__ import annotations

from pathlib import Path

from support import edit
from writing import context_of

from chronicle.views.context import ViewContext

LUND, BURNED = "courier-fire#set-by-the-owner", "courier-fire#mill-burned"


def test_a_statement_says_who_what_when_and_where(context: ViewContext) -> None:
    view = context.statements[LUND]
    assert (view.path, view.anchor) == (
        "sources/courier-fire.md#set-by-the-owner",
        "set-by-the-owner",
    )
    assert (view.speaker.text, view.speaker.path) == ("Ada Lund", "actors/ada-lund.md")
    assert (view.says, view.basis, view.locator) == (
        "The owner's men set the fire.",
        "tells it",
        "line 1",
    )
    assert (view.said, view.when, view.where and view.where.text) == (
        "2 May 1901",
        "1 May 1901",
        "The mill",
    )
    assert (view.party.id, view.voice, view.counted, view.why_not) == (
        "weavers",
        "The Weavers' Guild",
        True,
        "",
    )
    (answer,) = view.answers
    assert (answer.position, answer.path) == (
        "The owner's men",
        "questions/who-set-the-fire.md#position-owner",
    )


def test_a_described_speaker_has_no_page_and_a_reason_not_to_be_counted(
    context: ViewContext,
) -> None:
    view = context.statements["post-fire#heard-of-lightning"]
    assert (view.speaker.text, view.speaker.path) == ("A traveller", "")
    assert view.why_not == "Not counted: heard it."


def test_the_day_is_given_if_it_is_not_that_of_publication(context: ViewContext) -> None:
    assert context.statements["ferry-notice#went-by-boat"].said_on == ""
    assert context.statements[LUND].said_on == "2 May 1901"


def test_a_quotation_has_its_language_and_translation(context: ViewContext) -> None:
    quote = context.statements[BURNED].quote
    assert quote and (quote.text, quote.language) == ("وغطى الرماد أردن", "ar")
    assert (quote.translation, quote.translator) == ("and the ashes covered Arden", "")
    own = context.statements[LUND].quote
    assert own and (own.language, own.of) == ("", "")


def test_a_quotation_that_was_not_compared_is_not_shown(context: ViewContext) -> None:
    assert context.statements["post-fire#seen-running"].quote is None


def test_words_of_another_and_their_translator_are_named(world: Path) -> None:
    path = "data/sources/courier-fire.yml"
    edit(world, path, "quote_en_by: editors", "quote_en_by: A friend\n    quote_of: guild")
    quote = context_of(world).statements[BURNED].quote
    assert quote and (quote.of, quote.translator) == ("The Weavers' Guild", "A friend")


def test_custody_and_circumstances_are_in_words(world: Path) -> None:
    tour = "circumstances: [{ id: tour, label: on a tour, means: x }]\n"
    edit(world, "data/vocabulary.yml", "figure_parts:", f"{tour}figure_parts:")
    marks = "in_custody: owner\n    circumstances: [tour]\n    where_sure: probable"
    edit(world, "data/sources/courier-fire.yml", "locator: line 1", marks)
    view = context_of(world).statements[LUND]
    assert (view.custody, view.circumstances) == ("The mill's owner", ("on a tour",))
    assert view.where_is_our_reading and view.party.id == "millers", "it is the holder's statement"


def test_a_figure_has_its_digits_and_its_day(context: ViewContext) -> None:
    (figure,) = context.statements["post-fire#ashes"].figures
    assert (figure.label, figure.digits, figure.worded) == ("Looms lost", "41–45", "41 to 45")
    assert (figure.whole, figure.as_of) == (True, "3 May 1901")
    (said,) = context.statements["courier-second#fifty-looms"].figures
    assert said.as_of == "4 May 1901", "the day on which it was said, if no other is given"


def test_a_publisher_that_speaks_is_named_once(context: ViewContext) -> None:
    assert context.statements["ferry-notice#went-by-boat"].names_itself
    assert not context.statements[LUND].names_itself
