"""The rules that protect people. No message repeats a name or a detail that is withheld."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from ..domain.chronicle import Chronicle
from ..domain.origins import publisher_of
from ..files.validated import Located
from ..model.introspection import Location
from ..model.sources import Source
from ..model.statements import Statement
from ..model.vocabulary import Vocabulary
from ..problems import Problem
from ..remembered import recall_all
from ..text.citations import without_code
from ..text.sentences import sentences
from ..text.word_matching import (
    QUOTED_WORDS,
    name_pattern,
    word_expression,
    word_pattern,
)
from .links import pictures_elsewhere
from .narration import blanked_prose, narrations

MAX_WORDS_OF_VIOLENCE = 30
MAX_DECIMALS = {
    "building": 4,
    "village": 2,
    "town": 2,
    "district": 1,
    "region": 0,
    "country": 0,
    "unknown": 0,
}
"""How many decimals a coordinate may have, by the word for its precision: a step of the last one is
about 11 m, 1 km, 10 km."""
FINER_THAN_TOWN = ("building", "village")
MEDIA_HOSTS = (
    "bitchute.com",
    "dailymotion.com",
    "flickr.com",
    "gettyimages.com",
    "imgur.com",
    "instagram.com",
    "liveleak.com",
    "rumble.com",
    "tiktok.com",
    "vimeo.com",
    "youtu.be",
    "youtube-nocookie.com",
    "youtube.com",
)
MEDIA_FILES = re.compile(r"\.(mp4|webm|mov|avi|flv|mkv|m4v|jpe?g|png|gif|webp)$", re.I)
UNDER_AGE = range(18)
NAME_BEFORE_AGE = re.compile(r"(\w[\w'’-]+) (\w[\w'’-]+)(?:, | \()(?:[^\W\d_]+ ){0,2}$")
NAME_AND_AGE = re.compile(
    r"(?<!\w)\w[\w'’-]{1,60} \w[\w'’-]{1,60}(?:, | \()"
    r"(?=(\d{1,2})(?:[);]|, (?!\d)|\.(?!\d)))"
)
CAPITALS = "".join(filter(str.isupper, map(chr, range(0x1F00))))
CAPITALISED = rf"[\w'’-]*[{CAPITALS}][\w'’-]*"
DIGIT = re.compile(r"\d")
ANY_AGE = r"\d{1,3}"
BARE_AGE = rf"(?:(?<=, )|(?<= \()){ANY_AGE}(?=[);.]|, (?!\d)|$)"
TOO_LARGE = ("region", "country", "unknown")
"""The precisions of places in which no one is found."""
MINOR = ("a person under 18 is named here", "describe the person without the name")


def the_dead_are_named_by_two(chronicle: Chronicle) -> Iterator[Problem]:
    """A person named as dead is cited with sources of at least two different publishers."""
    dead = {reason.id for reason in chronicle.vocabulary.reasons_for_naming if reason.dead}
    for record in chronicle.records.actor.values():
        if record.record.why_named in dead:
            cited = [ref.partition("#")[0] for ref in record.record.why_named_because]
            known = [chronicle.sources[id_] for id_ in cited if id_ in chronicle.sources]
            if len({publisher_of(source) for source in known}) < 2:
                message = "named as dead by fewer than two publishers"
                hint = "add a source of another publisher, or delete the record"
                yield record.document.problem(("why_named_because",), message, hint)


def minors_are_never_named(chronicle: Chronicle) -> Iterator[Problem]:
    """No one known to be under 18 has a record, is a named speaker, or is in a text with name and
    age."""
    vocabulary = chronicle.records.vocabulary
    young = _young(vocabulary).search
    for actor in chronicle.records.actor.values():
        for key in ("role", "note"):
            if actor.record.kind == "person" and young(getattr(actor.record, key) or ""):
                yield actor.document.problem((key,), *MINOR)
    for source, location, statement in _statements(chronicle):
        if statement.by.named and young(statement.by.described or ""):
            yield source.document.problem((*location, "by", "described"), *MINOR)
    for narration in narrations(chronicle):
        for offset in recall_all(_named_with_age, vocabulary, narration.text):
            yield narration.problem(offset, *MINOR)


def _statements(
    chronicle: Chronicle,
) -> Iterator[tuple[Located[Source], Location, Statement]]:
    """Every statement with its source's document and its place there."""
    for source in chronicle.records.source.values():
        for index, statement in enumerate(source.record.statements):
            location: Location = ("statements", index)
            yield source, location, statement


