"""What was published and may not change in silence: `data/published.json`, written by `make release`, against the records.

It holds the digest of what each published statement means, the ids of the published records, and the digests of the
corrections made so far. No history is needed: the check compares these with the files as they are.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from . import model
from .check import in_list, rule, unknown, whole
from .load import Located
from .problem import Problem
from .relate import Chronicle, SourcedStatement

MEANING = ("low", "high", "approximate")
ASK = "add an entry for it to data/corrections.yml: what we said, until when, why"


def meaning(statement: SourcedStatement) -> dict[str, Any]:
    """What a statement means, in the words in which it is published: whoever speaks, what is said, figures and answers."""
    record = statement.record
    return {
        "speaker": record.by.actor or record.by.described,
        "says": record.says,
        "quote": record.quote if statement.quotable else None,
        "figures": [
            [figure.what, figure.part, figure.worded, *(getattr(figure, name) for name in MEANING)]
            for figure in record.figures
        ],
        "answers": sorted([answer.question, answer.position] for answer in record.answers),
    }


def digest(value: Any) -> str:
    """The SHA-256 of a value, whatever blanks and line breaks its texts hold."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(" ".join(text.replace("\\n", " ").split()).encode()).hexdigest()


def correction_digest(correction: model.Correction) -> str:
    """The digest of a correction as it is written."""
    return digest({**correction.model_dump(exclude={"date"}), "date": correction.date.text})


def snapshot(chronicle: Chronicle, version: str, date: str) -> model.Published:
    """What is published with a version: for `make release` to write."""
    return model.Published(
        version=version,
        date=date,
        statements={ref: digest(meaning(statement)) for ref, statement in sorted(chronicle.statements.items())},
        records=sorted(f"{model.FOLDERS[kind]}/{id_}" for id_, kind in chronicle.kind_of.items()),
        corrections=[correction_digest(one) for one in chronicle.records.corrections],
    )


@rule
@whole
def published_statements_change_in_the_open(chronicle: Chronicle) -> Iterator[Problem]:
    """A published statement that says something else than in the last version, or is gone, and a published record that is gone,
    has an entry in data/corrections.yml that is newer than that version."""
    published = chronicle.records.published
    if not published:
        return
    known = {*published.record.corrections}
    new = [one for one in chronicle.records.corrections if correction_digest(one) not in known]
    corrected = {ref for one in new for ref in one.statements}
    removed = {gone for one in chronicle.records.corrections for gone in one.removed}
    for ref, was in published.record.statements.items():
        statement = chronicle.statements.get(ref)
        if statement and digest(meaning(statement)) != was and ref not in corrected:
            document = chronicle.records.source[statement.source_id].document
            message = f"'{ref}' says something else than in version {published.record.version}"
            yield document.problem(("statements", statement.index), message, f"{ASK}, with statements: [{ref}]")
        elif (
            not statement
            and not removed & {ref, f"sources/{ref.partition('#')[0]}"}
            and not _with_source(chronicle, ref)
        ):
            yield _gone(chronicle, published, ref)
    for path in published.record.records:
        folder, _, id_ = path.partition("/")
        if path not in removed and id_ not in chronicle.records.of(_kind(folder)):
            index = published.record.records.index(path)
            message = f"'{path}' is gone, and stood in version {published.record.version}"
            yield published.document.problem(("records", index), message, f"{ASK}, with removed: [{path}]")


def _with_source(chronicle: Chronicle, ref: str) -> bool:
    """Whether a statement is gone with its published source, for which one line is enough."""
    published, source = chronicle.records.published, ref.partition("#")[0]
    known = published is not None and f"sources/{source}" in published.record.records
    return known and source not in chronicle.records.source


def _gone(chronicle: Chronicle, published: Located[model.Published], ref: str) -> Problem:
    """A statement that is gone: reported in its source's file, if that is still there."""
    source = chronicle.records.source.get(ref.partition("#")[0])
    message, hint = (
        f"'{ref}' is gone, and stood in version {published.record.version}",
        f"{ASK}, with removed: [{ref}]",
    )
    if source:
        return source.document.problem(("statements",), message, hint, key=True)
    return published.document.problem(("statements", ref), message, hint, key=True)


def _kind(folder: str) -> str:
    return next(kind for kind, name in model.FOLDERS.items() if name == folder)


@rule
@whole
def corrections_are_kept(chronicle: Chronicle) -> Iterator[Problem]:
    """A correction that was published stays as it was written."""
    published = chronicle.records.published
    if not published:
        return
    kept = {correction_digest(one) for one in chronicle.records.corrections}
    for index, was in enumerate(published.record.corrections):
        if was not in kept:
            message = f"correction {index + 1} of version {published.record.version} is gone or says something else"
            yield published.document.problem(
                ("corrections", index), message, "write it in data/corrections.yml as it was, and add another one"
            )


@rule
def corrections_name_what_exists(chronicle: Chronicle) -> Iterator[Problem]:
    """A correction names records and statements that exist; what it names as removed does not, and its id is used no more."""
    document = in_list(chronicle, "corrections")
    for index, correction in enumerate(chronicle.records.corrections):
        for name, kind in (("records", "any"), ("statements", "statement")):
            for number, id_ in enumerate(getattr(correction, name)):
                fault = unknown(chronicle, kind, id_)
                if fault:
                    yield document.problem((index, name, number), *fault)
        for number, gone in enumerate(correction.removed):
            id_ = gone.partition("/")[2]
            if gone in chronicle.statements or id_ in chronicle.kind_of:
                hint = "give the new one another id, or delete the entry if nothing was removed"
                yield document.problem((index, "removed", number), f"'{gone}' is removed and yet here", hint)
