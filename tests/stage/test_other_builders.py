"""The staged pages in the programs that publish or read them: what each of them shows."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import lxml.html
import pypandoc
import pytest
from lxml.html import HtmlElement

from chronicle.text.citations import without_code

BUILDERS = ("mkdocs", "properdocs", "zensical")
NOT_OURS = {"404.html"}
NOTE = re.compile(r"^\[\^[^\]]+\]:", re.M)
MARK = re.compile(r"(?<![\\\n])\[\^[^\]\s]+\]")
LANGUAGE = re.compile(r"\{ lang=([\w-]+) dir=(\w+) \}")
ADMONITION = re.compile(r'^!!! \w+ "(.*)"$', re.M)
LITERAL = re.compile(r"\{:? ?(?:[.#]\w|lang=)|\[\^|!!! |\*\*|\]\(")
"""What no page shows, unless a record has it: `\\[^x\\]` in the Markdown is a text of a source."""
PANDOC = "commonmark+attributes+footnotes+pipe_tables+gfm_auto_identifiers+yaml_metadata_block"


@pytest.fixture(scope="module", params=BUILDERS)
def built(
    request: pytest.FixtureRequest, staged: Path, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The site that one of the builders makes of the staged folder."""
    builder = str(request.param)
    if importlib.util.find_spec(builder) is None:
        pytest.skip(f"{builder} is not installed: it is in requirements-dev.txt")
    folder = tmp_path_factory.mktemp(builder) / "folder"
    shutil.copytree(staged, folder)
    quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    done = subprocess.run(
        [sys.executable, "-m", builder, "build", "--strict", "-f", "mkdocs.yml"],
        cwd=folder,
        env={**os.environ, **quiet},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "site"


def markdown(staged: Path) -> dict[str, str]:
    """The Markdown of every page by the path of its HTML, without code."""
    docs = staged / "docs"
    return {
        path.relative_to(docs).with_suffix(".html").as_posix(): without_code(
            path.read_text(encoding="utf-8")
        )
        for path in docs.rglob("*.md")
    }


def pages(site: Path) -> dict[str, HtmlElement]:
    """Every page of a built site."""
    paths = {path.relative_to(site).as_posix(): path for path in site.rglob("*.html")}
    return {
        name: lxml.html.document_fromstring(path.read_bytes())
        for name, path in paths.items()
        if name not in NOT_OURS
    }


def article(page: HtmlElement) -> HtmlElement:
    (found,) = page.iter("article")
    return found


def words(element: HtmlElement) -> str:
    """The text of an element, without code."""
    for code in [*element.iter("pre"), *element.iter("code")]:
        code.drop_tree()
    return str(element.text_content())


def test_the_pages(built: Path, staged: Path) -> None:
    assert set(pages(built)) == set(markdown(staged))


def test_the_notes_of_each_page(built: Path, staged: Path) -> None:
    found, expected = pages(built), markdown(staged)
    counted = {
        name: len(page.xpath("//div[@class='footnote']//li")) for name, page in found.items()
    }
    assert counted == {name: len(NOTE.findall(text)) for name, text in expected.items()}
    marks = {name: len(page.xpath("//sup[@id]/a")) for name, page in found.items()}
    assert marks == {name: len(MARK.findall(text)) for name, text in expected.items()}
    assert sum(counted.values()) > 5


def test_no_link_is_broken(built: Path) -> None:
    found = pages(built)
    ids = {name: {*page.xpath("//@id"), *page.xpath("//@name")} for name, page in found.items()}
    followed, broken = 0, []
    for name, page in found.items():
        for href in [*page.xpath("//@href"), *page.xpath("//@src")]:
            if urlsplit(href).scheme:
                continue
            target, anchor = urldefrag(href)
            path = os.path.normpath(
                os.path.join(os.path.dirname(name), unquote(urlsplit(target).path))
            )
            file = path if target else name
            followed += 1
            if not (built / file).exists() or (anchor and unquote(anchor) not in ids.get(file, ())):
                broken.append((name, href))
    assert broken == [] and followed > 500


def test_languages_keep_their_marks(built: Path, staged: Path) -> None:
    for name, text in markdown(staged).items():
        shown = article(pages(built)[name]).xpath(".//*[@lang]")
        assert [(one.get("lang"), one.get("dir")) for one in shown] == LANGUAGE.findall(text), name


def test_warnings_are_shown(built: Path, staged: Path) -> None:
    shown = 0
    for name, text in markdown(staged).items():
        titles = article(pages(built)[name]).xpath(".//div[contains(@class, 'admonition')]/p[1]")
        assert [title.text_content() for title in titles] == ADMONITION.findall(text), name
        shown += len(titles)
    assert shown > 0


def escaped_marks(text: str) -> list[str]:
    """The marks that a Markdown text shows on purpose, such as those in a line of the check."""
    return [mark.replace("\\", "") for mark in re.findall(r"\\\[\^|\\\*\\\*|\\\]\(", text)]


def test_no_mark_is_shown_as_it_is_written(built: Path, staged: Path) -> None:
    texts = markdown(staged)
    for name, page in pages(built).items():
        shown = LITERAL.findall(words(article(page)))
        assert shown == escaped_marks(texts[name]), name


def test_pandoc_reads_every_page(staged: Path) -> None:
    """All but warnings, which Pandoc does not know, and notes within notes, which it leaves out."""
    texts = markdown(staged)
    seen = {"notes": 0, "languages": 0}
    read = lxml.html.document_fromstring(read_by_pandoc(staged / "docs"))
    for page in read.xpath("//section[@class='level1']"):
        path = page.get("id").rpartition("__")[0].replace("__", "/")
        name = re.sub(r"\.?md$", ".html", path)
        text = texts.pop(name)
        nested = MARK.findall("\n".join(NOTE.split(text)[1:]))
        notes = page.xpath(".//a[@class='footnote-ref']")
        assert len(notes) == len(MARK.findall(text)) - len(nested), name
        languages = [(one.get("lang"), one.get("dir")) for one in page.xpath(".//*[@lang]")]
        expected = LANGUAGE.findall(NOTE.split(text)[0])
        assert languages == expected, name
        shown = ["!!! "] * len(ADMONITION.findall(text)) + escaped_marks(text)
        assert LITERAL.findall(words(page)) == shown, name
        seen["notes"] += len(notes)
        seen["languages"] += len(languages)
    assert texts == {} and min(seen.values()) > 5


def read_by_pandoc(docs: Path) -> str:
    """The HTML that Pandoc makes of all pages, each in a section with the name of its file."""
    command = [
        str(pypandoc.get_pandoc_path()),
        f"--from={PANDOC}",
        "--to=html",
        "--file-scope",
        "--section-divs",
    ]
    names = sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.md"))
    done = subprocess.run(
        [*command, "--wrap=none", *names], cwd=docs, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0 and not done.stderr, done.stderr
    return f"<html><body>{done.stdout}</body></html>"
