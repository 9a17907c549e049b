"""How long texts may be: what is just within a limit, and what is just beyond it."""

from __future__ import annotations

import pytest

from chronicle.text.limits import page_fault, value_fault


@pytest.mark.parametrize(
    ("within", "beyond"),
    [
        (("a " * 999 + "\n\n") * 50, ("a " * 999 + "\n\n") * 50 + "a"),
        ("a\n\n" * 1_500, "a\n\n" * 1_500 + "\n"),
        ("\n\n".join(["a " * 4_000] * 2), "\n\n".join(["a " * 4_000, "a " * 4_000 + "a"])),
        ("a" * 2_000, "a" * 2_001),
        ("[a] " * 273, "[a] " * 274),
        ("< " * 200, "< " * 201),
        ("- x\n" + " " * 80 + "- y", "- x\n" + " " * 81 + "- y"),
        ("> " * 20 + "x", "> " * 21 + "x"),
    ],
    ids=["page", "lines", "paragraph", "word", "brackets", "angles", "list", "quotation"],
)
def test_a_page_is_as_long_as_can_be_read_in_time(within: str, beyond: str) -> None:
    assert page_fault(within) is None
    assert page_fault(beyond) is not None


def test_a_fault_of_a_page_is_where_its_paragraph_begins() -> None:
    found = page_fault("# A\n\nb\n\n" + "[" * 1_000)
    assert found and found[0] == 8


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("a " * 25_000, False),
        ("a " * 25_000 + "a", True),
        ("b " + "a" * 2_000, False),
        ("b " + "a" * 2_001, True),
    ],
)
def test_a_value_is_as_long_as_any_needs(text: str, refused: bool) -> None:
    assert bool(value_fault(text)) is refused
