"""Records to incidents: at most one record of each dataset, no chains.

A set of records weighs the mean log odds of its pairs, times the links that it needs (its size less one), and pairs
that cannot meet weigh against it: one strong link does not carry in a record that fits nothing else. Sets are built
best link first and then mended by moving and swapping single records while the sum of the weights grows, which makes
two close events of two datasets fall into the best assignment and not into the first.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

APART = -8.0  # the log odds of two records that cannot meet
_PASSES = 8
Odds = Mapping[int, Mapping[int, float]]


def log_odds(a: Iterable[int], b: Iterable[int], total: Iterable[float]) -> dict[int, dict[int, float]]:
    """Record by record the log odds of the records that it can meet; both ways."""
    found: defaultdict[int, dict[int, float]] = defaultdict(dict)
    for i, j, weight in zip(a, b, total, strict=True):
        found[int(i)][int(j)] = found[int(j)][int(i)] = max(APART, float(weight))
    return dict(found)


def assign(n: int, source: Sequence[int], odds: Odds) -> list[list[int]]:
    """The sets of records that are one incident each, sorted by their first record; every record is in one."""
    groups = Groups(n, source, odds)
    groups.build()
    groups.mend()
    return sorted(sorted(members) for members in groups.members.values())


def weight(members: Sequence[int], odds: Odds) -> float:
    """What a set of records weighs: mean log odds of its pairs, times its size less one."""
    k = len(members)
    if k < 2:
        return 0.0
    total = sum(odds.get(i, {}).get(j, APART) for at, i in enumerate(members) for j in members[at + 1 :])
    return total / (k * (k - 1) / 2) * (k - 1)


class Groups:
    """Sets of records, at first one each."""

    def __init__(self, n: int, source: Sequence[int], odds: Odds) -> None:
        self.source = source
        self.odds = odds
        self.of = list(range(n))
        self.members: dict[int, list[int]] = {i: [i] for i in range(n)}

    def build(self) -> None:
        """Join sets while that adds weight, the greatest gain first; ties by the records' order."""
        heap = [(-w, i, j, 1, 1) for i, near in self.odds.items() for j, w in near.items() if i < j and w > 0]
        heapq.heapify(heap)
        while heap:
            _, a, b, size_a, size_b = heapq.heappop(heap)
            current = a in self.members and b in self.members
            if not current or (len(self.members[a]), len(self.members[b])) != (size_a, size_b):
                continue
            joined = self.join(a, b)
            for other in self._near(joined):
                found = self._gain(joined, other)
                if found > 0:
                    heapq.heappush(heap, (-found, joined, other, len(self.members[joined]), len(self.members[other])))

    def mend(self) -> None:
        """Move or swap single records while the weights grow."""
        for _ in range(_PASSES):
            moved = False
            for i in sorted(self.odds):
                moved |= self._improve(i)
            if not moved:
                return

    def join(self, a: int, b: int) -> int:
        """Join two sets; the label of the whole."""
        self.members[a] += self.members.pop(b)
        for i in self.members[a]:
            self.of[i] = a
        return a

    def weigh(self, members: Sequence[int]) -> float:
        """What a set weighs."""
        return weight(members, self.odds)

    def _near(self, label: int) -> set[int]:
        near = {self.of[j] for i in self.members[label] for j, w in self.odds.get(i, {}).items() if w > 0}
        return near - {label}

    def _gain(self, a: int, b: int) -> float:
        mine, theirs = self.members[a], self.members[b]
        if {self.source[i] for i in mine} & {self.source[j] for j in theirs}:
            return -1.0
        return self.weigh(mine + theirs) - self.weigh(mine) - self.weigh(theirs)

    def _improve(self, i: int) -> bool:
        """The best single change for record ``i``: alone, into another set, or in exchange for one of its dataset."""
        home = self.of[i]
        rest = [k for k in self.members[home] if k != i]
        leave = self.weigh(rest) - self.weigh(self.members[home])
        best, into, out = (leave, None, None) if rest else (0.0, None, None)
        for label in sorted({self.of[j] for j, w in self.odds[i].items() if w > 0} - {home}):
            there = self.members[label]
            rival = next((k for k in there if self.source[k] == self.source[i]), None)
            if rival is None:
                gain = leave + self.weigh([*there, i]) - self.weigh(there)
                exchange = None
            else:
                others = [k for k in there if k != rival]
                left = max(self.weigh([*rest, rival]), self.weigh(rest))
                gain = left + self.weigh([*others, i]) - self.weigh(there) - self.weigh(self.members[home])
                exchange = rival
            if gain > best + 1e-9:
                best, into, out = gain, label, exchange
        if best <= 1e-9:
            return False
        self._move(i, into, out, rest)
        return True

    def _move(self, i: int, into: int | None, rival: int | None, rest: list[int]) -> None:
        home = self.of[i]
        self._set(home, rest)
        if into is None:
            self._new([i])
            return
        there = [k for k in self.members[into] if k != rival]
        self._set(into, [*there, i])
        if rival is not None:
            if rest and self.weigh([*rest, rival]) > self.weigh(rest):
                self._set(self.of[rest[0]], [*rest, rival])
            else:
                self._new([rival])

    def _set(self, label: int, members: list[int]) -> None:
        if not members:
            self.members.pop(label, None)
            return
        self.members[label] = members
        for k in members:
            self.of[k] = label

    def _new(self, members: list[int]) -> None:
        label = next(k for k in (members[0], *range(len(self.of), 3 * len(self.of) + 2)) if k not in self.members)
        self._set(label, members)
