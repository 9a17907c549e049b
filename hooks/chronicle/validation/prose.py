"""Rules on prose: Markdown and nothing else, citations and notes that exist. Anyone who sends a
change can write it."""

import re
from collections.abc import Iterator

from ..domain.chronicle import Chronicle
from ..domain.site_map import made_paths
from ..files.loader import ProsePage
from ..model.kinds import FOLDERS
from ..problems import Problem, did_you_mean
from ..text.citations import (
    BLOCK_MARKER,
    BLOCKS,
    NOTE,
    NOTE_MARK,
    citation_groups,
    without_code,
)
from ..text.finished import PROSE, finished_fault
from .links import made_of, misleading_links
from .references import unknown_reference

ELEMENT = re.compile(r"<\s*/?\s*([A-Za-z][\w:+.-]*)[^>]*>|<!(?!--)|<\?")
ATTRIBUTES = re.compile(r"\{:|\{\s*[.#]\w|\{\s*\w+=")
LIKE_A_CITATION = re.compile(
    r"\[@|(?<![\w.\[@-])@([a-z0-9-]+)|\[([a-z0-9-]+(?:#[a-z0-9-]+)?)\](?![(:\[])"
)


def pages_begin_with_a_heading(chronicle: Chronicle) -> Iterator[Problem]:
    """There is a front page. A page of prose begins with its heading, and no prose with front
    matter; headings go down one level at a time."""
    refused = any(problem.path == "docs/index.md" for problem in chronicle.records.problems)
    if "index.md" not in chronicle.records.prose and not refused:
        yield Problem("docs/index.md", 1, 1, "the file is missing", "it is the front page")
    for prose in chronicle.records.prose.values():
        first = next((line for line in prose.text.splitlines() if line.strip()), "")
        narrative = prose.path.partition("/")[0] in FOLDERS.values()
        if first.strip() == "---":
            hint = "delete it; a page begins with its heading, # Title"
            yield prose.problem(0, "front matter in prose", hint)
        elif not narrative and not re.match(r"#\s+\S", first):
            hint = "write # Title in its first line"
            yield prose.problem(0, "the page does not begin with a heading", hint)
        last = 1
        for match in re.finditer(r"^(#{1,6})[ \t]*[^#\s]", without_code(prose.text), re.M):
            level = len(match[1])
            if level > last + 1:
                message = f"a heading of level {level} under one of level {last}"
                yield prose.problem(match.start(), message, f"write {'#' * (last + 1)}")
            last = level


def narratives_have_a_record(chronicle: Chronicle) -> Iterator[Problem]:
    """A page docs/<kind>s/<id>.md is about the record with that id; there are no others in these
    folders."""
    folders = {folder: kind for kind, folder in FOLDERS.items()}
    for prose in chronicle.records.prose.values():
        folder, _, name = prose.path.rpartition("/")
        id_ = name.removesuffix(".md")
        if folder in folders:
            known = chronicle.records.of(folders[folder])
            if id_ not in known and id_ not in chronicle.records.unreadable:
                message = f"no {folders[folder]} has the id '{id_}'"
                hint = did_you_mean(id_, known) or f"add data/{folder}/{id_}.yml, or move the page"
                yield Problem(f"docs/{prose.path}", 1, 1, message, hint)


def prose_replaces_no_page(chronicle: Chronicle) -> Iterator[Problem]:
    """No page of prose has the name of a page that is made from records, such as the list of
    corrections."""
    for path in sorted({*made_paths(chronicle), "404.md"} & chronicle.records.prose.keys()):
        message = "a page made from records has this name"
        yield Problem(f"docs/{path}", 1, 1, message, "rename it")


def prose_cites_what_exists(chronicle: Chronicle) -> Iterator[Problem]:
    """Prose cites sources and statements that exist, in the form [@source-id#statement-id,
    locator]."""
    form = "write [@source-id#statement-id, p. 3]"
    for prose in chronicle.records.prose.values():
        spans: list[tuple[int, int]] = []
        for group in citation_groups(prose.text):
            spans.append((group.start, group.end))
            for cited in group.cited:
                fault = unknown_reference(chronicle, "citation", cited.ref)
                if fault:
                    yield prose.problem(group.start, *fault)
            for part in group.faults:
                yield prose.problem(group.start, f"'{part}' is not a citation", form)
        for match in LIKE_A_CITATION.finditer(without_code(prose.text)):
            source = (match[1] or match[2] or "").partition("#")[0]
            meant = match[0] == "[@" or source in chronicle.sources
            if meant and not any(start <= match.start() < end for start, end in spans):
                yield prose.problem(match.start(), f"'{match[0][:60]}' is not a citation", form)


