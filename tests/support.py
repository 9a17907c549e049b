"""What the tests share: where things are, edits of a chronicle's files, and git."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import pytest

from chronicle.domain.chronicle import Chronicle
from chronicle.rendering.page import MadePage, Page, PageHead
from chronicle.site import BuildOptions, all_parts, build_site, problems_of, read_chronicle

ROOT = Path(__file__).resolve().parents[1]
WORLD = ROOT / "tests" / "fixtures" / "world"
"""A small invented event, whose records and prose the tests may name."""
GOLDEN = ROOT / "tests" / "golden" / "world"
"""The pages and data files that the invented world must give."""
CASES = ROOT / "tests" / "cases"
ABOUT_THIS_EVENT = ROOT / "tests" / "repository" / "test_this_chronicle.py"
"""The only test file that names this event; a new chronicle begins without it."""


def needs(found: object, lacking: str) -> None:
    """Skips a test for which a chronicle is too small or too plain. Where a test says what this
    chronicle has, nothing may be lacking."""
    if not found:
        (pytest.fail if ABOUT_THIS_EVENT.exists() else pytest.skip)(f"there is no {lacking}")


def git(folder: Path, *command: str) -> str:
    """Runs git in `folder` under a name of its own, without the machine's hooks and signatures; its
    output."""
    own = (
        "user.name=n",
        "user.email=e@example.org",
        "commit.gpgsign=false",
        "core.hooksPath=/dev/null",
    )
    options = [option for setting in own for option in ("-c", setting)]
    return subprocess.run(
        ["git", "-C", str(folder), *options, *command], capture_output=True, text=True, check=True
    ).stdout


def linked(source: str, target: str) -> None:
    """The same file under another name, which takes a tenth of the time of a copy. A test may
    replace such a file (as `edit` does), never write into it."""
    try:
        os.link(source, target)
    except OSError:  # another file system
        shutil.copy2(source, target)


def edit(root: Path, name: str, find: str, put: str) -> None:
    """Puts one text in the place of another in a file, which must have it."""
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert find in text, f"{name} no longer has {find!r}"
    path.unlink()
    path.write_text(text.replace(find, put, 1), encoding="utf-8")


def digests(folder: Path) -> dict[str, str]:
    """The content of every file."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


REFUSING = ("texts_arrived_whole", "records_have_no_markup")
"""The rules that refuse hostile texts. Every text is escaped without them, too."""


def let_hostile_texts_in(root: Path) -> None:
    """Takes those rules out of the engine of a project."""
    for rule in REFUSING:
        edit(root, "hooks/chronicle/validation/rules.py", f"    Rule(slips.{rule}),\n", "")


def problems_in(root: Path) -> list[str]:
    """Everything that is wrong with the chronicle in a folder, as the check prints it."""
    return [str(problem) for problem in read_chronicle(root)[1]]


def everything_read(root: Path) -> list[str]:
    """Everything that is wrong with the chronicle in a folder, and the digest of what is read."""
    chronicle, problems = read_chronicle(root)
    parts = (getattr(chronicle.records, one.name) for one in fields(chronicle.records))
    read = repr([sorted(part) if isinstance(part, set) else part for part in parts])
    without_addresses = re.sub(" at 0x[0-9a-f]+", "", read)
    return [*map(str, problems), hashlib.sha256(without_addresses.encode()).hexdigest()]


ENGINE = [
    path
    for folder in ("hooks", "overrides", "tools", "tests")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in {".py", ".md", ".html", ".sh", ".js", ".css", ".yml", ".json"}
    and "vendor" not in path.parts
    and path not in (ABOUT_THIS_EVENT, CASES / "queries.yml")
    and ".min." not in path.name
]
"""Every file of the engine that a person writes: it may not know what a chronicle is about."""


def words_of(text: str) -> set[str]:
    """The words of five letters and more in a text."""
    return set(re.findall(r"[^\W\d_]{5,}", text))


def event_words(chronicle: Chronicle) -> set[str]:
    """The words by which one would know what a chronicle is about: those in names of its actors,
    places and parties, except words that its statements or the engine write in lower case, and the
    common words of many languages that the search knows."""
    named = [
        name.text
        for records in (chronicle.actors, chronicle.places)
        for one in records.values()
        for name in one.names
    ]
    labels = [party.label for party in chronicle.vocabulary.parties]
    found: set[str] = set().union(*map(words_of, [*named, *labels]))
    said = " ".join(
        f"{one.record.says} {one.record.quote or ''}" for one in chronicle.statements.values()
    )
    engine = " ".join(path.read_text(encoding="utf-8") for path in ENGINE)
    common = {word for word in words_of(f"{said} {engine}") if word.islower()}
    texts = chronicle.records.list_document("texts").data or {}
    everyday = {
        word
        for key, text in texts.items()
        if key.startswith(("search_companions", "search_meanings"))
        for word in words_of(str(text))
    }
    return {
        word
        for word in found - everyday
        if word.lower() not in common or word.lower() == word.upper()  # a script without capitals
    }


def files_with(paths: Iterable[Path], words: set[str]) -> dict[str, list[str]]:
    """The files that have one of these words, whole, with those that they have."""
    found = {
        str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path): sorted(
            words_of(path.read_text(encoding="utf-8")) & words
        )
        for path in paths
    }
    return {name: words for name, words in found.items() if words}


@dataclass(frozen=True, slots=True)
class ShownPage(Page):
    """A page with what was made of it."""

    body: str = ""
    head: PageHead = field(default_factory=PageHead)
    whole: str = ""


@dataclass(frozen=True, slots=True)
class MadeSite:
    """A site of which everything was made."""

    chronicle: Chronicle
    pages: Mapping[str, ShownPage]
    files: Mapping[str, bytes]


def page_of(path: str, title: str = "", body: str = "", **known: Any) -> Page:
    """A page that is made of this."""
    return Page(path, title, lambda page: [MadePage(page, body)], **known)


def built(root: Path, options: BuildOptions | None = None, **given: str) -> MadeSite:
    """The site of a sound chronicle."""
    site, problems = build_site(root, options or BuildOptions(**given))
    problems += problems_of(site) if site else []
    assert site and not problems, "\n".join(map(str, problems))
    pages = {}
    for path, page in all_parts(site).items():
        (made,) = page.made()
        known = (getattr(page, one.name) for one in fields(page))
        pages[path] = ShownPage(*known, made.body, made.head, made.markdown)
    files = {path: b"".join(plan.chunks()) for path, plan in site.files.items()}
    files |= {path: text.encode() for path, text in site.search().items()}
    return MadeSite(site.chronicle, pages, files)


def refused(root: Path) -> list[str]:
    """Everything that is wrong, what only shows on finished pages included."""
    site, problems = build_site(root, BuildOptions())
    return [str(one) for one in (problems_of(site) if site and not problems else problems)]


def add_statements(root: Path, number: int) -> None:
    """Gives the fire and its question so many statements more, each with a number of looms."""
    with (root / "data/sources/courier-second.yml").open("a", encoding="utf-8") as file:
        for n in range(1, number + 1):
            file.write(
                f"  - id: more-{n}\n    by: owner\n    said: 1901-05-{n % 9 + 1:02}\n"
                f"    basis: stated\n    says: >-\n      Account number {n}.\n    about: [fire]\n"
                "    answers:\n      - { question: who-set-the-fire, position: weavers }\n"
                f'    figures:\n      - {{ what: looms, worded: "{n}", low: {n}, high: {n} }}\n'
            )
