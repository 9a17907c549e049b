"""The tools of those who write records: a new record, trivial faults, references from elsewhere, what a change does."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pypandoc
import pytest
import referencing
import yaml
from conftest import ROOT, git
from hypothesis import given, settings
from hypothesis import strategies as st

from chronicle.authoring import blank, change, reference, schemas, tidy, written
from chronicle.exports.references import bibtex, ris
from chronicle.files import yaml_documents as document
from chronicle.files.loader import load
from chronicle.files.pydantic_errors import BLANK
from chronicle.model import introspection as fields
from chronicle.model import records as model
from chronicle.problems import Mistake, Problem
from chronicle.rendering.references import csl_item
from chronicle.site import read
from chronicle.text import dates

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1, max_size=40)
AWKWARD = st.text("ab #:-'\"{}[],&*!|>%@`?~_=\u00e9\u0645", min_size=1, max_size=30) | WORDS


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "hooks" / "chronicle"), *arguments, "--root", str(root)]
    inherited = {key: value for key, value in os.environ.items() if key != "GITHUB_ACTIONS"}
    return subprocess.run(
        command, capture_output=True, text=True, input=environment.pop("input", ""), env={**inherited, **environment}
    )


# --- new records


def fill(root: Path, path: Path, kind: str) -> None:
    """Puts something that fits into every blank of a new record, as a person would."""
    shape = model.KINDS["source" if kind == "statement" else kind]
    for number in range(100):
        found = document.read("", path.read_bytes())
        places = [location for location, value in document.walk(found.data) if value == BLANK]
        if not places:
            return
        line, column = found.where(places[0])
        lines = path.read_text(encoding="utf-8").split("\n")
        value = fitting(root, kind, shape, places[0], number)
        if lines[line - 1][column - 1] == ">":
            line, column = line + 1, 1
        lines[line - 1] = lines[line - 1][: column - 1] + lines[line - 1][column - 1 :].replace(BLANK, value, 1)
        path.write_text("\n".join(lines), encoding="utf-8")


def fitting(root: Path, kind: str, shape: Any, location: tuple[Any, ...], number: int) -> str:
    current, field = shape, None
    for step in location:
        if isinstance(step, str):
            field = fields.named(current, step)
            assert field
            current = fields.record(field.annotation) or current
    key = next(step for step in reversed(location) if isinstance(step, str))
    special = {
        "URL": "https://new.example/page",
        "language": "en",
        "archive": "not-looked-for",
        "by": "guild",
        "title": f"A thing, as it is said {number}",
        "kind": "body" if kind == "actor" else "",
        "why_named": "public-body",
        "extent": "whole",
    }
    if special.get(key):
        return special[key]
    ref, word = fields.marked(field, model.Ref), fields.marked(field, model.Word)
    if ref:
        return {"any": "fire", "concerned": "fire", "actor": "guild"}[ref.kind]
    if word:
        return load(root).vocabulary.record.words(word.vocabulary)[0]  # type: ignore[union-attr]
    if fields.is_date(field):
        return "1901-05-04"
    choices = fields.choices(field)
    return choices[0] if choices else f"something-{number}"


@pytest.mark.parametrize("kind", [*model.KINDS, "statement"])
def test_a_new_record_passes_once_its_blanks_are_filled(world: Path, kind: str) -> None:
    id_ = "post-fire#something-new" if kind == "statement" else "something-new"
    done = run(world, "new", "--kind", kind, "--id", id_)
    assert done.returncode == 0, done.stderr
    path = world / done.stdout.split(" ")[0]
    before = read(world)[1]
    named = len(re.findall(rf"^(?!\s*#).*{BLANK}", path.read_text(encoding="utf-8"), re.M))
    assert named and len(before) >= named
    assert all("is not filled in yet" in str(problem) for problem in before), [str(problem) for problem in before]
    fill(world, path, kind)
    assert [str(problem) for problem in read(world)[1]] == []
    shape = model.KINDS["source" if kind == "statement" else kind]
    assert tidy.tidied(path.read_bytes(), shape).why_not == ""


@pytest.mark.parametrize("kind", list(model.KINDS))
def test_a_new_record_comments_every_field_and_format_leaves_it_alone(world: Path, kind: str) -> None:
    _, text = blank.make(world, read(world)[0], blank.Wish(kind, "something-new"))
    shape = model.KINDS[kind]
    assert [key for key in fields.keys(shape) if not re.search(rf"^(# )?{key}:", text, re.M)] == []
    assert tidy.tidied(text.encode(), shape).text == text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--kind", "sorce", "--id", "x"], "'sorce' is no kind of record (did you mean 'source'?)"),
        (["--kind", "source", "--id", "The Courier"], "'The Courier' is not an id: lower-case words and digits joined by hyphens (for example ID=the-courier)"),
        (["--kind", "source", "--id", "../../x"], "'../../x' is not an id: lower-case words and digits joined by hyphens (for example ID=x)"),
        (["--kind", "event", "--id", "mill"], "the id 'mill' exists: data/places/mill.yml (choose another id)"),
        (["--kind", "source"], "name the id (make new KIND=source ID=courier-1901-05-03-fire)"),
        (["--kind", "source", "--id", "x", "--url", "javascript:alert(1)"], "'javascript:alert(1)' is not a web address (it begins with http:// or https://, a host, and holds no spaces)"),
        (["--kind", "source", "--id", "x", "--from", "nothing.json"], "nothing.json cannot be opened (name the file that the reference manager wrote)"),
        (["--kind", "statement", "--id", "post-fire#ashes"], "the statement 'post-fire#ashes' exists (choose another id)"),
        (["--kind", "statement", "--id", "post-fires#ashes"], "there is no source 'post-fires' (did you mean 'post-fire'?)"),
        ([], "nobody answered (make new KIND=source ID=courier-1901-05-03-fire)"),
    ],
)  # fmt: skip
def test_what_cannot_be_made_is_one_line_and_writes_nothing(world: Path, arguments: list[str], says: str) -> None:
    before = sorted(path for path in world.rglob("*"))
    done = run(world, "new", *arguments)
    assert (done.returncode, done.stderr) == (1, f"{says}\n")
    assert sorted(path for path in world.rglob("*")) == before


def test_a_new_record_asks_for_what_was_not_said(world: Path) -> None:
    done = run(world, "new", input="source\nsomething-new\nhttps://new.example/page\n")
    assert done.returncode == 0, done.stderr
    assert "URL: https://new.example/page\n" in (world / "data/sources/something-new.yml").read_text()


@pytest.mark.parametrize("statements", ["statements: []\n", "statements:\n", ""])
def test_a_statement_goes_into_a_source_without_any(world: Path, statements: str) -> None:
    path = world / "data/sources/ferry-notice.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("statements:")] + statements + "note: Last.\n", encoding="utf-8")
    _, found = blank.make(world, read(world)[0], blank.Wish("statement", "ferry-notice#new-one"))
    again = yaml.load(found, yaml.BaseLoader)
    assert [statement["id"] for statement in again["statements"]] == ["new-one"] and again["note"] == "Last."


@pytest.mark.parametrize("id_", ["flood", "courier-fire#old-statement"])
def test_what_was_published_and_is_gone_keeps_its_id(world: Path, id_: str) -> None:
    """Its address says why it is gone, so nothing else may stand there."""
    corrections = world / "data/corrections.yml"
    text = corrections.read_text(encoding="utf-8")
    corrections.write_text(
        text.replace("removed: [events/flood,", "removed: [events/flood, courier-fire#old-statement,")
    )
    done = run(world, "new", "--kind", "statement" if "#" in id_ else "event", "--id", id_)
    assert (done.returncode, done.stdout) == (1, "")
    assert (
        done.stderr
        == f"the id '{id_}' was published and is gone (choose another id; the address of this one says why)\n"
    )


def test_a_statement_leaves_every_other_line_as_it_was(world: Path) -> None:
    path = world / "data/sources/post-fire.yml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# The last word.\nnote: Last. # Indeed.\n", encoding="utf-8")
    before = path.read_text(encoding="utf-8").split("\n")
    _, found = blank.make(world, read(world)[0], blank.Wish("statement", "post-fire#new-one"))
    after = found.split("\n")
    begin = after.index(next(line for line in after if "id: new-one" in line))
    added = len(after) - len(before)
    assert after[:begin] + after[begin + added :] == before


# --- references from elsewhere


def write(folder: Path, source: model.Source, form: str) -> Path:
    texts = {
        "json": lambda: json.dumps([csl_item("x", source)]),
        "bib": lambda: bibtex("x", source),
        "ris": lambda: ris([("x", source)]),
    }
    path = folder / f"reference.{form}"
    path.write_text(texts[form](), encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ["json", "bib", "ris"])
def test_an_exported_reference_comes_back(tmp_path: Path, form: str) -> None:
    """Every tenth real source (all of them would start Pandoc too often), as another program would write it."""
    for source in list(read(ROOT)[0].sources.values())[::10]:
        values, _ = reference.values(write(tmp_path, source, form))
        known = (source.title, source.container_title, source.publisher, source.url, source.language)
        keys = ("title", "container-title", "publisher", "URL", "language")
        assert tuple(values.get(key) for key in keys) == known
        assert values.get("author", []) == [author.model_dump(exclude_none=True) for author in source.author]
        if source.issued and form != "ris":
            assert values["issued"] == source.issued.text


def test_titles_keep_their_capitals(tmp_path: Path) -> None:
    path = tmp_path / "x.bib"
    path.write_text('@article{x, title={The Great {Fire} of \\"Arden}, journal = "The Daily {P}ost", langid={english}}')
    values, _ = reference.values(path)
    assert (values["title"], values["container-title"], values["language"]) == (
        "The Great Fire of Ärden",
        "The Daily Post",
        "en",
    )


MANAGER = {
    "news.ris": """TY  - NEWS
