"""What an earlier check read: used if it is whole and our own, and never in the way."""

from __future__ import annotations

import hashlib
import os
import pickle
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from support import WORLD

from chronicle import remembered
from chronicle.files.loader import load_records
from chronicle.remembered import _Rounds, cache_file, read_store, recall, recall_all, write_store


@pytest.fixture(autouse=True)
def nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Begins, and lets a test begin again, as a new process does."""

    def begin() -> None:
        monkeypatch.setattr(remembered, "_rounds", _Rounds())

    begin()
    return begin


@pytest.fixture
def store(tmp_path: Path, nothing_remembered: Callable[[], None]) -> Path:
    """A store of what is read in the invented world, and a process that has read nothing."""
    file = tmp_path / "cache" / "store"
    load_records(WORLD)
    assert write_store(file) == ""
    nothing_remembered()
    return file


def packed(store: Path, content: bytes) -> None:
    """Puts other content into a store, with the digests that it needs."""
    makers = store.read_bytes()[:32]
    store.write_bytes(makers + hashlib.sha256(content).digest() + content)


def test_the_next_process_reads_no_file_again(store: Path) -> None:
    assert read_store(store) == ""
    store.unlink()
    found = load_records(WORLD)
    assert write_store(store) == "" and not store.exists(), "nothing of it is new"
    assert found.source and found.problems == []


def test_what_is_new_is_stored_and_what_is_of_no_use_is_not(store: Path) -> None:
    before = store.stat().st_size
    read_store(store)
    load_records(WORLD)
    assert recall(len, "a text" * 1000) == 6000
    assert write_store(store) == "" and store.stat().st_size > before + 5000
    load_records(WORLD)
    assert recall(len, "another") == 7
    assert write_store(store) == "" and store.stat().st_size < before + 1000


def test_a_store_of_other_code_is_passed_over(store: Path) -> None:
    store.write_bytes(b"x" * 32 + store.read_bytes()[32:])
    assert read_store(store) == ""
    load_records(WORLD)
    assert remembered._rounds.new, "all was read"


def test_a_store_names_the_code_that_made_it(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And not what has come in its place on the disk meanwhile."""
    read_store(store)
    before = store.read_bytes()[:32]
    monkeypatch.setattr(remembered, "MAKERS", ())
    recall(len, "something new")
    assert write_store(store) == "" and store.read_bytes()[:32] == before


@pytest.mark.parametrize("at", [32, 40, 64, 70, -1])
def test_a_damaged_store_is_named_and_left_alone(store: Path, at: int) -> None:
    content = bytearray(store.read_bytes())
    content[at] ^= 1
    store.write_bytes(content)
    assert read_store(store) == "it is damaged"
    assert load_records(WORLD).problems == []


@pytest.mark.parametrize("named", [subprocess.call, pytest.fail, Path, os.system, exec])
def test_a_foreign_store_can_call_nothing(store: Path, named: Callable[..., object]) -> None:
    packed(store, pickle.dumps(named))
    assert read_store(store).startswith("it names ")


@pytest.mark.parametrize("name", [b"os", b"Path", b"hashlib.sha256", b"Any", b"nothing"])
def test_a_store_names_nothing_through_our_modules(store: Path, name: bytes) -> None:
    module, get = b"\x8c\x14chronicle.remembered", b"\x93."
    packed(store, b"\x80\x04" + module + b"\x8c" + bytes([len(name)]) + name + get)
    assert read_store(store)
    assert not remembered._rounds.last


def test_a_cut_store_is_damaged(store: Path) -> None:
    packed(store, store.read_bytes()[64:-20])
    assert read_store(store)
    assert load_records(WORLD).problems == []


def test_a_folder_that_cannot_be_written_is_named(store: Path) -> None:
    load_records(WORLD)
    (store.parent / "file").touch()
    assert write_store(store.parent / "file" / "store") == "File exists"
    assert [path.name for path in store.parent.iterdir()] == ["file", "store"]


def no_home() -> Path:
    raise RuntimeError("no home is known")


def test_where_it_is(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_file(WORLD, "pickle") is None, "the tests turn it off"
    monkeypatch.delenv("CHRONICLE_CACHE")
    found = cache_file(WORLD, "pickle")
    assert found and found.parent == tmp_path / "chronicle"
    assert found != cache_file(tmp_path, "pickle")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", no_home)
    assert cache_file(WORLD, "pickle") is None


def test_all_that_is_found_is_remembered() -> None:
    assert recall_all(iter, (1, 2)) == (1, 2)  # type: ignore[arg-type]
    assert recall_all(iter, (1, 2)) is recall_all(iter, (1, 2))  # type: ignore[arg-type]
