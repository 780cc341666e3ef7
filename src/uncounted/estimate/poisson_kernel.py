"""Compiled inner loops of the Poisson log-linear model: imported only when a method that needs them is asked for.

Cells and terms are whole numbers: bit i stands for list i. A term t (an interaction; 0 is the intercept) has design
value 1 in the cells that contain it, so that eta_c is the sum of the coefficients of the subsets of c, sufficient
statistics are sums over supersets, and the information matrix has entry (s, t) = the fitted total of the cells that
contain s | t. No design matrix is ever stored; one Newton step costs J 2^J additions and one small Cholesky factor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from uncounted.estimate.compiled import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Ints = NDArray[np.int64]

FITTED, NO_MAXIMUM, NOT_IDENTIFIED, UNDETERMINED = 0, 1, 2, 4
COMPLETED, OBSERVED = np.int64(0), np.int64(1)  # the first cell of a table; plain 0 and 1 would be compiled apart
MOST_STEPS = 80


@compiled
def superset_sums(x: Floats) -> None:
    """x[c] becomes the sum of x over the cells that contain c, in place."""
    bit = 1
    while bit < x.size:
        for c in range(x.size):
            if c & bit == 0:
                x[c] += x[c | bit]
        bit <<= 1


@compiled
def subset_sums(x: Floats) -> None:
    """x[c] becomes the sum of x over the cells that c contains, in place."""
    bit = 1
    while bit < x.size:
        for c in range(x.size):
            if c & bit:
                x[c] += x[c ^ bit]
        bit <<= 1


@compiled
def cholesky(h: Floats, p: int) -> bool:
    """The lower factor of the leading p by p block, in place; false where it is not positive definite."""
    for j in range(p):
        whole = h[j, j]
        total = whole
        for k in range(j):
            total -= h[j, k] * h[j, k]
        if not total > 1e-15 * whole:
            return False
        pivot = np.sqrt(total)
        h[j, j] = pivot
        for i in range(j + 1, p):
            total = h[i, j]
            for k in range(j):
                total -= h[i, k] * h[j, k]
            h[i, j] = total / pivot
    return True


@compiled
def cholesky_solve(h: Floats, p: int, b: Floats, x: Floats) -> None:
    """Solve L L' x = b for the factor that ``cholesky`` left."""
    for i in range(p):
        total = b[i]
        for k in range(i):
            total -= h[i, k] * x[k]
        x[i] = total / h[i, i]
    for i in range(p - 1, -1, -1):
        total = x[i]
        for k in range(i + 1, p):
            total -= h[k, i] * x[k]
        x[i] = total / h[i, i]


@compiled
def fill_information(sums: Floats, terms: Ints, p: int, h: Floats) -> None:
    """The lower triangle of X' W X from the superset sums of the weights."""
    for i in range(p):
        for k in range(i + 1):
            h[i, k] = sums[terms[i] | terms[k]]


@compiled
def spread(values: Floats, terms: Ints, p: int, x: Floats) -> None:
    """Write X values into ``x``, for every cell."""
    for c in range(x.size):
        x[c] = 0.0
    for i in range(p):
        x[terms[i]] = values[i]
    subset_sums(x)


@compiled
def set_means(counts: Floats, kept: Flags, eta: Floats, mu: Floats) -> float:
    """Write exp(eta) into ``mu``, 0 where a cell is not kept; the log-likelihood without its constant."""
    total = 0.0
    for c in range(counts.size):
        mu[c] = 0.0
        if kept[c]:
            mu[c] = np.exp(min(eta[c], 60.0))
            total += counts[c] * eta[c] - mu[c]
    return total


@compiled
def keep_terms(
    counts: Floats,
    terms: Ints,
    first: np.int64,
    sums: Floats,
    kept: Flags,
    left: Ints,
) -> tuple[int, int]:
    """Extended maximum likelihood: a term whose margin is zero leaves the model with every cell that contains it.

    Writes the margins into ``sums``, the cells that stay into ``kept``, the places of the terms that stay into
    ``left``; returns how many terms and cells stay. ``first`` is 1 where the empty cell is not observed.
    """
    for c in range(counts.size):
        kept[c] = c >= first
        sums[c] = counts[c] if c >= first else 0.0
    superset_sums(sums)
    p = 0
    for i in range(terms.size):
        term = terms[i]
        if sums[term] > 0.0 or term == 0:
            left[p] = i
            p += 1
        else:
            for c in range(counts.size):
                if c & term == term:
                    kept[c] = False
    cells = 0
    for c in range(counts.size):
        if kept[c]:
            cells += 1
    return p, cells


