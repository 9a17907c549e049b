"""Writing from right to left is marked wherever it is, and nothing else is touched."""

from __future__ import annotations

import re

import pytest
from bidi import unmarked
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

from chronicle.text.bidi import DirectionExtension, text_direction
from chronicle.text.markdown import EXTENSIONS, escaped

AR = '<bdi dir="rtl" lang="ar">{}</bdi>'


def html(text: str, language: str = "en") -> str:
    """The HTML of a text on a page in a language."""
    return markdown(text, extensions=[*EXTENSIONS, DirectionExtension(language)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Mill (المطحنة), 1901", f"The Mill ({AR.format('المطحنة')}), 1901"),
        ("قتل 20 في المدينة and more", f"{AR.format('قتل 20 في المدينة')} and more"),
        ("a **أب** b أم", f"a <strong>{AR.format('أب')}</strong> b {AR.format('أم')}"),
        ("[أب](page.md)", f'<a href="page.md">{AR.format("أب")}</a>'),
        ("אב and أب", f'<bdi dir="rtl" lang="he">אב</bdi> and {AR.format("أب")}'),
        ("*أب*{ lang=ar dir=rtl }", '<em dir="rtl" lang="ar">أب</em>'),
        ("`أب`", "<code>أب</code>"),
        ('[b](page.md "أب")', '<a href="page.md" title="أب">b</a>'),
        ("no such letter", "no such letter"),
    ],
)
def test_runs_are_marked_once(text: str, expected: str) -> None:
    found = re.sub(r'lang="(\w+)" dir="rtl"', r'dir="rtl" lang="\1"', html(text))
    assert found == f"<p>{expected}</p>"


def test_a_page_that_is_written_that_way_needs_no_marks() -> None:
    assert html("أب", "ar") == "<p>أب</p>"


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("ar", "rtl"),
        ("ar-SY", "rtl"),
        ("fa", "rtl"),
        ("ar-Latn", "ltr"),
        ("en", "ltr"),
        ("", "ltr"),
    ],
)
def test_the_direction_of_a_language(language: str, direction: str) -> None:
    assert text_direction(language) == direction


@given(
    st.text(alphabet="ab 1.(&<>*_`[]#\n\"'|أبَ،؟אπ", max_size=25).map(str.strip),
    st.sampled_from(["{}", "x {} y", "- **{}**", "| a |\n|---|\n| {} |"]),
)
def test_any_value_is_marked_and_unchanged(value: str, frame: str) -> None:
    """An independent reader finds no letter unmarked, and the text as it was without the marks."""
    text = frame.format(escaped(value))
    marked = html(text)
    assert unmarked(marked)[0] == []
    assert re.sub(r"</?bdi[^>]*>", "", marked) == html(text, "ar")
