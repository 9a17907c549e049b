"""The chronology as a calendar (iCalendar, RFC 5545)."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import icalendar

from ..domain.chronicle import Chronicle
from ..model import records as model
from ..views import View
from .base import Export, exact_days, inexact, tallied, urn


def chronology(chronicle: Chronicle, address: str = "") -> Export:
    """`chronology.ics`: the events whose days are known. A calendar holds neither 'by 4 June' nor 'in June'."""
    found = icalendar.Calendar()
    found.add("prodid", "-//chronicle//chronology//EN")
    found.add("version", "2.0")
    for name in ("name", "x-wr-calname"):  # as a text, since the library does not know that these are
        found.add(name, icalendar.vText(chronicle.site.title))
    found.add("description", chronicle.site.description)
    view = View(chronicle)
    dated = [id_ for id_ in view.event_order if exact_days(chronicle.events[id_].date)]
    for id_ in dated:
        found.add_component(_entry(view, id_, address))
    out = tallied(f"event_{why}" for e in chronicle.events.values() if (why := inexact(e.date)))
    text = found.to_ical().decode("utf-8")
    return Export("chronology.ics", "formats", text, len(dated), out)


def _entry(view: View, id_: str, address: str) -> icalendar.Event:
    """One event on its days. Only places that nobody disputes are its location; its status stands in its description."""
    chronicle, event = view.chronicle, view.chronicle.events[id_]
    days = exact_days(event.date)
    assert days
    entry = icalendar.Event()
    entry.add("uid", urn(chronicle, "event", id_))
    entry.add("dtstamp", datetime.combine(chronicle.site.version_date.first, time(), UTC))
    entry.add("dtstart", days[0].first)
    entry.add("dtend", days[1].last + timedelta(days=1))
    entry.add("summary", event.title)
    entry.add("description", _words(view, event))
    places = [chronicle.name(role.place) for role in event.places if role.role == "undisputed"]
    if places:
        entry.add("location", ", ".join(places))
    entry.add("categories", [view.label("kinds_of_event", event.kind)])
    entry.add("transp", "TRANSPARENT")
    if address:
        entry.add("url", address + view.url(id_))
    return entry


def _words(view: View, event: model.Event) -> str:
    parts = [view.texts[f"status_{event.status}"], view.date(event.date), event.date_note or ""]
    text = ". ".join(part.rstrip(".") for part in parts if part)
    return f"{text[:1].upper()}{text[1:]}."