TI  - حريق <i>المصنع</i>
AU  - الحسن, أحمد
AU  - Holt, Ines
AU  - وكالة الأنباء
T2  - الحياة
AB  - <p>x</p>
DA  - 1901/05/03/
PY  - 1901
DO  - 10.1234/abcd
LA  - ar
UR  - https://example.org/a
L1  - /home/me/a.pdf
Y2  - 2020/11/20/10:11:12
ER  - 
""",
    "news.bib": """@article{x,
 title = {حريق المصنع}, url = {https://example.org/a}, doi = {10.1234/abcd}, language = {ar}, urldate = {2020-11-20},
 abstract = {{\\textless}p{\\textgreater}x}, journal = {الحياة},
 author = {الحسن, أحمد and Holt, Ines and {{وكالة الأنباء}}}, month = may, year = {1901},
}""",
    "news.json": json.dumps({"items": [{
        "id": "http://manager.example/1", "type": "article-newspaper", "abstract": "<p>x</p>", "container-title": "الحياة",
        "DOI": "10.1234/abcd", "language": "ar", "title": "حريق <i>المصنع</i>", "URL": "https://example.org/a",
        "author": [{"family": "الحسن", "given": "أحمد"}, {"family": "Holt", "given": "Ines"}, {"literal": "وكالة الأنباء"}],
        "accessed": {"date-parts": [["2020", 11, 20]]}, "issued": {"date-parts": [["1901", 5, 3]]}}]}),
}  # fmt: skip


@pytest.mark.parametrize("name", MANAGER)
def test_a_reference_manager_s_own_export_is_taken(tmp_path: Path, name: str) -> None:
    """With markup in titles, an abstract, a date of access, a path on somebody's disk: these stay behind."""
    (tmp_path / name).write_text(MANAGER[name], encoding="utf-8")
    values, left = reference.values(tmp_path / name)
    assert left == {}
    assert values.pop("type") == ("article-journal" if name == "news.bib" else "article-newspaper")
    assert values.pop("issued") == ("1901-05" if name == "news.bib" else "1901-05-03")
    assert values == {
        "title": "حريق المصنع",
        "container-title": "الحياة",
        "language": "ar",
        "URL": "https://example.org/a",
        "author": [
            {"family": "الحسن", "given": "أحمد"},
            {"family": "Holt", "given": "Ines"},
            {"literal": "وكالة الأنباء"},
        ],
    }


def test_what_a_reference_lacks_is_not_said_to_be_left_out(tmp_path: Path) -> None:
    (tmp_path / "x.ris").write_text(
        "TY  - ELEC\nTI  - A page\nDO  - 10.1234/abcd\nLA  - English\nER  - \n", encoding="utf-8"
    )
    values, left = reference.values(tmp_path / "x.ris")
    assert values == {"type": "webpage", "title": "A page", "URL": "https://doi.org/10.1234/abcd"}
    assert left == {"language": "English"}


def test_the_name_of_a_site_is_no_part_of_its_page_s_title(tmp_path: Path) -> None:
    (tmp_path / "x.bib").write_text(
        "@online{x, title = {A page}, titleaddon = {Some Site}, url = {https://example.org}}"
    )
    assert reference.values(tmp_path / "x.bib")[0] == {
        "type": "webpage",
        "title": "A page",
        "container-title": "Some Site",
        "URL": "https://example.org",
    }


HOSTILE = {
    "title": "x\nstatements: [{}]\n# \u202e: - {a: *b} ___ <i>y</i>",
    "author": [{"literal": "- {}: &a *b !!python/object:os.system"}, {"family": 3}, "no"],
    "container-title": "}, { evil: yes",
    "publisher": "\u2028---\n...\n",
    "URL": "javascript:alert(1)",
    "language": "en\nx: y",
    "issued": {"date-parts": [["2011", 13, 45]]},
    "page": 12,
    "type": "motion_picture",
}


def test_a_hostile_reference_is_only_text(world: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps(HOSTILE))
    done = run(world, "new", "--kind", "source", "--id", "something-new", "--from", str(path))
    assert done.returncode == 0, done.stderr
    for name in ("type", "issued", "URL", "language"):
        assert f"The reference's '{name}' was left out" in done.stdout
    made = world / "data/sources/something-new.yml"
    found = document.read("", made.read_bytes())
    assert found.problems == [] and set(found.data) <= set(fields.keys(model.Source))
    assert found.data["title"] == "x statements: [{}] # : - {a: *b} ___ y"
    assert found.data["author"] == [{"literal": "- {}: &a *b !!python/object:os.system"}, {"family": "3"}]
    fill(world, made, "source")
    assert [str(problem) for problem in read(world)[1]] == []


@settings(max_examples=60)
@given(item=st.dictionaries(st.sampled_from([*HOSTILE, "original-title"]), AWKWARD | st.recursive(st.none() | st.integers() | AWKWARD, st.lists)))  # fmt: skip
def test_any_reference_gives_values_that_the_model_takes(item: dict[str, Any]) -> None:
    values, _ = reference.fitting(item)
    for key, value in values.items():
        text = "\n".join(blank._Blank(read_once(), blank.Wish("source", "x", {key: value})).record(model.Source, 0))
        got = document.read("", text.encode()).data[key]
        assert got == value, text


_known: list[Any] = []


def read_once() -> Any:
    if not _known:
        _known.append(read(ROOT / "tests" / "world")[0])
    return _known[0]


@pytest.mark.parametrize("name", ["x.json", "x.bib", "x.ris", "x.txt"])
@pytest.mark.parametrize(
    "raw", [b"", b"\xff\xfe", b"[]", b"[{}, {}]", b"{" * 9000, b"TY  - NEWS\nTI  - x", b"@article{"]
)
def test_what_is_no_reference_is_refused(tmp_path: Path, name: str, raw: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    try:
        reference.values(path)
    except Mistake as mistake:
        assert mistake.hint and "\n" not in str(mistake)


def test_bibtex_cannot_reach_other_files(tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text("SECRET")
    path = tmp_path / "x.bib"
    path.write_text(f"@article{{x, title={{a \\input{{{tmp_path}/secret.tex}} \\include{{{tmp_path}/secret}} b}}}}")
    assert "SECRET" not in str(reference.values(path))
    assert pypandoc.get_pandoc_path()


# --- trivial faults


@pytest.mark.parametrize("root", [ROOT, ROOT / "tests" / "world"], ids=["the repository", "the invented world"])
def test_format_changes_no_word_of_real_records_and_is_done_after_once(root: Path) -> None:
    """Not that they are formatted: nobody who edits in a browser must see a test fail for a space."""
    for path, shape in tidy.files(root):
        raw = path.read_bytes()
        found = tidy.tidied(raw, shape)
        assert found.why_not == "", path
        assert _stripped(document.read("", found.text.encode()).data) == _stripped(document.read("", raw).data), path
        assert sorted(re.findall(r"#.*", found.text)) == sorted(re.findall(r"#.*", raw.decode())) or shape, path
        assert tidy.tidied(found.text.encode(), shape).text == found.text, path


def _stripped(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _stripped(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_stripped(part) for part in value]
    return value.strip() if isinstance(value, str) else value


def generated(shape: Any, depth: int = 0) -> st.SearchStrategy[Any]:
    """Plain values such as a file for this record could hold, in any order of keys; most are no valid record."""
    values: dict[str, st.SearchStrategy[Any]] = {}
    for name, field in shape.model_fields.items():
        inner = fields.record(field.annotation)
        one = generated(inner, depth + 1) if inner and depth < 2 else AWKWARD | st.none()
        values[field.alias or name] = st.lists(one, max_size=2) if fields.is_list(field) else one
    return st.fixed_dictionaries({}, optional=values).flatmap(
        lambda found: st.permutations(list(found.items())).map(dict)
    )


STYLES = st.sampled_from([None, True, False])


@settings(max_examples=150)
@given(value=generated(model.Source) | generated(model.Event), style=STYLES, width=st.integers(20, 200), end=st.sampled_from(["\n", "\r\n", " \n"]))  # fmt: skip
def test_format_changes_nothing_that_is_said_and_is_done_after_once(
    value: Any, style: Any, width: int, end: str
) -> None:
    shape = model.Source if "statements" in value else model.Event
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=style, width=width, sort_keys=False)
    known = document.read("", text.encode()).data
    raw = text.encode() if end == " \n" else text.replace("\n", end).encode()
    found = tidy.tidied(raw, shape)
    if known is None or not isinstance(known, dict):
        return
    assert found.why_not == ""
    again = document.read("", found.text.encode())
    assert again.problems == []
    assert tidy._meaning(again.data, shape) == tidy._meaning(known, shape)
    assert tidy.tidied(found.text.encode(), shape).text == found.text


FAULTY = """\
# About this file.

kind: 'newspaper'   # a word
issued: 6 June 2011 # the day
title: Fire: the mill burned

# Who wrote it.
author: [{given: Ines,family: Holt},
  # the second
  {literal: 'A "B" C'}]
type: "article-newspaper"
statements:
  - says: Forty \t
      died.
    # of the statement
    id: forty-died
    # at its end
  - id: other
note: |
  One.

  Two.

# The last word.
"""
MENDED = """\
# About this file.

type: article-newspaper
title: "Fire: the mill burned"

# Who wrote it.
author:
  - { family: Holt, given: Ines }
  # the second
  - { literal: 'A "B" C' }
issued: 2011-06-06 # the day
kind: newspaper   # a word
note: >-
  One.


  Two.
statements:
  # of the statement
  - id: forty-died
    # at its end
    says: >-
      Forty died.
  - id: other

# The last word.
"""


def test_format_mends_trivial_faults_and_keeps_comments() -> None:
    for raw in (FAULTY.encode(), FAULTY.replace("\n", "\r\n").encode(), b"\xef\xbb\xbf" + FAULTY.encode()):
        assert tidy.tidied(raw, model.Source).text == MENDED
    assert tidy.tidied(MENDED.encode(), model.Source).text == MENDED


@pytest.mark.parametrize(
    "raw", [b"title: [a\n", b"\xff", b"a: &x 1\nb: *x\n", b"\ttitle: x\n", b"title: a\ntitle: b\n"]
)
def test_format_leaves_what_it_cannot_read(raw: bytes) -> None:
    found = tidy.tidied(raw, model.Source)
    assert found.why_not and (found.text.encode() == raw or raw == b"\xff")


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("6 June 2011", "2011-06-06"),
        ("June 6, 2011", "2011-06-06"),
        ("6th of June 2011", "2011-06-06"),
        ("Sept. 2011", "2011-09"),
        ("2011/6/4", "2011-06-04"),
        ("2011-6-4", "2011-06-04"),
        ("25.6.2011", "2011-06-25"),
        ("4 June 2011 – 6 June 2011", "2011-06-04/2011-06-06"),
        ("2011-06-04 to 2011-06-06", "2011-06-04/2011-06-06"),
        ("“2011-06-04”", "2011-06-04"),
        ("5/6/2011", None),
        ("05.06.2011", None),
        ("Ju 2011", None),
        ("June", None),
        ("31 June 2011", None),
        ("6 Juno 2011", None),
        ("6 June 2011 to 4 June 2011", None),
        ("2011-06-04", None),
        ("late May 2011", None),
    ],
)
def test_dates_are_mended_where_they_mean_one_thing(given: str, meant: str | None) -> None:
    assert dates.mended(given) == meant


@given(st.text(max_size=20) | st.from_regex(r"[0-9]{1,4}[-/. ][0-9A-Za-z]{1,9}[-/. ][0-9]{1,4}", fullmatch=True))
def test_a_mended_date_is_a_date(text: str) -> None:
    found = dates.mended(text)
    assert found is None or dates.parse(found).text == found


@settings(max_examples=400)
@given(st.text(max_size=30) | AWKWARD)
def test_what_is_written_is_read_back(text: str) -> None:
    flow, block = written.scalar(text, flow=True), written.scalar(text, flow=False)
    for loader in (yaml.BaseLoader, yaml.CBaseLoader):
        assert yaml.load(f"{{ k: {flow}, l: [{flow}] }}\n", loader) == {"k": text, "l": [text]}
        assert yaml.load(f"k: {block}\nl: 1\n", loader)["k"] == text
        lines = written.folded(text.strip(), 2, 10)
        if lines:
            assert yaml.load("k: >-\n" + "\n".join(lines) + "\nl: 1\n", loader)["k"] == text.strip()


@settings(max_examples=300)
@given(st.text("ab  \n", min_size=8, max_size=60), st.integers(3, 12))
def test_a_text_is_folded_where_it_can_be_joined_again(text: str, width: int) -> None:
    lines = written.folded(text.strip(), 2, width)
    if lines:
        assert yaml.load("k: >-\n" + "\n".join(lines) + "\nl: 1\n", yaml.CBaseLoader)["k"] == text.strip()
    assert lines or re.search(r"\n[ \t]|[ \t]\n|^$", text.strip())


# --- schemas for editors


def validator(kind: str, names: str) -> jsonschema.Draft202012Validator:
    found = {name: json.loads(text) for name, text in {**schemas.schemas(), schemas.NAMES: names}.items()}
    registry = referencing.Registry().with_resources(
        (name, referencing.Resource.from_contents(schema)) for name, schema in found.items()
    )
    schema = found[f"{kind}.schema.json"]
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, registry=registry)


