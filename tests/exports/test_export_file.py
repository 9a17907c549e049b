"""What all files share."""

from __future__ import annotations

import json
import re
from typing import Any

from exports.reading import chronicle_of
from hypothesis import example, given
from hypothesis import strategies as st
from support import WORLD

from chronicle.exports.export_file import ExportFile, script_json, single_line, tally, urn

VALUES = st.recursive(
    st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8
)


@given(VALUES)
@example("</script><!-- & \u2028 \u2029")
def test_a_script_can_have_any_value(value: Any) -> None:
    text = script_json(value)
    assert not re.search("[<>&\u2028\u2029]", text) and json.loads(text) == value


def test_reasons_are_counted_in_order() -> None:
    assert list(tally(["b", "", "a", "b"]).items()) == [("a", 1), ("b", 2)]


def test_an_id_lasts_and_is_of_one_thing() -> None:
    chronicle = chronicle_of(WORLD)
    assert urn(chronicle, "event", "fire") == "urn:uuid:b546aeca-e5d0-5949-8f2f-4c54b94793f8"
    assert urn(chronicle, "event", "fire") != urn(chronicle, "event-fire")


def test_a_checksum_is_of_the_bytes() -> None:
    file = ExportFile("x", "whole", "é\n", 1)
    assert (len(file.content), file.checksum[:8]) == (3, "edd3a863")
    assert single_line(" a\r\n b ") == "a b"
