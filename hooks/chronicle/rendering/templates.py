"""Fill templates of Markdown. The only user of Jinja.

Every value that a template shows is escaped for Markdown in one place, `finalize`, unless it is
Markup: what a macro or a filter here wrote. Within the few HTML elements the filter `html` escapes
it. So no record can become markup, and prose is never a template.
"""

import re
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path
from posixpath import dirname, relpath
from typing import Any
from urllib.parse import unquote

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup

from ..domain.naming import source_publisher, source_title
from ..model.types import register_of
from ..text.bidi import text_direction
from ..text.localization import day_in_words
from ..text.markdown import address, escaped, escaped_in_html
from ..views.context import ViewContext
from ..views.links import Link
from ..views.words import Pieces

BLANK_LINES = re.compile(r"\n{3,}")


def finalize(value: Any) -> Markup:
    """A value as a template shows it."""
    return value if isinstance(value, Markup) else Markup(escaped(str(value)))


class Templates:
    """The templates of one folder. They look up what records, dates and words are called; whatever
    needs thought comes from the views."""

    def __init__(self, folder: Path, context: ViewContext, pages: Collection[str]) -> None:
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            finalize=finalize,
            trim_blocks=True,
            lstrip_blocks=True,
            comment_start_string="{*",
            comment_end_string="*}",
            auto_reload=False,
        )
        chronicle = context.chronicle
        self.pages = pages
        self.environment.globals.update(
            t=chronicle.texts,
            pages=pages,
            site=chronicle.site,
            actors=chronicle.actors,
            places=chronicle.places,
            sources=chronicle.sources,
            statements=context.statements,
            parties=context.parties,
            date=context.date,
            label=context.label,
            link_of=context.link,
            source_of=context.source_link,
            other_names=context.other_names,
            places_around=context.places_around,
        )
        self.environment.filters.update(
            cite=_cite,
            day_in_words=lambda day: day_in_words(day, chronicle.texts),
            foreign=lambda text, code: _in_language(text, context.language(code)),
            href=_href,
            html=lambda text: Markup(escaped_in_html(str(text))),
            language_name=chronicle.texts.language_name,
            marked=_marked,
            outside=_outside,
            publisher=lambda source: source_publisher(source, chronicle.texts),
            readable=lambda url: unquote(url, errors="replace"),
            quoted=lambda quote: Markup(quotation(quote.text, quote.language)),
            register=register_of,
            removed_link=_removed_link,
            sentence=lambda text: text[:1].upper() + text[1:],
            source_title=lambda source: source_title(source, chronicle.texts),
            verbatim=Markup,
        )

    def fill(self, template: str, path: str, **values: Any) -> str:
        """A template for the page at `path`, with at most one blank line between two blocks."""
        text = self.environment.get_template(template).render(path=path, **values)
        return BLANK_LINES.sub("\n\n", text).strip()


def quotation(text: str, language: str) -> str:
    """A quotation in its language, which is empty for the page's own."""
    return str(_in_language(f"“{text}”", language))


def _in_language(text: str, language: str) -> Markup:
    """A text as emphasis with its language and direction, as Python-Markdown reads them."""
    shown = finalize(text)
    if not language:
        return shown
    return Markup(f"*{shown}*{{ lang={language} dir={text_direction(language)} }}")


def _removed_link(gone: str) -> Link:
    """Where the page of a record (events/id) or of a statement (source#statement) was."""
    if "/" in gone:
        return Link(gone, f"{gone}.md")
    source, _, statement = gone.partition("#")
    return Link(gone, f"sources/{source}.md#{statement}")


@jinja2.pass_context
def _href(context: Context, target: str) -> Markup:
    """The link from the page to another one, or to another place on it."""
    return Markup(relative(str(context["path"]), target))


def relative(page: str, target: str) -> str:
    """The path of a target, such as events/fire.md#accounts, from the folder of a page."""
    file, mark, anchor = target.partition("#")
    if file == page and anchor:
        return f"#{anchor}"
    return f"{_path_from(dirname(page) or '.', file)}{mark}{anchor}"


@lru_cache(maxsize=1 << 14)
def _path_from(folder: str, file: str) -> str:
    return relpath(f"/{file}", f"/{folder}")  # from the root, where no one asks for this folder


def _cite(ref: str) -> Markup:
    """A citation for the page to make a note of."""
    return Markup(f"[@{ref}]")


def _marked(pieces: Pieces, language: str) -> Markup:
    """A quotation in pieces, with what was looked for in bold."""
    words = "".join(f"**{escaped(text)}**" if hit else escaped(text) for text, hit in pieces)
    return _in_language(Markup(f"“{words}”"), language)


def _outside(url: str) -> Markup:
    return Markup(address(url))
