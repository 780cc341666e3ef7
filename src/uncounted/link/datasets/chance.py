"""How records of other events compare with each record: seen in pairs that are weeks apart."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from uncounted.link.datasets.features import ACTOR_LEVELS, DEATH_LEVELS, TYPE_LEVELS, Features
from uncounted.link.datasets.meetings import Floats, Ints, Pairs

SIZES = {"type": len(TYPE_LEVELS), "actor": len(ACTOR_LEVELS), "deaths": len(DEATH_LEVELS)}
_NEIGHBOURS = 10.0  # how many chance pairs a record needs before its own surroundings count for half
_SHRINK = 15.0  # how many pairs a pair of labels needs before its own ratio counts for half


class Chance:
    """Shares of the levels around each record, shrunk to those of records of its class; each record counts once.

    ``classes[feature][i]`` is what record ``i`` itself says: levels depend on it. The last level, "unknown", has 1.
    """

    def __init__(self, pairs: Pairs, features: Features, classes: Mapping[str, Ints]) -> None:
        n = len(next(iter(classes.values())))
        self._features = features
        partners = np.bincount(pairs.a, minlength=n) + np.bincount(pairs.b, minlength=n)
        # A busy town has many pairs: each record counts once.
        self._weight = 0.5 / partners[pairs.a] + 0.5 / partners[pairs.b] if len(pairs) else np.zeros(0)
        self._around = {
            name: _around(pairs, getattr(features, name), classes[name], size) for name, size in SIZES.items()
        }

    def of(self, name: str, levels: Ints, own: Ints) -> Floats:
        """How often the levels are met by chance around the records ``own``; 1 for "unknown"."""
        found: Floats = self._around[name][own, levels]
        return found

    def labels(self, level: str, label: str, seen: Features, p: Floats, n: int) -> Floats:
        """Log ratios of pairs of labels within their levels: matches met over those expected by chance, shrunk."""
        met = np.bincount(getattr(seen, label), weights=p, minlength=n)
        by_chance = np.bincount(getattr(self._features, label), weights=self._weight, minlength=n)
        of = np.zeros(n, dtype=np.int64)
        for features in (self._features, seen):
            of[getattr(features, label)] = getattr(features, level)
        size = SIZES[level]
        matched = np.bincount(of, weights=met, minlength=size)
        chances = np.maximum(np.bincount(of, weights=by_chance, minlength=size), 1e-9)
        expected = by_chance / chances[of] * matched[of]
        found: Floats = np.log((met + _SHRINK) / (expected + _SHRINK))
        return found


def _around(pairs: Pairs, levels: Ints, classes: Ints, size: int) -> Floats:
    counts = np.zeros((len(classes), size))
    np.add.at(counts, (pairs.a, levels), 1.0)
    np.add.at(counts, (pairs.b, levels), 1.0)
    counts = counts[:, :-1]
    total = counts.sum(axis=1, keepdims=True)
    shares = counts / np.maximum(1.0, total)
    whole = np.empty_like(shares)
    for kind in np.unique(classes):
        mine = classes == kind
        told = shares[mine].sum(axis=0) + 1.0 / (size - 1)
        whole[mine] = told / told.sum()
    found = (counts + _NEIGHBOURS * whole) / (total + _NEIGHBOURS)
    return np.hstack([found, np.ones((len(classes), 1))])
