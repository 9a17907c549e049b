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
    form.choose("How much you read", "read in full")
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


HOSTILE = [
    'a "quotation" and a \\ backslash',
    "no",
    "~",
    "1901",
    "key: value # no comment",
    "--- and then",
    "- not an entry",
    "@guild, *guild and &guild in ever so many words, {more} [of them]: long enough for a block",
    "# begins with a sign that YAML takes for a comment, in a text that is long enough for a block",
    "two  blanks in a row in a text that is long enough to be written as a block of its own",
    "first line\n---\n  second line: x\n\n# third line",
    "  blanks before and after  ",
    "رماد على أردن 🔥 e\u0301",
    "\u2028 and \x85 and \u200f and \ufeff",
    f"{'long enough for a block, ' * 4}\u2028 and \x85\n--- on a line of its own",
    "'single' %percent `grave` !tag |pipe >fold ?",
]


def test_every_text_comes_back_letter_for_letter(write: Form) -> None:
    """Through a plain loader, which reads numbers, dates and yes as YAML 1.1 does."""
    for text in HOSTILE:
        write.fill("What is said", text)
        value = yaml.safe_load(write.file[1])["statements"][0]["says"]
        assert value == text
    write.fill("Title", "2: ''")
    write.fill("Published on", "1901")
    write.choose("Archived copy", "not looked for yet")
    record = yaml.safe_load(write.file[1])
    assert (record["title"], record["issued"], record["archive"]) == (
        "2: ''",
        "1901",
        "not-looked-for",
    )


def test_what_is_wrong_is_said_beside_the_field(write: Form) -> None:
    wrong = {
        "Published on": ("1901-02-30", "Not a date"),
        "Address on the web": ("javascript:alert(1)", "begins with https://"),
        "Language": ("English", "The code of a language"),
        "Exact words": ("word " * 21, "at most 20 words"),
        "Id": ("In Ashes", "Only small letters"),
        "What it is about": ("nobody of this name", "Choose one"),
        "What is said": ("a\u200bb", "an invisible character"),
    }
    for label, (value, says) in wrong.items():
        write.fill(label, value)
        field = write.field(label)
        described = field.get_attribute("aria-describedby") or ""
        fault = write.page.locator(f"#{described.split()[-1]}")
        assert says in fault.inner_text() and field.get_attribute("aria-invalid") == "true", label
    write.fill("Published on", "3 May 1901")
    assert write.field("Published on").input_value() == "1901-05-03"
    assert write.page.get_by_text("Read as: 3 May 1901").is_visible()
    write.fill("Name of the file", "courier-fire")
    assert "A record of this name exists." in " ".join(write.missing)


def test_what_some_values_ask_for_is_missing_at_once(write: Form) -> None:
    write.choose("What it rests on", "Its own reporting")
    write.fill("Exact words", "forty looms")
    missing = " ".join(write.missing)
    assert "How you know This is needed." in missing
    assert "Language of the words This is needed." in missing
    write.page.get_by_role("button", name="How you know").click()
    assert write.field("How you know").evaluate("node => node === document.activeElement")


def test_a_short_file_is_proposed_by_a_link_and_a_long_one_uploaded(write: Form) -> None:
    source(write)
    link = write.page.locator("a", has_text="Propose it at the code host")
    address = link.get_attribute("href") or ""
    given = parse_qs(urlsplit(address).query)
    path, text = write.file
    assert address.startswith(f"{HOST}/new/main?") and len(address) <= 8000
    assert (given["filename"], given["value"]) == ([path], [text])
    letter = write.page.get_by_role("link", name="Send it by e-mail").get_attribute("href") or ""
    assert letter.startswith("mailto:editors@site.example?") and len(letter) <= 2000
    write.fill("How you know", "رماد " * 1000)
    assert link.is_hidden() and link.get_attribute("href") == ""
    upload = write.page.get_by_role("link", name="upload it at the code host")
    assert upload.get_attribute("href") == f"{HOST}/upload/main/data/sources"
    letter = write.page.get_by_role("link", name="Send it by e-mail").get_attribute("href") or ""
    assert len(letter) <= 2000 and "attach" in letter


