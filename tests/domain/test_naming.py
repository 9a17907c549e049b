"""What records are called, and the paths of their pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from samples import source
from support import WORLD, edit

from chronicle.domain.naming import (
    page_path,
    page_url,
    record_title,
    source_label,
    source_publisher,
    source_title,
    speaker_name,
    voice_name,
)
from chronicle.site import read_chronicle
from chronicle.text.localization import Texts

TEXTS = Texts(
    {
        "and": " and ",
        "unknown": "unknown",
        "published_in": "{publisher} in {container}",
        "title_not_seen": "title not seen",
        "months": " ".join(["May"] * 12),
        "date": {"day": "{day} {month} {year}", "month": "{month} {year}", "year": "{year}"},
    }
)
WHO = [{"family": "Holt", "given": "Ines"}, {"literal": "The editors"}]


@pytest.mark.parametrize(
    ("id_", "path"),
    [
        ("fire", "events/fire.md"),
        ("post-fire#ashes", "sources/post-fire.md#ashes"),
        ("guild", "actors/guild.md"),
        ("nothing", ""),
        ("nothing#ashes", ""),
    ],
)
def test_every_record_has_a_page(id_: str, path: str) -> None:
    assert page_path(read_chronicle(WORLD)[0], id_) == path


def test_pages_have_addresses() -> None:
    assert page_url("index.md") == "index.html"
    assert page_url("sources/post-fire.md#ashes") == "sources/post-fire.html#ashes"


@pytest.mark.parametrize(
    ("keys", "publisher"),
    [
        ({"container_title": "The Post", "publisher": "Post Ltd", "author": WHO}, "The Post"),
        ({"publisher": "Post Ltd", "author": WHO}, "Post Ltd"),
        ({"author": WHO}, "Holt and The editors"),
        ({}, "A title"),
        ({"title": None, "title_shown": "no"}, "unknown"),
    ],
)
def test_a_source_is_named_by_who_published_it(keys: dict[str, object], publisher: str) -> None:
    assert source_publisher(source(**keys), TEXTS) == publisher


def test_a_source_without_a_title_says_so() -> None:
    assert source_title(source(), TEXTS) == "A title"
    untitled = source(title=None, title_shown="no", publisher="The Post")
    assert source_title(untitled, TEXTS) == "The Post, title not seen"


def test_a_label_has_the_publisher_and_the_date() -> None:
    assert source_label(source(publisher="The Post"), TEXTS) == "The Post"
    dated = source(publisher="The Post", issued="1901-05-04", issued_basis="shown")
    assert source_label(dated, TEXTS) == "The Post, 4 May 1901"


def test_the_page_of_a_record_has_a_title(world: Path) -> None:
    chronicle, _ = read_chronicle(world)
    assert record_title(chronicle, "post-fire") == "Arden mill in ashes"
    assert record_title(chronicle, "agency-dispatch").startswith("Northern Agency, ")
    assert record_title(chronicle, "fire") == "Fire at the mill"


def test_speakers_and_voices_are_named(world: Path) -> None:
    chronicle, _ = read_chronicle(world)
    assert speaker_name(chronicle, "post-fire#ashes") == "The Weavers' Guild"
    assert speaker_name(chronicle, "post-fire#seen-running") == "A weaver"
    assert voice_name(chronicle, "courier-fire#set-by-the-owner") == "The Weavers' Guild"
    unnamed = voice_name(chronicle, "post-fire#seen-running")
    assert "Northern Agency" in unnamed, "the publisher of the root"


def test_a_named_voice_without_a_record_is_its_speaker(world: Path) -> None:
    edit(
        world,
        "data/sources/post-fire.yml",
        "described: a weaver, named: no",
        "described: tom Reed, named: yes",
    )
    chronicle, _ = read_chronicle(world)
    assert voice_name(chronicle, "post-fire#seen-running") == "Tom Reed"


def test_an_agencys_text_in_a_paper_has_both_names() -> None:
    keys = {"container_title": "The Post", "publisher": "Northern Agency"}
    assert source_label(source(**keys), TEXTS).startswith("Northern Agency in The Post")
    assert source_label(source(**{**keys, "publisher": "The Post Group"}), TEXTS) == "The Post"
