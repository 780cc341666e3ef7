"""Match probabilities calibrated on known non-matches: pairs across lists against pairs within a list.

In a list that holds nobody twice every pair of records is two persons, kin and namesakes among them, however alike. How
often such pairs look as a pair across lists does tells how many of the pairs across lists that look so are two persons
as well: the local false discovery rate (Efron 2004) with an empirical null. It is smoothed by a logistic regression on
the levels and their combinations, fitted to unlabelled against negative pairs (the convex risk of du Plessis, Niu and
Sugiyama 2015, roles exchanged): no independence of the comparisons is assumed, and no label is needed.

More pairs across lists are known not to match: those of a record whose own copy in the other list is found already.
The rate of false matches that counts is that among the records which are still free; so each known non-match stands for
as many free pairs as there are for each known one, among pairs of records of which the same columns are filled.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from uncounted.link.persons.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

RIDGE = 1.0
STEPS = 60  # of Newton's method
CLOSE = 1e-8  # of the risk
SEEN = 50  # pairs that a feature must have
DEEP = 8.0  # log-odds against a match below which more certainty is not sought
KNOTS = (10.0, 20.0, 30.0)  # bits
SPAN = 10.0  # bits to the unit of a slope


@dataclass(frozen=True)
class Features:
    """What distinct pairs look like: the numbers of the features ``on`` (-1: none), ``slopes`` those with a value.

    ``row`` gives for each pair its line; ``count`` is how many features there are.
    """

    on: NDArray[np.int32]
    slopes: NDArray[np.float64]
    row: NDArray[np.int64]
    count: int


def features(levels: NDArray[np.int8], weight: NDArray[np.float64], rarity: NDArray[np.float32]) -> Features:
    """Levels and pairs of coarse levels (same, near, differs) as features; the evidence, to a bit, as slopes."""
    tops = levels.max(axis=0)
    coarse = np.where(levels < 0, -1, np.where(levels == 0, 0, np.where(levels == tops, 2, 1)))
    columns: list[NDArray[np.int64]] = [level.astype(np.int64) + 1 for level in levels.T]
    for one, other in combinations(range(levels.shape[1]), 2):
        both = coarse[:, one] * 3 + coarse[:, other]
        columns.append(np.where((coarse[:, one] < 0) | (coarse[:, other] < 0), -1, both))
    on = np.full((len(levels), len(columns)), -1, dtype=np.int32)
    count = 0
    for c, column in enumerate(columns):
        sizes = np.bincount(column[column >= 0], minlength=1)
        number = np.full(len(sizes) + 1, -1, dtype=np.int32)
        kept = np.flatnonzero(sizes >= SEEN)
        number[kept] = count + np.arange(len(kept))
        count += len(kept)
        on[:, c] = number[column]
    bounded = np.round(np.clip(weight, -2 * SPAN, 6 * SPAN))
    rare = np.round(np.clip(rarity, -2 * SPAN, 2 * SPAN))
    slopes: list[NDArray[Any]] = [np.ones(len(weight)), bounded / SPAN]
    slopes += [np.maximum(bounded - knot, 0) / SPAN for knot in KNOTS]
    slopes.append(rare / SPAN)
    given = np.column_stack(slopes)
    mixed = (on * _mixers(on.shape[1])).sum(axis=1) + (given * _mixers(given.shape[1])).sum(axis=1)
    _, first, row = np.unique(mixed, return_index=True, return_inverse=True)
    return Features(on[first], given[first], row, count)


def _mixers(width: int) -> NDArray[np.float64]:
    """Numbers by which equal rows, and hardly any others, get equal sums."""
    return np.random.default_rng(width).random(width)


def fit(
    given: Features,
    open_: NDArray[np.float64],
    null: NDArray[np.float64],
    prior: float,
    start: NDArray[np.float64] | None = None,
) -> NDArray[np.float64]:
    """The coefficients: slopes first, then features.

    ``open_``: how many pairs that may match each pair counts for; ``null``: how many known non-matches among such.
    Where there is little to learn from, the answer stays near the model's: its evidence added to ``prior`` (log-odds).
    """
    unknown = np.bincount(given.row, weights=open_, minlength=len(given.on)).astype(np.float64)
    known = np.bincount(given.row, weights=null, minlength=len(given.on)).astype(np.float64)
    width = given.slopes.shape[1]
    penalty = np.full(width + given.count, RIDGE)
    penalty[0] = RIDGE / 100
    centre = np.zeros(width + given.count)
    centre[:2] = (prior, np.log(2) * SPAN)
    start = centre if start is None else start

    beta = start.copy()
    before = np.inf
    step = np.zeros_like(beta)
    for _ in range(STEPS):
        off = beta - centre
        value, gradient, curve = _risk(beta, given.on, given.slopes, unknown, known)
        value += float((penalty * off**2).sum())
        if value > before:
            if value - before <= CLOSE * abs(before):
                break
            step /= 2
            beta = beta - step
            continue
        if before - value <= CLOSE * abs(value):
            break
        before = value
        step = -_solved(curve + np.diag(2 * penalty), gradient + 2 * penalty * off)
        beta = beta + step
    return beta


def log_odds(given: Features, beta: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of a match, for each pair."""
    width = given.slopes.shape[1]
    ladder = np.append(beta[width:], 0.0)
    return np.asarray(((given.slopes * beta[:width]).sum(axis=1) + ladder[given.on].sum(axis=1))[given.row])