@lru_cache(maxsize=1)
def _young(vocabulary: Located[Vocabulary]) -> re.Pattern[str]:
    """The words for someone under 18."""
    return word_pattern(
        word.replace("{age}", str(age))
        for word in vocabulary.record.minor_words
        for age in (UNDER_AGE if "{age}" in word else (0,))
    )


def _named_with_age(vocabulary: Located[Vocabulary], text: str) -> Iterator[int]:
    """Where two capitalised words and an age under 18 are together: `Given Family, 13,` and
    `13-year-old Given`."""
    for match in NAME_AND_AGE.finditer(text):
        if int(match[1]) in UNDER_AGE and _ends_with_a_name(match[0]):
            yield match.start()
    for match in _young(vocabulary).finditer(text):
        following = text[match.end() :].split(maxsplit=1)
        capitalised = bool(following) and following[0][0].isupper()
        named = capitalised or _ends_with_a_name(text[: match.start()])
        if re.search(r"\d", match[0]) and named:
            yield match.start()


def _ends_with_a_name(text: str) -> bool:
    found = NAME_BEFORE_AGE.search(text[-80:])
    return found is not None and found[1][0].isupper() and found[2][0].isupper()


def private_persons_are_not_identified(chronicle: Chronicle) -> Iterator[Problem]:
    """No sentence gives the name, the age and the place of a private person together, not even of
    someone who has a record."""
    aged = [word for word in chronicle.vocabulary.minor_words if "{age}" in word]
    written = word_expression(word.replace("{age}", "777") for word in aged).replace("777", ANY_AGE)
    ages = re.compile(f"{written}|{BARE_AGE}", re.IGNORECASE)
    places = [one for one in chronicle.places.values() if one.precision not in TOO_LARGE]
    found_at = name_pattern(name.text for place in places for name in place.names)
    home = rf"(?i:{word_expression(chronicle.vocabulary.home_words)})\s+[{CAPITALS}]"
    somewhere = re.compile(f"{found_at.pattern}|{home}")
    is_named = _named_private_person(chronicle)
    for narration in narrations(chronicle):
        text = blanked_prose(narration.text) if DIGIT.search(narration.text) else ""
        if ages.search(text):
            for one in sentences(text):
                sentence = text[one.start : one.end]
                if somewhere.search(sentence) and any(
                    is_named(sentence, *age.span()) for age in ages.finditer(sentence)
                ):
                    start = one.end - len(sentence.lstrip())
                    message = "the name, the age and the place of a private person in one sentence"
                    yield narration.problem(start, message, "leave out the age, or the place")


def _named_private_person(chronicle: Chronicle) -> Callable[[str, int, int], bool]:
    """A function that says whether an age, by its begin and end in a sentence, is that of a private
    person who is named there: by a name on record, or by two words with capitals."""
    people = [actor for actor in chronicle.actors.values() if actor.kind == "person"]
    office = {reason.id for reason in chronicle.vocabulary.reasons_for_naming if reason.public}
    in_public = [actor for actor in people if actor.why_named in office]
    public = {name.text for actor in in_public for name in actor.names}
    known = name_pattern({name.text for one in people for name in one.names} - public).pattern
    name = rf"(?<!\w)({known}|{CAPITALISED}\s+{CAPITALISED})"
    before = re.compile(rf".*{name}(?:[\s,(]+[^\W\d_]+){{0,4}}[\s,(]+\Z", re.S)
    after = re.compile(rf"(?:[\s-]+[^\W\d_]+){{0,3}}?[\s-]+{name}", re.S)

    def is_named(sentence: str, start: int, end: int) -> bool:
        names = (before.match(sentence[max(0, start - 80) : start]), after.match(sentence[end:]))
        return any(one and not any(one[1] in role for role in public) for one in names)

    return is_named


