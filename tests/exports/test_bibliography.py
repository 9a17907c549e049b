"""The sources for reference managers, read by Pandoc, bibtexparser and rispy, which are not
ours."""

from __future__ import annotations

import itertools
import re
import subprocess
from pathlib import Path
from typing import Any

import bibtexparser
import pypandoc
import pytest
import rispy
from exports.reading import (
    both_chronicles,
    by_pandoc,
    chronicle_of,
    files_of,
    invented_source,
    plain_yaml,
    untypeset,
)
from hypothesis import given
from hypothesis import strategies as st
from support import ROOT, WORLD

from chronicle.exports.bibliography import bibtex, csl_item, ris_entry, ris_text

TEXTS = chronicle_of(WORLD).texts


@both_chronicles
@pytest.mark.parametrize("form", ["csljson", "biblatex", "bibtex", "ris"])
def test_pandoc_reads_every_source(form: str, root: Path) -> None:
    path = {"csljson": "sources.csl.json", "ris": "sources.ris"}.get(form, "sources.bib")
    found, sources = by_pandoc(files_of(root)[path].text, form), plain_yaml(root)["sources"]
    assert found.keys() == sources.keys()
    for id_, source in sources.items():
        item = found[id_]
        assert untypeset(item.get("title")) == untypeset(source.get("title")), id_
        assert item.get("URL") == source.get("URL"), id_
        assert len(item.get("author", [])) == len(source.get("author") or []), id_
        if form != "ris":
            parts = item.get("issued", {}).get("date-parts", [])
            assert parts == date_parts(source.get("issued") or ""), id_
            container = item.get("container-title") or item.get("collection-title")
            assert untypeset(container) == untypeset(source.get("container-title")), id_


def date_parts(text: str) -> list[list[int]]:
    if text.startswith(("/", "..")) or text.endswith(("/", "..")):
        return []
    return [[int(part) for part in day.rstrip("~?%").split("-")] for day in text.split("/") if day]


@both_chronicles
def test_bibtexparser_reads_every_source_in_double_braces(root: Path) -> None:
    library = bibtexparser.parse_string(files_of(root)["sources.bib"].text)
    sources = plain_yaml(root)["sources"]
    assert library.failed_blocks == []
    assert {entry.key for entry in library.entries} == sources.keys()
    for entry in library.entries:
        title = entry.fields_dict.get("title")
        assert bool(title) == bool(sources[entry.key].get("title"))
        assert not title or re.fullmatch(r"\{.*\}", title.value), "one pair of two is left"


@both_chronicles
def test_rispy_reads_every_source(root: Path) -> None:
    entries = {entry["id"]: entry for entry in rispy.loads(files_of(root)["sources.ris"].text)}
    sources = plain_yaml(root)["sources"]
    assert entries.keys() == sources.keys()
    for id_, source in sources.items():
        assert entries[id_].get("title") == (source.get("title") or None)
        assert entries[id_].get("urls", [None])[0] == source.get("URL")
        assert len(entries[id_].get("authors", [])) == len(source.get("author") or [])
        exact = re.fullmatch(r"\d{4}(-\d\d){0,2}", source.get("issued") or "")
        date = entries[id_].get("date", "").rstrip("/").replace("/", "-")
        assert date == (exact[0] if exact else ""), id_


@both_chronicles
def test_what_a_format_cannot_have_is_counted(root: Path) -> None:
    sources = plain_yaml(root)["sources"].values()
    dates = [source.get("issued") or "" for source in sources]
    untitled = sum(not source.get("title") for source in sources)
    opened = sum(bool(re.search(r"^(\.\.)?/|/(\.\.)?$", date)) for date in dates)
    about = sum(bool(re.fullmatch(r"[\d-]+[~?%]", date)) for date in dates)
    ranges = sum("/" in date for date in dates) - opened
    for path, left_out in {
        "sources.csl.json": {"untitled": untitled},
        "sources.bib": {"untitled": untitled, "date_open": opened},
        "sources.ris": {
            "untitled": untitled,
            "date_open": opened,
            "date_about": about,
            "date_range": ranges,
        },
    }.items():
        wanted = {f"left_out_{reason}": number for reason, number in left_out.items() if number}
        assert files_of(root)[path].left_out == wanted, path


