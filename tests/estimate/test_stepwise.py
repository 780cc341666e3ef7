"""Stepwise, BIC and downhill selection, their bootstrap, and what they refuse and warn of."""

from __future__ import annotations

import json
import math
from typing import Any

import numpy as np
import pytest

from uncounted.estimate import Histories, Stepwise
from uncounted.estimate.bootstrap import Bootstrap, acceleration, bootstrap
from uncounted.estimate.loglinear_models import all_models, closure, model_name
from uncounted.estimate.poisson import cell_counts, fit_model, fit_models
from uncounted.estimate.stepwise import step_up_once
from uncounted.estimate.stepwise_kernel import log_gamma_tails, log_surprise
from uncounted.model.errors import BadSetting

FOUR = Histories(
    ("A", "B", "C", "D"),
    {
        "1000": 210,
        "0100": 160,
        "0010": 120,
        "0001": 90,
        "1100": 95,
        "1010": 21,
        "1001": 18,
        "0110": 19,
        "0101": 14,
        "0011": 33,
        "1110": 12,
        "1101": 9,
        "1011": 6,
        "0111": 5,
        "1111": 4,
    },
)
SPARSE = Histories(
    ("A", "B", "C", "D"),
    {"1000": 40, "0100": 31, "0010": 22, "0001": 15, "1100": 6, "1010": 4, "0011": 3, "0101": 2, "1001": 2, "0110": 3},
)


def poisson_tail(count: int, mean: float) -> float:
    terms = [math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(2000)]
    return min(math.fsum(terms[: count + 1]), math.fsum(terms[count:]))


@pytest.mark.parametrize(("count", "mean"), [(0, 0.5), (3, 2.7), (10, 31.0), (200, 110.0), (1000, 1010.0)])
def test_the_surprise_is_the_smaller_poisson_tail(count: int, mean: float) -> None:
    assert log_surprise(float(count), mean) == pytest.approx(math.log(poisson_tail(count, mean)), rel=1e-9)


def test_tails_beyond_the_range_of_numbers_keep_their_order() -> None:
    far, farther = log_surprise(10_000.0, 1000.0), log_surprise(10_000.0, 900.0)
    assert farther < far < -745
    assert log_surprise(5.0, 0.0) == -math.inf
    assert log_surprise(0.0, 0.0) == 0.0
    lower, upper = log_gamma_tails(50.0, 50.0)
    assert math.exp(lower) + math.exp(upper) == pytest.approx(1)


def plainly(table: Histories, threshold: float) -> list[int]:
    """The pairs that come in, by the rules written out."""
    counts, width = cell_counts(table), len(table.lists)
    pairs = [1 << i | 1 << j for j in range(width) for i in range(j)]
    chosen: list[int] = []
    while True:
        fit = fit_model(counts, closure(chosen, width))
        rated = []
        for pair in pairs:
            if pair not in chosen and fit_model(counts, closure([*chosen, pair], width)).converged:
                cells = [c for c in range(1, counts.size) if c & pair == pair]
                rated.append((poisson_tail(int(counts[cells].sum()), float(fit.fitted[cells].sum())), pair))
        if not rated or min(rated)[0] >= threshold:
            return chosen
        chosen.append(min(rated)[1])


@pytest.mark.parametrize("table", [FOUR, SPARSE], ids=["full", "sparse"])
@pytest.mark.parametrize("threshold", [0.2, 0.02, 0.001])
def test_steps_as_written_out(table: Histories, threshold: float) -> None:
    wanted = closure(plainly(table, threshold), 4)
    found = step_up_once(cell_counts(table), 4, threshold)
    assert found is not None
    assert model_name(found.model) == model_name(wanted)
    one = fit_model(cell_counts(table), wanted)
    assert found.intercept == pytest.approx(float(one.coefficients[0]), rel=1e-8)
    assert found.variance == pytest.approx(one.variance, rel=1e-6)


def test_a_dependence_is_found_and_the_figure_is_that_of_the_model() -> None:
    found = Stepwise(bootstraps=200).fit(FOUR)
    counts = cell_counts(FOUR)
    assert found.estimate is not None
    assert "12" in found.diagnostics["model"]
    assert found.diagnostics["thresholds"][1]["p_threshold"] == 0.02
    assert found.diagnostics["thresholds"][1]["estimate"] == found.estimate
    assert counts.sum() < found.low < found.estimate < found.high  # type: ignore[operator]
    json.dumps(found.diagnostics, allow_nan=False)


