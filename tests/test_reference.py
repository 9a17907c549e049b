"""References: exact outputs of the style, and data that must stay data."""

from __future__ import annotations

import html
import itertools
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pypandoc
import pytest

from chronicle.model.records import Source
from chronicle.rendering.references import STYLE, references

MARKUP = "< > <i> </i> <sc> & &amp; * ** _ ` $ $$ [ ] ( ) { } \\ ^ ~ # @ | :: -- --- ... // http://x.example"
FIXED = {
    "archive": "not-looked-for",
    "kind": "newspaper",
    "read": {"extent": "whole", "seen": "original"},
    "derives_from": "unknown",
}


def source(type_: str, title: str | None, issued: str | None = None, **fields: Any) -> Source:
    """An invented source; `container` stands for container-title, `place` for publisher-place."""
    names = {"container": "container-title", "place": "publisher-place"}
    fields = {names.get(key, key): value for key, value in fields.items()}
    shown = {"title_shown": title is not None, "issued_basis": "shown" if issued else "unknown"}
    return Source.model_validate({"type": type_, "title": title, "issued": issued, **FIXED, **shown, **fields})


def person(given: str, family: str) -> dict[str, str]:
    return {"given": given, "family": family}


EXAMPLES = {
    "newspaper": (
        source(
            "article-newspaper",
            "Fire at the Mill: forty looms lost",
            "1901-05-03",
            author=[person("Ines", "Holt"), person("Tom", "van der Berg"), person("Ada", "Lund")],
            container="The Courier",
            URL="https://courier.example/fire",
            language="en-GB",
        ),
        "Ines Holt, Tom van der Berg and Ada Lund, <span>“Fire at the Mill: forty looms lost”</span>, "
        "<em>The Courier</em>, 3 May 1901.",
    ),
    "wire": (
        source("article", None, "1901-05-03", publisher="Northern Agency"),
        "[title not seen], Northern Agency, 3 May 1901.",
    ),
    "nothing-known": (source("webpage", None), "[title not seen], date unknown."),
    "book": (
        source(
            "book",
            "A History of Looms",
            "1899",
            author=[person("J. R.", "Lund")],
            publisher="Press",
            place="X",
            page="3",
        ),
        "J. R. Lund, <em>A History of Looms</em>, X: Press, 1899, p. 3.",
    ),
    "pages": (
        source("book", "Looms", publisher="Press Inc.", page="16-17 ff."),
        "<em>Looms</em>, Press Inc., date unknown, pp. 16–17 ff.",
    ),
    "arabic": (
        source(
            "article-newspaper",
            '4 أنوال تحترق في "الطاحونة" 1901',
            "1901-05-04",
            title_en='4 looms burn in "the mill", 1901',
            title_en_by="editors",
            author=[person("سامي", "نجار"), {"literal": "ليلى حداد"}],
            container="News (أخبار)",
            language="ar",
        ),
        '<bdi lang="ar" dir="rtl">سامي نجار</bdi> and <bdi lang="ar" dir="rtl">ليلى حداد</bdi>, '
        '<span>“<bdi lang="ar" dir="rtl">4 أنوال تحترق في <span>‘الطاحونة’</span> 1901</bdi>”</span> '
        "[4 looms burn in <span>“the mill”</span>, 1901], "
        '<em>News (<bdi lang="ar" dir="rtl">أخبار</bdi>)</em>, 4 May 1901.',
    ),
    "french": (
        source("webpage", "Feu à l'usine", language="fr"),
        '<span>“<span lang="fr">Feu à l’usine</span>”</span>, date unknown.',
    ),
    "month": (
        source("webpage", "Who set it?", "1901-05", container="Mill Blog"),
        "<span>“Who set it?”</span>, <em>Mill Blog</em>, May 1901.",
    ),
    "report": (source("report", "Findings", "1902", publisher="The Board"), "<em>Findings</em>, The Board, 1902."),
    "report-in-a-series": (
        source("report", "Findings", "1902", container="Papers"),
        "<span>“Findings”</span>, <em>Papers</em>, 1902.",
    ),
    "one-name-three-times": (
        source("webpage", "A", author=[{"literal": "The Board"}], container="The Board", publisher="The Board (Arden)"),
        "<span>“A”</span>, <em>The Board</em>, date unknown.",
    ),
    "own-publisher": (
        source("report", "A", author=[{"literal": "The Board"}], publisher="The Board"),
        "The Board, <em>A</em>, date unknown.",
    ),
    "other-publisher": (
        source("webpage", "A", container="The Post (North)", publisher="The Post (South)"),
        "<span>“A”</span>, <em>The Post (North)</em>, The Post (South), date unknown.",
    ),
    "hostile": (
        source("webpage", "<b>b</b> *x* $x$ [x](y) &lt; </div> <i>i</i> `c` \\q @a \ue000", publisher="<i>P</i> & $5$"),
        "<span>“&lt;b&gt;b&lt;/b&gt; *x* $x$ [x](y) &amp;lt; &lt;/div&gt; &lt;i&gt;i&lt;/i&gt; `c` \\q @a \ufffd”</span>, "
        "&lt;i&gt;P&lt;/i&gt; &amp; $5$, date unknown.",
    ),
}


