"""`make new`: a record that passes once its blanks are filled, or one line that says why not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from authoring import formatting
from authoring.new_record import (
    Wish,
    check_address,
    check_id,
    check_kind,
    new_record,
)

from chronicle.domain.chronicle import Chronicle
from chronicle.files.loader import load_records
from chronicle.files.pydantic_errors import BLANK
from chronicle.files.yaml_documents import read_document, walk
from chronicle.model.introspection import (
    choices_of,
    field_at,
    is_date,
    keys_of,
    mark_of,
)
from chronicle.model.kinds import FOLDERS, KINDS
from chronicle.model.types import Ref, Word
from chronicle.problems import InvalidValue
from chronicle.site import read_chronicle


def chronicle_of(root: Path) -> Chronicle:
    return Chronicle(load_records(root))


def problems_of(root: Path) -> set[str]:
    return {str(problem) for problem in read_chronicle(root)[1]}


def text_of(root: Path, kind: str, id_: str = "something-new", **values: Any) -> str:
    return new_record(root, chronicle_of(root), Wish(kind, id_, values))[1]


def filled(root: Path, kind: str, text: str) -> str:
    """A new record with something that fits in every blank, as a person would write it."""
    shape = KINDS["source" if kind == "statement" else kind]
    for number in range(100):
        document = read_document("", text.encode())
        blanks = [location for location, value in walk(document.data) if value == BLANK]
        if not blanks:
            return text
        line, column = document.where(blanks[0])
        lines = text.split("\n")
        if lines[line - 1][column - 1] == ">":
            line, column = line + 1, 1
        before, after = lines[line - 1][: column - 1], lines[line - 1][column - 1 :]
        lines[line - 1] = before + after.replace(
            BLANK, fitting(root, kind, shape, blanks[0], number), 1
        )
        text = "\n".join(lines)
    raise AssertionError(text)


def fitting(root: Path, kind: str, shape: Any, location: Any, number: int) -> str:
    key = next(step for step in reversed(location) if isinstance(step, str))
    special = {
        "URL": "https://new.example/page",
        "language": "en",
        "by": "guild",
        "title": f"A thing: as it is said {number}",
        "kind": "body" if kind == "actor" else "",
        "why_named": "public-body",
        "extent": "whole",
    }
    if special.get(key):
        return special[key]
    field = field_at(shape, location)
    ref, word = mark_of(field, Ref), mark_of(field, Word)
    if ref:
        return {"any": "fire", "concerned": "fire", "actor": "guild"}[ref.kind]
    if word:
        return chronicle_of(root).vocabulary.words(word.vocabulary)[0]
    if is_date(field):
        return "1901-05-04"
    free = key in ("question", "says", "words", "why", "places") or location[0] == "positions"
    said = f"something: as it is said, {number}" if free and key != "id" else f"something-{number}"
    return next(iter(choices_of(field)), said)


@pytest.mark.parametrize("kind", [*KINDS, "statement"])
def test_a_new_record_passes_once_its_blanks_are_filled(world: Path, kind: str) -> None:
    id_ = "post-fire#something-new" if kind == "statement" else "something-new"
    before = problems_of(world)
    path, text = new_record(world, chronicle_of(world), Wish(kind, id_))
    path.write_text(text, encoding="utf-8")
    named = len(re.findall(rf"^(?!\s*#).*{BLANK}", text, re.M))
    problems = problems_of(world) - before
    assert named and len(problems) >= named
    assert all("is not filled in yet" in problem for problem in problems), problems
    path.write_text(filled(world, kind, text), encoding="utf-8")
    assert problems_of(world) <= before


@pytest.mark.parametrize("kind", KINDS)
def test_every_optional_line_is_valid_too(world: Path, kind: str) -> None:
    """Without its #, an optional line has the form that the model wants."""
    before = problems_of(world)
    body = text_of(world, kind).split("\n", 3)[3]
    body = re.sub(r"^( *)# ?((?:[\w-]+:|  +___).*)$", r"\1\2", body, flags=re.M)
    body = body.replace("minor: yes", "minor: no")  # no one under 18 has a record
    assert not re.search("^#", body, re.M)
    (world / "data" / FOLDERS[kind] / "something-new.yml").write_text(body, encoding="utf-8")
    faults = problems_of(world) - before
    assert faults and all("is not filled in yet" in fault for fault in faults), faults


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_record_comments_every_field_and_format_leaves_it(world: Path, kind: str) -> None:
    text = text_of(world, kind)
    assert [
        key for key in keys_of(KINDS[kind]) if not re.search(rf"^(# )?{key}:", text, re.M)
    ] == []
    assert formatting.formatted(text.encode(), KINDS[kind]) == formatting.Formatted(text)


@pytest.mark.parametrize("kind", KINDS)
def test_no_comment_lists_a_word_twice(world: Path, kind: str) -> None:
    vocabulary = world / "data/vocabulary.yml"
    more = "kinds_of_actor:\n  - { id: vessel, label: Vessel, means: A ship. }"
    vocabulary.write_text(vocabulary.read_text("utf-8").replace("kinds_of_actor:", more), "utf-8")
    for line in text_of(world, kind).split("\n"):
        key, _, comment = line.partition(" # ")
        for words in re.findall(r"[\w-]+(?:, [\w-]+)+", comment):
            listed = words.split(", ")
            assert len(listed) == len(set(listed)), line
        if kind == "actor" and key.startswith("kind:"):
            assert comment == "what it is: vessel, person, body"


