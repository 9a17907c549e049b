"""From a page to a change of it: the form at the code host, its editor, a letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import yaml
from exports.reading import ADDRESS, chronicle_of
from support import ROOT, WORLD, built, edit

from chronicle.files.file_dates import FileDates
from chronicle.rendering.contribution_links import FORM, CodeHost, Passage
from chronicle.rendering.page import Suggestions
from chronicle.site import BuildOptions

HOST = "https://host.example/o/r"


def test_every_page_leads_to_the_form_with_its_own_address(world: Path) -> None:
    form = yaml.safe_load((ROOT / ".github/ISSUE_TEMPLATE" / FORM).read_text(encoding="utf-8"))
    fields = {"template", "title", *(part.get("id") for part in form["body"])}
    for path, page in built(world, BuildOptions(ADDRESS, HOST)).pages.items():
        address, _, query = page.suggestions.form.partition("?")
        asked = parse_qs(query)
        assert address == f"{HOST}/issues/new" and asked.keys() <= fields
        assert asked["page"] == [f"{ADDRESS}{path.removesuffix('.md')}.html"]
        assert asked["template"] == [FORM] and page.title in asked["title"][0]


def test_a_page_leads_to_the_files_that_it_is_made_from(world: Path) -> None:
    wanted = {
        "glossary.md": ["data/glossary.yml"],
        "events.md": [],
        "method.md": ["docs/method.md"],
        "events/fire.md": ["data/events/fire.yml", "docs/events/fire.md"],
        "sources/post-fire.md": ["data/sources/post-fire.yml"],
    }
    pages = built(world, BuildOptions(repository=HOST)).pages
    for path, files in wanted.items():
        assert pages[path].files == files
        editors = [one.editor for one in pages[path].edited]
        assert editors == [f"{HOST}/edit/main/{file}" for file in files]
        histories = [one.history for one in pages[path].edited]
        assert histories == [f"{HOST}/commits/main/{file}" for file in files]
        assert all((world / file).exists() for file in files)


def test_without_an_address_nothing_is_invented(world: Path) -> None:
    for page in built(world, BuildOptions()).pages.values():
        assert replace(page.suggestions, write="") == Suggestions()
        assert all(one.editor == one.history == one.changed == "" for one in page.edited)


def test_a_page_was_changed_with_the_last_of_its_files(world: Path) -> None:
    days = {"data/events/fire.yml": 2, "docs/events/fire.md": 3, "data/places/arden.yml": 1}
    dates = {path: FileDates(date(1901, 6, 1), date(1901, 6, day)) for path, day in days.items()}
    pages = built(world, BuildOptions(dates=dates)).pages
    assert pages["events/fire.md"].changed == "1901-06-03"
    assert pages["places/arden.md"].changed == "1901-06-01"
    assert pages["places/mill.md"].changed == pages["events.md"].changed == ""


def test_a_record_leads_to_the_form_for_its_correction(world: Path) -> None:
    pages = built(world, BuildOptions()).pages
    assert pages["events/fire.md"].suggestions.write == "write.html?correction=fire"
    assert pages["events.md"].suggestions.write == ""
    there = "../write.md?correction=courier-fire%23mill-burned"
    assert there in pages["sources/courier-fire.md"].body


def test_a_letter_is_begun_where_the_address_is_known(world: Path) -> None:
    edit(world, "data/site.yml", "editors:", "contact: editors@site.example\neditors:")
    letter = built(world, BuildOptions()).pages["events/fire.md"].suggestions.mail
    address, _, query = letter.partition("?")
    assert address == "mailto:editors@site.example" and "+" not in query
    assert parse_qs(query)["body"][0].splitlines()[:2] == ["Page: events/fire.html", "It says:"]


def test_no_text_leaves_its_part_of_the_address() -> None:
    host = CodeHost(HOST, "main", "e@x.example", chronicle_of(WORLD).texts)
    title = "a&template=other#x\r\nbcc: y"
    found = host.suggestions(Passage("&page=evil", title))
    assert parse_qs(urlsplit(found.form).query) == {
        "template": [FORM],
        "title": [f"Correction: {title}"],
        "page": ["&page=evil"],
    }
    assert "\n" not in found.mail
    fields = dict(one.split("=") for one in urlsplit(found.mail).query.split("&"))
    assert fields.keys() == {"subject", "body"}
    assert unquote(fields["subject"]) == f"Correction: {title}"
