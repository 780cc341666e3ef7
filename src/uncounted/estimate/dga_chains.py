"""Eight lists and more: decomposable graphs by Markov chains, one edge at a time.

Adding or taking away single edges reaches every decomposable graph (Giudici and Green 1999); parallel tempering (Geyer
1991) takes chains past graphs of little weight. The number of victims is
summed out of each step, so that a chain moves over graphs alone; afterwards every graph that a chain saw is weighed
exactly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uncounted.estimate import dga_walks as kernel
from uncounted.estimate.convergence import ess_bulk, ess_tail, rank_normalised_rhat
from uncounted.estimate.dga_posterior import Grid, Posterior, Weights, bins, in_threads, posterior, shared_weight
from uncounted.estimate.graphs import taken_apart

Codes = NDArray[np.int64]

POINTS, EXACT = 2.0, 30  # the grid of a chain: bins of the two smallest standard deviations
HEATS = (1.0, 0.55, 0.3, 0.16, 0.08, 0.03)  # powers of the weights, for parallel tempering
SETTLING = 0.25  # of the steps are forgotten
WANDERING = 2000  # steps of a walk that takes every move, from which a chain starts
FOUND = 0.95  # of the weight known: if every chain found so much of it, graphs are weighed and not counted


@dataclass(frozen=True)
class Sampled:
    """What chains over graphs found.

    ``posterior``: of the graphs that any chain saw, weighed exactly where each chain saw ``FOUND`` of their weight
    (``least_found``), and by how often they were seen otherwise. ``moves`` and ``trades`` are the shares of moves and
    of trades between temperatures that were taken, ``visited`` the number of graphs seen.
    """

    posterior: Posterior
    rhat: float
    ess_bulk: float
    ess_tail: float
    moves: float
    trades: float
    visited: int
    least_found: float


def sampled(given: Weights, nodes: int, grid: Grid, chains: int, steps: int, seed: int) -> Sampled:
    """The posterior by ``chains`` walks of ``steps`` steps, from graphs far apart."""
    coarse = bins(given.n, int(grid.first[0]), int(grid.last[-1]), POINTS, EXACT)
    table = kernel.filled(given.starts, given.constants, coarse.middle)
    shared = shared_weight(given, coarse)
    streams = [np.random.default_rng(each) for each in np.random.SeedSequence(seed).spawn(chains)]
    walks = in_threads(
        [_walk(table, shared, given.log_edge_odds, nodes, steps, at, streams[at]) for at in range(chains)]
    )
    settled = int(SETTLING * steps)
    codes = [walk[0][settled:] for walk in walks]
    victims = given.n + coarse.middle[np.array([walk[1][settled // kernel.THIN :] for walk in walks])]
    seen, counts = np.unique(np.concatenate(codes), return_counts=True)
    exact = posterior(given, taken_apart(seen, nodes), grid)
    weight = dict(zip(exact.graphs.codes.tolist(), exact.graph_mass.tolist(), strict=True))
    least = min(sum(weight.get(code, 0.0) for code in np.unique(each).tolist()) for each in codes)
    if least < FOUND:
        exact = posterior(given, taken_apart(seen, nodes), grid, visits=counts.astype(np.float64))
    moves, trades = (float(np.mean([walk[at] for walk in walks])) for at in (2, 3))
    diagnosis = rank_normalised_rhat(victims), ess_bulk(victims), ess_tail(victims)
    return Sampled(exact, *diagnosis, moves, trades, len(seen), least)


def _walk(
    table: NDArray[np.float64],
    shared: NDArray[np.float64],
    edge: float,
    nodes: int,
    steps: int,
    which: int,
    chance: np.random.Generator,
) -> Callable[[], tuple[Codes, Codes, float, float]]:
    pairs, walks = nodes * (nodes - 1) // 2, len(HEATS)

    def go() -> tuple[Codes, Codes, float, float]:
        first = (0, (1 << pairs) - 1)[which] if which < 2 else _anywhere(nodes, chance)
        seen, points = np.empty(steps, dtype=np.int64), np.empty(steps // kernel.THIN, dtype=np.int64)
        tried, uniforms = chance.integers(pairs, size=(steps, walks)), chance.random((steps, walks + 2))
        starts = np.full(walks, first, dtype=np.int64)
        shares = kernel.walk(table, shared, nodes, edge, starts, np.array(HEATS), tried, uniforms, seen, points)
        return seen, points, *shares

    return go


def _anywhere(nodes: int, chance: np.random.Generator) -> int:
    """A decomposable graph far from the data: the end of a walk to which all graphs are alike."""
    seen, points = np.empty(WANDERING, dtype=np.int64), np.empty(WANDERING, dtype=np.int64)
    tried = chance.integers(nodes * (nodes - 1) // 2, size=(WANDERING, 1))
    flat, start = np.zeros((1 << nodes, 1)), np.zeros(1, dtype=np.int64)
    uniforms = chance.random((WANDERING, 3))
    kernel.walk(flat, np.zeros(1), nodes, 0.0, start, np.ones(1), tried, uniforms, seen, points)
    return int(seen[-1])
