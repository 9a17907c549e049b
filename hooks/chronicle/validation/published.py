"""What was published may not change in silence: `data/published.json`, written by `make release`,
is compared with the records.

It has a digest of each decisive value of what is published, and the digests of the corrections made
so far. No history is needed.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..domain.chronicle import Chronicle
from ..domain.things import Thing, all_things
from ..files.validated import Located
from ..model.kinds import FOLDERS
from ..model.site import Correction, Published
from ..model.types import Meaning
from ..problems import Problem

ASK = "add an entry for it to data/corrections/: what we said, until when, why"


def digest_of(value: Any) -> str:
    """The SHA-256 of a value, whatever spaces and line breaks its texts have."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(" ".join(text.replace("\\n", " ").split()).encode()).hexdigest()


def correction_digest(correction: Correction) -> str:
    """The digest of a correction as it is written."""
    return digest_of({**correction.model_dump(exclude={"date"}), "date": correction.date.text})


def digests_of(thing: Thing) -> str:
    """The keys of the decisive values of a thing, each with the beginning of its digest: enough to
    see that a value differs, and an eighth of the length."""
    values = thing.values(Meaning.DECISIVE)
    return " ".join(f"{key} {digest_of(value)[:8]}" for key, value in sorted(values.items()))


def guarded_things(chronicle: Chronicle) -> dict[str, Thing]:
    """Every record of the five kinds and every entry with decisive values, by its name."""
    things = (one for one in all_things(chronicle.records) if one.kind in FOLDERS)
    return {one.name: one for one in things if not one.entry or one.values(Meaning.DECISIVE)}


def snapshot(chronicle: Chronicle, version: str, date: str) -> Published:
    """What is published with a version, for `make release` to write."""
    return Published(
        version=version,
        date=date,
        things={name: digests_of(one) for name, one in sorted(guarded_things(chronicle).items())},
        corrections=[correction_digest(one) for one in chronicle.corrections.values()],
    )


def what_was_published_changes_in_the_open(chronicle: Chronicle) -> Iterator[Problem]:
    """A published record, statement, position or agreed sentence that says something else than in
    the last version, or is gone, has an entry in data/corrections/ that is newer than that
    version."""
    published = chronicle.records.published
    if not published:
        return
    known, corrections = {*published.record.corrections}, chronicle.corrections.values()
    new = [one for one in corrections if correction_digest(one) not in known]
    corrected = {id_ for one in new for id_ in (*one.records, *one.statements)}
    removed = {gone for one in corrections for gone in one.removed}
    things = guarded_things(chronicle)
    for name, before in published.record.things.items():
        owner = _owner(name)
        subject = owner.partition("/")[2] if "/" in name.partition(":")[0] else name
        if subject in corrected or removed & {name, owner}:
            continue
        if name in things:
            yield from _changed_values(chronicle, things[name], before, published.record.version)
        else:
            yield from _gone(chronicle, published, name)


def _owner(name: str) -> str:
    """The record that a published thing is in, or is."""
    first = name.partition(": ")[0]
    return first if "/" in first else f"sources/{first.partition('#')[0]}"


def _changed_values(
    chronicle: Chronicle, thing: Thing, before: str, version: str
) -> Iterator[Problem]:
    """The decisive values that are others now, each in its place."""
    was, now = _by_key(before), _by_key(digests_of(thing))
    key_of_hint = (
        f"statements: [{thing.name}]" if thing.is_statement else f"records: [{thing.owner}]"
    )
    document = chronicle.records.of(thing.kind)[thing.owner].document
    for key in sorted({**was, **now}):
        if was.get(key) != now.get(key):
            message = f"'{key}' of '{thing.name}' says something else than in version {version}"
            yield document.problem((*thing.at, key), message, f"{ASK}, with {key_of_hint}")


def _by_key(digests: str) -> Mapping[str, str]:
    words = digests.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _gone(chronicle: Chronicle, published: Located[Published], name: str) -> Iterator[Problem]:
    """What is gone, reported in its record's file if that is still there. If its published record
    is gone, one line about the record is enough."""
    owner, (_, _, entry) = _owner(name), name.partition(": ")
    folder, _, id_ = owner.partition("/")
    kind = next(kind for kind, known in FOLDERS.items() if known == folder)
    record = chronicle.records.of(kind).get(id_)
    if not record and name != owner and owner in published.record.things:
        return
    message = f"'{name}' is gone{', or says something else,' if entry else ','} and was in version "
    hint = f"{ASK}, with {f'records: [{id_}]' if entry else f'removed: [{name}]'}"
    document = record.document if record else published.document
    place = (entry.partition(": ")[0] or "statements",) if record else ("things", name)
    yield document.problem(place, message + published.record.version, hint, key=True)


def corrections_are_kept(chronicle: Chronicle) -> Iterator[Problem]:
    """A correction that was published stays as it was written."""
    published = chronicle.records.published
    if not published:
        return
    kept = {correction_digest(one) for one in chronicle.corrections.values()}
    for index, digest in enumerate(published.record.corrections):
        if digest not in kept:
            version = published.record.version
            message = f"correction {index + 1} of version {version} is gone or says something else"
            hint = "write it in data/corrections/ as it was, and add another one"
            yield published.document.problem(("corrections", index), message, hint)


def what_is_removed_is_gone(chronicle: Chronicle) -> Iterator[Problem]:
    """What a correction names as removed does not exist, and its id is not used again."""
    for located in chronicle.records.correction.values():
        for index, gone in enumerate(located.record.removed):
            if gone in chronicle.statements or gone.partition("/")[2] in chronicle.kind_of:
                message = f"'{gone}' is removed and still here"
                hint = "give the new one another id, or delete the entry if nothing was removed"
                yield located.document.problem(("removed", index), message, hint)