class _Yaml12(yaml.SafeLoader):
    """What an editor reads: numbers are numbers; yes, no and dates are words."""


_Yaml12.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in listed if tag.split(":")[-1] in ("int", "float", "null")]
    for sign, listed in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class _Yaml11(yaml.SafeLoader):
    """What an editor for YAML 1.1 reads: yes and no are true and false."""


_Yaml11.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in listed if tag.split(":")[-1] != "timestamp"]
    for sign, listed in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("loader", [_Yaml12, _Yaml11], ids=["YAML 1.2", "YAML 1.1"])
@pytest.mark.parametrize("root", [ROOT, ROOT / "tests" / "world"], ids=["the repository", "the invented world"])
def test_real_records_fit_the_schemas(root: Path, loader: Any) -> None:
    names = schemas.names(read(root)[0])
    files = [(kind, root.glob(f"data/{folder}/*.yml")) for kind, folder in model.FOLDERS.items()]
    files += [(name, root.glob(file)) for name, (file, _, _) in schemas.FILES.items()]
    count = 0
    for kind, paths in files:
        checker = validator(kind, names)
        for path in paths:
            value = yaml.load(path.read_text(encoding="utf-8"), loader)
            found = [f"{path.name}: {error.json_path}: {error.message[:200]}" for error in checker.iter_errors(value)]
            assert found == []
            count += 1
    assert count > 5


