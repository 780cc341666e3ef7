"""The posterior of decomposable graphs and of the number of victims, over a grid of numbers unrecorded."""

from __future__ import annotations

import itertools
import math
import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from uncounted.estimate import dga_kernel as kernel
from uncounted.estimate.graphs import Graphs
from uncounted.estimate.histories import Histories

Reals = NDArray[np.float64]
Made = TypeVar("Made")

FINE, COARSE = 0.1, 4.0  # width of bins, in the smallest standard deviation that a posterior can have there
EXACT, EXACT_COARSE = 1000, 30  # the first bins hold one number each
NEGLIGIBLE = 21.0  # graphs are left out that together weigh less than about exp(-21), or 1e-9, of all
ENDLESS = 10**9  # without a bound the grid ends at so many times the victims observed
PARTS = 8  # pieces of work for threads; fixed, so that sums come out alike on any machine
WORTH = 1_000_000  # weights from which on threads are worth starting


@dataclass(frozen=True)
class Weights:
    """What a prior and a table make of a graph: see ``dga_kernel``. ``starts`` and ``constants`` have 2^lists rows."""

    n: int
    starts: Reals
    constants: Reals
    per_victim: float  # the prior of N is N to the power of minus this
    log_edge_odds: float


@dataclass(frozen=True)
class Grid:
    """Bins of numbers unrecorded: from ``first`` to ``last``, both within, each a whole number."""

    first: Reals
    last: Reals

    @property
    def width(self) -> Reals:
        """How many numbers each bin holds."""
        return self.last - self.first + 1

    @property
    def middle(self) -> Reals:
        """The middle of each bin."""
        return (self.first + self.last) / 2


@dataclass(frozen=True)
class Posterior:
    """Probabilities of graphs (``graph_mass``) and of the bins of ``grid`` (``mass``), both summing to 1.

    ``tail`` estimates the probability beyond the grid, relative to that within. ``n`` victims are observed.
    """

    n: int
    grid: Grid
    mass: Reals
    graphs: Graphs
    graph_mass: Reals
    tail: float

    def quantile(self, p: float) -> float:
        """The smallest number of victims with at least probability ``p`` at or below it; even within a bin."""
        return float(self.quantiles(np.array([p]))[0])

    def quantiles(self, p: Reals) -> Reals:
        """``quantile`` of each of several probabilities."""
        upto = np.cumsum(self.mass)
        at = np.minimum(np.searchsorted(upto, p * upto[-1]), len(upto) - 1)
        share = np.clip((p * upto[-1] - upto[at] + self.mass[at]) / np.maximum(self.mass[at], 1e-300), 0.0, 1.0)
        steps = np.maximum(np.ceil(share * self.grid.width[at] - 1e-9), 1.0)
        return np.asarray(self.n + self.grid.first[at] + steps - 1.0)

    @property
    def mean(self) -> float:
        """The mean over the grid."""
        return self.n + float(np.sum(self.mass * self.grid.middle))

    @property
    def mode(self) -> float:
        """The number of victims of the highest probability; the middle of a bin."""
        return self.n + float(self.grid.middle[np.argmax(self.mass / self.grid.width)])

    def above(self, victims: float) -> float:
        """The probability of more than so many victims."""
        return float(np.sum(self.mass[self.grid.middle + self.n > victims]))

    @property
    def saturated(self) -> float:
        """The probability of the graph in which every two lists are joined."""
        return float(np.sum(self.graph_mass[self.graphs.size == 1]))


def weights(table: Histories, delta: float, per_victim: float, edge_odds: float) -> Weights:
    """The terms of every set of lists: hyper-Dirichlet prior with ``delta`` for each cell of the whole table."""
    width, n = len(table.lists), table.n_observed
    starts, constants = np.empty(1 << width), np.empty(1 << width)
    cells = [(int(history[::-1], 2), count) for history, count in table.cells.items()]
    for lists in range(1 << width):
        margin: dict[int, int] = {}
        for history, count in cells:
            margin[history & lists] = margin.get(history & lists, 0) + count
        each = delta * 2.0 ** (width - lists.bit_count())
        starts[lists] = margin.pop(0, 0) + each
        constants[lists] = math.fsum(math.lgamma(y + each) for y in margin.values())
        constants[lists] -= (len(margin) + 1) * math.lgamma(each)
    return Weights(n, starts, constants, per_victim, math.log(edge_odds))


@lru_cache(maxsize=64)
def bins(n: int, least: int, most: int, unit: float, exact: int) -> Grid:
    """Bins that widen with the smallest standard deviation which n0 can have, after ``exact`` bins of one number.

    Where two lists are independent given others, n0 = ab/m, and its relative variance is at least 1/n0 + 1/n, and,
    since m is at most n^2/(4 n0), at least n0/n^2. What is wider is a power of n0, for which a twentieth is fine.
    """
    first, last = [], []
    low = least
    while low <= most:
        relative = math.sqrt(1 / max(low, 1) + 1 / max(n, 1) + low / max(n, 1) ** 2)
        step = 1 if low < least + exact else max(1, int(low * min(unit * relative, 0.05 * max(unit, 1.0))))
        first.append(low)
        last.append(min(low + step - 1, most))
        low += step
    return Grid(np.array(first, dtype=np.float64), np.array(last, dtype=np.float64))


