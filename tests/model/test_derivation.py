"""What a source or a statement rests on."""

from __future__ import annotations

from samples import WORK, faults

from chronicle.model.derivation import Parent


def test_a_probable_parent_has_its_reason() -> None:
    assert faults(Parent, WORK) == []
    probable = {**WORK, "sure": "probable"}
    assert faults(Parent, probable) == ["a probable parent needs a reason"]
    assert faults(Parent, {**probable, "why": "The same words."}) == []
