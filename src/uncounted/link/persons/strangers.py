"""How often two records drawn at random have each level of a comparison: the u of the Fellegi-Sunter model."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from uncounted.link.persons.coded import Coded, Program
from uncounted.link.persons.comparisons import Compare
from uncounted.link.persons.kernel import compare_pairs
from uncounted.link.persons.lists import LinkSettings

if TYPE_CHECKING:
    from numpy.typing import NDArray

RANDOM_PAIRS = 1_000_000
T = TypeVar("T")
R = TypeVar("R")


def strangers(
    coded: Coded, program: Program, comparisons: Sequence[Compare], settings: LinkSettings
) -> tuple[tuple[float, ...], ...]:
    """For each comparison the shares of its levels, from 0 up, silent pairs aside; of all pairs where they are few."""
    left, right = _pairs(len(coded.codes), settings.seed)
    levels = np.empty((len(left), len(comparisons)), dtype=np.int8)

    def work(piece: NDArray[np.int64]) -> None:
        if len(piece):
            part = slice(piece[0], piece[-1] + 1)
            compare_pairs(left[part], right[part], coded, program, levels[part])

    list(spread(work, np.array_split(np.arange(len(left)), 4 * settings.threads), settings.threads))
    shares = []
    for c, each in enumerate(comparisons):
        counts = np.bincount(levels[levels[:, c] >= 0, c], minlength=len(each.levels) + 1)
        shares.append(tuple((counts / max(counts.sum(), 1)).tolist()))
    return tuple(shares)


def _pairs(count: int, seed: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    if count * (count - 1) // 2 <= RANDOM_PAIRS:
        left, right = np.triu_indices(count, 1)
        return left.astype(np.int32), right.astype(np.int32)
    chance = np.random.default_rng(seed)
    one, gap = chance.integers(0, count, RANDOM_PAIRS), chance.integers(1, count, RANDOM_PAIRS)
    other = (one + gap) % count
    return np.minimum(one, other).astype(np.int32), np.maximum(one, other).astype(np.int32)


def spread(work: Callable[[T], R], tasks: Iterable[T], threads: int) -> Iterator[R]:
    """The answers, in order; about as many tasks are under way as there are threads, so that few wait in memory."""
    with ThreadPoolExecutor(threads) as pool:
        waiting = []
        for task in tasks:
            waiting.append(pool.submit(work, task))
            if len(waiting) > 2 * threads:
                yield waiting.pop(0).result()
        for each in waiting:
            yield each.result()
