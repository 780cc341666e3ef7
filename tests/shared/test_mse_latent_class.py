"""The latent class sampler on reference tables where LCMCR converges, read in place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("numba")

from uncounted.estimate import Histories, LatentClass

FILE = Path(__file__).parents[3] / "shared" / "data" / "mse" / "reference.json"
pytestmark = [
    pytest.mark.skipif(not FILE.exists(), reason="the shared reference tables are not here"),
    pytest.mark.slow,
]


def table(name: str) -> Histories:
    entry = next(each for each in json.loads(FILE.read_text()) if each["name"] == name)
    return Histories(tuple(entry["lists"]), entry["cells"])


@pytest.mark.parametrize(
    ("name", "median", "error"),
    [("kosovo", 10458, 45), ("hiv4", 10911, 14), ("korea3", 138, 1), ("hrdag_sim1", 1995, 6), ("hrdag_sim2", 1724, 5)],
)
def test_medians_agree_where_lcmcr_converges(name: str, median: float, error: float) -> None:
    """Pooled medians of four LCMCR chains, with their Monte-Carlo errors."""
    found = LatentClass().fit(table(name))
    assert found.rhat is not None
    assert found.rhat < 1.01
    assert found.diagnostics["ess_between"] > 400
    own = (found.high - found.low) / 4 * 1.2533 / min(found.ess_bulk, found.diagnostics["ess_between"]) ** 0.5
    assert abs(found.estimate - median) < 2 * (own**2 + error**2) ** 0.5 + 0.5


def test_the_modes_of_ned5_and_what_the_cap_of_lcmcr_cuts_off() -> None:
    found = LatentClass().fit(table("ned5"))
    assert len(found.diagnostics["modes"]) >= 2
    low = next(mode for mode in found.diagnostics["modes"] if 40_000 < mode["median"] < 60_000)
    assert low["weight"] == pytest.approx(0.33, abs=0.07)
    assert 0.12 < found.diagnostics["p_above_21n"] < 0.25
    assert any("several modes" in each for each in found.warnings)


def test_a_list_that_shares_nobody_leaves_too_few() -> None:
    assert "needs 3" in str(LatentClass().fit(table("artificial3")).refused)
