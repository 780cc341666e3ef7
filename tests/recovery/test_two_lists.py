"""Does the interval of Chapman's formula hold the truth as often as it says?"""

from __future__ import annotations

import pytest

from uncounted.estimate import Chapman
from uncounted.estimate.simulate import Design, simulate_lists

RUNS = 200


def coverage(design: Design) -> tuple[float, float]:
    """The share of intervals that hold the truth, and the mean figure over the truth."""
    found = [Chapman().fit(simulate_lists(design, seed)) for seed in range(RUNS)]
    held = sum(e.low <= design.victims <= e.high for e in found if e.low is not None and e.high is not None)
    return held / RUNS, sum(e.estimate or 0 for e in found) / RUNS / design.victims


@pytest.mark.parametrize("rates", [(0.3, 0.4), (0.15, 0.5)])
def test_independent_lists_cover_at_the_level(rates: tuple[float, float]) -> None:
    held, ratio = coverage(Design(600, rates))
    assert 0.90 <= held <= 0.99  # binomial 95% +- 3 standard errors of 200 draws, log-normal form slightly wide
    assert ratio == pytest.approx(1, abs=0.02)


def test_lists_that_copy_hide_victims_and_the_interval_does_not_know() -> None:
    held, ratio = coverage(Design(600, (0.3, 0.4), dependence=((0, 1, 1.5),)))
    assert ratio < 0.9
    assert held < 0.5
