"""The rows of long lists, as the filter on their pages reads them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from support import MadeSite, edit
from writing import context_of

from chronicle.rendering.list_data import list_script
from chronicle.views.facets import filtered_sources, filtered_statements


def assigned(script: str) -> dict[str, Any]:
    """What the script assigns, by name."""
    lines = (line.removesuffix(";").split(" = ", 1) for line in script.splitlines())
    return {name.removeprefix("window."): json.loads(value) for name, value in lines}


def rows(script: str) -> list[list[object]]:
    found: list[list[object]] = assigned(script)["chronicleRows"]
    return found


def test_there_is_what_to_choose_by_each_field(site: MadeSite) -> None:
    choices = assigned(site.files["assets/lists/statements.js"].decode())["chronicleChoices"]
    assert ["millers", "The millers"] in choices["party"]
    fields = re.findall(r'<select name="(\w+)">', site.pages["statements.md"].body)
    assert list(choices) == fields != []


def test_a_row_has_its_keys_and_texts(site: MadeSite) -> None:
    found = rows(site.files["assets/lists/statements.js"].decode())
    assert len(found) == 8
    assert found[0] == [
        {
            "party": ["millers"],
            "speaker": ["owner"],
            "question": ["who-set-the-fire"],
            "event": ["fire"],
            "place": ["mill"],
        },
        "■",
        "The mill's owner",
        "The mill burned down; weavers had set it on fire.",
        "وغطى الرماد أردن",
        "ar",
        "The Courier, 3 May 1901",
        "sources/courier-fire.html#mill-burned",
    ]
    assert len(rows(site.files["assets/lists/sources.js"].decode())) == 5


@pytest.mark.usefixtures("unguarded")
def test_no_text_ends_the_script(world: Path) -> None:
    edit(world, "data/sources/post-fire.yml", "Arden mill in ashes", "</script><b>")
    context = context_of(world)
    for found in (filtered_sources(context), filtered_statements(context)):
        assert "<" not in list_script(found)
    assert any("</script><b>" in row for row in rows(list_script(filtered_sources(context))))
