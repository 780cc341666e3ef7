"""Matching pairs that no blocking rule brought together: how many there may be, from how the rules overlap."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from uncounted.link.persons.blocking import Rule
    from uncounted.link.persons.columns import Compared


def rules_met(
    records: Compared, rules: Sequence[Rule], left: NDArray[np.int32], right: NDArray[np.int32]
) -> NDArray[np.int64]:
    """For each pair how many of the rules bring it."""
    met = np.zeros(len(left), dtype=np.int64)
    agree: dict[str, NDArray[np.bool_]] = {}
    for column in {column for rule in rules for column in rule.columns}:
        values = np.asarray(records.columns[column], dtype=object)
        one = values[left]
        agree[column] = np.asarray((one == values[right]) & (one != None), dtype=bool)  # noqa: E711
    for rule in rules:
        met += np.logical_and.reduce([agree[column] for column in rule.columns])
    return met


def blocking_recall(met: NDArray[np.int64]) -> float:
    """The share of matching pairs that some rule brings, from those brought by one rule and by two (Chao 1987).

    ``met``: for each linked pair the number of rules that bring it. Chao's estimate of the missed ones is a lower bound
    where pairs differ in how easily they are brought together, as they do; so the share is at most about this.
    """
    once, twice = int((met == 1).sum()), int((met == 2).sum())
    missed = once * (once - 1) / (2 * (twice + 1))
    return len(met) / (len(met) + missed) if len(met) else 1.0


def draw_missed(tables: NDArray[np.int64], lists: int, recall: float, seed: int) -> NDArray[np.int64]:
    """The drawn tables with missed matches drawn too: some pairs of victims of different lists are one.

    For each draw and two disjoint histories, the number of missed matches is Poisson in proportion to the victims with
    their union, by the odds of missing a pair (1 - recall) / recall; never more than there are.
    """
    chance = np.random.default_rng(seed)
    out = tables.copy()
    odds = (1 - recall) / max(recall, 1e-9)
    masks = [mask for mask in range(1, 1 << lists) if tables[:, mask].any()]
    for row in out:
        for one in masks:
            for other in masks:
                if one < other and not one & other and row[one | other]:
                    ways = 2 ** ((one | other).bit_count() - 1) - 1
                    moved = min(int(chance.poisson(odds * row[one | other] / ways)), int(row[one]), int(row[other]))
                    row[one] -= moved
                    row[other] -= moved
                    row[one | other] += moved
    return out