@pytest.mark.parametrize(
    ("id_", "says"),
    [
        ("source: The Courier", "is not an id: lower-case words and digits joined by hyphens"),
        ("source: The Courier", "(for example ID=the-courier)"),
        ("source: tanıklar", "(for example ID=taniklar)"),
        ("source: شهود 1901", "(for example ID=courier-1901-05-03-fire)"),
        ("source: ../../x", "(for example ID=x)"),
        ("event: mill", "the id 'mill' exists: data/places/mill.yml (choose another id)"),
        ("event: map", "the id 'map' is taken by a file of data/ (choose another id)"),
        ("event: flood", "the id 'flood' was published and is gone (choose another id; the"),
        ("statement: post-fire", "names no source and statement (for example ID=source-id#st"),
        ("statement: post-fires#x", "there is no source 'post-fires' (did you mean 'post-fire'?)"),
        ("statement: post-fire#X", "(for example ID=x)"),
    ],
)
def test_a_bad_id_is_refused(world: Path, id_: str, says: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        check_id(world, chronicle_of(world), *id_.split(": "))
    assert says in f"{refused.value} ({refused.value.hint})"


def test_a_bad_kind_is_refused() -> None:
    with pytest.raises(InvalidValue, match="'sorce' is no kind of record") as refused:
        check_kind("sorce")
    assert refused.value.hint == "did you mean 'source'?"


def test_a_statement_that_is_gone_keeps_its_id(world: Path) -> None:
    """Its address says why it is gone, so nothing else may be there."""
    corrections = world / "data/corrections/1901-06-11-flood.yml"
    text = corrections.read_text(encoding="utf-8")
    gone = "removed: [events/flood, courier-fire#old-statement,"
    corrections.write_text(text.replace("removed: [events/flood,", gone), encoding="utf-8")
    with pytest.raises(InvalidValue, match="was published and is gone"):
        check_id(world, chronicle_of(world), "statement", "courier-fire#old-statement")


@pytest.mark.parametrize(
    "address",
    [
        *(
            "http://post.example/ashes",
            "https://www.post.example/ashes/",
            "http://POST.example/ashes",
        ),
        *("https://post.example/ashes#top", "http://post.example/ashes?utm_source=x&utm_medium=y"),
        "http://post.example/%61shes",
    ],
)
def test_an_address_that_is_recorded_is_noticed(world: Path, address: str) -> None:
    with pytest.raises(InvalidValue) as refused:
        check_address(chronicle_of(world), address)
    assert "data/sources/post-fire.yml has http://post.example/ashes" in str(refused.value)
    assert "make new KIND=statement ID=post-fire#" in refused.value.hint


@pytest.mark.parametrize(
    "address", ["", "http://post.example/ashes?id=2", "http://post.example/as"]
)
def test_another_address_is_not(world: Path, address: str) -> None:
    check_address(chronicle_of(world), address)


@pytest.mark.parametrize(
    "statements", ["statements: []  # none\n", "statements:\n", "statements: ~\n", ""]
)
def test_a_statement_goes_into_a_source_without_any(world: Path, statements: str) -> None:
    path = world / "data/sources/ferry-notice.yml"
    text = path.read_text(encoding="utf-8")
    begin = text[: text.index("statements:")]
    path.write_text(f"{begin}{statements}note: Last.\n", encoding="utf-8")
    found = text_of(world, "statement", "ferry-notice#new-one")
    again = yaml.load(found, yaml.BaseLoader)
    assert [one["id"] for one in again["statements"]] == ["new-one"] and again["note"] == "Last."
    assert ("# none" in found) == ("# none" in statements)


@pytest.mark.parametrize("indent", ["  ", ""])
def test_a_statement_leaves_every_other_line_as_it_was(world: Path, indent: str) -> None:
    path = world / "data/sources/post-fire.yml"
    text = path.read_text(encoding="utf-8") + "\n# The last word.\nnote: Last. # Indeed.\n"
    head, key, rest = text.partition("statements:\n")
    rest = re.sub(r"^  ", indent, rest, flags=re.M)
    path.write_text(head + key + rest, encoding="utf-8")
    before = path.read_text(encoding="utf-8").split("\n")
    after = text_of(world, "statement", "post-fire#new-one").split("\n")
    begin = after.index(next(line for line in after if "id: new-one" in line))
    added = len(after) - len(before)
    assert after[:begin] + after[begin + added :] == before
    assert begin < after.index("# The last word.")
    ids = [one["id"] for one in yaml.load("\n".join(after), yaml.BaseLoader)["statements"]]
    assert ids[-2:] == ["ashes", "new-one"]


def test_statements_in_brackets_are_left_to_a_person(world: Path) -> None:
    path = world / "data/sources/ferry-notice.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text[: text.index("statements:")] + "statements: [{ id: a }]\n", encoding="utf-8"
    )
    with pytest.raises(InvalidValue, match="in brackets"):
        text_of(world, "statement", "ferry-notice#new-one")
