"""Match probabilities calibrated on known non-matches: pairs across lists against pairs within a list.

In a list that holds nobody twice every pair of records is two persons, kin and namesakes among them, however alike. How
often such pairs look as a pair across lists does tells how many of the pairs across lists that look so are two persons
as well: the local false discovery rate (Efron 2004) with an empirical null. It is smoothed by a logistic regression on
the levels and their combinations, fitted to unlabelled against negative pairs (the convex risk of du Plessis, Niu and
Sugiyama 2015, roles exchanged): no independence of the comparisons is assumed, and no label is needed.

A pair within list A stands for pairs across: (i, j) in A for (i, j's record in B), exactly where j is in B too. So each
is weighted by the copies that its two records have elsewhere, and by the usual rate for records without copies.
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
SEEN = 50  # pairs that a feature must have
DEEP = 8.0  # log-odds against a match below which more certainty is not sought
KNOTS = (10.0, 20.0, 30.0)  # bits
SPAN = 10.0  # bits to the unit of a slope


@dataclass(frozen=True)
class Features:
    """Of each pair: ``on`` the numbers of its features that are on (-1: none), ``slopes`` those with a value."""

    on: NDArray[np.int32]
    slopes: NDArray[np.float64]
    count: int


def features(levels: NDArray[np.int8], weight: NDArray[np.float64], rarity: NDArray[np.float32]) -> Features:
    """Levels and pairs of coarse levels (same, near, differs) as features, the evidence in bits as slopes."""
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
    bounded = np.clip(weight, -2 * SPAN, 6 * SPAN)
    slopes: list[NDArray[Any]] = [np.ones(len(weight)), bounded / SPAN]
    slopes += [np.maximum(bounded - knot, 0) / SPAN for knot in KNOTS]
    slopes.append(np.clip(rarity, -2 * SPAN, 2 * SPAN) / SPAN)
    return Features(on, np.column_stack(slopes), count)


def fit(
    given: Features, null: NDArray[np.bool_], stands_for: NDArray[np.float64], start: NDArray[np.float64] | None = None
) -> NDArray[np.float64]:
    """The coefficients: slopes first, then features.

    ``null``: the known non-matches among the pairs; ``stands_for``: how many pairs each stands for (a pair across
    stands for itself).
    """
    from scipy.optimize import minimize

    width = given.slopes.shape[1]
    penalty = np.full(width + given.count, RIDGE)
    penalty[:width] = 1e-3
    if start is None:
        start = np.zeros(width + given.count)
        start[:2] = (-4.0, 2.0)

    def risk(beta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        value, slope = _risk(beta, given.on, given.slopes, null, stands_for)
        return value + float(penalty @ beta**2), slope + 2 * penalty * beta

    found: Any = minimize(risk, start, jac=True, method="L-BFGS-B", options={"maxiter": 200, "ftol": 1e-7})
    return np.asarray(found.x)


def log_odds(given: Features, beta: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of a match, for each pair."""
    width = given.slopes.shape[1]
    ladder = np.append(beta[width:], 0.0)
    return np.asarray(given.slopes @ beta[:width] + ladder[given.on].sum(axis=1))


@compiled
def _risk(
    beta: NDArray[np.float64],
    on: NDArray[np.int32],
    slopes: NDArray[np.float64],
    null: NDArray[np.bool_],
    stands_for: NDArray[np.float64],
) -> tuple[float, NDArray[np.float64]]:
    width = slopes.shape[1]
    gradient = np.zeros(len(beta))
    total = 0.0
    for i in range(len(on)):
        eta = 0.0
        for c in range(width):
            eta += slopes[i, c] * beta[c]
        for c in range(on.shape[1]):
            if on[i, c] >= 0:
                eta += beta[width + on[i, c]]
        # Unlabelled pairs ask for a high eta, known non-matches for a low one, down to -DEEP.
        shifted = eta + 8.0 if null[i] else eta
        small = np.exp(-abs(shifted))
        loss = np.log1p(small) + max(-shifted, 0.0)
        below = small / (1 + small) if shifted > 0 else 1 / (1 + small)
        if null[i]:
            total += stands_for[i] * (eta + loss)
            step = stands_for[i] * (1 - below)
        else:
            total += stands_for[i] * loss
            step = -stands_for[i] * below
        for c in range(width):
            gradient[c] += step * slopes[i, c]
        for c in range(on.shape[1]):
            if on[i, c] >= 0:
                gradient[width + on[i, c]] += step
    return total, gradient


def null_weights(
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    list_of: NDArray[np.int32],
    copies: NDArray[np.float64],
) -> NDArray[np.float64]:
    """How many pairs across lists each pair within a list stands for.

    ``left`` and ``right``: pairs within lists; ``copies``: for each record and list, the probability that the record's
    person stands in that list too (0 for its own). Zero copies everywhere give the usual rate alone.
    """
    sizes = np.bincount(list_of, minlength=copies.shape[1]).astype(np.float64)
    within = np.maximum(sizes * (sizes - 1) / 2, 1.0)
    out = np.zeros(len(left))
    for a in range(len(sizes)):
        mine = list_of[left] == a
        for b in range(len(sizes)):
            if a == b or not mine.any():
                continue
            one, other = copies[left[mine], b], copies[right[mine], b]
            mirrored = other / (1 + one) + one / (1 + other)
            lone = (1 - copies[list_of == a, b].mean()) * (1 - copies[list_of == b, a].mean())
            usual = sizes[a] * sizes[b] * lone / (within[a] + within[b])
            out[mine] += mirrored + usual
    return out
