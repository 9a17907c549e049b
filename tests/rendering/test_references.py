"""The references of sources: exact outputs of the style, and data that must remain data."""

from __future__ import annotations

import html
import itertools
import re
from pathlib import Path
from typing import Any

import pypandoc
import pytest
from exports.reading import chronicle_of, invented_source, untypeset
from support import ROOT, WORLD

from chronicle.model.sources import Source
from chronicle.problems import InvalidValue
from chronicle.rendering.references import STYLE, references
from chronicle.text.markdown import escaped, to_html

WORDS = chronicle_of(WORLD)
MARKUP = (
    "< > <i> </i> <sc> & &amp; * ** _ ` $ $$ [ ] ( ) { } \\ ^ ~ # @ | :: -- --- ... //"
    " http://x.example"
)


def source(type_: str, title: str | None, issued: str | None = None, **fields: Any) -> Source:
    """An invented source; `container` is its container-title, `place` its publisher-place."""
    names = {"container": "container-title", "place": "publisher-place"}
    more = {names.get(key, key): value for key, value in fields.items()}
    return invented_source(title, issued, type=type_, **more)


def person(given: str, family: str) -> dict[str, str]:
    return {"given": given, "family": family}


BOARD = [{"literal": "The Board"}]
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
        "Ines Holt, Tom van der Berg and Ada Lund, “Fire at the Mill: forty looms lost”, "
        "*The Courier*, 3 May 1901.",
    ),
    "wire": (
        source("article", None, "1901-05-03", publisher="Northern Agency"),
        r"\[title not seen\], Northern Agency, 3 May 1901.",
    ),
    "nothing-known": (source("webpage", None), r"\[title not seen\], date unknown."),
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
        "J. R. Lund, *A History of Looms*, X: Press, 1899, p. 3.",
    ),
    "pages": (
        source("book", "Looms", publisher="Press Inc.", page="16-17 ff."),
        "*Looms*, Press Inc., date unknown, pp. 16–17 ff.",
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
        "سامي نجار and ليلى حداد, “4 أنوال تحترق في ‘الطاحونة’ 1901” "
        r"\[4 looms burn in “the mill”, 1901\], *News (أخبار)*, 4 May 1901.",
    ),
    "french": (source("webpage", "Feu à l'usine", language="fr"), "“Feu à l’usine”, date unknown."),
    "month": (
        source("webpage", "Who set it?", "1901-05", container="Mill Blog"),
        "“Who set it?”, *Mill Blog*, May 1901.",
    ),
    "report": (
        source("report", "Findings", "1902", publisher="The Board"),
        "*Findings*, The Board, 1902.",
    ),
    "report-in-a-series": (
        source("report", "Findings", "1902", container="Papers"),
        "“Findings”, *Papers*, 1902.",
    ),
    "one-name-three-times": (
        source("webpage", "A", author=BOARD, container="The Board", publisher="The Board (Arden)"),
        "“A”, *The Board*, date unknown.",
    ),
    "own-publisher": (
        source("report", "A", author=BOARD, publisher="The Board"),
        "The Board, *A*, date unknown.",
    ),
    "other-publisher": (
        source("webpage", "A", container="The Post (North)", publisher="The Post (South)"),
        "“A”, *The Post (North)*, The Post (South), date unknown.",
    ),
    "hostile": (
        source(
            "webpage",
            "<b>b</b> *x* $x$ [x](y) &lt; </div> <i>i</i> `c` \\q @a \ue000",
            publisher="<i>P</i> & $5$",
        ),
        r"“&lt;b>b&lt;/b> \*x\* $x$ \[x\](y) &amp;lt; &lt;/div> &lt;i>i&lt;/i> \`c\` \\q @a "
        "\ufffd”, &lt;i>P&lt;/i> & $5$, date unknown.",
    ),
}


@pytest.fixture(scope="module")
def formatted() -> dict[str, str]:
    return references(WORDS, {id_: given for id_, (given, _) in EXAMPLES.items()})


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


def test_dates_are_no_finer_than_known() -> None:
    sources = {f"d-{n}": source("webpage", "T", text) for n, text in enumerate(DATES)}
    wanted = {f"d-{n}": f"“T”, {words}." for n, words in enumerate(DATES.values())}
    assert references(WORDS, sources) == wanted


def test_markup_in_titles_remains_text() -> None:
    """Every two pieces of markup, next to each other and around a word, as a page shows them."""
    pairs = itertools.product(MARKUP.split(), repeat=2)
    titles = [f"a {one}{two}b{one} {two} c" for one, two in pairs]
    sources = {f"t-{n}": source("webpage", title) for n, title in enumerate(titles)}
    found = references(WORDS, sources)
    for n, title in enumerate(titles):
        text = to_html(found[f"t-{n}"])
        assert re.findall("<[^>]*>", text) == ["<p>", "</p>"], title
        assert html.unescape(text) == f"<p>“{title}”, date unknown.</p>"


def test_no_reference_has_a_mark_twice(formatted: dict[str, str]) -> None:
    for text in formatted.values():
        assert not re.search(r"\.\.|, ,|,,|\s[,.]|[\u2066-\u2069\ue000-\uf8ff]|https?:", text)


def test_the_order_of_the_sources_changes_nothing(formatted: dict[str, str]) -> None:
    again = references(WORDS, {id_: EXAMPLES[id_][0] for id_ in reversed(EXAMPLES)})
    assert again == formatted
    assert references(WORDS, {}) == {}


def test_titles_keep_their_capitals() -> None:
    style = re.sub("<!--.*?-->", "", STYLE.read_text(encoding="utf-8"), flags=re.S)
    assert "text-case" not in style


def test_every_reference_of_the_repository_has_the_title_unchanged() -> None:
    chronicle = chronicle_of(ROOT)
    found = references(chronicle, chronicle.sources)
    assert found.keys() == chronicle.sources.keys()
    for id_, source in chronicle.sources.items():
        assert untypeset(escaped(source.title or "")) in untypeset(found[id_])


def test_without_pandoc_one_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "broken.csl").write_text("<style")
    monkeypatch.setattr("chronicle.rendering.references.STYLE", tmp_path / "broken.csl")
    with pytest.raises(InvalidValue, match=r"could not format the references: .*not enough input"):
        references(WORDS, {"a": source("webpage", "T")})
    monkeypatch.setattr(pypandoc, "get_pandoc_path", lambda: "/absent/pandoc")
    with pytest.raises(InvalidValue, match="Pandoc cannot be run"):
        references(WORDS, {"a": source("webpage", "T")})
