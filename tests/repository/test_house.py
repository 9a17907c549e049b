"""How the engine is built: arrows between its rooms go down, names mean one thing, files are short.

The rooms are the packages of hooks/chronicle, with the few modules next to them.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from support import ROOT

from chronicle.validation.rules import RULES

PACKAGE = ROOT / "hooks" / "chronicle"
FLOORS = (
    {"problems", "processes", "remembered"},
    {"text"},
    {"model"},
    {"files"},
    {"domain"},
    {"validation", "views", "exports"},
    {"rendering", "search"},
    {"site"},
    {"__main__"},
)
"""The rooms from the ground up. A room uses itself and those below; rooms on one floor do not use
each other."""
OPENS_FILES = {
    "files.allowed_files",
    "files.loader",
    "remembered",  # its own store
    "rendering.references",  # a file of references for Pandoc
    "site",  # the files that `make dist` wrote
    "validation.rules",  # the lines that the page of rules shows
}
MAX_LINES = 350
MAX_COLUMNS = 100
TESTS_OF_NO_ROOM = {"browser", "engine", "publish", "repository", "stage", "takeaway", "tools"}


@dataclass(frozen=True, slots=True)
class Module:
    """A module of the engine: its dotted name within the package, its path and its text."""

    name: str
    path: Path
    text: str
    tree: ast.Module

    @property
    def room(self) -> str:
        return self.name.split(".")[0]


@cache
def modules() -> dict[str, Module]:
    """Every module of the package by its name, such as text.dates; a package by that of its
    folder."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        if name:  # not the package itself
            text = path.read_text(encoding="utf-8")
            found[name] = Module(name, path, text, ast.parse(text))
    return found


def imports(module: Module, tree: ast.AST | None = None) -> Iterator[tuple[str, int]]:
    """What a module imports from the package, by name, with the line."""
    here = module.name.split(".")
    folder = here if module.path.name == "__init__.py" else here[:-1]
    for node in ast.walk(tree or module.tree):
        if isinstance(node, ast.ImportFrom) and node.level:
            start = folder[: len(folder) - node.level + 1]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("chronicle"):
            start = []
        else:
            continue
        named = [*start, *(node.module or "").removeprefix("chronicle").strip(".").split(".")]
        base = ".".join(filter(None, named))
        for alias in node.names:
            inner = f"{base}.{alias.name}".strip(".")
            yield (inner if inner in modules() else base), node.lineno


def floor(room: str) -> int:
    """On which floor a room is, from 0."""
    return next((number for number, rooms in enumerate(FLOORS) if room in rooms), -1)


def test_every_room_is_on_a_floor() -> None:
    assert {module.room for module in modules().values() if floor(module.room) < 0} == set()


def test_imports_go_down() -> None:
    wrong = [
        f"{module.name}:{line} uses {other}"
        for module in modules().values()
        for other, line in imports(module)
        if (room := other.split(".")[0]) != module.room and floor(room) >= floor(module.room)
    ]
    assert wrong == []


