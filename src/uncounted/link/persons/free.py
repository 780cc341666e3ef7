"""Who is still free: how many pairs may match, and for how many of them each known non-match stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEADY = 1e5  # pairs of the usual rate, mixed in where few records have the same columns filled
SUREST = 0.999


@dataclass(frozen=True)
class Partners:
    """For each record and list: the record there that was found to be the same person (-1: none), and how surely.

    Lists that may hold somebody twice have none: a copy found there does not rule out another.
    """

    who: NDArray[np.int32]
    sure: NDArray[np.float64]

    @classmethod
    def none(cls, records: int, lists: int) -> Partners:
        """Nobody found yet."""
        return cls(np.full((records, lists), -1, dtype=np.int32), np.zeros((records, lists)))

    @classmethod
    def of(
        cls,
        left: NDArray[np.int32],
        right: NDArray[np.int32],
        sure: NDArray[np.float64],
        list_of: NDArray[np.int32],
        distinct: NDArray[np.bool_],
    ) -> Partners:
        """From linked pairs and their probabilities."""
        found = cls.none(len(list_of), len(distinct))
        for one, other in ((left, right), (right, left)):
            use = distinct[list_of[other]]
            found.who[one[use], list_of[other[use]]] = other[use]
            found.sure[one[use], list_of[other[use]]] = np.minimum(sure[use], SUREST)
        return found

    def taken(
        self, left: NDArray[np.int32], right: NDArray[np.int32], list_of: NDArray[np.int32]
    ) -> NDArray[np.float64]:
        """For each pair the probability that either record has its copy in the other's list elsewhere."""
        free = np.ones(len(left))
        for one, other in ((left, right), (right, left)):
            there = list_of[other]
            elsewhere = (self.who[one, there] != other) & (self.who[one, there] >= 0)
            free *= 1 - np.where(elsewhere, self.sure[one, there], 0.0)
        return 1 - free


@dataclass(frozen=True)
class Pool:
    """Pairs by the columns that their records fill (``kind`` of a record): ``free`` ones that do not match, and
    ``known`` non-matches; ``by_lists`` free ones by pair of lists.
    """

    kinds: int
    free: NDArray[np.float64]
    known: NDArray[np.float64]
    by_lists: NDArray[np.float64]

    def rate(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.float64]:
        """For how many free pairs a known non-match of two kinds stands."""
        usual = self.free.sum() / max(self.known.sum(), 1.0)
        ratio = (self.free + STEADY * usual) / (self.known + STEADY)
        return np.asarray(ratio[np.minimum(one, other), np.maximum(one, other)])


def pool(partners: Partners, list_of: NDArray[np.int32], distinct: NDArray[np.bool_], kind: NDArray[np.int64]) -> Pool:
    """Counts all pairs of records, compared or not."""
    lists, kinds = len(distinct), int(kind.max(initial=0)) + 1
    free, known = np.zeros((kinds, kinds)), np.zeros((kinds, kinds))
    by_lists = np.zeros((lists, lists))
    sizes = [np.bincount(kind[list_of == a], minlength=kinds).astype(np.float64) for a in range(lists)]
    for a in range(lists):
        inside = (np.outer(sizes[a], sizes[a]) - np.diag(sizes[a])) / 2
        target = known if distinct[a] else free
        target += inside
        if not distinct[a]:
            by_lists[a, a] = inside.sum()
        for b in range(a + 1, lists):
            mine, theirs = list_of == a, list_of == b
            lone = np.bincount(kind[mine], weights=1 - partners.sure[mine, b], minlength=kinds)
            others = np.bincount(kind[theirs], weights=1 - partners.sure[theirs, a], minlength=kinds)
            still = np.outer(lone, others)
            free += still
            known += np.outer(sizes[a], sizes[b]) - still
            by_lists[a, b] = by_lists[b, a] = max(still.sum(), 1.0)
    return Pool(kinds, _folded(free), _folded(known), by_lists)


def _folded(square: NDArray[np.float64]) -> NDArray[np.float64]:
    """Both orders of two kinds in the upper triangle."""
    return np.asarray(np.triu(square) + np.tril(square, -1).T)
