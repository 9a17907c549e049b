"""Words that the narrator does not use, and the passages that are excused."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import edit, problems_in


@pytest.mark.parametrize(
    ("name", "find", "put"),
    [
        ("data/sources/ferry-notice.yml", "Their own notice.", "The villain's own notice."),
        ("data/sources/courier-second.yml", "The same paper and reporter.", "The villain's paper."),
        ("data/sources/courier-second.yml", "The number went", "The villain went"),
        ("data/sources/post-fire.yml", "described: a weaver", "described: a villain"),
        ("data/events/fire.yml", "as: said to have", "as: a villain said to have"),
        ("data/events/fire.yml", "The mill burned.", "The villains' mill burned."),
        ("data/questions/who-set-the-fire.yml", "text: Weavers", "text: Villains"),
        ("data/questions/who-set-the-fire.yml", "question: Who", "question: Which VILLAIN"),
        ("data/actors/ada-lund.yml", "role: Secretary", "role: Villainous secretary"),
        ("data/places/quay.yml", "whether anyone", "whether a villain"),
        ("data/vocabulary.yml", "The weavers of the", "The villains of the"),
        ("data/vocabulary.yml", "label: Fire, means: A fire", "label: Villain, means: A fire"),
        ("data/corrections/1901-05-20-day.yml", "why: A misprint.", "why: A villain."),
        ("data/not-used.yml", "It does not name the mill.", "It names a villain."),
        ("data/glossary.yml", "What a fire leaves.", "What a villain leaves."),
        ("data/extract.yml", "No footnote was visible.", "A villain was visible."),
        ("data/map/map.yml", "title: Arden and the coast", "title: The villain's coast"),
        ("data/map/map.yml", "note: Not said of all.", "note: Not said of villains."),
        ("data/site.yml", "Who says what about", "Which villain says what about"),
    ],
)
def test_every_sentence_of_ours_is_checked(world: Path, name: str, find: str, put: str) -> None:
    edit(world, name, find, put)
    found = [line for line in problems_in(world) if "in our own voice" in line]
    assert len(found) == 1 and found[0].startswith(f"{name}:")


@pytest.mark.parametrize(
    ("name", "find", "put"),
    [
        ("data/sources/courier-fire.yml", "forty looms lost", "villains, forty looms lost"),
        ("data/sources/courier-fire.yml", "who lit it", "and villains who lit it"),
        ("data/sources/courier-fire.yml", "and the ashes", "and the villain's ashes"),
        ("data/sources/courier-fire.yml", "family: Holt", "family: Villain"),
        ("data/sources/courier-fire.yml", "title: The Courier", "title: The Villain"),
        ("data/sources/courier-fire.yml", '"about forty"', '"about forty, say villains"'),
        (
            "data/corrections/1901-06-10-looms.yml",
            "reported_by: A reader",
            "reported_by: A villain",
        ),
        ("data/glossary.yml", "term: ash\n", "term: villain\n"),
        ("data/not-used.yml", "title: An almanac", "title: Villains' almanac"),
        ("data/site.yml", "editors: The editors", "editors: Villain & Co"),
        ("docs/method.md", "says who speaks.", "says [who](https://villain.example) speaks."),
        ("docs/method.md", "says who speaks.", "says who “the villain” is."),
        ("docs/method.md", "says who speaks.", "says who speaks. `villain`"),
        ("docs/method.md", "says who speaks.", "says who the supervillain is."),
    ],
)
def test_words_of_others_are_not(world: Path, name: str, find: str, put: str) -> None:
    edit(world, name, find, put)
    assert [line for line in problems_in(world) if "in our own voice" in line] == []


def test_words_count_in_the_language_of_the_pages(world: Path) -> None:
    edit(world, "docs/method.md", "says who speaks.", "says who speaks: شرير.")
    assert problems_in(world) == []
    edit(world, "data/site.yml", "period:", "language: ar\nperiod:")
    lines = problems_in(world)
    assert len([line for line in lines if "'شرير' in our own voice" in line]) == 1
    assert len([line for line in lines if "excuses nothing" in line]) == 1


def test_every_use_is_reported(world: Path) -> None:
    edit(world, "docs/index.md", "A first sentence.", "A villain, an arsonist and a villain.")
    assert [line.partition(" in our")[0] for line in problems_in(world)] == [
        "docs/index.md:5:3: 'villain'",
        "docs/index.md:5:15: 'arsonist'",
        "docs/index.md:5:30: 'villain'",
    ]


def test_only_the_passage_that_is_excused_is(world: Path) -> None:
    edit(world, "docs/method.md", "says who speaks.", "says which villain speaks.")
    (line,) = problems_in(world)
    assert line.startswith("docs/method.md:3:28: 'villain' in our own voice")


def test_a_passage_of_a_record_may_be_excused(world: Path) -> None:
    (world / "data/published.json").unlink()
    edit(world, "data/events/fire.yml", "The mill burned.", "The so-called villain's mill burned.")
    assert len(problems_in(world)) == 1
    excuse = "  - { in: data/events/fire.yml, passage: so-called villain's, because: A name. }\n"
    with (world / "data/neutral-words.yml").open("a", encoding="utf-8") as file:
        file.write(excuse)
    assert problems_in(world) == []


def test_a_passage_excuses_a_word_that_is_wholly_in_it(world: Path) -> None:
    edit(world, "data/neutral-words.yml", "We do not write *villain*", "We do not write *vill")
    assert [line.split(":")[0] for line in problems_in(world)] == [
        "data/neutral-words.yml",
        "docs/method.md",
    ]


def test_a_chronicle_may_have_no_such_words(world: Path) -> None:
    (world / "data/neutral-words.yml").unlink()
    edit(world, "docs/index.md", "A first sentence.", "A villain.")
    assert problems_in(world) == []