@compiled
def start(
    counts: Floats,
    terms: Ints,
    p: int,
    kept: Flags,
    beta: Floats,
    eta: Floats,
    mu: Floats,
    h: Floats,
) -> float:
    """First coefficients: a weighted least-squares step from the counts, or independence of nothing; the better."""
    weight = np.zeros(counts.size)
    right = np.zeros(counts.size)
    total, cells = 0.0, 0
    for c in range(counts.size):
        if kept[c]:
            w = counts[c] + 0.1
            weight[c] = w
            right[c] = w * np.log(w) + counts[c] - w
            total += counts[c]
            cells += 1
    superset_sums(weight)
    superset_sums(right)
    fill_information(weight, terms, p, h)
    level = np.log(max(total, 1e-300) / cells)
    if cholesky(h, p):
        b = np.empty(p)
        for i in range(p):
            b[i] = right[terms[i]]
        cholesky_solve(h, p, b, beta)
        spread(beta, terms, p, eta)
        reached = set_means(counts, kept, eta, mu)
        if reached > total * level - total:
            return reached
    for i in range(p):
        beta[i] = 0.0
    beta[0] = level
    spread(beta, terms, p, eta)
    return set_means(counts, kept, eta, mu)


@compiled
def recedes(
    counts: Floats,
    terms: Ints,
    p: int,
    kept: Flags,
    step: Floats,
    along: Floats,
) -> bool:
    """Whether a direction of recession is near ``step``: no maximum exists. ``along`` is X step.

    Cells whose mean falls by half a step or more should be empty; the step, projected on the directions that leave
    all other cells as they are, must lower every one of them.
    """
    steady = np.zeros(counts.size)
    for c in range(counts.size):
        if kept[c]:
            if along[c] > -0.5:
                steady[c] = 1.0
            elif counts[c] > 0.0:
                return False
    h = np.empty((p, p))
    superset_sums(steady)
    fill_information(steady, terms, p, h)
    small = 1e-7
    for i in range(p):
        h[i, i] += small
    if not cholesky(h, p):
        return False
    right, direction = np.empty(p), np.empty(p)
    for i in range(p):
        right[i] = small * step[i]
    cholesky_solve(h, p, right, direction)
    x = np.empty(counts.size)
    spread(direction, terms, p, x)
    for c in range(counts.size):
        if kept[c] and ((along[c] > -0.5 and abs(x[c]) > 1e-4) or (along[c] <= -0.5 and x[c] > -0.1)):
            return False
    return True


@compiled
def intercept_variance(h: Floats, p: int) -> float:
    """The first diagonal entry of the inverse of L L'."""
    unit, x = np.zeros(p), np.empty(p)
    unit[0] = 1.0
    cholesky_solve(h, p, unit, x)
    return float(x[0])


@compiled
def newton_step(margins: Floats, terms: Ints, p: int, mu: Floats, h: Floats, step: Floats, along: Floats) -> float:
    """Newton's step and X step; the decrement (gradient times step), or -1 where the information is singular."""
    sums = np.empty(mu.size)
    for c in range(mu.size):
        sums[c] = mu[c]
    superset_sums(sums)
    fill_information(sums, terms, p, h)
    if not cholesky(h, p):
        return -1.0
    gradient = np.empty(p)
    for i in range(p):
        gradient[i] = margins[terms[i]] - sums[terms[i]]
    cholesky_solve(h, p, gradient, step)
    spread(step, terms, p, along)
    decrement = 0.0
    for i in range(p):
        decrement += gradient[i] * step[i]
    return decrement


@compiled
def line_search(
    counts: Floats, kept: Flags, along: Floats, size: float, enough: float, eta: Floats, mu: Floats
) -> tuple[float, float]:
    """Move ``eta`` and ``mu`` along, halving from ``size`` until the likelihood is ``enough``: (size, likelihood)."""
    trial = np.empty(eta.size)
    reached = enough
    for _ in range(30):
        for c in range(eta.size):
            trial[c] = eta[c] + size * along[c]
        reached = set_means(counts, kept, trial, mu)
        if reached >= enough:
            break
        size /= 2.0
    for c in range(eta.size):
        eta[c] = trial[c]
    return size, reached