def integers(least: int, most: int) -> Grid:
    """One bin for each number."""
    every = np.arange(least, most + 1, dtype=np.float64)
    return Grid(every, every)


def exponents(given: Weights, graphs: Graphs) -> Reals:
    """For each graph the power of n0 that its weight tends to; from -1 on it has no finite sum."""
    counted = np.arange(graphs.nodes) < graphs.size[:, None]
    terms = np.where(counted, given.starts[graphs.cliques] - given.starts[graphs.separators], 0.0)
    return np.asarray(terms.sum(axis=1) + given.n - given.per_victim)


def posterior(given: Weights, graphs: Graphs, grid: Grid, visits: Reals | None = None) -> Posterior:
    """Every graph at every bin; graphs that cannot matter are found on a coarse grid and left out.

    ``visits`` puts weights in the place of those that prior and table give the graphs.
    """
    if visits is not None:
        return _by_visits(given, graphs, grid, visits)
    priors = given.log_edge_odds * _edges(graphs)
    coarse = bins(given.n, int(grid.first[0]), int(grid.last[-1]), COARSE, EXACT_COARSE)
    shared = shared_weight(given, coarse)
    parts = np.array_split(np.arange(len(graphs)), PARTS if len(graphs) > 1000 else 1)
    found = in_threads([_peaks_of(given, coarse, shared, part_of(graphs, part)) for part in parts])
    heights = np.concatenate(found) + priors
    kept = np.flatnonzero(heights >= heights.max() - NEGLIGIBLE - math.log(len(graphs)))
    some = part_of(graphs, kept)
    return _normalised(given, some, grid, priors[kept] - heights.max())


def _by_visits(given: Weights, graphs: Graphs, grid: Grid, visits: Reals) -> Posterior:
    """Each graph's own posterior, mixed in proportion to ``visits``."""
    coarse = bins(given.n, int(grid.first[0]), int(grid.last[-1]), 1.0, 100)
    shared = shared_weight(given, coarse)
    priors = np.log(visits / visits.sum()) - _peaks_of(given, coarse, shared, graphs)()
    for _ in range(2):  # peaks first, to be in the range of numbers; then the sums themselves
        sums = _spread(given, graphs, grid, priors)[1][:, 0]
        priors += np.log(visits / visits.sum()) - np.log(sums)
    return _normalised(given, graphs, grid, priors)


def _normalised(given: Weights, some: Graphs, grid: Grid, priors: Reals) -> Posterior:
    mass, sums = _spread(given, some, grid, priors)
    power = exponents(given, some)
    beyond = sums[:, 1] / grid.width[-1] * (grid.last[-1] + 1) / np.maximum(-power - 1, 1e-9)
    total = mass.sum()
    return Posterior(given.n, grid, mass / total, some, sums[:, 0] / sums[:, 0].sum(), float(beyond.sum() / total))


def part_of(graphs: Graphs, rows: NDArray[np.int64]) -> Graphs:
    """Some of the graphs."""
    return Graphs(graphs.nodes, graphs.codes[rows], graphs.cliques[rows], graphs.separators[rows], graphs.size[rows])


def in_threads(work: Sequence[Callable[[], Made]]) -> list[Made]:
    """What each piece of work makes, in order; compiled loops run side by side."""
    if len(work) == 1:
        return [work[0]()]
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return [each.result() for each in [pool.submit(one) for one in work]]


def _spread(given: Weights, graphs: Graphs, grid: Grid, priors: Reals) -> tuple[Reals, Reals]:
    shared = shared_weight(given, grid)
    middle, mass = grid.middle, np.zeros(len(grid.first))
    parts = PARTS if len(mass) * len(graphs) > WORTH else 1
    cuts = [kernel.BLOCK * int(b) for b in np.linspace(0, -(-len(mass) // kernel.BLOCK), parts + 1)]
    spans = [slice(a, min(b, len(mass))) for a, b in itertools.pairwise(cuts) if b > a]

    def over(span: slice) -> Callable[[], Reals]:
        own, part = (given.starts, given.constants), (graphs.cliques, graphs.separators, graphs.size)
        return lambda: kernel.spread(*own, middle[span], shared[span], *part, priors, mass[span])

    found = in_threads([over(span) for span in spans])
    sums = np.sum([each[:, 0] for each in found], axis=0)
    return mass, np.column_stack([sums, found[-1][:, 1]])


def _peaks_of(given: Weights, grid: Grid, shared: Reals, graphs: Graphs) -> Callable[[], Reals]:
    return lambda: kernel.peaks(
        given.starts, given.constants, grid.middle, shared, graphs.cliques, graphs.separators, graphs.size
    )


def shared_weight(given: Weights, grid: Grid) -> Reals:
    """The log weight that all graphs share in a bin: multinomial coefficient, prior of N, width of the bin."""
    victims, unrecorded = np.empty(len(grid.first)), np.empty(len(grid.first))
    kernel.fill(given.n + 1.0, 0.0, grid.middle, victims)
    kernel.fill(1.0, 0.0, grid.middle, unrecorded)
    prior = given.per_victim * np.log(given.n + grid.middle)
    return np.asarray(victims - unrecorded - prior + np.log(grid.width))


def _edges(graphs: Graphs) -> Reals:
    pairs = graphs.nodes * (graphs.nodes - 1) // 2
    found = np.zeros(len(graphs))
    for k in range(pairs):
        found += (graphs.codes >> k) & 1
    return found
