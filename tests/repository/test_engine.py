"""The engine knows nothing of the event, of a registry or of a machine, and says why it uses what
it uses."""

from __future__ import annotations

import re
from pathlib import Path

from support import ENGINE, ROOT, WORLD, event_words, files_with, problems_in

from chronicle.site import read_chronicle


def test_the_data_is_sound() -> None:
    assert problems_in(ROOT) == []


def test_the_engine_knows_nothing_of_this_event() -> None:
    """No name of a person, place or party of the records is in the code, the templates or the
    tests, nor a word of such a name. Those of the invented world may be: a new chronicle begins
    with them."""
    assert len(ENGINE) > 150
    chronicle, invented = (read_chronicle(root)[0] for root in (ROOT, WORLD))
    assert files_with(ENGINE, event_words(chronicle) - event_words(invented)) == {}
    ids = [re.escape(party) for party in chronicle.parties if "-" in party]
    parties = re.compile(rf"\b(?:{'|'.join(ids) or '(?!)'})\b")
    assert [path for path in ENGINE if parties.search(path.read_text(encoding="utf-8"))] == []


def test_no_registry_and_no_machine_is_named() -> None:
    named = re.compile(r"pypi\.org|files\.pythonhosted|--index-url|/root/|/work/")
    around = [
        *ROOT.glob("*"),
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("docs/engine/**/*.md"),
        *ROOT.glob(".github/**/*"),
    ]
    files = {*ENGINE, *filter(Path.is_file, around), ROOT / ".ci" / "run"} - {Path(__file__)}
    texts = {path: path.read_text(encoding="utf-8") for path in files}
    assert [path for path, text in texts.items() if named.search(text)] == []


def test_every_dependency_is_explained() -> None:
    """Each has its row in the table for engineers, and the table names no other but the script that
    is in the repository."""
    page = (ROOT / "docs" / "engine" / "index.md").read_text(encoding="utf-8")
    table = page.split("| package | why |")[1].split("\n\n")[0]
    cells = " ".join(re.findall(r"^\| ([^|]+) \|", table, re.M))
    plain = re.sub(r"\([^)]*\)", "", cells)
    explained = {word for word in re.findall(r"[\w.-]+", plain) if word.strip("-")}
    names = ("requirements.in", "requirements-dev.in", "requirements-audit.in")
    lines = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in names)
    asked = set(re.findall(r"^([A-Za-z][\w.-]*)", lines, re.M))
    assert asked - explained == set()
    assert explained - asked == {"Leaflet"}
