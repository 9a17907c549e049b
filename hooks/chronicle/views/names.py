"""Every spelling of every name, and the glossary."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..model.vocabulary import Explanation, GlossaryEntry
from ..text.collation import script_of, sort_key
from .context import ViewContext
from .links import ForeignText, Link
from .profiles import SpellingView, spelling_view


@dataclass(frozen=True, slots=True)
class SpellingRow:
    """A spelling in the list of all, with the record it belongs to. `initial` is the letter under
    which it is listed: for another script than Latin, the name of the script."""

    spelling: SpellingView
    record: Link
    kind: str
    initial: str


def spelling_rows(context: ViewContext) -> tuple[SpellingRow, ...]:
    """Every spelling of every actor and place in alphabetical order, Latin letters first."""
    articles = tuple(context.texts["articles"].split())
    rows = list(_rows(context))

    def place(row: SpellingRow) -> tuple[bool, str, str, str, str]:
        text = row.spelling.name.text
        script = script_of(text)
        return script != "latin", script, sort_key(text, articles), text, row.record.text

    return tuple(sorted(rows, key=place))


def _rows(context: ViewContext) -> Iterator[SpellingRow]:
    chronicle, vocabulary = context.chronicle, context.vocabulary
    articles = tuple(context.texts["articles"].split())
    scripts = context.texts.table("script")
    labels = {
        **{
            id_: vocabulary.label("kinds_of_actor", one.kind)
            for id_, one in chronicle.actors.items()
        },
        **{
            id_: vocabulary.label("kinds_of_place", one.kind)
            for id_, one in chronicle.places.items()
        },
    }
    for id_, kind in labels.items():
        record = chronicle.actors.get(id_) or chronicle.places[id_]
        for name in record.names:
            key, script = sort_key(name.text, articles), script_of(name.text)
            first = key[:1].upper() if key[:1].isalpha() else context.texts["digits"]
            other = scripts[script] if script in scripts else scripts["other"]
            yield SpellingRow(
                spelling=spelling_view(context, id_, name),
                record=context.link(id_),
                kind=kind,
                initial=first if script == "latin" else other,
            )


@dataclass(frozen=True, slots=True)
class GlossaryForm:
    """A word in one language, and the sources that use it."""

    name: ForeignText
    sources: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """An entry of the glossary. `unsourced` says that only its plain sense is given."""

    id: str
    term: str
    forms: tuple[GlossaryForm, ...]
    says: tuple[Explanation, ...]
    unsourced: bool
    records: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class GlossaryGroup:
    """The words of the sources (`theirs`), or those that the chronicle uses in its own sense
    (`ours`)."""

    id: str
    entries: tuple[GlossaryView, ...]


def glossary_groups(context: ViewContext) -> tuple[GlossaryGroup, ...]:
    """The glossary in alphabetical order, the words of the sources first."""
    listed = sorted(
        context.chronicle.records.glossary, key=lambda one: (sort_key(one.term), one.id)
    )
    groups = (
        GlossaryGroup(id_, tuple(_entry(context, one) for one in listed if one.ours == ours))
        for id_, ours in (("theirs", False), ("ours", True))
    )
    return tuple(group for group in groups if group.entries)


def _entry(context: ViewContext, entry: GlossaryEntry) -> GlossaryView:
    return GlossaryView(
        id=entry.id,
        term=entry.term,
        forms=tuple(
            GlossaryForm(
                ForeignText(form.text, context.language(form.language)),
                context.source_links(form.sources),
            )
            for form in entry.forms
        ),
        says=tuple(entry.says),
        unsourced=not entry.ours and not any(one.because for one in entry.says),
        records=context.links(entry.records),
    )
