from __future__ import annotations

import pytest

pytest.importorskip("numba")

from uncounted.estimate import Design, LatentClass, simulate_lists


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_independent_lists_give_back_their_victims(seed: int) -> None:
    table = simulate_lists(Design(1500, (0.5, 0.4, 0.35, 0.3)), seed=seed)
    found = LatentClass(runs=4, budget=2).fit(table)
    assert found.low is not None
    assert found.low - 30 <= 1500 <= found.high + 30
    assert found.high - found.low < 900