@compiled
def _risk(
    beta: NDArray[np.float64],
    on: NDArray[np.int32],
    slopes: NDArray[np.float64],
    unknown: NDArray[np.float64],
    known: NDArray[np.float64],
) -> tuple[float, NDArray[np.float64], NDArray[np.float64]]:
    """The risk, its gradient, and the upper triangle of its second derivatives.

    Unlabelled pairs ask for high log-odds, known non-matches for low ones, to -DEEP.
    """
    width = slopes.shape[1]
    gradient = np.zeros(len(beta))
    curve = np.zeros((len(beta), len(beta)))
    total = 0.0
    at = np.empty(width + on.shape[1], dtype=np.int64)
    value = np.empty(width + on.shape[1])
    for i in range(len(on)):
        used = _row(i, on, slopes, at, value)
        eta = 0.0
        for c in range(used):
            eta += value[c] * beta[at[c]]
        small, deep = np.exp(-abs(eta)), np.exp(-abs(eta + DEEP))
        against = small / (1 + small) if eta > 0 else 1 / (1 + small)
        shallow = 1 / (1 + deep) if eta + DEEP > 0 else deep / (1 + deep)
        total += unknown[i] * (np.log1p(small) + max(-eta, 0.0))
        total += known[i] * (eta + np.log1p(deep) + max(-eta - DEEP, 0.0))
        first = known[i] * shallow - unknown[i] * against
        second = unknown[i] * against * (1 - against) + known[i] * shallow * (1 - shallow)
        for c in range(used):
            gradient[at[c]] += first * value[c]
            for d in range(c, used):
                curve[at[c], at[d]] += second * value[c] * value[d]
    return total, gradient, curve


@compiled
def _row(
    i: int, on: NDArray[np.int32], slopes: NDArray[np.float64], at: NDArray[np.int64], value: NDArray[np.float64]
) -> int:
    """The coefficients that line ``i`` uses, in order, and what they are multiplied by; gives how many."""
    width = slopes.shape[1]
    used = 0
    for c in range(width):
        at[used], value[used] = c, slopes[i, c]
        used += 1
    for c in range(on.shape[1]):
        if on[i, c] >= 0:
            at[used], value[used] = width + on[i, c], 1.0
            used += 1
    return used


@compiled
def _solved(upper: NDArray[np.float64], right: NDArray[np.float64]) -> NDArray[np.float64]:
    """Solves a symmetric positive definite system, of which ``upper`` has the upper triangle (Cholesky).

    Not by a library that spreads small systems over threads, which costs more than it gives.
    """
    size = len(right)
    factor, x = upper.copy(), right.copy()
    for k in range(size):
        factor[k, k] = np.sqrt(max(factor[k, k], 1e-12))
        for j in range(k + 1, size):
            factor[k, j] /= factor[k, k]
        for i in range(k + 1, size):
            if factor[k, i] != 0.0:
                for j in range(i, size):
                    factor[i, j] -= factor[k, i] * factor[k, j]
        x[k] /= factor[k, k]
        for j in range(k + 1, size):
            x[j] -= factor[k, j] * x[k]
    for k in range(size - 1, -1, -1):
        for j in range(k + 1, size):
            x[k] -= factor[k, j] * x[j]
        x[k] /= factor[k, k]
    return x
