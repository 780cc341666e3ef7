"""Compiled: forward selection of two-list terms, for one table or for many.

Cells, terms and counts are those of ``poisson_kernel``.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from uncounted.estimate.compiled import compiled
from uncounted.estimate.poisson_kernel import FITTED, OBSERVED, fit_cells, superset_sums

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Ints = NDArray[np.int64]

TINY = 1e-300


@compiled
def take(values: Floats, into: Floats) -> None:
    """Copy an array; an assignment of slices would compile the text of its error message, for some seconds."""
    for i in range(values.size):
        into[i] = values[i]


@compiled
def log_gamma_tails(a: float, x: float) -> tuple[float, float]:
    """Logarithms of P(a, x) and Q(a, x), the regularised incomplete gamma functions; a and x above 0.

    The smaller of the two keeps all its digits. Series and continued fraction: Abramowitz and Stegun 6.5.29, 6.5.31.
    """
    front = a * math.log(x) - x - math.lgamma(a)
    if x < a + 1.0:
        term = 1.0 / a
        total, k = term, a
        while term > total * 1e-17:
            k += 1.0
            term *= x / k
            total += term
        lower = min(front + math.log(total), 0.0)
        return lower, math.log(max(-math.expm1(lower), TINY))
    b = x + 1.0 - a
    c = 1.0 / TINY
    d = 1.0 / b
    h = d
    for i in range(1, 1_000_000):
        step = -i * (i - a)
        b += 2.0
        d = 1.0 / (step * d + b)
        c = b + step / c
        h *= d * c
        if abs(d * c - 1.0) < 1e-15:
            break
    upper = min(front + math.log(h), 0.0)
    return math.log(max(-math.expm1(upper), TINY)), upper


@compiled
def log_surprise(count: float, mean: float) -> float:
    """The log of the smaller of P[X <= count] and P[X >= count], X Poisson with this mean."""
    if mean <= 0.0:
        return 0.0 if count == 0.0 else -math.inf
    at_most = log_gamma_tails(count + 1.0, mean)[1]
    at_least = log_gamma_tails(count, mean)[0] if count > 0.0 else 0.0
    return min(at_most, at_least)


@compiled
def next_pair(counts: Floats, model: Ints, size: int, fitted: Floats, tried: Ints, n_tried: int) -> tuple[int, float]:
    """The pair of lists, not in the model and not tried, whose overlap the model predicts worst; 0 if none is left.

    And the log of its p-value.
    """
    sums, means = counts.copy(), fitted.copy()
    sums[0], means[0] = 0.0, 0.0
    superset_sums(sums)
    superset_sums(means)
    best, lowest = 0, math.inf
    i = 1
    while i < counts.size:
        j = 2 * i
        while j < counts.size:
            pair = i | j
            known = False
            for k in range(size):
                known = known or model[k] == pair
            for k in range(n_tried):
                known = known or tried[k] == pair
            if not known:
                surprise = log_surprise(sums[pair], means[pair])
                if surprise < lowest:
                    best, lowest = pair, surprise
            j *= 2
        i *= 2
    return best, lowest


@compiled
def coded(model: Ints, size: int, width: int) -> int:
    """The pairs among the terms as one number: bit k for the k-th pair, in the order (0, 1), (0, 2), (1, 2), ..."""
    code, k = 0, 0
    for j in range(width):
        for i in range(j):
            for t in range(width + 1, size):
                if model[t] == (1 << i) | (1 << j):
                    code |= 1 << k
            k += 1
    return code


@compiled
def step_up(
    tables: Floats, width: int, log_threshold: float, low: int, high: int, unrecorded: Floats, models: Ints
) -> None:
    """Of rows ``low`` to ``high`` - 1: add the pair predicted worst, again and again, while its p-value is below.

    Writes the victims on no list, NaN where the main effects have no estimate, and the pairs chosen (``coded``). A pair
    with which no maximum of the likelihood exists, or N is not identified, is passed over until the next is added.
    """
    model = np.empty(1 + width + width * (width - 1) // 2, np.int64)
    model[0] = 0
    for i in range(width):
        model[i + 1] = 1 << i
    beta, tried = np.empty(model.size), np.empty(model.size, np.int64)
    counts, mu, trial = np.empty(tables.shape[1]), np.empty(tables.shape[1]), np.zeros(tables.shape[1])
    for row in range(low, high):
        take(tables[row], counts)
        unrecorded[row], models[row] = math.nan, 0
        size, wanted, n_tried = 0, width + 1, 0
        while True:
            # one call of the fit alone: the compiler copies it to every place where it is called
            status, _, _, _ = fit_cells(counts, model[:wanted], OBSERVED, beta, trial)
            if status == FITTED:
                take(trial, mu)
                size, n_tried = wanted, 0
                unrecorded[row] = math.exp(beta[0])
            elif size == 0:
                break
            else:
                tried[n_tried] = model[size]
                n_tried += 1
            pair, surprise = next_pair(counts, model, size, mu, tried, n_tried)
            if pair == 0 or surprise >= log_threshold:
                models[row] = coded(model, size, width)
                break
            model[size] = pair
            wanted = size + 1


@compiled
def best_of(tables: Floats, terms: Ints, ends: Ints, low: int, high: int, unrecorded: Floats, models: Ints) -> None:
    """Of models laid end to end in ``terms``, the one of the lowest BIC, for each of rows ``low`` to ``high`` - 1."""
    beta, mu, counts = np.empty(tables.shape[1]), np.empty(tables.shape[1]), np.empty(tables.shape[1])
    for row in range(low, high):
        take(tables[row], counts)
        penalty = math.log(counts.sum())
        lowest = math.inf
        unrecorded[row], models[row] = math.nan, -1
        begin = 0
        for m in range(ends.size):
            status, deviance, _, _ = fit_cells(counts, terms[begin : ends[m]], OBSERVED, beta, mu)
            if status == FITTED and deviance + penalty * (ends[m] - begin) < lowest:
                lowest = deviance + penalty * (ends[m] - begin)
                unrecorded[row], models[row] = math.exp(beta[0]), m
            begin = ends[m]


@compiled
def may_change(term: int, width: int, inside: Flags) -> bool:
    """Whether a model stays hierarchical if the term leaves it, or, being outside, comes in."""
    for i in range(width):
        bit = 1 << i
        if inside[term]:
            if not term & bit and inside[term | bit]:
                return False
        elif term & bit and not inside[term ^ bit]:
            return False
    return True


@compiled
def criterion(counts: Floats, penalty: float, inside: Flags, order: Ints, terms: Ints, values: Floats) -> float:
    """BIC of the model of the terms ``inside``, up to a constant; infinite where it has no estimate."""
    size = 0
    for k in range(order.size):
        if inside[order[k]]:
            terms[size] = order[k]
            size += 1
    beta, mu = np.empty(size), np.empty(counts.size)
    status, deviance, variance, _ = fit_cells(counts, terms[:size], OBSERVED, beta, mu)
    if status != FITTED:
        return math.inf
    values[0], values[1] = beta[0], variance
    return deviance + penalty * size


@compiled
def go_down(counts: Floats, width: int, order: Ints, inside: Flags, values: Floats) -> bool:
    """From the main effects, add or take away the term that lowers BIC most, until none does: whether it began.

    ``order`` holds the terms that are allowed, smaller ones first; ``inside`` gets those of the model, by number.
    """
    penalty = math.log(counts.sum())
    terms, trial = np.empty(order.size, np.int64), np.empty(2)
    for c in range(inside.size):
        inside[c] = c == 0
    for i in range(width):
        inside[1 << i] = True
    lowest = criterion(counts, penalty, inside, order, terms, values)
    if lowest == math.inf:
        return False
    while True:
        best = -1
        for k in range(width + 1, order.size):
            if may_change(order[k], width, inside):
                inside[order[k]] = not inside[order[k]]
                value = criterion(counts, penalty, inside, order, terms, trial)
                inside[order[k]] = not inside[order[k]]
                if value < lowest - 1e-9:
                    best, lowest = order[k], value
                    take(trial, values)
        if best < 0:
            return True
        inside[best] = not inside[best]


@compiled
def go_down_all(tables: Floats, width: int, order: Ints, low: int, high: int, unrecorded: Floats, models: Ints) -> None:
    """``go_down`` for rows ``low`` to ``high`` - 1.

    ``models`` gets the terms as one number: bit k for the k-th of the allowed ones of two lists and more, up to 63.
    """
    inside, values, counts = np.empty(tables.shape[1], np.bool_), np.empty(2), np.empty(tables.shape[1])
    for row in range(low, high):
        take(tables[row], counts)
        unrecorded[row], models[row] = math.nan, 0
        if go_down(counts, width, order, inside, values):
            unrecorded[row] = math.exp(values[0])
            for k in range(width + 1, min(order.size, width + 64)):
                models[row] |= np.int64(inside[order[k]]) << (k - width - 1)
