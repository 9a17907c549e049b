"""From the view to Markdown pages. The only user of Jinja.

Pages are Markdown with blocks of HTML. Every value that comes from a record is escaped for both, so that neither can be
smuggled in: prose is never a template, and a record never markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from html import escape as html_escape
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from . import cite, model
from .blocks import MARKER, filled
from .build import Head, Page
from .cite import Cited
from .direction import direction, marked
from .export import Export, Plainly, citing, linked, listing
from .export.references import head as cited_in_head
from .notes import Notes
from .problem import Problem
from .prose import FILES, INDEXES
from .reference import references
from .relate import Chronicle
from .rules import rules
from .suggest import Host, Passage
from .takeaway.offered import Offers

SPECIAL = re.compile(r"[\\`*_{}\[\]|~@]")
OTHER_TEXTS = {
    "llms_how",
    "llms_pages",
}  # those that neither a template nor a module of its own names
# Lists and blocks of prose that are made from one file of data/, by the name of the list or block.
ONE_FILE = {
    "corrections": "corrections",
    "extract": "extract",
    "glossary": "glossary",
    "map": "map/map",
    "neutral-words": "neutral-words",
    "not-used": "not-used",
    "vocabulary": "vocabulary",
    "words": "vocabulary",
}


def escape(value: Any) -> Markup:
    """A value as text in HTML and in Markdown alike: markup of either becomes character references."""
    return value if isinstance(value, Markup) else _escaped(str(value))


@cache  # most texts stand on several pages
def _escaped(value: str) -> Markup:
    text = html_escape(" ".join(value.split()) if "\n" in value else value, quote=True)
    return Markup(SPECIAL.sub(lambda sign: f"&#{ord(sign[0])};", text))


def missing_texts(chronicle: Chronicle, templates: Path, files: Sequence[Export] = ()) -> list[Problem]:
    """The texts that a template or the page of files asks for and data/texts.yml lacks."""
    wanted = {
        name
        for path in [*templates.rglob("*.md"), *templates.parent.rglob("*.html")]
        for name in re.findall(r"\bt\.([a-z_]+)", path.read_text(encoding="utf-8"))
    }
    wanted |= listing.wanted(files) | {f"term_{name}" for name in linked.terms()} | citing.wanted() | OTHER_TEXTS
    lacking = sorted(wanted - set(chronicle.records.texts))
    return [Problem("data/texts.yml", 1, 1, f"the text '{name}' is missing", "add it") for name in lacking]


def render(
    chronicle: Chronicle,
    templates: Path,
    repository: str = "",
    files: Sequence[Export] = (),
    address: str = "",
    offers: Offers | None = None,
) -> dict[str, Page]:
    """All pages by path: one for each record, the indexes, the pages of prose with their blocks filled in, and the page
    that lists `files`, if there are any, and `offers` beside them."""
    renderer = _Renderer(chronicle, templates, repository, address)
    pages = dict(renderer.pages())
    if files:
        pages[FILES] = renderer.files(files, offers or Offers({}))
    return dict(sorted(pages.items()))


class _Renderer:
    def __init__(self, chronicle: Chronicle, templates: Path, repository: str, address: str = "") -> None:
        self.chronicle = chronicle
        self.plainly = Plainly(chronicle)
        self.address = address
        self.view = self.plainly.view
        site = chronicle.site
        place = (repository or site.repository or "").rstrip("/")
        self.host = Host(place, site.branch, site.contact or "", chronicle.records.texts)
        self.references = references(chronicle.sources)
        self.languages = _languages(chronicle)
        self.direction = direction(site.language)
        self.environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(templates),
            undefined=jinja2.StrictUndefined,
            autoescape=True,
            finalize=escape,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self.environment.globals.update(
            t=chronicle.records.texts,
            site=chronicle.site,
            cite=_citation,
            in_tex=citing.in_tex,
            written=self.direction,
            days=self.view.days.ticks(),
        )

    def pages(self) -> Iterator[tuple[str, Page]]:
        for kind in model.KINDS:
            for id_ in self.chronicle.records.of(kind):
                yield self._record(kind, id_)
        for name in INDEXES:
            if f"{name}.md" not in self.chronicle.records.prose:
                yield self._index(name)
        for gone, corrections in self.view.removed_records():
            yield self._tombstone(gone, corrections)
        for path, prose in self.chronicle.records.prose.items():
            if not self._narrates(path):
                yield path, self._prose(path, prose.text)

    def _narrates(self, path: str) -> bool:
        folder, _, name = path.rpartition("/")
        return any(folder == f and name[:-3] in self.chronicle.records.of(kind) for kind, f in model.FOLDERS.items())

    def _record(self, kind: str, id_: str) -> tuple[str, Page]:
        path = f"{model.FOLDERS[kind]}/{id_}.md"
        prose = self.chronicle.records.prose.get(path)
        context = getattr(self.view, kind)(id_)
        narrative = Markup(self._body(prose.text, path)) if prose else ""
        edits = [self.chronicle.records.of(kind)[id_].document.path, *([f"docs/{path}"] if prose else [])]
        context |= {"narrative": narrative, "reference": self._reference(id_)}
        if kind == "source":
            context["changes"] = self._changes(id_)
        text = self._filled(f"{kind}.md", path, context)
        cited = self._citations(kind, id_, context)
        foot = self._to_copy(path, cited)
        page = self._page(path, str(context["title"]), text, edits, context["description"], cited=foot, of=id_)
        return path, replace(page, head=self._head(kind, id_, page.title), reference=cited["page"].text)

    def _citations(self, kind: str, id_: str, context: Mapping[str, Any]) -> dict[str, citing.Citation]:
        """The references to copy at the foot of a record's page, by what they cite."""
        url = self._whole(f"{model.FOLDERS[kind]}/{id_}.md")
        title = str(context["title"])
        found: dict[str, citing.Citation] = {}
        if kind == "source":
            source = self.chronicle.sources[id_]
            found["source"] = citing.cite_source(id_, source, self.references.get(id_, ""))
            short = self.view.source_short(source)
            if source.statements:
                found["statement"] = citing.cite_any(self.chronicle, id_, short, url)
            title = self.chronicle.records.texts["cite_title_source"].format(title=title, source=short)
        found["page"] = citing.cite_page(self.chronicle, id_, title, url)
        return found

    def _to_copy(self, path: str, cited: Mapping[str, citing.Citation]) -> str:
        """The references at the foot of a page."""
        rows = [self._citation(name, citation) for name, citation in cited.items()]
        return self._filled("_cite.md", path, {"citations": rows})

    def _citation(self, name: str, citation: citing.Citation) -> dict[str, Any]:
        texts = self.chronicle.records.texts
        forms = [
            {"id": form, "label": texts[f"cite_form_{form}"], "html": _snippet(getattr(citation, form), texts)}
            for form in citing.FORMS
        ]
        return {"id": name, "heading": texts[f"cite_{name}"], "intro": texts[f"cite_{name}_intro"], "forms": forms}

    def _tombstone(self, gone: str, corrections: list[dict[str, Any]]) -> tuple[str, Page]:
        """The page at the address of a removed record: why, and until when it stood there. Links to it keep working."""
        path, title = f"{gone}.md", self.chronicle.records.texts["title_removed"]
        text = self._filled("removed.md", path, {"title": title, "corrections": corrections})
        page = self._page(path, title, text, ["data/corrections.yml"])
        unlisted = page.markdown.replace("---\n", "---\nrobots: noindex\n", 1)
        head = Head(linked.of_page(self.plainly, title, "WebPage"))
        return path, replace(page, markdown=unlisted, head=head, removed=True)

    def _head(self, kind: str, id_: str, title: str) -> Head:
        if kind == "source":
            cited = cited_in_head(self.chronicle.sources[id_])
        else:
            cited = citing.head(self.chronicle, title, self._whole(f"{model.FOLDERS[kind]}/{id_}.md"))
        return Head(linked.in_page(self.plainly, kind, id_, self.address), cited, of_a_work=kind == "source")

    def _general(self, path: str, text: str, title: str, data: str, edits: Sequence[str] = (), told: str = "") -> Page:
        """A page that is of no one record, with the reference to it. `data` is its linked data, `told` its description."""
        url = self._whole(path)
        cited = citing.cite_page(self.chronicle, path.removesuffix(".md"), title, url)
        page = self._page(path, title, text, list(edits), told, cited=self._to_copy(path, {"page": cited}))
        return replace(page, head=Head(data, citing.head(self.chronicle, title, url)), reference=cited.text)

    def files(self, files: Sequence[Export], offers: Offers) -> Page:
        """The page that lists the files for others to use."""
        texts = self.chronicle.records.texts
        site = self.chronicle.site
        licence = texts["data_conventions_licence"].format(licence=self.chronicle.licence, version=site.version)
        context = {
            "families": listing.listing(files, texts),
            "licence": licence,
            "offers": offers.listed(texts),
            "address": self.address,
        }
        text = self._filled(FILES, FILES, context)
        return self._general(FILES, text, texts["title_data"], linked.of_data(self.plainly, files, self.address))

    def _made_from(self, names: Iterable[str]) -> list[str]:
        """The files of data/ that a list or the blocks of a page are made from, where each is one file."""
        records = self.chronicle.records
        single = (records.vocabulary, records.neutral, records.extract, records.map)
        known = {*(one.path for one in records.lists), *(one.document.path for one in single if one)}
        wanted = dict.fromkeys(f"data/{ONE_FILE[name]}.yml" for name in names if name in ONE_FILE)
        return [path for path in wanted if path in known]

    def _index(self, name: str) -> tuple[str, Page]:
        path = f"{name}.md"
        text = self._filled(
            f"{name}.md",
            path,
            {
                "groups": getattr(self.view, name if name != "events" else "chronology")(),
                "numbers": self.view.numbers(),
                "filters": self.view.filters(name),
                "map": self.view.map() if name == "places" else None,
            },
        )
        texts = self.chronicle.records.texts
        title = texts[f"title_{name}"]
        data = linked.of_page(self.plainly, title, "CollectionPage")
        told = texts.get(f"lede_{name}", "")
        return path, self._general(path, text, title, data, self._made_from([name]), told)

    def _prose(self, path: str, text: str) -> Page:
        found = re.search(r"^#\s+(.+)$", text, re.M)
        title = found[1].strip() if found else path
        data = linked.of_page(self.plainly, title, "WebPage")
        made_from = [f"docs/{path}", *self._made_from(match[1] for match in MARKER.finditer(cite.masked(text)))]
        return self._general(path, self._body(text, path, heading=True), title, data, made_from)

    def _body(self, text: str, path: str, *, heading: bool = False) -> str:
        """Prose with its blocks filled in. A narrative loses its own first heading: the record has the title."""
        if not heading:
            text = re.sub(r"\A\s*#\s+.*\n", "", text)
        return filled(text, lambda match: self._block(match, path))

    def _block(self, match: re.Match[str], path: str) -> str:
        argument = (match[2] or "").strip()
        return self._filled(f"blocks/{match[1]}.md", path, self._block_context(match[1], argument)).strip("\n")

    def _block_context(self, name: str, argument: str) -> dict[str, Any]:
        view = self.view
        contexts: Mapping[str, Any] = {
            "accounts": lambda: view.event(argument),
            "support": lambda: view.question(argument),
            "statement": lambda: {"s": view.said[argument]},
            "worked": lambda: {"rows": view.worked(argument), "question": view.link(argument)},
            "neutral-words": lambda: {"rows": view.neutral_words()},
            "words": lambda: {"rows": view.disputed_words()},
            "agreed": lambda: {"rows": view.agreed()},
            "rules": lambda: {"groups": rules()},
            "figures": lambda: {"rows": view.range_of_figures()},
            "questions": lambda: {"groups": view.questions(argument)},
            "question-links": lambda: {"groups": view.questions(argument)},
            "days": lambda: {"rows": view.central_events()},
            "chronology-short": lambda: {"groups": view.chronology()},
            "extract": lambda: {"lines": view.extract()},
            "numbers": lambda: {"numbers": view.numbers()},
            "not-used": lambda: {"rows": self.chronicle.records.not_used},
            "corrections": lambda: {"rows": view.corrections()},
            "vocabulary": lambda: {"v": self.chronicle.vocabulary},
            "gaps": view.gaps,
            "terms": lambda: {"rows": [(name, view.texts[f"term_{name}"]) for name in linked.terms()]},
            "map": lambda: {"map": view.map()},
        }
        found: dict[str, Any] = contexts[name]()
        return found

    def _filled(self, template: str, path: str, context: Mapping[str, Any]) -> str:
        root = "../" * path.count("/")
        return self.environment.get_template(template).render({**context, "root": Markup(root)})

    def _page(
        self,
        path: str,
        title: str,
        text: str,
        edits: list[str],
        description: str = "",
        *,
        cited: str = "",
        of: str = "",
    ) -> Page:
        root = "../" * path.count("/")
        notes = Notes(lambda cited: self._note(cited, root), self.chronicle.records.texts)
        body = notes.number(text)
        foot = self._foot(path, title, edits, of)
        told = f"description: {json.dumps(description, ensure_ascii=False)}\n" if description else ""
        head = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n{told}---\n\n"
        text = f"{head}{body.strip()}\n\n{cited}{foot.strip()}\n"
        if self.direction == "ltr":  # where the whole page runs from right to left, nothing in it needs to be turned
            text = marked(text, self.languages)
        return Page(title, text, tuple(edits), description=description)

    def _foot(self, path: str, title: str, edits: list[str], of: str) -> str:
        """What stands at the end of every page: its corrections, what it is made from, how to suggest a change."""
        passage = Passage(self._published(path), title)
        context = {
            "edits": [{"path": edit, "url": self.host.edit(edit), "see": self.host.see(edit)} for edit in edits],
            "issue": self.host.issue(passage),
            "mail": self.host.mail(passage),
            "corrections": self.view.corrections_of(of),
        }
        return self._filled("_foot.md", path, context)

    def _whole(self, path: str) -> str:
        """The whole address of a page; empty where the site's is not known."""
        return self._published(path) if self.address else ""

    def _published(self, path: str) -> str:
        """The address of a page, as far as it is known."""
        return f"{self.address}{path.removesuffix('.md')}.html"

    def _changes(self, source: str) -> dict[str, dict[str, str]]:
        """For each statement of a source: its record at its line, and the form that names it."""
        document = self.chronicle.records.source[source].document
        page = self._published(f"sources/{source}.md")
        return {
            statement.id: {
                "see": self.host.see(document.path, document.where(("statements", index))[0]),
                "issue": self.host.issue(
                    Passage(
                        f"{page}#{statement.id}",
                        self.view.source_title(source),
                        statement.says,
                        f"{source}#{statement.id}",
                    )
                ),
            }
            for index, statement in enumerate(self.chronicle.sources[source].statements)
        }

    def _reference(self, id_: str) -> Markup:
        return Markup(_without_brackets(self.references.get(id_, "")))

    def _note(self, cited: Cited, root: str) -> str:
        source = self.chronicle.sources[cited.source]
        context = {
            "reference": self._reference(cited.source),
            "locator": cited.locator,
            "archive": self.view.archive(source),
            "reading": self.view.reading(source),
            "graphic": source.graphic,
            "said": self.view.said.get(cited.ref),
            "page": self.view.url(cited.source),
            "statement": cited.statement,
            "root": Markup(root),
        }
        return " ".join(self.environment.get_template("_note.md").render(context).split())


def _citation(ref: str) -> Markup:
    """A citation for a template to place."""
    return Markup(f"[@{ref}]")


def _snippet(text: str, texts: Mapping[str, str]) -> Markup:
    """A text of several lines on one line of HTML, so that Markdown leaves its blanks alone; what a reader fills in is marked."""
    found = "&#10;".join(escape(line) for line in text.strip("\n").split("\n"))
    for name, sign in citing.SPOTS.items():
        says = escape(texts["cite_spot_id" if name == "id" else "cite_spot_title"])
        found = found.replace(sign, f'<bdi data-fill="{name}">{says}</bdi>')
    return Markup(found)


def _without_brackets(html: str) -> str:
    """HTML in which no bracket can be taken for a citation or a note."""
    return html.replace("[", "&#91;").replace("]", "&#93;")


def _languages(chronicle: Chronicle) -> dict[str, str]:
    """The language of every name and title that is written from right to left."""
    named = [(n.text, n.language) for r in (chronicle.actors, chronicle.places) for v in r.values() for n in v.names]
    titled = [(source.title, source.language) for source in chronicle.sources.values()]
    return {
        text: language for text, language in [*named, *titled] if text and language and direction(language) == "rtl"
    }
