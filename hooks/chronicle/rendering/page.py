"""A page of the site: what is known of it before it is made, and how it is made."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class PageHead:
    """What machines read in the head of a page: linked data as JSON, and names with values for
    reference managers. `of_a_work` says that the values describe a source, not this site, and
    `context_object` is a source without an address in OpenURL."""

    linked: str = ""
    cited: tuple[tuple[str, str], ...] = ()
    of_a_work: bool = False
    context_object: str = ""


@dataclass(frozen=True, slots=True)
class Suggestions:
    """How a reader suggests a change: a form at the code host, a letter; empty if there is none.
    `write` is the page of this site on which the correction of a record is written."""

    form: str = ""
    mail: str = ""
    write: str = ""


@dataclass(frozen=True, slots=True)
class EditedFile:
    """A file that a page is made from: its path, its editor and its history at the code host, if
    there is one, and the day of its last change, if that is known."""

    path: str
    editor: str = ""
    history: str = ""
    changed: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A page that can be made. `path` is relative to docs/ and ends in .md; `previous` and `next`
    are paths of the neighbours in the order of its own kind; `first` is the path of the first part,
    if it is a later one; `record_file` is its record as JSON, if it is of one."""

    path: str
    title: str
    make: Callable[[Page], Sequence[MadePage]] = field(repr=False, compare=False)
    description: str = ""
    edited: tuple[EditedFile, ...] = ()
    suggestions: Suggestions = Suggestions()
    previous: str = ""
    next: str = ""
    first: str = ""
    removed: bool = False
    record_file: str = ""

    @property
    def files(self) -> list[str]:
        """The paths of the files that the page is made from."""
        return [file.path for file in self.edited]

    @property
    def changed(self) -> str:
        """The day on which the files that the page is made from were last changed, if known."""
        return max((file.changed for file in self.edited), default="")

    def made(self) -> Sequence[MadePage]:
        """The page, made anew; if it is too long for one, its parts."""
        return self.make(self)


@dataclass(frozen=True, slots=True)
class MadePage:
    """A page that is made: its Markdown without front matter, and what machines read."""

    page: Page
    body: str
    head: PageHead = PageHead()

    @property
    def markdown(self) -> str:
        """The whole page, with its title and description as front matter."""
        front = [f"title: {_quoted(self.page.title)}"]
        if self.page.description:
            front.append(f"description: {_quoted(self.page.description)}")
        if self.page.removed:
            front.append("robots: noindex")
        lines = "\n".join(front)
        return f"---\n{lines}\n---\n\n{self.body}\n"


def _quoted(text: str) -> str:
    """A text for YAML, which ends a line at more characters than JSON escapes."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
