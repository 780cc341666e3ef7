"""The sampler of log-linear posteriors, against sums over a grid."""

from __future__ import annotations

import numpy as np
import pytest

from uncounted.estimate.convergence import rank_normalised_rhat
from uncounted.estimate.log_posterior import LogPosterior, draw_posterior


def on_a_grid(posterior: LogPosterior, low: float, high: float) -> tuple[np.ndarray, np.ndarray]:
    """The mean and standard deviation of two coefficients, by adding up their density."""
    axis = np.linspace(low, high, 801)
    points = np.stack(np.meshgrid(axis, axis, indexing="ij"), axis=-1).reshape(-1, 2)
    weight = np.exp((values := posterior.at(points)) - values.max())
    mean = weight @ points / weight.sum()
    return mean, np.sqrt(weight @ (points - mean) ** 2 / weight.sum())


@pytest.mark.parametrize(
    ("counts", "precision"),
    [((40.0, 9.0, 4.0), (0.0, 0.0)), ((1.0, 0.0, 2.0), (0.0, 1.0)), ((0.0, 1.0, 0.0), (0.25, 1.0))],
)
def test_draws_have_the_posteriors_mean_and_spread(counts, precision):
    """Skewed posteriors of few victims among them: there the normal approximation is wrong."""
    design = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, -1.0]])
    posterior = LogPosterior(np.array(counts), design, np.array(precision))
    draws, accepted = draw_posterior(posterior, runs=8, draws=4000, seed=3)
    mean, spread = on_a_grid(posterior, -9.0, 9.0)
    flat = draws.reshape(-1, 2)
    assert flat.mean(axis=0) == pytest.approx(mean, abs=0.05)
    assert flat.std(axis=0) == pytest.approx(spread, rel=0.06)
    assert max(rank_normalised_rhat(draws[:, :, k]) for k in range(2)) < 1.01
    assert accepted > 0.3


def test_the_same_seed_gives_the_same_draws():
    posterior = LogPosterior(np.array([40.0, 9.0]), np.array([[1.0, 0.0], [1.0, 1.0]]), np.zeros(2))
    one, other = (draw_posterior(posterior, runs=2, draws=50, seed=7) for _ in range(2))
    assert np.array_equal(one[0], other[0])


def test_a_posterior_without_a_maximum_gives_none():
    flat_and_unseen = LogPosterior(np.array([5.0, 0.0]), np.array([[1.0, 0.0], [1.0, 1.0]]), np.zeros(2))
    assert draw_posterior(flat_and_unseen, runs=2, draws=50, seed=1) is None
