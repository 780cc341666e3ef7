"""What graphs expect of the overlap table: chances of histories, for checks of the fit."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from uncounted.estimate.dga_posterior import Posterior, Weights, part_of, posterior
from uncounted.estimate.histories import Histories
from uncounted.estimate.interface import histories_of

Reals = NDArray[np.float64]
ROWS = 40


def expected(table: Histories, given: Weights, found: Posterior, delta: float) -> Reals:
    """The chances of the histories given that a victim is recorded: ROWS draws of graph and number of victims.

    Graphs come in proportion to their probability, numbers from their posterior under the graph. Each row holds the
    posterior means of the cells given both: in a decomposable graph with a hyper-Dirichlet prior the product of the
    cliques' means over that of the separators' (Dawid and Lauritzen 1993). Columns are ``histories_of(lists)``.
    """
    width = len(table.lists)
    shares = (np.arange(ROWS) + 0.5) / ROWS
    which = np.minimum(np.searchsorted(np.cumsum(found.graph_mass), shares), len(found.graph_mass) - 1)
    histories = np.array([int(history[::-1], 2) for history in histories_of(width)])
    counts = np.zeros(1 << width)
    for history, count in table.cells.items():
        counts[int(history[::-1], 2)] = count
    rows = np.empty((ROWS, len(histories)))
    for row in np.unique(which):
        here = np.flatnonzero(which == row)
        graph = part_of(found.graphs, np.array([row]))
        alone = posterior(given, graph, found.grid)
        numbers = alone.quantiles((np.arange(len(here)) + 0.5) / len(here)) - found.n
        size = int(graph.size[0])
        for at, unrecorded in zip(here, numbers, strict=True):
            cells = counts + delta
            cells[0] += unrecorded
            logs = np.zeros(len(cells))
            for clique, separator in zip(graph.cliques[0, :size], graph.separators[0, :size], strict=True):
                logs += _log_margin(cells, int(clique)) - _log_margin(cells, int(separator))
            chances = np.exp(logs)[histories]
            rows[at] = chances / chances.sum()
    return rows


def _log_margin(cells: Reals, lists: int) -> Reals:
    """For each history the log of the share of those who agree with it on ``lists``."""
    known = np.arange(len(cells)) & lists
    found: Reals = np.log(np.bincount(known, cells, len(cells))[known] / cells.sum())
    return found
