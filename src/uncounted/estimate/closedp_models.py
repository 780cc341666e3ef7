"""The closed-population models of Rcapture: their designs, and fits by Newton's method.

Cells are numbered as in ``poisson``: bit i of a cell stands for list i. k is the number of lists a victim is on.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from uncounted.estimate.poisson import saturated_log_likelihood
from uncounted.estimate.poisson_kernel import FITTED, NO_MAXIMUM, NOT_IDENTIFIED, UNDETERMINED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

THETA_POISSON, THETA_GAMMA = 2.0, 3.5


@dataclass(frozen=True)
class Design:
    """Columns by cell, cell 0 first; the last ``bounded`` of them have coefficients of at least 0."""

    matrix: Floats
    bounded: int = 0


@dataclass(frozen=True)
class DesignFit:
    """One fit: ``status`` as in ``poisson``; ``parameters`` are those not held at their bound."""

    status: int
    intercept: float
    deviance: float
    variance: float
    fitted: Floats
    parameters: int
    log_likelihood: float


def design(name: str, width: int) -> Design:
    """The design of M0, Mt, or Mh and Mth with -chao, -poisson2, -darroch or -gamma3.5, for ``width`` lists."""
    base, _, spread = name.partition("-")
    cells = np.arange(2**width)
    on = (cells[:, None] >> np.arange(width) & 1).astype(float)
    k = on.sum(axis=1)
    columns = [np.ones(cells.size), *(on.T if base in ("Mt", "Mth") else [k])]
    bounded = 0
    if spread == "chao":
        bounded = width - 2
        columns += [np.maximum(k - j + 1, 0.0) for j in range(3, width + 1)]
    elif spread == "poisson2":
        columns.append(THETA_POISSON**k - 1)
    elif spread == "darroch":
        columns.append(k**2 / 2)
    elif spread == "gamma3.5":
        columns.append(math.log(THETA_GAMMA) - np.log(THETA_GAMMA + k))
    return Design(np.stack(columns, axis=1), bounded)


class DesignList:
    """Designs that the profile likelihood can follow (``profile_likelihood.Fitter``)."""

    def __init__(self, designs: list[Design]) -> None:
        self.designs = designs

    def fit(
        self, counts: Floats, which: NDArray[np.int64], hidden: Floats
    ) -> tuple[NDArray[np.int64], Floats, Floats, Floats]:
        """Status, intercept, deviance, variance of the intercept; cell 0 is not observed where ``hidden`` < 0."""
        found = []
        for m, unrecorded in zip(which.tolist(), hidden.tolist(), strict=True):
            table = counts.copy()
            table[0] = max(unrecorded, 0.0)
            found.append(fit_design(table, self.designs[m], first=0 if unrecorded >= 0 else 1))
        return (
            np.array([fit.status for fit in found], np.int64),
            np.array([fit.intercept for fit in found]),
            np.array([fit.deviance for fit in found]),
            np.array([fit.variance for fit in found]),
        )


def fit_design(counts: Floats, model: Design, *, first: int = 1) -> DesignFit:
    """The maximum of the likelihood, bounded coefficients at least 0 (a concave program, solved by active sets).

    ``first`` is 0 where the count of cell 0 is given, 1 where it is not observed.
    """
    x, y = model.matrix[first:], counts[first:]
    free = x.shape[1] - model.bounded
    active = [j for j in range(x.shape[1]) if j < free or x[:, j] @ y > 0]
    fit = _newton(x, y, active)
    for _ in range(4 * model.bounded):
        status, beta, mu, _ = fit
        if status != FITTED:
            break
        negative = [j for j, value in zip(active, beta, strict=True) if j >= free and value < 0]
        pulled = [j for j in range(free, x.shape[1]) if j not in active and x[:, j] @ (y - mu) > 1e-7 * y.sum()]
        if negative:
            active.remove(negative[0])
        elif pulled:
            active = sorted([*active, pulled[0]])
        else:
            break
        fit = _newton(x, y, active)
    status, beta, mu, variance = fit
    if status != FITTED:
        nothing = math.nan
        return DesignFit(status, nothing, nothing, nothing, np.full(counts.size, nothing), len(active), nothing)
    positive = y > 0
    deviance = 2 * max(0.0, float((mu - y).sum() + (y[positive] * np.log(y[positive] / mu[positive])).sum()))
    fitted = np.concatenate([np.zeros(first), mu])
    likelihood = saturated_log_likelihood(counts, first) - deviance / 2
    return DesignFit(FITTED, float(beta[0]), deviance, variance, fitted, len(active), likelihood)


def _newton(x: Floats, y: Floats, active: list[int]) -> tuple[int, Floats, Floats, float]:
    """Newton's method for a Poisson design: status, coefficients, means, variance of the first coefficient."""
    scale = np.abs(x[:, active]).max(axis=0)
    design_matrix = x[:, active] / scale
    nothing = np.empty(0)
    mu = y + 0.1
    information = design_matrix.T @ (mu[:, None] * design_matrix)
    if np.linalg.cond(information) > 1e12 and np.linalg.matrix_rank(design_matrix) < len(active):
        return NOT_IDENTIFIED, nothing, nothing, 0.0
    beta = np.linalg.lstsq(information, design_matrix.T @ (mu * np.log(mu) + y - mu))[0]
    for _ in range(100):
        mu = np.exp(np.minimum(design_matrix @ beta, 60.0))
        value = float(y @ (design_matrix @ beta) - mu.sum())
        information = design_matrix.T @ (mu[:, None] * design_matrix)
        try:
            step = np.linalg.solve(information, design_matrix.T @ (y - mu))
        except np.linalg.LinAlgError:
            break
        along = design_matrix @ step
        longest = float(np.abs(along).max())
        if longest < 1e-7:
            if mu.min() < 1e-9 * mu.max() and not _exists(design_matrix, y):
                break
            return FITTED, beta / scale, mu, float(np.linalg.inv(information)[0, 0] / scale[0] ** 2)
        size = min(1.0, 4.0 / longest)
        for _halving in range(30):
            eta = np.minimum(design_matrix @ (beta + size * step), 60.0)
            if float(y @ eta - np.exp(eta).sum()) >= value - 1e-9 * (1 + abs(value)):
                break
            size /= 2
        beta = beta + size * step
    return (UNDETERMINED if _exists(design_matrix, y) else NO_MAXIMUM), nothing, nothing, 0.0


def _exists(x: Floats, y: Floats) -> bool:
    """Whether some positive means have the margins of the counts (linear program, as in ``poisson.exists``)."""
    from scipy.optimize import linprog

    scale = max(1.0, float(y.max()))
    ones = x.sum(axis=0)[:, None]
    found = linprog(
        np.array([-1.0, *np.zeros(y.size)]),
        A_eq=np.hstack([ones, x.T]),
        b_eq=x.T @ (y / scale),
        bounds=[(0, 1), *[(0, None)] * y.size],
        method="highs",
    )
    return bool(found.status == 0 and -found.fun > 1e-9)
