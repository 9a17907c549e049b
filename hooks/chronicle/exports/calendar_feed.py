"""The chronology as a calendar (iCalendar, RFC 5545) and the corrections as a feed (Atom). Both
have exact days only, and count what they leave out."""

from datetime import UTC, date, datetime, time, timedelta
from html import escape

import feedgenerator
import icalendar

from ..domain.chronicle import Chronicle
from ..domain.naming import page_path, page_url
from ..domain.ordering import ordered_events
from ..model.events import Event
from ..text.dates import exact_days, inexact
from ..text.localization import Texts, date_in_words
from .export_file import ExportFile, tally, urn

NOT_IN_CALENDAR = {
    "about": "left_out_event_about",
    "coarse": "left_out_event_coarse",
    "open": "left_out_event_open",
    "undated": "left_out_event_undated",
}


def calendar_file(chronicle: Chronicle, address: str = "") -> ExportFile:
    """`chronology.ics`: the events whose days are known. A calendar has neither 'by 4 June' nor 'in
    June'. `address` is where the site is published, with a slash at its end, or empty."""
    site, events = chronicle.site, chronicle.events
    calendar = icalendar.Calendar()
    calendar.add("prodid", "-//chronicle//chronology//EN")
    calendar.add("version", "2.0")
    for name in ("name", "x-wr-calname"):  # as a text: the library does not know that these are
        calendar.add(name, icalendar.vText(site.title))
    calendar.add("description", site.description)
    exact = [id_ for id_ in ordered_events(events) if exact_days(events[id_].date)]
    for id_ in exact:
        calendar.add_component(_calendar_entry(chronicle, id_, address))
    out = tally(NOT_IN_CALENDAR.get(inexact(event.date), "") for event in events.values())
    text = calendar.to_ical().decode("utf-8")
    return ExportFile("chronology.ics", "formats", text, len(exact), out)


def _calendar_entry(chronicle: Chronicle, id_: str, address: str) -> icalendar.Event:
    """One event on its days. Only places that no one disputes are its location."""
    event = chronicle.events[id_]
    days = exact_days(event.date)
    assert days
    places = [chronicle.name_of(one.place) for one in event.places if one.role == "undisputed"]
    entry = icalendar.Event()
    entry.add("uid", urn(chronicle, "event", id_))
    entry.add("dtstamp", _midnight(chronicle.site.version_date.first))
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


class _Feed(feedgenerator.Atom1Feed):  # type: ignore[misc]
    """A feed that is as new as its newest entry or, without any, as this version: never as the
    clock."""

    newest: datetime

    def latest_post_date(self) -> datetime:
        return self.newest


def corrections_feed(chronicle: Chronicle, address: str = "") -> ExportFile:
    """`corrections.atom`: what was said, what it says now, and why. An entry needs a day, so one
    dated to a month is left out."""
    site, path = chronicle.site, "corrections.atom"
    feed = _Feed(
        title=chronicle.texts["feed_title"].format(title=site.title),
        link=f"{address or '../'}corrections.html",
        description=None,
        language=site.language,
        author_name=site.editors,
        feed_url=f"{address}data/{path}" if address else path,
        feed_guid=urn(chronicle, "corrections"),
        feed_copyright=chronicle.licence,
    )
    dated = {id_: one for id_, one in chronicle.corrections.items() if exact_days(one.date)}
    for id_ in dated:
        _add_to_feed(feed, chronicle, id_, address)
    newest = max((one.date.last for one in dated.values()), default=site.version_date.first)
    feed.newest = _midnight(newest)
    undated = len(chronicle.corrections) - len(dated)
    out = {"left_out_correction": undated} if undated else {}
    return ExportFile(path, "formats", feed.writeString("utf-8"), len(dated), out)


def _add_to_feed(feed: _Feed, chronicle: Chronicle, id_: str, address: str) -> None:
    texts, correction = chronicle.texts, chronicle.corrections[id_]
    paths = (page_path(chronicle, record) for record in correction.records)
    path = next(filter(None, paths), f"corrections.md#correction-{id_}")
    rows = (
        (texts["we_said"], correction.was),
        (texts["now_says"], correction.now),
        (texts["feed_why"], correction.why),
    )
    feed.add_item(
        title=correction.now,
        link=f"{address or '../'}{page_url(path)}",
        description="".join(f"<p>{escape(label)}: {escape(text)}</p>" for label, text in rows),
        unique_id=urn(chronicle, "correction", id_),
        pubdate=_midnight(correction.date.first),
        updateddate=_midnight(correction.date.first),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
