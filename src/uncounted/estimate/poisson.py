"""Poisson log-linear models of an overlap table: one fit, or many at once; does the maximum exist, is N identified.

The counts of the observed cells are Poisson with means exp(eta); the victims on no list are exp(intercept) (Fienberg
1972; Cormack 1989). A term whose margin is empty has coefficient -inf: it leaves the model with all cells that contain
it and still counts as a parameter (extended maximum likelihood: Chan, Silverman and Vincent 2021, for terms of any
order). For what is left, a maximum exists if and only if some table with positive means has the same margins
(Haberman 1974; Fienberg and Rinaldo 2012), and the intercept is identified if and only if a cell is left beside the
terms (proof in docs/estimation.md).
"""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from uncounted.estimate.histories import Histories
from uncounted.estimate.loglinear_models import Model, model_name
from uncounted.estimate.poisson_kernel import (
    FITTED,
    NO_MAXIMUM,
    NOT_IDENTIFIED,
    UNDETERMINED,
    fit_batch,
    fit_cells,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

REASONS = {
    NO_MAXIMUM: "no maximum of the likelihood exists",
    NOT_IDENTIFIED: "the number of unrecorded victims is not identified",
    UNDETERMINED: "the likelihood has a maximum that could not be computed",
}


@dataclass(frozen=True)
class PoissonFit:
    """One fitted model. ``status`` is FITTED, or the reason (``REASONS``) why the rest is NaN.

    ``coefficients`` follow ``model`` (-inf: empty margin); ``fitted`` are the means by cell (cell 0: 0 unless its count
    was given); ``variance`` is that of the intercept by the information matrix. ``parameters`` counts all terms.
    """

    model: Model
    status: int
    coefficients: NDArray[np.float64]
    fitted: NDArray[np.float64]
    deviance: float
    log_likelihood: float
    variance: float

    @property
    def parameters(self) -> int:
        """Number of terms, the intercept and those of empty margins among them."""
        return len(self.model)

    @property
    def converged(self) -> bool:
        """Whether the maximum exists, is identified and was found."""
        return self.status == FITTED

    @property
    def unrecorded(self) -> float:
        """exp(intercept): the fitted number of victims on no list."""
        return math.exp(self.coefficients[0])

    @property
    def aic(self) -> float:
        """-2 log-likelihood + 2 parameters."""
        return -2 * self.log_likelihood + 2 * self.parameters

    @property
    def name(self) -> str:
        """The model's generators, such as ``[123,14,34]``."""
        return model_name(self.model)


@dataclass(frozen=True)
class ModelFits:
    """Many fitted models of one table: arrays with one entry per model, NaN where ``status`` is not FITTED."""

    models: Sequence[Model]
    status: NDArray[np.int64]
    unrecorded: NDArray[np.float64]
    deviance: NDArray[np.float64]
    log_likelihood: NDArray[np.float64]
    variance: NDArray[np.float64]
    parameters: NDArray[np.int64]

    def criterion(self, per_parameter: float) -> NDArray[np.float64]:
        """-2 log-likelihood + ``per_parameter`` times parameters: 2 for AIC, log(n) for BIC."""
        found: NDArray[np.float64] = -2 * self.log_likelihood + per_parameter * self.parameters
        return found

    def excluded(self) -> dict[str, int]:
        """How many models have no estimate, by reason."""
        found = {reason: int(np.count_nonzero(self.status == state)) for state, reason in REASONS.items()}
        return {reason: count for reason, count in found.items() if count}


def cell_counts(table: Histories) -> NDArray[np.float64]:
    """The counts by cell number: bit i of the number stands for list i. Cell 0 is 0. 2^J entries."""
    counts = np.zeros(2 ** len(table.lists))
    for history, count in table.cells.items():
        counts[sum(1 << i for i, on in enumerate(history) if on == "1")] = count
    return counts


def by_history(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Values by cell number, cell 0 left out, in the order of ``interface.histories_of``."""
    width = values.size.bit_length() - 1
    cells = [sum(1 << i for i in range(width) if number >> (width - 1 - i) & 1) for number in range(1, values.size)]
    found: NDArray[np.float64] = values[cells]
    return found


def saturated_log_likelihood(counts: NDArray[np.float64], first: int = 1) -> float:
    """The log-likelihood of means equal to the counts: what a deviance is measured from."""
    observed: list[float] = counts[first:].tolist()
    return sum(y * math.log(y) - y - math.lgamma(y + 1) for y in observed if y > 0)


def fit_model(counts: NDArray[np.float64], model: Model, *, first: int = 1) -> PoissonFit:
    """Fit one model. ``first`` is 0 where the count of cell 0 is given, 1 where it is not observed."""
    beta, mu = np.empty(len(model)), np.empty(counts.size)
    status, deviance, variance, _ = fit_cells(counts, np.array(model, np.int64), np.int64(first), beta, mu)
    if status == UNDETERMINED and not exists(counts, model, first=first):
        status = NO_MAXIMUM
    if status != FITTED:
        beta[:], mu[:] = math.nan, math.nan
        deviance = variance = math.nan
    likelihood = saturated_log_likelihood(counts, first) - deviance / 2
    return PoissonFit(model, status, beta, mu, deviance, likelihood, variance)


def fit_models(counts: NDArray[np.float64], models: Iterable[Model], *, threads: int | None = None) -> ModelFits:
    """Fit many models of one table, in threads (as many as there are cores, unless told).

    The result is the same to every digit whatever the number of threads.
    """
    wanted = ModelList(list(models))
    every = np.arange(len(wanted.models))
    status, intercept, deviance, variance = wanted.fit(counts, every, np.full(every.size, -1.0), threads=threads)
    for i in np.flatnonzero(status == UNDETERMINED).tolist():
        if not exists(counts, wanted.models[i]):
            status[i] = NO_MAXIMUM
    missing = status != FITTED
    for values in (intercept, deviance, variance):
        values[missing] = math.nan
    likelihood = saturated_log_likelihood(counts) - deviance / 2
    return ModelFits(wanted.models, status, np.exp(intercept), deviance, likelihood, variance, wanted.sizes)


class ModelList:
    """Models laid out for the compiled loop."""

    def __init__(self, models: Sequence[Model]) -> None:
        self.models = models
        self.sizes = np.array([len(model) for model in models], np.int64)
        self._ends = np.cumsum(self.sizes)
        self._terms = np.array([term for model in models for term in model], np.int64)

    def fit(
        self,
        counts: NDArray[np.float64],
        which: NDArray[np.int64],
        hidden: NDArray[np.float64],
        *,
        threads: int | None = None,
    ) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        """Status, intercept, deviance and variance of the intercept, one each for every fit.

        Fit k is of model ``which[k]`` with ``hidden[k]`` in cell 0, which is not observed where that is negative.
        """
        many = which.size
        status = np.empty(many, np.int64)
        intercept, deviance, variance = (np.empty(many) for _ in range(3))

        def work(low: int, high: int) -> None:
            found = (status, intercept, deviance, variance)
            fit_batch(counts, self._terms, self._ends, which, hidden, low, high, *found)

        workers = max(1, min(threads or os.cpu_count() or 1, many // 32))
        parts = 1 if workers == 1 else 4 * workers
        edges = [many * i // parts for i in range(parts + 1)]
        if workers == 1:
            work(0, many)
        else:
            with ThreadPoolExecutor(workers) as pool:
                list(pool.map(work, edges[:-1], edges[1:]))
        return status, intercept, deviance, variance


def left_over(counts: NDArray[np.float64], model: Model, *, first: int = 1) -> tuple[list[int], list[int]]:
    """The terms and the cells that stay once terms of empty margin are gone, with the cells that contain them."""
    margin = {t: sum(y for c, y in enumerate(counts.tolist()) if c & t == t and c >= first) for t in model}
    gone = [t for t in model if t and margin[t] == 0]
    cells = [c for c in range(first, counts.size) if not any(c & t == t for t in gone)]
    return [t for t in model if t not in gone], cells


def identified(counts: NDArray[np.float64], model: Model, *, first: int = 1) -> bool:
    """Whether the columns of what is left of the model are independent, so that the intercept is determined."""
    terms, cells = left_over(counts, model, first=first)
    return len(cells) >= len(terms)


def exists(counts: NDArray[np.float64], model: Model, *, first: int = 1) -> bool:
    """Whether the likelihood of what is left of the model has a maximum, by a linear program.

    Maximise s over tables y with the margins of the counts and every cell at least s: a maximum exists if and only if s
    can be positive (Fienberg and Rinaldo 2012, section 4).
    """
    import highspy

    terms, cells = left_over(counts, model, first=first)
    scale = max(1.0, float(counts[first:].max()))  # margins of huge tables would drown the tolerance of the solver
    new_solver: Callable[[], Any] = highspy.Highs
    solver = new_solver()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("primal_feasibility_tolerance", 1e-10)
    floor = solver.addVariable(lb=0.0, ub=1.0, obj=-1.0)
    above = {c: solver.addVariable(lb=0.0) for c in cells}
    for t in terms:
        within = [c for c in cells if c & t == t]
        total = sum(float(counts[c]) for c in within)
        solver.addConstr(sum((above[c] for c in within), len(within) * floor) == total / scale)
    solver.run()
    return bool(-solver.getInfo().objective_function_value > 1e-8)
