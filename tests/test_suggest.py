"""From a page to a change: every page leads to its record, to the form and to the editors; and the host's own files."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from conftest import ROOT

from chronicle import site as build
from chronicle.rendering.contribution_links import FORM, Host, Passage

HOST = "https://host.example/o/r"
GITHUB = ROOT / ".github"


def links(markdown: str, begin: str) -> list[str]:
    return [unescape(link) for link in re.findall(r'href="([^"]+)"', markdown) if unescape(link).startswith(begin)]


def test_every_page_leads_to_the_form_with_its_own_address(world: Path) -> None:
    for path, page in build(world, repository=HOST, address="https://site.example/").pages.items():
        forms = links(page.markdown, f"{HOST}/issues/new?")
        assert forms, path
        asked = parse_qs(urlsplit(forms[-1]).query)
        assert asked["page"] == [f"https://site.example/{path.removesuffix('.md')}.html"]
        assert asked["template"] == [FORM] and page.title in asked["title"][0]


def test_a_statement_leads_to_its_record_at_its_line(world: Path) -> None:
    page = build(world, repository=HOST).pages["sources/post-fire.md"].markdown
    lines = (world / "data/sources/post-fire.yml").read_text(encoding="utf-8").splitlines()
    seen = links(page, f"{HOST}/blob/main/data/sources/post-fire.yml#L")
    assert [lines[int(link.rpartition("#L")[2]) - 1] for link in seen] == [
        "  - id: seen-running",
        "  - id: heard-of-lightning",
        "  - id: ashes",
    ]
    asked = parse_qs(urlsplit(links(page, f"{HOST}/issues/new?")[0]).query)
    assert asked["statement"] == ["post-fire#seen-running"] and asked["says"] == [
        "Saw the owner's men run from the mill."
    ]


def test_a_list_leads_to_the_file_that_it_is_made_from(world: Path) -> None:
    pages = build(world, repository=HOST).pages
    (world / "docs/lists.md").write_text(
        "# Lists\n\n<!-- block: words -->\n\n<!-- block: not-used -->\n", encoding="utf-8"
    )
    pages |= build(world, repository=HOST).pages
    wanted = {
        "glossary.md": ["data/glossary.yml"],
        "corrections.md": ["data/corrections.yml"],
        "events.md": [],
        "lists.md": ["docs/lists.md", "data/vocabulary.yml", "data/not-used.yml"],
    }
    for path, files in wanted.items():
        assert links(pages[path].markdown, f"{HOST}/edit/") == [f"{HOST}/edit/main/{file}" for file in files], path
        assert all((world / file).exists() for file in files)


def test_without_an_address_nothing_is_invented(world: Path) -> None:
    for path, page in build(world).pages.items():
        assert "mailto:" not in page.markdown and "/issues/new" not in page.markdown, path
        assert "contributing.html#without-an-account" in page.markdown, path


def test_a_letter_is_begun_where_the_address_is_known(world: Path) -> None:
    site = world / "data/site.yml"
    site.write_text(site.read_text(encoding="utf-8") + "contact: editors@site.example\n", encoding="utf-8")
    (letter,) = links(build(world).pages["events/fire.md"].markdown, "mailto:")
    address, _, query = letter.partition("?")
    assert address == "mailto:editors@site.example" and "+" not in query
    assert "Page: events/fire.html" in parse_qs(query)["body"][0]


@pytest.mark.parametrize("contact", ["nobody", "a@b?bcc=c@d", "a b@c.example", "<a@b>"])
def test_an_address_that_is_none_is_refused(world: Path, contact: str) -> None:
    site = world / "data/site.yml"
    site.write_text(site.read_text(encoding="utf-8") + f"contact: {contact!r}\n", encoding="utf-8")
    (problem,) = build(world).problems
    assert str(problem).startswith("data/site.yml:9:10: 'contact' cannot be")


def test_no_text_leaves_its_part_of_the_address() -> None:
    host = Host(HOST, "main", "e@x.example", {"issue_title": "{title}", "mail_body": "{page}{says}"})
    bad = Passage("p.html", "a&template=other#x\r\nbcc: y", "&page=evil")
    assert parse_qs(urlsplit(host.issue(bad)).query) == {
        "template": [FORM], "title": [bad.title], "page": [bad.page], "says": [bad.says]
    }  # fmt: skip
    assert (
        "\n" not in host.mail(bad) and unquote(host.mail(bad).partition("subject=")[2].partition("&")[0]) == bad.title
    )


def test_the_form_has_the_fields_that_are_filled_in() -> None:
    form = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / FORM).read_text(encoding="utf-8"))
    ids = {part.get("id") for part in form["body"]}
    assert {"page", "statement", "says", "source_says", "which_source"} <= ids
    for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml"):
        form = yaml.safe_load(path.read_text(encoding="utf-8"))
        assert path.name == "config.yml" or {"name", "description", "body"} <= set(form), path


def test_requests_of_strangers_run_without_rights() -> None:
    """What runs a request's code can only read; what may set labels takes no code of the request."""
    for path in (GITHUB / "workflows").glob("*.yml"):
        text = path.read_text(encoding="utf-8")
        workflow = yaml.load(text, yaml.BaseLoader)
        started = workflow["on"]
        assert "workflow_run" not in started and "secrets." not in str(workflow), path
        if "pull_request" in started:
            assert workflow["permissions"] == {"contents": "read"}, path
            steps = [step for job in workflow["jobs"].values() for step in job["steps"]]
            for step in steps:
                if step.get("uses", "").startswith("actions/checkout"):
                    assert step["with"]["persist-credentials"] == "false", path
        if "pull_request_target" in started:
            assert workflow["permissions"] == {"pull-requests": "write"}, path
            runs = [step for job in workflow["jobs"].values() for step in job["steps"]]
            assert all("uses" not in step for step in runs) and "checkout" not in text, path
            # nothing that a stranger writes is put into the script
            assert all("${{" not in step["run"] for step in runs), path


def test_no_owner_is_invented() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("#") for line in lines)
