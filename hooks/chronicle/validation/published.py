"""What was published may not change in silence: `data/published.json`, written by `make release`,
is compared with the records.

It has the digest of what each published statement means, the ids of the published records, and the
digests of the corrections made so far. No history is needed.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from ..domain.chronicle import Chronicle, SourcedStatement
from ..files.loader import Located
from ..model.kinds import FOLDERS
from ..model.site import Correction, Published
from ..problems import Problem

ASK = "add an entry for it to data/corrections/: what we said, until when, why"


def meaning_of(statement: SourcedStatement) -> dict[str, Any]:
    """What a statement means, in the words in which it is published: the speaker, what is said,
    figures and answers."""
    record = statement.record
    return {
        "speaker": record.by.actor or record.by.described,
        "says": record.says,
        "quote": record.quote if statement.quotable else None,
        "figures": [
            [one.what, one.part, one.worded, one.low, one.high, one.approximate]
            for one in record.figures
        ],
        "answers": sorted([answer.question, answer.position] for answer in record.answers),
    }


def digest_of(value: Any) -> str:
    """The SHA-256 of a value, whatever spaces and line breaks its texts have."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(" ".join(text.replace("\\n", " ").split()).encode()).hexdigest()


def correction_digest(correction: Correction) -> str:
    """The digest of a correction as it is written."""
    return digest_of({**correction.model_dump(exclude={"date"}), "date": correction.date.text})


def snapshot(chronicle: Chronicle, version: str, date: str) -> Published:
    """What is published with a version, for `make release` to write."""
    statements = sorted(chronicle.statements.items())
    return Published(
        version=version,
        date=date,
        statements={ref: digest_of(meaning_of(statement)) for ref, statement in statements},
        records=sorted(f"{FOLDERS[kind]}/{id_}" for id_, kind in chronicle.kind_of.items()),
        corrections=[correction_digest(one) for one in chronicle.corrections.values()],
    )


def published_statements_change_in_the_open(chronicle: Chronicle) -> Iterator[Problem]:
    """A published statement that says something else than in the last version, or is gone, and a
    published record that is gone, has an entry in data/corrections/ that is newer than that
    version."""
    published = chronicle.records.published
    if not published:
        return
    version, corrections = published.record.version, chronicle.corrections.values()
    known = {*published.record.corrections}
    new = [one for one in corrections if correction_digest(one) not in known]
    corrected = {ref for one in new for ref in one.statements}
    removed = {gone for one in corrections for gone in one.removed}
    for ref, before in published.record.statements.items():
        statement = chronicle.statements.get(ref)
        if statement is None:
            yield from _gone_statement(chronicle, published, ref, removed)
        elif digest_of(meaning_of(statement)) != before and ref not in corrected:
            document = chronicle.records.source[statement.source_id].document
            message = f"'{ref}' says something else than in version {version}"
            hint = f"{ASK}, with statements: [{ref}]"
            yield document.problem(("statements", statement.index), message, hint)
    for index, path in enumerate(published.record.records):
        folder, _, id_ = path.partition("/")
        kind = next(kind for kind, name in FOLDERS.items() if name == folder)
        if path not in removed and id_ not in chronicle.records.of(kind):
            message = f"'{path}' is gone, and was in version {version}"
            hint = f"{ASK}, with removed: [{path}]"
            yield published.document.problem(("records", index), message, hint)


def _gone_statement(
    chronicle: Chronicle, published: Located[Published], ref: str, removed: set[str]
) -> Iterator[Problem]:
    """A statement that is gone, reported in its source's file if that is still there. If its
    published source is gone, one line about the source is enough."""
    source_id = ref.partition("#")[0]
    source = chronicle.records.source.get(source_id)
    gone_with_source = not source and f"sources/{source_id}" in published.record.records
    if gone_with_source or removed & {ref, f"sources/{source_id}"}:
        return
    message = f"'{ref}' is gone, and was in version {published.record.version}"
    hint = f"{ASK}, with removed: [{ref}]"
    if source:
        yield source.document.problem(("statements",), message, hint, key=True)
    else:
        yield published.document.problem(("statements", ref), message, hint, key=True)


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
