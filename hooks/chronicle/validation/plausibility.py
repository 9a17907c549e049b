"""Rules on slips of a digit: dates that cannot be meant beside each other, numbers that are not
those of the words."""

import re
from collections.abc import Iterator

from ..domain.chronicle import Chronicle
from ..model.introspection import Location
from ..model.sources import Source
from ..model.statements import Figure, Statement
from ..problems import Problem
from ..text.addresses import ARCHIVED, same_address_key
from ..text.dates import EdtfDate
from ..text.word_matching import word_pattern

Dated = tuple[Location, EdtfDate | None, int, str | None]
Faults = dict[Location, tuple[str, str]]
"""What is wrong at which place of a source, and what to do."""


def dates_are_possible(chronicle: Chronicle) -> Iterator[Problem]:
    """An event is within the chronicle's period, and so are the days that charts show. Nothing is
    of a year after the one that follows the version, nor of a year before the period or, in a
    source, before that of every event it speaks of, unless a note says why."""
    site = chronicle.records.site
    if not site:
        return
    period, window = chronicle.site.period, chronicle.site.window
    for event in chronicle.records.event.values():
        if event.record.date and _outside(event.record.date, period):
            message = "this date is outside the chronicle's period"
            hint = "correct the date, or the period in data/site.yml"
            yield event.document.problem(("date",), message, hint)
    if window and not _covers(period, window):
        message, hint = "the window is not within the period", "give its first and last day"
        yield site.document.problem(("window",), message, hint)
    for source in chronicle.records.source.values():
        for location, fault in _impossible(chronicle, source.record).items():
            yield source.document.problem(location, *fault)


def _covers(period: EdtfDate, window: EdtfDate) -> bool:
    """Whether a window has two ends, and all of its days are in the period."""
    after = period.begin is None or period.first <= window.first
    before = period.end is None or window.last <= period.last
    return window.begin is not None and window.end is not None and after and before


def _outside(date: EdtfDate, period: EdtfDate) -> bool:
    """Whether no day that a date can mean is in the period."""
    early = period.begin is not None and date.last < period.first
    return early or (period.end is not None and date.first > period.last)


def _impossible(chronicle: Chronicle, source: Source) -> Faults:
    """The dates of a source whose year cannot be meant."""
    latest = chronicle.site.version_date.last.year + 1
    found: Faults = {}
    for location, date, earliest, note in _years(chronicle, source):
        if date and date.first.year > latest:
            found[location] = f"'{date.text}' is in the future", "correct the year"
        elif date and date.last.year < earliest and not note:
            message = f"'{date.text}' is before the time that this is about"
            found[location] = message, "correct the year, or say in a note why it is so early"
    return found


def _years(chronicle: Chronicle, source: Source) -> Iterator[Dated]:
    """Each date of a source, the first year that it can have, and a note that may explain it."""
    begin = chronicle.site.period.begin
    least = begin.first.year if begin else 0
    first = [_first_year(chronicle, one, least) for one in source.statements]
    yield ("issued",), source.issued, min(first, default=least), source.issued_note
    yield ("archive", "date"), source.archive.date, least, None
    for index, one in enumerate(source.statements):
        at, note = ("statements", index), one.note or source.note
        yield (*at, "said"), one.said, first[index], one.note
        yield (*at, "when"), one.when, least, note
        for number, figure in enumerate(one.figures):
            yield (*at, "figures", number, "as_of"), figure.as_of, least, note


def _first_year(chronicle: Chronicle, statement: Statement, least: int) -> int:
    """The year of the earliest event that a statement is about; `least` without a dated one."""
    events = (chronicle.events.get(id_) for id_ in statement.about)
    return min((event.date.first.year for event in events if event and event.date), default=least)


def dates_follow_each_other(chronicle: Chronicle) -> Iterator[Problem]:
    """A statement was said before its source was published, unless a note says how the date of the
    source is known; a figure is for no later day; and a copy was made after both."""
    for record in chronicle.records.source.values():
        impossible = _impossible(chronicle, record.record)
        for location, fault in _out_of_order(record.record, impossible).items():
            if location not in impossible:
                yield record.document.problem(location, *fault)


