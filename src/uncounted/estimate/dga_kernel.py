"""Compiled: the posterior weight of decomposable graphs over a grid of unrecorded victims.

The log weight of a graph at n0 unrecorded victims is a sum over its cliques less a sum over its separators of
``lgamma(n0 + start[D]) + constant[D]``, D being a set of lists as an integer, plus what all graphs share.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from uncounted.estimate.compiled import compiled

Reals = NDArray[np.float64]
Masks = NDArray[np.int32]

BLOCK = 512  # points of the grid worked on at a time, so that their table stays in the cache
ANCHOR = 64  # steps of a recurrence before it is anchored again
FAR = 1000.0  # from here on Stirling's series has every digit
NOTHING = -40.0  # log weight, from the largest one, below which a weight is not worth an exponential


@compiled
def log_gamma_less(x: float, start: float) -> float:
    """lgamma(x + start) less what depends on x alone, x log x - x + log(2 pi) / 2, without cancellation."""
    z = x + start
    series = (1.0 / 12.0 - 1.0 / (360.0 * z * z)) / z
    return (start - 0.5) * math.log(x) + (z - 0.5) * math.log1p(start / x) - start + series


@compiled
def fill(start: float, constant: float, at: Reals, out: Reals) -> None:
    """One row of the table: lgamma(at + start) + constant, less a term of ``at`` alone where ``at`` is large.

    That term leaves the sum over cliques and separators, since there are as many of one as of the other.
    """
    for i in range(at.shape[0]):
        consecutive = i % ANCHOR and at[i] - at[i - 1] == 1.0
        if consecutive:
            out[i] = out[i - 1] + math.log(at[i - 1] + start)
        elif at[i] < FAR or (i + 1 < at.shape[0] and at[i + 1] - at[i] == 1.0):
            out[i] = math.lgamma(at[i] + start) + constant
        else:
            out[i] = log_gamma_less(at[i], start) + constant


@compiled
def add_up(table: Reals, cliques: Masks, separators: Masks, size: int, total: Reals) -> None:
    """Add a graph's rows to ``total``."""
    for k in range(size):
        plus, minus = table[cliques[k]], table[separators[k]]
        for i in range(total.shape[0]):
            total[i] += plus[i] - minus[i]


@compiled
def peaks(
    starts: Reals, constants: Reals, at: Reals, shared: Reals, cliques: Masks, separators: Masks, size: Masks
) -> Reals:
    """Of every graph, the largest log weight over the points ``at``, with ``shared`` added."""
    table = np.empty((starts.shape[0], at.shape[0]))
    for d in range(starts.shape[0]):
        fill(starts[d], constants[d], at, table[d])
    found = np.empty(size.shape[0])
    total = np.empty(at.shape[0])
    for g in range(size.shape[0]):
        for i in range(at.shape[0]):
            total[i] = shared[i]
        add_up(table, cliques[g], separators[g], size[g], total)
        largest = -np.inf
        for i in range(at.shape[0]):
            if total[i] > largest:
                largest = total[i]
        found[g] = largest
    return found


@compiled
def negligible(table: Reals, cliques: Masks, separators: Masks, size: int, shared: Reals, prior: float) -> bool:
    """Whether a graph's weights at consecutive numbers from BLOCK on are all negligible, by looking at five of them.

    A quarter of a block is at most six standard deviations there, so that between two of the five a weight can rise by
    four (log) and a little more than they differ.
    """
    largest, furthest, before = -math.inf, 0.0, 0.0
    for k in range(5):
        i = k * (shared.shape[0] - 1) // 4
        here = shared[i] + prior
        for c in range(size):
            here += table[cliques[c], i] - table[separators[c], i]
        largest = max(largest, here)
        if k > 0:
            furthest = max(furthest, abs(here - before))
        before = here
    return largest + furthest + 5.0 < NOTHING


@compiled
def spread(
    starts: Reals,
    constants: Reals,
    at: Reals,
    shared: Reals,
    cliques: Masks,
    separators: Masks,
    size: Masks,
    priors: Reals,
    marginal: Reals,
) -> Reals:
    """Weights of graphs, summed over points, and in ``marginal`` of points, summed over graphs.

    ``shared`` is the log weight that all graphs share at a point, ``priors`` that of a graph at all points. Returns
    two columns: the weight of each graph, and its weight at the last point alone.
    """
    found = np.zeros((size.shape[0], 2))
    table = np.empty((starts.shape[0], BLOCK))
    room = np.empty(BLOCK)
    for first in range(0, at.shape[0], BLOCK):
        last = min(first + BLOCK, at.shape[0])
        width = last - first
        for d in range(starts.shape[0]):
            fill(starts[d], constants[d], at[first:last], table[d, :width])
        skipping = at[first] >= BLOCK and at[last - 1] - at[first] == width - 1 and last < at.shape[0]
        for g in range(size.shape[0]):
            own = table[:, :width]
            if skipping and negligible(own, cliques[g], separators[g], size[g], shared[first:last], priors[g]):
                continue
            total = room[:width]
            for i in range(width):
                total[i] = shared[first + i] + priors[g]
            add_up(own, cliques[g], separators[g], size[g], total)
            weight = 0.0
            for i in range(width):
                if total[i] > NOTHING:
                    here = math.exp(total[i])
                    weight += here
                    marginal[first + i] += here
            found[g, 0] += weight
            if last == at.shape[0]:
                found[g, 1] = math.exp(total[width - 1])
    return found
