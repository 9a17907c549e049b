"""`make schema`: what is written, and what is not while a record cannot be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from authoring.schema_files import FOLDER, write_schemas

from chronicle.domain.chronicle import Chronicle
from chronicle.exports.schemas import NAMES_SCHEMA, editor_schemas
from chronicle.files.loader import load_records
from chronicle.site import read_chronicle


def chronicle_of(root: Path) -> Chronicle:
    return Chronicle(load_records(root))


@pytest.mark.parametrize("broken", ["data/places/quay.yml", "data/vocabulary.yml"])
def test_the_list_of_ids_stays_while_a_record_cannot_be_read(
    world: Path, broken: str, capsys: pytest.CaptureFixture[str]
) -> None:
    write_schemas(world, chronicle_of(world))
    names = world / FOLDER / NAMES_SCHEMA
    before = names.read_text(encoding="utf-8")
    assert '"quay"' in before
    (world / broken).write_text("names: [", encoding="utf-8")
    (world / FOLDER / "place.schema.json").write_text("stale", encoding="utf-8")
    assert write_schemas(world, chronicle_of(world)) == ["data/schema/place.schema.json"]
    assert names.read_text(encoding="utf-8") == before
    assert "names.schema.json: left as it is" in capsys.readouterr().err


def test_only_what_changed_is_written_and_no_check_asks_for_it(world: Path) -> None:
    assert len(write_schemas(world, chronicle_of(world))) == len(editor_schemas()) + 1
    assert write_schemas(world, chronicle_of(world)) == []
    before = read_chronicle(world)[1]
    shutil.copy(world / "data/places/mill.yml", world / "data/places/barn.yml")
    assert read_chronicle(world)[1] == before
    assert write_schemas(world, chronicle_of(world)) == [f"data/schema/{NAMES_SCHEMA}"]