def test_imports_of_modules_form_no_circle() -> None:
    following = {
        name: {other for other, _ in imports(module)} - {name} for name, module in modules().items()
    }
    while ends := [name for name, others in following.items() if not others & following.keys()]:
        for name in ends:
            del following[name]
    assert following == {}


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function, also within classes and functions."""
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node


def test_an_import_in_a_function_gives_its_reason() -> None:
    """For a library that is heavy and not always needed; never for a module of ours."""
    without_reason, ours = set(), set()
    for module in modules().values():
        lines = module.text.splitlines()
        for function in functions(module.tree):
            ours |= {f"{module.name}:{line}" for _, line in imports(module, function)}
            for node in ast.walk(function):
                if isinstance(node, (ast.Import, ast.ImportFrom)):
                    before, same = lines[node.lineno - 2].strip(), lines[node.lineno - 1]
                    if not before.startswith("#") and "  # " not in same:
                        without_reason.add(f"{module.name}:{node.lineno}")
    assert (without_reason, ours) == (set(), set())


def public_names(module: Module) -> Iterator[str]:
    """The public names that a module defines at its top level."""
    for node in module.tree.body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            names = [node.name]
        elif isinstance(node, ast.Assign):
            names = [one.id for target in node.targets for one in _targets(target)]
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            names = [node.target.id]
        else:
            continue
        yield from (name for name in names if not name.startswith("_"))


def _targets(target: ast.expr) -> Iterator[ast.Name]:
    return (node for node in ast.walk(target) if isinstance(node, ast.Name))


def test_a_public_name_is_defined_in_one_module() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for module in modules().values():
        for name in public_names(module):
            owners[name].add(module.name)
    assert {name: sorted(where) for name, where in owners.items() if len(where) > 1} == {}


def test_every_module_class_and_public_function_is_described() -> None:
    missing = []
    for module in modules().values():
        if not ast.get_docstring(module.tree):
            missing.append(module.name)
        for node in module.tree.body:
            named = isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
            if named and not node.name.startswith("_") and not ast.get_docstring(node):
                missing.append(f"{module.name}.{node.name}")
    short = {f"{module.name}.{name}" for module in modules().values() for name in _short(module)}
    assert [name for name in missing if name not in short] == []


def _short(module: Module) -> Iterator[str]:
    """Functions whose name and one line say everything."""
    for function in functions(module.tree):
        if len(function.body) == 1 and function.end_lineno == function.body[0].end_lineno:
            yield function.name


def test_modules_are_short() -> None:
    long = {module.name: module.text.count("\n") for module in modules().values()}
    assert {name: count for name, count in long.items() if count > MAX_LINES} == {}


def test_lines_fit_the_screen() -> None:
    paths = [*PACKAGE.rglob("*.py"), ROOT / "hooks" / "publish.py"]
    assert [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted(paths)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > MAX_COLUMNS
    ] == []


def test_every_rule_is_listed() -> None:
    """A function of the room of rules that takes a chronicle and gives problems is a rule."""
    written = [
        function.name
        for module in modules().values()
        if module.room == "validation"
        for function in module.tree.body
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_")
        if [ast.unparse(one.annotation or one) for one in _arguments(function)] == ["Chronicle"]
        if ast.unparse(function.returns or function.args) == "Iterator[Problem]"
    ]
    assert len(written) > 40 and sorted(written) == sorted(rule.name for rule in RULES)


def _arguments(function: ast.FunctionDef) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]


@pytest.mark.parametrize("name", ["socket", "urllib.request", "http", "ssl", "requests", "httpx"])
def test_the_engine_has_no_network(name: str) -> None:
    assert [module.name for module in modules().values() if name in libraries(module)] == []


def libraries(module: Module) -> set[str]:
    """The modules from outside the package that a module imports, with the packages around them."""
    named: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            named |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            named |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return named | {name.split(".")[0] for name in named}


def test_the_engine_has_no_clock_and_no_chance() -> None:
    """The same input gives the same bytes."""
    for name in ("time", "random", "secrets", "locale"):
        assert [module.name for module in modules().values() if name in libraries(module)] == []
    asked = re.compile(r"\b(?:today|now|utcnow|uuid1|uuid4|hash)\(")
    assert [module.name for module in modules().values() if asked.search(module.text)] == []


def test_no_pattern_has_a_possessive_group() -> None:
    """Python before 3.11.5, which Debian 12 has, matches `(?:a|b)*+` and `(?>a|b)` wrongly; a
    single `a*+` is right."""
    group = re.compile(r"\)(?:[*+?]|\{[\d,]+\})\+|\(\?>")
    assert [module.name for module in modules().values() if group.search(module.text)] == []


def test_few_modules_touch_files() -> None:
    """Records, prose and pictures are read in one room; only what is asked for is written."""
    touching = {
        *("read_bytes", "read_text", "write_bytes", "write_text", "mkdir", "unlink"),
        *("glob", "rglob", "iterdir", "open"),
    }
    found = {
        module.name
        for module in modules().values()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        if getattr(node.func, "attr", getattr(node.func, "id", "")) in touching
    }
    assert found - OPENS_FILES == set()


def test_tests_mirror_the_rooms() -> None:
    """One folder a room, one file a module; tests of more than one room are in other folders."""
    mirrored = {Path(*name.split(".")) for name in modules()}
    tests = [path.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")]
    strays = [
        str(path)
        for path in tests
        if path.parts[0] not in TESTS_OF_NO_ROOM
        and path.with_name(path.stem.removeprefix("test_")) not in mirrored
    ]
    assert len(tests) > 50 and sorted(strays) == []
