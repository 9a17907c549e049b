"""The exports of both chronicles, and a second reading of their data by a plain YAML loader."""

from __future__ import annotations

import csv
import functools
import io
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pypandoc
import pytest
import yaml
from support import ROOT, WORLD

from chronicle.domain.chronicle import Chronicle
from chronicle.exports.all_exports import export_files
from chronicle.exports.export_file import ExportFile, FilePlan
from chronicle.exports.published_works import PublishedWork, published_work
from chronicle.model.kinds import FOLDERS
from chronicle.model.sources import Source
from chronicle.site import read_chronicle

ADDRESS = "https://site.example/"
SCHEMA = "https://schema.org/"
KINDS = {folder: kind for kind, folder in FOLDERS.items()}
both_chronicles = pytest.mark.parametrize(
    "root", [ROOT, WORLD], ids=["the repository", "the invented world"]
)
Yaml = dict[str, dict[str, Any]]


@functools.cache
def chronicle_of(root: Path) -> Chronicle:
    """A chronicle that no test changes."""
    return read_chronicle(root)[0]


@functools.cache
def files_of(root: Path) -> dict[str, ExportFile]:
    """Its exported files by path."""
    return {file.path: file for file in export_files(chronicle_of(root))}


def exported(root: Path, address: str = "") -> dict[str, ExportFile]:
    """The exported files of a chronicle that a test has changed."""
    return {file.path: file for file in export_files(read_chronicle(root)[0], address)}


def bytes_of(plan: FilePlan) -> bytes:
    """The content of a file."""
    return b"".join(plan.chunks())


def text_of(plan: FilePlan) -> str:
    """The content of a file as text."""
    return bytes_of(plan).decode()


@functools.cache
def plain_yaml(root: Path) -> Yaml:
    """Every record as a plain YAML loader reads it, every scalar a text; statements by
    source#statement."""
    found: Yaml = {
        folder: {
            path.stem: yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
            for path in (root / "data" / folder).glob("*.yml")
        }
        for folder in KINDS
    }
    found["statements"] = {
        f"{id_}#{statement['id']}": statement
        for id_, source in found["sources"].items()
        for statement in source["statements"] or []
    }
    found["figures"] = {
        f"{ref} {number}": figure
        for ref, statement in found["statements"].items()
        for number, figure in enumerate(statement.get("figures") or [], 1)
    }
    return found


def is_quotable(plain: Yaml, ref: str) -> bool:
    """Whether the quotations of a statement's source were compared with it."""
    return plain["sources"][ref.partition("#")[0]]["read"].get("quotations") == "compared"


def table(files: dict[str, ExportFile], name: str) -> list[dict[str, str]]:
    """The rows of a table, as Python's own reader of CSV has them."""
    return list(csv.DictReader(io.StringIO(text_of(files[f"{name}.csv"]))))


def invented_source(title: str | None, issued: str | None = "1901-05-03", **more: Any) -> Source:
    """A source with what every source must have."""
    fixed = {
        "type": "article-newspaper",
        "archive": "not-looked-for",
        "kind": "newspaper",
        "derives_from": "unknown",
        "read": {"extent": "whole", "seen": "original"},
        "issued_basis": "shown" if issued else "unknown",
        "title_shown": title is not None,
    }
    return Source.model_validate({**fixed, "title": title, "issued": issued, **more})


def invented_work(
    title: str | None, issued: str | None = "1901-05-03", id_: str = "a", **more: Any
) -> PublishedWork:
    """The same as references have it, in the words of the invented world."""
    return published_work(chronicle_of(WORLD), id_, invented_source(title, issued, **more))


def by_pandoc(text: str, form: str) -> dict[str, dict[str, Any]]:
    """References in one form as Pandoc reads them, by id."""
    command = [str(pypandoc.get_pandoc_path()), f"--from={form}", "--to=csljson"]
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True)
    return {item["id"]: item for item in json.loads(done.stdout)}


def untypeset(text: str | None) -> str:
    """A text without the difference between straight and typographic quotation marks, which TeX
    does not keep."""
    plain = re.sub('[“”"‘’`]', "'", text or "")
    return " ".join(plain.replace("\u00a0", " ").split())


def without_network(url: str, _: Any) -> Any:
    """Refuses what a client of linked data would fetch."""
    raise AssertionError(f"a context is fetched: {url}")
