"""Records that contradict each other in more than one file."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import edit, problems_in


def test_two_events_are_not_parts_of_each_other(world: Path) -> None:
    edit(world, "data/events/march.yml", "kind: gathering", "kind: gathering\npart_of: fire")
    assert problems_in(world) == []
    edit(world, "data/events/fire.yml", "kind: fire", "kind: fire\npart_of: march")
    assert problems_in(world) == [
        "data/events/fire.yml:5:10: the event is a part of itself, by way of 'march', 'fire' "
        "(break the circle)"
    ]


def test_actors_do_not_speak_for_each_other_through_a_third(world: Path) -> None:
    speaks = "kind: body\nspeaks_for: {}\nspeaks_for_because: It does."
    edit(world, "data/actors/guild.yml", "kind: body", speaks.format("owner"))
    assert problems_in(world) == []
    edit(world, "data/actors/owner.yml", "kind: body", speaks.format("ada-lund"))
    (line,) = problems_in(world)
    assert line == (
        "data/actors/ada-lund.yml:6:13: speaks_for leads back to itself, "
        "by way of 'guild', 'owner', 'ada-lund' (break the circle)"
    )


@pytest.mark.parametrize(
    ("key", "fire", "march", "line"),
    [
        ("before: [fire]", "1901-05-01", "1901-05-01", ""),
        ("before: [fire]", "1901-05-01", "1901-05-01/1901-05-09", ""),
        (
            "before: [fire]",
            "1901-05-01",
            "1901-05-02",
            "march.yml:4:10: 'march' cannot come before",
        ),
        ("after: [fire]", "1901-05-02", "1901-05-02", ""),
        ("after: [fire]", "1901-05-02", "1901-05-03", ""),
        ("after: [fire]", "1901-05-02", "1901-05-01", "march.yml:4:9: 'fire' cannot come before"),
    ],
)
def test_the_order_of_events_agrees_with_their_days(
    world: Path, key: str, fire: str, march: str, line: str
) -> None:
    edit(world, "data/events/fire.yml", "date: 1901-05-01", f"date: {fire}")
    edit(world, "data/events/march.yml", "date:\nbefore: [fire]", f"date: {march}\n{key}")
    found = problems_in(world)
    assert len(found) == bool(line)
    assert all(line in one for one in found)


def test_events_without_days_have_one_order(world: Path) -> None:
    march = (world / "data/events/march.yml").read_text(encoding="utf-8")
    feast = march.replace("before: [fire]", "after: [fire]\nbefore: [march]")
    (world / "data/events/feast.yml").write_text(feast, encoding="utf-8")
    assert problems_in(world) == [
        "data/events/feast.yml:1:8: after and before put this event before itself, "
        "by way of 'march', 'fire', 'feast' (break the circle)"
    ]


@pytest.mark.parametrize(
    ("period", "accepted"),
    [
        ("1901-05", True),
        ("1901-05-01/", True),
        ("/1901-05-12", True),
        ("1901-05-01/1901-05-12", True),
        ("1901-05-02/", False),
        ("/1901-05-11", False),
        ("/1901-04-30", False),
        ("1901-05-13/..", False),
    ],
)
def test_the_period_may_be_open(world: Path, period: str, accepted: bool) -> None:
    """The window is from 1 to 12 May, and the fire was on 1 May."""
    edit(world, "data/site.yml", "period: 1901-05", f"period: {period}")
    assert (problems_in(world) == []) is accepted


def test_one_address_may_be_written_in_two_ways(world: Path) -> None:
    for name in ("agency-dispatch", "ferry-notice"):
        edit(world, f"data/sources/{name}.yml", "archive:", "URL: https://one.example/a\narchive:")
    assert problems_in(world) == [
        "data/sources/ferry-notice.yml:8:6: the address is also that of 'agency-dispatch' "
        "(join the two records)"
    ]
    edit(world, "data/sources/ferry-notice.yml", "https://one", "http://www.one")
    assert len(problems_in(world)) == 1
    edit(world, "data/sources/ferry-notice.yml", "/a\n", "/A\n")
    assert problems_in(world) == []


def test_an_agreement_names_the_parties_that_are_silent(world: Path) -> None:
    edit(world, "data/events/fire.yml", "    silent: [reporters]\n", "")
    assert problems_in(world) == [
        "data/events/fire.yml:12:16: 'reporters' has spoken of this event and is not in the list "
        "(add a statement of that party, or name it under silent:)"
    ]


def test_a_contradiction_in_another_matter_is_named_with_its_reason(world: Path) -> None:
    edit(
        world,
        "data/events/fire.yml",
        "[courier-fire#mill-burned,",
        "[courier-fire#set-by-the-owner,",
    )
    edit(world, "data/events/fire.yml", "post-fire#ashes]", "courier-second#fifty-looms]")
    (line,) = problems_in(world)
    assert "'courier-fire#mill-burned' contradicts 'courier-fire#set-by-the-owner'" in line
    matter = "other_matter: [{ statement: courier-fire#mill-burned, because: Not of who did it. }]"
    edit(world, "data/events/fire.yml", "    silent:", f"    {matter}\n    silent:")
    assert problems_in(world) == []


def test_a_party_that_only_bears_on_a_question_needs_no_row(world: Path) -> None:
    edit(
        world,
        "data/sources/post-fire.yml",
        "    answers:\n      - { question: who-set-the-fire, position: nobody }",
        "    bears_on:\n      - { question: who-set-the-fire, position: nobody, because: Heard. }",
    )
    assert problems_in(world) == []


def test_a_party_that_is_not_asked_needs_no_row(world: Path) -> None:
    edit(world, "data/vocabulary.yml", "  all: [millers", "  some: [millers]\n  all: [millers")
    edit(
        world,
        "data/questions/who-set-the-fire.yml",
        "asked: all",
        "asked: some\nnone_found:\n  - { party: reporters, words: a, places: b, date: 1901 }",
    )
    assert problems_in(world) == [
        "data/questions/who-set-the-fire.yml:10:5: 'reporters' needs no row here "
        "(delete it: the party has a statement, or is not asked)"
    ]


@pytest.mark.parametrize(
    ("kind", "changes"), [("revises", True), ("withdraws", True), ("repeats", False)]
)
def test_only_the_same_party_changes_its_account(world: Path, kind: str, changes: bool) -> None:
    edit(
        world,
        "data/sources/courier-second.yml",
        "- { revises: courier-fire#mill-burned }",
        "- { X }",
    )
    edit(world, "data/sources/courier-second.yml", "{ X }", f"{{ {kind}: post-fire#ashes }}")
    found = problems_in(world)
    assert len(found) == changes
    assert all(f"{kind} names a statement of another party" in line for line in found)
