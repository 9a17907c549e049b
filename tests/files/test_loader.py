"""Every file is read once, and what cannot be read is reported where it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import WORLD, edit, problems_in

from chronicle.files.loader import ProsePage, load_records

REQUIRED = ("site.yml", "vocabulary.yml", "texts.yml")
OPTIONAL = (
    "corrections/1901-05-20-day.yml",
    "extract.yml",
    "glossary.yml",
    "map/map.yml",
    "neutral-words.yml",
    "not-used.yml",
    "published.json",
)


def loaded(root: Path) -> list[str]:
    """What the loader alone reports."""
    return [str(problem) for problem in load_records(root).problems]


def test_everything_is_read() -> None:
    records = load_records(WORLD)
    assert records.problems == [] and records.unreadable == set()
    assert sorted(records.actor) == ["ada-lund", "guild", "owner"]
    assert list(records.prose) == ["blocks.md", "events/fire.md", "index.md", "method.md"]
    assert list(records.layers) == ["coast.geojson", "around.geojson"]
    assert records.published and records.extract and records.map and records.neutral
    assert [entry.id for entry in records.glossary] == ["guild", "ash", "voice"]
    assert len(records.correction) == 3 and len(records.not_used) == 1
    assert records.texts["undated"] == "Date not known"
    assert sorted(records.lists) == ["glossary", "not-used", "texts"]


def test_every_record_is_listed_with_its_kind() -> None:
    records = load_records(WORLD)
    kinds = [kind for kind, _ in records.located()]
    assert kinds[-3:] == ["site", "extract", "map"]
    assert kinds.count("source") == len(records.source) == 5
    paths = [document.path for document in records.documents()]
    assert {"data/vocabulary.yml", "data/texts.yml", "data/map/map.yml"} <= set(paths)
    assert len(set(paths)) == len(paths)


def test_an_empty_folder_lacks_what_every_chronicle_needs(tmp_path: Path) -> None:
    assert sorted(loaded(tmp_path)) == [
        "data/site.yml:1:1: the file is missing (every chronicle needs it)",
        "data/texts.yml:1:1: the file is missing (it has the interface's own texts)",
        "data/vocabulary.yml:1:1: the file is missing (every chronicle needs it)",
    ]
    assert load_records(tmp_path).list_document("searches").path == "data/searches.yml"


@pytest.mark.parametrize("name", REQUIRED)
def test_a_file_that_every_chronicle_needs_is_missed(world: Path, name: str) -> None:
    (world / "data" / name).unlink()
    assert f"data/{name}:1:1: the file is missing" in "\n".join(problems_in(world))


@pytest.mark.parametrize("name", OPTIONAL)
def test_a_file_that_a_chronicle_may_lack_is_not_missed(world: Path, name: str) -> None:
    (world / "data" / name).unlink()
    assert loaded(world) == []


@pytest.mark.parametrize("name", [*REQUIRED, *OPTIONAL, "sources/post-fire.yml"])
def test_a_file_that_cannot_be_read_is_reported_once_by_the_loader(world: Path, name: str) -> None:
    (world / "data" / name).write_text("a: [", encoding="utf-8")
    found = loaded(world)
    assert len(found) == 1 and found[0].startswith(f"data/{name}:")


@pytest.mark.parametrize("name", ["glossary", "not-used"])
def test_an_empty_list_is_one(world: Path, name: str) -> None:
    (world / "data" / f"{name}.yml").write_text("[]\n", encoding="utf-8")
    assert loaded(world) == []


def test_what_cannot_be_read_is_remembered_by_its_id(world: Path) -> None:
    edit(world, "data/sources/post-fire.yml", "kind: newspaper", "kin: newspaper")
    edit(world, "data/map/map.yml", "title:", "titel:")
    edit(world, "data/corrections/1901-05-20-day.yml", "why: A misprint.", "wy: A misprint.")
    records = load_records(world)
    assert records.unreadable == {"post-fire", "map", "1901-05-20-day"}
    assert "post-fire" not in records.source and records.map is None
    assert [str(problem).split(" ")[0] for problem in records.problems] == [
        "data/sources/post-fire.yml:10:1:",
        "data/corrections/1901-05-20-day.yml:4:1:",
        "data/map/map.yml:1:1:",
    ]


@pytest.mark.parametrize("name", ["Mill-2", "mill_2", "mühle", "mill 2"])
def test_the_name_of_a_record_is_its_id(world: Path, name: str) -> None:
    mill = (world / "data/places/mill.yml").read_text(encoding="utf-8")
    (world / f"data/places/{name}.yml").write_text(mill, encoding="utf-8")
    (line,) = [line for line in loaded(world) if name in line]
    assert f"data/places/{name}.yml:1:1: the file's name '{name}' is not an id" in line


def test_texts_that_are_faulty_are_reported_and_left_out(world: Path) -> None:
    edit(world, "data/texts.yml", "undated: Date not known", "undated: [Date not known]")
    records = load_records(world)
    assert [problem.message for problem in records.problems] == ["'undated' expects a text"]
    assert "undated" not in set(records.texts.keys())
    (world / "data/texts.yml").write_text("- undated\n", encoding="utf-8")
    records = load_records(world)
    assert [problem.message for problem in records.problems] == ["expects keys and texts"]


def test_texts_have_the_plural_forms_of_the_language(world: Path) -> None:
    edit(world, "data/site.yml", "period:", "language: ar\nperiod:")
    with (world / "data/texts.yml").open("a", encoding="utf-8") as file:
        file.write("looms: { two: a pair, other: many }\n")
    assert load_records(world).texts.count("looms", 2) == "a pair"


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("data/places/mill.yml", "data/places/mill.yml:2:1: this is not UTF-8 text"),
        ("docs/method.md", "docs/method.md:1:1: this is not UTF-8 text"),
    ],
)
def test_a_file_in_another_encoding_is_named(world: Path, name: str, line: str) -> None:
    path = world / name
    path.write_bytes(path.read_bytes().replace(b"The", b"Th\xfc").replace(b"How", b"H\xf6w"))
    found = [one for one in problems_in(world) if one.startswith(name)]
    assert found == [f"{line} (save the file as UTF-8)"]


def test_a_page_that_cannot_be_read_is_not_missed_by_links(world: Path) -> None:
    (world / "docs/method.md").write_bytes(b"# M\xfchle\n\nWe do not write *villain*.\n")
    found = [line for line in problems_in(world) if line.startswith("docs/")]
    assert found == ["docs/method.md:1:1: this is not UTF-8 text (save the file as UTF-8)"]


def test_files_of_ordinary_editors_are_taken(world: Path) -> None:
    for path in [*world.glob("data/*/*.yml"), *world.glob("docs/**/*.md")]:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert problems_in(world) == []


def test_a_layer_is_read_if_the_map_names_it(world: Path) -> None:
    edit(world, "data/map/coast.geojson", "MultiLineString", "LineString")
    (line,) = loaded(world)
    assert line.startswith("data/map/coast.geojson:1:") and "'type' cannot be 'LineString'" in line
    (world / "data/map/coast.geojson").unlink()
    (line,) = loaded(world)
    assert line.startswith("data/map/map.yml:5:11: there is no file 'coast.geojson' here")


def test_blanks_are_reported_each_once(world: Path) -> None:
    edit(world, "data/sources/post-fire.yml", "    by: guild", "    by: { described: ___ }")
    edit(world, "data/sources/post-fire.yml", "type: article-newspaper", "type: ____")
    assert [line.partition(" (")[0] for line in loaded(world)] == [
        "data/sources/post-fire.yml:1:7: 'type' is not filled in yet",
        "data/sources/post-fire.yml:39:22: 'described' is not filled in yet",
    ]


def test_a_problem_of_prose_is_at_its_offset() -> None:
    page = ProsePage("events/fire.md", "# T\n\nWords.\n")
    assert str(page.problem(7, "is wrong")) == "docs/events/fire.md:3:3: is wrong"
