"""Log-odds that no pair helped to set, put right on the known non-matches, and drawn with what is not known of them.

A flexible fit sees in chance differences between pairs that may match and known non-matches what is not there: pairs
that look as many others happen to are given too much. So each pair is judged by a fit to the others (cross-fitting,
Chernozhukov et al. 2018), and these log-odds are put right by a curve of few coefficients, fitted again to pairs that
may match against known non-matches. Its coefficients, fitted to a resample for each version, are what all pairs of a
version have in common: an error of the rate of false matches does not average out over pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from uncounted.link.persons.contrast import DEEP, Features, fit, log_odds

if TYPE_CHECKING:
    from numpy.typing import NDArray

FOLDS = 3
BOUND = 12.0  # log-odds beyond which the curve goes on straight
KNOTS = (-1.0, 2.0)
STEP = 0.05  # of log-odds: pairs closer than this are one to the curve
LEAST_SLOPE = 0.05
MOST_MOVE = 8.0
HALVINGS = 20
RIDGE = 1.0  # pairs' worth of belief that the log-odds are right as they are


def cross_fitted(
    given: Features,
    open_: NDArray[np.float64],
    known: NDArray[np.float64],
    prior: float,
    start: NDArray[np.float64],
    chance: np.random.Generator,
) -> NDArray[np.float64]:
    """For each pair the log-odds of a match from a fit to the pairs of the other folds. Arguments as of ``fit``."""
    fold = chance.integers(0, FOLDS, len(open_))
    odds = np.zeros(len(open_))
    for number in range(FOLDS):
        others = fold != number
        beta = fit(given, open_ * others, known * others, prior, start)
        odds[~others] = log_odds(given, beta)[~others]
    return odds


def put_right(odds: NDArray[np.float64], open_: NDArray[np.float64], known: NDArray[np.float64]) -> NDArray[np.float64]:
    """The log-odds after the curve that fits pairs that may match (``open_`` each) against known non-matches."""
    from scipy.optimize import minimize

    line = np.round(np.clip(odds, -BOUND, BOUND) / STEP).astype(np.int64)
    line -= line.min()
    width = int(line.max()) + 1
    count = np.maximum(np.bincount(line, minlength=width), 1)
    middle = np.bincount(line, weights=np.clip(odds, -BOUND, BOUND), minlength=width) / count
    unknown, null = (np.bincount(line, weights=each, minlength=width) for each in (open_, known))
    basis = _basis(middle)
    centre = np.zeros(basis.shape[1])
    centre[1] = 1.0

    def risk(beta: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        eta = basis @ beta
        value = (unknown * np.logaddexp(0, -eta)).sum() + (null * np.logaddexp(eta, -DEEP)).sum()
        step = null / (1 + np.exp(-(eta + DEEP))) - unknown / (1 + np.exp(eta))
        return float(value + RIDGE * ((beta - centre) ** 2).sum()), basis.T @ step + 2 * RIDGE * (beta - centre)

    found: Any = minimize(
        risk, centre, jac=True, method="L-BFGS-B", bounds=[(None, None), (0.05, None)] + [(None, None)] * len(KNOTS)
    )
    return np.asarray(_basis(np.clip(odds, -BOUND, BOUND)) @ found.x + (odds - np.clip(odds, -BOUND, BOUND)))


def centred(versions: Sequence[NDArray[np.float64]], expected: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """The log-odds of all versions moved, pair by pair, until the mean of their probabilities is the ``expected`` one.

    What is not known of log-odds far below zero can add to a probability but hardly take from it; over many pairs that
    would add up to matches that nobody has seen.
    """
    every = np.asarray(versions)
    middle = np.clip(expected, 1e-12, 1 - 1e-12)
    low, high = np.full(len(middle), -MOST_MOVE), np.full(len(middle), MOST_MOVE)
    for _ in range(HALVINGS):
        move = (low + high) / 2
        over = probability(every + move).mean(axis=0) > middle
        low, high = np.where(over, low, move), np.where(over, move, high)
    return list(every + (low + high) / 2)


def probability(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of log-odds."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -80, 80))))


def _basis(odds: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack([np.ones(len(odds)), odds, *(np.maximum(odds - knot, 0) for knot in KNOTS)])
