"""The pages that list records: days, questions, actors, places, sources and statements."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from ..domain.ordering import source_order
from ..model.questions import Question
from ..model.vocabulary import Term
from .context import ViewContext
from .days import chart_days
from .events import EventLine, event_line
from .statements import StatementView


@dataclass(frozen=True, slots=True)
class Chronology:
    """The events before, on each of, within and after the days that charts show: `coarse` are
    those whose day in them is not known."""

    before: tuple[EventLine, ...]
    days: tuple[tuple[date, tuple[EventLine, ...]], ...]
    coarse: tuple[EventLine, ...]
    after: tuple[EventLine, ...]


def chronology(context: ViewContext) -> Chronology:
    """All events in order, those that are dated to no day apart."""
    days = chart_days(context)
    groups: dict[str, list[EventLine]] = defaultdict(list)
    exact: dict[date, list[EventLine]] = defaultdict(list)
    for line in event_lines(context):
        when = line.record.date
        begin = when.begin if when else None
        if when and when.last < days.first:
            groups["before"].append(line)
        elif when and when.first > days.last:
            groups["after"].append(line)
        elif begin and begin.precision == "day" and days.contains(begin.first):
            exact[begin.first].append(line)
        else:
            groups["coarse"].append(line)
    return Chronology(
        before=tuple(groups["before"]),
        days=tuple((day, tuple(lines)) for day, lines in sorted(exact.items())),
        coarse=tuple(groups["coarse"]),
        after=tuple(groups["after"]),
    )


def event_lines(context: ViewContext) -> tuple[EventLine, ...]:
    """All events in order."""
    return tuple(event_line(context, id_) for id_ in context.event_order)


@dataclass(frozen=True, slots=True)
class PositionLine:
    """A position in a list of questions."""

    text: str
    path: str
    origins: int
    reports: int
    unnamed: int


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """A question in a list, with its positions."""

    id: str
    record: Question
    positions: tuple[PositionLine, ...]


def question_lines(context: ViewContext, asked: str = "") -> tuple[QuestionLine, ...]:
    """The questions: all, or those that ask one of the vocabulary's lists of parties."""
    questions = context.chronicle.questions
    return tuple(
        question_line(context, id_)
        for id_ in context.question_order
        if asked in ("", questions[id_].asked)
    )


def question_line(context: ViewContext, id_: str) -> QuestionLine:
    """A question with the numbers of what each of its positions rests on."""
    question, path = context.chronicle.questions[id_], context.link(id_).path
    lines = []
    for one in question.positions:
        count = context.chronicle.origin_count(id_, one.id)
        at = f"{path}#position-{one.id}"
        lines.append(PositionLine(one.text, at, count.origins, count.reports, count.unnamed))
    return QuestionLine(id_, question, tuple(lines))


def actors_by_party(context: ViewContext) -> tuple[tuple[Term, str], ...]:
    """Every actor's party and id, by party, each group in alphabetical order."""
    actors = context.chronicle.actors
    ordered = sorted(actors, key=lambda id_: actors[id_].name.casefold())
    parties = context.vocabulary.parties
    return tuple((term, id_) for term in parties for id_ in ordered if actors[id_].party == term.id)


def places_by_name(context: ViewContext) -> tuple[str, ...]:
    """The ids of all places in alphabetical order."""
    places = context.chronicle.places
    return tuple(sorted(places, key=lambda id_: places[id_].name.casefold()))


def sources_by_date(context: ViewContext) -> tuple[str, ...]:
    """The ids of all sources by date of publication."""
    chronicle = context.chronicle
    return tuple(sorted(chronicle.sources, key=lambda id_: source_order(chronicle, id_)))


def all_statements(context: ViewContext) -> tuple[StatementView, ...]:
    """Every statement in the order in which it was made."""
    return context.in_order(context.chronicle.statements.values())
