from __future__ import annotations

import time

import numpy as np

from uncounted.link.persons.cluster import greedy


def _link(
    count: int,
    pairs: list[tuple[int, int, float]],
    lists: list[int],
    distinct: list[bool],
    apart: list[int] | None = None,
) -> list[int]:
    left, right, score = (np.asarray(column) for column in zip(*pairs, strict=True))
    forbidden = (np.asarray([apart[0]], np.int32), np.asarray([apart[1]], np.int32)) if apart else None
    found = greedy(
        count, left.astype(np.int32), right.astype(np.int32), score.astype(float), np.asarray(lists, np.int32),
        np.asarray(distinct), forbidden,
    )  # fmt: skip
    return found.tolist()


def test_one_record_of_a_list_that_holds_nobody_twice() -> None:
    pairs = [(0, 1, 0.9), (0, 2, 0.8)]
    assert _link(3, pairs, [0, 1, 1], [True, True]) == [0, 0, 1]
    assert _link(3, pairs, [0, 1, 1], [True, False]) == [0, 0, 0]


def test_no_chain_hangs_on_a_weak_link() -> None:
    square = [(0, 1, 0.9), (2, 3, 0.9), (1, 2, 0.6)]
    assert _link(4, square, [0, 0, 0, 0], [False]) == [0, 0, 1, 1]


def test_pairs_kept_apart_never_meet_through_a_third() -> None:
    assert _link(3, [(0, 2, 0.9), (1, 2, 0.8)], [0, 1, 2], [True] * 3, [0, 1]) == [0, 1, 0]


def test_a_million_pairs_take_less_than_five_seconds() -> None:
    chance = np.random.default_rng(1)
    count = 400_000
    left = chance.integers(0, count - 1, 1_000_000).astype(np.int32)
    right = np.minimum(left + chance.integers(1, 5, len(left)), count - 1).astype(np.int32)
    kept = left != right
    lists = (np.arange(count) % 5).astype(np.int32)
    _link(2, [(0, 1, 0.9)], [0, 1], [True, True])
    started = time.process_time()
    greedy(count, left[kept], right[kept], chance.random(int(kept.sum())), lists, np.ones(5, dtype=bool))
    assert time.process_time() - started < 5
