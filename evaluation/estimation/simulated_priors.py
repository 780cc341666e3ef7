"""Truths from the priors of Bayesian methods, tables from these truths, and what a posterior says of both.

With p(N) proportional to 1/N, the number n of recorded victims says nothing of the chances of histories: p(n | chances)
is the sum over N of 1/N binomial(n; N, s) = 1/n, whatever the chance s of being on some list. So n may be given: the
chances are drawn from their prior, the table is multinomial, and N - n is negative binomial. Nothing has to be cut off.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from uncounted.estimate import convergence
from uncounted.estimate.bayes_threshold import BayesianThreshold, Work
from uncounted.estimate.dga import DecomposableGraphs
from uncounted.estimate.graphs import decomposable_graphs
from uncounted.estimate.histories import Histories
from uncounted.estimate.latent_answer import sampled
from uncounted.estimate.latent_class import LatentClass
from uncounted.estimate.latent_target import table_of
from uncounted.estimate.poisson import cell_counts
from uncounted.model.errors import Refused

Reals = NDArray[np.float64]
RECORDED = (100, 1000)  # victims on some list; log-uniform
INTERCEPT = (math.log(20), math.log(2000))  # of log-linear models, flat; draws outside are left out
MAIN_EFFECT = (-2.5, 0.5)


@dataclass(frozen=True)
class Posterior:
    """Quantities at the truth and at draws: equal names, each array of shape (draws,), in an order without trend.

    ``worth``: how many independent draws these are worth; ``agreed``: whether the method vouches for its draws;
    ``by``: what answered, where a method has several samplers.
    """

    truth: Mapping[str, float]
    draws: Mapping[str, Reals]
    worth: float = math.inf
    agreed: bool = True
    by: str = ""


def table_from(counts: Mapping[str, int], lists: int) -> Histories | None:
    """The table of these histories where all its lists are usable."""
    found = Histories(tuple("ABCDEFGH"[:lists]), {key: n for key, n in counts.items() if "1" in key and n})
    return found if len(found.usable()) == lists else None


def drawn_given_recorded(cells: Reals, lists: int, rng: np.random.Generator) -> tuple[dict[str, int], float]:
    """Counts of histories and the number of victims, from chances of all histories, that of none first."""
    n = round(math.exp(rng.uniform(*np.log(RECORDED))))
    s = float(cells[1:].sum())
    counts = rng.multinomial(n, cells[1:] / s)
    keys = [format(i, f"0{lists}b") for i in range(1, 2**lists)]
    unseen = rng.poisson(min(rng.standard_gamma(n) * float(cells[0]) / s, 1e18))
    return dict(zip(keys, map(int, counts), strict=True)), n + float(unseen)


def of_graphs(method: DecomposableGraphs, lists: int, rng: np.random.Generator) -> Posterior | None:
    """``dga``: any decomposable graph alike, and a hyper-Dirichlet law. Null where the table is refused."""
    counts, victims = drawn_given_recorded(graph_cells(method, lists, rng), lists, rng)
    table = table_from(counts, lists)
    fitted = None if table is None else method.fitted(table)
    if fitted is None or fitted.draws is None or fitted.estimate.refused is not None:
        return None
    return Posterior({"N": victims}, {"N": rng.permutation(np.rint(fitted.draws))})


def graph_cells(method: DecomposableGraphs, lists: int, rng: np.random.Generator) -> Reals:
    """Chances of all histories (Dawid and Lauritzen 1993).

    In an order of the lists in which each one's earlier neighbours are all joined, the chance of a list given them is
    a beta variable of its own for each of their patterns.
    """
    delta = method.delta or 2.0**-lists
    graphs = decomposable_graphs(lists)
    code = int(graphs.codes[rng.integers(len(graphs))])
    joined = {pair for k, pair in enumerate(itertools.combinations(range(lists), 2)) if code >> k & 1}
    joined |= {(j, i) for i, j in joined}
    order = next(order for order in itertools.permutations(range(lists)) if _perfect(order, joined))
    cells = np.ones((2,) * lists)
    for at, one in enumerate(order):
        parents = [other for other in order[:at] if (one, other) in joined]
        each = delta * 2.0 ** (lists - len(parents) - 1)
        yes = rng.beta(each, each, size=(2,) * len(parents))
        for pattern in itertools.product((0, 1), repeat=lists):
            p = float(yes[tuple(pattern[parent] for parent in parents)])
            cells[pattern] *= p if pattern[one] else 1 - p
    return cells.ravel()


def _perfect(order: tuple[int, ...], joined: set[tuple[int, int]]) -> bool:
    for at, one in enumerate(order):
        earlier = [other for other in order[:at] if (one, other) in joined]
        if any(pair not in joined for pair in itertools.combinations(earlier, 2)):
            return False
    return True


def of_classes(method: LatentClass, lists: int, rng: np.random.Generator) -> Posterior | None:
    """``lcmcr``: N, and the log likelihood of the recorded. Null where the table is refused."""
    counts, victims = drawn_given_recorded(cells := class_cells(method, lists, rng), lists, rng)
    table = table_from(counts, lists)
    if table is None:
        return None
    sample = sampled(table_of(table.cells, method.classes, method.a, method.b), method)
    ll = np.zeros(0) if sample.log_likelihood is None else sample.log_likelihood
    worth = min(sample.ess_bulk, convergence.ess_bulk(ll))
    shares = cells / cells[1:].sum()
    truth = sum(n * math.log(shares[int(key, 2)]) for key, n in counts.items() if n)
    return Posterior(
        {"N": victims, "log lik": truth},
        {"N": sample.draws.ravel(), "log lik": ll.ravel()},
        worth,
        not sample.faults(),
        sample.sampler,
    )


def class_cells(method: LatentClass, lists: int, rng: np.random.Generator) -> Reals:
    """Chances of all histories: sticks of a Dirichlet process cut off, rates uniform (Manrique-Vallier 2016)."""
    sticks = rng.beta(1, max(rng.gamma(method.a, 1 / method.b), 1e-12), size=method.classes - 1)
    weights = np.append(sticks, 1.0) * np.append(1.0, np.cumprod(1 - sticks))
    rates = rng.random((method.classes, lists))
    keys = np.array(list(itertools.product((0, 1), repeat=lists)))
    each = np.prod(np.where(keys[:, None, :] == 1, rates, 1 - rates), axis=2)
    found: Reals = each @ weights
    return found


def of_pairs(method: BayesianThreshold, lists: int, rng: np.random.Generator) -> Posterior | None:
    """``bayes-threshold``: n + the mean of those on no list, and the log likelihood.

    Counts are Poisson. The flat priors of intercept and main effects have no finite sum: truths come from a box, and
    draws outside it are left out, which is the posterior under the prior so cut off.
    """
    spread = math.sqrt(method.prior_variance or math.nan)
    terms = [c for c in range(2**lists) if c.bit_count() < 3]
    boxes = [INTERCEPT if t == 0 else MAIN_EFFECT if t.bit_count() == 1 else None for t in terms]
    beta = np.array([rng.normal(0, spread) if box is None else rng.uniform(*box) for box in boxes])
    design = np.array([[float(c & t == t) for t in terms] for c in range(1, 2**lists)])
    y = rng.poisson(np.exp(design @ beta))
    keys = ["".join("1" if c >> i & 1 else "0" for i in range(lists)) for c in range(1, 2**lists)]
    table = table_from(dict(zip(keys, map(int, y), strict=True)), lists)
    if table is None:
        return None
    work = Work(cell_counts(table), table.lists, method)
    try:
        found = work.sample(work.select(method.threshold).terms, 3)
    except Refused:
        return None
    column = {t: k for k, t in enumerate(found.terms)}
    inside = np.ones(found.draws.shape[:2], bool)
    for t, box in zip(terms, boxes, strict=True):
        if box is not None:
            inside &= (found.draws[:, :, column[t]] >= box[0]) & (found.draws[:, :, column[t]] <= box[1])
    eta = found.draws[inside] @ design[:, [terms.index(t) for t in found.terms]].T
    n = int(y.sum())
    return Posterior(
        {"N": n + math.exp(beta[0]), "log lik": float(y @ (design @ beta) - np.exp(design @ beta).sum())},
        {"N": n + np.exp(found.draws[inside][:, 0]), "log lik": eta @ y - np.exp(eta).sum(axis=1)},
        convergence.ess_bulk(found.draws[:, :, 0]) * float(inside.mean()),
        not work.notes,
    )


SIMULATED: Mapping[str, Callable[[Any, int, np.random.Generator], Posterior | None]] = {
    "dga": of_graphs,
    "lcmcr": of_classes,
    "bayes-threshold": of_pairs,
}
