"""No private person can be found by name, age and place together."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import edit

from chronicle.domain.chronicle import Chronicle
from chronicle.files.loader import ProsePage, load_records
from chronicle.validation.people import private_persons_are_not_identified

PRIVATE = ("data/actors/ada-lund.yml", "why_named: holds-public-role", "why_named: spoke-publicly")


def problems(root: Path, sentence: str = "") -> list[str]:
    chronicle = Chronicle(load_records(root))
    if sentence:
        chronicle.records.prose["events/march.md"] = ProsePage("events/march.md", sentence)
    return [str(problem) for problem in private_persons_are_not_identified(chronicle)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Tom Quill, 41, saw the fire in Arden.",
        "Tom Quill (41) of Arden saw the fire.",
        "Tom Quill, a weaver, 41, is from Lower Holt.",
        "Tom Quill, aged 41, lives in Lower Holt.",
        "The 41-year-old weaver Tom Quill came from Holt.",
        "In Arden a 41 year old, Tom Quill-Marsh aged 41, said so.",
        "It rained.[@post-fire] In أردن, Tom\nQuill, 41, spoke.",
        "Tom al-Quill, 41, saw it in Arden, he said.",
        "Tom Quill, 41, and Ada Lund, 50, spoke in Arden.",
    ],
)
def test_name_age_and_place_in_one_sentence_are_reported(world: Path, sentence: str) -> None:
    (line,) = problems(world, sentence)
    assert line.startswith("docs/events/march.md:1:") and "private person" in line
    assert "Quill" not in line and "41" not in line and "Arden" not in line


@pytest.mark.parametrize(
    "sentence",
    [
        "Tom Quill, 41, saw the fire.",
        "Tom Quill saw 41 men in Arden.",
        "A weaver of 41 saw the fire in Arden.",
        "Tom Quill, 41, saw the fire. It burned in Arden.",
        "Tom Quill spoke on 4 May, 41 days after he came to Arden.",
        "The shire has Tom Quill, 41, for a clerk.",
        "In Arden Ada Lund, 41, spoke.",
        "Tom Quill, 41, left from there.",
        "The Courier, 13 May, has 41 looms in Arden.",
        "`Tom Quill, 41, of Arden` is code.",
    ],
)
def test_what_lacks_one_of_the_three_passes(world: Path, sentence: str) -> None:
    assert problems(world, sentence) == []


@pytest.mark.parametrize("name", ["Ada Lund", "A. Lunde", "Adalind"])
def test_a_record_is_no_reason_to_say_more(world: Path, name: str) -> None:
    """Someone with a public role may be found; someone who only spoke may not, by any name."""
    edit(world, PRIVATE[0], "text: A. Lunde", f"text: {name}")
    assert problems(world, f"{name}, 41, spoke in Arden.") == []
    edit(world, *PRIVATE)
    assert len(problems(world, f"{name}, 41, spoke in Arden.")) == 1
    assert len(problems(world, f"The 41-year-old {name} spoke in Arden.")) == 1


@pytest.mark.parametrize(
    ("file", "find"),
    [("post-fire", "described: a weaver"), ("ferry-notice", "Their own notice.")],
)
def test_texts_of_records_are_checked(world: Path, file: str, find: str) -> None:
    key = "described: " if "described" in find else ""
    edit(world, f"data/sources/{file}.yml", find, f"{key}Tom Quill (41) of Arden.")
    (line,) = problems(world)
    assert line.startswith(f"data/sources/{file}.yml:")
