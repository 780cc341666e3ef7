"""Simulation-based calibration of the Bayesian methods: ``python -m evaluation.estimation.calibration``.

Truths are drawn from a method's own prior, tables from the truths, and each truth is ranked among the draws of its
posterior. If prior, likelihood and sampler are what they claim to be, ranks are uniform (Talts, Betancourt, Simpson,
Vehtari and Gelman 2018). The prior of the number N of victims, 1/N, has no finite sum, so that truths come from
``RANGE`` and draws outside it are left out of the ranks, which is the posterior under the prior so cut off. Tables
that a method refuses are drawn anew: the posterior does not depend on how a table came to be looked at.
"""

from __future__ import annotations

import argparse
import itertools
import math
import os
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from uncounted.estimate.histories import Histories
from uncounted.estimate.interface import Estimator
from uncounted.estimate.methods import METHODS
from uncounted.estimate.settings import build

Reals = NDArray[np.float64]
RANGE = (200, 4000)  # numbers of victims
FEWEST_DRAWS = 50  # within RANGE; with fewer a rank is too coarse
CLASSES, A, B = 10, 0.25, 0.25  # of the latent class prior
BINS = 10
HEAD = "method  lists  settings             tables  refused  chi2 p     KS p   mean  in 50%  in 95%"


@dataclass(frozen=True)
class Task:
    """One truth to rank: the method, how many lists, its settings and a seed."""

    method: str
    lists: int
    settings: tuple[str, ...]
    seed: int


def main() -> None:
    """Rank truths among draws and print how uniform the ranks are."""
    parser = argparse.ArgumentParser(prog="evaluation.estimation.calibration", description=main.__doc__)
    parser.add_argument("--tables", type=int, default=300, help="truths for each row, 300 by default")
    parser.add_argument("--method", default="dga,lcmcr", help="methods, with commas")
    parser.add_argument("--lists", default="3,4", help="numbers of lists, with commas")
    parser.add_argument("--set", action="append", default=[], help="method.name=value, as for uncounted estimate")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    options = parser.parse_args()
    print(f"numbers of victims from {RANGE[0]} to {RANGE[1]}, seed {options.seed}\n{HEAD}", flush=True)
    with ProcessPoolExecutor(options.jobs) as pool:
        for method in (name for name in options.method.split(",") if name in METHODS and name in PRIORS):
            settings = tuple(text for text in options.set if text.startswith(f"{method}.")) or DEFAULTS.get(method, ())
            for width in map(int, options.lists.split(",")):
                seeds = np.random.SeedSequence([options.seed, width]).generate_state(options.tables)
                tasks = [Task(method, width, settings, int(seed)) for seed in seeds]
                found = list(pool.map(rank, tasks, chunksize=4))
                print(row(tasks[0], [one[0] for one in found], sum(one[1] for one in found)), flush=True)


def rank(task: Task) -> tuple[float, int]:
    """The truth's rank among the draws, between 0 and 1, and how many tables were refused before one was answered."""
    chance = np.random.default_rng(task.seed)
    (method,) = build([task.method], seed=task.seed % 2**31, given=task.settings)
    if not isinstance(method, Estimator):
        raise SystemExit(f"{task.method} has no posterior")
    for refused in itertools.count():
        table, truth = drawn(task, method, chance)
        fitted = method.fitted(table) if len(table.usable()) == task.lists else None
        if fitted is None or fitted.draws is None or fitted.estimate.refused is not None:
            continue
        inside = fitted.draws[(fitted.draws >= RANGE[0]) & (fitted.draws <= RANGE[1])]
        if len(inside) >= FEWEST_DRAWS:
            below, equal = float((inside < truth).mean()), float((np.rint(inside) == truth).mean())
            return min(1.0, below + chance.random() * equal), refused
    raise AssertionError


