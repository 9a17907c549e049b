"""Each field of each kind of record, changed by itself: `make diff` reports it, and the guard of
what was published asks for a correction if the field is decisive, both as the model says."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from authoring.difference import State, difference
from authoring.difference_report import as_markdown, as_text
from every_field import all_parts, every_field, filled, with_another
from support import WORLD

from chronicle.domain.chronicle import Chronicle
from chronicle.files.loader import Records, load_records
from chronicle.files.validated import Located
from chronicle.files.yaml_documents import YamlDocument
from chronicle.model.meaning import is_of_parts, meanings
from chronicle.model.places import Feature, FeatureCollection, Shape
from chronicle.model.site import Published
from chronicle.model.types import Meaning
from chronicle.validation.published import snapshot, what_was_published_changes_in_the_open

NO_RECORDS = (Published, FeatureCollection, Feature, Shape)
"""Files that commands write; `make diff` names them as a whole."""
SHAPES = sorted((one for one in all_parts() if one not in NO_RECORDS), key=lambda one: one.__name__)
FIELDS = {
    f"{shape.__name__}.{name}": meaning
    for shape in SHAPES
    for name, meaning in meanings(shape).items()
    if meaning
}
IDENTIFYING = ("Statement.id", "Position.id")
"""Another id is another statement: the guard misses the published one."""


@pytest.fixture(scope="module")
def records() -> Records:
    """The invented world, with everything in it published."""
    found = filled(load_records(WORLD))
    published = snapshot(Chronicle(found), "9.0.0", "1901-07-01")
    return replace(found, published=Located("published", published, YamlDocument("published.json")))


@pytest.mark.parametrize("name", FIELDS)
def test_a_change_of_a_field_means_what_its_mark_says(records: Records, name: str) -> None:
    path, field = every_field(records)[name]
    changed = with_another(records, path, field)
    found = difference(State({}, Chronicle(records)), State({}, Chronicle(changed)))
    reported = FIELDS[name] is not Meaning.SILENT
    assert (bool(found.changes), found.silent) == (reported, int(not reported))
    for report in (as_text(found), as_markdown(found)):
        assert bool(re.search(r"^([+-] |~ .* → )", report, re.M)) == reported, report
    refused = [*what_was_published_changes_in_the_open(Chronicle(changed))]
    assert bool(refused) == (FIELDS[name] is Meaning.DECISIVE or name in IDENTIFYING)


def test_every_field_has_one_meaning() -> None:
    for shape in SHAPES:
        for name, field in shape.model_fields.items():
            marks = [one for one in field.metadata if isinstance(one, Meaning)]
            assert len(marks) <= (0 if is_of_parts(field) else 1), f"{shape.__name__}.{name}"
            assert marks != [shape.meaning], f"{shape.__name__}.{name} has its class's mark again"
            assert (meanings(shape)[name] is None) == is_of_parts(field)
