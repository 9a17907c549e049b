"""A pull request to data/ cannot put markup or scripts into the site.

Every free text of every kind of record and every text of the interface is replaced twice: by a
harmless text, and by one that tries all ways out of its place. Both sites must have the same
elements with the same attributes, and show the hostile text as it was written.
"""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from browsing import mkdocs, project
from lxml import html
from pydantic import BaseModel, TypeAdapter, ValidationError
from support import CASES, edit, let_hostile_texts_in, problems_in

from chronicle.files.allowed_files import LIST_FILES, RECORD_FOLDERS
from chronicle.model.derivation import Derivation, Parent
from chronicle.model.introspection import accepts_type, mark_of, record_type, record_types
from chronicle.model.kinds import FOLDERS, KINDS
from chronicle.model.places import Map
from chronicle.model.site import (
    Correction,
    ExpectedDocument,
    NotUsed,
    Search,
    SiteSettings,
    StartingExtract,
)
from chronicle.model.types import Ref, Word
from chronicle.model.vocabulary import GlossaryEntry, NeutralWords, Vocabulary

ATTACK = (
    "\"'></a></script><script>x()</script><img src=x onerror=x()>**b**[l](javascript:x()) "
    "`c` {{7*7}} {: .x onclick=x() } [@post-fire] <!-- block: numbers --> &lt; \\*"
)
SHORT = ("MOST_LINES, SPARE = 460, 30", "MOST_LINES, SPARE = 40, 0")
"""Pages are in many parts, and as many for long texts as for short ones."""
STARTS = ("", "# ", "- ", "> ", "1. ", "| ", "!!! note ", "~~~ ", "[^x]: ", "    ", "=== ", ": ")
"""What makes markup of a line by its beginning."""
IN_TEXTS = ATTACK.replace("{: ", "{{: ").replace("() }", "() }}")
"""The same for a text of the interface, where a single brace begins a value to fill in."""
FORMED = {
    ("Answer", "position"): "the id of a position",
    ("BearsOn", "position"): "the id of a position",
    ("Excused", "file"): "a path",
    ("Excused", "passage"): "copied from a page",
    ("Preview", "file"): "a path",
}
"""Fields that take any text for themselves, and that a rule compares with others."""
FILES: dict[str, Any] = {
    "vocabulary.yml": Vocabulary,
    "site.yml": SiteSettings,
    "extract.yml": StartingExtract,
    "neutral-words.yml": NeutralWords,
    "map/map.yml": Map,
    "not-used.yml": list[NotUsed],
    "searches.yml": list[Search],
    "expected.yml": list[ExpectedDocument],
    "glossary.yml": list[GlossaryEntry],
    **{f"{FOLDERS[kind]}/*.yml": shape for kind, shape in KINDS.items()},
    "corrections/*.yml": Correction,
}
ELSEWHERE = {
    "assertions.yml": "words for the check, on no page",
    "published.json": "digests, written by a command",
    "texts.yml": "planted apart",
}
REFUSED = ("markup in a record", "a character as HTML writes it")
Field = tuple[str, str]
Numbered = Callable[[int], str]


def harmless(number: int) -> str:
    """A text that cannot be taken for anything else."""
    return f"T{number:04} x"


def hostile(number: int) -> str:
    """The attack with a number of its own, begun in every way in turn."""
    return f"{STARTS[number % len(STARTS)]}T{number:04} {ATTACK}"


def is_free(shape: type[BaseModel], name: str) -> bool:
    """Whether a field takes any text: no id, word, date, address or other form."""
    field = shape.model_fields[name]
    if (shape.__name__, name) in FORMED or mark_of(field, Ref) or mark_of(field, Word):
        return False
    if record_type(field.annotation) or not accepts_type(field, str):
        return False
    known = TypeAdapter(field.rebuild_annotation())
    return any(_accepts(known, value) for value in (hostile(0), [hostile(0)]))


def _accepts(known: TypeAdapter[Any], value: object) -> bool:
    try:
        known.validate_python(value)
    except ValidationError:
        return False
    return True


def shapes_within(annotation: Any) -> Iterator[type[BaseModel]]:
    """All record types that a file can have, at any depth."""
    for shape in record_types(annotation):
        yield shape
        for field in shape.model_fields.values():
            yield from shapes_within(field.annotation)


def all_fields() -> set[Field]:
    """Every field that takes any text, of every kind of record."""
    shapes = {shape for annotation in FILES.values() for shape in shapes_within(annotation)}
    return {
        (one.__name__, name) for one in shapes for name in one.model_fields if is_free(one, name)
    }


class Planting:
    """Replaces the free texts of records, each by the text with the next number."""

    def __init__(self, text: Numbered) -> None:
        self.text = text
        self.number = 0
        self.planted: set[Field] = set()
        self.texts: dict[int, str] = {}

    def into(self, annotation: Any, data: Any) -> None:
        """Plants in a record, and in what is within it. A field that the record would be refused
        with stays as it was."""
        shape = record_type(annotation)
        if isinstance(data, list):
            for one in data:  # a derivation is written as the list of its works
                self.into(Parent if shape is Derivation else annotation, one)
        if not shape or not isinstance(data, dict):
            return
        for name, field in shape.model_fields.items():
            key = field.alias or name
            if is_free(shape, name):
                self._plant(shape, name, key, data)
            elif key in data:
                self.into(field.annotation, data[key])

    def _plant(self, shape: type[BaseModel], name: str, key: str, data: dict[str, Any]) -> None:
        self.number += 1
        text = self.text(self.number)
        if shape.__name__ == "Name":
            text = text[text.index("T") :]  # lists group names by their first letters
        before = dict(data)
        data[key] = [text] if isinstance(before.get(key), list) else text
        if _accepts(TypeAdapter(shape), data):
            self.planted.add((shape.__name__, name))
            self.texts[self.number] = text
        else:
            data.clear()
            data.update(before)


