"""What all files share."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from exports.reading import bytes_of, chronicle_of
from hypothesis import example, given
from hypothesis import strategies as st
from support import WORLD

from chronicle.exports.export_file import (
    ExportFile,
    FileTally,
    json_list,
    json_object,
    json_text,
    script_json,
    single_line,
    urn,
)

DEGREES = st.integers(-18_000_000, 18_000_000).map(lambda number: number / 10_000)
VALUES = st.recursive(
    st.text() | st.none() | st.booleans() | st.integers() | DEGREES,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(VALUES)
@example("</script><!-- & \u2028 \u2029")
def test_a_script_can_have_any_value(value: Any) -> None:
    text = script_json(value)
    assert not re.search("[<>&\u2028\u2029]", text) and json.loads(text) == value


def test_an_id_lasts_and_is_of_one_thing() -> None:
    chronicle = chronicle_of(WORLD)
    assert urn(chronicle, "event", "fire") == "urn:uuid:b546aeca-e5d0-5949-8f2f-4c54b94793f8"
    assert urn(chronicle, "event", "fire") != urn(chronicle, "event-fire")


@given(VALUES)
def test_json_in_pieces_is_json_in_one(value: Any) -> None:
    whole = json.dumps(value, ensure_ascii=False, indent=1) + "\n"
    assert json_text(value) == whole
    if isinstance(value, list):
        assert "".join(json_list(iter(value))) == whole
        within = json.dumps({"one": value, "two": 1.5}, ensure_ascii=False, indent=1) + "\n"
        assert "".join(json_object({"one": iter(value), "two": 1.5})) == within


def test_a_file_is_counted_while_it_is_made() -> None:
    made: list[int] = []

    def make(tally: FileTally) -> Iterator[str]:
        made.append(1)
        yield from tally.each(("é", "\n"))

    file = ExportFile("x", "whole", make)
    assert made == []
    assert bytes_of(file) == "é\n".encode()
    tally = file.tally
    assert (tally.entries, tally.size, tally.checksum[:8]) == (2, 3, "edd3a863")
    assert len(made) == 1, "what was written is not made again to be counted"


def test_no_text_has_more_than_one_line_where_one_is_asked_for() -> None:
    assert single_line(" a\r\n b ") == "a b"