def _out_of_order(source: Source, impossible: Faults) -> Faults:
    """The dates of a source that are later than others allow; its own, if several are."""
    found: Faults = {}
    issued = None if ("issued",) in impossible else source.issued
    late: list[Location] = []
    for index, one in enumerate(source.statements):
        at = ("statements", index)
        if _after(one.said, issued) and not source.issued_note:
            late.append((*at, "said"))
        elif not one.note:
            said = issued if (*at, "said") in impossible else one.said or issued
            days = [_after(figure.as_of, said) for figure in one.figures]
            if any(days):
                place = (*at, "figures", days.index(True), "as_of")
                found[place] = "a figure for a day after it was said", "correct one of the two days"
    if len(late) > 1:
        message = f"{len(late)} statements of this source were said later"
        found["issued",] = message, "correct the date, or theirs"
    elif late:
        found[late[0]] = "it was said after its source was published", "correct one of the two days"
    if _after(issued, source.archive.date):
        found["archive", "date"] = (
            "the copy is older than its source",
            "correct one of the two days",
        )
    return found


def _after(one: EdtfDate | None, other: EdtfDate | None) -> bool:
    """Whether every day that a date can mean is after the other; not if one is not known."""
    return one is not None and other is not None and one.first > other.last


def copies_are_of_their_source(chronicle: Chronicle) -> Iterator[Problem]:
    """The address of an archived copy is that of one copy, of this page and of this day."""
    for record in chronicle.records.source.values():
        if record.record.archive.url:
            fault = _copy_fault(record.record, record.record.archive.url)
            if fault:
                yield record.document.problem(("archive", "url"), *fault)


def _copy_fault(source: Source, copy: str) -> tuple[str, str] | None:
    archived = ARCHIVED.match(copy)
    same = source.url is None or same_address_key(source.url) == same_address_key(copy)
    if source.url and same and not archived:
        return "the address of the source itself, not of a copy", "write archive: not-looked-for"
    if archived and not same and source.url_status != "proxy":
        return f"a copy of another page, {archived[1]}", "correct this address, or URL"
    stamp = re.search(r"/(?:(\d{4})(\d\d)(\d\d)\d*(?:[a-z]{2}_)?|\*)/http", copy)
    day = "-".join(stamp.groups(default="")) if stamp else ""
    if stamp and not stamp[1]:
        return "a list of copies, not one of them", "open one, and write its address"
    if day and source.archive.date and source.archive.date.text != day:
        return f"the copy with this address is of {day}", "correct the date, or the address"
    return None


def numbers_are_those_of_the_words(chronicle: Chronicle) -> Iterator[Problem]:
    """The numbers of a figure are those of its words: where these have digits, neither number is a
    slip of them, such as 12 or 102 for 120."""
    listed = chronicle.records.assertions
    words = listed.record.words.get(chronicle.site.language) if listed else None
    in_letters = word_pattern(words.numbers if words else [])
    for record in chronicle.records.source.values():
        for index, statement in enumerate(record.record.statements):
            for number, figure in enumerate(statement.figures):
                key, meant = _mistyped(figure)
                if key and not in_letters.search(figure.worded):
                    message = f"the words have {meant:,}, not {getattr(figure, key):,}"
                    at = ("statements", index, "figures", number, key)
                    yield record.document.problem(at, message, "copy the number again")


def _mistyped(figure: Figure) -> tuple[str, int]:
    """The key of a number that is a slip of one in the words, and that one; empty if none is."""
    written = re.findall(r"\d+(?:[.,\u00a0\u202f\u066c ]\d{3})*(?!\d)", figure.worded)
    numbers = [int(re.sub(r"\D", "", one)) for one in written]
    together = "".join(map(str, numbers))  # in "9 thousand 125", each number is a part of it
    for key, value in (("low", figure.low), ("high", figure.high)):
        if value is not None and value not in numbers and str(value) != together:
            meant = [one for one in numbers if _is_slip(str(one), str(value))]
            if meant:
                return key, meant[0]
    return "", 0


def _is_slip(one: str, other: str) -> bool:
    """Whether two numbers of two digits or more differ in the order of their digits or in one, or
    one of three or more lacks one."""
    short, long = sorted((one, other), key=len)
    if len(short) == len(long) > 1:
        return sorted(short) == sorted(long) or sum(map(str.__ne__, short, long)) == 1
    shorter = [long[:place] + long[place + 1 :] for place in range(len(long))]
    return len(long) > 2 and short in shorter
