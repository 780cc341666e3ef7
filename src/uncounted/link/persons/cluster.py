"""Pairs to clusters: the surest links first, at most one record per list where a list holds nobody twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from uncounted.link.persons.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Neighbours:
    """The pairs from the side of each record: those of record i are ``start[i]`` to ``start[i + 1]``."""

    start: NDArray[np.int64]
    other: NDArray[np.int32]
    pair: NDArray[np.int64]


def neighbours(count: int, left: NDArray[np.int32], right: NDArray[np.int32]) -> Neighbours:
    """The pairs sorted by record, each from both sides."""
    both = np.concatenate([left, right])
    order = np.argsort(both, kind="stable")
    start = np.zeros(count + 1, dtype=np.int64)
    np.cumsum(np.bincount(both, minlength=count), out=start[1:])
    pair = np.concatenate([np.arange(len(left)), np.arange(len(left))])[order]
    return Neighbours(start, np.concatenate([right, left])[order].astype(np.int32), pair)


def greedy(
    count: int,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    score: NDArray[np.float64],
    list_of: NDArray[np.int32],
    distinct: NDArray[np.bool_],
    apart: tuple[NDArray[np.int32], NDArray[np.int32]] | None = None,
) -> NDArray[np.int32]:
    """Cluster numbers of ``count`` records, from 0 in order of first records.

    The pairs (those worth linking) are taken from the highest ``score`` down, ties by position; each joins the clusters
    of its two records unless both hold a record of one list that is ``distinct``, or fewer than half of the pairs of
    their members are worth linking: no chain hangs on one weak link. ``apart`` are pairs never to end in one. Time:
    sorting, then near linear.
    """
    order = np.lexsort((right, left, -score))
    one, other = apart or (left[:0], right[:0])
    near = neighbours(count, np.concatenate([left, one]), np.concatenate([right, other]))
    barred = near.pair >= len(left)
    roots = _roots(count, left[order], right[order], near.start, near.other, barred, list_of.astype(np.int32), distinct)
    _, first, label = np.unique(roots, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int32)
    rank[np.argsort(first)] = np.arange(len(first))
    return np.asarray(rank[label])


@compiled
def _find(parent: NDArray[np.int32], i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


@compiled
def _roots(
    count: int, left: NDArray[np.int32], right: NDArray[np.int32], start: NDArray[np.int64], other: NDArray[np.int32],
    barred: NDArray[np.bool_], list_of: NDArray[np.int32], distinct: NDArray[np.bool_],
) -> NDArray[np.int32]:  # fmt: skip
    parent = np.arange(count).astype(np.int32)
    following = np.arange(count).astype(np.int32)  # the members of a cluster, in a ring
    size = np.ones(count, dtype=np.int32)
    for k in range(len(left)):
        a, b = _find(parent, left[k]), _find(parent, right[k])
        if a == b:
            continue
        if size[a] < size[b]:
            a, b = b, a
        if _may_join(a, b, parent, following, size, start, other, barred, list_of, distinct):
            parent[b] = a
            size[a] += size[b]
            following[a], following[b] = following[b], following[a]
    roots = np.empty(count, dtype=np.int32)
    for i in range(count):
        roots[i] = _find(parent, i)
    return roots


@compiled
def _may_join(
    a: int, b: int, parent: NDArray[np.int32], following: NDArray[np.int32], size: NDArray[np.int32],
    start: NDArray[np.int64], other: NDArray[np.int32], barred: NDArray[np.bool_], list_of: NDArray[np.int32],
    distinct: NDArray[np.bool_],
) -> bool:  # fmt: skip
    links = 0
    i = b
    while True:
        if distinct[list_of[i]]:
            j = a
            while True:
                if list_of[j] == list_of[i]:
                    return False
                j = following[j]
                if j == a:
                    break
        for at in range(start[i], start[i + 1]):
            if _find(parent, other[at]) == a:
                if barred[at]:
                    return False
                links += 1
        i = following[i]
        if i == b:
            break
    return bool(2 * links >= size[a] * size[b])
