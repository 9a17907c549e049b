"""Citations as notes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from support import WORLD, edit
from writing import context_of

from chronicle.rendering.notes import Notes
from chronicle.rendering.page import Page

LUND = "courier-fire#set-by-the-owner"
LUND_NOTE = (
    "[^courier-fire.set-by-the-owner]: Ada Lund: “it was the owner's own men who lit it” "
    "[The Courier, 3 May 1901](../sources/courier-fire.md#set-by-the-owner), line 1, opening read."
)


def numbered(text: str, root: Path = WORLD) -> str:
    """A text of an event's page with its notes."""
    return Notes(context_of(root), "events/fire.md").numbered(text)


def test_a_statement_says_who_what_where_and_how_far_it_was_read() -> None:
    assert numbered(f"A.[@{LUND}]") == f"A.[^courier-fire.set-by-the-owner]\n\n{LUND_NOTE}"


def test_a_source_says_its_title_and_the_place() -> None:
    note = "[^post-fire.p-2]: [The Post, 4 May 1901](../sources/post-fire.md): Arden mill in ashes"
    assert numbered("A.[@post-fire, p. 2]").endswith(f"{note}, p. 2.")


def test_one_note_for_one_source_statement_and_locator() -> None:
    text = numbered(f"A.[@{LUND}] B.[@{LUND}; @post-fire] C.[@post-fire, p. 2] `[@no]`")
    names = re.findall(r"^\[\^(.+?)\]:", text, re.M)
    assert names == ["courier-fire.set-by-the-owner", "post-fire", "post-fire.p-2"]
    assert "`[@no]`" in text, "code is left alone"
    assert numbered("No citation.") == "No citation."


def test_a_quotation_is_in_its_language_with_its_translation() -> None:
    text = numbered("A.[@courier-fire#mill-burned]")
    assert "*“وغطى الرماد أردن”*{ lang=ar dir=rtl } (“and the ashes covered Arden”)" in text


def test_words_that_were_not_compared_are_not_shown(pages: Mapping[str, Page]) -> None:
    assert "Saw the owner's men run" in numbered("A.[@post-fire#seen-running]")
    assert all("they ran like hares" not in page.whole for page in pages.values())


def test_who_speaks_in_custody_is_said(world: Path) -> None:
    edit(world, "data/sources/courier-fire.yml", "locator: line 1", "in_custody: owner")
    text = numbered(f"A.[@{LUND}]", world)
    assert "]: Ada Lund (in custody of The mill's owner): “it was" in text


@pytest.mark.parametrize(
    ("path", "link"), [("index.md", "sources/"), ("a/b/c.md", "../../sources/")]
)
def test_links_lead_from_the_page(path: str, link: str) -> None:
    found = Notes(context_of(WORLD), path).numbered("A.[@post-fire]")
    assert f"]({link}post-fire.md)" in found
