"""Templates: every value comes out as it was written, and none becomes markup."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import html
from support import built, edit, refused
from writing import templates_of

from chronicle.rendering.templates import finalize, quotation, relative
from chronicle.text.markdown import escaped_in_html, to_html

SIGNS = "ab<>&\"'*_`[]()#!|{}\\~@^: -+=$%1.;\n"
VALUES = st.text(alphabet=SIGNS, min_size=1, max_size=30).map(str.strip).filter(bool)
FRAMES = (
    "{}",
    "x {} y",
    "- {}",
    "> {}",
    "## {}",
    "## {} {{#a}}",
    "**x{}**",
    "- [{}](b.md)",
    "| a |\n|---|\n| {} |",
    "*“{}”*{{ lang=ar dir=rtl }}",
    '!!! note "{}"',
)
"""Where templates put values."""


def read(markdown: str) -> tuple[list[str], str]:
    """The elements that a text becomes, and the words that readers see."""
    tree = html.fragment_fromstring(to_html(markdown), create_parent="div")
    return [str(one.tag) for one in tree.iter()], " ".join(str(tree.text_content()).split())


@given(VALUES, st.sampled_from(FRAMES))
@example("]: b", "- [{}](b.md)")
@example(":#", "## {} {{#a}}")
@example("~~~", "{}")
@example("===", "{}")
def test_any_value_comes_out_as_it_was_written(value: str, frame: str) -> None:
    tags, text = read(frame.format("Q"))
    line = " ".join(value.split())
    assert read(frame.format(finalize(value))) == (tags, text.replace("Q", line))


@given(VALUES)
def test_any_value_is_safe_within_html(value: str) -> None:
    inside = escaped_in_html(value)
    tree = html.fragment_fromstring(to_html(f'<div title="{inside}">x{inside}</div>'))
    assert (len(tree), list(tree.attrib)) == (0, ["title"])
    line = " ".join(f"x{value}".split())
    assert tree.text == line and " ".join(tree.get("title").split()) == " ".join(value.split())
    assert "[" not in inside and "`" not in inside, "no citation and no code begins there"


@pytest.mark.parametrize(
    ("page", "target", "link"),
    [
        ("index.md", "sources/a.md", "sources/a.md"),
        ("events/fire.md", "sources/a.md#b", "../sources/a.md#b"),
        ("events/fire.md", "events/fire.md#b", "#b"),
        ("events/fire.md", "events/fire.md", "fire.md"),
        ("questions/who/evidence.md", "index.md", "../../index.md"),
    ],
)
def test_links_are_relative(page: str, target: str, link: str) -> None:
    assert relative(page, target) == link


def test_a_quotation_has_its_language_and_direction() -> None:
    assert quotation("a*b", "") == r"“a\*b”"
    assert quotation("أب", "ar") == "*“أب”*{ lang=ar dir=rtl }"
    assert quotation("ab", "fr") == "*“ab”*{ lang=fr dir=ltr }"


def test_no_three_blank_lines_follow_each_other(world: Path) -> None:
    (world / "overrides" / "pages" / "t.md").write_text(
        "\n\nA\n\n\n\n{{ x }}\n\n", encoding="utf-8"
    )
    assert templates_of(world).fill("t.md", "t.md", x="<b>") == "A\n\n&lt;b>"


@pytest.mark.usefixtures("unguarded")
def test_prose_is_no_template(world: Path) -> None:
    edit(world, "docs/method.md", "Every statement", "{{ 7*7 }} {% x %} Every statement")
    assert "{{ 7*7 }} {% x %} Every" in built(world).pages["method.md"].body


def test_a_missing_text_is_named(world: Path) -> None:
    edit(world, "data/texts.yml", "\nanswers_intro:", "\nanswer_intro:")
    assert refused(world) == ["data/texts.yml:1:1: the text 'answers_intro' is missing (add it)"]
