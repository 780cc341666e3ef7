"""The profile likelihood of N under a log-linear model (Cormack 1992), and its intervals over one model or many.

For a trial count n0 of victims on no list, the model is fitted to the completed table; the multinomial profile
log-likelihood is log N! - log n0! + the sum of counts times log(fitted share), up to a constant. It is followed in
u = log(1 + n0). Its signed root r(u) = sign(u - top) sqrt(2 (highest - value)) gives the confidence distribution
Phi(r), whose central intervals are the profile-likelihood intervals. Over models with weights w the distribution is the
sum of w Phi(r), whose central intervals are the model-averaged profile-likelihood intervals of Fletcher and Turek 2012.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np

from uncounted.estimate.poisson_kernel import FITTED

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DRAWS = 10_000
FARTHEST = 5.5  # signed root at the ends of a table: one draw in fifty million lies beyond
MOST_POINTS = 120  # to one side
LEAST_HIDDEN = 1e-8  # stands for no victim unrecorded, where the logarithm would end


class Fitter(Protocol):
    """Some models that can be fitted to a table, observed or completed."""

    def fit(
        self, counts: Floats, which: NDArray[np.int64], hidden: Floats
    ) -> tuple[NDArray[np.int64], Floats, Floats, Floats]:
        """Status, intercept, deviance, variance of the intercept of models ``which`` with ``hidden`` in cell 0."""
        ...


@dataclass(frozen=True)
class Profiles:
    """The profile likelihoods of some models of one table, with weights that sum to 1.

    ``tops`` is where each is highest, in u = log(1 + unrecorded); ``at`` and ``roots`` are tables of signed roots.
    """

    counts: Floats
    models: Fitter
    weights: Floats
    tops: Floats
    highest: Floats
    at: tuple[Floats, ...]
    roots: tuple[Floats, ...]

    @property
    def observed(self) -> float:
        """Victims on at least one list."""
        return float(self.counts[1:].sum())

    def quantile(self, p: float) -> float:
        """The N below which the confidence distribution has ``p``; the observed count where it starts above that."""
        from scipy.optimize import brentq
        from scipy.special import ndtr

        at_nothing = [
            float(roots[0]) if at[0] == 0 else -math.inf for at, roots in zip(self.at, self.roots, strict=True)
        ]
        if float(self.weights @ ndtr(at_nothing)) >= p:
            return self.observed
        low, high = 0.0, max(float(at[-1]) for at in self.at)
        guess = self._tabulated_quantiles(np.array([p]))[0]
        for width in (0.002, 0.02, 0.2):
            near, far = max(low, guess - width), min(high, guess + width)
            if self._distribution(near) < p < self._distribution(far):
                low, high = near, far
                break
        return self.observed + math.expm1(brentq(lambda u: self._distribution(u) - p, low, high, xtol=1e-9))

    def draws(self, how_many: int = DRAWS) -> Floats:
        """Draws of N: the quantiles at the middles of ``how_many`` equal shares, so that no chance is in them."""
        u = self._tabulated_quantiles((np.arange(how_many) + 0.5) / how_many)
        found: Floats = self.observed + np.expm1(u)
        return found

    def _distribution(self, u: float) -> float:
        from scipy.special import ndtr

        every = np.arange(self.weights.size)
        below = self.highest - profile(self.counts, self.models, every, np.full(every.size, u))
        return float(self.weights @ ndtr(np.sign(u - self.tops) * np.sqrt(2 * np.maximum(below, 0))))

    def _tabulated_quantiles(self, p: Floats) -> Floats:
        from scipy.special import ndtr

        grid = np.unique(np.concatenate(self.at))
        if grid.size > 4000:
            grid = np.unique(np.quantile(grid, np.linspace(0, 1, 4000)))
        whole = np.zeros(grid.size)
        for weight, at, roots in zip(self.weights, self.at, self.roots, strict=True):
            whole += weight * ndtr(np.interp(grid, at, roots, left=-np.inf, right=np.inf))
        found: Floats = np.interp(p, np.maximum.accumulate(whole), grid)
        return found


def far_above(draws: Floats, observed: int) -> tuple[float, tuple[str, ...]]:
    """The share of draws above 21 times the observed, where a well-known sampler cuts off; a warning above half."""
    share = float(np.mean(draws > 21 * observed))
    if share <= 0.5:
        return share, ()
    return share, (f"the lists overlap so little that most of the distribution lies above {21 * observed:,}",)


def profile(counts: Floats, models: Fitter, which: NDArray[np.int64], u: Floats) -> Floats:
    """The profile log-likelihood of models ``which`` at ``u``, up to a constant; -inf where no fit was found."""
    hidden = np.maximum(np.expm1(u), LEAST_HIDDEN)
    status, _, deviance, _ = models.fit(counts, which, hidden)
    found = -deviance / 2 + _log_factorial_rest(counts[1:].sum() + hidden) - _log_factorial_rest(hidden)
    return np.where(status == FITTED, found, -np.inf)


def profiles(counts: Floats, models: Fitter, weights: Floats, unrecorded: Floats, variance: Floats) -> Profiles:
    """Follow the profile likelihood of fitted models.

    ``unrecorded`` and ``variance`` (of the intercept) are those of the fits, and say where and how finely to look.
    """
    share = unrecorded / (1 + unrecorded)
    steps = np.clip(0.35 * np.sqrt(variance + 1 / (1 + unrecorded)) * share, 0.002, 0.5)
    tops, highest = _tops(counts, models, np.log1p(unrecorded), steps)
    below = _walk(counts, models, tops, highest, -steps)
    above = _walk(counts, models, tops, highest, steps)
    at, roots = [], []
    for m, top in enumerate(tops):
        at.append(np.array([*reversed([u for u, _ in below[m]]), top, *(u for u, _ in above[m])]))
        roots.append(np.array([*reversed([-r for _, r in below[m]]), 0.0, *(r for _, r in above[m])]))
    return Profiles(counts, models, weights, tops, highest, tuple(at), tuple(roots))


def _tops(counts: Floats, models: Fitter, starts: Floats, steps: Floats) -> tuple[Floats, Floats]:
    """Where each profile is highest, and how high: three points that enclose it, then thirds, then a parabola."""
    every = np.arange(starts.size)
    left, middle, right = np.maximum(starts - steps, 0.0), starts.copy(), starts + steps
    values = [profile(counts, models, every, u) for u in (left, middle, right)]
    for _ in range(100):
        down, up = (values[0] > values[1]) & (left > 0), values[2] > np.maximum(values[0], values[1])
        if not (down | up).any():
            break
        steps = np.where(down | up, steps * 1.5, steps)
        new = np.where(down, np.maximum(left - steps, 0.0), right + steps)
        moved = profile(counts, models, every, new)
        left, middle, right = (
            np.where(down, new, np.where(up, middle, left)),
            np.where(down, left, np.where(up, right, middle)),
            np.where(down, middle, np.where(up, new, right)),
        )
        values = [
            np.where(down, moved, np.where(up, values[1], values[0])),
            np.where(down, values[0], np.where(up, values[2], values[1])),
            np.where(down, values[1], np.where(up, moved, values[2])),
        ]
    for _ in range(14):
        wider = right - middle > middle - left
        trial = np.where(wider, middle + 0.382 * (right - middle), middle - 0.382 * (middle - left))
        found = profile(counts, models, every, trial)
        better = found > values[1]
        left = np.where(wider & better, middle, np.where(~wider & ~better, trial, left))
        right = np.where(~wider & better, middle, np.where(wider & ~better, trial, right))
        middle, values[1] = np.where(better, trial, middle), np.where(better, found, values[1])
    return middle, values[1]


def _walk(
    counts: Floats, models: Fitter, tops: Floats, highest: Floats, steps: Floats
) -> list[list[tuple[float, float]]]:
    """Points (u, root) away from the top, until the root is ``FARTHEST`` or nobody is unrecorded."""
    points: list[list[tuple[float, float]]] = [[] for _ in tops]
    u, last, steps = tops.copy(), np.zeros(tops.size), steps.copy()
    open_models = np.arange(tops.size)
    for _ in range(MOST_POINTS):
        open_models = open_models[(last[open_models] < FARTHEST) & ((u[open_models] > 0) | (steps[open_models] > 0))]
        if not open_models.size:
            break
        u[open_models] = np.maximum(u[open_models] + steps[open_models], 0.0)
        drop = highest[open_models] - profile(counts, models, open_models, u[open_models])
        root = np.sqrt(2 * np.clip(drop, 0.0, FARTHEST**2))
        for m, r in zip(open_models.tolist(), root.tolist(), strict=True):
            risen = r - last[m]
            steps[m] *= 1.6 if risen < 0.25 else 1 / 1.6 if risen > 0.5 else 1.0
            last[m] = max(last[m], r)
            points[m].append((float(u[m]), float(last[m])))
    return points


def _log_factorial_rest(x: Floats) -> Floats:
    """The part of log x! that x log x - x leaves, without cancellation at large x."""
    from scipy.special import gammaln, xlogy

    large = np.maximum(x, 50.0)
    series = 0.5 * np.log(2 * np.pi * large) + 1 / (12 * large) - 1 / (360 * large**3) + 1 / (1260 * large**5)
    found: Floats = np.where(x > 50.0, series, gammaln(x + 1) - xlogy(x, x) + x)
    return found
