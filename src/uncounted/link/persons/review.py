"""The clerical-review sampler: the fewest pairs whose label matters most to the overlap table.

A pair's worth is the variance that its label would take away, p(1 - p) for a share p of draws that link it, times how
much the label moves the table: the sum, over the cells that it changes, of the inverse square of their counts (one
victim more matters in a cell of ten, not in one of ten thousand; estimators work with the logarithms of the cells).
Pairs are taken greedily (Krause and Guestrin 2007, on sensors): where a label settles others (if a record is
this one, it is no other of a list that holds nobody twice) these keep only the variance that would be left.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from uncounted.model.person import Evidence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from uncounted.link.persons.lists import Linkage

ENOUGH = 0.9  # of the doubt that labels could take away
UNSURE = (0.01, 0.99)


@dataclass(frozen=True)
class ReviewPair:
    """A pair to look at, by positions over all lists in order.

    ``drawn`` is the share of draws that link the two, ``linked`` whether the best clustering does; ``worth`` the share
    of the settled doubt that this label takes away, ``settled`` what it and the labels before it do together, both of
    all doubt. ``evidence`` is what agrees and what does not, with weights; ``rivals`` how many other unsure pairs hang
    on it; ``before`` and ``after`` the capture histories that the label would exchange.
    """

    TYPE: ClassVar[str] = "review_pair"

    left: int
    right: int
    drawn: float
    linked: bool
    worth: float
    settled: float
    rivals: int
    before: tuple[str, ...]
    after: tuple[str, ...]
    evidence: tuple[Evidence, ...]


def review_pairs(
    linkage: Linkage, distinct: Sequence[bool], most: int, judged: Collection[tuple[int, int]] = ()
) -> tuple[ReviewPair, ...]:
    """At most ``most`` pairs, the worthiest first, and no more than settle nine tenths of the doubt.

    ``judged`` pairs (smaller position first) are not asked for again.
    """
    import numpy as np

    pairs = linkage.pairs
    unsure = np.flatnonzero((pairs.drawn > UNSURE[0]) & (pairs.drawn < UNSURE[1]))
    asked = [int(k) for k in unsure if (int(pairs.left[k]), int(pairs.right[k])) not in judged]
    if not asked:
        return ()
    sampler = _Sampler(linkage, np.asarray(distinct, dtype=np.bool_), asked)
    return sampler.take(most)


class _Sampler:
    def __init__(self, linkage: Linkage, distinct: NDArray[np.bool_], asked: Sequence[int]) -> None:
        from uncounted.link.persons.tables import masks_of

        self.linkage, self.distinct = linkage, distinct
        self.masks = masks_of(linkage.list_of, linkage.victim)
        self.share = {k: float(linkage.pairs.drawn[k]) for k in asked}
        self.moves = {k: self._move(k) for k in asked}
        self.reach = {k: self._reach(k) for k in asked}
        self.at: dict[int, list[int]] = {}
        for k in asked:
            for record in self._ends(k):
                self.at.setdefault(record, []).append(k)

    def take(self, most: int) -> tuple[ReviewPair, ...]:
        left = dict(self.share)
        doubt = {k: self._doubt(k, p) for k, p in left.items()}
        every = sum(doubt.values())
        heap = [(-value, k) for k, value in doubt.items()]
        heapq.heapify(heap)
        found: list[ReviewPair] = []
        settled = 0.0
        while heap and len(found) < most and settled < ENOUGH * every:
            value, k = heapq.heappop(heap)
            if k not in doubt or -value > doubt[k] + 1e-15:
                if k in doubt:
                    heapq.heappush(heap, (-doubt[k], k))
                continue
            gone, rivals = self._settle(k, left, doubt)
            settled += gone
            found.append(self._pair(k, gone / every, settled / every, rivals))
        return tuple(found)

    def _settle(self, k: int, left: dict[int, float], doubt: dict[int, float]) -> tuple[float, int]:
        """How much doubt the label of ``k`` takes away; its rivals keep what would be left on average."""
        gone = doubt.pop(k)
        p = left.pop(k)
        rivals = 0
        for other in self._rivals(k):
            if other not in doubt:
                continue
            rivals += 1
            apart = min(left[other] / max(1 - p, 1e-6), 1.0)  # its share where k is two persons
            kept = min((1 - p) * self._doubt(other, apart), doubt[other])
            gone += doubt[other] - kept
            doubt[other] = kept
        return gone, rivals

    def _rivals(self, k: int) -> set[int]:
        """Unsure pairs that cannot hold if ``k`` does."""
        one, other = self._ends(k)
        found: set[int] = set()
        for mine, theirs in ((one, other), (other, one)):
            there = int(self.linkage.list_of[theirs])
            if not self.distinct[there]:
                continue
            for near in self.at[mine]:
                far = sum(self._ends(near)) - mine
                if near != k and int(self.linkage.list_of[far]) == there:
                    found.add(near)
        return found

    def _doubt(self, k: int, p: float) -> float:
        return p * (1 - p) * self.reach[k]

    def _ends(self, k: int) -> tuple[int, int]:
        return int(self.linkage.pairs.left[k]), int(self.linkage.pairs.right[k])

    def _move(self, k: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The histories as they are, and as they would be if the best clustering were wrong about this pair."""
        one, other = self._ends(k)
        a, b = int(self.linkage.victim[one]), int(self.linkage.victim[other])
        first, second = int(self.masks[a]), int(self.masks[b])
        if a != b:
            return self._words(first, second), self._words(first | second)
        bit = 1 << int(self.linkage.list_of[other])
        rest = first & ~bit if self.distinct[int(self.linkage.list_of[other])] and first != bit else first
        return self._words(first), self._words(rest, bit)

    def _words(self, *masks: int) -> tuple[str, ...]:
        width = len(self.linkage.lists)
        return tuple("".join("1" if mask >> i & 1 else "0" for i in range(width)) for mask in masks)

    def _reach(self, k: int) -> float:
        before, after = self.moves[k]
        return float(sum((1 / max(self.linkage.overlap.cells.get(cell, 0), 1)) ** 2 for cell in (*before, *after)))

    def _pair(self, k: int, worth: float, settled: float, rivals: int) -> ReviewPair:
        linkage = self.linkage
        one, other = self._ends(k)
        before, after = self.moves[k]
        linked = bool(linkage.victim[one] == linkage.victim[other])
        return ReviewPair(
            one, other, self.share[k], linked, worth, settled, rivals, before, after, evidence_of(linkage, k)
        )


def evidence_of(linkage: Linkage, k: int) -> tuple[Evidence, ...]:
    """What was compared in pair ``k`` and how far it agrees, the weightiest first; silent comparisons are left out."""
    found = []
    for number, comparison in enumerate(linkage.comparisons):
        level = int(linkage.pairs.levels[k, number])
        if level >= 0:
            found.append(Evidence(comparison.name, comparison.levels[level], comparison.bits[level]))
    return tuple(sorted(found, key=lambda each: -abs(each.bits)))
