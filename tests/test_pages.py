"""What pages say of warnings, names, removed records and places within other pages."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from chronicle import site as build
from chronicle.site import read


def test_every_link_to_what_is_graphic_says_so_first(world: Path) -> None:
    source = world / "data" / "sources" / "courier-fire.yml"
    text = source.read_text(encoding="utf-8")
    warning = "Warning: what this address leads to"
    assert warning not in build(world).pages["sources/courier-fire.md"].markdown
    source.write_text(text.replace("kind: newspaper", "kind: newspaper\ngraphic: yes"), encoding="utf-8")
    pages = build(world).pages
    page = pages["sources/courier-fire.md"].markdown
    assert page.index(warning) < page.index("https://courier.example/fire")
    assert page.count(warning) == 2, "before the reference and before the address"
    outside = "https://archive.example/1/fire"
    notes = [line for line in pages["events/fire.md"].markdown.splitlines() if outside in line]
    assert notes and all(warning in line and line.index(warning) < line.index(outside) for line in notes)


def test_every_spelling_of_every_record_stands_on_the_page_and_leads_there(world: Path) -> None:
    chronicle, _ = read(world)
    page = build(world).pages["names.md"].markdown
    rows = re.findall(r'<th scope="row" lang="(\w+)" dir="(\w+)">(.*?)</th><td><a href="(.*?)\.html">', page)
    expected = {
        (name.language, name.text, f"{kind}s/{id_}")
        for kind in ("actor", "place")
        for id_, located in chronicle.records.of(kind).items()
        for name in located.record.names
    }
    assert {(lang, text.replace("&#x27;", "'"), link) for lang, _, text, link in rows} == expected
    assert len(rows) == len(expected)
    assert {turned for lang, turned, _, _ in rows if lang == "ar"} == {"rtl"}


def test_what_was_removed_keeps_its_address_and_says_why(world: Path) -> None:
    site = build(world)
    page = site.pages["events/flood.md"].markdown
    assert "Both were of another year." in page and "11 June 1901" in page
    source = site.pages["sources/post-fire.md"].markdown
    assert 'id="lightning-seen"' in source and "Both were of another year." in source
    assert 'href="../corrections.html#correction-3"' in source
    for name in ("events.md", "chronology.md", "sources.md", "statements.md"):
        assert "flood" not in site.pages[name].markdown and "lightning-seen" not in site.pages[name].markdown, name
    whole = json.loads(site.files["data/chronicle.json"])
    assert "flood" not in {event["id"] for event in whole["events"]}
    for name, content in site.files.items():
        if not name.startswith(("data/corrections", "data/chronicle.json", "data/SHA256")):
            assert b"flood" not in content and b"lightning-seen" not in content, name


def test_the_page_that_was_corrected_says_so(world: Path) -> None:
    pages = build(world).pages
    assert "A misprint." in pages["events/fire.md"].markdown
    assert "Fifty looms are lost." in pages["sources/courier-second.md"].markdown
    listed = pages["corrections.md"].markdown
    assert listed.index("another year") < listed.index("A misprint."), "the newest first"
    assert "A reader" in listed and "## Corrections" not in pages["events/march.md"].markdown


@pytest.mark.parametrize(
    ("file", "find", "put", "says"),
    [
        (
            "docs/index.md",
            "(method.md)",
            "(method.md#nowhere)",
            "docs/index.md:5:41: 'method.md' has no place 'nowhere' (link to the page, or to one of its headings)",
        ),
    ],
)
def test_what_only_the_pages_show_is_a_line_as_well(world: Path, file: str, find: str, put: str, says: str) -> None:
    path = world / file
    text = path.read_text(encoding="utf-8")
    assert find in text
    path.write_text(text.replace(find, put, 1), encoding="utf-8")
    site = build(world)
    assert [str(problem) for problem in site.problems] == [says]
    assert not site.pages


def test_a_link_to_a_heading_is_found(world: Path) -> None:
    path = world / "docs/index.md"
    text = path.read_text(encoding="utf-8").replace(
        "(method.md)", "(#two-words) and [that](sources/post-fire.md#ashes)"
    )
    path.write_text(f"{text}\n\n## Two *words*\n", encoding="utf-8")
    assert build(world).problems == []
