"""The corrections as a feed (Atom)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from html import escape

import feedgenerator

from ..domain.chronicle import Chronicle
from ..model import records as model
from ..views import View
from .base import Export, exact_days, inexact, tallied, urn


class _Feed(feedgenerator.Atom1Feed):  # type: ignore[misc]
    """A feed that is as new as its newest entry or, without any, as this version: never as the clock."""

    newest: datetime

    def latest_post_date(self) -> datetime:
        return self.newest


def corrections(chronicle: Chronicle, address: str = "") -> Export:
    """`corrections.atom`: what was said, what it says now, and why. An entry needs a day, so a month alone is left out."""
    site, texts = chronicle.site, chronicle.records.texts
    name = "corrections.atom"
    found = _Feed(
        title=texts["feed_title"].format(title=site.title),
        link=f"{address or '../'}corrections.html",
        description=None,
        language=site.language,
        author_name=site.editors,
        feed_url=f"{address}data/{name}" if address else name,
        feed_guid=urn(chronicle, "corrections"),
        feed_copyright=chronicle.licence,
    )
    listed = [one for one in chronicle.records.corrections if exact_days(one.date)]
    for number, correction in enumerate(chronicle.records.corrections, 1):
        if correction in listed:
            _add(found, View(chronicle), correction, number, address)
    newest = max([one.date.last for one in listed], default=site.version_date.first)
    found.newest = _midnight(newest)
    out = tallied("correction" for one in chronicle.records.corrections if inexact(one.date))
    return Export(name, "formats", found.writeString("utf-8"), len(listed), out)


def _add(found: _Feed, view: View, correction: model.Correction, number: int, address: str) -> None:
    texts = view.texts
    rows = [
        (texts["we_said"], correction.was),
        (texts["now_says"], correction.now),
        (texts["feed_why"], correction.why),
    ]
    page = next((view.url(id_) for id_ in correction.records if view.url(id_)), f"corrections.html#correction-{number}")
    found.add_item(
        title=correction.now,
        link=f"{address or '../'}{page}",
        description="".join(f"<p>{escape(label)}: {escape(text)}</p>" for label, text in rows),
        unique_id=urn(view.chronicle, "correction", correction.date.text, correction.was),
        pubdate=_midnight(correction.date.first),
        updateddate=_midnight(correction.date.first),
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
