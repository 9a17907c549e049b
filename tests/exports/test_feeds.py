"""The feeds, read by feedparser."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
import yaml
from exports.reading import ADDRESS, both_chronicles, bytes_of, chronicle_of, exported, files_of
from support import WORLD, edit

from chronicle.exports import feeds
from chronicle.exports.all_exports import export_files
from chronicle.files.file_dates import FileDates


@both_chronicles
def test_the_feed_has_every_correction(root: Path) -> None:
    file, paths = files_of(root)["corrections.atom"], (root / "data/corrections").glob("*.yml")
    read = (yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader) for path in paths)
    written = sorted(read, key=lambda one: one["date"])
    feed = feedparser.parse(bytes_of(file))
    assert not feed.bozo and feed.version == "atom10"
    assert [entry.updated[:10] for entry in feed.entries] == [one["date"] for one in written]
    for entry, one in zip(feed.entries, written, strict=True):
        assert entry.title == one["now"]
        assert one["was"] in entry.summary and one["why"] in entry.summary
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(bytes_of(file))}
    assert {"id", "title", "updated", "author"} <= tags


def test_a_correction_dated_to_a_month_is_counted_and_left_out(world: Path) -> None:
    (world / "data" / "published.json").unlink()  # or the published correction would be protected
    edit(world, "data/corrections/1901-05-20-day.yml", "date: 1901-05-20", "date: 1901-05")
    file = exported(world)["corrections.atom"]
    assert [entry.updated[:10] for entry in feedparser.parse(bytes_of(file)).entries] == [
        "1901-06-10",
        "1901-06-11",
    ]
    assert file.tally.left_out == {"left_out_correction": 1} and file.tally.entries == 2


def test_a_feed_has_no_markup_of_a_correction(world: Path) -> None:
    (world / "data" / "published.json").unlink()
    markup = '"<script>x</script> & <b>y</b>"'
    edit(world, "data/corrections/1901-05-20-day.yml", "A misprint.", markup)
    entry = feedparser.parse(bytes_of(exported(world)["corrections.atom"])).entries[0]
    assert "<script" not in entry.summary and "<b>" not in entry.summary
    assert "&lt;script&gt;" in entry.summary


def test_an_address_makes_links_absolute(world: Path) -> None:
    entry = feedparser.parse(bytes_of(exported(world, ADDRESS)["corrections.atom"])).entries[0]
    assert entry.link == f"{ADDRESS}events/fire.html"
    relative = feedparser.parse(bytes_of(exported(world)["corrections.atom"])).entries[0]
    assert relative.link == "../events/fire.html"


DATES = {
    "data/events/fire.yml": FileDates(date(1901, 6, 1), date(1901, 6, 1)),
    "data/sources/post-fire.yml": FileDates(date(1901, 6, 1), date(1901, 6, 3)),
    "data/places/arden.yml": FileDates(date(1901, 5, 1), date(1901, 6, 2)),
    "data/vocabulary.yml": FileDates(date(1901, 5, 1), date(1901, 6, 9)),
}


def test_records_are_in_a_feed_by_the_day_of_their_last_change(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    feed = feedparser.parse(bytes_of(feeds.records_feed(chronicle_of(WORLD), DATES, ADDRESS)))
    assert not feed.bozo and feed.feed.updated == "1901-06-03T00:00:00+00:00"
    shown = [(one.link, one.published[:10], one.updated[:10], one.summary) for one in feed.entries]
    assert shown == [
        (f"{ADDRESS}sources/post-fire.html", "1901-06-01", "1901-06-03", "Changed."),
        (f"{ADDRESS}places/arden.html", "1901-05-01", "1901-06-02", "Changed."),
        (f"{ADDRESS}events/fire.html", "1901-06-01", "1901-06-01", "New."),
    ]
    monkeypatch.setattr(feeds, "MOST_RECORDS", 1)
    assert feeds.records_feed(chronicle_of(WORLD), DATES).tally.entries == 1


def test_without_a_history_there_is_no_feed_of_records() -> None:
    known = {file.path for file in export_files(chronicle_of(WORLD), dates=DATES)}
    assert known - files_of(WORLD).keys() == {"records.atom"}
