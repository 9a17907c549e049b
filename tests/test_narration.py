"""Whose words a field holds: the narrator's, unless it is listed as others'."""

from __future__ import annotations

from pathlib import Path

from chronicle.site import read
from chronicle.validation.narration import WORDS_OF_OTHERS, told


def test_fields_with_the_words_of_others_exist() -> None:
    """A field that was renamed would be looked at as the narrator's."""
    for shape, names in WORDS_OF_OTHERS.items():
        assert names <= set(shape.model_fields), shape


def test_no_quotation_and_no_title_of_a_source_is_the_narrators(world: Path) -> None:
    chronicle, _ = read(world)
    texts = {text.text for text in told(chronicle)}
    assert "The owner's men set the fire." in texts
    for statement in chronicle.statements.values():
        assert not texts & {statement.record.quote, statement.record.quote_en, statement.source.title}
    assert {"Fire at the mill", "The night watch's book, which was not found."} <= texts
