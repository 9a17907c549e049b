"""YAML as plain texts with their places; what is refused, and that nothing ends the reader."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support import WORLD

from chronicle.files.yaml_documents import (
    MAX_BYTES,
    MAX_DEPTH,
    YamlDocument,
    read_document,
    texts_in,
    walk,
)
from chronicle.site import read_chronicle


def read(text: str) -> YamlDocument:
    """The document in a text."""
    return read_document("data/x.yml", text.encode())


def faults(text: str) -> list[str]:
    """What is wrong with a text."""
    return [str(problem).removeprefix("data/x.yml:") for problem in read(text).problems]


def test_every_scalar_stays_a_text() -> None:
    found = read("a: no\nb: 12:30\nc: 1.10\nd: 1901-05-04\ne: 0x1F\nf: 'null'\ng: true\nh: 1_000\n")
    assert found.data == {
        **{"a": "no", "b": "12:30", "c": "1.10", "d": "1901-05-04"},
        **{"e": "0x1F", "f": "null", "g": "true", "h": "1_000"},
    }


@pytest.mark.parametrize("empty", ["", " ", "~", "null", "Null", "NULL", " # a comment"])
def test_what_means_no_value_is_none(empty: str) -> None:
    assert read(f"a: {empty}\nb: x\n").data == {"a": None, "b": "x"}


@pytest.mark.parametrize("text", ['""', "''", "'~'", '"null"'])
def test_what_is_in_quotation_marks_is_a_text(text: str) -> None:
    assert read(f"a: {text}\n").data == {"a": text[1:-1]}


def test_every_value_and_key_has_its_place() -> None:
    found = read("a: x\nlist:\n  - { b: y, c: z }\n  - >-\n    long\n")
    assert found.where(()) == (1, 1)
    assert found.where(("a",)) == (1, 4) and found.where(("a",), key=True) == (1, 1)
    assert found.where(("list", 0, "c")) == (3, 16)
    assert found.where(("list", 0, "c"), key=True) == (3, 13)
    assert found.where(("list", 1)) == found.where(("list", 1), key=True) == (4, 5)
    assert found.where(("list", 0, "d")) == (3, 5), "the nearest value around it"
    assert found.where(("nothing", "a")) == (1, 4), "steps that a file leaves out are passed over"
    assert str(found.problem(("a",), "is wrong", "do this")) == "data/x.yml:1:4: is wrong (do this)"


def test_a_value_is_found_by_its_location() -> None:
    found = read("a: x\nlist:\n  - { b: y, c: }\n")
    assert found.at(()) == found.data and found.at(("list", 0)) == {"b": "y", "c": None}
    for location in (("list", 1), ("list", 0, "d"), ("a", "b"), ("list", "b"), ("none", 0)):
        assert found.at(location) is None


def test_places_take_little_memory_where_nothing_is_wrong() -> None:
    chronicle, problems = read_chronicle(WORLD)
    documents = chronicle.records.documents()
    assert documents and problems == []
    assert not any({"values", "keys"} & vars(one).keys() for one in documents)


def test_a_document_without_places_reports_its_beginning() -> None:
    assert YamlDocument("data/x.yml").where(("a", 0)) == (1, 1)


@pytest.mark.parametrize(
    "change",
    [lambda raw: b"\xef\xbb\xbf" + raw, lambda raw: raw.replace(b"\n", b"\r\n")],
    ids=["a byte order mark", "line ends of another system"],
)
def test_files_of_ordinary_editors_are_read(change: Any) -> None:
    plain = b"a: >-\n  one\n  two\nb: [x]\n"
    found, expected = read_document("x", change(plain)), read_document("x", plain)
    assert (found.data, found.values, found.problems) == (expected.data, expected.values, [])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ["1:1: the file is empty (write the record, or delete the file)"]),
        ("# only a comment\n", ["1:1: the file is empty (write the record, or delete the file)"]),
        (
            "a: x\na: y\nb:\n  c: 1\n  c: 2\n",
            [
                "2:1: the key 'a' is given twice, first on line 1 (keep one of them)",
                "5:3: the key 'c' is given twice, first on line 4 (keep one of them)",
            ],
        ),
        (
            "a: &n x\n",
            [
                "1:4: a name (&n) before a value (delete it; "
                "a text that begins with & needs quotation marks)"
            ],
        ),
        (
            "a: &n x\nb: *n\n",
            [
                "1:4: this value is used again elsewhere by an alias (*name) "
                "(write it out in both places)"
            ],
        ),
        (
            "a: !x y\n",
            [
                "1:4: a tag (!x) before a value (delete it; "
                "a text that begins with ! needs quotation marks)"
            ],
        ),
        (
            "<<: { a: b }\n",
            ["1:1: a key (<<) that would take in other keys (write these keys out)"],
        ),
        (
            "a: no #4\n",
            [
                "1:4: what follows 'no' is not read, since it begins with # "
                "(put quotation marks around the whole text, or a space after the #)"
            ],
        ),
        ("\ta: x\n", ["1:1: the line begins with a tab (indent with spaces)"]),
        ('a: "x\n', ["1:4: a quotation mark without its pair on the line (close it)"]),
        (
            'a: "x\nb: y\nc: "z"\n',
            ["1:4: a quotation mark without its pair on the line (close it)"],
        ),
        (
            '- x\n- "y\n  z\n',
            ["2:3: a quotation mark without its pair on the line (close it)"],
        ),
        (
            "a: b\nc: \x07\n",
            ["2:4: an invisible character, control character, U+0007 (delete it)"],
        ),
        (
            "a: 'x\nb: y\nc:\n  - d: 'z'\n",
            ["1:4: a quotation mark without its pair on the line (close it)"],
        ),
    ],
)
def test_what_is_refused_is_named_at_its_place(text: str, lines: list[str]) -> None:
    assert faults(text) == lines


def test_a_comment_with_a_space_is_one() -> None:
    assert read("a: no # 4\nb: 'x' #4\nc: x#4\n").data == {"a": "no", "b": "x", "c": "x#4"}


def test_a_quotation_over_two_lines_is_not_blamed_for_a_later_mistake() -> None:
    assert faults('a: "x\n  y"\nb: c: d\n') == [
        "3:5: a text with a colon in it (write quotation marks around it, "
        "or put it on the next line, indented, after key: >-)"
    ]


def nested(depth: int) -> str:
    """A list within lists, so many deep."""
    return "[" * depth + "]" * depth


def test_values_are_as_deep_as_any_record_needs() -> None:
    assert faults(nested(MAX_DEPTH)) == []
    (line,) = faults(nested(MAX_DEPTH + 1))
    assert line.startswith(f"1:{MAX_DEPTH + 1}: values are nested more than {MAX_DEPTH} deep")
    assert len(faults("[" * 100_000)) == 1


def test_a_file_is_as_long_as_any_record_needs() -> None:
    text = "#".ljust(MAX_BYTES - 5, "x") + "\na: "
    assert len(text) == MAX_BYTES - 1 and faults(text + "x") == []
    (line,) = faults(f"{text}xx")
    assert line.startswith("1:1: the file is larger than 500 kB")
    published = "{}".ljust(20 * MAX_BYTES).encode()
    assert read_document("data/published.json", published).problems == []
    assert len(read_document("data/published.json", published + b" ").problems) == 1


def test_a_file_in_another_encoding_is_named_at_its_line() -> None:
    (problem,) = read_document("x", b"a: b\nc: M\xfchle\n").problems
    assert str(problem) == "x:2:1: this is not UTF-8 text (save the file as UTF-8)"


def test_the_parser_without_libyaml_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a: no\nb:\n  - { c: 'x' }\n  - >-\n    y\n"
    expected = read(text)
    monkeypatch.setattr("chronicle.files.yaml_documents.Loader", yaml.BaseLoader)
    found = read(text)
    assert (found.data, found.values, found.keys) == (expected.data, expected.values, expected.keys)


def test_values_are_walked_from_the_outside() -> None:
    assert list(walk({"a": ["x"]})) == [((), {"a": ["x"]}), (("a",), ["x"]), (("a", 0), "x")]


def test_texts_are_values_and_keys() -> None:
    found = read("a:\n  b: [x, y]\nc:\n")
    assert [text for _, text in texts_in(found)] == ["a", "c", "b", "x", "y"]
    assert dict(texts_in(found))["a", "b", 1] == "y"


PIECES = st.sampled_from([*"abc:-#[]{}'\"&*!|>%@`,?\t\n ", "  ", ": ", "- ", "\n\n", "é", "\x00"])


@given(st.lists(PIECES, max_size=40).map("".join))
def test_any_text_is_a_value_or_a_problem(text: str) -> None:
    found = read(text)
    for problem in found.problems:
        assert 1 <= problem.line <= text.count("\n") + 1 and problem.column >= 1
        assert problem.message and problem.hint


@given(st.binary(max_size=60))
def test_any_bytes_are_a_value_or_a_problem(raw: bytes) -> None:
    read_document("x", raw)
