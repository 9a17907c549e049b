"""The chronology as a calendar (iCalendar, RFC 5545): it has exact days only, and counts what it
leaves out."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import icalendar

from ..domain.chronicle import Chronicle
from ..domain.naming import page_path, page_url
from ..domain.ordering import ordered_events
from ..model.events import Event
from ..text.dates import exact_days, inexact
from ..text.localization import Texts, date_in_words
from .export_file import ExportFile, FileTally, urn

NOT_IN_CALENDAR = {
    "about": "left_out_event_about",
    "coarse": "left_out_event_coarse",
    "open": "left_out_event_open",
    "undated": "left_out_event_undated",
}


def calendar_file(chronicle: Chronicle, address: str = "") -> ExportFile:
    """`chronology.ics`: the events whose days are known. A calendar has neither 'by 4 June' nor 'in
    June'. `address` is where the site is published, with a slash at its end, or empty."""
    return ExportFile("chronology.ics", "formats", partial(_calendar, chronicle, address))


def _calendar(chronicle: Chronicle, address: str, tally: FileTally) -> Iterator[bytes]:
    site, events = chronicle.site, chronicle.events
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//chronicle//chronology//EN")
    calendar.add("version", "2.0")
    for name in ("name", "x-wr-calname"):  # as a text: the library does not know that these are
        calendar.add(name, icalendar.vText(site.title))
    calendar.add("description", site.description)
    begin, end, _ = calendar.to_ical().partition(b"END:VCALENDAR")
    yield begin
    for id_ in ordered_events(events):
        tally.leave_out(NOT_IN_CALENDAR.get(inexact(events[id_].date), ""))
        if exact_days(events[id_].date):
            tally.entries += 1
            yield _calendar_entry(chronicle, id_, address).to_ical()
    yield end + b"\r\n"


def _calendar_entry(chronicle: Chronicle, id_: str, address: str) -> icalendar.Event:
    """One event on its days. Only places that no one disputes are its location."""
    event = chronicle.events[id_]
    days = exact_days(event.date)
    assert days
    places = [chronicle.name_of(one.place) for one in event.places if one.role == "undisputed"]
    entry = icalendar.Event()
    entry.add("uid", urn(chronicle, "event", id_))
    entry.add("dtstamp", midnight(chronicle.site.version_date.first))
    entry.add("dtstart", days[0].first)
    entry.add("dtend", days[1].last + timedelta(days=1))
    entry.add("summary", event.title)
    entry.add("description", event_description(event, chronicle.texts))
    if places:
        entry.add("location", ", ".join(places))
    entry.add("categories", [chronicle.vocabulary.label("kinds_of_event", event.kind)])
    entry.add("transp", "TRANSPARENT")
    if address:
        entry.add("url", address + page_url(page_path(chronicle, id_)))
    return entry


def event_description(event: Event, texts: Texts) -> str:
    """Whether an event is undisputed or only said to have happened, and when: formats that have no
    field for either say it in words."""
    status = texts.table("status")[event.status]
    parts = (status, date_in_words(event.date, texts), event.date_note or "")
    words = ". ".join(part.rstrip(".") for part in parts if part)
    return f"{words[:1].upper()}{words[1:]}."


def midnight(day: date) -> datetime:
    """A day as a moment, for formats that have no days."""
    return datetime.combine(day, time(), UTC)
