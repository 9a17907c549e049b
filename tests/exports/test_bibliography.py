"""The sources for reference managers, read by Pandoc, bibtexparser and rispy, which are not
ours."""

from __future__ import annotations

import itertools
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import bibtexparser
import pypandoc
import pytest
import rispy
import yaml
from exports.reading import (
    both_chronicles,
    by_pandoc,
    chronicle_of,
    files_of,
    invented_work,
    plain_yaml,
    text_of,
    untypeset,
)
from hypothesis import given
from hypothesis import strategies as st
from support import CASES, GOLDEN, ROOT, WORLD

from chronicle.exports.bibliography import bibtex, csl_item, ris_entry, ris_text
from chronicle.exports.published_works import REFERENCE_TYPES, PublishedWork, published_works

TEXTS = chronicle_of(WORLD).texts
VENDOR = ROOT / "tests" / "vendor"


@both_chronicles
@pytest.mark.parametrize("form", ["csljson", "biblatex", "ris"])
def test_pandoc_reads_every_source(form: str, root: Path) -> None:
    path = {"csljson": "sources.csl.json", "ris": "sources.ris"}.get(form, "sources.bib")
    found, sources = by_pandoc(text_of(files_of(root)[path]), form), plain_yaml(root)["sources"]
    assert found.keys() == sources.keys()
    for id_, source in sources.items():
        item = found[id_]
        work = works_of(root)[id_]
        assert untypeset(item.get("title")) == untypeset(work.title), id_
        assert untypeset(source.get("title")) in untypeset(work.title)
        assert untypeset(source.get("title_en")) in untypeset(work.title)
        assert item.get("URL") == source.get("URL"), id_
        assert len(item.get("author", [])) == len(source.get("author") or []), id_
        if form != "ris":
            parts = item.get("issued", {}).get("date-parts", [])
            assert parts == date_parts(source.get("issued") or ""), id_
            place = untypeset(json.dumps(item, ensure_ascii=False))
            for body in (source.get("container-title"), source.get("publisher")):
                assert untypeset(json.dumps(body or "", ensure_ascii=False)[1:-1]) in place, id_


def works_of(root: Path) -> dict[str, PublishedWork]:
    return {work.id: work for work in published_works(chronicle_of(root))}


def date_parts(text: str) -> list[list[int]]:
    if text.startswith(("/", "..")) or text.endswith(("/", "..")):
        return []
    return [[int(part) for part in day.rstrip("~?%").split("-")] for day in text.split("/") if day]


@both_chronicles
def test_bibtexparser_reads_every_source_in_double_braces(root: Path) -> None:
    library = bibtexparser.parse_string(text_of(files_of(root)["sources.bib"]))
    sources = plain_yaml(root)["sources"]
    assert library.failed_blocks == []
    assert {entry.key for entry in library.entries} == sources.keys()
    for entry in library.entries:
        title = entry.fields_dict["title"].value
        assert re.fullmatch(r"\{.*\}", title), "one pair of two is left"


@both_chronicles
def test_rispy_reads_every_source(root: Path) -> None:
    entries = {entry["id"]: entry for entry in rispy.loads(text_of(files_of(root)["sources.ris"]))}
    sources = plain_yaml(root)["sources"]
    assert entries.keys() == sources.keys()
    for id_, source in sources.items():
        assert entries[id_]["title"] == works_of(root)[id_].title
        assert entries[id_].get("urls", [None])[0] == source.get("URL")
        assert len(entries[id_].get("authors", [])) == len(source.get("author") or [])
        exact = re.fullmatch(r"\d{4}(-\d\d){0,2}", source.get("issued") or "")
        date = entries[id_].get("date", "").rstrip("/").replace("/", "-")
        assert date == (exact[0] if exact else ""), id_


