"""An event of another kind, the fall of a footbridge that a court and engineers examined: it needs
records, prose and words of its own, and nothing in the engine."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from support import ROOT, WORLD, built, edit, linked, problems_in

from chronicle.model.introspection import marked_fields, record_types
from chronicle.model.kinds import KINDS
from chronicle.model.types import Word

ACCIDENT = ROOT / "tests" / "fixtures" / "accident"
OF_VIOLENCE = re.compile(
    r"\b(kill|custod|captur|detain|arrest|prison|army|armed|soldier|troops|forces|weapon|violen|war\b"
    r"|dead\b|death|wounded|government|camp\b|border|province|refugee|fled\b|side\b)\w*",
    re.I,
)
FALL = "data/events/fall.yml"
LETTER = "data/sources/letter-from-the-bank.yml"
NEW_WORDS = {
    "bases": (LETTER, "basis: saw", "basis: new", "questions/why-did-it-fall.md"),
    "circumstances": (LETTER, "basis: saw", "circumstances: [new]", "events/fall.md"),
    "content_notes": (FALL, "content_note: injuries", "content_note: new", "events/fall.md"),
    "extents": (LETTER, "extent: whole", "extent: new", "events/fall.md"),
    "figure_parts": (LETTER, "what: on-the-bridge", "part: new", "sources/letter-from-the-bank.md"),
    "figures": (LETTER, "what: on-the-bridge", "what: new", "sources/letter-from-the-bank.md"),
    "kinds_of_actor": ("data/actors/tallis.yml", "kind: firm", "kind: new", "names.md"),
    "kinds_of_event": (FALL, "kind: collapse", "kind: new", "events/fall.md"),
    "kinds_of_place": (
        "data/places/footbridge.yml",
        "kind: structure",
        "kind: new",
        "places/footbridge.md",
    ),
    "kinds_of_source": (LETTER, "kind: letter", "kind: new", "sources/letter-from-the-bank.md"),
    "parties": ("data/sources/advertiser-fall.yml", "party: press", "party: new", "events/fall.md"),
    "reasons_for_naming": (
        "data/actors/edgar-wray.yml",
        "why_named: office",
        "why_named: new",
        "actors/edgar-wray.md",
    ),
    "reasons_without_archive": (
        LETTER,
        "archive: not-looked-for",
        "archive: new",
        "sources/letter-from-the-bank.md",
    ),
}
"""For each list of the vocabulary: where a new word of it is used, and a page that shows it."""


@pytest.fixture
def accident(tmp_path: Path) -> Path:
    """The accident with the texts of the invented world and the real templates."""
    folder = tmp_path / "accident"
    shutil.copytree(ACCIDENT, folder)
    shutil.copy(WORLD / "data" / "texts.yml", folder / "data")
    shutil.copytree(ROOT / "overrides", folder / "overrides", copy_function=linked)
    return folder


def test_a_finding_of_a_court_is_an_origin(accident: Path) -> None:
    assert problems_in(accident) == []
    site = built(accident)
    count = site.chronicle.origin_count("why-did-it-fall", "faulty-rod")
    assert (count.origins, count.not_counted) == (3, (("opinion", 1),))
    question = site.pages["questions/why-did-it-fall.md"].whole
    assert "**3 independent origins:** The County Court; The three engineers;" in question
    assert "1 says they saw it, 1 examined the remains, 1 finding of a court." in question
    assert b"Fall of the footbridge" in site.files["assets/search/index.js"]


def test_no_page_of_an_accident_speaks_of_violence(accident: Path) -> None:
    pages = built(accident).pages.items()
    found = {path: OF_VIOLENCE.findall(page.whole) for path, page in pages}
    assert {path: words for path, words in found.items() if words} == {}
    assert len(found) > 25


def test_every_list_of_the_vocabulary_is_tried() -> None:
    shapes, marks = list(KINDS.values()), set[str]()
    for shape in shapes:
        marks |= {mark.vocabulary for _, _, mark in marked_fields(shape) if isinstance(mark, Word)}
        inner = (one.annotation for one in shape.model_fields.values())
        shapes += [one for part in inner for one in record_types(part) if one not in shapes]
    assert marks - {"party_lists"} | {"parties"} == NEW_WORDS.keys()


@pytest.mark.parametrize("name", NEW_WORDS)
def test_a_new_word_needs_data_only(accident: Path, name: str) -> None:
    """What the check accepts can be built, and its label is shown."""
    file, find, put, path = NEW_WORDS[name]
    vocabulary = "data/vocabulary.yml"
    label = f"a new word of {name.replace('_', ' ')}"
    term = f"  - {{ id: new, label: {label}, counts: yes, means: New. }}\n"
    if name == "circumstances":
        edit(accident, vocabulary, "parties:\n", f"{name}:\n{term}parties:\n")
        put = f"{find}\n    {put}"
    else:
        edit(accident, vocabulary, f"\n{name}:\n", f"\n{name}:\n{term}")
    if name == "figure_parts":
        put = f"{find}, {put}"
    edit(accident, file, find, put)
    assert label[2:] in built(accident).pages[path].whole
