"""What was published changes in the open only: what a statement means, and what is compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support import edit, problems_in

from chronicle.domain.chronicle import Chronicle
from chronicle.model.site import Published
from chronicle.site import read_chronicle
from chronicle.validation.published import (
    correction_digest,
    digest_of,
    meaning_of,
    snapshot,
)

REF = "courier-fire#set-by-the-owner"
DAY, LOOMS, FLOOD = (
    f"data/corrections/1901-{id_}.yml" for id_ in ("05-20-day", "06-10-looms", "06-11-flood")
)


def read(world: Path) -> Chronicle:
    """The chronicle in a folder."""
    return read_chronicle(world)[0]


def digest(world: Path, ref: str = REF) -> str:
    """The digest of what a statement means."""
    return digest_of(meaning_of(read(world).statements[ref]))


def publish(world: Path, **changes: Any) -> None:
    """Publishes the world as it is, with some keys of the snapshot changed."""
    values = {**snapshot(read(world), "0.0.2", "1901-07-01").model_dump(), **changes}
    text = json.dumps(Published.model_validate(values).model_dump(), indent=1)
    (world / "data/published.json").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("find", "put"),
    [
        ("by: ada-lund", "by: guild"),
        ("The owner's men set the fire.", "The owner set the fire."),
        ("it was the owner's own men", "it was the owner's men"),
        ("position: owner", "position: nobody"),
        ("low: 40, high: 40", "low: 40, high: 41"),
        ("low: 40, high: 40", "low: 39, high: 40"),
        ('"about forty"', '"some forty"'),
        ("approximate: yes", "part: part, approximate: yes"),
        (", approximate: yes", ""),
        ("quotations: compared", "quotations: not-compared"),
    ],
)
def test_what_changes_the_meaning(world: Path, find: str, put: str) -> None:
    before = digest(world)
    edit(world, "data/sources/courier-fire.yml", find, put)
    assert digest(world) != before


@pytest.mark.parametrize(
    ("find", "put"),
    [
        ("locator: line 1", "locator: line 2"),
        ("The owner's men set", "The owner's\n      men set"),
        ("The owner's men set", "The  owner's men set"),
        ("said: 1901-05-02", "said: 1901-05-01"),
        ("about: [fire, mill]", "about: [fire]"),
        ("container-title: The Courier", "container-title: The Currier"),
    ],
)
def test_what_does_not_change_the_meaning(world: Path, find: str, put: str) -> None:
    before = digest(world)
    edit(world, "data/sources/courier-fire.yml", find, put)
    assert digest(world) == before


def test_the_order_of_answers_and_keys_means_nothing(world: Path) -> None:
    answers = [
        "      - { question: who-set-the-fire, position: owner }\n",
        "      - { position: nobody, question: who-set-the-fire }\n",
    ]
    edit(world, "data/sources/courier-fire.yml", answers[0], "".join(answers))
    before = digest(world)
    edit(world, "data/sources/courier-fire.yml", "".join(answers), "".join(reversed(answers)))
    assert digest(world) == before


def test_a_digest_passes_over_spaces_and_line_breaks() -> None:
    assert digest_of(["a b"]) == digest_of(["a\nb"]) == digest_of(["a  \n b"])
    assert digest_of(["a b"]) != digest_of(["ab"])
    assert digest_of({"a": 1, "b": 2}) == digest_of({"b": 2, "a": 1})
    assert digest_of("é") != digest_of("e")


def test_a_digest_stays_what_it_was_in_earlier_versions() -> None:
    """Else every published statement would seem to have changed."""
    value = {"says": "é\n b", "figures": [1, None]}
    expected = "5a1b0742ef9990261fe369e223089ce6ed531c3fd46aee8ae7685926239e196a"
    assert digest_of(value) == expected


def test_a_snapshot_has_everything_that_is_published(world: Path) -> None:
    chronicle = read(world)
    found = snapshot(chronicle, "0.0.2", "1901-07-01")
    assert (found.version, found.date) == ("0.0.2", "1901-07-01")
    assert list(found.statements) == sorted(chronicle.statements)
    assert found.statements[REF] == digest(world)
    assert len(found.records) == len(chronicle.kind_of) and "events/fire" in found.records
    assert found.corrections == [*map(correction_digest, chronicle.corrections.values())]
    publish(world)
    assert problems_in(world) == []


def test_every_part_of_a_correction_is_kept(world: Path) -> None:
    first, second, third = read(world).corrections.values()
    assert len({correction_digest(one) for one in (first, second, third)}) == 3
    before = correction_digest(second)
    for find, put in (
        ("date: 1901-06-10", "date: 1901-06-09"),
        ("was: Forty", "was: Some forty"),
        ("now: Fifty", "now: Some fifty"),
        ("The paper has fifty.", "The paper has it."),
        ("statements: [courier-second#fifty-looms]", "statements: []"),
        ("reported_by: A reader", "reported_by: Another reader"),
    ):
        edit(world, LOOMS, find, put)
        assert correction_digest(read(world).corrections["1901-06-10-looms"]) != before, put
        edit(world, LOOMS, put, find)


def test_a_correction_excuses_one_change_and_no_further_one(world: Path) -> None:
    publish(world)
    edit(world, "data/sources/post-fire.yml", "low: 41", "low: 42")
    (line,) = problems_in(world)
    assert line.startswith("data/sources/post-fire.yml:38:5: 'post-fire#ashes' says something else")
    (world / "data/corrections/1901-07-02-ashes.yml").write_text(
        "{ date: 1901-07-02, was: 41., now: 42., why: A slip., statements: [post-fire#ashes] }\n"
    )
    assert problems_in(world) == []
    publish(world)
    edit(world, "data/sources/post-fire.yml", "low: 42", "low: 43")
    assert len(problems_in(world)) == 1


def test_a_published_source_that_is_gone_is_one_line(world: Path) -> None:
    publish(world, records=["sources/late"], statements={"late#a": "0" * 64, "late#b": "0" * 64})
    assert problems_in(world) == [
        "data/published.json:9:3: 'sources/late' is gone, and was in version 0.0.2 "
        "(add an entry for it to data/corrections/: what we said, until when, why, "
        "with removed: [sources/late])"
    ]


def test_a_statement_of_a_source_that_was_never_published_is_missed(world: Path) -> None:
    publish(world, records=[], statements={"late#a": "0" * 64})
    (line,) = problems_in(world)
    assert line.startswith("data/published.json:5:3: 'late#a' is gone, and was in version 0.0.2")


@pytest.mark.parametrize("gone", ["sources/late", "late#a"])
def test_what_is_named_as_removed_may_be_gone(world: Path, gone: str) -> None:
    edit(world, FLOOD, "[events/flood,", f"[{gone}, events/flood,")
    publish(world, records=[], statements={"late#a": "0" * 64})
    assert problems_in(world) == []


def test_a_statement_that_is_gone_is_missed_at_its_source(world: Path) -> None:
    publish(world)
    edit(world, "data/sources/post-fire.yml", "  - id: ashes\n", "  - id: embers\n")
    edit(world, "data/events/fire.yml", "post-fire#ashes", "post-fire#embers")
    (line,) = problems_in(world)
    assert line.startswith("data/sources/post-fire.yml:14:1: 'post-fire#ashes' is gone")


@pytest.mark.parametrize(
    "slip", [("why: A misprint.", "wy: A misprint."), ("date: 1901-05-20", "date 1901-05-20")]
)
def test_if_the_corrections_cannot_be_read_no_change_is_blamed(
    world: Path, slip: tuple[str, str]
) -> None:
    edit(world, DAY, *slip)
    (line,) = problems_in(world)
    assert line.startswith(DAY)


def test_without_a_release_everything_may_change(world: Path) -> None:
    (world / "data/published.json").unlink()
    edit(world, "data/sources/ferry-notice.yml", "People of the town", "Some of the town")
    edit(world, DAY, "why: A misprint.", "why: An error.")
    assert problems_in(world) == []