@both_chronicles
def test_what_a_format_cannot_have_is_counted(root: Path) -> None:
    sources = plain_yaml(root)["sources"].values()
    dates = [source.get("issued") or "" for source in sources]
    opened = sum(bool(re.search(r"^(\.\.)?/|/(\.\.)?$", date)) for date in dates)
    about = sum(bool(re.fullmatch(r"[\d-]+[~?%]", date)) for date in dates)
    ranges = sum("/" in date for date in dates) - opened
    for path, left_out in {
        "sources.csl.json": {},
        "sources.bib": {"date_open": opened},
        "sources.ris": {
            "date_open": opened,
            "date_about": about,
            "date_range": ranges,
        },
    }.items():
        wanted = {f"left_out_{reason}": number for reason, number in left_out.items() if number}
        assert files_of(root)[path].tally.left_out == wanted, path


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
    found = [csl_item(invented_work("T", text), TEXTS)["issued"] for text in CSL_DATES]
    assert found == list(CSL_DATES.values())


def test_a_dispatch_is_its_agencys_newspaper_article() -> None:
    wire = invented_work(None, publisher="Northern Agency", type="article", kind="wire")
    assert csl_item(wire, TEXTS) == {
        "id": "a",
        "type": "article-newspaper",
        "title": "[News agency; title not seen]",
        "container-title": "Northern Agency",
        "issued": {"date-parts": [[1901, 5, 3]]},
    }
    assert bibtex(wire).startswith("@article{a,")
    assert "  entrysubtype = {newspaper},\n" in bibtex(wire)


def test_a_translated_title_is_in_brackets_and_no_original_title() -> None:
    authors = [{"given": "سامي", "family": "نجار"}, {"literal": "ليلى حداد"}]
    more = {"author": authors, "title_en": "Four looms burn", "title_en_by": "editors"}
    work = invented_work("أربعة", URL="https://x.example/a", **more)
    item = csl_item(work, TEXTS)
    assert item["title"] == ris_entry(work)["title"] == "أربعة [Four looms burn]"
    assert "original-title" not in item and "translated_title" not in ris_entry(work)
    assert item["author"] == authors


def test_an_archived_copy_is_a_note_in_every_format() -> None:
    copy = {"url": "https://archive.example/1", "date": "1901-06-01"}
    work = invented_work("T", archive=copy)
    note = "Archived copy of 1 June 1901: https://archive.example/1"
    assert csl_item(work, TEXTS)["note"] == note
    assert ris_entry(work)["notes"] == [note]
    assert f"  note = {{{{{note}}}}},\n" in bibtex(work)


@pytest.mark.parametrize("type_", REFERENCE_TYPES)
@pytest.mark.parametrize("url", [None, "https://x.example/a"])
def test_every_field_is_in_biblatexs_data_model(type_: str, url: str | None) -> None:
    """`biblatex-fields.json` has the types and fields of blx-dm.def."""
    model = json.loads((VENDOR / "biblatex-fields.json").read_text(encoding="utf-8"))
    full = {name: f"the {name}" for name in ("container-title", "publisher", "publisher-place")}
    more = {"ISBN": "9780306406157", "page": "16-17", "language": "ar", "URL": url}
    (entry,) = bibtexparser.parse_string(
        bibtex(invented_work("T", type=type_, author=[{"literal": "A"}], **full, **more))
    ).entries
    assert entry.entry_type in model["fields"]
    known = {*model["all"], *model["fields"][entry.entry_type], "date"}
    assert entry.fields_dict.keys() <= known
    written = " ".join(one.value for one in entry.fields)
    assert all(value in written for value in full.values()), "no value is lost"
    assert entry.fields_dict["langid"].value == "arabic"


STYLES = {
    "apa": "apa",
    "mla": "modern-language-association",
    "harvard": "harvard-cite-them-right",
    "chicago": "",  # Pandoc's own
}


