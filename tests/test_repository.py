"""The chronicle in this repository: its data is sound, and its engine knows nothing of this event."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import yaml
from conftest import ROOT

from chronicle.domain.chronicle import Chronicle
from chronicle.model import records as model
from chronicle.site import read


def test_the_data_is_sound() -> None:
    assert [str(problem) for problem in read(ROOT)[1]] == []


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]{5,}", text))


def own_words(chronicle: Chronicle) -> set[str]:
    """The words of five letters and more by which one would know what the chronicle is about: those in names of its actors,
    places and parties, but for words that its statements or the engine write in lower case, names of languages, and the common
    words of many languages that the search knows."""
    named = [name.text for kind in (chronicle.actors, chronicle.places) for one in kind.values() for name in one.names]
    found = set().union(
        *(words_of(name) for name in [*named, *(party.label for party in chronicle.vocabulary.parties)])
    )
    said = " ".join(f"{one.record.says} {one.record.quote or ''}" for one in chronicle.statements.values())
    engine = " ".join(path.read_text(encoding="utf-8") for path in [*ENGINE, ROOT / "docs" / "hacking.md"])
    common_to_all = ("language_", "search_companions", "search_meanings")
    everyday = " ".join(text for key, text in chronicle.records.texts.items() if key.startswith(common_to_all))
    common = {word for word in words_of(f"{said} {engine}") if word.islower()}
    return {word for word in found if word.lower() not in common or not cased(word)} - words_of(everyday)


def cased(word: str) -> bool:
    return word.lower() != word.upper()


def holding(paths: Iterable[Path], words: set[str]) -> dict[str, list[str]]:
    """The files that hold one of these words, whole, with those they hold."""
    found = {str(path): sorted(words_of(path.read_text(encoding="utf-8")) & words) for path in paths}
    return {name: words for name, words in found.items() if words}


ENGINE = [path for folder in ("hooks", "overrides", "tools") for path in ROOT.glob(f"{folder}/**/*.*")]
ENGINE = [path for path in ENGINE if path.suffix in {".py", ".md", ".html", ".sh"} and "starter" not in path.parts]


def test_the_engine_knows_nothing_of_this_event() -> None:
    """No name of a person, place or party of the records in the code and the templates, nor a word of such a name."""
    assert len(ENGINE) > 80
    chronicle, _ = read(ROOT)
    assert holding(ENGINE, own_words(chronicle)) == {}
    parties = re.compile("|".join(rf"\b{re.escape(party)}\b" for party in chronicle.parties() if "-" in party) or "(?!)")
    assert [path for path in ENGINE if parties.search(path.read_text(encoding="utf-8"))] == []


def test_no_registry_and_no_machine_is_named() -> None:
    for name in ("requirements.txt", "requirements-dev.txt", "README.md", "Makefile"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"pypi\.org|files\.pythonhosted|--index-url|/root/|/work/", text), name


def test_every_dependency_is_explained() -> None:
    """Each has its row in the table for engineers, and the table names no other, but for the script that lies in docs/."""
    page = (ROOT / "docs" / "hacking.md").read_text(encoding="utf-8")
    table = page.split("| package | why |")[1].split("\n\n")[0]
    cells = " ".join(re.findall(r"^\| ([^|]+) \|", table, re.M))
    told = {word for word in re.findall(r"[\w-]+", re.sub(r"\([^)]*\)", "", cells)) if word.strip("-")}
    lines = "\n".join((ROOT / name).read_text(encoding="utf-8") for name in ("requirements.in", "requirements-dev.in"))
    asked = set(re.findall(r"^([A-Za-z][\w-]*)", lines, re.M))
    assert asked - told - {"types-PyYAML", "types-jsonschema"} == set() and told - asked == {"MiniSearch"}


def shown_records(root: Path) -> list[str]:
    """What is wrong when every record that the page on contributing shows with its file's name is put there in `root`."""
    page = (root / "docs" / "contributing.md").read_text(encoding="utf-8")
    shown = re.findall(r"^```yaml\n# (data/\S+\.yml)\n(.*?)^```", page, re.M | re.S)
    about = root / "data" / "site.yml"  # the records shown are of an event of their own, in another period
    about.write_text(
        re.sub(r"(?m)^period:.*", "period: 1800/2100", about.read_text(encoding="utf-8")), encoding="utf-8"
    )
    assert {path.split("/")[1] for path, _ in shown} == set(model.FOLDERS.values())
    for path, text in shown:
        assert not (root / path).exists(), path
        (root / path).write_text(text, encoding="utf-8")
    return [str(problem) for problem in read(root)[1]]


def test_the_records_shown_to_contributors_pass_the_check(tmp_path: Path) -> None:
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    assert shown_records(tmp_path) == [], "write docs/contributing.md in the words of this chronicle's vocabulary"


def test_the_fragments_shown_to_contributors_are_what_the_model_takes() -> None:
    """What the page on contributing shows without a file: put into its statement, or read as a list of corrections."""
    page = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
    shown = [
        yaml.load(text, yaml.BaseLoader) for text in re.findall(r"^```yaml\n(?!# data/)(.*?)^```", page, re.M | re.S)
    ]
    statement = {"id": "x", "by": "somebody", "basis": "told", "says": "It is so.", "about": ["somewhere"]}
    for fragment in shown:
        if isinstance(fragment, list):
            assert [model.Correction.model_validate(one).reported_by for one in fragment] == ["A reader"]
        else:
            assert model.Statement.model_validate({**statement, **fragment})
    assert {key for one in shown if isinstance(one, dict) for key in one} == {"derives_from", "relates"}


def test_the_commands_shown_to_contributors_exist() -> None:
    text = "".join((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/contributing.md"))
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert set(re.findall(r"`make ([a-z-]+)", text)) <= targets


def test_links_to_headings_of_the_page_on_contributing_lead_somewhere() -> None:
    page = (ROOT / "docs" / "contributing.md").read_text(encoding="utf-8")
    headings = {re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") for title in re.findall(r"^## (.+)$", page, re.M)}
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= headings
