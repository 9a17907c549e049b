"""By what long lists can be filtered, and the rows that a filter chooses among."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from ..domain.naming import source_publisher, source_title
from ..model.sources import Source
from ..text.dates import EdtfDate, parse_date
from .context import ViewContext
from .lists import all_statements, sources_by_date
from .statements import StatementView

DESCRIBED = "described"
"""The option for all speakers that have no record of their own."""
Keys = Mapping[str, tuple[str, ...]]
"""The ids by which a row can be chosen, by facet."""


@dataclass(frozen=True, slots=True)
class FacetOption:
    """An id to choose, and what it is called."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing by which a list can be filtered."""

    name: str
    label: str
    options: tuple[FacetOption, ...]


@dataclass(frozen=True, slots=True)
class FilteredRow:
    """A row of a list as a filter shows it: a mark, words in bold, the rest, a quotation in its
    language, a link."""

    keys: Keys
    mark: str
    lead: str
    body: str
    quote: str
    language: str
    label: str
    path: str


@dataclass(frozen=True, slots=True)
class FilteredList:
    """All rows of a list in order, and what they can be filtered by."""

    name: str
    facets: tuple[Facet, ...]
    rows: tuple[FilteredRow, ...]


def filtered_statements(context: ViewContext) -> FilteredList:
    """The statements, by party, speaker, question, event, place and actor spoken of."""
    rows = tuple(_statement_row(context, one) for one in all_statements(context))
    labels: dict[str, Callable[[str], str]] = {
        "party": lambda id_: context.parties[id_].label,
        "speaker": lambda id_: _speaker(context, id_),
        "question": lambda id_: context.link(id_).text,
        "event": lambda id_: context.link(id_).text,
        "place": lambda id_: context.link(id_).text,
        "actor": lambda id_: context.link(id_).text,
    }
    return FilteredList("statements", _facets(context, rows, labels), rows)


def _statement_row(context: ViewContext, view: StatementView) -> FilteredRow:
    chronicle = context.chronicle
    record = chronicle.statements[view.ref].record
    about = [id_ for id_ in [*record.about, record.where] if id_]
    answers = [*record.answers, *record.bears_on]
    keys = {
        "party": (view.party.id,),
        "speaker": (record.by.actor or DESCRIBED,),
        "question": tuple(dict.fromkeys(one.question for one in answers)),
        "event": tuple(id_ for id_ in about if id_ in chronicle.events),
        "place": tuple(dict.fromkeys(id_ for id_ in about if id_ in chronicle.places)),
        "actor": tuple(id_ for id_ in about if id_ in chronicle.actors),
    }
    quote = view.quote
    return FilteredRow(
        keys=keys,
        mark=view.party.symbol,
        lead=view.speaker.text,
        body=view.says,
        quote=quote.text if quote else "",
        language=quote.language if quote else "",
        label=view.source.text,
        path=view.path,
    )


def _speaker(context: ViewContext, id_: str) -> str:
    return context.texts["described_speakers"] if id_ == DESCRIBED else context.link(id_).text


def filtered_sources(context: ViewContext) -> FilteredList:
    """The sources, by kind, language, party, month, extent of reading and what they rest on."""
    rows = tuple(_source_row(context, id_) for id_ in sources_by_date(context))
    derivations = context.texts.table("derivation")
    labels: dict[str, Callable[[str], str]] = {
        "kind": lambda id_: context.vocabulary.label("kinds_of_source", id_),
        "language": context.texts.language_name,
        "party": lambda id_: context.parties[id_].label,
        "month": lambda id_: context.date(parse_date(id_)),
        "extent": lambda id_: context.vocabulary.label("extents", id_),
        "derivation": lambda id_: derivations[id_],
    }
    return FilteredList("sources", _facets(context, rows, labels), rows)


def _source_row(context: ViewContext, id_: str) -> FilteredRow:
    source, texts = context.chronicle.sources[id_], context.texts
    date = context.date(source.issued) or texts["date_unknown"]
    kind = context.label("kinds_of_source", source.kind)
    return FilteredRow(
        keys=_source_keys(source),
        mark="",
        lead="",
        body=", ".join((source_publisher(source, texts), date, kind)),
        quote="",
        language=context.language(source.language) if source.title else "",
        label=source_title(source, texts),
        path=context.link(id_).path,
    )


def _source_keys(source: Source) -> Keys:
    return {
        "kind": (source.kind,),
        "language": (source.language,) if source.language else (),
        "party": (source.party,) if source.party else (),
        "month": _month(source.issued),
        "extent": (source.read.extent,),
        "derivation": (source.derives_from.kind,),
    }


def _month(when: EdtfDate | None) -> tuple[str, ...]:
    """The month of a date, or its year if no more is known: 1901-05, 1902."""
    if when is None:
        return ()
    coarse = when.begin is not None and when.begin.precision == "year"
    return (f"{when.first:%Y}" if coarse else f"{when.first:%Y-%m}",)


def _facets(
    context: ViewContext, rows: Iterable[FilteredRow], labels: Mapping[str, Callable[[str], str]]
) -> tuple[Facet, ...]:
    listed = list(rows)
    names = context.texts.table("filter")
    found = []
    for name, label in labels.items():
        ids = {id_ for row in listed for id_ in row.keys[name]}
        options = [FacetOption(id_, label(id_)) for id_ in ids]
        by_id = name == "month"
        options.sort(key=lambda one: one.id if by_id else one.label.casefold())
        if options:
            found.append(Facet(name, names[name], tuple(options)))
    return tuple(found)
