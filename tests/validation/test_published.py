"""What was published changes in the open only: what a statement means, and what is compared."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support import edit, problems_in

from chronicle.domain.chronicle import Chronicle
from chronicle.model.kinds import FOLDERS
from chronicle.model.site import Published
from chronicle.site import read_chronicle
from chronicle.validation.published import correction_digest, digest_of, snapshot

REF = "courier-fire#set-by-the-owner"
DAY, LOOMS, FLOOD = (
    f"data/corrections/1901-{id_}.yml" for id_ in ("05-20-day", "06-10-looms", "06-11-flood")
)


def read(world: Path) -> Chronicle:
    """The chronicle in a folder."""
    return read_chronicle(world)[0]


def publish(world: Path, **changes: Any) -> None:
    """Publishes the world as it is, with some keys of the snapshot changed."""
    values = {**snapshot(read(world), "0.0.2", "1901-07-01").model_dump(), **changes}
    text = json.dumps(Published.model_validate(values).model_dump(), indent=1)
    (world / "data/published.json").write_text(text, encoding="utf-8")


FIRE, POST, QUESTION = (
    "data/events/fire.yml",
    "data/sources/post-fire.yml",
    "data/questions/who-set-the-fire.yml",
)
DECISIVE = [
    (POST, "party: weavers", "party: reporters", "16:9: 'by' of 'post-fire#seen-running'"),
    (POST, "basis: seen", "basis: told", "19:12: 'basis' of 'post-fire#seen-running'"),
    (POST, "    where: mill\n", "", "38:5: 'where' of 'post-fire#ashes'"),
    (POST, "basis: heard", "basis: heard\n    in_custody: guild", "'in_custody' of 'post-fire#he"),
    (POST, "container-title: The Post", "container-title: The Pest", "3:18: 'container-title' of"),
    (POST, "sure: stated", "sure: probable, why: Alike.", "'derives_from' of 'sources/post-fire'"),
    (QUESTION, "text: Nobody", "text: Somebody", "5:25: 'text' of 'questions/who-set-the-fire: po"),
    (FIRE, "The mill burned.", "The mill fell.", "9:1: 'events/fire: undisputed: The mill burned."),
    (FIRE, "as: said to have", "as: known to have", "8:25: 'as' of 'events/fire: actors: owner'"),
    ("data/actors/guild.yml", "party: weavers", "party: reporters", "'party' of 'actors/guild' sa"),
]


@pytest.mark.parametrize(
    ("file", "find", "put", "line"), DECISIVE, ids=[one[3] for one in DECISIVE]
)
def test_a_decisive_value_changes_with_a_correction_that_names_it(
    world: Path, file: str, find: str, put: str, line: str
) -> None:
    publish(world)
    edit(world, file, find, put)
    (found,) = [one for one in problems_in(world) if " version 0.0.2 " in one]
    assert found.startswith(f"{file}:") and line in found
    named = found.partition(", with ")[2].removesuffix(")")
    entry = f"{{ date: 1901-07-02, was: One., now: Two., why: A slip., {named} }}\n"
    (world / "data/corrections/1901-07-02-slip.yml").write_text(entry, encoding="utf-8")
    assert not any(" version 0.0.2 " in one for one in problems_in(world))


def test_order_and_form_and_new_entries_change_nothing_that_was_published(world: Path) -> None:
    publish(world)
    first, second = (f"  - {{ id: {one} }}\n" for one in ("nobody, text: Nobody", "owner, text: x"))
    edit(world, QUESTION, first, "")
    edit(world, QUESTION, "asked: all\n", "  - { text: Nobody, id: nobody }\nasked: all\n")
    edit(world, QUESTION, "positions:\n", f"positions:\n{second.replace('owner', 'rain')}")
    edit(world, POST, "The mill is in", "The\n      mill is in")
    edit(world, POST, "part: all, ", "")
    assert problems_in(world) == []


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
    things = set(found.things)
    assert set(chronicle.statements) < things and list(found.things) == sorted(things)
    assert {f"{FOLDERS[kind]}/{id_}" for id_, kind in chronicle.kind_of.items()} < things
    assert found.things["questions/who-set-the-fire: positions: owner"].startswith("text ")
    assert "events/fire: undisputed: The mill burned." in things
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
    edit(world, "data/sources/post-fire.yml", '"41 to 45", low: 41', '"42 to 45", low: 42')
    (line,) = problems_in(world)
    assert line.startswith("data/sources/post-fire.yml:48:7: 'figures' of 'post-fire#ashes' says")
    (world / "data/corrections/1901-07-02-ashes.yml").write_text(
        "{ date: 1901-07-02, was: 41., now: 42., why: A slip., statements: [post-fire#ashes] }\n"
    )
    assert problems_in(world) == []
    publish(world)
    edit(world, "data/sources/post-fire.yml", '"42 to 45", low: 42', '"43 to 45", low: 43')
    assert len(problems_in(world)) == 1


def test_a_published_source_that_is_gone_is_one_line(world: Path) -> None:
    publish(world, things=dict.fromkeys(["sources/late", "late#a", "sources/late: author: X"], ""))
    assert problems_in(world) == [
        "data/published.json:5:3: 'sources/late' is gone, and was in version 0.0.2 "
        "(add an entry for it to data/corrections/: what we said, until when, why, "
        "with removed: [sources/late])"
    ]


def test_a_statement_of_a_source_that_was_never_published_is_missed(world: Path) -> None:
    publish(world, things={"late#a": ""})
    (line,) = problems_in(world)
    assert line.startswith("data/published.json:5:3: 'late#a' is gone, and was in version 0.0.2")


@pytest.mark.parametrize("gone", ["sources/late", "late#a"])
def test_what_is_named_as_removed_may_be_gone(world: Path, gone: str) -> None:
    edit(world, FLOOD, "[events/flood,", f"[{gone}, events/flood,")
    publish(world, things={"late#a": ""})
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
