"""Fill templates of Markdown. The only user of Jinja.

Every value that a template shows is escaped for Markdown in one place, `finalize`, unless it is
Markup: what a macro or a filter here wrote. So no record can become markup, and prose is never a
template.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from posixpath import dirname, relpath
from typing import Any

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup

from ..text.bidi import text_direction
from ..text.localization import Texts
from ..text.markdown import address, escaped

BLANK_LINES = re.compile(r"\n{3,}")


def finalize(value: Any) -> Markup:
    """A value as a template shows it."""
    return value if isinstance(value, Markup) else Markup(escaped(str(value)))


class Templates:
    """The templates of one folder, with the texts of the interface and the paths of all pages."""

    def __init__(self, folder: Path, texts: Texts, pages: Collection[str]) -> None:
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            comment_start_string="{*",
            comment_end_string="*}",
        )
        self.environment.globals.update(t=texts, pages=pages)
        self.environment.filters.update(
            attributes=_attributes,
            cite=_cite,
            href=_href,
            marked=_marked,
            outside=_outside,
            verbatim=Markup,
        )

    def fill(self, template: str, path: str, **values: Any) -> str:
        """A template for the page at `path`, with at most one blank line between two blocks."""
        text = self.environment.get_template(template).render(path=path, **values)
        return BLANK_LINES.sub("\n\n", text).strip()


@jinja2.pass_context
def _href(context: Context, target: str) -> Markup:
    """The link from the page to another one, or to another place on it."""
    return Markup(relative(str(context["path"]), target))


def relative(page: str, target: str) -> str:
    """The path of a target, such as events/fire.md#accounts, from the folder of a page."""
    file, mark, anchor = target.partition("#")
    if file == page and anchor:
        return f"#{anchor}"
    return f"{relpath(file, dirname(page) or '.')}{mark}{anchor}"


def _attributes(language: str) -> Markup:
    """The language and direction of the emphasis before, as Python-Markdown reads them."""
    return Markup(f"{{ lang={language} dir={text_direction(language)} }}")


def _cite(ref: str) -> Markup:
    """A citation for the page to make a note of."""
    return Markup(f"[@{ref}]")


def _marked(text: str, hit: bool) -> Markup:
    """A piece of a text, bold if it is what was looked for."""
    return Markup(f"**{escaped(text)}**" if hit else escaped(text))


def _outside(url: str) -> Markup:
    return Markup(address(url))
