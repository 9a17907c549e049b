"""The corrections, and the records that are new or changed, as feeds (Atom)."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from html import escape

import feedgenerator

from ..domain.chronicle import Chronicle
from ..domain.naming import page_path, page_url, record_title
from ..files.file_dates import FileDates
from ..text.dates import exact_days
from ..text.localization import InterfaceText
from .calendar_feed import midnight
from .export_file import ExportFile, FileTally, urn

MOST_RECORDS = 60
"""How many records, the newest first, are in the feed of records."""


class _Feed(feedgenerator.Atom1Feed):  # type: ignore[misc]
    """A feed that is as new as its newest entry or, without any, as this version: never as the
    clock."""

    newest: datetime

    def latest_post_date(self) -> datetime:
        return self.newest


def _feed(chronicle: Chronicle, path: str, title: InterfaceText, page: str, address: str) -> _Feed:
    """A feed without entries; `title` is its text, `page` what it belongs to."""
    site = chronicle.site
    return _Feed(
        title=title.format(title=site.title),
        link=f"{address or '../'}{page}",
        description=None,
        language=site.language,
        author_name=site.editors,
        feed_url=f"{address}data/{path}" if address else path,
        feed_guid=urn(chronicle, path.removesuffix(".atom")),
        feed_copyright=chronicle.licence,
    )


def corrections_feed(chronicle: Chronicle, address: str = "") -> ExportFile:
    """`corrections.atom`: what was said, what it says now, and why. An entry needs a day, so one
    dated to a month is left out."""
    return ExportFile("corrections.atom", "formats", partial(_corrections, chronicle, address))


def _corrections(chronicle: Chronicle, address: str, tally: FileTally) -> Iterator[str]:
    path, site = "corrections.atom", chronicle.site
    feed = _feed(chronicle, path, chronicle.texts["feed_title"], "corrections.html", address)
    dated = {id_: one for id_, one in chronicle.corrections.items() if exact_days(one.date)}
    for id_ in tally.each(dated):
        _add_to_feed(feed, chronicle, id_, address)
    newest = max((one.date.last for one in dated.values()), default=site.version_date.first)
    feed.newest = midnight(newest)
    for id_ in chronicle.corrections:
        tally.leave_out("" if id_ in dated else "left_out_correction")
    yield feed.writeString("utf-8")


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
        pubdate=midnight(correction.date.first),
        updateddate=midnight(correction.date.first),
    )


def records_feed(
    chronicle: Chronicle, dates: Mapping[str, FileDates], address: str = ""
) -> ExportFile:
    """`records.atom`: the records whose files were added or changed last, with both days. `dates`
    are those of the files in data/, by path."""
    return ExportFile("records.atom", "formats", partial(_records, chronicle, dates, address))


def _records(
    chronicle: Chronicle, dates: Mapping[str, FileDates], address: str, tally: FileTally
) -> Iterator[str]:
    dated = {
        id_: dates[path]
        for id_, kind in chronicle.kind_of.items()
        if (path := chronicle.records.of(kind)[id_].document.path) in dates
    }
    newest = sorted(sorted(dated), key=lambda id_: dated[id_].changed, reverse=True)[:MOST_RECORDS]
    feed = _feed(
        chronicle, "records.atom", chronicle.texts["records_feed_title"], "index.html", address
    )
    texts, days = chronicle.texts, (dated[id_].changed for id_ in newest)
    feed.newest = midnight(max(days, default=chronicle.site.version_date.first))
    for id_ in tally.each(newest):
        added, changed = dated[id_].added, dated[id_].changed
        feed.add_item(
            title=record_title(chronicle, id_),
            link=f"{address or '../'}{page_url(page_path(chronicle, id_))}",
            description=texts["feed_new"] if added == changed else texts["feed_changed"],
            unique_id=urn(chronicle, "record", id_),
            pubdate=midnight(added),
            updateddate=midnight(changed),
        )
    yield feed.writeString("utf-8")