@pytest.mark.parametrize("style", STYLES)
def test_hard_sources_are_written_as_styles_ask(style: str, request: pytest.FixtureRequest) -> None:
    """Ten sources that styles find hard: compare with the golden files by eye after a change."""
    hard = yaml.safe_load((CASES / "hard_sources.yml").read_text(encoding="utf-8"))
    works = [invented_work(id_=id_, **one) for id_, one in hard.items()]
    items = json.dumps([csl_item(work, TEXTS) for work in works])
    csl = [f"--csl={VENDOR / 'styles' / STYLES[style]}.csl"] if STYLES[style] else []
    found = in_style(items, "csljson", *csl)
    golden = GOLDEN.parent / "references" / f"{style}.txt"
    if request.config.getoption("--bless"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")


# --- BibTeX and RIS

BIBTEX_DATES = {text: one for text, one in CSL_DATES.items() if "?" not in text}
"""Pandoc does not read the mark of an uncertain date."""


def test_bibtex_dates_are_no_finer_than_known() -> None:
    entries = [
        bibtex(invented_work("T", text, f"d-{number}")) for number, text in enumerate(BIBTEX_DATES)
    ]
    wanted = [None if "literal" in one else one for one in BIBTEX_DATES.values()]
    found = by_pandoc("\n".join(entries), "biblatex")
    assert [found[f"d-{number}"].get("issued") for number in range(len(wanted))] == wanted


def in_style(text: str, form: str, *options: str) -> str:
    """A bibliography in a style, without one Pandoc's own, as plain text."""
    fixed = [f"--from={form}", "--citeproc", "--to=plain", "--wrap=none"]
    command = [str(pypandoc.get_pandoc_path()), *fixed, *options]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True)
    return done.stdout


def in_chicago_style(text: str) -> str:
    """In Pandoc's own style, which puts capitals into titles that nothing protects."""
    return untypeset(in_style(text, "biblatex"))


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
    text = bibtex(invented_work(title, language="en"))
    assert untypeset(title) in in_chicago_style(text)
    assert untypeset(by_pandoc(text, "biblatex")["a"]["title"]) == untypeset(title)


def test_styles_keep_every_title_of_the_repository() -> None:
    works = works_of(ROOT).values()
    shown = in_chicago_style("\n".join(map(bibtex, works)))
    titles = [untypeset(one.title).rstrip(".") for one in works if one.language == "en"]
    assert [title for title in titles if title not in shown] == []


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
    works = [
        invented_work(title, id_=f"t-{number}", **{"container-title": title})
        for number, title in enumerate(titles)
    ]
    text = "\n".join(map(bibtex, works))
    assert bibtexparser.parse_string(text).failed_blocks == []
    in_ris = rispy.loads("\n".join(ris_text(ris_entry(one)) for one in works))
    found, listed = by_pandoc(text, "biblatex"), {one["id"]: one["title"] for one in in_ris}
    for number, title in enumerate(titles):
        assert untypeset(found[f"t-{number}"]["title"]) == untypeset(title)
        assert listed[f"t-{number}"] == title


@given(st.text(alphabet="ab{}\\%&$#_~^@,=\"'`-\n ", min_size=1, max_size=20).filter(str.strip))
def test_no_title_breaks_out_of_its_entry(title: str) -> None:
    one = invented_work(title, author=[{"literal": title}])
    following = invented_work("Next", id_="b")
    library = bibtexparser.parse_string(bibtex(one) + bibtex(following))
    assert [entry.key for entry in library.entries] == ["a", "b"]
    assert library.failed_blocks == []
    entries = rispy.loads("\n".join(map(ris_text, [ris_entry(one), ris_entry(following)])))
    assert [entry["id"] for entry in entries] == ["a", "b"]


@pytest.mark.parametrize("title", ["a } b { c", "{ a", "a }", "{{a}"])
def test_an_entry_has_as_many_braces_as_bibtex_counts(title: str) -> None:
    """BibTeX counts a brace after a backslash, too."""
    text = bibtex(invented_work(title))
    assert text.count("{") == text.count("}")
    assert bibtexparser.parse_string(text).failed_blocks == []


def test_a_line_break_in_a_title_begins_no_field_of_ris() -> None:
    text = ris_text(ris_entry(invented_work("T\nER  - \nTY  - BOOK\nTI  - X")))
    (entry,) = rispy.loads(text)
    assert entry["title"] == "T ER - TY - BOOK TI - X"


def test_only_a_source_with_an_address_is_online() -> None:
    more = {"type": "webpage", "URL": "https://x.example/a"}
    assert bibtex(invented_work("T", **more)).startswith("@online{")
    assert bibtex(invented_work("T", type="webpage")).startswith("@misc{")