@pytest.mark.parametrize(
    ("find", "put"),
    [
        ("issued_basis: shown", "isued_basis: shown"),
        ("by: guild", "by: gild"),
        ("kind: newspaper", "kind: newspapr"),
        ("basis: heard", "basis: hurd"),
        ("    basis: heard\n", ""),
        ("issued: 1901-05-04", "issued: 4 May 1901"),
        ("named: no", "named: perhaps"),
        ("low: 41,", "low: many,"),
        ("URL: http://post.example/ashes", "URL: javascript:alert(1)"),
        ("about: [fire]", "about: [fires]"),
    ],
)
def test_an_editor_marks_what_the_check_refuses(world: Path, find: str, put: str) -> None:
    checker = validator("source", schemas.names(read(world)[0]))
    text = (world / "data/sources/post-fire.yml").read_text(encoding="utf-8")
    assert find in text and checker.is_valid(yaml.load(text, _Yaml12))
    assert not checker.is_valid(yaml.load(text.replace(find, put, 1), _Yaml12))


def test_committed_schemas_are_those_of_the_model() -> None:
    """Only a change of the model makes these stale. The list of ids is not compared: whoever adds a record in a web editor
    can run nothing, and `make format` refreshes it."""
    for name, text in schemas.schemas().items():
        assert (ROOT / schemas.FOLDER / name).read_text(encoding="utf-8") == text, "run make schema"
    names = json.loads((ROOT / schemas.FOLDER / schemas.NAMES).read_text(encoding="utf-8"))
    assert names["$defs"].keys() == json.loads(schemas.names(read(ROOT)[0]))["$defs"].keys(), "run make schema"