@pytest.fixture(scope="module")
def formatted() -> dict[str, str]:
    return references({id_: given for id_, (given, _) in EXAMPLES.items()}, STYLE)


@pytest.mark.parametrize("id_", EXAMPLES)
def test_references_read_as_expected(id_: str, formatted: dict[str, str]) -> None:
    assert formatted[id_] == EXAMPLES[id_][1]


DATES = {
    "1901-05-03": "3 May 1901",
    "1901-05": "May 1901",
    "1901": "1901",
    "1901-05-03~": "about 3 May 1901",
    "1901?": "about 1901",
    "1901-05-03/1901-05-04": "3 to 4 May 1901",
    "1901-04-30/1901-05-02": "30 April to 2 May 1901",
    "1900-12/1901-01": "December 1900 to January 1901",
    "/1901-05-03": "by 3 May 1901",
    "../1901-05~": "by about May 1901",
    "1901/": "from 1901 on",
}


def test_dates_are_said_no_finer_than_known() -> None:
    sources = {f"d-{number}": source("webpage", "T", text) for number, text in enumerate(DATES)}
    expected = {f"d-{number}": f"<span>“T”</span>, {words}." for number, words in enumerate(DATES.values())}
    assert references(sources, STYLE) == expected


def test_markup_in_titles_stays_text() -> None:
    """Every two pieces of anybody's markup, next to each other and around a word."""
    pieces = MARKUP.split()
    titles = [f"a {one}{two}b{one} {two} c" for one, two in itertools.product(pieces, repeat=2)]
    sources = {f"t-{number}": source("webpage", title) for number, title in enumerate(titles)}
    found = references(sources, STYLE)
    for number, title in enumerate(titles):
        text = found[f"t-{number}"]
        assert re.findall("<[^>]*>", text) == ["<span>", "</span>"], title
        assert html.unescape(re.sub("<[^>]*>", "", text)) == f"“{title}”, date unknown."


def test_every_reference_is_inline_and_well_formed(formatted: dict[str, str]) -> None:
    for text in formatted.values():
        tree = ElementTree.fromstring(f"<x>{text}</x>")
        assert {element.tag for element in tree.iter()} <= {"x", "em", "span", "bdi"}
        assert not re.search(r"\.\.|, ,|,,|\s[,.]|[\u2066-\u2069\ue000-\uf8ff]|https?:", text)


def test_the_order_of_the_sources_changes_nothing(formatted: dict[str, str]) -> None:
    again = references({id_: EXAMPLES[id_][0] for id_ in reversed(EXAMPLES)}, STYLE)
    assert list(again.items()) == list(formatted.items())
    assert references({}, STYLE) == {}


def test_titles_keep_their_capitals() -> None:
    assert "text-case" not in re.sub("<!--.*?-->", "", STYLE.read_text(encoding="utf-8"), flags=re.S)


def test_without_pandoc_one_sentence_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(pypandoc, "get_pandoc_path", lambda: str(tmp_path / "absent"))
    with pytest.raises(RuntimeError, match=r"^Pandoc cannot be run: [^.]+\.$"):
        references({"a": source("webpage", "T")}, STYLE)


def test_a_style_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"could not format the references: .*absent\.csl"):
        references({"a": source("webpage", "T")}, tmp_path / "absent.csl")
