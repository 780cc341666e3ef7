"""How records of different events compare, seen in pairs that are weeks apart."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from uncounted.link.datasets.features import ACTOR_LEVELS, DEATH_LEVELS, TYPE_LEVELS, Features
from uncounted.link.datasets.meetings import Floats, Ints, Pairs

PRIOR = 25.0  # how many pairs what is assumed at the start is worth
_NEIGHBOURS = 10.0  # how many chance pairs a record needs before its own surroundings count for half
_SHRINK = 5.0  # how many pairs a pair of labels needs before its own ratio counts for half


class Chance:
    """How records of different events compare, around each record: pairs that are weeks apart, each record alike."""

    _SIZES: ClassVar[dict[str, int]] = {
        "type": len(TYPE_LEVELS), "actor": len(ACTOR_LEVELS), "deaths": len(DEATH_LEVELS)
    }  # fmt: skip

    def __init__(self, pairs: Pairs, features: Features, n: int) -> None:
        self._features = features
        partners = np.bincount(pairs.a, minlength=n) + np.bincount(pairs.b, minlength=n)
        # A busy town has many pairs: each record counts once.
        self._weight = 0.5 / partners[pairs.a] + 0.5 / partners[pairs.b] if len(pairs) else np.zeros(0)
        self.shares: dict[str, Floats] = {}
        self._around: dict[str, Floats] = {}
        for name, size in self._SIZES.items():
            found = getattr(features, name)
            whole = levels(found, self._weight, np.full(size - 1, 1 / (size - 1)), float(size))
            counts = np.zeros((n, size))
            np.add.at(counts, (pairs.a, found), 1.0)
            np.add.at(counts, (pairs.b, found), 1.0)
            counts = counts[:, :-1]
            total = counts.sum(axis=1, keepdims=True)
            around = (counts + _NEIGHBOURS * whole[:-1]) / (total + _NEIGHBOURS)
            self.shares[name] = whole
            self._around[name] = np.hstack([np.log(around), np.zeros((n, 1))])

    def of(self, name: str, found: Ints, a: Ints, b: Ints) -> Floats:
        """Log of how often levels are met by chance around both records; 0 for "unknown"."""
        around = self._around[name]
        met: Floats = 0.5 * around[a, found] + 0.5 * around[b, found]
        return met

    def labels(self, level: str, label: str, seen: Features, p: Floats, n: int) -> Floats:
        """Log ratios of pairs of labels within their levels: matches met over those expected by chance, shrunk."""
        met = np.bincount(getattr(seen, label), weights=p, minlength=n)
        by_chance = np.bincount(getattr(self._features, label), weights=self._weight, minlength=n)
        of = np.zeros(n, dtype=np.int64)
        for features in (self._features, seen):
            of[getattr(features, label)] = getattr(features, level)
        size = self._SIZES[level]
        matched = np.bincount(of, weights=met, minlength=size)
        chances = np.maximum(np.bincount(of, weights=by_chance, minlength=size), 1e-9)
        expected = by_chance / chances[of] * matched[of]
        found: Floats = np.log((met + _SHRINK) / (expected + _SHRINK))
        return found


def levels(found: Ints, p: Floats, prior: Floats, strength: float = PRIOR) -> Floats:
    """Shares of the levels among pairs that tell; the last level is "unknown" and gets 1."""
    counts = strength * prior + np.bincount(found, weights=p, minlength=len(prior) + 1)[: len(prior)]
    return np.append(counts / counts.sum(), 1.0)
