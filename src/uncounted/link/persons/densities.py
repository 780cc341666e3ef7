"""The two-groups model of pairs that may match: matches and non-matches by their score (Efron 2008).

Pairs that may match are counted at each score, and known non-matches; the first are the sum of two densities, of which
the second give one. With each density left free, the matches at low scores are what is left after chance: never less
than none, so too many on the average. So the density of matches is log-concave (Walther 2009): below the scores where
matches are plain to see it falls at least as fast as it has begun to fall.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BOUND = 12.0  # scores beyond which the log-odds go on with slope 1
STEP = 0.1  # of scores: pairs closer than this are one
NULL_KNOTS = np.array([-12, -9, -7, -5, -3, -1, 1, 3, 5, 8, 12.0])  # of the log density of non-matches
MATCH_KNOTS = np.array([-4, -2, 0, 1, 2, 3, 4.5, 6, 8, 10.0])  # of that of matches
SMOOTH = 2.0  # weight of the squared change of slope of the log density of non-matches
BEND = 1.0  # mean change of slope, at a knot, that the log density of matches is expected to have
TOP_SLOPE = 0.5  # the most, and the standard deviation, of the slope of the log density of matches at the top
DEEPEST = 40.0


@dataclass(frozen=True)
class _Counts:
    """At each score on the grid: pairs that may match, known non-matches weighted to their number among these, and how
    many pairs a known non-match stands for.
    """

    open_: NDArray[np.float64]
    known: NDArray[np.float64]
    stands_for: float


@dataclass(frozen=True)
class _Answers:
    """People's answers by their line on the grid; the rest as in ``Told``."""

    line: NDArray[np.int64]
    same: NDArray[np.float64]
    weight: NDArray[np.float64]
    beyond: NDArray[np.float64]


@dataclass(frozen=True)
class Told:
    """Pairs that a person judged: positions ``at`` among all pairs, whether each is one person, what each counts for.

    Which pairs a person is asked about hangs on how unsure they are, not on the answer; so nothing else is weighed. But
    that doubt comes from more than the score (a rival, say): ``beyond`` is how much the log-odds with which a pair was
    handed out exceeded those of its score.
    """

    at: NDArray[np.int64]
    same: NDArray[np.bool_]
    weight: NDArray[np.float64]
    beyond: NDArray[np.float64]


def put_right(
    score: NDArray[np.float64], open_: NDArray[np.float64], known: NDArray[np.float64], told: Told | None = None
) -> NDArray[np.float64]:
    """The log-odds of a match by the two-groups model of the ``score``, itself near log-odds.

    ``open_``: how many pairs that may match each pair counts for; ``known``: how many known non-matches among such.
    Answers of people (``told``) enter with the likelihood of the answer given the score.
    """
    inside = np.clip(score, -BOUND, BOUND)
    line = np.round((inside + BOUND) / STEP).astype(np.int64)
    width = len(_GRID)
    counts = _Counts(
        np.bincount(line, weights=open_, minlength=width).astype(np.float64),
        np.bincount(line, weights=known, minlength=width).astype(np.float64),
        max(float((known**2).sum()) / max(float(known.sum()), 1e-9), 1e-3),
    )
    answers = None if told is None else _Answers(line[told.at], told.same.astype(np.float64), told.weight, told.beyond)
    return np.asarray(np.interp(inside, _GRID, _fit(counts, answers)) + (score - inside))


def _fit(counts: _Counts, answers: _Answers | None) -> NDArray[np.float64]:
    """The log-odds on the grid, by the penalised likelihood of Poisson counts."""
    from scipy.optimize import minimize

    nulls = _HATS.shape[1]
    start = np.zeros(nulls + _BENT.shape[1])
    seen = float(counts.known.sum())
    start[:nulls] = np.log(max(seen, 1.0) / (2 * BOUND)) - np.maximum(NULL_KNOTS, 0) / 2
    start[nulls] = np.log(max(float(counts.open_.sum()) - seen, 5.0) / BOUND)
    start[nulls + 2 :] = 0.1
    bounds = [(None, None)] * (nulls + 1) + [(-TOP_SLOPE, TOP_SLOPE)] + [(0, None)] * len(MATCH_KNOTS)
    found: Any = minimize(
        _loss, start, (counts, answers), jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 500}
    )
    odds = _BENT @ found.x[nulls:] - _HATS @ found.x[:nulls]
    return np.asarray(np.clip(odds, -DEEPEST, DEEPEST))


def _loss(beta: NDArray[np.float64], counts: _Counts, answers: _Answers | None) -> tuple[float, NDArray[np.float64]]:
    """Minus the log likelihood, with the penalties, and its gradient."""
    nulls = _HATS.shape[1]
    null = STEP * np.exp(np.clip(_HATS @ beta[:nulls], -DEEPEST, DEEPEST))
    match = STEP * np.exp(np.clip(_BENT @ beta[nulls:], -DEEPEST, DEEPEST))
    every = null + match
    bends = _BENDS @ beta[:nulls]
    top, falls = beta[nulls + 1], beta[nulls + 2 :]
    value = (every - counts.open_ * np.log(every)).sum()
    value += (null - counts.known * np.log(null)).sum() / counts.stands_for
    value += SMOOTH * (bends**2).sum() + top**2 / (2 * TOP_SLOPE**2) + falls.sum() / BEND
    over = 1 - counts.open_ / every
    slope = np.concatenate([
        _HATS.T @ (null * over + (null - counts.known) / counts.stands_for) + 2 * SMOOTH * _BENDS.T @ bends,
        _BENT.T @ (match * over),
    ])  # fmt: skip
    slope[nulls + 1] += top / TOP_SLOPE**2
    slope[nulls + 2 :] += 1 / BEND
    if answers is not None:
        bent, hats = _BENT[answers.line], _HATS[answers.line]
        odds = np.clip(bent @ beta[nulls:] - hats @ beta[:nulls] + answers.beyond, -DEEPEST, DEEPEST)
        value += (answers.weight * (np.logaddexp(0, odds) - answers.same * odds)).sum()
        off = answers.weight * (1 / (1 + np.exp(-odds)) - answers.same)
        slope += np.concatenate([-hats.T @ off, bent.T @ off])
    return float(value), slope


def _grid() -> NDArray[np.float64]:
    return np.asarray(np.arange(round(2 * BOUND / STEP) + 1, dtype=np.float64) * STEP - BOUND)


def _changes(knots: NDArray[np.float64]) -> NDArray[np.float64]:
    """From values at knots to the changes of slope at those inside."""
    widths = np.diff(knots)
    slopes = np.diff(np.eye(len(knots)), axis=0) / widths[:, None]
    return np.diff(slopes, axis=0)


_GRID = _grid()
_HATS = np.column_stack([np.interp(_GRID, NULL_KNOTS, each) for each in np.eye(len(NULL_KNOTS))])
_BENT = np.column_stack([np.ones(len(_GRID)), _GRID, *(-np.maximum(knot - _GRID, 0) for knot in MATCH_KNOTS)])
_BENDS = _changes(NULL_KNOTS)
