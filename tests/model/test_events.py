"""Events: dated or ordered, and what is alleged says by whom."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError
from samples import EVENT, changed, event

from chronicle.model.events import ActorRole, Event, PlaceRole


@pytest.mark.parametrize(
    ("changes", "accepted"),
    [
        ({}, True),
        ({"date": None, "after": ["march"]}, True),
        ({"date": None, "before": ["march"]}, True),
        ({"date": None}, False),
        ({"status": "likely"}, False),
        ({"content_note": "bodies"}, True),
    ],
)
def test_an_event_has_a_date_or_an_order(changes: dict[str, Any], accepted: bool) -> None:
    try:
        Event.model_validate({**EVENT, **changes})
    except ValidationError:
        assert not accepted
    else:
        assert accepted


def test_a_blank_date_is_written_as_such() -> None:
    with pytest.raises(ValidationError, match="Field required"):
        Event.model_validate(changed(EVENT, {"date": "", "after": ["march"]}))


def test_what_is_alleged_names_its_statement() -> None:
    place: dict[str, Any] = {"place": "mill", "role": "alleged"}
    actor: dict[str, Any] = {"actor": "owner", "as": "owner", "role": "alleged"}
    for shape, values in ((PlaceRole, place), (ActorRole, actor)):
        with pytest.raises(ValidationError, match="needs the statement that says so"):
            shape.model_validate(values)
        assert shape.model_validate({**values, "statement": "a#b"})
        assert shape.model_validate({**values, "role": "undisputed"})


def test_what_no_party_disputes_rests_on_two_statements() -> None:
    agreed = {"says": "It burned.", "agreed_by": ["a#b", "c#d"]}
    assert event(status="undisputed", undisputed=[agreed]).undisputed[0].silent == []
    with pytest.raises(ValidationError, match="at least 2"):
        event(undisputed=[{**agreed, "agreed_by": ["a#b"]}])