def plant_texts(value: Any, attack: str, numbers: Iterator[int]) -> Any:
    """The texts of the interface, each with an attack at its end."""
    if isinstance(value, dict):
        return {key: plant_texts(inner, attack, numbers) for key, inner in value.items()}
    return f"{value or ''} T{next(numbers):04} {attack}"


def count(value: Any) -> int:
    """How many texts a table or a text is."""
    return sum(map(count, value.values())) if isinstance(value, dict) else 1


def read(path: Path) -> Any:
    """A file of data/, every scalar a text, as the engine reads it."""
    return blanks_as_none(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader))


def blanks_as_none(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: blanks_as_none(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [blanks_as_none(inner) for inner in value]
    return value or None


def write(path: Path, data: Any) -> None:
    """A file of data/. JSON is YAML, and needs no care for what a text begins with."""
    text = json.dumps(data, ensure_ascii=False, indent=1)
    path.write_text(text.replace(": null", ":"), encoding="utf-8")


def with_every_field(root: Path) -> None:
    """Adds what the invented world does without, so that every field of the model is in use."""
    (root / "data" / "published.json").unlink()
    extra = read(CASES / "every_field.yml")
    for name, added in extra.items():
        path = root / "data" / name
        write(path, joined(read(path) if path.exists() else type(added)(), added))


def joined(known: Any, added: Any) -> Any:
    """A record with keys added to it; entries of a list are joined by their numbers."""
    if isinstance(known, dict) and isinstance(added, dict):
        return {**known, **{key: joined(known.get(key), value) for key, value in added.items()}}
    if isinstance(known, list) and isinstance(added, dict):
        more = range(len(known), max(map(int, added)) + 1)
        return [
            joined(one, added.get(str(number), {}))
            for number, one in enumerate([*known, *({} for _ in more)])
        ]
    return added


def planted_site(folder: Path, text: Numbered, attack: str) -> tuple[Path, Planting]:
    """The invented world with a text in every place, as a project to build; and what was planted in
    its records."""
    folder.mkdir()
    root = project(folder)
    let_hostile_texts_in(root)
    for find, put in (
        ("LINE, CELLS, PICTURE = 48, 38", "LINE, CELLS, PICTURE = 9999, 9999"),
        SHORT,
    ):
        edit(root, "hooks/chronicle/rendering/long_pages.py", find, put)
    with_every_field(root)
    planting = Planting(text)
    for pattern, annotation in FILES.items():
        for path in sorted((root / "data").glob(pattern)):
            data = read(path)
            planting.into(annotation, data)
            write(path, data)
    path = root / "data" / "texts.yml"
    known = read(path)
    numbers = itertools.count(planting.number + 1)
    months = "/".join(attack.split())  # the names of twelve months are divided by blanks
    planted = plant_texts(known, attack, numbers)
    write(path, {**planted, "months": " ".join(f"{m}{months}" for m in known["months"].split())})
    on_disk = "".join(one.read_text(encoding="utf-8") for one in (root / "data").rglob("*.yml"))
    tokens = set(re.findall(r"T\d{4} ", on_disk))
    assert len(tokens) == len(planting.texts) + count(known) - 1, "all are in the files"
    return root, planting


def pages_of(root: Path) -> dict[str, html.HtmlElement]:
    """Every page of the built site, as libxml2 reads it."""
    done = mkdocs(root, "build")
    assert done.returncode == 0, done.stderr
    return {
        path.relative_to(root / "site").as_posix(): html.document_fromstring(path.read_bytes())
        for path in sorted((root / "site").rglob("*.html"))
    }


def elements(page: html.HtmlElement) -> Counter[str]:
    """Each element with the names of its attributes, counted."""
    return Counter(f"{one.tag} {' '.join(sorted(one.attrib))}" for one in page.iter())


def seen(page: html.HtmlElement) -> str:
    """The text that readers see, on one line."""
    for script in page.xpath("//script"):
        script.drop_tree()
    return " ".join(str(page.text_content()).split())


def test_every_file_of_data_is_tried() -> None:
    lists = {name for name in FILES if "/" not in name}
    assert lists | set(ELSEWHERE) == LIST_FILES
    assert {name.partition("/")[0] for name in set(FILES) - lists} == {*RECORD_FOLDERS, "map"}


def as_written(text: str) -> str:
    """A text without what a style of references changes: the form of an apostrophe, and blanks
    around an ampersand."""
    return text.replace("’", "'").replace("& lt;", "&lt;")


def test_no_text_of_a_record_or_of_the_interface_becomes_markup(tmp_path: Path) -> None:
    calm, _ = planted_site(tmp_path / "calm", harmless, "x")
    root, planting = planted_site(tmp_path / "hostile", hostile, IN_TEXTS)
    assert problems_in(calm) == []
    assert {line for line in problems_in(root) if not any(map(line.__contains__, REFUSED))} == set()
    assert planting.planted == all_fields(), "every field is planted"
    assert len(planting.planted) > 90
    expected, found = pages_of(calm), pages_of(root)
    assert set(found) == set(expected)
    shown = set()
    for name, page in found.items():
        assert elements(page) == elements(expected[name]), name
        text = as_written(seen(page))
        for token in re.finditer(r"T(\d{4}) ", text):
            shown.add(int(token[1]))
            attack = " ".join(planting.texts.get(int(token[1]), token[0]).split())
            start = token.start() - attack.index("T")
            assert text.startswith(attack, start), (name, attack, text[start:][:200])
    assert len(shown) > 550, "most are on a page"