# --- CSL JSON

CSL_DATES: dict[str, dict[str, Any]] = {
    "1901-05-03": {"date-parts": [[1901, 5, 3]]},
    "1901-05": {"date-parts": [[1901, 5]]},
    "1901": {"date-parts": [[1901]]},
    "1901-05-03~": {"date-parts": [[1901, 5, 3]], "circa": True},
    "1901?": {"date-parts": [[1901]], "circa": True},
    "1901-05-03/1901-05-04": {"date-parts": [[1901, 5, 3], [1901, 5, 4]]},
    "1900-12/1901-01": {"date-parts": [[1900, 12], [1901, 1]]},
    "/1901-05-03": {"literal": "by 3 May 1901"},
    "../1901-05~": {"literal": "by about May 1901"},
    "1901/": {"literal": "from 1901 on"},
}


def test_csl_dates_are_no_finer_than_known() -> None:
    found = [csl_item("d", invented_source("T", text), TEXTS)["issued"] for text in CSL_DATES]
    assert found == list(CSL_DATES.values())


def test_a_csl_item_has_what_is_known_and_nothing_else() -> None:
    wire = invented_source(None, publisher="Northern Agency", type="article")
    assert csl_item("wire", wire, TEXTS) == {
        "id": "wire",
        "type": "article",
        "publisher": "Northern Agency",
        "issued": {"date-parts": [[1901, 5, 3]]},
    }
    authors = [{"given": "سامي", "family": "نجار"}, {"literal": "ليلى حداد"}]
    more = {"author": authors, "title_en": "Four looms burn", "title_en_by": "editors"}
    item = csl_item("arabic", invented_source("أربعة", URL="https://x.example/a", **more), TEXTS)
    assert item["original-title"] == "Four looms burn"
    assert item["author"] == authors
    assert item["URL"] == "https://x.example/a"


# --- BibTeX and RIS

BIBTEX_DATES = {text: one for text, one in CSL_DATES.items() if "?" not in text}
"""Pandoc does not read the mark of an uncertain date."""


def test_bibtex_dates_are_no_finer_than_known() -> None:
    entries = [
        bibtex(f"d-{number}", invented_source("T", text), TEXTS)
        for number, text in enumerate(BIBTEX_DATES)
    ]
    wanted = [None if "literal" in one else one for one in BIBTEX_DATES.values()]
    for form in ("biblatex", "bibtex"):
        found = by_pandoc("\n".join(entries), form)
        assert [found[f"d-{number}"].get("issued") for number in range(len(wanted))] == wanted


def in_chicago_style(text: str) -> str:
    """A bibliography by Pandoc's own style, which puts capitals into titles that nothing
    protects."""
    options = ["--from=biblatex", "--citeproc", "--to=plain", "--wrap=none"]
    command = [str(pypandoc.get_pandoc_path()), *options]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True)
    return untypeset(done.stdout)


TITLES = [
    "‘The looms were burning’",
    "“It was the wind”",
    "‘one’ and ‘two of them’",
    "‘it’s a word’",
    "a ‘word’ at the end",
    "the «word»",
    "what he said: “It was the wind”",
    "a ‘word of “two people” in’ a title",
]


@pytest.mark.parametrize("title", TITLES)
def test_no_style_changes_the_capitals_of_a_title(title: str) -> None:
    text = bibtex("a", invented_source(title, language="en"), TEXTS)
    assert untypeset(title) in in_chicago_style(text)
    assert untypeset(by_pandoc(text, "biblatex")["a"]["title"]) == untypeset(title)


