from __future__ import annotations

import numpy as np
import pytest

from uncounted.estimate.bootstrap import Bootstrap


def test_draws_have_the_ends_of_bca_intervals_as_their_quantiles() -> None:
    replicates = np.random.default_rng(3).gamma(4.0, 100.0, 4000)
    boot = Bootstrap(450.0, replicates, np.zeros(4000, dtype=np.int64), 0, 0.05)
    found = boot.draws()
    for level in (0.5, 0.9, 0.95):
        low, high = boot.ends(level)
        assert np.quantile(found, (1 - level) / 2) == pytest.approx(low, rel=0.01)
        assert np.quantile(found, (1 + level) / 2) == pytest.approx(high, rel=0.01)
    assert (np.diff(found) >= 0).all()
