"""`make prose`: what is measured, where it is, and the form in which parties are written of."""

from __future__ import annotations

from pathlib import Path

import pytest
from prose.form import forms
from prose.measures import Words, measured, reading_grade, words_of
from prose.report import main, parts
from support import WORLD

from chronicle.domain.chronicle import Chronicle
from chronicle.files.loader import ProsePage, load_records

PAGE = """# A heading with words that are not counted

The mill burned on Monday. The guild,[@courier-fire] it seems,
told the paper of it.

- **One.** `code that is not read`

> A quotation that is not counted.

| a | row |

A note.[^n]

[^n]: The words of the note.
"""


def invented() -> Chronicle:
    return Chronicle(load_records(WORLD))


def words() -> Words:
    known = invented().records.assertions
    assert known
    return words_of("en", known.record.words["en"])


def shown(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert main(["--root", str(WORLD), *arguments]) == 0
    return capsys.readouterr().out.splitlines()


def test_only_what_is_read_as_prose_is_measured() -> None:
    found = measured([(1, PAGE)], words())
    assert found.lengths == [5, 9, 1, 2]
    assert (found.words, found.median, found.said) == (17, 3.5, 1)
    assert found.hedges == [(3, "seems")]
    assert [text for _, text in found.phrases] == ["told"] and found.phrases[0][0] == 4


def test_places_count_from_the_line_on_which_a_text_begins() -> None:
    found = measured([(10, "It burned.\nPerhaps it\nburned."), (40, "It is probable.")], words())
    assert found.hedges == [(11, "Perhaps"), (40, "probable")]
    assert found.per_thousand(len(found.hedges)) == pytest.approx(250)


def test_a_sentence_is_long_from_31_words_on() -> None:
    thirty = " ".join(["word"] * 30)
    assert measured([(1, f"{thirty}.")], words()).long == []
    ((line, text),) = measured([(1, f"It burned.\nThe {thirty}.")], words()).long
    assert line == 2 and text.startswith("The word")


def test_the_grade_is_that_of_flesch_and_kincaid() -> None:
    plain = ["The cat sat on the mat and the dog ran to the red barn with a pig."] * 10
    per_sentence, per_word = 17, 1
    expected = 0.39 * per_sentence + 11.8 * per_word - 15.59
    assert reading_grade(plain, "en") == pytest.approx(expected, abs=0.05)
    assert reading_grade(plain[:1], "en") is None, "too short"
    assert reading_grade(plain, "ar") is None
    harder = [text.replace("red barn", "administration") for text in plain]
    assert reading_grade(harder, "en") > expected


def test_a_language_without_lists_has_no_hedges() -> None:
    assert measured([(1, "It seems so, they said.")], words_of("tr", None)).hedges == []


def test_every_page_and_kind_of_field_has_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    lines = shown(capsys)
    names = {line.split()[0] for line in lines if line}
    assert {*parts(invented())} <= names
    assert {"docs/events/fire.md", "sources.statements.says", "events.title"} <= names
    assert not any(name.startswith("texts") for name in names)
    assert "goals: median sentence at most 18 words, grade at most 10" in lines[0]
    assert all(len(line) <= 160 for line in lines)


def test_what_is_beyond_a_goal_has_a_star(
    world_with: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(world_with)]) == 0
    lines = capsys.readouterr().out.splitlines()
    (line,) = [line for line in lines if line.startswith("docs/long.md")]
    assert line.split()[1:4] == ["380", "19*", "19"] and line.split()[6] == "52.6*"


@pytest.fixture
def world_with(world: Path) -> Path:
    """The world with a page of long sentences that hedge."""
    page = "# Long\n\n" + f"Perhaps {'word ' * 17}ends.\n\n" * 20
    (world / "docs" / "long.md").write_text(page, encoding="utf-8")
    return world


def test_details_say_where(world_with: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("docs/long.md", "long.md"):
        assert main(["--root", str(world_with), "--details", name]) == 0
        lines = capsys.readouterr().out.splitlines()
        assert lines[2] == "docs/long.md:3: hedge: Perhaps" and len(lines) == 22


def test_details_of_labels_and_pronouns(capsys: pytest.CaptureFixture[str]) -> None:
    labels = shown(capsys, "--details", "labels")
    assert labels and all(line.startswith("data/texts.yml:") for line in labels)
    openings = shown(capsys, "--details", "pronouns")
    assert openings == ["none"]


def test_statements_that_begin_with_a_pronoun_are_listed(
    world: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = world / "data" / "sources" / "courier-fire.yml"
    text = path.read_text(encoding="utf-8")
    assert "The owner's men set the fire." in text
    path.write_text(text.replace("The owner's men set the fire.", "They set it."), encoding="utf-8")
    assert main(["--root", str(world), "--details", "pronouns"]) == 0
    assert capsys.readouterr().out == "courier-fire#set-by-the-owner: They set it.\n"


def test_an_unknown_page_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(WORLD), "--details", "nowhere.md"]) == 1
    assert capsys.readouterr().err == "there is no page or field 'nowhere.md'\n"


def test_a_chronicle_that_cannot_be_read_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(tmp_path)]) == 1
    assert "make check" in capsys.readouterr().err


def test_forms_count_each_party_where_it_is_cited() -> None:
    chronicle = invented()
    page = (
        "The guild said so,[@courier-fire#set-by-the-owner] and the owner told\nanother "
        "story.[@courier-fire#mill-burned]\n\nThe ashes spoke.[@post-fire#ashes]\n"
    )
    chronicle.records.prose = {"events/fire.md": ProsePage("events/fire.md", page)}
    found = forms(chronicle, words())
    assert list(found) == ["millers", "reporters", "weavers"]
    assert found["weavers"].introductions == [4]
    said = {party: dict(form.verbs) for party, form in found.items()}
    assert said["weavers"]["said"] == 1 and said["millers"] == {"told": 1}
    assert 0.0 in found["weavers"].orders and found["millers"].orders == [0.5]


def test_a_contradiction_is_near_far_or_absent() -> None:
    chronicle = invented()
    contradicting = [one for one in chronicle.relations if one[1].kind == "contradicts"]
    statement, _, target = contradicting[0]
    party = chronicle.party_of(statement)

    def counted(page: str) -> dict[str, int]:
        chronicle.records.prose = {"x.md": ProsePage("x.md", page)}
        return dict(forms(chronicle, words())[party].contradicted)

    one, other = f"One.[@{statement.ref}]", f"Other.[@{target}]"
    same_party = chronicle.party_of(chronicle.statements[target]) == party
    times = 2 if same_party else 1
    assert counted(f"{one} {other}") == {"paragraph": times}
    assert counted(f"{one}\n\n{other}") == {"page": times}
    assert counted(one) == {"absent": 1}