def test_styles_keep_every_title_of_the_repository() -> None:
    sources = chronicle_of(ROOT).sources.items()
    shown = in_chicago_style("\n".join(bibtex(id_, one, TEXTS) for id_, one in sources))
    titles = [untypeset(one.title).rstrip(".") for _, one in sources if one.language == "en"]
    assert [title for title in titles if title not in shown] == []


def test_a_source_of_which_nothing_is_known_is_still_an_entry() -> None:
    text = bibtex("a", invented_source(None, None, type="webpage"), TEXTS)
    (entry,) = bibtexparser.parse_string(text).entries
    assert entry.fields_dict["note"].value == "{[title not seen]}"


PIECES = [
    *(
        "<",
        ">",
        "<i>",
        "&",
        "&amp;",
        "*",
        "_",
        "$",
        "$$",
        "[",
        "]",
        "(",
        ")",
        "{x}",
        "\\",
        "^",
        "~",
    ),
    *(
        "#",
        "@",
        "|",
        ":",
        "--",
        "---",
        "...",
        "//",
        "%",
        '"',
        "'",
        ",",
        ";",
        "=",
        "\\emph{x}",
        "%c",
    ),
    *("كتاب", "É"),
]


def test_every_character_of_a_title_survives_bibtex_and_ris() -> None:
    pairs = itertools.product(PIECES, repeat=2)
    titles = [f"aB {one}{two}Cd {one} {two} eF" for one, two in pairs]
    sources = {
        f"t-{number}": invented_source(title, **{"container-title": title})
        for number, title in enumerate(titles)
    }
    text = "\n".join(bibtex(id_, one, TEXTS) for id_, one in sources.items())
    assert bibtexparser.parse_string(text).failed_blocks == []
    in_ris = rispy.loads(ris_text(ris_entry(id_, one) for id_, one in sources.items()))
    found, listed = by_pandoc(text, "biblatex"), {one["id"]: one["title"] for one in in_ris}
    for number, title in enumerate(titles):
        assert untypeset(found[f"t-{number}"]["title"]) == untypeset(title)
        assert listed[f"t-{number}"] == title


@given(st.text(alphabet="ab{}\\%&$#_~^@,=\"'`-\n ", min_size=1, max_size=20).filter(str.strip))
def test_no_title_breaks_out_of_its_entry(title: str) -> None:
    one, following = invented_source(title, author=[{"literal": title}]), invented_source("Next")
    library = bibtexparser.parse_string(bibtex("a", one, TEXTS) + bibtex("b", following, TEXTS))
    assert [entry.key for entry in library.entries] == ["a", "b"]
    assert library.failed_blocks == []
    entries = rispy.loads(ris_text([ris_entry("a", one), ris_entry("b", following)]))
    assert [entry["id"] for entry in entries] == ["a", "b"]


@pytest.mark.parametrize("title", ["a } b { c", "{ a", "a }", "{{a}"])
def test_an_entry_has_as_many_braces_as_bibtex_counts(title: str) -> None:
    """BibTeX counts a brace after a backslash, too."""
    text = bibtex("a", invented_source(title), TEXTS)
    assert text.count("{") == text.count("}")
    assert bibtexparser.parse_string(text).failed_blocks == []


def test_a_line_break_in_a_title_begins_no_field_of_ris() -> None:
    text = ris_text([ris_entry("a", invented_source("T\nER  - \nTY  - BOOK\nTI  - X"))])
    (entry,) = rispy.loads(text)
    assert entry["title"] == "T ER - TY - BOOK TI - X"


def test_only_a_source_with_an_address_is_online() -> None:
    more = {"type": "webpage", "URL": "https://x.example/a"}
    assert bibtex("a", invented_source("T", **more), TEXTS).startswith("@online{")
    assert bibtex("a", invented_source("T", type="webpage"), TEXTS).startswith("@misc{")
