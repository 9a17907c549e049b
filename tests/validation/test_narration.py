"""Whose words a field has: the narrator's, unless it is listed as others'."""

from __future__ import annotations

from pathlib import Path

from support import edit

from chronicle.site import read_chronicle
from chronicle.validation.narration import (
    WORDS_OF_OTHERS,
    blanked_prose,
    narrated_fields,
    narrations,
    own_texts,
)


def test_fields_with_the_words_of_others_exist() -> None:
    """A field that was renamed would be checked as the narrator's."""
    for shape, names in WORDS_OF_OTHERS.items():
        assert names <= set(shape.model_fields), shape


def test_no_quotation_and_no_title_of_a_source_is_the_narrators(world: Path) -> None:
    chronicle, _ = read_chronicle(world)
    texts = {narration.text for narration in narrations(chronicle)}
    own = {
        *("The owner's men set the fire.", "Fire at the mill", "Who set the fire?"),
        *(
            "The night watch's book, which was not found.",
            "Who says what about the fire at the mill.",
        ),
        *("A misprint.", "A body of people of one trade.", "The owner of the mill and his men."),
        *("Date not known", "It does not name the mill.", "No footnote was visible."),
        *("Secretary of the guild", "said to have given the order"),
    }
    assert own - texts == set()
    for statement in chronicle.statements.values():
        record = statement.record
        assert not texts & {record.quote, record.quote_en, statement.source.title}
    for word in ("Holt", "The Post", "ashes", "arsonist*", "set-by-the-owner", "1901-05-01"):
        assert word not in texts, word


def test_every_text_has_its_place(world: Path) -> None:
    chronicle, _ = read_chronicle(world)
    where = {(document.path, text): at for document, at, text in narrated_fields(chronicle)}
    assert where["data/events/fire.yml", "said to have given the order"] == ("actors", 0, "as")
    assert where["data/corrections/1901-05-20-day.yml", "A misprint."] == ("why",)
    assert where["data/glossary.yml", "What a fire leaves."] == (1, "says", 0, "text")
    found = next(one for one in narrations(chronicle) if one.text == "A misprint.")
    assert str(found.problem(3, "is wrong")).startswith("data/corrections/1901-05-20-day.yml:4:")


def test_an_address_is_no_text(world: Path) -> None:
    edit(world, "data/site.yml", "editors:", "repository: https://villain.example/x\neditors:")
    chronicle, _ = read_chronicle(world)
    assert "https://villain.example/x" not in {text for _, text in own_texts(chronicle.site)}


def test_quotations_are_blanked_out_and_offsets_stay(world: Path) -> None:
    page = 'A "villain".\n\n> A villain.\n\nThe `villain` [is](villain.md).\n'
    (world / "docs/x.md").write_text(page, encoding="utf-8")
    chronicle, _ = read_chronicle(world)
    (found,) = [one for one in narrations(chronicle) if one.path == "docs/x.md"]
    assert "villain" not in found.spoken and len(found.spoken) == len(page)
    assert found.text == page and found.spoken.count("\n") == page.count("\n")
    assert str(found.problem(16, "is wrong")) == "docs/x.md:3:3: is wrong"


def test_words_of_prose_are_what_readers_see() -> None:
    text = (
        "See [one](villain.md), [two][villain], <https://villain.example> and "
        "https://villain.example.[@villain] <!-- villain -->\n\n[villain]: villain.md\n"
    )
    assert blanked_prose(text).split() == ["See", "[one]", ",", "[two]", ",", "and"]
    assert len(blanked_prose(text)) == len(text)


def test_the_id_of_a_source_is_no_word_of_the_narrators(world: Path) -> None:
    edit(world, "data/sources/ferry-notice.yml", "Their own", "Unlike courier-fire, a fire-proof")
    chronicle, _ = read_chronicle(world)
    (note,) = [one.spoken for one in narrations(chronicle) if "Unlike" in one.text]
    assert note.split() == ["Unlike", ",", "a", "fire-proof", "notice."]