def test_every_field_is_explained() -> None:
    for name in [*model.KINDS, "corrections", "glossary", "not-used"]:
        schema = json.loads(schemas.schemas()[f"{name}.schema.json"])
        for part in (schema.get("items", schema), *schema["$defs"].values()):
            bare = [key for key, about in part["properties"].items() if not about.get("description")]
            assert bare == [], (name, part["description"])


def test_editors_are_told_of_every_schema() -> None:
    told = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert {Path(path).name for path in told} == set(schemas.schemas())
    for schema, pattern in told.items():
        assert (ROOT / schema).exists()
        assert list(ROOT.glob(pattern)) != [] or pattern in {file for file, _, _ in schemas.FILES.values()}


def test_a_stale_list_of_ids_fails_no_check(world: Path) -> None:
    assert run(world, "schema").returncode == 0
    shutil.copy(world / "data/places/mill.yml", world / "data/places/barn.yml")
    assert read(world)[1] == []


# --- what a change does


def test_a_change_is_told_in_statements_positions_and_counts(world: Path, tmp_path: Path) -> None:
    before = tmp_path / "before"
    shutil.copytree(world, before)
    path = world / "data/sources/post-fire.yml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("41 to 45 looms are lost", "42 to 45 looms are lost").replace("low: 41", "low: 42")
    text = text.replace("basis: seen", "basis: heard")
    path.write_text(text, encoding="utf-8")
    event = world / "data/events/fire.yml"
    event.write_text(event.read_text(encoding="utf-8").replace("Fire at the mill", "The mill burns"), encoding="utf-8")
    done = run(world, "diff", "--base", str(before))
    assert done.stdout == (
        "Statements\n"
        "~ post-fire#ashes\n"
        "-   says: The mill is in ashes and 41 to 45 looms are lost.\n"
        "+   says: The mill is in ashes and 42 to 45 looms are lost.\n"
        '-   figures: looms/all: "41 to 45" (41–45, as of 1901-05-03)\n'
        '+   figures: looms/all: "41 to 45" (42–45, as of 1901-05-03)\n'
        "~ post-fire#seen-running\n"
        "-   basis: seen\n"
        "+   basis: heard\n"
        "\n"
        "Positions: reports · speakers · origins\n"
        "~ who-set-the-fire: owner\n"
        "-   support: 2 · 2 · 2 (1 unnamed)\n"
        "+   support: 2 · 2 · 1, 1 not counted (heard)\n"
        "\n"
        "Events\n"
        "~ fire\n"
        "-   name: Fire at the mill\n"
        "+   name: The mill burns\n"
    )


