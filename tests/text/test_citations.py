"""Citations, notes and markers of blocks in prose, and the code that is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.text.citations import (
    NOTE_MARK,
    CitedWork,
    citation_groups,
    line_and_column,
    with_blocks,
    without_code,
)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("[@post-fire]", [CitedWork("post-fire")]),
        ("[@post-fire#ashes]", [CitedWork("post-fire", "ashes")]),
        ("[@post-fire, p. 2]", [CitedWork("post-fire", "", "p. 2")]),
        ("[@post-fire#ashes, p. 2,\n line 3]", [CitedWork("post-fire", "ashes", "p. 2, line 3")]),
        ("[@a; @b#c,x]", [CitedWork("a"), CitedWork("b", "c", "x")]),
    ],
)
def test_a_group_names_sources_statements_and_locators(text: str, cited: list[CitedWork]) -> None:
    (group,) = citation_groups(f"Words.{text} More.")
    assert (list(group.cited), group.faults) == (cited, ())
    assert (group.start, group.end) == (6, 6 + len(text))


def test_a_reference_is_that_of_the_statement_if_there_is_one() -> None:
    assert CitedWork("a").ref == "a"
    assert CitedWork("a", "b", "p. 1").ref == "a#b"


def test_what_is_no_citation_within_a_group_is_its_fault() -> None:
    (group,) = citation_groups("[@a; p. 3; @b c]")
    assert group.cited == (CitedWork("a"),)
    assert group.faults == ("p. 3", "@b c")


@pytest.mark.parametrize(
    "text",
    [
        "`[@a]`",
        "``[@a] ` ``",
        "```\n[@a]\n```",
        "```yaml\n[@a]\n````",
        "~~~\n[@a]\n~~~",
        "[a]",
        "[see @a]",
        "@a",
        "[@]",
    ],
)
def test_code_and_other_brackets_have_no_citations(text: str) -> None:
    assert [one for group in citation_groups(text) for one in group.cited] == []


def test_code_ends_where_markdown_ends_it() -> None:
    assert [group.start for group in citation_groups("`a\n\nb` [@c]")] == [7]
    assert [group.start for group in citation_groups("\\`[@a]\\`")] == [2]
    assert [group.start for group in citation_groups("```\n[@a]\n~~~\n[@b]")] == [4, 13]


@given(st.text("`~ab\n [@]#\\"))
def test_offsets_stay_without_code(text: str) -> None:
    bare = without_code(text)
    assert len(bare) == len(text)
    assert all(one == other or one == " " for one, other in zip(bare, text, strict=True))


def test_the_use_of_a_note_is_not_its_definition() -> None:
    found = NOTE_MARK.findall("One.[^a] Two[^b-2]: three.[^c]\n\n[^a]: x.[^d]\n[^e f]")
    assert found == ["a", "c", "d"]


def test_blocks_are_filled_outside_code() -> None:
    page = "<!-- block: support who -->\n`<!-- block: map -->`\n<!--block:map-->\n<!-- a note -->\n"
    filled = with_blocks(page, lambda match: f"({match[1]} {match[2]})")
    assert filled == "(support who)\n`<!-- block: map -->`\n(map None)\n<!-- a note -->\n"


@pytest.mark.parametrize(
    ("offset", "place"), [(0, (1, 1)), (1, (1, 2)), (2, (1, 3)), (3, (2, 1)), (5, (3, 2))]
)
def test_places_count_from_one(offset: int, place: tuple[int, int]) -> None:
    assert line_and_column("ab\n\ncd", offset) == (place if offset < 4 else (3, offset - 3))
