"""Golden mistakes: each spoils one file of the invented world and must give exactly these lines."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import CASES, edit, problems_in

from chronicle.validation.rules import EXAMPLES, RULES, rules_in_words

Case = dict[str, Any]
MISTAKES: list[Case] = yaml.safe_load((CASES / "mistakes.yml").read_text(encoding="utf-8"))
NEAR_MISSES: list[Case] = yaml.safe_load((CASES / "near_misses.yml").read_text(encoding="utf-8"))
NEAR = [mistake for mistake in MISTAKES if "near" in mistake]
WORDS = {rule.name: rule for group in rules_in_words() for rule in group.rules}


def spoil(world: Path, case: Case) -> None:
    """Makes one edit: `put` in the place of `find`, or as the whole of the file."""
    if "find" in case:
        edit(world, case["file"], case["find"], case["put"])
    else:
        path = world / case["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(case["put"], encoding="utf-8")


def edits_of(mistake: Case) -> list[Case]:
    """The edits just inside the rule of a mistake; in its own file unless they name another."""
    near = mistake["near"] if isinstance(mistake["near"], list) else [mistake["near"]]
    return [{"file": mistake["file"], **one} for one in near]


def named(cases: list[Case]) -> Any:
    """Cases as parameters, each with its name."""
    return [pytest.param(case, id=case["name"]) for case in cases]


@pytest.mark.parametrize("mistake", named(MISTAKES))
def test_mistakes_are_named(world: Path, mistake: Case) -> None:
    spoil(world, mistake)
    own = {line.split(":")[0] for line in mistake["says"]}
    found = [line for line in problems_in(world) if line.split(":")[0] in own]
    assert found == sorted(mistake["says"], key=_place)
    assert found, "a mistake that gives no line"


def _place(line: str) -> tuple[str, int, int, str]:
    path, row, column, rest = line.split(":", 3)
    return path, int(row), int(column), rest


@pytest.mark.parametrize("near_miss", named(NEAR_MISSES))
def test_near_misses_pass(world: Path, near_miss: Case) -> None:
    spoil(world, near_miss)
    assert problems_in(world) == []


@pytest.mark.parametrize("mistake", named(NEAR))
def test_what_is_just_inside_the_rule_of_a_mistake_passes(world: Path, mistake: Case) -> None:
    before = {path: path.read_bytes() for path in world.rglob("*") if path.is_file()}
    for one in edits_of(mistake):
        spoil(world, one)
    after = {path: path.read_bytes() for path in world.rglob("*") if path.is_file()}
    assert after != before, "it changes nothing"
    assert problems_in(world) == []


def test_the_world_is_sound(world: Path) -> None:
    assert problems_in(world) == []


def test_all_mistakes_are_reported_at_once(world: Path) -> None:
    names = ("a misspelt field", "an alias", "a date as people write it")
    chosen = [mistake for mistake in MISTAKES if mistake["name"] in names]
    for mistake in chosen:
        spoil(world, mistake)
    assert len(chosen) == 3
    assert {line for mistake in chosen for line in mistake["says"]} <= set(problems_in(world))


def test_a_rule_on_the_whole_blames_no_record_for_what_another_lacks(world: Path) -> None:
    """A statement that cannot be read is no reason to say that its party is silent."""
    edit(world, "data/sources/post-fire.yml", "position: nobody", "position: no-one")
    (line,) = problems_in(world)
    assert "has no position 'no-one'" in line
    edit(world, "data/sources/post-fire.yml", "position: no-one", "position: nobody")
    edit(world, "data/sources/post-fire.yml", "kind: newspaper", "kind: newspaper\nkin: x")
    (line,) = problems_in(world)
    assert "unknown key 'kin'" in line


def test_a_chronicle_may_lack_every_list(world: Path) -> None:
    shutil.rmtree(world / "data" / "corrections")
    for name in ("extract", "glossary", "neutral-words", "not-used"):
        (world / "data" / f"{name}.yml").unlink()
    for name in ("published.json", "map/map.yml", "map/coast.geojson", "map/around.geojson"):
        (world / "data" / name).unlink()
    (world / "docs/blocks.md").unlink()
    assert problems_in(world) == []


def test_every_case_has_a_name_of_its_own() -> None:
    names = Counter(case["name"] for case in [*MISTAKES, *NEAR_MISSES])
    assert [name for name, number in names.items() if number > 1] == []


def test_every_rule_has_a_golden_mistake_and_a_near_miss() -> None:
    assert {mistake["rule"] for mistake in MISTAKES if "rule" in mistake} == WORDS.keys()
    assert {case["rule"] for case in [*NEAR, *NEAR_MISSES] if "rule" in case} == WORDS.keys()


def test_every_rule_is_a_sentence_for_readers() -> None:
    assert {rule.name for rule in RULES} <= WORDS.keys()
    assert [name for name, rule in WORDS.items() if not rule.says.endswith(".")] == []
    assert [name for name, rule in WORDS.items() if "  " in rule.says or "\n" in rule.says] == []


def test_every_rule_has_an_address_of_its_own() -> None:
    anchors = [rule.anchor for rule in WORDS.values()]
    assert len(set(anchors)) == len(anchors)
    assert WORDS["Speaker.one_form"].anchor == "rule-speaker-one-form"
    assert WORDS["_date"].anchor == "rule-date"


def test_the_page_of_rules_shows_lines_that_the_rules_give(request: pytest.FixtureRequest) -> None:
    """`pytest --bless` takes the first line of each rule's first golden mistake."""
    first: dict[str, str] = {}
    for mistake in MISTAKES:
        if "rule" in mistake:
            first.setdefault(mistake["rule"], mistake["says"][0])
    if request.config.getoption("--bless"):
        text = json.dumps(first, ensure_ascii=False, indent=1)
        EXAMPLES.write_text(f"{text}\n", encoding="utf-8")
    assert json.loads(EXAMPLES.read_text(encoding="utf-8")) == first
    assert len(set(first.values())) == len(first), "two rules show the line of one of them"
