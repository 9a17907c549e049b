"""Every spelling of every name, and the order of the glossary."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..model.vocabulary import GlossaryEntry
from ..text.collation import script_of, sort_key
from .context import ViewContext
from .profiles import SpellingView, spelling_view


@dataclass(frozen=True, slots=True)
class SpellingRow:
    """A spelling in the list of all, with the id and the kind of its record. `initial` is the
    letter under which it is listed: for another script than Latin, the name of the script."""

    spelling: SpellingView
    record: str
    kind: str
    initial: str


def spelling_rows(context: ViewContext) -> tuple[SpellingRow, ...]:
    """Every spelling of every actor and place in alphabetical order, Latin letters first."""
    articles = tuple(context.texts["articles"].split())

    def place(row: SpellingRow) -> tuple[bool, str, str, str, str]:
        text = row.spelling.name.text
        script = script_of(text)
        return script != "latin", script, sort_key(text, articles), text, row.record

    return tuple(sorted(_rows(context, articles), key=place))


def _rows(context: ViewContext, articles: tuple[str, ...]) -> Iterator[SpellingRow]:
    chronicle, scripts = context.chronicle, dict(context.texts.table("script"))
    kinds = {
        id_: context.label("kinds_of_actor", one.kind) for id_, one in chronicle.actors.items()
    }
    kinds |= {
        id_: context.label("kinds_of_place", one.kind) for id_, one in chronicle.places.items()
    }
    for id_, kind in kinds.items():
        for name in (chronicle.actors.get(id_) or chronicle.places[id_]).names:
            key, script = sort_key(name.text, articles), script_of(name.text)
            initial = key[:1].upper() if key[:1].isalpha() else context.texts["digits"]
            if script != "latin":
                initial = scripts.get(script, scripts["other"])
            yield SpellingRow(spelling_view(context, id_, name), id_, kind, initial)


def glossary_groups(context: ViewContext) -> tuple[tuple[str, tuple[GlossaryEntry, ...]], ...]:
    """The glossary in alphabetical order: the words of the sources (`theirs`), then those that the
    chronicle uses in its own sense (`ours`)."""
    listed = sorted(
        context.chronicle.records.glossary, key=lambda one: (sort_key(one.term), one.id)
    )
    groups = (
        (id_, tuple(one for one in listed if one.ours == ours))
        for id_, ours in (("theirs", False), ("ours", True))
    )
    return tuple(group for group in groups if group[1])
