"""No text of a record becomes markup: a hostile one is put into every field that takes words, and
into every text of the interface, and the pages are read as a browser would."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from support import problems_in

from chronicle.files.yaml_documents import read_document, walk
from chronicle.model.introspection import Location
from chronicle.site import BuildOptions, build_site
from chronicle.text.finished import finished_fault
from chronicle.text.markdown import to_html

HOSTILE = (
    "\"'</title></script><script>pwned()</script><img/src=x/onerror=pwned()>[x](javascript:pwned())"
    "<!--{:onclick=pwned()}{{7*7}}`[^x]:![x](//x.example/1)"
)
FORMED = {
    *(
        "type",
        "kind",
        "language",
        "basis",
        "said",
        "when",
        "issued",
        "URL",
        "status",
        "party",
        "id",
    ),
    *("quote_language", "as_of", "period", "window", "version_date", "file", "mark", "passage"),
}
"""Fields of a form of their own, which the model checks."""
WITHOUT_WORDS = {"places/arden.yml"}
"""The files of the world in which no text has two words."""


def planted(value: Any, key: str = "") -> Any:
    """A record with the hostile text, without blanks, at the end of each text of several words."""
    if isinstance(value, dict):
        return {name: planted(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [planted(inner, key) for inner in value]
    if isinstance(value, str) and " " in value and key not in FORMED:
        return f"{value}{HOSTILE}"
    return value


def plant(path: Path) -> list[Location]:
    """Puts the hostile text into a file; where."""
    good = read_document(path.name, path.read_bytes()).data
    bad = planted(good)
    path.write_text(yaml.safe_dump(bad, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return [at for at, value in walk(bad) if isinstance(value, str) and HOSTILE in value]


def test_no_text_of_a_record_becomes_markup(world: Path) -> None:
    (world / "data/published.json").unlink()  # it has digests of the texts as they were
    (world / "data/corrections.yml").unlink()
    files = [
        path
        for path in sorted((world / "data").rglob("*.yml"))
        if path.name not in ("texts.yml", "vocabulary.yml", "neutral-words.yml")
    ]
    found = {path.relative_to(world / "data").as_posix(): len(plant(path)) for path in files}
    assert {name for name, number in found.items() if not number} == WITHOUT_WORDS
    assert problems_in(world) == []
    site, problems = build_site(world, BuildOptions("https://mill.example/", ""))
    assert site and problems == []
    shown = 0
    for page in site.pages.values():
        made = to_html(page.body)
        assert finished_fault(f"<html><body>{made}</body></html>") == "", page.path
        shown += made.count("pwned()")
    assert shown > sum(found.values())


def test_no_text_of_the_interface_can_have_markup(world: Path) -> None:
    path = world / "data/texts.yml"
    texts = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    parts = ("<b>x", 'x"', "x&lt;", "[x](y)", "![x", "[^x]", "`x`", "\\x", "[@x]")
    for number, (key, value) in enumerate(texts.items()):
        bad = parts[number % len(parts)]
        whole = f"{value}{bad}" if isinstance(value, str) else {**value, next(iter(value)): bad}
        texts[key] = whole
    path.write_text(yaml.safe_dump(texts, allow_unicode=True, sort_keys=False), encoding="utf-8")
    lines = [line for line in problems_in(world) if " has markup (" in line]
    assert len(lines) == len(texts)