@compiled
def climb(
    counts: Floats, margins: Floats, terms: Ints, p: int, kept: Flags, beta: Floats, mu: Floats, h: Floats
) -> tuple[int, float]:
    """Newton's method to the maximum: its status, and the variance of the intercept.

    At any point, mu (1 + X step) has the margins of the table; where it is positive in every cell, a maximum exists
    (Haberman 1974), so that a small last step is the proof of existence. A direction of recession proves the contrary.
    """
    eta, along, step = np.empty(mu.size), np.empty(mu.size), np.empty(p)
    value = start(counts, terms, p, kept, beta, eta, mu, h)
    for _ in range(MOST_STEPS):
        decrement = newton_step(margins, terms, p, mu, h, step, along)
        if decrement == -1.0:
            return UNDETERMINED, 0.0
        lowest, highest = 0.0, 0.0
        for c in range(mu.size):
            if kept[c]:
                lowest = min(lowest, along[c])
                highest = max(highest, along[c])
        if lowest <= -0.5 and decrement < 0.1 and recedes(counts, terms, p, kept, step, along):
            return NO_MAXIMUM, 0.0
        longest = max(highest, -lowest)
        enough = value - 1e-9 * (1.0 + abs(value)) if decrement >= 1e-8 else -np.inf
        size, value = line_search(counts, kept, along, 4.0 / max(4.0, longest), enough, eta, mu)
        for i in range(p):
            beta[i] += size * step[i]
        if longest < 1e-6 and size == 1.0:
            return FITTED, intercept_variance(h, p)
    return UNDETERMINED, 0.0


@compiled
def fit_cells(
    counts: Floats,
    terms: Ints,
    first: np.int64,
    beta: Floats,
    mu: Floats,
) -> tuple[int, float, float, int]:
    """One fit of a hierarchical model: (status, deviance, variance of the intercept, terms left in it).

    ``counts`` has a count for each of the 2^J cells; ``first`` is 1 where cell 0 is not observed, 0 where its count
    is given. ``terms`` are sorted by size from the intercept 0 on, every subset of a term among them. ``beta`` gets the
    coefficients (-inf for a term with an empty margin), ``mu`` the fitted means (cell 0: 0 where it is not observed).
    What they hold is of no meaning unless the status is FITTED. NOT_IDENTIFIED: as many terms as cells, or more, are
    left; a hierarchical model is identified if and only if an observed cell is left beside its terms.
    """
    size = counts.size
    margins = np.empty(size)
    kept = np.empty(size, np.bool_)
    left = np.empty(terms.size, np.int64)
    p, cells = keep_terms(counts, terms, first, margins, kept, left)
    for i in range(terms.size):
        beta[i] = -np.inf
    if cells < p:
        return NOT_IDENTIFIED, 0.0, 0.0, p
    used = np.empty(p, np.int64)
    for i in range(p):
        used[i] = terms[left[i]]
    h = np.empty((p, p))
    found = np.empty(p)
    status, variance = climb(counts, margins, used, p, kept, found, mu, h)
    if status != FITTED:
        return status, 0.0, 0.0, p
    for i in range(p):
        beta[left[i]] = found[i]
    deviance = 0.0
    for c in range(first, size):
        deviance += mu[c] - counts[c]
        if counts[c] > 0.0:
            deviance += counts[c] * np.log(counts[c] / mu[c])
    return FITTED, 2.0 * max(deviance, 0.0), variance, p


@compiled
def fit_batch(
    counts: Floats,
    terms: Ints,
    ends: Ints,
    which: Ints,
    hidden: Floats,
    low: int,
    high: int,
    status: Ints,
    intercept: Floats,
    deviance: Floats,
    variance: Floats,
) -> None:
    """Fits ``low`` to ``high`` - 1 of a list of fits: fit k is of model ``which[k]``.

    Models are laid end to end in ``terms``; model m ends at ``ends[m]``. ``hidden[k]`` is the count of cell 0; below 0,
    cell 0 is not observed.
    """
    own = np.empty(counts.size)
    beta = np.empty(counts.size)
    mu = np.empty(counts.size)
    for c in range(counts.size):
        own[c] = counts[c]
    for k in range(low, high):
        begin = ends[which[k] - 1] if which[k] > 0 else 0
        own[0] = max(hidden[k], 0.0)
        first = COMPLETED if hidden[k] >= 0.0 else OBSERVED
        status[k], deviance[k], variance[k], _ = fit_cells(own, terms[begin : ends[which[k]]], first, beta, mu)
        intercept[k] = beta[0]
