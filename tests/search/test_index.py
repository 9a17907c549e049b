"""What the search index contains, and what it must not contain."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from searching import INDEX, PAGES, parsed, world_files, world_index

from chronicle.domain.site_map import page_paths
from chronicle.problems import InvalidValue
from chronicle.search.index import SearchPage
from chronicle.site import read_chronicle
from chronicle.text.markdown import to_html
from chronicle.text.prose import prose_words, sections


@pytest.fixture(scope="module")
def index() -> dict[str, Any]:
    return parsed(world_index())


def by_url(index: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {entry["url"]: entry for entry in index["entries"]}


def test_every_record_and_statement_has_one_entry_on_a_page_of_the_site(
    index: dict[str, Any],
) -> None:
    chronicle, _ = read_chronicle(ROOT / "tests" / "fixtures" / "world")
    urls = [entry["url"] for entry in index["entries"]]
    assert len(set(urls)) == len(urls)
    paths = {f"{path.removesuffix('.md')}.html" for path in page_paths(chronicle)}
    assert {url.partition("#")[0] for url in urls} - paths <= {"words/villain.html"}
    kinds = [entry["kind"] for entry in index["entries"] if entry["kind"] != "page"]
    assert len(kinds) == len(chronicle.kind_of) + len(chronicle.statements)
    assert set(kinds) | {"page"} == set(index["texts"]["kind"]) == set(index["texts"]["group"])


def test_an_entry_says_what_it_is_when_and_what_it_warns_of(index: dict[str, Any]) -> None:
    entries = by_url(index)
    fire = entries["events/fire.html"]
    assert (fire["date"], fire["days"]) == ("1 May 1901", ["1901-05-01"])
    assert fire["warn"] == entries["questions/who-set-the-fire.html"]["warn"] == "reports killings"
    statement = entries["sources/courier-fire.html#set-by-the-owner"]
    assert statement["about"] == "Ada Lund · The Courier, 3 May 1901"
    assert "language" not in fire and "names" not in fire, "what is empty is left out"


def test_places_and_actors_name_their_events_and_statements_what_they_are_about(
    index: dict[str, Any],
) -> None:
    entries = by_url(index)

    def concerned(url: str) -> set[str]:
        return {index["entries"][number]["url"] for number in entries[url].get("concerns", ())}

    assert concerned("places/arden.html") == {"events/fire.html"}, "an event in a place within"
    assert concerned("actors/owner.html") == {"events/fire.html"}
    assert concerned("places/quay.html") == set()
    assert concerned("events/fire.html") == {"questions/who-set-the-fire.html"}
    both = {"events/fire.html", "questions/who-set-the-fire.html"}
    assert concerned("sources/post-fire.html#seen-running") == both


def test_only_quotations_that_may_be_shown_are_in_it(index: dict[str, Any]) -> None:
    bodies = " ".join(entry.get("body", "") for entry in index["entries"])
    assert "it was the owner's own men who lit it" in bodies
    assert "they ran like hares" not in bodies


def test_an_answer_to_a_question_says_that_it_is_one(index: dict[str, Any]) -> None:
    """An excerpt shows it without the page around it."""
    body = by_url(index)["questions/who-set-the-fire.html"]["body"]
    assert body.startswith(
        "One answer: Nobody · One answer: The owner's men · One answer: Weavers ·"
    )


def test_pages_are_found_by_section_lists_by_title_and_second_parts_not_at_all(
    index: dict[str, Any],
) -> None:
    entries = by_url(index)
    assert entries["glossary.html#loom"]["title"] == "loom"
    assert entries["glossary.html#loom"]["body"] == "A machine."
    assert entries["data.html#takeaway"]["words"] == "pdf epub zip"
    assert "Fire" not in entries["chronology.html"]["body"], "its events have entries of their own"
    assert "villain" in entries["method.html"]["body"] and "words/villain.html" in entries
    assert "sources-2.html" not in entries


def test_it_says_what_names_the_chronicle_itself(world: Path, index: dict[str, Any]) -> None:
    assert index["own"] == {"places": [], "days": ["1901-05-01", "1901-05-12"]}
    site = world / "data" / "site.yml"
    site.write_text(f"place: quay\n{site.read_text('utf-8')}", "utf-8")
    changed = parsed(world_index(world))
    urls = [changed["entries"][number]["url"] for number in changed["own"]["places"]]
    assert urls == ["places/quay.html", "places/shire.html"]


def test_words_for_what_is_no_page_are_a_mistake(world: Path) -> None:
    texts = world / "data" / "texts.yml"
    written = texts.read_text("utf-8")
    texts.write_text(written.replace("  chronology: timeline", "  chronologie: timeline"), "utf-8")
    with pytest.raises(InvalidValue, match="'search_pages' names 'chronologie', which is no page"):
        world_index(world)


def test_the_same_records_give_the_same_script_on_one_line() -> None:
    assert world_index() == world_index()
    assert world_index().count("\n") == 1


def test_a_long_index_is_in_files_with_the_same_entries(
    index: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("chronicle.search.index.MOST_BYTES", 2_000)
    first, *later = world_files().items()
    assert first[0] == INDEX and parsed(first[1])["files"] == 1 + len(later) > 3
    entries = parsed(first[1])["entries"]
    for number, (path, text) in enumerate(later, 2):
        assert path == f"assets/search/index-{number}.js" and len(text.encode()) < 2_500
        begin = f"chronicleSearch.add({number},"
        assert text.startswith(begin) and text.endswith(");\n")
        entries += json.loads(text.removeprefix(begin).removesuffix(");\n"))
    assert entries == index["entries"]
    kinds = [entry["kind"] for entry in entries]
    assert kinds.index("page") < kinds.index("statement"), "what is part of others is last"


def test_later_parts_of_a_page_are_found_by_their_sections_if_they_are_read_whole() -> None:
    more = SearchPage("glossary-2.md", "Glossary", "# Glossary, page 2\n\n## mule {#mule}\n\nOne.")
    later = replace(more, first="glossary.md")
    word = SearchPage("words/villain-2.md", "The word, page 2", "", "words/villain.md")
    found = by_url(parsed(world_index(pages=(*PAGES, later, word))))
    assert found["glossary-2.html#mule"]["body"] == "One."
    assert not {"words/villain-2.html", "glossary-2.html"} & set(found)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("# A title\n\nWords *of* `code` and **more**.", "Words of code and more."),
        (
            "Said.[@post-fire#ashes; @other, p. 3] Also.[^why]\n\n[^why]: A note.",
            "Said. Also. A note.",
        ),
        ("See [how to read](method.md#names).", "See how to read."),
        ("<!-- block: figures -->\n\n- one\n- two\n\n> said", "one two said"),
        ("| a | b |\n| --- | --- |\n| c | d |", "a b c d"),
        ("*ferry*{ lang=de dir=ltr }: a boat {#ferry}", "ferry: a boat"),
        ("Open-ended - and 5 * 3 <em>so</em>.", "Open-ended - and 5 3 so ."),
        ("## One\n\ntext\n\n### Two\n\nmore", "One text Two more"),
    ],
)
def test_prose_is_left_as_words(text: str, words: str) -> None:
    assert prose_words(text) == words


SECTIONED = """# The page

First words.

## How it was

Some.

```
## no heading
```

## How it was

Again.

### Named {#own-name}

Deep.

#### Too deep

Part of it.
"""


def test_sections_have_the_anchors_of_their_headings() -> None:
    found = list(sections(SECTIONED))
    anchors = re.findall(r'<h[123] id="([^"]+)"', to_html(SECTIONED))
    assert [one.anchor for one in found] == ["", *anchors[1:]]
    assert [one.heading for one in found] == ["The page", "How it was", "How it was", "Named"]
    assert found[3].words == "Deep. Too deep Part of it."


def test_a_page_without_a_heading_has_no_section() -> None:
    assert list(sections("Only words.")) == []
