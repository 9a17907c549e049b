"""The page on which a record is written, filled in as a reader does it, from disk and under the
strictest policy: what it gives passes the check as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from browsing import mkdocs, opened, project, violations
from playwright.sync_api import Browser, Locator, Page
from support import ROOT, problems_in

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self';"
    " base-uri 'none'; form-action 'none'"
)
HOST = "https://host.example/o/r"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The address on disk of the page of the invented world, with a code host, an address for
    letters, and the policy in its head."""
    root = project(tmp_path_factory.mktemp("write"))
    with (root / "data/site.yml").open("a", encoding="utf-8") as file:
        file.write(f"repository: {HOST}\ncontact: editors@site.example\n")
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    real = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    frame = re.findall(r"^(?:theme|extra_css):\n(?:  .*\n)+", real, re.M)
    (root / "mkdocs.yml").write_text(re.sub("theme:.*\n", "", config) + "".join(frame), "utf-8")
    done = mkdocs(root, "build", "--strict")
    assert done.returncode == 0, done.stderr
    path = root / "site" / "write.html"
    head = f'<head><meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    path.write_text(path.read_text(encoding="utf-8").replace("<head>", head), encoding="utf-8")
    return path


class Form:
    """The page as a reader meets it: fields by their labels."""

    def __init__(self, page: Page, asked: list[str], errors: list[str]) -> None:
        self.page, self.asked, self.errors = page, asked, errors

    def field(self, label: str, within: str = "") -> Locator:
        form = self.page.locator("form.write-form")
        part = form.get_by_role("group", name=within, exact=True) if within else form
        return part.get_by_label(re.compile(rf"^{re.escape(label)}( optional)?$")).first

    def fill(self, label: str, value: str, within: str = "") -> None:
        field = self.field(label, within)
        field.fill(value)
        field.blur()

    def choose(self, label: str, option: str, within: str = "") -> None:
        self.field(label, within).select_option(option)

    def pick(self, label: str, typed: str, within: str = "") -> None:
        """Types a part of a name, and takes the first that fits, by keys."""
        field = self.field(label, within)
        field.press_sequentially(typed)
        field.press("ArrowDown")
        field.press("Enter")

    def add(self, what: str) -> None:
        self.page.get_by_role("button", name=f"Add: {what}").first.click()

    @property
    def file(self) -> tuple[str, str]:
        """The path of the file, and what is in it."""
        path = self.page.locator(".write-path code").inner_text()
        return path, self.page.locator(".write-file code").text_content() or ""

    @property
    def missing(self) -> list[str]:
        return self.page.locator(".write-faults li").all_inner_texts()


@pytest.fixture
def write(built: Path, chromium: Browser) -> Iterator[Form]:
    page, asked, errors = opened(chromium, built.as_uri(), 390)
    form = Form(page, asked, errors)
    yield form
    assert errors == []
    assert [address for address in asked if not address.startswith("file:")] == []
    page.close()


def kind(form: Form, name: str) -> None:
    form.page.get_by_role("radio", name=name).check()


def source(form: Form) -> None:
    form.choose("Type of publication", "Article in a newspaper")
    form.choose("Kind of source", "Newspaper")
    form.fill("Title", "A new wheel: “forty looms”")
    form.fill("Newspaper, site or channel", "The Post")
    form.fill("Language", "en")
    form.fill("Published on", "9 May 1901")
    form.choose("How the date is known", "the source shows it")
    form.fill("Address on the web", "https://post.example/wheel")
    form.fill("Family name", "Holt")
    form.choose("Archived copy", "not looked for yet")
    form.choose("How much you read", "whole")
    form.choose("What you saw", "the original")
    form.choose("What it rests on", "Its own reporting")
    form.fill("How you know", "Signed report from the town.")
    form.choose("Who says it", "Someone with a record here")
    form.pick("Someone with a record here", "guild")
    form.fill("Said on", "May 8, 1901")
    form.choose("How the speaker knows", "states it")
    form.fill("What is said", "Forty looms were lost in the fire.")
    form.pick("What it is about", "fire at")
    form.add("Answer to a question")
    form.pick("Question", "who set")
    form.choose("Answer", "Weavers")


def correction(form: Form) -> None:
    kind(form, "A correction")
    form.pick("Statements that are wrong", "mill burned down")
    form.fill("What this site says", "The mill burned down.")
    form.fill("What is right", "A part of it burned down: the wheel.")
    form.fill("Why", "The paper says so; we had misread it.")
    form.fill("Date", "1901-06-02")


def event(form: Form) -> None:
    kind(form, "An event")
    form.fill("Title", "A meeting of the guild, as it is said")
    form.choose("Agreed or alleged", "only some say so")
    form.choose("Kind of event", "Gathering")
    form.fill("Date", "1901-05~")
    form.pick("Place", "mill")
    form.field("Agreed or alleged", "Where it happened").select_option("only some say so")
    form.page.get_by_role("group", name="Where it happened").get_by_text("More").click()
    form.pick("Statement", "ferry")


def actor(form: Form) -> None:
    kind(form, "A person or a body")
    form.fill("Name", "The Ferry Company")
    form.fill("Language", "en")
    form.choose("Kind", "Body")
    form.choose("Party", "The weavers")
    form.choose("Why the name is here", "a public body")


@pytest.mark.parametrize("filled_in", [source, correction, event, actor])
def test_what_it_writes_passes_the_check(write: Form, world: Path, filled_in: object) -> None:
    assert problems_in(world) == []
    filled_in(write)  # type: ignore[operator]
    path, text = write.file
    assert write.missing == []
    (world / path).parent.mkdir(exist_ok=True)
    (world / path).write_text(text, encoding="utf-8")
    assert problems_in(world) == []