def test_bic_is_the_best_of_all_models_and_downhill_ends_in_a_valley() -> None:
    counts = cell_counts(FOUR)
    fits = fit_models(counts, all_models(4, 3))
    bic = fits.criterion(math.log(FOUR.n_observed))
    best = int(np.nanargmin(bic))
    found = Stepwise(search="bic", bootstraps=100).fit(FOUR)
    assert found.diagnostics["model"] == model_name(fits.models[best])
    assert found.estimate == pytest.approx(FOUR.n_observed + fits.unrecorded[best], rel=1e-9)
    down = Stepwise(search="downhill", bootstraps=100).fit(FOUR)
    names = {model_name(model): value for model, value in zip(fits.models, bic, strict=True)}
    here = names[down.diagnostics["model"]]
    reached = next(model for model in fits.models if model_name(model) == down.diagnostics["model"])
    near = [m for m in fits.models if len(set(m) ^ set(reached)) == 1]
    assert near
    assert all(names[model_name(m)] >= here - 1e-6 or math.isnan(names[model_name(m)]) for m in near)


def test_the_order_of_terms_can_be_bounded() -> None:
    for search in ("bic", "downhill"):
        found = Stepwise(search=search, max_order=2, bootstraps=100).fit(FOUR)  # type: ignore[arg-type]
        assert max(len(part) for part in found.diagnostics["model"].strip("[]").split(",")) == 2


def test_replicates_are_the_draws_and_a_seed_gives_the_same_ones() -> None:
    one, same, other = (Stepwise(bootstraps=300, seed=seed).fitted(FOUR) for seed in (1, 1, 2))
    assert one.draws is not None
    assert len(one.draws) == 300
    assert np.array_equal(one.draws, same.draws)  # type: ignore[arg-type]
    assert not np.array_equal(one.draws, other.draws)  # type: ignore[arg-type]
    shares = [each["weight"] for each in one.estimate.diagnostics["models"]]
    assert shares == sorted(shares, reverse=True)
    assert sum(shares) <= 1 + 1e-9


def test_bca_of_a_symmetric_bootstrap_is_its_quantiles() -> None:
    values = np.linspace(50, 150, 1001)
    boot = Bootstrap(100.0 + 1e-9, values, np.zeros(1001, np.int64), 0, 0.0)
    low, high = boot.ends(0.9)
    assert (low, high) == pytest.approx((55, 145), abs=0.2)
    shifted = Bootstrap(110.0, values, np.zeros(1001, np.int64), 0, 0.0).ends(0.9)
    assert shifted[0] > low
    assert shifted[1] > high
    noise = boot.noise(0.9, 1)
    assert all(0 < each < 10 for each in noise)


def test_the_bootstrap_is_that_of_its_estimator() -> None:
    """A mean of known values: the standard error, and no acceleration where cells lie evenly."""
    values = np.array([0.0, 1.0, 2.0, 3.0])

    def estimates(tables: Any, low: int, high: int, found: Any, models: Any) -> None:
        for row in range(low, high):
            found[row] = tables[row] @ values / tables[row].sum()
            models[row] = 7

    counts = np.array([0.0, 50.0, 50.0, 50.0])
    boot = bootstrap(counts, 150 + 2.0, estimates, 4000, 1)
    assert boot.replicates.std() == pytest.approx(math.sqrt(2 / 3 / 150), rel=0.05)
    assert boot.replicates.mean() == pytest.approx(152, abs=0.01)
    assert abs(acceleration(counts, estimates)) < 1e-9
    assert set(boot.models.tolist()) == {7}


def test_a_threshold_that_decides_is_named() -> None:
    table = Histories(FOUR.lists, {history: count // 2 for history, count in FOUR.cells.items()})
    found = Stepwise(bootstraps=100, p_threshold=0.001).fit(table)
    figures = [each["estimate"] for each in found.diagnostics["thresholds"]]
    told = any("hangs on the threshold" in each for each in found.warnings)
    assert told == (max(figures) >= 1.1 * min(figures))


def test_refusals() -> None:
    assert Stepwise().fit(Histories(("A", "B", "C"), {"110": 5, "100": 3, "001": 2})).refused
    twelve = Histories(tuple("ABCDEFGHIJKL"), {"1" * 12: 3, "1" + "0" * 11: 5})
    assert "12 lists" in (Stepwise().fit(twelve).refused or "")
    six = Histories(tuple("ABCDEF"), {"110000": 9, "011000": 8, "001100": 7, "000110": 6, "000011": 5, "100001": 4})
    assert "downhill" in (Stepwise(search="bic").fit(six).refused or "")
    nested = Histories(("A", "B", "C"), {"111": 5})
    assert Stepwise().fit(nested).refused


@pytest.mark.parametrize(
    "settings",
    [{"p_threshold": 0.0}, {"search": "lasso"}, {"bootstraps": 5}, {"max_order": 1}, {"top_models": 0}, {"level": 2.0}],
)
def test_bad_settings(settings: dict[str, Any]) -> None:
    with pytest.raises(BadSetting):
        Stepwise(**settings)


def test_the_fit_can_be_checked_against_the_table() -> None:
    found = Stepwise(bootstraps=100).fitted(FOUR)
    assert found.expected is not None
    assert found.expected.shape == (1, 15)
    assert found.expected.sum() == pytest.approx(1)
    assert (found.expected > 0).all()