def test_what_was_renamed_or_moved_is_told_as_that(world: Path, tmp_path: Path) -> None:
    before = tmp_path / "before"
    shutil.copytree(world, before)
    (world / "data/sources/courier-second.yml").rename(world / "data/sources/courier-later.yml")
    told = change.as_text(change.difference(change.at_folder(before), change.at_folder(world)))
    assert "~ courier-second#fifty-looms → courier-later#fifty-looms" in told
    assert "Sources\n~ courier-second → courier-later\n" in told
    assert "\n- " not in told and "\n+ " not in told


def test_no_change_is_told_as_none(world: Path) -> None:
    done = run(world, "diff", "--base", str(world), "--format", "markdown")
    assert done.stdout == "## What this change does\n\nNothing that readers see differs.\n"


def test_a_commit_is_compared_with(world: Path) -> None:
    git(world, "init", "-q")
    git(world, "add", ".")
    git(world, "commit", "-qm", "x")
    (world / "data/sources/ferry-notice.yml").unlink()
    (world / "data/map/map.yml").unlink()
    done = run(world, "diff", "--base", "HEAD")
    assert "- ferry-notice#went-by-boat\n" in done.stdout and done.returncode == 0
    for base in ("nowhere", "--output=x", "HEAD; ls", ""):
        refused = run(world, "diff", f"--base={base}")
        assert refused.returncode == 1 and refused.stderr.count("\n") == 1


