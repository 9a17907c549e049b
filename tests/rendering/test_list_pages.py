"""Lists, their parts, the words in dispute, and what was removed."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from support import MadeSite, ShownPage, add_statements, built

from chronicle.domain.site_map import LIST_PAGES


def test_every_list_has_its_page(pages: Mapping[str, ShownPage]) -> None:
    assert {f"{name}.md" for name in LIST_PAGES} <= set(pages)
    assert "extract.md" in pages and not {"searches.md", "expected.md"} & set(pages)


@pytest.mark.parametrize(
    ("path", "files"),
    [
        ("glossary.md", ["data/glossary.yml"]),
        ("corrections.md", []),
        ("extract.md", ["data/extract.yml"]),
        ("words/lit.md", ["data/vocabulary.yml"]),
        ("events/flood.md", ["data/corrections/1901-06-11-flood.yml"]),
        ("events.md", []),
    ],
)
def test_a_list_names_the_file_that_it_is_made_from(
    pages: Mapping[str, ShownPage], path: str, files: list[str]
) -> None:
    assert pages[path].files == files


def test_a_long_list_is_in_parts_that_lead_to_each_other(world: Path) -> None:
    add_statements(world, 300)
    pages = built(world).pages
    first, second = pages["statements.md"], pages["statements-2.md"]
    assert (first.next, second.previous) == ("statements-2.md", "statements.md")
    assert second.title == "Statements, page 2" and "# Statements, page 2" in second.body
    assert first.body.count("**1** · [page 2](statements-2.md)") == 2, "above and below"
    shown = [page.body.count("](sources/") for page in (first, second)]
    assert sum(shown) == 300 + 8 and min(shown) > 10
    assert all("data-list" in page.body for page in (first, second)), "each part has the filters"


@pytest.mark.parametrize(
    ("name", "entry"),
    [("actors", "- ["), ("events", "- "), ("places", "- ["), ("questions", "## ")],
)
def test_a_list_of_records_has_each_once(
    world: Path, pages: Mapping[str, ShownPage], name: str, entry: str
) -> None:
    found = re.compile(rf"^{re.escape(entry)}.*?\]\({name}/([^)/]*)\.md", re.M | re.S)
    listed = sorted(found.findall(pages[f"{name}.md"].body))
    assert listed == sorted(path.stem for path in (world / "data" / name).iterdir())


def test_every_spelling_of_every_record_leads_there(
    pages: Mapping[str, ShownPage], site: MadeSite
) -> None:
    found = re.findall(r"^- \*\*(.*?)\*\*: \[.*?\]\((.*?)\.md\)", pages["names.md"].body, re.M)
    records = {"actors": site.chronicle.actors, "places": site.chronicle.places}
    expected = {
        (name.text, f"{folder}/{id_}")
        for folder, listed in records.items()
        for id_, record in listed.items()
        for name in record.names
    }
    plain = {(re.sub(r"^\*|\*\{.*", "", text), path) for text, path in found}
    assert plain == expected and len(found) == len(expected)
    assert "*أردن*{ lang=ar dir=rtl }" in pages["names.md"].body


def test_what_was_removed_keeps_its_address_and_says_why(site: MadeSite) -> None:
    page = site.pages["events/flood.md"]
    assert page.removed and "robots: noindex" in page.whole
    assert "Both were of another year." in page.body and "11 June 1901" in page.body
    source = site.pages["sources/post-fire.md"].body
    assert "{#lightning-seen}" in source and "Both were of another year." in source
    for name in ("events.md", "chronology.md", "sources.md", "statements.md"):
        body = site.pages[name].body
        assert "flood" not in body and "lightning-seen" not in body, name
    whole = json.loads(site.files["data/chronicle.json"])
    assert "flood" not in {event["id"] for event in whole["events"]}
    corrections = ("data/corrections", "data/chronicle.json", "data/chronicle.sqlite")
    for name, content in site.files.items():
        if not name.startswith((*corrections, "data/SHA256", "assets/search/")):
            assert b"lightning-seen" not in content, name


def test_corrections_are_on_the_pages_that_they_are_about(pages: Mapping[str, ShownPage]) -> None:
    assert "A misprint." in pages["events/fire.md"].body
    assert "Fifty looms are lost." in pages["sources/courier-second.md"].body
    assert "## Corrections" not in pages["events/march.md"].body
    listed = pages["corrections.md"].body
    assert listed.index("another year") < listed.index("A misprint."), "the newest first"
    assert "- **Reported by:** A reader" in listed
    assert "- **Corrected:** [The mill's owner, The Courier, 10 May 1901](sources/" in listed


def test_a_word_that_is_nowhere_says_so(pages: Mapping[str, ShownPage]) -> None:
    body = pages["words/hares.md"].body
    assert "0 quotations, 0 titles" in body and "{#quotations}\n\nNone." in body
