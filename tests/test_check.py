"""Golden mistakes: each spoils one file of the world and must give exactly these lines."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT

from chronicle.files import yaml_documents as document
from chronicle.files.loader import load
from chronicle.site import read
from chronicle.validation.catalogue import EXAMPLES, rules
from chronicle.validation.check import RULES

MISTAKES = yaml.safe_load((Path(__file__).parent / "mistakes.yml").read_text(encoding="utf-8"))
NEAR_MISSES = yaml.safe_load((Path(__file__).parent / "near_misses.yml").read_text(encoding="utf-8"))


def spoil(world: Path, mistake: dict[str, Any]) -> None:
    """Makes one edit: `put` in the place of `find`, or as the whole of the file."""
    path = world / mistake["file"]
    if "find" in mistake:
        text = path.read_text(encoding="utf-8")
        assert mistake["find"] in text, "the mistake no longer finds its place in the world"
        path.write_text(text.replace(mistake["find"], mistake["put"], 1), encoding="utf-8")
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(mistake["put"], encoding="utf-8")


@pytest.mark.parametrize("mistake", MISTAKES, ids=[mistake["name"] for mistake in MISTAKES])
def test_mistakes_are_named(world: Path, mistake: dict[str, Any]) -> None:
    spoil(world, mistake)
    own = {line.split(":")[0] for line in mistake["says"]}
    found = [str(problem) for problem in read(world)[1]]
    assert [line for line in found if line.split(":")[0] in own] == sorted(mistake["says"], key=_place)
    assert found, "a mistake that gives no line"


@pytest.mark.parametrize("near_miss", NEAR_MISSES, ids=[near_miss["name"] for near_miss in NEAR_MISSES])
def test_what_is_just_inside_a_rule_passes(world: Path, near_miss: dict[str, Any]) -> None:
    spoil(world, near_miss)
    assert [str(problem) for problem in read(world)[1]] == []


def _place(line: str) -> tuple[str, int, int, str]:
    path, row, column, rest = line.split(":", 3)
    return path, int(row), int(column), rest


NEAR = [mistake for mistake in MISTAKES if "near" in mistake]


@pytest.mark.parametrize("mistake", NEAR, ids=[mistake["name"] for mistake in NEAR])
def test_what_lies_just_inside_a_rule_passes(world: Path, mistake: dict[str, Any]) -> None:
    edits = mistake["near"] if isinstance(mistake["near"], list) else [mistake["near"]]
    before = {path: path.read_bytes() for path in world.rglob("*") if path.is_file()}
    for edit in edits:
        spoil(world, {"file": mistake["file"], **edit})
    assert {path: path.read_bytes() for path in world.rglob("*") if path.is_file()} != before, "it changes nothing"
    assert [str(problem) for problem in read(world)[1]] == []


def test_every_rule_has_a_golden_mistake_a_near_miss_and_a_docstring() -> None:
    shown = {mistake["rule"] for mistake in MISTAKES if "rule" in mistake}
    known = {rule.name: rule.says for group in rules() for rule in group.rules}
    assert {rule.__name__ for rule in RULES} <= known.keys()
    assert known.keys() == shown
    near = {mistake["rule"] for mistake in [*NEAR, *NEAR_MISSES] if "rule" in mistake}
    assert known.keys() == near
    assert [name for name, says in known.items() if not says.endswith(".")] == []


def test_the_page_of_rules_shows_lines_that_the_rules_give(request: pytest.FixtureRequest) -> None:
    """`pytest --bless` takes the first line of each rule's first golden mistake anew."""
    first: dict[str, str] = {}
    for mistake in MISTAKES:
        if "rule" in mistake:
            first.setdefault(mistake["rule"], mistake["says"][0])
    if request.config.getoption("--bless"):
        EXAMPLES.write_text(json.dumps(first, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    assert json.loads(EXAMPLES.read_text(encoding="utf-8")) == first


def test_all_mistakes_at_once(world: Path) -> None:
    """Mistakes in several files are all reported in one run."""
    chosen = [m for m in MISTAKES if m["name"] in ("a misspelt field", "an alias", "a date as people write it")]
    for mistake in chosen:
        spoil(world, mistake)
    found = {str(problem) for problem in read(world)[1]}
    assert {line for mistake in chosen for line in mistake["says"]} <= found


def test_the_world_is_sound(world: Path) -> None:
    assert read(world)[1] == []


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: raw.replace(b"\n", b"\r\n"),
    ],
    ids=["a byte order mark", "line ends of Windows"],
)
def test_ordinary_editors_are_taken(world: Path, change: Any) -> None:
    for path in [*world.glob("data/*/*.yml"), *world.glob("docs/**/*.md")]:
        path.write_bytes(change(path.read_bytes()))
    assert read(world)[1] == []


def test_a_file_in_another_encoding_is_named(world: Path) -> None:
    path = world / "data/places/mill.yml"
    path.write_bytes(path.read_bytes().replace(b"The mill", b"The m\xfchle"))
    assert (
        next(str(p) for p in read(world)[1])
        == "data/places/mill.yml:2:1: this is not UTF-8 text (save the file as UTF-8)"
    )


def test_a_page_in_another_encoding_is_named_once(world: Path) -> None:
    """Links to it are not blamed for what it lacks."""
    (world / "docs/method.md").write_bytes(b"# M\xfchle\n\nWe do not write *villain*.\n")
    found = [str(problem) for problem in read(world)[1] if problem.path.startswith("docs/")]
    assert found == ["docs/method.md:1:1: this is not UTF-8 text (save the file as UTF-8)"]


def replaced(value: Any, location: tuple[str | int, ...], put: Any) -> Any:
    """The value with `put` at a location in it."""
    if not location:
        return put
    step, rest = location[0], location[1:]
    if isinstance(value, dict):
        return {key: replaced(part, rest, put) if key == step else part for key, part in value.items()}
    return [replaced(part, rest, put) if index == step else part for index, part in enumerate(value)]


RECORDS = ("sources/post-fire", "events/fire", "questions/who-set-the-fire", "actors/ada-lund", "places/mill")
LISTS = (
    "map/map",
    "site",
    "vocabulary",
    "corrections",
    "glossary",
    "not-used",
    "neutral-words",
    "not-named",
    "extract",
)


@pytest.mark.parametrize("put", ["word", "1", None, [], ["word"], {}, {"key": "word"}, [{"{key}": "{}"}]], ids=str)
@pytest.mark.parametrize("name", [*RECORDS, *LISTS])
def test_a_value_of_any_shape_anywhere_is_a_line_at_the_most(name: str, put: Any, tmp_path: Path) -> None:
    """Nobody who writes a list for a text, or a text for a list, gets a traceback. The record stands alone, to be quick."""
    path = tmp_path / "data" / f"{name}.yml"
    path.parent.mkdir(parents=True)
    found = document.read(path.name, (ROOT / "tests" / "fixtures" / "world" / "data" / f"{name}.yml").read_bytes())
    for location in found.values:
        path.write_text(json.dumps(replaced(found.data, location, put), ensure_ascii=False), encoding="utf-8")
        assert [str(problem) for problem in load(tmp_path).problems], location  # site.yml and others are missing
