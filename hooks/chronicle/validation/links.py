"""Rules on the links and pictures of prose."""

import html
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from urllib.parse import unquote

from ..domain.chronicle import Chronicle
from ..domain.site_map import page_paths
from ..files.loader import ProsePage
from ..model.types import checked_address
from ..problems import InvalidValue, Problem, closest, did_you_mean
from ..remembered import recall
from ..text.citations import CITATION_GROUP, with_blocks, without_code
from ..text.markdown import to_html

LINK = re.compile(
    r"\]\(\s*<?\s*([^)>\n\"']{0,2000})"
    r"|^[ \t]*(?:(?:[>*+-]|\d+\.)[ \t]*)*\[(?!\^)[^\]]{1,2000}\]:\s*<?(\S+)",
    re.M,
)
"""The address of a link, or of one that is defined on its own line, also in a quotation or list."""
HARMLESS = re.compile(
    r"(https?://|mailto:[^\s@?]+@[^\s@?]+$|#|(?![A-Za-z][A-Za-z0-9+.-]*:)(?!//)(?!.*\\))", re.I
)
LINK_MADE = re.compile(r'<a [^>]*?href="([^"]*)"[^>]*>(.*?)</a>', re.I | re.S)
HOST_SHOWN = re.compile(r"(?<![\w@/.-])(?:https?://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})(?![\w-])")
ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|\\\\", re.I)


def made_of(text: str) -> str:
    """The HTML that Markdown makes of a page, with a mark in place of each citation and an empty
    element for each block."""
    return recall(_made_of, text)


def _made_of(text: str) -> str:
    return to_html(with_blocks(CITATION_GROUP.sub("¹", text), lambda _: "<div>.</div>"))


def misleading_links(prose: ProsePage) -> Iterator[Problem]:
    """Links that lead elsewhere than to the web, to mail or to a page, or not where their text
    says."""
    for offset, address in _addresses(prose):
        fault = address_fault(address)
        if fault:
            yield prose.problem(offset, *fault)
    for match in LINK_MADE.finditer(made_of(prose.text)):  # links of every form
        address, words = (html.unescape(part) for part in match.groups())
        target = re.match(r"https?://(?:www\.)?([^/:?#]+)", address.casefold())
        for host in HOST_SHOWN.findall(re.sub("<[^>]*>", "", words.casefold())):
            if target and host != target[1]:
                message = f"a link to {target[1]} whose text says {host}"
                hint = "let the text name where it leads"
                yield prose.problem(max(prose.text.find(address), 0), message, hint)


def _addresses(prose: ProsePage) -> Iterator[tuple[int, str]]:
    """Where each link of a page begins, and its address as written, with a title after it."""
    for match in LINK.finditer(without_code(prose.text)):
        yield match.start(), (match[1] or match[2] or "").strip()


def address_fault(written: str) -> tuple[str, str] | None:
    """What is wrong with the address of a link, and what to do."""
    address = re.sub(r"[\x00-\x20]|&#?\w+;?", "", written)
    if not HARMLESS.match(address) or re.search(r"&(#|\w+;)", written):
        return f"a link to '{address[:40]}'", "link to https://… or to a page"
    if re.search(r"\S\s+\S", written):
        return f"a link to '{written[:60]}', with a space in it", "write %20 for the space"
    if re.match("https?://", address, re.I):
        try:
            checked_address(address)
        except InvalidValue as invalid:
            return str(invalid), invalid.hint
    return None


def pictures_elsewhere(prose: ProsePage) -> list[tuple[int, str]]:
    """Where prose shows a picture from another site, and its address."""
    shown = re.findall(r'<img[^>]*\bsrc="([^"]*)"', made_of(prose.text))
    elsewhere = dict.fromkeys(filter(ELSEWHERE.match, map(html.unescape, shown)))
    return [(max(prose.text.find(address), 0), address) for address in elsewhere]


def no_media_from_elsewhere(chronicle: Chronicle) -> Iterator[Problem]:
    """Prose shows no picture, film or sound from another site: pictures are in docs/assets."""
    for prose in chronicle.records.prose.values():
        for offset, _ in pictures_elsewhere(prose):
            hint = "cite the source instead; its page says what it shows"
            yield prose.problem(offset, "a picture from another site", hint)


def links_lead_to_pages(chronicle: Chronicle) -> Iterator[Problem]:
    """A link within this site leads to the file of a page, or to a file in docs/assets/."""
    known = {*page_paths(chronicle), *chronicle.records.assets}
    unreadable = {f"{id_}.md" for id_ in chronicle.records.unreadable}
    for prose in chronicle.records.prose.values():
        for offset, address in _addresses(prose):
            written = address.partition(" ")[0]
            within = written and not written.startswith("#") and not ELSEWHERE.match(written)
            if not within or address_fault(written):
                continue
            target = _target(prose, written.partition("#")[0].partition("?")[0])
            if target not in known and posixpath.basename(target) not in unreadable:
                near = _relative_hint(prose, target, known)
                page = "link to the .md file of a page, such as method.md"
                hint = f"write https://{written}" if written.startswith("www.") else near or page
                message = f"a link to '{written[:60]}', which is no page here"
                yield prose.problem(offset, message, hint)


def _target(prose: ProsePage, path: str) -> str:
    """What a path within a link of a page leads to, relative to docs/."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(prose.path), unquote(path)))


def _relative_hint(prose: ProsePage, target: str, known: set[str]) -> str:
    """The page that a link probably means, as this page must write it."""
    here = posixpath.dirname(prose.path) or "."
    name = re.sub(r"\.html?$", ".md", target.rpartition("/")[2])
    same = [path for path in known if path == name or path.endswith(f"/{name}")]
    if same:
        return f"write {posixpath.relpath(min(same, key=lambda path: (len(path), path)), here)}"
    near = closest(target, known)
    return f"did you mean '{posixpath.relpath(near, here)}'?" if near else ""


def repeated_anchors(path: str, body: str) -> Iterator[Problem]:
    """Ids of records that are a place on their page, where the page has another place of that name.
    `body` is the finished Markdown of a page, `path` the file that it is about."""
    places = Counter(re.findall(r"^#+ .*\{#([\w-]+)\}$", without_code(body), re.M))
    for id_ in (one for one, count in places.items() if count > 1):
        message = f"the page about this has the place '{id_}' twice"
        yield Problem(path, 1, 1, message, "give the record or statement another id")


def lost_anchors(chronicle: Chronicle, pages: Mapping[str, Callable[[], str]]) -> Iterator[Problem]:
    """Links of prose to a place within a page, such as method.md#origins, that the page lacks.
    `pages` make the finished Markdown of all."""
    anchors: dict[str, set[str]] = {}
    for prose in chronicle.records.prose.values():
        for offset, address in _addresses(prose):
            written, _, anchor = address.partition(" ")[0].partition("#")
            target = _target(prose, written) if written else prose.path
            if not anchor or target not in pages or ":" in written:
                continue
            if target not in anchors:
                anchors[target] = set(re.findall(r"\bid=[\"']([^\"']+)", to_html(pages[target]())))
            if unquote(anchor) not in anchors[target]:
                near = did_you_mean(anchor, anchors[target])
                hint = near or "link to the page, or to one of its headings"
                yield prose.problem(offset, f"'{target}' has no place '{anchor}'", hint)
