"""Which statements are shown where not all are."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import edit
from writing import context_of

from chronicle.views.context import ViewContext
from chronicle.views.telling import telling_rank


def ranked(context: ViewContext) -> list[str]:
    """The statements about the fire, the most telling first."""
    about = context.chronicle.about["fire"]
    return [one.record.id for one in sorted(about, key=lambda one: telling_rank(context, one))]


def test_who_is_counted_answers_and_knows_comes_first(context: ViewContext) -> None:
    assert ranked(context) == [
        "seen-running",
        "set-by-the-owner",
        "mill-burned",
        "eighty-looms",
        "fifty-looms",
        "ashes",
        "heard-of-lightning",
    ]


@pytest.mark.parametrize(
    ("find", "put"),
    [
        ("locator: line 1", "in_custody: owner"),
        ("basis: told", "basis: heard"),
    ],
)
def test_who_is_held_or_only_heard_comes_last(world: Path, find: str, put: str) -> None:
    edit(world, "data/sources/courier-fire.yml", find, put)
    assert "set-by-the-owner" in ranked(context_of(world))[-2:]


def test_of_two_who_know_as_well_the_one_that_is_quoted_comes_first(world: Path) -> None:
    edit(world, "data/sources/post-fire.yml", "basis: seen", "basis: told")
    assert ranked(context_of(world))[:2] == ["set-by-the-owner", "seen-running"]
