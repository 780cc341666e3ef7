"""Complete-linkage clusters on the sure relation: every two members match, so no chain hangs on one weak link."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Pair = tuple[int, int]


@dataclass
class Bond:
    """Between two clusters: how many pairs of members match, and the strongest score."""

    pairs: int
    best: float


class Clusters:
    """Clusters of ``n`` items, at first one each.

    ``sure`` holds matching pairs with their scores. Items are joined strongest match first, ties by index. An item that
    matches two clusters equally well which cannot be one is joined to neither: nothing says which it is.
    """

    def __init__(self, n: int, sure: Iterable[tuple[float, int, int]], rank: Sequence[str]) -> None:
        self.of = list(range(n))
        self.members: dict[int, list[int]] = {i: [i] for i in range(n)}
        self.bonds: dict[int, dict[int, Bond]] = {i: {} for i in range(n)}
        ordered = sorted(sure, key=lambda each: (-each[0], *sorted((rank[each[1]], rank[each[2]]))))
        for score, i, j in ordered:
            self.bonds[i][j] = Bond(1, score)
            self.bonds[j][i] = Bond(1, score)
        for score, i, j in ordered:
            self._consider(score, self.of[i], self.of[j])

    def _consider(self, score: float, a: int, b: int) -> None:
        if a == b or not self._complete(a, b):
            return
        if not (self._torn(a, b, score) or self._torn(b, a, score)):
            self._merge(a, b)

    def _complete(self, a: int, b: int) -> bool:
        bond = self.bonds[a].get(b)
        return bond is not None and bond.pairs == len(self.members[a]) * len(self.members[b])

    def _torn(self, a: int, b: int, score: float) -> bool:
        """Whether ``a`` matches a third cluster as well as ``b`` which cannot be one with ``b``."""
        return any(
            c != b and bond.best >= score and self._complete(a, c) and not self._complete(b, c)
            for c, bond in self.bonds[a].items()
        )

    def _merge(self, a: int, b: int) -> None:
        if len(self.members[a]) < len(self.members[b]):
            a, b = b, a
        gone = self.members.pop(b)
        self.members[a] += gone
        for i in gone:
            self.of[i] = a
        for c, bond in self.bonds.pop(b).items():
            del self.bonds[c][b]
            if c == a:
                continue
            mine = self.bonds[a].get(c, Bond(0, bond.best))
            merged = Bond(mine.pairs + bond.pairs, max(mine.best, bond.best))
            self.bonds[a][c] = self.bonds[c][a] = merged


def fully_possible(clusters: Clusters, possible: Iterable[Pair], apart: Iterable[Pair]) -> set[Pair]:
    """Pairs of clusters (smaller label first) of which all members possibly match and none are told apart.

    ``possible`` holds every pair of items, once, that matches surely or possibly.
    """
    counted: dict[Pair, int] = {}
    for i, j in possible:
        a, b = sorted((clusters.of[i], clusters.of[j]))
        if a != b:
            counted[a, b] = counted.get((a, b), 0) + 1
    split = {(min(a, b), max(a, b)) for a, b in ((clusters.of[i], clusters.of[j]) for i, j in apart)}
    size = {label: len(members) for label, members in clusters.members.items()}
    return {pair for pair, count in counted.items() if count == size[pair[0]] * size[pair[1]] and pair not in split}