def second_hand_violence_has_no_detail(chronicle: Chronicle) -> Iterator[Problem]:
    """An account of sexual violence or of a child's death by someone who did not see it is marked
    as such, is not quoted, and says no more than that it was reported."""
    violence = word_pattern(chronicle.vocabulary.sensitive_words).search
    first_hand = {basis.id for basis in chronicle.vocabulary.bases if basis.first_hand}
    for source, location, statement in _statements(chronicle):
        at = (*location, "says")
        words = f"{statement.says} {statement.quote or ''}"
        second_hand = statement.basis not in first_hand
        if not statement.sensitive and second_hand and violence(words):
            message = "a second-hand account of such violence"
            hint = "add sensitive: second-hand-violence, and delete quotation and detail"
            yield source.document.problem(at, message, hint)
        long = len(statement.says.split()) > MAX_WORDS_OF_VIOLENCE
        if statement.sensitive and (long or QUOTED_WORDS.search(statement.says)):
            message = "a second-hand account of such violence is quoted or too long"
            hint = f"say in at most {MAX_WORDS_OF_VIOLENCE} words, unquoted, that it was reported"
            yield source.document.problem(at, message, hint)


def statements_in_custody_are_marked(chronicle: Chronicle) -> Iterator[Problem]:
    """A speaker who is described as held, in a word of the vocabulary's custody_words, is marked
    in_custody."""
    held = word_pattern(chronicle.vocabulary.custody_words).search
    for source, location, statement in _statements(chronicle):
        if not statement.in_custody and held(statement.by.described or ""):
            message = "a speaker described as held, and not marked so"
            hint = "add in_custody: with the id of the holder"
            yield source.document.problem((*location, "by", "described"), message, hint)


def private_homes_are_placed_in_a_town(chronicle: Chronicle) -> Iterator[Problem]:
    """The place of a private home is given no finer than the town."""
    private = {term.id for term in chronicle.vocabulary.kinds_of_place if term.private}
    for place in chronicle.records.place.values():
        if place.record.kind in private and place.record.precision in FINER_THAN_TOWN:
            message = "a private home is placed finer than its town"
            hint = "write precision: town, and give no coordinates or those of the town"
            yield place.document.problem(("precision",), message, hint)
    if chronicle.records.map:
        for index, mark in enumerate(chronicle.records.map.record.marks):
            if mark.kind in private:
                message = "a private home is marked on the map"
                location = ("marks", index, "kind")
                yield chronicle.records.map.document.problem(location, message, "delete the mark")


def coordinates_are_no_finer_than_known(chronicle: Chronicle) -> Iterator[Problem]:
    """A coordinate has no more decimals than its precision allows: four for a building, two for a
    village or town, one for a district, none beyond."""
    for place in chronicle.records.place.values():
        most = MAX_DECIMALS[place.record.precision]
        written = place.document.data.get("coordinates") or []
        if any(len(str(number).partition(".")[2]) > most for number in written):
            message = f"more decimals than '{place.record.precision}' allows"
            decimals = f"round to {most} decimal{'s' if most != 1 else ''}"
            hint = decimals if most else "round to whole degrees, or leave it blank"
            yield place.document.problem(("coordinates",), message, hint)


def graphic_links_are_flagged(chronicle: Chronicle) -> Iterator[Problem]:
    """A source that is a film or a picture and speaks of an event with a content note says whether
    it is graphic; prose links to no film and no picture elsewhere."""
    for source in chronicle.records.source.values():
        about = {id_ for statement in source.record.statements for id_ in statement.about}
        events = chronicle.events
        noted = any(events[id_].content_note for id_ in about if id_ in events)
        if source.record.graphic is None and noted and _shows(source):
            message = "film or pictures of an event with a content note, not said to be graphic"
            yield source.document.problem((), message, "add graphic: yes, or no")
    for prose in chronicle.records.prose.values():
        text = without_code(prose.text)
        shown = {address for _, address in pictures_elsewhere(prose)}  # reported by another rule
        for match in re.finditer(r"https?://[^\s<>)\]\"']+", text, re.I):
            if match[0] not in shown and _is_media(match[0]):
                message = "a link to film or pictures"
                hint = "cite the source: its page has the warning"
                yield prose.problem(match.start(), message, hint)


def _shows(source: Located[Source]) -> bool:
    addresses = (source.record.url, source.record.archive.url)
    return any(address and _is_media(address) for address in addresses)


def _is_media(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:  # an address in prose, which another rule checks
        return False
    known = any(host == one or host.endswith(f".{one}") for one in MEDIA_HOSTS)
    return known or MEDIA_FILES.search(parts.path) is not None