def notes_are_used_and_defined(chronicle: Chronicle) -> Iterator[Problem]:
    """Every note [^x] of a page is defined once and used."""
    for prose in chronicle.records.prose.values():
        text = without_code(prose.text)
        defined: dict[str, int] = {}
        for match in NOTE.finditer(text):
            if match[1] in defined:
                message = f"the note '{match[1]}' is defined twice"
                yield prose.problem(match.start(), message, "rename one")
            defined.setdefault(match[1], match.start())
        used = {match[1]: match.start() for match in NOTE_MARK.finditer(text)}
        for name, offset in used.items():
            if name not in defined:
                hint = did_you_mean(name, defined) or f"add a line [^{name}]: …"
                yield prose.problem(offset, f"the note '{name}' is not defined", hint)
        for name, offset in defined.items():
            if name not in used:
                message = f"the note '{name}' is not used"
                yield prose.problem(offset, message, "use it, or delete it")


def markers_are_known(chronicle: Chronicle) -> Iterator[Problem]:
    """A block is placed in prose by a marker from the list, on a line of its own, with what it asks
    for."""
    for prose in chronicle.records.prose.values():
        text = without_code(prose.text)
        for match in re.finditer(r"<!--.*?(-->|\Z)", text, re.S):
            line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
            line += text[match.end() :].partition("\n")[0]
            fault = _marker_fault(chronicle, BLOCK_MARKER.fullmatch(match[0]), line.strip())
            if not match[1]:
                fault = "a comment that is not closed", "write --> at its end"
            if fault:
                yield prose.problem(match.start(), *fault)


def _marker_fault(
    chronicle: Chronicle, marker: re.Match[str] | None, others: str
) -> tuple[str, str] | None:
    """What is wrong with a comment, with the other words on its line, and what to do."""
    name = marker[1] if marker else ""
    if marker and others:
        return "a block on a line with other words", "give its comment a line of its own"
    if not marker or name not in BLOCKS:
        listed = "the blocks are " + ", ".join(sorted(BLOCKS))
        return "no block is placed by this comment", did_you_mean(name, BLOCKS) or listed
    kind, argument = BLOCKS[name], (marker[2] or "").strip()
    if kind and not argument:
        return f"the block '{name}' needs the id of a {kind}", "add it"
    if kind:
        return unknown_reference(chronicle, kind, argument)
    if argument:
        return f"the block '{name}' takes nothing", f"delete '{argument}'"
    if name == "map" and not chronicle.records.map and "map" not in chronicle.records.unreadable:
        return "there is no map to place", "add data/map/map.yml, or delete it"
    return None


def prose_is_markdown_only(chronicle: Chronicle) -> Iterator[Problem]:
    """Prose has no HTML and no attributes, and links lead to http, https, mail or a page of this
    site; nor does anything else result when the Markdown is turned into HTML."""
    for prose in chronicle.records.prose.values():
        found = sorted([*_markup(prose), *misleading_links(prose)])
        one_a_line = {problem.line: problem for problem in reversed(found)}
        yield from one_a_line.values() or _made(prose)


def _markup(prose: ProsePage) -> Iterator[Problem]:
    """HTML and attributes as they are written; for an element, its opening tag."""
    text = without_code(prose.text)
    opened: set[str] = set()
    for match in ELEMENT.finditer(text):
        name = (match[1] or "").casefold()
        closes = match[0][1:].lstrip().startswith("/")
        before = text[: match.start()][-80:]
        in_link = re.search(r"(?:\]\(|^[ ]{0,3}\[[^\]^][^\]]*\]:)\s*$", before, re.M)
        if not in_link and (not closes or name not in opened):
            address = match[0][1:5].casefold() in ("http", "mail")
            hint = "write [text](address)" if address else "use Markdown; write &lt; for a <"
            yield prose.problem(match.start(), f"HTML in prose: {match[0][:40]}", hint)
        opened.add(name)
    for match in ATTRIBUTES.finditer(text):
        yield prose.problem(match.start(), "attributes in prose", "delete the braces")


def _made(prose: ProsePage) -> Iterator[Problem]:
    """The first thing that prose turns into and Markdown does not make, such as a script in what
    only looks like code."""
    made = made_of(prose.text)
    fault = finished_fault(f"<html><body>{made}</body></html>", PROSE)
    if fault and not fault.endswith("in <img>"):  # which no_media_from_elsewhere reports
        element = fault.rpartition("<")[2].partition(">")[0]
        written = prose.text.casefold().find(f"<{element}")
        hint = "use Markdown; write &lt; for a <"
        yield prose.problem(max(written, 0), f"HTML in prose: {fault}", hint)
