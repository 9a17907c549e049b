"""The five kinds of record, and the folder of each in data/ and docs/."""

from .actors import Actor
from .events import Event
from .places import Place
from .questions import Question
from .sources import Source
from .types import Part

KINDS: dict[str, type[Part]] = {
    "source": Source,
    "event": Event,
    "question": Question,
    "actor": Actor,
    "place": Place,
}
FOLDERS = {kind: f"{kind}s" for kind in KINDS}
