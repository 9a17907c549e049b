"""The rules that protect people. None of their messages repeats a name, a place or a detail that must not stand."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from . import cite, model
from .check import documents, rule, texts_in
from .document import Location
from .load import Located
from .narration import Told, told
from .problem import Problem
from .prose import OUTSIDE, made
from .relate import Chronicle
from .wordmatch import QUOTED, pattern

MOST_WORDS_OF_VIOLENCE = 30
DECIMALS = {"building": 4, "village": 2, "town": 2, "district": 1, "region": 0, "country": 0, "unknown": 0}
"""How many decimals a coordinate may have, by the word for its precision: a step of the last one is some 11 m, 1 km, 10 km."""
FINER_THAN_TOWN = ("building", "village")
MEDIA_HOSTS = (
    "youtube.com", "youtu.be", "vimeo.com", "dailymotion.com", "liveleak.com", "flickr.com", "imgur.com", "instagram.com",
    "tiktok.com", "youtube-nocookie.com", "bitchute.com", "rumble.com", "gettyimages.com",
)  # fmt: skip
MEDIA_FILES = re.compile(r"\.(mp4|webm|mov|avi|flv|mkv|m4v|jpe?g|png|gif|webp)$", re.I)
GRAPHIC_NOTES = ("killings", "bodies")
AGES = range(18)
NAME = re.compile(r"(\w[\w'’-]+) (\w[\w'’-]+)(?:, | \()(?:[^\W\d_]+ ){0,2}$")
NAME_AND_AGE = re.compile(r"\w[\w'’-]+ \w[\w'’-]+(?:, | \()(?=(\d{1,2})(?:[);]|, (?!\d)|\.(?!\d)))")


@rule
def minors_are_never_named(chronicle: Chronicle) -> Iterator[Problem]:
    """Nobody known to be under 18 has a record, is a named speaker, or stands with name and age in a text."""
    forms = [form for word in chronicle.vocabulary.minor_words for form in _with_ages(word)]
    young = pattern(forms)
    for actor in chronicle.records.actor.values():
        for key in ("role", "note"):
            if actor.record.kind == "person" and young.search(getattr(actor.record, key) or ""):
                yield actor.document.problem((key,), *_minor())
    for source in chronicle.records.source.values():
        for index, statement in enumerate(source.record.statements):
            if statement.by.named and young.search(statement.by.described or ""):
                yield source.document.problem(("statements", index, "by", "described"), *_minor())
    for text in told(chronicle):
        yield from (text.problem(offset, *_minor()) for offset in _named_with_age(text, young))


def _minor() -> tuple[str, str]:
    return "a person under 18 is named here", "describe the person without the name"


def _with_ages(form: str) -> Iterable[str]:
    return [form.replace("{age}", str(age)) for age in AGES] if "{age}" in form else [form]


def _named_with_age(text: Told, young: re.Pattern[str]) -> Iterator[int]:
    """Where two capitalised words and an age under 18 stand together: `Given Family, 13,` and `13-year-old Given`."""
    for match in NAME_AND_AGE.finditer(text.text):
        if int(match[1]) in AGES and _ends_with_a_name(match[0]):
            yield match.start()
    for match in young.finditer(text.text):
        after = text.text[match.end() :].split(maxsplit=1)
        capitalised = bool(after) and after[0][0].isupper()
        if re.search(r"\d", match[0]) and (capitalised or _ends_with_a_name(text.text[: match.start()])):
            yield match.start()


def _ends_with_a_name(text: str) -> bool:
    found = NAME.search(text[-80:])
    return found is not None and found[1][0].isupper() and found[2][0].isupper()


@rule
def second_hand_violence_has_no_detail(chronicle: Chronicle) -> Iterator[Problem]:
    """An account of sexual violence or of a child's death by somebody who did not see it is marked as such, is not quoted, and
    says no more than that it was told."""
    violence = pattern(chronicle.vocabulary.sensitive_words)
    for source in chronicle.records.source.values():
        for index, statement in enumerate(source.record.statements):
            location: Location = ("statements", index)
            words = len(statement.says.split())
            if (
                not statement.sensitive
                and statement.basis != "seen"
                and violence.search(f"{statement.says} {statement.quote or ''}")
            ):
                hint = "add sensitive: second-hand-violence, and delete quotation and detail"
                yield source.document.problem((*location, "says"), "a second-hand account of such violence", hint)
            elif statement.sensitive and (words > MOST_WORDS_OF_VIOLENCE or QUOTED.search(statement.says)):
                message = "a second-hand account of such violence is told with a quotation or at length"
                hint = f"say in at most {MOST_WORDS_OF_VIOLENCE} words, without quotation, that it was told"
                yield source.document.problem((*location, "says"), message, hint)


@rule
def statements_in_custody_are_marked(chronicle: Chronicle) -> Iterator[Problem]:
    """A speaker who is described as held, in a word of the vocabulary's custody_words, is marked in_custody."""
    held = pattern(chronicle.vocabulary.custody_words)
    for source in chronicle.records.source.values():
        for index, statement in enumerate(source.record.statements):
            if not statement.in_custody and held.search(statement.by.described or ""):
                yield source.document.problem(
                    ("statements", index, "by", "described"),
                    "a speaker described as held, and not marked so",
                    "add in_custody: with the id of the holder",
                )


