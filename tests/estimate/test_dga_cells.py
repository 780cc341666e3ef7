from __future__ import annotations

import numpy as np
import pytest

from uncounted.estimate import DecomposableGraphs, Histories
from uncounted.estimate.cache import Results
from uncounted.estimate.interface import histories_of
from uncounted.estimate.simulate import Design, simulate_lists

RATES = (0.5, 0.4, 0.3)


def test_expected_cells_are_those_of_independent_lists_where_lists_are_independent() -> None:
    table = simulate_lists(Design(50_000, RATES), 2)
    expected = DecomposableGraphs().fitted(table).expected
    assert expected is not None
    assert np.allclose(expected.sum(axis=1), 1)
    truth = np.array(
        [np.prod([r if bit == "1" else 1 - r for r, bit in zip(RATES, key, strict=True)]) for key in histories_of(3)]
    )
    assert expected.mean(axis=0) == pytest.approx(truth / truth.sum(), abs=0.006)


def test_a_table_from_a_graph_passes() -> None:
    four = (0.4, 0.35, 0.3, 0.3)
    linked = simulate_lists(Design(3000, four, dependence=((0, 1, 1.5), (1, 2, 1.5))), 4)
    assert Results().fitted(DecomposableGraphs(), linked).estimate.diagnostics["predictive"]["p"] > 0.05


def test_a_history_that_nobody_has_is_expected_too() -> None:
    table = Histories(("A", "B", "C"), {"100": 50, "010": 40, "001": 30, "110": 8, "101": 6, "011": 5})
    expected = DecomposableGraphs().fitted(table).expected
    assert expected is not None
    assert (expected > 0).all()
