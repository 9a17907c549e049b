"""The records in the words of schema.org, but for its ClaimReview, which rates. Ids are absolute if
`address`, where the site is published, is known; otherwise relative."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain

from ..domain.chronicle import Chronicle
from ..domain.naming import page_path, page_url, writing_actors
from ..model.types import Name, preferred
from ..text.dates import exact_days
from .bibliography import exact_date
from .calendar_feed import event_description
from .export_file import LICENCES, ExportFile, FileTally, JsonObject, json_object, script_json
from .published_works import author_name

WORK_TYPES = {"article": "NewsArticle", "article-newspaper": "NewsArticle", "book": "Book"}
ADDRESSES = (
    "about appearance archivedAt author containedInPlace contentUrl isBasedOn license sameAs"
)
CONTEXT: JsonObject = {
    "@vocab": "https://schema.org/",
    **{key: {"@type": "@id"} for key in [*ADDRESSES.split(), "location", "superEvent", "url"]},
}
"""What the words mean. schema.org's own context would have to be fetched."""
PageOf = Callable[[str | None], str | None]


def linked_data_file(chronicle: Chronicle, address: str = "") -> ExportFile:
    """`chronicle.jsonld`: every record."""
    return ExportFile("chronicle.jsonld", "formats", partial(_linked_data, chronicle, address))


def _linked_data(chronicle: Chronicle, address: str, tally: FileTally) -> Iterator[str]:
    for event in chronicle.events.values():
        tally.leave_out("" if exact_days(event.date) else "left_out_start")
    ids = tally.each(chain(chronicle.kind_of, chronicle.statements))
    return json_object({"@context": CONTEXT, "@graph": _nodes(chronicle, ids, address)})


def record_linked_data(chronicle: Chronicle, id_: str, address: str = "") -> str:
    """A record, and of a source the statements that it reports, for the head of its page."""
    source = chronicle.sources.get(id_)
    ids = [id_, *(f"{id_}#{one.id}" for one in (source.statements if source else ()))]
    return script_json({"@context": CONTEXT, "@graph": list(_nodes(chronicle, ids, address))})


def page_linked_data(chronicle: Chronicle, title: str, type_: str, **more: object) -> str:
    """A page of prose (`WebPage`) or a list of records (`CollectionPage`), for its head."""
    licence, site = chronicle.licence, chronicle.site
    found: JsonObject = {
        "@context": CONTEXT,
        "@type": type_,
        "name": title,
        "inLanguage": site.language,
        "version": site.version,
        "license": LICENCES.get(licence) or {"@type": "CreativeWork", "name": licence},
        "author": {"@type": "Organization", "name": site.editors},
        "isPartOf": {"@type": "WebSite", "name": site.title},
    }
    return script_json(found | more)


def dataset_linked_data(chronicle: Chronicle, files: Iterable[ExportFile], address: str) -> str:
    """The files as a dataset, for the head of the page that lists them."""
    site = chronicle.site
    parts = [{"@type": "DataDownload", "contentUrl": f"{address}data/{one.path}"} for one in files]
    about = {"description": site.description, "datePublished": site.version_date.text}
    return page_linked_data(chronicle, site.title, "Dataset", **about, distribution=parts)


def _nodes(chronicle: Chronicle, ids: Iterable[str], address: str) -> Iterator[JsonObject]:
    """The records with these ids, each without what is not known."""
    of_kind = {"event": _event, "question": _question, "source": _work, "place": _place}
    of_kind |= {"actor": _actor, "": _claim}

    def page(id_: str | None) -> str | None:
        return (address or "../") + page_url(page_path(chronicle, id_)) if id_ else None

    written = ((id_, of_kind[chronicle.kind_of.get(id_, "")](chronicle, id_, page)) for id_ in ids)
    return ({"@id": page(id_), **{k: v for k, v in node.items() if v}} for id_, node in written)


def _event(chronicle: Chronicle, id_: str, page: PageOf) -> JsonObject:
    event = chronicle.events[id_]
    first, last = exact_days(event.date) or (None, None)
    return {
        "@type": "Event",
        "name": event.title,
        "description": event_description(event, chronicle.texts),
        "startDate": first and first.first.isoformat(),
        "endDate": last and last.last.isoformat(),
        "location": [page(one.place) for one in event.places if one.role == "undisputed"],
        "superEvent": page(event.part_of),
        "sameAs": event.same_as,
    }


def _question(chronicle: Chronicle, id_: str, page: PageOf) -> JsonObject:
    question = chronicle.questions[id_]
    texts = {f"{page(id_)}#position-{one.id}": one.text for one in question.positions}
    answers = [{"@id": at, "@type": "Answer", "text": text} for at, text in texts.items()]
    return {"@type": "Question", "name": question.question, "suggestedAnswer": answers}


def _claim(chronicle: Chronicle, id_: str, page: PageOf) -> JsonObject:
    record = chronicle.statements[id_].record
    answers = [f"{page(one.question)}#position-{one.position}" for one in record.answers]
    return {
        "@type": "Claim",
        "text": record.says,
        "author": page(record.by.actor),
        "creditText": record.by.described,
        "appearance": page(id_.partition("#")[0]),
        "about": [*map(page, record.about), *answers],
        "dateCreated": exact_date(record.said),
        "temporalCoverage": record.when and record.when.text,
    }


def _work(chronicle: Chronicle, id_: str, page: PageOf) -> JsonObject:
    """A source. An address that pages do not link stays a text (`identifier`)."""
    source = chronicle.sources[id_]
    publisher = source.publisher or source.container_title
    known = chronicle.actor_named.get(publisher or "")
    organization = {"@type": "Organization", "name": publisher}
    return {
        "@type": WORK_TYPES.get(source.type, "CreativeWork"),
        "name": source.title,
        "creditText": "; ".join(map(author_name, source.author)),
        "inLanguage": source.language,
        "datePublished": exact_date(source.issued),
        "author": [page(one) for one in writing_actors(chronicle, source)],
        "publisher": {"@id": page(known)} if known else publisher and organization,
        "identifier" if source.url_status else "url": source.url,
        "archivedAt": source.archive.url,
        "isBasedOn": [page(parent.work) for parent in source.derives_from.works],
    }


def _actor(chronicle: Chronicle, id_: str, page: PageOf) -> JsonObject:
    actor = chronicle.actors[id_]
    type_ = "Person" if actor.kind == "person" else "Organization"
    return {
        "@type": type_,
        **_names(actor.names),
        "disambiguatingDescription": actor.role,
        "sameAs": actor.same_as,
    }


def _place(chronicle: Chronicle, id_: str, page: PageOf) -> JsonObject:
    place = chronicle.places[id_]
    within = page(place.within)
    found: JsonObject = {"@type": "Place", **_names(place.names), "containedInPlace": within}
    found["sameAs"] = place.same_as
    if place.coordinates:  # which say too much without how precise they are
        at = dict(zip(("longitude", "latitude"), place.coordinates, strict=True))
        precision = chronicle.texts.table("precision")[place.precision]
        found["geo"] = {"@type": "GeoCoordinates", **at, "description": precision}
    return found


def _names(names: list[Name]) -> JsonObject:
    first = preferred(names)
    return {"name": first.text, "alternateName": [one.text for one in names if one is not first]}
