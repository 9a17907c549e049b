"""The calendar, read by icalendar."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import icalendar
import pytest
from exports.reading import (
    ADDRESS,
    both_chronicles,
    bytes_of,
    exported,
    files_of,
    plain_yaml,
    text_of,
)
from support import edit

WHENS = {
    "/1901-05-04": "left_out_event_open",
    "1901-05": "left_out_event_coarse",
    "1901-05-01~": "left_out_event_about",
    "1901-05-01/": "left_out_event_open",
}


@both_chronicles
def test_the_calendar_has_the_events_whose_days_are_known(root: Path) -> None:
    file, events = files_of(root)["chronology.ics"], plain_yaml(root)["events"]
    day, known = r"(\d{4}-\d\d-\d\d)", {}
    for event in events.values():
        if match := re.fullmatch(rf"{day}(?:/{day})?", event.get("date") or ""):
            days = (match[1], match[2] or match[1])
            known[event["title"]] = tuple(map(date.fromisoformat, days))
    entries = icalendar.Calendar.from_ical(bytes_of(file)).walk("VEVENT")
    last = timedelta(days=1)
    found = {str(e["summary"]): (e["dtstart"].dt, e["dtend"].dt - last) for e in entries}
    assert found == known and len(entries) == len(known)
    assert len({str(entry["uid"]) for entry in entries}) == len(entries)
    assert sum(file.tally.left_out.values()) == len(events) - len(known)
    assert all(len(line.encode()) <= 75 for line in text_of(file).split("\r\n"))


def test_only_undisputed_places_are_a_location(world: Path) -> None:
    def location() -> str:
        calendar = icalendar.Calendar.from_ical(bytes_of(exported(world)["chronology.ics"]))
        (entry,) = calendar.walk("VEVENT")
        return str(entry.get("location", ""))

    assert location() == "The mill"
    alleged = "role: alleged, statement: courier-fire#mill-burned"
    edit(world, "data/events/fire.yml", "role: undisputed", alleged)
    assert location() == ""


def test_an_alleged_event_is_described_as_alleged(world: Path) -> None:
    edit(world, "data/events/fire.yml", "status: undisputed", "status: alleged")
    calendar = icalendar.Calendar.from_ical(bytes_of(exported(world)["chronology.ics"]))
    (entry,) = calendar.walk("VEVENT")
    assert str(entry["description"]).startswith("Accounts differ. 1 May 1901")


def test_the_name_of_the_calendar_is_one_text(world: Path) -> None:
    title = 'title: "The mill, 1901; a \\\\ b"'
    edit(world, "data/site.yml", "title: The mill at Arden", title)
    text = text_of(exported(world)["chronology.ics"])
    for name in ("NAME", "X-WR-CALNAME"):
        assert f"\r\n{name}:The mill\\, 1901\\; a \\\\ b\r\n" in text


@pytest.mark.parametrize("when", WHENS)
def test_the_calendar_says_what_it_cannot_have(world: Path, when: str) -> None:
    before = exported(world)["chronology.ics"].tally.left_out.get(WHENS[when], 0)
    edit(world, "data/events/fire.yml", "date: 1901-05-01", f"date: {when}")
    calendar = exported(world)["chronology.ics"]
    assert calendar.tally.entries == 0 and "VEVENT" not in text_of(calendar)
    assert calendar.tally.left_out[WHENS[when]] == before + 1


def test_an_address_makes_links_absolute(world: Path) -> None:
    file = exported(world, ADDRESS)["chronology.ics"]
    assert f"URL:{ADDRESS}events/fire.html".encode() in bytes_of(file)
