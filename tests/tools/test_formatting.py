"""`make format`: one style, and nothing said differently."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from authoring import formatting
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support import ROOT, WORLD

from chronicle.files.yaml_documents import read_document
from chronicle.model.actors import Actor
from chronicle.model.events import Event
from chronicle.model.introspection import is_list, record_type
from chronicle.model.kinds import FOLDERS, KINDS
from chronicle.model.sources import Source

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]),
    min_size=1,
    max_size=40,
)
AWKWARD = st.text("ab #:-'\"{}[],&*!|>%@`?~_=\u00e9\u0645", min_size=1, max_size=30) | WORDS


@pytest.mark.parametrize("root", [ROOT, WORLD], ids=["repository", "world"])
def test_real_records_keep_every_word_and_are_done_after_once(root: Path) -> None:
    """Not that they are formatted: who edits in a browser must see no test fail for a space."""
    for kind, shape in KINDS.items():
        for path in sorted((root / "data" / FOLDERS[kind]).glob("*.yml")):
            raw = path.read_bytes()
            found = formatting.formatted(raw, shape)
            after = read_document("", found.text.encode())
            assert found.reason == "" and after.problems == [], path
            assert stripped(after.data) == stripped(read_document("", raw).data), path
            assert formatting.formatted(found.text.encode(), shape) == found, path


def stripped(value: Any) -> Any:
    """Values without the space at both ends of texts, which the model takes off."""
    if isinstance(value, dict):
        return {key: stripped(item) for key, item in value.items()}
    if isinstance(value, list):
        return [stripped(item) for item in value]
    return value.strip() if isinstance(value, str) else value


def generated(shape: Any, depth: int = 0) -> st.SearchStrategy[Any]:
    """Plain values such as a file for a record can have, with keys in any order; most are no valid
    record."""
    values: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in shape.model_fields.items():
        inner = record_type(field.annotation)
        one = generated(inner, depth + 1) if inner and depth < 2 else AWKWARD | st.none()
        values[field.alias or name] = st.lists(one, max_size=2) if is_list(field) else one
    entries = st.fixed_dictionaries({}, optional=values)
    return entries.flatmap(lambda found: st.permutations(list(found.items())).map(dict))


SHAPES = st.sampled_from([Source, Event, Actor])
STYLES = st.sampled_from([None, True, False])
RECORDS = SHAPES.flatmap(lambda shape: st.tuples(st.just(shape), generated(shape)))


@settings(max_examples=100)
@given(RECORDS, STYLES, st.integers(20, 200), st.sampled_from(["\n", "\r\n"]))
def test_any_record_says_the_same_and_is_done_after_once(
    record: tuple[Any, Any], style: Any, width: int, end: str
) -> None:
    shape, value = record
    options = {"default_flow_style": style, "width": width, "sort_keys": False}
    raw = yaml.safe_dump(value, allow_unicode=True, **options).replace("\n", end).encode()
    known = read_document("", raw)
    assume(value and not known.problems)
    found = formatting.formatted(raw, shape)
    after = read_document("", found.text.encode())
    assert (found.reason, after.problems) == ("", [])
    assert stripped(after.data) == stripped(known.data)
    assert formatting.formatted(found.text.encode(), shape) == found


COMMENTS = st.lists(st.tuples(st.integers(0, 60), st.integers(-1, 8)), min_size=1, max_size=6)


@settings(max_examples=100)
@given(RECORDS, STYLES, COMMENTS)
def test_no_comment_is_lost_wherever_it_is(
    record: tuple[Any, Any], style: Any, comments: list[tuple[int, int]]
) -> None:
    """Comments on lines of their own at any depth, and after values. Where ruamel cannot keep
    them, the file is left alone."""
    shape, value = record
    lines = yaml.safe_dump(value, allow_unicode=True, default_flow_style=style).split("\n")
    for number, (line, indent) in enumerate(comments):
        at = line % len(lines)
        if indent < 0:
            lines[at] += f"  # comment-{number}"
        else:
            lines.insert(at, f"{' ' * indent}# comment-{number}")
    text = "\n".join(lines)
    known = read_document("", text.encode())
    assume(value and not known.problems)
    found = formatting.formatted(text.encode(), shape)
    after = read_document("", found.text.encode())
    assert stripped(after.data) == stripped(known.data)
    for number in range(len(comments)):
        assert found.text.count(f"# comment-{number}") == text.count(f"# comment-{number}")
    assert formatting.formatted(found.text.encode(), shape).text == found.text


@pytest.mark.parametrize("kind", KINDS)
def test_keys_come_back_in_order_with_the_comments_above_them(kind: str) -> None:
    """Real records with their keys shuffled, and a comment above each."""
    chance = random.Random(kind)
    for path in sorted((ROOT / "data" / FOLDERS[kind]).glob("*.yml"))[::8]:
        text = formatting.formatted(path.read_bytes(), KINDS[kind]).text
        entries = chance.sample(entries_of(text), len(entries_of(text)))
        commented = [f"# about {entry.partition(':')[0]}\n{entry}" for entry in entries[1:]]
        found = formatting.formatted("\n".join([entries[0], *commented, ""]).encode(), KINDS[kind])
        assert found.reason == ""
        assert re.sub("^# about .*\n", "", found.text, flags=re.M) == text
        for entry in entries[1:]:
            key = entry.partition(":")[0]
            assert f"\n# about {key}\n{key}:" in f"\n{found.text}"


def entries_of(text: str) -> list[str]:
    """The lines of each key of a record."""
    return re.split(r"\n(?=\S)", text.removesuffix("\n"))


FAULTY = """\
# About this file.