HOSTILE_TEXT = "``` </code><script>alert(1)</script> [x](javascript:1) @someone #1 ![](http://e.example/p.png)\n::error::x\n\u202e##[error]"


def test_hostile_text_is_only_text_in_the_summary(world: Path, tmp_path: Path) -> None:
    before = tmp_path / "before"
    shutil.copytree(world, before)
    path = world / "data/sources/post-fire.yml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("      Saw the owner's men run from the mill.", "      x").replace(
        "says: >-\n      x", f"says: {json.dumps(HOSTILE_TEXT)}", 1
    )
    path.write_text(text.replace("\\u202e", ""), encoding="utf-8")
    found = run(world, "diff", "--base", str(before), "--format", "markdown").stdout
    html = pypandoc.convert_text(found, "html", format="gfm")
    assert (
        "<script" not in html
        and not re.search(r'<a (?!href="#cb)', html)
        and "<img" not in html
        and "&lt;script&gt;" in html
    )
    assert not any(line.lstrip().startswith("::") or "##[" in line for line in found.split("\n"))
    outside = re.sub(r"(?ms)^(`{3,})diff\n.*?^\1\n", "", found)
    assert "someone" not in outside and "script" not in outside


def test_problems_are_annotations_where_a_runner_reads_them(world: Path) -> None:
    path = world / "data/events/fire.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("date: 1901-05-01", "date: 100%"), encoding="utf-8")
    done = run(world, "check", GITHUB_ACTIONS="true")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=data/events/fire.yml,line=3,col=7::'100%25' is not a date (write ")
    assert "::error" not in run(world, "check").stdout


def test_a_problem_cannot_give_a_runner_commands() -> None:
    problem = Problem("data/a,b:c\n.yml", 1, 2, "x\n::set-output name=a::b\r", "##[error]y\u2028::z")
    assert str(problem).splitlines() == [str(problem)] and "##[" not in str(problem)
    assert (
        problem.annotation()
        == "::error file=data/a%2Cb%3Ac .yml,line=1,col=2::x ::set-output name=a::b (# #[error]y ::z)"
    )


def test_change_reads_what_today_cannot(world: Path) -> None:
    """A record that is broken in one of the two states is named as such, and nothing is raised."""
    broken = change.at_folder(world)
    (world / "data/events/fire.yml").write_text("title: [", encoding="utf-8")
    found = change.as_text(change.difference(broken, change.at_folder(world)))
    assert "Files that cannot be read\n+ fire (what it held stands as gone or new)\n" in found
