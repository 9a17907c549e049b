"""The vocabulary: its forms of words, its terms and their labels."""

from __future__ import annotations

import pytest
import yaml
from pydantic import TypeAdapter, ValidationError
from support import WORLD

from chronicle.model.vocabulary import Vocabulary, WordForm

VOCABULARY = Vocabulary.model_validate(
    yaml.load((WORLD / "data" / "vocabulary.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
)


@pytest.mark.parametrize(
    "form", ["ash*", "ash", "law and order", "armed group*", "co-op*", "{age} year old", "كمين*"]
)
def test_a_form_is_words_with_a_star_at_their_ends(form: str) -> None:
    assert TypeAdapter(WordForm).validate_python(form) == form


@pytest.mark.parametrize("form", ["a", "*ash", "a*sh", "ash**", "a (b)", "ash?", "a|b", "*"])
def test_a_form_with_anything_else_is_refused(form: str) -> None:
    with pytest.raises(ValidationError, match="is not a form"):
        TypeAdapter(WordForm).validate_python(form)


def test_words_are_the_ids_of_a_list_in_its_order() -> None:
    assert VOCABULARY.words("parties") == ["millers", "reporters", "weavers"]
    assert VOCABULARY.words("party_lists") == ["all"]


def test_a_term_has_a_label_also_if_it_is_unknown() -> None:
    assert VOCABULARY.label("bases", "seen") == "says to have seen it"
    assert VOCABULARY.label("bases", "dreamt") == "dreamt"
    assert VOCABULARY.term("kinds_of_place", "home").private
    assert not VOCABULARY.term("kinds_of_place", "town").private
