"""Work shared out to all cores: results in the order of the items, and never more than a window of items in memory."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, TypeVar

from uncounted.model.errors import BadSetting

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

T = TypeVar("T")
R = TypeVar("R")
CHUNK_ITEMS = 16
CHUNK_SIZE = 200_000  # bytes after which a chunk is full
WINDOW_SIZE = 64_000_000  # bytes of items that may wait or be worked on at once
FEW = 32  # items after which other processes are worth their start


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def ordered(
    function: Callable[[T], R], items: Iterable[T], *, jobs: int, size: Callable[[T], int] = lambda _: 1
) -> Generator[R, None, None]:
    """``function`` of every item, in order.

    With ``jobs`` above 1 the first few are done here and the rest by as many processes, a chunk at a time; ``function``
    and the items then have to be picklable, and so do errors, which are raised in their place. ``size`` is about how
    many bytes an item holds. Closing the iterator ends the processes. Raises BadSetting for fewer than one job, and
    where the system has killed a process.
    """
    if jobs < 1:
        raise BadSetting("--jobs takes a number of 1 or more")
    rest = iter(items)
    yield from map(function, rest if jobs == 1 else islice(rest, FEW))
    if jobs == 1:
        return
    following = next(rest, None)
    if following is not None:
        yield from _pooled(function, chain([following], rest), jobs, size)


def _pooled(function: Callable[[T], R], items: Iterator[T], jobs: int, size: Callable[[T], int]) -> Iterator[R]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    # A fresh interpreter for each: safe beside threads and open databases, and the same on every system.
    pool = ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)
    waiting: deque[tuple[Future[list[R]], int]] = deque()
    held = 0
    try:
        for chunk, n in _chunks(items, size):
            while waiting and (len(waiting) >= 3 * jobs or held + n > WINDOW_SIZE):
                held -= waiting[0][1]
                yield from waiting.popleft()[0].result()
            waiting.append((_submit(pool, function, chunk), n))
            held += n
            while waiting and waiting[0][0].done():
                held -= waiting[0][1]
                yield from waiting.popleft()[0].result()
        while waiting:
            yield from waiting.popleft()[0].result()
    except BrokenProcessPool:
        raise BadSetting("the system ended a reading process, perhaps for want of memory; try fewer --jobs") from None
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, function: Callable[[T], R], chunk: list[T]) -> Future[list[R]]:
    """Hand a chunk over. A process that starts for it ignores Ctrl-C from its first moment: this one answers it."""
    if threading.current_thread() is not threading.main_thread():
        return pool.submit(_each, function, chunk)
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        return pool.submit(_each, function, chunk)
    finally:
        signal.signal(signal.SIGINT, before)


def _chunks(items: Iterator[T], size: Callable[[T], int]) -> Iterator[tuple[list[T], int]]:
    chunk: list[T] = []
    total = 0
    for item in items:
        chunk.append(item)
        total += size(item)
        if len(chunk) >= CHUNK_ITEMS or total >= CHUNK_SIZE:
            yield chunk, total
            chunk, total = [], 0
    if chunk:
        yield chunk, total


def _each(function: Callable[[T], R], chunk: Sequence[T]) -> list[R]:
    return [function(item) for item in chunk]


def _begin() -> None:
    """What a process does first: leave Ctrl-C to the one that started it, and end when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
