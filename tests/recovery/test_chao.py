"""Is the lower bound one? Lists with a known truth, alike and not, with and without heterogeneity."""

from __future__ import annotations

from functools import cache

from uncounted.estimate import Chao, Chao1987
from uncounted.estimate.simulate import Design, simulate_lists
from uncounted.model.estimate import Estimate

RUNS = 200
ALIKE = Design(600, (0.25, 0.25, 0.25))
UNEQUAL = Design(600, (0.5, 0.2, 0.1, 0.1))
HETEROGENEOUS = Design(600, (0.5, 0.2, 0.1, 0.1), heterogeneity=1.5)


@cache
def answers(method: Chao, design: Design) -> tuple[Estimate, ...]:
    return tuple(method.fit(simulate_lists(design, seed)) for seed in range(RUNS))


def below(method: Chao, design: Design) -> float:
    return sum((e.estimate or 0) <= design.victims for e in answers(method, design)) / RUNS


def low_below(method: Chao, design: Design) -> float:
    return sum((e.low or 0) <= design.victims for e in answers(method, design)) / RUNS


def mean(method: Chao, design: Design) -> float:
    return sum(e.estimate or 0 for e in answers(method, design)) / RUNS / design.victims


def test_without_heterogeneity_the_bound_is_tight() -> None:
    for design in (ALIKE, UNEQUAL):
        assert 0.97 < mean(Chao(), design) < 1.05
        assert low_below(Chao(), design) >= 0.94  # at least 97.5%, less three standard errors of 200 draws


def test_with_heterogeneity_the_bound_lies_below_the_truth() -> None:
    assert below(Chao(), HETEROGENEOUS) >= 0.98
    assert low_below(Chao(), HETEROGENEOUS) == 1
    assert 0.5 < mean(Chao(), HETEROGENEOUS) < 0.95


def test_the_formula_of_1987_is_no_bound_with_few_lists() -> None:
    assert mean(Chao1987(), ALIKE) > 1.15
    assert below(Chao1987(), ALIKE) < 0.2
    assert mean(Chao1987(), UNEQUAL) > mean(Chao(), UNEQUAL)
