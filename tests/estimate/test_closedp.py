"""Closed-population models: their designs, bounds, refusals, and what they say of themselves."""

from __future__ import annotations

import math

import numpy as np
import pytest

from uncounted.estimate import Chao, ClosedPopulation, Histories
from uncounted.estimate.closedp import BEHAVIOURAL, BOUNDS, MODELS
from uncounted.estimate.closedp_models import design, fit_design
from uncounted.estimate.loglinear_models import parse_model
from uncounted.estimate.poisson import cell_counts, fit_model
from uncounted.estimate.poisson_kernel import NO_MAXIMUM, NOT_IDENTIFIED
from uncounted.estimate.simulate import Design, simulate_lists
from uncounted.model.errors import BadSetting

FOUR = simulate_lists(Design(900, (0.4, 0.35, 0.3, 0.25), heterogeneity=0.8), seed=3)
ALIKE = simulate_lists(Design(900, (0.3, 0.3, 0.3, 0.3)), seed=3)


def test_mt_is_the_log_linear_model_of_independence() -> None:
    counts = cell_counts(FOUR)
    fit = fit_model(counts, parse_model("[1,2,3,4]", 4))
    ours = fit_design(counts, design("Mt", 4))
    assert math.exp(ours.intercept) == pytest.approx(fit.unrecorded, rel=1e-9)
    assert ours.deviance == pytest.approx(fit.deviance, rel=1e-9)
    assert ours.log_likelihood == pytest.approx(fit.log_likelihood, rel=1e-9)
    assert ours.fitted == pytest.approx(fit.fitted, rel=1e-8)


def test_m0_by_hand() -> None:
    # all lists alike: the rate p solves mean lists per recorded victim = t p / (1 - (1 - p)^t)
    counts, n = cell_counts(ALIKE), ALIKE.n_observed
    mean = sum(k * f for k, f in enumerate(ALIKE.frequencies(), 1)) / n
    low, high = 1e-6, 1 - 1e-6
    for _ in range(100):
        p = (low + high) / 2
        low, high = (p, high) if 4 * p / (1 - (1 - p) ** 4) < mean else (low, p)
    fit = fit_design(counts, design("M0", 4))
    assert math.exp(fit.intercept) == pytest.approx(n * (1 - p) ** 4 / (1 - (1 - p) ** 4), rel=1e-6)


def test_the_columns_of_heterogeneity_start_at_nothing() -> None:
    for name in MODELS:
        matrix = design(name, 4).matrix
        assert matrix[0].tolist() == [1.0] + [0.0] * (matrix.shape[1] - 1)
    k = np.array([(c).bit_count() for c in range(16)])
    assert design("Mth-poisson2", 4).matrix[:, -1] == pytest.approx(2.0**k - 1)
    assert design("Mh-darroch", 4).matrix[:, -1] == pytest.approx(k**2 / 2)
    assert design("Mh-gamma3.5", 4).matrix[:, -1] == pytest.approx(-np.log(3.5 + k) + np.log(3.5))
    assert design("Mth-chao", 4).matrix[:, -2:].T.tolist() == [
        np.maximum(k - 2, 0).tolist(),
        np.maximum(k - 3, 0).tolist(),
    ]


def test_one_fit_for_each_model_or_the_one_that_is_named() -> None:
    assert [each.model for each in ClosedPopulation().plan(FOUR)] == list(MODELS)
    assert ClosedPopulation(model="Mt").plan(FOUR) == (ClosedPopulation(model="Mt"),)
    with pytest.raises(BadSetting, match="Mth-darroch"):
        ClosedPopulation(model="Mtbh")


@pytest.mark.parametrize("model", MODELS)
def test_every_model_answers(model: str) -> None:
    found = ClosedPopulation(model=model).fitted(FOUR)
    one = found.estimate
    assert one.kind == ("lower bound" if model in BOUNDS else "estimate")
    assert one.low is not None
    assert one.estimate is not None
    assert one.high is not None
    assert FOUR.n_observed <= one.low <= one.estimate <= one.high
    assert found.draws is not None
    assert np.quantile(found.draws, [0.025, 0.975]) == pytest.approx([one.low, one.high], rel=5e-3)
    assert found.expected is not None
    assert found.expected.sum() == pytest.approx(1)
    assert found.expected.shape == (1, 15)


@pytest.mark.parametrize("model", BEHAVIOURAL)
def test_behavioural_models_are_refused_since_lists_have_no_order(model: str) -> None:
    found = ClosedPopulation(model=model).fit(FOUR)
    assert found.estimate is None
    assert found.refused is not None
    assert "no order" in found.refused


def test_without_a_model_the_one_of_least_bic_answers() -> None:
    found = ClosedPopulation().fit(FOUR)
    rows = found.diagnostics["models"]
    assert rows[0]["bic"] == min(row["bic"] for row in rows)
    assert found.estimate == pytest.approx(rows[0]["estimate"])
    assert found.diagnostics["model"] == rows[0]["model"]
    assert not {row["model"] for row in rows} & set(BOUNDS)


def test_forms_of_heterogeneity_rise_with_their_tails() -> None:
    values = [
        ClosedPopulation(model=f"Mth-{form}").fit(FOUR).estimate or 0 for form in ("poisson2", "darroch", "gamma3.5")
    ]
    assert values == sorted(values)
    bound = ClosedPopulation(model="Mth-chao").fit(FOUR).estimate
    assert bound is not None
    assert bound < values[0]
    moments = Chao().fit(FOUR).estimate
    assert bound == pytest.approx(moments, rel=0.05)


def test_chaos_bound_holds_its_coefficients_at_zero_or_more() -> None:
    # victims all alike: some of the free coefficients would be negative
    negative = 0
    for seed in range(6):
        counts = cell_counts(simulate_lists(Design(500, (0.4, 0.35, 0.3, 0.25, 0.2)), seed=seed))
        model = design("Mth-chao", 5)
        fit = fit_design(counts, model)
        free = 6
        columns = model.matrix[:, free:]
        score = columns.T @ (counts - np.where(np.arange(32) > 0, fit.fitted, 0))
        assert score.max() < 1e-4  # no coefficient at its bound would raise the likelihood by rising
        negative += fit.parameters < 9
    assert negative


def test_a_model_without_a_maximum_is_refused() -> None:
    # nobody on three lists: the number of victims falls to the observed without end
    table = Histories(("A", "B", "C"), {"100": 20, "010": 20, "001": 20, "110": 9, "101": 9, "011": 9})
    found = ClosedPopulation(model="Mth-darroch").fit(table)
    assert fit_design(cell_counts(table), design("Mth-darroch", 3)).status == NO_MAXIMUM
    assert found.refused == "under the model Mth-darroch no maximum of the likelihood exists"
    assert ClosedPopulation(model="Mt").fit(table).estimate is not None


def test_a_design_of_dependent_columns_is_not_identified() -> None:
    model = design("Mt", 3)
    twice = type(model)(np.hstack([model.matrix, model.matrix[:, 1:2]]))
    assert fit_design(cell_counts(FOUR.restrict(FOUR.lists[:3])), twice).status == NOT_IDENTIFIED


def test_huge_counts() -> None:
    large = Histories(FOUR.lists, {history: count * 100_000 for history, count in FOUR.cells.items()})
    for model in MODELS:
        small, big = (ClosedPopulation(model=model).fit(table).estimate for table in (FOUR, large))
        assert small is not None
        assert big == pytest.approx(small * 100_000, rel=1e-6)