def drawn(task: Task, method: Estimator, chance: np.random.Generator) -> tuple[Histories, int]:
    """A table whose lists are all usable or not, and how many victims there are."""
    truth = round(math.exp(chance.uniform(*np.log(RANGE))))
    cells = PRIORS[task.method](task.lists, method, chance)
    counts = chance.multinomial(truth, cells / cells.sum())
    names = tuple("ABCDEFGH"[: task.lists])
    keys = ["".join(bits) for bits in itertools.product("01", repeat=task.lists)]
    return Histories(names, {key: int(n) for key, n in zip(keys, counts, strict=True) if "1" in key and n}), truth


def graph_cells(width: int, method: Estimator, chance: np.random.Generator) -> Reals:
    """Cells from a graph that is any decomposable one alike, and a hyper-Dirichlet law (Dawid and Lauritzen 1993).

    In an order of the lists in which each one's earlier neighbours are all joined, the chance of a list given them is
    a beta variable of its own for each of their patterns.
    """
    from uncounted.estimate.graphs import decomposable_graphs

    delta = getattr(method, "delta", None) or 2.0**-width
    graphs = decomposable_graphs(width)
    code = int(graphs.codes[chance.integers(len(graphs))])
    pairs = list(itertools.combinations(range(width), 2))
    joined = {pair for k, pair in enumerate(pairs) if code >> k & 1}
    joined |= {(j, i) for i, j in joined}
    order = next(order for order in itertools.permutations(range(width)) if _perfect(order, joined))
    cells = np.ones((2,) * width)
    for at, one in enumerate(order):
        parents = [other for other in order[:at] if (one, other) in joined]
        each = delta * 2.0 ** (width - len(parents) - 1)
        yes = chance.beta(each, each, size=(2,) * len(parents))
        for pattern in itertools.product((0, 1), repeat=width):
            p = float(yes[tuple(pattern[parent] for parent in parents)])
            cells[pattern] *= p if pattern[one] else 1 - p
    return cells.ravel()


def _perfect(order: tuple[int, ...], joined: set[tuple[int, int]]) -> bool:
    for at, one in enumerate(order):
        earlier = [other for other in order[:at] if (one, other) in joined]
        if any(pair not in joined for pair in itertools.combinations(earlier, 2)):
            return False
    return True


def class_cells(width: int, method: Estimator, chance: np.random.Generator) -> Reals:
    """Cells from latent classes: sticks of a Dirichlet process cut off, rates uniform (Manrique-Vallier 2016)."""
    classes = int(getattr(method, "classes", None) or CLASSES)
    sticks = chance.beta(1, max(chance.gamma(A, 1 / B), 1e-12), size=classes - 1)
    weights = np.append(sticks, 1.0) * np.append(1.0, np.cumprod(1 - sticks))
    rates = chance.random((classes, width))
    keys = np.array(list(itertools.product((0, 1), repeat=width)))
    each = np.prod(np.where(keys[:, None, :] == 1, rates, 1 - rates), axis=2)
    found: Reals = each @ weights
    return found


PRIORS: Mapping[str, Callable[[int, Estimator, np.random.Generator], Reals]] = {
    "dga": graph_cells,
    "lcmcr": class_cells,
}
DEFAULTS: Mapping[str, tuple[str, ...]] = {"dga": ("dga.delta=0.5",)}  # with 2^-lists most tables have no overlap


def row(task: Task, ranks: list[float], refused: int) -> str:
    """A line of the table."""
    from scipy.stats import chisquare, kstest

    counts = Counter(min(int(u * BINS), BINS - 1) for u in ranks)
    chi2, ks = chisquare([counts.get(i, 0) for i in range(BINS)]).pvalue, kstest(ranks, "uniform").pvalue
    inner = [sum((1 - share) / 2 <= u <= (1 + share) / 2 for u in ranks) / len(ranks) for share in (0.5, 0.95)]
    settings = " ".join(text.partition(".")[2] for text in task.settings)
    return (
        f"{task.method:7} {task.lists:5}  {settings:20} {len(ranks):6}  {refused:7}  {chi2:6.3f}  "
        f"{ks:7.3f}  {sum(ranks) / len(ranks):5.3f}  {inner[0]:6.1%}  {inner[1]:6.1%}"
    )


if __name__ == "__main__":
    main()
