"""Citations in Markdown as footnotes: who says it, the words quoted, where, how far we read it."""

import re

from ..text.citations import CitedWork, citation_groups
from ..text.markdown import escaped
from ..views.context import ViewContext
from ..views.statements import StatementView
from .templates import quotation, relative


class Notes:
    """The notes of one page, in the order of their first use."""

    def __init__(self, context: ViewContext, path: str) -> None:
        self._context = context
        self._path = path
        self._names: dict[CitedWork, str] = {}

    def numbered(self, text: str) -> str:
        """The text with a mark for each citation, and the notes at its end."""
        parts, last = [], 0
        for group in citation_groups(text):
            marks = "".join(f"[^{self._name(cited)}]" for cited in group.cited)
            parts += [text[last : group.start], marks]
            last = group.end
        body = "".join([*parts, text[last:]])
        notes = "\n".join(f"[^{name}]: {self._note(cited)}" for cited, name in self._names.items())
        return f"{body}\n\n{notes}" if notes else body

    def _name(self, cited: CitedWork) -> str:
        """A name that is the same for the same citation: source.statement, with its locator."""
        if cited not in self._names:
            place = re.sub(r"\W+", "-", cited.locator).strip("-")
            parts = (cited.source, cited.statement, place)
            self._names[cited] = ".".join(filter(None, parts))
        return self._names[cited]

    def _note(self, cited: CitedWork) -> str:
        context = self._context
        said = context.statements.get(cited.ref)
        if said:
            return self._statement(said, cited.locator)
        link = context.source_link(cited.source)
        where = f"[{escaped(link.text)}]({relative(self._path, link.path)})"
        title = f": {escaped(link.note)}" if link.note else ""
        place = f", {escaped(cited.locator)}" if cited.locator else ""
        return f"{where}{title}{place}."

    def _statement(self, said: StatementView, locator: str) -> str:
        texts = self._context.texts
        words = _quotation(said) if said.quote else escaped(said.says)
        where = f"[{escaped(said.source.text)}]({relative(self._path, said.path)})"
        place = locator or said.locator
        parts = (where, escaped(place), escaped(said.extent))
        held = escaped(f"{texts['in_custody']} {said.custody}")
        custody = f" ({held})" if said.custody else ""
        return f"{escaped(said.speaker.text)}{custody}: {words} {', '.join(filter(None, parts))}."


def _quotation(said: StatementView) -> str:
    assert said.quote
    quoted = quotation(said.quote.text, said.quote.language)
    translation = said.quote.translation
    return f"{quoted} (“{escaped(translation)}”)" if translation else quoted
