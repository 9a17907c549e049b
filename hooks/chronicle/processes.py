"""Work shared among processes, as many as there are processors."""

import gc
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

Result = TypeVar("Result")
FEW = 24
"""So few items are done sooner than a process is ready."""
AT_ONCE = 8
"""Neighbours are done by one process, since they share what they show."""


@contextmanager
def in_processes(
    work: Callable[[Sequence[str]], Result], items: Sequence[str]
) -> Iterator[Callable[[], list[Result]]]:
    """Begins to work on all items, of which each process gets a share, and gives what waits for the
    results. What `work` returns must be picklable, and what it raises is raised again. Few items
    are all done in this process, and so are all where processes are not copied safely."""
    count = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
    if count < 2 or len(items) < FEW:
        yield lambda: [work(items)]
        return
    blocks = [items[at : at + AT_ONCE] for at in range(0, len(items), AT_ONCE)]
    shares = [[one for block in blocks[first::count] for one in block] for first in range(count)]
    gc.freeze()  # what there is now is not looked through again, nor copied for that
    started = [_start(work, share) for share in shares]
    try:
        yield lambda: [_result(connection) for _, connection in started]
    finally:
        for process, _ in started:
            process.terminate()
            process.join()


def _start(
    work: Callable[[Sequence[str]], Result], share: Sequence[str]
) -> tuple[BaseProcess, Connection]:
    context = get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_run, args=(work, share, sender), daemon=True)
    process.start()
    sender.close()
    return process, receiver


def _run(work: Callable[[Sequence[str]], Result], share: Sequence[str], sender: Connection) -> None:
    try:
        sender.send((work(share), None))
    except BaseException as fault:
        sender.send((None, fault))


def _result(receiver: Connection) -> Any:
    try:
        result, fault = receiver.recv()
    except EOFError:
        raise RuntimeError("a process that made pages was ended") from None
    if fault:
        raise fault
    return result