def test_the_file_can_be_downloaded_and_copied_from_disk(write: Form) -> None:
    actor(write)
    path, text = write.file
    with write.page.expect_download() as waiting:
        write.page.get_by_role("button", name="Download the file").click()
    assert waiting.value.suggested_filename == Path(path).name
    assert Path(waiting.value.path()).read_text(encoding="utf-8") == text
    write.page.get_by_role("button", name="Copy the text").click()
    write.page.get_by_text("Copied.").wait_for()


RIS = """TY  - NEWS
AU  - Holt, Ines
TI  - Fire: "at the mill"
T2  - The Post
DA  - 1901/05/09/
PY  - 1901
UR  - https://post.example/a;b?c=1&d
N1  - my own note
M1  - an odd --- # value
ER  -
"""
BIBTEX = r"""@online{holt, author = {Holt, Ines and {The Post}}, title = {Fire: "at the mill"},
  journal = "The Post", date = {1901-05-09}, url = {https://post.example/a;b?c=1\&d},
  keywords = {mine}, series = {R{\'e}sum{\'e}} }"""
CSL = """[{"type": "article-newspaper", "title": "Fire: \\"at the mill\\"", "note": "mine",
  "author": [{"family": "Holt", "given": "Ines"}], "container-title": "The Post", "volume": "3",
  "issued": {"date-parts": [["1901", 5, 9]]}, "URL": "https://post.example/a;b?c=1&d"}]"""


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (RIS, "# from the reference: M1: an odd --- # value"),
        (BIBTEX, "# from the reference: series: Résumé"),
        (CSL, "# from the reference: volume: 3"),
    ],
    ids=["RIS", "BibTeX", "CSL JSON"],
)
def test_a_reference_fills_in_what_has_a_field_and_keeps_the_rest(
    write: Form, tmp_path: Path, text: str, kept: str
) -> None:
    (tmp_path / "reference.txt").write_text(text, encoding="utf-8")
    write.page.get_by_text("Start from a reference").click()
    write.page.get_by_label("Open a file").set_input_files(tmp_path / "reference.txt")
    write.page.get_by_text("Filled in:").wait_for()
    written = write.file[1]
    record = yaml.safe_load(written)
    assert record["title"] == 'Fire: "at the mill"'
    assert (record["container-title"], record["issued"]) == ("The Post", "1901-05-09")
    assert record["URL"] == "https://post.example/a;b?c=1&d"
    assert record["author"][0] == {"family": "Holt", "given": "Ines"}
    assert kept in written.splitlines() and "mine" not in written and "my own" not in written
    assert write.page.get_by_text("Left out, since they are notes").is_visible()


def test_a_link_on_the_page_of_a_statement_fills_in_its_correction(
    built: Path, write: Form
) -> None:
    write.page.goto((built.parent / "sources/courier-fire.html").as_uri())
    write.page.get_by_role("link", name="Correct this statement").first.click()
    record = yaml.safe_load(write.file[1])
    assert record["statements"] == ["courier-fire#set-by-the-owner"]
    assert record["was"] == "The owner's men set the fire."


def test_a_record_is_written_with_the_keyboard_alone(write: Form) -> None:
    """The way of the focus is that of the eye, and no field is a trap."""
    page = write.page
    page.get_by_role("radio", name="A source").focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowDown", "Tab"):  # the fourth kind, its first field
        page.keyboard.press(key)
    page.keyboard.type("The Ferry Company")
    page.keyboard.press("Tab")
    page.keyboard.type("en")
    for _ in range(40):
        if page.evaluate("document.activeElement.textContent") == "Download the file":
            break
        page.keyboard.press("Tab")
    with page.expect_download():
        page.keyboard.press("Enter")
    names = [{"text": "The Ferry Company", "language": "en"}]
    assert yaml.safe_load(write.file[1])["names"] == names


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_form_with_faults_and_an_open_list(write: Form, scheme: str) -> None:
    write.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    source(write)
    write.fill("Published on", "soon")
    write.field("What it is about").press_sequentially("mi")
    write.page.keyboard.press("ArrowDown")
    assert write.page.get_by_role("option").count() > 0
    assert write.errors == []
    assert violations(write.page) == []
    write.errors.clear()  # axe asks for the styles once more, which the policy refuses
    assert write.page.evaluate("document.documentElement.scrollWidth") == 390
