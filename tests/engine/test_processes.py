"""Work that several processes share."""

from __future__ import annotations

import os
import signal
from collections.abc import Sequence

import pytest

from chronicle.processes import FEW, in_processes

ITEMS = [str(number) for number in range(5 * FEW)]


@pytest.fixture(autouse=True)
def _three_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2}, raising=False)


def share(items: Sequence[str]) -> tuple[int, list[str]]:
    return os.getpid(), list(items)


def test_each_item_is_done_once_by_one_of_them() -> None:
    results = in_processes(share, ITEMS)()
    assert sorted((one for _, done in results for one in done), key=int) == ITEMS
    assert len({process for process, _ in results} - {os.getpid()}) == 3


def test_few_items_are_done_here() -> None:
    assert in_processes(share, ITEMS[: FEW - 1])() == [(os.getpid(), ITEMS[: FEW - 1])]


def test_a_single_processor_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert in_processes(share, ITEMS)() == [(os.getpid(), ITEMS)]


def test_what_one_raises_is_raised() -> None:
    def fails(items: Sequence[str]) -> None:
        if ITEMS[0] in items:
            raise OSError(28, "No space left on device", "a.html")

    with pytest.raises(OSError, match="No space") as raised:
        in_processes(fails, ITEMS)()
    assert raised.value.filename == "a.html"


def test_one_that_is_killed_is_noticed() -> None:
    def dies(items: Sequence[str]) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(RuntimeError, match="was ended"):
        in_processes(dies, ITEMS)()
