"""What prose may hold: Markdown and nothing else, and links that lead somewhere. It comes from anybody who sends a change."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import cache
from html.parser import HTMLParser
from urllib.parse import unquote

import markdown

from . import cite, model
from .blocks import filled
from .check import rule
from .load import Prose
from .notes import Notes
from .problem import Mistake, Problem, nearest
from .relate import Chronicle

FILES = "data.md"
INDEXES = (
    "chronology",
    "questions",
    "changes",
    "events",
    "actors",
    "places",
    "sources",
    "statements",
    "names",
    "glossary",
    "corrections",
)
"""The pages that are made without a file of prose, beside those of records."""

ATTRIBUTES = re.compile(r"\{:|\{\s*[.#]\w|\{\s*\w+=")
MARKUP = re.compile(r"<\s*/?\s*([A-Za-z][\w:+.-]*)[^>]*>|<!(?!--)|<\?")
LINK = re.compile(r"\]\(\s*<?\s*([^)>\n\"']*)|^\s*\[[^\]]+\]:\s*<?(\S+)", re.M)
HARMLESS = re.compile(r"(https?://|mailto:[^\s@?]+@[^\s@?]+$|#|(?![A-Za-z][A-Za-z0-9+.-]*:)(?!//)(?!.*\\))", re.I)
SHOWN = re.compile(r"\[\s*(?:https?://)?((?:[\w-]+\.)+[a-z]{2,})[^\]\s]*\s*\]\(\s*<?https?://([^/)\s>]+)", re.I)
OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\\\", re.I)
TAGS = re.compile("p|h[1-6]|ul|ol|li|a|em|strong|code|pre|blockquote|hr|br|img|table|thead|tbody|tr|th|td|div")
OWN = re.compile(r"(href|title|src|alt|id|start)=.*|class=language-\w+|style=text-align: \w+;", re.S)
"""The elements that Markdown makes, and their attributes."""
EXTENSIONS = ("tables", "sane_lists", "toc", "fenced_code")
"""Those of mkdocs.yml and of MkDocs itself."""


@rule
def pages_begin_with_a_heading(chronicle: Chronicle) -> Iterator[Problem]:
    """There is a front page. A page of prose begins with its heading, and no prose with front matter."""
    if "index.md" not in chronicle.records.prose:
        yield Problem("docs/index.md", 1, 1, "the file is missing", "it is the front page")
    for prose in chronicle.records.prose.values():
        first = next((line for line in prose.text.splitlines() if line.strip()), "")
        narrative = prose.path.partition("/")[0] in model.FOLDERS.values()
        if first.strip() == "---":
            yield prose.problem(0, "front matter in prose", "delete it; a page begins with its heading, # Title")
        elif not narrative and not re.match(r"#\s+\S", first):
            yield prose.problem(0, "the page does not begin with a heading", "write # Title in its first line")


@rule
def prose_is_markdown_only(chronicle: Chronicle) -> Iterator[Problem]:
    """Prose holds no HTML and no attributes, and links lead to http, https, mail or a page of this site; nor does anything else
    come out of it as Markdown is turned into HTML."""
    for prose in chronicle.records.prose.values():
        found = sorted([*_markup(prose), *_links(prose)])
        yield from {problem.line: problem for problem in reversed(found)}.values() or _made(prose)


def _markup(prose: Prose) -> Iterator[Problem]:
    """HTML and attributes as they are written; of an element, its beginning."""
    text = cite.masked(prose.text)
    opened: set[str] = set()
    for match in MARKUP.finditer(text):
        closes = match[0][1:].lstrip().startswith("/")
        in_link = re.search(r"(?:\]\(|^[ ]{0,3}\[[^\]^][^\]]*\]:)\s*$", text[: match.start()][-80:], re.M)
        if not in_link and (not closes or match[1].casefold() not in opened):
            hint = (
                "write [text](address)"
                if match[0][1:5].casefold() in ("http", "mail")
                else "use Markdown; write &lt; for a <"
            )
            yield prose.problem(match.start(), f"HTML in prose: {match[0][:40]}", hint)
        opened.add((match[1] or "").casefold())
    for match in ATTRIBUTES.finditer(text):
        yield prose.problem(match.start(), "attributes in prose", "delete what stands in braces")


def _links(prose: Prose) -> Iterator[Problem]:
    """Links as they are written that lead elsewhere than to the web, to mail or to a page, or not where their text says."""
    for offset, address in _addresses(prose):
        fault = _fault(address)
        if fault:
            yield prose.problem(offset, *fault)
    for match in SHOWN.finditer(cite.masked(prose.text)):
        said, led = (re.sub(r"^www\.", "", host.casefold()) for host in match.groups())
        if said != led.partition(":")[0]:
            yield prose.problem(
                match.start(), f"a link to {led} whose text says {said}", "let the text name where it leads"
            )


def _addresses(prose: Prose) -> Iterator[tuple[int, str]]:
    """Where each link of a page begins, and its address as it is written, with a title that stands behind it."""
    for match in LINK.finditer(cite.masked(prose.text)):
        if not cite.NOTE.match(match[0].lstrip()):
            yield match.start(), (match[1] or match[2] or "").strip()


def _page(prose: Prose, path: str) -> str:
    """What a path within a link of a page leads to, relative to docs/."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(prose.path), unquote(path)))


