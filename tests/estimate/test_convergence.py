from __future__ import annotations

import math

import numpy as np
import pytest

pytest.importorskip("scipy")

from uncounted.estimate.convergence import (
    ess_between,
    ess_bulk,
    ess_tail,
    modes,
    rank_normalised_rhat,
)


def _autoregressive(runs: int, draws: int, rho: float, seed: int = 1) -> np.ndarray:
    noise = np.random.default_rng(seed).standard_normal((runs, draws))
    x = np.empty_like(noise)
    x[:, 0] = noise[:, 0]
    for i in range(1, draws):
        x[:, i] = rho * x[:, i - 1] + math.sqrt(1 - rho**2) * noise[:, i]
    return x


def test_independent_draws_agree() -> None:
    draws = np.random.default_rng(2).standard_normal((4, 5000))
    assert rank_normalised_rhat(draws) == pytest.approx(1, abs=0.002)
    assert ess_bulk(draws) == pytest.approx(20000, rel=0.1)
    assert ess_tail(draws) == pytest.approx(20000, rel=0.15)


@pytest.mark.parametrize("rho", [0.5, 0.9])
def test_the_effective_number_of_an_autoregression_is_known(rho: float) -> None:
    draws = _autoregressive(4, 20000, rho)
    assert ess_bulk(draws) == pytest.approx(draws.size * (1 - rho) / (1 + rho), rel=0.12)


def test_a_run_that_is_stuck_elsewhere_is_seen() -> None:
    draws = np.random.default_rng(3).standard_normal((4, 1000))
    draws[0] += 5
    assert rank_normalised_rhat(draws) > 1.3
    assert ess_bulk(draws) < 20
    assert ess_between(draws) < 10


def test_a_run_that_is_wider_is_seen_by_the_folded_form() -> None:
    draws = np.random.default_rng(4).standard_normal((4, 2000))
    draws[0] *= 5
    assert rank_normalised_rhat(draws) > 1.05


def test_monotone_transformations_change_nothing() -> None:
    draws = _autoregressive(3, 500, 0.6)
    assert ess_bulk(np.exp(5 * draws)) == pytest.approx(ess_bulk(draws))
    assert ess_between(np.exp(5 * draws)) == pytest.approx(ess_between(draws))


def test_the_effective_number_between_runs_matches_that_of_the_chain() -> None:
    draws = _autoregressive(200, 1000, 0.9, seed=5)
    assert ess_between(draws) == pytest.approx(draws.size * 0.1 / 1.9, rel=0.25)


def test_constant_draws_and_short_ones() -> None:
    assert rank_normalised_rhat(np.ones((2, 10))) == 1
    assert math.isnan(rank_normalised_rhat(np.ones((2, 2))))
    assert math.isnan(ess_between(np.ones((1, 10))))
    with pytest.raises(ValueError, match="one row for each run"):
        rank_normalised_rhat(np.ones(5))


def test_two_modes_and_their_weights_in_every_run() -> None:
    rng = np.random.default_rng(6)
    low = rng.random((4, 4000)) < np.array([[0.3], [0.35], [0.3], [0.25]])
    draws = np.exp(np.where(low, 0.1, 0.15) * rng.standard_normal((4, 4000)) + np.where(low, 3.0, 5.0))
    found = modes(draws)
    assert len(found) == 2
    assert found[0].weight == pytest.approx(0.3, abs=0.02)
    assert found[0].median == pytest.approx(math.exp(3), rel=0.02)
    assert found[0].weights[1] == pytest.approx(0.35, abs=0.03)
    assert found[0].spread == pytest.approx(0.04, abs=0.02)
    assert found[0].high == found[1].low


def test_one_mode_is_one_mode() -> None:
    draws = np.exp(np.random.default_rng(7).standard_normal((8, 1000)))
    assert len(modes(draws)) == 1
    assert len(modes(np.full((2, 50), 7.0))) == 1


@pytest.mark.parametrize("mean", [1.5, 4, 12, 40])
def test_neighbouring_numbers_of_few_victims_are_one_mode(mean: float) -> None:
    draws = 6 + np.random.default_rng(3).poisson(mean, (8, 4000))
    assert len(modes(draws)) == 1


def test_two_groups_of_few_victims_are_two_modes() -> None:
    rng = np.random.default_rng(4)
    draws = np.where(rng.random((8, 4000)) < 0.4, 8 + rng.poisson(2, (8, 4000)), 30 + rng.poisson(5, (8, 4000)))
    assert [round(mode.weight, 1) for mode in modes(draws)] == [0.4, 0.6]
