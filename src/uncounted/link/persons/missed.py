"""Matching pairs that no blocking rule brought together: how many there may be, from how the rules overlap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from uncounted.link.persons.blocking import Rule
    from uncounted.link.persons.columns import Compared

NAMES = frozenset({"given", "father", "grandfather", "family", "other"})
MOST_PATTERNS = 300_000
ROUNDS = 30
RESAMPLES = 20
LEAST_ODDS = 1e-6


@dataclass(frozen=True)
class Agreement:
    """On which of the rules' ``columns`` pairs agree (a row each), where both records have a value (``said``), and the
    rules as sets of columns.
    """

    columns: tuple[str, ...]
    on: NDArray[np.bool_]
    said: NDArray[np.bool_]
    rules: tuple[frozenset[str], ...]

    def met(self, on: NDArray[np.bool_] | None = None) -> NDArray[np.int64]:
        """For each row how many of the rules bring it."""
        on = self.on if on is None else on
        count = np.zeros(len(on), dtype=np.int64)
        for rule in self.rules:
            count += on[:, [self.columns.index(column) for column in sorted(rule)]].all(axis=1)
        return count


def agreement(records: Compared, rules: Sequence[Rule], left: NDArray[np.int32], right: NDArray[np.int32]) -> Agreement:
    """On which columns of the rules the pairs agree; silent ones do not."""
    columns = tuple(sorted({column for rule in rules for column in rule.columns}))
    on, said = np.zeros((2, len(left), len(columns)), dtype=bool)
    for at, column in enumerate(columns):
        values = np.asarray(records.columns[column], dtype=object)
        one, other = values[left], values[right]
        said[:, at] = np.asarray((one != None) & (other != None), dtype=bool)  # noqa: E711
        on[:, at] = np.asarray(one == other, dtype=bool) & said[:, at]
    return Agreement(columns, on, said, tuple(frozenset(rule.columns) for rule in rules))


def missed_odds(pairs: Agreement, sure: NDArray[np.float64], draws: int, seed: int) -> NDArray[np.float64]:
    """The odds that a matching pair is brought by no rule, ``draws`` of them. ``sure``: that each pair is a match.

    Three estimates from a resample of the pairs; a draw is triangular, in logarithms, from the least of them to the
    greatest with its mode at the one between. If the name, the dates and each other column err independently of each
    other, the pairs brought tell how those are that none brings. The first takes silence for an error like others: too
    many where columns are silent together. The second does this for each set of columns that both records fill: too few
    where few columns are left. Chao's (1987), from the pairs that one rule alone brings and two, takes the rules
    themselves as independent, of which many share a column.
    """
    if not len(sure):
        return np.full(draws, LEAST_ODDS)
    kinds, row = np.unique(np.packbits(np.hstack([pairs.on, pairs.said]), axis=1), axis=0, return_inverse=True)
    width = len(pairs.columns)
    patterns, said = np.hsplit(np.unpackbits(kinds, axis=1, count=2 * width).astype(bool), 2)
    filled = np.ravel(np.unique(np.packbits(said, axis=1), axis=0, return_inverse=True)[1])
    met = pairs.met(patterns)
    chance = np.random.default_rng(seed)
    ends = np.empty((RESAMPLES, 3))
    for end in ends:
        again = sure * chance.poisson(1.0, len(sure))
        weight = np.bincount(np.ravel(row), weights=again, minlength=len(patterns)).astype(np.float64)
        total = max(float(weight.sum()), 1.0)
        once, twice = float(weight[met == 1].sum()), float(weight[met == 2].sum())
        end[2] = once * max(once - 1, 0.0) / (2 * (twice + 1)) / total
        end[0] = _independent(pairs, patterns, weight, end[2])
        parts = [filled == part for part in range(int(filled.max()) + 1)]
        end[1] = sum(
            _independent(pairs, patterns[part], weight[part], end[2]) * float(weight[part].sum()) for part in parts
        )
        end[1] /= total
    low, mode, high = np.sort(np.log(np.maximum(ends, LEAST_ODDS)))[chance.integers(0, RESAMPLES, draws)].T
    return np.asarray(np.exp(chance.triangular(low, mode, high + 1e-9)))


def _independent(pairs: Agreement, patterns: NDArray[np.bool_], weight: NDArray[np.float64], otherwise: float) -> float:
    """The odds of a missed pair if groups of columns err independently, by EM over the patterns that no rule brings."""
    groups = _groups(pairs.columns)
    parts = [np.unique(patterns[:, at], axis=0, return_inverse=True) for at in groups]
    sizes = [len(values) for values, _ in parts]
    if np.prod(np.asarray(sizes, dtype=np.float64)) > MOST_PATTERNS:
        return otherwise
    at = np.indices(sizes).reshape(len(sizes), -1)
    every = np.zeros((at.shape[1], len(pairs.columns)), dtype=bool)
    for (values, _), group, index in zip(parts, groups, at, strict=True):
        every[:, group] = values[index]
    unmet = at[:, pairs.met(every) == 0]
    seen = [np.bincount(np.ravel(each), weights=weight, minlength=n) for (_, each), n in zip(parts, sizes, strict=True)]
    total = max(float(weight.sum()), 1.0)
    shares = [each / total for each in seen]
    missed = 0.0
    for _ in range(ROUNDS):
        likely = np.prod([share[index] for share, index in zip(shares, unmet, strict=True)], axis=0)
        missing = min(float(likely.sum()), 0.5)
        missed = total * missing / (1 - missing)
        likely *= missed / max(float(likely.sum()), 1e-300)
        shares = [
            (each + np.bincount(index, weights=likely, minlength=n)) / (total + missed)
            for each, index, n in zip(seen, unmet, sizes, strict=True)
        ]
    return missed / total


def _groups(columns: Sequence[str]) -> list[list[int]]:
    """Columns of one fact: the parts of the name, the parts of a date, each other column."""
    found: dict[str, list[int]] = {}
    for at, column in enumerate(columns):
        stem = column.split("_")[0]
        found.setdefault("name" if stem.rstrip("0123456789") in NAMES else stem, []).append(at)
    return list(found.values())


def draw_missed(tables: NDArray[np.int64], lists: int, odds: NDArray[np.float64], seed: int) -> NDArray[np.int64]:
    """The drawn tables with missed matches drawn too: some pairs of victims of different lists are one.

    For each draw and two disjoint histories, the number of missed matches is Poisson in proportion to the victims with
    their union, by the draw's ``odds`` of missing a pair; never more than there are.
    """
    chance = np.random.default_rng(seed)
    out = tables.copy()
    masks = [mask for mask in range(1, 1 << lists) if tables[:, mask].any()]
    for row, missing in zip(out, odds.tolist(), strict=True):
        for one in masks:
            for other in masks:
                if one < other and not one & other and row[one | other]:
                    ways = 2 ** ((one | other).bit_count() - 1) - 1
                    moved = min(int(chance.poisson(missing * row[one | other] / ways)), int(row[one]), int(row[other]))
                    row[one] -= moved
                    row[other] -= moved
                    row[one | other] += moved
    return out