def _fault(written: str) -> tuple[str, str] | None:
    """What is wrong with the address of a link, and what to do."""
    address = re.sub(r"[\x00-\x20]|&#?\w+;?", "", written)
    if not HARMLESS.match(address) or re.search(r"&(#|\w+;)", written):
        return f"a link to '{address[:40]}'", "link to https://… or to a page"
    if re.match("https?://", address, re.I):
        try:
            model.checked_address(address)
        except Mistake as mistake:
            return str(mistake), mistake.hint
    return None


def _made(prose: Prose) -> Iterator[Problem]:
    """The first thing that comes out of prose as HTML and is none of what Markdown makes, such as a script in what only looks
    like code."""
    found = made(prose.text).found
    if found:
        message, hint, sign = found
        yield prose.problem(max(prose.text.casefold().find(sign.casefold()), 0), message, hint)


@cache
def made(text: str) -> Made:
    """What Markdown makes of a page of prose and of each of its notes, with a sign in the place of each citation and a bare
    element in that of each block: what stands around them may not become something else."""
    reader = Made()
    notes = _Notes(lambda cited: "", {})
    body = notes.number(filled(text, lambda _: "<div>.</div>"))
    try:
        reader.feed(markdown.markdown(body, extensions=list(EXTENSIONS)))
        reader.feed("".join(map(notes.content, notes.own)))
        reader.close()
    except AssertionError:  # of the parser, at a declaration that is none
        reader.found = reader.found or ("HTML in prose: <!", "use Markdown; write &lt; for a <", "<!")
    return reader


class _Notes(Notes):
    """Notes whose marks are a sign, and which are not listed."""

    def mark(self, key: cite.Cited | str) -> str:
        return "¹"

    def listed(self) -> str:
        return ""


class Made(HTMLParser):
    """Looks through the HTML of prose. `found` is the first thing that is wrong, what to do, and a sign by which to find the
    place; `pictures` are the addresses of those from other sites."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: tuple[str, str, str] | None = None
        self.pictures: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not TAGS.fullmatch(tag) or not all(OWN.fullmatch(f"{name}={value}") for name, value in attrs):
            self.found = self.found or (f"HTML in prose: <{tag}>", "use Markdown; write &lt; for a <", f"<{tag}")
        for name, value in attrs:
            fault = _fault(value or "") if name == "href" else None
            if fault:
                self.found = self.found or (*fault, (value or "")[:12])
            if tag == "img" and name == "src" and OUTSIDE.match(value or ""):
                self.pictures.append(value or "")

    handle_startendtag = handle_starttag


def lost_anchors(chronicle: Chronicle, pages: Mapping[str, str]) -> Iterator[Problem]:
    """Links of prose to a place within a page, such as method.md#origins, that the page lacks. `pages` is the Markdown of all."""
    found: dict[str, set[str]] = {}
    for prose in chronicle.records.prose.values():
        for offset, address in _addresses(prose):
            written, _, anchor = address.partition(" ")[0].partition("#")
            target = _page(prose, written) if written else prose.path
            if not anchor or target not in pages or ":" in written:
                continue
            known = found.setdefault(target, _anchors(pages[target]))
            if unquote(anchor) not in known:
                hint = nearest(anchor, known) or "link to the page, or to one of its headings"
                yield prose.problem(offset, f"'{target}' has no place '{anchor}'", hint)


def _anchors(page: str) -> set[str]:
    """The ids in a page's Markdown, those that its headings get included."""
    reader = markdown.Markdown(extensions=list(EXTENSIONS))
    return set(re.findall(r"\bid=[\"']([^\"']+)", reader.convert(page)))


@rule
def links_lead_to_pages(chronicle: Chronicle) -> Iterator[Problem]:
    """A link within this site leads to the file of a page of it, or to a file in docs/assets/."""
    pages = {*chronicle.records.prose, FILES, *(f"{name}.md" for name in INDEXES)}
    pages |= {f"{model.FOLDERS[kind]}/{id_}.md" for id_, kind in chronicle.kind_of.items()}
    pages |= {f"{gone}.md" for one in chronicle.records.corrections for gone in one.removed if "#" not in gone}
    pages |= {problem.path.removeprefix("docs/") for problem in chronicle.records.problems}
    known = {*pages, *chronicle.records.assets}
    unreadable = {f"{id_}.md" for id_ in chronicle.records.unreadable}
    for prose in chronicle.records.prose.values():
        for offset, address in _addresses(prose):
            written = address.partition(" ")[0]
            if not written or written.startswith("#") or OUTSIDE.match(written) or _fault(written):
                continue
            target = _page(prose, written.partition("#")[0].partition("?")[0])
            if target not in known and posixpath.basename(target) not in unreadable:
                near = nearest(target, known)
                hint = near or "link to the .md file of a page, such as method.md or questions/an-id.md"
                yield prose.problem(offset, f"a link to '{written[:60]}', which is no page here", hint)
