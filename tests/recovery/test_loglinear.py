"""Do log-linear and closed-population intervals hold a known truth?"""

from __future__ import annotations

from functools import cache

import pytest

from uncounted.estimate import ClosedPopulation, LogLinear
from uncounted.estimate.interface import Estimator
from uncounted.estimate.simulate import Design, simulate_lists
from uncounted.model.estimate import Estimate

RUNS = 40  # evaluation.estimation.coverage has more tables and more scenarios
INDEPENDENT = Design(800, (0.4, 0.35, 0.3, 0.25))
REFERS = Design(1500, (0.45, 0.4, 0.35, 0.3), dependence=((0, 1, 1.5),))
UNEQUAL = Design(800, (0.5, 0.4, 0.3, 0.25), heterogeneity=1.0)


@cache
def answers(method: Estimator, design: Design) -> tuple[Estimate, ...]:
    return tuple(method.fit(simulate_lists(design, seed)) for seed in range(RUNS))


def covered(method: Estimator, design: Design) -> float:
    found = answers(method, design)
    return sum((e.low or 0) <= design.victims <= (e.high or 0) for e in found) / RUNS


def middle(method: Estimator, design: Design) -> float:
    return sorted(e.estimate or 0 for e in answers(method, design))[RUNS // 2] / design.victims


@pytest.mark.parametrize("design", [INDEPENDENT, REFERS])
def test_the_average_over_models_covers_the_truth(design: Design) -> None:
    assert covered(LogLinear(), design) >= 0.86
    assert 0.95 < middle(LogLinear(), design) < 1.05


def test_the_right_model_covers_the_truth_as_often_as_it_says() -> None:
    right = LogLinear(model="[12,3,4]")
    assert covered(right, REFERS) >= 0.86
    assert 0.96 < middle(right, REFERS) < 1.04


def test_independence_misses_the_truth_where_lists_depend() -> None:
    assert covered(LogLinear(model="[1,2,3,4]"), REFERS) < 0.5


def test_of_victims_of_unequal_chance_the_bound_stays_below_and_independence_more_so() -> None:
    bound, independence = ClosedPopulation(model="Mth-chao"), LogLinear(model="[1,2,3,4]")
    tables = [simulate_lists(UNEQUAL, seed) for seed in range(20)]
    found = [(bound.fit(table), independence.fit(table)) for table in tables]
    assert sum((one.low or 0) <= UNEQUAL.victims for one, _ in found) >= 18
    assert all((one.estimate or 0) >= (other.estimate or 0) for one, other in found)
    assert sum(other.estimate or 0 for _, other in found) / 20 < sum(one.estimate or 0 for one, _ in found) / 20 < 820
