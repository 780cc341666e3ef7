"""How records of one event compare in kind, actors and deaths: the hit-miss model (Copas & Hilton 1990).

A dataset either hits (it says what happened, perhaps with the errors that datasets make) or misses (it says what
anything near would have said). So agreement on what is usual around a record proves little there and never speaks
against a match, and no single difference can rule one out. Rates are learnt for each pair of datasets, shrunk to all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from uncounted.link.datasets.chance import SIZES
from uncounted.link.datasets.meetings import Floats, Ints

_STRONG = 25.0  # how many pairs what is assumed at the start is worth
_OWN = 40.0  # how many pairs two datasets need before their own rates count for half
_LEAST = 0.004
# Of hits, by what a record itself says (rows) and how the other compares (columns, the levels of features.py).
_TYPE = ((0.86, 0.12, 0.02), (0.86, 0.07, 0.07), (0.34, 0.33, 0.33))  # violent, not violent, not said
_ACTOR = ((.55, .08, .10, .04, .22, .01), (.01, .01, .01, .05, .57, .35),
          (.2, .1, .2, .2, .2, .1))  # a name, none, not said  # fmt: skip
_DEATHS = ((.12, .12, .12, .12, .13, .13, .13, .13),  # not said
           (0, .62, 0, 0, 0, 0, .25, .13),  # none
           (.50, 0, .20, .04, .05, .02, .19, 0),  # one or two
           (.45, 0, .22, .13, .07, .02, 0, .11),  # three to nine
           (.38, 0, .28, .16, .07, .03, 0, .08))  # more  # fmt: skip
# Of a record that its own dataset has twice: copied, or coded again.
_TWIN_TYPE = ((0.97, 0.02, 0.01),) * 3
_TWIN_ACTOR = (
    (0.93, 0.02, 0.01, 0.01, 0.02, 0.01),
    (0.90, 0.01, 0.01, 0.02, 0.03, 0.03),
    (0.5, 0.1, 0.1, 0.1, 0.1, 0.1),
)
_TWIN_DEATHS = (_DEATHS[0], (0, 0.93, 0, 0, 0, 0, 0.05, 0.02), *((0.78, 0, 0.10, 0.05, 0.02, 0.01, 0.03, 0.01),) * 3)
_TWINS = {"type": _TWIN_TYPE, "actor": _TWIN_ACTOR, "deaths": _TWIN_DEATHS}
_TWIN_HIT = 0.97
_PRIOR = {"type": _TYPE, "actor": _ACTOR, "deaths": _DEATHS}
_HIT = {"type": 0.85, "actor": 0.8, "deaths": 0.85}


class Side(NamedTuple):
    """One side of pairs: the datasets of the record and of the other, the record's class, the pair's level, and how
    often that level is met around the record by chance.
    """

    own: Ints
    other: Ints
    kind: Ints
    level: Ints
    chance: Floats


@dataclass
class Hits:
    """``share[s, t]``: how often dataset ``t`` hits on events of ``s``; ``errors[s, t, class, level]`` of hits."""

    name: str
    share: Floats
    errors: Floats

    @classmethod
    def start(cls, name: str, n_sources: int, *, twins: bool = False) -> Hits:
        """What is assumed before anything is seen; ``twins``: of two records of one event in one dataset."""
        table = _rows(_TWINS[name] if twins else _PRIOR[name])
        errors = np.broadcast_to(table, (n_sources, n_sources, *table.shape)).copy()
        return cls(name, np.full((n_sources, n_sources), _TWIN_HIT if twins else _HIT[name]), errors)

    def log_ratio(self, side: Side) -> Floats:
        """Log of how much likelier the levels are for one event than by chance; 0 for "unknown"."""
        share = self.share[side.own, side.other]
        hit = share * self.errors[side.own, side.other, side.kind, side.level] / side.chance
        found: Floats = np.where(side.level == SIZES[self.name] - 1, 0.0, np.log(1 - share + hit))
        return found

    def learn(self, sides: tuple[Side, Side], p: Floats) -> None:
        """Take the rates from pairs that are one event with probability ``p``."""
        prior = _rows(_PRIOR[self.name])
        counts, told = np.zeros_like(self.errors), np.zeros_like(self.share)
        for side in sides:
            share = self.share[side.own, side.other]
            hit = share * self.errors[side.own, side.other, side.kind, side.level] / side.chance
            known = side.level < SIZES[self.name] - 1
            weight = np.where(known, p * hit / (hit + 1 - share), 0.0)
            np.add.at(counts, (side.own, side.other, side.kind, side.level), weight)
            np.add.at(told, (side.own, side.other), np.where(known, p, 0.0))
        hits = counts.sum(axis=(2, 3))
        whole = (hits.sum() + _STRONG * _HIT[self.name]) / (told.sum() + _STRONG)
        self.share = np.clip((hits + _OWN * whole) / (told + _OWN), 0.05, 0.98)
        pooled = counts.sum(axis=(0, 1)) + _STRONG * prior
        pooled /= pooled.sum(axis=1, keepdims=True)
        errors = counts + _OWN * pooled
        self.errors = np.maximum(errors / errors.sum(axis=3, keepdims=True), _LEAST)


def _rows(shares: Sequence[Sequence[float]]) -> Floats:
    table = np.maximum(np.array(shares), _LEAST)
    table /= table.sum(axis=1, keepdims=True)
    return np.hstack([table, np.full((len(table), 1), _LEAST)])
