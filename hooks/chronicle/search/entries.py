"""What can be found: an entry for every record, every statement, and every section of a page."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..domain.naming import page_path, page_url, source_publisher, source_title
from ..domain.ordering import event_questions
from ..model.kinds import FOLDERS
from ..model.types import Name
from ..text.dates import EdtfDate
from ..text.prose import prose_words
from ..views.agreed import content_notes
from ..views.context import ViewContext

SHOWN_USERS = 3


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """A result that can be shown. `about` is what the entry is, or whose; `days` are the first and
    the last day of its date, or the only one; `warn` says what it contains; `names` are the
    spellings of a place or an actor, each with those who use it; `concerns` are the numbers of the
    entries of questions and events that it is about; `language` is that of a foreign title; `words`
    are those by which readers look for a page."""

    kind: str
    url: str
    title: str
    about: str = ""
    date: str = ""
    days: tuple[str, ...] = ()
    warn: str = ""
    body: str = ""
    names: tuple[tuple[str, str], ...] = ()
    concerns: tuple[int, ...] = ()
    language: str = ""
    words: str = ""


def record_entries(context: ViewContext) -> Iterator[SearchEntry]:
    """The entries of questions and events, which others concern, of actors and of places."""
    chronicle, numbers = context.chronicle, _numbers(context)
    yield from (_question(context, id_) for id_ in context.question_order)
    yield from (_event(context, id_, numbers) for id_ in context.event_order)
    yield from (_actor(context, id_, numbers) for id_ in chronicle.actors)
    yield from (_place(context, id_, numbers) for id_ in chronicle.places)


def part_entries(context: ViewContext) -> Iterator[SearchEntry]:
    """The entries of what is part of others: of statements and sources."""
    numbers = _numbers(context)
    yield from (_statement(context, ref, numbers) for ref in context.chronicle.statements)
    yield from (_source(context, id_) for id_ in context.chronicle.sources)


def _numbers(context: ViewContext) -> dict[str, int]:
    """The numbers of the entries of questions and events."""
    return {id_: i for i, id_ in enumerate((*context.question_order, *context.event_order))}


def _question(context: ViewContext, id_: str) -> SearchEntry:
    question = context.chronicle.questions[id_]
    events = context.events_on.get(id_, [])
    answer = context.texts["search_answer"]
    positions = (answer.format(text=position.text) for position in question.positions)
    return SearchEntry(
        kind="question",
        url=record_url(context, id_),
        title=question.question,
        warn=_warning(context, events),
        body=_joined(
            *positions,
            question.why,
            question.would_settle,
            question.note,
            _narrative(context, "question", id_),
        ),
    )


def _event(context: ViewContext, id_: str, numbers: Mapping[str, int]) -> SearchEntry:
    event = context.chronicle.events[id_]
    agreed = (one.says for one in event.undisputed)
    narrative = _narrative(context, "event", id_)
    return SearchEntry(
        kind="event",
        url=record_url(context, id_),
        title=event.title,
        about=context.vocabulary.label("kinds_of_event", event.kind),
        date=context.date(event.date),
        days=day_range(event.date),
        warn=_warning(context, [id_]),
        body=_joined(event.date_note, *agreed, event.note, narrative),
        concerns=tuple(numbers[one] for one in event_questions(context.chronicle, id_)),
    )


def _actor(context: ViewContext, id_: str, numbers: Mapping[str, int]) -> SearchEntry:
    actor = context.chronicle.actors[id_]
    events = (
        one
        for one in context.event_order
        if any(role.actor == id_ for role in context.chronicle.events[one].actors)
    )
    return SearchEntry(
        kind="actor",
        url=record_url(context, id_),
        title=actor.name,
        about=actor.role or context.vocabulary.label("kinds_of_actor", actor.kind),
        body=_joined(actor.note, _narrative(context, "actor", id_)),
        names=_names(context, actor.names),
        concerns=tuple(numbers[one] for one in events),
    )


def _place(context: ViewContext, id_: str, numbers: Mapping[str, int]) -> SearchEntry:
    place = context.chronicle.places[id_]
    there = {id_, *_inside(context, id_)}
    events = (
        one
        for one in context.event_order
        if any(role.place in there for role in context.chronicle.events[one].places)
    )
    return SearchEntry(
        kind="place",
        url=record_url(context, id_),
        title=place.name,
        about=context.vocabulary.label("kinds_of_place", place.kind),
        body=_joined(place.note, place.disputed, _narrative(context, "place", id_)),
        names=_names(context, place.names),
        concerns=tuple(numbers[one] for one in events),
    )


def _inside(context: ViewContext, id_: str) -> Iterator[str]:
    """The places within a place, and those within them."""
    for other, place in context.chronicle.places.items():
        if place.within == id_:
            yield from (other, *_inside(context, other))


def _names(context: ViewContext, names: Iterable[Name]) -> tuple[tuple[str, str], ...]:
    return tuple((name.text, _users(context, name.sources)) for name in names)


def _users(context: ViewContext, sources: Iterable[str]) -> str:
    """The publishers of the sources, each once; of many, the first."""
    known = context.chronicle.sources
    users = list(dict.fromkeys(source_publisher(known[id_], context.texts) for id_ in sources))
    shown = ", ".join(users[:SHOWN_USERS])
    more = len(users) > SHOWN_USERS
    return context.texts["search_and_others"].format(names=shown) if more else shown


def _statement(context: ViewContext, ref: str, numbers: Mapping[str, int]) -> SearchEntry:
    view = context.statements[ref]
    record = context.chronicle.statements[ref].record
    subjects = dict.fromkeys([*record.about, *(answer.question for answer in record.answers)])
    quote = (view.quote.text, view.quote.translation) if view.quote else ()
    return SearchEntry(
        kind="statement",
        url=page_url(view.path),
        title=view.says,
        about=f"{view.speaker.text} · {view.source.text}",
        date=view.said_on,
        days=day_range(record.said),
        warn=_warning(context, (id_ for id_ in record.about if id_ in context.chronicle.events)),
        body=_joined(*quote),
        concerns=tuple(numbers[id_] for id_ in subjects if id_ in numbers),
    )


def _source(context: ViewContext, id_: str) -> SearchEntry:
    source = context.chronicle.sources[id_]
    authors = (_joined(one.literal, one.given, one.family, by=" ") for one in source.author)
    return SearchEntry(
        kind="source",
        url=record_url(context, id_),
        title=source_title(source, context.texts),
        about=source_publisher(source, context.texts),
        date=context.date(source.issued),
        days=day_range(source.issued),
        body=_joined(source.title_en, *authors),
        language=context.language(source.language) if source.title else "",
    )


def record_url(context: ViewContext, id_: str) -> str:
    """The address of a record's page."""
    return page_url(page_path(context.chronicle, id_))


def _narrative(context: ViewContext, kind: str, id_: str) -> str:
    prose = context.chronicle.records.prose.get(f"{FOLDERS[kind]}/{id_}.md")
    return prose_words(prose.text) if prose else ""


def _warning(context: ViewContext, events: Iterable[str]) -> str:
    """What the events contain, in short; of several notes, the first."""
    found = content_notes(context, events)
    label = context.vocabulary.label("content_notes", found[0]) if found else ""
    return context.texts["content_short"].format(what=label) if label else ""


def day_range(date: EdtfDate | None) -> tuple[str, ...]:
    """The first and the last day of a date, in ISO 8601; of a single day, that day."""
    days = (date.first, date.last) if date else ()
    return tuple(dict.fromkeys(day.isoformat() for day in days))


def _joined(*parts: str | None, by: str = " · ") -> str:
    return by.join(filter(None, parts))