@rule
def private_homes_lie_in_a_town(chronicle: Chronicle) -> Iterator[Problem]:
    """The place of a private home is given no finer than the town."""
    private = {term.id for term in chronicle.vocabulary.kinds_of_place if term.private}
    hint = "write precision: town, and give no coordinates or those of the town"
    for place in chronicle.records.place.values():
        if place.record.kind in private and place.record.precision in FINER_THAN_TOWN:
            yield place.document.problem(("precision",), "a private home is placed finer than its town", hint)
    if chronicle.records.map:
        for index, mark in enumerate(chronicle.records.map.record.marks):
            if mark.kind in private:
                message = "a private home is marked on the map"
                yield chronicle.records.map.document.problem(("marks", index, "kind"), message, "delete the mark")


@rule
def coordinates_are_no_finer_than_known(chronicle: Chronicle) -> Iterator[Problem]:
    """A coordinate has no more decimals than its precision bears: four for a building, two for a village or town, one for a
    district, none beyond."""
    for place in chronicle.records.place.values():
        most = DECIMALS[place.record.precision]
        written = place.document.data.get("coordinates") or []
        if any(len(str(number).partition(".")[2]) > most for number in written):
            yield place.document.problem(
                ("coordinates",),
                f"more decimals than '{place.record.precision}' bears",
                f"round to {most} decimal{'s' if most != 1 else ''}"
                if most
                else "round to whole degrees, or leave it blank",
            )


IMAGE = re.compile(r"!\[[^\]]*\]\s*(?:\(\s*<?\s*([^)\s>]*)|\[([^\]]*)\])?")
REFERENCE = re.compile(r"^[ ]{0,3}\[([^\]^]+)\]:\s*<?(\S+)", re.M)


@rule
def no_outside_media(chronicle: Chronicle) -> Iterator[Problem]:
    """Prose shows no picture, film or sound from another site: pictures lie in docs/assets."""
    for prose in chronicle.records.prose.values():
        hint = "cite the source instead; its page says what it shows"
        told = list(_pictures(cite.masked(prose.text)))
        yield from (prose.problem(offset, "a picture from another site", hint) for offset, _ in told)
        for address in [] if told else dict.fromkeys(made(prose.text).pictures):
            yield prose.problem(max(prose.text.find(address), 0), "a picture from another site", hint)


def _pictures(text: str) -> Iterator[tuple[int, str]]:
    """Where prose shows a picture from another site as it is mostly written, and its address."""
    targets = {name.casefold(): address for name, address in REFERENCE.findall(text)}
    for match in IMAGE.finditer(text):
        label = (match[2] or text[match.start() + 2 : match.end()].partition("]")[0]).casefold()
        address = match[1] if match[1] is not None else targets.get(label, "")
        if OUTSIDE.match(address):
            yield match.start(), address


@rule
def graphic_links_are_flagged(chronicle: Chronicle) -> Iterator[Problem]:
    """A source that is a film or a picture and speaks of killings or bodies says whether it is graphic; prose links to no film
    and no picture elsewhere."""
    for source in chronicle.records.source.values():
        about = {id_ for statement in source.record.statements for id_ in statement.about}
        notes = {chronicle.events[id_].content_note for id_ in about if id_ in chronicle.events}
        if source.record.graphic is None and notes & {*GRAPHIC_NOTES} and _shows(source):
            yield source.document.problem(
                (),
                "film or pictures of killings or bodies, and nothing said of what they show",
                "add graphic: yes, or no",
            )
    for prose in chronicle.records.prose.values():
        text = cite.masked(prose.text)
        shown = {*made(prose.text).pictures, *(address for _, address in _pictures(text))}  # which are told of already
        for match in re.finditer(r"https?://[^\s<>)\]\"']+", text, re.I):
            if match[0] not in shown and _is_media(match[0]):
                hint = "cite the source: its page carries the warning"
                yield prose.problem(match.start(), "a link to film or pictures", hint)


def _shows(source: Located[model.Source]) -> bool:
    addresses = [source.record.url, source.record.archive.url]
    return any(address and _is_media(address) for address in addresses)


def _is_media(address: str) -> bool:
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:  # an address in prose, which another rule looks at
        return False
    return any(host == known or host.endswith(f".{known}") for known in MEDIA_HOSTS) or bool(
        MEDIA_FILES.search(urlsplit(address).path)
    )
