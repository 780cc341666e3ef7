"""Draws from the posterior of a Poisson log-linear model whose coefficients have normal or flat priors.

The log posterior is concave, so it has one mode, which Newton's method finds. Each run takes turns between a
proposal from a multivariate t at that mode (Tierney 1994, independence chains) and a random-walk step of the size that
suits its dimension (Roberts, Gelman and Gilks 1997). Both leave the posterior unchanged whatever the table.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

FREEDOM = 5.0  # of the proposal's t
WIDEN = 1.2  # its scale beside that of the normal approximation
NEWTON_STEPS = 200
CLOSE = 1e-10
RUN_OFF = 1e-8  # a cell's mean so low is on its way to zero: the posterior rises for ever
BLOCK = 4096  # proposals that are weighed at once


@dataclass(frozen=True)
class LogPosterior:
    """A table's cells and a model's terms.

    ``counts`` are by cell, ``design`` has one row for each cell and one column for each coefficient, ``precision`` is
    one over the variance of each coefficient's normal prior around zero, 0 for a flat one.
    """

    counts: NDArray[np.float64]
    design: NDArray[np.float64]
    precision: NDArray[np.float64]

    def at(self, beta: NDArray[np.float64]) -> NDArray[np.float64]:
        """The log posterior, up to a constant, of each row of ``beta``."""
        eta = beta @ self.design.T
        with np.errstate(over="ignore"):
            likelihood = eta @ self.counts - np.exp(eta).sum(axis=-1)
        found: NDArray[np.float64] = likelihood - 0.5 * (beta**2) @ self.precision
        return np.where(np.isnan(found), -np.inf, found)

    def mode(self) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
        """The most probable coefficients and their covariance there; null where the posterior has no maximum."""
        start = np.log(self.counts + 0.5)
        beta: NDArray[np.float64] = np.linalg.lstsq(self.design, start, rcond=None)[0].astype(np.float64)
        value = float(self.at(beta))
        for _ in range(NEWTON_STEPS):
            mean = np.exp(self.design @ beta)
            gradient = self.design.T @ (self.counts - mean) - self.precision * beta
            curvature = (self.design.T * mean) @ self.design + np.diag(self.precision)
            try:
                step = np.linalg.solve(curvature, gradient).astype(np.float64)
            except np.linalg.LinAlgError:
                return None
            size = 1.0
            while (higher := float(self.at(beta + size * step))) < value and size > 1e-12:
                size /= 2
            beta, gained, value = beta + size * step, higher - value, higher
            if gained < CLOSE and float(gradient @ step) < CLOSE:
                return self._settled(beta)
        return None

    def _settled(self, beta: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]] | None:
        mean = np.exp(self.design @ beta)
        curvature = (self.design.T * mean) @ self.design + np.diag(self.precision)
        if mean.min() < RUN_OFF or not np.isfinite(curvature).all() or np.linalg.cond(curvature) > 1e14:
            return None
        return beta, np.linalg.inv(curvature).astype(np.float64)


def draw_posterior(
    posterior: LogPosterior, *, runs: int, draws: int, seed: int | list[int]
) -> tuple[NDArray[np.float64], float] | None:
    """``draws`` draws of all coefficients from each of ``runs`` independent runs, and the share of proposals accepted.

    The array has shape (runs, draws, coefficients); a fifth as many steps went before and are left out. Null where the
    posterior has no maximum.
    """
    found = posterior.mode()
    if found is None:
        return None
    centre, covariance = found
    rng = np.random.default_rng(seed)
    root = np.linalg.cholesky((covariance + covariance.T) / 2).astype(np.float64)
    chain = _Runs(posterior, centre, root, rng, runs)
    chain.steps(max(draws // 5, 50))
    kept = chain.steps(draws)
    return kept, chain.accepted / chain.offered


class _Runs:
    """Runs that stand side by side: one row each."""

    def __init__(
        self,
        posterior: LogPosterior,
        centre: NDArray[np.float64],
        root: NDArray[np.float64],
        rng: np.random.Generator,
        runs: int,
    ) -> None:
        self.posterior, self.centre, self.root, self.rng = posterior, centre, root, rng
        self.walk = 2.38 / math.sqrt(centre.size) * root
        self.now = self._independent(runs)[0]
        self.value = posterior.at(self.now)
        self.weight = self.value - self._proposed(self.now)
        self.accepted = self.offered = 0

    def steps(self, many: int) -> NDArray[np.float64]:
        """The states after each of so many pairs of moves, as (runs, steps, coefficients)."""
        runs, width = self.now.shape
        kept = np.empty((runs, many, width))
        for start in range(0, many, BLOCK // runs):
            size = min(BLOCK // runs, many - start)
            offers, weights, values = self._weighed(size * runs)
            noise = self.rng.standard_normal((size, runs, width))
            chance = np.log(self.rng.random((size, 2, runs)))
            for i in range(size):
                rows = slice(i * runs, (i + 1) * runs)
                self._independence(offers[rows], values[rows], weights[rows], chance[i, 0])
                self._random_walk(noise[i], chance[i, 1])
                kept[:, start + i] = self.now
        return kept

    def _weighed(self, many: int) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
        offers, density = self._independent(many)
        values = self.posterior.at(offers)
        return offers, values - density, values

    def _independent(self, many: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        normal = self.rng.standard_normal((many, self.centre.size))
        scale = np.sqrt(FREEDOM / self.rng.chisquare(FREEDOM, many))[:, None]
        offers = self.centre + WIDEN * scale * (normal @ self.root.T)
        return offers, self._proposed(offers)

    def _proposed(self, beta: NDArray[np.float64]) -> NDArray[np.float64]:
        """The log density of the t, up to a constant."""
        apart = np.linalg.solve(self.root, (beta - self.centre).T) / WIDEN
        found: NDArray[np.float64] = -(FREEDOM + self.centre.size) / 2 * np.log1p((apart**2).sum(axis=0) / FREEDOM)
        return found

    def _independence(
        self,
        offers: NDArray[np.float64],
        values: NDArray[np.float64],
        weights: NDArray[np.float64],
        chance: NDArray[np.float64],
    ) -> None:
        taken = chance < weights - self.weight
        self.offered += taken.size
        self.accepted += int(taken.sum())
        self._take(taken, offers, values, weights)

    def _random_walk(self, noise: NDArray[np.float64], chance: NDArray[np.float64]) -> None:
        offers = self.now + noise @ self.walk.T
        values = self.posterior.at(offers)
        taken = chance < values - self.value
        if taken.any():
            self._take(taken, offers, values, values - self._proposed(offers))

    def _take(
        self,
        taken: NDArray[np.bool_],
        offers: NDArray[np.float64],
        values: NDArray[np.float64],
        weights: NDArray[np.float64],
    ) -> None:
        self.now = np.where(taken[:, None], offers, self.now)
        self.value = np.where(taken, values, self.value)
        self.weight = np.where(taken, weights, self.weight)