kind: 'newspaper'   # a word
issued: 1901-06-06 # the day
title: 'Fire: the mill burned'

# Who wrote it.
author: [{given: Ines,family: Holt}, {literal: 'A "B" C'}]
type: "article-newspaper"
statements:   # all of them
  # the first
  - says: Forty \t
      died.
    # of the statement
    id: forty-died
    # at its end
  - {figures: [{low: , what: x, high: }], id: other}
    # at the end
note: |
  One.

  Two.
derives_from:
  # a parent
  - { what: text, work: other }
page:
publisher: "Press"
title_en: >-   # ours
  Fire: the
  mill burned

# The last word.
"""
FORMATTED = """\
# About this file.

type: article-newspaper
title: "Fire: the mill burned"
title_en: >-   # ours
  Fire: the mill burned

# Who wrote it.
author: [{ family: Holt, given: Ines }, { literal: 'A "B" C' }]
publisher: "Press"
page:
issued: 1901-06-06 # the day
kind: newspaper     # a word
derives_from:
  # a parent
  - { work: other, what: text }
note: >-
  One.


  Two.
statements:   # all of them
  # the first
  # of the statement
  - id: forty-died
    says: >-
      Forty died.
    # at its end
  - { id: other, figures: [{ what: x, low: , high: }] }
    # at the end

# The last word.
"""


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("begin", ["", "\ufeff"])
def test_a_file_gets_the_one_style_and_keeps_its_comments(begin: str, end: str) -> None:
    raw = (begin + FAULTY.replace("\n", end)).encode()
    found = formatting.formatted(raw, Source)
    assert (found.reason, found.text) == ("", FORMATTED)
    assert formatting.formatted(FORMATTED.encode(), Source).text == FORMATTED


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("title: a\nby: { described: a woman from X, 34, named: no, party: x }\n", Source),
        (
            "statements:\n  - says: x\n    by: { described: from X, 34, named: no }\n    id: a\n",
            Source,
        ),
        ("statements:\n  - figures: [{ worded: six, two, low: 6 }]\n    id: a\n", Source),
        ("tilte: a\ntype: book\n", Source),
    ],
)
def test_a_slip_is_not_torn_apart(text: str, shape: Any) -> None:
    """A text with a comma in it, in braces: what follows the comma is a key that no record has."""
    found = formatting.formatted(text.encode(), shape)
    assert found.text == text
    assert found.reason.endswith("is no key of such a record; make check says more")


@pytest.mark.parametrize("word", ["no", "12", "1_000", "1901-05-04", "null", "on"])
def test_a_word_that_others_would_misread_keeps_its_marks(word: str) -> None:
    raw = f'language: "{word}"\nkind: "newspaper"\nissued: "1901-05-04"\n'.encode()
    after = formatting.formatted(raw, Source).text
    assert yaml.safe_load(after)["language"] == word
    assert "kind: newspaper\n" in after and "issued: 1901-05-04\n" in after


@pytest.mark.parametrize(
    "raw",
    [
        *(b"title: [a\n", b"\xff", b"a: &x 1\nb: *x\n", b"\ttitle: x\n", b"title: a\ntitle: b\n"),
        *(b"title: Fire: the mill\n", b"", b"<<: { title: a }\n"),
    ],
)
def test_what_cannot_be_read_is_left_alone(world: Path, raw: bytes) -> None:
    path = world / "data" / "sources" / "broken.yml"
    path.write_bytes(raw)
    _, left = formatting.format_records(world)
    assert path.read_bytes() == raw
    assert left == [
        "data/sources/broken.yml: left as it is: it cannot be read; make check says why"
    ]


def test_a_list_keeps_everything_but_spaces_at_ends_of_lines() -> None:
    raw = b"- {id: b,term: 'B'}   \r\n# c \r\n- id:   a\r\n  term: |\r\n    x\r\n\r\n\r\n"
    found = formatting.formatted(raw, None)
    text = "- {id: b,term: 'B'}\n# c\n- id:   a\n  term: |\n    x\n"
    assert found == formatting.Formatted(text)
    spaced = b"- term: |\n    two spaces  \n    more\n"
    assert formatting.formatted(spaced, None).text.encode() == spaced, "they are part of the text"


def test_format_writes_only_what_changes(world: Path) -> None:
    formatting.format_records(world)
    path = world / "data" / "sources" / "post-fire.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert formatting.format_records(world) == (["data/sources/post-fire.yml"], [])
    assert formatting.format_records(world) == ([], [])


@pytest.mark.parametrize("length", [109, 110, 111])
def test_blocks_are_folded_at_110_characters(length: int) -> None:
    text = "a" * 50 + " " + "b" * (length - 51) + " c"
    lines = formatting.formatted(f"note: {text}\n".encode(), Source).text.split("\n")
    assert [len(line) - 2 for line in lines[1:-1]] == (
        [length + 2] if length < 109 else [length, 1] if length <= 110 else [50, length - 49]
    )


@settings(max_examples=150)
@given(st.text("ab  \n", min_size=1, max_size=60), st.integers(1, 12))
def test_a_text_is_folded_where_it_can_be_joined_again(text: str, length: int) -> None:
    words = text.replace("a", "a" * length * 9).replace("b", "b" * length)
    raw = yaml.safe_dump({"note": words}).encode()
    found = formatting.formatted(raw, Source)
    assert found.reason == ""
    assert read_document("", found.text.encode()).data["note"].strip() == words.strip()
