"""Decomposable graphs and selection on lists with a known truth."""

from __future__ import annotations

import numpy as np
import pytest

from uncounted.estimate import DecomposableGraphs, Histories, Stepwise
from uncounted.estimate.dga_posterior import bins, posterior, weights
from uncounted.estimate.graphs import decomposable_graphs
from uncounted.estimate.interface import Estimator
from uncounted.estimate.simulate import Design, simulate_lists
from uncounted.model.estimate import Estimate

RUNS = 30
ALONE = Design(800, (0.45, 0.35, 0.3, 0.2))
REFERRING = Design(800, (0.45, 0.35, 0.3, 0.2), dependence=((0, 1, 1.5),))


def answers(method: Estimator, design: Design) -> list[Estimate]:
    return [method.fit(simulate_lists(design, seed)) for seed in range(RUNS)]


def covered(found: list[Estimate], truth: int) -> float:
    return sum((each.low or 0) <= truth <= (each.high or 0) for each in found) / len(found)


@pytest.mark.parametrize("design", [ALONE, REFERRING], ids=["independent", "one list refers"])
def test_the_intervals_of_dga_hold_the_truth(design: Design) -> None:
    found = answers(DecomposableGraphs(), design)
    assert covered(found, design.victims) >= 0.83  # 95%, less three standard errors of 30 tables
    assert np.median([each.estimate or 0 for each in found]) == pytest.approx(design.victims, rel=0.04)


@pytest.mark.parametrize("design", [ALONE, REFERRING], ids=["independent", "one list refers"])
def test_the_intervals_of_stepwise_hold_the_truth(design: Design) -> None:
    found = answers(Stepwise(bootstraps=100), design)
    assert covered(found, design.victims) >= 0.8
    assert np.median([each.estimate or 0 for each in found]) == pytest.approx(design.victims, rel=0.04)


def drawn(chance: np.random.Generator, width: int, delta: float, least: int, most: int) -> tuple[int, Histories]:
    """A truth and its lists out of the prior: 1/N between bounds, any decomposable graph, hyper-Dirichlet cells."""
    graphs = decomposable_graphs(width)
    victims = int(np.exp(chance.uniform(np.log(least - 0.5), np.log(most + 0.5))) + 0.5)
    row = int(chance.integers(len(graphs)))
    cells = np.full(1 << width, 1.0)
    joined = np.zeros((width, width), bool)
    pairs = [(i, j) for i in range(width) for j in range(i + 1, width)]
    for k, (i, j) in enumerate(pairs):
        joined[i, j] = joined[j, i] = bool(int(graphs.codes[row]) >> k & 1)
    left = list(range(width))
    while left:  # list by list, given those of its neighbours that are still to come
        v = next(
            v for v in left if all(joined[a, b] for a in left for b in left if a < b and joined[v, a] & joined[v, b])
        )
        parents = [u for u in left if joined[v, u]]
        each = delta * 2.0 ** (width - len(parents) - 1)
        on = chance.beta(each, each, size=1 << len(parents))
        for cell in range(1 << width):
            share = on[sum((cell >> u & 1) << at for at, u in enumerate(parents))]
            cells[cell] *= share if cell >> v & 1 else 1 - share
        left.remove(v)
    counts = chance.multinomial(victims, cells / cells.sum())
    names = tuple("ABCDEFG"[:width])
    histories = {"".join(str(c >> i & 1) for i in range(width)): int(counts[c]) for c in range(1, 1 << width)}
    return victims, Histories(names, histories)


@pytest.mark.parametrize(("width", "delta"), [(3, 0.5), (4, 1.0)])
def test_the_posterior_is_calibrated(width: int, delta: float) -> None:
    """Simulation-based calibration: the truth is anywhere in its posterior with equal chance (Talts et al. 2018)."""
    chance = np.random.default_rng(7)
    graphs, least, most, ranks = decomposable_graphs(width), 100, 1500, []
    while len(ranks) < 300:
        truth, table = drawn(chance, width, delta, least, most)
        n = table.n_observed
        if n == 0:
            continue
        grid = bins(n, max(least - n, 0), most - n, 0.1, 1000)
        found = posterior(weights(table, delta, 1.0, 1.0), graphs, grid)
        before = float(found.mass[found.grid.last + n < truth].sum())
        at = float(found.mass[(found.grid.first + n <= truth) & (found.grid.last + n >= truth)].sum())
        ranks.append(before + chance.random() * at)
    furthest = np.abs(np.sort(ranks) - (np.arange(300) + 0.5) / 300).max()
    assert furthest < 1.63 / np.sqrt(300)  # Kolmogorov, 1%
