"""Work that several processes share."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Sequence
from multiprocessing import active_children
from typing import Any

import pytest

from chronicle.processes import FEW, in_processes

ITEMS = [str(number) for number in range(5 * FEW)]


@pytest.fixture(autouse=True)
def _three_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)


def share(items: Sequence[str]) -> tuple[int, list[str]]:
    return os.getpid(), list(items)


def done(work: Callable[[Sequence[str]], Any], items: Sequence[str]) -> list[Any]:
    with in_processes(work, items) as results:
        return results()


def test_each_item_is_done_once_by_one_of_them() -> None:
    results = done(share, ITEMS)
    assert sorted((one for _, done in results for one in done), key=int) == ITEMS
    assert len({process for process, _ in results} - {os.getpid()}) == 3


def test_few_items_are_done_here() -> None:
    assert done(share, ITEMS[: FEW - 1]) == [(os.getpid(), ITEMS[: FEW - 1])]


def test_a_single_processor_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert done(share, ITEMS) == [(os.getpid(), ITEMS)]


def test_what_one_raises_is_raised() -> None:
    def fails(items: Sequence[str]) -> None:
        if ITEMS[0] in items:
            raise OSError(28, "No space left on device", "a.html")

    with pytest.raises(OSError, match="No space") as raised:
        done(fails, ITEMS)
    assert raised.value.filename == "a.html"


def test_one_that_is_killed_is_noticed() -> None:
    def dies(items: Sequence[str]) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(RuntimeError, match="was ended"):
        done(dies, ITEMS)


def test_they_end_if_the_rest_fails() -> None:
    def slow(items: Sequence[str]) -> None:
        time.sleep(600)

    with pytest.raises(OSError), in_processes(slow, ITEMS):
        raise OSError
    assert active_children() == []
