"""What the page on which a record is written needs, as a script of data: the schemas of editors,
the names of what exists, the texts, and where the result can be sent."""

from ..domain.chronicle import Chronicle
from ..exports.export_file import JsonObject, script_json
from ..exports.schemas import editor_schema, name_definitions
from ..model.actors import Actor
from ..model.events import Event
from ..model.kinds import FOLDERS
from ..model.site import Correction
from ..model.sources import Source
from ..model.types import Part
from ..text.characters import UNSEEN
from .contribution_links import CodeHost

WRITE_SCRIPT = "assets/js/write/data.js"
WRITTEN: dict[str, type[Part]] = {
    "source": Source,
    "correction": Correction,
    "event": Event,
    "actor": Actor,
}
"""What can be written on the page, by the name of its kind."""
OPEN = {
    "Source": (
        *("type", "kind", "title", "container-title", "language", "issued", "issued_basis"),
        *("URL", "author", "archive", "read", "derives_from", "derives_note", "statements"),
    ),
    "Statement": (
        *("by", "said", "basis", "says", "quote", "quote_language", "about", "answers", "id"),
    ),
    "Speaker": ("described", "party"),
    "Reading": ("extent", "seen"),
    "Archive": ("url", "date"),
    "Author": ("family", "given", "literal"),
    "Correction": ("statements", "records", "was", "now", "why", "date"),
    "Event": ("title", "status", "kind", "date", "places", "questions"),
    "Actor": ("names", "kind", "role", "party", "why_named", "why_named_because"),
    "Relation": ("revises", "withdraws", "contradicts", "repeats", "accepts", "why"),
    "Figure": ("what", "worded", "low", "high"),
}
"""The fields that are open at first, in this order; of every part, what must be filled in is."""
NAMED_AFTER = {
    "source": ("container-title", "issued", "title"),
    "correction": ("date", "was"),
    "event": ("title",),
    "actor": ("names",),
    "Statement": ("says",),
}
"""The fields from which an id is proposed."""


def write_data(chronicle: Chronicle, host: CodeHost) -> str:
    """A script that sets `window.chronicleWrite`. Statements are not in it: their names are those
    of the script of the list of statements."""
    texts = chronicle.texts
    names = {key: one for key, one in name_definitions(chronicle).items() if key != "statement"}
    data: JsonObject = {
        "kinds": {kind: _kind(kind, host) for kind in WRITTEN},
        "names": names,
        "open": OPEN,
        "namedAfter": NAMED_AFTER,
        "invisible": _in_letters(UNSEEN.pattern),
        "texts": dict(texts.table("write")),
        "labels": dict(texts.table("write_labels")),
        "helps": dict(texts.table("write_helps")),
        "words": dict(texts.table("write_words")),
        "faults": dict(texts.table("write_faults")),
        "dates": {
            **texts.table("date"),
            "months": texts["months"].split(),
            "about": texts["date_about"],
            "uncertain": texts["date_uncertain"],
            "range": texts["date_range"],
            "by": texts["date_by"],
            "from": texts["date_from"],
        },
        "contact": host.contact,
    }
    return f"window.chronicleWrite = {script_json(data)};\n"


def _in_letters(pattern: str) -> str:
    """A pattern of invisible characters, as scripts read it with the flag u."""
    return "".join(
        one if one.isascii() and one.isprintable() else rf"\u{{{ord(one):x}}}" for one in pattern
    )


def _kind(kind: str, host: CodeHost) -> JsonObject:
    folder = f"data/{FOLDERS.get(kind, f'{kind}s')}"
    new, upload = host.new_file(), host.upload(folder)
    return {"schema": editor_schema(WRITTEN[kind]), "folder": folder, "new": new, "upload": upload}
