"""Every text of the interface that the code asks for is there, and each is asked for."""

from __future__ import annotations

import ast
import functools
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
import pytest
import yaml
from jinja2 import nodes
from support import ROOT, WORLD

PLACES = {"t", "texts"}
"""What texts are called in templates and in the code."""
PASSED_ON = re.compile(r"(?:left_out|data)_\w+")
"""The texts whose keys exports hand over, each a literal as well."""
Use = tuple[str, bool]
"""A key, and whether it is asked for as a table."""


def in_template(path: Path) -> Iterator[Use]:
    """The keys in one template. Pages and the frame have comments of different forms."""
    begin, end = ("{*", "*}") if path.suffix == ".md" else ("{#", "#}")
    environment = jinja2.Environment(comment_start_string=begin, comment_end_string=end)
    tree = environment.parse(path.read_text(encoding="utf-8"))
    for item in tree.find_all(nodes.Getitem):
        if getattr(item.node, "name", "") in PLACES and isinstance(item.arg, nodes.Const):
            yield item.arg.value, False
    for call in tree.find_all(nodes.Call):
        if getattr(call.node, "attr", "") in ("table", "count"):
            yield from ((one.value, True) for one in call.args[:1] if isinstance(one, nodes.Const))


def in_code(path: Path) -> Iterator[Use]:
    """The keys in one module: those in brackets behind `texts`, those of tables and counts."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Subscript) and last_name(node.value) in PLACES:
            yield from ((key, False) for key in literals(node.slice))
        if isinstance(node, ast.Call) and last_name(node.func) == "table":
            yield from ((key, True) for key in literals(*node.args))
        if isinstance(node, ast.Call) and last_name(node.func) == "count" and len(node.args) == 2:
            yield from ((key, True) for key in literals(node.args[0]))
        if isinstance(node, ast.Constant) and PASSED_ON.fullmatch(str(node.value)):
            yield str(node.value), True


def last_name(node: ast.expr) -> str:
    """The last name of `texts`, `self.texts` and `context.texts`."""
    return getattr(node, "id", "") or getattr(node, "attr", "")


def literals(*expressions: ast.expr) -> Iterator[str]:
    """The texts in expressions, such as both of a condition."""
    for node in itertools.chain.from_iterable(map(ast.walk, expressions)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@functools.cache
def uses() -> frozenset[Use]:
    """Every key that the engine and its tools ask for."""
    templates = [*(ROOT / "overrides").rglob("*.md"), *(ROOT / "overrides").rglob("*.html")]
    modules = [*(ROOT / "hooks").rglob("*.py"), *(ROOT / "tools").rglob("*.py")]
    asked = [*map(in_template, templates), *map(in_code, modules)]
    return frozenset(itertools.chain.from_iterable(asked))


@pytest.mark.parametrize("root", [ROOT, WORLD], ids=["the chronicle", "the invented world"])
def test_no_text_is_missing_or_unused(root: Path) -> None:
    written = yaml.load((root / "data" / "texts.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    there = {(key, isinstance(value, dict)) for key, value in written.items()}
    assert sorted(uses() - there) == [], "missing"
    assert sorted(there - uses()) == [], "unused"
    assert len(there) > 200
