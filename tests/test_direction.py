"""Writing from right to left is marked wherever it stands, and nothing else is touched."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
from bidi import unmarked
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from chronicle import site as build
from chronicle.rendering.pages import escape
from chronicle.site import read
from chronicle.text.bidi import direction, marked

AR = '<bdi lang="ar" dir="rtl">{}</bdi>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Mill (المطحنة), 1901", f"The Mill ({AR.format('المطحنة')}), 1901"),
        ("قتل 20 في المدينة and more", f"{AR.format('قتل 20 في المدينة')} and more"),
        ("<a>4 شهداء و 20!</a>", f"<a>{AR.format('4 شهداء و 20!')}</a>"),
        ("قال &quot;نعم&quot; لهم", AR.format("قال &quot;نعم&quot; لهم")),
        ("אב and أب", '<bdi lang="he" dir="rtl">אב</bdi> and ' + AR.format("أب")),
        ('<a title="أب" href="x">b</a>', '<a title="أب" href="x">b</a>'),
        ('<q lang="ar" dir="rtl">أب <mark>أم</mark></q>', '<q lang="ar" dir="rtl">أب <mark>أم</mark></q>'),
        ('<p lang="ar">أب</p>', f'<p lang="ar">{AR.format("أب")}</p>'),
        ('<p lang="ar" dir="rtl"><i lang="en" dir="ltr">أب</i></p>', None),
        ("`أب` and ```\nأب\n```", "`أب` and ```\nأب\n```"),
        ("[أب](page.md#أب)", f"[{AR.format('أب')}](page.md#أب)"),
        ("---\ntitle: أب\n---\n# أب", f"---\ntitle: أب\n---\n# {AR.format('أب')}"),
        ("no such letter < here", "no such letter < here"),
    ],
)
def test_runs_are_marked_once(text: str, expected: str | None) -> None:
    if expected is None:
        expected = f'<p lang="ar" dir="rtl"><i lang="en" dir="ltr">{AR.format("أب")}</i></p>'
    assert marked(text, {}) == expected
    assert marked(expected, {}) == expected, "what is marked stays as it is"


def test_a_known_text_has_its_own_language() -> None:
    assert marked("x سلام y", {"سلام": "fa"}) == 'x <bdi lang="fa" dir="rtl">سلام</bdi> y'
    assert [direction(language) for language in ("ar", "ar-SY", "fa", "ar-Latn", "en", "")] == ["rtl"] * 3 + ["ltr"] * 3


@given(
    st.text(alphabet="ab 1.(&<>*_`[]#\n\"'|أبَ،؟אπ", max_size=25), st.sampled_from(["{}", "<p>{}</p>", "x <b>{}</b> y"])
)
def test_any_value_is_marked_and_unchanged(value: str, frame: str) -> None:
    """Of any text of a record: its letters stay, in their order, and an independent reader finds none unmarked."""
    page = marked(frame.format(escape(value)), {})
    assert re.sub(r'<bdi lang="(?:ar|he)" dir="rtl">|</bdi>', "", page) == frame.format(escape(value))
    html = markdown.markdown(page, extensions=["tables", "sane_lists"])
    assert unmarked(html)[0] == []


@pytest.mark.parametrize("folder", ["world", "chronicle"])
def test_every_page_marks_what_is_written_from_right_to_left(world: Path, folder: str) -> None:
    root = world if folder == "world" else ROOT
    pages, language = build(root).pages, read(root)[0].site.language
    total = 0
    for name, page in pages.items():
        body = re.sub(r"\A---\n.*?\n---\n", "", page.markdown, flags=re.S)
        html = markdown.markdown(body, extensions=["tables", "sane_lists", "toc"])
        found, marks = unmarked(f'<html lang="{language}" dir="{direction(language)}">{html}</html>')
        assert (name, found) == (name, [])
        total += marks
    assert total > 5 or folder == "chronicle"
